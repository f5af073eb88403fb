"""The review of a live map is overdue.

The map promised to be looked at every so often, and the day is past. Review it, and log the day; or change the
rhythm.

    review:
      every: 3 months
      log:
        - {date: 2026-01-15, by: Ana, outcome: confirmed}     # wrong: nothing since
        - {date: 2026-09-01, by: Ana, outcome: confirmed}     # right, as of November 2026
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import live
from journeybook.insight.reviews import plan_of, review_state
from journeybook.model.maps import Review
from journeybook.reading.problem import Place

BY_ABSENCE = True
BY_TIME = True
LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Live maps past the day of their review."""
    for map_ in live(atlas):
        review, every = map_.record.review, plan_of(atlas, map_)[1]
        state = review_state(review, every, today)
        if review is not None and state.state == "overdue" and state.due and state.last:
            message = f"the review was due on {state.due.isoformat()}, {_days((today - state.due).days)} ago"
            yield Finding(_last(review, state.last), message, "review the map and add an entry to its 'review: {log: …}'")


def _last(review: Review, day: datetime.date) -> Place:
    number = max(number for number, entry in enumerate(review.log) if entry.date == day)
    found: Place = review.log[number].place("date")
    return found


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
