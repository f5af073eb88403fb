"""Gettext files (.po), which translators edit with Poedit, Weblate or any editor: their entries with the lines that they stand on.

Read is what the format says of a catalogue: comments, contexts, texts in pieces, plural forms, fuzzy and obsolete entries. Everything
that is wrong is told with its line; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

ESCAPES = {"\\": "\\", '"': '"', "n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d{1,2})\])?)\s*)?"((?:[^"\\]|\\.)*)"\s*')
_ESCAPED = re.compile(r"\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)", re.DOTALL)
_WIDTH = 100


@dataclass
class Message:
    """An entry: the key (`context`), the English text, and its translations by number; one without plural forms has number 0 only."""

    context: str | None = None
    text: str = ""
    plural: str | None = None
    said: dict[int, str] = field(default_factory=dict)
    lines: dict[int, int] = field(default_factory=dict)
    """The line on which each translation begins."""
    line: int = 0
    fuzzy: bool = False


@dataclass(frozen=True)
class Fault:
    """What is wrong in a line."""

    line: int
    message: str
    hint: str = ""
    stale: bool = False
    """Whether it was right once, before the English text was changed."""
    code: str = ""


def read(text: str) -> tuple[list[Message], list[Fault]]:
    """The entries of a file, the head first (it has an empty text), and what could not be read."""
    found: list[Message] = []
    faults: list[Fault] = []
    entry, part, fuzzy, has_text = Message(), "", False, False
    for number, raw in enumerate(re.split("\r\n|\r|\n", text.removeprefix("\ufeff")), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            fuzzy = ("fuzzy" in line if line.startswith("#,") else fuzzy) and not line.startswith("#~")
            part = ""
            continue
        match = _LINE.fullmatch(line)
        if match is None or not (match[1] or part):
            faults.append(Fault(number, "this is no line of a gettext file", _what_is_odd(line)))
            part = ""
            continue
        keyword, piece = match[1], _unescaped(match[3])
        if (keyword == "msgctxt" and entry.line) or (keyword == "msgid" and (has_text or entry.said)):
            found.append(entry)
            entry, has_text = Message(), False
        has_text = has_text or keyword == "msgid"
        if not entry.line:
            entry.line, entry.fuzzy, fuzzy = number, fuzzy, False
        part = keyword or part
        _add(entry, part, piece, number)
    return [*found, *([entry] if entry.line else [])], faults


def _what_is_odd(line: str) -> str:
    """What to do about a line that is none of a gettext file."""
    if re.search("[“”„«»]", line) and '"' not in line:
        return 'typographic quotes are none here: type "'
    if line.count('"') == 1:
        return 'type " at both ends of the text'
    return 'write a keyword and a text in quotes, as in msgstr "…"; \\" for a quote in it'


def _add(entry: Message, part: str, piece: str, number: int) -> None:
    """Adds a piece of text to the part of `entry` that it belongs to."""
    if part == "msgctxt":
        entry.context = (entry.context or "") + piece
    elif part == "msgid":
        entry.text += piece
    elif part == "msgid_plural":
        entry.plural = (entry.plural or "") + piece
    else:
        index = int(part[7:-1]) if "[" in part else 0
        entry.said[index] = entry.said.get(index, "") + piece
        entry.lines.setdefault(index, number)


def _unescaped(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        found = match[1]
        if found in ESCAPES:
            return ESCAPES[found]
        if found[0] == "x":
            return chr(int(found[1:], 16))
        return chr(int(found, 8)) if found[0] in "01234567" else found

    return _ESCAPED.sub(one, text)


def head(message: Message) -> dict[str, str]:
    """The fields of a file's head, by their names in small letters."""
    lines = [line.partition(":") for line in message.said.get(0, "").split("\n")]
    return {name.strip().lower(): value.strip() for name, _, value in lines if name.strip()}


def write(fields: Mapping[str, str], messages: Iterable[tuple[Message, list[str]]], notes: Iterable[str]) -> str:
    """A file with a head of `fields`, translators' `notes` on top, and messages, each with the comments that stand above it."""
    lines = [*(f"# {note}".rstrip() for note in notes), *_quoted("msgid", ""), *_quoted("msgstr", "".join(f"{k}: {v}\n" for k, v in fields.items()))]
    for message, comments in messages:
        lines += ["", *(f"#. {_in_a_line(comment)}" for comment in comments)]
        if message.fuzzy:
            lines.append("#, fuzzy")
        if message.context is not None:
            lines += _quoted("msgctxt", message.context)
        lines += _quoted("msgid", message.text)
        if message.plural is None:
            lines += _quoted("msgstr", message.said.get(0, ""))
        else:
            lines += _quoted("msgid_plural", message.plural)
            for index, said in sorted(message.said.items()):
                lines += _quoted(f"msgstr[{index}]", said)
    return "\n".join(lines) + "\n"


def _in_a_line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _quoted(keyword: str, text: str) -> Iterator[str]:
    """A keyword and its text, long ones in pieces that end at a blank, or at the end of a line."""
    pieces = [piece for line in text.splitlines(keepends=True) for piece in _pieces(line)]
    if len(pieces) < 2:
        yield f'{keyword} "{_escaped(text)}"'
        return
    yield f'{keyword} ""'
    yield from (f'"{_escaped(piece)}"' for piece in pieces)


def _pieces(line: str) -> Iterator[str]:
    while len(line) > _WIDTH and (at := line.rfind(" ", 0, _WIDTH) + 1):
        yield line[:at]
        line = line[at:]
    yield line


def _escaped(text: str) -> str:
    signs = {sign: f"\\{letter}" for letter, sign in ESCAPES.items()}
    return "".join(signs.get(char, char if char.isprintable() or char > "\x9f" else f"\\{ord(char):03o}") for char in text)
