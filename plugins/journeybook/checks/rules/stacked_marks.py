"""A name has more marks on one letter than any language writes.

Such text runs over the lines above and below it. It is mostly a joke that was pasted.

    name: Mar̈́̃̌̆keting     # wrong
    name: Marketing           # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import title_place, titled
from journeybook.reading.encoding import stacked_marks
from journeybook.reading.problem import shown

LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Titles, pains and gains with stacked marks."""
    for record in titled(atlas, sentences=True):
        if stacked_marks(record.label):
            message = f"{shown(record.label)} has many marks on one letter"
            yield Finding(title_place(record), message, "type the letter without them")
