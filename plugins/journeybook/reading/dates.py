"""Days as authors write them. Imports nothing heavy: the command reads its own options with it."""

from __future__ import annotations

import datetime
import re
from functools import cache


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
TOO_NARROW = re.compile(r"#{3,}")
"""What a spreadsheet shows, and copies, of a cell that does not fit into its column."""
WIDEN = "a spreadsheet shows this where a column is too narrow: widen the column there, and save or copy it again"
YEARS_FROM = 20
"""The first of two digits before hyphens that may be a year."""
TWO_DIGITS = 100
YEAR = 4
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
NAMES = (
    "january januar jänner janvier januari enero gennaio janeiro", "february februar feber février fevrier februari febrero febbraio fevereiro",
    "march märz maerz mrz mars maart mrt marzo março", "april avril abril aprile", "may mai mei mayo maggio maio", "june juni juin junio giugno junho",
    "july juli juillet julio luglio julho", "august août aout augustus agosto", "september septembre septiembre settembre setembro",
    "october oktober octobre octubre ottobre outubro", "november novembre noviembre novembro",
    "december dezember décembre decembre diciembre dicembre dezembro",
)  # fmt: skip
"""What the months are called in English, German, French, Dutch, Spanish, Italian and Portuguese."""
SHORTEST = 3
NAME, SIGN = r"(?P<name>[^\W\d_]{3,})\.?", r"(?: ?[/.-] ?| |)"
TH = r"(?:\.|st|nd|rd|th)?"
NAMED_DAYS = (
    re.compile(rf"(?P<day>\d{{1,2}}){TH}{SIGN}(?:de |of )?{NAME},?{SIGN}(?:de )?'?(?P<year>\d{{4}}|\d{{2}})", re.IGNORECASE),
    re.compile(rf"{NAME}{SIGN}(?P<day>\d{{1,2}}){TH},? (?P<year>\d{{4}})", re.IGNORECASE),
)
"""A day with its month in words."""
MONTHS_OF_YEARS = tuple(
    re.compile(pattern)
    for pattern in (rf"{NAME}{SIGN}(?:de )?(?P<year>\d{{4}})", rf"(?P<year>\d{{4}}){SIGN}{NAME}",
                    r"(?P<number>\d{1,2}) ?[/.-] ?(?P<year>\d{4})", r"(?P<year>\d{4}) ?[/.-] ?(?P<number>\d{1,2})",
                    r"(?P<year>\d{4}) ?年 ?(?P<number>\d{1,2}) ?月")
)  # fmt: skip
"""A month with the whole year, so that neither can be a day."""
SHORT_YEARS = tuple(
    re.compile(pattern)
    for pattern in (rf"{NAME}{SIGN}'?(?P<year>[23]\d)", r"(?P<number>\d{1,2}) ?/ ?'?(?P<year>[23]\d)", r"(?P<year>[23]\d) ?年 ?(?P<number>\d{1,2}) ?月")
)
"""The same with a year that may be a day."""
_YEAR, _TH = r"(?:20)?(?P<year>[23]\d)", r"(?:\.|º|°|ª|e|er|ère|ème|eme|o|a|st|nd|rd|th)?"
PARTS_OF_YEARS = tuple(
    (re.compile(pattern, re.IGNORECASE), sign, sure)
    for pattern, sign, sure in (
        (rf"q(?P<number>[1-4])(?: ?[/' -] ?'?| of ){_YEAR}", "Q", True),
        (rf"(?P<number>[1-4])q ?[/'-]? ?{_YEAR}", "Q", True),
        (rf"(?:t(?P<number>[1-4]) ?[/'-]? ?{_YEAR}|(?P<number2>[1-4]) ?t ?[/'-]? ?(?:20)?(?P<year2>[23]\d))", "Q", False),
        (rf"{_YEAR} ?[/-]? ?t(?P<number>[1-4])", "Q", False),
        (rf"(?P<number>[1-4]|iv|i{{1,3}}){_TH} ?(?:trimest(?:re|er)|kwartaal|quartal|quarter|kvartal|qtr\.?)(?: de| du| of|,)? ?{_YEAR}", "Q", True),
        (rf"(?:trimest(?:re|er)|kwartaal|quartal|quarter|kvartal) (?P<number>[1-4]|iv|i{{1,3}})(?: de| du| of|,|/)? ?{_YEAR}", "Q", True),
        (rf"(?P<number>[12]|ii?){_TH} ?(?:semest(?:re|er)|halbjahr|hj\.?|half)(?: de| du| of|,)? ?{_YEAR}", "H", True),
        (rf"(?:hj|s)(?P<number>[12]) ?[/'-]? ?{_YEAR}", "H", False),
    )
)
"""Quarters and halves of a year as other languages and reports write them; whether it can be nothing else (some count three thirds)."""
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
WITHOUT_YEAR = re.compile(rf"(?P<day>\d{{1,2}}){TH}{SIGN}{NAME}")
BARE_DAYS = (WITHOUT_YEAR, re.compile(rf"{NAME}{SIGN}'?(?P<day>\d{{1,4}}){TH}"), re.compile(r"\d{1,2} ?月 ?\d{1,2} ?[日号]"))
"""A day or month as spreadsheets shorten it: 3-Sep, Jan 05, 9月3日."""
SOLID = re.compile(r"(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?")
WEEKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (r"(?:kw|cw|wk?|week|woche)\.? ?(?P<number>\d{1,2})(?: ?[/.-] ?| )(?P<year>\d{4})",
                    r"(?P<year>\d{4})[ /-]*(?:kw|cw|wk?|week|woche|年?第) ?(?P<number>\d{1,2})周?")
)  # fmt: skip


@cache
def month_called(name: str) -> int:
    """Which month `name` is, in full or its first letters; 0 where it is none, or may be two."""
    word = name.casefold()
    found = [number for number, names in enumerate(NAMES, 1) if any(whole.startswith(word) for whole in names.split())]
    return found[0] if len(found) == 1 and len(word) >= SHORTEST else 0


def read_month(text: str) -> tuple[int, int] | None:
    """The year and month that `text` writes in words or digits, with its whole year, else None."""
    return _month(text, MONTHS_OF_YEARS)


def named_day(text: str) -> datetime.date | None:
    """The day that `text` writes with its month in words and its whole year, such as 30. September 2026, else None."""
    found = _named(text)
    return read_date("-".join(found)) if found and not found[0].startswith("00") else None


def is_day(text: str) -> bool:
    """Whether `text` writes a day, or a month in words, in any way at all."""
    bare = next((match for pattern in BARE_DAYS if (match := pattern.fullmatch(text))), None)
    named = bare is not None and ("name" not in bare.groupdict() or month_called(bare["name"]) > 0)
    return named or _named(text) is not None or PARTED.fullmatch(text) is not None


def _named(text: str) -> tuple[str, str, str] | None:
    """The same as year, month and day; a year of two digits begins with 00."""
    for pattern in NAMED_DAYS:
        match = pattern.fullmatch(text)
        month = month_called(match["name"]) if match else 0
        if match and month:
            return f"{match['year']:0>4}", f"{month:02}", f"{match['day']:0>2}"
    return None


def _month(text: str, patterns: tuple[re.Pattern[str], ...]) -> tuple[int, int] | None:
    for pattern in patterns:
        match = pattern.fullmatch(text)
        parts = match.groupdict() if match else {}
        month = int(parts["number"]) if "number" in parts else month_called(parts.get("name") or "")
        if 1 <= month <= len(MONTHS) and (year := int(parts["year"])):
            return year, month
    return None


def how_to_write(text: str) -> str:
    """How the day or period that `text` seems to write in a local way is written here; both ways where day and month may be
    either. Empty where nothing like a day is seen."""
    if TOO_NARROW.fullmatch(text):
        return WIDEN
    if SERIAL.fullmatch(text):
        day = FIRST_OF_SHEETS + datetime.timedelta(int(text))
        return f"a spreadsheet's number of a day: write {day}"
    return _how_words_are_written(text) or _how_digits_are_written(text)


def how_to_write_a_day(text: str) -> str:
    """The same where no period will do."""
    short, solid = _month(text, SHORT_YEARS), SOLID.fullmatch(text)
    year, month = read_month(text) or ((2000 + short[0], short[1]) if short else (0, 0))
    if solid and not solid[3]:
        year, month = int(solid[1]), int(solid[2])
    return f"write the day too, such as {year:04}-{month:02}-01" if month else how_to_write(text)


def _how_words_are_written(text: str) -> str:
    day, month = _named(text), _month(text, SHORT_YEARS)
    if day:
        return _listed([(day[0].replace("00", "20", 1) if day[0] < "0100" else day[0], *day[1:])])
    if month:
        return f"write 20{month[0]}-{month[1]:02} if the month is meant; a day is written with its whole year, such as 2026-06-30"
    if part := _part_of_year(text) or _months_of_year(text):
        return part
    without = WITHOUT_YEAR.fullmatch(text)
    if without and month_called(without["name"]):
        return f"write the year too, such as 2026-{month_called(without['name']):02}-{without['day']:0>2}"
    for pattern in WEEKS:
        week = pattern.fullmatch(text)
        if week and 1 <= int(week["number"]) <= 52 and int(week["year"]):
            monday = datetime.date.fromisocalendar(int(week["year"]), int(week["number"]), 1)
            return f"write a week as its first and last day: {monday}/{monday + datetime.timedelta(6)}"
    return ""


_FROM_TO = re.compile(
    r"(?P<first>[^\W\d_]{3,})\.?\s*(?:-|–|—|to|until|bis|au|à|hasta|a|tot|/|and|und|至|到)\s*(?P<last>[^\W\d_]{3,})\.? (?P<year>\d{4})", re.IGNORECASE
)
"""From one month to another of the same year."""


def _months_of_year(text: str) -> str:
    match = _FROM_TO.fullmatch(text)
    first, last = (month_called(match["first"]), month_called(match["last"])) if match else (0, 0)
    return f"write {match['year']}-{first:02}/{match['year']}-{last:02}" if match and 0 < first < last else ""


def _part_of_year(text: str) -> str:
    for pattern, sign, sure in PARTS_OF_YEARS:
        if match := pattern.fullmatch(" ".join(text.split())):
            parts = match.groupdict()
            number, year = parts["number"] or parts["number2"], parts["year"] or parts["year2"]
            meant = (
                "" if sure else f" for the {'quarter' if sign == 'Q' else 'half of the year'}, or the first and the last day of what is meant, parted by '/'"
            )
            return f"write 20{year}-{sign}{ROMAN.get(number.casefold(), number)}{meant}"
    return ""


def _how_digits_are_written(text: str) -> str:
    solid = SOLID.fullmatch(text)
    if solid:
        return f"write {'-'.join(part for part in solid.groups() if part)}"
    match = PARTED.fullmatch(text)
    if not match:
        return ""
    first, sign, middle, _, last = match.groups()
    if len(first) > 2:
        return _listed([(first, middle, last)])
    if sign == "-" and len(first) == len(last) == 2 and int(first) >= YEARS_FROM:
        return _listed([(f"20{first}", middle, last), (f"20{last}", middle, first)])
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
