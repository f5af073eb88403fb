"""Our SVG of a flowchart, from what `layout` read: with our own classes, lists of links, and nothing that was not named there.

Colours, strokes and fonts stand in `assets/css/flowchart.css`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from journeybook.site.flowchart.chart import MOMENT_SIGN, printable
from journeybook.site.flowchart.layout import Arrow, Box, Drawing, Frame, Point, short

MEASURED_SIZE = 16  # the style sheet draws at 14: room for fonts wider than the engine's metrics
NO_NAMES: Mapping[int, str] = {}
_LINE = 1.1 * MEASURED_SIZE  # the engine's row height
_EDGE = 8  # paper around the drawing
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")


def write(drawing: Drawing, *, ident: str, label: str, names: Mapping[int, str] = NO_NAMES) -> str:
    """Our SVG: a named group of lists (one per stage) of links; arrows hidden from assistive technology. `names` are those of the
    boxes by number, where the lines of the drawing would tear their words apart.

    The arrows say nothing without their ends in reach; the table beside the picture says them in words.
    """
    parts = [_viewport(drawing, ident, label)]
    if drawing.description:
        parts.append(f'<desc id="{escape(ident)}-desc">{_text(drawing.description)}</desc>')
    parts += [_heads(ident), '<g aria-hidden="true">']
    parts += [_frame(frame, _crowded(frame, drawing.frames)) for frame in drawing.frames]
    parts += [_arrow(arrow, ident) for arrow in drawing.arrows]
    parts.append("</g>")
    for frame, boxes in _by_frame(drawing):
        parts += [_tag("g", {"role": "list", "aria-label": _joined(frame.lines) if frame else ""}), *(_box(box, names) for box in boxes), "</g>"]
    captions = (_lines("jb-flow-caption", caption.lines, caption.middle) for caption in drawing.captions)
    return "".join((*parts, '<g aria-hidden="true">', *captions, "</g></svg>"))


def _tag(name: str, attributes: dict[str, str], end: str = ">") -> str:
    """A tag with those of `attributes` that say something."""
    said = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if value)
    return f"<{name}{said}{end}"


def _text(text: str) -> str:
    return escape(printable(text), quote=False)


def _viewport(drawing: Drawing, ident: str, label: str) -> str:
    left, top = drawing.left - _EDGE, drawing.top - _EDGE - _LINE  # room for a name above the uppermost frame
    width, height = drawing.width + 2 * _EDGE, drawing.height + 2 * _EDGE + _LINE
    return _tag("svg", {
        "xmlns": "http://www.w3.org/2000/svg",
        "xmlns:xlink": "http://www.w3.org/1999/xlink",
        "id": ident,
        "class": "jb-flow-svg",
        "role": "group",
        "aria-label": printable(label),
        "aria-describedby": f"{ident}-desc" if drawing.description else "",
        "width": f"{width:.0f}",
        "height": f"{height:.0f}",
        "viewBox": " ".join(map(short, (left, top, width, height))),
    })  # fmt: skip


def _heads(ident: str) -> str:
    """The two ends that an arrow can have; ids are the diagram's own, several stand on one page."""
    return (
        f'<defs><marker id="{escape(ident)}-arrow" viewBox="0 0 10 10" refX="5" refY="5" markerWidth="8" markerHeight="8" '
        'markerUnits="userSpaceOnUse" orient="auto"><path class="jb-flow-head-arrow" d="M0 0 10 5 0 10z"/></marker>'
        f'<marker id="{escape(ident)}-cross" viewBox="-1 -1 13 13" refX="12" refY="5.2" markerWidth="13" markerHeight="13" '
        'markerUnits="userSpaceOnUse" orient="auto"><path class="jb-flow-head-cross" d="M1 1l9 9M10 1l-9 9"/></marker></defs>'
    )


def _crowded(frame: Frame, frames: list[Frame]) -> bool:
    """Whether a frame inside begins where this one's name would stand."""
    width = 9 * max((len(line) for line in frame.lines), default=0)
    return any(
        0 <= other.y - frame.y < 2 * _LINE and 0 <= other.x - frame.x < width + 12
        for other in frames
        if other is not frame
    )


def _frame(frame: Frame, crowded: bool) -> str:
    # On the left, because arrows enter a stage in the middle and would run through its name.
    # Above the frame where an inner one leaves no room for it.
    down = -7 - (len(frame.lines) - 1) * _LINE / 2 if crowded else 16 + (len(frame.lines) - 1) * _LINE / 2
    name = _lines("jb-flow-stage", frame.lines, Point(frame.x + 12, frame.y + down))
    return _rect("jb-flow-frame", "8", frame.x, frame.y, frame.width, frame.height) + name


def _rect(classes: str, radius: str, x: float, y: float, width: float, height: float) -> str:
    size = f'x="{short(x)}" y="{short(y)}" width="{short(width)}" height="{short(height)}"'
    return f'<rect class="{classes}" rx="{radius}" {size}/>'


def _arrow(arrow: Arrow, ident: str) -> str:
    style = "exit" if arrow.head == "cross" else arrow.style
    return _tag("path", {
        "class": f"jb-flow-edge jb-flow-edge-{style}", "d": arrow.path, "stroke-dasharray": arrow.dashes,
        "marker-end": f"url(#{ident}-{arrow.head})",
    }, "/>")  # fmt: skip


def _by_frame(drawing: Drawing) -> Iterator[tuple[Frame | None, list[Box]]]:
    """The boxes of each stage together, in the order of the chart; a box belongs to the smallest frame around it."""
    homes: dict[str, tuple[Frame | None, list[Box]]] = {}
    for box in drawing.boxes:
        frame = next((frame for frame in reversed(drawing.frames) if frame.holds(box.middle)), None)
        homes.setdefault(frame.name if frame else "", (frame, []))[1].append(box)
    yield from homes.values()


def _box(box: Box, names: Mapping[int, str]) -> str:
    name = escape(printable(names.get(box.number) or _joined(box.lines)))
    item = f'<g role="listitem" class="jb-flow-node jb-flow-node-{box.kind}"'
    shown = outline(box) + _lines("jb-flow-label", box.lines, box.middle)
    if not box.href:
        return f'{item} aria-label="{name}">{shown}</g>'
    # Not plain `href`: Material's instant navigation would write to that of an SVG link, and stop with an error.
    return f'{item}><a xlink:href="{escape(box.href)}" aria-label="{name}">{shown}</a></g>'


def outline(box: Box) -> str:
    """One outline per kind, drawn from the box's size, so that no meaning hangs on colour."""
    left, top = box.middle.x - box.width / 2, box.middle.y - box.height / 2
    right, bottom = left + box.width, top + box.height
    if box.kind == "moment":
        tip = min(18.0, box.width / 4)
        corners: tuple[tuple[float, float], ...] = ((left + tip, top), (right - tip, top), (right, box.middle.y))
        corners += ((right - tip, bottom), (left + tip, bottom), (left, box.middle.y))
        return _polygon(corners)
    if box.kind == "exit":
        slant = min(10.0, box.width / 4)
        return _polygon(((left + slant, top), (right, top), (right - slant, bottom), (left, bottom)))
    shape = _rect("jb-flow-box", {"stage": "10", "step": "4"}.get(box.kind, "0"), left, top, box.width, box.height)
    if box.kind == "elsewhere":
        bars = (f"M{short(x)} {short(top)}v{short(box.height)}" for x in (left + 7, right - 7))
        shape += f'<path class="jb-flow-box" d="{"".join(bars)}"/>'
    return shape


def _polygon(corners: Iterable[tuple[float, float]]) -> str:
    points = " ".join(f"{short(x)},{short(y)}" for x, y in corners)
    return f'<polygon class="jb-flow-box" points="{points}"/>'


def _lines(classes: str, lines: tuple[str, ...], middle: Point) -> str:
    if not lines:
        return ""
    x, first = short(middle.x), short(middle.y - (len(lines) - 1) * _LINE / 2)
    texts = [_text(line) for line in lines]
    if len(texts) > 1:
        marked = ' class="jb-flow-mark"' if lines[0].startswith(MOMENT_SIGN) else ""
        texts[0] = f'<tspan{marked} x="{x}">{texts[0]}</tspan>'
        texts[1:] = [f'<tspan x="{x}" dy="{short(_LINE)}">{text}</tspan>' for text in texts[1:]]
    return f'<text class="{classes}" x="{x}" y="{first}" dy=".35em">{"".join(texts)}</text>'


def _joined(lines: tuple[str, ...]) -> str:
    """The wrapped lines as one text: a space where the line broke, none between Chinese characters."""
    text = ""
    for line in lines:
        glued = not text or (_WIDE.match(text[-1]) and _WIDE.match(line[0]))
        text += line if glued else f" {line}"
    return text
