"""A title or name is longer than 120 characters.

Names stand in tables, menus and browser tabs. What explains belongs into `summary`.

    name: I choose how to pay, which is hard because …          # wrong, if it goes on like this
    name: I choose how to pay                                   # right
    summary: Hard, because …
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import title_place, titled
from journeybook.reading.problem import shown

LEVEL = "warning"
LONGEST = 120


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Long titles; a pain's or gain's text may be long."""
    for record in titled(atlas):
        if len(record.label) > LONGEST:
            message = f"{shown(record.label)} has {len(record.label)} characters, more than {LONGEST}"
            yield Finding(title_place(record), message, "say the rest in 'summary'")
