"""A page of our own kind: its HTML is made by `render`, waits in the store until the theme asks, and MkDocs' Markdown never sees it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from journeybook.doors.mkdocs.page_store import Shelf
from journeybook.doors.mkdocs.print_page import PrintPage
from journeybook.site import render
from journeybook.site.search import Found

HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")
LANGUAGE = re.compile(r"""(<html\b[^>]*?\slang=)("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
OURS = 'class="jb'
"""Stands in the HTML of each of our pages and views, as long as no other plugin has hidden it."""
TAG = re.compile(r"<[^>]*>")


class JourneyPage(MkDocsPage):
    """A page whose HTML comes from `render`; MkDocs' Markdown never sees it."""

    def __init__(
        self,
        title: str,
        about: str,
        file: File,
        config: MkDocsConfig,
        make: Any,
        found: Callable[[], tuple[Found, ...]],
        shelf: Shelf,
        lang: str,
    ) -> None:
        self.lang = lang
        self._make = make
        self._shelf = shelf
        self._place: tuple[int, int] | None = None
        self._text: str | None = None
        self._as_made: tuple[int, int] | None = None
        """Where the HTML is that we made, whatever other plugins make of it."""
        self._instead: str | None = None
        self.found = found
        self.print_page: PrintPage | None = None
        self._escaped = str(escape(title))
        self._about = str(escape(about))
        super().__init__(self._escaped, file, config)

    @property
    def content(self) -> str | None:
        """The page's HTML, from wherever it is."""
        if self._instead is not None:
            return self._instead
        return self._shelf.get(self._place) if self._text is None and self._place is not None else self._text

    @content.setter
    def content(self, html: str | None) -> None:
        if self._instead is not None:
            self._instead = html
            return
        if html is self._text and html is not None:
            return  # nobody changed it
        if self._as_made is None:
            self.put_away()
        self._text, self._place = html, None
        if html is not None:
            self._shelf.opened(self)

    @property
    def html(self) -> str:
        """What mkdocs-print-site reads of each page, and writes there."""
        content = self.content or ""
        return self.print_page.part(content, self.url) if self.print_page is not None else content

    @html.setter
    def html(self, html: str) -> None:
        """Nothing: `content` holds it."""

    def put_away(self) -> None:
        """Puts the HTML where it waits."""
        if self._text is not None:
            self._place, self._text = self._shelf.put(self._text), None
            self._as_made = self._as_made or self._place

    @contextmanager
    def instead(self, html: str) -> Iterator[None]:
        """Has whoever asks find `html` for a while; what they do with it is lost."""
        self._instead = html
        try:
            yield
        finally:
            self._instead = None

    @property
    def is_hidden(self) -> bool:
        """Whether another plugin has put something into the place of all that we made, as one does that encrypts pages."""
        return OURS not in (self.content or "")

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing to read: the atlas is loaded."""
        self.markdown = ""
        # Material takes the tags out of a page's title, which undoes the escaping; it leaves what is in `meta` alone.
        # Where tabs lead through the site, the side is free for the map.
        tabs = "navigation.tabs" in (config.theme.get("features") or [])
        self.meta = {"title": self._escaped, "description": self._about, "hide": ["navigation", "toc"] if tabs else ["toc"]}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Makes the page's HTML."""
        self._text = self._place = self._as_made = None
        self.content = self._make(self)
        # Material's own place for it is given to the map, and keeps the link that skips the navigation: it leads to the first
        # heading, and shows nothing else of level 1. Other themes leave a hole where there is no list.
        top = AnchorLink(self._escaped, "top", 1)
        self.toc = TableOfContents([top] if config.theme.name == "material" else _headings(self.content))
        self._title_from_render = self.title
        self.links_to_anchors = {}

    def speaks(self, output: str) -> str:
        """`output`, the whole page as the theme wrote it, in the language that this page is written in; without the empty lines above
        our content that a theme's conditions leave, a third of what it weighs there."""
        above, ours, rest = output.partition('<div class="jb jb-')
        above = EMPTY_LINES.sub("\n", above) if ours else above
        return (LANGUAGE.sub(rf'\g<1>"{escape(self.lang)}"', above, count=1) if self.lang else above) + ours + rest

    @cached_property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]  # MkDocs keeps a value there
        """What other pages may link to: asked for only where one does."""
        html = self._shelf.get(self._as_made) if self._as_made is not None else self.content
        return render.anchors(html or "")


def _headings(content: str) -> list[AnchorLink]:
    return [AnchorLink(TAG.sub("", title).strip(), anchor, 2) for anchor, title in HEADING.findall(content)]


def apply_titles(nav: Any, files: Files) -> None:
    """Gives our pages the titles that the site's own navigation has for them; MkDocs only does so for its own."""
    if isinstance(nav, dict):
        for title, value in nav.items():
            file = files.get_file_from_path(value) if isinstance(value, str) else None
            if file is not None and isinstance(file.page, JourneyPage):
                file.page.title = str(escape(title))
            apply_titles(value, files)
    elif isinstance(nav, list):
        for item in nav:
            apply_titles(item, files)
