"""A flowchart as Mermaid text: for people to copy, and for sites that have Mermaid draw.

Says what our own picture says: every step, way, share and reason. Valid for any text in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote

from journeybook.reading.link_targets import safe_target
from journeybook.site.flowchart.chart import (
    ENGLISH,
    LONGEST,
    MOMENT_SIGN,
    Flowchart,
    FlowEdge,
    FlowStage,
    FlowStep,
    FlowWords,
    lines_of,
    printable,
)

DIRECTION = "TB"


class _NodeLook(NamedTuple):
    """The brackets that make a kind's shape, and a style without colour, so that it holds in light and dark."""

    opening: str
    closing: str
    style: str


class _EdgeLook(NamedTuple):
    """The arrow of a kind and, where Mermaid has no arrow of its own left, its dashes."""

    arrow: str
    dashes: str = ""


NODE_LOOKS: Mapping[str, _NodeLook] = {
    "step": _NodeLook('["', '"]', "stroke-width:1px"),
    "moment": _NodeLook('{{"', '"}}', "stroke-width:3px"),
    "exit": _NodeLook('[/"', '"/]', "stroke-width:1px,stroke-dasharray:4 3"),
    "elsewhere": _NodeLook('[["', '"]]', "stroke-width:1px"),
    "stage": _NodeLook('("', '")', "stroke-width:2px"),
}
EDGE_LOOKS: Mapping[str, _EdgeLook] = {
    "next": _EdgeLook("-->"),
    "branch": _EdgeLook("==>"),
    "skip": _EdgeLook("-->", "9 5"),
    "loop": _EdgeLook("-.->"),
    "jump": _EdgeLook("-->", "9 4 2 4"),
    "exit": _EdgeLook("--x"),
}
SEPARATOR = " · "
_INVISIBLE = {"Cf", "Co", "Zl", "Zp"}
_SPECIAL = re.compile(r"[^A-Za-z0-9 ,.'!?()/]")


# --- text ------------------------------------------------------------------------------------------------------


def label_text(text: str) -> str:
    """Escape a label so that Mermaid shows exactly these characters, whatever they are."""
    shown = text.strip() if text.isprintable() and "  " not in text else "\n".join(lines_of(text))
    shown = shown or "…"
    if len(shown) > LONGEST:
        shown = shown[: LONGEST - 1].rstrip() + "…"
    return _SPECIAL.sub(_escaped, shown)


def _escaped(match: re.Match[str]) -> str:
    char = match[0]
    if char == "\n":
        return "<br/>"
    # Invisible and private characters (joiners, direction marks) would garble the source that people read and copy.
    return f"#{ord(char)};" if char.isascii() or unicodedata.category(char) in _INVISIBLE else char


def sentence(text: str) -> str:
    """One line for accTitle and accDescr, which know no escapes: what they would misread becomes its wide twin."""
    line = " ".join(printable(text).split())
    line = re.sub(r"[<>&#;{}\"`\\]", _wide, line)
    return re.sub(r"%(?=%)|(?<=%)%", _wide, line)


def _wide(match: re.Match[str]) -> str:
    return chr(ord(match[0]) + 0xFEE0)


@lru_cache(maxsize=4096)
def safe_href(href: str | None) -> str | None:
    """The link as Mermaid and browsers take it, or None when it is not a web, mail, phone or relative link."""
    if not href or not href.strip():
        return None
    link = quote(href.strip(), safe="/?:@!$&()*+,=~#%-._", errors="replace")
    return link if safe_target(link) else None


# --- Mermaid text ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Node:
    label: str
    kind: str
    href: str = ""


@dataclass
class _Written:
    """The boxes of a text by their generated names, user text being none: `end`, `default` and `o` break Mermaid."""

    words: FlowWords
    nodes: dict[str, _Node] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """Those of steps, by their keys."""

    def add(self, node: _Node) -> str:
        name = f"n{len(self.nodes)}"
        self.nodes[name] = node
        return name

    def line(self, name: str, indent: str = "") -> str:
        node = self.nodes[name]
        look = NODE_LOOKS[node.kind]
        mark = f"{label_text(f'{MOMENT_SIGN} {self.words.moment}')}<br/>" if node.kind == "moment" else ""
        return f"{indent}{name}{look.opening}{mark}{label_text(node.label)}{look.closing}"


def mermaid_source(chart: Flowchart, words: FlowWords = ENGLISH) -> str:
    """The chart as Mermaid text, valid for any text in it."""
    written = _Written(words)
    lines = [f"flowchart {DIRECTION}"]
    lines += [f"accTitle: {sentence(chart.title)}"] if sentence(chart.title) else []
    lines += [f"accDescr: {sentence(chart.description)}"] if sentence(chart.description) else []
    for number, (group, stages) in enumerate(groupby(chart.stages, key=lambda stage: stage.group)):
        lines += _group_lines(f"g{number}", group, tuple(stages), chart, written)
    edges, ends = [], []
    for edge in chart.edges:
        end = written.names[edge.target] if edge.target is not None else written.add(_outside(edge, words))
        ends += [] if edge.target is not None else [written.line(end)]
        edges.append((edge, end))
    lines += [*ends, *_edge_lines(edges, written), *_link_lines(written), *_class_lines(written)]
    return "\n".join(lines) + "\n"


def _group_lines(name: str, group: str, stages: tuple[FlowStage, ...], chart: Flowchart, written: _Written) -> Iterator[str]:
    """Neighbouring stages, in the frame of their group where they have one."""
    if not group:
        for stage in stages:
            yield from _stage_lines(stage, chart, written, "")
        return
    yield f'subgraph {name}["{label_text(group)}"]'
    yield from _direction({step.key for stage in stages for step in stage.steps}, chart, "")
    for stage in stages:
        yield from _stage_lines(stage, chart, written, "  ")
    yield "end"


def _stage_lines(stage: FlowStage, chart: Flowchart, written: _Written, indent: str) -> Iterator[str]:
    for step in stage.steps:
        written.names[step.key] = written.add(_Node(step.label, _kind(step), step.href))
    names = [written.names[step.key] for step in stage.steps]
    if stage.steps[0].bare:  # an empty frame has no place in a layout
        yield from (written.line(name, indent) for name in names)
        return
    title = f"{MOMENT_SIGN} {stage.title}" if stage.moment else stage.title
    order = f"\n{written.words.any_order}" if stage.free else ""
    yield f'{indent}subgraph s{stage.number}["{label_text(title + order)}"]'
    yield from _direction({step.key for step in stage.steps}, chart, indent)
    yield from (written.line(name, indent + "  ") for name in names)
    yield f"{indent}end"


def _kind(step: FlowStep) -> str:
    return "moment" if step.moment else "stage" if step.bare else "step"


def _direction(inside: set[str], chart: Flowchart, indent: str) -> Iterator[str]:
    # Left alone, Mermaid lays an unconnected frame across the chart's direction; told the direction of a
    # connected one, it ends the arrows at the frame instead of at the step.
    if not any((edge.source in inside) != (edge.target in inside) for edge in chart.edges):
        yield f"{indent}  direction {DIRECTION}"


def _outside(edge: FlowEdge, words: FlowWords) -> _Node:
    """The box at the end of a way out of the chart: a way out of the journey says there why."""
    if edge.place:
        return _Node(edge.place, "elsewhere", edge.href)
    return _Node(_said(edge, words) or words.leaves, "exit")


def _said(edge: FlowEdge, words: FlowWords) -> str:
    """How many go that way, and why."""
    share = "" if edge.share is None else words.share(edge.share)
    return SEPARATOR.join(filter(None, (share, edge.when)))


def _edge_lines(edges: Iterable[tuple[FlowEdge, str]], written: _Written) -> Iterator[str]:
    dashed: dict[str, list[int]] = {}
    for position, (edge, end) in enumerate(edges):
        look = EDGE_LOOKS[edge.kind]
        says_it_there = edge.target is None and not edge.place
        label = "" if says_it_there else _said(edge, written.words) or ("" if edge.kind == "next" else written.words.kinds[edge.kind])
        text = f'|"{label_text(label)}"|' if label else ""
        yield f"{written.names[edge.source]} {look.arrow}{text} {end}"
        if look.dashes:
            dashed.setdefault(look.dashes, []).append(position)
    for dashes, positions in dashed.items():
        yield f"linkStyle {','.join(map(str, positions))} stroke-dasharray:{dashes}"


def _link_lines(written: _Written) -> Iterator[str]:
    for name, node in written.nodes.items():
        href = safe_href(node.href)
        if href:
            yield f'click {name} href "{href}"'


def _class_lines(written: _Written) -> Iterator[str]:
    for kind, look in NODE_LOOKS.items():
        members = [name for name, node in written.nodes.items() if node.kind == kind]
        if members:
            yield f"classDef {kind} {look.style}"
            yield f"class {','.join(members)} {kind}"
