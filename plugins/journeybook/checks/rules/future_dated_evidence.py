"""Evidence is dated after today.

Nobody can have asked or counted what is to come. Until that day, nothing can rest on it; a survey that is planned is no
evidence yet.

    - {id: survey, title: Survey, date: 2062-06-30}     # wrong
    - {id: survey, title: Survey, date: 2026-06-30}     # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.reading.periods import period_start
from journeybook.reading.problem import shown

BY_TIME = True
LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Evidence whose day, or the first day of whose period, comes after `today`."""
    for entry in atlas.library["evidence"].values():
        date = entry.record.date
        first = period_start(date) if isinstance(date, str) else date
        if first is not None and first > today:
            message = f"the evidence {shown(entry.label)} is dated {date}, which is to come"
            yield Finding(entry.record.place("date"), message, "correct the date where it is a slip; what is only planned is no evidence yet")
