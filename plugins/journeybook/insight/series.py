"""Values by date: what the counts of a metric and its own `values` come to, as a whole and by part of the customers.

A row that names a segment, channel, region or touchpoint counts a part, and parts are never added up to a whole: only the
author knows whether they are all there is. Reads no file and knows no page; the formulas are `measures`'.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, product
from typing import Any

from journeybook.atlas.counts import NEEDED, OTHER, PERCENT, Count, kind_of, of_all
from journeybook.insight import expectations, measures, overlaps, small_groups
from journeybook.insight.cells import Cell
from journeybook.insight.measures import NO_DATA, PROTECTS, SHARES, UNSEEN, Funnel, Measured
from journeybook.model import Metric
from journeybook.model.library import Value
from journeybook.reading.periods import period_end, period_start

HIGHER = frozenset({"nps", "csat", "ces", "conversion", "retention", "ltv", "revenue"})
LOWER = frozenset({"churn", "cost"})
"""The kinds of metric of which more, or less, is better."""
VARIANTS = {"csat": ("top2", "mean"), "ces": ("pct", "mean"), "ltv": ("churn-margin",)}
"""The variants of a kind of metric; the first is taken where the metric says none, or another kind's."""

Part = tuple[tuple[str, str], ...]
"""The part of the customers that was counted: (column, name) for each that a row names; empty for all of them."""
Source = tuple[str, int]
"""Where a number stands: a file and its line."""


@dataclass(frozen=True, kw_only=True)
class Point:
    """A value on a day, at a place, of all customers or of a `part`.

    `when` is the date as its author wrote it, and all there is where `date` is None. `asked` is an n that is known in
    words only. `since` is the first day of what it is of, where that is known to be a period. `sources` are the rows that the value was
    computed from.
    """

    date: datetime.date | None
    when: str
    measured: Measured
    map: str = ""
    stage: str = ""
    part: Part = ()
    note: str = ""
    asked: str = ""
    sources: tuple[Source, ...] = ()
    since: datetime.date | None = None

    @property
    def days(self) -> int | None:
        """How many days its period has; None where it is of a single day, or nobody knows."""
        return (self.date - self.since).days + 1 if self.date and self.since and self.since < self.date else None


@dataclass(frozen=True)
class Line:
    """The values of one place and part by date, oldest first; empty names mean all maps, all stages, all customers. `aside` are those
    whose periods overlap some of `points`: they are told, and compared with nothing."""

    map: str
    stage: str
    part: Part
    points: tuple[Point, ...]
    aside: tuple[Point, ...] = ()

    @cached_property
    def last(self) -> Point:
        """The newest point; one that is only dated in words is the newest where there is no other."""
        return max(self.points, key=lambda point: point.date or datetime.date.min)

    def until(self, day: datetime.date) -> Line | None:
        """The line without what is dated (or, of a period, ends) after `day`; None where nothing is left."""
        points = tuple(point for point in self.points if point.date is None or point.date <= day)
        return replace(self, points=points) if points else None

    def of_one_cadence(self, cadence: str | None, sums: bool) -> Line:
        """The line with those values aside that overlap others (see `overlaps`); `cadence` is the metric's, whose values may be `sums`."""
        dated = [point for point in self.points if point.date is not None]
        out = overlaps.aside([overlaps.Span(it.since, it.date, it.measured.value is not None) for it in dated if it.date], cadence, sums)
        aside = tuple(dated[i] for i in sorted(out))
        return replace(self, points=tuple(it for it in self.points if not any(it is other for other in aside)), aside=aside) if aside else self

    def broader(self) -> Iterator[tuple[str, str, Part]]:
        """The places and parts that hold this one."""
        parts = (some for size in range(len(self.part) + 1) for some in combinations(self.part, size))
        every = product(dict.fromkeys((self.map, "")), dict.fromkeys((self.stage, "")), parts)
        return (place for place in every if place != self.place)

    @property
    def place(self) -> tuple[str, str, Part]:
        """Its map, stage and part."""
        return self.map, self.stage, self.part

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that name its part."""
        return tuple(column for column, _ in self.part)


@dataclass(frozen=True, kw_only=True)
class StageFunnel:
    """A funnel of a day or period (`when`, as its author wrote it): (entered, completed) by stage, None where it was not counted, what
    they come to, and from which rows, by stage."""

    date: datetime.date
    when: str
    pairs: tuple[tuple[int | None, int | None], ...]
    funnel: Funnel
    sources: tuple[tuple[Source, ...], ...]
    since: datetime.date | None = None


def lines(counts: Iterable[Count], metric: Metric, unseen: Iterable[Count] = ()) -> tuple[Line, ...]:
    """The values of `metric` by place and part, wholes first, then the coarse parts; `counts` are its rows.
    The metric's own `values` belong to the whole. What few answers of the rows `unseen` could be computed from is withheld."""
    found: dict[tuple[str, str, Part], list[Point]] = {}
    for point in series(counts, metric, unseen):
        found.setdefault((point.map, point.stage, point.part), []).append(point)
    made = [Line(*place, tuple(points)) for place, points in found.items()]
    return tuple(sorted(made, key=lambda line: (len(line.part), line.columns)))


def heads(found: Sequence[Line]) -> tuple[Line, ...]:
    """The lines that no broader one covers: one where a metric has one value, several where it has one for each place."""
    places = {line.place for line in found}
    return tuple(line for line in found if places.isdisjoint(line.broader()))


def series(counts: Iterable[Count], metric: Metric, unseen: Iterable[Count] = ()) -> tuple[Point, ...]:
    """The values of `metric` by date, place and part, oldest first: one for each row, and the metric's own `values`.

    What rests on fewer than its `min_n` or on nobody knows how many, or would give such a value away, is withheld, and with it on how many it rests. The rows
    `unseen` are for a narrower audience: they are not told, but count in what would be given away.
    """
    points = [_point(count, metric) for count in counts]
    points += [_own_point(metric, value) for value in metric.values]
    beyond = [_point(count, metric) for count in unseen] if metric.min_n else []
    hidden = small_groups.withheld([_cell(point) for point in (*points, *beyond)], metric.min_n) if metric.min_n else {}
    kept = (withheld(point, hidden[i]) if i in hidden else point for i, point in enumerate(points))
    return tuple(sorted(kept, key=_order))


def cells(counts: Iterable[Count], metric: Metric) -> list[Cell]:
    """What the rows `counts` of `metric` say, for `small_groups`."""
    return [_cell(_point(count, metric)) for count in counts]


def _cell(point: Point) -> Cell:
    names = frozenset((column, name) for column, name in (("map", point.map), ("stage", point.stage), *point.part) if name)
    n = small_groups.at_least(point.asked) if point.asked else point.measured.n
    return Cell(names, point.since or point.date, point.date, point.when, n, point.measured.value is not None)


def withheld(point: Point, note: str) -> Point:
    """The point without its value, its n and what its author noted of them, and why."""
    return replace(point, measured=Measured(None, method=point.measured.method, note=note), asked="", note="")


def funnels(counts: Iterable[Count], metric: Metric, map_: str, stages: Sequence[str], known: Sequence[Line] | None = None) -> tuple[StageFunnel, ...]:
    """The funnel of all customers through a map's `stages` for every day or period for which one of them was counted, oldest first;
    of overlapping periods those that count (see `overlaps`).

    What is withheld of the metric's `known` lines (those of `counts`, where none are given) is withheld here too, and what it could
    be computed from.
    """
    counts = tuple(counts)
    known = lines(counts, metric) if known is None else known
    hidden = {
        (point.since or point.date, point.date, point.stage): point.measured
        for line in known if line.map == map_ and not line.part
        for point in line.points if point.measured.note in UNSEEN
    }  # fmt: skip
    rows: dict[tuple[datetime.date, datetime.date], dict[str, Count]] = {}
    for count in counts:
        if count.map == map_ and count.stage in stages and in_funnel(count, metric):
            rows.setdefault((count.since or count.date, count.date), {}).setdefault(count.stage, count)
    found = [
        _funnel([rows[time].get(stage) for stage in stages], [hidden.get((*time, stage)) for stage in stages], metric.min_n)
        for time in sorted(rows, key=lambda time: (time[1], time[0]))
    ]
    out = overlaps.aside([overlaps.Span(it.since, it.date, it.funnel.overall.value is not None) for it in found], metric.cadence)
    return tuple(it for i, it in enumerate(found) if i not in out)


def in_funnel(count: Count, metric: Metric) -> bool:
    """Whether a row of `metric` counts all customers on their way through a stage. A score is no share of them, whatever else its rows count."""
    return not count.part and "entered" in count.numbers and kind_of(count, metric) == "conversion"


def _funnel(rows: Sequence[Count | None], hidden: Sequence[Measured | None], min_n: float | None) -> StageFunnel:
    pairs = tuple((_whole(row.numbers, "entered"), _whole(row.numbers, "completed")) if row else (None, None) for row in rows)
    whole = measures.funnel(pairs)
    one = next(row for row in rows if row)
    protects = Measured(None, method="conversion", note=PROTECTS)
    if any(it is not None and it.note == PROTECTS for it in hidden):
        hidden = [it or protects for it in hidden]  # its neighbours say how many entered it and how many went on
    rates = tuple(unseen or rate for unseen, rate in zip(hidden, whole.rates, strict=True))
    drops = tuple(replace(unseen, method="drop-off") if unseen else drop for unseen, drop in zip(hidden, whole.drops, strict=True))
    # From the share of all who began follows how many completed the last stage, and the stage before it says how many entered.
    last = max(n for n, row in enumerate(rows) if row)
    overall = protects if hidden[last] and whole.overall.value is not None else measures.withhold(whole.overall, min_n)
    pairs = tuple((None, None) if unseen else pair for unseen, pair in zip(hidden, pairs, strict=True))
    kept = Funnel(rates=rates, drops=drops, overall=overall, joined=whole.joined)
    return StageFunnel(date=one.date, when=_when(one), pairs=pairs, funnel=kept, sources=tuple(_sources(row) if row else () for row in rows), since=one.since)


def measure(kind: str, numbers: Mapping[str, float], method: str) -> Measured:
    """The value that `numbers` (by column) give for a metric of `kind` by `method`; no data where one is missing."""
    needed = NEEDED.get(kind, OTHER)
    if any(name not in numbers for name in needed):
        return Measured(None, method=method, note=NO_DATA)
    given = [numbers[name] for name in needed]
    if kind == "conversion":
        return measures.rate(_whole(numbers, "completed") or 0, _whole(numbers, "entered") or 0, method)
    if kind in ("csat", "ces"):
        scaled: Measured = getattr(measures, kind)(given, method.partition("-")[2])
        return scaled
    if kind == "nps":
        return measures.nps(*map(int, given))
    if kind == "ltv":
        return measures.ltv(given[0], given[1], given[2], _whole(numbers, "n"))
    return measures.given(given[0], _whole(numbers, "n"), method)


def method_of(metric: Metric, kind: str | None = None) -> str:
    """The name of a computation, by which values are known to be comparable; of rows of `kind`, where the metric says none."""
    kind = kind or metric.kind_ or ""
    variants = VARIANTS.get(kind)
    if variants:
        return f"{kind}-{metric.method if metric.method in variants else variants[0]}"
    if kind in NEEDED:
        return kind
    return "share" if of_all(metric, kind) or (kind in ("ratio", "") and metric.unit in PERCENT) else "value"


def better(metric: Metric) -> str:
    """Which direction is good: higher, lower, or empty where nobody can tell."""
    kind = metric.kind_ or ""
    return metric.better or ("higher" if kind in HIGHER else "lower" if kind in LOWER else "")


def wish(metric: Metric, text: str, method: str, decimal: str) -> expectations.Wish | None:
    """What `text` expects of `metric`, whose values are computed by `method`, with the sign `decimal` before decimals; None where it is
    words."""
    return expectations.read(text, metric.unit or "", is_percentage(metric, method), method == "nps" or method.endswith("-mean"), (metric.label,), decimal)


def is_percentage(metric: Metric, method: str | None = None) -> bool:
    """Whether values of `metric` that are computed by `method` (by its own, where none is given) are percentages."""
    return (method or method_of(metric)) in SHARES or metric.unit in PERCENT


def in_unit(metric: Metric, text: str) -> float | None:
    """The number that `text` is, where it is nothing but a number and the unit of `metric` behind it; else None."""
    method = method_of(metric)
    return expectations.in_unit(text, metric.unit or "", is_percentage(metric, method), method == "nps" or method.endswith("-mean"))


def _point(count: Count, metric: Metric) -> Point:
    kind = kind_of(count, metric)
    measured = measure(kind, count.numbers, method_of(metric, kind))
    return Point(
        date=count.date, when=_when(count), measured=measured, map=count.map, stage=count.stage, part=count.part, sources=_sources(count), since=count.since
    )


def _when(count: Count) -> str:
    return count.when or str(count.date)


def _sources(count: Count) -> tuple[Source, ...]:
    return ((count.place.path, count.place.line),)


def _whole(numbers: Mapping[str, float], name: str) -> int | None:
    return int(numbers[name]) if name in numbers else None


def _own_point(metric: Metric, value: Value) -> Point:
    date = period_end(value.date) if isinstance(value.date, str) else value.date
    n = int(value.n) if isinstance(value.n, int | float) else None
    method = method_of(metric)
    measured = Measured(None, n, method=method, note=value.value) if isinstance(value.value, str) else measures.given(value.value, n, method)
    asked = value.n if isinstance(value.n, str) else ""
    return Point(
        date=date,
        when=str(value.date),
        measured=measured,
        note=value.note or "",
        asked=asked,
        sources=((value.file, value.line),),
        since=period_start(str(value.date)),
    )


def _order(point: Point) -> tuple[Any, ...]:
    return (point.date or datetime.date.max, point.since or datetime.date.min, point.when, point.map, point.stage, point.part)
