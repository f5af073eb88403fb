"""A stage is called like a team or a system.

Stages are named from the customer's view: nobody lives through "Logistics". A stage that bears a team's name shows
the organisation instead of the journey, and moves when the organisation does.

    stages:
      - name: Logistics               # wrong: that is a team
      - name: I wait for the parcel   # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import title_place
from journeybook.reading import ids
from journeybook.reading.problem import shown

LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Stages with the name or id of a team or system."""
    taken = {ids.slug(word): kind for kind in ("system", "team") for e in atlas.library[kind].values() for word in (e.id, e.label)}
    for map_ in atlas.maps.values():
        for stage in atlas.stages(map_):
            kind = taken.get(ids.slug(stage.label))
            if kind:
                message = f"the stage {shown(stage.label)} has the name of a {kind}"
                yield Finding(title_place(stage.record), message, "name it from the customer's view, such as 'I wait'")
