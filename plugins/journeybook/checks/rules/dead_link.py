"""A link by id leads to nothing: no map, step or record has that id.

`journey:` and an id may stand as the address of any link, in `link` and in every text: `journey:buy-shoes` is a map,
`journey:buy-shoes#pay` a stage or step of it, `journey:team/shop` a record of the library. Where nothing has the id,
the page shows the words without a link. A relative link to a page or file that is not there is found while the site is
built.

    summary: After [the order](journey:order-shoe#pay).     # wrong
    summary: After [the order](journey:order-shoes#pay).    # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas import journey_links
from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.insight.written_links import written
from journeybook.reading.problem import shown

LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Links by id that mean nothing."""
    for link in written(atlas):
        if link.target.startswith(journey_links.SCHEME):
            try:
                journey_links.resolve(atlas, link.target)
            except journey_links.Unknown as unknown:
                yield Finding(link.place, f"the link {shown(link.target)} leads nowhere: {unknown.message}", unknown.hint)
