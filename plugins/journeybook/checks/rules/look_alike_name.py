"""A name looks like another one, or like other letters than it holds.

Two teams that differ only by upper case, by full-width letters or by a Cyrillic letter that looks like a Latin one
are one team for every reader and two for the atlas. A word that mixes such letters is reported even alone, with the
code point.

    owner: Mаrketing         # wrong: the second letter is the Cyrillic U+0430
    owner: Marketing         # right
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import title_place
from journeybook.reading.encoding import INVISIBLE, name_of
from journeybook.reading.problem import shown

LEVEL = "warning"
LOOKS = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d"  # Cyrillic, small
    "\u0410\u0415\u041e\u0420\u0421\u0423\u0425\u0406\u0408\u0405\u0412\u041a\u041c\u041d\u0422"  # and capital
    "\u03b1\u03bf\u03bd\u03c1\u03b9"  # Greek, small
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7",  # and capital
    "aeopcyxijshdqwAEOPCYXIJSBKMHTaovpiABEZHIKMNOPTYX",
)
"""Letters of other scripts that look like Latin ones."""
FOLDED = str.maketrans({chr(odd).casefold(): chr(plain).casefold() for odd, plain in LOOKS.items()})
WORD = re.compile(r"[^\W\d_]+")


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Names with foreign letters in a word, and pairs of names that look alike."""
    for entries in _namespaces(atlas):
        seen: dict[str, Entry] = {}
        for entry in entries:
            odd = _odd_letter(entry.label)
            first = seen.setdefault(_as_seen(entry.label), entry)
            if odd:
                message = f"{shown(entry.label)} holds {name_of(odd)} among other letters"
                yield Finding(title_place(entry.record), message, f"type {shown(_plain(odd))} instead")
            elif first.label != entry.label:
                yield _pair(first, entry)


def _namespaces(atlas: Atlas) -> Iterator[list[Entry]]:
    """The records of which no two should look alike."""
    yield from (list(table.values()) for table in (*atlas.library.values(), atlas.maps))
    for spots in atlas.spots.values():
        yield [spot for spot in spots.values() if spot.kind == "stage"]
        yield [spot for spot in spots.values() if spot.kind == "step"]


def _pair(first: Entry, entry: Entry) -> Finding:
    odd = _differing(entry.label, first.label) or _differing(first.label, entry.label)
    how = f"only by {name_of(odd)}" if odd else "only in upper and lower case or blanks"
    message = f"{shown(entry.label)} differs from {shown(first.label)} {how}"
    related = ((title_place(first.record), "the other one"),)
    return Finding(title_place(entry.record), message, "write both the same way, if one thing is meant", related)


def _differing(text: str, other: str) -> str | None:
    """The first character beyond ASCII that `other` does not hold, in neither case."""
    return next((char for char in text if not char.isascii() and char not in other and char.swapcase() not in other), None)


@lru_cache(20_000)
def _as_seen(text: str) -> str:
    """What a reader sees in `text`: one width, one case, Latin letters for their twins."""
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKC", text) if char not in INVISIBLE)
        return " ".join(text.casefold().translate(FOLDED).split())
    return " ".join(text.casefold().split())


def _odd_letter(text: str) -> str | None:
    """The first letter that only looks Latin, in a word that is Latin otherwise."""
    for word in () if text.isascii() else WORD.findall(text):
        odd: list[str] = [char for char in word if not char.isascii() and _plain(char).isascii()]
        if odd and any(char.isascii() for char in word) and _plain(word).isascii():
            return odd[0]
    return None


def _plain(text: str) -> str:
    """`text` with Latin letters for those that look like them."""
    return "".join(chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else c for c in text).translate(LOOKS)
