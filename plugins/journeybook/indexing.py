"""What a site's search is shown of a page. Both search plugins read `page.content` when a page's context is made, and the
theme writes it afterwards: in between, our pages hold what `searched` finds, and others are without the views they embed."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from journeybook import render
from journeybook.searched import Found

FIRST, LAST = 100, -100
"""Priorities before and after every search."""


class Curtain:
    """Holds back what a page shows its readers while the search reads it."""

    def __init__(self, config: MkDocsConfig) -> None:
        self.needed = any(name.rpartition("/")[2] == "search" for name in config.plugins)
        self.held: tuple[Page, str | None, TableOfContents] | None = None

    def close(self, page: Page, content: str, sections: Sequence[Found] = ()) -> None:
        """Shows `content` from here on, and `sections` as its contents."""
        self.held = (page, page.content, page.toc)
        page.content = content
        if sections:
            page.toc = TableOfContents([AnchorLink(it.title, it.anchor or "top", 2) for it in sections])

    def open(self, page: Page) -> None:
        """Shows everything again."""
        if self.held is not None and self.held[0] is page:
            _, page.content, page.toc = self.held
        self.held = None


def text(sections: Sequence[Found]) -> str:
    """`sections` as search plugins read them: a heading with an id, and what stands below it."""
    return render.render_template("searched.html", sections=sections)
