"""How does it feel in both? The curves of two maps over the same columns, one column for each moment that either has."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from journeybook.atlas.entry import Entry
from journeybook.site.comparison.pairs import Comparison, Row
from journeybook.site.parts import briefs
from journeybook.site.scene import Scene

TOP, STEP = 30, 30
"""Distance of the line for +2 from the top, and between two scores, in pixels."""
HEIGHT = TOP + 4 * STEP + 30
APART = 18
"""How far a point's number stands above or below it, in pixels."""


@dataclass(frozen=True, kw_only=True)
class Point:
    """A moment's feeling in one of the maps. `x` is its place across in percent, `y` and `label_y` down in pixels; no number of its own
    (None) where the other map's point stands at the same place."""

    label: str
    href: str
    lang: str
    feeling: briefs.FeelingBrief
    x: float
    y: int
    label_y: int | None


@dataclass(frozen=True)
class Line:
    """The curve of one map: its points, and the pairs of neighbours to join. A moment without a score is a gap."""

    points: tuple[Point, ...]
    segments: tuple[tuple[Point, Point], ...]


@dataclass(frozen=True, kw_only=True)
class Column:
    """A moment of either map: its names, and how it feels in both (None where nothing is known or it is not there).
    `silent`: the map that does not have it says nothing of the steps there."""

    row: Row
    stage: str
    label: str
    has: tuple[bool, bool]
    silent: bool
    feelings: tuple[briefs.FeelingBrief | None, briefs.FeelingBrief | None]
    hrefs: tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class BothCurves:
    """The picture and its table. `stages` are (name, number of columns) for the heads."""

    columns: tuple[Column, ...]
    stages: tuple[tuple[str, int], ...]
    height: int
    levels: tuple[tuple[int, int, str], ...]
    lines: tuple[Line, Line]


def view(scene: Scene, comparison: Comparison) -> BothCurves | None:
    """Both curves, or None where no moment of either map has a score."""
    columns: list[Column] = []
    stages: list[tuple[str, int]] = []
    for row in comparison.rows:
        own = [_column(scene, row, row)] if _stands_alone(scene, row) else []
        found = [*own, *(_column(scene, row, step) for step in row.steps)]
        columns += found
        stages.append((row.spot.label, len(found)))
    if not any(_score(feeling) is not None for column in columns for feeling in column.feelings):
        return None
    levels = tuple((score, _y(score), scene.words(f"feeling.{score}")) for score in (2, 1, 0, -1, -2))
    return BothCurves(columns=tuple(columns), stages=tuple(stages), height=HEIGHT, levels=levels, lines=(_line(scene, columns, 0), _line(scene, columns, 1)))


def _stands_alone(scene: Scene, row: Row) -> bool:
    """Whether a stage needs a column of its own: it has no steps in one of the maps, or says itself how it feels."""
    sides = [stage for stage in (row.before, row.after) if stage is not None]
    return not row.steps or any(not scene.atlas.steps(stage) or stage.record.feels is not None for stage in sides)


def _column(scene: Scene, stage: Row, row: Row) -> Column:
    sides = (row.before, row.after)
    one, other = (None if spot is None else briefs.feeling(scene, spot, spot.record.feels) for spot in sides)
    here, there = ("" if spot is None else scene.href(spot) for spot in sides)
    return Column(
        row=row,
        stage=stage.spot.label,
        label=row.spot.label,
        has=(sides[0] is not None, sides[1] is not None),
        silent=row.silent,
        feelings=(one, other),
        hrefs=(here, there),
    )


def _line(scene: Scene, columns: list[Column], side: int) -> Line:
    points: dict[Entry, Point] = {}
    places: dict[Entry, int] = {}
    for number, column in enumerate(columns):
        spot = (column.row.before, column.row.after)[side]
        feeling = column.feelings[side]
        if spot is not None and feeling is not None and feeling.score is not None:
            x, y = round(100 * (number + 0.5) / len(columns), 3), _y(feeling.score)
            label_y = y + 5 + (APART if _below(column, side) else -APART)
            level = side == 0 and _score(column.feelings[0]) == _score(column.feelings[1])
            points[spot] = Point(
                label=spot.label, href=column.hrefs[side], lang=scene.atlas.lang_of(spot), feeling=feeling, x=x, y=y, label_y=None if level else label_y
            )
            places[spot] = number
    map_ = next((spot.map for spot in points), None)
    moments = scene.atlas.moments(map_) if map_ is not None else []
    neighbours = [(one, other) for one, other in pairwise(moments) if one in points and other in points]
    # A step that changed places has a neighbour on its other side: no line leads backwards.
    segments = tuple((points[one], points[other]) for one, other in neighbours if places[one] < places[other])
    return Line(tuple(points.values()), segments)


def _below(column: Column, side: int) -> bool:
    """Whether the number stands below its point: that of the lower of two, or of a low one alone."""
    mine, theirs = _score(column.feelings[side]) or 0, _score(column.feelings[1 - side])
    return mine < (0 if theirs is None else theirs)


def _score(feeling: briefs.FeelingBrief | None) -> int | None:
    return None if feeling is None else feeling.score


def _y(score: int) -> int:
    return TOP + (2 - score) * STEP
