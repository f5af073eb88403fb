"""Who are our customers, and who else takes part? Every persona with what it says, and how it fares on its journeys."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.site.parts import briefs, facts, lives
from journeybook.site.scene import Scene


@dataclass(frozen=True, kw_only=True)
class PersonaRow:
    """A persona in a line: the `lowest` moment of all its journeys, and where that is."""

    link: facts.Link
    quote: str
    summary: str
    segment: tuple[facts.Link, ...]
    maps: tuple[facts.Link, ...]
    lowest: lives.Moment | None
    pains: int
    worst: int


def view(scene: Scene, _: Entry | None) -> tuple[PersonaRow, ...]:
    """All personas by name; those who are on no map come last."""
    rows = (_row(scene, entry) for entry in scene.atlas.library["persona"].values())
    return tuple(sorted(rows, key=lambda row: (not row.maps, scene.words.order(row.link.text))))


def _row(scene: Scene, entry: Entry) -> PersonaRow:
    lived = lives.appearances(scene, entry)
    lows = [it.lowest for it in lived if it.lowest is not None]
    pains = [pain for pain in lives.items(scene, entry, "pain") if briefs.is_open(scene, pain)]
    return PersonaRow(
        link=facts.link(scene, entry), quote=entry.record.quote or "", summary=entry.record.summary or "", segment=facts.links(scene, entry, "segment"),
        maps=tuple(it.map for it in lived), lowest=min(lows, key=lambda it: it.feeling.score or 0, default=None),
        pains=len(pains), worst=max((int(pain.record.severity or 0) for pain in pains), default=0),
    )  # fmt: skip
