"""The MkDocs door: one line in `mkdocs.yml` adds the pages of an atlas to a site.

A thin shell: loads and checks before anything is written, hands finished HTML over as pages of an own kind, and watches
the folder while serving. What pages there are and how they look is `pages`' and `render`'s part.
"""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel, get_files
from mkdocs.structure.nav import Navigation, Section

from journeybook import current_day, pages, render
from journeybook.atlas import Entry
from journeybook.comparison import Pair
from journeybook.diagrams import Engine, EngineUnavailable, SourceEngine, engine
from journeybook.folder import Loaded, load
from journeybook.host import (
    JourneyPage,
    Options,
    apply_titles,
    beside,
    destination,
    edit_url,
    once,
    relative,
    relative_to_docs,
    theme_language,
)
from journeybook.problems import Place, Problem
from journeybook.reports import text
from journeybook.rules import RULES
from journeybook.scene import Scene
from journeybook.words import Words

log = get_plugin_logger("journeybook")
ASSETS = Path(__file__).parent / "assets"
ASSET_FOLDER = "assets/journeybook"
SCRIPTS = ("journeybook.js", "reader.js")
MAPS_IN_NAV = 30


class JourneybookPlugin(BasePlugin[Options]):
    """Adds an atlas to a site."""

    def __init__(self) -> None:
        self.serving = False
        self.loaded: Loaded | None = None
        self.places: dict[str, File] = {}
        self.hubs: list[File] = []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remembers whether a preview is served; also keeps this object alive across rebuilds."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Loads and checks the atlas before any file is touched."""
        self.folder = beside(config, self.config.folder)
        if str(self.folder) not in config.watch:
            config.watch.append(str(self.folder))
        self.loaded = load(self.folder, self._today())
        self._report(config)
        self.atlas = self.loaded.seen_by(self.config.audience)
        lang = self.config.language or theme_language(config) or self.atlas.lang
        self.words = Words(lang, self.atlas.settings.labels)
        self.engine = self._engine()
        self.glossary = render.Glossary.of(self.atlas)
        self._refuse_taken(config)
        for name in ("journeybook.css", *(name for name in self.engine.assets() if name.endswith(".css"))):
            once(config.extra_css, f"{ASSET_FOLDER}/{name}")
        for name in (*SCRIPTS, *(name for name in self.engine.assets() if name == "flowchart.js")):
            once(config.extra_javascript, f"{ASSET_FOLDER}/{name}")
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds the pages, the redirects of earlier ids, the style sheet, the scripts and the maps' own pictures."""
        for file in self._files(config):
            files.append(file)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Puts the hubs into the navigation, unless the site's own navigation names one of the pages."""
        apply_titles(config.nav, files)
        own = [page for page in nav.pages if isinstance(page, JourneyPage)]
        parent: Any = own[0].parent if own else None
        if not own and self.config.navigation != "none":
            listed = [file.page for file in self.hubs if file.page is not None]
            section = Section(str(escape(self.words("nav.title"))), listed)
            nav.items.append(section)
            nav.pages.extend(listed)
            for page in listed:
                page.parent = section
            parent = section
        for file in self.places.values():
            if file.page is not None and file.page.parent is None and parent is not None:
                file.page.parent = parent
        return nav

    def _today(self) -> datetime.date:
        value = self.config.today
        if value is None:
            return current_day()
        try:
            return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(value)
        except ValueError:
            raise PluginError(f"journeybook: 'today' must be a date such as 2026-09-01, not '{value}'") from None

    def _engine(self) -> Engine:
        notice = self.words("flow.notice")
        try:
            return engine(self.config.diagrams, notice=notice)
        except EngineUnavailable as error:
            if self.config.diagrams != "auto":
                raise PluginError(f"journeybook: {error}") from None
            log.warning("%s; flowcharts are shown as their source", error)
            return SourceEngine()

    def _report(self, config: MkDocsConfig) -> None:
        assert self.loaded is not None
        if not self.loaded.problems:
            return
        root = posixpath.join(relative(self.folder, config), "")
        shown = [_at(problem, root) for problem in self.loaded.problems]
        report = text.report(shown, lambda place: self._line(place.path.removeprefix(root), place.line))
        errors = sum(problem.level == "error" for problem in shown)
        summary = self._summary(errors, len(shown) - errors)
        if self.serving or not (errors or self._strict(config, shown)):
            # MkDocs counts warnings when it is strict. What is left then is what time alone brings, and that must not make a
            # build fail that was fine yesterday; nor may a preview end because of its maps.
            say = log.info if config.strict else log.warning
            say("%s\n%s", summary, report)
            return
        hint = "" if errors else " (warnings fail under --strict or 'fail_on: warning')"
        raise PluginError(f"{summary}{hint}; nothing was written\n{report}")

    def _strict(self, config: MkDocsConfig, problems: list[Problem]) -> bool:
        strict = config.strict or self.config.fail_on == "warning"
        return strict and any(p.level == "error" or not (p.code in RULES and RULES[p.code].by_time) for p in problems)

    def _summary(self, errors: int, warnings: int) -> str:
        words = [f"{n} {name}{'' if n == 1 else 's'}" for n, name in ((errors, "error"), (warnings, "warning")) if n]
        return f"{' and '.join(words)} in {self.config.folder}"

    def _line(self, path: str, number: int) -> str:
        assert self.loaded is not None
        source = self.loaded.atlas.sources.get(path)
        return source.line(number) if source is not None else ""

    def _list(self) -> Iterator[pages.Page]:
        assert self.loaded is not None
        left_out = set(pages.OPTIONAL) - set(self.config.pages)
        yield from (page for page in pages.pages(self.atlas, self.words) if page.kind.name not in left_out)
        if self.serving:
            yield from pages.broken_pages(self.loaded.atlas, self.loaded.problems)

    def _refuse_taken(self, config: MkDocsConfig) -> None:
        """A page of the user's at the place of one of ours is an error, not a loss; found before anything is written."""
        own = {file.dest_uri: file.src_uri for file in get_files(config)}
        taken = [self._uri(page.path) for page in self._list()]
        found = [(own[dest], uri) for uri in taken if (dest := destination(uri, config)) in own]
        if found:
            lines = "\n".join(f"  docs/{mine} and the page for {uri}" for mine, uri in found)
            hint = "rename your page, or put the journeys elsewhere with the option 'path'"
            raise PluginError(f"journeybook: two pages would be written to the same place; {hint}\n{lines}")

    def _uri(self, path: str) -> str:
        return posixpath.join(self.config.path, f"{path}.md")

    def _files(self, config: MkDocsConfig) -> Iterator[File]:
        self.places, self.hubs = {}, []
        listed = list(self._list())
        for page in listed:
            file = self._page_file(page, config)
            self.places[page.path] = file
            named = len(self.atlas.maps) <= MAPS_IN_NAV and self.config.navigation == "auto"
            if page.entry is None or (page.kind.name == "map" and named):
                self.hubs.append(file)
        yield from self.places.values()
        if not (Path(config.docs_dir) / "index.md").exists() and not (Path(config.docs_dir) / "README.md").exists():
            yield self._page_file(listed[0], config, uri="index.md")
        yield from self._redirects(config)
        yield from self._assets(config)

    def _page_file(self, page: pages.Page, config: MkDocsConfig, uri: str = "") -> File:
        uri = uri or self._uri(page.path)
        file = File(uri, None, config.site_dir, config.use_directory_urls, inclusion=InclusionLevel.NOT_IN_NAV)
        file.generated_by = "journeybook"
        source = self.folder / (page.file or "atlas.yml")
        file.abs_src_path = str(source)
        file.edit_uri = relative_to_docs(source, config) if page.file else None
        JourneyPage(page.title, file, config, lambda mkdocs_page: self._html(page, mkdocs_page, config))
        return file

    def _html(self, page: pages.Page, mkdocs_page: JourneyPage, config: MkDocsConfig) -> str:
        lang = page.lang or self.words.code
        words = self.words if lang == self.words.code else Words(lang, self.atlas.settings.labels)
        here = mkdocs_page.file
        scene = Scene(
            self.atlas, self._today(), words,
            lambda entry: self._href(entry, here),
            lambda path: self._path_href(path, here, config),
            lambda path: edit_url(self.folder / path, config) if path else "",
        )  # fmt: skip
        broken = None
        assert self.loaded is not None
        if self.loaded.broken:
            errors = tuple(problem for problem in self.loaded.problems if problem.level == "error")
            broken = render.Broken(errors)
        return render.render(page, scene, self.engine, self.glossary, broken)

    def _href(self, entry: Entry | Pair, here: File) -> str:
        path, anchor = pages.location(entry)
        file = self.places.get(path)
        if file is None:
            return ""
        address = "" if file is here else file.url_relative_to(here)
        return f"{address}#{quote(anchor)}" if anchor else address or "#"

    def _path_href(self, path: str, here: File, config: MkDocsConfig) -> str:
        if path in self.places:
            return self.places[path].url_relative_to(here)
        if not path.startswith("files/"):
            return ""
        target = File(posixpath.join(self.config.path, path), None, config.site_dir, False)
        return target.url_relative_to(here)

    def _redirects(self, config: MkDocsConfig) -> Iterator[File]:
        for path, entry in pages.redirects(self.atlas):
            old = File(self._uri(path), None, config.site_dir, config.use_directory_urls)
            target = self._href(entry, old)
            if not target:
                continue  # a page that this site leaves out
            html = render.render_template("redirect.html", target=target, title=entry.label, t=self.words)
            yield File.generated(config, old.dest_uri, content=html)

    def _assets(self, config: MkDocsConfig) -> Iterator[File]:
        assets = {name: ASSETS / name for name in ("journeybook.css", *SCRIPTS)} | self.engine.assets()
        for name, source in assets.items():
            yield File.generated(config, f"{ASSET_FOLDER}/{name}", abs_src_path=str(source))
        for path in _media(self.atlas):
            source = self.folder / path
            if source.is_file() and self.folder.resolve() in source.resolve().parents:
                uri = posixpath.join(self.config.path, "files", path)
                yield File.generated(config, uri, abs_src_path=str(source))


def _at(problem: Problem, root: str) -> Problem:
    def moved(place: Place) -> Place:
        path = place.path if place.path.startswith(("/", root)) else posixpath.normpath(root + place.path)
        return Place(path, place.line, place.column, place.end_line, place.end_column)

    related = tuple((moved(place), word) for place, word in problem.related)
    return Problem(moved(problem.place), problem.code, problem.message, problem.level, problem.hint, related)


def _media(atlas: Any) -> Iterator[str]:
    for entry in atlas.entries():
        folder = entry.record.file.rpartition("/")[0]
        names = [medium.path for medium in getattr(entry.record, "media", ())]
        names += [entry.record.image] if getattr(entry.record, "image", None) else []
        yield from (posixpath.normpath(posixpath.join(folder, name)) for name in names)
