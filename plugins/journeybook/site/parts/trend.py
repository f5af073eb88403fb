"""The picture of a metric's values over time: where its points, lines and words stand.

Across in percent of the picture's width, down in pixels, so that its words keep their size on every screen. Gaps stay
gaps: points are joined only where no value is missing between them and both were computed alike.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from journeybook.atlas.entry import Entry
from journeybook.insight.series import Line, Point
from journeybook.reading.periods import after, parse_period
from journeybook.site.parts import figures, metric_targets
from journeybook.site.scene import Scene

TOP, BOTTOM, HEIGHT = 26, 176, 204
LEFT, RIGHT = 11.0, 95.0
"""The first and the last point, in percent of the width."""
CLOSE = 15
"""Pixels between two words below which they would touch."""


@dataclass(frozen=True, kw_only=True)
class Dot:
    """A value: its place, its interval down and up (pixels; the dot itself where there is none), and its words."""

    x: float
    y: float
    low: float
    high: float
    label: str


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A level with a word: a target, the warning line or a number of the scale. `up` says on which side the word is."""

    y: float
    text: str
    kind: str
    up: bool = True


@dataclass(frozen=True, kw_only=True)
class Trend:
    """The picture; `label` says what it shows."""

    label: str
    height: int
    dots: tuple[Dot, ...]
    segments: tuple[tuple[Dot, Dot], ...]
    scale: tuple[Mark, ...]
    marks: tuple[Mark, ...]
    first: str
    last: str
    newest: str
    left_out: str
    newest_y: float


class _Dated(NamedTuple):
    """A point that can be drawn: one with a day and a value."""

    point: Point
    day: datetime.date
    value: float


CLOSEST = 1e-6
"""Values less apart than this are drawn as the same: a scale's marks are rounded to ten digits."""


def picture(scene: Scene, metric: Entry, line: Line, most: int = 600) -> Trend | None:
    """The picture of the newest values of `line`, `most` of them; None where fewer than two have a day."""
    newest = line.last
    values = ((it, it.date, it.measured.value) for it in line.points if it.measured.method == newest.measured.method)
    every = [_Dated(it, day, value) for it, day, value in values if day is not None and value is not None]
    points = every[-most:]
    if len(points) < 2:
        return None
    levels = _levels(scene, metric, line)
    ends = [end for it, _, value in points for end in (it.measured.low, it.measured.high, value) if end is not None]
    steps = _scale(min([*ends, *levels]), max([*ends, *levels]))

    def y(value: float) -> float:
        return round(BOTTOM - (value - steps[0]) / (steps[-1] - steps[0]) * (BOTTOM - TOP), 1)

    dots = tuple(_dot(scene, metric, points, point, y) for point in points)
    method = newest.measured.method
    scale = tuple(Mark(y=y(step), text=figures.number(scene, metric.record, method, step, exact=True), kind="scale") for step in steps)
    words = scene.words
    ends_said = [figures.shown(scene, metric.record, it.point.measured) for it in (points[0], points[-1])]
    dates = [words.period(it.point.when) for it in (points[0], points[-1])]
    label = words("trend.label", first=ends_said[0], since=dates[0], last=ends_said[1], until=dates[1])
    marks = _marks(levels, y)
    joined = _segments(metric, line, points, dots)
    return Trend(
        label=label,
        height=HEIGHT,
        dots=dots,
        segments=joined,
        scale=scale,
        marks=marks,
        first=dates[0],
        last=dates[1],
        newest=ends_said[1],
        left_out=words("trend.newest", n=len(points), all=words.number(len(every))) if len(every) > len(points) else "",
        newest_y=_free(dots[-1], marks),
    )


def _levels(scene: Scene, metric: Entry, line: Line) -> dict[float, tuple[str, str]]:
    """The targets and the warning line: value to (kind, word)."""
    found: dict[float, tuple[str, str]] = {}
    for aim in metric_targets.aims(scene, metric, line):
        if aim.value is not None:
            found[aim.value] = ("target", scene.words("trend.target", target=aim.text))
    warn = metric.record.warn
    if isinstance(warn, int | float):
        word = scene.words("trend.warn", warn=metric_targets.warn(scene, metric, line.last.measured.method))
        same = found.get(warn)
        found[warn] = ("target", f"{same[1]} · {word}") if same else ("warn", word)
    return found


def _scale(low: float, high: float) -> list[float]:
    """Three to six round numbers that hold `low` and `high`."""
    size = max(abs(low), abs(high))
    if high - low < max(CLOSEST, size * 1e-12):  # so near each other that no marks between them could be told apart
        room = max(1, size * 1e-9)
        low, high = low - room, high + room
    rough = (high - low) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * n for n in (1, 2, 2.5, 5, 10) if power * n >= rough)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(n * step, 10) for n in range(first, last + 1)]


def _dot(scene: Scene, metric: Entry, points: list[_Dated], dated: _Dated, y: Callable[[float], float]) -> Dot:
    days = (points[-1].day - points[0].day).days or 1
    x = round(LEFT + (dated.day - points[0].day).days / days * (RIGHT - LEFT), 2)
    measured, here = dated.point.measured, y(dated.value)
    low = here if measured.low is None else y(measured.low)
    high = here if measured.high is None else y(measured.high)
    text = figures.shown(scene, metric.record, measured)
    return Dot(x=x, y=here, low=low, high=high, label=scene.words("labelled", label=scene.words.period(dated.point.when)) + text)


def _segments(metric: Entry, line: Line, points: list[_Dated], dots: tuple[Dot, ...]) -> tuple[tuple[Dot, Dot], ...]:
    """The neighbours that are joined: nothing withheld or missing between them."""
    dated = [(day, point) for point in line.points if (day := point.date)]
    spans = [(later - earlier).days for (earlier, _), (later, _) in pairwise(dated)]
    period = parse_period(metric.record.cadence or "")
    usual = (after(datetime.date(2026, 1, 1), period) - datetime.date(2026, 1, 1)).days if period else sorted(spans)[len(spans) // 2]
    # Both are in the order of the line: of each drawn point, how many dated ones there are up to it.
    drawn, places = iter(points), []
    next_drawn = next(drawn, None)
    for at, (_, point) in enumerate(dated):
        if next_drawn is not None and point is next_drawn.point:
            places.append(at)
            next_drawn = next(drawn, None)
    found = []
    for number, (earlier, later) in enumerate(pairwise(points)):
        if places[number + 1] - places[number] == 1 and (later.day - earlier.day).days <= 1.5 * max(usual, 1):
            found.append((dots[number], dots[number + 1]))
    return tuple(found)


def _free(newest: Dot, marks: tuple[Mark, ...]) -> float:
    """Where the newest value's word stands: above its dot, unless the word of a level is there."""
    words = [mark.y - 5 if mark.up else mark.y + 15 for mark in marks]
    above, below = newest.y - 10, newest.y + 20
    return below if any(abs(above - word) < CLOSE for word in words) and below < HEIGHT - CLOSE else above


def _marks(levels: dict[float, tuple[str, str]], y: Callable[[float], float]) -> tuple[Mark, ...]:
    """The levels from the top down; a word that would touch the one above it goes below its line."""
    found: list[Mark] = []
    for value in sorted(levels, key=y):
        kind, text = levels[value]
        free = not found or y(value) - found[-1].y >= (CLOSE if found[-1].up else 2 * CLOSE)
        found.append(Mark(y=y(value), text=text, kind=kind, up=free))
    return tuple(found)
