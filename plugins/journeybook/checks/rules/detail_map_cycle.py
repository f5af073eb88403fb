"""Maps show one another in detail, in a circle.

`detail_map` leads down to a map that tells more of a step. A map cannot be a detail of its own detail.

    # shop.yml                               # pay.yml: wrong together
    steps:                                   steps:
      - {name: Pays, detail_map: pay}          - {name: Types, detail_map: shop}

What only goes on elsewhere is `continues_in`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import circles

LEVEL = "error"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Circles of `detail_map`."""
    links = [(link.source.map, link) for link in atlas.references if link.field == "detail_map" and link.source.map]
    yield from circles(links, "the detail maps go in a circle", "use 'continues_in' for what goes on elsewhere")
