"""A text holds marks that are shown as they were typed, and not as what they stand for elsewhere.

Texts know `*emphasis*`, `**strong emphasis**`, `code` between backticks, and links; pictures, HTML, entities such as
`&amp;` and the marks of wikis are none of them. A picture stands under `media` of the map, or under `image` of a
persona.

    does: See ![the form](form.png)                          # wrong
    does: Fills in <b>the form</b>                           # wrong
    does: Fills in **the form**, see [it](journey:card)      # right
"""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterator

from journeybook.atlas import journey_links
from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.insight.glossary_uses import text_fields
from journeybook.model import find, markup
from journeybook.model.texts import texts_in
from journeybook.reading.problem import Place, shown
from journeybook.reading.tree import Node, Scalar, place, walk

LEVEL = "warning"
INSTEAD = {
    **dict.fromkeys(("b", "strong"), "write **…** around what is strong"),
    **dict.fromkeys(("i", "em"), "write *…* around what is to stand out"),
    **dict.fromkeys(("code", "tt", "kbd"), "write `…` around it"),
    **dict.fromkeys(("br", "p", "div", "ul", "ol", "li"), "lines of their own stand below '|' behind the colon, or as a list where one may stand"),
    "a": "write a link as [words](address)",
    "img": "a picture stands under 'media: [{path: …, alt: …}]' of the map",
}
"""What to write in place of a tag of HTML."""
TAG = re.compile(
    r"</?(b|strong|i|em|u|s|del|mark|code|tt|kbd|br|p|div|span|font|ul|ol|li|a|img|h[1-6]|sup|sub|small|center|table|tr|td)\b[^<>]*>", re.IGNORECASE
)
WIKI = re.compile(r"\[\[([^\[\]\n|]+)(?:\|[^\[\]\n]*)?\]\]")
STRUCK = re.compile(r"~~[^~\n]+~~")
UNDERSCORES = re.compile(r"(?<![\w_])__[^_\s][^_\n]*__(?![\w_])")
ENTITY = re.compile(r"&(amp|lt|gt|quot|apos|nbsp|ndash|mdash|hellip|euro|#\d{2,5}|#x[0-9A-Fa-f]{2,5}|[aouAOU]uml|szlig|[eE]acute);")
PICTURE = re.compile(r"!\[[^\]\n]*\]\(\s*<?([^)\s>]*)[^)\n]*\)")
LIKELY = re.compile(rf"!\[|{ENTITY.pattern}|{TAG.pattern}|\[\[|~~|__", re.IGNORECASE)


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """The first such mark of each text."""
    files = {path for path, source in atlas.sources.items() if LIKELY.search(source.text)}
    for part in atlas.parts if files else ():
        for name, key in text_fields(type(part)) if part.file in files else ():
            for text in texts_in(getattr(part, name)):
                mark, hint = _mark(text) if LIKELY.search(text) else ("", "")
                if mark.lower().startswith("<br") and key == getattr(part, "title_field", ""):
                    continue  # a broken name has a finding of its own
                if mark:
                    yield Finding(_place(part.file, find(part.node, (key,)), text) or part.place(key), f"{shown(mark)} is shown as it is typed", hint)


def _mark(text: str) -> tuple[str, str]:
    """The first mark of `text` and what to write in its place; nothing where there is none, as in code."""
    bare = markup.without_code(text)
    if found := PICTURE.search(bare):
        target = found[1]
        if target.startswith(journey_links.SCHEME):
            return found[0], f"{shown(target)} is a page, and no picture: for a link, remove the '!'"
        return found[0], f"a text holds no pictures: {INSTEAD['img'].removeprefix('a picture ').replace('stands', 'they stand')}; for a link, remove the '!'"
    if found := TAG.search(bare):
        return found[0], INSTEAD.get(found[1].lower(), "remove it: HTML has no effect here")
    if found := ENTITY.search(bare):
        return found[0], f"write the character itself: {shown(html.unescape(found[0]))}" if html.unescape(found[0]).isprintable() else "write a blank"
    if found := WIKI.search(bare):
        return found[0], "a link is written [words](address); the address of a map is 'journey:' and its id"
    if found := UNDERSCORES.search(bare):
        return found[0], "write **…** around what is strong"
    found = STRUCK.search(bare)
    return (found[0], "remove what is no longer so") if found else ("", "")


def _place(path: str, node: Node | None, text: str) -> Place | None:
    """Where `text` stands in the value `node` of its field."""
    return next((place(path, inner) for inner in walk(node) if isinstance(inner, Scalar) and inner == text), None) if node is not None else None
