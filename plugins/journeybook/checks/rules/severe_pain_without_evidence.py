"""A pain of severity 3 or 4 in a live map names no evidence.

A severe pain costs money and nerves; readers will ask how we know. A live map owes them the source.

    - {id: no-wallet, text: The wallet is missing, severity: 4}                                 # wrong
    - {id: no-wallet, text: The wallet is missing, severity: 4, evidence: [survey-2026-q2]}     # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import live
from journeybook.model.items import SEVERITIES
from journeybook.reading.problem import shown

BY_ABSENCE = True
LEVEL = "error"
SEVERE = 3


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Severe pains of live maps without a source of their own."""
    for map_ in live(atlas):
        for pain in atlas.items_of(map_, "pain"):
            severity = pain.record.severity
            if severity is not None and severity >= SEVERE and not pain.record.evidence:
                word = f"{severity} ({SEVERITIES[int(severity)]})"
                message = f"the pain {shown(pain.label)} has severity {word} but no evidence"
                yield Finding(pain.record.place("severity"), message, "add 'evidence: […]', or lower the severity")
