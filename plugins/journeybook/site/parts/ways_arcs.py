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


def arcs_over(back: Sequence[Stream], columns: int, label: Callable[[Stream], str]) -> tuple[tuple[Arc, ...], int, int]:
    """The arcs of those who come back, how many levels they have, and where the bars beneath them begin.

    The shortest are lowest; what is on one level does not touch, labels included, where columns are as narrow as they get. A label that
    would not end before the picture does ends with its arc.
    """
    wide = max(COLUMN, AROUND / columns)
    rows: list[list[tuple[float, float]]] = []
    found: list[Arc] = []
    for stream in sorted(back, key=lambda it: (length(it), it.begin)):
        end, text = stream.end or 0, label(stream)
        room, tail = (22 + width(text)) / wide, stream.begin + 0.1
        ends = end + room > columns
        low, high = (min(end, tail - room), tail) if ends else (end, max(tail, end + room))
        level = next((n for n, row in enumerate(rows) if all(high < a or low > b for a, b in row)), len(rows))
        rows += [[]] if level == len(rows) else []
        rows[level].append((low, high))
        first = max(0, floor(low))
        last = max(stream.begin, first + 1) if ends else min(columns, max(ceil(high), end + 1))
        found.append(Arc(stream.begin, end, text, level, "", first + 1, last - first, ends, stream.share is not None))
    top = len(rows) * PITCH + ABOVE
    return tuple(_drawn(arc, top) for arc in found), len(rows), top


def width(text: str) -> float:
    """About how many pixels a label is wide: letters of Chinese are twice as wide as others."""
    return sum(13.5 if ord(letter) > 0x2E80 else 6.6 for letter in text)


def _drawn(it: Arc, top: int) -> Arc:
    """An arc: up from the bar where it begins, back, and down to the bar that it comes to, where its tip is drawn apart."""
    y = top - ABOVE - it.level * PITCH - 1
    begin, end = 100 * it.begin + (18 if it.begin == it.end else 4), 100 * it.end
    return it._replace(path=f"M{begin} {top - 2:g}V{y + 8:g}Q{begin} {y:g} {begin - 7} {y:g}H{end + 7}Q{end} {y:g} {end} {y + 8:g}V{top - 8:g}")
