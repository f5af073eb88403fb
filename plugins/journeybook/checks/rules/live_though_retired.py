"""The last review of a live map says that the map is retired.

Such a map is never due again, though readers still take it for true. Retire it, or log the review that brought it back.

    status: live                                     # wrong
    status: retired                                  # right
    review:
      log:
        - {date: 2026-09-01, outcome: retired, note: The shop is closed}
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import live
from journeybook.insight.reviews import review_state

LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Live maps that their last review retired."""
    for map_ in live(atlas):
        state = review_state(map_.record.review, None, today)
        if state.outcome != "retired":
            continue
        last = next(e for e in reversed(map_.record.review.log) if (e.date, e.outcome) == (state.last, state.outcome))
        related = ((map_.record.place("status"), "it is live"),)
        hint = "set 'status: retired', or log another review"
        yield Finding(last.place("outcome"), "the last review retired this live map", hint, related)
