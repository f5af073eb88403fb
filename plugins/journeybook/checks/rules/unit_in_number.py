"""A target, warning line or value is written with the unit that its metric has.

What is no number is words: shown as it stands, and compared with nothing. The unit stands once, with the metric.

    - {id: wait, name: Wait, unit: minutes, target: 20 minutes}     # wrong: words
    - {id: wait, name: Wait, unit: minutes, target: 20}             # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.checks.rules.finding import Finding
from journeybook.insight import series
from journeybook.model import Part
from journeybook.reading.problem import shown

LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Numbers of metrics that are words only because of the unit behind them; a goal has no unit of its own, and says it."""
    for metric in atlas.library["metric"].values():
        record = metric.record
        for part, key in ((record, "warn"), *((it, "value") for it in (*record.target, *record.values))):
            yield from _of(metric, part, key)


def _of(metric: Entry, part: Part, key: str) -> Iterator[Finding]:
    text = getattr(part, key)
    number = series.in_unit(metric.record, text) if isinstance(text, str) else None
    if number is not None:
        yield Finding(
            part.place(key), f"{shown(text)} is read as words, which nothing is compared with", f"write {number:.15g}; the unit stands with the metric"
        )
