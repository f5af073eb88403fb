"""What readers can compute of the rows that a site leaves out: from all customers and the other parts, or from the stages beside.

Small groups are protected by a metric's `min_n`; of everything else it is said, to whoever builds the site.
"""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.counts import Count
from journeybook.atlas.entry import Entry
from journeybook.insight import series, small_groups


def deducible(whole: Atlas, seen: Atlas) -> list[Count]:
    """The rows of `whole` whose numbers follow from those of `seen`, which leaves them out; in the order of the files."""
    found: dict[object, Count] = {}
    for metric in seen.library["metric"].values():
        unseen = list(seen.unseen_of(metric))
        if unseen:
            found |= {count.place: count for count in (*_by_sums(seen, metric, unseen), *_by_neighbours(whole, seen, metric, unseen))}
    return sorted(found.values(), key=lambda count: (count.place.path, count.place.line))


def _by_sums(seen: Atlas, metric: Entry, unseen: list[Count]) -> Iterator[Count]:
    """What remains where the other parts are taken from the whole."""
    cells = series.cells([*seen.counts_of(metric), *unseen], metric.record)
    first = len(cells) - len(unseen)
    for i in small_groups.computable(cells, metric.record.min_n or 0, range(first, len(cells))):
        yield unseen[i - first]


def _by_neighbours(whole: Atlas, seen: Atlas, metric: Entry, unseen: list[Count]) -> Iterator[Count]:
    """What came out of the stage before, and went into the one behind."""
    shown = {(count.map, count.time, count.stage) for count in seen.counts_of(metric) if series.in_funnel(count, metric.record)}
    counted = shown | {(count.map, count.time, count.stage) for count in unseen if series.in_funnel(count, metric.record)}
    for count in unseen:
        map_ = whole.maps.get(count.map)
        if map_ is None or not series.in_funnel(count, metric.record):
            continue
        stages = [stage.id for stage in whole.stages(map_) if (count.map, count.time, stage.id) in counted]
        at = stages.index(count.stage) if count.stage in stages else 0
        beside = stages[at - 1 : at] + stages[at + 1 : at + 2]
        if at and len(beside) == 2 and all((count.map, count.time, stage) in shown for stage in beside):
            yield count
