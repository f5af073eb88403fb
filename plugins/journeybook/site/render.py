"""View and template to HTML. All markup is in `templates/`; every value is escaped on its way there.

Author's texts go through the filters `text` (safe Markdown, with the glossary's words linked) and `plain` (no marks).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cache, partial
from html import escape as html_escape
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment
from markupsafe import Markup, escape

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.insight.glossary_uses import pattern
from journeybook.languages import direction
from journeybook.model import markup
from journeybook.model.markup import escaped, safe
from journeybook.reading.problem import Problem
from journeybook.reading.yaml_text import Source
from journeybook.site import compiler, drawings, own_assets, places
from journeybook.site.embeds import contents
from journeybook.site.embeds.view_fences import Wanted
from journeybook.site.exports import EXPORTS
from journeybook.site.flowchart.engines import Drawing, Engine
from journeybook.site.flowchart.legend import swatch
from journeybook.site.flowchart.page_words import page_words
from journeybook.site.link_addresses import address
from journeybook.site.pages import Page
from journeybook.site.parts.facts import Link, Nested
from journeybook.site.scene import Scene

TEMPLATES = Path(__file__).parent / "templates"
ID = re.compile(r'\sid="([^"]+)"')
MARKUP = re.compile(r"(<a\b.*?</a>|<code>.*?</code>|<[^>]*>)")
"""Where no word is explained: links, code and tags."""
NAMING = re.compile(
    r"""(?P<before>\s(?:id|for|headers|list|aria-(?:labelledby|describedby|controls|owns|details)|data-jb-(?:copy|draw|filter))="
    |\s(?:xlink:)?href="\#|url\(\#)(?P<names>[^")]*)(?P<after>["\)])""",
    re.VERBOSE,
)
"""Attributes that hold ids of their page."""


@dataclass(frozen=True)
class Broken:
    """What a page says while a preview is served and files are broken."""

    problems: tuple[Problem, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    """All that were read: those of a narrower audience too, whose files can be broken as well."""

    def line(self, problem: Problem) -> str:
        """The line that `problem` is about, as far as it can be shown."""
        source = self.sources.get(problem.place.path)
        return source.line(problem.place.line)[:200] if source is not None else ""


class Mention(NamedTuple):
    """A word of a text that the glossary explains; `title` is ready to stand in an attribute."""

    word: str
    entry: Entry
    title: str


@dataclass(frozen=True)
class Glossary:
    """The words that the atlas explains, and where. `known` are the texts that were asked about, divided at their mentions."""

    pattern: re.Pattern[str] | None = None
    terms: dict[str, Entry] = field(default_factory=dict)
    known: dict[str, list[str | Mention]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, atlas: Atlas) -> Glossary:
        """The glossary of `atlas`; longest words first, so that the most special one is found."""
        terms = {str(escape(entry.label)): entry for entry in atlas.library["term"].values() if entry.record.definition}
        if not terms:
            return cls()
        return cls(pattern(terms), terms)

    def linked(self, html: Markup, href: Callable[[Entry], str], told: set[str]) -> Markup:
        """`html` with the first mention of each term outside of links and code leading to its page. What it means is said at the first
        mention on the page (those in `told` were before; the script has it at the others), as some stand there twenty times."""
        if self.pattern is None:
            return html
        parts = self.known.get(html)
        if parts is None:
            parts = self.known[html] = list(self._divided(html, self.pattern)) if self.pattern.search(html) else []
        return safe("".join([part if isinstance(part, str) else _explained(part, href, told) for part in parts])) if parts else html

    def _divided(self, html: str, pattern: re.Pattern[str]) -> Iterator[str | Mention]:
        seen: set[str] = set()
        for part in MARKUP.split(html):
            if part.startswith("<"):
                yield part
                continue
            end = 0
            for found in pattern.finditer(part):
                word = found.group(1)
                if word not in seen:
                    seen.add(word)
                    entry = self.terms[word]
                    yield part[end : found.start()]
                    yield Mention(word, entry, escaped(markup.plain(entry.record.definition)))
                    end = found.end()
            yield part[end:]


def _explained(mention: Mention, href: Callable[[Entry], str], told: set[str]) -> str:
    title = "" if mention.entry.id in told else f' title="{mention.title}"'
    told.add(mention.entry.id)
    return f'<a class="jb-term" href="{escaped(href(mention.entry))}"{title}>{mention.word}</a>'


_RENDERED: ContextVar[tuple[Glossary, Scene, set[str]]] = ContextVar("rendered")
"""The glossary and scene of the page that is being made, and the terms explained so far: macros that templates import do not see a
template's context."""


def render(page: Page, scene: Scene, engine: Engine, glossary: Glossary, broken: Broken | None = None) -> str:
    """The HTML of `page`, ready to stand in a theme's content area."""
    scene = scene if page.parts == 1 else replace(scene, part=page.part, parts=page.parts)
    views = {name: view(scene, page.entry) for name, view in page.kind.views.items()}
    context = {
        "page": page, "scene": scene, "t": scene.words, "engine": engine, "broken": broken or Broken(), "downloads": tuple(_downloads(page, scene)),
        "places": places.view(scene, page), **views,
    }  # fmt: skip
    of_term = page.entry is not None and page.entry.kind == "term"
    _RENDERED.set((Glossary() if of_term else glossary, scene, set()))
    return with_symbols(_environment().get_template(f"pages/{page.kind.name}.html").render(context))


def with_symbols(html: str) -> str:
    """`html`, which ends with the end of its box, with the drawings that it uses."""
    end = html.rindex("</div>")
    return html[:end] + drawings.symbols(html) + html[end:]


def _downloads(page: Page, scene: Scene) -> Iterator[Link]:
    """The files beside the pages that `page` is to link to."""
    for export in EXPORTS.values():
        href = scene.path_href(export.path) if export.page == page.kind.name else ""
        if href:
            yield Link(scene.words(export.title), href, note=export.path)


def render_template(name: str, **context: Any) -> str:
    """A template that is no page of the table, such as a redirect or the page of errors while serving."""
    return _environment().get_template(name).render(context)


def render_embed(asked: Wanted, scene: Scene, engine: Engine, glossary: Glossary, prefix: str) -> str:
    """A view for the inside of a hand-written page, its ids beginning with `prefix`."""
    _RENDERED.set((glossary, scene, set()))
    context = {"asked": asked, "t": scene.words, "engine": engine, **contents.context(scene, asked)}
    return apart(with_symbols(render_template("embed.html", **context)), prefix)


def apart(html: str, prefix: str) -> str:
    """`html` of ours with `prefix` before its ids, and before what names them in it: it shares a page with other ids."""
    return renamed(html, lambda name: prefix + name)


def renamed(html: str, new: Callable[[str], str]) -> str:
    """`html` of ours with the `new` name for each of its ids, and for what names them in it."""
    own = anchors(html)

    def named(found: re.Match[str]) -> str:
        names = (new(name) if unescape(name) in own or name in own else name for name in found["names"].split(" "))
        return found["before"] + " ".join(names) + found["after"]

    return NAMING.sub(named, html)


def anchors(html: str) -> set[str]:
    """The ids that `html` can be linked to by."""
    return set(ID.findall(html))


@cache
def _environment() -> Environment:
    environment = compiler.environment(TEMPLATES)
    environment.filters["text"] = _text
    environment.filters["plain"] = markup.plain
    environment.filters["inline"] = _inline
    environment.filters["join"] = _joined
    environment.filters["dotted"] = _dotted
    environment.filters["ids"] = _ids
    environment.filters["quoted"] = _quoted
    environment.filters["short"] = "{:.5g}".format
    environment.filters["draw"] = _draw
    environment.filters["swatch"] = _swatch
    environment.filters["portion"] = _portion
    environment.filters["direction"] = direction
    environment.globals |= {
        "separator": _separator,
        "comma": _comma,
        "lang_of": _lang_of,
        "data_of": _data_of,
        "link_to": _link_to,
        "links_to": _links_to,
        "nth": own_assets.numbered,
        "drawn": drawings.mark,
        "icon": drawings.icon,
    }
    environment.tests |= {"link": lambda item: isinstance(item, Link), "nested": lambda item: isinstance(item, Nested)}
    return environment


def _text(value: object) -> Markup:
    glossary, scene, told = _RENDERED.get()
    return markup.resolved(glossary.linked(markup.inline(value), scene.href, told), partial(address, scene))


def _inline(value: object) -> Markup:
    """The same without the glossary's words linked, for where a link already is or a word is explained."""
    return markup.resolved(markup.inline(value), partial(address, _RENDERED.get()[1]))


def _lang_of(item: Any) -> Markup:
    return safe(f' lang="{escaped(item.lang)}"' if item.lang else "")


def _data_of(pairs: Iterable[tuple[str, Iterable[str]]]) -> Markup:
    """The `data-` attributes of a row, the values of each name one below the other; none where it has none."""
    return safe("".join(f' data-{name}="{escaped(text)}"' for name, values in pairs if (text := "\n".join(values))))


def _linked(item: Any) -> str:
    # Not a macro: a map has a thousand links, and as macros they were a quarter of its time.
    shown = escaped(markup.plain(item.text))
    if item.href:
        lang = _lang_of(item) if item.lang else ""
        shown = f'<a href="{escaped(item.href)}"{lang}>{shown}</a>'
    return f'{shown} <span class="jb-note">({escaped(item.note)})</span>' if item.note else shown


def _link_to(item: Any) -> Markup:
    return safe(_linked(item))


def _links_to(items: Iterable[Any], sep: str = "") -> Markup:
    items = list(items)
    if not sep and len(items) > 1:
        plain = _separator()
        sep = _RENDERED.get()[1].words("separator.strong") if any(plain.strip() in item.text for item in items) else plain
    return safe(escaped(sep).join([_linked(item) for item in items]))


def _joined(values: Iterable[Any], between: str = "") -> Markup:
    return safe(escaped(between).join(map(compiler.shown, values)))


def _dotted(texts: Iterable[str]) -> str:
    """Short notes in one line."""
    return " · ".join(map(markup.plain, texts))


def _ids(entries: Iterable[Entry]) -> str:
    """What an attribute holds that names several records."""
    return " ".join(entry.id for entry in entries)


def _quoted(text: str) -> Markup:
    """Text between tags, where quotes need no escape: a Mermaid text is full of them."""
    return safe(html_escape(text, quote=False))


def _separator() -> str:
    """What stands between the items of a list in a sentence: a comma and a blank, or 、."""
    return _RENDERED.get()[1].words("separator")


def _swatch(kind: str) -> Markup:
    return Markup(swatch(kind))


def _portion(items: Sequence[Any]) -> Sequence[Any]:
    """What of a list stands on this part of a page that is divided."""
    return _RENDERED.get()[1].portion(items)


def _comma() -> str:
    """What stands between the parts of a sentence: a comma and a blank, or ，."""
    return _RENDERED.get()[1].words("comma")


def _draw(drawing: Drawing, engine: Engine) -> Markup:
    return Markup(engine.draw(drawing, page_words(_RENDERED.get()[1].words)))
