"""What became of an improvement that shipped: which value was the last before it, and which one counts as its outcome.

Pure: points and days in, points out; what they come to in words is `effects`' part. A value counts from the day after the ship
date until the day before the next improvement of the same metric and place shipped, at most some days. A value of the ship day
itself, or of a written period that the ship date lies in, is from both times and counts for neither.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.review import after
from journeybook.series import Part, Point

if TYPE_CHECKING:
    from dateutil.relativedelta import relativedelta

DAYS = 180
"""So many days after the ship date a value still counts, where `atlas.yml` says nothing."""
DAY = datetime.timedelta(days=1)
Place = tuple[str, str, str | Part]


@dataclass(frozen=True)
class Launch:
    """An improvement that customers have, since when, and where its metric is counted: map, stage and part, empty for all."""

    key: Hashable
    day: datetime.date
    place: Place


@dataclass(frozen=True)
class Outcome:
    """The last value before an improvement and the last one that counts after it.

    `until` is the last day whose value counts; `next` is what shipped the day after and ended it (empty where the days did).
    `begun`: by the metric's cadence the time that `after` is of began before the ship date. `beside` shipped between the
    value before and the improvement, or on the same day.
    """

    before: Point | None
    after: Point | None
    begun: bool
    until: datetime.date
    next: tuple[Launch, ...]
    beside: tuple[Launch, ...]


def outcome(
    points: Iterable[Point], launch: Launch, others: Sequence[Launch], days: int = DAYS, period: relativedelta | None = None
) -> Outcome:
    """The outcome of `launch` among the `points` of its place, oldest first.

    `others` are the launches of the same metric; those at other places do not count. `period` is the metric's cadence: a value
    whose whole time lies after the ship date goes before a later one that does not.
    """
    near = [it for it in others if it.key != launch.key and _touch(it.place, launch.place)]
    next_day = min((it.day for it in near if it.day > launch.day), default=None)
    until = _plus(launch.day, days)
    if next_day is not None and next_day <= until:
        until = next_day - DAY
    else:
        next_day = None
    known = [point for point in points if point.date is not None and point.measured.value is not None]
    earlier = [point for point in known if point.date < launch.day]
    later = [point for point in known if launch.day < point.date <= until and _start(point) >= launch.day]
    whole = [point for point in later if not _begun(point, launch.day, period)]
    before, counted = (found[-1] if found else None for found in (earlier, whole or later))
    since = before.date if before is not None else launch.day
    return Outcome(
        before, counted, bool(later) and not whole, until,
        tuple(it for it in near if it.day == next_day),
        tuple(it for it in near if since <= it.day <= launch.day),
    )  # fmt: skip


def first_due(points: Iterable[Point], day: datetime.date, period: relativedelta) -> datetime.date:
    """When the first value is due whose whole time lies after `day`, in the rhythm of the values so far."""
    dates = [point.date for point in points if point.date is not None and point.measured.value is not None]
    start, wanted = max(dates, default=day), after(day, period) - DAY
    due, times = start, 0
    while due < wanted or due <= day:
        times += 1
        due = after(start, period * times)
        if not period.days and (start + DAY).day == 1:  # from one month's end to another's: 30 September, 31 December
            due = due.replace(day=monthrange(due.year, due.month)[1])
    return due


def _touch(one: Place, other: Place) -> bool:
    """Whether one place is the other or holds it."""
    return all(mine == its or not mine or not its for mine, its in zip(one, other, strict=True))


def _start(point: Point) -> datetime.date:
    """The first day of the time that a value is of, as its author wrote it."""
    return point.since or point.date or datetime.date.min


def _begun(point: Point, day: datetime.date, period: relativedelta | None) -> bool:
    if period is None or point.date is None or point.since not in (None, point.date):
        return False  # of a written period the first day is known
    return after(day, period) > point.date + DAY


def _plus(day: datetime.date, days: int) -> datetime.date:
    try:
        return day + datetime.timedelta(days=days)
    except OverflowError:
        return datetime.date.max
