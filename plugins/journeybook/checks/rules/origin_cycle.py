"""Maps are drawn from one another in a circle, by `baseline`, `variant_of` or `translation_of`.

One of them is the original and names none of the others; all others point at it.

    # counter.yml              # kiosk.yml: wrong together
    variant_of: kiosk          variant_of: counter
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import circles

LEVEL = "error"
ORIGINS = ("baseline", "variant_of", "translation_of")


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Circles of what maps are drawn from."""
    links = [(link.source, link) for link in atlas.references if link.field in ORIGINS]
    yield from circles(links, "these maps are drawn from one another", "the original names none of the others")
