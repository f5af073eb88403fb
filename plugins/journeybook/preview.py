"""While a site is served, an edit brings up to date what it is about at once, and every other page as soon as somebody asks for it.

What a page shows may follow from any file of the atlas, so that after an edit none is sure to be still right. Making them all
anew takes long, and hardly any is looked at before the next edit. The first build makes every page; a later one makes those
whose own file changed, and takes the others from before until they are asked for. Then MkDocs makes the page as in any build, so that
other plugins do with it what they do with every page. Until then it is not written either: to put the theme around a page takes longer
than to make it. Other plugins hear of a page that waits all but its end (`on_post_page`), so that what they gather of pages is whole.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from mkdocs.commands import build as mkdocs_build
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from journeybook import indexing

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

Make = Callable[[Any], str]


@dataclass
class _Made:
    """A page as it was made, from what its own file said."""

    source: object
    html: str


class _Waits(BaseException):
    """A page is not written now. No `Exception`, which MkDocs would report as an error of the page."""


class _NoTheme:
    """Stands where MkDocs looks for the theme's templates, and ends what it does with a page when only its writing is left."""

    def get_template(self, name: str) -> _NoTheme:
        """What is asked to put the theme around a page."""
        return self

    def render(self, context: Any) -> str:
        """Ends it."""
        raise _Waits


class Preview:
    """The pages of a site that is served."""

    def __init__(self) -> None:
        self.serving = False
        self.renewing = False
        """Whether the build is over, and a page is made that somebody asked for."""
        self.searched: indexing.Known = {}
        """What searches made of the pages."""
        self._asked_for = False
        """Whether we hear of it when somebody asks for a page."""
        self._may_wait = False
        """Whether pages of this build may wait for that."""
        self._made: dict[str, _Made] = {}
        self._due: dict[str, tuple[Page, Make]] = {}
        """The pages that were taken from before, by where they are written."""
        self._unwritten: set[str] = set()
        """Those of them that this build has not written."""
        self._building = Lock()
        self._config: MkDocsConfig
        self._files: Files
        self._nav: Navigation
        self._env: Any

    def begin(self, config: MkDocsConfig, may_wait: bool = True) -> None:
        """A build begins. `may_wait`: whether it is the site's only one, and leaves what a page is made with as it is."""
        self._may_wait = self._asked_for and may_wait
        if self._may_wait:
            mkdocs_build._build_page = self._write_unless_it_waits
        self._config = config
        self._due.clear()
        self._unwritten.clear()

    def end(self) -> None:
        """The build is over."""
        mkdocs_build._build_page = _build_page

    def _write_unless_it_waits(self, page: Page, config: MkDocsConfig, files: Any, nav: Navigation, env: Any, *more: Any, **named: Any) -> None:
        """MkDocs' `_build_page`, which for a page that waits ends before the theme is put around it."""
        if page.file.dest_uri not in self._due:
            _build_page(page, config, files, nav, env, *more, **named)
            return
        with suppress(_Waits):
            _build_page(page, config, files, nav, _NoTheme(), *more, **named)
        self._unwritten.add(page.file.dest_uri)

    def files(self, files: Files) -> None:
        """All files of the site that is being built."""
        self._files = files

    def navigated(self, nav: Navigation) -> None:
        """The navigation of the site that is being built."""
        self._nav = nav

    def themed(self, env: Any) -> None:
        """The theme's templates of the site that is being built."""
        self._env = env

    def html(self, page: Page, source: object, make: Make) -> str:
        """The HTML of `page`, whose own file says `source`: that from before, if it may wait, else what `make` gives."""
        uri = page.file.src_uri
        made = self._made.get(uri)
        if made is not None and made.source is source and self._may_wait:
            if not self.renewing:
                self._due[page.file.dest_uri] = (page, make)
            return made.html
        html = make(page)
        if self.serving:
            self._made[uri] = _Made(source, html)
        return html

    def attach(self, server: LiveReloadServer) -> None:
        """Has `server` tell us which page somebody asks for; while it builds, whoever asks waits."""
        build, serve = server.builder, server.get_app()

        def built(*arguments: Any, **named: Any) -> None:
            with self._building:
                build(*arguments, **named)

        def served(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore").removeprefix(server.mount_path)
            answer: list[Any] = []
            while True:
                self._freshen(path)
                body = serve(environ, lambda *said: answer.append(said))
                # A build that began after we looked has taken the page away again before it was read.
                if not answer[-1][0].startswith("404") or not self._waiting(path):
                    start_response(*answer[-1])
                    return body

        server.builder = built
        server.set_app(served)
        self._asked_for = True

    def _waiting(self, path: str) -> list[str]:
        """The pages that wait for being asked for by `path`; one without a slash at its end leads to the one with it."""
        path = posixpath.normpath(f"/{path}").lstrip("/")
        return [uri for uri in (path, posixpath.join(path, "index.html")) if uri in self._due]

    def _freshen(self, path: str) -> None:
        """Makes the page that `path` asks for, and writes it if it is another one now or was not written."""
        with self._building:
            for uri in self._waiting(path):
                self._renew(uri)
                del self._due[uri]  # not before: where making it fails, so it does for whoever asks next

    def _renew(self, uri: str) -> None:
        page, make = self._due[uri]
        made = self._made[page.file.src_uri]
        html = make(page)
        if html == made.html and uri not in self._unwritten:
            return
        made.html = html
        self._unwritten.add(uri)
        shown = self._files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
        self.renewing = True
        try:
            _populate_page(page, self._config, self._files)
            _build_page(page, self._config, shown, self._nav, self._env)
        finally:
            self.renewing = False
