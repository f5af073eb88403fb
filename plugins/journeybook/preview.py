"""While a site is served, an edit brings up to date what it is about at once, and every other page as soon as somebody asks for it.

What a page shows may follow from any file of the atlas, so that after an edit none is sure to be still right. Making them all
anew takes long, and hardly any is looked at before the next edit. The first build makes every page; a later one makes those
whose own file changed, and takes the others from before until they are asked for. Then MkDocs makes the page as in any build, so that
other plugins do with it what they do with every page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

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
        self._made: dict[str, _Made] = {}
        self._due: dict[str, tuple[Page, Make]] = {}
        """The pages that were taken from before, by where they are written."""
        self._building = Lock()
        self._begun = False
        self._config: MkDocsConfig
        self._files: Files
        self._nav: Navigation
        self._env: Any

    def begin(self, config: MkDocsConfig) -> None:
        """A build begins: until it ends, whoever asks for a page waits."""
        if self.serving and not self._begun:
            self._building.acquire()
            self._begun = True
        self._config = config
        self._due.clear()

    def end(self) -> None:
        """The build is over."""
        if self._begun:
            self._begun = False
            self._building.release()

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
        if made is not None and made.source is source and self._asked_for:
            if not self.renewing:
                self._due[page.file.dest_uri] = (page, make)
            return made.html
        html = make(page)
        if self.serving:
            self._made[uri] = _Made(source, html)
        return html

    def attach(self, server: LiveReloadServer) -> None:
        """Has `server` tell us which page somebody asks for."""
        serve = server.get_app()

        def served(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore").removeprefix(server.mount_path)
            with self._building:
                self._freshen(f"{path}index.html" if path.endswith("/") or not path else path)
            return serve(environ, start_response)

        server.set_app(served)
        self._asked_for = True

    def _freshen(self, uri: str) -> None:
        """Makes the page that is written to `uri`, and writes it if it is another one now."""
        page, make = self._due.pop(uri, (None, None))
        if page is None or make is None:
            return
        made = self._made[page.file.src_uri]
        html = make(page)
        if html == made.html:
            return
        made.html = html
        shown = self._files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
        self.renewing = True
        try:
            _populate_page(page, self._config, self._files)
            _build_page(page, self._config, shown, self._nav, self._env)
        finally:
            self.renewing = False
