"""Values as an indented outline, and HTML as its visible text: what a reviewer reads in a diff.

A dataclass is its fields, one a line; what is empty or False is left out, so that a line that comes or goes is an inverted condition.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

from journeybook.atlas.entry import Entry, Reference
from journeybook.model import Part
from journeybook.site.comparison.pairs import Pair

TODAY = datetime.date(2026, 11, 23)
Told = Iterator[tuple[str, str]]
"""Texts by the file in `expected/` that holds them."""
STEP = "  "
WIDTH = 110
"""So long may a list of words be that stands in one line."""
SILENT = (None, "", (), [], {}, False)


def titled(parts: Iterable[tuple[str, str]]) -> str:
    """Texts under their headings."""
    return "\n".join(f"=== {title}\n{text}" for title, text in parts if text.strip())


def outline(value: Any) -> str:
    """`value` as lines."""
    return "\n".join(_lines(value)) + "\n"


def _lines(value: Any) -> list[str]:
    word = _word(value)
    if word is not None:
        return word.split("\n")
    if isinstance(value, Mapping):
        return [line for key, inner in value.items() for line in _field(_word(key) or str(key), inner)]
    if isinstance(value, Iterable) and not isinstance(value, Part) and not hasattr(value, "_fields"):
        words = [_word(inner) for inner in _ordered(value)]
        short = words and None not in words and sum(len(word or "") + 2 for word in words) < WIDTH and "\n" not in "".join(filter(None, words))
        return [f"[{' | '.join(word or '-' for word in words)}]"] if short else [line for inner in _ordered(value) for line in _item(inner)]
    return [line for name, inner in _fields(value) for line in _field(name, inner)]


def _ordered(value: Iterable[Any]) -> Iterable[Any]:
    return sorted(value, key=lambda it: _word(it) or repr(it)) if isinstance(value, set | frozenset) else value


def _fields(value: Any) -> Iterable[tuple[str, Any]]:
    if isinstance(value, Part):
        return [*((key, getattr(value, name)) for name, key in _keys(value)), *value.own.items()]
    if getattr(value, "_fields", ()) == ("key", "label", "values"):
        return [(f"{value.key}, {value.label}", value.values)]
    if dataclasses.is_dataclass(value):
        return [(field.name, getattr(value, field.name)) for field in dataclasses.fields(value) if field.repr]
    return list(zip(value._fields, value, strict=True))


def _keys(part: Part) -> Iterable[tuple[str, str]]:
    return [(name, info.alias or name) for name, info in type(part).model_fields.items()]


def _word(value: Any) -> str | None:
    """A value that is one word or line; None for what has parts."""
    if isinstance(value, Entry):
        return repr(value)
    if isinstance(value, Pair):
        return f"<pair {value.before.id} {value.how} {value.after.id}>"
    if isinstance(value, Reference):
        return f"{value.source!r} {value.key}[{value.at}] -> {value.target!r}{'' if value.sure else ' ?'}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.6g}"
    if value is None or isinstance(value, str | int):
        return str(value)
    names = getattr(value, "_fields", ())
    if {"text", "href"} <= set(names):
        return _link(value)
    if names == ("text",):
        return value.text
    return None if _has_parts(value) else f"<{type(value).__name__}>"


def _has_parts(value: Any) -> bool:
    return isinstance(value, Part | Mapping | list | tuple | set | frozenset) or dataclasses.is_dataclass(value)


def _link(value: Any) -> str:
    more = [f"{name}={_word(inner)}" for name, inner in zip(value._fields, value, strict=True) if name not in ("text", "href") and inner]
    return " ".join([value.text, "->", value.href or "nowhere", *more])


def _field(name: str, value: Any) -> list[str]:
    if any(value is it or (type(value) is type(it) and value == it) for it in SILENT):
        return []
    lines = _lines(value)
    if not lines:
        return []
    if len(lines) == 1 and (_word(value) is not None or lines[0].startswith("[")):
        return [f"{name}: {lines[0]}"]
    return [f"{name}:", *(STEP + line for line in lines)]


def _item(value: Any) -> list[str]:
    first, *rest = _lines(value) or ["(empty)"]
    return [f"- {first}", *(STEP + line for line in rest)]


INLINE = frozenset(["a", "abbr", "b", "bdi", "button", "circle", "cite", "code", "em", "i", "input", "label", "line", "option", "path", "polygon", "polyline", "q", "rect", "select", "small", "span", "strong", "text", "time", "tspan", "use"])  # fmt: skip
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
MARKS = re.compile(r"href|title|alt|open|hidden|role|lang|type|value|download|rel|colspan|rowspan|scope|src|id|tabindex|data-.+|aria-.+")
"""Attributes that carry meaning; how something is placed or drawn is left to the views."""


class _Text(HTMLParser):
    """What a page says, a block a line, with the marks of its elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.line, self.depth = "", 0
        self.stack: list[tuple[str, bool, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        marks = "".join(f".{name}" for name in (found.pop("class", "") or "").split())
        marks += "".join(f' {name}="{value}"' if value is not None else f" {name}" for name, value in attrs if MARKS.fullmatch(name))
        inline = tag in INLINE
        shown = bool(marks) or tag in ("h1", "h2", "h3", "h4", "th", "strong", "em", "code")
        if not inline:
            self.flush()
        if shown:
            self.line += f"[{tag}{marks}" + (": " if inline and tag not in VOID else "")
        if not inline and shown:
            self.line += "]"
            self.flush()
            self.depth += tag not in VOID
        elif shown and tag in VOID:
            self.line += "]"
        if tag not in VOID:
            self.stack.append((tag, inline, shown))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.stack and tag in {name for name, *_ in self.stack}:
            name, inline, shown = self.stack.pop()
            if inline:
                self.line += "]" * shown
            else:
                self.flush()
                self.depth -= shown
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        self.line += re.sub(r"[ \t\n]+", " ", data)

    def flush(self) -> None:
        if text := " ".join(self.line.split(" ")).strip():
            self.lines.append(STEP * self.depth + re.sub(r" +", " ", text))
        self.line = ""


def text_of(html: str) -> str:
    """The visible text of `html`, with the attributes that carry meaning."""
    reader = _Text()
    reader.feed(html)
    reader.close()
    reader.flush()
    return "\n".join(reader.lines) + "\n"
