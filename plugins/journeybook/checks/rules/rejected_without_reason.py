"""An improvement is rejected and does not say why.

Without the reason the same idea comes back every year. One sentence is enough.

    - {title: Add a chatbot, status: rejected}                                                  # wrong
    - {title: Add a chatbot, status: rejected, reason: Tried in 2025; calls went up}            # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.reading.problem import shown

BY_ABSENCE = True
LEVEL = "error"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Rejected improvements without a reason."""
    for entry in atlas.items["improvement"]:
        if entry.record.status == "rejected" and not entry.record.reason:
            message = f"the improvement {shown(entry.label)} is rejected without a reason"
            yield Finding(entry.record.place("status"), message, "add 'reason: …'")
