"""A preview as `mkdocs serve` makes it, without its server: builds the site, edits a file, builds again.

A script of its own, run by the row `serve-again`: prints the CPU seconds of the two builds, and whether the edit is shown.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

ADDRESS = "http://127.0.0.1:8000/"


def main(edited: Path) -> None:
    """Builds twice, in the way of `mkdocs.commands.serve`; the configuration is read again, the plugins stay."""
    before = edited.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as site:
        started = time.process_time()
        config = load_config(site_dir=site)
        config.plugins.on_startup(command="serve", dirty=False)
        config.site_url = ADDRESS
        build(config, serve_url=ADDRESS)
        first = time.process_time() - started
        try:
            edited.write_text(re.sub("thinks: .*", "thinks: No more words", before, count=1), encoding="utf-8")
            started = time.process_time()
            config = load_config(site_dir=site)
            config.site_url = ADDRESS
            build(config, serve_url=ADDRESS)
            again = time.process_time() - started
        finally:
            edited.write_text(before, encoding="utf-8")
        page = Path(site, "journeys", "maps", edited.stem, "index.html").read_text(encoding="utf-8")
    print(json.dumps([first, again, "No more words" in page]))


main(Path(sys.argv[1]))
