"""A text swallowed a list or a table: its lines begin with the signs of a list, or tabs stand between its words.

YAML glues the lines of a text without quotes into one. A list is one only where every item, the first too, begins with
a hyphen and a blank in the same column; a table pasted from a spreadsheet is none at all.

    does: Opens the app          # wrong: one text, "Opens the app - logs in - pays"
      - logs in
      - pays
    does:                        # right
      - Opens the app
      - logs in
      - pays
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.unreadable import Unread
from journeybook.checks.rules.finding import Finding
from journeybook.model import find
from journeybook.model.record import fields
from journeybook.reading.problem import Place
from journeybook.reading.tree import Mapping, Node, Scalar, Sequence, values
from journeybook.reading.yaml_text import Source

LEVEL = "warning"
SIGN = re.compile(r"\s*(?P<sign>[-*•·‣●○■▪◦➢►▶✓✔✅–—→]|\d{1,2}[.)])\s+\S")
"""How a line of a list begins."""
LIKELY = re.compile(r"^ *[*•·‣●○■▪◦➢►▶✓✔✅–—→] |^ *\d{1,2}[.)] |^( *)\S[^\n]*\n\1 +- |\S\t+ *\S", re.MULTILINE)
"""What a file holds in which such a text may stand: few do, and only those are looked through."""
BROKEN = re.compile(r"^( *)(?:- )?[a-z_]+:[^\S\n]*\n\1 +[^\W\d_][^\n:]*\n\1 +[^\W\d_]", re.MULTILINE)
"""A key with at least two lines of text below it."""
BEGUN = re.compile(r"[^\Wa-zß-öø-ÿ]")
"""How a line begins that does not go on from the one above."""
GOES_ON = re.compile(r"[-,;:，、；：(]$|\b(?:and|or|the|a|of|to|und|oder|der|die|das|et|ou|de|y|o)$")
PARTED = re.compile("[\t：]")
"""What stands in lines that have findings, or a meaning, of their own."""
WIDE = 60
"""So long a line was broken because it was full."""
ALONE = "-*•"
"""Signs of which one is enough where it begins the only further line."""
TABS = re.compile(r"\S *\t\s*\S")
OF_FIELD = "where a list may stand, write each line, the first too, below the key and with '- ' before it; to keep the lines of one text, write '|' behind the colon and begin the text on the next line"
OF_ITEM = "begin all items in the same column; to keep the lines of one text, write '- |' and begin the text on the next line"
OF_FOLD = "write '|' in place of '>', which keeps lines"
OF_TABLE = "write each row as '- name: …', with its other cells as fields below it; in a text, write a blank in place of the tab"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Texts without quotes that look like several lines of a list, or like rows of a table."""
    yield from _without_signs(atlas)
    for source in atlas.sources.values():
        if LIKELY.search(source.text):
            found = list(_of(source, atlas.unread))
            tables = [it for it in found if it.hint == OF_TABLE]
            yield from (it for it in found if it not in tables[1:])  # the rows of one table have one cause


def _without_signs(atlas: Atlas) -> Iterator[Finding]:
    """Texts on several lines where a list may stand, each of which begins anew: what they are a list of, YAML does not know."""
    broken = {path for path, source in atlas.sources.items() if BROKEN.search(source.text)}
    for part in atlas.parts if broken else ():
        for name, key, _ in fields(type(part)) if part.file in broken and isinstance(part.node, Mapping) else ():
            value, node = getattr(part, name), find(part.node, (key,))
            if isinstance(value, tuple) and len(value) == 1 and isinstance(node, Scalar) and node.plain and node.mark[2] > node.mark[0]:
                source = atlas.sources[part.file]
                lines = [source.line(number).strip() for number in range(node.mark[0], node.mark[2] + 1)]
                if all(BEGUN.match(line) and len(line) < WIDE and not PARTED.search(line) for line in lines) and not any(
                    GOES_ON.search(line) for line in lines[:-1]
                ):
                    yield Finding(source.place(node), f"these {len(lines)} lines are one text here, and no list", OF_FIELD)


def _of(source: Source, unread: Unread) -> Iterator[Finding]:
    items = {item.mark: node for node in values(source.tree) if isinstance(node, Sequence) for item in node}
    for node in values(source.tree):
        if not isinstance(node, Scalar) or node is source.tree or unread.explains(source.place(node)):
            continue
        folded = not node.plain and source.line(node.mark[0])[node.mark[1] - 1 : node.mark[1]] == ">"
        if not (node.plain or folded) or node.spoilt:
            continue
        if node.plain and _is_row(node, items.get(node.mark, ())):
            yield Finding(source.place(node), "tabs stand in this text, as between the cells of a table", OF_TABLE)
        elif (found := _swallowed(source, node, folded)) is not None:
            where, sign = found
            hint = OF_FOLD if folded else OF_ITEM if node.mark in items else OF_FIELD
            yield Finding(where, f"the lines that begin with '{sign}' are no list here, but one text with the lines around them", hint)


def _is_row(node: Scalar, items: Iterable[Node]) -> bool:
    """Whether a text has several tabs in it, or one as have others of the list `items`; one alone is a slip in a text."""
    return len(TABS.findall(node)) > 1 or (
        TABS.search(node) is not None and sum(isinstance(item, Scalar) and TABS.search(item) is not None for item in items) > 1
    )


def _swallowed(source: Source, node: Scalar, folded: bool) -> tuple[Place, str] | None:
    """Where in `node` the first further line of a list begins, and with which sign."""
    line, column, last, end = node.mark
    stop = last if end > 1 else last - 1  # a block ends at the beginning of the line below it
    lines = [(number, source.line(number)) for number in range(line + 1, stop + 1)]
    signs = [(number, text, found["sign"]) for number, text in lines if (found := SIGN.match(text))]
    begun = None if folded else SIGN.match(source.line(line)[column - 1 :])
    if not signs or len(signs) + bool(begun) < (1 if signs[0][2] in ALONE and len(lines) == 1 else 2):
        return None
    if begun:
        return Place(source.path, line, column, line, column + len(begun["sign"])), begun["sign"]
    number, text, sign = signs[0]
    at = len(text) - len(text.lstrip()) + 1
    return Place(source.path, number, at, number, at + len(sign)), sign
