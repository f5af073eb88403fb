"""A date is more than sixty years ago or thirty ahead, which is nearly always a slip in its year.

The day 31 December 9999 or 2099 is how some systems write "without an end", and documents and literature may be old.

    date: 1926-06-30      # wrong
    due: 2206-12-31       # wrong
    date: 2026-06-30      # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.model import Evidence, Part
from journeybook.model.library import Value
from journeybook.model.maps import LogEntry
from journeybook.model.record import fields
from journeybook.reading.periods import period_end
from journeybook.reading.problem import Place

LEVEL = "warning"
AGO, AHEAD = 60, 30
"""Years."""
NO_END = (2099, 9999)
MAY_BE_OLD = ("document", "literature")


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Dates of records and rows far from today."""
    for count in atlas.counts:
        if today.year - count.date.year > AGO:
            yield _finding(count.cells.get("date", count.place), count.date, today)
    for part in atlas.parts:
        for name, key, _ in fields(type(part), "date"):
            value = getattr(part, name)
            date = period_end(value) if isinstance(value, str) else value
            if date is not None and _is_unlikely(part, key, date, today):
                yield _finding(part.place(key), date, today)


def _is_unlikely(part: Part, key: str, date: datetime.date, today: datetime.date) -> bool:
    if date.year - today.year > AHEAD:
        happened = key == "shipped" or isinstance(part, Value | LogEntry)  # other rules say of these that they lie ahead
        return date.year not in NO_END and not happened
    return today.year - date.year > AGO and not (isinstance(part, Evidence) and part.kind_ in MAY_BE_OLD)


def _finding(where: Place, date: datetime.date, today: datetime.date) -> Finding:
    years = abs(date.year - today.year)
    message = f"the year {date.year:04} is {years} years {'ahead' if date.year > today.year else 'ago'}"
    return Finding(where, message, _hint(date.year, today.year))


def _hint(year: int, now: int) -> str:
    """The year near this one in another century, with the same digits in another order, or with one other digit."""
    typed = f"{year:04}"
    near = sorted(range(max(now - 10, 1000), min(now + 6, 10_000)), key=lambda it: (abs(it - now), it))
    same = [it for it in near if sorted(str(it)) == sorted(typed)]
    slips = [it for it in near if sum(a != b for a, b in zip(str(it), typed, strict=True)) == 1]
    century = [it for it in near if it % 100 == year % 100]
    meant = (century or same or slips or [0])[0]
    return f"did you mean {meant}?" if meant else "check the year"
