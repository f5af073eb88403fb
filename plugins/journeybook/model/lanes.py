"""The lanes of the map grid: which field of a step each shows, in which shape, in which order.

A lane is one line here and one macro of the same name as its shape in `templates/parts/lanes.html`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from journeybook.model import Settings

Shape = Literal[
    "texts", "quotes", "links", "places", "numbers", "pictures", "notes", "ways", "items", "facts", "feeling", "perspectives", "own", "line", "maps"
]
Story = Literal["always", "blueprint", "never"]


@dataclass(frozen=True)
class Lane:
    """A row of the grid. `id` is its name in atlas.yml and the field that it shows; `name` an organisation's own label.

    `story` says on which maps readers see it at once; the others are one step away. `role` says whose perspective a lane shows;
    every role of a map gets a lane of its own.
    """

    id: str
    shape: Shape
    story: Story = "never"
    name: str = ""
    role: str = ""


LANES: tuple[Lane, ...] = (
    Lane("detail_map", "maps", "always"),
    Lane("pains", "items", "always"),
    Lane("improvements", "items", "always"),
    Lane("ways", "ways", "always"),
    Lane("does", "texts", "always"),
    Lane("touchpoints", "places", "always"),
    Lane("line-interaction", "line", "blueprint"),
    Lane("frontstage", "texts", "blueprint"),
    Lane("line-visibility", "line", "blueprint"),
    Lane("backstage", "texts", "blueprint"),
    Lane("line-internal", "line", "blueprint"),
    Lane("support", "texts", "blueprint"),
    Lane("systems", "links", "blueprint"),
    Lane("media", "pictures", "always"),
    Lane("metrics", "numbers", "always"),
    Lane("notes", "notes"),
    Lane("feels", "feeling"),
    Lane("goal", "texts"),
    Lane("thinks", "quotes"),
    Lane("expects", "texts"),
    Lane("needs", "texts"),
    Lane("gains", "items"),
    Lane("opportunities", "items"),
    Lane("artefact", "texts"),
    Lane("perspectives", "perspectives"),
    Lane("rating", "facts"),
    Lane("evidence", "links"),
    Lane("more", "facts"),
)
"""All lanes in their order where atlas.yml says nothing: what hurts and what is done about it first, what tells the story next, and on
blueprints what happens behind it."""


def ordered(settings: Settings) -> tuple[Lane, ...]:
    """The lanes as atlas.yml orders them: the ones it names first, which are then part of the story, then the others; own ones where
    it puts them."""
    known = {lane.id: lane for lane in LANES}
    named = []
    for own in settings.lanes:
        lane = known.pop(own.id, None) or Lane(own.id, "own")
        named.append(replace(lane, name=own.name or "", story="always"))
    return (*named, *known.values())
