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
from journeybook.insight.scoring import METHODS
from journeybook.model import Improvement, Part
from journeybook.reading.problem import shown

LEVEL = "error"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Scores that would divide by zero."""
    for entry in atlas.items["improvement"]:
        for numbers, name in _divisors(entry.record):
            if getattr(numbers, name) == 0:
                message = f"{shown(name)} of the improvement {shown(entry.label)} is 0, and the score divides by it"
                yield Finding(numbers.place(name), message, "write a small number such as 0.1")


def _divisors(improvement: Improvement) -> Iterator[tuple[Part, str]]:
    """What the methods divide by: the record that holds the number, and its name."""
    for method in METHODS.values():
        bottoms = {formula.bottom for formula in method.formulas.values() if formula.bottom}
        yield from ((holder, name) for holder in method.holders(improvement, ()) if holder is not None for name in bottoms)
