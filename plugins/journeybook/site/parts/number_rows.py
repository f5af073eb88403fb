"""A metric in a row of a list: how it stands, in words and as pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.site.parts import breakdown, briefs, bullet, facts, metric_targets, metric_value, spark
from journeybook.site.scene import Scene


@dataclass(frozen=True, kw_only=True)
class Row:
    """A metric in a line; `apart` are its first values where it has none for all, `more` how many others there are; `bullets` are the
    pictures of how these values, or the one, stand."""

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
    spark: spark.Spark | None
    bullets: tuple[bullet.Bullet, ...]


def order(row: Row) -> tuple[int, float, str]:
    """The farthest behind first."""
    return row.urgency, min((it.at for it in row.bullets), default=bullet.WIDE), row.link.text


def row(scene: Scene, metric: Entry) -> Row:
    """The row of `metric`."""
    stand = breakdown.reading(scene, metric)
    aim = metric_targets.current(breakdown.aims_of(scene, metric, stand))
    state = breakdown.state_of(scene, metric, stand)
    due = metric_value.stale_since(scene, metric.record, stand.lines)
    cadence = metric.record.cadence
    return Row(
        link=facts.link(scene, metric),
        value=metric_value.value_of(scene, metric, stand.newest),
        apart=breakdown.apart(scene, metric, stand.first),
        more=stand.more,
        aim=aim,
        state=state,
        owners=briefs.owner_links(scene, metric, own=True),
        cadence=facts.period(scene, cadence) if cadence else "",
        stale=scene.words("numbers.stale", date=scene.words.date(due)) if due else "",
        urgency=metric_targets.URGENCY.index(state.key if state else ""),
        spark=spark.picture(stand.newest, spark.ROW, margins=True) if stand.newest is not None and len(stand.lines) == 1 else None,
        bullets=tuple(_bullets(scene, metric, stand.first, aim)),
    )


def _bullets(scene: Scene, metric: Entry, stand: breakdown.Reading, aim: metric_targets.Aim | None) -> Iterator[bullet.Bullet]:
    for line in stand.lines:
        state = metric_targets.state_of(scene, metric, line)
        found = bullet.of_line(scene, metric, line, aim, state.tone if state else "none")
        if found is not None:
            yield found
