"""Numbers that were counted through a map stage by stage: whose way they are, and which lines are only a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from journeybook.atlas.entry import Entry
from journeybook.insight import who_is_left
from journeybook.insight.series import Line, StageFunnel
from journeybook.site.parts import metric_value
from journeybook.site.scene import Scene, once_a_page


class Counted(NamedTuple):
    """A funnel, its stages and its metric."""

    on: StageFunnel
    stages: Sequence[Entry]
    metric: Entry


@once_a_page
def newest(scene: Scene, map_: Entry) -> Counted | None:
    """The newest funnel through `map_`, the one with the most stages before others: who is left at each of them."""
    found = []
    for metric in scene.atlas.counted_in(scene.atlas.original(map_)):
        on = who_is_left.newest(metric_value.funnels(scene, metric, map_), scene.today)
        if on is not None:
            found.append(Counted(on, metric_value.counted_stages(scene, metric, map_), metric))
    return max(found, key=lambda it: (len(it.stages), it.on.date), default=None)


def is_part_of_way(scene: Scene, metric: Entry, line: Line | None) -> bool:
    """Whether `line` tells of one stage of a way that leads through several. What is wanted of `metric` is wanted of the whole way, and
    judges none of its stages."""
    map_ = scene.atlas.maps.get(line.map) if line is not None and line.stage else None
    return map_ is not None and line is not None and any(stage.id == line.stage for stage in metric_value.counted_stages(scene, metric, map_))
