"""What changed, and when: reviews that took place, improvements that shipped, pains that are gone, evidence that came in.

All of it is read from what the maps say of themselves, each with its day; what git knows can be told beside it in the same shape.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.insight.reviews import gathered

Kind = Literal["review", "shipped", "resolved", "evidence"]
KINDS: tuple[Kind, ...] = ("review", "shipped", "resolved", "evidence")
"""In the order in which those of one day are told."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """Something that happened to `entry` on a `day`: for a review, who made it (`by`), what came of it and what it noted."""

    day: datetime.date
    kind: Kind
    entry: Entry
    by: str = ""
    outcome: str = ""
    note: str = ""


def changes(atlas: Atlas, today: datetime.date) -> list[Change]:
    """Everything up to `today` that has a day, the newest first; a translation's items are no further ones."""
    found = [change for change in _all(atlas) if change.day <= today]
    return sorted(found, key=lambda it: (-it.day.toordinal(), KINDS.index(it.kind), it.entry.map.id if it.entry.map else "", it.entry.id))


def _all(atlas: Atlas) -> Iterator[Change]:
    for map_ in atlas.maps.values():
        for entry in map_.record.review.log if map_.record.review else ():
            yield Change(day=entry.date, kind="review", entry=map_, by=entry.by or "", outcome=entry.outcome or "", note=entry.note or "")
    for improvement in atlas.counted("improvement"):
        if improvement.record.status != "rejected" and isinstance(improvement.record.shipped, datetime.date):
            yield Change(day=improvement.record.shipped, kind="shipped", entry=improvement)
    for pain in atlas.counted("pain"):
        if isinstance(pain.record.resolved, datetime.date):
            yield Change(day=pain.record.resolved, kind="resolved", entry=pain)
    for evidence in atlas.library["evidence"].values():
        if (day := gathered(evidence.record)) is not None:
            yield Change(day=day, kind="evidence", entry=evidence)
