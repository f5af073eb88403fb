"""A picture or file is named that is not there.

The page would show a hole. Paths are read from the folder of the YAML file; case matters.

    media: [{path: Kiosk.PNG, alt: …}]     # wrong where the file is kiosk.png
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
    """Paths within the folder at which there is no file."""
    for part, key in pictures(atlas):
        path = getattr(part, key)
        target = inside(part.file, path)
        if target is not None and not atlas.has_file(target):
            hint = "write '/' between folders" if "\\" in path else f"it is looked for at {shown(target)}"
            yield Finding(part.place(key), f"there is no file {shown(path)}", hint)
