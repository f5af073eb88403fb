"""A metric protects small groups, and a value of it does not say on how many it rests.

With `min_n`, no value is shown that rests on fewer. Where nobody wrote down how many these are, there is no telling, so
the value is withheld on every page. Write the number of answers or cases as `n` beside it; where the number counts no
people at all, the metric needs no `min_n`.

    metrics: [{id: wait, name: Wait, unit: minutes, min_n: 30}]

    metric,date,value
    wait,2026-06-30,12       # wrong: withheld

    metric,date,value,n
    wait,2026-06-30,12,412   # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.counts import NEEDED, Count, kind_of
from journeybook.atlas.entry import Entry
from journeybook.checks.rules.finding import Finding
from journeybook.insight import series
from journeybook.reading.problem import Place, shown

LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """The first such row of each file and metric, with how many there are, and each such value that stands with its metric."""
    for metric in atlas.library["metric"].values():
        if not metric.record.min_n:
            continue
        found: dict[str, list[Count]] = {}
        for count in atlas.counts_of(metric):
            (cell,) = series.cells([count], metric.record)
            if cell.n is None and cell.shown:
                found.setdefault(count.place.path, []).append(count)
        for rows in found.values():
            yield _finding(metric, rows)
        for value in metric.record.values:
            if value.n is None and isinstance(value.value, int | float):
                message = f"the value does not say on how many it rests and is withheld: {shown(metric.label)} has 'min_n'"
                yield Finding(value.place("value"), message, "write 'n: …' beside it", _minimum(metric))


def _finding(metric: Entry, rows: list[Count]) -> Finding:
    needs = NEEDED.get(kind_of(rows[0], metric.record), ("value",))
    one = len(rows) == 1
    who = "the row does not say on how many its value rests and is" if one else f"{len(rows)} rows do not say on how many their values rest and are"
    hint = f"fill in the column 'n' beside {', '.join(needs)}, or remove 'min_n' where no people are counted"
    return Finding(rows[0].cells.get(needs[0], rows[0].place), f"{who} withheld: {shown(metric.label)} has 'min_n'", hint, _minimum(metric))


def _minimum(metric: Entry) -> tuple[tuple[Place, str], ...]:
    return ((metric.record.place("min_n"), "the smallest group"),)
