"""The feelings of a map as a small line over its columns, without words: where one is, and how it goes up and down from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from journeybook.atlas.entry import Entry
from journeybook.site.parts import briefs, smooth
from journeybook.site.scene import Scene

EDGE, STEP = 10, 16
"""Distance of the line for +2 from the top, and between two scores, in pixels."""
HEIGHT = 2 * EDGE + 4 * STEP
ZERO = EDGE + 2 * STEP
ACROSS = 1000
"""The width of the picture in the units of its paths, which are stretched to the columns."""


class Dot(NamedTuple):
    """A column: `x` in percent, `y` in pixels. Where nobody gave a score, it has no `tone` and stands in the middle."""

    entry: Entry
    x: float
    y: int
    tone: str

    @property
    def is_moment(self) -> bool:
        """Whether it is a moment of truth."""
        return self.entry.record.moment_of_truth not in (None, False)


@dataclass(frozen=True, kw_only=True)
class Track:
    """The picture. `paths` are the stretches without a gap: the line, and the area between it and neutral."""

    dots: tuple[Dot, ...]
    paths: tuple[tuple[str, str], ...]
    height: int = HEIGHT
    zero: int = ZERO

    @property
    def stages(self) -> tuple[tuple[float, int], ...]:
        """Where each stage begins, in percent across, and its number."""
        spots = [dot.entry.stage or dot.entry for dot in self.dots]
        firsts = [number for number, spot in enumerate(spots) if not number or spot is not spots[number - 1]]
        return tuple((round(100 * first / len(spots), 3), number) for number, first in enumerate(firsts, 1))


def of(scene: Scene, columns: Sequence[Entry]) -> Track:
    """The small line of the moments `columns`."""
    dots = tuple(_dot(scene, spot, number, len(columns)) for number, spot in enumerate(columns))
    runs = [list(members) for scored, members in groupby(dots, key=lambda dot: bool(dot.tone)) if scored]
    return Track(dots=dots, paths=tuple(_paths(run) for run in runs if len(run) > 1))


def _dot(scene: Scene, spot: Entry, number: int, columns: int) -> Dot:
    feeling = briefs.feeling(scene, spot, spot.record.feels)
    score = feeling.score if feeling is not None else None
    x = round(100 * (number + 0.5) / columns, 3)
    return Dot(spot, x, ZERO - (score or 0) * STEP, feeling.tone if feeling is not None and score is not None else "")


def _paths(run: Sequence[Dot]) -> tuple[str, str]:
    spots = [(round(dot.x * ACROSS / 100, 1), dot.y) for dot in run]
    line = smooth.path(spots)
    return line, f"{line}V{ZERO}H{spots[0][0]:g}z"
