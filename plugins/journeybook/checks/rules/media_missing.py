"""A picture or file is named that is not there.

The page would show a hole. Paths are read from the folder of the YAML file; case matters.

    media: [{path: Kiosk.PNG, alt: …}]     # wrong where the file is kiosk.png
"""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import inside, pictures
from journeybook.reading.problem import shown

LEVEL = "error"
ENDINGS = (".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif")


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Paths within the folder at which there is no file."""
    for part, key in pictures(atlas):
        path = getattr(part, key)
        target = inside(part.file, path)
        if target is not None and not atlas.has_file(target):
            hint = "write '/' between folders" if "\\" in path else _there(atlas, path, target) or f"it is looked for at {shown(target)}"
            yield Finding(part.place(key), f"there is no file {shown(path)}", hint)


def _there(atlas: Atlas, path: str, target: str) -> str:
    """The file that was meant, where one is there whose name has other capitals or another ending."""
    stem, ending = posixpath.splitext(path)
    names = [path.lower(), stem + ending.lower(), stem + ending.upper(), posixpath.join(posixpath.dirname(path), posixpath.basename(path).capitalize())]
    names += [name + other for name in (stem, stem.lower()) for kind in ENDINGS for other in (kind, kind.upper())]
    folder = target.removesuffix(posixpath.normpath(path)) if target.endswith(posixpath.normpath(path)) else None
    found = next((name for name in names if folder is not None and name != path and atlas.has_file(folder + posixpath.normpath(name))), "")
    return f"did you mean {shown(found)}? capitals and endings matter" if found else ""
