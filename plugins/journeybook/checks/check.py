"""The whole way from a folder to an atlas and everything that is wrong with it: reading, joining, and the rules."""

from __future__ import annotations

import datetime
import gc
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.count_checks import check_counts
from journeybook.atlas.counted_records import settled
from journeybook.atlas.counts import Count
from journeybook.atlas.file_kinds import at_home
from journeybook.atlas.folder import Progress, Read, Rows, read_folder
from journeybook.atlas.linking import build
from journeybook.checks import labels, rules, translations
from journeybook.insight.audience import seen_by
from journeybook.languages.translation.language import Language
from journeybook.model import Library, Map
from journeybook.reading import encoding, files, last_guard, pictures
from journeybook.reading.problem import Problem

LIMITED = frozenset({"file-too-large", "nested-too-deep", "too-many-values", "too-many-files"})


@dataclass(frozen=True)
class Loaded:
    """An atlas and everything found while loading it, sorted by place; `files` are the paths that were read, `asked` the
    other ones that were only looked for, with whether they are there."""

    atlas: Atlas
    problems: tuple[Problem, ...]
    files: tuple[str, ...] = ()
    asked: dict[str, bool] = field(default_factory=dict)
    pictures: dict[str, tuple[int, tuple[str, str]]] = field(default_factory=dict)
    """What `pictures` said about each picture that was looked at, for how many bytes."""
    records: tuple[tuple[str, Map | Library], ...] = ()
    counts: tuple[Count, ...] = ()
    """The rows of the CSV files as they name things; the atlas's own hold ids."""
    read: dict[str, Read | Rows] = field(default_factory=dict, repr=False)
    unread: frozenset[str] = frozenset()
    """The files of which nothing could be read; what is said about them comes first."""
    languages: tuple[Language, ...] = ()
    """The translations of the interface that the folder brings along."""
    lines: dict[tuple[str, int], str] = field(default_factory=dict, repr=False)
    """The lines that findings stand in of files that are no YAML, whose text the atlas does not keep."""

    def __iter__(self) -> Iterator[Any]:
        """`atlas, problems = load(folder)`."""
        return iter((self.atlas, self.problems))

    @property
    def broken(self) -> bool:
        """Whether any finding is an error."""
        return any(problem.level == "error" for problem in self.problems)

    def seen_by(self, audience: str) -> Atlas:
        """The atlas without what is meant for a narrower audience, and without any trace of it."""
        return seen_by(self.atlas, self.records, self.counts, audience)


def load(folder: str | Path, today: datetime.date, progress: Progress | None = None, before: Loaded | None = None) -> Loaded:
    """The atlas of `folder` as of `today`, and all problems at once. `folder` may be a single map's file.

    `progress` is told before each file how many are read and how many there are. What did not change since `before` is
    taken from there.
    """
    with _not_collecting():
        return _load(Path(folder), today, progress, before.read if before is not None else {})


@contextmanager
def _not_collecting() -> Iterator[None]:
    """What is read stays: looking for garbage meanwhile would take a third of the time and find none."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _load(folder: Path, today: datetime.date, progress: Progress | None, before: dict[str, Read | Rows]) -> Loaded:
    reading = read_folder(folder, progress, before)
    base, problems, settings = reading.base, reading.problems, reading.given
    unread = reading.losses.unread()
    atlas, found = build(Path(os.path.realpath(base)).name, settings, reading.sources, reading.records, unread)
    problems += found
    asked: dict[str, bool] = {}
    atlas.has_file = lambda path: asked.setdefault(path, files.is_file_of(base, path))
    size = (settings.limits and settings.limits.picture) or pictures.SIZE
    looked: dict[str, tuple[int, tuple[str, str]]] = {}
    atlas.fault_of_picture = lambda path: looked.setdefault(path, (size, pictures.fault(base, path, size)))[1]
    with last_guard.guarded(files.HERE, "joining the numbers", problems):
        atlas.counts, found = settled(atlas, reading.counts)
        problems += found
    with last_guard.guarded(files.HERE, "checking the numbers", problems):
        defined = {key: entry.record for key, entry in atlas.library["metric"].items() if not entry.implied}
        problems += check_counts(atlas.counts, defined)
    with last_guard.guarded(files.HERE, "checking the labels", problems):
        problems += labels.check(settings)
    languages = translations.read(base, problems) if folder.is_dir() else ()
    problems += rules.check(atlas, today)
    if unread.settings is None:  # the limits may stand there
        problems = [problem for problem in problems if problem.code not in LIMITED]
    problems = at_home(problems, reading.records)
    kept = tuple(sorted(_not_ignored(atlas, dict.fromkeys(problems)), key=lambda p: (p.place.path not in unread.files, p)))
    read = tuple(reading.records), tuple(reading.counts), reading.read
    lines = dict(_lines(base, {(problem.place.path, problem.place.line) for problem in kept}, atlas))
    return Loaded(atlas, kept, tuple(reading.paths), asked, looked, *read, unread.files, languages, lines)


def _lines(base: Path, spots: Iterable[tuple[str, int]], atlas: Atlas) -> Iterator[tuple[tuple[str, int], str]]:
    """The line of each of `spots` that is in a file of numbers or a translation."""
    numbers: dict[str, list[int]] = {}
    for path, number in spots:
        if path not in atlas.sources and path.lower().endswith((files.CSV, translations.ENDING)):
            numbers.setdefault(path, []).append(number)
    for path, wanted in numbers.items():
        data = files.content(base, path, files.CSV_SIZE, [])
        text = encoding.of_spreadsheet(path, data or b"")[0] if path.lower().endswith(files.CSV) else (data or b"").decode("utf-8-sig", "replace")
        lines = re.split("\r\n|\r|\n", text or "")
        yield from (((path, number), lines[number - 1]) for number in wanted if 0 < number <= len(lines))


def _not_ignored(atlas: Atlas, problems: Iterable[Problem]) -> list[Problem]:
    """`problems` without those that a comment ignores. What makes a file unreadable or unsafe, no comment ignores."""
    kept = set(rules.leveled(atlas, problems))
    return [p for p in problems if p in kept or (p.level == "error" and p.code not in rules.RULES)]
