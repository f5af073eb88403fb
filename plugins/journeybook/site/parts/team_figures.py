"""What a team has to know first: what of its blocks customers, what is due next, which hand-offs carry a risk."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from journeybook.atlas.connections import handovers_by_team
from journeybook.atlas.entry import Entry
from journeybook.site.parts import briefs, due
from journeybook.site.scene import Scene, once_an_atlas


@dataclass(frozen=True, kw_only=True)
class Dated:
    """Something of the team's that is due: an improvement, or the review of a map."""

    day: datetime.date
    entry: Entry

    def days(self, today: datetime.date) -> int:
        """How many days from `today`; negative where it is overdue."""
        return (self.day - today).days


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The open pains of today that the team answers for, worst first; what is `due` by day; its hand-offs, and those with a risk."""

    pains: tuple[Entry, ...]
    due: tuple[Dated, ...]
    handoffs: int
    risky: int

    @property
    def blocking(self) -> int:
        """How many of the pains stop a customer."""
        return sum(1 for pain in self.pains if pain.record.severity == 4)


@once_an_atlas
def of_team(scene: Scene, team: Entry) -> Figures:
    """The figures of `team`."""
    pains, open_ = briefs.open_answered(scene, team)
    maps = [it.source for it in scene.atlas.referring_to(team) if it.answers and it.source.kind == "map"]
    reviewed = set(due.reviewed(scene.atlas))
    dated = [Dated(day=it.record.due, entry=it) for it in open_ if isinstance(it.record.due, datetime.date)]
    dated += [Dated(day=day, entry=map_) for map_ in dict.fromkeys(maps) if map_ in reviewed and (day := due.review_of(scene, map_).due) is not None]
    passed = [handover for _, handover in handovers_by_team(scene.atlas).get(team, ())]
    return Figures(
        pains=tuple(sorted(pains, key=lambda pain: -(pain.record.severity or 0))),
        due=tuple(sorted(dated, key=lambda it: it.day)),
        handoffs=len(passed),
        risky=sum(1 for handover in passed if handover.record is not None and handover.record.risk),
    )
