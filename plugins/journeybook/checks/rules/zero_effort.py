"""An improvement is scored with an effort or job size of 0.

Scores divide by it; nothing is for free. Write what it takes, if only a day.

    rice: {reach: 4100, impact: 2, confidence: 0.8, effort: 0}        # wrong
    rice: {reach: 4100, impact: 2, confidence: 0.8, effort: 0.1}      # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.reading.problem import shown

LEVEL = "error"
DIVISORS = (("rice", "effort"), ("wsjf", "job_size"))


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Scores that would divide by zero."""
    for entry in atlas.items["improvement"]:
        for method, name in DIVISORS:
            numbers = getattr(entry.record, method)
            if numbers is not None and getattr(numbers, name) == 0:
                message = f"{shown(name)} of the improvement {shown(entry.label)} is 0, and the score divides by it"
                yield Finding(numbers.place(name), message, "write a small number such as 0.1")
