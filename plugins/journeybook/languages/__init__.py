"""The interface's words in the page's language. A language is one file in `languages/`, named by its code.

A language file holds `WORDS` (key to text; `{name}` is filled in, `one|other` chooses by `n`), `DATE`, how a day is written,
and, where letters do not sort by their code, `ORDER`, an encoding whose order is that of the language's dictionaries. Keys that a language lacks come from English; `labels` in atlas.yml put an organisation's own words in place.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

FALLBACK = "en"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
DURATION = re.compile(
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)


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
    """The words of one language: `words("field.owner")`, `words("n_maps", n=3)`."""

    def __init__(self, lang: str, own: Mapping[str, str] | None = None) -> None:
        self.code = lang
        module = _module(lang)
        self._date: str = module.DATE
        self._months: tuple[str, ...] = module.MONTHS
        self._order: str = getattr(module, "ORDER", "")
        self._words: dict[str, str] = {**_module(FALLBACK).WORDS, **module.WORDS, **(own or {})}

    def __call__(self, key: str, **values: object) -> str:
        """The text of `key` with `values` filled in. Raises KeyError for a key that no language has."""
        text = self._words[key]
        if not values:
            return text
        if "|" in text and "n" in values:
            one, other = text.split("|", 1)
            text = one if values["n"] == 1 else other
        return filled(text, values)

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

    def order(self, text: str) -> tuple[bytes, str]:
        """What to sort `text` by, as a dictionary of this language does: marks and case count last."""
        bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
        return bare.encode(self._order or "utf-8", "replace"), text

    def number(self, value: float, decimals: int = 2) -> str:
        """A number without needless decimals, `decimals` at most: 3, 2.5, 1,066.67."""
        text = f"{value:,.{decimals}f}" if abs(value) >= 0.01 or value == 0 or decimals > 2 else f"{value:.2g}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    def duration(self, text: str) -> str:
        """A duration in words where it is written as ISO 8601 (PT10M → 10 minutes), else as it is."""
        match = DURATION.fullmatch(text.strip())
        if match is None or not any(match.groups()):
            return text
        parts = [(unit, int(number)) for unit, number in match.groupdict().items() if number]
        return " ".join(self(f"n_{unit}", n=number) for unit, number in parts)

    def share(self, value: float) -> str:
        """A share as a percentage: 0.31 → 31 %, 31% in Chinese."""
        return self("share", number=self.number(round(value * 100, 1)))


@cache
def available() -> tuple[str, ...]:
    """The codes of all languages that there are words for."""
    return tuple(module.name for module in iter_modules(__path__))


def spoken(lang: str | None) -> str:
    """The language whose words a text in `lang` gets: itself, its base ('zh' for 'zh-Hans'), or English."""
    base = (lang or FALLBACK).lower().replace("_", "-").partition("-")[0]
    return base if base in available() else FALLBACK


def _module(lang: str) -> ModuleType:
    return import_module(f"{__name__}.{spoken(lang)}")
