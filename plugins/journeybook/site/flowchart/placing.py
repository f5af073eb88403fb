"""Where everything of a flowchart stands, by what a journey is: stages in their order, ways on, ways ahead, ways back, ways out.

Each column holds one kind of thing, and each line has a height of its own at its step: nothing looks for room, and nothing meets.
Here is what both pictures have in common; `wide` and `narrow` say how they differ.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from itertools import pairwise, product
from math import ceil

from journeybook.site.flowchart.chart import MOMENT_SIGN, Flowchart, FlowEdge, FlowStage, FlowWords
from journeybook.site.flowchart.line_breaks import BOLD, PARTLY_BOLD, broken
from journeybook.site.flowchart.picture import ROW, Box, Line, Picture, Point, Rule, Text, TextLook, Tie
from journeybook.site.flowchart.rows import NOTHING, THINNEST, Joint, Row, divided, joined, shares

PAD = 15
"""Above and below what a stage holds."""
NUMBER_GAP = "\u2002"


class Placing(ABC):
    """Places one chart. `column` is the width of the column of steps, which begins at `left`."""

    thickest: float
    """The line that everybody at a step takes."""
    side_by_side: int
    left: int
    column: int
    tracked: bool = False
    """Whether ways out of the chart pass lines at the right."""

    def __init__(self, chart: Flowchart, words: FlowWords) -> None:
        self.chart, self.words, self.picture = chart, words, Picture(chart)
        self.rows = divided(chart, self.side_by_side)
        self.row_of = {step.key: number for number, row in enumerate(self.rows) for step in row.steps}
        self.ways = joined(chart, self.rows)
        self.widths = [max(THINNEST, round(self.thickest * share, 1)) for share in shares(chart)]

    def placed(self) -> Picture:
        """The picture."""
        self.set_columns()
        for row, below in zip(self.rows, [*self.rows[1:], None], strict=True):
            self._measure(row, below)
        self._stack()
        self._spread()
        self._draw_lines()
        return self.picture

    @abstractmethod
    def set_columns(self) -> None:
        """Gives the columns their places, and the picture its width."""

    @abstractmethod
    def arrange(self, row: Row) -> None:
        """Gives the boxes of `row` their height, and its joints theirs within it."""

    @abstractmethod
    def room_of(self, joint: Joint) -> int:
        """How wide the words of a way may be where it begins."""

    @abstractmethod
    def room_down(self, row: Row) -> int:
        """How wide the words beside a way to the next row may be."""

    @abstractmethod
    def title_of(self) -> tuple[int, int, int, int]:
        """Where the title of a stage stands, how wide it is, and how much further down the next one, and the first step, begin."""

    @abstractmethod
    def put(self, joint: Joint, box: Box) -> None:
        """Gives the words of a way their place."""

    @abstractmethod
    def track(self, joint: Joint) -> int:
        """Where a way runs beside the steps."""

    @abstractmethod
    def stub_end(self, box: Box) -> int:
        """Where a way out of the chart ends."""

    @abstractmethod
    def down_from(self, box: Box, fanned: bool) -> int:
        """Where the way down leaves a box, or arrives there; that of a `fanned` one has words beside it."""

    # words

    def said(self, edge: FlowEdge, look: TextLook, room: int) -> Text:
        """The words of a way: its share, that it leads out, and why; its kind only where its author wrote nothing."""
        strong = self.words.share(edge.share) if edge.share is not None else ""
        if edge.leaves:
            strong = f"{strong}\u00a0{self.words.kinds['exit']}".strip()
        lines = broken(f"{strong} {edge.when}".strip() or self.words.kinds[edge.kind], room, PARTLY_BOLD, False)
        if edge.leaves and edge.when and len(lines) > 1:
            lines = (strong, *broken(edge.when, room, PARTLY_BOLD, False))
        return Text(lines, room, look, strong=strong, spoken=self.chart.spoken(edge, self.words))

    def words_of(self, joint: Joint) -> list[Text]:
        """What a way says where it begins."""
        edge, room = self.chart.edges[joint.way], self.room_of(joint)
        texts = [self.said(edge, "exit" if edge.leaves else "way", room)]
        if edge.place:
            lines = broken(f"→\u00a0{edge.place}", room, PARTLY_BOLD, False)
            texts.append(Text(lines, room, "place", spoken=edge.place, href=edge.href))
        return texts

    def _measure(self, row: Row, below: Row | None) -> None:
        for step in row.steps:
            sign = f"{MOMENT_SIGN}\u00a0" if step.moment else ""
            box = Box(step, (), self.box_width(row))
            box.lines = broken(sign + step.label, box.width - 22, BOLD if step.moment or step.bare else 1)
            row.boxes.append(box)
        for joints in row.joints.values():
            for joint in joints:
                if joint.role != "in":
                    joint.words = self.words_of(joint)
        self.arrange(row)
        for step, after in product(row.steps, below.steps) if below is not None else ():
            way = self.ways.straight.get((step.key, after.key))
            if way is not None and ((edge := self.chart.edges[way]).when or edge.share is not None):
                row.down[way] = self.said(edge, "way", self.room_down(row))

    def box_width(self, row: Row) -> int:
        """How wide the boxes of `row` are."""
        return self.column

    # from top to bottom

    def _stack(self) -> None:
        y, group = 1, ""
        of_stage = self._by_stage()
        for number, stage in enumerate(self.chart.stages):
            begins = number == 0 or stage.group != group
            group = stage.group
            self.picture.rules.append(Rule(y, begins and number > 0))
            titles, cursor, first = self._titled(stage, stage.group if begins else "", y)
            self.picture.titles.append(titles)
            rows = of_stage[number]
            rows[0].y = ceil(first + max(rows[0].over))
            for row, below in pairwise(rows):
                below.y = ceil(row.bottom + gap(row, below))
            y = ceil(max(end(rows[-1]), cursor))
        self.picture.height = y + 1

    def _by_stage(self) -> list[list[Row]]:
        found: list[list[Row]] = [[] for _ in self.chart.stages]
        for row in self.rows:
            found[row.stage].append(row)
        return found

    def _titled(self, stage: FlowStage, group: str, y: int) -> tuple[list[Text], int, int]:
        """The words about a stage, where they end, and where its first step may begin."""
        x, width, after, first = self.title_of()
        number, bare = f"{stage.number}", stage.steps[0].bare  # the box of a bare one says its name
        sign = f"{MOMENT_SIGN}\u00a0" if stage.moment and not bare else ""
        name = "" if bare and stage.owner else f"{number}{NUMBER_GAP}{'' if bare else sign + stage.title}".strip()
        owner = f"{number}{NUMBER_GAP}{stage.owner}" if bare and stage.owner else stage.owner
        said: tuple[tuple[str, TextLook], ...] = (
            (group, "before"), (name, "heading"), (owner, "after"), (stage.note, "after"), (self.words.any_order if stage.free else "", "free"),
        )  # fmt: skip
        texts, cursor = [], y + PAD
        for words, look in said:
            if words:
                lines = broken(words, width, BOLD if look == "heading" else 1)
                texts.append(Text(lines, width, look, strong=number if look == "heading" else "", x=x, y=cursor))
                cursor += texts[-1].height + 2
        return texts, cursor + after, cursor + first if first else y + PAD

    # from left to right

    def _spread(self) -> None:
        for row in self.rows:
            first, *others = row.boxes
            total = first.width if not others else sum(box.width for box in row.boxes) + BESIDE * len(others)
            x = self.left + (self.column - total) // 2
            for box in row.boxes:
                box.x, box.y = x, row.y
                x += box.width + BESIDE
            for box, joints in ((row.boxes[0], row.joints["left"]), (row.boxes[-1], row.joints["right"])):
                for joint in joints:
                    joint.y += row.y
                    self.put(joint, box)
                    box.ways += joint.words
        self.boxes = {box.step.key: box for row in self.rows for box in row.boxes}
        self.picture.boxes += [[box for row in rows for box in row.boxes] for rows in self._by_stage()]

    # lines

    def _draw_lines(self) -> None:
        counted = self.chart.is_counted
        for number, edge in enumerate(self.chart.edges):
            points = self._around(number, edge) if number in self.ways.joints else self._down(number, edge)
            unknown = counted and edge.share is None and edge.kind not in ("next", "branch")
            self.picture.lines.append(Line(
                number, points, self.widths[number], look="out" if edge.kind == "exit" else "on", ends="bar" if edge.leaves else "arrow", dashed=unknown,
                crosses=self.crosses(number, edge),
            ))  # fmt: skip
        if self.chart.free or any(stage.free for stage in self.chart.stages):
            for above, below in pairwise(self.rows):
                self._tie(above, below)

    def crosses(self, number: int, edge: FlowEdge) -> bool:
        """Whether the line may have to pass over another one, or over that above a stage."""
        joints = self.ways.joints.get(number)
        if joints is not None:
            return "stub" not in joints or self.tracked
        return self.rows[self.row_of[edge.source]].stage != self.rows[self.row_of[edge.target or ""]].stage

    def _around(self, number: int, edge: FlowEdge) -> tuple[Point, ...]:
        here, joints = self.boxes[edge.source], self.ways.joints[number]
        if edge.target is None:
            y = joints["stub"].y
            return (here.right, y), (self.stub_end(here), y)
        there, begin, arrive = self.boxes[edge.target], joints["out"].y, joints["in"].y
        x = self.track(joints["out"])
        from_x, to_x = (here.x, there.x) if joints["out"].side == "left" else (here.right, there.right)
        return (from_x, begin), (x, begin), (x, arrive), (to_x, arrive)

    def _down(self, number: int, edge: FlowEdge) -> tuple[Point, ...]:
        """Straight to the next row, with one bend where steps stand side by side."""
        here, there = self.boxes[edge.source], self.boxes[edge.target or ""]
        row = self.rows[self.row_of[edge.source]]
        x, to_x = self.down_from(here, False), self.down_from(there, row.fanned)
        text = row.down.get(number)
        if text is not None:
            text.x, text.y = to_x + 9 + ceil(self.widths[number] / 2), row.clear + (15 if row.fanned else 5)
            here.ways.append(text)
        if x == to_x:
            return (x, here.bottom), (to_x, there.y)
        bend = row.clear + (9 if row.fanned else GATHERING)
        return (x, here.bottom), (x, bend), (to_x, bend), (to_x, there.y)

    def _tie(self, above: Row, below: Row) -> None:
        """Dots instead of an arrow between steps, or between stages, that come in any order."""
        free = self.chart.stages[above.stage].free if above.stage == below.stage else self.chart.free
        a, b = above.boxes[0], below.boxes[0]
        if free and (a.step.key, b.step.key) not in self.ways.straight and not (above.gathers or below.gathers):
            self.picture.ties.append(Tie(self.down_from(a, False), a.bottom, b.y))


BESIDE = 14
"""Between steps that stand side by side."""
GATHERING = 14
"""From steps that stand side by side to where their ways on meet."""
BETWEEN_ROWS = 26


def gap(row: Row, below: Row) -> float:
    """From the boxes of a row to those of the next one in its stage, so that the words of both keep out of each other's way."""
    if row.fanned or row.gathers:
        around = max(row.under) + max(below.over)
        return around + (max(34, row.said + 30) if row.fanned else GATHERING + max(24, row.said + 16))
    if row.under is below.over is NOTHING and not row.down:
        return BETWEEN_ROWS  # as between most
    left, right = row.under.left + below.over.left, row.under.right + below.over.right
    return max(BETWEEN_ROWS, left + 6, right + (row.said + 16 if row.down else 6))


def end(row: Row) -> float:
    """Where a stage may end whose last row is `row`."""
    under = row.bottom + max(row.under) + PAD
    if row.fanned:
        return max(under, row.clear + row.said + 18)
    if row.gathers:
        return row.clear + GATHERING + PAD
    return max(under, row.clear + row.said + 8) if row.said else under


def tall(row: Row) -> int:
    """How high the names in the boxes of `row` are, with their edges."""
    first, *others = row.boxes
    return (len(first.lines) if not others else max(len(box.lines) for box in row.boxes)) * ROW + 16
