"""What is settled about a flowchart before any place is: which steps make a row, how thick each way is, at which side of a step it
begins and ends, in which order there, and which track it takes beside the steps.

The order of lines at a step is the one in which no two of them cross. At the left, from the top: ways back that begin here (shortest
first), the way to the step itself, ways back that end here (longest first). At the right: ways ahead that end here (shortest first),
ways out, ways ahead that begin here (longest first).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil
from typing import Literal, NamedTuple

from journeybook.site.flowchart.chart import Flowchart, FlowStep
from journeybook.site.flowchart.picture import Box, Text

THINNEST = 1.6
BETWEEN = 11
"""From a line to the next one, at a step and from track to track."""
Side = Literal["left", "right"]
Role = Literal["in", "stub", "out"]
"""What an end of a line is: where a way arrives, all of a way out of the chart, where another one begins."""
SIDES: tuple[Side, ...] = ("left", "right")


class Sides(NamedTuple):
    """A height at each side of a step."""

    left: float = 0
    right: float = 0


NOTHING = Sides()


@dataclass(eq=False, slots=True)
class Joint:
    """Where a line meets a step. `reach` is how many rows away its other end is; `above` and `below` is the room it needs, words
    included; `y` its height, from the top of the box on."""

    way: int
    role: Role
    side: Side
    reach: int
    above: float = 0
    below: float = 0
    y: int = 0
    words: list[Text] = field(default_factory=list)

    @property
    def tall(self) -> int:
        """How high its words are together."""
        return sum(text.height for text in self.words)


@dataclass(eq=False, slots=True)
class Row:
    """One step, or some that stand side by side. `over` and `under` is what stands out above and below the boxes at each side;
    `down` are the words of the ways to the next row, which may be `fanned` out to several steps."""

    stage: int
    steps: tuple[FlowStep, ...]
    joints: dict[Side, list[Joint]] = field(default_factory=lambda: {"left": [], "right": []})
    boxes: list[Box] = field(default_factory=list)
    y: int = 0
    over: Sides = NOTHING
    under: Sides = NOTHING
    down: dict[int, Text] = field(default_factory=dict)
    fanned: bool = False

    @property
    def gathers(self) -> bool:
        """Whether several steps lead on from here to one."""
        return len(self.steps) > 1

    @property
    def bottom(self) -> int:
        return self.y + self.boxes[0].height

    @property
    def said(self) -> int:
        """How high the words of the ways down are."""
        return max((text.height for text in self.down.values()), default=0)

    @property
    def clear(self) -> int:
        """From where on the ways down have the room below the boxes for themselves."""
        return self.bottom + ceil(max(self.under) if self.fanned or self.gathers else self.under.right)


@dataclass(frozen=True)
class Joined:
    """The ways of a chart: `straight` ones to the next row, by their ends, and the others by their `joints`."""

    straight: dict[tuple[str, str], int]
    joints: dict[int, dict[Role, Joint]]


def divided(chart: Flowchart, most: int) -> list[Row]:
    """The steps in rows: up to `most` side by side, where all part from the step before, meet in the next one, and do nothing else."""
    flat = [(number, step) for number, stage in enumerate(chart.stages) for step in stage.steps]
    if most == 1:
        return [Row(number, (step,)) for number, step in flat]
    into, out, leaving = _neighbours(chart)
    rows: list[Row] = []

    def parallel(at: int, count: int) -> bool:
        run, after = [step for _, step in flat[at : at + count]], flat[at + count : at + count + 1]
        if not after or flat[at][0] != flat[at + count - 1][0] or any(step.key in leaving for step in run[:-1]):
            return False
        before = rows[-1].steps[0].key
        return all(into[step.key] == [before] and out[step.key] == [after[0][1].key] for step in run)

    at = 0
    while at < len(flat):
        parting = 1 if not rows or rows[-1].gathers else min(most, len(out[rows[-1].steps[0].key]))
        count = next((count for count in range(parting, 1, -1) if parallel(at, count)), 1)
        if count > 1:
            rows[-1].fanned = True
        rows.append(Row(flat[at][0], tuple(step for _, step in flat[at : at + count])))
        at += count
    return rows


def _neighbours(chart: Flowchart) -> tuple[dict[str, list[str]], dict[str, list[str]], set[str]]:
    into: dict[str, list[str]] = defaultdict(list)
    out: dict[str, list[str]] = defaultdict(list)
    leaving = set()
    for edge in chart.edges:
        if edge.target is None:
            leaving.add(edge.source)
        else:
            into[edge.target].append(edge.source)
            out[edge.source].append(edge.target)
    return into, out, leaving


def shares(chart: Flowchart) -> list[float]:
    """How many of those at its step take each way, 0 to 1: what its author wrote, or what the others leave to the only one of which
    nothing is written; 0 where nobody knows."""
    if not chart.is_counted:
        return [0.0] * len(chart.edges)
    silent: dict[str, list[int]] = defaultdict(list)
    said: dict[str, float] = defaultdict(float)
    for number, edge in enumerate(chart.edges):
        if edge.share is None:
            silent[edge.source].append(number)
        else:
            said[edge.source] += edge.share
    rest = {ways[0]: 1 - said[key] for key, ways in silent.items() if len(ways) == 1 and chart.edges[ways[0]].kind == "next"}
    found = [edge.share if edge.share is not None else rest.get(number, 0.0) for number, edge in enumerate(chart.edges)]
    return [share if 0 <= share <= 1 else float(share > 1) for share in found]


def joined(chart: Flowchart, rows: Sequence[Row]) -> Joined:
    """Gives each way its side (down between the rows, back at the left, ahead and out at the right) and its place at its steps."""
    row_of = {step.key: number for number, row in enumerate(rows) for step in row.steps}
    found = Joined({}, {})
    for number, edge in enumerate(chart.edges):
        start = row_of[edge.source]
        if edge.target is None:
            _join(found, number, "right", 0, {"stub": rows[start]})
            continue
        reach = row_of[edge.target] - start
        if reach == 1 and (edge.source, edge.target) not in found.straight:
            found.straight[edge.source, edge.target] = number
        else:
            _join(found, number, "right" if reach > 0 else "left", abs(reach), {"out": rows[start], "in": rows[start + reach]})
    for row in rows:
        row.joints["left"].sort(key=lambda it: (it.role == "in", _outermost(it) * (1 if it.role == "out" else -1), it.way))
        row.joints["right"].sort(key=lambda it: (("in", "stub", "out").index(it.role), it.reach * (1 if it.role == "in" else -1), it.way))
    return found


def _outermost(joint: Joint) -> float:
    """The reach of a way back; that to the step itself lies within all others' ends there."""
    return joint.reach or float("inf")


def _join(found: Joined, number: int, side: Side, reach: int, ends: dict[Role, Row]) -> None:
    found.joints[number] = {}
    for role, row in ends.items():
        joint = found.joints[number][role] = Joint(number, role, side, reach)
        row.joints[side].append(joint)


def tracks(rows: Iterable[Row], side: Side, widths: Sequence[float], nearest: float) -> tuple[dict[int, int], int]:
    """How far from the steps each way at `side` runs, and how much room all have together: shortest ways nearest, and two on one track
    where they do not meet."""
    ends: dict[int, list[int]] = defaultdict(list)
    for number, joint in enumerate(joint for row in rows for joint in row.joints[side] if joint.role != "stub"):
        ends[joint.way].append(number)
    taken: list[list[tuple[int, int, int]]] = []
    for first, last, way in sorted(((first, last, way) for way, (first, last) in ends.items()), key=lambda it: (it[1] - it[0], it)):
        free = next((track for track in taken if all(first > other[1] or last < other[0] for other in track)), None)
        if free is None:
            taken.append(free := [])
        free.append((first, last, way))
    found: dict[int, int] = {}
    at = nearest
    for track in taken:
        width = max(widths[way] for _, _, way in track)
        found |= {way: round(at + width / 2) for _, _, way in track}
        at += width + BETWEEN
    return found, round(at - 3) if taken else 0


def spaced(joints: Sequence[Joint]) -> None:
    """Puts the joints of one side one below the other, from 0 on, each with the room that it needs."""
    for joint, after in pairwise(joints):
        after.y = ceil(joint.y + joint.below + after.above)
