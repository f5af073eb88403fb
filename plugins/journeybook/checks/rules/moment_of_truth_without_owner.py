"""A moment of truth of a map that is past its draft has no accountable team.

These are the steps that make or break the relationship: somebody must be answerable for each, by its own `owner` or
by that of its stage or map.

    - name: Sees the price
      moment_of_truth: First time we ask for money
      owner: "?"             # wrong
      owner: ecommerce       # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import owned, past_draft
from journeybook.reading.problem import shown

BY_ABSENCE = True
LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Moments of truth for which nobody answers."""
    for map_ in past_draft(atlas):
        for spot in atlas.spots[map_.id].values():
            if spot.record.moment_of_truth and not owned(atlas, spot):
                message = f"nobody is answerable for the moment of truth {shown(spot.label)}"
                yield Finding(spot.record.place("moment_of_truth"), message, "add 'owner: …'")
