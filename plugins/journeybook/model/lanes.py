"""The lanes of the map grid: which field of a step each shows, in which shape, in which order.

A lane is one line here and one macro of the same name as its shape in `templates/parts/lanes.html`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from journeybook.model import Settings

Shape = Literal["texts", "quotes", "links", "items", "facts", "feeling", "perspectives", "own", "line"]


@dataclass(frozen=True)
class Lane:
    """A row of the grid. `id` is its name in atlas.yml and the field that it shows; `name` an organisation's own label.

    `role` says whose perspective a lane shows; every role of a map gets a lane of its own.
    """

    id: str
    shape: Shape
    name: str = ""
    role: str = ""


LANES: tuple[Lane, ...] = (
    Lane("feels", "feeling"),
    Lane("goal", "texts"),
    Lane("does", "texts"),
    Lane("thinks", "quotes"),
    Lane("expects", "texts"),
    Lane("needs", "texts"),
    Lane("touchpoints", "links"),
    Lane("artefact", "texts"),
    Lane("line-interaction", "line"),
    Lane("frontstage", "texts"),
    Lane("line-visibility", "line"),
    Lane("backstage", "texts"),
    Lane("line-internal", "line"),
    Lane("support", "texts"),
    Lane("systems", "links"),
    Lane("perspectives", "perspectives"),
    Lane("pains", "items"),
    Lane("gains", "items"),
    Lane("opportunities", "items"),
    Lane("improvements", "items"),
    Lane("rating", "facts"),
    Lane("metrics", "links"),
    Lane("evidence", "links"),
    Lane("more", "facts"),
)
"""All lanes in their order where atlas.yml says nothing."""


def ordered(settings: Settings) -> tuple[Lane, ...]:
    """The lanes as atlas.yml orders them: the ones it names first, then the others; own ones where it puts them."""
    if not settings.lanes:
        return LANES
    known = {lane.id: lane for lane in LANES}
    named = []
    for own in settings.lanes:
        lane = known.pop(own.id, None) or Lane(own.id, "own")
        named.append(replace(lane, name=own.name or ""))
    return (*named, *known.values())
