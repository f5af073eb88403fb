"""Our pages inside the one page that mkdocs-print-site makes of a site for print: there, every id must differ from those of all other
pages, and links lead to places on it, or out of it to pages that are not on it.

That plugin does both for headings and lists only, by patterns over `"`. What we hand over is finished, in `'`, which they pass by.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import partial
from html import unescape
from urllib.parse import urlsplit

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from journeybook.site import render

ADDRESS = re.compile(r'(?P<before>\s(?:xlink:)?href=)"(?P<address>[^"#][^"]*)"')
QUOTED = re.compile(r'(?P<before>\s(?:id|(?:xlink:)?href)=)"(?P<value>[^"]*)"')


class PrintPage:
    """The page at `url` that holds all `pages`."""

    def __init__(self, url: str, pages: Iterable[Page]) -> None:
        self.url = url
        self.pages = [page for page in pages if page.url != url]
        self.keys = {page.url: _key(page.url) for page in self.pages}
        self._taken = set(self.keys.values())

    def hand_over(self, ours: Iterable[File], views: Mapping[str, Sequence[str]]) -> None:
        """Has all pages ready to stand there. `ours` are the files of our pages, `views` the HTML of ours in others, by their source."""
        files = {file.url: file for file in ours}
        for page in self.pages:
            if page.file is files.get(page.url):
                vars(page)["print_page"] = self
            elif html := vars(page).get("html"):
                for view in views.get(page.file.src_uri, ()):
                    html = html.replace(view, self.part(view, page.url))
                vars(page)["html"] = ADDRESS.sub(partial(self._link, page.url, files), html)

    def part(self, html: str, here: str) -> str:
        """`html` of ours from the page at `here`, as it stands there."""
        html = render.renamed(html, partial(self._name, _key(here)))
        html = ADDRESS.sub(partial(self._link, here, None), html)
        return QUOTED.sub(lambda found: f"{found['before']}'{found['value']}'", html)

    def _link(self, here: str, only: Container[str] | None, found: re.Match[str]) -> str:
        """A link, finished; where `only` are asked for, all others as they are."""
        url, anchor = _target(unescape(found["address"]), here)
        if url is None or (only is not None and url not in only):
            return found[0]
        if url in self.keys:
            address = f"#{self._name(self.keys[url], anchor) if anchor else self.keys[url]}"
        else:
            address = get_relative_url(url, self.url) + (f"#{anchor}" if anchor else "")
        return f"{found['before']}'{escape(address)}'"

    def _name(self, key: str, name: str) -> str:
        return f"{key}--{name}" if f"{key}-{name}" in self._taken else f"{key}-{name}"


def _target(address: str, here: str) -> tuple[str | None, str]:
    """The page of the site that `address` on the page `here` leads to, None where it is none, and the place on it."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return None, parts.fragment
    path = posixpath.normpath(posixpath.join(here if here.endswith("/") else posixpath.dirname(here), parts.path))
    return f"{path}/" if parts.path.endswith(("/", ".")) and path != "." else path.removeprefix("."), parts.fragment


def of(config: MkDocsConfig, nav: Navigation) -> PrintPage | None:
    """The print page of a site; None where it has none."""
    page = getattr(config.plugins.get("print-site"), "print_page", None)
    return PrintPage(page.url, nav.pages) if page is not None else None


def _key(url: str) -> str:
    """What that plugin puts before the names of a page."""
    return url.lower().rstrip("/").replace(".html", "").replace("/", "-").lstrip("-") or "index"
