"""A period cannot be read, so nothing is ever due by it.

Rhythms of reviews and the time for which evidence holds are read from words or ISO 8601: `3 months`, `P3M`, `90
days`, `quarterly`, `1 year and 6 months`, `vierteljährlich`, `每季度`.

    review: {every: now and then}     # wrong
    review: {every: 6 months}         # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.model import Evidence, Part
from journeybook.model.maps import Review
from journeybook.reading.periods import parse_period
from journeybook.reading.problem import shown

LEVEL = "warning"
FIELDS: tuple[tuple[type[Part], str], ...] = ((Review, "every"), (Evidence, "valid_for"))


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Periods of reviews and evidence that nobody can compute with."""
    parts = [(part, key) for part in atlas.parts for cls, key in FIELDS if isinstance(part, cls)]
    if atlas.settings.review is not None:
        parts += [(atlas.settings.review, key) for key in ("every", "due_soon")]
    for part, key in parts:
        text = getattr(part, key)
        if text and parse_period(text) is None:
            yield Finding(
                part.place(key), f"{shown(text)} is no period that can be read", "write '3 months', P3M or '90 days'"
            )
