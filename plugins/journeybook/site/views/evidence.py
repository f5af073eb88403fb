"""Does this source still hold, and what rests on it? A piece of evidence and every claim that it supports, map by map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from journeybook.atlas.entry import Entry, Reference
from journeybook.insight import claims
from journeybook.insight.claims import CLAIMS
from journeybook.insight.reviews import evidence_state, evidence_until, gathered
from journeybook.model.maps import Feeling
from journeybook.site.parts import briefs, facts, meetings
from journeybook.site.scene import Scene


class Claimed(NamedTuple):
    """One thing that rests on the evidence: a pain or gain (`item`), a feeling at `link`, or something else (`kind`)."""

    link: facts.Link
    item: briefs.ItemBrief | None
    feeling: briefs.FeelingBrief | None
    kind: str
    spots: tuple[facts.Link, ...]
    alone: bool


@dataclass(frozen=True)
class Group:
    """What rests on it in one map, or (without map) in the library."""

    map: facts.Link | None
    state: str
    claims: tuple[Claimed, ...]


@dataclass(frozen=True, kw_only=True)
class EvidenceView:
    """The page of a piece of evidence. `alone` counts the claims that nothing else supports."""

    facts: tuple[facts.Fact, ...]
    state: str
    until: str
    age: str
    groups: tuple[Group, ...]
    count: int
    alone: int


def view(scene: Scene, evidence: Entry) -> EvidenceView:
    """All about `evidence`."""
    record, supported = evidence.record, claims.supported(scene.atlas, evidence)
    by_map: dict[Entry | None, list[Reference]] = {}
    for reference in supported:
        by_map.setdefault(reference.source.map, []).append(reference)
    groups = tuple(sorted((_group(scene, references) for references in by_map.values()), key=lambda it: (it.map is None, bool(it.state))))
    day, until = gathered(record), evidence_until(record)
    return EvidenceView(
        facts=facts.facts(scene, evidence, hide=evidence.record.head()),
        state=evidence_state(record, scene.today),
        until=scene.words.date(until) if until else "",
        age=facts.age(scene, day) if day else "",
        groups=groups,
        count=len(supported),
        alone=sum(1 for group in groups for claim in group.claims if claim.alone),
    )


def _group(scene: Scene, references: list[Reference]) -> Group:
    map_ = references[0].source.map
    found = sorted((_claimed(scene, reference) for reference in references), key=_order)
    return Group(
        facts.link(scene, map_) if map_ is not None else None,
        meetings.state_word(scene, map_) if map_ is not None else "",
        tuple(found),
    )


def _claimed(scene: Scene, reference: Reference) -> Claimed:
    source, sort = reference.source, claims.sort_of(reference)
    is_item = sort in CLAIMS
    return Claimed(
        facts.link(scene, source),
        briefs.item(scene, source) if is_item else None,
        briefs.feeling(scene, source, reference.part) if isinstance(reference.part, Feeling) else None,
        scene.words(f"kind.{source.kind}"),
        tuple(facts.link(scene, spot) for spot in scene.atlas.spots_of(source)) if is_item else (),
        (is_item or sort == "feeling") and len(scene.atlas.named_by(reference.part, "evidence")) == 1,
    )


def _order(claim: Claimed) -> tuple[int, int]:
    """Pains first, the worst before the others, then gains, feelings, and the rest."""
    if claim.item is not None:
        return (0 if claim.item.kind == "pain" else 1), -claim.item.level
    return (2, claim.feeling.score or 0) if claim.feeling is not None else (3, 0)
