"""A flowchart too large to read, divided: an overview with a box for each stage, and one chart for each stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from journeybook.site.flowchart.chart import (
    ENGLISH,
    EdgeKind,
    Flowchart,
    FlowEdge,
    FlowGroup,
    FlowNode,
    FlowWords,
    node_count,
)


def split(
    chart: Flowchart, limit: int = 60, words: FlowWords = ENGLISH
) -> tuple[Flowchart, tuple[Flowchart, ...]]:
    """An overview and its parts: the chart itself and none while it is small, else one chart per stage."""
    if node_count(chart) <= limit:
        return chart, ()
    stages = [stage for group in chart.groups for stage in _stages(group)]
    parts = [_part(chart, stage, piece) for stage in stages for piece in _pieces(stage, limit)]
    return _overview(chart, limit, words), tuple(parts)


def _stages(group: FlowGroup) -> Iterator[FlowGroup]:
    if group.nodes:
        yield group
    for inner in group.groups:
        yield from _stages(inner)


def _pieces(stage: FlowGroup, limit: int) -> list[FlowGroup]:
    """A stage with more steps than one drawing carries is continued on further drawings."""
    runs = [stage.nodes[start : start + limit] for start in range(0, len(stage.nodes), limit)]
    if len(runs) == 1:
        return [replace(stage, groups=())]
    return [
        FlowGroup(key=stage.key, label=f"{stage.label} ({number}/{len(runs)})", nodes=run)
        for number, run in enumerate(runs, start=1)
    ]


def _part(chart: Flowchart, stage: FlowGroup, piece: FlowGroup) -> Flowchart:
    """One stage with its own arrows; what lies at their other end outside is a box that names stage and step."""
    own = {piece.key, *(node.key for node in piece.nodes)}
    edges = tuple(edge for edge in chart.edges if edge.source_key in own or edge.target_key in own)
    outside = dict.fromkeys(
        key for edge in edges for key in (edge.source_key, edge.target_key) if key not in own
    )
    neighbours = _neighbours(chart)
    return Flowchart(
        title=f"{chart.title}: {piece.label}",
        description=chart.description,
        groups=(piece,),
        nodes=tuple(neighbours[key] for key in outside),
        edges=edges,
        direction=chart.direction,
    )


def _neighbours(chart: Flowchart) -> dict[str, FlowNode]:
    """Every part of the chart as it looks from another stage's drawing."""
    found = {node.key: node for node in chart.nodes}
    for group in chart.groups:
        found |= _seen_from_outside(group)
    return found


def _seen_from_outside(group: FlowGroup) -> dict[str, FlowNode]:
    found = {group.key: FlowNode(key=group.key, label=group.label, href=None, kind="elsewhere")}
    for node in group.nodes:
        found[node.key] = FlowNode(key=node.key, label=f"{group.label}:\n{node.label}", href=node.href, kind="elsewhere")
    for inner in group.groups:
        found |= _seen_from_outside(inner)
    return found


def _overview(chart: Flowchart, limit: int, words: FlowWords) -> Flowchart:
    """One box per stage; arrows between stages are counted, arrows inside a stage are left to its own drawing."""
    home: dict[str, str] = {}
    groups: list[FlowGroup] = []
    nodes: list[FlowNode] = []
    for group in chart.groups:
        folded = _folded(group, home, words)
        if isinstance(folded, FlowGroup):
            groups.append(folded)
        else:
            nodes.append(folded)
    nodes += _merged(chart.nodes, home, limit, words)
    return replace(
        chart, groups=tuple(groups), nodes=tuple(nodes), edges=_counted(chart.edges, home)
    )


def _folded(group: FlowGroup, home: dict[str, str], words: FlowWords) -> FlowGroup | FlowNode:
    """A stage becomes a box; a frame around stages stays a frame around their boxes."""
    home[group.key] = group.key
    if not group.groups:
        home.update((node.key, group.key) for node in group.nodes)
        href = next((node.href for node in group.nodes if node.href), None)
        count = f"\n{words.steps(len(group.nodes))}" if group.nodes else ""
        return FlowNode(key=group.key, label=group.label + count, href=href, kind="stage")
    inner = [_folded(child, home, words) for child in group.groups]
    return FlowGroup(
        key=group.key,
        label=group.label,
        nodes=(*group.nodes, *(part for part in inner if isinstance(part, FlowNode))),
        groups=tuple(part for part in inner if isinstance(part, FlowGroup)),
    )


def _merged(
    loose: tuple[FlowNode, ...], home: dict[str, str], limit: int, words: FlowWords
) -> list[FlowNode]:
    """Loose boxes that say the same become one; are there still too many, one box per kind."""
    kept: dict[tuple[str, ...], FlowNode] = {}
    by_kind = len({(node.kind, node.label) for node in loose}) > limit // 3
    for node in loose:
        same = (node.kind,) if by_kind else (node.kind, node.label)
        label = getattr(words, node.kind, node.label) if by_kind else node.label
        shown = replace(node, label=label, href=None) if by_kind else node
        home[node.key] = kept.setdefault(same, shown).key
    return list(kept.values())


def _counted(edges: Iterable[FlowEdge], home: Mapping[str, str]) -> tuple[FlowEdge, ...]:
    bundles: dict[tuple[str, str, EdgeKind], list[FlowEdge]] = {}
    for edge in edges:
        # A step that stands beside stages in one frame is no stage's: it keeps its own box.
        source = home.get(edge.source_key, edge.source_key)
        target = home.get(edge.target_key, edge.target_key)
        if source != target:
            bundles.setdefault((source, target, edge.kind), []).append(edge)
    return tuple(
        FlowEdge(source, target, kind, bundle[0].label if len(bundle) == 1 else f"×{len(bundle)}")
        for (source, target, kind), bundle in bundles.items()
    )
