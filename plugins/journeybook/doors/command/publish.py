"""`journeybook publish`: `mkdocs build` with a word at the end that says what has become of the published site.

The build runs in a process of its own, and tells in a file what it published; it is all or nothing because of the plugin
(`aside`, `site_dir`), whoever starts it.
"""

from __future__ import annotations

import filecmp
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from journeybook.reading.files import reason

REPORT = "JOURNEYBOOK_REPORT"
"""The variable that names the file in which a build tells what it published."""
CONFIGS = ("mkdocs.yml", "mkdocs.yaml")


OF_THE_SITE = "it is an option of the plugin, and stands in mkdocs.yml below '- journeybook:'"
INSTEAD = {
    **dict.fromkeys(("--output", "-o", "--out", "--to", "--target", "--dest"), "the folder of the site is named with '--site-dir'"),
    **dict.fromkeys(("--folder", "--audience", "--language", "--fail-on"), OF_THE_SITE),
    "--as-of": "write 'today: …' in mkdocs.yml below '- journeybook:', or set SOURCE_DATE_EPOCH",
}
"""What people try, and what to do instead."""


class WrongUse(Exception):
    """What was asked for cannot be done; the text says why."""


def publish(options: Sequence[str]) -> tuple[int, str]:
    """Builds the site of the current folder with `options` of `mkdocs build`: MkDocs' exit code, negative where a signal
    ended it, and what there is to say about the published site. Raises WrongUse where no build can begin."""
    _refuse(options)
    configuration = _configuration(options)
    wrong = _wrong(configuration, faults=True)
    if wrong:
        return 1, f"{wrong}\nnothing was published: the site is as it was"
    handle, name = tempfile.mkstemp(prefix="journeybook-")
    os.close(handle)
    report = Path(name)
    try:
        command = [sys.executable, "-m", "mkdocs", "build", *options]
        code = subprocess.run(command, env={**os.environ, REPORT: str(report)}, check=False).returncode
        said = report.read_text(encoding="utf-8")
    finally:
        report.unlink(missing_ok=True)
    if said and json.loads(said).get("in_place"):
        return code, "built in place, as the option 'in_place' says: not all or nothing"
    if said:
        return code, sentence(json.loads(said)) + (", but the build ended with an error" if code else "")
    if code:
        wrong = _wrong(configuration, faults=False)
        return code, (f"{wrong}\n" if wrong else "") + "nothing was published: the site is as it was" if code != 2 else ""
    return 1, "nothing is known to be published: the build ended early, or without the plugin 'journeybook'"


def _configuration(options: Sequence[str]) -> Path:
    """The configuration that MkDocs will read."""
    for number, option in enumerate(options):
        if option in ("-f", "--config-file"):
            return Path(*options[number + 1 : number + 2])
        if option.startswith(("-f", "--config-file=")):
            return Path(option.removeprefix("-f").removeprefix("--config-file="))
    return next((Path(name) for name in CONFIGS if Path(name).exists()), Path(CONFIGS[0]))


def _wrong(path: Path, faults: bool) -> str:
    """What is wrong in the configuration at `path`, a line for each: the `faults` of what it says, or that it is no YAML."""
    from journeybook.doors.mkdocs import configuration  # asks MkDocs for much

    if not path.is_file():
        return ""
    found = configuration.faults(path) or configuration.without_plugin(path) if faults else configuration.unreadable(path)
    return "\n".join(f"{problem.place}: {problem.message}{f' ({problem.hint})' if problem.hint else ''}" for problem in found)


def _refuse(options: Sequence[str]) -> None:
    if find_spec("mkdocs") is None:
        raise WrongUse("publishing needs MkDocs, which the extra 'site' brings: pip install 'journeybook[site]'")
    astray = next((option for option in options if option.partition("=")[0] in INSTEAD), "")
    if astray:
        raise WrongUse(f"'{astray.partition('=')[0]}' is no option of 'mkdocs build', which publish starts: {INSTEAD[astray.partition('=')[0]]}")
    if "--dirty" in options:
        raise WrongUse("'--dirty' builds a part of the site, in place; publish is for whole ones")
    if any(option.startswith(("-f", "--config-file")) for option in options):
        return
    found = next((name for name in CONFIGS if os.path.exists(name)), None)
    if found is None:
        raise WrongUse("there is no mkdocs.yml here; go to the folder that holds it, or name it with '--config-file'")
    try:
        with open(found, "rb"):
            pass
    except OSError as error:
        raise WrongUse(f"'{found}' cannot be read: {reason(error)}") from None


def difference(before: Path, after: Path) -> dict[str, int]:
    """How many pages there are in the site `after`, and how many of them are new, other ones, or gone since `before`."""
    was, now = set(_pages(before)), set(_pages(after))
    same = sum(filecmp.cmp(before / page, after / page, shallow=False) for page in was & now)
    return {"pages": len(now), "new": len(now - was), "changed": len(was & now) - same, "gone": len(was - now)}


def _pages(folder: Path) -> Iterator[str]:
    for path, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (os.path.relpath(os.path.join(path, name), folder) for name in names if name.endswith(".html"))


def sentence(said: dict[str, int | str]) -> str:
    """`published 312 pages to site (2 new, 12 changed)`."""
    pages = int(said["pages"])
    counted = [f"{int(said[word]):,} {word}" for word in ("new", "changed", "gone") if said[word]]
    if said["new"] == pages and not said["gone"]:
        counted = ["all new"]
    return f"published {pages:,} page{'' if pages == 1 else 's'} to {said['site']} ({', '.join(counted) or 'nothing changed'})"
