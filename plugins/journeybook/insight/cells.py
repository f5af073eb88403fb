"""Values as a reader could put them together: what each is of, for which time, and which of them make up a longer time.

Pure. `small_groups` finds out from them what could be computed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Names = frozenset[tuple[str, str]]
Time = tuple[datetime.date | None, datetime.date | str]
"""The first and the last day of what a value is of; its date in words where it has no other."""
DAY = datetime.timedelta(days=1)
T = TypeVar("T")
PLACES = frozenset({"map", "stage"})


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
    """A whole and its parts, as positions; the whole of a quarter may be its three months. `all`: what the parts leave over is a group too (who is not in the one segment that was
    counted); it is none of places, for many walk through no stage or through several."""

    whole: tuple[int, ...]
    parts: tuple[int, ...]
    all: bool


def all_times(tables: Iterable[Times]) -> list[Time]:
    """Every time that something is of; where two cross, as April and May do with May and June, also that of both together."""
    found = {time for table in tables for time in table.own}
    spans = sorted((first, last) for first, last in found if isinstance(first, datetime.date) and isinstance(last, datetime.date))
    hull: tuple[datetime.date, datetime.date] | None = None
    for first, last in spans:
        hull = (hull[0], max(hull[1], last)) if hull is not None and first <= hull[1] else (first, last)
        found.add(hull)
    return sorted(found, key=str)


def joined(first: datetime.date, last: datetime.date, begins: Mapping[datetime.date, Sequence[tuple[datetime.date, T]]]) -> tuple[T, ...]:
    """The fewest of what `begins` on a day, each with its last day, that follow each other from `first` to `last`; nothing where none do."""
    came: dict[datetime.date, tuple[datetime.date, T] | None] = {first: None}
    queue = [first]
    for start in queue:
        for end, it in begins.get(start, ()):
            if end == last:
                found, step = [it], came[start]
                while step is not None:
                    found.append(step[1])
                    step = came[step[0]]
                return tuple(reversed(found))
            if end < last and end + DAY not in came:
                came[end + DAY] = (start, it)
                queue.append(end + DAY)
    return ()


class Times:
    """The values of one place and part by their time, and which of them make up a longer one."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self._cells = cells
        self.own: dict[Time, int] = {}
        self._from: dict[datetime.date, list[tuple[datetime.date, int]]] = {}
        self._until: dict[datetime.date, list[int]] = {}
        self._known: dict[Time, tuple[int, ...]] = {}

    def add(self, i: int) -> None:
        """Takes in the value at a position; the first of a time counts."""
        cell = self._cells[i]
        if self.own.setdefault((cell.first or cell.last, cell.last or cell.when), i) == i and cell.last:
            self._from.setdefault(cell.first or cell.last, []).append((cell.last, i))
            self._until.setdefault(cell.last, []).append(i)

    def of(self, time: Time) -> tuple[int, ...]:
        """The value of a time, or those that it consists of; nothing where some of it is missing. A single day at its end may stand for
        all of it: many write a month by its last day."""
        if time not in self._known:
            first, last = time
            found: tuple[int, ...] = (self.own[time],) if time in self.own else ()
            if not found and isinstance(first, datetime.date) and isinstance(last, datetime.date):
                found = joined(first, last, self._from) or self._by_day(first, last)
            self._known[time] = found
        return self._known[time]

    def _by_day(self, first: datetime.date, last: datetime.date) -> tuple[int, ...]:
        there = (i for i in self._until.get(last, ()) if first == last or self._cells[i].first in (None, last))
        return tuple(there)[:1]
