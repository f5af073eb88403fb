"""Days as authors write them. Imports nothing heavy: the command reads its own options with it."""

from __future__ import annotations

import datetime
import re


def read_date(text: str) -> datetime.date | None:
    """The day that `text` writes as year-month-day, else None."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


PARTED = re.compile(r"(\d{1,4})\s*([./\-年])\s*(\d{1,2})\s*([./\-月])\s*(\d{1,4})\s*日?(?:[ T]\d{1,2}:\d{2}.*)?")
SERIAL = re.compile(r"[34]\d{4}|5[0-4]\d{3}")
"""How a spreadsheet counts the days from 1982 to 2049."""
FIRST_OF_SHEETS = datetime.date(1899, 12, 30)
TWO_DIGITS = 100
YEAR = 4
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def how_to_write(text: str) -> str:
    """How the day that `text` seems to write in a local way is written here; both ways where day and month may be either.
    Empty where nothing like a day is seen."""
    if SERIAL.fullmatch(text):
        day = FIRST_OF_SHEETS + datetime.timedelta(int(text))
        return f"a spreadsheet's number of a day: write {day}"
    match = PARTED.fullmatch(text)
    if not match:
        return ""
    first, sign, middle, _, last = match.groups()
    if len(first) > 2:
        return _listed([(first, middle, last)])
    year = last if int(last) >= TWO_DIGITS or len(last) > 2 else f"20{last:0>2}"
    return _listed([(year, middle, first)] if sign == "." else [(year, middle, first), (year, first, middle)])


def _listed(days: list[tuple[str, str, str]]) -> str:
    written = [f"{year}-{month:0>2}-{day:0>2}" for year, month, day in days]
    real = list(dict.fromkeys(text for text in written if read_date(text)))
    if not real:
        return _too_late(*days[0])
    return f"write {' or '.join(real)}{', whichever is meant' if len(real) > 1 else ''}"


def _too_late(year: str, month: str, day: str) -> str:
    """How many days the month has where `day` would be one of a longer month's."""
    if not (len(year) == YEAR and year > "0000" and 1 <= int(month) <= len(MONTHS) and 29 <= int(day) <= 31):
        return ""
    last = max(number for number in (28, 29, 30, 31) if read_date(f"{year}-{month:0>2}-{number}"))
    return f"{MONTHS[int(month) - 1]} {year} has {last} days"
