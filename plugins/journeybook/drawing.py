"""From the drawing engine's SVG to ours.

`merman` decides where everything stands; what it writes around that (20 KB of CSS, inline styles, two dozen markers,
hand-drawn outlines) a strict Content-Security-Policy forbids and a dark page cannot use. So the positions, paths and
wrapped lines are read out of it (`read`) and written anew with our own classes (`write`): nothing passes that is not
named here. Colours, strokes and fonts stand in `assets/flowchart.css`. Leaves finding and calling the engine to
`diagrams`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree import ElementTree as ET

from journeybook.bends import bent
from journeybook.flowchart import MOMENT_SIGN, printable, safe_href

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_KINDS = ("step", "moment", "exit", "elsewhere", "stage")
MEASURED_SIZE = 16  # the style sheet draws at 14: room for fonts wider than the engine's metrics
_LINE = 1.1 * MEASURED_SIZE  # the engine's row height
_EDGE = 8  # paper around the drawing
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")


class Point(NamedTuple):
    x: float
    y: float


@dataclass(frozen=True)
class Frame:
    """A stage's rectangle, or that of a group of stages."""

    name: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]

    def holds(self, point: Point) -> bool:
        return self.x <= point.x <= self.x + self.width and self.y <= point.y <= self.y + self.height


@dataclass(frozen=True)
class Box:
    """A node: its middle, its size and what it says."""

    number: int
    kind: str
    middle: Point
    width: float
    height: float
    lines: tuple[str, ...]
    href: str | None


@dataclass(frozen=True)
class Arrow:
    path: str
    dashes: str
    style: str  # solid | dotted | thick
    head: str  # arrow | cross


@dataclass(frozen=True)
class Caption:
    """The words on an arrow."""

    middle: Point
    lines: tuple[str, ...]


@dataclass
class Drawing:
    """What stands where; everything in one coordinate system."""

    description: str = ""
    left: float = 0
    top: float = 0
    width: float = 0
    height: float = 0
    frames: list[Frame] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


# --- private stand-ins for escaped characters ------------------------------------------------------------------
# The engine measures and wraps an escape such as `#38;` as five letters and may break a line inside it. Each escape
# of an ASCII character is therefore lent one character of the private area, and given back after the drawing.

_ESCAPE = re.compile(r"#(\d{1,7});")
_STAND_IN = re.compile(r"&#(\d{1,7});|([\ue000-\ue07f])")


def lend(source: str) -> str:
    """The Mermaid text with one stand-in letter for every escaped ASCII character."""
    return _ESCAPE.sub(lambda match: chr(0xE000 + int(match[1])) if int(match[1]) < 0x80 else match[0], source)


def give_back(text: str) -> str:
    """The text as its author wrote it."""
    return _STAND_IN.sub(lambda match: chr(int(match[1])) if match[1] else chr(ord(match[2]) - 0xE000), text)


# --- reading ---------------------------------------------------------------------------------------------------


def read(svg: str) -> Drawing:
    """Take the positions and texts out of the engine's SVG."""
    root = ET.fromstring(svg)
    drawing = Drawing()
    drawing.left, drawing.top, drawing.width, drawing.height = map(float, root.attrib["viewBox"].split())
    drawing.description = give_back(root.findtext(f"{_SVG}desc") or "")
    _collect(root, Point(0, 0), None, drawing)
    drawing.boxes.sort(key=lambda box: box.number)
    drawing.frames.sort(key=lambda frame: -frame.width * frame.height)
    return drawing


def _collect(element: ET.Element, origin: Point, href: str | None, drawing: Drawing) -> None:
    """Walk down with the sum of all shifts, so that nested layouts end in one coordinate system."""
    here = _shifted(origin, element.get("transform", ""))
    words = element.get("class", "").split()
    if "cluster" in words:
        drawing.frames += _frame(element, here)
    elif "node" in words:
        drawing.boxes.append(_box(element, here, href, words))
    elif "edgeLabel" in words:
        lines = _lines(element)
        drawing.captions += [Caption(here, lines)] if lines else []
    elif "flowchart-link" in words:
        drawing.arrows.append(_arrow(element, here, words))
    else:
        for child in element:
            _collect(child, here, element.get(_LINK, href), drawing)


def _shifted(origin: Point, transform: str) -> Point:
    match = re.match(r"translate\(([^)]*)\)", transform)
    if not match:
        return origin
    x, y, *_ = [*_numbers(match[1]), 0.0]
    return Point(origin.x + x, origin.y + y)


def _numbers(text: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text)]


def _lines(element: ET.Element) -> tuple[str, ...]:
    rows = (row for row in element.iter(f"{_SVG}tspan") if "row" in row.get("class", "").split())
    texts = (give_back("".join(row.itertext())).strip() for row in rows)
    return tuple(text for text in texts if text)


def _frame(element: ET.Element, here: Point) -> Iterator[Frame]:
    rect = element.find(f"{_SVG}rect")
    if rect is None:
        return
    x, y, width, height = (float(rect.get(name, 0)) for name in ("x", "y", "width", "height"))
    yield Frame(element.get("id", ""), here.x + x, here.y + y, width, height, _lines(element))


def _box(element: ET.Element, here: Point, href: str | None, words: list[str]) -> Box:
    number = re.search(r"-n(\d+)-\d+$", element.get("id", ""))
    width, height = _size(element)
    return Box(
        number=int(number[1]) if number else 0,
        kind=next((kind for kind in _KINDS if kind in words), "step"),
        middle=here,
        width=width,
        height=height,
        lines=_lines(element),
        href=safe_href(href),
    )


def _size(element: ET.Element) -> tuple[float, float]:
    """The size of a node's outline, whether it is a rectangle, a polygon or a path."""
    for shape in element.iter():
        if shape.tag == f"{_SVG}rect" and "label-container" in shape.get("class", ""):
            return float(shape.get("width", 0)), float(shape.get("height", 0))
        if shape.tag == f"{_SVG}polygon" or shape.tag == f"{_SVG}path":
            numbers = _numbers(shape.get("points") or shape.get("d") or "")
            xs, ys = numbers[::2], numbers[1::2]
            return max(xs) - min(xs), max(ys) - min(ys)
    raise ValueError("a node without an outline")


def _arrow(element: ET.Element, here: Point, words: list[str]) -> Arrow:
    dashes = re.search(r"stroke-dasharray:\s*([\d. ]+)", element.get("style", ""))
    style = "dotted" if "edge-pattern-dotted" in words else "thick" if "edge-thickness-thick" in words else "solid"
    return Arrow(
        path=bent(_moved(element.get("d", ""), here)),
        dashes=dashes[1].strip() if dashes else "",
        style=style,
        head="cross" if "cross" in element.get("marker-end", "") else "arrow",
    )


def _moved(path: str, here: Point) -> str:
    """The path in the drawing's coordinates, to a tenth of a pixel (the engine writes thirteen digits)."""
    turn = iter(range(len(path)))
    return _NUMBER.sub(lambda match: _short(float(match[0]) + here[next(turn) % 2]), path)


def _short(number: float) -> str:
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


# --- writing ---------------------------------------------------------------------------------------------------


def write(drawing: Drawing, *, ident: str, label: str) -> str:
    """Our SVG: a named group of lists (one per stage) of links; arrows hidden from assistive technology.

    The arrows say nothing without their ends in reach; the table beside the picture says them in words.
    """
    svg = ET.Element("svg", _viewport(drawing, ident, label))
    if drawing.description:
        ET.SubElement(svg, "desc", {"id": f"{ident}-desc"}).text = drawing.description
    _write_heads(svg, ident)
    picture = ET.SubElement(svg, "g", {"aria-hidden": "true"})
    for frame in drawing.frames:
        _write_frame(picture, frame, _crowded(frame, drawing.frames))
    for arrow in drawing.arrows:
        _write_arrow(picture, arrow, ident)
    for frame, boxes in _by_frame(drawing):
        label_of_list = {"aria-label": _joined(frame.lines)} if frame and frame.lines else {}
        group = ET.SubElement(svg, "g", {"role": "list", **label_of_list})
        for box in boxes:
            _write_box(group, box)
    captions = ET.SubElement(svg, "g", {"aria-hidden": "true"})
    for caption in drawing.captions:
        _write_lines(captions, "jb-flow-caption", caption.lines, caption.middle)
    return ET.tostring(svg, encoding="unicode", short_empty_elements=True)


def _viewport(drawing: Drawing, ident: str, label: str) -> dict[str, str]:
    left, top = drawing.left - _EDGE, drawing.top - _EDGE - _LINE  # room for a name above the uppermost frame
    width, height = drawing.width + 2 * _EDGE, drawing.height + 2 * _EDGE + _LINE
    described = {"aria-describedby": f"{ident}-desc"} if drawing.description else {}
    return {
        "xmlns": "http://www.w3.org/2000/svg",
        "xmlns:xlink": "http://www.w3.org/1999/xlink",
        "id": ident,
        "class": "jb-flow-svg",
        "role": "group",
        "aria-label": printable(label),
        **described,
        "width": f"{width:.0f}",
        "height": f"{height:.0f}",
        "viewBox": " ".join(map(_short, (left, top, width, height))),
    }


def _write_heads(svg: ET.Element, ident: str) -> None:
    """The two ends that an arrow can have; ids are the diagram's own, several stand on one page."""
    defs = ET.SubElement(svg, "defs")
    size = {"markerUnits": "userSpaceOnUse", "orient": "auto"}
    arrow = {"id": f"{ident}-arrow", "viewBox": "0 0 10 10", "refX": "5", "refY": "5"}
    arrow |= {"markerWidth": "8", "markerHeight": "8"}
    cross = {"id": f"{ident}-cross", "viewBox": "-1 -1 13 13", "refX": "12", "refY": "5.2"}
    cross |= {"markerWidth": "13", "markerHeight": "13"}
    for marker, name, path in ((arrow, "arrow", "M0 0 10 5 0 10z"), (cross, "cross", "M1 1l9 9M10 1l-9 9")):
        head = ET.SubElement(defs, "marker", marker | size)
        ET.SubElement(head, "path", {"class": f"jb-flow-head-{name}", "d": path})


def _crowded(frame: Frame, frames: list[Frame]) -> bool:
    """Whether a frame inside begins where this one's name would stand."""
    width = 9 * max((len(line) for line in frame.lines), default=0)
    return any(
        0 <= other.y - frame.y < 2 * _LINE and 0 <= other.x - frame.x < width + 12
        for other in frames
        if other is not frame
    )


def _write_frame(parent: ET.Element, frame: Frame, crowded: bool) -> None:
    shape = {"x": _short(frame.x), "y": _short(frame.y), "width": _short(frame.width), "height": _short(frame.height)}
    ET.SubElement(parent, "rect", {"class": "jb-flow-frame", "rx": "8", **shape})
    # On the left, because arrows enter a stage in the middle and would run through its name.
    # Above the frame where an inner one leaves no room for it.
    down = -7 - (len(frame.lines) - 1) * _LINE / 2 if crowded else 16 + (len(frame.lines) - 1) * _LINE / 2
    middle = Point(frame.x + 12, frame.y + down)
    _write_lines(parent, "jb-flow-stage", frame.lines, middle)


def _write_arrow(parent: ET.Element, arrow: Arrow, ident: str) -> None:
    classes = f"jb-flow-edge jb-flow-edge-{'exit' if arrow.head == 'cross' else arrow.style}"
    dashes = {"stroke-dasharray": arrow.dashes} if arrow.dashes else {}
    end = {"marker-end": f"url(#{ident}-{arrow.head})"}
    ET.SubElement(parent, "path", {"class": classes, "d": arrow.path, **dashes, **end})


def _by_frame(drawing: Drawing) -> Iterator[tuple[Frame | None, list[Box]]]:
    """The boxes of each stage together, in the order of the chart; a box belongs to the smallest frame around it."""
    homes: dict[str, tuple[Frame | None, list[Box]]] = {}
    for box in drawing.boxes:
        frame = next((frame for frame in reversed(drawing.frames) if frame.holds(box.middle)), None)
        homes.setdefault(frame.name if frame else "", (frame, []))[1].append(box)
    yield from homes.values()


def _write_box(parent: ET.Element, box: Box) -> None:
    name = _joined(box.lines)
    item = {"role": "listitem", "class": f"jb-flow-node jb-flow-node-{box.kind}"}
    group = ET.SubElement(parent, "g", item if box.href else item | {"aria-label": name})
    if box.href:
        # Not plain `href`: Material's instant navigation would write to that of an SVG link, and stop with an error.
        group = ET.SubElement(group, "a", {"xlink:href": box.href, "aria-label": name})
    write_outline(group, box)
    _write_lines(group, "jb-flow-label", box.lines, box.middle)


def write_outline(parent: ET.Element, box: Box) -> None:
    """One outline per kind, drawn from the box's size, so that no meaning hangs on colour."""
    left, top = box.middle.x - box.width / 2, box.middle.y - box.height / 2
    right, bottom = left + box.width, top + box.height
    if box.kind == "moment":
        tip = min(18.0, box.width / 4)
        corners = ((left + tip, top), (right - tip, top), (right, box.middle.y))
        corners += ((right - tip, bottom), (left + tip, bottom), (left, box.middle.y))
        _write_polygon(parent, corners)
        return
    if box.kind == "exit":
        slant = min(10.0, box.width / 4)
        _write_polygon(parent, ((left + slant, top), (right, top), (right - slant, bottom), (left, bottom)))
        return
    radius = {"stage": "10", "step": "4"}.get(box.kind, "0")
    shape = {"x": _short(left), "y": _short(top), "width": _short(box.width), "height": _short(box.height)}
    ET.SubElement(parent, "rect", {"class": "jb-flow-box", "rx": radius, **shape})
    if box.kind == "elsewhere":
        bars = f"M{_short(left + 7)} {_short(top)}v{_short(box.height)}"
        bars += f"M{_short(right - 7)} {_short(top)}v{_short(box.height)}"
        ET.SubElement(parent, "path", {"class": "jb-flow-box", "d": bars})


def _write_polygon(parent: ET.Element, corners: tuple[tuple[float, float], ...]) -> None:
    points = " ".join(f"{_short(x)},{_short(y)}" for x, y in corners)
    ET.SubElement(parent, "polygon", {"class": "jb-flow-box", "points": points})


def _write_lines(parent: ET.Element, classes: str, lines: tuple[str, ...], middle: Point) -> None:
    if not lines:
        return
    first = middle.y - (len(lines) - 1) * _LINE / 2
    text = ET.SubElement(parent, "text", {"class": classes, "x": _short(middle.x), "y": _short(first), "dy": ".35em"})
    if len(lines) == 1:
        text.text = lines[0]
        return
    for position, line in enumerate(lines):
        mark = {"class": "jb-flow-mark"} if position == 0 and line.startswith(MOMENT_SIGN) else {}
        place = {"x": _short(middle.x), **({"dy": _short(_LINE)} if position else {})}
        span = ET.SubElement(text, "tspan", mark | place)
        span.text = line


def _joined(lines: tuple[str, ...]) -> str:
    """The wrapped lines as one text: a space where the line broke, none between Chinese characters."""
    text = ""
    for line in lines:
        glued = not text or (_WIDE.match(text[-1]) and _WIDE.match(line[0]))
        text += line if glued else f" {line}"
    return text
