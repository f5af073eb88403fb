"""Who is answerable? Stages and teams of a map: accountable, responsible, consulted, informed, duties, hand-offs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from journeybook.atlas.connections import Handover, handovers
from journeybook.atlas.entry import Entry
from journeybook.model.maps import Raci
from journeybook.site.parts import briefs, facts
from journeybook.site.scene import Scene

PARTS = tuple(Raci.model_fields)


@dataclass(frozen=True)
class Duty:
    """What a team owes in a stage or step."""

    team: facts.Link
    text: str


class Row(NamedTuple):
    """A stage or step, and who does what there. `parts` holds the teams in the order of PARTS."""

    spot: Entry
    href: str
    is_stage: bool
    owners: tuple[facts.Link, ...]
    person: str
    parts: tuple[tuple[facts.Link, ...], ...]
    duties: tuple[Duty, ...]


class HandoverRow(NamedTuple):
    """Work that passes from one team to another."""

    source: str
    source_href: str
    target: str
    target_href: str
    giver: facts.Link | None
    taker: facts.Link | None
    carries: str
    risk: str


@dataclass(frozen=True)
class Ownership:
    """The whole table, and the hand-offs below it. `shown`: whether responsible, consulted, informed, duties have content."""

    rows: tuple[Row, ...]
    handovers: tuple[HandoverRow, ...]
    shown: tuple[bool, bool, bool, bool]


def view(scene: Scene, map_: Entry) -> Ownership:
    """Who is answerable for what in `map_`."""
    rows = [row for spot in scene.atlas.spots[map_.id].values() if (row := _row(scene, spot)) is not None]
    handed = tuple(handover_row(scene, handover) for handover in handovers(scene.atlas, map_))
    parts = [any(row.parts[number] for row in rows) for number in (0, 2, 3)]
    return Ownership(tuple(rows), handed, (parts[0], parts[1], parts[2], any(row.duties for row in rows)))


def _row(scene: Scene, spot: Entry) -> Row | None:
    record, atlas = spot.record, scene.atlas
    raci = record.raci
    parts = tuple(facts.links(scene, spot, name, raci) if raci is not None else () for name in PARTS)
    owners = briefs.owner_links(scene, spot) if spot.kind == "stage" else briefs.owner_links(scene, spot, own=True)
    person = (record.owner.person or "") if record.owner is not None else ""
    if spot.kind == "step" and not (owners or any(parts) or record.duties or person):
        return None
    duties = []
    named = {reference.at: reference.target for reference in atlas.named_by(record, "duties")}
    for team, text in record.duties.items():
        target = named.get(team)
        who = facts.link(scene, target) if target is not None else facts.Link(team, "")
        duties.append(Duty(who, text))
    return Row(spot, scene.href(spot), spot.kind == "stage", owners, person, parts, tuple(duties))


def handover_row(scene: Scene, handover: Handover) -> HandoverRow:
    """A hand-off in words."""
    way = handover.way
    giver = facts.link(scene, handover.giver) if handover.giver is not None else None
    taker = facts.link(scene, handover.taker) if handover.taker is not None else None
    record = handover.record
    target = way.target.label if way.target is not None else scene.words("flow.exit")
    return HandoverRow(
        way.source.label,
        scene.href(way.source),
        target,
        scene.href(way.target) if way.target is not None else "",
        giver,
        taker,
        (record.carries if record else None) or "",
        (record.risk if record else None) or "",
    )
