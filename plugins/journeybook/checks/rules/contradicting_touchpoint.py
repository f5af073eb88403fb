"""Two maps say opposite things of one touchpoint.

It is rated good (4 or 5) by the customers of one map and bad (1 or 2) by those of another, where the rated steps have
no other touchpoint; or it has no owner of its own and the maps hold different teams accountable where it is used; or
two maps define it in place with different owners or channels. One of them may be out of date. Maps of different states
(today, future), a translation and its original, and retired maps are not compared.

    # in one map                               # in another: wrong
    touchpoints: [payment-page]                touchpoints: [payment-page]
    rating: {satisfaction: 5}                  rating: {satisfaction: 1}
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.checks.rules.finding import Finding
from journeybook.insight.contradictions import Claim, Contradiction, contradictions
from journeybook.reading.problem import shown

LEVEL = "warning"
SAID = {
    "rated": ("is rated {here} here and {there} in the map {map}", "ask which of the two is out of date", "the other rating"),
    "owned": (
        "is in the hands of {here} here and of {there} in the map {map}", "give the touchpoint an owner of its own", "the other use",
    ),
    "defined": ("has another owner in the map {map}", "define it once, in a library file", "the other owner"),
    "channel": (
        "is in the channel {here} here and in {there} in the map {map}", "define it once, in a library file", "the other channel",
    ),
}  # fmt: skip
"""By the kind of contradiction: what is said of the touchpoint, the hint, and what the other place is."""


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """A finding for each contradiction, at the later of its two places."""
    return (_finding(found) for found in contradictions(atlas))


def _finding(found: Contradiction) -> Finding:
    said, hint, related = SAID[found.kind]
    message = said.format(here=_value(found.later), there=_value(found.earlier), map=shown(found.earlier.map.id))
    place = found.earlier.place
    return Finding(found.later.place, f"the touchpoint {shown(found.touchpoint.label)} {message}", hint, ((place, related),))


def _value(claim: Claim) -> str:
    return shown(claim.value.label) if isinstance(claim.value, Entry) else claim.value if claim.value.isdigit() else shown(claim.value)
