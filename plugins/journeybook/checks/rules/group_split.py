"""Stages with the same group label are not neighbours.

A group is a label over neighbouring stages; split, it would be drawn twice.

    stages:
      - {name: I look, group: Buying}
      - {name: I wait, group: Delivery}
      - {name: I pay, group: Buying}       # wrong: move it up, or name the group otherwise
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.checks.rules.finding import Finding
from journeybook.reading.problem import shown

LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Groups that begin a second time."""
    for map_ in atlas.maps.values():
        latest: dict[str, Entry] = {}
        before: str | None = None
        for stage in atlas.stages(map_):
            group = stage.record.group
            if group and group in latest and group != before:
                message = f"the group {shown(group)} is split by {shown(before)}" if before else f"the group {shown(group)} is split"
                related = ((latest[group].record.place("group"), "it stood here before"),)
                yield Finding(stage.record.place("group"), message, "move the stage beside the others", related)
            if group:
                latest[group] = stage
            before = group
