"""Periods in people's words and stretches of the calendar: "3 months", P3M, quarterly, 每季度; 2026-05, Q2 2026, May 2026."""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, TypedDict

from journeybook.reading.dates import named_day, read_date, read_month

if TYPE_CHECKING:
    from dateutil.relativedelta import relativedelta

MONTH = 30.44
"""The days of a month, on average."""
LONGEST = 36_600
"""Days; a longer period is a slip of the pen."""


class _Length(TypedDict, total=False):
    """What one of a unit adds to a period, as dateutil takes it."""

    days: int
    weeks: int
    months: int
    years: int


UNITS: dict[str, _Length] = {
    "day": {"days": 1}, "d": {"days": 1}, "week": {"weeks": 1}, "w": {"weeks": 1}, "fortnight": {"weeks": 2},
    "month": {"months": 1}, "mo": {"months": 1}, "m": {"months": 1}, "quarter": {"months": 3},
    "half a year": {"months": 6}, "half-year": {"months": 6}, "half year": {"months": 6},
    "year": {"years": 1}, "yr": {"years": 1}, "y": {"years": 1},
    "tag": {"days": 1}, "tage": {"days": 1}, "tagen": {"days": 1}, "woche": {"weeks": 1}, "wochen": {"weeks": 1}, "monat": {"months": 1}, "monate": {"months": 1}, "monaten": {"months": 1},
    "quartal": {"months": 3}, "quartale": {"months": 3}, "halbjahr": {"months": 6}, "jahr": {"years": 1}, "jahre": {"years": 1}, "jahren": {"years": 1},
    "天": {"days": 1}, "周": {"weeks": 1}, "週": {"weeks": 1}, "个星期": {"weeks": 1}, "星期": {"weeks": 1},
    "个月": {"months": 1}, "月": {"months": 1}, "个季度": {"months": 3}, "季度": {"months": 3}, "季": {"months": 3},
    "半年": {"months": 6}, "年": {"years": 1},
}  # fmt: skip
ADVERBS = {
    "daily": "day", "weekly": "week", "fortnightly": "fortnight", "monthly": "month", "quarterly": "quarter",
    "half-yearly": "half-year", "half yearly": "half-year", "semiannually": "half-year", "semi-annually": "half-year",
    "twice a year": "half-year", "yearly": "year", "annually": "year", "annual": "year", "每年两次": "半年",
    "täglich": "tag", "wöchentlich": "woche", "monatlich": "monat", "vierteljährlich": "quartal", "quartalsweise": "quartal", "halbjährlich": "halbjahr",
    "jährlich": "jahr",
}  # fmt: skip
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "other": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "eighteen": 18, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6,
    "七": 7, "八": 8, "九": 9, "十": 10, "十二": 12, "十八": 18, "二十四": 24,
}  # fmt: skip
ISO = re.compile(r"p(?=\d)(?:(\d{1,5})y)?(?:(\d{1,5})m)?(?:(\d{1,5})w)?(?:(\d{1,5})d)?")
PIECE = re.compile(
    r"(?:(?:once|every|each|per|alle|jede[rns]?|pro|每隔?) ?)*"
    rf"(?:(?P<number>\d{{1,5}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})[ -]?)?"
    rf"(?P<unit>{'|'.join(sorted(UNITS, key=len, reverse=True))})s?(?: ?一次)?(?: ?(?:,|and) ?| |$)?"
)
ORDER = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}
CALENDAR = tuple(
    (re.compile(pattern), months)
    for pattern, months in (
        (r"(?P<year>\d{4})-(?P<n>\d{2})", 1),
        (r"(?P<year>\d{4})[- ]?q(?P<n>[1-4])", 3),
        (r"q(?P<n>[1-4])[ /-]?(?P<year>\d{4})", 3),
        (r"(?P<year>\d{4})年?第?(?P<n>[一二三四1-4])季度?", 3),
        (r"(?P<n>[1-4])\. ?quartal (?P<year>\d{4})", 3),
        (r"(?P<year>\d{4})[- ]?h(?P<n>[12])", 6),
        (r"h(?P<n>[12])[ /-]?(?P<year>\d{4})", 6),
        (r"(?P<n>[12])\. ?halbjahr (?P<year>\d{4})", 6),
        (r"(?P<year>\d{4})年(?P<n>[上下])半年", 6),
        (r"(?P<year>\d{4})年?(?P<n>)", 12),
    )
)
"""How people write a stretch of the calendar, and how many months long it is; `n` counts the stretches of a year."""
NAMES = {1: "month", 3: "quarter", 6: "half", 12: "year"}
LOCAL_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]")
SPAN = re.compile(r" ?(?:/|\.\.|–|—|~|至|到| to | until | - ) ?")


@lru_cache(1024)
def parse_period(text: str) -> relativedelta | None:
    """The period that `text` means, else None: nothing shorter than a day, nothing ambiguous such as "bimonthly"."""
    text = _plain(text)
    found = _iso(text) or _pieces(ADVERBS.get(text, text))
    if not found or found.years * 366 + found.months * 31 + found.days > LONGEST:
        return None
    return found


def _iso(text: str) -> relativedelta | None:
    match = ISO.fullmatch(text)
    if not match:
        return None
    from dateutil.relativedelta import relativedelta  # see below

    years, months, weeks, days = (int(group or 0) for group in match.groups())
    return relativedelta(years=years, months=months, weeks=weeks, days=days)


def _pieces(text: str) -> relativedelta | None:
    """A sum of pieces such as "1 year and 6 months"; only the first may leave its number out ("every month")."""
    from dateutil.relativedelta import relativedelta  # takes long to import, and many atlases plan no reviews

    total, at = relativedelta(), 0
    while at < len(text):
        match = PIECE.match(text, at)
        if not match or (at and not match["number"]) or (match["unit"] == "月" and match["number"]):
            return None  # 3月 is March
        number = match["number"] or "1"
        total += relativedelta(**UNITS[match["unit"]]) * (NUMBERS.get(number) or int(number))
        at = match.end()
    return total


@lru_cache(1024)
def period_end(text: str) -> datetime.date | None:
    """The last day of a day or period such as 2026-05, 2026-Q2, May 2026 or 2026-04-01/2026-06-30; else None."""
    span = _span(text)
    return span[1] if span else None


@lru_cache(1024)
def period_start(text: str) -> datetime.date | None:
    """The first day of such a day or period; else None."""
    span = _span(text)
    return span[0] if span else None


@lru_cache(1024)
def named(text: str) -> tuple[str, int, int] | None:
    """Which stretch of the calendar `text` names: what it is (month, quarter, half, year), the year, and which one of the year; else None."""
    text = _plain(text)
    for pattern, months in CALENDAR:
        match = pattern.fullmatch(text)
        if match and _calendar_span(text):
            n = match["n"] or "1"
            return NAMES[months], int(match["year"]), ORDER.get(n) or int(n)
    month = read_month(text)
    return ("month", *month) if month else None


def ends(text: str) -> tuple[str, str] | None:
    """The two days or periods from and to which `text` says; None where it says one."""
    parts = [part.strip() for part in SPAN.split(_plain(text))]
    return (parts[0], parts[1]) if len(parts) == 2 and _calendar_span(_plain(text)) is None else None


def _span(text: str) -> tuple[datetime.date, datetime.date] | None:
    text = _plain(text)
    found = _calendar_span(text)
    parts = SPAN.split(text)
    if found or len(parts) != 2:
        return found
    first, last = (_calendar_span(part.strip()) for part in parts)
    return (first[0], last[1]) if first and last and first[1] <= last[1] else None


def _calendar_span(text: str) -> tuple[datetime.date, datetime.date] | None:
    for pattern, months in CALENDAR:
        match = pattern.fullmatch(text)
        if match:
            n = match["n"] or "1"
            return _months(int(match["year"]), (ORDER.get(n) or int(n)) * months, months)
    month = read_month(text)
    if month:
        return _months(*month, 1)
    local = LOCAL_DAY.fullmatch(text)
    day = read_date("{}-{:0>2}-{:0>2}".format(*local.groups())) if local else read_date(text) or named_day(text)
    return (day, day) if day else None


def _months(year: int, last: int, number: int) -> tuple[datetime.date, datetime.date] | None:
    """So many months of `year`, the `last` one included."""
    if not (year and 1 <= last <= 12):
        return None
    return datetime.date(year, last - number + 1, 1), datetime.date(year, last, calendar.monthrange(year, last)[1])


def after(start: datetime.date, period: relativedelta) -> datetime.date:
    """`start` + `period`; 31 January and a month is the last day of February. Never behind the end of the calendar."""
    try:
        return start + period
    except (ValueError, OverflowError):
        return datetime.date.max


def in_whole_months(days: int) -> relativedelta:
    """A period of so many `days`, from 28 on as the nearest number of months: 91 days are a quarter."""
    from dateutil.relativedelta import relativedelta  # see above

    return relativedelta(days=days) if days < 28 else relativedelta(months=round(days / MONTH))


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold().replace("個", "个")
    text = " ".join(text.split()).rstrip(".。")
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", text)
