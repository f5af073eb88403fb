"""One build of a site: what was read and chosen for it, and the files that it adds to the site.

Made when the atlas is loaded, and asked by everything that MkDocs calls later. What pages there are and how they look is
`pages`' and `render`'s part.
"""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel, get_files

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.checks import rules
from journeybook.checks.check import Loaded
from journeybook.checks.rules import RULES
from journeybook.doors.mkdocs import findings, scripts, static_i18n
from journeybook.doors.mkdocs.addresses import Addresses, still_there
from journeybook.doors.mkdocs.journey_page import JourneyPage
from journeybook.doors.mkdocs.options import Options
from journeybook.doors.mkdocs.own_pages import Maker
from journeybook.doors.mkdocs.page_store import Shelf
from journeybook.doors.mkdocs.preview import Preview
from journeybook.doors.mkdocs.site_config import destination, edit_url, relative, relative_to_docs
from journeybook.doors.mkdocs.site_files import CODE, OwnFiles
from journeybook.insight.audience import may_see
from journeybook.languages import Words
from journeybook.reading import last_guard
from journeybook.reading.problem import Problem
from journeybook.site import pages, render
from journeybook.site.comparison.pairs import Pair
from journeybook.site.descriptions import describe
from journeybook.site.embeds.view_fences import Wanted
from journeybook.site.exports import EXPORTS
from journeybook.site.flowchart.engines import Engine
from journeybook.site.redirects import redirects
from journeybook.site.scene import Scene
from journeybook.site.search import Found, introduced, sections, whole

log = get_plugin_logger("journeybook")
MAPS_IN_NAV = 30
MAPS_IN_PARTS, MAPS_IN_FULL = 250, 500
"""In an atlas of more maps the search finds pages, and not their stages, steps and items one by one; in a still larger one it
finds those by their names only."""


@dataclass(kw_only=True)
class Build:
    """What a build knows: `loaded` is everything that stands in `folder`, `atlas` what of it this site shows, `today` the day that
    decides what is overdue. `places` are the files of our pages by their path, `hubs` those that belong into the navigation."""

    config: MkDocsConfig
    options: Options
    folder: Path
    loaded: Loaded
    atlas: Atlas
    today: datetime.date
    words: Words
    languages: static_i18n.Languages
    engine: Engine
    preview: Preview
    shelf: Shelf
    assets: Mapping[str, Path | str]
    places: dict[str, File] = field(default_factory=dict)
    hubs: list[File] = field(default_factory=list)
    addresses: Addresses = field(default_factory=lambda: Addresses({}))
    own_files: OwnFiles = field(default_factory=lambda: OwnFiles(Files([])))
    others_words: dict[str, Words] = field(default_factory=dict)
    """The words of languages that only some pages are written in."""

    @property
    def names_files(self) -> bool:
        """Whether the site may tell in which files things stand: one that leaves something out may not, as files are called after it."""
        return self.atlas is self.loaded.atlas

    @cached_property
    def glossary(self) -> render.Glossary:
        """The words that the atlas explains."""
        return render.Glossary.of(self.atlas)

    @cached_property
    def exports(self) -> dict[str, bytes]:
        """The files of the atlas beside the pages, by their path; asked for when it is settled where pages are."""
        made = {it.path: it.make(self.atlas, self.today, self.words, self._address) for it in EXPORTS.values() if it.page in self.places}
        return {path: content for path, content in made.items() if content}

    def settle(self, files: Files) -> None:
        """Finds out which of our pages other plugins have left in the site, and where these are."""
        self.places = still_there(self.places, files)
        self.hubs = [file for file in self.hubs if file in self.places.values()]
        self.addresses = Addresses(self.places)

    def listed(self) -> Iterator[pages.Page]:
        """The pages of this site, hubs first."""
        left_out = set(pages.OPTIONAL) - set(self.options.pages)
        words = self.words if self.languages.has_pages else self.words_in(self.options.language or self.languages.default)
        for page in pages.pages(self.atlas, words, self.today):
            if page.kind.name not in left_out:
                yield page if words is self.words else pages.titled(page, words, self.words)
        if self.preview.serving:
            yield from pages.broken_pages(self.loaded.atlas, self.told())

    def told(self) -> list[Problem]:
        """What the site's audience may be shown of what is wrong, on the pages of a preview."""
        what = self.loaded.atlas, self.loaded.records, self.atlas, self.options.audience
        return [problem for problem in self.loaded.problems if may_see(*what, problem.place.path)]

    def refuse_taken(self) -> None:
        """A page of the user's at the place of one of ours is an error, not a loss; found before anything is written."""
        own = {file.dest_uri: file.src_uri for file in get_files(self.config)}
        taken = [self._uri(page.path) for page in self.listed()]
        found = [(own[dest], uri) for uri in taken if (dest := destination(uri, self.config)) in own]
        if found:
            lines = "\n".join(f"  docs/{mine} and the page for {uri}" for mine, uri in found)
            hint = "rename your page, or put the journeys elsewhere with the option 'path'"
            raise PluginError(f"journeybook: two pages would be written to the same place; {hint}\n{lines}")

    def report_dead_links(self, config: MkDocsConfig) -> None:
        """What leads to a page or file of the site's own is known only when every plugin has brought its files."""
        level = self.atlas.settings.rules.get(CODE, RULES[CODE].level)
        found = rules.leveled(self.atlas, self.own_files.dead(self.atlas, level)) if level != "off" else []
        root = posixpath.join(relative(self.folder, config), "")
        sources = {root + path: source for path, source in self.atlas.sources.items()}
        findings.give(
            config, [findings.below(root, problem) for problem in found], self.options.folder,
            lambda place: sources[place.path].line(place.line), serving=self.preview.serving, fail_on=self.options.fail_on,
        )  # fmt: skip

    def _some_file(self) -> str:
        """A file of the atlas, if possible the one with its settings."""
        files = self.loaded.atlas.sources
        return "atlas.yml" if "atlas.yml" in files else min(files, default="atlas.yml")

    def _uri(self, path: str) -> str:
        return posixpath.join(self.options.path, f"{path}.md")

    def add_pages(self, files: Files) -> None:
        """Adds the pages to `files`."""
        self.places, self.hubs = {}, []
        for page in self.listed():
            file = self.places[page.path] = self._page_file(page)
            named = len(self.atlas.maps) <= MAPS_IN_NAV and self.options.navigation == "auto"
            if (page.entry is None and not page.lang and page.part == 1) or (page.kind.name == "map" and named):
                self.hubs.append(file)
            files.append(file)
        self.languages.join(self.places.values())

    def files_beside(self, files: Files) -> Iterator[File]:
        """What stands beside the pages: a start page where the site has none, redirects of earlier ids, and all that pages load."""
        if all(file.dest_uri != "index.html" for file in files):
            yield self._page_file(next(self.listed()), uri="index.md")
        yield from self._redirects()
        yield from self._assets()

    def maker(self) -> Maker:
        """What hand-written pages have made for them."""

        def show(asked: Wanted, here: File, prefix: str) -> str:
            lang = self.atlas.lang_of(asked.map) if asked.map is not None else ""
            try:
                return render.render_embed(asked, self.scene(lang, here), self.engine, self.glossary, prefix)
            except Exception as error:
                return self._unmade("making a view of the journeys", here.src_uri, error)

        def tell(problems: list[Problem]) -> str:
            return render.render_template("mistakes.html", problems=problems, t=self.words)

        return Maker(self.words, self.addresses.file, lambda view: self.places.get(view) or self.places.get("index"), show, tell)

    def _page_file(self, page: pages.Page, uri: str = "") -> File:
        uri = uri or self._uri(page.path)
        kind = File if self.languages.has_pages else static_i18n.Elsewhere
        file = kind(uri, None, self.config.site_dir, self.config.use_directory_urls, inclusion=InclusionLevel.NOT_IN_NAV)
        # A file that is there: other plugins ask for its days and authors, and where it is edited. Those of a page that comes from
        # many files are nobody's.
        file.abs_src_path = str(self.folder / (page.file or self._some_file()))
        file.generated_by = None if page.file else "journeybook"
        file.edit_uri = relative_to_docs(self.folder / page.file, self.config) if page.file and self.names_files else None

        def html(mkdocs_page: JourneyPage) -> str:
            # The further pages of a map are made when somebody asks for them, and not with each edit of it.
            source = self.loaded.atlas.sources.get(page.file) if page.kind.name not in pages.OF_MAPS else None
            return self.preview.html(mkdocs_page, source, lambda it: self._html(page, it))

        def found() -> tuple[Found, ...]:
            if not page.kind.is_searched or page.part > 1:
                return ()
            # What the page of a pair says is found on the pages of its maps.
            about = None if isinstance(page.entry, Pair) else page.entry
            said = sections(self.atlas, about, page.title, with_loose=page.kind.name == "backlog")
            maps = len(self.atlas.maps)
            said = said if maps <= MAPS_IN_PARTS else whole(said, in_full=maps <= MAPS_IN_FULL)
            return said if page.entry is not None else introduced(said, page.kind.name, self.atlas, self.words_in(page.lang), self.today)

        about = describe(page, self.atlas, self.words_in(page.lang))
        JourneyPage(page.title, about, file, self.config, html, found, self.shelf, page.lang)
        return file

    def _html(self, page: pages.Page, mkdocs_page: JourneyPage) -> str:
        scene = self.scene(page.lang, mkdocs_page.file)
        broken = None
        if self.loaded.broken:
            errors = tuple(problem for problem in self.told() if problem.level == "error")
            broken = render.Broken(errors, self.loaded.atlas.sources)
        try:
            return render.render(page, scene, self.engine, self.glossary, broken)
        except Exception as error:
            return self._unmade(f"making the page '{page.title}'", page.file, error)

    def _unmade(self, what: str, path: str, error: Exception) -> str:
        """Ends a build over a fault of ours that `check` cannot find. In a preview the page says it, and the rest goes on."""
        failure = findings.fault(f"{what} ({path})" if path else what, error)
        if not self.preview.serving:
            raise failure from None
        log.error("%s", failure)
        return render.render_template("mistakes.html", problems=[last_guard.problem(path or self.options.folder, what, error)], t=self.words)

    def scene(self, lang: str, here: File) -> Scene:
        """The circumstances of a page in the language `lang` at the place `here`."""
        return Scene(
            self.atlas, self.today, self.words_in(lang),
            lambda entry: self.addresses.of(entry, here),
            lambda path: self._path_href(path, here),
            lambda path: edit_url(self.folder / path, self.config) if path else "",
            lambda target: self.own_files.href(target, here),
            names_files=self.names_files,
            site_lang=self.words.code,
            page_url=urljoin(self.config.site_url, here.url) if self.config.site_url else "",
        )  # fmt: skip

    def words_in(self, lang: str) -> Words:
        """The words of a page in the language `lang`, or in the site's."""
        if lang in ("", self.words.code):
            return self.words
        if lang not in self.others_words:
            self.others_words[lang] = pages.words_of(self.atlas, lang)
        return self.others_words[lang]

    def _address(self, entry: Entry) -> str:
        """The full address of a record's page, where the site knows its own."""
        file = self.addresses.file(entry)
        return urljoin(self.config.site_url, file.url) if self.config.site_url and file is not None else ""

    def _path_href(self, path: str, here: File) -> str:
        if path in self.places:
            return self.places[path].url_relative_to(here)
        picture = posixpath.normpath(path.removeprefix("files/")) if path.startswith("files/") else ""
        if path not in self.exports and (not picture or self.atlas.fault_of_picture(picture)[0]):
            return ""
        target = File(posixpath.join(self.options.path, path), None, self.config.site_dir, False)
        return target.url_relative_to(here)

    def _redirects(self) -> Iterator[File]:
        for moved in redirects(self.atlas):
            old = File(self._uri(moved.old), None, self.config.site_dir, self.config.use_directory_urls)
            target = self.places[moved.new].url_relative_to(old) if moved.new in self.places else ""
            if not target:
                continue  # a page that this site leaves out
            script = File(f"{scripts.FOLDER}/{scripts.REDIRECT}", None, self.config.site_dir, False).url_relative_to(old)
            html = render.render_template("redirect.html", target=target, title=moved.entry.label, t=self.words, script=script)
            yield File.generated(self.config, old.dest_uri, content=html)

    def _assets(self) -> Iterator[File]:
        yield from scripts.files(self.config, self.assets)
        for path, content in self.exports.items():
            yield File.generated(self.config, posixpath.join(self.options.path, path), content=content)
        for path in dict.fromkeys(_media(self.atlas)):  # several records may show one picture
            if self.atlas.has_file(path) and not self.atlas.fault_of_picture(path)[0]:  # whatever the rules let pass
                uri = posixpath.join(self.options.path, "files", path)
                yield File.generated(self.config, uri, abs_src_path=str(self.folder / path))


def _media(atlas: Any) -> Iterator[str]:
    for entry in atlas.entries():
        folder = entry.record.file.rpartition("/")[0]
        names = [medium.path for medium in getattr(entry.record, "media", ())]
        names += [entry.record.image] if getattr(entry.record, "image", None) else []
        yield from (posixpath.normpath(posixpath.join(folder, name)) for name in names)
