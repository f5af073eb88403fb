"""Values that nobody wrote down, and that stand between a whole and its smaller parts: the old customers, where only those of the
web shop and those of the app were counted.

Pure. A reader adds up the small ones, or takes from the whole what is known of it at any depth; `small_groups` does the same.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from journeybook.insight.cells import PLACES, Cell, Names, Sum, Time, Times, all_times

Cover = tuple[float, tuple[int, ...], bool]
"""On how many what is shown rests, its positions, and whether something of the rest is withheld."""


def unwritten(cells: Sequence[Cell]) -> tuple[list[Cell], list[Sum]]:
    """The values that stand between, none of them shown, to be put behind `cells`; and all sums in which they take part. Each rests on as
    many as its parts by that column which has the most."""
    every = list(cells)
    places: dict[Names, Times] = {}
    for i, cell in enumerate(cells):
        places.setdefault(cell.names, Times(every)).add(i)
    written = set(places)
    between = {frozenset(some) for names in written for size in range(len(names)) for some in combinations(sorted(names), size)} - written
    parts: dict[Names, dict[str, list[Names]]] = {}
    for names in written | between:
        for it in names:
            parts.setdefault(names - {it}, {}).setdefault(it[0], []).append(names)
    for names in sorted(between, key=lambda it: (-len(it), sorted(it))):
        inner = [places[it] for each in parts[names].values() for it in each]
        places[names] = Times(every)
        for time in all_times(inner):
            sides = [[every[i].n for it in each for i in places[it].of(time)] for each in parts[names].values()]
            every.append(_cell(names, time, None if any(None in side for side in sides) else max(sum(n or 0 for n in side) for side in sides)))
            places[names].add(len(every) - 1)
    return every[len(cells) :], [each for each in _sums(places, parts) if max(*each.whole, *each.parts) >= len(cells)]


def _cell(names: Names, time: Time, n: int | None) -> Cell:
    first, last = time
    return Cell(names, first, last, "", n, False) if isinstance(last, datetime.date) else Cell(names, first, None, last, n, False)


def _sums(places: dict[Names, Times], parts: dict[Names, dict[str, list[Names]]]) -> Iterable[Sum]:
    """The sums of each time by each one further column."""
    for whole, columns in parts.items():
        for column, inner in columns.items():
            for time in all_times(places[it] for it in (whole, *inner)):
                found = places[whole].of(time), tuple(i for it in sorted(inner, key=sorted) for i in places[it].of(time))
                if all(found):
                    yield Sum(*found, column not in PLACES)


class Covers:
    """How much of a value can be put together of what is shown beneath it, in parts of which none holds any of another."""

    def __init__(self, cells: Sequence[Cell], sums: Iterable[Sum], found: Collection[int]) -> None:
        self._cells, self._found = cells, found
        self._sums: dict[int, list[Sum]] = {}
        self._covers: dict[int, Cover] = {}
        for each in sums:
            if len(each.whole) == 1:
                self._sums.setdefault(each.whole[0], []).append(each)

    def known(self, whole: Sequence[int]) -> float | None:
        """On how many a whole rests, if readers know: it is shown, or its parts are all there is, and shown."""
        numbers = [self._cells[i].n for i in whole]
        for i in whole:
            covered, shown, _ = self._of(i)
            places = {column for j in shown if j != i for column, _ in self._cells[j].names - self._cells[i].names} & PLACES
            if covered != self._cells[i].n or places or not shown:
                return None
        return sum(n or 0 for n in numbers)

    def of_all(self, parts: Iterable[int]) -> Cover:
        """What is shown of several that have nothing in common."""
        found = [self._of(i) for i in parts]
        return sum(n for n, _, _ in found), tuple(i for _, shown, _ in found for i in shown), any(hidden for _, _, hidden in found)

    def _of(self, i: int) -> Cover:
        if i not in self._covers:
            cell = self._cells[i]
            own = bool(cell.n) and i in self._found
            if cell.shown and i not in self._found:
                self._covers[i] = (cell.n or 0, (i,), False)
            else:
                inner = [self.of_all(it.parts) for it in self._sums.get(i, ()) if cell.n is None or sum(self._cells[j].n or 0 for j in it.parts) <= cell.n]
                best = max(inner, key=lambda it: it[0], default=(0, (), False))
                self._covers[i] = (best[0], best[1], own or best[2])
        return self._covers[i]
