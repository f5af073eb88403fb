"""Which numbers do we have, and how do they stand? Every metric with its newest value and target, the overdue ones first."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.site.parts import breakdown, briefs, facts, metric_targets, metric_value
from journeybook.site.scene import Scene


@dataclass(frozen=True, kw_only=True)
class Row:
    """A metric in a line; `apart` are its first values where it has none for all, `more` how many others there are."""

    link: facts.Link
    value: metric_value.Value
    apart: tuple[breakdown.Apart, ...]
    more: int
    aim: metric_targets.Aim | None
    state: metric_targets.State | None
    owners: tuple[facts.Link, ...]
    cadence: str
    stale: str
    urgency: int


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """The rows, and how many of them wait for a new value, miss their target or have none."""

    rows: tuple[Row, ...]
    stale: int
    behind: int
    reached: int


def view(scene: Scene, _: Entry | None) -> Numbers:
    """Every metric of the atlas."""
    rows = sorted((_row(scene, metric) for metric in scene.atlas.library["metric"].values()), key=_order)
    keys = [row.state.key for row in rows if row.state]
    behind = sum(key in metric_targets.BEHIND for key in keys)
    return Numbers(rows=tuple(rows), stale=sum(bool(row.stale) for row in rows), behind=behind, reached=sum(key in ("reached", "late") for key in keys))


def _order(row: Row) -> tuple[bool, int, str]:
    return not row.stale, row.urgency, row.link.text


def _row(scene: Scene, metric: Entry) -> Row:
    stand = breakdown.reading(scene, metric)
    state = breakdown.state_of(scene, metric, stand)
    due = metric_value.stale_since(scene, metric.record, stand.lines)
    cadence = metric.record.cadence
    return Row(
        link=facts.link(scene, metric),
        value=metric_value.value_of(scene, metric, stand.newest),
        apart=breakdown.apart(scene, metric, stand.first),
        more=stand.more,
        aim=metric_targets.current(breakdown.aims_of(scene, metric, stand)),
        state=state,
        owners=briefs.owner_links(scene, metric, own=True),
        cadence=facts.period(scene, cadence) if cadence else "",
        stale=scene.words("numbers.stale", date=scene.words.date(due)) if due else "",
        urgency=metric_targets.URGENCY.index(state.key if state else ""),
    )
