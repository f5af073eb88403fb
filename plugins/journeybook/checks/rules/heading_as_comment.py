"""A heading as in Markdown stands in a list of stages or steps: to YAML it is a comment.

So what stands below it does not belong to it, but is a stage or step of its own.

    stages:              # wrong: two stages, A poster and A flyer
    ## I hear about it
    - A poster
    - A flyer
    stages:              # right: one stage
      - name: I hear about it
        touchpoints: [A poster, A flyer]
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.reading.problem import Place, in_flow, shown
from journeybook.reading.tree import Mapping, Node, Scalar, Sequence
from journeybook.reading.yaml_text import Source

LEVEL = "warning"
HEADING = re.compile(r" *#{2,6} +(?P<words>\w.*?)[ #]*$")
SPOTS = re.compile("stages|steps")
LIKELY = re.compile(r"^ *#{2,6} +\w", re.MULTILINE)


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Lists of mere texts below such headings."""
    for source in atlas.sources.values():
        if LIKELY.search(source.text):
            yield from _below(source, source.tree)


def _below(source: Source, node: Node | None) -> Iterator[Finding]:
    for key, inner in node.items() if isinstance(node, Mapping) else ():
        if isinstance(inner, Sequence) and SPOTS.fullmatch(key):
            if found := _heading(source, inner):
                line, words = found
                message = f"{shown(source.line(line).strip())} is a comment, so that what stands below it is no part of it, but {key} of their own"
                hint = f"write '- name: {in_flow(words)}' in its place, and below it what it holds as its fields; or 'group: {in_flow(words)}' at each of the {key}, if it only stands over them"
                yield Finding(Place(source.path, line, len(source.line(line)) - len(source.line(line).lstrip()) + 1), message, hint)
            for item in inner:
                yield from _below(source, item)


def _heading(source: Source, items: Sequence) -> tuple[int, str] | None:
    """The line and the words of the first heading above an item of mere text."""
    for item in items:
        number = item.mark[0] - 1
        while number and not source.line(number).strip():
            number -= 1
        found = HEADING.match(source.line(number)) if number and isinstance(item, Scalar) else None
        if found:
            return number, found["words"]
    return None
