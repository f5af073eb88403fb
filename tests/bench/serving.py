"""A preview as `mkdocs serve` makes it: builds the site, edits a map, builds again, and asks for the map and the home page.

A script of its own, run by the row `serve-again`: prints the CPU seconds until the first build is there, and from the edit until
the two pages are there, and whether they show it. Only the network is left out: the server's application is asked directly.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from pathlib import Path
from wsgiref.util import setup_testing_defaults

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

ADDRESS = "http://127.0.0.1:8000/"
PAGES = ("journeys/maps/{}/", "journeys/")


def main(edited: Path) -> None:
    """Builds twice, in the way of `mkdocs.commands.serve`; the configuration is read again, the plugins stay."""
    before = edited.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as site:
        started = time.process_time()
        config = configured(site)
        config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url=ADDRESS)
        server = LiveReloadServer(builder=lambda: None, host="127.0.0.1", port=8000, root=site)
        server = config.plugins.on_serve(server, config=config, builder=lambda: None)
        first = time.process_time() - started
        try:
            edited.write_text(re.sub("title: .*", "title: No more words", before, count=1), encoding="utf-8")
            started = time.process_time()
            build(configured(site), serve_url=ADDRESS)
            shown = [page(server, path.format(edited.stem)) for path in PAGES]
            again = time.process_time() - started
        finally:
            edited.write_text(before, encoding="utf-8")
    print(json.dumps([first, again, all("No more words" in text for text in shown)]))


def configured(site: str) -> MkDocsConfig:
    """The project's configuration, for a preview in the folder `site`."""
    config = load_config(site_dir=site)
    config.site_url = ADDRESS
    return config


def page(server: LiveReloadServer, path: str) -> str:
    """What somebody gets who asks `server` for `path`."""
    environ = {"PATH_INFO": f"/{path}"}
    setup_testing_defaults(environ)
    return b"".join(server.get_app()(environ, lambda status, headers: None)).decode("utf-8")


main(Path(sys.argv[1]))
