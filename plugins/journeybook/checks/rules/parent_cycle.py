"""Maps or teams stand above one another in a circle.

`parent` makes a tree: from every map the way up must end at the top. So must it for teams.

    # a.yml                    # b.yml: wrong together
    parent: b                  parent: a
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import circles

LEVEL = "error"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Circles of `parent`."""
    links = [(link.source, link) for link in atlas.references if link.field == "parent"]
    yield from circles(links, "the parents go in a circle", "remove one of them")
