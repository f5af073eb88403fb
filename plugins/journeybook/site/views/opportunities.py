"""Which chances are there, and who works on them? Every opportunity of every map, the most promising first."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.insight import scoring
from journeybook.model.markup import plain
from journeybook.site.parts import briefs, facts
from journeybook.site.scene import Scene, once_an_atlas

SIZE = 250
"""So many opportunities a page has room for."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """An opportunity: what it asks, how promising it is (`score` in words, `key` as a number), what it eases, and what is done for it."""

    brief: briefs.ItemBrief
    hmw: str
    map: facts.Link | None
    score: str
    key: float | None
    eases: tuple[briefs.ItemBrief, ...]
    answers: tuple[briefs.ItemBrief, ...]
    owners: tuple[facts.Link, ...]


def view(scene: Scene, _: Entry | None) -> tuple[Row, ...]:
    """The opportunities of this part of the page."""
    return tuple(_row(scene, entry) for entry in scene.portion(_ordered(scene, None), SIZE))


@once_an_atlas
def _ordered(scene: Scene, _: None) -> tuple[Entry, ...]:
    def order(entry: Entry) -> tuple[bool, float, str]:
        score = _score(entry)
        return bool(briefs.of_no_day(scene, entry)), -(score if score is not None else -1), plain(entry.label)

    return tuple(sorted(scene.atlas.counted("opportunity"), key=order))


def _score(entry: Entry) -> float | None:
    record = entry.record
    return None if record.importance is None or record.satisfaction is None else scoring.ulwick(record.importance, record.satisfaction)


def _row(scene: Scene, entry: Entry) -> Row:
    return Row(
        brief=briefs.item(scene, entry), hmw=entry.record.hmw or "",
        map=facts.link(scene, entry.map)._replace(note=briefs.of_no_day(scene, entry)) if entry.map is not None else None,
        score=briefs.opportunity_score(scene, entry), key=_score(entry),
        eases=tuple(briefs.item(scene, pain) for pain in scene.atlas.targets(entry, "pains")),
        answers=briefs.answers(scene, [entry]), owners=briefs.owner_links(scene, entry),
    )  # fmt: skip
