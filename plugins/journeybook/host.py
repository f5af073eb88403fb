"""What MkDocs is told about us: the options, a page of our own kind, and addresses as MkDocs reckons them."""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

from markupsafe import escape
from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from journeybook import render
from journeybook.folder import AUDIENCES
from journeybook.pages import OPTIONAL
from journeybook.searched import Found
from journeybook.words import available

HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")


class SitePath(c.Type):
    """A folder inside the site: no step upwards, no beginning at a root."""

    def run_validation(self, value: object) -> str:
        path = str(super().run_validation(value)).strip("/")
        if any(part in ("", ".", "..") for part in path.split("/")) or "\\" in path or ":" in path:
            raise base.ValidationError(f"must be a folder inside the site such as 'journeys', not '{value}'")
        return path


class Options(base.Config):
    """What a site may choose; the defaults need no choice."""

    folder = c.Type(str, default="journeys")
    path = SitePath(str, default="journeys")
    navigation = c.Choice(("auto", "hubs", "none"), default="auto")
    diagrams = c.Choice(("auto", "build", "browser"), default="auto")
    pages = c.ListOfItems(c.Choice(OPTIONAL), default=list(OPTIONAL))
    audience = c.Choice(AUDIENCES, default="restricted")
    fail_on = c.Choice(("error", "warning"), default="error")
    language = c.Optional(c.Choice(available()))
    today = c.Optional(c.Type((str, datetime.date)))


class JourneyPage(MkDocsPage):
    """A page whose HTML comes from `render`; MkDocs' Markdown never sees it."""

    def __init__(self, title: str, file: File, config: MkDocsConfig, make: Any, found: Callable[[], tuple[Found, ...]]) -> None:
        self._make = make
        self.found = found
        self._escaped = str(escape(title))
        super().__init__(self._escaped, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing to read: the atlas is loaded."""
        self.markdown = ""
        # Material takes the tags out of a page's title, which undoes the escaping; it leaves the title in `meta` alone.
        # Where tabs lead through the site, the side is free for the map.
        tabs = "navigation.tabs" in (config.theme.get("features") or [])
        self.meta = {"title": self._escaped, "hide": ["navigation", "toc"] if tabs else ["toc"]}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Makes the page's HTML."""
        self.content = self._make(self)
        # Material's own place for it is given to the map; other themes leave a hole where there is none.
        self.toc = TableOfContents([] if config.theme.name == "material" else _headings(self.content))
        self._title_from_render = self.title
        self.present_anchor_ids = render.anchors(self.content)
        self.links_to_anchors = {}


def _headings(content: str) -> list[AnchorLink]:
    return [AnchorLink(TAG.sub("", title).strip(), anchor, 2) for anchor, title in HEADING.findall(content)]


def beside(config: MkDocsConfig, folder: str) -> Path:
    """The folder `folder` beside the site's configuration."""
    base_folder = Path(config.config_file_path or "mkdocs.yml").resolve().parent
    return base_folder / folder


def relative(path: Path, config: MkDocsConfig) -> str:
    """`path` as seen from the site's configuration."""
    root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
    return posixpath.relpath(path.as_posix(), root.as_posix())


def relative_to_docs(path: Path, config: MkDocsConfig) -> str:
    """`path` as seen from the documentation's folder, ready for an address."""
    return quote(posixpath.relpath(path.as_posix(), Path(config.docs_dir).resolve().as_posix()))


def edit_url(path: Path, config: MkDocsConfig) -> str:
    """Where the file `path` is edited; empty where the site does not say."""
    if not config.edit_uri:
        return ""
    base_url = urljoin((config.repo_url or "").rstrip("/") + "/" if config.repo_url else "", config.edit_uri)
    return urljoin(base_url, relative_to_docs(path, config))


def theme_language(config: MkDocsConfig) -> str | None:
    """The language that the theme is set to."""
    language = config.theme.get("language")
    return language if isinstance(language, str) else None


def destination(uri: str, config: MkDocsConfig) -> str:
    """Where MkDocs would write the page `uri`."""
    return File(uri, None, config.site_dir, config.use_directory_urls).dest_uri


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
