"""A live map is not reviewed: nobody said how often, or no review took place yet.

Readers trust a map as far as somebody looked whether it still holds. `status: live` needs a rhythm (in the map, or
for all in `atlas.yml`) and one review in the log; the day of publishing is a good first one.

    status: live             # wrong without review
    review:                  # right
      every: 3 months
      log:
        - {date: 2026-09-01, by: Ana, outcome: confirmed}
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import live
from journeybook.insight.reviews import plan_of, review_state
from journeybook.model import Map
from journeybook.reading.problem import Place

BY_ABSENCE = True
LEVEL = "error"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Live maps without a rhythm of reviews, or without a review."""
    for map_ in live(atlas):
        review, every = plan_of(atlas, map_)
        if not every:
            yield Finding(_place(map_.record), "a live map needs a rhythm of reviews", "add 'review: {every: 3 months, log: […]}'")
        elif review_state(review, every, today).last is None:
            hint = "write the last review into the map's 'review: {log: …}'"
            yield Finding(_place(map_.record), "a live map needs a first review", hint)


def _place(record: Map) -> Place:
    return record.key_place("review") if record.review else record.place("status")
