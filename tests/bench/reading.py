"""The rows about what readers wait for: the weight of a page, and a search that is ready."""

from __future__ import annotations

import gzip
import http.server
import re
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench.building import site
from tests.bench.maker import Maker
from tests.bench.measure import Failed
from tests.bench.workshop import ROOT, Bench, Result, Row

SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
TYPE = """words => {
    const field = document.querySelector("[data-md-component=search-query]")
    document.querySelector("[data-md-toggle=search]").click()
    field.focus()
    field.value = words
    field.dispatchEvent(new KeyboardEvent("keyup", {key: "End", bubbles: true}))
}"""
EXAMPLE_DAY = "1795400000"
"""A day on which nothing in the example is out of date."""
FOUND = ".md-search-result__item"


def weight(bench: Bench, maps: int) -> Result:
    """The largest map page as it is sent: its HTML with the flowchart, compressed. Checked to say everything without a script."""
    made, example = site(bench, maps), _example(bench)
    for number in range(maps):
        _whole(made / "journeys" / "maps" / f"journey-{number:04}" / "index.html", Maker(maps).map(number))
    sizes = {page: len(gzip.compress(page.read_bytes(), 6, mtime=0)) / 1024 for folder in (made, example) for page in folder.glob("journeys/maps/*/index.html")}
    here = max(size for page, size in sizes.items() if made in page.parents)
    there = max(size for page, size in sizes.items() if example in page.parents)
    return Result(max(here, there), f"{here:.1f} KB of those maps, {there:.1f} KB of the example's")


def _example(bench: Bench) -> Path:
    folder = bench.folder / "example"
    bench.once(bench.task(ROOT, "-m", "mkdocs", "build", "-q", "-d", str(folder)), SOURCE_DATE_EPOCH=EXAMPLE_DAY)
    return folder


def _whole(page: Path, map_: dict[str, Any]) -> None:
    shown = SCRIPT.sub("", page.read_text(encoding="utf-8"))
    steps = [step for stage in map_["stages"] for step in stage["steps"]]
    if "<svg" not in shown or not all(text in shown for step in steps for text in (step["name"], step["does"], step["frontstage"])):
        raise Failed(f"{page} does not show everything without a script")


def search_ready(bench: Bench, maps: int) -> Result:
    """From a first visit's first key in the search until hits are shown; page and index come from this machine, uncompressed."""
    try:
        from playwright.sync_api import Error, sync_playwright
        from tests.browser.install import find
    except ImportError:
        raise Failed("needs `pip install playwright` and a Chromium") from None
    chromium = find()
    if chromium is None:
        raise Failed("needs a Chromium")
    folder = site(bench, maps)
    try:
        with serving(folder) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            waits = [_wait(browser, f"{address}journeys/", Maker(maps).map(number)["title"]) for number in range(max(bench.runs, 3))]
            browser.close()
    except Error as error:
        raise Failed(str(error).splitlines()[0]) from None
    megabytes = (folder / "search" / "search_index.json").stat().st_size / 1_000_000
    opened, typed = (statistics.median(times) for times in zip(*waits, strict=True))
    return Result(typed, f"{typed:.2f} s after the first key, {opened:.2f} s after the page is asked for (index {megabytes:.1f} MB)")


def _wait(browser: Any, address: str, words: str) -> tuple[float, float]:
    """Seconds of a first visit: from asking for the page, and from the first key, until the search shows hits."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        page.evaluate(f"words => {{ window.asked = performance.now(); ({TYPE})(words) }}", words)
        page.wait_for_selector(FOUND, state="attached", timeout=120_000, strict=False)
        opened, asked = page.evaluate("[performance.now(), window.asked]")
    return opened / 1000, (opened - asked) / 1000


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a small server for `folder`."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


ROWS = (
    Row("weight", "the heaviest map page with its flowchart, compressed, all of it readable without a script", 40, "KB", 200, weight),
    Row("search-ready", "search in Chromium: from the first key of a first visit until hits are shown", 1.5, "s", 1000, search_ready),
)
