"""The signs of the flowchart one by one, for its legend: each drawn by what draws the chart, so that the two never differ.

Pictures without words; whoever places one says beside it what it means.
"""

from __future__ import annotations

from collections.abc import Mapping

from journeybook.site.flowchart.picture import Line
from journeybook.site.flowchart.svg import lines

WIDTH, HEIGHT = 46, 22
BOXES: Mapping[str, str] = {"step": "", "moment": " jf-moment", "stage": " jf-bare"}
"""What a box can be, and how it looks."""
_LEFT, _RIGHT, _MIDDLE = (2, HEIGHT // 2), (WIDTH - 2, HEIGHT // 2), (WIDTH - 8, HEIGHT // 2)
LINES: Mapping[str, Line] = {
    "on": Line(0, (_LEFT, _RIGHT), 1.6, look="on", ends="arrow"),
    "out": Line(0, (_LEFT, _MIDDLE), 4, look="out", ends="bar"),
    "share": Line(0, (_LEFT, _RIGHT), 8, look="on", ends="arrow"),
    "dashed": Line(0, (_LEFT, _RIGHT), 1.6, look="on", ends="arrow", dashed=True),
}
SIGNS = (*BOXES, *LINES, "free", "group")
"""All of them, as a reader meets them."""


def swatch(kind: str) -> str:
    """A small picture of that sign."""
    if kind in BOXES:
        inside = f'<g class="jf-box{BOXES[kind]}"><rect x="2" y="3" width="{WIDTH - 4}" height="{HEIGHT - 6}" rx="4"/></g>'
    elif kind in LINES:
        inside = lines([LINES[kind]])
    else:
        inside = f'<path class="{"jf-tie" if kind == "free" else "jf-rule jf-heavy"}" d="M2 {HEIGHT // 2}h{WIDTH - 4}"/>'
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false"'
    return f'<svg class="jb-flow-svg jb-swatch" {size}>{inside}</svg>'
