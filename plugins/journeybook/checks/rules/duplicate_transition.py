"""One way on is given twice.

The second one changes nothing, or one of them was meant to lead elsewhere. Two ways between the same two places are
fine where `when` tells them apart.

    next: [pay, pay]                                                            # wrong
    next: [{to: pay, when: In a hurry}, {to: pay, when: Has an account}]        # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.model.maps import Next
from journeybook.reading.problem import shown

LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Ways with the same ends, kind and condition."""
    for map_ in atlas.maps.values():
        seen: dict[tuple[object, ...], Next] = {}
        ways = [(spot, spot, way) for spot in atlas.spots[map_.id].values() for way in spot.record.next]
        ways += [(map_, spot, way) for way in map_.record.transitions for spot in atlas.targets(map_, "from_", way)]
        for holder, start, way in ways:
            target = next((entry for entry in atlas.targets(holder, "to", way)), None)
            key = (start, target if target else way.to, way.when)
            first = seen.setdefault(key, way)
            if first is not way:
                message = f"the way from {shown(start.label)} to {shown(target.label if target else way.to)} is given twice"
                yield Finding(
                    way.place("to"),
                    message,
                    "remove one, or tell them apart by 'when'",
                    ((first.place("to"), "the first one"),),
                )
