"""What comes in and goes out by the doors: the command's answers, and a site that MkDocs builds of the small atlas.

Takes longer than the rest, and is compared by a test of its own.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import re
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from tests.golden.outline import TODAY, Told, outline, text_of, titled
from tests.golden.told import HERE

import journeybook
from journeybook.doors.command import publish
from journeybook.doors.command.commands import main
from journeybook.languages import bring

CALLS = (
    "check atlas --as-of 2026-11-23", "check atlas --as-of 2026-11-23 --fail-on never", "check bare --as-of 2026-11-23", "check bare --as-of 2026-11-23 --fail-on warning",
    "check spoilt --as-of 2026-11-23 --format github", "check atlas/maps/cross.yml --as-of 2026-11-23", "check atlas/maps/cross.yml atlas/zh --as-of 2026-11-23 --format json --root atlas",
    "check spoilt/map.yml spoilt/library --as-of 2026-11-23", "check nowhere", "check atlas --as-of tomorrow", "check atlas --as-of 2026-11-23 --output out.txt --format sarif",
    "check bare/errand.yml --as-of 2026-11-23 --cache", "check bare/errand.yml --as-of 2026-11-23 --cache", "explain", "explain [Zero-Effort]", "explain zero-efort", "explain nothing-like-it",
    "words --folder atlas", "words pl --folder bare", "words Polish --folder bare", "words pl --folder bare --read bare/errand.yml", "words pl --folder bare --output pl.po", "words pl --folder bare --read pl.po", "words pl --folder bare",
    "schema library", "schema nothing", "--version", "check --help", "publish --nothing-like-it",
)  # fmt: skip
SHOWN = 30
"""Lines of an answer that are kept: the rest is kept elsewhere."""


@contextlib.contextmanager
def _place() -> Iterator[Path]:
    """A folder with what stands beside this file, to run in."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("atlas", "bare", "spoilt", "site"):
            shutil.copytree(HERE / name, Path(folder) / name)
        os.chdir(folder)
        variables = {
            "XDG_CACHE_HOME": f"{folder}/cache",
            "XDG_STATE_HOME": f"{folder}/state",
            "NO_COLOR": "1",
            "SOURCE_DATE_EPOCH": "1795392000",
            "COLUMNS": "100",
        }
        try:
            with mock.patch.dict(os.environ, variables):
                os.environ.pop("CI", None)
                yield Path(folder)
        finally:
            os.chdir(here)


def of_commands() -> Told:
    """What the command prints, to where, and how it ends."""
    with _place() as folder:
        yield "doors/commands.txt", titled((call, _answer(call, folder)) for call in CALLS)
        bring(())


def _answer(call: str, folder: Path) -> str:
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True), io.StringIO()
    code: object = None
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(call.split())
        except SystemExit as end:
            code = end.code
    printed = [*out.buffer.getvalue().decode().splitlines(), *(f"stderr: {line}" for line in err.getvalue().splitlines())]  # type: ignore[attr-defined]
    if (written := folder / "out.txt").exists():
        printed.append(f"out.txt: {len(json.loads(written.read_text())['runs'][0]['results'])} results")
        written.unlink()
    more = [f"… and {len(printed) - SHOWN} lines"] if len(printed) > SHOWN else []
    text = "\n".join([f"exit code: {code}", *printed[:SHOWN], *more]) + "\n"
    text = re.sub(r"\d,?\d{3}\b", "N", text) if call.startswith("words") else text  # there are more words every week
    return text.replace(str(folder), "FOLDER")


REPORTS: tuple[tuple[int, dict[str, Any]], ...] = (
    (0, {}), (1, {}), (2, {}), (0, {"in_place": True}), (0, {"site": "out", "pages": 3, "new": 3, "changed": 0, "gone": 0}),
    (0, {"site": "out", "pages": 3, "new": 3, "changed": 0, "gone": 1}), (0, {"site": "out", "pages": 1, "new": 0, "changed": 0, "gone": 0}),
    (1, {"site": "out", "pages": 1200, "new": 1100, "changed": 100, "gone": 2}),
)  # fmt: skip
"""How a build of `journeybook publish` may end: MkDocs' code, and what the plugin reports."""


def of_publishing() -> Told:
    """What is said of a published site, and what two sites differ in."""
    found = []
    with _place() as folder:
        for code, report in REPORTS:

            def build(command: list[str], env: dict[str, str], check: bool, code: int = code, report: dict[str, Any] = report) -> Any:
                Path(env[publish.REPORT]).write_text(json.dumps(report) if report else "", encoding="utf-8")
                return mock.Mock(returncode=code)

            with mock.patch.object(publish.subprocess, "run", build):
                found.append(f"{code} {report}: {publish.publish(['--strict', '-f', 'site/mkdocs.yml'])}")
        for options in (["--dirty"], []):
            try:
                found.append(str(publish.publish(options)))
            except publish.WrongUse as wrong:
                found.append(f"{options}: {wrong}")
        for site, pages in (("one", ("a.html", "b/c.html", ".hidden/d.html", "e.html", "f.css")), ("two", ("a.html", "b/c.html", "g.html"))):
            for page in pages:
                (folder / site / page).parent.mkdir(parents=True, exist_ok=True)
                (folder / site / page).write_text(site if page.startswith("b") else "same")
        found += [str(publish.difference(Path(one), Path(other))) for one, other in (("one", "two"), ("two", "one"), ("none", "two"), ("one", "one"))]
    yield "doors/publishing.txt", "".join(f"{line}\n" for line in found)


def of_site() -> Told:
    """The files of the built site, what its search finds, its navigation, and the pages that people wrote by hand."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    with _place() as folder:
        logger = logging.getLogger("mkdocs")
        logger.addHandler(handler)
        level = logger.level
        logger.setLevel(logging.INFO)
        try:
            config = load_config(str(folder / "site" / "mkdocs.yml"), site_dir=str(folder / "built"))
            config.plugins.run_event("startup", command="build", dirty=False)
            with warnings.catch_warnings():
                warnings.filterwarnings("error", "To replace an existing file", DeprecationWarning)  # MkDocs: one that is added twice
                build(config)
            config.plugins.run_event("shutdown")
        except SystemExit as end:  # MkDocs tells why in its log only
            raise RuntimeError(f"{end}\n{said.getvalue()}") from end
        finally:
            logger.removeHandler(handler)
            logger.setLevel(level)
        built = folder / "built"
        ours = sorted(path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file())
        yield "doors/site-files.txt", "".join(f"{re.sub(r'[0-9a-f]{8,}', 'HASH', name)}\n" for name in ours if not name.startswith("assets/"))
        yield "doors/site-log.txt", re.sub(r"in [0-9.]+ seconds", "in N seconds", said.getvalue().replace(str(folder), "FOLDER"))
        index = json.loads((built / "search" / "search_index.json").read_text(encoding="utf-8"))
        yield (
            "doors/site-search.txt",
            outline(index["config"])
            + titled((it["location"], outline({key: value for key, value in it.items() if key != "location"})) for it in index["docs"]),
        )
        yield (
            "doors/site-pages.txt",
            titled(
                (name, _page(built / name))
                for name in (
                    "index.html",
                    "notes/winter/index.html",
                    "trips/index.html",
                    "trips/maps/cross-zh/index.html",
                    "trips/maps/crossing/index.html",
                    "404.html",
                )
            ),
        )


def _page(file: Path) -> str:
    """What a page says of itself, its navigation, and its content where that is written by hand."""
    html = file.read_text(encoding="utf-8")
    head = "".join(
        f"{it}\n"
        for it in re.findall(
            r"<html[^>]*>|<title>.*?</title>|<meta name=\"description\"[^>]*>|<link rel=\"(?:canonical|prev|next|alternate)\"[^>]*>|<meta http-equiv[^>]*>",
            html,
        )
    )
    loaded = "".join(f"{re.sub(r'[0-9a-f]{8,}', 'HASH', it)}\n" for it in re.findall(r"(?:src|href)=\"([^\"]*journeybook[^\"]*)\"", html))
    nav = re.findall(r"<a href=\"([^\"]*)\" class=\"md-nav__link[^>]*>\s*<span class=\"md-ellipsis\">\s*([^<]*?)\s*<", html)
    edit = "".join(f"{it}\n" for it in re.findall(r"<a href=\"([^\"]*)\" title=\"[^\"]*\" class=\"md-content__button", html))
    body = re.search(r"<article.*?</article>", html, re.DOTALL)
    text = text_of(body[0]) if body and "trips" not in str(file) else ""
    return head + loaded + edit + "".join(f"nav: {label} -> {href}\n" for href, label in nav) + text


CASES = HERE.parent / "cases"


def of_cases() -> Told:
    """What is said in each of the case files, which ask for a few words of it only."""
    found = []
    for case in sorted(path for path in CASES.glob("*/*") if path.is_dir() or path.suffix in (".yml", ".yaml")):
        problems = journeybook.load(case, TODAY).problems
        lines = [f"{it.place} {it.level}[{it.code}] {it.message} ({it.hint})" + "".join(f"; {where} {word}" for where, word in it.related) for it in problems]
        found.append((case.relative_to(CASES).as_posix(), "".join(f"{line}\n" for line in lines)))
    yield "findings/cases.txt", titled(found)


DOORS = (of_commands, of_publishing, of_site)
PARTS = (of_cases, *DOORS)
