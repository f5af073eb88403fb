"""What a cell of a spreadsheet writes: a number with a point or a comma, a share, a day.

What can be read in two ways is refused, with both ways to write it: nothing is guessed. What the columns are is `counts`'
part.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from journeybook.model.local_numbers import SIGNS, how_to_write_many, read_number
from journeybook.model.values import PERCENT
from journeybook.reading import dates
from journeybook.reading.dates import how_to_write, read_date
from journeybook.reading.problem import shown

UNKNOWN = frozenset(
    {"-", "–", "—", "n/a", "na", "n.a.", "k.a.", "none", "null", "unknown", "?", "tbd", "nan", "keineangabe", "unbekannt", "nodata", "无", "暂无", "未知", "/"}
)
BLANKS = "[ \u00a0\u2009\u202f'’_]"
GROUPED = re.compile(rf"([-+]?\d{{1,3}}(?:{BLANKS}\d{{3}})+|[-+]?[1-9]\d{{0,2}}(?:\.\d{{3}})+|[-+]?[1-9]\d{{0,2}}(?:,\d{{3}})+)(?:([.,])(\d+))?")
"""A number with signs between its thousands, and what follows a decimal sign."""
COMMA = re.compile(r"[-+]?\d*,\d+")
NARROW = str.maketrans("，．。％０１２３４５６７８９", ",..%0123456789")
"""Signs of Chinese writing in a number."""
IN_BRACKETS = re.compile(r"[(（]\s*([\d.,]*\d)\s*[)）]")
"""A number below zero, as accountants write it."""
BEHIND = re.compile(r"(\d[\d.,]*)\s?[-−–]")
"""A number below zero, as some programs export it."""
WITH_UNIT = re.compile(r"([-+]?[\d.,]*\d)\s*([^\W\d_]+|[€$£¥％%])|([€$£¥])\s*([\d.,]*\d)")
DIGITS = re.compile(r"\d+(?:[.,]\d+)?")
SHORTENED = re.compile(r"[-+]?\d(?:[.,]\d+)?[eE][-+]\d{2,}")
"""A number as spreadsheets show one that is too long for its cell."""
ALL_DIGITS = "digits are lost: show all digits in the spreadsheet and save again"
LIMIT = re.compile(
    r"^\s*(?:[<>≤≥＜＞]|über|unter|mehr als|weniger als|mindestens|more than|less than|over|under|at least|up to|超过|不到|至少)|\d\s*[+＋]$|以上$|以下$",
    re.IGNORECASE,
)
"""A number that is only the end of a range."""
PERIODS = "write a day as 2026-06-30, a month as 2026-06, a quarter as 2026-Q2, any other time as 2026-06-01/2026-06-14"
SPAN = re.compile(r"\s+-\s+|\s*[–—~～]\s*|\s+(?:to|until|bis)\s+|\s*[至到]\s*")
"""What stands between the first and the last day."""


class Read(NamedTuple):
    """A number, or what is wrong with it ("must …"), and how it is to be written."""

    number: float = math.nan
    wrong: str = ""
    hint: str = ""


def number(text: str, separator: str, share: bool = False, whole: bool = False) -> Read:
    """The number in a cell of a file whose cells `separator` parts: where that is no comma, a comma is a decimal one. A
    `share` may be a percentage, which gives the share of 1; `whole` tells that people are counted."""
    percent = PERCENT.fullmatch(text)
    if percent and whole:
        return Read(wrong="be how many, not a share", hint=f"write the count itself, such as {float(percent[1].replace(',', '.')) * 10:g} of 1000")
    bare = percent[1] if percent and share else text
    grouped = GROUPED.fullmatch(bare)
    if grouped and not _decimal(grouped, separator):
        return Read(wrong="have no sign between its thousands", hint=_without_groups(grouped, separator, whole))
    if separator != "," and COMMA.fullmatch(bare):
        bare = bare.replace(",", ".")
    found = read_number(bare)
    if found is None:
        return Read(wrong="be a number", hint=_hint(text, separator))
    if whole and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", text):
        return Read(wrong="be a whole number", hint=f"write {re.sub('[.,]', '', text)} if the sign parts thousands")
    return Read(found / 100 if percent and share else found)


def _decimal(grouped: re.Match[str], separator: str) -> bool:
    """Whether the one sign in a number is a decimal one: a point among commas, or a comma where semicolons part the cells.
    A point there, and either among tabs, may also part thousands."""
    groups, sign, _ = grouped.groups()
    if sign or len(re.findall(r"\D", groups.lstrip("+-"))) != 1:
        return False
    return ("." in groups and separator == ",") or ("," in groups and separator == ";")


def _without_groups(grouped: re.Match[str], separator: str, whole: bool) -> str:
    groups, _, decimals = grouped.groups()
    plain, decimal = re.sub(r"[^\d+-]", "", groups), "," if separator == ";" else "."
    if decimals:
        return f"write {plain}{decimal}{decimals}"
    signs = re.findall(r"[.,]", groups)
    if whole or len(signs) != 1:
        return f"write {plain}"
    other = groups.replace(signs[0], decimal) + ("0" if separator == "\t" else "")  # three places would be read in two ways again
    return f"write {plain}, or {other} if the sign is a decimal one"


def _hint(text: str, separator: str) -> str:
    if text.startswith("="):
        return "save the table with the results of its formulas"
    if dates.TOO_NARROW.fullmatch(text):
        return dates.WIDEN
    if text.startswith("#"):
        return "the spreadsheet could not work this out; leave the cell empty, or mend the table there"
    if "".join(text.casefold().split()) in UNKNOWN:
        return "leave the cell empty where the number is not known"
    if SHORTENED.fullmatch(text):
        return ALL_DIGITS
    if dates.is_day(text):
        return "a spreadsheet made a day of this; restore the number there"
    if many := how_to_write_many(text):
        return many
    accounted = IN_BRACKETS.fullmatch(text)
    if accounted:
        return f"write -{accounted[1]} if it is below zero, else {accounted[1]}"
    behind = BEHIND.fullmatch(text)
    if behind:
        return f"write -{behind[1]}: the sign stands before the number"
    narrow = text.translate(NARROW)
    if narrow != text and not number(narrow, separator).wrong:
        return f"write {narrow}"
    if narrow != text and read_number(narrow.replace(",", ".")) is not None:
        return f"write {narrow.replace(',', '.')}"
    signed = text.translate(SIGNS)
    if signed != text and read_number(signed) is not None:
        return f"write {signed}"
    unit = WITH_UNIT.fullmatch(text)
    if unit and not LIMIT.search(text):
        bare = unit[1] or unit[4]
        if (unit[2] or "") in ("%", "％"):
            return f"write {bare if separator == ';' else bare.replace(',', '.')} where the metric's unit is '%'; for kinds that are counted, the counts themselves"
        return f"write {bare if separator == ';' else bare.replace(',', '.')}; the unit stands with the metric"
    plain = text.replace(",", ".")
    return f"write {plain}" if read_number(plain) is not None else _number_within(text)


def _number_within(text: str) -> str:
    """What to do about a text with one number in it, or several."""
    numbers = DIGITS.findall(text)
    if LIMIT.search(text) and numbers:
        return "a limit is no count: write the number itself, or leave the cell empty"
    if len(numbers) > 1:
        return "write one number in a cell"
    return f"write {numbers[0]} alone; a note about it may stand in a column such as 'x-note'" if numbers else ""


def day(text: str) -> Read:
    """What is wrong with a cell that holds no day or period, and how it is to be written."""
    ends = [part.strip() for part in SPAN.split(text)]
    written = [how_to_write(part).removeprefix("write ") for part in ends]
    days = [part for part in written if read_date(part)]
    span = f"write {days[0]}/{days[1]}" if len(days) == len(ends) == 2 else ""
    return Read(wrong=f"be a date such as 2026-06-30, not {shown(text)}", hint=span or how_to_write(text) or PERIODS)
