"""A period cannot be read, so nothing is ever due by it.

Rhythms of reviews and measurements and the time for which evidence holds are read from words or ISO 8601:
`3 months`, `P3M`, `90 days`, `quarterly`, `1 year and 6 months`, `vierteljährlich`, `每季度`.

    review: {every: now and then}     # wrong
    review: {every: 6 months}         # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.model import parts_within
from journeybook.model.maps import Review
from journeybook.model.record import fields
from journeybook.reading.periods import parse_period, period_end
from journeybook.reading.problem import shown

LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Periods that nobody can compute with."""
    for part in (*atlas.parts, *parts_within(atlas.settings)):
        for name, key, _ in fields(type(part), "period"):
            text = getattr(part, name)
            if text and parse_period(text) is None:
                hint = "write '3 months', P3M or '90 days'"
                if period_end(text) is not None:
                    hint = (
                        f"this says how often: {hint}"
                        + "; a day on which the map was reviewed stands under 'log:', as in log: [{date: 2026-09-01, outcome: confirmed}]"
                        * isinstance(part, Review)
                    )
                yield Finding(part.place(key), f"{shown(text)} is no period that can be read", hint)
