"""Which ways do customers take? The flowchart of a map: stages and steps, ways with their conditions and shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from journeybook.atlas.connections import Way, ways
from journeybook.atlas.entry import Entry
from journeybook.model.markup import plain
from journeybook.site import signs
from journeybook.site.flowchart.chart import Flowchart, FlowEdge, FlowStage, FlowStep, brief
from journeybook.site.flowchart.engines import Drawing
from journeybook.site.flowchart.folding import folded
from journeybook.site.flowchart.mermaid_text import mermaid_source
from journeybook.site.flowchart.page_words import page_words
from journeybook.site.parts import facts
from journeybook.site.scene import Scene
from journeybook.site.signs import Sign


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

    @property
    def has_more(self) -> bool:
        """Whether there is more to say of a way than the table has columns for."""
        return any(row.facts for row in self.rows)


def view(scene: Scene, map_: Entry) -> Flow:
    """The flowchart of `map_`."""
    found = ways(scene.atlas, map_)
    words = page_words(scene.words)
    chart = _chart(scene, map_, found)
    charts = folded(chart, words)
    titles = _titles(scene, charts)
    drawings = tuple(
        Drawing(ident=f"flow-{number}", title=title, chart=drawn, source=mermaid_source(drawn, words))
        for number, (title, drawn) in enumerate(zip(titles, charts, strict=True))
    )
    said = (way for way in found if way.kind != "next" or way.when or way.share is not None or (way.record and way.record.audience))
    rows = tuple(_row(scene, way) for way in said)
    return Flow(drawings, tuple(_signs(scene, chart)), rows)


def _titles(scene: Scene, charts: tuple[Flowchart, ...]) -> Iterator[str]:
    """A chart that stands alone needs none; of several, the first is the overview."""
    if len(charts) == 1:
        yield ""
        return
    yield scene.words("flow.overview")
    for chart in charts[1:]:
        yield scene.words("flow.whole") if len(charts) == 2 else chart.stages[0].title


def _signs(scene: Scene, chart: Flowchart) -> Iterator[Sign]:
    """The signs that the chart has and that need a word: none where all steps follow each other, whose stars the grid explains."""
    explained = signs.flow(scene.words)
    plain_ones = [edge for edge in chart.edges if edge.kind == "next" and edge.target is not None]
    kinds = {
        "on": len(plain_ones) < len(chart.edges),
        "out": any(edge.kind == "exit" for edge in chart.edges),
        "share": chart.is_counted,
        "dashed": chart.is_counted and any(edge.share is None and edge.kind not in ("next", "branch") for edge in chart.edges),
        "moment": any(step.moment for step in chart.steps),
        "free": any(stage.free and len(stage.steps) > 1 for stage in chart.stages) or (chart.free and len(chart.stages) > 1),
        "group": len({stage.group for stage in chart.stages}) > 1,
    }
    found = [kind for kind, there in kinds.items() if there]
    yield from (explained[kind] for kind in found if found != ["moment"])


def _chart(scene: Scene, map_: Entry, found: Iterable[Way]) -> Flowchart:
    return Flowchart(
        title=brief(scene.words("flow.title", title=plain(map_.label))),
        description=brief(plain(map_.record.summary or "")),
        stages=tuple(_stage(scene, stage, number) for number, stage in enumerate(scene.atlas.stages(map_), start=1)),
        edges=tuple(_edge(scene, way) for way in found),
        free=map_.record.order == "free",
    )


def _stage(scene: Scene, stage: Entry, number: int) -> FlowStage:
    owners = dict.fromkeys(brief(plain(owned.team.label)) for owned in scene.atlas.accountable(stage) if owned.team is not None)
    steps = tuple(_step(scene, step) for step in scene.atlas.steps(stage))
    return FlowStage(
        title=_name(stage), number=number, steps=steps or (_step(scene, stage),), group=brief(plain(stage.record.group or "")),
        owner=scene.words("separator").join(owners), free=stage.record.order == "free", moment=_is_moment(stage),
    )  # fmt: skip


def _step(scene: Scene, moment: Entry) -> FlowStep:
    return FlowStep(key=moment.id, label=_name(moment), href=scene.href(moment), moment=_is_moment(moment), bare=moment.kind == "stage")


def _name(spot: Entry) -> str:
    return brief(plain(spot.label)) or "…"


def _is_moment(spot: Entry) -> bool:
    return spot.record.moment_of_truth not in (None, False)


def _elsewhere(target: Entry) -> str:
    title = plain(target.map.label) if target.map is not None else ""
    return title if target.kind == "map" else f"{title}: {plain(target.label)}"


def _edge(scene: Scene, way: Way) -> FlowEdge:
    outside = way.target if way.end is None else None
    return FlowEdge(
        source=way.begin.id, target=way.end.id if way.end is not None else None, kind=way.kind, when=brief(plain(way.when)), share=way.share,
        place=brief(_elsewhere(outside)) if outside is not None else "", href=scene.href(outside) if outside is not None else "",
    )  # fmt: skip


def _row(scene: Scene, way: Way) -> Row:
    words = scene.words
    target = words("flow.exit") if way.target is None else plain(way.target.label)
    if way.elsewhere and way.target is not None:
        target = _elsewhere(way.target)
    href = scene.href(way.target) if way.target is not None else ""
    share = "" if way.share is None else words.share(way.share)
    hidden = {"from", "to", "kind", "when", "share", "handoff"}
    more = facts.facts(scene, way.source, way.record, hide=hidden) if way.record is not None else ()
    return Row(
        source=plain(way.source.label),
        source_href=scene.href(way.source),
        kind=words(f"way.{way.kind}"),
        target=target,
        target_href=href,
        when=plain(way.when),
        share=share,
        facts=more,
    )
