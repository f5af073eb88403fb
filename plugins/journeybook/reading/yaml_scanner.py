"""PyYAML's own parser, brought in line with libyaml where the two read one text differently.

Whether libyaml is there depends on the machine; what a file means must not. The differences are tabs between and within
texts and a question mark within `[…]`, which YAML and libyaml allow. Text is scanned by pattern instead of letter by
letter, which also makes the parser twice as fast.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

ENDS = "\0 \t\n"
PLAIN = re.compile(r"(?:[^\0 \t\n:]|:(?![\0 \t\n]))+")
PLAIN_IN_FLOW = re.compile(r"(?:[^\0 \t\n:,\[\]{}]|:(?![\0 \t\n,\[\]{}]))+")
BLANKS = re.compile(r"[ \t]*")


class Scanner(yaml.SafeLoader):
    """The parser for machines without libyaml, and for a second opinion on what libyaml refuses.

    Expects text whose only line end is `\\n`.
    """

    tokens: list[yaml.Token]
    if TYPE_CHECKING:  # has no types in what is said about PyYAML

        def scan_line_break(self) -> str: ...

    ready = False
    """Whether the next token is known. The parser asks for it many times before it takes it."""

    def check_token(self, *choices: Any) -> bool:
        """Whether there is a next token, of one of the types `choices` where some are given."""
        if not self.ready:
            self._fetch()
        return bool(self.tokens) and (not choices or isinstance(self.tokens[0], choices))

    def peek_token(self) -> yaml.Token | None:
        """The next token, which stays the next one."""
        if not self.ready:
            self._fetch()
        return self.tokens[0] if self.tokens else None

    def get_token(self) -> yaml.Token | None:
        """Takes the next token."""
        if not self.ready:
            self._fetch()
        if not self.tokens:
            return None
        self.ready = False
        self.tokens_taken += 1
        return self.tokens.pop(0)

    def _fetch(self) -> None:
        while self.need_more_tokens():
            self.fetch_more_tokens()
        self.ready = True

    def scan_to_next_token(self) -> None:
        """Skips blanks, comments and line ends; tabs too, where no indentation can be meant."""
        while True:
            while self.peek() == " " or (self.peek() == "\t" and (self.flow_level or not self.allow_simple_key)):
                self._skip(1)
            if self.peek() == "#":
                end = self.buffer.find("\n", self.pointer)
                self._skip((end if end >= 0 else len(self.buffer) - 1) - self.pointer)
            if not self.scan_line_break():
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_plain(self) -> yaml.ScalarToken:
        """A text without quotes, over one or more lines."""
        start = end = self.get_mark()
        indent = self.indent + 1
        pattern = PLAIN_IN_FLOW if self.flow_level else PLAIN
        chunks: list[str] = []
        between: list[str] = []
        while self.peek() != "#":
            found = pattern.match(self.buffer, self.pointer)
            if found is None:
                break
            self.allow_simple_key = False
            chunks += [*between, found.group()]
            self._skip(len(found.group()))
            end = self.get_mark()
            between = self.scan_plain_spaces(indent, start)
            if not between or self.peek() == "#" or (not self.flow_level and self.column < indent):
                break
        return yaml.ScalarToken("".join(chunks), True, start, end)

    def scan_plain_spaces(self, indent: int, start_mark: yaml.Mark) -> list[str]:
        """What stands between two words of a plain text, folded; nothing where the text ends."""
        blanks = self._blanks()
        if self.peek() != "\n":
            return [blanks] if blanks else []
        breaks = -1
        while self.peek() == "\n":
            self.scan_line_break()
            self.allow_simple_key = True
            breaks += 1
            if self.prefix(3) in ("---", "...") and self.peek(3) in ENDS:
                return []
            while self.peek() == " " or (self.peek() == "\t" and (self.flow_level or self.column >= indent)):
                self._skip(1)
        return ["\n" * breaks or " "]

    def _blanks(self) -> str:
        found = BLANKS.match(self.buffer, self.pointer)
        blanks = found.group() if found else ""
        self._skip(len(blanks))
        return blanks

    def _skip(self, length: int) -> None:
        """Goes on by `length` characters among which no line ends."""
        self.pointer += length
        self.index += length
        self.column += length
