"""What an improvement is expected to do is nearly a number, but none that can be held against its metric.

It is shown as it stands, and once the improvement has shipped nobody can tell whether it came true. What can be read:
by how much (`+6 points`, `-2 days`, `down 20 %`), where to (`70 %`, `to 15 minutes`, `under 3 days`, `80 or more`, a
number alone), and from where to where (`From 9 days to 4`), each in the metric's own unit. Sentences are left alone.

    metrics: [{id: wait, name: Wait, unit: minutes, better: lower}]
    improvements:
      - {title: Add a till, metric: wait, expected: around 15}          # wrong
      - {title: Add a till, metric: wait, expected: 15 minutes}         # wrong: by 15, or to 15?
      - {title: Add a till, metric: wait, expected: under 15 minutes}   # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.insight import expectations, series
from journeybook.languages import decimal
from journeybook.model import Metric
from journeybook.reading.problem import shown

LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Improvements whose `expected` has a number that is read as words, or of which nobody knows whether it is up or down."""
    for entry in atlas.items["improvement"]:
        text = entry.record.expected
        metric = next(iter(atlas.targets(entry, "metric")), None) if text else None
        if metric is None:
            continue
        wish = series.wish(metric.record, text, series.method_of(metric.record), decimal(atlas.lang_of(entry)))
        if wish is None and expectations.is_nearly_a_number(text):
            message = f"{shown(text)} is read as words, which cannot be held against {shown(metric.label)}"
            yield Finding(entry.record.place("expected"), message, _readable(metric.record))
        elif wish is not None and wish.sort != "level" and not wish.side and not series.better(metric.record):
            message = f"{shown(text)} does not say whether up or down, nor {shown(metric.label)} which is better"
            related = ((metric.record.place("id"), "the metric"),)
            yield Finding(entry.record.place("expected"), message, "write + or - in front, or 'better' of the metric", related)


def _readable(metric: Metric) -> str:
    sign = "-" if series.better(metric) == "lower" else "+"
    unit = f" {metric.unit}" if metric.unit else ""
    by = "points" if series.is_percentage(metric) or not metric.unit else metric.unit
    unit = " %" if series.is_percentage(metric) else unit
    return f"write by how much, as '{sign}6 {by}', or where to, as 'to 20{unit}'"
