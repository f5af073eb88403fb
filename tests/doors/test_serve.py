"""`mkdocs serve`: an edit changes the page, a broken file shows its errors as a page, and nothing brings the server down."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sites

PAGE = "journeys/maps/card/"


def free_port() -> int:
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return it.getsockname()[1]


def wait_for(address: str, words: str, seconds: float = 60) -> str:
    """The page at `address` as soon as it holds `words`."""
    text, end = "", time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:
                text = answer.read().decode("utf-8")
        except urllib.error.HTTPError as problem:
            text = problem.read().decode("utf-8")
        except (urllib.error.URLError, ConnectionError, TimeoutError) as problem:
            text = str(problem)
        if words in text:
            return text
        time.sleep(0.2)
    raise AssertionError(f"{words!r} did not come; last: {text[-2000:]}")


def write(file: Path, text: str) -> None:
    """Writes as editors do, and lets the clock of the file system move on first."""
    time.sleep(1.1)
    file.write_text(text, encoding="utf-8")


@contextmanager
def served(project: Path) -> Iterator[str]:
    """The address of `project` while it is served; at the end the server must still be there."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=project, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield f"http://127.0.0.1:{port}/"
        assert server.poll() is None
    finally:
        server.terminate()
        server.wait(timeout=20)


def test_edits_errors_and_recovery(make_site: Callable[..., Path]) -> None:
    broken = "title: Getting a card\nstages:\n  - nmae: I sign up\n"
    own = "# Own\n\n[x](journey:othr)\n\n```journeybook\nview: gird\n```\n"
    project = make_site({"journeys/card.yml": broken, "journeys/other.yml": sites.SMALLEST, "docs/own.md": own})
    file = project / "journeys/card.yml"
    with served(project) as base:
        first = wait_for(base + PAGE, "unknown field")
        assert "did you mean &#39;name&#39;?" in first
        said = wait_for(base + "own/", "docs/own.md:3:5")
        assert "did you mean &#39;other&#39;?" in said
        assert "docs/own.md:6:7" in said
        write(project / "docs/own.md", own.replace("othr", "other").replace("gird", "grid\nmap: other"))
        mended = wait_for(base + "own/", "jb-embed-grid")
        assert "jb-banner-error" not in mended
        assert 'href="../journeys/maps/other/"' in mended
        write(file, "title: Getting a card\nstages:\n  - name: I sign up at last\n")
        assert "jb-banner-error" not in wait_for(base + PAGE, "I sign up at last")
        write(file, "title: [\n")
        assert "card.yml" in wait_for(base + PAGE, "cannot be shown")
        assert "I pay" in wait_for(base + "journeys/maps/other/", "I pay")
        write(file, "title: Getting a card\nstages:\n  - name: I am back\n")
        wait_for(base + PAGE, "I am back")


def test_folders_that_go_and_come_back(make_site: Callable[..., Path]) -> None:
    """As they do when git changes to another branch; and many saves at once."""
    settings = {"theme": {"name": "mkdocs", "highlightjs": False}, "hooks": ["hooks.py"]}
    hooks = "import os\ndef on_nav(nav, config, files):\n    if os.path.exists('fail'):\n        raise ValueError('theirs & ours')\n"
    project = make_site({"journeys/card.yml": sites.SMALLEST, "hooks.py": hooks}, settings)
    file = project / "journeys/card.yml"
    with served(project) as base:
        wait_for(base + PAGE, "I pay")
        for turn in (1, 2):
            (project / "journeys").rename(project / "away")
            wait_for(base + "journeys/", "there is no folder")
            (project / "away").rename(project / "journeys")
            file.write_text(sites.SMALLEST.replace("I pay", f"I am back {turn}"), encoding="utf-8")
            wait_for(base + PAGE, f"I am back {turn}")
        (project / "docs").rename(project / "docs-away")
        assert "docs" in wait_for(base, "cannot be shown at the moment")
        (project / "docs-away").rename(project / "docs")
        wait_for(base, "Welcome")
        (project / "fail").touch()
        write(project / "docs/index.md", "# Welcome again\n")
        assert "theirs &amp; ours" in wait_for(base + PAGE, "cannot be shown at the moment")
        (project / "fail").unlink()
        write(project / "docs/index.md", "# Welcome at last\n")
        wait_for(base, "Welcome at last")
        for number in range(100):
            file.write_text(sites.SMALLEST.replace("I pay", f"I save {number}"), encoding="utf-8")
        wait_for(base + PAGE, "I save 99")
