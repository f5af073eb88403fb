"""What a site's search is shown of a page: of our pages what `search` finds, and other pages without the views they embed.

A search plugin reads `page.content` while a page's context is made, which is also when other plugins change what readers get, such as
one that encrypts it. So the content is exchanged within the search's own call and at no other time, and what stood there before
it stands there afterwards.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import Any, NamedTuple

from mkdocs.plugins import PluginCollection
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from journeybook.doors.mkdocs.journey_page import OURS, JourneyPage
from journeybook.site import render
from journeybook.site.search import Found

Known = dict[tuple[type, str], tuple[Any, list[dict[str, Any]]]]
"""The entries that a search made of a page, by the kind of search and the page, with what they follow from."""


class Shown(NamedTuple):
    """What the search reads in place of a page's content; without `sections`, its contents stay."""

    content: str
    sections: Sequence[Found] = ()


def exchange(plugins: PluginCollection, shown: Callable[[Page], Shown | None], known: Known | None = None) -> None:
    """Has every search plugin read what is `shown` of a page; where that is None, nothing of it. What it made of the same text before is
    taken from `known`, where there is one: to divide texts takes a preview longer than to make them.

    A search plugin is one with a `search_index` that pages are added to: Material's, MkDocs' own, and those made after them."""
    for plugin in plugins.values():
        index: Any = getattr(plugin, "search_index", None)
        if index is not None and hasattr(index, "add_entry_from_context"):
            index.add_entry_from_context = _reading(_original(index.add_entry_from_context), shown, known)
    methods = plugins.events["page_context"]
    for place, method in enumerate(methods):
        if hasattr(getattr(getattr(method, "__self__", None), "search_index", None), "add_entry_from_context"):
            methods[place] = _sparing(method)


def divide_without_cache() -> None:
    """Has jieba, where a search plugin divides Chinese with it, read its own dictionary and nothing else. Left alone, it unmarshals what
    stands as `jieba.cache` in the folder for temporary files, where everybody on a machine may have put it."""
    jieba: Any = sys.modules.get("jieba")
    if jieba is not None:
        jieba.Tokenizer.initialize = _read_dictionary
        jieba.initialize = jieba.dt.initialize


def _read_dictionary(tokenizer: Any, dictionary: str | None = None) -> None:
    """`Tokenizer.initialize` as jieba has it, without its cache: about as quick, and once, where there is Chinese to divide."""
    with tokenizer.lock:
        if dictionary and os.path.abspath(dictionary) != tokenizer.dictionary:
            tokenizer.dictionary, tokenizer.initialized = os.path.abspath(dictionary), False
        if not tokenizer.initialized:
            tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
            tokenizer.initialized = True


def _reading(add: Callable[[Page], None], shown: Callable[[Page], Shown | None], known: Known | None) -> Callable[[Page], None]:
    index = getattr(add, "__self__", None)
    entries = getattr(index, "entries", getattr(index, "_entries", None))

    @wraps(add)
    def read(page: Page) -> None:
        found = shown(page)
        if found is None:
            return
        if OURS not in (page.content or ""):
            found = Shown(page.content or "")
        toc = [] if found.sections else list(_anchors(page.toc))
        place, follows_from = (type(index), page.file.src_uri), (found, toc, page.url, repr(page.title), repr(page.meta))
        before, made = known.get(place, (None, [])) if known is not None else (None, [])
        if before == follows_from and entries is not None:
            entries.extend(map(dict, made))
            return
        begin = len(entries or ())
        with _instead(page, found.content, found.sections):
            add(page)
        if known is not None and entries is not None:
            known[place] = (follows_from, [dict(entry) for entry in entries[begin:]])

    return read


def _sparing(method: Callable[..., Any]) -> Callable[..., Any]:
    """Material's search goes through a page once more for attributes of its own, which ours have none of and are large."""

    @wraps(method)
    def called(context: Any, *, page: Page, **more: Any) -> Any:
        if not isinstance(page, JourneyPage) or page.is_hidden:
            return method(context, page=page, **more)
        with page.instead(f'<div {OURS}"></div>'):
            return method(context, page=page, **more)

    return called


@contextmanager
def _instead(page: Page, content: str, sections: Sequence[Found] = ()) -> Iterator[None]:
    before = page.content, page.toc
    page.content = content
    if sections:
        page.toc = TableOfContents([AnchorLink(it.title, it.anchor or "top", 2) for it in sections])
    try:
        yield
    finally:
        page.content, page.toc = before


def _anchors(items: Iterable[AnchorLink]) -> Iterator[tuple[str, str, int]]:
    for item in items:
        yield item.id, item.title, item.level
        yield from _anchors(item.children)


def _original(add: Callable[[Page], None]) -> Callable[[Page], None]:
    """What a search index did before it was made ours: one may outlive a build."""
    return getattr(add, "__wrapped__", add)


def text(sections: Sequence[Found]) -> str:
    """`sections` as search plugins read them: a heading with an id, and what stands below it."""
    return render.render_template("searched.html", sections=sections)
