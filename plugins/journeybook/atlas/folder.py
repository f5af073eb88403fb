"""The files of a folder as records and counts: which are read, and what is kept of them. Which files there are and what bytes
they hold is `files`' part, whether one is a map `file_kinds`', what they come to together `linking`'s.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from journeybook.atlas.count_rows import NO_METRIC_COLUMN, read_counts
from journeybook.atlas.counts import Count
from journeybook.atlas.file_kinds import SETTINGS, decoded, decoded_settings, misplaced
from journeybook.atlas.unreadable import Losses, Spot, loosely
from journeybook.model import Library, Map, Settings
from journeybook.model.decode import Lost
from journeybook.model.full_width_colons import wide_colons
from journeybook.reading import files, last_guard
from journeybook.reading.problem import Place, Problem, shown, visible
from journeybook.reading.tree import Node, walk
from journeybook.reading.yaml_text import Limits, Mapping, Source, read

FILES = 20_000
NO_TEXT = frozenset({"not-a-map-file", "file-too-large"})
"""What is found where a file's text is not known at all; of one that is merely no map, it is."""
Progress = Callable[[int, int], None]


def read_folder(folder: Path, progress: Progress | None, before: dict[str, Read | Rows]) -> Reading:
    """Everything that `folder` holds, or the one file that it is, read and decoded; what did not change is taken from `before`.

    `progress` is told before each file how many are read and how many there are.
    """
    paths, problems = files.listed(folder)
    reading = Reading(folder.parent if folder.is_file() else folder, problems, before)
    if SETTINGS in paths:
        reading.given = reading.settings()
    reading.paths = reading.limited(paths, reading.given)
    for number, path in enumerate(reading.paths):
        if progress is not None:
            progress(number, len(reading.paths))
        reading.add(path)
    if not folder.is_file():
        nothing = _nothing(folder, reading.records, problems)
        problems += nothing
        if nothing:
            reading.losses.whole(files.HERE)
    return reading


@dataclass(frozen=True)
class Read:
    """What one file gave, and from what: a digest of its bytes, and the limits."""

    of: tuple[bytes, Limits]
    source: Source
    record: Map | Library | None
    problems: list[Problem]
    lost: str = ""
    """What of its text the record does not hold: all of it where there is none."""
    damaged: tuple[Spot, ...] = ()


@dataclass(frozen=True)
class Rows:
    """What one file of numbers gave, and from what: a digest of its bytes."""

    of: bytes
    counts: tuple[Count, ...]
    problems: list[Problem]


class Reading:
    """The files read so far: their sources, records and counts, and what is wrong with them."""

    def __init__(self, base: Path, problems: list[Problem], before: dict[str, Read | Rows]) -> None:
        self.base = base
        self.problems = problems
        self.before = before
        self.paths: list[str] = []
        self.given = Settings.blank()
        """What `atlas.yml` says; nothing where there is none."""
        self.read: dict[str, Read | Rows] = {}
        self.limits = Limits()
        self.sources: dict[str, Source] = {}
        self.records: list[tuple[str, Map | Library]] = []
        self.counts: list[Count] = []
        self.same: dict[bytes, str] = {}
        """The first file of each content whose ids or rows may stand in one file only."""
        self.losses = Losses()
        for problem in problems:  # files that could not even be listed
            if problem.level == "error":
                self.losses.whole(problem.place.path)

    def settings(self) -> Settings:
        """What `atlas.yml` says."""
        try:
            return self._settings()
        except Exception as error:
            self._fault(SETTINGS, error)
            self.losses.settings = None
            return Settings.blank()

    def _settings(self) -> Settings:
        data = files.content(self.base, SETTINGS, self.limits.size, self.problems)
        source = self.sources[SETTINGS] = read(SETTINGS, data if data is not None else b"{}")
        lost = Lost()
        self.problems += (*source.problems, *wide_colons(source, lost.nodes))
        if isinstance(source.tree, str) and source.tree.is_null:
            return Settings.blank()
        settings, found = decoded_settings(source, lost)
        self.problems += found
        if data is None or settings is None or not isinstance(source.tree, Mapping):
            self.losses.settings = None
            self.losses.files.add(SETTINGS)
        else:
            self.losses.settings = _text((*source.lost, *lost.nodes))
        return settings or Settings.blank()

    def limited(self, paths: list[str], settings: Settings) -> list[str]:
        """Sets the limits that `settings` give; as many of `paths` as they allow."""
        own, default = settings.limits, Limits()
        most = FILES
        if own is not None:
            self.limits = Limits(own.size or default.size, own.depth or default.depth, own.nodes or default.nodes)
            most = own.files or FILES
        if len(paths) > most:
            message = f"the folder holds {len(paths):,} files, more than the {most:,} that are read"
            hint = "raise 'limits: {files: …}' in atlas.yml"
            self.problems.append(Problem(Place(files.HERE), "too-many-files", message, hint=hint))
            self.losses.whole(files.HERE)
        return paths[:most]

    def add(self, path: str) -> None:
        """Reads the file `path`."""
        try:
            self._add(path)
        except Exception as error:
            self._fault(path, error)

    def _fault(self, path: str, error: Exception) -> None:
        self.problems.append(last_guard.problem(path, "reading", error))
        self.losses.whole(path, data=files.content(self.base, path, self.limits.size, []) or b"")

    def _add(self, path: str) -> None:
        name = path.rpartition("/")[2].lower()
        if path == SETTINGS:
            return
        if name in (SETTINGS, "atlas.yaml"):
            self.losses.settings = None
            self.problems.append(misplaced(path))
            return
        data = files.content(self.base, path, self.limits.size, self.problems)
        if data is None:
            self.losses.whole(path)
            return
        if name.endswith(files.CSV):
            self._add_counts(path, data)
            return
        of = hashlib.sha256(data).digest(), self.limits
        found = self.before.get(path)
        if not isinstance(found, Read) or found.of != of:
            source = read(path, data, self.limits)
            problems, lost = list(source.problems), Lost(nodes=list(source.lost))
            record = decoded(source, problems, lost)
            found = Read(of, source, record, problems, _text(lost.nodes), tuple(_spots(path, lost.records.values())))
            source.forget()
        self.read[path] = found
        self.sources[path] = found.source
        self.problems += found.problems
        if found.record is not None:
            if isinstance(found.record, Library) or found.record.said("id"):
                first = self.same.setdefault(of[0], path)
                if first != path:
                    self._same_twice(path, first)
                    if len(path) >= len(first):
                        return
                    self.records = [(other, record) for other, record in self.records if other != first]
            self.records.append((path, found.record))
            self.losses.part(found.lost, found.damaged)
        elif any(problem.level == "error" for problem in found.problems):
            unknown = any(problem.code in NO_TEXT for problem in found.problems)
            self.losses.whole(path, found.source.text, b"" if unknown else data)

    def _same_twice(self, path: str, first: str) -> None:
        """One finding for a copy, in place of one for each id or row in it."""
        copy, other = sorted((path, first), key=len, reverse=True)
        message, related = f"the file holds the same as {shown(other)}", ((Place(other), "the other one"),)
        self.problems.append(Problem(Place(copy), "duplicate-file", message, hint="remove one of them", related=related))

    def _add_counts(self, path: str, data: bytes) -> None:
        of = hashlib.sha256(data).digest()
        first = self.same.setdefault(of, path)
        if first != path and data.strip():
            self._same_twice(path, first)
            return
        found = self.before.get(path)
        if not isinstance(found, Rows) or found.of != of:
            found = Rows(of, *read_counts(path, data))
        self.read[path] = found
        self.counts += found.counts
        self.problems += found.problems
        if any(problem.level == "error" for problem in found.problems):
            if found.counts:
                self.losses.part(loosely(data))
            else:
                unknown = any(problem.code in NO_TEXT or problem.message == NO_METRIC_COLUMN for problem in found.problems)
                self.losses.whole(path, data=b"" if unknown else data)


def _text(nodes: Iterable[Node]) -> str:
    return "\n".join(node for within in nodes for node in walk(within) if isinstance(node, str))


def _spots(path: str, records: Iterable[Mapping]) -> Iterator[Spot]:
    """Where `records` of the file `path` begin, and their fields and values."""
    for record in records:
        for node in (record, *record.scalars.values(), *record.values()):
            yield path, *node.mark[:2]


def _nothing(folder: Path, records: list[tuple[str, Map | Library]], problems: list[Problem]) -> list[Problem]:
    if records or any(problem.level == "error" for problem in problems):
        return []
    message = f"no maps in '{visible(str(folder))}': no file there ends in .yml or .yaml"
    return [Problem(Place(files.HERE), "no-maps", message, hint="begin with a title and stages")]
