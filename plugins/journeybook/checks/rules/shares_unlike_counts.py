"""The shares written at a map's ways bring another part of those who begin to a stage than was counted there.

Shares make the picture of how customers move, counts the numbers above it: where they are more than a tenth apart, one
of them is wrong, or they are of different customers. Compared is who ever comes to a stage, whoever comes back counting
once, with the newest funnel that is complete; not where few were counted, so that chance explains it. Stages that
follow have the difference from there.

    transitions:
      - {from: look, to: exit, share: 0.8}    # 20 of 100 come to the next stage

    metric,date,map,stage,entered,completed
    orders,2026-10-31,buy,looking,1000,420
    orders,2026-10-31,buy,paying,420,300      # but 42 of 100 were counted there
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.checks.rules.finding import Finding
from journeybook.insight import flows, series, who_is_left
from journeybook.insight.series import Line, StageFunnel
from journeybook.reading.problem import Place, shown

LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """The stages at which shares and counts begin to differ."""
    known: dict[Entry, Sequence[Line]] = {}
    for map_ in atlas.originals:
        metrics = [metric for metric in atlas.counted_in(map_) if metric.record.kind_ in (None, "conversion")]
        if not metrics or not any(it.way.share is not None for it in flows.flow(atlas, map_).streams):
            continue
        found = [it for metric in metrics if (it := _funnel(atlas, map_, metric, today, known)) is not None]
        if found:
            yield from _differing(atlas, map_, *max(found, key=lambda it: (len(it[1]), it[0].date)))


def _funnel(atlas: Atlas, map_: Entry, metric: Entry, today: datetime.date, known: dict[Entry, Sequence[Line]]) -> tuple[StageFunnel, list[Entry]] | None:
    """The newest funnel of a metric, and its stages; None where fewer than two were counted."""
    counts = atlas.counts_of(metric)
    names = {count.stage for count in counts if count.map == map_.id and series.in_funnel(count, metric.record)}
    stages = [stage for stage in atlas.stages(map_) if stage.id in names]
    if len(stages) < 2:
        return None
    if metric not in known:  # which values are withheld: told by all of them, so worked out once
        known[metric] = series.lines(counts, metric.record) if metric.record.min_n else ()
    newest = who_is_left.newest(series.funnels(counts, metric.record, map_.id, [stage.id for stage in stages], known[metric]), today)
    return None if newest is None else (newest, stages)


def _differing(atlas: Atlas, map_: Entry, on: StageFunnel, stages: Sequence[Entry]) -> Iterator[Finding]:
    reached = flows.reached(atlas, map_)
    if reached.get(stages[0]) == 1:
        for n, (share, counted) in who_is_left.differing(on, [reached.get(stage) for stage in stages]).items():
            stage = stages[n]
            message = f"of 100 who begin, {share * 100:.3g} come to {shown(stage.label)} by the shares, but {counted * 100:.3g} were counted by {on.date}"
            rows = tuple((Place(path, line), "counted here") for path, line in on.sources[n])
            yield Finding(stage.record.place("name"), message, "correct the shares on the way there, or ignore this with the reason", rows)
