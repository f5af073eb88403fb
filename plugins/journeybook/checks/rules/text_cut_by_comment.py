"""A text ends earlier than it looks: ` #` begins a comment.

In YAML a number sign behind a blank begins a comment, so the rest of the line is gone. Put the text in quotes; where
a comment is meant, a blank after the number sign says so, and two before it where the comment begins with a number.

    text: Ticket #214 was never answered       # wrong: the text is "Ticket"
    text: "Ticket #214 was never answered"     # right
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.model.local_numbers import read_number
from journeybook.reading.dates import read_date
from journeybook.reading.problem import Place, shown
from journeybook.reading.tree import Scalar, walk
from journeybook.reading.yaml_text import Source

LEVEL = "warning"
CUT = re.compile(r"\s+(#(?!\s*journeybook:)[^\s#].*)|[^\S\n](#[^\S\n]?\d.*)")
"""A sign with text right behind it, or one blank before it and a number behind it ("is it # 1"): nobody writes comments so."""
NOTHING = re.compile(r":\s+(#(?!\s*journeybook:)[^\s#].*)")
SOMEWHERE = re.compile(r"\S[^\S\n]+#(?!\s*journeybook:)([^\s#]|[^\S\n]\d)")


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Plain texts with a comment behind them that looks like more text."""
    for source in atlas.sources.values():
        if SOMEWHERE.search(source.text):
            yield from _cut(source)


def _cut(source: Source) -> Iterator[Finding]:
    for node in walk(source.tree):
        if not isinstance(node, Scalar) or not node.plain:
            continue
        *_, line, column = node.mark
        text = source.line(line)
        match = NOTHING.match(text, column - 1) if node == "" else CUT.match(text, column - 1)
        if match and read_number(node) is None and read_date(node) is None:
            number = match.lastindex or 1
            where = Place(source.path, line, match.start(number) + 1, line, match.end(number) + 1)
            message = f"the text ends before {shown(match.group(number))}: a '#' after a blank begins a comment"
            comment = "leave two blanks before" if match.group(number)[1:2].isspace() else "write '# ' for"
            yield Finding(where, message, f"put the text in quotes, or {comment} a comment")
