"""A touchpoint does not say in which channel it is.

The consistency page compares touchpoints by channel; one without is missing there. Checked as soon as the library
defines channels, and in live maps.

    - {id: payment-page, name: Payment page}                   # wrong
    - {id: payment-page, name: Payment page, channel: web}     # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import title_place
from journeybook.reading.problem import shown

BY_ABSENCE = True
LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Touchpoints that somebody defined, without channel."""
    for entry in atlas.library["touchpoint"].values():
        if entry.implied or entry.record.channel:
            continue
        if "channel" in atlas.closed or _live(atlas, entry):
            message = f"the touchpoint {shown(entry.label)} has no channel"
            yield Finding(title_place(entry.record), message, "add 'channel: …'")


def _live(atlas: Atlas, entry: Entry) -> bool:
    maps = (reference.source.map for reference in atlas.referring_to(entry))
    return any(map_ is not None and map_.record.status == "live" for map_ in maps)
