"""YAML as people write it, read by pattern: several times as quick as libyaml's events, and the same tree.

Knows block mappings and lists, texts (plain, quoted, folded, `|`) and simple brackets, and answers only for a file in
which there is nothing else. All else (tabs, escapes, anchors, anything wrong) is `yaml_text`'s part, which reads events and
finds words for what is wrong; so nothing is ever reported here.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import accumulate
from typing import Any

from journeybook.reading.encoding import QUOTES, join_chinese
from journeybook.reading.tree import Mapping, Node, Scalar, Sequence, scalar

KEY = r"\w[\w./&()+-]*(?: [\w./&()+-]+)*"
LINE = re.compile(rf"^( *)((?:- +)*)(?:({KEY}):( +|$))?(.*)$", re.MULTILINE)
"""Blanks, dashes, key, blanks, and the rest."""
SIGNS = frozenset(" -?:,[]{}#&*!|>'\"%@`")
"""What a text without quotes does not begin with, or only sometimes."""
NEGATIVE = re.compile(r"-[\w.]")
END = re.compile(r" *$| +#", re.MULTILINE)
QUOTED = re.compile(r"""'(?:[^']|'')*'|"[^"\\]*\"""")
WORD = r"(?:[^ \n,\[\]{}:#]|:(?=[\w/]))"
FIRST = rf"(?:[^{re.escape(''.join(SIGNS))}\n]|-(?=[\w.]))"
FLOW = re.compile(
    rf"(?: *\n)? *(?:(?P<sign>[\[\]{{}},])|(?P<key>{KEY}):(?=[ \n])|(?P<quoted>{QUOTED.pattern})"
    rf"|(?P<plain>{FIRST}(?:{WORD}|#)*(?:(?: +| *\n +){WORD}(?:{WORD}|#)*)*))"
)
LONGEST_KEY = 1000


class _Other(Exception):
    """The file holds something that is not read here."""


def read(text: str, depth: int, nodes: int) -> Node | None:
    """The tree of `text`, with at most so many levels and values; None where somebody else must read it."""
    most = 2 + 2 * text.count(":") + sum(text.count(sign) for sign in "-,[{")
    if most > nodes or "\t" in text:
        return None
    try:
        return _Reader(text, depth).root()
    except _Other:
        return None


class _Reader:
    """Reads line by line. `open` holds the collections that are not complete, each with its column, and where it began."""

    def __init__(self, text: str, depth: int) -> None:
        self.text = text
        self.depth = depth
        self.rows = LINE.findall(text)
        self.number = 0
        """The line that is read, counted from 1."""
        self.open: list[tuple[int, Sequence | Mapping, tuple[int, int]]] = []
        self.key: str | None = None
        """The key whose value is still to come."""
        self.last: Node = Scalar()
        """What was read last and holds nothing else: a collection ends where it ends."""

    def root(self) -> Node:
        """The tree."""
        for number, (indent, dashes, key, gap, rest) in enumerate(self.rows, 1):
            if number <= self.number:  # a part of the value above
                continue
            if not dashes and not key:
                if rest and rest[0] != "#" and (rest != "---" or indent or self.open):
                    raise _Other
                continue
            self.number = number
            column = len(indent)
            if dashes:
                column = self._item(column, dashes)
                if key:
                    self._begin(_mapping(), column)
            elif not self.open or self.key is not None or column != self.open[-1][0] or type(self.open[-1][1]) is Sequence:
                self._mapping(column)
            if not key:
                items: Any = self.open[-1][1]  # a list, as the dashes have shown: asking once more for each line takes time
                items.append(self._value(column, rest))
            else:
                mapping: Any = self.open[-1][1]  # one of keys, in the same way
                if key in mapping or len(key) > LONGEST_KEY:
                    raise _Other
                mapping.spots += (number, column + 1)
                if rest and rest[0] != "#":
                    mapping[key] = self._value(column + len(key) + 1 + len(gap), rest)
                else:
                    self.key = key
        if not self.open:
            raise _Other
        root = self.open[0][1]
        self._close(-1)
        return root

    def _item(self, column: int, dashes: str) -> int:
        """Goes to the item behind `dashes`; the column where it begins."""
        if self.key is None or column < self.open[-1][0]:
            self._close(column)
            if not self.open or self.open[-1][0] != column or type(self.open[-1][1]) is Mapping:
                raise _Other
        else:
            self._begin(Sequence(), column)
        for inner in dashes.split("-")[1:-1]:
            column += len(inner) + 1
            self._begin(Sequence(), column)
        return column + len(dashes) - dashes.rindex("-")

    def _mapping(self, column: int) -> None:
        """Goes to the mapping whose keys stand at `column`."""
        if not self.open:
            if column:
                raise _Other
            self._open(_mapping(), 0)
            return
        top, node, _ = self.open[-1]
        if column > top:
            if self.key is None:
                raise _Other
            self._begin(_mapping(), column)
        elif column < top or type(node) is Sequence or self.key is not None:
            self._close(column)
            if type(self.open[-1][1]) is Sequence:  # a list that is not deeper than its key
                self._close(column, 1)
            if not self.open or self.open[-1][0] != column:
                raise _Other

    def _begin(self, node: Sequence | Mapping, column: int) -> None:
        self._put(node)
        self._open(node, column)

    def _open(self, node: Sequence | Mapping, column: int) -> None:
        self.open.append((column, node, (self.number, column + 1)))
        if len(self.open) > self.depth:
            raise _Other

    def _put(self, node: Node) -> None:
        parent = self.open[-1][1]
        if type(parent) is Sequence:
            parent.append(node)
        else:
            assert self.key is not None  # `_item` and `_mapping` leave a value without a key to others
            parent[self.key] = node
            self.key = None

    def _close(self, column: int, more: int = 0) -> None:
        """Completes what is deeper than `column`, and so many more."""
        if self.key is not None:
            parent = self.open[-1][1]
            assert type(parent) is Mapping  # a key waits for its value in nothing else
            line, column_ = parent.spots[-2:]
            end = column_ + len(self.key)
            self.last = scalar("", (line, end, line, end))
            self._put(self.last)
        while self.open and (self.open[-1][0] > column or more):
            _, node, start = self.open.pop()
            node.mark = (*start, *self.last.mark[2:])
            more = 0

    def _value(self, column: int, rest: str) -> Node:
        """The value that begins with `rest` at `column`."""
        if not rest or (rest[0] in SIGNS and not NEGATIVE.match(rest)):
            node = self._marked(column, rest)
        else:
            whole = rest
            if " #" in rest or rest[-1] == " ":
                rest = END.split(rest, maxsplit=1)[0]
            if ": " in rest or rest[-1] == ":":
                raise _Other
            node = Scalar(rest)
            node.mark = (self.number, column + 1, self.number, column + 1 + len(rest))
            if self._goes_on():
                if " #" in whole:
                    raise _Other
                node = self._folded(node)
            if node[0] in QUOTES:
                _begins_with_quote(node)
        self.last = node
        return node

    def _goes_on(self, in_block: bool = False) -> bool:
        """Whether the next line is deeper than what the value stands in, and so belongs to it; below `|` and `>` a line that
        begins with '#' does too."""
        if self.number == len(self.rows):
            return False
        row = self.rows[self.number]
        return len(row[0]) > self.open[-1][0] and bool(row[1] or row[2] or (row[4] and (in_block or row[4][0] != "#")))

    def _folded(self, begun: Scalar) -> Scalar:
        """The text without quotes that `begun` is the first line of."""
        found: list[str] = [begun]
        while self._goes_on():
            line = self.lines[self.number].strip(" ")
            if line[0] in "-?:" or line[-1] == ":" or ": " in line or " #" in line:
                raise _Other
            found.append(line)
            self.number += 1
        end = len(self.lines[self.number - 1].rstrip(" ")) + 1
        return scalar(_joined(found), (*begun.mark[:2], self.number, end))

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return self.text.split("\n")

    @cached_property
    def starts(self) -> list[int]:
        """Where in the text each line begins."""
        return list(accumulate((len(line) + 1 for line in self.lines), initial=0))

    def _marked(self, column: int, rest: str) -> Node:
        """The value whose first character says what it is."""
        at = self.starts[self.number - 1] + column
        if rest in ("|", "|-", ">", ">-"):
            return self._block(column, rest)
        if rest[:1] in ("'", '"'):
            match = QUOTED.match(self.text, at)
            if match is None:
                raise _Other
            node: Node = self._quoted(match.group(), column)
            end = match.end()
        elif rest[:1] in ("[", "{"):
            node, end = self._flow(at, len(self.open))
        else:
            raise _Other
        if not END.match(self.text, end):
            raise _Other
        return node

    def _quoted(self, raw: str, column: int) -> Scalar:
        """The text in quotes that is written as `raw`."""
        text, mark = raw[1:-1], (self.number, column + 1, self.number, column + 1 + len(raw))
        if "\n" in raw:
            pieces = self._deeper(text)
            text = _joined([pieces[0].rstrip(" "), *(piece.strip(" ") for piece in pieces[1:-1]), pieces[-1].lstrip(" ")])
            mark = (*mark[:2], self.number, len(pieces[-1]) + 2)
        return scalar(text.replace("''", "'") if raw[0] == "'" else text, mark, plain=False)

    def _deeper(self, text: str) -> list[str]:
        """The lines of `text`, of which all but the first must be deeper than what it stands in."""
        pieces = text.split("\n")
        parent = self.open[-1][0]
        if any(len(piece) - len(piece.lstrip(" ")) <= parent for piece in pieces[1:]):
            raise _Other
        self.number += len(pieces) - 1
        return pieces

    def _block(self, column: int, sign: str) -> Scalar:
        """The text below `|` or `>`."""
        begin, found = self.number, []
        while self.number < len(self.lines) and (self._goes_on(in_block=True) or not self.lines[self.number]):
            found.append(self.lines[self.number])
            self.number += 1
        if not any(found) or self.number == len(self.lines) or self.lines[self.number].isspace():
            raise _Other  # nothing below the sign, or an end of which only events know where it is
        while not found[-1]:
            found.pop()
        depth = len(found[0]) - len(found[0].lstrip(" "))
        inner = [line[depth:] for line in found]
        if not depth or any(line[:depth].strip(" ") for line in found):
            raise _Other
        if sign[0] == ">" and any(not line or line[0] == " " for line in inner):
            raise _Other
        text = "\n".join(inner) if sign[0] == "|" else _joined(inner)
        mark = (begin, column + 1, self.number + 1, 1)
        return scalar(text if sign[1:] else text + "\n", mark, plain=False)

    def _flow(self, at: int, level: int) -> tuple[Node, int]:
        """The value within brackets, or the brackets themselves, that stand at `at`; and where that ends."""
        kind, begin, at = self._token(at)
        if kind != "sign":
            return self._flow_text(kind, begin, at), at
        bracket = self.text[begin]
        if bracket not in "[{" or level > self.depth:
            raise _Other
        start = self._spot(begin)
        node = Sequence() if bracket == "[" else _mapping()
        sign = self.text[at] if self.text.startswith(("]", "}"), at) else ""
        at += len(sign)
        while sign in ("", ","):
            if type(node) is Sequence:
                value, at = self._flow(at, level + 1)
                node.append(value)
            else:
                kind, begin, end = self._token(at)
                key = self.text[begin:end]
                if kind != "key" or key in node:
                    raise _Other
                node.spots += self._spot(begin)
                node[key], at = self._flow(end + 1, level + 1)
            kind, begin, at = self._token(at)
            sign = self.text[begin:at]
        if bracket + sign not in ("[]", "{}"):
            raise _Other
        node.mark = (*start, *self._spot(at))
        return node, at

    def _token(self, at: int) -> tuple[str, int, int]:
        """What stands within brackets at `at` or behind: its kind, its beginning and its end."""
        match = FLOW.match(self.text, at)
        if match is None or (kind := match.lastgroup) is None:
            raise _Other
        if self.text.find("\n", at, match.start(kind)) >= 0:
            self.number += 1
            if match.start(kind) - self.starts[self.number - 1] <= self.open[-1][0]:
                raise _Other
        return kind, *match.span(kind)

    def _flow_text(self, kind: str, begin: int, end: int) -> Scalar:
        if kind == "sign":
            raise _Other
        raw, start = self.text[begin:end], self._spot(begin)
        if kind == "quoted":
            return self._quoted(raw, start[1] - 1)
        if "\n" in raw:
            raw = _joined([piece.strip(" ") for piece in self._deeper(raw)])
        _begins_with_quote(raw)
        return scalar(raw, (*start, *self._spot(end)))

    def _spot(self, at: int) -> tuple[int, int]:
        """Line and column of a position in the line that is read."""
        return self.number, at - self.starts[self.number - 1] + 1


def _mapping() -> Mapping:
    mapping = Mapping()
    mapping.spots = []
    return mapping


def _begins_with_quote(text: str) -> None:
    """Leaves to others a text within typographic quotes, which its author may have taken for YAML's, and one where they only open."""
    close = QUOTES.get(text[0])
    if close is not None and (text[-1] == close or close not in text):
        raise _Other


def _joined(lines: list[str]) -> str:
    """`lines` as one, folded as YAML folds them and Chinese is written. An empty one, which is a line break, is left to others."""
    if not all(lines):
        raise _Other
    text = " ".join(lines)
    return text if text.isascii() else join_chinese(text, "\n".join(lines))
