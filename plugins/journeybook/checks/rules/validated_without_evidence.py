"""Something in a live map is called validated and names nothing that validated it.

`confidence: validated` tells readers that they may rely on it. Name the source, there or at the stage or step that it
stands in, or write `observed` or `assumed`.

    pains:
      - {id: no-wallet, text: The usual wallet is missing, confidence: validated}                              # wrong
      - {id: no-wallet, text: The usual wallet is missing, confidence: validated, evidence: [survey-2026-q2]}  # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import live
from journeybook.model import Item, Moment
from journeybook.reading.problem import shown

BY_ABSENCE = True
LEVEL = "error"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Stages, steps, perspectives and items of live maps that are validated by nothing."""
    for map_ in live(atlas):
        for spot in atlas.spots[map_.id].values():
            around = [spot.record, *([spot.within.record] if spot.within and spot.kind == "step" else [])]
            yield from _unfounded(spot.record, around)
            for perspective in spot.record.perspectives.values():
                yield from _unfounded(perspective, [perspective, *around])
        for kind in atlas.items:
            for item in atlas.items_of(map_, kind):
                yield from _unfounded(item.record, [item.record, *_around(atlas, item)])


def _around(atlas: Atlas, item: Entry) -> list[Moment]:
    """The stages and steps that an item belongs to, with the stages of the steps."""
    spots = [spot for spot in atlas.spots_of(item) if spot.kind in ("stage", "step")]
    return [entry.record for spot in spots for entry in (spot, spot.stage) if entry is not None]


def _unfounded(record: Moment | Item, around: Sequence[Moment | Item]) -> Iterator[Finding]:
    if record.confidence == "validated" and not any(_founded(other) for other in around):
        message = f"{shown(record.label)} is validated, but names no evidence"
        yield Finding(record.place("confidence"), message, "add 'evidence: […]', or write observed or assumed")


def _founded(record: Moment | Item) -> bool:
    feels = record.feels if isinstance(record, Moment) else None
    return bool(record.evidence or (feels is not None and feels.evidence))
