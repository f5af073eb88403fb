"""When a number came to its target, fell behind its warning line, or was back: told from its values, place by place."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from journeybook.atlas.entry import Entry
from journeybook.insight import series
from journeybook.insight.series import Line
from journeybook.site.parts import metric_targets, metric_value
from journeybook.site.scene import Scene

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


def crossings(scene: Scene) -> Iterator[Crossing]:
    """Every such value of the whole atlas; against the target that holds now, whatever its day."""
    for metric in scene.atlas.library["metric"].values():
        wholes = metric_value.lines(scene, metric)
        for line in series.heads(wholes or metric_value.parts(scene, metric)):
            yield from _of_line(scene, metric, line)


def _of_line(scene: Scene, metric: Entry, line: Line) -> Iterator[Crossing]:
    aim = metric_targets.current(metric_targets.aims(scene, metric, line))
    told = []
    for point in line.points:
        upto = line.until(point.date) if point.date is not None else None
        if upto is not None and point.measured.value is not None and point.date is not None:
            told.append((point.date, point, metric_targets.standing(metric, aim.value if aim is not None else None, upto, scene.today)))
    for (_, earlier, was), (day, later, now) in pairwise(told):
        if was in RANK and now in RANK and RANK[was] != RANK[now]:
            said = (metric_value.value_of(scene, metric, line, point).text for point in (earlier, later))
            before, after = said
            yield Crossing(day=day, metric=metric, line=line, key=now, better=RANK[now] > RANK[was], before=before, after=after)
