"""A team that has ended still owns something.

After its last day (`valid_to`), or once another took over (`replaced_by`), nobody of the team answers any more. Name
the team that does, in live maps and in the library.

    teams:
      - {id: shop, name: Shop, valid_to: 2026-06-30, replaced_by: ecommerce}
    # in a live map
    owner: shop              # wrong
    owner: ecommerce         # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.checks.rules.finding import Finding
from journeybook.insight import by_day
from journeybook.model import Improvement, Pain
from journeybook.reading.problem import shown

BY_TIME = True
LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Ownership by teams of the past."""
    for team in atlas.library["team"].values():
        if not by_day.has_ended(team.record, today):
            continue
        for reference in atlas.referring_to(team):
            if reference.answers and _matters(reference.source, today):
                since = f" on {team.record.valid_to.isoformat()}" if team.record.valid_to else ""
                successors = team.record.replaced_by
                hint = f"{' and '.join(map(shown, successors))} took over" if successors else "name the team that took over"
                hint += "; name the one of them that answers" if len(successors) > 1 else ""
                yield Finding(reference.place, f"the team {shown(team.label)} ended{since}", hint)


def _matters(source: Entry, today: datetime.date) -> bool:
    """Whether somebody still has to answer for `source`."""
    record = source.record
    is_solved = isinstance(record, Pain) and by_day.is_resolved(record, today)
    is_closed = isinstance(record, Improvement) and by_day.status_on(record, today) in by_day.CLOSED
    return not is_solved and not is_closed and (source.map is None or source.map.record.status == "live")
