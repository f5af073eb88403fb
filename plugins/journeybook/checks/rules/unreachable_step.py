"""No way leads to a step.

A step whose predecessor has a `next` of its own gets no customers any more unless another way leads to it. Lists with
`order: free` are not followed and not checked.

    steps:
      - {id: compare, name: Compares, next: [pay]}
      - {id: ask, name: Asks a friend}             # wrong: nobody comes here
      - {id: pay, name: Pays}

Right is `next: [ask, pay]`, or a transition that leads to `ask`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.connections import ways
from journeybook.atlas.entry import EXIT, Entry
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import title_place
from journeybook.reading.problem import shown

BY_ABSENCE = True
LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Steps, and stages without steps, that nobody can reach; of a chain only its beginning."""
    for map_ in atlas.maps.values():
        if _dangling(atlas, map_):
            continue
        onward = _onward(atlas, map_)
        reached = _flood(_starts(atlas, map_), onward, set())
        for moment in atlas.moments(map_):
            if moment not in reached:
                reached = _flood([moment], onward, reached)
                if atlas.unread.may_hold(moment.id, moment.label):
                    continue
                message = f"no way leads to the {moment.kind} {shown(moment.label)}"
                hint = f"name {moment.id} under 'next' of what comes before it"
                yield Finding(title_place(moment.record), message, hint)


def _dangling(atlas: Atlas, map_: Entry) -> bool:
    """Whether a way leads to an unknown name; that is an error already, and what it cuts off is no news."""
    ways_by_holder = [(spot, spot.record.next) for spot in atlas.spots[map_.id].values()]
    ways_by_holder.append((map_, map_.record.transitions))
    return any(way.to != EXIT and not atlas.targets(e, "to", way) for e, found in ways_by_holder for way in found)


def _onward(atlas: Atlas, map_: Entry) -> dict[Entry, list[Entry]]:
    """Where each moment leads; in a free list of steps each leads to its neighbours."""
    onward: dict[Entry, list[Entry]] = {}
    for way in ways(atlas, map_):
        if way.end is not None and not way.elsewhere:
            onward.setdefault(way.begin, []).append(way.end)
    for stage in atlas.stages(map_):
        steps = atlas.steps(stage) if stage.record.order == "free" else []
        for one, other in pairwise(steps):
            onward.setdefault(one, []).append(other)
            onward.setdefault(other, []).append(one)
    return onward


def _starts(atlas: Atlas, map_: Entry) -> list[Entry]:
    """The moments at which a customer may come in: the first, those of a free list, those that another map leads to."""
    stages = atlas.stages(map_)
    begun = stages if map_.record.order == "free" else stages[:1]
    spots = atlas.spots[map_.id].values()
    begun = begun + [spot for spot in spots if any(r.source.map is not map_ for r in atlas.referring_to(spot))]
    return [(atlas.steps(spot) or [spot])[0] if spot.kind == "stage" else spot for spot in begun]


def _flood(starts: list[Entry], onward: dict[Entry, list[Entry]], reached: set[Entry]) -> set[Entry]:
    ahead = list(starts)
    while ahead:
        moment = ahead.pop()
        if moment not in reached:
            reached.add(moment)
            ahead += onward.get(moment, ())
    return reached
