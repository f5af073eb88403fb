"""Which numbers do we have, and how do they stand? Every metric with its line, newest value and target, the farthest behind first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from journeybook.atlas.entry import Entry
from journeybook.site.parts import breakdown, briefs, bullet, facts, metric_targets, metric_value, spark
from journeybook.site.scene import Scene

ACROSS, RADIUS, LEAST = 1000, 5, 3
"""The picture of all numbers in pixels: its width, how large a dot is, and room for how many above each other it has at least."""


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


class Dot(NamedTuple):
    """A number in the picture of all, in pixels."""

    x: float
    y: float
    tone: str
    said: str


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """The rows, the picture of them all (`dots`), and how many of them wait for a new value, miss their target or reach it."""

    rows: tuple[Row, ...]
    dots: tuple[Dot, ...]
    high: int
    stale: int
    behind: int
    reached: int


def view(scene: Scene, _: Entry | None) -> Numbers:
    """Every metric of the atlas."""
    rows = sorted((_row(scene, metric) for metric in scene.atlas.library["metric"].values()), key=_order)
    keys = [row.state.key for row in rows if row.state]
    behind = sum(key in metric_targets.BEHIND for key in keys)
    dots, high = _dots(rows)
    return Numbers(
        rows=tuple(rows),
        dots=dots,
        high=high,
        stale=sum(bool(row.stale) for row in rows),
        behind=behind,
        reached=sum(key in ("reached", "late") for key in keys),
    )


def _order(row: Row) -> tuple[int, float, str]:
    return row.urgency, min((it.at for it in row.bullets), default=bullet.WIDE), row.link.text


def _dots(rows: Iterable[Row]) -> tuple[tuple[Dot, ...], int]:
    """A dot for each value that can be compared, those at one place above each other; and the height of the picture."""
    piles: Counter[int] = Counter()
    found = []
    for row in rows:
        for it in row.bullets:
            column = round(it.at / bullet.WIDE * (ACROSS - 2 * RADIUS) / (2 * RADIUS + 1))
            found.append((column, piles[column], it.tone, f"{row.link.text}: {row.value.text if not row.apart else ''}".rstrip(": ")))
            piles[column] += 1
    high = max([LEAST, *piles.values()]) * (2 * RADIUS + 1) + RADIUS
    return tuple(Dot(column * (2 * RADIUS + 1) + RADIUS, high - RADIUS - pile * (2 * RADIUS + 1) - 2, tone, said) for column, pile, tone, said in found), high


def _row(scene: Scene, metric: Entry) -> Row:
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
