"""How the stages and steps of a map are connected: what the author wrote, and what follows from the order of the list.

A way leads from one moment (a step, or a stage without steps) to another, to another map, or out of the journey.
Hand-offs are the ways on which the accountable team changes.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from journeybook.atlas.atlas import Atlas, remembered
from journeybook.atlas.entry import EXIT, Entry
from journeybook.model.maps import Handoff, Next, Transition

Kind = Literal["next", "branch", "skip", "loop", "jump", "exit"]
"""What sort of way it is: what a transition may say, where its author said it."""


@dataclass(frozen=True, eq=False, slots=True)
class Way:
    """One way on. `source` and `target` are as the author named them; `begin` and `end` the moments that it joins.

    `target` is None for an exit. `elsewhere` tells that the target is another map or stands in one. `record` is None for
    a way that only the order of the list implies.
    """

    kind: Kind
    source: Entry
    begin: Entry
    target: Entry | None
    end: Entry | None
    elsewhere: bool = False
    record: Next | None = None

    @property
    def when(self) -> str:
        """The condition in words, empty where there is none."""
        return (self.record.when if self.record else None) or ""

    @property
    def share(self) -> float | None:
        """The part of the customers that go this way, 0 to 1."""
        return self.record.share if self.record else None


@dataclass(frozen=True, eq=False)
class Handover:
    """A way on which work passes from one team to another."""

    way: Way
    giver: Entry | None
    taker: Entry | None
    record: Handoff | None

    @property
    def changes(self) -> bool:
        """Whether another team takes over."""
        return self.giver is not None and self.taker is not None and self.giver is not self.taker


def ways(atlas: Atlas, map_: Entry) -> tuple[Way, ...]:
    """All ways of a map: implied and written, in the order of the stages. Worked out once: rules and pages ask again and again."""
    known: dict[Entry, tuple[Way, ...]] = atlas.known.setdefault("ways", {})
    if map_ not in known:
        known[map_] = _ways(atlas, map_)
    return known[map_]


def _ways(atlas: Atlas, map_: Entry) -> tuple[Way, ...]:
    stated = list(_stated(atlas, map_))
    order = {moment: number for number, moment in enumerate(atlas.moments(map_))}
    replaced = {way.begin for way in stated if way.kind == "next"}
    replaced |= {last_of(atlas, spot) for spot in atlas.spots[map_.id].values() if spot.record.said("next")}
    taken = {(way.begin, way.end) for way in stated if way.end is not None}
    implied = [Way("next", begin, begin, end, end) for begin, end in _neighbours(atlas, map_) if begin not in replaced and (begin, end) not in taken]
    return tuple(sorted([*implied, *stated], key=lambda way: order[way.begin]))


def _neighbours(atlas: Atlas, map_: Entry) -> Iterator[tuple[Entry, Entry]]:
    last: Entry | None = None
    for stage in atlas.stages(map_):
        moments = atlas.steps(stage) or [stage]
        if last is not None and map_.record.order != "free":
            yield last, moments[0]
        if stage.record.order != "free":
            yield from itertools.pairwise(moments)
        last = moments[-1]


def _stated(atlas: Atlas, map_: Entry) -> Iterator[Way]:
    for spot in atlas.spots[map_.id].values():
        several = len(spot.record.next) > 1
        for record in spot.record.next:
            way = _way(atlas, map_, spot, record)
            if way is not None:
                kind = "branch" if way.kind in ("next", "skip") and several and record.kind is None else way.kind
                yield way if kind == way.kind else replace(way, kind=kind)
    for record in map_.record.transitions:
        source = atlas.targets(map_, "from_", record)
        way = _way(atlas, map_, source[0], record) if source and source[0].map is map_ else None
        if way is not None:
            yield way


def _way(atlas: Atlas, map_: Entry, source: Entry, record: Next) -> Way | None:
    holder = map_ if isinstance(record, Transition) else source
    targets = atlas.targets(holder, "to", record)
    begin = last_of(atlas, source)
    if record.to == EXIT:
        return Way("exit", source, begin, None, None, record=record)
    if not targets:
        return None
    target = targets[0]
    if target.map is not map_ or target is map_:
        return Way(record.kind or "jump", source, begin, target, None, True, record)
    end = first_of(atlas, target)
    return Way(record.kind or _kind(atlas, map_, begin, end), source, begin, target, end, record=record)


def _kind(atlas: Atlas, map_: Entry, begin: Entry, end: Entry) -> Kind:
    moments = atlas.moments(map_)
    distance = moments.index(end) - moments.index(begin)
    if distance <= 0:
        return "loop"
    return "next" if distance == 1 else "skip"


def first_of(atlas: Atlas, spot: Entry) -> Entry:
    """The moment at which a stage begins; a step itself."""
    steps = atlas.steps(spot) if spot.kind == "stage" else []
    return steps[0] if steps else spot


def last_of(atlas: Atlas, spot: Entry) -> Entry:
    """The moment at which a stage ends; a step itself."""
    steps = atlas.steps(spot) if spot.kind == "stage" else []
    return steps[-1] if steps else spot


@remembered
def handovers_by_team(atlas: Atlas) -> dict[Entry | None, list[tuple[Entry, Handover]]]:
    """All hand-overs of all maps by the teams that give or take: (map, hand-over), in the order of the maps."""
    found: dict[Entry | None, list[tuple[Entry, Handover]]] = {}
    for map_ in atlas.originals:
        for handover in handovers(atlas, map_):
            for team in {handover.giver, handover.taker}:
                found.setdefault(team, []).append((map_, handover))
    return found


def handovers(atlas: Atlas, map_: Entry) -> list[Handover]:
    """Where work passes between teams: written hand-offs, and every way on which the accountable team changes."""
    found = [handover_of(atlas, map_, way) for way in ways(atlas, map_)]
    return [it for it in found if it.record is not None or (it.changes and it.way.kind != "loop")]


def handover_of(atlas: Atlas, map_: Entry, way: Way) -> Handover:
    """Who passes on and who takes over on a way, be it the same team or not, and what the author wrote about it."""
    record = way.record.handoff if way.record else None
    giver, taker = _team(atlas, way.begin), _team(atlas, way.end or (way.target if way.elsewhere else None))
    if record is not None:
        giver = next(iter(atlas.targets(_holder(map_, way), "from_", record)), giver)
        taker = next(iter(atlas.targets(_holder(map_, way), "to", record)), taker)
    return Handover(way, giver, taker, record)


def _holder(map_: Entry, way: Way) -> Entry:
    return map_ if isinstance(way.record, Transition) else way.source


def _team(atlas: Atlas, spot: Entry | None) -> Entry | None:
    owners = atlas.accountable(spot) if spot is not None else []
    return owners[0].team if owners else None
