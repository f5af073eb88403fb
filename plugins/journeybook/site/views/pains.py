"""What hurts most, whatever the map? Every pain with how bad and how often it is, who answers for it and what is being done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from journeybook.atlas.entry import Entry
from journeybook.site.parts import briefs, facts
from journeybook.site.scene import Scene


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
    """All pains: those that hurt today, of which some block; `aside` are those of retired and future maps and, counted as `harmless`, those
    that were looked at and are none; and those that no longer hurt."""

    open: tuple[Row, ...]
    aside: tuple[Row, ...]
    resolved: tuple[Row, ...]
    blocking: int
    harmless: int


def view(scene: Scene, _: Entry | None) -> Pains:
    """Every pain of the atlas, by severity, then by how often it happens."""
    rows = sorted((_row(scene, pain) for pain in scene.atlas.counted("pain")), key=lambda row: (-row.brief.level, -row.weight))
    unsolved = [row for row in rows if not row.resolved]
    hurting = tuple(row for row in unsolved if row.brief.entry.record.severity != 0 and not briefs.of_no_day(scene, row.brief.entry))
    aside = tuple(row for row in unsolved if row not in hurting)
    return Pains(
        open=hurting, aside=aside, resolved=tuple(row for row in rows if row.resolved),
        blocking=sum(1 for row in hurting if row.brief.entry.record.severity == 4),
        harmless=sum(1 for row in aside if row.brief.entry.record.severity == 0),
    )  # fmt: skip


def _row(scene: Scene, pain: Entry) -> Row:
    record = pain.record
    often = record.frequency if isinstance(record.frequency, int | float) else None
    resolved = "" if briefs.is_open(scene, pain) else facts.shown(scene, "date", record.resolved)
    answers = {
        reference.source.id: briefs.item(scene, reference.source) for reference in scene.atlas.referring_to(pain) if reference.source.kind == "improvement"
    }
    return Row(
        briefs.item(scene, pain),
        facts.link(scene, pain.map)._replace(note=briefs.of_no_day(scene, pain)) if pain.map is not None else None,
        tuple(facts.link(scene, spot) for spot in scene.atlas.spots_of(pain)),
        "" if record.frequency is None else facts.shown(scene, "frequency", record.frequency),
        often,
        briefs.owner_links(scene, pain),
        tuple(answers.values()),
        resolved,
        (record.severity or 0) * (often or 0),
    )
