"""What the drawing engine put where, read out of its SVG.

`merman` decides where everything stands; what it writes around that (20 KB of CSS, inline styles, two dozen markers,
hand-drawn outlines) a strict Content-Security-Policy forbids and a dark page cannot use. So positions, paths and wrapped
lines are read out of it, tag by tag, since a tree of a thousand elements would cost as much again as the drawing.
Leaves writing them anew to `svg`, and finding and calling the engine to `engines`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from journeybook.site.flowchart.arrow_paths import bent
from journeybook.site.flowchart.chart import safe_href

_TAG = re.compile(r"<(/?)(g|a|rect|polygon|path|text)\b([^>]*)>")
_MARKUP = re.compile(r"<[^>]*>")
_ROW = re.compile(r'<tspan class="[^"]*\brow\b[^>]*>')
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_KINDS = ("step", "moment", "exit", "elsewhere", "stage")


class Point(NamedTuple):
    x: float
    y: float


class Frame(NamedTuple):
    """A stage's rectangle, or that of a group of stages."""

    name: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]

    def holds(self, point: Point) -> bool:
        return self.x <= point.x <= self.x + self.width and self.y <= point.y <= self.y + self.height


class Box(NamedTuple):
    """A node: its middle, its size and what it says."""

    number: int
    kind: str
    middle: Point
    width: float
    height: float
    lines: tuple[str, ...]
    href: str | None


class Arrow(NamedTuple):
    path: str
    dashes: str
    style: str  # solid | dotted | thick
    head: str  # arrow | cross


class Caption(NamedTuple):
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


@dataclass
class _Part:
    """A frame, a node or a caption, as far as it is read."""

    kind: str  # cluster | node | edgeLabel
    words: list[str]
    ident: str
    middle: Point
    href: str | None
    shape: str = ""
    lines: tuple[str, ...] = ()


class _Around(NamedTuple):
    """What is true of everything inside a group: the sum of all shifts, the link that it stands in, the part that it belongs to."""

    origin: Point
    href: str | None = None
    part: _Part | None = None


def read(svg: str) -> Drawing:
    """Take the positions and texts out of the engine's SVG."""
    begin = svg.find('<g class="root"')
    head = svg[: svg.find("<style")]
    view = re.search(r'\bviewBox="([^"]*)"', head)
    if begin < 0 or view is None:
        raise ValueError("a drawing without an inside")
    left, top, width, height = map(float, view[1].split())
    drawing = Drawing(_description(head), left, top, width, height)
    _collect(svg, begin, drawing)
    drawing.boxes.sort(key=lambda box: box.number)
    drawing.frames.sort(key=lambda frame: -frame.width * frame.height)
    return drawing


def _description(head: str) -> str:
    found = re.search(r"<desc[^>]*>(.*?)</desc>", head, re.DOTALL)
    return give_back(unescape(found[1])) if found else ""


def _collect(svg: str, begin: int, drawing: Drawing) -> None:
    """Goes through the tags with the sum of all shifts, so that nested layouts end in one coordinate system."""
    around: list[_Around] = [_Around(Point(0, 0))]
    for tag in _TAG.finditer(svg, begin):
        closing, name, attributes = tag.groups()
        here = around[-1]
        if name in ("g", "a"):
            if closing:
                around.pop()
                if here.part is not None and here.part is not around[-1].part:
                    _add(here.part, drawing)
            elif not attributes.endswith("/"):  # shifts within a part are those of its label
                around.append(here if here.part is not None else _inside(attributes, here))
        elif here.part is None:
            if name == "path" and "flowchart-link" in attributes:
                drawing.arrows.append(_arrow(attributes, here.origin))
        elif name == "text":
            if closing:
                here.part.lines += _lines(svg[begin : tag.start()])
            begin = tag.end()
        elif not here.part.shape and (name != "rect" or "label-container" in attributes or here.part.kind == "cluster"):
            here.part.shape = attributes


def _inside(attributes: str, around: _Around) -> _Around:
    """What is around the tags in a group or link."""
    shift, link, words = _value(attributes, "transform"), _value(attributes, "xlink:href"), _value(attributes, "class").split()
    origin = around.origin
    if shift.startswith("translate("):
        x, y, *_ = (*map(float, _NUMBER.findall(shift)), 0.0)
        origin = Point(origin.x + x, origin.y + y)
    href = unescape(link) if link else around.href
    kind = next((kind for kind in ("cluster", "node", "edgeLabel") if kind in words), "")
    return _Around(origin, href, _Part(kind, words, _value(attributes, "id"), origin, href) if kind else None)


def _value(attributes: str, name: str) -> str:
    """What an attribute says; empty where there is none."""
    return attributes.partition(f' {name}="')[2].partition('"')[0]


def _lines(text: str) -> tuple[str, ...]:
    """The rows of a label; every word is a piece of its own in them."""
    rows = _MARKUP.sub("", _ROW.sub("\n", text.replace("\n", " ")))
    return tuple(row.strip() for row in give_back(unescape(rows)).split("\n") if row.strip())


def _add(part: _Part, drawing: Drawing) -> None:
    """Puts what was read to its like."""
    if part.kind == "edgeLabel":
        drawing.captions += [Caption(part.middle, part.lines)] if part.lines else []
    elif part.kind == "node":
        drawing.boxes.append(_box(part))
    elif part.shape:
        x, y, width, height = (float(_value(part.shape, name) or 0) for name in ("x", "y", "width", "height"))
        drawing.frames.append(Frame(part.ident, part.middle.x + x, part.middle.y + y, width, height, part.lines))


def _box(part: _Part) -> Box:
    number = re.search(r"-n(\d+)-\d+$", part.ident)
    kind = next((kind for kind in _KINDS if kind in part.words), "step")
    return Box(int(number[1]) if number else 0, kind, part.middle, *_size(part.shape), part.lines, safe_href(part.href))


def _size(shape: str) -> tuple[float, float]:
    """The size of a node's outline, whether it is a rectangle, a polygon or a path."""
    numbers = [float(number) for number in _NUMBER.findall(_value(shape, "points") or _value(shape, "d"))]
    if numbers:
        return max(numbers[::2]) - min(numbers[::2]), max(numbers[1::2]) - min(numbers[1::2])
    return float(_value(shape, "width")), float(_value(shape, "height"))


def _arrow(attributes: str, here: Point) -> Arrow:
    dashes = _value(attributes, "style").partition("stroke-dasharray:")[2].partition(";")[0].partition("!")[0].strip()
    style = "dotted" if "edge-pattern-dotted" in attributes else "thick" if "edge-thickness-thick" in attributes else "solid"
    head = "cross" if "cross" in _value(attributes, "marker-end") else "arrow"
    return Arrow(bent(_value(attributes, "d"), *here), dashes, style, head)


def short(number: float) -> str:
    """A number to a tenth."""
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
