"""A flowchart that has been placed: where each word, box and line stands, in whole pixels from the upper left corner."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from journeybook.site.flowchart.chart import Flowchart, FlowStep

ROW = 18
"""How high a line of words is. With the size of the letters in `line_breaks`, the style sheet's."""
TextLook = Literal["heading", "before", "after", "free", "way", "exit", "target", "place"]
LineLook = Literal["on", "out"]
Point = tuple[int, int]


@dataclass(slots=True)
class Text:
    """Words in a room of their own: `width` wide and as high as their lines. `strong` is what the first line begins with, in bold;
    `spoken` is what is read aloud instead of the lines. `flush` ones end at the right of their room."""

    lines: tuple[str, ...]
    width: int
    look: TextLook
    strong: str = ""
    spoken: str = ""
    href: str = ""
    flush: bool = False
    x: int = 0
    y: int = 0

    @property
    def height(self) -> int:
        """How high its room is."""
        return len(self.lines) * ROW


@dataclass(slots=True)
class Box:
    """A step, with the words of the ways that begin there. A `card` holds these, and its own begin at its left."""

    step: FlowStep
    lines: tuple[str, ...]
    width: int
    card: bool = False
    x: int = 0
    y: int = 0
    height: int = 0
    ways: list[Text] = field(default_factory=list)

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height


@dataclass(slots=True)
class Line:
    """The way of that number in the chart: `points` from its step on, each straight above or beside the one before. A `dashed` one is
    of which nobody wrote how many take it, while others of the map say so."""

    way: int
    points: tuple[Point, ...]
    width: float
    look: LineLook
    ends: Literal["arrow", "bar"]
    dashed: bool = False
    crosses: bool = False
    """Whether it passes over other lines, which get a gap there."""


@dataclass(frozen=True)
class Rule:
    """The line above a stage; a heavy one where a group of stages begins."""

    y: int
    heavy: bool


@dataclass(frozen=True)
class Tie:
    """Between two steps of which either may come first."""

    x: int
    top: int
    bottom: int


@dataclass
class Picture:
    """Everything that is drawn: titles and boxes stage by stage. In one of `cards` all words of boxes begin at their left."""

    chart: Flowchart
    cards: bool = False
    width: int = 0
    height: int = 0
    rules: list[Rule] = field(default_factory=list)
    titles: list[list[Text]] = field(default_factory=list)
    boxes: list[list[Box]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
