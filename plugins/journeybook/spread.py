"""A metric's values side by side: of each part of the customers, or of each place, where there is no one value for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeybook import facts, series, standing
from journeybook.entry import Entry
from journeybook.measures import NOT_COMPUTABLE
from journeybook.scene import Scene
from journeybook.series import Line, Point


@dataclass(frozen=True)
class Apart:
    """One of several values of a metric: whose or where it is."""

    links: tuple[facts.Link, ...]
    value: standing.Value


@dataclass(frozen=True)
class Row:
    """A metric at a place, of a part of the customers beside that of all on the same day, or (without `all`) of everybody."""

    link: facts.Link
    places: tuple[facts.Link, ...]
    value: standing.Value
    all: standing.Value | None


def apart(scene: Scene, metric: Entry, lines: Sequence[Line]) -> tuple[Apart, ...]:
    """The values of several `lines`, or of the parts of a single one that cannot be put together; else none."""
    if len(lines) > 1:
        return tuple(Apart(standing.places(scene, line), standing.value_of(scene, metric, line)) for line in lines)
    if not lines or lines[0].last.measured.note != NOT_COMPUTABLE:
        return ()
    for by in series.splits(scene.atlas.counts_of(metric), metric.record, metric.id):
        parts = [(part, line) for part, line in split(scene, metric, by) if line.place == (lines[0].map, lines[0].stage, "")]
        if len(parts) > 1:
            return tuple(Apart((standing.named(scene, by, part),), standing.value_of(scene, metric, line)) for part, line in parts)
    return ()


def split(scene: Scene, metric: Entry, by: str) -> tuple[tuple[str, Line], ...]:
    """The values of each part (segment, channel, region) as (its name, its line), by place and name."""
    points: dict[tuple[str, str, str], list[Point]] = {}
    for point in series.series(scene.atlas.counts_of(metric), metric.record, by, metric.id, broad=True):
        points.setdefault((point.map, point.stage, point.part), []).append(point)
    return tuple((part, Line(map_, stage, "", tuple(points[map_, stage, part]))) for map_, stage, part in sorted(points))


def of_part(scene: Scene, part: Entry) -> tuple[Row, ...]:
    """The newest values of the customers that a segment or channel is counted for, metric by metric."""
    return tuple(row for metric in scene.atlas.library["metric"].values() for row in _of_part(scene, part, metric))


def _of_part(scene: Scene, part: Entry, metric: Entry) -> list[Row]:
    if not any(getattr(count, part.kind) == part.id for count in scene.atlas.counts_of(metric)):
        return []
    found = standing.lines(scene, metric)
    return [
        Row(
            facts.link(scene, metric),
            standing.places(scene, line),
            standing.value_of(scene, metric, line),
            _of_all(scene, metric, found, line),
        )
        for name, line in split(scene, metric, part.kind)
        if name == part.id
    ]


def _of_all(scene: Scene, metric: Entry, found: tuple[Line, ...], line: Line) -> standing.Value | None:
    """The value of all customers at the same place and day, where more were counted than this part."""
    whole = next((it for it in found if it.place == line.place), None)
    point = next((it for it in whole.points if it.date == line.last.date), None) if whole else None
    return standing.value_of(scene, metric, whole, point) if point is not None and len(point.of) != 1 else None


def at_touchpoint(scene: Scene, touchpoint: Entry) -> tuple[Row, ...]:
    """The newest values that were counted at a touchpoint, metric by metric."""
    return tuple(
        Row(facts.link(scene, metric), standing.places(scene, line), standing.value_of(scene, metric, line), None)
        for metric in scene.atlas.library["metric"].values()
        for line in _lines_at(scene, touchpoint, metric)
    )


def _lines_at(scene: Scene, touchpoint: Entry, metric: Entry) -> list[Line]:
    counts = [count for count in scene.atlas.counts_of(metric) if count.touchpoint == touchpoint.id]
    found: dict[tuple[str, str], list[Point]] = {}
    for point in series.series(counts, metric.record, known_as=metric.id) if counts else ():
        if point.touchpoint:  # the metric's own values are of no touchpoint
            found.setdefault((point.map, point.stage), []).append(point)
    return [Line(map_, stage, "", tuple(points)) for (map_, stage), points in found.items()]
