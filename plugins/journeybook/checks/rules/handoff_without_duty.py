"""In a live map, work passes to a team that owes nothing where it takes over.

Most things are lost between two teams. The one that takes over says in one line what customers may expect of it; any
duty of that team in the stage is enough.

    - name: I wait for the parcel
      owner: logistics
      duties: {logistics: Hand over by 16:00 what was paid by noon}     # right; wrong without
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.connections import handovers
from journeybook.atlas.entry import Entry
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import live, title_place
from journeybook.reading.problem import shown

BY_ABSENCE = True
LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Hand-offs of live maps whose taker has no duty in the stage."""
    for map_ in live(atlas):
        told: set[tuple[Entry, Entry]] = set()
        for handover in handovers(atlas, map_):
            taker, end = handover.taker, handover.way.end
            if taker is None or end is None or taker is handover.giver or _owes(atlas, taker, end):
                continue
            where = end if atlas.owners(end) else end.stage or end
            if (where, taker) not in told:
                told.add((where, taker))
                message = f"{shown(taker.label)} takes over at {shown(where.label)} but owes nothing there"
                yield Finding(title_place(where.record), message, f"add 'duties: {{{taker.id}: …}}'")


def _owes(atlas: Atlas, team: Entry, spot: Entry) -> bool:
    stage = spot.stage or spot
    return any(team in atlas.targets(here, "duties") for here in (spot, stage, *atlas.steps(stage)))
