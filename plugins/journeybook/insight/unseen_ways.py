"""Of which maps a narrower site cannot tell how many customers come by: where ways or stages that it leaves out take part in that."""

from __future__ import annotations

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.connections import ways
from journeybook.atlas.entry import Entry
from journeybook.insight import flows

NOTHING = flows.NOTHING


def untold(whole: Atlas, seen: Atlas) -> frozenset[str]:
    """The maps of `seen`, a part of `whole`, through which customers flow otherwise than what is left of their ways would say."""
    return frozenset(map_.id for map_ in seen.maps.values() if _lacks(whole, seen, map_) and _differs(whole, seen, map_))


def _lacks(whole: Atlas, seen: Atlas, map_: Entry) -> bool:
    """Whether something of the map is left out that customers come by; the rest need not be reckoned twice."""
    there = whole.maps[map_.id]
    return len(whole.moments(there)) != len(seen.moments(map_)) or len(ways(whole, there)) != len(ways(seen, map_))


def _differs(whole: Atlas, seen: Atlas, map_: Entry) -> bool:
    true, left = flows.flow(whole, whole.maps[map_.id]), flows.reckoned(seen, map_)
    if not left.is_said:
        return False
    by_moment = {moment.id: (visits, is_sure) for moment, visits, is_sure in zip(true.moments, true.visits, true.is_sure, strict=True)}
    for moment, visits, is_sure in zip(left.moments, left.visits, left.is_sure, strict=True):
        truly, is_true = by_moment[moment.id]
        if abs(truly - visits) > NOTHING * max(1, truly) or is_sure != is_true:
            return True
    return any(abs(_leaving(true).get(name, 0) - part) > NOTHING for name, part in _leaving(left).items())


def _leaving(flow: flows.Flow) -> dict[str, float]:
    """How many leave the map, by the moment that they leave from."""
    found = {moment.id: 0.0 for moment in flow.moments}
    for it in flow.streams:
        found[flow.moments[it.begin].id] += it.part if it.leaves else 0
    return found
