"""One name looks like several: a list of names is written without its brackets, or with another sign between its items.

`touchpoints: Counter, Phone` is one touchpoint with a comma in its name, and `[I wait; I pay]` one stage: YAML parts
items in brackets at `,` alone, and nothing without brackets. Only names that nobody defined are looked at, and quotes
around a name say that it is one, unless it holds a semicolon.

    touchpoints: Counter, Phone       # wrong: one touchpoint
    stages: [I wait; I pay]           # wrong: one stage
    owner: workshop, shop             # wrong: one team, and only one can be answerable
    touchpoints: [Counter, Phone]     # right
    touchpoints: "Letters, by post"   # right: one touchpoint
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.model import ITEM_KINDS, Part, Record, find
from journeybook.reading.problem import in_flow, shown
from journeybook.reading.tree import Node, Scalar, Sequence, place

LEVEL = "warning"
BETWEEN_NAMES = re.compile(r"\s*[;；，、]\s*|,\s+")
"""What stands between names where no brackets are."""
BETWEEN_ITEMS = re.compile(r"\s*[;；]\s*")
IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
LISTS = ("stages", "steps", "tags", *ITEM_KINDS)
"""Lists whose items may be plain texts and stand in brackets."""


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Names without quotes that have signs between them as items of a list have."""
    semicolons = {path for path, source in atlas.sources.items() if re.search("[;；]", source.text)}
    for part in (atlas.settings, *atlas.parts):
        keys = LISTS if part.file in semicolons else ("tags",) if isinstance(part, Record) and part.tags else ()
        for key in (key for key in keys if part.said(key)):
            yield from _of_list(atlas, part, find(part.node, (key,)), key == "tags")
    for reference in atlas.references:
        part, key = reference.part, reference.key
        if reference.target.implied and isinstance(reference.at, int) and BETWEEN_NAMES.search(reference.target.label):
            node = find(part.node, (key,))
            yield from _of_list(atlas, part, node, True, reference.at, reference.answers)


def _of_list(atlas: Atlas, part: Part, items: Node, names: bool, only: int | None = None, one: bool = False) -> Iterator[Finding]:
    """The findings about the value `items`; `names` tells that a text in its place is a name. `one`: only one is allowed."""
    if isinstance(items, Scalar):
        yield from _of_text(part, items, BETWEEN_NAMES, "a list stands in brackets", one, True) if names else ()
    elif isinstance(items, Sequence) and (only is not None or atlas.sources[part.file].line(items.mark[0])[items.mark[1] - 1] == "["):
        for number, item in enumerate(items):
            if isinstance(item, Scalar) and only in (None, number):
                yield from _of_text(part, item, BETWEEN_ITEMS, "a comma stands between the items of a list", False, only is not None)


def _of_text(part: Part, text: Scalar, between: re.Pattern[str], rule: str, one: bool, name: bool = False) -> Iterator[Finding]:
    """The finding about `text`; a `name` in quotes has no semicolon in it either."""
    between = between if text.plain else BETWEEN_NAMES
    meant = not text.plain and not (name and BETWEEN_ITEMS.search(text))
    found = [piece for piece in between.split(text) if piece]
    if meant or len(found) < 2 or not between.search(IN_BRACKETS.sub("", text)):
        return
    if one:
        message = f"{shown(text)} is the name of one team here, and one team is answerable"
        hint = f"write {in_flow(found[0])}, and name the others under 'raci: {{responsible: …}}'; or put the name in quotes"
    else:
        message = f"{shown(text)} is one name here: {rule}"
        hint = f"write [{', '.join(map(in_flow, found))}]" + ", or put the name in quotes" * (text.plain and not (name and BETWEEN_ITEMS.search(text)))
    yield Finding(place(part.file, text), message, hint)
