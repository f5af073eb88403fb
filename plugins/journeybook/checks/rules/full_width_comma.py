"""A list of names has fewer items than it looks: the comma between two of them is a full-width one.

YAML parts the items of `[…]` at `,` alone. In a text `，` and `、` are what they are everywhere, so only lists of names
are looked at: stages, steps, tags and what names other records, and only names that nobody defined. Quotes around a
name say that its comma is meant.

    stages: [我找，我比较，我付款]         # wrong: one stage
    stages: [我找, 我比较, 我付款]         # right
    stages: ["我找，我比较", 我付款]       # right: two stages
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.model import Map, Part, Record, Stage, find
from journeybook.reading.encoding import WIDE_COMMA
from journeybook.reading.problem import Place
from journeybook.reading.tree import Scalar, Sequence

LEVEL = "warning"
Item = tuple[Part, str, int]
"""An item of a list: the part that holds the list, its key, and the position in it."""


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Names with a full-width comma in lists that are written in brackets, without quotes."""
    texts = {path: source.text for path, source in atlas.sources.items()}
    files = {path for path, text in texts.items() if not text.isascii() and WIDE_COMMA.search(text)}
    for part, key, number in (*_own_names(atlas), *_references(atlas)) if files else ():
        where = _comma(atlas, part, key, number) if part.file in files else None
        if where is not None:
            sign = atlas.sources[where.path].line(where.line)[where.column - 1]
            message = f"the comma is a full-width one (U+{ord(sign):04X}), so this is one item"
            yield Finding(where, message, "type ', ', or put the name in quotes")


def _own_names(atlas: Atlas) -> Iterator[Item]:
    """The stages, steps and tags with such a comma in their name."""
    for part in (atlas.settings, *atlas.parts):
        lists = {"tags": part.tags} if isinstance(part, Record) or part is atlas.settings else {}
        if isinstance(part, Map | Stage):
            key = "stages" if isinstance(part, Map) else "steps"
            lists[key] = [spot.name for spot in getattr(part, key)]
        for key, names in lists.items():
            yield from ((part, key, number) for number, name in enumerate(names) if WIDE_COMMA.search(name))


def _references(atlas: Atlas) -> Iterator[Item]:
    """The names of records that are not defined and have such a comma in them."""
    for reference in atlas.references:
        if reference.target.implied and isinstance(reference.at, int) and WIDE_COMMA.search(reference.target.label):
            yield reference.part, reference.key, reference.at


def _comma(atlas: Atlas, part: Part, key: str, number: int) -> Place | None:
    """Where the first such comma of the item is, if it is text without quotes in a list in brackets."""
    source, items = atlas.sources[part.file], find(part.node, (key,))
    if not isinstance(items, Sequence) or source.line(items.mark[0])[items.mark[1] - 1] != "[":
        return None
    item = items[number]
    if not isinstance(item, Scalar) or not item.plain:
        return None
    stretch = source.stretch(source.place(item))
    found = WIDE_COMMA.search(source.text, stretch.start, stretch.stop)
    if found is None:
        return None
    line = source.text.count("\n", 0, found.start()) + 1
    column = found.start() - source.text.rfind("\n", 0, found.start())
    return Place(source.path, line, column, line, column + 1)
