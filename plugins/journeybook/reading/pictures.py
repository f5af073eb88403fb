"""What may be published as a picture: a file of the folder that is one by its name and by its content, and an SVG that only draws.

A site shows pictures as its authors made them, so nothing is mended here: a file that is no picture, or that could run or load
something in a browser, is refused with the reason.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from xml.parsers import expat

from journeybook.reading import files
from journeybook.reading.problem import Problem, shown

SIZE = 5_000_000
"""How many bytes a picture may have."""
BEGINNINGS: dict[str, re.Pattern[bytes]] = {
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "jpg": re.compile(rb"\xff\xd8\xff"),
    "jpeg": re.compile(rb"\xff\xd8\xff"),
    "gif": re.compile(rb"GIF8[79]a"),
    "webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "avif": re.compile(rb"....ftyp(?=.{0,40}avi[fs])", re.DOTALL),
}
"""How the files of each kind begin."""
KINDS = (*BEGINNINGS, "svg")
SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
ACTIVE = frozenset({"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "canvas", "handler", "listener", "link", "meta", "base"})
ADDRESSES = frozenset({"href", "src", "data", "action", "formaction", "base"})
INSIDE = re.compile(r"\s*(#|data:image/(png|jpeg|gif|webp);)", re.IGNORECASE)
"""Addresses that stay within the drawing."""
IN_STYLE = re.compile(
    r"@import|javascript:|expression\s*\(|behaviou?r\s*:|-moz-binding|url\(\s*[\"']?(?!\s*[\"']?\s*(#|data:image/(png|jpeg|gif|webp);))", re.IGNORECASE
)
ESCAPED = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")


def fault(folder: Path, path: str, most: int = SIZE) -> tuple[str, str]:
    """What keeps the file `path` of `folder` from being published as a picture of at most `most` bytes, and what to do about it;
    two empty texts where nothing does."""
    kind = path.rpartition(".")[2].lower() if "." in path.rpartition("/")[2] else ""
    if kind not in KINDS:
        return f"is no picture: its name ends in none of {', '.join(f'.{name}' for name in KINDS)}", "a page with more is named with 'link: …'"
    if not files.is_file_of(folder, path):
        return "is no file of this folder", "copy the file beside the YAML"
    problems: list[Problem] = []
    size = os.path.getsize(folder / path)
    if size > most:
        return f"has {size:,} bytes, more than the {most:,} of a picture", "make it smaller, or raise 'limits: {picture: …}' in atlas.yml"
    data = files.content(folder, path, most, problems)
    if data is None:
        return problems[0].message, problems[0].hint
    if kind == "svg":
        found = active_in(data)
        return (found, "export it again as a plain drawing, or as PNG") if found else ("", "")
    if not BEGINNINGS[kind].match(data):
        return f"is no picture of the kind .{kind}, whatever its name says", "export it again"
    return "", ""


def active_in(data: bytes) -> str:
    """What of the SVG file `data` could run or load something, or why it is none; empty for one that only draws."""
    found = _Svg()
    try:
        found.parser.Parse(data, True)
    except _Found as thing:
        return str(thing)
    except (expat.ExpatError, ValueError, LookupError) as error:
        return f"is no SVG that can be read: {str(error).partition(':')[0]}"
    return ""


class _Found(Exception):
    """Something that only draws does not have."""


class _Svg:
    """Reads an SVG file as far as the first thing that does more than draw."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._element
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = lambda *_: self._refuse("a DOCTYPE, which can bring in other files")
        self.parser.ProcessingInstructionHandler = lambda name, _: self._refuse(f"the instruction {shown(f'<?{name}')}")
        self._depth = 0
        self._style: list[str] | None = None

    def _refuse(self, what: str) -> None:
        raise _Found(f"holds {what} (line {self.parser.CurrentLineNumber})")

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if self._depth == 0 and (space, local) != (SVG, "svg"):
            raise _Found(f"is no SVG: it begins with {shown(f'<{local}>')}" + ("" if space else f', without xmlns="{SVG}"'))
        self._depth += 1
        if local.lower() in ACTIVE or space == XHTML:
            self._refuse(f"the element {shown(f'<{local}>')}")
        for key, value in attributes.items():
            self._attribute(key.rpartition(" ")[2].lower(), value)
        if local.lower() == "style":
            self._style = []

    def _attribute(self, name: str, value: str) -> None:
        if name.startswith("on"):
            self._refuse(f"{shown(name)}, which runs a script")
        if name in ADDRESSES and not INSIDE.match(value):
            self._refuse(f"a link out of the drawing, {shown(f'{name}={value}')}")
        if name == "attributename" and (value.lower().rpartition(":")[2] in ADDRESSES or value.lower().startswith("on")):
            self._refuse(f"an animation of {shown(value)}")
        self._check_style(value)

    def _text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def _end(self, name: str) -> None:
        if self._style is not None:
            self._check_style("".join(self._style))
            self._style = None

    def _check_style(self, text: str) -> None:
        plain = ESCAPED.sub(lambda it: chr(min(int(it[1], 16), 0x10FFFF)) if it[1] else it[2], text)
        bad = IN_STYLE.search(re.sub(r"/\*.*?\*/", "", plain, flags=re.DOTALL))
        if bad is not None:
            self._refuse(f"a style that loads something, {shown(bad.group())}")
