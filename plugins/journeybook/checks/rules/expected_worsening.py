"""An improvement is expected to move its number in the wrong direction.

The expectation is judged as it is written: a number that gets worse would be shown as "reached". Correct the sign, or
the metric's `better`.

    metrics: [{id: wait, name: Wait, unit: minutes, better: lower}]
    improvements:
      - {title: Add a till, metric: wait, expected: +2 minutes}     # wrong: longer is worse
      - {title: Add a till, metric: wait, expected: -2 minutes}     # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.insight import series
from journeybook.languages import decimal
from journeybook.reading.problem import shown

LEVEL = "warning"
GOOD = {"higher": 1, "lower": -1}


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Improvements whose `expected` says a direction that is not the better one of their metric."""
    for entry in atlas.items["improvement"]:
        text = entry.record.expected
        metric = next(iter(atlas.targets(entry, "metric")), None) if text else None
        direction = series.better(metric.record) if metric is not None else ""
        if metric is None or not direction:
            continue
        wish = series.wish(metric.record, text, series.method_of(metric.record), decimal(atlas.lang_of(entry)))
        if wish is not None and wish.side == -GOOD[direction]:
            message = f"{shown(text)} would make {shown(metric.label)} worse, of which {direction} is better"
            hint = "correct the sign here, or 'better' of the metric"
            yield Finding(entry.record.place("expected"), message, hint, ((metric.record.place("better" if metric.record.better else "id"), "the metric"),))
