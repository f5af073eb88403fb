"""Every text of an atlas that a site for an audience leaves out, and every text of it that the site may say, each with its place.

What is looked for in a finished site (`text_finder`) is the difference. Numbers, dates and choices from a list tell nobody anything by
themselves and are no texts here. The name of an issue is one: with five letters and digits by itself, such as `SHOP-7` or `47110`;
a shorter one by the address that leads to it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from functools import cache
from urllib.parse import quote

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.counts import WORDS, Count
from journeybook.checks.check import Loaded
from journeybook.doors.mkdocs.text_finder import Text
from journeybook.model import KINDS, Part, parts_within, reference_fields
from journeybook.model.markup import plain
from journeybook.model.record import fields
from journeybook.model.texts import texts_in
from journeybook.model.values import Sort
from journeybook.reading.periods import parse_period
from journeybook.reading.problem import Place

NO_TEXT = frozenset({"lang", "unit", "choice", "names"})
"""What a field holds that everybody uses, and what another record says."""
RECORDS = frozenset(cls.kind for cls in KINDS.values())
PERIODS = frozenset({"period", "duration", "time"})
"""What tells nobody anything where it can be read as a period."""
ISSUE = "issue"
"""The field that names an issue in a tracker."""


class Spot:
    """Where a text stands: the place is looked up when somebody asks for it, which is seldom."""

    __slots__ = ("key", "part")

    def __init__(self, part: Part | Place, key: str = "") -> None:
        self.part, self.key = part, key

    @property
    def place(self) -> Place:
        """The file and line."""
        if isinstance(self.part, Place):
            return self.part
        return self.part.place(self.key) if self.key in self.part.__pydantic_fields_set__ else self.part.place()


def said(atlas: Atlas, parts: Iterable[Part], counts: Iterable[Count], paths: Iterable[str]) -> Iterator[tuple[str, Part | Place, str]]:
    """What the records and parts `parts`, the rows `counts` and the names of the files `paths` say, and the ids of `atlas`: each
    text, in what it stands, and in which field of it."""
    for part in parts:
        for key, text in _said(part):
            yield text, part, key
            if key == ISSUE and atlas.settings.issue_url and text:
                yield atlas.settings.issue_url.replace("{issue}", quote(text, safe="")), part, key
            if "*" in text or "`" in text or "[" in text:
                yield plain(text), part, key
    for entry in atlas.entries():
        yield entry.id, entry.record, "id"
        yield entry.label, entry.record, ""
    for count in counts:
        words = (getattr(count, name) for name in WORDS)
        for text in (*words, *count.own.values(), *(key[2:] for key in count.own)):
            if text:
                yield text, count.place, ""
    for path in paths:
        *folders, name = path.split("/")
        for text in (*folders, posixpath.splitext(name)[0]):
            yield text, Place(path), ""


def _said(part: Part) -> Iterator[tuple[str, str]]:
    """The texts of `part` itself, by the key of the field. What names a record is that one's id, or its name."""
    texts, values = _texts(type(part)), vars(part)
    for key in [key for key in texts if part.said(key)] or texts:  # of a shorthand no key is written
        name, sort, with_keys = texts[key]
        for text in texts_in(values[name], keys=with_keys):
            if sort not in PERIODS or parse_period(text) is None:
                yield key, text
    for key, value in part.own.items():
        yield key, key[2:]
        for text in texts_in(value, keys=True):
            yield key, text


@cache
def _texts(cls: type[Part]) -> dict[str, tuple[str, Sort, bool]]:
    """The fields that hold texts, by their key: the attribute, what it holds, and whether the keys of a mapping are texts too, and
    no names of records."""
    named = {name for name, _, mark in reference_fields(cls) if mark.kind in RECORDS}
    return {key: (name, sort, name not in named) for name, key, sort in fields(cls) if sort not in NO_TEXT}


def left_out(loaded: Loaded, seen: Atlas) -> tuple[list[Text[Spot]], list[bytes]]:
    """The texts of `loaded` that `seen`, what an audience sees of it, does not hold, and those that it holds, each once."""
    parts = (*seen.parts, *parts_within(seen.settings))
    paths = {part.file for part in parts} | {count.place.path for count in seen.counts}
    told = {text for text, _, _ in said(seen, parts, seen.counts, paths)}
    kept = set(map(id, parts))
    others = (part for _, file in loaded.records for part in parts_within(file) if id(part) not in kept)
    found: dict[str, Text[Spot]] = {}
    for text, part, key in said(loaded.atlas, others, loaded.counts, loaded.files):
        if text not in told and text not in found:
            found[text] = Text(text, Spot(part, key), names=key == ISSUE)
    return list(found.values()), [text.encode("utf-8", "replace") for text in told]
