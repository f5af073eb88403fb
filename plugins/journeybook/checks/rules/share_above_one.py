"""More customers leave a stage or step than come to it: a share is above 1, or the shares of its ways add up to more.

A share is the part of those at the start of the way who take it, 0 to 1 or with a percent sign.

    next:
      - {to: pay, share: 70}          # wrong: 70 is not 70 %
      - {to: pay, share: 70 %}        # right
      - {to: exit, share: 0.4}        # wrong with the one above: 110 %
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.checks.rules.finding import Finding
from journeybook.model.maps import Next
from journeybook.reading.problem import shown

LEVEL = "error"
SLACK = 0.005
"""What rounding to whole percents may add for two ways."""


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Shares above 1, alone or together."""
    for map_ in atlas.maps.values():
        for spot, ways in _ways_by_start(atlas, map_):
            above = [(way, share) for way, share in ways if share > 1]
            for way, share in above:
                hint = f"write {share:g} %" if share <= 100 else ""
                yield Finding(way.place("share"), f"the share {share:g} is above 1", hint)
            total = sum(share for _, share in ways)
            if not above and total > 1 + SLACK * max(1, len(ways) - 1):
                related = tuple((way.place("share"), "another share") for way, _ in ways[:-1])
                message = f"the shares that leave {shown(spot.label)} add up to {total:.0%}"
                yield Finding(ways[-1][0].place("share"), message, "together they are at most 100 %", related)


def _ways_by_start(atlas: Atlas, map_: Entry) -> Iterator[tuple[Entry, list[tuple[Next, float]]]]:
    """The ways with a share, and that share, by the stage or step that their author named."""
    found: dict[Entry, tuple[Entry, list[Next]]] = {}
    for spot in atlas.spots[map_.id].values():
        found[spot] = (spot, list(spot.record.next))
    for transition in map_.record.transitions:
        for spot in atlas.targets(map_, "from_", transition):
            if spot in found:
                found[spot][1].append(transition)
    for spot, ways in found.values():
        yield spot, [(way, way.share) for way in ways if way.share is not None]
