"""How customers flow through a map: of all who begin, how many come by each step, and how many take each way.

Shares are written at the ways; what follows from them is solved exactly. With P the shares from step to step and everybody
beginning at the first one, the visits are v = e + v·P: whoever comes back counts again. Values only, per one who began.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from journeybook.atlas.atlas import Atlas, remembered
from journeybook.atlas.connections import Way, first_of, last_of, ways
from journeybook.atlas.entry import Entry
from journeybook.insight.rounds import NOTHING, Shares, visits_of


class Stream(NamedTuple):
    """A way and how many take it: from the column `begin` to the column `end` (None where it leaves the map).

    `share` is the part of those at its beginning, written or all that is left by the others; None where nobody can tell. `part`
    is how often it is taken per one who began the journey.
    """

    way: Way
    begin: int
    end: int | None
    share: float | None
    part: float

    @property
    def is_back(self) -> bool:
        """Whether it leads to where customers have been."""
        return self.end is not None and self.end <= self.begin

    @property
    def leaves(self) -> bool:
        """Whether it leads out of the map."""
        return self.end is None


@dataclass(frozen=True, kw_only=True)
class Flow:
    """The flow through the `moments` of a map, its columns. `visits` says how often each is come by per one who began, `is_sure`
    whether that follows from what is written: False where it depends on how customers divide whom nobody divided.

    Where no share is written at all, `is_said` is False and each column has 1.
    """

    moments: tuple[Entry, ...]
    visits: tuple[float, ...]
    is_sure: tuple[bool, ...]
    streams: tuple[Stream, ...]
    shares: Shares
    """By column, the share that goes on to each other one, as it was reckoned with."""
    is_said: bool
    is_endless: tuple[bool, ...] = ()
    """By column, whether nobody who is there ever leaves the map: how often it is come by has no end. Empty where that is nowhere."""
    written: Shares | None = None
    """The shares as written, where ways back were left out of `shares` because nobody ever leaves."""


class _Taken(NamedTuple):
    """A way with the share that it is taken to have; None where it has none. `other` is a second share that it might as well have."""

    way: Way
    begin: int
    end: int | None
    share: float | None
    other: float | None


@remembered
def flow(atlas: Atlas, map_: Entry) -> Flow:
    """The flow through `map_`. What a site leaves out would make its numbers false: there it is as if nobody had written how many."""
    return reckoned(atlas, map_, is_told=map_.id not in atlas.untold_flows)


def reckoned(atlas: Atlas, map_: Entry, is_told: bool = True) -> Flow:
    """The flow through `map_`, from all shares that `atlas` knows, or from none (`is_told`)."""
    moments = atlas.moments(map_)
    place = {moment: number for number, moment in enumerate(moments)}
    taken = [it for found in _by_begin(atlas, map_, place) for it in _taken(found, place)]
    is_said = is_told and map_.record.order != "free" and any(it.way.share is not None for it in taken)
    if not is_said:
        streams = tuple(Stream(it.way, it.begin, it.end, None, 0) for it in taken)
        everywhere = (1.0,) * len(moments)
        return Flow(moments=tuple(moments), visits=everywhere, is_sure=(False,) * len(moments), streams=streams, shares=[], is_said=False)
    written = _shares([(it.begin, it.end, it.share) for it in taken], len(moments))
    shares = ending(written)
    found = visits(shares)
    others = found
    if any(it.share != it.other for it in taken):
        others = visits(ending(_shares([(it.begin, it.end, it.other) for it in taken], len(moments))))
    return Flow(
        moments=tuple(moments), visits=tuple(found), is_sure=tuple(abs(one - other) < NOTHING * max(1, one) for one, other in zip(found, others, strict=True)),
        streams=tuple(_stream(it, found, shares) for it in taken), shares=shares, is_said=True,
        is_endless=endless(written), written=None if shares == written else written,
    )  # fmt: skip


def _by_begin(atlas: Atlas, map_: Entry, place: dict[Entry, int]) -> Iterator[list[Way]]:
    """The ways of each column. Where the steps of a stage follow each other in any order, they are drawn one after the other."""
    found: dict[Entry, list[Way]] = {moment: [] for moment in place}
    for way in ways(atlas, map_):
        found[way.begin].append(way)
    for stage in atlas.stages(map_):
        if stage.record.order == "free":
            for begin, end in pairwise(atlas.steps(stage)):
                if all(way.target is None for way in found[begin]):
                    found[begin].append(Way("next", begin, begin, end, end))
    yield from found.values()


def _taken(found: Sequence[Way], place: dict[Entry, int]) -> Iterator[_Taken]:
    """The ways of one step with their shares. What the written shares leave goes on by the next step, else by the branches, else by
    whatever leads ahead; shares that add up to more than 1 are taken in proportion."""
    if len(found) == 1 and found[0].kind == "next" and found[0].end is not None and found[0].share is None:
        yield _Taken(found[0], place[found[0].begin], place[found[0].end], 1.0, 1.0)  # as it is at most steps
        return
    total = sum(_written(way) or 0 for way in found)
    scale = 1 / total if total > 1 else 1
    rest = 1 - total if total < 1 - NOTHING else 0
    open_ones = [way for way in found if way.share is None]
    takers = next((some for some in (_kind(open_ones, kinds, place) for kinds in (("next",), ("branch",), ("skip", "jump"))) if some), [])
    weight = {way: number for number, way in enumerate((*takers, *(way for way in open_ones if way not in takers)), 1)}
    for way in found:
        written = _written(way)
        share = other = None if written is None else written * scale
        if written is None and takers:
            share = rest / len(takers) if way in takers else None
            other = rest * weight[way] / sum(weight.values())
        is_shared = rest and len(open_ones) > 1
        end = None if way.end is None else place[way.end]
        yield _Taken(way, place[way.begin], end, share, other if is_shared else share)


def _written(way: Way) -> float | None:
    return None if way.share is None else min(max(way.share, 0), 1)


def _kind(found: Sequence[Way], kinds: tuple[str, ...], place: dict[Entry, int]) -> list[Way]:
    """Those of these kinds that lead ahead, in this map or in another."""
    return [way for way in found if way.kind in kinds and way.target is not None and (way.end is None or place[way.end] > place[way.begin])]


def _shares(taken: Sequence[tuple[int, int | None, float | None]], columns: int) -> Shares:
    shares: Shares = [{} for _ in range(columns)]
    for begin, end, share in taken:
        if end is not None and share:
            shares[begin][end] = shares[begin].get(end, 0) + share
    return shares


def ending(shares: Shares) -> Shares:
    """The shares without the ways back from where nobody ever leaves: going round for ever, customers would be without number."""
    stuck = endless(shares)
    return [{end: share for end, share in row.items() if end > begin} if stuck and stuck[begin] else row for begin, row in enumerate(shares)]


def endless(shares: Shares) -> tuple[bool, ...]:
    """By step, whether nobody who is there ever comes to an end; empty where there is no such step."""
    if _rounds(shares) is None:
        return ()
    can_end = {number for number, row in enumerate(shares) if sum(row.values()) < 1 - NOTHING}
    queue = list(can_end)
    coming: list[list[int]] = [[] for _ in shares]
    for begin, row in enumerate(shares):
        for end in row:
            coming[end].append(begin)
    while queue:
        for begin in coming[queue.pop()]:
            if begin not in can_end:
                can_end.add(begin)
                queue.append(begin)
    return () if len(can_end) == len(shares) else tuple(step not in can_end for step in range(len(shares)))


def _rounds(shares: Shares) -> tuple[int, int] | None:
    """The first and last column between which all ways back are; None where there are none."""
    back = [(end, begin) for begin, row in enumerate(shares) for end in row if end <= begin]
    return (min(back)[0], back[-1][1]) if back else None


def visits(shares: Shares) -> list[float]:
    """How often each step is come by per one who begins at the first: v = e + v·P, where `shares` are the rows of P.

    From step to step, but for those between which some come back, which are solved together. Every step must have a way to an end.
    """
    found = [0.0] * len(shares)
    found[0] = 1
    first, last = _rounds(shares) or (len(shares), -1)
    for step, row in enumerate(shares):
        if step == first:
            found[first : last + 1] = visits_of(shares, first, last, found[first : last + 1])
        here = found[step]
        if here:
            for end, share in row.items():
                if not (first <= step and end <= last):
                    found[end] += here * share
    return found


@remembered
def reached(atlas: Atlas, map_: Entry) -> dict[Entry, float]:
    """By stage, the part of those who began that ever comes to it: the visits without the returns. Empty where no share is written;
    without what nobody can tell."""
    through = flow(atlas, map_)
    place = {moment: number for number, moment in enumerate(through.moments)}
    found = {}
    for stage in atlas.stages(map_) if through.is_said else ():
        inside = range(place[first_of(atlas, stage)], place[last_of(atlas, stage)] + 1)
        if all(through.is_sure[number] for number in inside):
            is_quick = through.written is None and is_final(through.shares, inside)
            part = entering(through.shares, through.visits, inside) if is_quick else first_visits(through.written or through.shares, inside)
            found[stage] = min(part, 1.0)
    return found


def is_final(shares: Shares, inside: range) -> bool:
    """Whether nobody comes to the steps `inside` a second time, once they have left them."""
    behind = enumerate(shares[inside[0] :], inside[0])
    return not any(end <= inside[-1] and end <= begin and not (begin in inside and end in inside) for begin, row in behind for end in row)


def entering(shares: Shares, visited: Sequence[float], inside: range) -> float:
    """Who comes to the steps `inside` from those before them: the quicker answer where nobody comes a second time."""
    rows = zip(visited[: inside[0]], shares, strict=False)
    return (inside[0] == 0) + sum(visits * share for visits, row in rows if visits for end, share in row.items() if end in inside)


def first_visits(shares: Shares, inside: range) -> float:
    """Who comes to the steps `inside`, where everybody stays at the first of them that they come to."""
    first = visits(ending(_until(shares, inside)))
    return sum(first[number] for number in inside)


def _until(shares: Shares, inside: range) -> Shares:
    """The shares of the steps that customers come by before they are `inside`."""
    queue, met = [0], {0}
    while queue:
        step = queue.pop()
        ahead = shares[step].keys() - met if step not in inside else ()
        met.update(ahead)
        queue += ahead
    return [row if step in met and step not in inside else {} for step, row in enumerate(shares)]


def _stream(it: _Taken, found: Sequence[float], shares: Shares) -> Stream:
    part = found[it.begin] * (it.share or 0) if it.end is None or it.end in shares[it.begin] else 0
    return Stream(it.way, it.begin, it.end, it.share, part)
