"""By the shares, nobody who comes to some stages or steps ever leaves them: they go round for ever.

How often these are come by has no end, and pages give no number for it. Say where some leave, and how many.

    transitions:
      - {from: pay, to: compare, kind: loop, share: 1}        # wrong, where pay is the last stage
      - {from: pay, to: compare, kind: loop, share: 0.2}      # right: the others are done
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import title_place
from journeybook.insight import flows
from journeybook.reading.problem import shown

LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Maps in which somebody goes round for ever; named is the first stage or step of the round."""
    for map_ in atlas.maps.values():
        flow = flows.flow(atlas, map_)
        stuck = [moment for moment, is_endless, visits in zip(flow.moments, flow.is_endless, flow.visits, strict=False) if is_endless and visits]
        if stuck:
            message = f"by the shares, nobody who comes to the {stuck[0].kind} {shown(stuck[0].label)} ever leaves the journey"
            yield Finding(title_place(stuck[0].record), message, "write a share below 1 at the way back, or the way out")
