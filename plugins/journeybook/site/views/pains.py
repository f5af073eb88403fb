"""What hurts most, whatever the map? Every pain with how bad and how often it is, who answers for it and what is being done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from journeybook.atlas.entry import Entry
from journeybook.site.parts import briefs, due, facts, heat
from journeybook.site.scene import Scene, once_an_atlas

SIZE = 250
"""So many pains a page has room for; of a larger atlas there are further pages, the worst on the first."""


class Row(NamedTuple):
    """A pain in a line. `weight` is severity × frequency, by which the worst come first; 0 where both are unknown."""

    brief: briefs.ItemBrief
    map: facts.Link | None
    spots: tuple[facts.Link, ...]
    often: str
    often_key: float | None
    owners: tuple[facts.Link, ...]
    answers: tuple[briefs.ItemBrief, ...]
    resolved: str
    weight: float


@dataclass(frozen=True, kw_only=True)
class Pains:
    """The pains of this part of the page, and how many there are in all: those that hurt today, of which some block; `aside` are those of retired and future maps and, counted as `harmless`, those
    that were looked at and are none; and those that no longer hurt. `unanswered` are the blocking and major ones that nothing is planned for."""

    open: tuple[Row, ...]
    aside: tuple[Row, ...]
    resolved: tuple[Row, ...]
    hurting: int
    healed: int
    blocking: int
    major: int
    unanswered: int
    harmless: int
    heat: heat.Heat


def view(scene: Scene, _: Entry | None) -> Pains:
    """The pains of the atlas, those that hurt today first, by severity and how often it happens."""
    every = _ordered(scene, None)
    hurting = [pain for pain in every if _place(scene, pain) == 0]
    aside = [pain for pain in every if _place(scene, pain) == 1]
    here = [(_place(scene, pain), _row(scene, pain)) for pain in scene.portion(every, SIZE)]
    return Pains(
        open=tuple(row for place, row in here if place == 0), aside=tuple(row for place, row in here if place == 1),
        resolved=tuple(row for place, row in here if place == 2), hurting=len(hurting), healed=len(every) - len(hurting) - len(aside),
        blocking=sum(1 for pain in hurting if pain.record.severity == 4), major=sum(1 for pain in hurting if pain.record.severity == 3),
        unanswered=sum(1 for pain in hurting if (pain.record.severity or 0) >= 3 and not _planned(scene, pain)),
        harmless=sum(1 for pain in aside if pain.record.severity == 0), heat=heat.heat(scene),
    )  # fmt: skip


@once_an_atlas
def _ordered(scene: Scene, _: None) -> tuple[Entry, ...]:
    return tuple(sorted(scene.atlas.counted("pain"), key=lambda pain: (_place(scene, pain), -(pain.record.severity or 0), -_weight(pain))))


def _place(scene: Scene, pain: Entry) -> int:
    """Among those that hurt today (0), those that are of no day or none at all (1), or those that no longer hurt (2)."""
    if not briefs.is_open(scene, pain):
        return 2
    return 1 if pain.record.severity == 0 or briefs.of_no_day(scene, pain) else 0


def _weight(pain: Entry) -> float:
    often = pain.record.frequency if isinstance(pain.record.frequency, int | float) else None
    return (pain.record.severity or 0) * (often or 0)


def _answers(scene: Scene, pain: Entry) -> list[Entry]:
    """The improvements that name the pain and were not turned down."""
    found = (it.source for it in scene.atlas.referring_to(pain) if it.source.kind == "improvement" and it.source.record.status != "rejected")
    return list({it.id: it for it in found}.values())


def _planned(scene: Scene, pain: Entry) -> bool:
    """Whether anything is still to come: what has shipped, and left the pain, is no plan."""
    return any(due.status_of(scene, it) not in due.CLOSED for it in _answers(scene, pain))


def _row(scene: Scene, pain: Entry) -> Row:
    record = pain.record
    often = record.frequency if isinstance(record.frequency, int | float) else None
    resolved = "" if briefs.is_open(scene, pain) else facts.shown(scene, "date", record.resolved)
    return Row(
        briefs.item(scene, pain),
        facts.link(scene, pain.map)._replace(note=briefs.of_no_day(scene, pain)) if pain.map is not None else None,
        tuple(facts.link(scene, spot) for spot in scene.atlas.spots_of(pain)),
        "" if record.frequency is None else facts.shown(scene, "frequency", record.frequency),
        often,
        briefs.owner_links(scene, pain),
        tuple(briefs.item(scene, answer) for answer in _answers(scene, pain)),
        resolved,
        _weight(pain),
    )
