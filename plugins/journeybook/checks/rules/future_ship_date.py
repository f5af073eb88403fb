"""An improvement is said to have shipped on a day that is to come.

`shipped` is the day on which customers got it; until that day nothing is said about its number, and an improvement that
is `done` would be counted among what customers have. A day that is planned is `due`.

    - {title: Add wallets, status: done, shipped: 2062-11-02}         # wrong
    - {title: Add wallets, status: in-progress, due: 2062-11-02}      # right: planned
    - {title: Add wallets, status: done, shipped: 2026-11-02}         # right
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
    """Improvements that shipped after `today`."""
    for entry in atlas.items["improvement"]:
        day, done = entry.record.shipped, entry.record.status == "done"
        if day is not None and day > today:
            message = f"the improvement {shown(entry.label)} {'is done, but ' if done else ''}shipped on {day.isoformat()}, which is to come"
            hint = f"correct the day, or write 'due: {day.isoformat()}'" + (" and 'status: in-progress' until then" if done else " until then")
            yield Finding(entry.record.place("shipped"), message, hint)
