"""A placed flowchart as SVG: classes only, and lists of links that a keyboard and a screen reader walk in the journey's order.

Lines are hidden from assistive technology; each step says its ways in words. Colours and fonts stand in `assets/css/flowchart.css`,
and nothing in `style` attributes, which many sites forbid. Numbers are whole pixels wherever they can be: they are most of what a
drawing weighs.
"""

from __future__ import annotations

from functools import cache

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
    """The SVG of `picture`. `ident` begins the ids in it; the description stands in the one that is `described`, and all refer to it."""
    chart, width, height = picture.chart, picture.width, picture.height
    about = f' aria-describedby="{escaped(ident)}-desc"' if chart.description else ""
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" class="jb-flow-svg" role="group" '
        f'aria-label="{escaped(chart.title)}"{about} width="{width}" height="{height}" viewBox="{_HALF} {_HALF} {width} {height}">'
    ]
    if described and chart.description:
        parts.append(f'<desc id="{escaped(ident)}-desc">{escaped(chart.description)}</desc>')
    parts.append('<g aria-hidden="true">')
    parts += [f'<path class="jf-rule{" jf-heavy" if rule.heavy else ""}" d="M0 {rule.y}h{width}"/>' for rule in picture.rules]
    parts += [f'<path class="jf-tie" d="M{tie.x} {tie.top}V{tie.bottom}"/>' for tie in picture.ties]
    # Ways out lie above those that run beside the steps.
    parts += map(line, sorted(picture.lines, key=lambda it: (it.look == "out", -len(it.points), it.way)))
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


@cache
def _n(width: float) -> str:
    return f"{width:.1f}".removesuffix(".0")


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)


# --- lines -----------------------------------------------------------------------------------------------------


def line(it: Line) -> str:
    """A way: below it a strip of paper where it crosses others, the line, the inside of a band, and its end."""
    long = 3 if it.ends == "bar" else round(7 + it.width * 0.45)
    path, width = _path(it.points, long, CORNER + round(it.width / 2)), it.width
    under = f'<path class="jf-under" d="{path}" stroke-width="{_n(width + 5)}"/>' if it.crosses else ""
    dashes = ' class="jf-dashed"' if it.dashed else ""
    inside = f'<path class="jf-inside" d="{path}" stroke-width="{_n(width - 2)}"/>' if width > BANDED and it.look == "on" and not it.dashed else ""
    head = _head(it, long)
    return (
        f'<g class="jf-line{" jf-out" if it.look == "out" else ""}">{under}<path{dashes} d="{path}" stroke-width="{_n(width)}"/>{inside}'
        f'<path class="jf-head" d="{head}"/></g>'
    )


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
    look = f"jf-step{' jf-moment' if step.moment else ''}{' jf-bare' if step.bare else ''}"
    edge = f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" rx="4"/>'
    href = safe_href(step.href)
    # Not plain `href`: Material's instant navigation would write to that of an SVG link, and stop with an error.
    opening, closing = (f'<a xlink:href="{escaped(href)}"', "</a>") if href else ('<g role="img"', "</g>")
    opening += f' aria-label="{escaped(_spoken_name(step, words))}">'  # lines would be read as one word where they break
    if box.card:  # the card holds more than its link
        name = Text(box.lines, box.width, "heading", x=box.x + 12, y=box.y + 8)
        target = f'<rect class="jf-name" x="{box.x}" y="{box.y}" width="{box.width}" height="{name.height + 10}"/>'
        shown = f"{edge}{opening}{target}{_text('', name.x, name)}{closing}"
    else:
        name = Text(box.lines, box.width, "heading", y=box.y + (box.height - len(box.lines) * ROW) // 2)
        shown = f"{opening}{edge}{_text('jf-middle', box.x + box.width // 2, name)}{closing}"
    return f'<g role="listitem" class="{look}">{shown}{"".join(map(_words, box.ways))}</g>'


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


def _text(look: str, x: int, text: Text, said: str = "") -> str:
    at, classes = x, f' class="{look}"' if look else ""
    first = escaped(text.lines[0])
    if text.strong and text.lines[0].startswith(text.strong):
        first = f"<tspan>{escaped(text.strong)}</tspan>{escaped(text.lines[0][len(text.strong) :])}"
    below = "".join([f'<tspan x="{at}" dy="{ROW}">{escaped(words)}</tspan>' for words in text.lines[1:]])
    return f'<text{classes} x="{at}" y="{text.y + BASELINE}"{said}>{first}{below}</text>'
