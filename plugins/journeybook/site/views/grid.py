"""What does the customer go through? The grid of a map: stages and steps across, lanes down, and the emotion curve."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, NamedTuple

from journeybook.atlas.atlas import Atlas, remembered
from journeybook.atlas.entry import ITEM_KINDS_BY_KIND, PLURALS, Entry
from journeybook.model import Moment, Stage, lanes
from journeybook.site.parts import briefs, facts
from journeybook.site.scene import Scene

IN_HEAD = frozenset({
    "name", "group", "steps", "order", "moment_of_truth", "owner", "actor", "when", "duration", "wait", "optional",
    "conditional", "repeatable", "confidence", "detail_map", "continues_in",
})  # fmt: skip
ELSEWHERE = frozenset({"raci", "duties", "next", "media"})
"""Fields that the map's other sections show."""
OF_FIELD = frozenset({"texts", "quotes", "links", "facts", "feeling"})
"""The shapes of lanes that show one field."""
ITEM_KEYS = {key: kind for kind, key in PLURALS.items() if kind in ITEM_KINDS_BY_KIND}


class Cell(NamedTuple):
    """What one lane holds in one column, or over a whole stage."""

    row: int
    lane: lanes.Lane
    label: str
    content: Any


Cells = dict[Entry, list[Cell]]
"""The cells of each column, by its step or stage."""


@dataclass(frozen=True, kw_only=True)
class Perspective:
    """The same moment lived by somebody else."""

    role: facts.Link
    feeling: briefs.FeelingBrief | None
    items: tuple[briefs.ItemBrief, ...]
    facts: tuple[facts.Fact, ...]


class Column(NamedTuple):
    """A step, or all that a stage says itself. `notes` are short facts for its head, `moment` the reason why it counts.

    `teams` are those that answer for it or work on it.
    """

    entry: Entry
    teams: tuple[Entry, ...]
    anchors: tuple[str, ...]
    moment: str | None
    notes: tuple[str, ...]
    ways: tuple[tuple[str, tuple[facts.Link, ...]], ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class StageColumns:
    """A stage with its columns; `start` is the first of them, counted from 1."""

    number: int
    head: Column
    start: int
    span: int
    owners: tuple[facts.Link, ...]
    time: str
    lowest: briefs.FeelingBrief | None
    pains: int
    worst: int
    steps: tuple[Column, ...]


@dataclass(frozen=True)
class Group:
    """A label over neighbouring stages."""

    label: str
    span: int


@dataclass(frozen=True, kw_only=True)
class Grid:
    """The whole grid. `lanes` are the ones with content: row, lane, label, and whether a whole stage says something there."""

    columns: int
    groups: tuple[Group, ...]
    stages: tuple[StageColumns, ...]
    lanes: tuple[tuple[int, lanes.Lane, str, bool], ...]
    has_steps: bool
    has_notes: bool
    teams: tuple[Entry, ...]
    roles: tuple[tuple[str, str], ...]
    """Whose view a reader may pick: (name in the YAML, label)."""


def view(scene: Scene, map_: Entry) -> Grid:
    """The grid of `map_`."""
    spots = scene.atlas.spots[map_.id].values()
    all_lanes = _lanes(scene, map_)
    contents = [(lane, _contents(scene, spots, lane)) for lane in all_lanes]
    blueprint = map_.record.view == "blueprint"
    used = [(lane, _label(scene, lane), found) for lane, found in contents if (blueprint if lane.shape == "line" else found)]
    cells: Cells = {spot: [] for spot in spots}
    for row, (lane, label, found) in enumerate(used):
        for spot, content in found.items():
            cells[spot].append(Cell(row, lane, label, content))
    stages: list[StageColumns] = []
    for number, stage in enumerate(scene.atlas.stages(map_), 1):
        start = 1 + sum(before.span for before in stages)
        stages.append(_stage(scene, stage, number, start, cells))
    whole = {cell.row for stage in stages for cell in stage.head.cells}
    labels = tuple((row, lane, label, row in whole) for row, (lane, label, _) in enumerate(used))
    has_steps = any(stage.steps for stage in stages)
    columns = [column for stage in stages for column in (stage.head, *stage.steps)]
    has_notes = any(column.moment is not None or column.notes or column.ways for column in columns)
    teams = tuple(dict.fromkeys(team for column in columns for team in column.teams))
    return Grid(
        columns=sum(stage.span for stage in stages), groups=_groups(stages), stages=tuple(stages), lanes=labels, has_steps=has_steps, has_notes=has_notes, teams=teams,
        roles=tuple(_roles(scene, map_, all_lanes)),
    )  # fmt: skip


def _roles(scene: Scene, map_: Entry, all_lanes: list[lanes.Lane]) -> list[tuple[str, str]]:
    """The roles that have a view of their own on some step, and the personas that only some pains and gains touch."""
    names = {lane.role: lane.name for lane in all_lanes if lane.role}
    for item in (*scene.atlas.items_of(map_, "pain"), *scene.atlas.items_of(map_, "gain")):
        names |= {persona.id: persona.label for persona in scene.atlas.targets(item, "affects")}
    return list(names.items()) if len(names) > 1 else []


def _teams(scene: Scene, spot: Entry) -> tuple[Entry, ...]:
    """The teams that answer for a stage or step, are responsible in it or owe something there."""
    found = [owned.team for owned in scene.atlas.accountable(spot)]
    if spot.record.raci is not None:
        found += scene.atlas.targets(spot, "responsible", spot.record.raci)
    return tuple(dict.fromkeys((*found, *scene.atlas.targets(spot, "duties"))))


def _lanes(scene: Scene, map_: Entry) -> list[lanes.Lane]:
    """All lanes in order, the one of the perspectives once for each role."""
    spots = scene.atlas.spots[map_.id].values()
    roles = dict.fromkeys(role for spot in spots for role in spot.record.perspectives)
    found = []
    for lane in lanes.ordered(scene.atlas.settings):
        if lane.shape == "perspectives":
            found += [replace(lane, role=role, name=briefs.role_of(scene, role).text) for role in roles]
        else:
            found.append(lane)
    return found


def _groups(stages: list[StageColumns]) -> tuple[Group, ...]:
    if not any(stage.head.entry.record.group for stage in stages):
        return ()
    grouped = groupby(stages, key=lambda stage: stage.head.entry.record.group or "")
    return tuple(Group(label, sum(stage.span for stage in members)) for label, members in grouped)


def _label(scene: Scene, lane: lanes.Lane) -> str:
    return lane.name or scene.words.get(f"lane.{lane.id}", scene.words.get(f"field.{lane.id}", lane.id.removeprefix("x-")))


def _stage(scene: Scene, stage: Entry, number: int, start: int, cells: Cells) -> StageColumns:
    steps = scene.atlas.steps(stage)
    feelings = [briefs.feeling(scene, spot, spot.record.feels) for spot in (stage, *steps)]
    scored = [feeling for feeling in feelings if feeling is not None and feeling.score is not None]
    inside = dict.fromkeys(pain for spot in (stage, *steps) for pain in scene.atlas.items_at(spot, "pain"))
    pains = [pain for pain in inside if briefs.is_open(pain)]
    times = (stage.record.when, stage.record.duration)
    time = " · ".join(scene.words.duration(text) for text in times if text)
    return StageColumns(
        number=number,
        head=_column(scene, stage, cells),
        start=start,
        span=max(1, len(steps)),
        owners=briefs.owner_links(scene, stage, own=True),
        time=time,
        lowest=min(scored, key=lambda feeling: feeling.score or 0, default=None),
        pains=len(pains),
        worst=max((int(pain.record.severity or 0) for pain in pains), default=0),
        steps=tuple(_column(scene, step, cells) for step in steps),
    )


def _column(scene: Scene, spot: Entry, cells: Cells) -> Column:
    reason = spot.record.moment_of_truth
    moment = None if reason in (None, False) else ("" if reason is True else str(reason))
    anchors = scene.atlas.earlier_anchors(spot)
    return Column(spot, _teams(scene, spot), anchors, moment, _notes(scene, spot), _ways_down(scene, spot), tuple(cells[spot]))


def _notes(scene: Scene, spot: Entry) -> tuple[str, ...]:
    record: Moment = spot.record
    words, notes = scene.words, []
    if spot.kind == "step":
        notes += [link.text + (f" ({link.note})" if link.note else "") for link in briefs.owner_links(scene, spot, own=True)]
        notes += [words.duration(text) for text in (record.when, record.duration) if text]
    if record.wait:
        notes.append(words("waits", wait=words.duration(record.wait)))
    if record.actor:
        notes.append(words("acts", who=facts.links(scene, spot, "actor")[0].text))
    notes += [words(f"field.{name}") for name in ("optional", "repeatable") if getattr(record, name)]
    if isinstance(record, Stage) and record.order:
        notes.append(words(f"choice.{record.order}"))
    if record.conditional:
        notes.append(words("only_if", condition=record.conditional))
    if record.confidence:
        notes.append(words(f"choice.{record.confidence}"))
    return tuple(notes)


def _ways_down(scene: Scene, spot: Entry) -> tuple[tuple[str, tuple[facts.Link, ...]], ...]:
    found = [(scene.words(f"field.{name}"), facts.links(scene, spot, name)) for name in ("detail_map", "continues_in")]
    return tuple((label, links) for label, links in found if links)


def _contents(scene: Scene, spots: Iterable[Entry], lane: lanes.Lane) -> dict[Entry, Any]:
    """What a lane holds, by the step or stage; most hold nothing in most columns."""
    if lane.shape == "line":
        return {}
    if lane.shape == "items":
        kind = ITEM_KEYS[lane.id]
        spots = [spot for spot in spots if scene.atlas.items_at(spot, kind)]
    elif lane.shape in OF_FIELD and lane.id != "more":
        spots = [spot for spot in spots if getattr(spot.record, lane.id)]
    return {spot: found for spot in spots if (found := _content(scene, spot, lane))}


def _content(scene: Scene, spot: Entry, lane: lanes.Lane) -> Any:
    record = spot.record
    if lane.shape == "own":
        return facts.free_values(record.own[lane.id]) if lane.id in record.own else None
    if lane.shape == "items":
        return tuple(briefs.item(scene, item) for item in scene.atlas.items_at(spot, ITEM_KEYS[lane.id]) if not item.perspective)
    if lane.shape == "perspectives":
        inner = record.perspectives.get(lane.role)
        return _perspective(scene, spot, lane.role, inner) if inner is not None else None
    if lane.id == "more":
        return facts.facts(scene, spot, hide=_shown_fields(scene.atlas))
    value = getattr(record, lane.id)
    if lane.shape == "feeling":
        return briefs.feeling(scene, spot, value)
    if lane.shape == "links":
        return tuple((link, _channel(scene, link, spot, lane)) for link in facts.links(scene, spot, lane.id))
    if lane.shape == "facts":
        return facts.facts(scene, spot, value)
    return (value,) if isinstance(value, str) else value


def _channel(scene: Scene, link: facts.Link, spot: Entry, lane: lanes.Lane) -> str:
    if lane.id != "touchpoints":
        return ""
    touchpoint = next((t for t in scene.atlas.targets(spot, "touchpoints") if scene.href(t) == link.href), None)
    channels = scene.atlas.targets(touchpoint, "channel") if touchpoint is not None else []
    return channels[0].label if channels else ""


@remembered
def _shown_fields(atlas: Atlas) -> frozenset[str]:
    own = {lane.id for lane in atlas.settings.lanes}
    return IN_HEAD | ELSEWHERE | {lane.id for lane in lanes.LANES} | own


def _perspective(scene: Scene, spot: Entry, role: str, inner: Moment) -> Perspective:
    items = [
        briefs.item(scene, item)
        for kind in ("pain", "gain", "opportunity", "improvement")
        for item in scene.atlas.items_at(spot, kind)
        if item.perspective == role
    ]
    rest = facts.facts(scene, spot, inner, hide={"feels", *ITEM_KEYS})
    return Perspective(role=briefs.role_of(scene, role), feeling=briefs.feeling(scene, spot, inner.feels), items=tuple(items), facts=rest)
