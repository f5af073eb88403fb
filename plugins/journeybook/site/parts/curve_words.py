"""Where the words of a curve stand: each at its point, where neither the line nor another word is, and quotes above and below them.

Places are reckoned in pixels for a narrow and for a wide column, since a page draws the same picture at any width.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from journeybook.site.parts import smooth

WIDTHS = (92, 180)
"""Columns as narrow as they get, and wide ones."""
LINE, LETTER, SMALL = 15, 7.0, 6.2
"""From one line of a word to the next; about how wide a letter of the map's own curve is, and one of another."""
AWAY, BELOW = 17, 28
"""The lowest line of a word above its point, and the first line of one below."""
DOT = 8
BAD, WORSE = 100, 300
"""What it costs to stand on something, and beyond the picture."""
HIGH, LOWEST = 176, 190
"""How high the picture is, and where words of the map's own curve end that stand on two lines."""
TOUCHED = 2
"""So many times 4 pixels a line may touch the edge of a word."""
DODGES = (0, 14, 27, 41, 54)
"""How much further away a word of the map's own curve may stand while other curves are shown."""
REACH = 3
"""How many half columns a quote reaches to each side of its point at most."""


class Box(NamedTuple):
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles have a part in common."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


class Place(NamedTuple):
    """Where a word stands: `y` is its first line, `side` "start" or "end" where it begins or ends at its point, `shift` pixels beside it;
    `dodge` is how many pixels further away it stands while one of the curves in `over`, counted from 1, is shown."""

    y: float
    side: str = ""
    shift: int = 0
    above: bool = True
    dodge: int = 0
    over: tuple[int, ...] = ()

    @property
    def dodged(self) -> Place:
        """Where it then stands."""
        return self._replace(y=self.y + (-self.dodge if self.above else self.dodge))


class Spot(NamedTuple):
    """A point with words: its column's middle in columns, `y` in pixels, the lines that are said, and where they stand by default."""

    at: float
    y: float
    lines: tuple[str, ...]
    above: bool


@dataclass
class _Room:
    """A picture with columns of one width, and what stands in it so far."""

    wide: float
    columns: int
    dots: list[Box] = field(default_factory=list)
    line: list[Box] = field(default_factory=list)
    words: list[Box] = field(default_factory=list)
    bottom: float = LOWEST

    def box(self, at: float, place: Place, lines: Sequence[str], letter: float) -> Box:
        wide = max((_length(text) for text in lines), default=0) * letter
        x = at * self.wide + place.shift
        left = x if place.side == "start" else x - wide if place.side == "end" else x - wide / 2
        return Box(left, place.y - 10, left + wide, place.y + LINE * (len(lines) - 1) + 3)

    def cost(self, box: Box) -> float:
        outside = box.left < 0 or box.right > self.columns * self.wide or box.top < 0 or box.bottom > self.bottom
        near = Box(box.left - 4, box.top, box.right + 4, box.bottom)
        met = sum(any(near.meets(it) for it in some) for some in (self.dots, self.words))
        struck = sum(box.meets(it) for it in self.line)
        return WORSE * outside + BAD * met + struck + BAD * (struck > TOUCHED)


def _length(text: str) -> float:
    """How many letters wide a text is: one of Chinese is as wide as two."""
    return sum(1.9 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _dot(at: float, y: float, wide: float, radius: float = DOT) -> Box:
    return Box(at * wide - radius, y - radius, at * wide + radius, y + radius)


def _rooms(spots: Sequence[Spot], runs: Iterable[Sequence[tuple[float, float]]], columns: int) -> list[_Room]:
    found = []
    runs = list(runs)
    for wide in WIDTHS:
        line = [Box(x * wide - 1, y - 1.5, x * wide + 1, y + 1.5) for run in runs for x, y in smooth.along(run, 4 / wide)]
        found.append(_Room(wide, columns, [_dot(it.at, it.y, wide) for it in spots], line))
    return found


def _own_places(spot: Spot) -> Iterator[Place]:
    """Where a word of the map's own curve may stand, the best first."""
    high = LINE * (len(spot.lines) - 1)
    for above, (side, shift) in product((spot.above, not spot.above), (("", 0), ("start", -7), ("end", 7))):
        yield Place(spot.y - AWAY - high if above else spot.y + BELOW, side, shift, above)


def own(spots: Sequence[Spot], runs: Iterable[Sequence[tuple[float, float]]], columns: int, others: Sequence[Sequence[Spot]] = ()) -> tuple[Place, ...]:
    """A place for the words of each of `spots`. `runs` are the stretches of the line as (column, y), `others` the points of other curves."""
    rooms = _rooms(spots, runs, columns)
    found = []
    for number, spot in enumerate(spots):
        following = [(it, next(_own_places(it))) for it in spots[number + 1 : number + 2]]
        costs = []
        for rank, place in enumerate(_own_places(spot)):
            cost = float(rank)
            for room in rooms:
                box = room.box(spot.at, place, spot.lines, LETTER)
                cost += room.cost(box) + 20 * any(box.meets(room.box(it.at, there, it.lines, LETTER)) for it, there in following)
            costs.append((cost, rank, place))
        best = min(costs)[2]
        found.append(_dodging(spot, best, others))
        for room in rooms:
            room.words.append(room.box(spot.at, best, spot.lines, LETTER))
    return tuple(found)


def _dodging(spot: Spot, place: Place, others: Sequence[Sequence[Spot]]) -> Place:
    """A word's place, and how far it must give way to points of other curves."""
    room, free = _Room(WIDTHS[0], 0), []
    for step in DODGES:
        moved = place._replace(dodge=step)
        box = room.box(spot.at, moved.dodged, spot.lines, LETTER)
        met = tuple(number for number, line in enumerate(others, 1) if any(box.meets(_dot(it.at, it.y, room.wide, 7)) for it in line))
        free.append((len(met), step, met))
    return place._replace(dodge=min(free)[1], over=free[0][2])


def further(
    lines: Sequence[Sequence[Spot]], own_spots: Sequence[Spot], own_places: Sequence[Place], runs: Iterable[Sequence[tuple[float, float]]], columns: int
) -> tuple[tuple[Place, ...], ...]:
    """A place for the words at each point of other curves, all of which can be shown at once."""
    rooms = _rooms(own_spots, runs, columns)
    for room in rooms:
        room.bottom = HIGH
        room.dots += [_dot(it.at, it.y, room.wide, 6) for spots in lines for it in spots]
        for spot, place in zip(own_spots, own_places, strict=True):
            room.words += [room.box(spot.at, it, spot.lines, LETTER) for it in {place, place.dodged}]
    found = []
    for spots in lines:
        placed = []
        for spot in spots:
            costs = [
                (rank + sum(room.cost(room.box(spot.at, it, spot.lines, SMALL)) for room in rooms), rank, it) for rank, it in enumerate(_other_places(spot))
            ]
            placed.append(min(costs)[2])
            for room in rooms:
                room.words.append(room.box(spot.at, placed[-1], spot.lines, SMALL))
        found.append(tuple(placed))
    return tuple(found)


def _other_places(spot: Spot) -> Iterator[Place]:
    for far in (0, 12, 24, 36):
        for down, (side, shift) in product(dict.fromkeys((far, -far)), (("start", 11), ("end", -11))):
            yield Place(spot.y + 4 + down, side, shift)
        yield Place(spot.y - 11 - far, "", 0)
        yield Place(spot.y + 20 + far, "", 0)


class Quoted(NamedTuple):
    """A quote over half columns, counted from 1; it may come `lift` levels nearer to the line than the picture's edge is."""

    start: int
    span: int
    lift: int
    side: str


def quoted(slot: int, near: Sequence[int], columns: int, up: bool, scores: dict[int, int]) -> Quoted:
    """Where the quote of column `slot` stands, with the columns of other quotes on the same side in `near`: none reaches into another.
    `scores` are those of all columns."""
    reach = min([REACH, *(abs(it - slot) for it in near)])
    middle = 2 * slot + 1
    side = "first" if slot == 0 else "last" if slot == columns - 1 else ""
    left = 0 if side == "first" else max(0, middle - reach)
    right = 2 * columns if side == "last" else min(2 * columns, middle + reach)
    inside = [scores[at] for at in range(left // 2, (right + 1) // 2) if at in scores]
    return Quoted(left + 1, right - left, 2 - max(inside, default=2) if up else 2 + min(inside, default=-2), side)
