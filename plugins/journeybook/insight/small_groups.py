"""Which values stay unseen: those that rest on too few answers, and those from which such a one follows by subtraction.

Pure. Where a whole and all of its parts but one are printed, the last part is known too: 1,000 answers of all and 980 of the
web shop give the 20 of the app. So beside each value of few answers the smallest other part is withheld with it, until what
remains of the whole rests on enough answers and holds more than one part. Where a value stands in several sums (women in the app:
of all in the app and of all women), they are solved together, as a reader with a spreadsheet could. A whole and its parts are values of one day whose
names say so (a map and its stages, all customers and their segments), or of one place whose periods do (a quarter and its months). Where
one part was counted by quarters and another by months, the months of a quarter are taken together. Parts may be counted to different depths
(the new customers, and of the old ones those of the web shop): what stands between is reckoned with too, see `unwritten`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator, Sequence
from heapq import heappop, heappush
from itertools import combinations

from journeybook.insight.cells import PLACES, Cell, Names, Sum, Time, Times, all_times, joined
from journeybook.insight.equations import solved
from journeybook.insight.measures import PROTECTS, UNCOUNTED, WITHHELD
from journeybook.insight.unwritten import Covers, unwritten

UPPER = re.compile(r"[<≤＜]|few|less|under|below|up to|at most|max|unter|weniger|wenig|höchstens|bis zu|不到|少于|不足|至多|最多|以下", re.IGNORECASE)
"""Words that say how many there are at the most."""


def at_least(words: str) -> int:
    """How many answers there are for sure where their number is told in words: 60 of "more than 60", 5 of "5 to 8", 1 of "fewer than
    10" and of words without a number."""
    found = [int(re.sub(r"\D", "", number)) for number in re.findall(r"\d+(?:[.,' ]\d{3})*", words)]
    return 1 if UPPER.search(words) or not found else min(found)


def withheld(cells: Sequence[Cell], min_n: float) -> dict[int, str]:
    """Which of `cells` are withheld, by position: WITHHELD for fewer than `min_n`, UNCOUNTED where nobody wrote down how many, PROTECTS
    for what would give these away."""
    found = {i: UNCOUNTED if cell.n is None else WITHHELD for i, cell in enumerate(cells) if cell.shown and (cell.n is None or 0 < cell.n < min_n)}
    places = _places(cells)
    wholes = _wholes(places)
    sums = [*_by_names(places, wholes), *_by_time(cells)] if found or len(places) > 1 else []
    beyond, nested = unwritten(cells) if found or len(places) > 1 else ([], [])
    every = [*cells, *beyond]
    unseen = [*(_unseen(every, places, wholes) if found else ()), *(each for each in nested if _state(every, each)[0])]
    again, alone = True, _Alone(cells, sums, min_n)
    while again:
        alone.withhold(found)
        more = _left_over(every, [*sums, *nested], found, min_n)
        if more is None:
            more = _from_all(cells, sums, unseen, found)
        again = more is not None
        if more is not None:
            found[more] = PROTECTS
            alone.changed(more)
    return found


def computable(cells: Sequence[Cell], min_n: float, unseen: Collection[int]) -> list[int]:
    """Which of the positions `unseen` follow from the others, as far as these are not withheld: on how many they rest, and their value."""
    hidden = withheld(cells, min_n) if min_n else {}
    unknown = hidden.keys() | set(unseen)
    places = _places(cells)
    wholes = _wholes(places)
    beyond, nested = unwritten(cells)
    every = [*cells, *beyond]
    sums = [each for each in (*_by_names(places, wholes), *_by_time(cells), *nested) if _state(every, each) == (True, True)]
    sums += _unseen(every, places, wholes)
    unknown |= {i for each in sums for i in (*each.whole, *each.parts) if i >= len(cells)}
    given = _solved(_telling(sums, len(cells)), unknown)
    return [i for i in unseen if i in given and cells[i].n]


class _Alone:
    """Withholds what one sum alone would give away; what is withheld in one may be all that is missing in another. A sum is looked at again only
    where something of it was withheld since."""

    def __init__(self, cells: Sequence[Cell], sums: Sequence[Sum], min_n: float) -> None:
        self._cells, self._sums, self._min_n = cells, sums, min_n
        self._due = set(range(len(sums)))
        self._holding: dict[int, list[int]] = {}
        for n, each in enumerate(sums):
            for i in (*each.whole, *each.parts):
                self._holding.setdefault(i, []).append(n)

    def changed(self, i: int) -> None:
        """The value at a position is withheld now."""
        self._due.update(self._holding.get(i, ()))

    def withhold(self, found: dict[int, str]) -> None:
        """Adds to `found` until no sum alone tells anything: the sums in their order, and once more from the first that is due again."""
        while self._due:
            turn = sorted(self._due)  # a sorted list is a heap
            while turn:
                n = heappop(turn)
                if n not in self._due:
                    continue
                self._due.discard(n)
                more = _one_more(self._cells, self._sums[n], found, self._min_n)
                if more is not None:
                    found[more] = PROTECTS
                    for it in self._holding.get(more, ()):
                        if it > n and it not in self._due:
                            heappush(turn, it)
                    self.changed(more)


def _left_over(cells: Sequence[Cell], sums: Sequence[Sum], found: dict[int, str], min_n: float) -> int | None:
    """What must be withheld because parts of different depths leave few of a whole: the smallest of these; None where none do."""
    covers = Covers(cells, sums, found)
    for each in sums:
        whole, (covered, shown, hidden) = covers.known(each.whole), covers.of_all(each.parts)
        left = 0 if whole is None or not _state(cells, each)[1] else whole - covered
        if 0 < left < min_n and sum(cells[i].n or 0 for i in each.parts) <= (whole or 0):
            places = {column for i in shown for column, _ in cells[i].names - cells[each.whole[0]].names} & PLACES
            if hidden or (each.all and not places):
                return min(shown, key=lambda i: (_size(cells[i]), i), default=None)
    return None


def _from_all(cells: Sequence[Cell], sums: Sequence[Sum], unseen: Sequence[Sum], found: dict[int, str]) -> int | None:
    """What must be withheld because several sums together give a value of few answers away: the smallest that stands in a sum with
    one, or with what follows from such a sum; None where none follows."""
    whole = _telling([*(each for each in sums if _state(cells, each)[0]), *unseen], len(cells))
    unknown = found.keys() | {i for each in unseen for i in (*each.whole, *each.parts) if i >= len(cells)}
    given = {i for i in _solved(whole, unknown) if found.get(i) in (WITHHELD, UNCOUNTED)}
    while given:
        near = {i for each in whole if given.intersection((*each.whole, *each.parts)) for i in (*each.whole, *each.parts)}
        open_ = [i for i in near if i not in unknown and cells[i].shown and cells[i].n != 0]
        if open_ or near <= given:
            return min(open_, key=lambda i: (_size(cells[i]), i), default=None)
        given = near
    return None


def _telling(sums: Sequence[Sum], written: int) -> list[Sum]:
    """`sums` without those that have a value that nobody wrote down (from the position `written` on) and no other sum has: nothing follows."""
    inside: dict[int, set[int]] = {}
    for n, each in enumerate(sums):
        for i in (*each.whole, *each.parts):
            if i >= written:
                inside.setdefault(i, set()).add(n)
    gone: set[int] = set()
    queue = [i for i, some in inside.items() if len(some) == 1]
    while queue:
        for n in inside[queue.pop()].copy():
            gone.add(n)
            for i in (*sums[n].whole, *sums[n].parts):
                if i in inside:
                    inside[i].discard(n)
                    queue += [i] if len(inside[i]) == 1 else []
    return [each for n, each in enumerate(sums) if n not in gone]


def _solved(sums: Sequence[Sum], unknown: Collection[int]) -> set[int]:
    """Which of the `unknown` values the `sums` give, taken as equations between a whole and its parts."""
    return solved({i: sign for side, sign in ((it.whole, 1), (it.parts, -1)) for i in side if i in unknown} for it in sums)


def _size(cell: Cell) -> float:
    return float("inf") if cell.n is None else cell.n


def _state(cells: Sequence[Cell], it: Sum) -> tuple[bool, bool]:
    """Whether the parts of a sum are all there is, as far as anybody knows, and whether it is known on how many each rests."""
    whole, parts = ([cells[i].n for i in side] for side in (it.whole, it.parts))
    exact = None not in (*whole, *parts)
    return not exact or sum(n or 0 for n in whole) == sum(n or 0 for n in parts), exact


def _one_more(cells: Sequence[Cell], it: Sum, found: dict[int, str], min_n: float) -> int | None:
    """What must be withheld too so that nobody can subtract; None where nothing must."""
    whole, parts = ([i for i in side if cells[i].n != 0] for side in (it.whole, it.parts))
    complete, exact = _state(cells, it)
    all_, of_parts = (sum(cells[i].n or 0 for i in side) for side in (whole, parts))
    if (exact and of_parts > all_) or not whole or not all(cells[i].shown for i in whole):
        return None  # they overlap, or there is no whole: nothing follows by subtraction
    hidden, open_ = [i for i in parts if i in found], [i for i in parts if i not in found and cells[i].shown]
    others = [i for i in whole if i not in found]
    smallest = min(open_ or others, key=lambda i: _size(cells[i]), default=None)
    if len(others) < len(whole):
        left = of_parts - sum(cells[i].n or 0 for i in others) if exact else 0
        return smallest if complete and not hidden and (len(whole) - len(others) == 1 or 0 < left < min_n) else None
    if len(hidden) == 1 and complete:
        return smallest
    rest = all_ - sum(cells[i].n or 0 for i in parts if i not in found) if exact else 0
    return smallest if 0 < rest < min_n and (hidden or it.all) else None


def _places(cells: Sequence[Cell]) -> dict[Names, Times]:
    """The values by what they are of."""
    places: dict[Names, Times] = {}
    for i, cell in enumerate(cells):
        places.setdefault(cell.names, Times(cells)).add(i)
    return places


def _wholes(places: Collection[Names]) -> dict[tuple[Names, frozenset[str]], list[Names]]:
    """What names more columns than another, by that and by the further columns."""
    sums: dict[tuple[Names, frozenset[str]], list[Names]] = {}
    for names in places:
        for size in range(len(names)):
            for fewer in map(frozenset, combinations(sorted(names), size)):
                if fewer in places:
                    sums.setdefault((fewer, frozenset(column for column, _ in names.difference(fewer))), []).append(names)
    return sums


def _by_names(places: dict[Names, Times], wholes: dict[tuple[Names, frozenset[str]], list[Names]]) -> Iterator[Sum]:
    """The sums of each time: a value and those that name more columns, one sum for each set of further columns. What has no value of its
    own for that time, and one for each month of it, is these together."""
    for (fewer, further), inner in wholes.items():
        for time in all_times(places[it] for it in (fewer, *inner)):
            whole = places[fewer].of(time)
            parts = tuple(i for names in inner for i in places[names].of(time)) if whole else ()
            if parts:
                yield Sum(whole, parts, not further & PLACES)


def _unseen(cells: Sequence[Cell], places: dict[Names, Times], wholes: dict[tuple[Names, frozenset[str]], list[Names]]) -> Iterator[Sum]:
    """Sums with values that nobody wrote down, and that may be worked out all the same: of a month of what was only counted by quarters.
    These have positions behind the last of `cells`. Parts that are not all there is have none."""
    times = [(first, last) for first, last in all_times(places.values()) if isinstance(first, datetime.date) and isinstance(last, datetime.date)]
    nested = [one for one in times if any(one != other and (_within(one, other) or _within(other, one)) for other in times)]
    numbers: dict[tuple[Names, Time], int] = {}

    def number(names: Names, time: Time) -> int:
        own = places[names].own.get(time)
        return numbers.setdefault((names, time), len(cells) + len(numbers)) if own is None else own

    for (fewer, _), inner in wholes.items() if nested else ():
        all_ = [
            Sum(places[fewer].of(time), tuple(i for names in inner for i in places[names].of(time)), False)
            for time in times
            if all(places[it].of(time) for it in (fewer, *inner))
        ]
        if all(_state(cells, each)[0] for each in all_):
            for time in nested:
                yield Sum((number(fewer, time),), tuple(number(names, time) for names in inner), False)
    begins: dict[datetime.date, list[tuple[datetime.date, tuple[datetime.date, datetime.date]]]] = {}
    for time in nested:
        begins.setdefault(time[0], []).append((time[1], time))
    for first, last in nested:
        tiles = joined(first, last, begins | {first: [it for it in begins[first] if it[0] != last]})
        for names in places if tiles else ():
            yield Sum((number(names, (first, last)),), tuple(number(names, tile) for tile in tiles), False)


def _within(one: tuple[datetime.date, datetime.date], other: tuple[datetime.date, datetime.date]) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _by_time(cells: Sequence[Cell]) -> Iterator[Sum]:
    """The sums of a place: each period and the longest periods within it."""
    times = {i: (cell.first, cell.last) for i, cell in enumerate(cells) if cell.first and cell.last}
    places: dict[Names, list[int]] = {}
    for i in times:
        places.setdefault(cells[i].names, []).append(i)
    for there in places.values():
        for whole in there:
            inside = [i for i in there if _holds(times[whole], times[i])]
            parts = tuple(i for i in inside if not any(_holds(times[other], times[i]) for other in inside))
            if parts:
                yield Sum((whole,), parts, True)


def _holds(one: tuple[datetime.date, datetime.date], other: tuple[datetime.date, datetime.date]) -> bool:
    """Whether the period `one` holds the period `other` and more."""
    return one != other and _within(other, one)
