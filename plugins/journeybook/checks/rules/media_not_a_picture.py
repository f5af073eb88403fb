"""A file is named as a picture that is none, or one that could do more than be looked at.

Only pictures are published: .png, .jpg, .gif, .webp, .avif and .svg, by name and by content, up to 5 MB
(`limits: {picture: …}` in atlas.yml). An SVG must only draw: no script, no `on…` attribute, no foreignObject, no link
out of the drawing, no DOCTYPE. Nothing of it is changed for you, so export it again as a plain drawing, or as PNG. A
site never publishes such a file, whatever level this rule has.

    media: [{path: contract.pdf, alt: The contract}]      # wrong; 'link: …' leads to a document
    media: [{path: kiosk.png, alt: The kiosk}]            # right, where kiosk.png is a PNG picture
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import inside, pictures
from journeybook.reading.problem import shown

LEVEL = "error"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Files of the folder that may not be published as pictures."""
    for part, key in pictures(atlas):
        target = inside(part.file, getattr(part, key))
        if target is not None and atlas.has_file(target):
            message, hint = atlas.fault_of_picture(target)
            if message:
                yield Finding(part.place(key), f"{shown(getattr(part, key))} {message}", hint)
