"""An improvement has a day on which customers got it, but its status says that it is not done.

One of the two is not up to date: pages would count it among what is still to come, and say that it is there. A day
that is planned is `due`.

    - {title: Add wallets, status: proposed, shipped: 2026-11-02}     # wrong
    - {title: Add wallets, status: done, shipped: 2026-11-02}         # right
    - {title: Add wallets, status: proposed, due: 2026-11-02}         # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.reading.problem import shown

LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Improvements that shipped by `today` and have another status than done. What is to come has a finding of its own."""
    for entry in atlas.items["improvement"]:
        day, status = entry.record.shipped, entry.record.status
        if day is not None and day <= today and status not in (None, "done"):
            message = f"the improvement {shown(entry.label)} shipped on {day.isoformat()}, but is {shown(status)}"
            yield Finding(entry.record.place("shipped"), message, "write 'status: done', or 'due: …' in place of 'shipped' where the day is only planned")
