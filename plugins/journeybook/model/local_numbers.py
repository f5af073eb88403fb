"""Numbers as people write them in their countries, and how they are written here: 12.345,5 is 12345.5, 3万 is 30000.

What is meant is never guessed: a number in another form than ours is refused by who asks, with what to write instead.
"""

from __future__ import annotations

import math
import re
import unicodedata

NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?")
SIGNS = str.maketrans("−－–﹣＋．", "----+.")
"""Signs that look like those of a number."""
BLANKS = "[ \u00a0\u2009\u202f'’_]"
THOUSANDS = re.compile(rf"[-+]?[1-9]\d{{0,2}}(?:(?:{BLANKS}\d{{3}})+|(?:\.\d{{3}}){{2,}}|(?:,\d{{3}})+)")
"""A number with signs between its thousands; with one point it may be a decimal number."""
GROUPED = re.compile(rf"([-+]?[1-9]\d{{0,2}}(?:(?:{BLANKS}\d{{3}})+(?=[.,])|(?:\.\d{{3}})+(?=,)|(?:,\d{{3}})+(?=\.)))[.,](\d+)")
"""The same with decimals."""
EITHER = re.compile(r"[-+]?[1-9]\d{0,2}[.,]\d{3}")
"""What is a number of thousands to some, and has three decimals to others."""
INDIAN = re.compile(r"[-+]?[1-9]\d?(?:,\d{2})+,\d{3}")
UNDERSCORED = re.compile(r"[-+]?\d+(?:_\d+)+")
DECIMAL_COMMA = re.compile(r"[-+]?\d*,\d+")
MULTIPLES = {
    "百": 1e2, "千": 1e3, "k": 1e3, "tsd": 1e3, "tausend": 1e3, "thousand": 1e3, "millier": 1e3, "milliers": 1e3, "mille": 1e3, "万": 1e4, "萬": 1e4,
    "lakh": 1e5, "lakhs": 1e5, "百万": 1e6, "mio": 1e6, "million": 1e6, "millions": 1e6, "millionen": 1e6, "mn": 1e6, "千万": 1e7, "crore": 1e7, "crores": 1e7,
    "亿": 1e8, "億": 1e8, "bn": 1e9, "billion": 1e9, "billions": 1e9, "mrd": 1e9, "milliarde": 1e9, "milliarden": 1e9, "milliard": 1e9, "milliards": 1e9,
}  # fmt: skip
"""Words for so many of one."""
CAPITALS = {"M": 1e6, "T": 1e3}
"""The same where only the capital letter says it: `5 M`, and `70 T€` before a currency."""
ANY_MULTIPLE = "|".join(sorted(MULTIPLES, key=len, reverse=True))
CURRENCY = r"[€$£¥₣]|EUR|USD|GBP|CHF|CNY|RMB|JPY|Euros?|euros?|Franken|[Dd]ollars?|元"
COUNTED = re.compile(
    rf"(?:(?P<before>{CURRENCY})\s*)?(?P<number>[-+]?[\d.,][\d.,'’_\u00a0\u2009\u202f ]*?)\s*(?P<many>M(?=\b|€|EUR)|T(?=\s?(?:€|EUR))|(?i:{ANY_MULTIPLE}))?\.?\s*(?P<after>{CURRENCY})?"
)
"""A number with how many of it, and with its currency."""


def read_number(text: str) -> float | int | None:
    """The number that `text` writes in YAML 1.2 core or JSON, else None; infinity where it has more digits than anybody reads."""
    if not NUMBER.fullmatch(text):
        return None
    if len(text) > 40:
        return -math.inf if text[0] == "-" else math.inf
    return int(text) if re.fullmatch(r"[-+]?\d+", text) else float(text)


def how_to_write_number(text: str) -> str:
    """How a number that is written in a local way is written here ("write …"); empty where it is none, or already is."""
    if len(text) > 60 or any(char.isdigit() and not char.isdecimal() for char in text):  # 10³
        return ""
    plain = unicodedata.normalize("NFKC", text.translate(SIGNS)).replace("。", ".").strip()
    if read_number(plain) is not None:
        return f"write {plain}" if plain != text else ""
    match = COUNTED.fullmatch(plain)
    if match is None:
        return ""
    number, many = match["number"], match["many"] or ""
    bare, times = _bare(number), CAPITALS.get(many) or MULTIPLES.get(many.casefold(), 1)
    if EITHER.fullmatch(number):
        whole, decimal = re.sub("[.,]", "", number), number.replace(",", ".")
        ways = (f"{float(way) * times:.15g}" for way in (whole, decimal)) if many else (whole, decimal)
        return f"write {', or '.join(ways)} if the {'point' if '.' in number else 'comma'} is a decimal one"
    if not bare or not many:
        return f"write {bare}" * bool(bare)
    product = float(bare) * times
    return f"write {product:.15g}" + f", or {bare} where the unit says {many!r}" if math.isfinite(product) else ""


def how_to_write_amount(text: str) -> str:
    """The same where there is a currency, or a word for so many, which has a field of its own or none; empty where there is neither."""
    match = COUNTED.fullmatch(unicodedata.normalize("NFKC", text.strip()))
    if match is None or not (match["before"] or match["many"] or match["after"]):
        return ""
    return re.sub(", or [^,]+ where the unit says .*", "", how_to_write_number(text))


def how_to_write_many(text: str) -> str:
    """The same of a number with a word for so many, and maybe what was counted: 1,5 Mio. €, 70 T€, 3万人; empty of any other."""
    match = COUNTED.fullmatch(unicodedata.normalize("NFKC", text.strip()))
    return how_to_write_number(text) if match and match["many"] else how_to_write_count(text)


def how_to_write_count(text: str) -> str:
    """The same of a number with what was counted behind it: 3万人, 2k people. Without a blank between, `kg` is no thousand."""
    match = re.fullmatch(rf"(\d[\d.,]*)\s?((?i:{ANY_MULTIPLE}))(?:(?<![a-z])|\.\s?|\s)[^\W\d_]+", unicodedata.normalize("NFKC", text))
    bare = _bare(match[1]) if match else ""
    return f"write {float(bare) * MULTIPLES[match[2].casefold()]:.15g}" if match and bare else ""


def _bare(text: str) -> str:
    """The number alone, in our form; empty where it is none."""
    if read_number(text) is not None:
        return text
    decimals = GROUPED.fullmatch(text)
    if decimals:
        return f"{re.sub(r'[^0-9+-]', '', decimals[1])}.{decimals[2]}"
    if THOUSANDS.fullmatch(text) or INDIAN.fullmatch(text) or UNDERSCORED.fullmatch(text):
        return re.sub(r"[^0-9+-]", "", text)
    return re.sub(r"^([-+]?)\.", r"\g<1>0.", text.replace(",", ".")) if DECIMAL_COMMA.fullmatch(text) else ""


def decimals(number: float, most: int = 6) -> int:
    """With how many decimals somebody wrote `number`, two at least, by which it is shown; two where more than `most` tell that it was
    computed: 12.345 has three, 0.3333333333 two. What computers add, as in 3 × 0.111 = 0.33299999999999996, does not count."""
    near = round(number, 9)
    return max(2, next((places for places in range(most + 1) if round(near, places) == near), 2))
