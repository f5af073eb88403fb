"""A placed flowchart as SVG: classes only, and lists of links that a keyboard and a screen reader walk in the journey's order.

Lines are hidden from assistive technology; each step says its ways in words. Colours and fonts stand in `assets/css/flowchart.css`,
and nothing in `style` attributes, which many sites forbid. Numbers are whole pixels wherever they can be, and what looks alike is one
path: that is most of what a drawing weighs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

from journeybook.model.markup import escaped
from journeybook.site.flowchart.chart import FlowStage, FlowStep, FlowWords
from journeybook.site.flowchart.mermaid_text import safe_href
from journeybook.site.flowchart.picture import ROW, Box, Line, Picture, Point, Text

BASELINE = 13
"""From the top of a line of words to the foot of its letters."""
CORNER = 7
BANDED = 4.2
"""A line that is thicker than that is a pale band with edges."""
_HALF = -0.5
"""Half a pixel of paper, so that lines of one pixel lie on one."""


def write(picture: Picture, words: FlowWords, *, ident: str, described: bool = True) -> str:
    """The SVG of `picture`, for an HTML page. `ident` begins the ids in it; the description stands in the one that is `described`, and
    all refer to it."""
    chart, width, height = picture.chart, picture.width, picture.height
    about = f' aria-describedby="{escaped(ident)}-desc"' if chart.description else ""
    cards = " jf-cards" if picture.cards else ""
    parts = [
        f'<svg class="jb-flow-svg{cards}" role="group" aria-label="{escaped(chart.title)}"{about} '
        f'width="{width}" height="{height}" viewBox="{_HALF} {_HALF} {width} {height}">'
    ]
    if described and chart.description:
        parts.append(f'<desc id="{escaped(ident)}-desc">{escaped(chart.description)}</desc>')
    parts.append('<g aria-hidden="true">')
    for look in ("jf-rule", "jf-rule jf-heavy"):
        parts += _drawn(look, [f"M0 {rule.y}h{width}" for rule in picture.rules if rule.heavy is look.endswith("heavy")])
    parts += _drawn("jf-tie", [f"M{tie.x} {tie.top}V{tie.bottom}" for tie in picture.ties])
    # Ways out lie above those that run beside the steps.
    parts += [lines(it for it in picture.lines if it.look == look) for look in ("on", "out")]
    parts += [_words(text) for titles in picture.titles for text in titles]
    parts.append("</g>")
    for stage, boxes in zip(chart.stages, picture.boxes, strict=True):
        parts.append(f'<g role="list" aria-label="{escaped(_list_name(stage, words))}">')
        parts += [_item(box, words) for box in boxes]
        parts.append("</g>")
    parts.append("</svg>")
    return "".join(parts)


def _list_name(stage: FlowStage, words: FlowWords) -> str:
    return f"{stage.title} ({words.any_order})" if stage.free else stage.title


def _drawn(look: str, paths: list[str], width: float | None = None) -> Iterator[str]:
    """All `paths` as one."""
    if paths:
        said = f' class="{look}"' if look else ""
        thick = "" if width is None else f' stroke-width="{_n(width)}"'
        yield f'<path{said} d="{"".join(paths)}"{thick}/>'


@cache
def _n(width: float) -> str:
    return f"{width:.1f}".removesuffix(".0")


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)


# --- lines -----------------------------------------------------------------------------------------------------


def lines(found: Iterable[Line]) -> str:
    """Ways of one look: below each a strip of paper where it crosses others, the line, the inside of a band; and the ends of all.
    Straight ones never meet each other: those that are as thick are one path."""
    parts: list[str] = []
    heads: list[str] = []
    look = ""
    for (_, _, width, dashed, crosses), group in groupby(sorted(found, key=_alike), key=_alike):
        paths = []
        for it in group:
            look = it.look
            long = 3 if it.ends == "bar" else round(7 + width * 0.45)
            paths.append(_path(it.points, long, CORNER + round(width / 2)))
            heads.append(_head(it, long))
        if crosses:
            parts += _drawn("jf-under", paths, width + 5)
        parts += _drawn("jf-dashed" if dashed else "", paths, width)
        if width > BANDED and look == "on" and not dashed:
            parts += _drawn("jf-inside", paths, width - 2)
    parts += _drawn("jf-head", heads)
    return f'<g class="jf-ways{" jf-out" if look == "out" else ""}">{"".join(parts)}</g>' if parts else ""


def _alike(it: Line) -> tuple[int, int, float, bool, bool]:
    """By what lines are drawn together; those with corners come first, each by itself, as they may cross."""
    corners = len(it.points) - 2
    return -corners, it.way if corners else 0, it.width, it.dashed, it.crosses


def _path(points: tuple[Point, ...], short: int, radius: int) -> str:
    """Straight pieces with round corners, each told from where the one before ends; the last one ends where the head begins."""
    (x, y), *rest = points
    if len(rest) == 1 and rest[0][0] == x and rest[0][1] > y:  # on to the next step, as most
        return f"M{x} {y}v{rest[0][1] - y - short}"
    said = [f"M{x} {y}"]
    reach = [abs(b[0] - a[0]) + abs(b[1] - a[1]) for a, b in zip(points, rest, strict=False)]
    for number, (to_x, to_y) in enumerate(rest):
        last = number == len(rest) - 1
        bend = short if last else min(radius, reach[number] // 2, reach[number + 1] // 2)
        dx, dy = _sign(to_x - x), _sign(to_y - y)
        end_x, end_y = to_x - dx * bend, to_y - dy * bend
        said.append(f"h{end_x - x}" if dx else f"v{end_y - y}")
        if not last:
            next_x, next_y = rest[number + 1]
            after_x, after_y = to_x + _sign(next_x - to_x) * bend, to_y + _sign(next_y - to_y) * bend
            said.append(f"q{to_x - end_x} {to_y - end_y} {after_x - end_x} {after_y - end_y}")
            x, y = after_x, after_y
    return "".join(said).replace(" -", "-")


def _head(it: Line, long: int) -> str:
    (from_x, from_y), (x, y) = it.points[-2:]
    dx, dy = _sign(x - from_x), _sign(y - from_y)
    if it.ends == "bar":
        half = round(it.width / 2 + 5)
        return f"M{x - 3} {y - half}h4v{2 * half}h-4z"
    half = round(4 + it.width * 0.55)
    back_x, back_y = -dx * long, -dy * long
    tip = f"M{x} {y}l{back_x - dy * half} {back_y - dx * half}"
    return f"{tip}{f'v{2 * half}' if dx > 0 else f'v{-2 * half}' if dx else f'h{2 * half * dy}'}z".replace(" -", "-")


# --- words -----------------------------------------------------------------------------------------------------


def _item(box: Box, words: FlowWords) -> str:
    """A step: its box and name, which leads to the map, and its ways in words."""
    step = box.step
    look = f' class="{"jf-moment" if step.moment else ""}{" jf-bare" if step.bare else ""}"' if step.moment or step.bare else ""
    edge = f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" rx="4"/>'
    href = safe_href(step.href)
    # Not plain `href`: Material's instant navigation would write to that of an SVG link, and stop with an error.
    opening, closing = (f'<a xlink:href="{escaped(href)}"', "</a>") if href else ('<g role="img"', "</g>")
    # A link is called what stands in it, unless that is more, or less, than its name.
    opening += f' aria-label="{escaped(_spoken_name(step, words))}">' if step.moment or not href else ">"
    top = box.y + (8 if box.card else (box.height - len(box.lines) * ROW) // 2)
    name = Text(box.lines, box.width, "heading", y=top)
    shown = _text("", box.x + (12 if box.card else box.width // 2), name, whole="" if step.moment else step.label)
    if box.card and box.ways:  # the card holds more than its link
        shown = f'{edge}{opening}<rect class="jf-name" x="{box.x}" y="{box.y}" width="{box.width}" height="{name.height + 10}"/>{shown}{closing}'
    else:
        shown = f"{opening}{edge}{shown}{closing}"
    return f'<g role="listitem"{look}>{shown}{"".join(map(_words, box.ways))}</g>'


def _spoken_name(step: FlowStep, words: FlowWords) -> str:
    return f"{step.label}, {words.moment}" if step.moment else step.label


def _words(text: Text) -> str:
    look = f"jf-{text.look}{' jf-flush' if text.flush else ''}"
    x = text.x + (text.width if text.flush else 0)
    href = safe_href(text.href)
    if href:
        return f'<a xlink:href="{escaped(href)}" aria-label="{escaped(text.spoken)}">{_text(look, x, text)}</a>'
    said = f' role="img" aria-label="{escaped(text.spoken)}"' if text.spoken else ' aria-hidden="true"' if text.look == "target" else ""
    return _text(look, x, text, said)


def _text(look: str, x: int, text: Text, said: str = "", whole: str = "") -> str:
    """Words, line by line. Of a `whole` text the blanks where its lines break are kept, so that it is read as it was written."""
    at, classes = x, f' class="{look}"' if look else ""
    first = escaped(text.lines[0])
    if text.strong and text.lines[0].startswith(text.strong):
        first = f"<tspan>{escaped(text.strong)}</tspan>{escaped(text.lines[0][len(text.strong) :])}"
    if len(text.lines) == 1:
        return f'<text{classes} x="{at}" y="{text.y + BASELINE}"{said}>{first}</text>'
    below, upto = [], whole.find(text.lines[0]) + len(text.lines[0])
    for words in text.lines[1:]:
        blank = " " if whole[upto : upto + 1].isspace() else ""
        upto += len(blank) + len(words)
        below.append(f'{blank}<tspan x="{at}" dy="{ROW}">{escaped(words)}')
    return f'<text{classes} x="{at}" y="{text.y + BASELINE}"{said}>{first}{"</tspan>".join(below)}</tspan></text>'
