"""An author's text to HTML: plain text with a small, safe part of Markdown.

Emphasis with asterisks, code, and links to http, https, mailto, tel and relative targets; everything else, HTML included,
is shown as typed. Nothing of it ever goes through the site's own Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import markupsafe
from markupsafe import Markup, escape

from journeybook.reading.link_targets import safe_target

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
JOURNEY = "journey:"
"""The scheme of links by id, which are given the address of what they name where they are shown."""
SPECIAL = re.compile(r"[*`\[]")
LINK_MARK = ' rel="noopener">'
LINK = re.compile(rf'<a href="(?P<target>[^"]*)"{LINK_MARK}(?P<words>.*?)</a>', re.DOTALL)
MANY = 20_000
"""How many texts are remembered with their markup: names stand on every page, and most else on several."""
safe: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Text that is markup already, as such: `Markup` itself would first ask whether it has other markup to offer."""
escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", lambda text: str(escape(text)))
"""Text with its special characters as entities, as plain text: what `escape` does before it wraps the result."""


@lru_cache(MANY)
def inline(text: object) -> Markup:
    """`text` as HTML for the inside of a paragraph; line breaks are kept."""
    source = str(text)
    html = _parser().renderInline(source) if SPECIAL.search(source) else escaped(source)
    return safe(html.strip().replace("\n", "<br>"))


@lru_cache(MANY)
def plain(text: object) -> str:
    """`text` without the marks of Markdown, for names, titles and attributes."""
    source = str(text)
    if not SPECIAL.search(source):
        return source
    tokens = _parser().parseInline(source)[0].children or []
    return "".join("\n" if token.type == "softbreak" else token.content for token in tokens)


def without_code(text: str) -> str:
    """`text` with blanks in place of the code in it, where no mark means anything."""
    return CODE.sub(lambda found: " " * len(found[0]), text)


def targets(text: str) -> Iterator[str]:
    """What the links of `text` lead to, as their author wrote it."""
    tokens = _parser().parseInline(text)[0].children or []
    yield from (unquote(str(token.attrs.get("href", ""))) for token in tokens if token.type == "link_open")


def refused(text: str) -> Iterator[str]:
    """What in `text` is written like a link and leads where no link may; it is shown as typed."""
    if "](" in text:
        tokens = _parser(True).parseInline(text)[0].children or []
        found = (str(token.attrs.get("href", "")) for token in tokens if token.type == "link_open")
        yield from (target for target in found if not target.startswith(JOURNEY) and not safe_target(target))


def resolved(html: Markup, address: Callable[[str], str]) -> Markup:
    """`html` of `inline` with its links leading to what `address` makes of their targets; the words alone where that is nothing."""
    if LINK_MARK not in html:
        return html

    def led(link: re.Match[str]) -> str:
        target = address(unquote(unescape(link["target"])) if JOURNEY in link["target"] else unescape(link["target"]))
        return f'<a href="{escaped(target)}"{LINK_MARK}{link["words"]}</a>' if target else link["words"]

    return safe(LINK.sub(led, html))


@cache
def _parser(anything: bool = False) -> MarkdownIt:
    """The parser of texts; with `anything`, one to which every address is a link."""
    from markdown_it import MarkdownIt  # not needed to check maps

    parser = MarkdownIt("zero", {"html": False}).enable(["emphasis", "backticks", "link", "balance_pairs"])
    parser.validateLink = lambda url: anything or url.startswith(JOURNEY) or safe_target(url)  # type: ignore[method-assign]  # documented to be replaced
    parser.inline.ruler.at("emphasis", _asterisks)
    parser.add_render_rule("link_open", _link)
    return parser


def _asterisks(state: StateInline, silent: bool) -> bool:
    from markdown_it.rules_inline import emphasis

    return state.src[state.pos] == "*" and emphasis.tokenize(state, silent)


def _link(renderer: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    href = tokens[index].attrs.get("href", "")
    return f'<a href="{escape(href)}"{LINK_MARK}'
