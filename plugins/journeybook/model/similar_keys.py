"""Which key was meant by one that is not allowed where it stands: a slip of the pen, or the word of another tool.

The words that others say stand with the fields (`others_say` of each record), and so mean something only where the field
is allowed. What is no slip and no such word is not guessed about.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from journeybook.model.foreign_words import in_english

if TYPE_CHECKING:
    from journeybook.model import Part

HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
APART = re.compile(r"[\W_]+")
SLIPS = ((5, 1), (9, 2))
"""Up to how many letters so many slips are taken for one word; longer words may have three. With more than one, the first
letter must be right."""


def meant(key: str, shape: type[Part], there: Collection[str] = ()) -> tuple[str, ...]:
    """The fields of `shape` that `key` may have been meant for: one for a slip, one or two for another's word; none of those
    that are `there` already."""
    names, also = [name for name, _ in shape.own_first() if name not in there], _also(shape)
    return _said(key, names, also) or _foreign(key, names, also) or among(key, names, {})


def among(word: str, names: Collection[str], others_say: Mapping[str, str]) -> tuple[str, ...]:
    """The same for any `names`, of which others say what `others_say` lists."""
    slip = _said(word, names, others_say) or near(word, names)
    return (slip,) if isinstance(slip, str) else slip or ()


def _foreign(word: str, names: Collection[str], others_say: Mapping[str, str]) -> tuple[str, ...]:
    """The same for a word of another language than English, by each English word that it stands for."""
    return next((found for english in in_english(word) if (found := _said(english, names, others_say))), ())


def _said(word: str, names: Collection[str], others_say: Mapping[str, str]) -> tuple[str, ...]:
    """Those of `names` that `word` is, or that others say it for."""
    for fold in (_joined, folded):  # "team" and "teams" may be said of two fields
        key = fold(word)
        same = [name for name in names if fold(name) == key]
        said = [name for name in names if key in map(fold, others_say.get(name, "").split(", "))]
        if key and (same or said):
            return tuple(same[:1] or said[:2])
    return ()


def near(key: str, names: Collection[str]) -> str | None:
    """The one of `names` that `key` is but a few slips away from."""
    word = _joined(key)
    most = next((slips for length, slips in SLIPS if len(word) <= length), 3)
    found = []
    for number, name in enumerate(names):
        other = _joined(name)
        slips = _slips(word, other, most)
        if slips <= (most if word[:1] == other[:1] else 1) and slips < len(word) / 2:
            found.append((slips, number, name))
    return min(found)[2] if found else None


@lru_cache(20_000)
def folded(key: str) -> str:
    """`key` as it is compared: no case, blanks, humps, underscores or plural."""
    words = APART.split(unicodedata.normalize("NFKC", HUMP.sub(" ", key.strip())).casefold())
    return "".join(_singular(word) for word in words)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(20_000)
def _joined(key: str) -> str:
    return "".join(APART.split(unicodedata.normalize("NFKC", key).casefold()))


@cache
def _also(shape: type[Part]) -> dict[str, str]:
    """The words that others say for the fields of `shape`."""
    found: dict[str, str] = {}
    for part in shape.__mro__:
        for name, words in vars(part).get("others_say", {}).items():
            found[name] = f"{found[name]}, {words}" if name in found else words
    return found


def _slips(word: str, other: str, most: int) -> int:
    """How many letters were left out, added, changed or swapped between two words; more than `most` where it is more."""
    if abs(len(word) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        above, row = row, [i]
        for j, its in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == its:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = above
    return row[-1]
