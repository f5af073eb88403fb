"""The signs of the flowchart one by one, for its legend: each drawn by what draws the chart, so that the two never differ.

Pictures without words; whoever places one says beside it what it means. Colours stand in `assets/flowchart.css`.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from journeybook.drawing import Box, Point, write_outline
from journeybook.flowchart import EDGE_LOOKS

WIDTH, HEIGHT = 46, 22


def swatch(shape: str, kind: str) -> str:
    """A small picture of a box (`node`), a frame around a stage (`frame`) or an arrow (`edge`) of that kind."""
    size = {"width": str(WIDTH), "height": str(HEIGHT), "viewBox": f"0 0 {WIDTH} {HEIGHT}"}
    hidden = {"aria-hidden": "true", "focusable": "false"}
    svg = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": "jb-flow-svg jb-swatch"} | size | hidden)
    if shape == "node":
        group = ET.SubElement(svg, "g", {"class": f"jb-flow-node jb-flow-node-{kind}"})
        write_outline(group, Box(0, kind, Point(WIDTH / 2, HEIGHT / 2), WIDTH - 4, HEIGHT - 4, (), None))
    elif shape == "frame":
        place = {"x": "1", "y": "1", "width": str(WIDTH - 2), "height": str(HEIGHT - 2), "rx": "5"}
        ET.SubElement(svg, "rect", {"class": "jb-flow-frame"} | place)
    else:
        _edge(svg, kind)
    return ET.tostring(svg, encoding="unicode")


def _edge(svg: ET.Element, kind: str) -> None:
    look = EDGE_LOOKS[kind]
    style = "exit" if look.arrow.endswith("x") else "thick" if "=" in look.arrow else "dotted" if "." in look.arrow else "solid"
    dashes = {"stroke-dasharray": look.dashes} if look.dashes else {}
    ET.SubElement(svg, "path", {"class": f"jb-flow-edge jb-flow-edge-{style}", "d": f"M2 11H{WIDTH - 8}"} | dashes)
    name, path = ("cross", "M35 6.5l9 9M44 6.5l-9 9") if style == "exit" else ("arrow", "M36 6.5 45 11 36 15.5z")
    ET.SubElement(svg, "path", {"class": f"jb-flow-head-{name}", "d": path})
