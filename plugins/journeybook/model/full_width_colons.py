"""Fields that YAML takes for text: with the colon of Chinese writing, or without a space behind the colon. `- name：I hear` and
`- name:I hear` would be stages of that name.

Only where a line or an item begins with the name of a field: within a text such a colon is one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from journeybook.model import Library, Map, Part, Settings
from journeybook.reading.problem import Place, Problem
from journeybook.reading.tree import Mapping, Node, Scalar, walk
from journeybook.reading.yaml_text import Source

COLON = "："
FIELD = re.compile(rf"(?:- +)*([A-Za-z][\w-]*)(?:\s*{COLON}|(:)(?=[^\s:/]))")
WORD = re.compile(rf"(?:- +)*([^\W\d_a-zA-Z][^\s{COLON}]{{0,8}}?)\s*{COLON}")
"""A word of Chinese writing before such a colon, which may be what others call a field."""
TITLES = frozenset({"标题", "名称", "名字"})
"""Words with which no text begins that such a colon follows."""
TIGHT = re.compile(r"^[ -]*[A-Za-z][\w-]*:[^\s:/]", re.MULTILINE)


def wide_colons(source: Source, lost: list[Node]) -> list[Problem]:
    """One finding for each such field of `source`; the text that it became is spoilt, and added to what is `lost`."""
    broken = any(problem.level == "error" for problem in source.problems)  # which says what is wrong with its colons
    if COLON not in source.text and (broken or not TIGHT.search(source.text)):
        return []
    values = {id(value) for node in walk(source.tree) if isinstance(node, Mapping) for value in node.values()}
    found: dict[Place, Problem] = {}
    for node in walk(source.tree):
        if isinstance(node, Scalar) and node.plain and (COLON in node or ":" in node):
            for place, name, tight in _fields(source, node, id(node) in values):
                if tight and broken:
                    continue
                node.spoilt = True
                lost.append(node)
                said = ("no space follows the colon", f"write '{name}: …'") if tight else ("the colon is a full-width one (U+FF1A)", "type ':' and a space")
                if name in _words(place.column == 1):
                    meant = " or ".join(f"'{field}: …'" for field in _words(place.column == 1)[name])
                    said = said[0], f"{said[1]}; fields have English names: write {meant}"
                found[place] = Problem(place, "yaml-syntax", said[0], hint=said[1])
    return list(found.values())


def _fields(source: Source, node: Scalar, behind_key: bool) -> Iterator[tuple[Place, str, bool]]:
    """Where in the text without quotes `node` a line begins as a field, which one, and whether only the space behind its colon is
    missing; not its first line where it stands behind its key."""
    line, column, last, _ = node.mark
    for number in range(line, last + 1):
        text = source.line(number)
        start = column - 1 if number == line else len(text) - len(text.lstrip())
        match = FIELD.match(text, start)
        if match and match[1].casefold() in _names() and not (behind_key and number == line and text[: column - 1].strip(" -")):
            yield Place(source.path, number, match.start(1) + 1), match[1], bool(match[2])
    yield from _in_chinese(source, node, behind_key)


def _in_chinese(source: Source, node: Scalar, behind_key: bool) -> Iterator[tuple[Place, str, bool]]:
    """The same where the fields have Chinese names. A text may begin so too ("问题：排队太久"): only what is the whole file, has several
    such lines, or begins with the word for a name is none."""
    line, column, last, _ = node.mark
    found = []
    for number in range(line, last + 1):
        text = source.line(number)
        match = WORD.match(text, column - 1 if number == line else len(text) - len(text.lstrip()))
        if match and match[1] in _words(match.start(1) == 0) and not (behind_key and number == line):
            found.append((Place(source.path, number, match.start(1) + 1), match[1], False))
    if len(found) > 1 or node is source.tree or any(name in TITLES for _, name, _ in found):
        yield from found


@cache
def _words(of_file: bool) -> dict[str, tuple[str, ...]]:
    """The fields that a word of Chinese writing may stand for: of a whole file, or of what is in it; up to three, those of most records
    first, and one alone where it is by far the likeliest."""
    found: dict[str, Counter[str]] = {}
    whole: tuple[type[Part], ...] = (Map, Library, Settings)
    for shape in whole if of_file else (shape for shape in _shapes(Part) if shape not in whole):
        for name, words in vars(shape).get("others_say", {}).items():
            for word in words.split(", "):
                if word[:1] > "\u2e80":
                    found.setdefault(word, Counter())[name] += 1
    most = {word: fields.most_common(3) for word, fields in found.items()}
    return {word: tuple(name for name, number in fields if fields[0][1] < 3 * number) for word, fields in most.items()}


@cache
def _names() -> frozenset[str]:
    """The names of all fields."""
    shapes: tuple[type[Part], ...] = (Map, Library, Settings, *_shapes(Part))
    return frozenset(name.casefold() for shape in shapes for name, _ in shape.declared())


def _shapes(shape: type[Part]) -> Iterator[type[Part]]:
    for inner in shape.__subclasses__():
        yield inner
        yield from _shapes(inner)
