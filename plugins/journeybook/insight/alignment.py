"""Which of one list is which of another, in what order both stand, and what changed its place.

Ids decide, earlier ids count; where one side states no id, the name does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Literal

from journeybook.atlas.entry import Entry
from journeybook.reading import ids


@dataclass(frozen=True)
class Move:
    """A stage or step that stands elsewhere: in another stage than `spot` now, or behind `spot` (first, where it is None)."""

    kind: Literal["stage", "order"]
    spot: Entry | None


def match(before: Sequence[Entry], after: Sequence[Entry], near: Callable[[Entry, Entry], bool] | None = None) -> dict[Entry, Entry]:
    """Which of `before` is which of `after`: by id, then by earlier ids, then by name where one of them states no id."""
    found: dict[Entry, Entry] = {}
    taken: set[Entry] = set()
    for names in (_id, _every_id, _name):
        free: dict[str, list[Entry]] = {}
        for other in after:
            for name in names(other) if other not in taken else ():
                free.setdefault(name, []).append(other)
        for one in before:
            if one in found:
                continue
            options = [other for other in chain.from_iterable(free.get(name, ()) for name in names(one)) if other not in taken]
            if names is _name:
                options = [other for other in options if one.record.id is None or other.record.id is None]
            if options:
                found[one] = next((other for other in options if near is not None and near(one, other)), options[0])
                taken.add(found[one])
    return found


def _id(entry: Entry) -> Iterable[str]:
    return (entry.id,)


def _every_id(entry: Entry) -> Iterable[str]:
    return (entry.id, *entry.record.aliases)


def _name(entry: Entry) -> Iterable[str]:
    return (" ".join(ids.normal(entry.label).casefold().split()),)


Aligned = tuple[Entry | None, Entry | None, Move | None]


def aligned(before: Sequence[Entry], after: Sequence[Entry], partners: Mapping[Entry, Entry]) -> Iterator[Aligned]:
    """One list of both: in the order of `after`, what is gone behind what it stood behind, and who changed places."""
    sources = {other: one for one, other in partners.items()}
    behind: dict[Entry | None, list[Entry]] = {}
    last: Entry | None = None
    here = set(after)
    for one in before:
        if one not in partners:
            behind.setdefault(last, []).append(one)
        elif partners[one] in here:
            last = partners[one]
    number = {one: place for place, one in enumerate(before)}
    kept = [other for other in after if sources.get(other) in number]
    steady = _rising(kept, lambda other: number[sources[other]])
    yield from ((one, None, None) for one in behind.get(None, ()))
    previous: Entry | None = None
    for other in after:
        moved = sources.get(other) in number and other not in steady
        yield sources.get(other), other, Move("order", previous) if moved else None
        yield from ((one, None, None) for one in behind.get(other, ()))
        previous = other


def _rising(items: Sequence[Entry], place: Callable[[Entry], int]) -> set[Entry]:
    """The most of `items` that stand in the order of their places: all others changed theirs."""
    if all(place(one) < place(other) for one, other in pairwise(items)):
        return set(items)
    best: list[tuple[int, int | None]] = []
    for end, item in enumerate(items):
        options = [(best[start][0], start) for start in range(end) if place(items[start]) < place(item)]
        length, start = max(options, key=lambda it: it[0], default=(0, None))
        best.append((length + 1, start))
    at = max(range(len(items)), key=lambda end: best[end][0], default=None)
    found: set[Entry] = set()
    while at is not None:
        found.add(items[at])
        at = best[at][1]
    return found
