"""Which numbers do we have, and how do they stand? Every metric with its newest value and target, the overdue ones first."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook import aims, briefs, facts, spread, standing
from journeybook.entry import Entry
from journeybook.scene import Scene


@dataclass(frozen=True)
class Row:
    """A metric in a line; `apart` are its first values where it has none for all, `more` how many others there are."""

    link: facts.Link
    value: standing.Value
    apart: tuple[spread.Apart, ...]
    more: int
    aim: aims.Aim | None
    state: aims.State | None
    owners: tuple[facts.Link, ...]
    cadence: str
    stale: str
    urgency: int


@dataclass(frozen=True)
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
    behind = sum(key in aims.BEHIND for key in keys)
    return Numbers(tuple(rows), sum(bool(row.stale) for row in rows), behind, sum(key in ("reached", "late") for key in keys))


def _order(row: Row) -> tuple[bool, int, str]:
    return not row.stale, row.urgency, row.link.text


def _row(scene: Scene, metric: Entry) -> Row:
    stand = spread.reading(scene, metric)
    state = spread.state_of(scene, metric, stand)
    due = standing.stale_since(scene, metric.record, stand.lines)
    cadence = metric.record.cadence
    return Row(
        facts.link(scene, metric),
        standing.value_of(scene, metric, stand.newest),
        spread.apart(scene, metric, stand.first),
        stand.more,
        aims.current(spread.aims_of(scene, metric, stand)),
        state,
        briefs.owner_links(scene, metric, own=True),
        facts.period(scene, cadence) if cadence else "",
        scene.words("numbers.stale", date=scene.words.date(due)) if due else "",
        aims.URGENCY.index(state.key if state else ""),
    )

