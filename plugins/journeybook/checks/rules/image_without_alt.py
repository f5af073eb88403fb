"""A picture or file has no text for those who do not see it.

Some readers listen to the page, and on a bad line a picture may not load: `alt` says in a sentence what it shows.

    media: [{path: kiosk.png}]                                        # wrong
    media: [{path: kiosk.png, alt: The kiosk beside the door}]        # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.model import Persona
from journeybook.model.maps import Media
from journeybook.reading.problem import shown

BY_ABSENCE = True
LEVEL = "error"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Media and pictures of personas without alt."""
    for part in atlas.parts:
        if isinstance(part, Media) and not part.alt:
            yield Finding(part.place("path"), f"{shown(part.path)} has no alternative text", "add 'alt: …', what it shows")
        elif isinstance(part, Persona) and part.image and not part.alt:
            message = f"the picture of {shown(part.label)} has no alternative text"
            yield Finding(part.place("image"), message, "add 'alt: …', what it shows")
