"""A number below 1 stands where percents are meant: 0.31 is read as 0.31 %, and not as 31 %.

Metrics whose unit is `%`, and those of the kinds conversion, churn and retention that name no unit, are in percent.
What is below 1 is looked at where the metric's other numbers are far larger, where not even one of `n` customers would
be counted, and where all its numbers are below 1 and it names no unit or does not say `better: lower`. A rate that is
really below 1 % says `unit: "%"`.

    - {id: churn, name: Churn, kind: churn, target: 0.05}                  # wrong where 5 % is meant
    - {id: churn, name: Churn, kind: churn, target: 5}                     # right
    - {id: churn, name: Churn, kind: churn, unit: "%", target: 0.05}       # right where 0.05 % is meant
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from statistics import median

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.counts import PERCENT, Count
from journeybook.atlas.entry import Entry
from journeybook.checks.rules.finding import Finding
from journeybook.model import Metric
from journeybook.reading.problem import Place

LEVEL = "warning"
IN_PERCENT = ("conversion", "churn", "retention")
FAR = 30
"""How many times larger the other numbers are: as 31 is to 0.31, with room for change."""
Number = tuple[float, Place]


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Numbers of metrics in percent that look like shares of 1."""
    rows: dict[str, list[Count]] = {}
    for count in atlas.counts:
        rows.setdefault(count.metric, []).append(count)
    for metric in atlas.library["metric"].values():
        record: Metric = metric.record
        if record.unit in PERCENT or (not record.unit and record.kind_ in IN_PERCENT):
            yield from _of(metric, rows.get(metric.id, []))


def _of(metric: Entry, rows: list[Count]) -> Iterator[Finding]:
    record: Metric = metric.record
    numbers = [*_own(record), *((row.numbers["value"], row.cells.get("value", row.place)) for row in rows if "value" in row.numbers)]
    small = [(value, where) for value, where in numbers if 0 < value < 1]
    large = [value for value, _ in numbers if value >= 1]
    large += [100 * row.numbers["completed"] / row.numbers["entered"] for row in rows if row.numbers.get("completed") and row.numbers.get("entered")]
    fewer = [(row.numbers["value"], row.cells.get("value", row.place)) for row in rows if 0 < row.numbers.get("value", 0) * row.numbers.get("n", 0) < 50]
    if fewer:  # not even half a customer
        yield from (_finding(*it, "") for it in fewer)
    elif large:
        yield from (_finding(value, where, "") for value, where in small if median(large) >= FAR * value)
    elif small and (not record.unit or record.better == "higher" or (record.better is None and record.kind_ != "churn")):
        own = "" if record.unit else "; a rate that is so low says \"unit: '%'\" with its metric"
        yield _finding(*small[0], own)


def _own(record: Metric) -> Iterator[Number]:
    """The numbers that stand with the metric itself."""
    for part, key in ((record, "warn"), *((it, "value") for it in (*record.target, *record.values))):
        value = getattr(part, key)
        if isinstance(value, int | float):
            yield value, part.place(key)


def _finding(value: float, where: Place, more: str) -> Finding:
    return Finding(where, f"{value:g} is read as {value:g} % here", f"write {round(value * 100, 10):g} where {round(value * 100, 10):g} % is meant{more}")
