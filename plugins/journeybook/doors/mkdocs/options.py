"""What MkDocs is told about us: the options, a page of our own kind, and addresses as MkDocs reckons them."""

from __future__ import annotations

import datetime
import gc
import os
import posixpath
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, urljoin

from markupsafe import escape
from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from journeybook import current_day
from journeybook.checks.rules.unknown_language import LANGUAGES
from journeybook.doors.mkdocs.page_store import Shelf
from journeybook.doors.mkdocs.print_page import PrintPage
from journeybook.insight.audience import AUDIENCES
from journeybook.languages import shipped
from journeybook.model.record import READERS
from journeybook.model.similar_keys import among
from journeybook.reading.files import real
from journeybook.reading.link_targets import safe_target
from journeybook.reading.problem import did_you_mean, shown
from journeybook.site import render
from journeybook.site.pages import OPTIONAL
from journeybook.site.search import Found

Option = TypeVar("Option", bound=base.BaseConfigOption[Any])
HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
LANGUAGE = re.compile(r"""(<html\b[^>]*?\slang=)("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
OURS = 'class="jb'
"""Stands in the HTML of each of our pages and views, as long as no other plugin has hidden it."""
TAG = re.compile(r"<[^>]*>")


class SitePath(c.Type[str]):
    """A folder inside the site: no step upwards, no beginning at a root."""

    def run_validation(self, value: object) -> str:
        path = str(super().run_validation(value)).strip("/")
        if any(part in ("", ".", "..") for part in path.split("/")) or "\\" in path or ":" in path:
            raise base.ValidationError(f"must be a folder inside the site such as 'journeys', not '{value}'")
        return path


CODE_OF_THREE = re.compile("[a-z]{3}")
"""The codes of languages that have none of two letters, such as hsb; a slip is told by the translation that is not there."""


class InterfaceLanguage(c.Choice[str]):
    """One of our languages, or another one, for which the maps' folder must bring a translation along."""

    def run_validation(self, value: object) -> str:
        """`value`, where it is a language's code."""
        known = isinstance(value, str) and (value in LANGUAGES.split() or CODE_OF_THREE.fullmatch(value) is not None)
        return value if isinstance(value, str) and known else super().run_validation(value)


def says(meaning: str, option: Option, default: str = "") -> Option:
    """Declares `option` with its meaning in a sentence or two, and with `default` in words where it has no fixed one."""
    vars(option).update(meaning=meaning, default_in_words=default)
    return option


class Options(base.Config):
    """What a site may choose; the defaults need no choice."""

    folder = says("The folder with the maps, beside `mkdocs.yml`.", c.Type(str, default="journeys"))
    path = says("Where the pages go in the site: `journeys/`, `journeys/maps/<id>/` and so on.", SitePath(str, default="journeys"))
    navigation = says(
        "`auto`: a section with the pages about all maps and, up to 30 of them, every map; `hubs`: without the maps; `none`: no "
        "section. A `nav` of your own that names one of the pages, such as `journeys/index.md`, wins; a map is "
        "`journeys/maps/<id>.md` there. A section of it that holds nothing but the home, such as "
        "`Journeys: [journeys/index.md]`, gets the other pages too: so the section stands where you want it.",
        c.Choice(("auto", "hubs", "none"), default="auto"),
    )
    diagrams = says(
        "`own`: flowcharts are drawn while building; `mermaid`: by Mermaid in the reader's browser, from a library that the site brings "
        "along.",
        c.Choice(("own", "mermaid"), default="own"),
    )
    pages = says(
        "Which [kinds of pages](pages.md) there are beside the home and the maps; links to the others become plain text.",
        c.ListOfItems(c.Choice(OPTIONAL), default=list(OPTIONAL)),
        "all of them",
    )
    audience = says(
        "The widest audience of this site. `public` leaves out what is for `employees` (the default of a map) or `restricted`, every "
        "trace of it, and the library's records that only it uses. [What that means](../publishing.md#what-a-site-for-an-audience-leaves-out).",
        c.Choice(AUDIENCES, default="restricted"),
    )
    no_secret = says(
        "Texts that may stand in a site for an `audience` although a record that is left out says them too. Every build for an "
        "audience ends with a search for what it left out, and fails where it finds something; this is for what it takes for more "
        "than it is.",
        c.ListOfItems(c.Type(str), default=[]),
        "none",
    )
    fail_on = says(
        "`warning`: warnings stop the build too, as they do under `--strict`. Findings that time alone brings, such as an overdue "
        "review, never do.",
        c.Choice(("error", "warning"), default="error"),
    )
    in_place = says(
        "`true`: the site is written where it is published, page by page, as MkDocs does it. Left out, it is made in a folder beside "
        "and then takes the place of the published one in one moment, so that a build that fails or is killed changes nothing.",
        c.Type(bool, default=False),
    )
    language = says(
        "The language of pages that belong to no map: one of ours, or one that the maps' folder [brings along](../translating.md).",
        c.Optional(InterfaceLanguage(shipped())), "the theme's, where `theme: {language: …}` is set, else `lang` of `atlas.yml`",
    )  # fmt: skip
    today = says(
        "The day that decides what is overdue, such as `2026-09-01`. `SOURCE_DATE_EPOCH` sets it where this is left out, and makes "
        "builds repeatable to the byte.",
        c.Optional(c.Type((str, datetime.date))),
        "the day of the build",
    )

    def validate(self) -> tuple[base.ConfigErrors, base.ConfigWarnings]:
        """A name that is no option is an error: with a misspelt `audience` a site would publish what it should not."""
        errors, warnings = super().validate()
        errors = [(name, base.ValidationError(_plainly(name, str(error)))) for name, error in errors]
        known = list(OPTIONS)
        unknown = [name for name in self if name not in known]
        for name in unknown:
            hint = did_you_mean(str(name), known) or f"there are {', '.join(known)}"
            errors.append((name, base.ValidationError(f"there is no option {shown(name)} ({hint})")))
        return errors, [(name, words) for name, words in warnings if name not in unknown]


OPTIONS: dict[str, Any] = {name: option for name, option in vars(Options).items() if isinstance(option, base.BaseConfigOption)}
"""Every option by its name, in the order of declaration; with what `says` adds to each."""


def accepts(option: Any, value: object) -> bool:
    """Whether `value` may be given for `option`."""
    try:
        option.run_validation(value)
    except base.ValidationError:
        return False
    return True


DRAWING = {"own": "auto, build, merman, svg", "mermaid": "browser, mermaid2, mermaidx, js"}
"""What `diagrams` was told before there was a layout of our own, and what else people write there."""
CHOICE = re.compile(r"Expected one of: \((?P<choices>.*)\) but received: (?P<found>.*)", re.DOTALL)
TYPES = {"str": "text", "list": "a list", "bool": "true or false", "int": "a number", "dict": "a mapping", "date": "a date"}


def _plainly(name: str, said: str) -> str:
    """What MkDocs said of the value of an option, in the words of somebody who writes YAML."""
    choice = CHOICE.fullmatch(said)
    if choice:
        choices, found = re.findall(r"'([^']*)'", choice["choices"]), choice["found"].strip("'\"")
        near = among(found, choices, {"zh": "chinese, 中文, cn, zh_CN", "en": "english, englisch", "de": "german, deutsch", **DRAWING, **READERS})[:1]
        hint = f" (did you mean {shown(near[0])}?)" if near else ""
        return f"must be one of {', '.join(choices)}, not {shown(found)}{hint}"
    types = [TYPES.get(word, word) for word in re.findall(r"<class '(?:\w+\.)*(\w+)'>", said)]
    if types and said.startswith("Expected a list"):
        return f"must be a list such as '[a, b]', not {types[-1]}"
    if len(types) > 1 and said.startswith("Expected type"):
        return f"must be {' or '.join(dict.fromkeys(types[:-1]))}, not {types[-1]}"
    return said


class JourneyPage(MkDocsPage):
    """A page whose HTML comes from `render`; MkDocs' Markdown never sees it."""

    def __init__(
        self, title: str, about: str, file: File, config: MkDocsConfig, make: Any, found: Callable[[], tuple[Found, ...]],
        shelf: Shelf, lang: str,
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
        """`output`, the whole page as the theme wrote it, in the language that this page is written in."""
        return LANGUAGE.sub(rf'\g<1>"{escape(self.lang)}"', output, count=1) if self.lang else output

    @cached_property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]  # MkDocs keeps a value there
        """What other pages may link to: asked for only where one does."""
        html = self._shelf.get(self._as_made) if self._as_made is not None else self.content
        return render.anchors(html or "")


def _headings(content: str) -> list[AnchorLink]:
    return [AnchorLink(TAG.sub("", title).strip(), anchor, 2) for anchor, title in HEADING.findall(content)]


class Tidying:
    """How often Python looks for garbage. An atlas is a million objects that stay, and looking through them again and again
    while pages are made takes a tenth of the time and finds none."""

    def __init__(self) -> None:
        self._usual: tuple[int, int, int] | None = None

    def seldom(self) -> None:
        """What there is now stays, and what comes is looked through less often."""
        gc.freeze()
        if self._usual is None:
            self._usual = gc.get_threshold()
            gc.set_threshold(max(50_000, self._usual[0]), *self._usual[1:])

    def as_usual(self) -> None:
        """The site is built."""
        gc.unfreeze()
        if self._usual is not None:
            gc.set_threshold(*self._usual)
            self._usual = None


def day_of_build() -> datetime.date:
    """The day of the build. What SOURCE_DATE_EPOCH must not be, MkDocs would say with a traceback, later on."""
    if os.environ.get("SOURCE_DATE_EPOCH", "unset").strip() == "":
        raise PluginError("journeybook: the variable SOURCE_DATE_EPOCH is empty, which MkDocs cannot read; unset it")
    try:
        return current_day()
    except ValueError as error:
        raise PluginError(f"journeybook: {error}") from None


def beside(config: MkDocsConfig, folder: str) -> Path:
    """The folder `folder` beside the site's configuration."""
    base_folder = real(config.config_file_path or "mkdocs.yml").parent
    return base_folder / folder


def relative(path: Path, config: MkDocsConfig) -> str:
    """`path` as seen from the site's configuration."""
    root = real(config.config_file_path or "mkdocs.yml").parent
    return posixpath.relpath(path.as_posix(), root.as_posix())


def relative_to_docs(path: Path, config: MkDocsConfig) -> str:
    """`path` as seen from the documentation's folder, ready for an address."""
    return quote(posixpath.relpath(path.as_posix(), real(config.docs_dir).as_posix()))


def edit_url(path: Path, config: MkDocsConfig) -> str:
    """Where the file `path` is edited; empty where the site does not say."""
    repository, there = config.repo_url.rstrip("/") + "/" if config.repo_url else "", relative_to_docs(path, config)
    if config.edit_uri_template:  # of the two, MkDocs takes this one
        address = urljoin(repository, config.edit_uri_template.format(path=there, path_noext=posixpath.splitext(there)[0]))
    elif config.edit_uri:
        address = urljoin(urljoin(repository, config.edit_uri), there)
    else:
        return ""
    return address if safe_target(address) else ""


def _written(config: MkDocsConfig) -> list[Mapping[str, Any]]:
    """What stands in mkdocs.yml, as it was written."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # MkDocs has no use for it, but what was written stands nowhere else
        return list(config.user_configs)


def refuse_astray(config: MkDocsConfig) -> None:
    """Ends the build where our options stand where nobody reads them: an audience that is not heeded would publish everything."""
    if any(isinstance(given.get("journeybook"), dict) for given in _written(config)):
        raise PluginError("journeybook: in mkdocs.yml, options stand at the top as 'journeybook:', where they are not read; write them under 'plugins:', below '- journeybook:'")


def theme_language(config: MkDocsConfig) -> str | None:
    """The language that the theme is set to; None where nobody set it, so that it speaks its own."""
    themes = [given.get("theme") for given in _written(config)]
    told = any(isinstance(theme, dict) and "language" in theme for theme in themes)
    language = config.theme.get("language")
    return language if told and isinstance(language, str) else None


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
