"""Which values stay unseen: those that rest on too few answers, and those from which such a one follows by subtraction.

Pure. Where a whole and all of its parts but one are printed, the last part is known too: 1,000 answers of all and 980 of the
web shop give the 20 of the app. So beside each value of few answers the smallest other part is withheld with it, until what
remains of the whole rests on enough answers and holds more than one part. Where a value stands in several sums (women in the app:
of all in the app and of all women), they are solved together, as a reader with a spreadsheet could. A whole and its parts are values of one day whose
names say so (a map and its stages, all customers and their segments), or of one place whose periods do (a quarter and its months).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from journeybook.insight.measures import PROTECTS, WITHHELD

PLACES = frozenset({"map", "stage"})
PRIME = 2**61 - 1
"""Equations are solved with whole numbers up to this one: quick, and nothing is rounded."""


UPPER = re.compile(r"[<≤＜]|few|less|under|below|up to|at most|max|unter|weniger|wenig|höchstens|bis zu|不到|少于|不足|至多|最多|以下", re.IGNORECASE)
"""Words that say how many there are at the most."""


def at_least(words: str) -> int:
    """How many answers there are for sure where their number is told in words: 60 of "more than 60", 5 of "5 to 8", 1 of "fewer than
    10" and of words without a number."""
    found = [int(re.sub(r"\D", "", number)) for number in re.findall(r"\d+(?:[.,' ]\d{3})*", words)]
    return 1 if UPPER.search(words) or not found else min(found)


@dataclass(frozen=True)
class Cell:
    """A value: what it is of as (column, name), its first and last day (None where these are words: `when`), on how many answers it
    rests (None where nobody wrote it down), and whether there is anything to show."""

    names: frozenset[tuple[str, str]]
    first: datetime.date | None
    last: datetime.date | None
    when: str
    n: int | None
    shown: bool


@dataclass(frozen=True)
class Sum:
    """A whole and its parts, as positions. `all`: what the parts leave over is a group too (who is not in the one segment that was
    counted); it is none of places, for many walk through no stage or through several."""

    whole: int
    parts: tuple[int, ...]
    all: bool


def withheld(cells: Sequence[Cell], min_n: float) -> dict[int, str]:
    """Which of `cells` are withheld, by position: WITHHELD for fewer than `min_n`, PROTECTS for what would give these away."""
    found = {i: WITHHELD for i, cell in enumerate(cells) if cell.shown and cell.n is not None and 0 < cell.n < min_n}
    sums = [*_by_names(cells), *_by_time(cells)] if found or any(cell.names for cell in cells) else []
    again = True
    while again:
        _sum_by_sum(cells, sums, found, min_n)
        more = _from_all(cells, sums, found)
        again = more is not None
        if more is not None:
            found[more] = PROTECTS
    return found


def _sum_by_sum(cells: Sequence[Cell], sums: Sequence[Sum], found: dict[int, str], min_n: float) -> None:
    """Withholds what one sum alone would give away; what is withheld in one may be all that is missing in another."""
    again = True
    while again:
        again = False
        for each in sums:
            more = _one_more(cells, each, found, min_n)
            if more is not None:
                found[more], again = PROTECTS, True


def _from_all(cells: Sequence[Cell], sums: Sequence[Sum], found: dict[int, str]) -> int | None:
    """What must be withheld because several sums together give a value of few answers away: the smallest that stands in a sum with
    one; None where none follows."""
    whole = [each for each in sums if _state(cells, each)[0]]
    given = {i for i in _solved(whole, found) if found[i] == WITHHELD}
    near = [each for each in whole if given.intersection((each.whole, *each.parts))] if given else []
    open_ = {i for each in near for i in (each.whole, *each.parts) if i not in found and cells[i].shown and cells[i].n != 0}
    return min(open_, key=lambda i: (_size(cells[i]), i), default=None)


def _solved(sums: Sequence[Sum], found: dict[int, str]) -> set[int]:
    """Which withheld values the `sums` give, taken as equations between a whole and its parts (Gauss and Jordan, row by row)."""
    solved: dict[int, dict[int, int]] = {}
    for each in sums:
        row = {i: sign for i, sign in ((each.whole, 1), *((part, PRIME - 1) for part in each.parts)) if i in found}
        for i in [i for i in row if i in solved]:
            _take(row, solved[i], i)
        if not row:
            continue
        first = next(iter(row))
        scale = pow(row[first], -1, PRIME)
        row = {i: factor * scale % PRIME for i, factor in row.items()}
        for other in solved.values():
            if first in other:
                _take(other, row, first)
        solved[first] = row
    return {i for i, row in solved.items() if len(row) == 1}


def _take(row: dict[int, int], other: dict[int, int], i: int) -> None:
    """Takes as much of `other` from `row` that `i` is no longer in it."""
    times = row[i]
    for j, factor in other.items():
        left = (row.get(j, 0) - times * factor) % PRIME
        if left:
            row[j] = left
        else:
            row.pop(j, None)


def _size(cell: Cell) -> float:
    return float("inf") if cell.n is None else cell.n


def _state(cells: Sequence[Cell], it: Sum) -> tuple[bool, bool]:
    """Whether the parts of a sum are all there is, as far as anybody knows, and whether it is known on how many each rests."""
    numbers = [cells[i].n for i in (it.whole, *it.parts)]
    known = [n for n in numbers if n is not None]
    exact = len(known) == len(numbers)
    return not exact or sum(known[1:]) == known[0], exact


def _one_more(cells: Sequence[Cell], it: Sum, found: dict[int, str], min_n: float) -> int | None:
    """What must be withheld too so that nobody can subtract; None where nothing must."""
    parts = [i for i in it.parts if cells[i].n != 0]
    complete, exact = _state(cells, it)
    all_, of_parts = cells[it.whole].n or 0, sum(cells[i].n or 0 for i in parts)
    if exact and of_parts > all_:
        return None  # they overlap: nothing follows by subtraction
    hidden, open_ = [i for i in parts if i in found], [i for i in parts if i not in found and cells[i].shown]
    smallest = min(open_, key=lambda i: _size(cells[i]), default=None)
    if it.whole in found:
        return smallest if complete and not hidden else None
    if not cells[it.whole].shown:
        return None
    if len(hidden) == 1 and complete:
        return it.whole if smallest is None else smallest
    rest = all_ - sum(cells[i].n or 0 for i in parts if i not in found) if exact else 0
    return smallest if 0 < rest < min_n and (hidden or it.all) else None


def _by_names(cells: Sequence[Cell]) -> Iterator[Sum]:
    """The sums of a day: each value and those that name more columns, one sum for each set of further columns."""
    days: dict[object, dict[frozenset[tuple[str, str]], int]] = {}
    for i, cell in enumerate(cells):
        days.setdefault(cell.last or cell.when, {}).setdefault(cell.names, i)
    for there in days.values():
        sums: dict[tuple[int, frozenset[str]], list[int]] = {}
        for names, i in there.items():
            for size in range(len(names)):
                for fewer in combinations(sorted(names), size):
                    whole = there.get(frozenset(fewer))
                    if whole is not None:
                        further = frozenset(column for column, _ in names.difference(fewer))
                        sums.setdefault((whole, further), []).append(i)
        for (whole, further), parts in sums.items():
            yield Sum(whole, tuple(parts), not further & PLACES)


def _by_time(cells: Sequence[Cell]) -> Iterator[Sum]:
    """The sums of a place: each period and the longest periods within it."""
    places: dict[frozenset[tuple[str, str]], list[int]] = {}
    for i, cell in enumerate(cells):
        if cell.first and cell.last:
            places.setdefault(cell.names, []).append(i)
    for there in places.values():
        for whole in there:
            inside = [i for i in there if _holds(cells[whole], cells[i])] if cells[whole].first != cells[whole].last else []
            parts = tuple(i for i in inside if not any(_holds(cells[other], cells[i]) for other in inside))
            if parts:
                yield Sum(whole, parts, True)


def _holds(one: Cell, other: Cell) -> bool:
    """Whether the period of `one` holds that of `other` and more."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return one.first <= other.first and other.last <= one.last and (one.first, one.last) != (other.first, other.last)
