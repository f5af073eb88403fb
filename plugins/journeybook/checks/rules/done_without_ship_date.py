"""An improvement is done, but not since when.

Only with the day on which customers got it can the site show whether its metric moved.

    - {title: Add wallets, status: done}                          # wrong
    - {title: Add wallets, status: done, shipped: 2026-11-02}     # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.reading.problem import shown

BY_ABSENCE = True
LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Improvements that are done without a date."""
    for entry in atlas.items["improvement"]:
        if entry.record.status == "done" and not entry.record.shipped:
            message = f"the improvement {shown(entry.label)} is done, but not since when"
            yield Finding(entry.record.place("status"), message, "add 'shipped: 2026-…'")
