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
    words only. `of` names the touchpoints or parts (column, name) that were counted where nobody counted the whole.
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
    of: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Line:
    """The values of one place by date, oldest first; the names are empty where the place is all maps, stages, touchpoints."""

    map: str
    stage: str
    touchpoint: str
    points: tuple[Point, ...]

    @property
    def last(self) -> Point:
        """The newest point; one that is only dated in words is the newest where there is no other."""
        return max(self.points, key=lambda point: point.date or datetime.date.min)

    def covers(self, other: Line) -> bool:
        """Whether this place holds the other one, and its newest value is not older."""
        within = all(mine in ("", its) for mine, its in zip(self.place, other.place, strict=True))
        older = (self.last.date or datetime.date.min) < (other.last.date or datetime.date.min)
        return within and self.place != other.place and not older

    @property
    def place(self) -> tuple[str, str, str]:
        """Its map, stage and touchpoint."""
        return self.map, self.stage, self.touchpoint


@dataclass(frozen=True)
class StageFunnel:
    """A funnel on a day: (entered, completed) by stage, None where it was not counted, and what they come to."""

    date: datetime.date
    pairs: tuple[tuple[int | None, int | None], ...]
    funnel: Funnel


def lines(counts: Iterable[Count], metric: Metric, known_as: str = "") -> tuple[Line, ...]:
    """The values of all customers by place, broad places first: stages, and of several touchpoints of a stage each one."""
    counts = tuple(_of(counts, metric, known_as))
    found: dict[tuple[str, str, str], list[Point]] = {}
    for point in series(counts, metric, known_as=known_as, broad=True):
        found.setdefault((point.map, point.stage, point.touchpoint), []).append(point)
    narrow: dict[tuple[str, str], dict[str, list[Point]]] = {}
    for point in series(counts, metric, known_as=known_as):
        if point.touchpoint:
            narrow.setdefault((point.map, point.stage), {}).setdefault(point.touchpoint, []).append(point)
    for (map_, stage), by_touchpoint in narrow.items():
        if len(by_touchpoint) > 1:
            found |= {(map_, stage, name): points for name, points in by_touchpoint.items()}
    return tuple(Line(*place, tuple(points)) for place, points in found.items())


def heads(found: Sequence[Line]) -> tuple[Line, ...]:
    """The lines that no broader one covers: one where a metric has one value, several where it has one for each place."""
    return tuple(line for line in found if not any(other.covers(line) for other in found))


def series(
    counts: Iterable[Count], metric: Metric, by: str = "", known_as: str = "", broad: bool = False
) -> tuple[Point, ...]:
    """The values of `metric` by date and place, oldest first; `known_as` is its id, where it states none.

    Without `by`, of all customers: from the row that names no part, else from the sum of the parts that were counted.
    With `by` (segment, channel or region), of each part. `broad` takes the touchpoints of a stage together. The metric's
    own `values` belong to the whole.
    """
    groups: dict[tuple[Any, ...], list[Count]] = {}
    for count in _of(counts, metric, known_as):
        if not by or by in count.cut:
            touchpoint = "" if broad else count.touchpoint
            key = (count.date, count.map, count.stage, touchpoint, getattr(count, by) if by else "")
            groups.setdefault(key, []).append(count)
    points = [
        Point(key[0], str(key[0]), _value(group, metric, by), *key[1:], of=_parts_of(group, by, broad))
        for key, group in groups.items()
    ]
    own = [] if by else [_own_point(metric, value) for value in metric.values]
    return tuple(sorted([*points, *own], key=_order))


def splits(counts: Iterable[Count], metric: Metric, known_as: str = "") -> tuple[str, ...]:
    """The columns (segment, channel, region) by which `series` can split `metric`."""
    found = {name for count in _of(counts, metric, known_as) for name in count.cut}
    return tuple(name for name in CUTS if name in found)


def funnels(
    counts: Iterable[Count], metric: Metric, map_: str, stages: Sequence[str], known_as: str = ""
) -> tuple[StageFunnel, ...]:
    """The funnel through a map's `stages` for every day on which one of them was counted, oldest first.

    Rates that rest on fewer than the metric's `min_n` are withheld.
    """
    rows = [
        count
        for count in _of(counts, metric, known_as)
        if count.map == map_ and count.stage in stages and not count.touchpoint and "entered" in count.numbers
    ]
    found = []
    for day in sorted({count.date for count in rows}):
        pairs = []
        for stage in stages:
            numbers = _joined([count for count in rows if count.stage == stage and count.date == day], "conversion") or {}
            pairs.append((_whole(numbers, "entered"), _whole(numbers, "completed")))
        whole = measures.funnel(pairs)
        rates, drops = (tuple(measures.withhold(it, metric.min_n) for it in them) for them in (whole.rates, whole.drops))
        found.append(StageFunnel(day, tuple(pairs), Funnel(rates, drops, measures.withhold(whole.overall, metric.min_n))))
    return tuple(found)


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


def _value(group: list[Count], metric: Metric, by: str) -> Measured:
    kind = kind_of(group[0], metric)
    numbers = _joined(group, kind, by)
    if numbers is None:
        return Measured(None, method=method_of(kind, metric.method), note=NOT_COMPUTABLE)
    return measures.withhold(measure(kind, numbers, metric.method), metric.min_n)


def _joined(group: list[Count], kind: str, by: str = "") -> Mapping[str, float] | None:
    """The numbers of all customers (of one part, where it is split `by`) from rows of one day and place; None where they
    cannot be added up. Rows that name no touchpoint go before those that do."""
    if not group:
        return None
    touchpoints: dict[str, list[Count]] = {}
    for count in group:
        touchpoints.setdefault(count.touchpoint, []).append(count)
    if "" in touchpoints or len(touchpoints) == 1:
        return _of_parts(touchpoints.get("", group), kind, by)
    found = [_of_parts(rows, kind, by) for rows in touchpoints.values()]
    known = [numbers for numbers in found if numbers is not None]
    return _sum(known) if kind in SUMMED and len(known) == len(found) else None


def _of_parts(group: list[Count], kind: str, by: str) -> Mapping[str, float] | None:
    """The numbers of the row that names no further part, else the sum of the parts."""
    shapes = {tuple(name for name in count.cut if name != by) for count in group}
    if () in shapes or len(group) < 2:
        return next((count for count in group if not set(count.cut) - {by}), group[0]).numbers
    parts = {count.who: count for count in reversed(group)}
    if len(parts) < 2:
        return group[0].numbers
    return _sum([count.numbers for count in parts.values()]) if kind in SUMMED and len(shapes) == 1 else None


def _sum(parts: Sequence[Mapping[str, float]]) -> Mapping[str, float]:
    shared = set.intersection(*(set(numbers) for numbers in parts))
    return {name: sum(numbers[name] for numbers in parts) for name in shared}


def _parts_of(group: list[Count], by: str, broad: bool) -> tuple[tuple[str, str], ...]:
    """What was counted where nobody counted the whole: touchpoints, else parts."""
    rows = [count for count in group if not count.touchpoint] or group
    if broad and rows[0].touchpoint:
        return tuple(sorted({("touchpoint", count.touchpoint) for count in rows}))
    if by or any(not count.cut for count in rows):
        return ()
    return tuple(sorted({(name, getattr(count, name)) for count in rows for name in count.cut}))


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
