"""Every text of an atlas that a site for an audience leaves out, and every text of it that the site may say, each with its place.

What is looked for in a finished site (`leaks`) is the difference. Numbers, dates and choices from a list tell nobody anything by
themselves and are no texts here.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from journeybook.atlas import Atlas
from journeybook.counts import Count
from journeybook.leaks import Text
from journeybook.markup import plain
from journeybook.model import Part, reference_fields
from journeybook.model.record import choices
from journeybook.problems import Place
from journeybook.review import parse_period

NO_TEXT = frozenset({"lang", "currency", "unit"})
"""Fields whose few values everybody uses."""
PERIODS = frozenset({"every", "valid_for", "cadence", "duration", "wait", "due_soon"})


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


def texts(atlas: Atlas, parts: Iterable[Part], counts: Iterable[Count], paths: Iterable[str]) -> Iterator[Text[Spot]]:
    """What the records and parts `parts`, the rows `counts` and the names of the files `paths` say, and the ids of `atlas`."""
    for part in parts:
        for key, text in _said(part):
            yield Text(text, Spot(part, key))
            if "*" in text or "`" in text or "[" in text:
                yield Text(plain(text), Spot(part, key))
    for entry in atlas.entries():
        yield Text(entry.id, Spot(entry.record, "id"))
        yield Text(entry.label, Spot(entry.record))
    for count in counts:
        said = (getattr(count, name) for name in ("metric", "map", "stage", "touchpoint", "segment", "channel", "region"))
        for text in (*said, *count.own.values(), *(key[2:] for key in count.own)):
            if text:
                yield Text(text, Spot(count.place))
    for path in paths:
        *folders, name = path.split("/")
        for text in (*folders, posixpath.splitext(name)[0]):
            yield Text(text, Spot(Place(path)))


def _said(part: Part) -> Iterator[tuple[str, str]]:
    """The texts of `part` itself, by the key of the field. What names a record is that one's id, or its name."""
    for name, key in _fields(type(part)):
        value = getattr(part, name)
        for text in _strings([*value.values()] if key == "duties" else value):
            if key not in PERIODS or parse_period(text) is None:
                yield key, text
    for key, value in part.own.items():
        yield key, key[2:]
        for text in _strings(value):
            yield key, text


@cache
def _fields(cls: type[Part]) -> tuple[tuple[str, str], ...]:
    keys = ((name, info.alias or name) for name, info in cls.model_fields.items())
    names = {name for name, _, _ in reference_fields(cls)} - {"duties", "perspectives"}
    return tuple((name, key) for name, key in keys if key not in NO_TEXT and name not in names and not choices(cls, key))


def _strings(value: Any) -> Iterator[str]:
    """The texts in a field's value, without those of other records and parts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _strings(inner)


def left_out(everything: Iterable[Text[Spot]], seen: Iterable[Text[Spot]]) -> tuple[list[Text[Spot]], list[bytes]]:
    """The texts of `everything` that `seen` does not hold, and those that it holds, each once."""
    said = {text.text for text in seen}
    found: dict[str, Text[Spot]] = {}
    for text in everything:
        if text.text not in said:
            found.setdefault(text.text, text)
    return list(found.values()), [text.encode("utf-8", "replace") for text in said]

