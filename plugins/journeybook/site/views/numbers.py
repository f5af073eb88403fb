"""Which numbers do we have, and how do they stand? Every metric with its line, newest value and target, the farthest behind first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from journeybook.atlas.entry import Entry
from journeybook.site.parts import bullet, metric_targets, number_rows
from journeybook.site.scene import Scene

ACROSS, RADIUS, LEAST = 1000, 5, 3
"""The picture of all numbers in pixels: its width, how large a dot is, and room for how many above each other it has at least."""


class Dot(NamedTuple):
    """A number in the picture of all, in pixels."""

    x: float
    y: float
    tone: str
    said: str


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """The rows, the picture of them all (`dots`), and how many of them wait for a new value, miss their target or reach it."""

    rows: tuple[number_rows.Row, ...]
    dots: tuple[Dot, ...]
    high: int
    stale: int
    behind: int
    reached: int


def view(scene: Scene, _: Entry | None) -> Numbers:
    """Every metric of the atlas."""
    rows = sorted((number_rows.row(scene, metric) for metric in scene.atlas.library["metric"].values()), key=number_rows.order)
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


def _dots(rows: Iterable[number_rows.Row]) -> tuple[tuple[Dot, ...], int]:
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
