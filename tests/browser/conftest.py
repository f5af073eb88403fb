"""A headless Chromium, a local server, and pages that are watched while they are open."""

from __future__ import annotations

import functools
import http.server
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, sync_playwright

import sites
from browser import fonts, install

# Sites are often published below a folder of their host: an address that begins with a slash then leads nowhere.
BELOW = "/below/a/folder/"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
MISSING = pytest.StashKey[bool]()
FONTS = pytest.StashKey[str]()
UNCHECKED = pytest.StashKey[bool]()
BY_LANGUAGE = ("map", "how-to-read")


@dataclass
class Window:
    """An open page, and every trouble that it made so far."""

    page: Page
    base: str
    trouble: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("pageerror", lambda error: self.trouble.append(f"error {error}"))
        self.page.on("dialog", self.dismiss)
        self.page.on("console", lambda said: self.trouble.append(f"console {said.text}") if said.type == "error" else None)
        self.page.on("request", self.requested)
        self.page.on("response", lambda got: self.trouble.append(f"{got.status} {got.url}") if got.status >= 400 else None)

    def dismiss(self, dialog) -> None:
        self.trouble.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def requested(self, request) -> None:
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.trouble.append(f"request to {request.url}")

    def show(self, path: str, idle: bool = False) -> None:
        """Opens a page and lets its scripts run; with `idle` also waits for what they ask for late."""
        self.page.goto(self.base + quote(path))
        if idle:
            self.page.wait_for_load_state("networkidle")


class Folder(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below `BELOW`, and nothing else."""

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(BELOW)) if path.startswith(BELOW) else "/nowhere"

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def served() -> Iterator[Callable[[Path], str]]:
    """`served(folder)` gives the address below which the folder's files are."""
    servers = []

    def serve(folder: Path) -> str:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Folder, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}{BELOW}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def browser(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    path = install.find()
    if path is None:
        pytestconfig.stash[MISSING] = True
        pytest.skip("no Chromium found")
    try:
        chosen = fonts.wanted(tmp_path_factory.mktemp("fonts"))
    except fonts.Missing as missing:
        pytestconfig.stash[FONTS] = str(missing)
        pytest.skip(f"JOURNEYBOOK_FONTS: {missing}")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS, env={**os.environ, **chosen})
        yield chromium
        chromium.close()


@pytest.fixture
def window(browser: Browser) -> Callable[..., Iterator[Window]]:
    """`with window(base, dark=…, width=…, script=…) as it:` opens a window that cannot leave `base`."""

    @contextmanager
    def opened(base: str, dark: bool = False, width: int = 1280, script: bool = True) -> Iterator[Window]:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        context.route(lambda url: not url.startswith(base), lambda route: route.abort())
        it = Window(context.new_page(), base)
        it.watch()
        yield it
        context.close()

    return opened


@pytest.fixture(scope="session")
def address(site: Path, served: Callable[[Path], str]) -> str:
    """Where the project's own site is served."""
    return served(site)


@pytest.fixture(scope="session")
def instant(tmp_path_factory: pytest.TempPathFactory, served: Callable[[Path], str]) -> str:
    """The project's own site at the address that it says it has: Material's instant navigation works nowhere else."""
    project = tmp_path_factory.mktemp("instant")
    for folder in ("docs", "journeys"):
        shutil.copytree(sites.REPO / folder, project / folder)
    base = served(project / "site")
    settings = (sites.REPO / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(re.sub("(?m)^site_url: .*$", f"site_url: {base}", settings), encoding="utf-8")
    built = sites.build(project, None, "--strict")
    assert built.code == 0, built.output
    return base


@pytest.fixture(scope="session")
def samples(site: Path) -> dict[str, str]:
    """One page of every kind that we make, the fullest; of kinds with pages in several languages also a Chinese one."""
    chosen: dict[str, str] = {}
    for page in sorted(site.rglob("*.html"), key=lambda page: (-page.stat().st_size, page.as_posix())):
        for root in html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8")).find_class("jb"):
            kind, language = root.get("data-kind"), "".join(root.xpath("ancestor-or-self::*[@lang]/@lang")[-1:])
            name = f"{kind} zh" if kind in BY_LANGUAGE and language.startswith("zh") else kind
            if name:
                chosen.setdefault(name, page.relative_to(site).as_posix().removesuffix("index.html"))
    return chosen


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.stash.get(MISSING, False):
        terminalreporter.section("THE BROWSER TESTS WERE NOT RUN", sep="!", red=True, bold=True)
        terminalreporter.line("No Chromium was found and none could be installed: how pages look and behave is NOT tested.")
        terminalreporter.line("Install Chromium or Chrome, or name one: JOURNEYBOOK_CHROMIUM=/path/to/it make test")
    if config.stash.get(FONTS, ""):
        terminalreporter.section("THE BROWSER TESTS WERE NOT RUN WITH THESE FONTS", sep="!", red=True, bold=True)
        terminalreporter.line(f"JOURNEYBOOK_FONTS={os.environ.get('JOURNEYBOOK_FONTS')}: {config.stash[FONTS]}.")
    if config.stash.get(UNCHECKED, False):
        terminalreporter.section("THE PAGES WERE NOT VALIDATED", sep="!", red=True, bold=True)
        terminalreporter.line("No Nu HTML checker (npm: vnu-jar; it needs Java): whether the markup follows the standard is NOT tested.")
        terminalreporter.line("Name one: JOURNEYBOOK_VNU=/path/to/vnu.jar make test")
