"""A pain is said to hurt no longer since a day that is to come.

Until that day it is an open pain on every page, and counts as one. What shall end it is an improvement with a `due`.

    - {text: My wallet is missing, resolved: 2062-11-02}      # wrong
    - {text: My wallet is missing, resolved: 2026-11-02}      # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.reading.problem import shown

BY_TIME = True
LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Pains that are resolved after `today`."""
    for pain in atlas.items["pain"]:
        day = pain.record.resolved
        if isinstance(day, datetime.date) and day > today:
            message = f"the pain {shown(pain.label)} is resolved on {day.isoformat()}, which is to come; until then it is open"
            yield Finding(pain.record.place("resolved"), message, f"correct the day, or remove the line and write 'due: {day.isoformat()}' at the improvement")
