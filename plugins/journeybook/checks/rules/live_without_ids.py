"""A stage, step, pain, gain, opportunity or improvement of a live map states no id.

Left out, an id is derived from the name: rename the step, and every link to it breaks. A published map therefore
states its ids.

    steps:
      - name: Pays           # wrong in a live map
      - id: pay              # right
        name: Pays
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import live, title_place
from journeybook.reading.problem import shown

BY_ABSENCE = True
LEVEL = "error"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """What has an anchor in a live map, but no id."""
    for map_ in live(atlas):
        items = (item for kind in atlas.items for item in atlas.items_of(map_, kind))
        for entry in (*atlas.spots[map_.id].values(), *items):
            if entry.record.id is None:
                message = f"in a live map, the {entry.kind} {shown(entry.label)} needs an id"
                hint = f"add 'id: {entry.id}'"
                yield Finding(title_place(entry.record), message, hint)
