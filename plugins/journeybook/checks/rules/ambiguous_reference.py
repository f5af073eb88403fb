"""A name means one of two stages or steps that are called the same.

An id that is left out is derived from the name, and the second of two gets a number: `i-wait` and `i-wait-2`. A
reference to `i-wait` means the first, whichever its author thought of. Give both an id.

    stages:
      - {name: I wait}             # wrong, where 'at: i-wait' is written
      - {id: queue, name: I wait}  # right
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import title_place
from journeybook.reading import ids
from journeybook.reading.problem import Place, shown

LEVEL = "warning"
NUMBERED = re.compile(r"-\d+$")
"""How an id ends that would have been another's too."""


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """The first reference to each stage or step of which another would have the same id, and neither states one."""
    twins = {first: (first, second) for spots in atlas.spots.values() for first, second in _twins(spots)}
    for target, place in _named(atlas) if twins else ():
        if target in twins:
            first, second = twins.pop(target)
            message = f"{shown(first.id)} may mean the {first.kind} {shown(first.label)} or a {second.kind} further down"
            related = ((title_place(first.record), "the one that is meant now"), (title_place(second.record), "the other one"))
            yield Finding(place, message, "give both an 'id', and write the right one here", related)


def _twins(spots: dict[str, Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Stages and steps with a derived id that another one of the map, further down, would have too."""
    for spot in reversed(spots.values()):
        if spot.record.id is None and NUMBERED.search(spot.id):
            first = spots.get(ids.slug(spot.label, spot.kind), spot)
            if first is not spot and first.record.id is None:
                yield first, spot


def _named(atlas: Atlas) -> Iterator[tuple[Entry, Place]]:
    """Every naming of a stage or step by its id: in maps, and in the rows of CSV files."""
    for reference in atlas.references:
        if reference.target.kind in ("stage", "step"):
            value = getattr(reference.part, reference.field)
            text = value if isinstance(value, str) else value[reference.at]
            if ids.normal(text.rpartition("#")[2]) == reference.target.id:
                yield reference.target, reference.place
    for count in atlas.counts:
        if count.map and count.stage:
            yield atlas.spots[count.map][count.stage], count.cells.get("stage", count.place)
