"""What has shipped, and did its number move? The values around the day on which customers got an improvement, and the verdict."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.insight import outcomes
from journeybook.insight.series import Point
from journeybook.site.parts import facts, metric_value, shipped_outcome
from journeybook.site.scene import Scene


@dataclass(frozen=True, kw_only=True)
class Row:
    """An improvement that customers have. `reasons` tell why nothing can be said, or what weakens it."""

    link: facts.Link
    map: facts.Link | None
    date: str
    date_key: str
    metric: facts.Link | None
    expected: str
    before: metric_value.Value | None
    after: metric_value.Value | None
    change: metric_value.Change | None
    verdict: shipped_outcome.Verdict | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Shipped:
    """The rows, the newest first, and for how many days after an improvement a value counts."""

    rows: tuple[Row, ...]
    days: int


def view(scene: Scene, map_: Entry | None) -> Shipped:
    """What `map_`, or the whole atlas, has shipped."""
    atlas = scene.atlas
    entries = atlas.items_of(map_, "improvement") if map_ is not None else atlas.counted("improvement")
    shipped = [entry for entry in entries if shipped_outcome.has_shipped(scene, entry)]
    shipped.sort(key=lambda it: it.record.shipped, reverse=True)
    return Shipped(
        tuple(_row(scene, entry, map_ is None) for entry in (shipped if map_ is not None else scene.portion(shipped))),
        atlas.settings.outcome_days or outcomes.DAYS,
    )


def _row(scene: Scene, entry: Entry, with_map: bool) -> Row:
    record, found = entry.record, shipped_outcome.effect(scene, entry)

    def value(point: Point | None) -> metric_value.Value | None:
        return metric_value.value_of(scene, found.metric, found.line, point) if point is not None and found.metric is not None else None

    before, after = (found.outcome.before, found.outcome.after) if found.outcome is not None else (None, None)
    return Row(
        link=facts.link(scene, entry),
        map=facts.link(scene, entry.map) if with_map and entry.map is not None else None,
        date=scene.words.date(record.shipped), date_key=record.shipped.isoformat(),
        metric=facts.link(scene, found.metric) if found.metric is not None else None, expected=facts.minus(record.expected or ""),
        before=value(before), after=value(after), change=found.change, verdict=found.verdict, reasons=found.reasons,
    )  # fmt: skip
