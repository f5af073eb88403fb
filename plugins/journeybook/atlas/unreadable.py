"""What stands in files that could not be read, or not wholly: nothing is said about what it may define or use.

Names are looked for in the text that was lost, as typed and as the id that they give; where not even the text is known,
any name may stand in it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from journeybook.reading.problem import Place

ENCODINGS = ("utf-8", "utf-16", "gb18030", "cp1252")
"""How the text of a file is looked at whose encoding is wrong: names are searched in all of them."""
APART = re.compile(r"[\W_]+")
Spot = tuple[str, int, int]
"""Path, line and column at which something begins."""


@dataclass(frozen=True, eq=False)
class Unread:
    """What was lost. `files` gave no record at all, `texts` hold what they and damaged records said, `blind` tells of files
    whose text is not known either; `settings` is what atlas.yml lost, None where all of it was."""

    files: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()
    blind: bool = False
    settings: str | None = ""
    damaged: frozenset[Spot] = frozenset()
    """Where the records, their fields and values begin of which something was lost."""

    def may_hold(self, *names: str) -> bool:
        """Whether one of `names` may stand in what was lost."""
        return self.blind or any(self._holds(name) for name in names)

    def _holds(self, name: str) -> bool:
        bare = _words(name) if self.texts else ""
        # Chinese has no blanks between words: there any part of a text may be the name.
        return bool(bare) and (f"-{bare}-" if bare.isascii() else bare) in self._as_words

    def silences(self, code: str) -> bool:
        """Whether atlas.yml may say of the rule `code` what could not be read."""
        return self.settings is None or code in self.settings

    def explains(self, place: Place) -> bool:
        """Whether what is missing in the record at `place` may be what was lost of it."""
        return place.path in self.files or (place.path, place.line, place.column) in self.damaged

    @cached_property
    def _as_words(self) -> str:
        return f"-{_words(chr(10).join(self.texts))}-"


NOTHING_UNREAD = Unread()


def _words(text: str) -> str:
    """`text` as ids are made of it, however long."""
    return "-".join(APART.split(unicodedata.normalize("NFKC", text).lower())).strip("-")


def loosely(data: bytes) -> str:
    """All that `data` may say, in whatever encoding it is."""
    return "\n".join(data.decode(name, "ignore") for name in ENCODINGS)


class Losses:
    """Collects while files are read what was lost of them."""

    def __init__(self) -> None:
        self.files: set[str] = set()
        self.texts: list[str] = []
        self.blind = False
        self.settings: str | None = ""
        self.damaged: set[Spot] = set()

    def whole(self, path: str, text: str = "", data: bytes = b"") -> None:
        """The file `path` gave nothing: its name and what is known of its text were lost."""
        self.files.add(path)
        self.texts += [path, text or loosely(data)]
        self.blind |= not (text or data)

    def part(self, text: str, damaged: tuple[Spot, ...] = ()) -> None:
        """Something was lost of a file."""
        self.texts += [text] if text else []
        self.damaged.update(damaged)

    def unread(self) -> Unread:
        """All that was lost."""
        return Unread(frozenset(self.files), tuple(self.texts), self.blind, self.settings, frozenset(self.damaged))
