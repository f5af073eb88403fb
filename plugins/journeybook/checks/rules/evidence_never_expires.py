"""Evidence says how long it holds, but not from when in a way that can be read, so it never expires.

`valid_for` counts from the date. A date is a day, or a period such as `2026-10`, `2026-Q3` or `May 2026`.

    evidence:
      - {id: survey, title: Survey, date: last summer, valid_for: 12 months}   # wrong
      - {id: survey, title: Survey, date: 2026-10-01, valid_for: 12 months}    # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.insight.reviews import gathered
from journeybook.model import Evidence
from journeybook.reading.periods import parse_period
from journeybook.reading.problem import shown

BY_ABSENCE = True
LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Evidence with `valid_for` whose date is missing or cannot be read."""
    for part in atlas.parts:
        if not isinstance(part, Evidence) or parse_period(part.valid_for or "") is None or gathered(part) is not None:
            continue  # or the period cannot be read, which is another rule's
        if part.date is None:
            message = f"{shown(part.label)} never expires: 'valid_for' has no date to count from"
            yield Finding(part.place("valid_for"), message, "add 'date: 2026-10-01', the day when it was gathered")
        else:
            message = f"{shown(part.date)} cannot be read as a day or period, so {shown(part.label)} never expires"
            yield Finding(part.place("date"), message, "write a day such as 2026-10-01")
