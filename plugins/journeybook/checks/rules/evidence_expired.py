"""A live map rests on evidence that is no longer valid.

Evidence with `valid_for` ages: a survey of three years ago says little about today. Ask again, take newer evidence,
or say why it still holds by a longer `valid_for`.

    evidence:
      - {id: survey-2023, title: Survey 2023, date: 2023-05-31, valid_for: 12 months}     # wrong, as of 2026
      - {id: survey-2026, title: Survey 2026, date: 2026-05-31, valid_for: 12 months}     # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.insight.reviews import evidence_state
from journeybook.reading.problem import shown

BY_TIME = True
LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Expired evidence that a live map names."""
    for entry in atlas.library["evidence"].values():
        if evidence_state(entry.record, today) != "expired":
            continue
        uses = [r for r in atlas.referring_to(entry) if r.source.map and r.source.map.record.status == "live"]
        if uses:
            maps = list(dict.fromkeys(use.source.map.id for use in uses if use.source.map))
            more = f" and {len(maps) - 1} more" if len(maps) > 1 else ""
            message = f"{shown(entry.label)} is out of date and used by the live map {shown(maps[0])}{more}"
            related = ((uses[0].place, "used here"),)
            yield Finding(entry.record.place("valid_for"), message, "ask again, or name newer evidence", related)
