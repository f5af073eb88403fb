"""What `journeybook check` found in the paths that somebody named, and its last line. Places are as seen from the current
folder; for machines that annotate a repository, from its top."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from journeybook.doors.command.terminal import name_of
from journeybook.reading import last_guard

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeybook.checks.kept_findings import Found
    from journeybook.reading.problem import Place, Problem

ALONE = "checked alone: no library or other maps were read"


class Checked:
    """What was found in the given paths, with places as seen from `top`, from the `repository` that they stand in, or from
    the current folder."""

    def __init__(self, top: Path | None = None, repository: bool = False) -> None:
        self.top = top
        self.repository = repository
        self.problems: list[Problem] = []
        self.lines: dict[tuple[str, int], str] = {}
        self.files: set[str] = set()
        self.alone: set[str] = set()
        self.unread: set[str] = set()
        """The files of which nothing could be read."""

    def sort(self) -> None:
        """Puts what cannot be read first, and everything else by its place."""
        self.problems.sort(key=lambda problem: (problem.place.path not in self.unread, problem))

    def add(self, place: Path, found: Found, wanted: Iterable[Path]) -> None:
        """Adds the findings of an atlas, or of a file alone, that stand in the paths `wanted`."""
        from dataclasses import replace

        folder = place.parent if place.is_file() else place
        tops = [os.path.realpath(path) for path in wanted]
        top = self.top or (repository_of(folder) if self.repository else None)
        names = {path: _seen(folder, path, top) for path in found.files}

        def moved(spot: Place) -> Place:
            return replace(spot, path=names.get(spot.path) or _seen(folder, spot.path, top))

        @cache
        def asked_for(path: str) -> bool:
            above, name = os.path.split(folder / path)
            if path.startswith("../"):  # what should stand in the folder
                return os.path.realpath(folder) in tops
            # A link that leads elsewhere is a finding about where it stands.
            ways = {os.path.realpath(folder / path), os.path.join(os.path.realpath(above), name)}
            return any(way == top or way.startswith(top.rstrip(os.sep) + os.sep) for way in ways for top in tops)

        for problem in found.problems:
            if asked_for(problem.place.path) or problem.code == last_guard.CODE:
                related = tuple((moved(place), word) for place, word in problem.related)
                self.problems.append(replace(problem, place=moved(problem.place), related=related))
        added = {names[path] for path in found.files if asked_for(path)}
        self.files |= added
        self.unread |= {names.get(path) or _seen(folder, path, top) for path in found.unread}
        self.alone |= added if place.is_file() else set()
        self.lines |= {(names.get(path) or _seen(folder, path, top), number): line for (path, number), line in found.lines.items()}

    def line_of(self, place: Place) -> str:
        """The source line of `place`; empty where the file could not be read."""
        return self.lines.get((place.path, place.line), "")

    def fails(self, level: str) -> bool:
        """Whether there is a finding at or above `level`."""
        return level != "never" and any(level == "warning" or p.level == "error" for p in self.problems)

    def summary(self) -> str:
        """`3 errors, 1 warning in 2 of 14 files`, and whether they were checked without their library and the other maps."""
        count, alone = len(self.files), len(self.alone)
        whole = "1 file" if count == 1 else f"{count:,} files"
        whole += ("," if alone == count else f", {alone:,} of them") + f" {ALONE}" if alone else ""
        if not self.problems:
            return f"no problems in {whole}"
        errors = sum(problem.level == "error" for problem in self.problems)
        counted = [_many(errors, "error"), _many(len(self.problems) - errors, "warning")]
        where = len({problem.place.path for problem in self.problems} & self.files)
        return ", ".join(word for word in counted if word) + (f" in {where:,} of {whole}" if where else "")


def _many(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}" if number else ""


def repository_of(folder: Path) -> Path | None:
    """The top of the git repository that `folder` stands in; where a link leads to it, of the one that it leads to."""
    for start in (Path(os.path.abspath(folder)), Path(os.path.realpath(folder))):
        for top in (start, *start.parents):
            if (top / ".git").exists():
                return top
    return None


def _seen(folder: Path, path: str, top: Path | None) -> str:
    """A file of `folder` as the reader of the output finds it: from `top`, if there is one and the file lies below it, else
    from the current folder, if it lies below that."""
    absolute = os.path.normpath(os.path.join(os.path.abspath(folder), path))
    for file in (absolute, os.path.realpath(absolute)) if top is not None else ():
        inside = _relative(file, str(top))
        if inside is not None:
            return name_of(inside)
    seen = _relative(absolute, os.curdir)
    return name_of(seen if seen is not None else absolute if folder.is_absolute() else _upwards(absolute))


def _relative(file: str, folder: str) -> str | None:
    """`file` as seen from `folder`; None where it does not lie below it."""
    seen = _upwards(file, folder)
    return None if seen.startswith("../") or seen == ".." or os.path.isabs(seen) else seen


def _upwards(file: str, folder: str = os.curdir) -> str:
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # another drive
        return file
