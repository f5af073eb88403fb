"""Counts against their metrics: what is counted twice, lacks a number that its kind needs, or cannot be."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence

from journeybook.atlas.counts import NEEDED, OTHER, PEOPLE, WHOLE, Count, kind_of, of_all
from journeybook.model import Metric
from journeybook.model.library import Value
from journeybook.reading.periods import period_end, period_start
from journeybook.reading.problem import Place, Problem, shown

NEVER_BELOW_ZERO = ("count", "duration")


def check_counts(counts: Sequence[Count], metrics: Mapping[str, Metric]) -> list[Problem]:
    """What is wrong between `counts` and the `metrics` that the library defines, by id; `counted_records` knows their names."""
    found: list[Problem] = []
    seen: dict[tuple[object, ...], Count] = {}
    found += [problem for metric in metrics.values() for problem in _own_shares(metric)]
    own = {name: _own_times(metric, found) for name, metric in metrics.items() if metric.values}
    for count in counts:
        found += _kind_problems(count, metrics.get(count.metric))
        first = seen.setdefault((count.metric, count.time, count.where, count.who), count)
        if first is not count:
            message = f"{shown(count.metric)} is counted twice for {count.when}, here and for the same customers"
            related = ((first.place, "the first one"),)
            found.append(Problem(count.place, "csv-row", message, hint="join or remove one", related=related))
        value = own.get(count.metric, {}).get(count.time) if not any((*count.where, *count.who)) else None
        if value is not None:
            message = f"{shown(count.metric)} has a value of {count.when} here and among its own 'values'"
            related = ((value.place(), "its own value"),)
            found.append(Problem(count.place, "counted-twice", message, hint="remove one of them", related=related))
    return [*found, *_larger_parts(counts, metrics)]


def _larger_parts(counts: Sequence[Count], metrics: Mapping[str, Metric]) -> list[Problem]:
    """The parts of which more people were counted than of all, for the same time at the same place."""
    wholes = {(count.metric, count.time, count.map, count.stage): count for count in counts if not count.part}
    found: list[Problem] = []
    for count in counts:
        whole = wholes.get((count.metric, count.time, count.map, count.stage))
        if whole is None or not count.part:
            continue
        for name in NEEDED.get(kind_of(count, metrics.get(count.metric)), ()):
            mine, all_ = count.numbers.get(name, 0), whole.numbers.get(name, math.inf)
            if name in WHOLE and mine > all_:
                message = f"{shown(name)} is {mine} in this part, but only {all_} of all customers"
                related = ((whole.place, "all customers"),)
                found.append(Problem(count.cells.get(name, count.place), "part-above-whole", message, "warning", related=related))
    return found


def _other_n(count: Count, kind: str) -> list[Problem]:
    """That `n` is not how many the counts of a row are together."""
    names = NEEDED[kind][:1] if kind == "conversion" else NEEDED.get(kind, ())
    n, all_ = count.numbers.get("n"), sum(count.numbers[name] for name in names)
    if kind not in PEOPLE or n is None or n == all_:
        return []
    said = f"{all_} {names[0]}" if len(names) == 1 else f"{', '.join(names)} are {all_} together"
    message = f"'n' is {n}, but {said}"
    return [Problem(count.cells.get("n", count.place), "csv-cell", message, hint="correct one of them, or leave 'n' empty: it is computed")]


def _own_times(metric: Metric, problems: list[Problem]) -> dict[tuple[datetime.date, datetime.date], Value]:
    """The metric's own values by the first and last day of their time; one that has two is reported."""
    found: dict[tuple[datetime.date, datetime.date], Value] = {}
    for value in metric.values:
        first, last = period_start(str(value.date)), period_end(str(value.date))
        if first and last and found.setdefault((first, last), value) is not value:
            message = f"{shown(metric.label)} has two values of {value.date}"
            related = ((found[first, last].place(), "the first one"),)
            problems.append(Problem(value.place(), "counted-twice", message, hint="remove one of them", related=related))
    return found


def _share_problems(metric: Metric, value: float, place: Place, code: str) -> list[Problem]:
    kind = metric.kind_ or ""
    if kind in NEVER_BELOW_ZERO and value < 0:
        message = f"a metric of kind {kind} cannot be {value:g}"
        return [Problem(place, code, message, hint="what may be below zero, such as a change, is of kind ratio; else correct the number")]
    if 0 <= value <= 100 or not of_all(metric, kind):
        return []
    message = f"a metric of kind {kind} cannot be {value:g} %"
    return [Problem(place, code, message, hint="a share in percent from 0 to 100")]


def _own_shares(metric: Metric) -> list[Problem]:
    numbers = ((it.value, it.place("value")) for it in metric.values if isinstance(it.value, int | float))
    return [problem for value, place in numbers for problem in _share_problems(metric, value, place, "out-of-range")]


def _kind_problems(count: Count, metric: Metric | None) -> list[Problem]:
    kind, found = kind_of(count, metric), []
    needed = NEEDED.get(kind, OTHER)
    missing = [name for name in needed if name not in count.numbers]
    if missing:
        what = f"a metric of kind {kind}" if kind else "a metric"
        message = f"{what} needs {', '.join(needed)}; {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} empty"
        hint = "the value is computed from them; where only the value is known, the metric is of the kind 'ratio'" if kind in PEOPLE else ""
        hint += "; where each row is one answer, count how many gave each" * (kind in PEOPLE and kind != "conversion" and "value" in count.numbers)
        found.append(Problem(count.place, "csv-row", message, hint=hint))
    for name in count.numbers:
        if name not in needed and name != "n" and not missing:
            message = f"{shown(name)} is not used by a metric of kind {kind or 'value'}"
            found.append(Problem(count.cells.get(name, count.place), "csv-cell", message, "warning"))
    if not missing:
        found += _other_n(count, kind)
    if count.numbers.get("completed", 0) > count.numbers.get("entered", math.inf):
        message = f"{count.numbers['completed']} completed, but only {count.numbers['entered']} entered"
        found.append(Problem(count.cells.get("completed", count.place), "csv-cell", message))
    if metric is not None and "value" in count.numbers:
        found += _share_problems(metric, count.numbers["value"], count.cells.get("value", count.place), "csv-cell")
    return found
