"""A metric's values side by side: of each part of the customers, or of each place, where there is no one value for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeybook import facts, series, standing
from journeybook.atlas import Entry
from journeybook.measures import NOT_COMPUTABLE
from journeybook.scene import Scene
from journeybook.series import Line, Point


@dataclass(frozen=True)
class Apart:
    """One of several values of a metric: whose or where it is."""

    links: tuple[facts.Link, ...]
    value: standing.Value


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
