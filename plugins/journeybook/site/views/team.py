"""What is my team answerable for? Stages, maps, items, duties, hand-offs in and out, and what is overdue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from journeybook.atlas.connections import Handover, handovers_by_team
from journeybook.atlas.entry import PLURALS, Entry
from journeybook.model.library import Risk
from journeybook.model.maps import Raci
from journeybook.model.record import reference_fields
from journeybook.site.parts import briefs, due, facts
from journeybook.site.scene import Scene

HELPS = ("contributors", *(name for name, _, mark in reference_fields(Raci) if not mark.doubt))
"""What a team does for what another may own, in the order of the page."""


class Owned(NamedTuple):
    """A stage, step or map that the team answers for."""

    link: facts.Link
    kind: str
    map: facts.Link | None
    sure: bool
    feeling: briefs.FeelingBrief | None
    pains: int
    worst: int
    worst_word: str


@dataclass(frozen=True)
class Duty:
    """What the team owes somewhere."""

    text: str
    spot: facts.Link
    map: facts.Link | None


class Passing(NamedTuple):
    """A hand-off as seen from the team: with whom, where, what is carried, what goes wrong."""

    other: facts.Link | None
    source: facts.Link
    target: facts.Link | None
    map: facts.Link
    carries: str
    risk: str


@dataclass(frozen=True)
class Part:
    """Things of one sort: where the team is responsible, consulted or informed, or what it owns of the library."""

    role: str
    links: tuple[facts.Link, ...]


@dataclass(frozen=True, kw_only=True)
class TeamView:
    """The page of a team."""

    maps: tuple[Owned, ...]
    stages: tuple[Owned, ...]
    others: tuple[Part, ...]
    duties: tuple[Duty, ...]
    receives: tuple[Passing, ...]
    passes: tuple[Passing, ...]
    pains: tuple[briefs.ItemBrief, ...]
    improvements: tuple[briefs.ItemBrief, ...]
    items: tuple[briefs.ItemBrief, ...]
    parts: tuple[Part, ...]
    late: tuple[due.Late, ...]
    open_pains: int


def view(scene: Scene, team: Entry) -> TeamView:
    """All that concerns `team`."""
    owned, items, others = _owned(scene, team)
    receives, passes = _passings(scene, team)
    pains, active = briefs.open_answered(scene, team)
    improvements = [it for it in briefs.answered(scene, team, "improvement") if it in active or due.status_of(scene, it) in due.CLOSED]
    rest = [item for item in items if item not in pains and item not in improvements]
    pains.sort(key=lambda pain: -(pain.record.severity or 0))
    improvements.sort(key=lambda item: briefs.STATUSES.index(due.status_of(scene, item)))
    return TeamView(
        maps=tuple(row for entry, row in owned if entry.kind == "map"),
        stages=tuple(row for entry, row in owned if entry.kind != "map"),
        others=tuple(others),
        duties=tuple(_duties(scene, team)),
        receives=tuple(receives),
        passes=tuple(passes),
        pains=tuple(briefs.item_in_map(scene, pain) for pain in pains),
        improvements=tuple(briefs.item_in_map(scene, item) for item in improvements),
        items=tuple(briefs.item_in_map(scene, item) for item in rest),
        parts=tuple(_parts(scene, team)),
        late=tuple(due.late(scene, [entry for entry, _ in owned if entry.kind == "map"], improvements)),
        open_pains=len(pains),
    )


def _owned(scene: Scene, team: Entry) -> tuple[list[tuple[Entry, Owned]], list[Entry], list[Part]]:
    items: list[Entry] = []
    owned: dict[Entry, Owned] = {}
    others: dict[str, dict[Entry, facts.Link]] = {}
    for reference in scene.atlas.referring_to(team):
        source = reference.source
        if not reference.answers:
            continue
        if source.kind in ("map", "stage", "step"):
            if source not in owned:
                owned[source] = _row(scene, source, reference.sure)
        elif source.kind in ("pain", "gain", "opportunity", "improvement"):
            items.append(source)
        else:
            sort = "risk" if isinstance(reference.part, Risk) else source.kind
            others.setdefault(sort, {})[source] = facts.link(scene, source, reference.sure)
    sorts = [sort for sort in (*scene.atlas.library, "risk") if sort in others]
    return list(owned.items()), items, [Part(_sort_word(scene, sort), tuple(others[sort].values())) for sort in sorts]


def _sort_word(scene: Scene, sort: str) -> str:
    return scene.words("team.risks") if sort == "risk" else scene.words(f"kinds.{PLURALS[sort]}")


def _row(scene: Scene, spot: Entry, sure: bool) -> Owned:
    atlas = scene.atlas
    inside = [spot, *atlas.steps(spot)] if spot.kind == "stage" else [spot]
    here = atlas.items_of(spot, "pain") if spot.kind == "map" else (pain for it in inside for pain in atlas.items_at(it, "pain"))
    pains = [pain for pain in dict.fromkeys(here) if briefs.hurts(scene, pain)]
    spots = atlas.spots[spot.id].values() if spot.kind == "map" else inside
    scored = [s for s in spots if s.record.feels is not None and s.record.feels.score is not None]
    low = min(scored, key=lambda s: s.record.feels.score, default=None)
    worst = max((int(pain.record.severity or 0) for pain in pains), default=0)
    map_ = facts.link(scene, spot.map) if spot.map is not None and spot.kind != "map" else None
    feeling = briefs.feeling(scene, low, low.record.feels) if low is not None else None
    word = scene.words(f"severity.{worst}") if worst else ""
    return Owned(facts.link(scene, spot), scene.words(f"kind.{spot.kind}"), map_, sure, feeling, len(pains), worst, word)


def _duties(scene: Scene, team: Entry) -> list[Duty]:
    found = []
    for reference in scene.atlas.referring_to(team):
        if reference.field != "duties":
            continue
        spot = reference.source
        for name, text in spot.record.duties.items():
            if scene.atlas.find("team", name) is team or name == team.label:
                map_ = facts.link(scene, spot.map) if spot.map is not None else None
                found.append(Duty(text, facts.link(scene, spot), map_))
    return found


def _passings(scene: Scene, team: Entry) -> tuple[list[Passing], list[Passing]]:
    receives, passes = [], []
    for map_, handover in handovers_by_team(scene.atlas).get(team, ()):
        if handover.taker is team:
            receives.append(_passing(scene, map_, handover, handover.giver))
        if handover.giver is team:
            passes.append(_passing(scene, map_, handover, handover.taker))
    return receives, passes


def _passing(scene: Scene, map_: Entry, handover: Handover, other: Entry | None) -> Passing:
    way, record = handover.way, handover.record
    return Passing(
        facts.link(scene, other) if other is not None else None,
        facts.link(scene, way.source),
        facts.link(scene, way.target) if way.target is not None else None,
        facts.link(scene, map_),
        (record.carries if record else None) or "",
        (record.risk if record else None) or "",
    )


def _parts(scene: Scene, team: Entry) -> list[Part]:
    found: dict[str, dict[str, facts.Link]] = {}
    for reference in scene.atlas.referring_to(team):
        if reference.field in HELPS:
            link, map_ = facts.link(scene, reference.source), reference.source.map
            note = map_.label if map_ is not None and map_ is not reference.source else ""
            found.setdefault(reference.field, {})[link.href] = facts.Link(link.text, link.href, note)
    return [Part(scene.words(f"team.{name}"), tuple(found[name].values())) for name in HELPS if name in found]
