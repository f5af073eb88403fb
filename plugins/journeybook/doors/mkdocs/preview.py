"""While a site is served, an edit brings up to date what it is about at once, and every other page as soon as somebody asks for it.

What a page shows may follow from any file of the atlas, so that after an edit none is sure to be still right. Making them all
anew takes long, and hardly any is looked at before the next edit. The first build makes every page; a later one makes those
whose own file changed, and takes the others from before until they are asked for. Then MkDocs makes the page as in any build, so that
other plugins do with it what they do with every page. And no page at all is written before it is asked for, as to put the theme around
it takes longer than to make it: other plugins hear all but the end (`on_post_page`) at once, so that what they gather of pages is whole.
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
from mkdocs.utils import write_file

from journeybook.doors.mkdocs import search_index

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

Make = Callable[[Any], str]
GATHERERS = frozenset({"print-site", "llmstxt"})
"""The plugins that write one page or file from the contents of many pages, which must then be those of now."""


@dataclass
class _Made:
    """A page as it was made, from what its own file said."""

    source: object
    html: str


class _Waits(BaseException):
    """A page is not written now. No `Exception`, which MkDocs would report as an error of the page."""


class _Wrap:
    """Stands where MkDocs looks for the theme's templates, and keeps what the theme is put around a page with."""

    template: str
    context: Any

    def __init__(self, page: Page) -> None:
        self.page = page

    def get_template(self, name: str) -> _Wrap:
        """What is asked to put the theme around the page."""
        self.template = name
        return self

    def render(self, context: Any) -> str:
        """Ends what MkDocs does with the page, of which nothing but its writing is left."""
        self.context = context
        raise _Waits


class Preview:
    """The pages of a site that is served."""

    def __init__(self) -> None:
        self.serving = False
        self.renewing = False
        """Whether the build is over, and a page is made that somebody asked for."""
        self.searched: search_index.Known = {}
        """What searches made of the pages."""
        self._asked_for = False
        """Whether we hear of it when somebody asks for a page."""
        self._may_wait = False
        """Whether the contents of this build's pages may wait for that."""
        self._made: dict[str, _Made] = {}
        self._due: dict[str, tuple[Page, Make]] = {}
        """The pages that were taken from before, by where they are written."""
        self._unwritten: dict[str, _Wrap] = {}
        """The pages that this build has not written, by where they are written."""
        self._building = Lock()
        self._config: MkDocsConfig
        self._files: Files
        self._nav: Navigation
        self._env: Any

    def begin(self, config: MkDocsConfig, may_wait: bool = True) -> None:
        """A build begins. `may_wait`: whether it is the site's only one, and leaves what a page is made with as it is."""
        build: Any = mkdocs_build
        # Said in either case: another preview of this process may have ended without a word.
        build._build_page = self._put_off if self._asked_for and may_wait else _build_page
        self._may_wait = self._asked_for and may_wait and GATHERERS.isdisjoint(config.plugins)
        self._config = config
        self._due.clear()
        self._unwritten.clear()

    def end(self) -> None:
        """The build is over."""
        mkdocs_build._build_page = _build_page

    def _put_off(self, page: Page, config: MkDocsConfig, files: Any, nav: Navigation, env: Any, *more: Any, **named: Any) -> None:
        """MkDocs' `_build_page`, which ends before the theme is put around the page."""
        wrap: Any = _Wrap(page)  # what MkDocs asks of an environment of templates, and no more
        with suppress(_Waits):
            _build_page(page, config, files, nav, wrap, *more, **named)
            return
        self._unwritten[page.file.dest_uri] = wrap

    def files(self, files: Files) -> None:
        """All files of the site that is being built; what is remembered of others is let go."""
        self._files = files
        uris = {file.src_uri for file in files}
        self._made = {uri: made for uri, made in self._made.items() if uri in uris}
        for place in [it for it in self.searched if it[1] not in uris]:
            del self.searched[place]

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
        build = server.builder
        serve: Any = server.get_app()  # there since MkDocs made the server

        def built(*arguments: Any, **named: Any) -> None:
            with self._building:
                build(*arguments, **named)

        def served(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore").removeprefix(server.mount_path)
            answer: list[Any] = []
            while True:
                self._freshen(path)
                body: Iterable[bytes] = serve(environ, lambda *said: answer.append(said))
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
        return [uri for uri in (path, posixpath.join(path, "index.html")) if uri in self._due or uri in self._unwritten]

    def _freshen(self, path: str) -> None:
        """Makes the page that `path` asks for, if it is another one now, and writes it."""
        with self._building:
            for uri in self._waiting(path):
                if uri in self._due:
                    self._renew(*self._due[uri])
                if uri in self._unwritten:
                    self._wrap(self._unwritten[uri])
                # Not before: where making a page fails, so it does for whoever asks next.
                self._due.pop(uri, None)
                self._unwritten.pop(uri, None)

    def _renew(self, page: Page, make: Make) -> None:
        made = self._made[page.file.src_uri]
        html = make(page)
        if html == made.html:
            return
        shown = self._files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
        before, made.html, self.renewing = made.html, html, True
        try:
            _populate_page(page, self._config, self._files)
            _build_page(page, self._config, shown, self._nav, self._env)
        except BaseException:
            made.html = before
            raise
        finally:
            self.renewing = False
        self._unwritten.pop(page.file.dest_uri, None)

    def _wrap(self, wrap: _Wrap) -> None:
        """What MkDocs does with a page when everybody has heard of it."""
        page, plugins = wrap.page, self._config.plugins
        page.active, self._config._current_page = True, page
        try:
            output = self._env.get_template(wrap.template).render(wrap.context)
            output = plugins.on_post_page(output, page=page, config=self._config)
            if output.strip():
                write_file(output.encode("utf-8", "xmlcharrefreplace"), page.file.abs_dest_path)
        finally:
            page.active, self._config._current_page = False, None
