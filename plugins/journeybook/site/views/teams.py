"""Which teams are there, and what is theirs? Every team with what it answers for, those with the gravest pains first."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.site.parts import briefs, facts
from journeybook.site.scene import Scene


@dataclass(frozen=True, kw_only=True)
class TeamRow:
    """A team and what it has, in numbers."""

    link: facts.Link
    summary: str
    maps: int
    stages: int
    open_pains: int
    worst: int
    improvements: int

    @property
    def idle(self) -> bool:
        """Whether nothing names the team as its owner."""
        return not (self.maps or self.stages or self.open_pains or self.improvements)


def view(scene: Scene, _: Entry | None) -> tuple[TeamRow, ...]:
    """All teams by name; those that own nothing come last."""
    rows = (_row(scene, team) for team in scene.atlas.library["team"].values())
    return tuple(sorted(rows, key=lambda row: (row.idle, scene.words.order(row.link.text))))


def _row(scene: Scene, team: Entry) -> TeamRow:
    owned = {"map": 0, "stage": 0, "step": 0}
    named = (it.source for it in scene.atlas.referring_to(team) if it.answers)
    for source in dict.fromkeys(named):
        if source.kind in owned:
            owned[source.kind] += 1
    pains, improvements = briefs.open_answered(scene, team)
    return TeamRow(
        link=facts.link(scene, team), summary=team.record.summary or "", maps=owned["map"], stages=owned["stage"] + owned["step"],
        open_pains=len(pains), worst=max((int(pain.record.severity or 0) for pain in pains), default=0), improvements=len(improvements),
    )  # fmt: skip
