"""Evidence holds personal data, and nobody says what the people agreed to.

Who finds the source must know whether it may be opened and how long it may be kept.

    - {id: interviews, title: Interviews, personal_data: true}                                        # wrong
    - {id: interviews, title: Interviews, personal_data: true, consent: Written, until 2027-05}       # right
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
    """Evidence with personal data and without consent."""
    for entry in atlas.library["evidence"].values():
        if entry.record.personal_data and not entry.record.consent:
            message = f"{shown(entry.label)} holds personal data, but names no consent"
            yield Finding(entry.record.place("personal_data"), message, "add 'consent: …', what the people agreed to")
