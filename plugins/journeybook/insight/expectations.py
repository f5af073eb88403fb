"""What an improvement was expected to do, read as a number where it is one, and judged against two values.

Pure. Reads a change (`+6 points`, `-0.5 points`, `down 3 days`, `um 6 Punkte höher`, 提高 6 个百分点), a level (`70 %`, `to 15 minutes`,
`From 9 days to 4`, `von 9 auf 4 Tage`, 从 1.7 次降到 1 次) or a relative change (`-10 %` of what is no percentage itself). Everything else is words, and words are
never guessed at: a number among other words, or one in another unit than the metric's, may be about something else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from journeybook.reading.periods import NUMBERS

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|" + "|".join(sorted((it for it in NUMBERS if not it.isascii()), key=len, reverse=True))
UP = r"\+|plus|up(?: by)?|提高了?|提升|增加|上升|再加"
DOWN = r"-|minus|down(?: by)?|降低|减少|下降|少"
CHANGE = re.compile(rf"(?:(?P<up>{UP})|(?P<down>{DOWN}))?\s*(?P<number>{NUMBER})\s*(?P<unit>.*)")
LEVEL = re.compile(
    rf"(?:(?P<least>at least|mindestens|≥|>=|至少|提高到|升到)|(?P<most>at most|höchstens|maximal|≤|<=|不超过|降到|减到)|(?P<to>to|auf|到|达到))\s*(?P<number>{NUMBER})\s*(?P<unit>.*)"
)
FROM = re.compile(
    rf"(?:(?:from|von)\s+(?P<a>{NUMBER})\s*(?P<ua>.*?)\s+(?:to|auf)\s+(?P<b>{NUMBER})\s*(?P<ub>.*)|"
    rf"从\s*(?P<c>{NUMBER})\s*(?P<uc>[^\d]*?)\s*(?:提高|升|降|减|增加|缩短)?到\s*(?P<d>{NUMBER})\s*(?P<ud>.*))"
)
TURNED = re.compile(r"um (?P<said>.*) (?:(?P<up>höher|mehr|länger|besser)|niedriger|weniger|kürzer)")
"""How German says a change: the direction stands behind."""
BETWEEN_DIGITS = re.compile(r"(?<=\d)[.,](?=\d)")
POINTS = frozenset({"point", "points", "pt", "pts", "pp", "percentage point", "percentage points", "punkt", "punkte", "prozentpunkt", "prozentpunkte", "个百分点", "百分点", "点"})  # fmt: skip
SCORE_POINTS = POINTS | {"分"}
PERCENT = frozenset({"%", "percent", "per cent", "prozent"})

Verdict = Literal["reached", "missed", "already", "words"]


@dataclass(frozen=True)
class Wish:
    """A change by `number`, a level of it, or a change by `number` percent of the value before, in the unit of the metric.

    `side` is 1 where more is wanted, −1 where less is, 0 where only the metric can tell.
    """

    sort: Literal["change", "level", "share"]
    number: float
    side: int


def read(text: str, unit: str, percent: bool, score: bool, names: Iterable[str] = (), decimal: str = ".") -> Wish | None:
    """What `text` expects of a metric in `unit`, whose values are percentages (`percent`) or a score without a unit; None where
    it is words. It may begin with one of the metric's `names`. `decimal` is the sign before decimals in the text's language."""
    plain = _plain(text)
    called = next((name for name in map(_plain, names) if name and plain.startswith(name)), "")
    plain = plain.removeprefix(called).lstrip(" :,")
    if decimal == ",":
        plain = BETWEEN_DIGITS.sub(lambda sign: "." if sign[0] == "," else ",", plain)
    if turned := TURNED.fullmatch(plain):
        plain = f"{'+' if turned['up'] else '-'}{turned['said']}"
    units = _units(unit) | (PERCENT if percent else frozenset())
    points = POINTS if percent else SCORE_POINTS if score else frozenset()
    return _from_to(plain, units) or _level(plain, units) or _change(plain, units, points, percent)


def in_unit(text: str, unit: str, percent: bool, score: bool) -> float | None:
    """The number that `text` is, where it is nothing but a number and the metric's own `unit` behind it; else None."""
    match = re.fullmatch(rf"(?P<sign>[-+]?)(?P<number>{NUMBER})\s*(?P<unit>\D.*)", _plain(text))
    units = _units(unit) | (PERCENT if percent else frozenset()) | (SCORE_POINTS if score else frozenset())
    if match is None or match["unit"] not in units:
        return None
    return _number(match["number"]) * (-1 if match["sign"] == "-" else 1)


def _from_to(text: str, units: frozenset[str]) -> Wish | None:
    match = FROM.fullmatch(text)
    if match is None:
        return None
    start, end = (_number(match[one] or match[other]) for one, other in (("a", "c"), ("b", "d")))
    said = {match[one] or match[other] or "" for one, other in (("ua", "uc"), ("ub", "ud"))} - {""}
    return Wish("level", end, 1 if end > start else -1) if said <= units and start != end else None


def _level(text: str, units: frozenset[str]) -> Wish | None:
    match = LEVEL.fullmatch(text)
    if match is None or match["unit"] not in units | {""}:
        return None
    return Wish("level", _number(match["number"]), 1 if match["least"] else -1 if match["most"] else 0)


def _change(text: str, units: frozenset[str], points: frozenset[str], percent: bool) -> Wish | None:
    match = CHANGE.fullmatch(text)
    if match is None:
        return None
    number, unit = _number(match["number"]), match["unit"]
    side = 1 if match["up"] else -1 if match["down"] else 0
    if unit in PERCENT:
        # Of a percentage, "+6 %" may be points or a part of it; of anything else "6 %" without a sign may be either.
        if percent == bool(side) or number == 0:
            return None
        return Wish("level" if percent else "share", number, side)
    fits = unit in points or unit in units or (unit == "" and side != 0)
    told = side != 0 or (percent and unit in points)
    return Wish("change", number, side) if fits and told and number else None


def judge(wish: Wish, before: float, after: float, better: str, decimals: int) -> Verdict:
    """Whether a value that was `before` and is `after` did what was wished; `already`: it was there before.

    `better` is higher, lower or empty. Compared is what is shown: both ends with so many `decimals`, and how far these are apart.
    """
    before, after = round(before, decimals), round(after, decimals)
    good = {"higher": 1, "lower": -1}.get(better, 0)
    if wish.sort == "level":
        side = wish.side or good or (1 if wish.number > before else -1)
        if (before - wish.number) * side >= 0:
            return "already"
        return "reached" if (after - wish.number) * side >= 0 else "missed"
    side = wish.side or good
    wanted = wish.number if wish.sort == "change" else abs(before) * wish.number / 100
    if not side or not wanted:
        return "words"
    return "reached" if round(round(after - before, decimals) * side - wanted, 9) >= 0 else "missed"


def _number(text: str) -> float:
    return float(NUMBERS[text]) if text in NUMBERS else float(text.replace(",", ""))


def _units(unit: str) -> frozenset[str]:
    """A metric's unit as people write it behind a number: also in the singular, and without the measure word."""
    plain = _plain(unit)
    return frozenset({plain, plain.removesuffix("s"), f"{plain}s", f"个{plain}"}) if plain else frozenset()


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold().translate({0x2212: "-", 0x2013: "-"})
    return " ".join(text.split()).rstrip(".。")
