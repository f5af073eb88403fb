"""The arcs above a map's ways: those who come back, level by level, each with its label on its own line.

Across, a column is 100 units; down are pixels. Labels are words over the picture, so their room is reckoned in pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil, floor
from typing import NamedTuple

from journeybook.insight.flows import Stream

PITCH, ABOVE = 20, 22
"""From one level of arcs to the next, and from the lowest to the bars."""
COLUMN, AROUND = 92, 628
"""The narrowest column, and all columns together on the narrowest screen that has some, in pixels."""


class Arc(NamedTuple):
    """Those who come back from the column `begin` to `end`, on its `level` (0 is the lowest). Its label begins at the `first` column,
    counted from 1, and may fill `span` columns; `ends` tells that it ends with the last of them instead."""

    begin: int
    end: int
    text: str
    level: int
    path: str
    first: int
    span: int
    ends: bool
    is_known: bool


def length(stream: Stream) -> int:
    """How many columns a way goes on or back."""
    return abs((stream.end or 0) - stream.begin)


class _Laid(NamedTuple):
    """A way back and its label, on a level: `low` and `high` are where arc and label reach, `left` and `right` where the label does, in columns."""

    stream: Stream
    text: str
    ends: bool
    low: float
    high: float
    left: float
    right: float
    level: int = 0

    @property
    def posts(self) -> tuple[float, float]:
        """Where its two ends come down through all levels beneath."""
        return self.stream.begin + 0.04, float(self.stream.end or 0)


def arcs_over(back: Sequence[Stream], columns: int, label: Callable[[Stream], str]) -> tuple[tuple[Arc, ...], int, int]:
    """The arcs of those who come back, how many levels they have, and where the bars beneath them begin.

    What is on one level does not touch, labels included, where columns are as narrow as they get; and as far as it can be had, no arc
    comes down through the label of another. A label that would not end before the picture does ends with its arc.
    """
    wide = max(COLUMN, AROUND / columns)
    found = [_wanted(stream, label(stream), wide, columns) for stream in sorted(back, key=lambda it: (length(it), it.begin))]
    # The shortest lowest, or those lowest that begin furthest to the right: their labels then stand beside the ends of the others.
    orders = [sorted(found, key=lambda it: (length(it.stream), it.low)), sorted(found, key=lambda it: (-(it.stream.end or 0), length(it.stream)))]
    laid = min((_stacked(order) for order in orders), key=lambda some: (_crossed(some), max((it.level for it in some), default=0)))
    levels = max((it.level for it in laid), default=-1) + 1
    top = levels * PITCH + ABOVE
    return tuple(_drawn(_arc(it, columns), top) for it in sorted(laid, key=lambda it: (length(it.stream), it.stream.begin))), levels, top


def _wanted(stream: Stream, text: str, wide: float, columns: int) -> _Laid:
    end, room, tail = stream.end or 0, (22 + width(text)) / wide, stream.begin + 0.1
    if end + room > columns:
        return _Laid(stream, text, True, min(end, tail - room), tail, tail - room, tail - 0.1)
    return _Laid(stream, text, False, end, max(tail, end + room), end + 12 / wide, end + room)


def _stacked(order: Sequence[_Laid]) -> list[_Laid]:
    """Each on the lowest level where it touches nothing, and nothing that it crosses or that crosses it could be spared by going higher."""
    laid: list[_Laid] = []
    for it in order:
        free = [n for n in range(len(order) + 1) if not any(n == other.level and it.low <= other.high and other.low <= it.high for other in laid)]
        best = min((_crossed([*laid, it._replace(level=n)]), n) for n in free)[1]
        laid.append(it._replace(level=best))
    used = sorted({it.level for it in laid})
    return [it._replace(level=used.index(it.level)) for it in laid]


def _crossed(laid: Sequence[_Laid]) -> int:
    """How many labels an end of a higher arc comes down through."""
    return sum(it.left < post < it.right for it in laid for other in laid if other.level > it.level for post in other.posts)


def _arc(it: _Laid, columns: int) -> Arc:
    end, begin = it.stream.end or 0, it.stream.begin
    first = max(0, floor(it.low))
    last = max(begin, first + 1) if it.ends else min(columns, max(ceil(it.high), end + 1))
    return Arc(begin, end, it.text, it.level, "", first + 1, last - first, it.ends, it.stream.share is not None)


def width(text: str) -> float:
    """About how many pixels a label is wide: letters of Chinese are twice as wide as others."""
    return sum(13.5 if ord(letter) > 0x2E80 else 6.6 for letter in text)


def _drawn(it: Arc, top: int) -> Arc:
    """An arc: up from the bar where it begins, back, and down to the bar that it comes to, where its tip is drawn apart."""
    y = top - ABOVE - it.level * PITCH - 1
    begin, end = 100 * it.begin + (18 if it.begin == it.end else 4), 100 * it.end
    return it._replace(path=f"M{begin} {top - 2:g}V{y + 8:g}Q{begin} {y:g} {begin - 7} {y:g}H{end + 7}Q{end} {y:g} {end} {y + 8:g}V{top - 8:g}")
