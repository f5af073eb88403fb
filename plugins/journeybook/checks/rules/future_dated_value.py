"""A value is dated after today, or is of a period that has not ended.

Nothing can be measured before its day. Until that day it counts nowhere: no page shows it, no target is judged by it.
A plan is a target.

    values:
      - {date: 2062-09-01, value: 40}     # wrong
      - {date: 2026-09-01, value: 40}     # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.reading.periods import period_end, period_start
from journeybook.reading.problem import shown

BY_TIME = True
LEVEL = "warning"
HINT = "correct the date where it is a slip; a plan is a target"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Rows and own values whose day, or the last day of whose period, comes after `today`."""
    for count in atlas.counts:
        if count.date > today:
            yield Finding(count.cells.get("date", count.place), _message(count.metric, count.date, count.since), HINT)
    for metric in atlas.library["metric"].values():
        for value in metric.record.values:
            date = period_end(value.date) if isinstance(value.date, str) else value.date
            if date is not None and date > today:
                yield Finding(value.place("date"), _message(metric.id, date, period_start(str(value.date))), HINT)


def _message(metric: str, date: datetime.date, since: datetime.date | None) -> str:
    what = "is dated" if since in (None, date) else "is of a period until"
    return f"a value of {shown(metric)} {what} {date.isoformat()}, which is to come; it is shown from that day on"
