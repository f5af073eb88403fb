"""The MkDocs door: one line in `mkdocs.yml` adds the pages of an atlas to a site.

A thin shell: loads and checks before anything is written, hands finished HTML over as pages of an own kind, and watches
the folder while serving. What pages there are and how they look is `pages`' and `render`'s part.
"""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from journeybook.atlas.file_kinds import SETTINGS
from journeybook.checks.check import Loaded, load
from journeybook.doors.mkdocs import (
    chinese_search,
    choices,
    findings,
    leak_proof,
    markdown_extension,
    navigation,
    print_page,
    scripts,
    search_index,
    source_files,
    static_i18n,
    watching,
)
from journeybook.doors.mkdocs.build import Build
from journeybook.doors.mkdocs.gc_pause import GcPause
from journeybook.doors.mkdocs.journey_page import JourneyPage
from journeybook.doors.mkdocs.options import Options
from journeybook.doors.mkdocs.own_pages import Handmade
from journeybook.doors.mkdocs.page_store import Shelf
from journeybook.doors.mkdocs.preview import Preview
from journeybook.doors.mkdocs.publishing import site_dir
from journeybook.doors.mkdocs.publishing.site_dir import Publication
from journeybook.doors.mkdocs.site_config import beside, day_of_build, refuse_astray, relative
from journeybook.doors.mkdocs.site_files import OwnFiles
from journeybook.doors.mkdocs.template_cache import TemplateCache
from journeybook.insight.audience import AUDIENCES
from journeybook.languages import bring
from journeybook.reading.problem import Place
from journeybook.site import pages, render

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger("journeybook")
FIRST, LAST = 100, -100
"""Priorities before and after other plugins."""


class JourneybookPlugin(BasePlugin[Options]):
    """Adds an atlas to a site."""

    build: Build
    """The build that goes on, from when its atlas is loaded."""

    def __init__(self) -> None:
        self.preview = Preview()
        self.templates = TemplateCache()
        self.publication = Publication()
        self.print_page: print_page.PrintPage | None = None
        self.gc_pause = GcPause()
        self.shelf = Shelf()
        self.witness = leak_proof.Witness()
        self.served = False
        """Whether a server stands behind the builds."""
        self.said = ""
        """Why the system would not let the site be made."""
        self.loaded: Loaded | None = None
        self.assets: dict[str, Path] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remembers whether a preview is served; also keeps this object alive across rebuilds."""
        self.preview, self.served = Preview(), False  # MkDocs keeps plugins in memory, even for the next site of one process
        self.preview.serving = command == "serve"
        self.publication.startup(command, dirty)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """From now on pages may wait until somebody asks for them, folders may go and come back, and builds may fail."""
        self.served = True
        self.preview.attach(server)
        watching.Failure(lambda said: render.render_template("failed.html", said=said, t=self.build.words)).attach(server)
        watching.Watchman(server, [config.docs_dir, config.config_file_path, *config.watch]).start()
        return server

    @event_priority(site_dir.FIRST)
    def _begin(self, config: MkDocsConfig) -> None:
        audience, in_place = self.config.audience, "'in_place'" if self.config.in_place else "'--dirty'" if self.publication.dirty else ""
        if in_place and audience != AUDIENCES[-1] and not self.preview.serving:
            raise PluginError(
                f"journeybook: {in_place} does not go with 'audience: {audience}': pages would stand where they are published before it is "
                f"known that they leave out what they should; build without {in_place}"
            )
        if not self.config.in_place:
            self.publication.begin(config)

    @event_priority(50)
    def _bring(self, config: MkDocsConfig) -> None:
        """Before other plugins look for what they need, and ask another host when they find none, or ask for the day."""
        self.day = day_of_build()
        if self.preview.serving:
            self.templates.serve(config.theme)
        search_index.divide_without_cache()
        self.assets = scripts.for_others(config)
        scripts.load(config, self.assets, for_others=True)
        self.searches = chinese_search.without_separator(config.plugins)

    @event_priority(-50)  # when other plugins have said how addresses look
    @findings.one_line("reading the maps")
    def _load(self, config: MkDocsConfig) -> MkDocsConfig:
        """Loads and checks the atlas before any file is touched."""
        refuse_astray(config)
        languages = static_i18n.Languages(config)
        self.preview.begin(config, may_wait=not languages.several)
        self.shelf.close()
        self.shelf = Shelf()
        folder = beside(config, self.config.folder)
        if folder.is_file():
            raise PluginError(f"journeybook: 'folder' must be a folder with maps, and '{self.config.folder}' is a file")
        if str(folder) not in config.watch:
            config.watch.append(str(folder))
        today = choices.today(self.config, self.day)
        self.loaded = load(folder, today, before=self.loaded)
        bring(self.loaded.languages)
        atlas = self.loaded.seen_by(self.config.audience)
        chinese_search.separate(self.searches)
        self.gc_pause.seldom()
        self.handmade = Handmade(config, self.loaded.atlas, atlas, self.preview.serving)
        self.handmade.check()
        markdown_extension.teach(config, self.handmade)
        self._report(config, folder)
        choices.say_what_is_left_out(self.loaded.atlas, atlas, self.config.audience, config.strict)
        if SETTINGS not in self.loaded.files and beside(config, SETTINGS).is_file() and folder.is_dir():
            log.warning("%s beside mkdocs.yml is not read: settings stand in %s (move it there)", SETTINGS, posixpath.join(self.config.folder, SETTINGS))
        words = pages.words_of(atlas, choices.language(config, self.config, languages, atlas))
        engine = choices.drawing(self.config, words)
        self.build = Build(
            config=config, options=self.config, folder=folder, loaded=self.loaded, atlas=atlas, today=today, words=words,
            languages=languages, engine=engine, preview=self.preview, shelf=self.shelf, assets=self.assets | scripts.of_engine(engine),
        )  # fmt: skip
        self.build.refuse_taken()
        scripts.load(config, self.build.assets)
        return config

    @event_priority(site_dir.LAST)
    def _settle(self, config: MkDocsConfig) -> None:
        self.publication.settle(config, self.build.folder)

    on_config = CombinedEvent(_begin, _bring, _load, _settle)

    @findings.one_line("listing the pages")
    @event_priority(50)  # others ask for a site's pages when it is their turn
    def _add_pages(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds the pages; takes out what MkDocs would copy of the maps' folder, where that is within its own."""
        self.build.config = config
        unwanted = source_files.left_out(files, self.build.folder, config, self.build.loaded.atlas)
        for file in unwanted:
            files.remove(file)
        if unwanted:
            log.info("%s", source_files.said(unwanted, self.config.folder))
        if not self.build.languages.several:
            self.build.add_pages(files)
        return files

    @findings.one_line("listing the pages")
    @event_priority(static_i18n.LATE)
    def _add_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds what stands beside them: redirects of earlier ids, the style sheet, the scripts and the maps' own pictures."""
        self.preview.files(files)
        if self.build.languages.several:
            self.build.add_pages(files)
        self.build.settle(files)
        self.handmade.maker = self.build.maker()
        for file in self.build.files_beside(files) if self.build.languages.has_pages else ():
            files.append(file)
        return files

    on_files = CombinedEvent(_add_pages, _add_files)

    def _nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        return nav if self.build.languages.several else self._with_ours(nav, config, files)

    @event_priority(static_i18n.LATE)
    def _late_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        # Another plugin may have made the navigation anew.
        lost = not any(isinstance(page, JourneyPage) for page in nav.pages)
        return self._with_ours(nav, config, files) if self.build.languages.several or lost else nav

    on_nav = CombinedEvent(_nav, _late_nav)

    @findings.one_line("putting the pages into the navigation")
    def _with_ours(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """All files of the site are known now."""
        self.build.own_files = OwnFiles(files)
        self.build.report_dead_links(config)
        navigation.put_in(nav, self.build, files)
        self.print_page = print_page.of(config, nav)
        self.preview.navigated(nav)
        return nav

    @event_priority(LAST)
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """All pages have their contents: what comes now is the theme, and a search that should read less than readers see."""
        self.preview.themed(env)
        self.witness.saw(files, config, self.build.folder)
        search_index.exchange(config.plugins, self._for_search, self.preview.searched if self.preview.serving else None)
        if self.print_page is not None:
            self.print_page.hand_over(self.build.places.values(), self.handmade.views)

    @event_priority(-40)  # when other plugins have written what they write, and before the blog cuts its excerpts
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        """Has a hand-written page say in ordinary links what it says to us."""
        if isinstance(page, JourneyPage):
            return None
        self.witness.read(markdown)
        return findings.one_line(f"reading {page.file.src_uri}")(self.handmade.readable)(markdown, page.file)

    @event_priority(FIRST)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        """Says on a hand-written page what is wrong with it: before other plugins see the page, which may change, encrypt or put away
        what it says."""
        if isinstance(page, JourneyPage):
            return None
        return findings.one_line(f"finishing {page.file.src_uri}")(self.handmade.finished)(html, page.file)

    @findings.one_line("making the search index")
    def _for_search(self, page: Page) -> search_index.Shown | None:
        if self.preview.renewing:
            return None  # the index is written, and says this already
        if isinstance(page, JourneyPage):
            found = page.found()
            return search_index.Shown(search_index.text(found), found) if found else None
        return search_index.Shown(self.handmade.without_views(page.content or "", page.file))

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
        self.gc_pause.as_usual()
        self.preview.end()

    @findings.one_line("looking through the site")
    @event_priority(leak_proof.LAST)
    def _prove(self, *, config: MkDocsConfig) -> None:
        """Ends a build that says what it should leave out, before anything is published; a preview is nobody else's."""
        if not self.preview.serving:
            build = self.build
            leak_proof.prove(config, build.loaded, build.atlas, self.config.audience, self.config.no_secret, build.folder, self.witness)

    @event_priority(site_dir.LAST)
    def _publish(self, *, config: MkDocsConfig) -> None:
        if self.config.in_place:
            self.publication.tell_in_place()
        self.publication.finish(config)

    on_post_build = CombinedEvent(_tidy, _prove, _publish)

    def _ended_early(self, *, error: Exception) -> None:
        """The same, where a build ends early; what is published stays."""
        self.said = self.publication.said(error) if isinstance(error, OSError) else ""
        self.gc_pause.as_usual()
        self.preview.end()
        self.shelf.close()
        self.publication.give_up()

    @event_priority(site_dir.LAST)  # no other plugin hears of the error behind it
    def _say_why(self, *, error: Exception) -> None:
        """A full disk and the like are nobody's fault, and MkDocs would show them as one."""
        if self.said and not self.served:  # a server goes on, and says it on the page
            findings.debug(error)
            raise PluginError(self.said) from None

    on_build_error = CombinedEvent(_ended_early, _say_why)

    def on_shutdown(self) -> None:
        """Somebody has interrupted a build, which MkDocs calls no error."""
        self.preview.end()
        self.shelf.close()
        self.publication.end()

    def _report(self, config: MkDocsConfig, folder: Path) -> None:
        assert self.loaded is not None
        root, sources, lines = posixpath.join(relative(folder, config), ""), self.loaded.atlas.sources, self.loaded.lines
        found = [findings.below(root, problem) for problem in self.loaded.problems] + self.handmade.problems
        places = [self.config.folder] * bool(self.loaded.problems) + ["hand-written pages"] * bool(self.handmade.problems)

        def line(place: Place) -> str:
            path = place.path.removeprefix(root)
            source = sources.get(path)
            return source.line(place.line) if source is not None else lines.get((path, place.line)) or self.handmade.line(place)

        findings.give(config, found, " and ".join(places), line, serving=self.preview.serving, fail_on=self.config.fail_on)
