"""Maps or teams replace one another in a circle.

Who follows `replaced_by` must arrive at something that is still there.

    # a.yml                    # b.yml: wrong together
    replaced_by: b             replaced_by: a
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import circles

LEVEL = "error"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Circles of `replaced_by`."""
    links = [(link.source, link) for link in atlas.references if link.field == "replaced_by"]
    yield from circles(links, "the replacements go in a circle", "the newest one has no 'replaced_by'")
