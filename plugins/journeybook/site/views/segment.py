"""Who belongs to this part of the customers, and how do its numbers differ? Personas, maps and metrics of a segment."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.model.markup import plain
from journeybook.site.parts import breakdown, facts
from journeybook.site.scene import Scene


@dataclass(frozen=True)
class Member:
    """A persona that stands for the segment, with its first words."""

    link: facts.Link
    role: str
    summary: str


@dataclass(frozen=True, kw_only=True)
class SegmentView:
    """The page of a segment."""

    definition: str
    personas: tuple[Member, ...]
    maps: tuple[tuple[facts.Link, str], ...]
    rows: tuple[breakdown.Row, ...]
    more: tuple[facts.Fact, ...]


def view(scene: Scene, segment: Entry) -> SegmentView:
    """All that is known about `segment`."""
    personas, maps = [], {}
    for reference in scene.atlas.referring_to(segment):
        source = reference.source
        if source.kind == "persona":
            role = scene.words(f"choice.{source.record.account_role}") if source.record.account_role else ""
            personas.append(Member(facts.link(scene, source), role, plain(source.record.summary or "")))
        elif source.kind == "map":
            maps[source.id] = (facts.link(scene, source), scene.words(f"choice.{source.record.state or 'current'}"))
    more = facts.facts(scene, segment, hide={*segment.record.head(), "definition"})
    return SegmentView(
        definition=segment.record.definition or "", personas=tuple(personas), maps=tuple(maps.values()), rows=breakdown.of_part(scene, segment), more=more
    )
