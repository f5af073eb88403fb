"""What do our maps rest on? All evidence with its age and use, and the claims that nothing, or nothing living, supports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry, holds
from journeybook.insight import claims
from journeybook.insight.claims import Claim
from journeybook.insight.reviews import evidence_state, evidence_until, gathered
from journeybook.site.parts import believed, briefs, facts, meetings
from journeybook.site.scene import Scene


@dataclass(frozen=True, kw_only=True)
class Source:
    """A piece of evidence in a line. `supports` counts what rests on it, in words; `key` is its date for sorting."""

    link: facts.Link
    kind: str
    date: str
    key: str
    age: str
    n: str
    n_key: float | None
    state: str
    until: str
    until_key: str
    supports: str
    count: int
    maps: tuple[facts.Link, ...]


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """A claim that no living evidence supports: an item, or a feeling at `link`; `expired` is what it once rested on."""

    item: briefs.ItemBrief | None
    link: facts.Link
    feeling: briefs.FeelingBrief | None
    expired: tuple[facts.Link, ...]


@dataclass(frozen=True, kw_only=True)
class MapCoverage:
    """How far a map's claims are supported; `map` is None for the claims that belong to no map. `worst` is the severest
    pain among the doubts."""

    map: facts.Link | None
    state: str
    ident: str
    living: int
    all: int
    expired: int
    worst: int
    worst_word: str
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """All evidence, and the coverage of all maps that hold: those of how things are first, and the severest unsupported pain."""

    sources: tuple[Source, ...]
    maps: tuple[MapCoverage, ...]
    living: int
    all: int
    expired: int
    apart: tuple[believed.Apart, ...]


def any_evidence(atlas: Atlas) -> bool:
    """Whether evidence is named at all; without any, no page of its own says what every map says."""
    return bool(atlas.library["evidence"])


def view(scene: Scene, _: Entry | None) -> Coverage:
    """The evidence of the atlas and what it covers."""
    atlas = scene.atlas
    sources = [_source(scene, evidence) for evidence in atlas.library["evidence"].values()]
    sources.sort(key=lambda source: source.key, reverse=True)
    sources.sort(key=lambda source: source.state != "expired")
    maps = [_coverage(scene, map_, claims.of_map(atlas, map_, scene.today)) for map_ in atlas.originals if holds(map_)]
    maps.append(_coverage(scene, None, claims.of_library(atlas, scene.today)))
    found = [it for it in maps if it.all]
    found.sort(key=lambda it: (bool(it.state), -it.worst, it.living - it.all))
    states = [source.state for source in sources]
    return Coverage(
        sources=tuple(sources),
        maps=tuple(found),
        living=sum(it.living for it in found),
        all=sum(it.all for it in found),
        expired=states.count("expired"),
        apart=believed.apart(scene),
    )


def _source(scene: Scene, evidence: Entry) -> Source:
    record, words = evidence.record, scene.words
    supported = claims.supported(scene.atlas, evidence)
    day, until = gathered(record), evidence_until(record)
    maps = dict.fromkeys(it.source.map for it in supported if it.source.map is not None)
    return Source(
        link=facts.link(scene, evidence),
        kind=words(f"choice.{record.kind_}") if record.kind_ else "",
        date=facts.shown(scene, "date", record.date) if record.date is not None else "",
        key=day.isoformat() if day else "",
        age=facts.age(scene, day) if day else "",
        n=facts.shown(scene, "number", record.n) if record.n is not None else "",
        n_key=record.n if isinstance(record.n, int | float) else None,
        state=evidence_state(record, scene.today),
        until=words.date(until) if until else "",
        until_key=until.isoformat() if until else "",
        supports=briefs.counted_claims(scene, supported),
        count=len(supported),
        maps=tuple(facts.link(scene, map_) for map_ in maps),
    )


def _coverage(scene: Scene, map_: Entry | None, found: Iterable[Claim]) -> MapCoverage:
    every = list(found)
    doubtful = sorted((claim for claim in every if claim.state != "living"), key=lambda claim: _order(scene, claim))
    worst = max((_severity(scene, claim) for claim in doubtful), default=0)
    return MapCoverage(
        map=facts.link(scene, map_) if map_ is not None else None,
        state=meetings.state_word(scene, map_) if map_ is not None else "",
        ident=f"map-{map_.id}" if map_ is not None else "library",
        living=len(every) - len(doubtful),
        all=len(every),
        expired=sum(1 for claim in doubtful if claim.state == "expired"),
        worst=worst,
        worst_word=scene.words(f"severity.{worst}") if worst else "",
        doubts=tuple(_doubt(scene, claim) for claim in doubtful),
    )


def _severity(scene: Scene, claim: Claim) -> int:
    is_pain = claim.entry.kind == "pain" and briefs.is_open(scene, claim.entry)
    return int(claim.entry.record.severity or 0) if is_pain else 0


def _order(scene: Scene, claim: Claim) -> tuple[int, int, Any]:
    """The severest pains first, then gains, then feelings, the lowest first."""
    kind = 2 if claim.feels is not None else 0 if claim.entry.kind == "pain" else 1
    score = getattr(claim.feels, "score", None)
    return -_severity(scene, claim), kind, 0 if score is None else score


def _doubt(scene: Scene, claim: Claim) -> Doubt:
    item = briefs.item(scene, claim.entry) if claim.feels is None else None
    feeling = briefs.feeling(scene, claim.entry, claim.feels)
    expired = tuple(facts.link(scene, source) for source in claim.sources)
    return Doubt(item=item, link=facts.link(scene, claim.entry), feeling=feeling, expired=expired)
