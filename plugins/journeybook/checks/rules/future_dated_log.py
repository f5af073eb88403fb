"""The log holds a review on a day that has not come yet.

The log says what took place; a planned review counts by `every`, and until its day this entry counts for nothing.

    log:
      - {date: 2062-09-01, outcome: confirmed}     # wrong
      - {date: 2026-09-01, outcome: confirmed}     # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding

BY_TIME = True
LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Reviews dated after `today`."""
    for map_ in atlas.maps.values():
        for entry in map_.record.review.log if map_.record.review else ():
            if entry.date > today:
                message = f"a review on {entry.date.isoformat()} has not taken place yet; today is {today.isoformat()}"
                yield Finding(entry.place("date"), message, "write the day on which it took place")
