"""What changed lately? Reviews, what shipped, what no longer hurts, new evidence, and numbers that came to a line, by month."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.insight import changes
from journeybook.site.parts import briefs, facts, metric_value, news, standing_changes
from journeybook.site.scene import Scene

MONTHS = 12
"""So many months are in the picture."""
WIDE, LEFT, HIGH, TOP = 76, 190, 30, 6
"""A column and the room for names left of them, a row, and what is free above, in pixels."""
KINDS = ("review", "shipped", "resolved", "evidence", "better", "behind")
"""In the order of the picture's rows."""
SIZE = 400
"""So many lines a page has room for; older ones stand on further pages."""


class Circle(NamedTuple):
    """How many changes of a kind a month had, in pixels of the picture."""

    x: int
    y: int
    r: float
    number: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class Month:
    """A month's changes, newest first, and how many of each kind."""

    title: str
    counts: tuple[tuple[str, int], ...]
    rows: tuple[news.News, ...]


@dataclass(frozen=True, kw_only=True)
class Changes:
    """The months of this part of the page, newest first, each with what the whole of it counts; and the picture of the last twelve: rows by
    kind, `labels` of its columns."""

    months: tuple[Month, ...]
    circles: tuple[Circle, ...]
    rows: tuple[tuple[int, str], ...]
    labels: tuple[tuple[int, str], ...]
    wide: int
    high: int


def has(atlas: Atlas) -> bool:
    """Whether anything in the atlas has a day on which it happened."""
    return bool(changes.changes(atlas, datetime.date.max))


def rows(atlas: Atlas) -> int:
    """About how many lines there are: of numbers only a page can tell, in its language."""
    return len(changes.changes(atlas, datetime.date.max))


def view(scene: Scene, _: Entry | None) -> Changes:
    """All that changed in the atlas."""
    found = [news.told(scene, change) for change in changes.changes(scene.atlas, scene.today)]
    found += [_crossed(scene, it) for it in standing_changes.crossings(scene, None)]
    found.sort(key=lambda it: (-it.day.toordinal(), KINDS.index(it.kind)))
    counted = {key: _counts(rows) for key, rows in _by_month(found)}
    months = [Month(title=_title(scene, key), counts=counted[key], rows=rows) for key, rows in _by_month(list(scene.portion(found)))]
    present = [kind for kind in KINDS if any(it.kind == kind for it in found)]
    columns = list(reversed(list(_last(scene.today))))
    return Changes(
        months=tuple(months), circles=tuple(_circles(found, present, columns)),
        rows=tuple((TOP + number * HIGH + HIGH // 2, scene.words(f"changes.{kind}")) for number, kind in enumerate(present)),
        labels=tuple((_x(number), scene.words.month(month)) for number, (_, month) in enumerate(columns)),
        wide=LEFT + len(columns) * WIDE, high=TOP + len(present) * HIGH + 24,
    )  # fmt: skip


def _last(today: datetime.date) -> Iterator[tuple[int, int]]:
    """The year and month of the last months, this one first."""
    for back in range(MONTHS):
        months = today.year * 12 + today.month - 1 - back
        yield months // 12, months % 12 + 1


def _by_month(found: list[news.News]) -> Iterator[tuple[tuple[int, int], tuple[news.News, ...]]]:
    for key, rows in groupby(found, key=lambda it: (it.day.year, it.day.month)):
        yield key, tuple(rows)


def _title(scene: Scene, key: tuple[int, int]) -> str:
    return scene.words.period(f"{key[0]:04}-{key[1]:02}")


def _counts(rows: tuple[news.News, ...]) -> tuple[tuple[str, int], ...]:
    counted = Counter(it.kind for it in rows)
    return tuple((kind, counted[kind]) for kind in KINDS if counted[kind])


def _x(column: int) -> int:
    return LEFT + column * WIDE + WIDE // 2


def _circles(found: list[news.News], present: list[str], columns: list[tuple[int, int]]) -> Iterator[Circle]:
    counted = Counter((it.kind, it.day.year, it.day.month) for it in found)
    for row, kind in enumerate(present):
        for column, (year, month) in enumerate(columns):
            number = counted[kind, year, month]
            if number:
                yield Circle(_x(column), TOP + row * HIGH + HIGH // 2, round(min(14, 8 + 1.4 * number**0.5), 1), number, kind)


def _crossed(scene: Scene, it: standing_changes.Crossing) -> news.News:
    words = scene.words
    places = metric_value.places(scene, it.line)
    kind = "better" if it.better else "behind"
    key = "reached" if it.key == "reached" else ("back" if it.better else "left") if it.key == "open" else "behind"
    where = words("separator").join(link.text for link in places)
    return news.News(
        day=it.day, when=words.date(it.day), kind=kind, kind_word=words(f"happened.{kind}"), link=facts.link(scene, it.metric), map=None,
        said=words(f"happened.standing.{key}", before=it.before, after=it.after) + (words("comma") + where if where else ""),
        by=words("separator").join(link.text for link in briefs.owner_links(scene, it.metric, own=True)),
    )  # fmt: skip
