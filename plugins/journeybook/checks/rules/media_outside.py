"""A picture or file is taken from outside of the atlas.

The site asks nobody else for anything and publishes only what stands in the folder: paths lead from the YAML file to
a file below the same `journeys/`.

    media:
      - {path: https://cdn.example/kiosk.png, alt: …}     # wrong, and so are /srv/kiosk.png and ../../kiosk.png
      - {path: pictures/kiosk.png, alt: …}                # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import ADDRESS, inside, pictures
from journeybook.reading.problem import shown

LEVEL = "error"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Addresses, absolute paths, and paths that lead out of the folder."""
    for part, key in pictures(atlas):
        path = getattr(part, key)
        if inside(part.file, path) is None:
            message = f"{shown(path)} is {_what(path)}, not a file of this folder"
            yield Finding(part.place(key), message, "copy the file beside the YAML and name it from there")


def _what(path: str) -> str:
    if path.startswith(("/", "\\")) and not path.startswith("//"):
        return "an absolute path"
    return ("an absolute path" if path[1:2] == ":" else "an address") if ADDRESS.match(path) else "a path that leads out"
