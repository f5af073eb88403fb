"""Small MkDocs projects, written and built for real, each by one call.

`write` makes a project folder, `build` runs MkDocs on it in a process of its own, as a publisher does. What a built site
must be like is asked elsewhere (`links`, `browser`).
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

import pytest
import yaml

from journeybook.doors.mkdocs.publishing.lock import Lock

REPO = Path(__file__).parents[2]
TODAY = "2026-11-01"
LONGEST = 600
"""Seconds that a build may take on a busy machine."""
LOADED = (
    "mkdocs.__main__",
    "mkdocs.commands.build",
    "mkdocs.contrib.search",
    "material.plugins.search.plugin",
    "pymdownx.superfences",
    "journeybook.doors.mkdocs.plugin",
)
EPOCH = "1793491200"  # the same day, for what MkDocs itself dates
SMALLEST = "title: Buying shoes\nstages:\n  - {name: I pay}\n"
PLAIN = {
    "site_name": "A site",
    "theme": {"name": "material", "font": False},
    "plugins": ["search", {"journeybook": {"today": TODAY}}],
}


@dataclass(frozen=True)
class Built:
    """What one run of `mkdocs build` left behind."""

    folder: Path
    code: int
    output: str

    @property
    def pages(self) -> list[str]:
        return sorted(page.relative_to(self.folder).as_posix() for page in self.folder.rglob("*.html"))

    def text(self, page: str) -> str:
        return (self.folder / page).read_text(encoding="utf-8")


def write(folder: Path, files: dict[str, str], mkdocs: dict[str, Any] | None = None) -> Path:
    """Writes a project: `mkdocs.yml` (the plain one, with changes), a start page, and the files."""
    settings = {key: value for key, value in {**PLAIN, **(mkdocs or {})}.items() if value is not None}
    content = {"docs/index.md": "# Welcome\n", "mkdocs.yml": yaml.safe_dump(settings, allow_unicode=True), **files}
    for name, text in content.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    return folder


def build(project: Path, into: Path | None = None, *flags: str, builder: str = "mkdocs", **environment: str) -> Built:
    """Builds a project with the module `builder`; never raises, so that a test can ask about a failure.

    In a process of its own: a new one where its `environment` is the point, else one forked off where all modules are loaded already.
    """
    into = into or project / "site"
    arguments = ["build", "--config-file", str(project / "mkdocs.yml"), "--site-dir", str(into), *flags]
    variables = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", **environment}
    if builder == "mkdocs" and not environment and "forkserver" in multiprocessing.get_all_start_methods():
        return Built(into, *_forked(arguments, project, variables))
    run = subprocess.run(
        [sys.executable, "-m", builder, *arguments],
        cwd=project, env=variables, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=LONGEST,
    )  # fmt: skip
    return Built(into, run.returncode, run.stdout.decode("utf-8", "replace"))


def _forked(arguments: list[str], project: Path, variables: dict[str, str]) -> tuple[int, str]:
    """The exit code of `mkdocs` and what it printed."""
    with tempfile.TemporaryDirectory() as folder:
        printed = Path(folder) / "printed"
        process = _server().Process(target=_mkdocs, args=(arguments, project, variables, printed))
        process.start()
        process.join(LONGEST)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(f"mkdocs {' '.join(arguments)}")
        return process.exitcode, printed.read_text(encoding="utf-8", errors="replace")


@cache
def _server() -> ForkServerContext:
    """Where processes begin with MkDocs, Material and us in memory."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, *LOADED])
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material prints it when it is loaded
    return context


def _mkdocs(arguments: list[str], project: Path, variables: dict[str, str], printed: Path) -> None:
    """`mkdocs` with these arguments, as if it had just been started."""
    os.chdir(project)
    os.environ.clear()
    os.environ.update(variables)
    out = os.open(printed, os.O_CREAT | os.O_WRONLY | os.O_TRUNC | os.O_APPEND)
    os.dup2(out, 1)
    os.dup2(out, 2)
    sys.stdout = open(1, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115
    sys.argv = ["mkdocs", *arguments]
    ended = import_module("tests.mutants.traces").child() if "JOURNEYBOOK_TRACES" in os.environ else lambda: None
    try:
        import_module("mkdocs.__main__").cli(args=arguments, prog_name="mkdocs")
    finally:
        ended()


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder `name` that `make` has filled: once for all workers of a test run, whichever asks first."""
    own = factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    done = shared / f"{name}.done"
    while not done.exists():
        lock = Lock.taken(shared / f"{name}.lock")
        if lock is None:
            time.sleep(0.1)
            continue
        try:
            if not done.exists():
                make(shared / name)
                done.touch()
        finally:
            lock.release()
    return shared / name


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path: two sites are the same when these are."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}
