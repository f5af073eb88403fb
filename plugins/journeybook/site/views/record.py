"""What is this, and where is it used? The page of a library record: its fields, and everything that refers to it, by map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.insight.glossary_uses import mentions
from journeybook.model.markup import plain
from journeybook.site.parts import briefs, facts
from journeybook.site.scene import Scene


class Use(NamedTuple):
    """One thing that names the record: what it is, and in what role it does."""

    link: facts.Link
    kind: str
    role: str
    feeling: briefs.FeelingBrief | None


@dataclass(frozen=True)
class Uses:
    """The uses in one map (or in the library, without link)."""

    map: facts.Link | None
    uses: tuple[Use, ...]


@dataclass(frozen=True, kw_only=True)
class RecordView:
    """The page of one record."""

    kind: str
    kind_word: str
    label: str
    summary: str
    implied: bool
    owners: tuple[facts.Link, ...]
    facts: tuple[facts.Fact, ...]
    uses: tuple[Uses, ...]
    places: int
    edit_href: str
    file: str


def head(scene: Scene, entry: Entry) -> RecordView:
    """What `entry` says itself, for pages that show in their own way where it is used."""
    return RecordView(
        kind=entry.kind,
        kind_word=scene.words(f"kind.{entry.kind}"),
        label=plain(entry.label),
        summary=entry.record.summary or "",
        implied=entry.implied,
        owners=briefs.owner_links(scene, entry, own=True),
        facts=facts.facts(scene, entry, hide=entry.record.head()),
        uses=(),
        places=0,
        edit_href=scene.edit_href(entry.record.file) if not entry.implied and scene.names_files else "",
        file=entry.record.file if scene.names_files else "",
    )


def view(scene: Scene, entry: Entry) -> RecordView:
    """The page of `entry`."""
    found: dict[str, tuple[Entry | None, list[Use]]] = {}
    naming = list(_naming(scene.atlas, entry))
    for source, field in dict.fromkeys(naming):
        key = source.map.id if source.map is not None else ""
        found.setdefault(key, (source.map, []))[1].append(_use(scene, source, field))
    uses = tuple(Uses(facts.link(scene, map_) if map_ is not None else None, tuple(items)) for map_, items in found.values())
    return replace(head(scene, entry), uses=uses, places=len(naming))


def _naming(atlas: Atlas, entry: Entry) -> Iterator[tuple[Entry, str]]:
    """What names `entry`, and in which field; a term is named by the texts in which its word stands."""
    yield from ((reference.source, reference.field.rstrip("_")) for reference in atlas.referring_to(entry))
    if entry.kind == "term":
        yield from ((source, "term") for source in mentions(atlas).get(entry.id, []))


def _use(scene: Scene, source: Entry, field: str) -> Use:
    feels = source.record.feels if source.kind in ("stage", "step") else None
    role = scene.words.get(f"role.{field}", scene.words.get(f"field.{field}", field))
    return Use(facts.link(scene, source), scene.words(f"kind.{source.kind}"), role, briefs.feeling(scene, source, feels))
