"""A map names its replacement and is not retired.

Readers would find two maps that both look valid.

    status: live             # wrong with replaced_by
    status: retired          # right
    replaced_by: buy-shoes
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.reading.problem import shown

LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Maps with a successor that are still open."""
    for map_ in atlas.maps.values():
        status = map_.record.status or "draft"
        if map_.record.replaced_by and status != "retired":
            successors = " and ".join(map(shown, map_.record.replaced_by))
            message = f"the map is replaced by {successors}, but its status is {status}"
            yield Finding(map_.record.place("replaced_by"), message, "write 'status: retired'")
