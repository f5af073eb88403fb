"""The id that a map states is not the name of its file.

Who sees an address wants to find the file. The id may be the file's name, alone or with the folders before it
(`hotel/stay.yml`: `stay` or `hotel-stay`).

    # in the file buy-shoes.yml
    id: purchase             # wrong
    id: buy-shoes            # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.reading import ids
from journeybook.reading.problem import shown

LEVEL = "warning"
FOLDER_FILES = frozenset({"index", "journey", "map"})
"""Names that say nothing of their own: the folder's name stands for them."""


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Maps whose stated id is not made of their path."""
    for map_ in atlas.maps.values():
        stated = map_.record.id
        if stated is not None and stated not in _fitting(map_.record.file):
            message = f"the id {shown(stated)} differs from the file's name {shown(map_.record.file.rpartition('/')[2])}"
            yield Finding(map_.record.place("id"), message, "rename the file, and keep the id, where the map is live")


def _fitting(path: str) -> set[str]:
    parts = [ids.slug(part) for part in path.rpartition(".")[0].split("/")]
    fitting = {"-".join(parts[number:]) for number in range(len(parts))}
    if parts[-1] in FOLDER_FILES:
        fitting |= {"-".join(parts[number:-1]) for number in range(len(parts) - 1)}
    return fitting
