"""Counts: what a row of a CSV file says, which columns there are, and which of them a kind of metric needs.

`count_rows` reads the rows, `count_checks` says what is wrong between them and their metrics. What the names in a row mean is
`counted_records`' part, what values the counts give `series`', which files there are `folder`'s.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from journeybook.model import Metric
from journeybook.reading.problem import Place

PLACES = ("map", "stage", "touchpoint")
CUTS = ("segment", "channel", "region")
PARTS = ("touchpoint", *CUTS)
"""A row that names one of these counts a part and never the whole."""
WORDS = ("metric", *PLACES, *CUTS)
NEEDED: dict[str, tuple[str, ...]] = {
    "nps": ("promoters", "passives", "detractors"),
    "csat": ("s1", "s2", "s3", "s4", "s5"),
    "ces": ("c1", "c2", "c3", "c4", "c5", "c6", "c7"),
    "conversion": ("entered", "completed"),
    "ltv": ("revenue", "margin", "churn"),
}
"""The count columns that a kind of metric needs; every other kind needs a `value`. All may have `n`."""
OTHER = ("value",)
PEOPLE = ("nps", "csat", "ces", "conversion")
"""The kinds that count people, in whole numbers."""
WHOLE = frozenset(name for kind in PEOPLE for name in NEEDED[kind]) | {"n"}
PERCENT = frozenset({"%", "％"})
NUMBERS = (*(name for names in NEEDED.values() for name in names), *OTHER, "n")
COLUMNS = ("metric", "date", *WORDS[1:], "audience", *NUMBERS)
TOTALS = frozenset(
    ["total", "totals", "grand total", "sum", "all", "all customers", "all regions", "all channels", "all segments", "overall", "everyone", "everybody",
     "gesamt", "insgesamt", "alle", "alle kunden", "summe", "gesamtsumme", "*", "全部", "合计", "总计", "总数", "总体", "整体", "全体", "所有", "全部客户", "所有客户", "共计"]
)  # fmt: skip
"""What people write for all of them in a column that names a part."""


@dataclass(frozen=True)
class Count:
    """One row: what was counted, when, where and of whom (empty where the row does not say), and the numbers.

    `date` is the last day of what the row is about, `since` the first, and `when` is how the row writes it. `own` holds the organisation's `x-` columns; `cells` tells where each filled cell stands, `place` is the metric's.
    """

    metric: str
    date: datetime.date
    map: str
    stage: str
    touchpoint: str
    segment: str
    channel: str
    region: str
    numbers: Mapping[str, float] = field(hash=False)
    place: Place
    audience: str = ""
    since: datetime.date | None = None
    when: str = ""
    own: Mapping[str, str] = field(default_factory=dict, hash=False)
    cells: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)

    @property
    def time(self) -> tuple[datetime.date, datetime.date]:
        """The first and the last day of what the row is about."""
        return self.since or self.date, self.date

    @property
    def where(self) -> tuple[str, ...]:
        """Its map, stage and touchpoint."""
        return tuple(getattr(self, name) for name in PLACES)

    @property
    def part(self) -> tuple[tuple[str, str], ...]:
        """What it counts only a part of the customers by, as (column, name); empty where it counts all of them."""
        return tuple((name, getattr(self, name)) for name in PARTS if getattr(self, name))

    @property
    def who(self) -> tuple[str, ...]:
        """Its segment, channel and region."""
        return tuple(getattr(self, name) for name in CUTS)


def means_all(name: str) -> bool:
    """Whether a name says that nobody is left out."""
    return " ".join(name.casefold().split()) in TOTALS


def kind_of(count: Count, metric: Metric | None) -> str:
    """The kind of the metric, or where it says none, the one whose counts the row holds; else empty."""
    told = next((kind for kind, names in NEEDED.items() if set(names) <= set(count.numbers)), "")
    return (metric.kind_ if metric else None) or told


def of_all(metric: Metric, kind: str) -> bool:
    """Whether values of `kind` are the percentage of all customers who left or stayed: never below 0 nor above 100."""
    return kind in ("churn", "retention") and (not metric.unit or metric.unit in PERCENT)
