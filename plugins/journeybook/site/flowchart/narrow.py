"""The flowchart for a narrow column, such as a phone's: ways back | cards | ways ahead.

The words of ways stand in the card of the step where they begin, with the name of where they lead: a phone shows one card at a time,
and not both ends of a line. Titles of stages stand above their cards, beside the way down.
"""

from __future__ import annotations

from itertools import count

from journeybook.site.flowchart.chart import Flowchart, FlowWords
from journeybook.site.flowchart.line_breaks import PARTLY_BOLD, broken
from journeybook.site.flowchart.picture import ROW, Box, Picture, Text
from journeybook.site.flowchart.placing import Placing, tall
from journeybook.site.flowchart.rows import BETWEEN, SIDES, Joint, Row, tracks

WIDTH, CARD = 330, 170
"""Of the picture, and of the narrowest card; where there are many tracks, the picture grows, and is shown smaller."""
SPINE, INDENT, INSIDE = 20, 30, 12
"""From a card's left edge: the way down, the title of a stage, and the words of the card."""
STUB = 11


def narrow(chart: Flowchart, words: FlowWords) -> Picture:
    """Where everything of `chart` stands."""
    return _Narrow(chart, words).placed()


class _Narrow(Placing):
    thickest = 6
    side_by_side = 1

    def set_columns(self) -> None:
        self.picture.cards = True
        self.tracks = {side: tracks(self.rows, side, self.widths, 14) for side in SIDES}
        back, ahead = (self.tracks[side][1] for side in SIDES)
        stubs = STUB + 5 if any(joint.role == "stub" for row in self.rows for joint in row.joints["right"]) else 4
        self.picture.width = max(WIDTH, back + ahead + stubs + CARD)
        self.left = back + (0 if back else 1)
        self.column = self.picture.width - self.left - ahead - stubs - 1
        self.ahead = self.left + self.column + stubs

    def room_of(self, joint: Joint) -> int:
        return self.column - 2 * INSIDE

    def room_down(self, row: Row) -> int:
        return self.column - SPINE - INDENT

    def title_of(self) -> tuple[int, int, int, int]:
        return self.left + INDENT, self.column - INDENT, 0, 6

    def words_of(self, joint: Joint) -> list[Text]:
        texts = super().words_of(joint)
        target = self.chart.edges[joint.way].target
        if target is not None:
            room = self.room_of(joint)
            lines = broken(f"{'↑' if joint.side == 'left' else '↓'}\u00a0{self.chart.names[target]}", room, PARTLY_BOLD)
            texts.append(Text(lines, room, "target"))
        return texts

    def arrange(self, row: Row) -> None:
        """One below the other: the card's name, beside it the lines that arrive at the right; what each way says, with its line beside it;
        the lines that arrive at the left."""
        arriving = {side: [joint for joint in row.joints[side] if joint.role == "in"] for side in SIDES}
        for joint, y in zip(arriving["right"], count(BETWEEN, BETWEEN)):
            joint.y = y
        y = max(tall(row) - 4, BETWEEN * (len(arriving["right"]) + 1))
        for joint in (*row.joints["left"], *row.joints["right"]):
            if joint.role != "in":
                joint.y, y = y + ROW // 2, y + joint.tall + 6
        for joint in arriving["left"]:
            joint.y, y = y + BETWEEN // 2, y + BETWEEN
        (box,) = row.boxes
        box.height, box.card = y + 4, True

    def put(self, joint: Joint, box: Box) -> None:
        y = joint.y - ROW // 2
        for text in joint.words:
            text.x, text.y, y = box.x + INSIDE, y, y + text.height

    def track(self, joint: Joint) -> int:
        away = self.tracks[joint.side][0][joint.way]
        return self.left - away if joint.side == "left" else self.ahead + away

    def stub_end(self, box: Box) -> int:
        return box.right + STUB

    def down_from(self, box: Box, fanned: bool) -> int:
        return box.x + SPINE
