"""When a number came to its target, fell behind its warning line, or was back: told from its values, place by place."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.insight import series
from journeybook.insight.series import Line
from journeybook.site.parts import metric_targets, metric_value
from journeybook.site.scene import Scene, once_an_atlas

RANK = {"below": 0, "above": 0, "open": 1, "reached": 2}
"""The states that are told, from behind the warning line to the target."""


@dataclass(frozen=True, kw_only=True)
class Crossing:
    """A value by which `metric` came into another state: how it stands since (`key` as in RANK), and whether that is `better`."""

    day: datetime.date
    metric: Entry
    line: Line
    key: str
    better: bool
    before: str
    after: str


@once_an_atlas
def crossings(scene: Scene, _: None) -> tuple[Crossing, ...]:
    """Every such value of the whole atlas up to today, the oldest first at each place; against the target that holds now, whatever its day."""
    metrics = scene.atlas.library["metric"].values()
    return tuple(found for metric in metrics for line in _lines(scene, metric) for found in _of_line(scene, metric, line) if found.day <= scene.today)


def _lines(scene: Scene, metric: Entry) -> Iterable[Line]:
    return series.heads(metric_value.lines(scene, metric) or metric_value.parts(scene, metric))


def _of_line(scene: Scene, metric: Entry, line: Line) -> Iterator[Crossing]:
    aim = metric_targets.current(metric_targets.aims(scene, metric, line))
    told = []
    for point in line.points:
        upto = line.until(point.date) if point.date is not None else None
        if upto is not None and point.measured.value is not None and point.date is not None:
            told.append((point.date, point, metric_targets.standing(metric, aim.value if aim is not None else None, upto, scene.today)))
    held = None
    for day, point, now in told:
        if now not in RANK:
            continue
        found = held and metric_value.change(scene, metric.record, held[0], point)
        if held is None or found is None or RANK[held[1]] == RANK[now]:
            held = (point, now)
        elif found.key in ("better", "worse"):  # what chance alone explains is no news: the old state is held until a value is clearly another
            before, after = (metric_value.value_of(scene, metric, line, it).text for it in (held[0], point))
            yield Crossing(day=day, metric=metric, line=line, key=now, better=RANK[now] > RANK[held[1]], before=before, after=after)
            held = (point, now)
