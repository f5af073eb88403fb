"""What does the customer go through? The grid of a map: stages and steps across, lanes down, and the emotion curve."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, NamedTuple

from journeybook.atlas.entry import Entry
from journeybook.model import lanes
from journeybook.site.parts import briefs, facts, lane_contents
from journeybook.site.scene import Scene


class Cell(NamedTuple):
    """What one lane holds in one column, or over a whole stage."""

    row: int
    lane: lanes.Lane
    label: str
    told: bool
    content: Any
    start: int = 0
    span: int = 0
    """Over which columns of its stage a card stands; 0 for all of them, or for its own."""
    under: bool = False
    """Whether something that the whole stage says stands above it."""


Cells = dict[Entry, list[Cell]]
"""The cells of each column, by its step or stage."""


class Row(NamedTuple):
    """A lane that has content: its number, what it is called, and whether it is part of the story, which readers see at once."""

    row: int
    lane: lanes.Lane
    label: str
    told: bool


class Column(NamedTuple):
    """A step, or all that a stage says itself. `moment` is the reason why it counts, None where it is no moment of truth; `owners` are
    set where a step has others than its stage.

    `teams` are those that answer for it or work on it.
    """

    entry: Entry
    teams: tuple[Entry, ...]
    anchors: tuple[str, ...]
    moment: str | None
    owners: tuple[facts.Link, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Run:
    """Neighbouring steps of a stage that the same teams answer for; `start` counts from the stage's first column."""

    start: int
    span: int
    owners: tuple[facts.Link, ...]
    time: str


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
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Group:
    """A label over neighbouring stages."""

    label: str
    span: int


@dataclass(frozen=True, kw_only=True)
class Grid:
    """The whole grid. `lanes` are the ones with content; `more` are the labels of those that are no part of the story."""

    columns: int
    groups: tuple[Group, ...]
    stages: tuple[StageColumns, ...]
    lanes: tuple[Row, ...]
    more: tuple[str, ...]
    has_steps: bool
    teams: tuple[Entry, ...]
    roles: tuple[tuple[str, str], ...]
    """Whose view a reader may pick: (name in the YAML, label)."""

    @property
    def has_moments(self) -> bool:
        """Whether there is a moment of truth."""
        return any(column.moment is not None for stage in self.stages for column in (stage.head, *stage.steps))


def view(scene: Scene, map_: Entry) -> Grid:
    """The grid of `map_`."""
    spots = scene.atlas.spots[map_.id].values()
    all_lanes = _lanes(scene, map_)
    spread = {lane: lane_contents.spreads(scene, scene.atlas.stages(map_), lane) for lane in all_lanes}
    contents = [(lane, lane_contents.contents(scene, spots, lane, spread[lane])) for lane in all_lanes]
    blueprint = map_.record.view == "blueprint"
    used = [(lane, found) for lane, found in contents if found or spread[lane] or lane.shape == "ways" or (blueprint and lane.shape == "line")]
    cells: Cells = {spot: [] for spot in spots}
    scored = any(spot.record.feels is not None and spot.record.feels.score is not None for spot in spots)
    heads = [(row, lane, _label(scene, lane), _is_told(lane, blueprint, scored)) for row, (lane, _) in enumerate(used)]
    for head, (lane, found) in zip(heads, used, strict=True):
        for spot, content in found.items():
            cells[spot].append(Cell(*head, content))
        for stage, cards in spread[lane].items():
            for card in cards:
                content = lane_contents.of_items(scene, lane_contents.ITEM_KEYS[lane.id], card.items)
                cells[stage].append(Cell(*head, content, card.start, card.span))
    stages: list[StageColumns] = []
    for number, stage in enumerate(scene.atlas.stages(map_), 1):
        start = 1 + sum(before.span for before in stages)
        stages.append(_stage(scene, stage, number, start, cells))
    rows = tuple(Row(row, lane, label, told) for row, lane, label, told in heads)
    columns = [column for stage in stages for column in (stage.head, *stage.steps)]
    return Grid(
        columns=sum(stage.span for stage in stages), groups=_groups(stages), stages=tuple(stages), lanes=rows,
        more=tuple(row.label for row in rows if not row.told), has_steps=any(stage.steps for stage in stages),
        teams=tuple(dict.fromkeys(team for column in columns for team in column.teams)), roles=tuple(_roles(scene, map_, all_lanes)),
    )  # fmt: skip


def _is_told(lane: lanes.Lane, blueprint: bool, scored: bool) -> bool:
    """Whether a lane is part of the story; words for feelings are where there is no curve that has them."""
    return lane.story == "always" or (lane.story == "blueprint" and blueprint) or (lane.shape == "feeling" and not scored)


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
    return lane.name or scene.words.get(f"lane.{lane.id}", scene.words.get(f"field.{lane.id}", facts.own_label(lane.id)))


def _stage(scene: Scene, stage: Entry, number: int, start: int, cells: Cells) -> StageColumns:
    steps = scene.atlas.steps(stage)
    feelings = [briefs.feeling(scene, spot, spot.record.feels) for spot in (stage, *steps)]
    scored = [feeling for feeling in feelings if feeling is not None and feeling.score is not None]
    inside = dict.fromkeys(pain for spot in (stage, *steps) for pain in scene.atlas.items_at(spot, "pain"))
    pains = [pain for pain in inside if briefs.hurts(scene, pain)]
    time = _time(scene, stage)
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
        steps=tuple(_column(scene, step, cells, {cell.row for cell in cells[stage]}) for step in steps),
        runs=tuple(_runs(scene, stage, steps, time)),
    )


def _time(scene: Scene, spot: Entry) -> str:
    """How long it takes, else when it is."""
    text = spot.record.duration or spot.record.when
    return scene.words.duration(text) if text else ""


def _runs(scene: Scene, stage: Entry, steps: Sequence[Entry], time: str) -> Iterator[Run]:
    """Who answers for a stage, and from where to where; how long all of it takes stands with the first."""
    start = 0
    for owners, members in groupby(steps or [stage], key=lambda spot: briefs.owner_links(scene, spot)):
        span = len(list(members))
        yield Run(start=start + 1, span=span, owners=owners, time="" if start else time)
        start += span


def _column(scene: Scene, spot: Entry, cells: Cells, taken: Container[int] = ()) -> Column:
    """A column; in the rows that are `taken` its stage says something above it."""
    reason = spot.record.moment_of_truth
    moment = None if reason in (None, False) else ("" if reason is True else str(reason))
    owners = briefs.owner_links(scene, spot, own=True) if spot.kind == "step" else ()
    return Column(
        spot, _teams(scene, spot), scene.atlas.earlier_anchors(spot), moment, owners, tuple(cell._replace(under=cell.row in taken) for cell in cells[spot])
    )
