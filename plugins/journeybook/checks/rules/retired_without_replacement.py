"""A map is retired and does not say what took over.

Old links lead here: `replaced_by` takes their readers on. Where nothing took over, a log entry with the outcome
`retired` and a note says so.

    status: retired          # wrong alone
    replaced_by: buy-shoes   # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding

BY_ABSENCE = True
LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Retired maps that leave their readers alone."""
    for map_ in atlas.maps.values():
        log = map_.record.review.log if map_.record.review else ()
        told = any(entry.outcome == "retired" and entry.note for entry in log)
        if map_.record.status == "retired" and not map_.record.replaced_by and not told:
            hint = "add 'replaced_by: …', or say why in the review log (outcome: retired, note: …)"
            yield Finding(map_.record.place("status"), "the retired map does not say what took over", hint)
