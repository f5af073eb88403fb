"""`mkdocs serve`: an edit changes the page, a broken file shows its errors as a page, and nothing brings the server down."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
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


def test_edits_errors_and_recovery(make_site: Callable[..., Path]) -> None:
    broken = "title: Getting a card\nstages:\n  - nmae: I sign up\n"
    own = "# Own\n\n[x](journey:othr)\n\n```journeybook\nview: gird\n```\n"
    project = make_site({"journeys/card.yml": broken, "journeys/other.yml": sites.SMALLEST, "docs/own.md": own})
    file, port = project / "journeys/card.yml", free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=project, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        base = f"http://127.0.0.1:{port}/"
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
        assert server.poll() is None
    finally:
        server.terminate()
        server.wait(timeout=20)
