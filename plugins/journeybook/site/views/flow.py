"""Which ways do customers take? The flowchart of a map: stages as frames, ways with their conditions and shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from journeybook.atlas.connections import Way, ways
from journeybook.atlas.entry import Entry
from journeybook.languages import Words
from journeybook.model.markup import plain
from journeybook.site import signs
from journeybook.site.flowchart.chart import (
    MOMENT_SIGN,
    Flowchart,
    FlowEdge,
    FlowGroup,
    FlowNode,
    FlowWords,
    mermaid_source,
)
from journeybook.site.flowchart.split import split
from journeybook.site.parts import facts
from journeybook.site.scene import Scene
from journeybook.site.signs import Sign

PLAIN = frozenset({"frame", "step", "stage", "next"})
NODES = 60
"""Above this many boxes a chart is split: an overview, and one chart for each stage."""


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """One chart as Mermaid source; `ident` is unique on the page, `title` empty where there is only one."""

    ident: str
    title: str
    source: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """One way in words, for the table beside the picture."""

    source: str
    source_href: str
    kind: str
    target: str
    target_href: str
    when: str
    share: str
    facts: tuple[facts.Fact, ...]


@dataclass(frozen=True)
class Flow:
    """The drawings of a map, the signs that they have, and the ways that are not just the next step, in words."""

    drawings: tuple[Drawing, ...]
    signs: tuple[Sign, ...]
    rows: tuple[Row, ...]


def view(scene: Scene, map_: Entry) -> Flow:
    """The flowchart of `map_`."""
    found = ways(scene.atlas, map_)
    words = _words(scene.words)
    chart = _chart(scene, map_, found)
    overview, parts = split(chart, NODES, words)
    drawings = [
        Drawing(ident=f"flow-{number}", title=drawn.title if parts else "", source=mermaid_source(drawn, words), label=drawn.title)
        for number, drawn in enumerate((overview, *parts))
    ]
    said = (way for way in found if way.kind != "next" or way.when or way.share is not None or (way.record and way.record.audience))
    rows = tuple(_row(scene, way) for way in said)
    return Flow(tuple(drawings), _signs(scene, (overview, *parts)), rows)


def _signs(scene: Scene, charts: Iterable[Flowchart]) -> tuple[Sign, ...]:
    """The kinds of boxes and arrows that the charts have; none where they are all plain, which needs no explanation."""
    kinds: set[str] = set()
    arrows: set[str] = set()
    for chart in charts:
        arrows |= {edge.kind for edge in chart.edges}
        kinds |= {node.kind for node in chart.nodes}
        kinds |= {"frame"} if chart.groups else set()
        for group in chart.groups:
            kinds |= {node.kind for inner in (group, *group.groups) for node in inner.nodes}
    if kinds <= PLAIN and arrows <= PLAIN:
        return ()
    boxes = [sign for kind, sign in signs.boxes(scene.words).items() if kind in kinds]
    return (*boxes, *(sign for kind, sign in signs.arrows(scene.words).items() if kind in arrows))


def _words(words: Words) -> FlowWords:
    plain_ones = {name: words(f"flow.{name}") for name in FlowWords.__dataclass_fields__ if name != "steps"}
    return FlowWords(**plain_ones, steps=lambda n: words("flow.steps", n=n))


def _chart(scene: Scene, map_: Entry, found: Iterable[Way]) -> Flowchart:
    atlas = scene.atlas
    grouped = groupby(atlas.stages(map_), key=lambda stage: stage.record.group or "")
    groups: list[FlowGroup] = []
    bare: list[FlowNode] = []
    for number, (label, stages) in enumerate(grouped):
        drawn = [_stage(scene, stage) for stage in stages]
        frames = tuple(stage for stage in drawn if isinstance(stage, FlowGroup))
        boxes = tuple(stage for stage in drawn if isinstance(stage, FlowNode))
        groups += [FlowGroup(key=f"group-{number}", label=label, nodes=boxes, groups=frames)] if label else frames
        bare += () if label else boxes
    title = scene.words("flow.title", title=plain(map_.label))
    edges = tuple(_edge(scene, way) for way in found)
    return Flowchart(title=title, description=plain(map_.record.summary or ""), groups=tuple(groups), nodes=(*bare, *_loose(scene, found)), edges=edges)


def _stage(scene: Scene, stage: Entry) -> FlowGroup | FlowNode:
    """A stage as a frame around its steps, or as a box where it has none."""
    steps = tuple(_node(scene, step, "step") for step in scene.atlas.steps(stage))
    if not steps:
        return _node(scene, stage, "stage")
    sign = f"{MOMENT_SIGN} " if _is_moment(stage) else ""
    return FlowGroup(key=f"stage-{stage.id}", label=sign + plain(stage.label), nodes=steps)


def _node(scene: Scene, moment: Entry, kind: Literal["step", "stage"]) -> FlowNode:
    shape = "moment" if _is_moment(moment) else kind
    return FlowNode(key=f"moment-{moment.id}", label=plain(moment.label), href=scene.href(moment), kind=shape)


def _is_moment(spot: Entry) -> bool:
    return spot.record.moment_of_truth not in (None, False)


def _loose(scene: Scene, found: Iterable[Way]) -> Iterable[FlowNode]:
    for way in found:
        if way.kind == "exit" and way.target is None:
            yield FlowNode(key=f"exit-{id(way)}", label=_condition(scene, way) or scene.words("flow.exit"), href=None, kind="exit")
        elif way.elsewhere and way.target is not None:
            yield FlowNode(key=f"else-{id(way)}", label=_elsewhere(way.target), href=scene.href(way.target), kind="elsewhere")


def _elsewhere(target: Entry) -> str:
    title = plain(target.map.label) if target.map is not None else ""
    return title if target.kind == "map" else f"{title}: {plain(target.label)}"


def _edge(scene: Scene, way: Way) -> FlowEdge:
    begin = f"moment-{way.begin.id}"
    if way.end is not None:
        return FlowEdge(begin, f"moment-{way.end.id}", way.kind, _condition(scene, way))
    if way.target is None:
        return FlowEdge(begin, f"exit-{id(way)}", "exit", "")
    return FlowEdge(begin, f"else-{id(way)}", "jump", _condition(scene, way))


def _condition(scene: Scene, way: Way) -> str:
    # Without its blank, at which the drawing would break the line.
    share = "" if way.share is None else "".join(scene.words.share(way.share).split())
    return " · ".join(filter(None, (plain(way.when), share)))


def _row(scene: Scene, way: Way) -> Row:
    words = scene.words
    target = words("flow.exit") if way.target is None else plain(way.target.label)
    if way.elsewhere and way.target is not None:
        target = _elsewhere(way.target)
    href = scene.href(way.target) if way.target is not None else ""
    share = "" if way.share is None else words.share(way.share)
    hidden = {"from", "to", "kind", "when", "share", "handoff"}
    more = facts.facts(scene, way.source, way.record, hide=hidden) if way.record is not None else ()
    return Row(source=plain(way.source.label), source_href=scene.href(way.source), kind=words(f"way.{way.kind}"), target=target, target_href=href, when=plain(way.when), share=share, facts=more)
