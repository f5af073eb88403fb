"""While a site is served, an edit brings up to date what it is about at once, and every other page as soon as somebody asks for it.

What a page shows may follow from any file of the atlas, so that after an edit none is sure to be still right. Making them all
anew takes long, and hardly any is looked at before the next edit. The first build makes every page; a later one makes those
whose own file changed, and takes the others from before until they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

Make = Callable[[Any], str]


@dataclass
class _Made:
    """A page as it was made: from what its own file said, and what the theme puts around it."""

    source: object
    html: str
    before: str = ""
    behind: str = ""


class Preview:
    """The pages of a site that is served."""

    def __init__(self) -> None:
        self.serving = False
        self._asked_for = False
        """Whether we hear of it when somebody asks for a page."""
        self._made: dict[str, _Made] = {}
        self._due: dict[str, tuple[Page, Make]] = {}
        """The pages that were taken from before, by where they are written."""
        self._building = Lock()
        self._begun = False
        self._config: MkDocsConfig
        self._files: Files

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

    def html(self, page: Page, source: object, make: Make) -> str:
        """The HTML of `page`, whose own file says `source`: that from before, if it may wait, else what `make` gives."""
        uri = page.file.src_uri
        made = self._made.get(uri)
        # Another theme may list a page's headings around it.
        if self._asked_for and made is not None and made.source is source and made.before and self._config.theme.name == "material":
            self._due[page.file.dest_uri] = (page, make)
            return made.html
        html = make(page)
        if self.serving:
            self._made[uri] = _Made(source, html)
        return html

    def wrapped(self, page: Page, output: str) -> None:
        """Keeps what the theme put around a page."""
        made = self._made.get(page.file.src_uri)
        if made is not None and page.content and page.content in output:
            made.before, _, made.behind = output.partition(page.content)

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
        content = self._config.plugins.on_page_content(html, page=page, config=self._config, files=self._files)
        output = self._config.plugins.on_post_page(f"{made.before}{content}{made.behind}", page=page, config=self._config)
        write_file(output.encode("utf-8", errors="xmlcharrefreplace"), page.file.abs_dest_path)
