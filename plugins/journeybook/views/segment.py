"""Who belongs to this part of the customers, and how do its numbers differ? Personas, maps and metrics of a segment."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook import facts, spread, standing
from journeybook.atlas import Entry
from journeybook.markup import plain
from journeybook.scene import Scene
from journeybook.series import Line


@dataclass(frozen=True)
class Member:
    """A persona that stands for the segment, with its first words."""

    link: facts.Link
    role: str
    summary: str


@dataclass(frozen=True)
class Row:
    """A metric of the segment at a place, beside that of all customers on the same day."""

    link: facts.Link
    places: tuple[facts.Link, ...]
    value: standing.Value
    all: standing.Value | None


@dataclass(frozen=True)
class SegmentView:
    """The page of a segment."""

    definition: str
    personas: tuple[Member, ...]
    maps: tuple[tuple[facts.Link, str], ...]
    rows: tuple[Row, ...]
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
    rows = [row for metric in scene.atlas.library["metric"].values() for row in _rows(scene, segment, metric)]
    more = facts.facts(scene, segment, hide={"name", "summary", "definition"})
    return SegmentView(segment.record.definition or "", tuple(personas), tuple(maps.values()), tuple(rows), more)


def _rows(scene: Scene, segment: Entry, metric: Entry) -> list[Row]:
    if not any(count.segment == segment.id for count in scene.atlas.counts_of(metric)):
        return []
    found = standing.lines(scene, metric)
    return [
        Row(
            facts.link(scene, metric),
            standing.places(scene, line),
            standing.value_of(scene, metric, line),
            _of_all(scene, metric, found, line),
        )
        for part, line in spread.split(scene, metric, "segment")
        if part == segment.id
    ]


def _of_all(scene: Scene, metric: Entry, found: tuple[Line, ...], line: Line) -> standing.Value | None:
    """The value of all customers at the same place and day, where more were counted than this segment."""
    whole = next((it for it in found if it.place == line.place), None)
    point = next((it for it in whole.points if it.date == line.last.date), None) if whole else None
    return standing.value_of(scene, metric, whole, point) if point is not None and len(point.of) != 1 else None
