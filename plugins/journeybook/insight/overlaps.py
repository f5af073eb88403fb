"""Which values of one place follow each other, where some are of periods that overlap: months beside the quarter that holds them.

Pure. Values of overlapping periods are no steps of one series. Those of the metric's cadence count; where it declares none, those of
the length that most of them have, and of the shorter one where two are as frequent. What is of another length joins them where it
overlaps none of these (quarters of last year before this year's months), if it is no sum; the rest stands aside.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from journeybook.reading.periods import MONTH, after, parse_period

SHORTEST_MONTH = 28


@dataclass(frozen=True)
class Span:
    """The time that a value is of, and whether there is one. `first` is None, or `last` itself, where a single day is all that is known."""

    first: datetime.date | None
    last: datetime.date
    known: bool


def aside(spans: Sequence[Span], cadence: str | None, sums: bool = False) -> frozenset[int]:
    """Which of `spans`, by position, stand aside, because they overlap others that count more. Of `sums`, such as how many came, a quarter is
    no step between months either, for it is three of them."""
    declared = _declared(cadence)
    lengths = [_length(span, declared) for span in spans]
    if len(set(lengths)) < 2 and len({span.last for span in spans}) == len(spans):
        return frozenset()
    often = Counter(length for span, length in zip(spans, lengths, strict=True) if span.known)
    order = sorted(range(len(spans)), key=lambda i: (not spans[i].known, lengths[i] != declared, -often[lengths[i]], lengths[i], _first(spans[i]), i))
    kept: list[int] = []
    ends: set[datetime.date] = set()
    for i in order:
        other = sums and any(1 not in (lengths[i], lengths[j]) and lengths[i] != lengths[j] for j in kept)
        free = not other and spans[i].last not in ends and not any(lengths[i] != lengths[j] and _overlap(spans[i], spans[j]) for j in kept)
        if free:
            kept.append(i)
            ends.add(spans[i].last)
    return frozenset(range(len(spans))).difference(kept)


def _declared(cadence: str | None) -> int:
    """How long the periods of a cadence are; 0 where there is none."""
    period = parse_period(cadence or "")
    start = datetime.date(2026, 1, 1)
    return _in_days((after(start, period) - start).days) if period else 0


def _length(span: Span, declared: int) -> int:
    """How long a value's period is: in days, from a month on in whole months as days, so that 28 and 31 days are alike. What has only
    a day is of the cadence's."""
    days = (span.last - _first(span)).days + 1
    return declared if days == 1 and declared else _in_days(days)


def _in_days(days: int) -> int:
    return days if days < SHORTEST_MONTH else round(round(days / MONTH) * MONTH)


def _first(span: Span) -> datetime.date:
    return span.first or span.last


def _overlap(one: Span, other: Span) -> bool:
    return _first(one) <= other.last and _first(other) <= one.last
