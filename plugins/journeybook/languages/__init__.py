"""The interface's words in the page's language. A language is one file in `languages/`, named by its code, with as much of it as there is.

A language file holds `WORDS` (key to text; `{name}` is filled in, `one|other` chooses by `n`, and where a language counts otherwise its
forms have names: `one: …|few: …|many: …`), and how the language writes: `NAME`, its own name; `DIRECTION`; `DATE` and `MONTHS`; `DECIMAL` and
`GROUP`, the signs in numbers; `FORMS` and `RULE`, how it counts, where `translation/plurals.py` does not know; `ORDER`, where letters do
not sort by their code, an encoding whose order is that of its dictionaries. What a language lacks comes from English. A project may
bring gettext files along (`bring`); `labels` in atlas.yml put an organisation's own words in place.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import cache, lru_cache, reduce
from importlib import import_module
from pkgutil import iter_modules

from journeybook.languages.translation import plurals
from journeybook.languages.translation.language import PLACEHOLDER, Language, of_module
from journeybook.model.local_numbers import decimals
from journeybook.reading import periods

FALLBACK = "en"
DURATION = re.compile(
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)
RTL = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "lrc", "mzn", "ps", "sd", "syr", "ug", "ur", "yi"))
"""Languages that are written from right to left; those that may be written either way say so by their script."""
RTL_SCRIPTS = frozenset(("arab", "aran", "hebr", "nkoo", "rohg", "syrc", "thaa"))
_BROUGHT: dict[str, Language] = {}
"""The languages that a project brings along, by code."""


@lru_cache(4096)
def _divided(text: str) -> tuple[str, ...]:
    """`text` divided at its placeholders: words and names in turn."""
    return tuple(PLACEHOLDER.split(text))


def filled(text: str, values: Mapping[str, object]) -> str:
    """`text` with `values` in place of the names in braces. Nothing else happens in braces: texts come from settings too, and what
    `str.format` does there (attributes, items, formats) is a small language of its own."""
    parts = _divided(text)
    if len(parts) == 1:
        return text
    names = [str(values[name]) if name in values else f"{{{name}}}" for name in parts[1::2]]
    return "".join([part for pair in zip(parts[::2], names, strict=False) for part in pair]) + parts[-1]


class Words:
    """The words of one language: `words("field.owner")`, `words("n_maps", n=3)`; `own` by their keys before the language's, and those of
    another key `instead`."""

    def __init__(self, lang: str, own: Mapping[str, str] | None = None, language: Language | None = None, instead: Mapping[str, str] | None = None) -> None:
        self.code = lang
        found, english = language or _language(spoken(lang)), _language(FALLBACK)
        manners = {**english.manners, **found.manners}
        self._date, self._months = manners["date"], tuple(manners[f"month.{n}"] for n in range(1, 13))
        self._signs = {ord(","): manners["group"], ord("."): manners["decimal"]}
        self._grouped_from = int(manners["grouped_from"])
        self._order = found.order
        self._words: dict[str, str] = {**english.words, **found.words, **(own or {})}
        self._words |= {key: self._words[other] for key, other in (instead or {}).items()}
        self._counts = found.forms, plurals.rule(found.rule)
        self._foreign = english.words.keys() - found.words.keys() - (own or {}).keys()
        """Keys whose texts are English, and are counted as in English."""

    def __call__(self, key: str, **values: object) -> str:
        """The text of `key` with `values` filled in, numbers as this language writes them. Raises KeyError for a key that no language
        has."""
        text = self._text(key)
        if not values:
            return text
        if "|" in text and "n" in values:
            text = plurals.chosen(text, values["n"], *(_english_counts() if key in self._foreign else self._counts))
        return filled(
            text, {name: self.number(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value for name, value in values.items()}
        )

    def _text(self, key: str) -> str:
        try:
            return self._words[key]
        except KeyError:
            raise KeyError(f"languages/{FALLBACK}.py lacks {key!r}") from None

    def forms(self, key: str) -> dict[str, str]:
        """The forms of a text by the numbers that they are for, for the script that fills them in: one, few, other and so on."""
        found = plurals.forms(self._text(key))
        return found if "other" in found else {**found, "other": list(found.values())[-1]}

    def keys(self) -> Collection[str]:
        """The keys that there are texts for."""
        return self._words.keys()

    def get(self, key: str, default: str) -> str:
        """The text of `key`, or `default` where there is none."""
        return self._words.get(key, default)

    def date(self, day: datetime.date) -> str:
        """A day as people of this language write it."""
        month = self._months[day.month - 1]
        return filled(self._date, {"day": day.day, "month": month, "year": day.year})

    def month(self, number: int) -> str:
        """The name of a month, from 1."""
        return self._months[number - 1]

    def period(self, text: str) -> str:
        """A day or a stretch of the calendar as people of this language write it: 2026-Q2 → Q2 2026, 2026-06 → June 2026; two of them
        as from … to. Other words stay as they are."""
        found = periods.named(text)
        if found is not None:
            kind, year, number = found
            month = self._months[number - 1] if kind == "month" else ""
            key = f"period.half.{number}" if kind == "half" else f"period.{kind}"
            return self(key, year=str(year), number=str(number), month=month)
        first, last = periods.period_start(text), periods.period_end(text)
        if first is None or last is None:
            return text
        ends = periods.ends(text) if first != last else None
        return " – ".join(self.period(end) for end in ends) if ends else self.date(last)

    def order(self, text: str) -> tuple[bytes, str]:
        """What to sort `text` by, as a dictionary of this language does: marks and case count last."""
        bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
        return bare.encode(self._order or "utf-8", "replace"), text

    def number(self, value: float, decimals: int = 2) -> str:
        """A number without needless decimals, `decimals` at most: 3, 2.5, 1,066.67; in German 2,5 and 1.066,67."""
        text = f"{value:,.{decimals}f}" if abs(value) >= 0.01 or value == 0 or decimals > 2 else f"{value:.2g}"
        return self._signed(text.rstrip("0").rstrip(".") if "." in text else text, value)

    def written(self, value: float) -> str:
        """A number as its author wrote it, with all its decimals up to six: 4,100, 0.125; one with more was computed, and has two."""
        return self.number(value, decimals(value))

    def _signed(self, text: str, value: float) -> str:
        """A number in English form with the signs of this language."""
        return (text.replace(",", "") if abs(value) < self._grouped_from else text).translate(self._signs)

    def duration(self, text: str) -> str:
        """A duration in words where it is written as ISO 8601 (PT10M → 10 minutes), else as it is."""
        match = DURATION.fullmatch(text.strip())
        if match is None or not any(match.groups()):
            return text
        return self.span({unit: int(number) for unit, number in match.groupdict().items() if number})

    def span(self, parts: Mapping[str, int]) -> str:
        """A stretch of time: {"days": 1, "hours": 2} → 1 day 2 hours."""
        texts = (self(f"n_{unit}", n=number) for unit, number in parts.items())
        return reduce(lambda longer, shorter: self("duration.two", longer=longer, shorter=shorter), texts)

    def share(self, value: float) -> str:
        """A share as a percentage: 0.31 → 31 %, 31% in Chinese."""
        return self("share", number=self.number(round(value * 100, 1)))


@cache
def shipped() -> tuple[str, ...]:
    """The codes of the languages that stand in this folder."""
    return tuple(module.name for module in iter_modules(__path__) if not module.ispkg)


def available() -> tuple[str, ...]:
    """The codes of all languages that there are words for."""
    return tuple(sorted({*shipped(), *_BROUGHT}))


def shipped_language(code: str) -> Language:
    """The language `code` as we ship it."""
    return _shipped(code)


def bring(languages: Collection[Language]) -> None:
    """Has the project's own `languages` instead of those that were brought before; each adds to the one of its code that we have."""
    _BROUGHT.clear()
    _BROUGHT.update({it.code: it for it in languages})


def spoken(lang: str | None) -> str:
    """The language whose words a text in `lang` gets: itself, its base ('zh' for 'zh-Hans'), or English."""
    base = (lang or FALLBACK).lower().replace("_", "-").partition("-")[0]
    return base if base in _BROUGHT or base in shipped() else FALLBACK


def decimal(lang: str | None) -> str:
    """The sign before decimals in texts that are written in `lang`."""
    return _language(spoken(lang)).manners.get("decimal", ".")


def direction(lang: str) -> str:
    """How texts in `lang` run, ltr or rtl: as its language says, else as everybody knows of it; a script (`az-Arab`) goes before."""
    base, *tags = lang.lower().replace("_", "-").split("-")
    said = _language(base).manners.get("direction") if base in available() and not RTL_SCRIPTS.intersection(tags) else None
    return said or ("rtl" if base in RTL or RTL_SCRIPTS.intersection(tags) else "ltr")


def language(code: str) -> Language:
    """What there is of the language `code`: what we ship, and what the project brought; nothing but its plural rule of an unknown one."""
    forms, rule = plurals.known(code)
    return _language(code) if code in available() else Language(code=code, forms=forms, rule=rule)


def name_of(lang: str) -> str:
    """What the language `lang` calls itself (中文 for 'zh-Hans'); its code where there are no words for it."""
    base = lang.lower().replace("_", "-").partition("-")[0]
    return _language(base).manners.get("name", lang) if base in available() else lang


def _language(code: str) -> Language:
    ours = _shipped(code) if code in shipped() else None
    return _BROUGHT[code].over(ours) if code in _BROUGHT else ours or _shipped(FALLBACK)


@cache
def _shipped(code: str) -> Language:
    return of_module(code, import_module(f"{__name__}.{code}"))


@cache
def _english_counts() -> tuple[tuple[str, ...], plurals.Rule]:
    english = _shipped(FALLBACK)
    return english.forms, plurals.rule(english.rule)
