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
    """All pains: those that still hurt, and those that no longer do. Among the open ones are those that block and, counted as
    `harmless`, those that were looked at and are none."""

    open: tuple[Row, ...]
    resolved: tuple[Row, ...]
    blocking: int
    harmless: int


def view(scene: Scene, _: Entry | None) -> Pains:
    """Every pain of the atlas, by severity, then by how often it happens."""
    rows = sorted((_row(scene, pain) for pain in scene.atlas.counted("pain")), key=lambda row: (-row.brief.level, -row.weight))
    hurting = tuple(row for row in rows if not row.resolved)
    rated = [row.brief.entry.record.severity for row in hurting]
    return Pains(open=hurting, resolved=tuple(row for row in rows if row.resolved), blocking=rated.count(4), harmless=rated.count(0))


def _row(scene: Scene, pain: Entry) -> Row:
    record = pain.record
    often = record.frequency if isinstance(record.frequency, int | float) else None
    resolved = "" if record.resolved is None else facts.shown(scene, "date", record.resolved)
    answers = {
        reference.source.id: briefs.item(scene, reference.source)
        for reference in scene.atlas.referring_to(pain)
        if reference.source.kind == "improvement"
    }
    return Row(
        briefs.item(scene, pain),
        facts.link(scene, pain.map) if pain.map is not None else None,
        tuple(facts.link(scene, spot) for spot in scene.atlas.spots_of(pain)),
        "" if record.frequency is None else facts.shown(scene, "frequency", record.frequency),
        often,
        briefs.owner_links(scene, pain),
        tuple(answers.values()),
        resolved,
        (record.severity or 0) * (often or 0),
    )
