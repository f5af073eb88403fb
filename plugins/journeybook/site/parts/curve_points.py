"""What a curve of feelings is made of: its points, and the lines of others over the same columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from journeybook.atlas.entry import Entry
from journeybook.site.parts import briefs, curve_words, smooth

ACROSS = 1000
"""The width of the picture in the units of its paths, which are stretched to the columns."""
LONG = 12
"""A word of more letters stands on two lines."""


class Point(NamedTuple):
    """A moment's feeling. `x` is its place across in percent, `y` down in pixels; `wide` in percent for a whole stage."""

    entry: Entry
    href: str
    feeling: briefs.FeelingBrief
    x: float
    y: int
    wide: float
    above: bool

    @property
    def lines(self) -> tuple[str, ...]:
        """The word and the score, on two lines where the word is long."""
        said = f"{self.feeling.word} {self.feeling.sign}".strip()
        head, _, tail = self.feeling.word.rpartition(" ")
        if len(self.feeling.word) <= LONG:
            return (said,)
        return (head, f"{tail} {self.feeling.sign}") if head else (self.feeling.word, self.feeling.sign)

    @property
    def is_moment(self) -> bool:
        """Whether it is a moment of truth."""
        return self.entry.record.moment_of_truth not in (None, False)


class Voice(NamedTuple):
    """The curve of somebody else who lives the same moments. `sign` stands at its points and beside the name `who`; `role` is its name in
    the YAML, where it is a person's. `places` are those of the words at its points."""

    who: str
    sign: str
    points: tuple[Point, ...]
    segments: tuple[tuple[Point, Point], ...]
    role: str = ""
    places: tuple[curve_words.Place, ...] = ()

    def said(self, point: Point) -> str:
        """What stands at one of its points."""
        return f"{self.sign} {point.feeling.sign}".strip()

    @property
    def paths(self) -> tuple[str, ...]:
        """The lines between neighbours, one for each stretch without a gap."""
        return tuple(smooth.path(across(run)) for run in runs(self.segments))


def runs(segments: Iterable[tuple[Point, Point]]) -> list[list[Point]]:
    """The stretches without a gap: points that follow each other, two at least."""
    found: list[list[Point]] = []
    for before, after in segments:
        if found and found[-1][-1] is before:
            found[-1].append(after)
        else:
            found.append([before, after])
    return found


def across(points: Iterable[Point]) -> list[tuple[float, float]]:
    """The places of points in the units of paths."""
    return [(round(point.x * ACROSS / 100, 1), point.y) for point in points]
