"""What is this, and where is it used? The page of a library record: its fields, and everything that refers to it, by map."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook import briefs, facts
from journeybook.atlas import Entry, Reference
from journeybook.markup import plain
from journeybook.scene import Scene


@dataclass(frozen=True)
class Use:
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


@dataclass(frozen=True)
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


def view(scene: Scene, entry: Entry) -> RecordView:
    """The page of `entry`."""
    found: dict[str, tuple[Entry | None, list[Use]]] = {}
    seen: set[tuple[int, str]] = set()
    references = scene.atlas.referring_to(entry)
    for reference in references:
        source = reference.source
        if (id(source), reference.field) in seen:
            continue
        seen.add((id(source), reference.field))
        key = source.map.id if source.map is not None else ""
        found.setdefault(key, (source.map, []))[1].append(_use(scene, reference))
    uses = tuple(
        Uses(facts.link(scene, map_) if map_ is not None else None, tuple(items)) for map_, items in found.values()
    )
    return RecordView(
        entry.kind,
        scene.words(f"kind.{entry.kind}"),
        plain(entry.label),
        entry.record.summary or "",
        entry.implied,
        briefs.owner_links(scene, entry, own=True),
        facts.facts(scene, entry, hide={"name", "title", "summary", "owner"}),
        uses,
        len(references),
        scene.edit_href(entry.record.file) if not entry.implied else "",
        entry.record.file,
    )


def _use(scene: Scene, reference: Reference) -> Use:
    source = reference.source
    feels = getattr(source.record, "feels", None)
    field = reference.field.rstrip("_")
    role = scene.words.get(f"role.{field}", scene.words.get(f"field.{field}", field))
    return Use(facts.link(scene, source), scene.words(f"kind.{source.kind}"), role, briefs.feeling(scene, source, feels))
