"""A tag is not among those that `atlas.yml` allows.

A list of tags keeps `checkout` and `check-out` from becoming two filters. Without a list, every tag may be used.

    # atlas.yml
    tags: [checkout, delivery]
    # in a map
    tags: [check-out]        # wrong
    tags: [checkout]         # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.model import Record
from journeybook.reading.problem import did_you_mean, shown

LEVEL = "error"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Tags that are not on the list."""
    allowed = atlas.settings.tags
    records = (part for part in atlas.parts if isinstance(part, Record)) if allowed else ()
    for record in records:
        for number, tag in enumerate(record.tags):
            if tag not in allowed:
                hint = did_you_mean(tag, allowed) or "add it to 'tags' in atlas.yml"
                yield Finding(record.place("tags", number), f"{shown(tag)} is not among the tags of atlas.yml", hint)
