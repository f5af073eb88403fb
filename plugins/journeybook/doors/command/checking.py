"""Which atlas the paths belong to that somebody names, and what is found in them.

Everything that reads or checks is imported inside, so that `journeybook --help` stays quick.
"""

from __future__ import annotations

import datetime
import gc
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeybook import current_day
from journeybook.doors.command.found import Checked
from journeybook.doors.command.terminal import Progress, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeybook.checks.check import Loaded
    from journeybook.checks.kept_findings import Found

FOLDER = "journeys"
SETTINGS = "atlas.yml"
ROOTS = (".git", ".hg", "mkdocs.yml")
"""What the top folder of a project holds; no atlas is looked for above it."""


def today() -> datetime.date:
    """The day that counts as today."""
    try:
        return current_day()
    except ValueError as error:
        raise click.UsageError(f"{error}") from None


def default_folder() -> Path:
    """The folder with the maps where nobody names one."""
    if os.path.isdir(FOLDER):
        return Path(FOLDER)
    if os.path.lexists(FOLDER):
        raise click.UsageError(f"'{FOLDER}' is no folder here; name the folder with the maps")
    if os.path.exists("mkdocs.yml"):  # the folder of a site, whose own YAML files are no maps
        raise click.UsageError(f"there is no folder '{FOLDER}' here; name the folder with the maps")
    return Path()


def keeps() -> bool:
    """Whether a check keeps what it finds where nobody says: not in a pipeline, where others' changes may run as the same user."""
    return os.environ.get("CI", "").lower() in ("", "0", "false")


def _note(text: str) -> None:
    click.echo(f"note: {name_of(text)}", err=True)


def check(found: Checked, paths: Iterable[Path], today: datetime.date, cache: bool) -> None:
    """Adds to `found` what there is to say about `paths`."""
    from journeybook.checks import kept_findings

    wanted: dict[str, tuple[Path, list[Path]]] = {}
    for path in paths:
        if not os.path.lexists(path):
            from journeybook.reading.problem import shown

            raise click.UsageError(f"there is no file or folder {shown(name_of(path))}")
        atlas = _atlas_of(path)
        wanted.setdefault(os.path.abspath(atlas), (atlas, []))[1].append(path)

    def add(place: Path, asked: list[Path]) -> Found:
        load = partial(_loaded, place, today)
        findings = kept_findings.found(place, today, load, _note) if cache else kept_findings.Found.of(load())
        found.add(place, findings, asked)
        return findings

    for folder, asked in wanted.values():
        read = {os.path.realpath(folder / path) for path in add(folder, asked).files}
        if any(os.path.realpath(path) == os.path.realpath(folder) for path in asked):
            add_site(found, folder)
        for path in asked if folder.is_dir() else ():
            if path.is_file() and os.path.realpath(path) not in read:
                add(path, [path])  # a draft whose name keeps it out of the atlas
    found.sort()


def add_site(found: Checked, folder: Path) -> None:
    """Adds what is wrong with the plugin's entry in the configuration of the site whose maps stand in `folder`, where MkDocs is there to be
    asked and the entry says anything."""
    from importlib.util import find_spec

    from journeybook.checks.kept_findings import Found
    from journeybook.reading.files import SITE

    beside = Path(os.path.abspath(folder)).parent
    file = next((beside / name for name in SITE if (beside / name).is_file()), None)
    if file is None or find_spec("mkdocs") is None or b"journeybook" not in (data := file.read_bytes()):
        return
    from dataclasses import replace

    from journeybook.doors.mkdocs.configuration import faults

    path, lines = f"../{file.name}", data.decode("utf-8", "replace").split("\n")
    problems = tuple(replace(problem, place=replace(problem.place, path=path), related=()) for problem in faults(file))
    spots = {(path, problem.place.line): lines[problem.place.line - 1].rstrip() for problem in problems}
    found.add(folder, Found(problems, (), spots), [folder])


def _loaded(folder: Path, today: datetime.date) -> Loaded:
    # Looking for pydantic's plugins means reading about every package that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from journeybook.checks.check import load

    gc.disable()  # the process ends before any of what is read is garbage
    with Progress() as progress:
        loaded = load(folder, today, progress)
    gc.freeze()
    return loaded


def _atlas_of(path: Path) -> Path:
    """The folder whose atlas `path` belongs to: the nearest one above with settings, else the nearest with the usual name,
    else `path` itself. The top of a project, or of somebody's files, holds much else and is none by its name."""
    absolute = Path(os.path.abspath(path))
    named: Path | None = None
    for folder in (absolute, *absolute.parents):
        if os.path.isfile(folder / SETTINGS):  # not the method of Path, which fails in a folder that may not be entered
            return folder
        if folder == Path(os.path.expanduser("~")) or any(os.path.exists(folder / name) for name in ROOTS):
            break
        if named is None and folder.name == FOLDER and folder.is_dir():
            named = folder
    if named is not None:
        return named if path.is_absolute() else Path(os.path.relpath(named))
    if os.path.isdir(path / FOLDER) and any(os.path.exists(path / name) for name in ROOTS):
        return path / FOLDER
    return path
