"""YAML text to a tree in which every value knows its place.

Reads with PyYAML's event stream (libyaml where it is there) under limits, so that nothing that YAML could carry beyond
plain data (anchors, tags, merge keys, nesting without end) is ever built. The tree is made of `Scalar`, `Sequence` and
`Mapping`: a text, a list and a dict with marks. Scalars stay text; what they mean is decided by the field (`fields`).
What bytes and characters a file may hold is `characters`' part; what a syntax error means in plain words, `syntax`'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from journeybook import characters, syntax
from journeybook.problems import Place, Problem, shown

FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True)
class Limits:
    """How much one file may hold. Sizes in bytes; the defaults are a hundred times a large map."""

    size: int = 2_000_000
    depth: int = 40
    nodes: int = 200_000


class Scalar(str):
    """A value as typed, with its marks. `plain` tells whether it stood without quotes."""

    __slots__ = ("end", "plain", "start")
    start: Any
    end: Any
    plain: bool

    @property
    def is_null(self) -> bool:
        """Whether YAML 1.2 reads this as nothing at all."""
        return self.plain and str(self) in NULLS


class Sequence(list):
    """A list of nodes."""

    __slots__ = ("end", "start")
    start: Any
    end: Any


class Mapping(dict):
    """A dict of nodes; its keys are scalars too and so know where they stand."""

    __slots__ = ("end", "start")
    start: Any
    end: Any

    def key(self, name: str) -> Scalar:
        """The key `name` as it stands in the file."""
        return next(key for key in self if key == name)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True)
class Source:
    """One file as read: its text with unified line ends, its tree (None where nothing could be read)."""

    path: str
    text: str
    tree: Node | None
    problems: tuple[Problem, ...]

    def line(self, number: int) -> str:
        """Line `number` (from 1) without its line end, empty where there is none."""
        lines = self.text.split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def place(self, node: Node) -> Place:
        """Where `node` stands."""
        return place(self.path, node)


def place(path: str, node: Node) -> Place:
    """Where `node` stands in the file `path`."""
    start, end = node.start, node.end
    return Place(path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def read(path: str, data: bytes, limits: Limits | None = None) -> Source:
    """The file `path` with content `data`, and all that is wrong with it as YAML. Never raises for any content."""
    limits = limits or Limits()
    if len(data) > limits.size:
        message = f"the file has {len(data):,} bytes, more than the {limits.size:,} that are read"
        hint = "split it, or raise 'limits: {size: …}' in atlas.yml"
        return Source(path, "", None, (Problem(Place(path), "file-too-large", message, hint=hint),))
    text, problems = characters.decode(path, data)
    if problems and text is None:
        return Source(path, "", None, tuple(problems))
    assert text is not None
    if any(problem.level == "error" for problem in problems):
        return Source(path, text, None, tuple(problems))
    reader = _Reader(path, text, limits)
    tree = reader.read()
    return Source(path, text, tree, (*problems, *reader.problems))


def walk(node: Node | None) -> Iterator[Node]:
    """`node` and everything in it, keys included, in the order of the file."""
    if node is None:
        return
    yield node
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield key
            yield from walk(value)
    elif isinstance(node, Sequence):
        for item in node:
            yield from walk(item)


class _TooMuch(Exception):
    """A limit was met: reading ends here, with what was found so far."""


class _Reader:
    """Composes the tree from events; keeps a stack of its own, so no nesting can exhaust Python's or C's."""

    def __init__(self, path: str, text: str, limits: Limits) -> None:
        self.path = path
        self.text = text
        self.limits = limits
        self.problems: list[Problem] = []
        self.nodes = 0

    def read(self) -> Node | None:
        guarded = characters.guard(self.text)
        try:
            return self._compose(yaml.parse(guarded, Loader=FAST))
        except _TooMuch:
            return None
        except yaml.YAMLError as error:
            return self._again(guarded, error)

    def _again(self, guarded: str, error: yaml.YAMLError) -> Node | None:
        """The second opinion of the Python parser, so that what is wrong never depends on libyaml being there."""
        for _ in range(100):
            self.problems.clear()
            self.nodes = 0
            try:
                return self._compose(yaml.parse(guarded, Loader=yaml.SafeLoader))
            except _TooMuch:
                return None
            except yaml.YAMLError as second:
                error = second
                mended = syntax.tab_as_space(guarded, second)
                if mended is None:
                    break
                guarded = mended
        self.problems.append(syntax.explain(self.path, self.text, error))
        return None

    def _compose(self, events: Iterator[yaml.Event]) -> Node | None:
        stack: list[Node] = []
        keys: list[Scalar | None] = []
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    message = "a second document begins here; a file holds one map or one library"
                    self._report(event, "several-documents", message, "move it into a file of its own")
                    return root
                continue
            if isinstance(event, yaml.NodeEvent):
                node = self._node(event, len(stack))
                if not stack:
                    root = node
                else:
                    self._attach(stack[-1], keys, node)
                if not isinstance(node, Scalar):
                    stack.append(node)
                    keys.append(None)
            elif isinstance(event, yaml.CollectionEndEvent):
                stack.pop().end = event.end_mark
                keys.pop()
        return root

    def _node(self, event: yaml.NodeEvent, depth: int) -> Node:
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            message = f"the file holds more than {self.limits.nodes:,} values"
            self._report(event, "too-many-values", message, "split it, or raise 'limits: {nodes: …}' in atlas.yml")
            raise _TooMuch
        if depth > self.limits.depth:
            message = f"values are nested more than {self.limits.depth} levels deep"
            self._report(event, "nested-too-deep", message)
            raise _TooMuch
        node = self._blank(event)
        if event.__class__ is not yaml.ScalarEvent or event.anchor or event.tag:
            self._refuse_extras(event)
        node.start, node.end = event.start_mark, event.end_mark
        if isinstance(node, Scalar):
            node.plain = not getattr(event, "style", None)  # libyaml says '' where the Python parser says None
            if isinstance(event, yaml.ScalarEvent) and event.style == '"':
                self.problems += characters.check_value(place(self.path, node), node, self._raw(node))
        return node

    def _blank(self, event: yaml.NodeEvent) -> Node:
        if isinstance(event, yaml.MappingStartEvent):
            return Mapping()
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence()
        if isinstance(event, yaml.AliasEvent):
            return Scalar("")
        text = characters.unguard(event.value)
        if event.style != "|" and event.start_mark.line != event.end_mark.line:
            raw = self.text[event.start_mark.index : event.end_mark.index]
            text = characters.join_chinese(text, raw)
        return Scalar(text)

    def _raw(self, node: Node) -> str:
        return self.text[node.start.index : node.end.index]

    def _refuse_extras(self, event: yaml.NodeEvent) -> None:
        quote = "put the text in quotes if it begins with that sign"
        if isinstance(event, yaml.AliasEvent):
            self._report(event, "alias", f"'*' begins a YAML alias ({shown('*' + event.anchor)}); none are read", quote)
        elif event.anchor:
            self._report(event, "anchor", f"'&' begins a YAML anchor ({shown('&' + event.anchor)}); none are read", quote)
        if getattr(event, "tag", None):
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            message = f"{shown(tag)} is a YAML tag; only plain values are read"
            self._report(event, "tag", message, "remove it, or put the text in quotes")

    def _attach(self, parent: Node, keys: list[Scalar | None], node: Node) -> None:
        if isinstance(parent, Sequence):
            parent.append(node)
            return
        assert isinstance(parent, Mapping)
        key = keys[-1]
        if key is None:
            keys[-1] = self._key(node)
            return
        keys[-1] = None
        if key in parent:
            first = place(self.path, parent.key(key))
            message = f"{shown(key)} is given twice"
            related = ((first, "the first one"),)
            hint = "YAML would silently keep one of them; join or remove one"
            self.problems.append(Problem(place(self.path, key), "duplicate-key", message, hint=hint, related=related))
        else:
            parent[key] = node

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            if node == "<<" and node.plain:
                self._report(node, "merge-key", "'<<' is a YAML merge key; none are read", "write the fields out")
            return node
        self._report(node, "key-not-text", "a key must be text; text that begins with '{' or '[' needs quotes")
        key = Scalar(f"\N{SYMBOL FOR NULL}{self.nodes}")
        key.start, key.end, key.plain = node.start, node.end, True
        return key

    def _report(self, at: Any, code: str, message: str, hint: str = "") -> None:
        start = getattr(at, "start_mark", None) or at.start
        end = getattr(at, "end_mark", None) or at.end
        where = Place(self.path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        self.problems.append(Problem(where, code, message, hint=hint))
