"""What has shipped, and did its number move? The value before and after the day on which customers got an improvement."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook import facts, standing
from journeybook.entry import Entry
from journeybook.review import after, parse_period
from journeybook.scene import Scene
from journeybook.series import Line, Point


@dataclass(frozen=True)
class Row:
    """An improvement that customers have. `said` tells why nothing can be said, or what weakens it."""

    link: facts.Link
    map: facts.Link | None
    date: str
    date_key: str
    metric: facts.Link | None
    expected: str
    before: standing.Value | None
    after: standing.Value | None
    change: standing.Change | None
    said: str


def view(scene: Scene, map_: Entry | None) -> tuple[Row, ...]:
    """What `map_`, or the whole atlas, has shipped, the newest first."""
    atlas = scene.atlas
    entries = atlas.items_of(map_, "improvement") if map_ is not None else atlas.counted("improvement")
    shipped = [entry for entry in entries if entry.record.shipped is not None and entry.record.shipped <= scene.today]
    return tuple(_row(scene, entry, map_ is None) for entry in sorted(shipped, key=lambda it: it.record.shipped, reverse=True))


def _row(scene: Scene, entry: Entry, with_map: bool) -> Row:
    record, words = entry.record, scene.words
    metrics = scene.atlas.targets(entry, "metric")
    metric = metrics[0] if metrics else None
    line = _line(scene, entry, metric) if metric else None
    earlier, later = _around(line, record.shipped) if line else (None, None)
    change = standing.change(scene, metric.record, earlier, later) if metric and earlier and later else None
    return Row(
        facts.link(scene, entry),
        facts.link(scene, entry.map) if with_map and entry.map is not None else None,
        words.date(record.shipped), record.shipped.isoformat(),
        facts.link(scene, metric) if metric else None, record.expected or "",
        standing.value_of(scene, metric, line, earlier) if metric and earlier else None,
        standing.value_of(scene, metric, line, later) if metric and later else None,
        change, _said(scene, entry, metric, earlier, later, change),
    )  # fmt: skip


def _line(scene: Scene, entry: Entry, metric: Entry) -> Line | None:
    """The values nearest to where the improvement belongs: of its stage, its map, or of everything."""
    found = standing.lines(scene, metric)
    stages = {spot.stage.id for spot in scene.atlas.spots_of(entry) if spot.stage is not None}
    here = entry.map.id if entry.map is not None else ""
    at_stage = standing.line_at(found, here, next(iter(stages))) if len(stages) == 1 else None
    return at_stage or standing.line_at(found, here)


def _around(line: Line, day: object) -> tuple[Point | None, Point | None]:
    """The last value from before `day`, and the newest one since."""
    known = [point for point in line.points if point.date and point.measured.value is not None]
    earlier = [point for point in known if point.date < day]  # type: ignore[operator]
    later = [point for point in known if point.date >= day]  # type: ignore[operator]
    return earlier[-1] if earlier else None, later[-1] if later else None


def _said(
    scene: Scene, entry: Entry, metric: Entry | None, earlier: Point | None, later: Point | None, change: standing.Change | None
) -> str:
    words = scene.words
    if metric is None:
        return words("shipped.no_metric")
    if later is None:
        return words("shipped.no_after")
    if earlier is None:
        return words("shipped.no_before")
    if change is None:
        return words("shipped.not_comparable")
    period = parse_period(metric.record.cadence or "")
    begun = period is not None and later.date is not None and after(entry.record.shipped, period) > later.date
    return words("shipped.early") if begun else ""
