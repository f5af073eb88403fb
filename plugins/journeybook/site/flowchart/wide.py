"""The flowchart for a wide column: titles of stages | ways back | their words | steps | words | ways ahead | ways out.

A column without contents shrinks. The words of a way back stand above its line, those of a way ahead below it, beside the step; those
of a way out at its end.
"""

from __future__ import annotations

from math import ceil

from journeybook.site.flowchart.chart import Flowchart, FlowWords
from journeybook.site.flowchart.picture import ROW, Box, Picture
from journeybook.site.flowchart.placing import BESIDE, PAD, Placing, tall
from journeybook.site.flowchart.rows import BETWEEN, SIDES, Joint, Row, spaced, tracks

TITLE, WORDS, ENDS, STEP, BRANCH = 164, 170, 308, 204, 150
"""Widths of columns, and of a step that has a row of its own or shares it."""
NARROW = 18
"""A column of words in which there are none."""


def wide(chart: Flowchart, words: FlowWords) -> Picture:
    """Where everything of `chart` stands."""
    return _Wide(chart, words).placed()


class _Wide(Placing):
    thickest = 12
    side_by_side = 3

    def set_columns(self) -> None:
        roles = {side: {joint.role for row in self.rows for joint in row.joints[side]} for side in SIDES}
        self.tracks = {side: tracks(self.rows, side, self.widths, 8) for side in SIDES}
        back, ahead = (self.tracks[side][1] for side in SIDES)
        self.tracked = ahead > 0
        most = max((len(row.steps) for row in self.rows), default=1)
        self.column = STEP if most == 1 else most * BRANCH + (most - 1) * BESIDE
        straight = (self.chart.edges[way] for way in self.ways.straight.values())
        speaks = "out" in roles["right"] or any(edge.when or edge.share is not None for edge in straight)
        self.beside = WORDS if speaks else NARROW
        self.back = TITLE + 16 + back
        self.left = self.back + (WORDS if "out" in roles["left"] else NARROW if roles["left"] else 0)
        self.ahead = self.left + self.column + self.beside
        self.ends = self.ahead + ahead + 14
        self.picture.width = self.ends + 12 + ENDS if "stub" in roles["right"] else self.ahead + ahead + 8

    def box_width(self, row: Row) -> int:
        return BRANCH if len(row.steps) > 1 else STEP

    def room_of(self, joint: Joint) -> int:
        return (ENDS if joint.role == "stub" else WORDS) - 14

    def room_down(self, row: Row) -> int:
        return BRANCH - 34 if row.fanned else STEP // 2 + self.beside - 18

    def title_of(self) -> tuple[int, int, int, int]:
        return 0, TITLE - 6, PAD - 2, 0

    def arrange(self, row: Row) -> None:
        """The lines of each side in the middle of a box that is as high as they need."""
        height, met = tall(row), [(side, joints) for side, joints in row.joints.items() if joints]  # none at most rows
        for _, joints in met:
            for joint in joints:
                self._needs(joint)
            spaced(joints)
            height = max(height, joints[-1].y + 22)
        for side, joints in met:
            down = (height - joints[-1].y) // 2
            for joint in joints:
                joint.y += down
            row.over = row.over._replace(**{side: max(0, joints[0].above - joints[0].y)})
            row.under = row.under._replace(**{side: max(0, joints[-1].y + joints[-1].below - height)})
        for box in row.boxes:
            box.height = height

    def _needs(self, joint: Joint) -> None:
        half = self.widths[joint.way] / 2
        joint.above = joint.below = max(BETWEEN / 2, half + (6 if joint.role == "in" else 3))
        if joint.role == "stub":
            joint.above, joint.below = max(ROW / 2, half) + 2, max(joint.tall - ROW / 2, half) + 5
        elif joint.role == "out" and joint.side == "left":
            joint.above = joint.tall + ceil(half) + 5
        elif joint.role == "out":
            joint.below = joint.tall + ceil(half) + 5

    def put(self, joint: Joint, box: Box) -> None:
        half = self.widths[joint.way] / 2
        y = joint.y - ROW // 2 if joint.role == "stub" else joint.y - ceil(half) - 4 - joint.tall if joint.side == "left" else joint.y + ceil(half) + 3
        for text in joint.words:
            text.y, y = y, y + text.height
            text.flush = joint.side == "left"
            text.x = self.ends + 12 if joint.role == "stub" else box.x - 10 - text.width if text.flush else box.right + 10

    def track(self, joint: Joint) -> int:
        away = self.tracks[joint.side][0][joint.way]
        return self.back - away if joint.side == "left" else self.ahead + away

    def stub_end(self, box: Box) -> int:
        return self.ends

    def down_from(self, box: Box, fanned: bool) -> int:
        return box.x + (16 if fanned else box.width // 2)
