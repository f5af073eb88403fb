"""How does it feel? The emotion curve of a map: a point for each moment with a score, gaps where nothing is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from journeybook import briefs
from journeybook.entry import Entry
from journeybook.scene import Scene

TOP, STEP = 34, 27
"""Distance of the line for +2 from the top, and between two scores, in pixels."""
HEIGHT = TOP + 4 * STEP + 34


class Point(NamedTuple):
    """A moment's feeling. `x` is its place across in percent, `y` down in pixels; `wide` in percent for a whole stage."""

    entry: Entry
    href: str
    feeling: briefs.FeelingBrief
    x: float
    y: int
    wide: float
    above: bool


class Row(NamedTuple):
    """A line of the table twin."""

    stage: Entry
    step: Entry | None
    href: str
    feeling: briefs.FeelingBrief | None


@dataclass(frozen=True)
class Curve:
    """The picture and its table. `segments` join points of neighbouring columns, never across a gap."""

    columns: int
    height: int
    levels: tuple[tuple[int, int, str], ...]
    points: tuple[Point, ...]
    segments: tuple[tuple[Point, Point], ...]
    rows: tuple[Row, ...]


def view(scene: Scene, map_: Entry) -> Curve | None:
    """The curve of `map_`, or None where no moment has a score or a word."""
    return of_stages(scene, scene.atlas.stages(map_))


def of_stages(scene: Scene, stages: list[Entry]) -> Curve | None:
    """The curve of some stages of a map."""
    atlas = scene.atlas
    moments = [moment for stage in stages for moment in (atlas.steps(stage) or [stage])]
    line: dict[int, Point] = {}
    apart: list[Point] = []
    rows: list[Row] = []
    at = 0
    for stage in stages:
        steps = atlas.steps(stage)
        span = max(1, len(steps))
        whole = briefs.feeling(scene, stage, stage.record.feels)
        if whole is not None and whole.score is not None:
            point = _point(scene, stage, whole, at + span / 2, len(moments), span if steps else 0)
            if steps:
                apart.append(point)
            else:
                line[at] = point
        if not steps or whole is not None:
            rows.append(Row(stage, None, scene.href(stage), whole))
        for number, step in enumerate(steps):
            feeling = briefs.feeling(scene, step, step.record.feels)
            rows.append(Row(stage, step, scene.href(step), feeling))
            if feeling is not None and feeling.score is not None:
                line[at + number] = _point(scene, step, feeling, at + number + 0.5, len(moments), 0)
        at += span
    if not any(row.feeling for row in rows):
        return None
    segments = tuple((line[number], line[number + 1]) for number in sorted(line) if number + 1 in line)
    levels = tuple((score, _y(score), scene.words(f"feeling.{score}")) for score in (2, 1, 0, -1, -2))
    return Curve(len(moments), HEIGHT, levels, (*apart, *(line[n] for n in sorted(line))), segments, tuple(rows))


def _y(score: int) -> int:
    return TOP + (2 - score) * STEP


def _point(scene: Scene, entry: Entry, feeling: briefs.FeelingBrief, at: float, columns: int, span: int) -> Point:
    score = feeling.score or 0
    wide = round(100 * span / columns, 3)
    return Point(entry, scene.href(entry), feeling, round(100 * at / columns, 3), _y(score), wide, score > -1)
