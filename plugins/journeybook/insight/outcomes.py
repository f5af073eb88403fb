"""What became of an improvement that shipped: which value was the last before it, and which one counts as its outcome.

Pure: points and days in, points out; what they come to in words is `shipped_outcome`'s part. A value counts from the day after the ship
date until the day before the next improvement of the same metric and place shipped, at most some days; of a period (as written, or by
the metric's cadence) that begins within these days, the first counts even if it ends later, for else no quarter that begins a day
after would ever. A value of the ship day itself, or of a period that began before it and had not ended, is from both times and counts
for neither; a period that begins on the ship day is after it.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from journeybook.insight.series import Part, Point
from journeybook.reading.periods import after, in_whole_months

if TYPE_CHECKING:
    from dateutil.relativedelta import relativedelta

DAYS = 180
"""So many days after the ship date a value still counts, where `atlas.yml` says nothing."""
DAY = datetime.timedelta(days=1)
Place = tuple[str, str, str | Part]


@dataclass(frozen=True)
class Launch:
    """An improvement that customers have, since when, and where its metric is counted: map, stage and part, empty for all."""

    key: Any
    day: datetime.date
    place: Place


@dataclass(frozen=True)
class HiddenLaunch:
    """An improvement that nobody here may know more of than the day since which customers have it: it counts everywhere."""

    day: datetime.date
    place: ClassVar[Place] = ("", "", ())


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The last value before an improvement and the last one that counts after it.

    `until` is the last day whose value counts, `begin_until` the last on which a period may begin; `next` is what shipped the day
    after and ended it (empty where the days did). `begun`: there are later values, but the ship date lies in the times that they are
    of, and `after` is None. `beside` shipped since the value before, up to the same day.
    """

    before: Point | None
    after: Point | None
    begun: bool
    until: datetime.date
    begin_until: datetime.date
    next: tuple[Launch | HiddenLaunch, ...]
    beside: tuple[Launch | HiddenLaunch, ...]


def outcome(
    points: Iterable[Point], day: datetime.date, place: Place, launches: Sequence[Launch | HiddenLaunch], days: int = DAYS, period: relativedelta | None = None
) -> Outcome:
    """The outcome of what shipped on a `day` among the `points` of a `place`, oldest first.

    `launches` are those of the same metric; those at other places do not count. `period` is the metric's cadence: the time that a
    value without a written period is of.
    """
    known = [(point.date, point) for point in points if point.date is not None and point.measured.value is not None]
    since, before = next(((date, point) for date, point in reversed(known) if date < day), (day, None))
    begin_until = _plus(day, days)
    whole = [(date, point) for date, point in known if date > day and _is_after(_start(point, period), date, day)]
    first = whole[0] if whole else None
    until = max(begin_until, first[0]) if first and _start(first[1], period) <= begin_until else begin_until
    # Days first: of thousands that shipped for one number, few did so in this time.
    near = [it for it in launches if since <= it.day <= until and _touch(it.place, place)]
    next_day = min((it.day for it in near if it.day > day), default=None)
    until = until if next_day is None else next_day - DAY
    counts = [point for date, point in whole if date <= until]
    return Outcome(
        before=before, after=counts[-1] if counts else None, begun=not counts and any(day < date <= until for date, _ in known),
        until=until, begin_until=min(begin_until, until),
        next=tuple(it for it in near if it.day == next_day),
        beside=tuple(it for it in near if it.day <= day),
    )  # fmt: skip


def first_due(points: Iterable[Point], day: datetime.date, period: relativedelta) -> datetime.date:
    """When the first value is due whose whole time does not begin before `day`, in the rhythm of the values so far."""
    dates = [point.date for point in points if point.date is not None and point.measured.value is not None]
    start = max(dates, default=day)
    due, times = start, 0
    while not (due > day and _is_after(begin_of(due, period), due, day)) and due < datetime.date.max:
        times += 1
        due = after(start, period * times)
        if not period.days and (start + DAY).day == 1:  # from one month's end to another's: 30 September, 31 December
            due = due.replace(day=monthrange(due.year, due.month)[1])
    return due


def rhythm(points: Sequence[Point], cadence: relativedelta | None) -> relativedelta | None:
    """How often there is a value: as the metric says or, where it does not, by the period of the newest."""
    days = next((point.days for point in reversed(points) if point.date is not None), None)
    return cadence or (in_whole_months(days) if days else None)


def _is_after(start: datetime.date, end: datetime.date, day: datetime.date) -> bool:
    """Whether what customers did from `start` to `end` was after something shipped on `day`: a period may begin with that day."""
    return start > day or (start == day and end > start)


def _touch(one: Place, other: Place) -> bool:
    """Whether one place is the other or holds it."""
    return all(mine == its or not mine or not its for mine, its in zip(one, other, strict=True))


def _start(point: Point, period: relativedelta | None) -> datetime.date:
    """The first day of the time that a value is of: as its author wrote it, else by the metric's cadence."""
    if point.date is None or point.since not in (None, point.date):
        return point.since or datetime.date.min
    return point.date if period is None else begin_of(point.date, period)


def begin_of(end: datetime.date, period: relativedelta) -> datetime.date:
    """The first day of the `period` that ends with the day `end`."""
    try:
        return end + DAY - period
    except (ValueError, OverflowError):
        return datetime.date.min


def _plus(day: datetime.date, days: int) -> datetime.date:
    try:
        return day + datetime.timedelta(days=days)
    except OverflowError:
        return datetime.date.max
