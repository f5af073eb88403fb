"""A stage of a map that is past its draft has no accountable team.

Where nobody is answerable, nobody mends what hurts. An owner that is only known to be unknown is written `owner: "?"`,
which this rule reports too.

    stages:
      - name: I pay          # wrong: nobody is answerable
      - name: I wait
        owner: logistics     # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas import Atlas
from journeybook.problems import shown
from journeybook.rules.finding import Finding

LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Stages without owner, in maps that are in review or live."""
    for map_ in atlas.maps.values():
        if map_.record.status not in ("in-review", "live"):
            continue
        for stage in atlas.stages(map_):
            moments = [stage, *atlas.steps(stage)]
            if not any(atlas.owners(moment) for moment in moments) and not atlas.accountable(stage):
                yield Finding(
                    stage.record.place("name"), f"the stage {shown(stage.label)} has no owner", "add 'owner: …'"
                )
