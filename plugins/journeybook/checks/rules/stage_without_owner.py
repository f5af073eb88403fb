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

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import names_owner, owned, past_draft, title_place
from journeybook.reading.problem import shown

BY_ABSENCE = True
LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Stages without owner, in maps that are in review or live."""
    for map_ in past_draft(atlas):
        for stage in atlas.stages(map_):
            if not owned(atlas, stage) and not any(names_owner(step.record) for step in atlas.steps(stage)):
                message = f"the stage {shown(stage.label)} has no owner"
                yield Finding(title_place(stage.record), message, "add 'owner: …'")
