"""What an improvement was expected to do, read as a number where it is one, and judged against two values.

Pure. Reads a change (`+6 points`, `-0.5 points`, `down 3 days`, `um 6 Punkte höher`, 提高 6 个百分点), a level (`40`, `70 %`, `to 15 minutes`,
`under 3 days`, `unter 10 %`, 低于 10%, `80 or more`, `From 9 days to 4`, `von 9 auf 4 Tage`, 从 1.7 次降到 1 次) or a relative change (`-10 %` of what is no percentage itself). Everything else is words, and words are
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
UP = r"\+|plus|up(?: by)?|(?:rises?|raise|increases?|grows?)(?: by)?|steigt um|提高了?|提升|增加|上升|再加"
DOWN = r"-|minus|down(?: by)?|(?:falls?|drops?|lower|decreases?|reduce|cut)(?: by)?|sinkt um|降低|减少|下降|再降|少"
CHANGE = re.compile(rf"(?:(?P<up>{UP})|(?P<down>{DOWN})|(?P<by>by|um))?\s*(?P<number>{NUMBER})\s*(?P<unit>.*)")
ABOVE = r"over|above|more than|greater than|higher than|über|mehr als|größer als|>|超过|高于|大于|多于|超"
BELOW = r"under|below|less than|fewer than|lower than|unter|weniger als|kleiner als|<|低于|少于|小于|不到|不足"
LEAST = r"at least|no less than|not less than|not below|min\.?|minimum|mindestens|mind\.|nicht unter|ab|≥|>=|至少|不低于|不少于|(?:rises?|raise|increases?|grows?|up) to|steigt auf|提高到|升到|提升到"
MOST = (
    r"at most|no more than|not more than|not above|max\.?|maximum|höchstens|maximal|nicht mehr als|nicht über|≤|<=|不超过|不高于|不多于|至多|最多|"
    r"(?:falls?|drops?|lower|decreases?|reduce|cut|down) to|sinkt auf|降到|降至|减到|降低到"
)
TO = r"to|reach(?:es)?|auf|bis(?: zu)?|erreicht|到|达到"
BEHIND = (
    r"(?P<or_more>or (?:more|higher|above|over)|and (?:more|above|over)|oder (?:mehr|höher|darüber)|und mehr|以上|或以上|或更高|\+)|"
    r"(?P<or_less>or (?:less|fewer|lower|below|under)|and (?:less|below)|oder (?:weniger|niedriger|darunter)|und weniger|以下|以内|之内|或以下|或更低)"
)
"""What stands behind a level; each of them takes the level itself in."""
LEVEL = re.compile(
    rf"(?:(?P<above>{ABOVE})|(?P<below>{BELOW})|(?P<least>{LEAST})|(?P<most>{MOST})|(?P<to>{TO}))?\s*(?P<number>{NUMBER})\s*(?P<unit>.*?)\s*(?:{BEHIND})?"
)
FROM = re.compile(
    rf"(?:(?:from|von)\s+(?P<a>{NUMBER})\s*(?P<ua>.*?)\s+(?:to|auf)\s+(?P<b>{NUMBER})\s*(?P<ub>.*)|"
    rf"从\s*(?P<c>{NUMBER})\s*(?P<uc>[^\d]*?)\s*(?:提高|升|降|减|增加|缩短)?[到至]\s*(?P<d>{NUMBER})\s*(?P<ud>.*)|"
    rf"(?P<e>{NUMBER})\s*(?P<ue>[^\d]*?)\s*(?:→|->|=>|⇒)\s*(?P<f>{NUMBER})\s*(?P<uf>.*))"
)
BOUND = re.compile(rf"(?:{LEAST})\s*(?=(?:{UP}|{DOWN})\s*(?:{NUMBER}))")
"""Of a change, "at least" says nothing more: every expected change is one."""
TURNED = re.compile(
    rf"(?:um |by )?(?P<said>(?:{NUMBER})\b.*?) (?:(?P<up>höher|mehr|länger|higher|more|longer)|(?P<down>niedriger|weniger|kürzer|schneller|früher|lower|less|fewer|shorter|faster|sooner|earlier)|(?P<good>besser|better))"
)
"""How a change is said with the direction behind."""
WORD = re.compile(r"[^\W\d_]+")
ONE_WORD = 2
"""So many Chinese characters without a space are about as much as a word."""
FEW = 2
BETWEEN_DIGITS = re.compile(r"(?<=\d)[.,](?=\d)")
POINTS = frozenset({"point", "points", "pt", "pts", "pp", "percentage point", "percentage points", "punkt", "punkte", "prozentpunkt", "prozentpunkte", "个百分点", "百分点", "点"})  # fmt: skip
SCORE_POINTS = POINTS | {"分"}
PERCENT = frozenset({"%", "percent", "per cent", "prozent"})

Verdict = Literal["reached", "missed", "already", "words"]


@dataclass(frozen=True)
class Wish:
    """A change by `number`, a level of it, or a change by `number` percent of the value before, in the unit of the metric.

    `side` is 1 where more is wanted, −1 where less is, 0 where only the metric can tell. `beyond`: the level itself is not enough.
    """

    sort: Literal["change", "level", "share"]
    number: float
    side: int
    beyond: bool = False


def read(text: str, unit: str, percent: bool, score: bool, names: Iterable[str] = (), decimal: str = ".") -> Wish | None:
    """What `text` expects of a metric in `unit`, whose values are percentages (`percent`) or a score without a unit; None where
    it is words. It may begin with one of the metric's `names`. `decimal` is the sign before decimals in the text's language."""
    plain = _plain(text)
    called = next((name for name in map(_plain, names) if name and plain.startswith(name)), "")
    plain = plain.removeprefix(called).lstrip(" :,")
    if decimal == ",":
        plain = BETWEEN_DIGITS.sub(lambda sign: "." if sign[0] == "," else ",", plain)
    units = _units(unit) | (PERCENT if percent else frozenset())
    points = POINTS if percent else SCORE_POINTS if score else frozenset()
    level = _from_to(plain, units | points if score else units) or _level(plain, units | points if score else units, percent)
    return level or _change(BOUND.sub("", _in_front(plain), count=1), units, points, percent)


def is_nearly_a_number(text: str) -> bool:
    """Whether `text` is little more than numbers ("around 40", "5–7 days"), so that its author will have meant it to be read; not
    a sentence with a number in it."""
    between = re.split(r"\d+(?:[.,]\d+)*", _plain(text))
    return len(between) > 1 and all(_length(it) <= FEW for it in between)


def _length(text: str) -> int:
    return sum(1 if word.isascii() or not unicodedata.name(word[0], "").startswith("CJK") else -(-len(word) // ONE_WORD) for word in WORD.findall(text))


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
    start, end = (_number(next(match[it] for it in names if match[it])) for names in ("ace", "bdf"))
    said = {match[f"u{it}"] for it in "abcdef" if match[f"u{it}"]}
    return Wish("level", end, 1 if end > start else -1) if said <= units and start != end else None


def _level(text: str, units: frozenset[str], percent: bool) -> Wish | None:
    match = LEVEL.fullmatch(text)
    if match is None or match["unit"] not in units | {""}:
        return None
    side = 1 if match["above"] or match["least"] else -1 if match["below"] or match["most"] else 0
    behind = 1 if match["or_more"] else -1 if match["or_less"] else 0
    # Two words that say the same are one ("降到 6 分钟以内"), two that do not are words.
    if side * behind < 0 or (behind and (match["above"] or match["below"])):
        return None
    # "15 days" with nothing around it may be by 15 or to 15; "70 %" of a percentage and a number alone are where it is to get.
    if not (side or behind or match["to"] or match["unit"] == "" or (percent and match["unit"] in PERCENT)):
        return None
    return Wish("level", _number(match["number"]), side or behind, beyond=bool(match["above"] or match["below"]))


def _in_front(text: str) -> str:
    """A change with the direction that stands behind it in front."""
    turned = TURNED.fullmatch(text)
    return text if turned is None else f"{'+' if turned['up'] else '-' if turned['down'] else 'by '}{turned['said']}"


def _change(text: str, units: frozenset[str], points: frozenset[str], percent: bool) -> Wish | None:
    match = CHANGE.fullmatch(text)
    if match is None:
        return None
    number, unit = _number(match["number"]), match["unit"]
    side = 1 if match["up"] else -1 if match["down"] else 0
    told = bool(side or match["by"])
    if unit in PERCENT:
        # Of a percentage, "+6 %" may be points or a part of it; of anything else "6 %" without a sign may be either.
        return Wish("share", number, side) if told and not percent and number else None
    fits = unit in points or unit in units or (unit == "" and told)
    return Wish("change", number, side) if fits and (told or (percent and unit in points)) and number else None


def judge(wish: Wish, before: float, after: float, better: str, decimals: int) -> Verdict:
    """Whether a value that was `before` and is `after` did what was wished; `already`: it was there before.

    `better` is higher, lower or empty. Compared is what is shown: both ends with so many `decimals`, and how far these are apart.
    """
    before, after = round(before, decimals), round(after, decimals)
    good = {"higher": 1, "lower": -1}.get(better, 0)
    if wish.sort == "level":
        side = wish.side or good or (1 if wish.number > before else -1)
        there, then = ((value - wish.number) * side for value in (after, before))
        if then > 0 or (then == 0 and not wish.beyond):
            return "already"
        return "reached" if there > 0 or (there == 0 and not wish.beyond) else "missed"
    side = wish.side or good
    wanted = wish.number if wish.sort == "change" else abs(before) * wish.number / 100
    if not side or not wanted:
        return "words"
    return "reached" if round(round(after - before, decimals) * side - wanted, 9) >= 0 else "missed"


def _number(text: str) -> float:
    return float(NUMBERS[text]) if text in NUMBERS else float(text.replace(",", ""))


def _units(unit: str) -> frozenset[str]:
    """A metric's unit as people write it behind a number: also in the singular, in the German dative, and without the measure word."""
    plain = _plain(unit)
    german = {plain.removesuffix("n"), plain.removesuffix("e"), f"{plain}n"}
    return frozenset({plain, plain.removesuffix("s"), f"{plain}s", f"个{plain}", *german}) if plain else frozenset()


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold().translate({0x2212: "-", 0x2013: "-"})
    return " ".join(text.split()).rstrip(".。")
