"""A flowchart too long to read at once: an overview of its stages before it, and, of a very long one, a chart for each stage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from journeybook.site.flowchart.chart import Flowchart, FlowEdge, FlowStage, FlowStep, FlowWords

OVERVIEW, PARTS = 25, 60
"""From how many steps on there is an overview, and above how many the chart itself is divided."""


def folded(chart: Flowchart, words: FlowWords) -> tuple[Flowchart, ...]:
    """The charts that say what `chart` says, each short enough to read: itself, most often. Of several, the first is the overview."""
    if len(chart.steps) < OVERVIEW or (len(chart.stages) == 1 and len(chart.steps) <= PARTS):
        return (chart,)
    if len(chart.steps) <= PARTS:
        return overview(chart, words), chart
    return overview(chart, words), *parts(chart)


def overview(chart: Flowchart, words: FlowWords) -> Flowchart:
    """A box for each stage, and the ways between stages once each. Those within a stage are left to the chart itself; ways out are
    counted, as shares of those at different steps do not add up."""
    home = {step.key: number for number, stage in enumerate(chart.stages) for step in stage.steps}
    ways: dict[tuple[int, int | str], list[FlowEdge]] = defaultdict(list)
    for edge in chart.edges:
        start, end = home[edge.source], home[edge.target] if edge.target is not None else edge.place
        if start != end:
            ways[start, end].append(edge)
    order = sorted(ways, key=lambda ends: (ends[0], isinstance(ends[1], str), ends[1]))
    return replace(
        chart, stages=tuple(_folded_stage(stage, number, words) for number, stage in enumerate(chart.stages)),
        edges=tuple(_bundled(ends, ways[ends], chart, words) for ends in order),
    )  # fmt: skip


def _folded_stage(stage: FlowStage, number: int, words: FlowWords) -> FlowStage:
    first = stage.steps[0]
    moment = stage.moment or any(step.moment for step in stage.steps)
    box = FlowStep(key=f"stage-{number}", label=stage.title, href=first.href, moment=moment, bare=True)
    return replace(stage, steps=(box,), free=False, note="" if first.bare else words.steps(len(stage.steps)))


def _bundled(ends: tuple[int, int | str], edges: list[FlowEdge], chart: Flowchart, words: FlowWords) -> FlowEdge:
    """Several ways between two stages as one; on to the next stage is plain, whatever the conditions."""
    start, end = ends
    first, *others = edges
    most = max(edges, key=lambda edge: edge.share or 0)
    target = f"stage-{end}" if isinstance(end, int) else None
    if isinstance(end, int) and end == start + 1:
        return FlowEdge(source=f"stage-{start}", target=target)
    if not others:
        when = f"{first.when} ({words.share(first.share)})".strip() if first.share is not None else first.when
    elif first.leaves and not first.place:
        share = "" if most.share is None else f" ({words.share(most.share)})"
        when = words.out_of(len({edge.source for edge in edges}), chart.names[most.source]) + share
    else:
        when = words.ways(len(edges))
    return FlowEdge(source=f"stage-{start}", target=target, kind=first.kind, when=when, place=first.place, href=first.href)


def parts(chart: Flowchart) -> Iterator[Flowchart]:
    """A chart for each stage; one of very many steps is continued on further ones. A way to a step that stands elsewhere leads out of
    its chart, to the name of stage and step."""
    home = {step.key: (stage, step) for stage in chart.stages for step in stage.steps}
    for stage in chart.stages:
        runs = [stage.steps[start : start + PARTS] for start in range(0, len(stage.steps), PARTS)]
        for number, run in enumerate(runs, start=1):
            title = stage.title if len(runs) == 1 else f"{stage.title} ({number}/{len(runs)})"
            inside = {step.key for step in run}
            edges = tuple(_cut(edge, inside, home) for edge in chart.edges if edge.source in inside)
            yield Flowchart(title=f"{chart.title}: {title}", description=chart.description, stages=(replace(stage, title=title, steps=run),), edges=edges)


def _cut(edge: FlowEdge, inside: set[str], home: dict[str, tuple[FlowStage, FlowStep]]) -> FlowEdge:
    if edge.target is None or edge.target in inside:
        return edge
    stage, step = home[edge.target]
    place = step.label if step.bare else f"{stage.title}: {step.label}"
    return replace(edge, target=None, place=place, href=step.href, kind="jump" if edge.kind == "exit" else edge.kind)
