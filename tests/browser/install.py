"""Finds a Chromium for the browser tests, and installs one when there is none (`make test` runs this file).

Never fails: without a browser the tests of this folder are left out, and the test run says so at its end.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"]
MAC = ["Google Chrome", "Chromium", "Microsoft Edge"]
APT = ["apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"]
OWN = [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]


def candidates() -> Iterator[str | None]:
    """Where a Chromium may be, the wish of the user first, the one that Playwright installs last."""
    yield os.environ.get("JOURNEYBOOK_CHROMIUM")
    yield from (shutil.which(name) for name in NAMES)
    yield from (f"/Applications/{name}.app/Contents/MacOS/{name}" for name in MAC)
    yield playwrights_own()


def playwrights_own() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def find() -> str | None:
    """The first Chromium that starts (some systems have a `chromium` that only names the shop to get it from)."""
    return next((path for path in candidates() if path and Path(path).exists() and starts(path)), None)


def starts(path: str) -> bool:
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def run(command: list[str]) -> None:
    print("+", " ".join(command), flush=True)
    try:
        subprocess.run(command, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, timeout=1200)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(error)


def main() -> None:
    if find():
        return
    print("no Chromium found for the browser tests: installing one")
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        run(["apt-get", "update"])
        run(APT)
    if not find():
        run(OWN)


if __name__ == "__main__":
    main()
