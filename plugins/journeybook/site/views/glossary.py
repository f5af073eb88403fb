"""What do our words mean? The terms of the glossary in the order of a dictionary, and the maps that use them."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.insight.glossary_uses import mentions
from journeybook.site.parts import facts
from journeybook.site.scene import Scene


@dataclass(frozen=True, kw_only=True)
class Row:
    """A term, what it means, and where it is used: the maps, and in how many places of theirs and of the library."""

    link: facts.Link
    definition: str
    maps: tuple[facts.Link, ...]
    places: int


@dataclass(frozen=True)
class Glossary:
    """All terms."""

    rows: tuple[Row, ...]


def view(scene: Scene, _: Entry | None) -> Glossary:
    """The glossary of the atlas."""
    found = mentions(scene.atlas)
    terms = sorted(scene.atlas.library["term"].values(), key=lambda term: scene.words.order(term.label))
    return Glossary(tuple(_row(scene, term, found.get(term.id, [])) for term in terms))


def _row(scene: Scene, term: Entry, places: list[Entry]) -> Row:
    maps = dict.fromkeys(entry.map for entry in places if entry.map is not None)
    definition = term.record.definition or term.record.summary or ""
    return Row(link=facts.link(scene, term), definition=definition, maps=tuple(facts.link(scene, map_) for map_ in maps), places=len(places))
