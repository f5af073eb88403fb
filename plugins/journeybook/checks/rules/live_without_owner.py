"""A live map has no owner.

A published map is a promise that somebody keeps it true. `status: live` therefore needs an `owner`.

    title: Buying running shoes
    status: live             # wrong without owner
    owner: ecommerce         # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import live, names_owner

BY_ABSENCE = True
LEVEL = "error"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Live maps without owner."""
    for map_ in live(atlas):
        if not names_owner(map_.record):
            yield Finding(map_.record.place("status"), "a live map needs an owner", "add 'owner: …'")
