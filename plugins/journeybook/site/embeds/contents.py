"""What a hand-written page shows of the atlas: the same views as our own pages, narrowed to what its fence asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from journeybook.atlas.entry import Entry, holds
from journeybook.site.embeds.view_fences import Wanted
from journeybook.site.parts import briefs, due
from journeybook.site.parts.curve_points import Point, Voice
from journeybook.site.parts.due import last_review
from journeybook.site.parts.facts import Link, link
from journeybook.site.scene import Scene
from journeybook.site.views import backlog, curve, findings, flow, grid, ownership


@dataclass(frozen=True, kw_only=True)
class ReviewRow:
    """A map, and where it stands with its reviews."""

    link: Link
    owners: tuple[Link, ...]
    state: str
    last: str
    next: str


def context(scene: Scene, asked: Wanted) -> dict[str, Any]:
    """What the template of an embed shows."""
    views: dict[str, Callable[[], dict[str, Any]]] = {
        "grid": lambda: _grid(scene, asked),
        "curve": lambda: _curve(scene, asked),
        "flow": lambda: {"flow": flow.view(scene, asked.of)},
        "ownership": lambda: _ownership(scene, asked),
        "backlog": lambda: _backlog(scene, asked),
        "pains": lambda: _pains(scene, asked),
        "reviews": lambda: {"reviews": _reviews(scene, asked)},
    }
    return {"source": link(scene, asked.map) if asked.map is not None else None, **views[asked.view]()}


def _grid(scene: Scene, asked: Wanted) -> dict[str, Any]:
    whole, felt = grid.view(scene, asked.of), curve.view(scene, asked.of)
    if asked.stage is None:
        return {"grid": whole, "curve": felt}
    (kept,) = [stage for stage in whole.stages if stage.head.entry is asked.stage.stage]
    cut = replace(whole, stages=(replace(kept, start=1),), columns=kept.span, groups=())
    return {"grid": cut, "curve": _part(felt, kept, asked.stage.stage) if felt is not None else None}


def _part(whole: curve.Curve, kept: grid.StageColumns, stage: Entry | None) -> curve.Curve | None:
    """The curve over the columns of one stage only."""
    wider = whole.columns / kept.span

    def shifted(x: float) -> float:
        return round((x - 100 * (kept.start - 1) / whole.columns) * wider, 3)

    def moved(point: Point) -> Point:
        return point._replace(x=shifted(point.x), wide=round(point.wide * wider, 3))

    def cut(line: curve.Curve | Voice) -> dict[str, Any]:
        pairs = tuple((moved(a), moved(b)) for a, b in line.segments if a.entry.stage is b.entry.stage is stage)
        return {"points": tuple(moved(point) for point in line.points if point.entry.stage is stage), "segments": pairs}

    rows = tuple(row for row in whole.rows if row.stage is stage)
    voices = tuple(voice._replace(**cut(voice)) for voice in whole.voices)
    unscored = tuple(it._replace(x=shifted(it.x)) for it in whole.unscored if 0 < shifted(it.x) < 100)
    return replace(whole, columns=kept.span, rows=rows, voices=voices, unscored=unscored, **cut(whole)) if any(row.feeling for row in rows) else None


def _curve(scene: Scene, asked: Wanted) -> dict[str, Any]:
    """The curve under the names of its columns, and nothing of what the grid's cells say."""
    whole = grid.view(scene, asked.of)

    def bare(column: grid.Column) -> grid.Column:
        return column._replace(moment=None, owners=(), cells=())

    stages = tuple(replace(stage, runs=(), head=bare(stage.head), steps=tuple(bare(step) for step in stage.steps)) for stage in whole.stages)
    return {"grid": replace(whole, stages=stages, lanes=(), more=()), "curve": curve.view(scene, asked.of)}


def _ownership(scene: Scene, asked: Wanted) -> dict[str, Any]:
    whole = ownership.view(scene, asked.of)
    rows = [row for row in whole.rows if _concerns([row.spot], asked.stage) and _answers(scene, row.spot, asked.team)]
    kept = whole.handovers if asked.stage is None and asked.team is None else ()
    return {"ownership": replace(whole, rows=tuple(rows), handovers=kept)}


def _backlog(scene: Scene, asked: Wanted) -> dict[str, Any]:
    whole = backlog.view(scene, None)
    rows = [row for row in whole.rows if not asked.status or row.status == asked.status]
    kept = set(_asked(scene, asked, (row.entry for row in rows)))
    return {"backlog": replace(whole, rows=tuple(row for row in rows if row.entry in kept)[: asked.limit], dots=())}


def _pains(scene: Scene, asked: Wanted) -> dict[str, Any]:
    pains = sorted(scene.atlas.counted("pain"), key=lambda pain: -(pain.record.severity or 0))
    pains = [pain for pain in pains if not asked.status or briefs.is_open(scene, pain) == (asked.status == "open")]
    return {"cards": [findings.card(scene, pain) for pain in _asked(scene, asked, pains)[: asked.limit]]}


def _reviews(scene: Scene, asked: Wanted) -> list[ReviewRow]:
    rows = []
    for map_ in due.reviewed(scene.atlas):
        review = due.review_of(scene, map_)
        if holds(map_) and _answers(scene, map_, asked.team) and asked.status in ("", review.state):
            owners = briefs.owner_links(scene, map_, own=True)
            row = ReviewRow(link=link(scene, map_), owners=owners, state=review.state, last=last_review(scene, review), next=due.next_review(scene, review))
            rows.append((review.due is None, review.due, row))
    rows.sort(key=lambda row: (row[0], str(row[1] or ""), row[2].link.text))
    return [row for _, _, row in rows][: asked.limit]


def _asked(scene: Scene, asked: Wanted, items: Iterable[Entry]) -> list[Entry]:
    """Those of `items` that belong to the map, stage and team that are asked for."""
    atlas, kept = scene.atlas, []
    for item in items:
        answers = [*atlas.targets(item, "opportunity"), *atlas.targets(item, "pains")] if item.kind == "improvement" else []
        spots = atlas.spots_of(item) or [spot for answer in answers for spot in atlas.spots_of(answer)]
        if asked.map in (None, item.map) and _concerns(spots, asked.stage) and _answers(scene, item, asked.team):
            kept.append(item)
    return kept


def _concerns(spots: Iterable[Entry], stage: Entry | None) -> bool:
    return stage is None or any(stage in (spot, spot.stage) for spot in spots)


def _answers(scene: Scene, entry: Entry, team: Entry | None) -> bool:
    return team is None or any(owned.team is team for owned in scene.atlas.accountable(entry))
