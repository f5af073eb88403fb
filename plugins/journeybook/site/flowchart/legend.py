"""The signs of the flowchart one by one, for its legend: each drawn by what draws the chart, so that the two never differ.

Pictures without words; whoever places one says beside it what it means. Colours stand in `assets/css/flowchart.css`.
"""

from __future__ import annotations

from journeybook.site.flowchart.chart import EDGE_LOOKS
from journeybook.site.flowchart.layout import Box, Point
from journeybook.site.flowchart.svg import outline

WIDTH, HEIGHT = 46, 22


def swatch(shape: str, kind: str) -> str:
    """A small picture of a box (`node`), a frame around a stage (`frame`) or an arrow (`edge`) of that kind."""
    if shape == "node":
        box = outline(Box(0, kind, Point(WIDTH / 2, HEIGHT / 2), WIDTH - 4, HEIGHT - 4, (), None))
        inside = f'<g class="jb-flow-node jb-flow-node-{kind}">{box}</g>'
    elif shape == "frame":
        inside = f'<rect class="jb-flow-frame" x="1" y="1" width="{WIDTH - 2}" height="{HEIGHT - 2}" rx="5"/>'
    else:
        inside = _edge(kind)
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" class="jb-flow-svg jb-swatch" {size}>{inside}</svg>'


def _edge(kind: str) -> str:
    look = EDGE_LOOKS[kind]
    style = "exit" if look.arrow.endswith("x") else "thick" if "=" in look.arrow else "dotted" if "." in look.arrow else "solid"
    dashes = f' stroke-dasharray="{look.dashes}"' if look.dashes else ""
    name, path = ("cross", "M35 6.5l9 9M44 6.5l-9 9") if style == "exit" else ("arrow", "M36 6.5 45 11 36 15.5z")
    line = f'<path class="jb-flow-edge jb-flow-edge-{style}" d="M2 11H{WIDTH - 8}"{dashes}/>'
    return f'{line}<path class="jb-flow-head-{name}" d="{path}"/>'
