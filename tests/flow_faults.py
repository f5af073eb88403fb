"""What a reader would stumble over in a flowchart that has been placed, each as a sentence: none is the aim.

Looks at nothing but the picture and its chart: how the layout came to it does not matter here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from journeybook.site.flowchart.picture import Box, Line, Picture, Text

NEAR = 13
"""So far from its line may a label be, in pixels."""


@dataclass(frozen=True)
class Area:
    """A rectangle with what it is."""

    name: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Area, slack: float = 0.5) -> bool:
        return (
            self.left < other.right - slack and other.left < self.right - slack
            and self.top < other.bottom - slack and other.top < self.bottom - slack
        )  # fmt: skip

    def holds(self, other: Area) -> bool:
        return self.left <= other.left and other.right <= self.right and self.top <= other.top and other.bottom <= self.bottom


@dataclass(frozen=True)
class Stretch:
    """A straight piece of a line."""

    area: Area
    line: Line
    level: bool


def faults(picture: Picture) -> list[str]:
    """Everything that is wrong with `picture`."""
    boxes = [box for stage in picture.boxes for box in stage]
    areas = {box.step.key: _of_box(box) for box in boxes}
    titles = [_of_text("title", text) for stage in picture.titles for text in stage]
    labels = [_of_text("label", text) for box in boxes for text in box.ways]
    stretches = [piece for line in picture.lines for piece in _stretches(line)]
    return [
        *_overlaps([*areas.values(), *titles]), *_labels(boxes, areas, titles), *_too_small(boxes), *_beyond(picture, [*areas.values(), *titles, *labels], stretches),
        *_slanting(picture.lines), *_through(stretches, [*areas.values(), *titles, *labels]), *_rules(picture, [*areas.values(), *titles, *labels]),
        *_together(picture, stretches), *_ends(picture, areas), *_alone(picture, boxes, stretches), *_all_there(picture, boxes),
    ]  # fmt: skip


def crossings(picture: Picture) -> int:
    """How often two lines cross."""
    stretches = [piece for line in picture.lines for piece in _stretches(line)]
    level, upright = ([it for it in stretches if it.level is wanted] for wanted in (True, False))
    return sum(
        a.area.left < (b.area.left + b.area.right) / 2 < a.area.right and b.area.top < (a.area.top + a.area.bottom) / 2 < b.area.bottom
        for a in level for b in upright if a.line is not b.line
    )  # fmt: skip


def _of_box(box: Box) -> Area:
    return Area(f"the box {box.step.label!r}", box.x, box.y, box.x + box.width, box.y + box.height)


def _of_text(kind: str, text: Text) -> Area:
    return Area(f"the {kind} {text.lines[0]!r}", text.x, text.y, text.x + text.width, text.y + text.height)


def _stretches(line: Line) -> Iterator[Stretch]:
    half = line.width / 2
    for (x, y), (to_x, to_y) in pairwise(line.points):
        level = y == to_y
        left, right, top, bottom = min(x, to_x), max(x, to_x), min(y, to_y), max(y, to_y)
        area = Area(f"way {line.way}", left, top - half, right, bottom + half) if level else Area(f"way {line.way}", left - half, top, right + half, bottom)
        yield Stretch(area, line, level)


def _overlaps(areas: list[Area]) -> Iterator[str]:
    for one, other in combinations(areas, 2):
        if one.meets(other):
            yield f"{one.name} lies on {other.name}"


def _labels(boxes: list[Box], areas: dict[str, Area], titles: list[Area]) -> Iterator[str]:
    """Words of ways lie on nothing, but those of a card in it."""
    found = [(_of_text("label", text), box) for box in boxes for text in box.ways]
    for (one, _), (other, _) in combinations(found, 2):
        if one.meets(other):
            yield f"{one.name} lies on {other.name}"
    for label, box in found:
        own = areas[box.step.key]
        for key, area in areas.items():
            inside = box.card and key == box.step.key and own.holds(label)
            if label.meets(area) and not inside:
                yield f"{label.name} lies on {area.name}"
            name = Area("", own.left, own.top, own.right, own.top + 8 + 18 * len(box.lines))
            if inside and label.meets(name):
                yield f"{label.name} lies on the name of {area.name}"
        yield from (f"{label.name} lies on {title.name}" for title in titles if label.meets(title))


def _too_small(boxes: list[Box]) -> Iterator[str]:
    yield from (f"the box {box.step.label!r} is lower than its words" for box in boxes if 18 * len(box.lines) > box.height)


def _beyond(picture: Picture, areas: list[Area], stretches: list[Stretch]) -> Iterator[str]:
    frame = Area("", 0, 0, picture.width, picture.height)
    yield from (f"{area.name} is outside of the picture" for area in [*areas, *(piece.area for piece in stretches)] if not frame.holds(area))


def _slanting(lines: list[Line]) -> Iterator[str]:
    yield from (f"way {line.way} slants" for line in lines for a, b in pairwise(line.points) if a[0] != b[0] and a[1] != b[1])


def _through(stretches: list[Stretch], areas: list[Area]) -> Iterator[str]:
    yield from (f"{piece.area.name} runs through {area.name}" for piece in stretches for area in areas if piece.area.meets(area))


def _rules(picture: Picture, areas: list[Area]) -> Iterator[str]:
    for rule in picture.rules:
        yield from (f"the line above a stage runs through {area.name}" for area in areas if area.top < rule.y < area.bottom)
        for line in picture.lines:
            yield from (
                f"way {line.way} runs along the line above a stage" for piece in _stretches(line) if piece.level and piece.area.top < rule.y < piece.area.bottom
            )


def _together(picture: Picture, stretches: list[Stretch]) -> Iterator[str]:
    """Two ways on one line, but where steps side by side part from one step, or meet in one."""
    edges = picture.chart.edges
    for one, other in combinations(stretches, 2):
        if one.line is other.line or one.level is not other.level or not one.area.meets(other.area, 0.2):
            continue
        a, b = edges[one.line.way], edges[other.line.way]
        fans = all(_leaves_downwards(it.line) for it in (one, other))
        if not (fans and (a.source == b.source or a.target == b.target)):
            yield f"{one.area.name} lies on {other.area.name}"


def _leaves_downwards(line: Line) -> bool:
    return line.points[0][0] == line.points[1][0]


def _ends(picture: Picture, areas: dict[str, Area]) -> Iterator[str]:
    for line in picture.lines:
        edge = picture.chart.edges[line.way]
        if not _on_edge(line.points[0], areas[edge.source], line.width / 2):
            yield f"way {line.way} begins off its step"
        if edge.target is not None and not _on_edge(line.points[-1], areas[edge.target], line.width / 2):
            yield f"way {line.way} ends off its step"


def _on_edge(point: tuple[float, float], area: Area, half: float) -> bool:
    """Whether a line that thick touches the edge of a box with all of itself."""
    (x, y) = point
    at_side = x in (area.left, area.right) and area.top + half <= y <= area.bottom - half
    at_end = y in (area.top, area.bottom) and area.left + half <= x <= area.right - half
    return at_side or at_end


def _alone(picture: Picture, boxes: list[Box], stretches: list[Stretch]) -> Iterator[str]:
    """The words of a way stand beside a line that begins at their step; those of a card, in it."""
    own: dict[str, list[Stretch]] = {}
    for piece in stretches:
        own.setdefault(picture.chart.edges[piece.line.way].source, []).append(piece)
    for box in boxes:
        for text in box.ways:
            if text.look in ("way", "exit") and not (box.card and text.y < box.bottom):
                label = _of_text("label", text)
                if not any(label.meets(piece.area, -NEAR) for piece in own.get(box.step.key, ())):
                    yield f"{label.name} is away from its line"


def _all_there(picture: Picture, boxes: list[Box]) -> Iterator[str]:
    drawn = Counter(line.way for line in picture.lines)
    for number, edge in enumerate(picture.chart.edges):
        if drawn[number] != 1:
            yield f"way {number} from {edge.source} is drawn {drawn[number]} times"
        said = [text for box in boxes if box.step.key == edge.source for text in box.ways if edge.when in text.spoken and text.spoken]
        if (edge.when or edge.share is not None) and not said:
            yield f"nothing is said of way {number}"
    if [box.step.key for box in boxes] != [step.key for step in picture.chart.steps]:
        yield "the steps are not those of the chart, in their order"
