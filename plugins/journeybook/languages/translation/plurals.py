"""How languages choose the form of a counted word: "1 map", "2 maps"; 1 mapa, 2 mapy, 5 map.

A rule is what gettext files say in their head (`n==1 ? 0 : 1`): for a number, which of the language's forms. The forms have the names
of Unicode's CLDR: zero, one, two, few, many, other. The table below covers what we expect to meet, for whole numbers, because only these
are counted. A library with the rules of all languages would be a dependency of ten megabytes for two lines per language.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from functools import cache

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
NAMED = re.compile(rf"({'|'.join(CATEGORIES)}):")
Rule = Callable[[int], int]

_EAST = "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2"
KNOWN: dict[str, tuple[str, str]] = {
    **dict.fromkeys(["id", "ja", "km", "ko", "lo", "ms", "my", "th", "vi", "yue", "zh"], ("other", "0")),
    **dict.fromkeys(["am", "as", "bn", "fa", "fr", "gu", "hi", "hy", "kn", "mr", "pa", "pt", "zu"], ("one other", "n>1")),
    **dict.fromkeys(["be", "ru", "uk"], ("one few many", _EAST)),
    **dict.fromkeys(["bs", "hr", "sr"], ("one few other", _EAST)),
    **dict.fromkeys(["cs", "sk"], ("one few other", "n==1 ? 0 : n>=2 && n<=4 ? 1 : 2")),
    **dict.fromkeys(["is", "mk"], ("one other", "n%10!=1 || n%100==11")),
    "ar": ("zero one two few many other", "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5"),
    "cy": ("zero one two few many other", "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5"),
    "ga": ("one two few many other", "n==1 ? 0 : n==2 ? 1 : n>=3 && n<=6 ? 2 : n>=7 && n<=10 ? 3 : 4"),
    "he": ("one two other", "n==1 ? 0 : n==2 ? 1 : 2"),
    "lt": ("one few other", "n%10==1 && (n%100<11 || n%100>19) ? 0 : n%10>=2 && (n%100<11 || n%100>19) ? 1 : 2"),
    "lv": ("zero one other", "n%10==0 || n%100>=11 && n%100<=19 ? 0 : n%10==1 ? 1 : 2"),
    "pl": ("one few many", "n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2"),
    "ro": ("one few other", "n==1 ? 0 : n==0 || n!=1 && n%100>=1 && n%100<=19 ? 1 : 2"),
    "sl": ("one two few other", "n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3"),
}
"""By language, the names of its forms and the rule that chooses among them."""
USUAL = ("one other", "n!=1")
"""What holds for English, German and most others."""

_TOKEN = re.compile(r"\s*(\d{1,9}|n|\|\||&&|[=!<>]=|[<>%?:()])")
_LEVELS: tuple[dict[str, Callable[[int, int], int]], ...] = (
    {"||": lambda a, b: int(bool(a or b))}, {"&&": lambda a, b: int(bool(a and b))}, {"==": operator.eq, "!=": operator.ne},
    {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}, {"%": lambda a, b: a % b if b else 0},
)  # fmt: skip


def known(lang: str) -> tuple[tuple[str, ...], str]:
    """The names of a language's forms, and the rule that chooses among them."""
    names, text = KNOWN.get(lang.lower().replace("_", "-").partition("-")[0], USUAL)
    return tuple(names.split()), text


@cache
def rule(text: str) -> Rule:
    """The rule that `text` writes. Raises ValueError where it is none."""
    if len(text) > 500 or text.count("(") > 20:
        raise ValueError("it is longer than any rule")
    tokens: list[str] = []
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None:
            raise ValueError(f"'{text[at:].strip()[:20]}' is not understood")
        tokens.append(match[1])
        at = match.end()
    tokens.append("")
    found = _either(tokens)
    if tokens != [""]:
        raise ValueError(f"'{tokens[0]}' stands where nothing may")
    return found


def _either(tokens: list[str]) -> Rule:
    wanted = _joined(tokens, 0)
    if tokens[0] != "?":
        return wanted
    del tokens[0]
    yes = _either(tokens)
    _drop(tokens, ":")
    no = _either(tokens)
    return lambda n: yes(n) if wanted(n) else no(n)


def _joined(tokens: list[str], level: int) -> Rule:
    if level == len(_LEVELS):
        return _single(tokens)
    found = _joined(tokens, level + 1)
    while tokens[0] in _LEVELS[level]:
        found = _both(_LEVELS[level][tokens.pop(0)], found, _joined(tokens, level + 1))
    return found


def _both(join: Callable[[int, int], int], left: Rule, right: Rule) -> Rule:
    return lambda n: int(join(left(n), right(n)))


def _single(tokens: list[str]) -> Rule:
    if tokens[0].isdigit():
        number = int(tokens.pop(0))
        return lambda n: number
    if tokens[0] == "n":
        del tokens[0]
        return lambda n: n
    _drop(tokens, "(")
    found = _either(tokens)
    _drop(tokens, ")")
    return found


def _drop(tokens: list[str], wanted: str) -> None:
    if tokens[0] != wanted:
        raise ValueError(f"'{wanted}' is missing" + (f" before '{tokens[0]}'" if tokens[0] else " at the end"))
    del tokens[0]


@cache
def forms(text: str) -> dict[str, str]:
    """The forms of a text by their names: `one|other`, or `one:…|few:…|many:…`; a text with one form has it as `other`."""
    parts = text.split("|")
    if len(parts) > 1 and all(map(NAMED.match, parts)):
        return {name: form.removeprefix(" ") for name, _, form in (part.partition(":") for part in parts)}
    if len(parts) == 1:
        return {"other": text}
    one, other = text.split("|", 1)
    return {"one": one, "other": other}


def written(found: dict[str, str]) -> str:
    """The text with the forms `found`, as `forms` reads it."""
    if len(set(found.values())) == 1:
        return next(iter(found.values()))
    if list(found) == ["one", "other"] and not any(NAMED.match(form) for form in found.values()):
        return f"{found['one']}|{found['other']}"
    return "|".join(f"{name}: {form}" for name, form in found.items())


def chosen(text: str, number: object, names: tuple[str, ...], choose: Rule) -> str:
    """The form of `text` for `number`, by the rule and the form names of its language."""
    found = forms(text)
    name = "other"
    if isinstance(number, (int, float)) and number == int(number):
        name = names[min(choose(abs(int(number))), len(names) - 1)]
    if number == 1 and len(names) == 1:
        name = "one"  # a label with two forms on the page of a language that has one
    if name == "one" and number != 1 and "other" in found and "{n}" not in found.get("one", ""):
        name = "other"  # "1 carte" may not stand for 0, for which French has the same form
    return found.get(name) or found.get("other") or list(found.values())[-1]
