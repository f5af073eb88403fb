"""What a narrower site cannot tell of how many customers come by: of which maps, where ways or stages that it leaves out take part in
that, and at which ways, where from their shares those of what is left out would follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.connections import Way, ways
from journeybook.atlas.entry import Entry
from journeybook.insight import flows
from journeybook.insight.rounds import NOTHING
from journeybook.model import Part
from journeybook.model.maps import Next


def untold(whole: Atlas, seen: Atlas) -> frozenset[str]:
    """The maps of `seen`, a part of `whole`, through which customers flow otherwise than what is left of their ways would say."""
    return frozenset(map_.id for map_ in seen.maps.values() if _lacks(whole, seen, map_) and _differs(whole, seen, map_))


def telling(atlas: Atlas, is_hidden: Callable[[Part], bool]) -> Iterator[Next]:
    """The ways that are told and whose shares would tell of what is left out, as `is_hidden` says of records: where 30 of 100 skip a step,
    70 come to it. These are all shares at a step from which one leads past something hidden, or from which a hidden way has one."""
    for map_ in atlas.maps.values():
        if not is_hidden(map_.record) and any(way.share is not None for way in ways(atlas, map_)):
            yield from _telling(atlas, map_, is_hidden)


def _telling(atlas: Atlas, map_: Entry, is_hidden: Callable[[Part], bool]) -> Iterator[Next]:
    place = {moment: number for number, moment in enumerate(atlas.moments(map_))}
    hidden = {number for moment, number in place.items() if is_hidden(moment.record)}
    taken = {stream.way: stream.share for stream in flows.reckoned(atlas, map_).streams}
    for begin, group in groupby(ways(atlas, map_), key=lambda way: way.begin):
        found = list(group)
        gone = [way for way in found if _is_hidden(way, is_hidden)]
        told = [way.record for way in found if way not in gone and way.record is not None and way.share is not None]
        is_passed = any(_leads_past(way, place, hidden) for way in found if way not in gone)
        if told and not is_hidden(begin.record) and (is_passed or any(way.record is not None and (way.share or taken.get(way)) for way in gone)):
            yield from told


def _is_hidden(way: Way, is_hidden: Callable[[Part], bool]) -> bool:
    named = [spot.record for spot in (way.source, way.target, way.end) if spot is not None]
    return any(map(is_hidden, [*named, way.record] if way.record is not None else named))


def _leads_past(way: Way, place: Mapping[Entry, int], hidden: set[int]) -> bool:
    """Whether customers who take a way with a share go past something hidden, ahead or back."""
    if way.share is None or way.end is None:
        return False
    first, last = sorted((place[way.begin], place[way.end]))
    return not hidden.isdisjoint(range(first + 1, last))


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
