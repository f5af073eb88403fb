"""Values by date: what the counts of a metric and its own `values` come to, as a whole and by part of the customers.

Reads no file and knows no page; the formulas are `measures`'.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from journeybook import ids, measures
from journeybook.counts import CUTS, NEEDED, OTHER, SUMMED, Count, kind_of
from journeybook.measures import NO_DATA, NOT_COMPUTABLE, Funnel, Measured
from journeybook.model import Metric
from journeybook.model.library import Value
from journeybook.review import period_end

VARIANTS = {"csat": ("top2", "mean"), "ces": ("pct", "mean"), "ltv": ("churn-margin",)}
"""The variants of a kind of metric; the first is taken where the metric says none, or another kind's."""


@dataclass(frozen=True)
class Point:
    """A value on a day, at a place, of all customers or (`part`) of a segment, channel or region.

    `when` is the date as its author wrote it, and all there is where `date` is None. `asked` is an n that is known in
    words only.
    """

    date: datetime.date | None
    when: str
    measured: Measured
    map: str = ""
    stage: str = ""
    touchpoint: str = ""
    part: str = ""
    note: str = ""
    asked: str = ""


def series(counts: Iterable[Count], metric: Metric, by: str = "", known_as: str = "") -> tuple[Point, ...]:
    """The values of `metric` by date and place, oldest first; `known_as` is its id, where it states none.

    Without `by`, of all customers: from the row that names no part, else from the sum of the parts that were counted.
    With `by` (segment, channel or region), of each part. The metric's own `values` belong to the whole.
    """
    groups: dict[tuple[Any, ...], list[Count]] = {}
    for count in _of(counts, metric, known_as):
        if not by or count.cut == (by,):
            key = (count.date, *count.where, getattr(count, by) if by else "")
            groups.setdefault(key, []).append(count)
    points = [Point(key[0], str(key[0]), _value(group, metric), *key[1:]) for key, group in groups.items()]
    own = [] if by else [_own_point(metric, value) for value in metric.values]
    return tuple(sorted([*points, *own], key=_order))


def splits(counts: Iterable[Count], metric: Metric, known_as: str = "") -> tuple[str, ...]:
    """The columns (segment, channel, region) by which `series` can split `metric`."""
    found = {count.cut for count in _of(counts, metric, known_as)}
    return tuple(name for name in CUTS if (name,) in found)


def stage_funnel(
    counts: Iterable[Count], metric: Metric, map_: str, stages: Sequence[str], known_as: str = ""
) -> tuple[datetime.date, Funnel] | None:
    """The last day on which any of a map's `stages` was counted, and the funnel through them; None where none was."""
    rows = [
        count
        for count in _of(counts, metric, known_as)
        if count.map == map_ and count.stage in stages and not count.touchpoint and "entered" in count.numbers
    ]
    if not rows:
        return None
    last = max(count.date for count in rows)
    pairs = []
    for stage in stages:
        numbers = _joined([count for count in rows if count.stage == stage and count.date == last], "conversion") or {}
        pairs.append((_whole(numbers, "entered"), _whole(numbers, "completed")))
    return last, measures.funnel(pairs)


def measure(kind: str, numbers: Mapping[str, float], variant: str | None = None) -> Measured:
    """The value that `numbers` (by column) give for a metric of `kind`; no data where one is missing."""
    method, needed = method_of(kind, variant), NEEDED.get(kind, OTHER)
    if any(name not in numbers for name in needed):
        return Measured(None, method=method, note=NO_DATA)
    given = [numbers[name] for name in needed]
    if kind == "conversion":
        return measures.rate(_whole(numbers, "completed") or 0, _whole(numbers, "entered") or 0, method)
    if kind in ("csat", "ces"):
        return getattr(measures, kind)(given, method.partition("-")[2])
    if kind in ("nps", "ltv"):
        return getattr(measures, kind)(*given)
    return Measured(given[0], _whole(numbers, "n"), method=method)


def method_of(kind: str, variant: str | None = None) -> str:
    """The name of a computation, by which values are known to be comparable."""
    variants = VARIANTS.get(kind)
    if variants:
        return f"{kind}-{variant if variant in variants else variants[0]}"
    return kind if kind in NEEDED else "value"


def _of(counts: Iterable[Count], metric: Metric, known_as: str) -> Iterator[Count]:
    names = {known_as or metric.id or ids.slug(metric.label), *metric.aliases}
    return (count for count in counts if count.metric in names)


def _value(group: list[Count], metric: Metric) -> Measured:
    kind = kind_of(group[0], metric)
    numbers = _joined(group, kind)
    if numbers is None:
        return Measured(None, method=method_of(kind, metric.method), note=NOT_COMPUTABLE)
    return measures.withhold(measure(kind, numbers, metric.method), metric.min_n)


def _joined(group: list[Count], kind: str) -> Mapping[str, float] | None:
    """The numbers of all customers from rows of one day and place; None where the parts cannot be added up."""
    whole = next((count for count in group if not count.cut), None)
    parts = list({count.who: count for count in reversed(group)}.values())
    if whole or len(parts) < 2:
        return (whole or group[0]).numbers if group else None
    if kind not in SUMMED or len({count.cut for count in parts}) > 1:
        return None
    shared = set.intersection(*(set(count.numbers) for count in parts))
    return {name: sum(count.numbers[name] for count in parts) for name in shared}


def _whole(numbers: Mapping[str, float], name: str) -> int | None:
    return int(numbers[name]) if name in numbers else None


def _own_point(metric: Metric, value: Value) -> Point:
    date = period_end(value.date) if isinstance(value.date, str) else value.date
    n = int(value.n) if isinstance(value.n, int | float) else None
    method = method_of(metric.kind_ or "", metric.method)
    if isinstance(value.value, str):
        measured = Measured(None, n, method=method, note=value.value)
    else:
        measured = measures.withhold(Measured(value.value, n, method=method), metric.min_n)
    asked = value.n if isinstance(value.n, str) else ""
    return Point(date, str(value.date), measured, note=value.note or "", asked=asked)


def _order(point: Point) -> tuple[Any, ...]:
    return (point.date or datetime.date.max, point.when, point.map, point.stage, point.touchpoint, point.part)
