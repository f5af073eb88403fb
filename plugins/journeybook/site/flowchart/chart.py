"""What the flowchart of a map says, as Mermaid text.

Holds the typed chart (`Flowchart` and its parts) and its translation to Mermaid (`mermaid_source`). Pure: no files, no
drawing engine (see `engines`), no knowledge of maps (the view fills the chart). What happens to a chart that is too
large to read is `split`'s part.

A chart runs from top to bottom. Measured on maps of 5 stages x 2-3 steps: left to right is 3 400 px wide and
shrinks to nothing in a 700 px column; stages as rows need their arrows hung on whole stages, because Mermaid drops
a subgraph's own direction as soon as one of its steps has an arrow to outside; top to bottom is 550-750 px wide,
keeps every arrow on its step, and scrolls the way a page and a phone do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple
from urllib.parse import quote

from journeybook.atlas.connections import Kind
from journeybook.reading.link_targets import safe_target

NodeKind = Literal["step", "moment", "exit", "elsewhere", "stage"]
EdgeKind = Kind
Direction = Literal["TB", "LR"]


def _steps(n: int) -> str:
    return "1 step" if n == 1 else f"{n} steps"


@dataclass(frozen=True, kw_only=True)
class FlowWords:
    """The words that the chart adds to the map's own, in the page's language."""

    moment: str = "Moment of truth"
    exit: str = "Leaves"
    elsewhere: str = "Elsewhere"
    steps: Callable[[int], str] = _steps
    branch: str = "or"
    skip: str = "skips"
    loop: str = "back"
    jump: str = "jumps"


ENGLISH = FlowWords()


@dataclass(frozen=True, kw_only=True)
class FlowNode:
    """One box. `key` is the caller's name for it and never reaches the Mermaid text."""

    key: str
    label: str
    href: str | None = None
    kind: NodeKind = "step"


@dataclass(frozen=True, kw_only=True)
class FlowGroup:
    """A frame: a stage around its steps, or a group label around neighbouring stages."""

    key: str
    label: str
    nodes: tuple[FlowNode, ...] = ()
    groups: tuple[FlowGroup, ...] = ()


@dataclass(frozen=True)
class FlowEdge:
    """An arrow between two nodes or groups, named by their keys."""

    source_key: str
    target_key: str
    kind: EdgeKind = "next"
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Flowchart:
    """Everything that one drawing shows."""

    title: str
    description: str = ""
    groups: tuple[FlowGroup, ...] = ()
    nodes: tuple[FlowNode, ...] = ()
    edges: tuple[FlowEdge, ...] = ()
    direction: Direction = "TB"


class _NodeLook(NamedTuple):
    """The brackets that make a kind's shape, and a style without colour, so that it holds in light and dark."""

    opening: str
    closing: str
    style: str


class _EdgeLook(NamedTuple):
    """The arrow of a kind and, where Mermaid has no arrow of its own left, its dashes."""

    arrow: str
    dashes: str = ""


_NODE_LOOKS: Mapping[str, _NodeLook] = {
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
MOMENT_SIGN = "★"
_LONGEST_LABEL = 200
_INVISIBLE = {"Cf", "Co", "Zl", "Zp"}
_SPECIAL = re.compile(r"[^A-Za-z0-9 ,.'!?()/]")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BOX = re.compile(r'^[ ]*n(?P<number>\d+)[^"\w]+"(?P<name>[^"]*)"', re.MULTILINE)
_CODE = re.compile(r"#(\d+);")


# --- text ------------------------------------------------------------------------------------------------------


def printable(text: str) -> str:
    """Replace what XML cannot carry (controls, lone surrogates, non-characters) by the replacement character."""
    return _FORBIDDEN.sub("\ufffd", text)


def label_text(text: str) -> str:
    """Escape a label so that Mermaid shows exactly these characters, whatever they are."""
    lines = re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", text)
    cleaned = [" ".join(printable(line).split()) for line in lines]
    shown = "\n".join(line for line in cleaned if line) or "…"
    if len(shown) > _LONGEST_LABEL:
        shown = shown[: _LONGEST_LABEL - 1].rstrip() + "…"
    return _SPECIAL.sub(_escaped, shown)


def names_in(source: str) -> dict[int, str]:
    """The whole name of each box in a chart's source, by its number: a drawing breaks long words to fit them in."""
    found = _BOX.finditer(source)
    return {int(box["number"]): _CODE.sub(lambda code: chr(int(code[1])), box["name"].replace("<br/>", " ")) for box in found}


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


def safe_href(href: str | None) -> str | None:
    """The link as Mermaid and browsers take it, or None when it is not a web, mail, phone or relative link."""
    if not href or not href.strip():
        return None
    link = quote(href.strip(), safe="/?:@!$&()*+,=~#%-._", errors="replace")
    return link if safe_target(link) else None


# --- Mermaid text ----------------------------------------------------------------------------------------------


@dataclass
class _Names:
    """Generated ids for everything that has a key: user text as an id breaks Mermaid (`end`, `default`, `o`)."""

    ids: dict[str, str] = field(default_factory=dict)
    inside: dict[str, tuple[str, ...]] = field(default_factory=dict)
    nodes: list[tuple[str, FlowNode]] = field(default_factory=list)
    linked: set[str] = field(default_factory=set)
    frames: int = 0

    def add_node(self, node: FlowNode, path: tuple[str, ...]) -> None:
        self._claim(node.key, f"n{len(self.nodes)}", path)
        self.nodes.append((self.ids[node.key], node))

    def add_group(self, group: FlowGroup, path: tuple[str, ...]) -> None:
        if not group.nodes and not group.groups:
            # An empty frame has no place in a layout; a stage without steps is a box of its own.
            self.add_node(FlowNode(key=group.key, label=group.label, href=None, kind="stage"), path)
            return
        self._claim(group.key, f"s{self.frames}", path)
        self.frames += 1
        for node in group.nodes:
            self.add_node(node, (*path, group.key))
        for inner in group.groups:
            self.add_group(inner, (*path, group.key))

    def path(self, key: str) -> tuple[str, ...]:
        """The frames around a part, from the outside in, and the part itself."""
        if key not in self.inside:
            raise ValueError(f"an edge of the flowchart names {key!r}, which is not in it")
        return (*self.inside[key], key)

    def _claim(self, key: str, name: str, path: tuple[str, ...]) -> None:
        if key in self.ids:
            raise ValueError(f"two parts of one flowchart have the key {key!r}")
        self.ids[key] = name
        self.inside[key] = path


def mermaid_source(chart: Flowchart, words: FlowWords = ENGLISH) -> str:
    """The chart as Mermaid text, valid for any text in it."""
    names = _names(chart)
    lines = [f"flowchart {chart.direction}"]
    lines += [f"accTitle: {sentence(chart.title)}"] if sentence(chart.title) else []
    lines += [f"accDescr: {sentence(chart.description)}"] if sentence(chart.description) else []
    for group in chart.groups:
        lines += _group_lines(group, names, words, chart.direction)
    lines += [_node_line(node, names, words, "") for node in chart.nodes]
    lines += _edge_lines(chart.edges, names, words)
    lines += _link_lines(names)
    lines += _class_lines(names)
    return "\n".join(lines) + "\n"


def _names(chart: Flowchart) -> _Names:
    names = _Names()
    for group in chart.groups:
        names.add_group(group, ())
    for node in chart.nodes:
        names.add_node(node, ())
    for edge in chart.edges:
        source, target = (set(names.path(key)) for key in (edge.source_key, edge.target_key))
        names.linked |= source ^ target
    return names


def _group_lines(
    group: FlowGroup, names: _Names, words: FlowWords, direction: Direction, indent: str = ""
) -> Iterator[str]:
    if not group.nodes and not group.groups:
        yield _node_line(FlowNode(key=group.key, label=group.label, href=None, kind="stage"), names, words, indent)
        return
    yield f'{indent}subgraph {names.ids[group.key]}["{label_text(group.label)}"]'
    if group.key not in names.linked:
        # Left alone, Mermaid lays an unconnected frame across the chart's direction; told the direction of a
        # connected one, it ends the arrows at the frame instead of at the step.
        yield f"{indent}  direction {direction}"
    for node in group.nodes:
        yield _node_line(node, names, words, indent + "  ")
    for inner in group.groups:
        yield from _group_lines(inner, names, words, direction, indent + "  ")
    yield f"{indent}end"


def _node_line(node: FlowNode, names: _Names, words: FlowWords, indent: str) -> str:
    look = _NODE_LOOKS[node.kind]
    mark = f"{label_text(f'{MOMENT_SIGN} {words.moment}')}<br/>" if node.kind == "moment" else ""
    return f"{indent}{names.ids[node.key]}{look.opening}{mark}{label_text(node.label)}{look.closing}"


def _edge_lines(edges: Iterable[FlowEdge], names: _Names, words: FlowWords) -> Iterator[str]:
    dashed: dict[str, list[int]] = {}
    for position, edge in enumerate(edges):
        look = EDGE_LOOKS[edge.kind]
        # An exit says why in its box.
        label = edge.label.strip() or ("" if edge.kind == "exit" else getattr(words, edge.kind, ""))
        text = f'|"{label_text(label)}"|' if label else ""
        source, target = _ends(edge, names)
        yield f"{source} {look.arrow}{text} {target}"
        if look.dashes:
            dashed.setdefault(look.dashes, []).append(position)
    for dashes, positions in dashed.items():
        yield f"linkStyle {','.join(map(str, positions))} stroke-dasharray:{dashes}"


def _ends(edge: FlowEdge, names: _Names) -> tuple[str, str]:
    source, target = edge.source_key, edge.target_key
    # A frame cannot have an arrow to itself or into its own inside: the arrow then starts or ends at its first step.
    if source == target or source in names.inside[target]:
        source = _first_node(source, names)
    if target in names.inside[source] or target == edge.source_key:
        target = _first_node(target, names)
    return names.ids[source], names.ids[target]


def _first_node(key: str, names: _Names) -> str:
    return next((node.key for _, node in names.nodes if key in names.inside[node.key]), key)


def _link_lines(names: _Names) -> Iterator[str]:
    for name, node in names.nodes:
        href = safe_href(node.href)
        if href:
            yield f'click {name} href "{href}"'


def _class_lines(names: _Names) -> Iterator[str]:
    for kind, look in _NODE_LOOKS.items():
        members = [name for name, node in names.nodes if node.kind == kind]
        if members:
            yield f"classDef {kind} {look.style}"
            yield f"class {','.join(members)} {kind}"


def node_count(chart: Flowchart) -> int:
    """How many boxes the chart has."""
    return len(_names(chart).nodes)
