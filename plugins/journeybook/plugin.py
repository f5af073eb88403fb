"""The MkDocs door: one line in `mkdocs.yml` adds the pages of an atlas to a site.

A thin shell: loads and checks before anything is written, hands finished HTML over as pages of an own kind, and watches
the folder while serving. What pages there are and how they look is `pages`' and `render`'s part.
"""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urljoin

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel, get_files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from journeybook import (
    addresses,
    chinese_search,
    faults,
    indexing,
    markdown_views,
    pages,
    print_page,
    proof,
    publication,
    raw,
    render,
    rules,
    scripts,
    translated,
    verdict,
    watching,
)
from journeybook.addresses import Addresses
from journeybook.audience import may_see
from journeybook.comparison import Pair
from journeybook.days import how_to_write
from journeybook.descriptions import describe
from journeybook.diagrams import Engine, EngineUnavailable, SourceEngine, engine
from journeybook.due import CALENDAR
from journeybook.embeds import Wanted
from journeybook.entry import Entry
from journeybook.exports import calendar
from journeybook.folder import Loaded, load
from journeybook.handmade import Handmade, Maker
from journeybook.host import (
    JourneyPage,
    Options,
    Tidying,
    apply_titles,
    beside,
    day_of_build,
    destination,
    edit_url,
    relative,
    relative_to_docs,
    theme_language,
)
from journeybook.own_files import CODE, OwnFiles
from journeybook.preview import Preview
from journeybook.problems import Place, Problem
from journeybook.publication import Publication
from journeybook.rules import RULES
from journeybook.scene import Scene
from journeybook.searched import Found, introduced, sections, whole
from journeybook.shelf import Shelf
from journeybook.words import Words

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger("journeybook")
FIRST, LAST = 100, -100
"""Priorities before and after other plugins."""
MAPS_IN_NAV = 30
MAPS_IN_PARTS, MAPS_IN_FULL = 250, 500
"""In an atlas of more maps the search finds pages, and not their stages, steps and items one by one; in a still larger one it
finds those by their names only."""


class JourneybookPlugin(BasePlugin[Options]):
    """Adds an atlas to a site."""

    def __init__(self) -> None:
        self.preview = Preview()
        self.publication = Publication()
        self.print_page: print_page.PrintPage | None = None
        self.tidying = Tidying()
        self.shelf = Shelf()
        self.witness = proof.Witness()
        self.loaded: Loaded | None = None
        self.places: dict[str, File] = {}
        self.hubs: list[File] = []
        self.assets: dict[str, Path] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remembers whether a preview is served; also keeps this object alive across rebuilds."""
        self.preview.serving = command == "serve"
        self.publication.startup(command, dirty)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """From now on pages may wait until somebody asks for them, folders may go and come back, and builds may fail."""
        self.preview.attach(server)
        watching.Failure(lambda said: render.render_template("failed.html", said=said, t=self.words)).attach(server)
        watching.Watchman(server, [config.docs_dir, config.config_file_path, *config.watch]).start()
        return server

    @event_priority(publication.FIRST)
    def _begin(self, config: MkDocsConfig) -> None:
        if not self.config.in_place:
            self.publication.begin(config)

    @event_priority(50)
    def _bring(self, config: MkDocsConfig) -> None:
        """Before other plugins look for what they need, and ask another host when they find none, or ask for the day."""
        self.day = day_of_build()
        indexing.divide_without_cache()
        self.assets = scripts.for_others(config)
        scripts.load(config, self.assets)
        self.searches = chinese_search.without_separator(config.plugins)

    @event_priority(-50)  # when other plugins have said how addresses look
    @verdict.one_line("reading the maps")
    def _load(self, config: MkDocsConfig) -> MkDocsConfig:
        """Loads and checks the atlas before any file is touched."""
        self.preview.begin(config)
        self.shelf.close()
        self.shelf = Shelf()
        self.folder = beside(config, self.config.folder)
        if str(self.folder) not in config.watch:
            config.watch.append(str(self.folder))
        self.loaded = load(self.folder, self._today(), before=self.loaded)
        self.atlas = self.loaded.seen_by(self.config.audience)
        chinese_search.separate(self.searches)
        self.languages = translated.Languages(config)
        self.tidying.seldom()
        self.handmade = Handmade(config, self.loaded.atlas, self.atlas, self.preview.serving)
        self.handmade.check()
        markdown_views.teach(config, self.handmade)
        self._report(config)
        self._say_what_is_left_out()
        lang = self._language(config)
        self.words = Words(lang, self.atlas.settings.labels)
        self.engine = self._engine()
        self.glossary = render.Glossary.of(self.atlas)
        self._refuse_taken(config)
        self.assets |= scripts.of_engine(self.engine)
        scripts.load(config, self.assets)
        return config

    @event_priority(publication.LAST)
    def _settle(self, config: MkDocsConfig) -> None:
        self.publication.settle(config, self.folder)

    on_config = CombinedEvent(_begin, _bring, _load, _settle)

    @verdict.one_line("listing the pages")
    @event_priority(50)  # others ask for a site's pages when it is their turn
    def _add_pages(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds the pages; takes out what MkDocs would copy of the maps' folder, where that is within its own."""
        assert self.loaded is not None
        unwanted = raw.left_out(files, self.folder, config, self.loaded.atlas)
        for file in unwanted:
            files.remove(file)
        if unwanted:
            log.info("%s", raw.said(unwanted, self.config.folder))
        if not self.languages.several:
            self._append(files, config)
        return files

    @verdict.one_line("listing the pages")
    @event_priority(translated.LATE)
    def _add_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds what stands beside them: redirects of earlier ids, the style sheet, the scripts and the maps' own pictures."""
        self.preview.files(files)
        if self.languages.several:
            self._append(files, config)
        self.places = addresses.still_there(self.places, files)
        self.hubs = [file for file in self.hubs if file in self.places.values()]
        self.addresses = Addresses(self.places)
        self.handmade.maker = self._maker(config)
        for file in self._files_beside(files, config) if self.languages.has_pages else ():
            files.append(file)
        return files

    on_files = CombinedEvent(_add_pages, _add_files)

    def _nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        return nav if self.languages.several else self._with_ours(nav, config, files)

    @event_priority(translated.LATE)
    def _late_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        # Another plugin may have made the navigation anew.
        lost = not any(isinstance(page, JourneyPage) for page in nav.pages)
        return self._with_ours(nav, config, files) if self.languages.several or lost else nav

    on_nav = CombinedEvent(_nav, _late_nav)

    @verdict.one_line("putting the pages into the navigation")
    def _with_ours(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Puts the hubs into the navigation: behind all else, or into a section of the site's own that holds the first of them
        only. Where the site's own navigation names pages otherwise, it stays as it is."""
        self.own_files = OwnFiles(files)
        self._report_dead_links(config)
        apply_titles(config.nav, files)
        own = [page for page in nav.pages if isinstance(page, JourneyPage)]
        parent: Any = own[0].parent if own else None
        listed = [file.page for file in self.hubs if file.page is not None] if self.config.navigation != "none" else []
        if listed and not own:
            parent = Section(str(escape(self.words("nav.title"))), listed)
            nav.items.append(parent)
            nav.pages.extend(listed)
        elif own == listed[:1] and parent is not None and parent.children == own:
            parent.children = listed
            place = nav.pages.index(own[0])
            nav.pages[place : place + 1] = listed
        else:
            listed = []
        for page in listed:
            page.parent = parent
        for file in self.places.values():
            if file.page is not None and file.page.parent is None and parent is not None:
                file.page.parent = parent
        self.print_page = print_page.of(config, nav)
        self.preview.navigated(nav)
        return nav

    @event_priority(LAST)
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """All pages have their contents: what comes now is the theme, and a search that should read less than readers see."""
        self.preview.themed(env)
        self.witness.saw(files, config, self.folder)
        indexing.exchange(config.plugins, self._for_search, self.preview.searched if self.preview.serving else None)
        if self.print_page is not None:
            self.print_page.hand_over(self.places.values(), self.handmade.views)

    @event_priority(-40)  # when other plugins have written what they write, and before the blog cuts its excerpts
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        """Has a hand-written page say in ordinary links what it says to us."""
        if isinstance(page, JourneyPage):
            return None
        self.witness.read(markdown)
        return verdict.one_line(f"reading {page.file.src_uri}")(self.handmade.readable)(markdown, page.file)

    @event_priority(FIRST)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        """Says on a hand-written page what is wrong with it: before other plugins see the page, which may change, encrypt or put away
        what it says."""
        if isinstance(page, JourneyPage):
            return None
        return verdict.one_line(f"finishing {page.file.src_uri}")(self.handmade.finished)(html, page.file)

    @verdict.one_line("making the search index")
    def _for_search(self, page: Page) -> indexing.Shown | None:
        if self.preview.renewing:
            return None  # the index is written, and says this already
        if isinstance(page, JourneyPage):
            found = page.found()
            return indexing.Shown(indexing.text(found), found)
        return indexing.Shown(self.handmade.without_views(page.content or "", page.file))

    @event_priority(LAST)
    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        """What another plugin has hidden, a page's description does not tell. Its content is the others' by now."""
        if isinstance(page, JourneyPage) and page.is_hidden:
            page.meta.pop("description", None)

    @event_priority(FIRST)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Says which language a page is written in: the theme says that of the whole site."""
        return page.speaks(output) if isinstance(page, JourneyPage) else output

    def _tidy(self, *, config: MkDocsConfig) -> None:
        """Lets a preview go on, and what was read be forgotten, since the next build may read it anew."""
        self.tidying.as_usual()
        self.preview.end()

    @event_priority(proof.LAST)
    def _prove(self, *, config: MkDocsConfig) -> None:
        """Ends a build that says what it should leave out, before anything is published; a preview is nobody else's."""
        assert self.loaded is not None
        if not self.preview.serving:
            proof.prove(config, self.loaded, self.atlas, self.config.audience, self.config.no_secret, self.folder, self.witness)

    @event_priority(publication.LAST)
    def _publish(self, *, config: MkDocsConfig) -> None:
        self.publication.finish(config)

    on_post_build = CombinedEvent(_tidy, _prove, _publish)

    def on_build_error(self, *, error: Exception) -> None:
        """The same, where a build ends early; what is published stays."""
        self.tidying.as_usual()
        self.preview.end()
        self.shelf.close()
        self.publication.give_up()

    def on_shutdown(self) -> None:
        """Somebody has interrupted a build, which MkDocs calls no error."""
        self.shelf.close()
        self.publication.end()

    def _today(self) -> datetime.date:
        value = self.config.today
        if value is None:
            return self.day
        try:
            return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(value)
        except ValueError:
            hint = how_to_write(str(value))
            raise PluginError(f"journeybook: 'today' must be a date such as 2026-09-01, not '{value}'{f' ({hint})' if hint else ''}") from None

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
        root, sources = posixpath.join(relative(self.folder, config), ""), self.loaded.atlas.sources
        found = [verdict.below(root, problem) for problem in self.loaded.problems] + self.handmade.problems
        places = [self.config.folder] * bool(self.loaded.problems) + ["hand-written pages"] * bool(self.handmade.problems)

        def line(place: Place) -> str:
            source = sources.get(place.path.removeprefix(root))
            return source.line(place.line) if source is not None else self.handmade.line(place)

        verdict.give(config, found, " and ".join(places), line, serving=self.preview.serving, fail_on=self.config.fail_on)

    def _report_dead_links(self, config: MkDocsConfig) -> None:
        """What leads to a page or file of the site's own is known only when every plugin has brought its files."""
        level = self.atlas.settings.rules.get(CODE, RULES[CODE].level)
        found = rules.leveled(self.atlas, self.own_files.dead(self.atlas, level)) if level != "off" else []
        root = posixpath.join(relative(self.folder, config), "")
        sources = {root + path: source for path, source in self.atlas.sources.items()}
        placed = [verdict.below(root, problem) for problem in found]
        verdict.give(
            config, placed, self.config.folder, lambda place: sources[place.path].line(place.line),
            serving=self.preview.serving, fail_on=self.config.fail_on,
        )  # fmt: skip

    def _say_what_is_left_out(self) -> None:
        """A site without maps is seldom what was meant; how many there are is no secret to who builds it."""
        if chinese_search.is_badly_found(self.atlas):
            log.info("jieba is not installed, so the search finds Chinese by whole passages only; pip install jieba")
        assert self.loaded is not None
        shown, there, audience = len(self.atlas.maps), len(self.loaded.atlas.maps), self.config.audience
        if shown < there:
            log.info("%s of %s maps are for the audience '%s'; a map says so with 'audience: %s'", shown, there, audience, audience)
        elif self.atlas is not self.loaded.atlas:
            log.info("all maps are for the audience '%s'; what else is not, or is used by nothing that is, is left out", audience)

    def _list(self) -> Iterator[pages.Page]:
        assert self.loaded is not None
        left_out = set(pages.OPTIONAL) - set(self.config.pages)
        words = self.words if self.languages.has_pages else self._words(self.config.language or self.languages.default)
        for page in pages.pages(self.atlas, words):
            if page.kind.name not in left_out:
                yield page if words is self.words else pages.titled(page, words, self.words)
        if self.preview.serving:
            yield from pages.broken_pages(self.loaded.atlas, self._told())

    def _told(self) -> list[Problem]:
        """What the site's audience may be shown of what is wrong, on the pages of a preview."""
        assert self.loaded is not None
        what = self.loaded.atlas, self.loaded.records, self.atlas, self.config.audience
        return [problem for problem in self.loaded.problems if may_see(*what, problem.place.path)]

    def _refuse_taken(self, config: MkDocsConfig) -> None:
        """A page of the user's at the place of one of ours is an error, not a loss; found before anything is written."""
        own = {file.dest_uri: file.src_uri for file in get_files(config)}
        taken = [self._uri(page.path) for page in self._list()]
        found = [(own[dest], uri) for uri in taken if (dest := destination(uri, config)) in own]
        if found:
            lines = "\n".join(f"  docs/{mine} and the page for {uri}" for mine, uri in found)
            hint = "rename your page, or put the journeys elsewhere with the option 'path'"
            raise PluginError(f"journeybook: two pages would be written to the same place; {hint}\n{lines}")

    def _language(self, config: MkDocsConfig) -> str:
        """The language of what belongs to no map."""
        own = self.config.language if self.languages.has_pages else None
        return own or self.languages.current or theme_language(config) or self.atlas.lang

    def _some_file(self) -> str:
        """A file of the atlas, if possible the one with its settings."""
        assert self.loaded is not None
        files = self.loaded.atlas.sources
        return "atlas.yml" if "atlas.yml" in files else min(files, default="atlas.yml")

    def _uri(self, path: str) -> str:
        return posixpath.join(self.config.path, f"{path}.md")

    def _append(self, files: Files, config: MkDocsConfig) -> None:
        """Adds the pages to `files`."""
        self.places, self.hubs = {}, []
        for page in self._list():
            file = self.places[page.path] = self._page_file(page, config)
            named = len(self.atlas.maps) <= MAPS_IN_NAV and self.config.navigation == "auto"
            if page.entry is None or (page.kind.name == "map" and named):
                self.hubs.append(file)
            files.append(file)
        self.languages.join(self.places.values())

    def _files_beside(self, files: Files, config: MkDocsConfig) -> Iterator[File]:
        if all(file.dest_uri != "index.html" for file in files):
            yield self._page_file(next(self._list()), config, uri="index.md")
        yield from self._redirects(config)
        yield from self._assets(config)

    def _maker(self, config: MkDocsConfig) -> Maker:
        def show(asked: Wanted, here: File, prefix: str) -> str:
            lang = self.atlas.lang_of(asked.map) if asked.map is not None else ""
            try:
                return render.render_embed(asked, self._scene(lang, here, config), self.engine, self.glossary, prefix)
            except Exception as error:
                return self._unmade("making a view of the journeys", here.src_uri, error)

        def tell(problems: list[Problem]) -> str:
            return render.render_template("mistakes.html", problems=problems, t=self.words)

        return Maker(self.words, self.addresses.file, lambda view: self.places.get(view) or self.places.get("index"), show, tell)

    def _page_file(self, page: pages.Page, config: MkDocsConfig, uri: str = "") -> File:
        uri = uri or self._uri(page.path)
        kind = File if self.languages.has_pages else translated.Elsewhere
        file = kind(uri, None, config.site_dir, config.use_directory_urls, inclusion=InclusionLevel.NOT_IN_NAV)
        # A file that is there: other plugins ask for its days and authors, and where it is edited. Those of a page that comes from
        # many files are nobody's.
        file.abs_src_path = str(self.folder / (page.file or self._some_file()))
        file.generated_by = None if page.file else "journeybook"
        file.edit_uri = relative_to_docs(self.folder / page.file, config) if page.file else None

        def html(mkdocs_page: JourneyPage) -> str:
            assert self.loaded is not None
            source = self.loaded.atlas.sources.get(page.file)
            return self.preview.html(mkdocs_page, source, lambda it: self._html(page, it, config))

        def found() -> tuple[Found, ...]:
            # What the page of a pair says is found on the pages of its maps.
            about = None if isinstance(page.entry, Pair) else page.entry
            said = sections(self.atlas, about, page.title, with_loose=page.kind.name == "backlog")
            maps = len(self.atlas.maps)
            said = said if maps <= MAPS_IN_PARTS else whole(said, in_full=maps <= MAPS_IN_FULL)
            return said if page.entry is not None else introduced(said, page.kind.name, self.atlas, self._words(page.lang), self._today())

        about = describe(page, self.atlas, self._words(page.lang))
        JourneyPage(page.title, about, file, config, html, found, self.shelf, page.lang)
        return file

    def _html(self, page: pages.Page, mkdocs_page: JourneyPage, config: MkDocsConfig) -> str:
        scene = self._scene(page.lang, mkdocs_page.file, config)
        broken = None
        assert self.loaded is not None
        if self.loaded.broken:
            errors = tuple(problem for problem in self._told() if problem.level == "error")
            broken = render.Broken(errors, self.loaded.atlas.sources)
        try:
            return render.render(page, scene, self.engine, self.glossary, broken)
        except Exception as error:
            return self._unmade(f"making the page '{page.title}'", page.file, error)

    def _unmade(self, what: str, path: str, error: Exception) -> str:
        """Ends a build over a fault of ours that `check` cannot find. In a preview the page says it, and the rest goes on."""
        failure = verdict.fault(f"{what} ({path})" if path else what, error)
        if not self.preview.serving:
            raise failure from None
        log.error("%s", failure)
        return render.render_template("mistakes.html", problems=[faults.problem(path or self.config.folder, what, error)], t=self.words)

    def _scene(self, lang: str, here: File, config: MkDocsConfig) -> Scene:
        return Scene(
            self.atlas, self._today(), self._words(lang),
            lambda entry: self.addresses.of(entry, here),
            lambda path: self._path_href(path, here, config),
            lambda path: edit_url(self.folder / path, config) if path else "",
            lambda target: self.own_files.href(target, here),
        )  # fmt: skip

    def _words(self, lang: str) -> Words:
        """The words of a page in the language `lang`, or in the site's."""
        return self.words if lang in ("", self.words.code) else Words(lang, self.atlas.settings.labels)

    def _address(self, entry: Entry, config: MkDocsConfig) -> str:
        """The full address of a record's page, where the site knows its own."""
        file = self.addresses.file(entry)
        return urljoin(config.site_url, file.url) if config.site_url and file is not None else ""

    def _path_href(self, path: str, here: File, config: MkDocsConfig) -> str:
        if path in self.places:
            return self.places[path].url_relative_to(here)
        picture = posixpath.normpath(path.removeprefix("files/")) if path.startswith("files/") else ""
        if path != CALENDAR and (not picture or self.atlas.fault_of_picture(picture)[0]):
            return ""
        target = File(posixpath.join(self.config.path, path), None, config.site_dir, False)
        return target.url_relative_to(here)

    def _redirects(self, config: MkDocsConfig) -> Iterator[File]:
        for path, entry in pages.redirects(self.atlas):
            old = File(self._uri(path), None, config.site_dir, config.use_directory_urls)
            target = self.addresses.of(entry, old)
            if not target:
                continue  # a page that this site leaves out
            script = File(f"{scripts.FOLDER}/{scripts.REDIRECT}", None, config.site_dir, False).url_relative_to(old)
            html = render.render_template("redirect.html", target=target, title=entry.label, t=self.words, script=script)
            yield File.generated(config, old.dest_uri, content=html)

    def _assets(self, config: MkDocsConfig) -> Iterator[File]:
        yield from scripts.files(config, self.assets)
        if "reviews" in self.places:
            days = calendar.reviews(self.atlas, self._today(), self.words, lambda map_: self._address(map_, config))
            if days:
                yield File.generated(config, posixpath.join(self.config.path, CALENDAR), content=days)
        for path in _media(self.atlas):
            if self.atlas.has_file(path) and not self.atlas.fault_of_picture(path)[0]:  # whatever the rules let pass
                uri = posixpath.join(self.config.path, "files", path)
                yield File.generated(config, uri, abs_src_path=str(self.folder / path))


def _media(atlas: Any) -> Iterator[str]:
    for entry in atlas.entries():
        folder = entry.record.file.rpartition("/")[0]
        names = [medium.path for medium in getattr(entry.record, "media", ())]
        names += [entry.record.image] if getattr(entry.record, "image", None) else []
        yield from (posixpath.normpath(posixpath.join(folder, name)) for name in names)
