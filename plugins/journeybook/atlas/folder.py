"""The files of a folder as records and counts: which are read, and as what. Which files there are and what bytes they hold is
`files`' part, what they come to together `linking`'s.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from journeybook.atlas.counts import Count, read_counts
from journeybook.atlas.unreadable import Losses, Spot, loosely
from journeybook.model import Library, Map, Part, Settings
from journeybook.model.decode import Lost, decode
from journeybook.model.full_width_colons import wide_colons
from journeybook.model.similar_keys import meant
from journeybook.model.values import LIBRARY
from journeybook.reading import files, last_guard
from journeybook.reading.problem import Place, Problem, shown, visible
from journeybook.reading.tree import Node, scalar, walk
from journeybook.reading.yaml_text import Limits, Mapping, Scalar, Source, read

SETTINGS = "atlas.yml"
FILES = 20_000
MAP_KEYS = frozenset(name for name, _ in Map.declared())
NEEDED_BY_MAPS = frozenset(name for name, info in Map.declared() if info.is_required())
SETTINGS_KEYS = frozenset(name for name, _ in Settings.declared())
NO_TEXT = frozenset({"not-a-map-file", "file-too-large"})
"""What is found where a file's text is not known at all; of one that is merely no map, it is."""
LIBRARY_KEYS = frozenset(name for name, _ in Library.declared())


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
        too_deep = _one_too_deep(source, source.tree) if isinstance(source.tree, Mapping) else None
        if too_deep:
            settings, found = None, [too_deep]
        else:
            settings, found = decode(source.tree, Settings, source, lost) if source.tree is not None else (None, [])
        self.problems += map(_of_the_site, found)
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
            self.problems.append(_misplaced(path))
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
            record = _decoded(source, problems, lost)
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
                    if len(path) > len(first):
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
                unknown = any(problem.code in NO_TEXT for problem in found.problems)
                self.losses.whole(path, data=b"" if unknown else data)


def _text(nodes: Iterable[Node]) -> str:
    return "\n".join(node for within in nodes for node in walk(within) if isinstance(node, str))


def _spots(path: str, records: Iterable[Mapping]) -> Iterator[Spot]:
    """Where `records` of the file `path` begin, and their fields and values."""
    for record in records:
        for node in (record, *record.scalars.values(), *record.values()):
            yield path, *node.mark[:2]


def _decoded(source: Source, problems: list[Problem], lost: Lost) -> Map | Library | None:
    tree = source.tree
    problems += wide_colons(source, lost.nodes)
    if tree is None or (isinstance(tree, Scalar) and tree.is_null):
        if not any(problem.level == "error" for problem in source.problems):
            message = "the file holds only comments" if "#" in source.text else "the file is empty"
            hint = "a map needs 'title: …' and 'stages: …'"
            problems.append(Problem(Place(source.path), "empty-file", message, hint=hint))
        return None
    if not isinstance(tree, Mapping):
        if not getattr(tree, "spoilt", False):
            what = "text" if isinstance(tree, str) else "a list"
            message = f"the file must hold fields such as 'title: …' and 'stages: …', not {what}"
            problems.append(Problem(source.place(tree), "wrong-type", message, hint=_without_dashes(tree)))
        return None
    too_deep = _one_too_deep(source, tree)
    if too_deep:
        problems.append(too_deep)
        return None
    if _holds_settings(source.path, tree):
        problems.append(_misplaced(source.path))
        return None
    if _foreign(tree):
        message = "this is neither a map nor a library: it has none of their fields"
        hint = "a map needs 'title: …' and 'stages: …'; keep other files out of the folder"
        problems.append(Problem(Place(source.path), "not-a-map-file", message, hint=hint))
        return None
    shape = shape_of(tree)
    record, found = decode(tree, shape, source, lost)
    if any(problem.code == "several-documents" for problem in source.problems):
        lost.nodes.append(scalar(source.text, tree.mark))  # what is missing here may stand in the other one
        found = [problem for problem in found if problem.code != "missing-field"]
    unknown = {problem.place for problem in found if problem.code == "unknown-field"}
    problems[:] = [problem for problem in problems if problem.code != "typographic-quotes" or problem.place not in unknown]
    problems += [_of_two_kinds(_cut_off(problem, source), tree, shape) for problem in found]
    return record


def _without_dashes(tree: Node) -> str:
    """What to do about a file that is a list of fields, or of records without a word of what they are."""
    first = tree[0] if isinstance(tree, list) and tree else None
    if not isinstance(first, Mapping):
        return ""
    if MAP_KEYS & set(first) <= {"id"} or "name" in first:
        return "write what the records are above them, such as 'teams:'"
    return "remove the dashes before the fields"


def _cut_off(problem: Problem, source: Source) -> Problem:
    """An empty value whose text stands behind a '#' is empty only to YAML."""
    if problem.code != "empty-value" or not re.search(r"(:|^\s*-)\s+#", source.line(problem.place.line)):
        return problem
    return replace(problem, hint="what follows '#' is a comment: put the text in quotes")


OF_THE_SITE = ("audience", "fail_on", "folder", "path", "navigation", "diagrams", "pages", "no_secret", "in_place", "today")


def _of_the_site(problem: Problem) -> Problem:
    """An option of the plugin stands in mkdocs.yml and not among the settings."""
    name = problem.message.removeprefix("unknown field ").strip("'")
    if problem.code != "unknown-field" or name not in OF_THE_SITE:
        return problem
    return replace(problem, hint=f"this is an option of the site: in mkdocs.yml, write '{name}: …' below '- journeybook:'")


HOLDERS = frozenset({"map", "maps", "journey", "journeys", "cjm", "library", "libraries", "records", "atlas"})


def _one_too_deep(source: Source, tree: Mapping) -> Problem | None:
    """A whole file below a key that says what it is, as other tools have it."""
    name, inner = next(iter(tree.items()), ("", None))
    several = isinstance(inner, list) and [item for item in inner if isinstance(item, Mapping)]
    held = several[0] if several else inner
    if len(tree) != 1 or name.casefold() not in HOLDERS or not isinstance(held, Mapping) or not (MAP_KEYS | LIBRARY_KEYS | SETTINGS_KEYS) & set(held):
        return None
    key = tree.key(name)
    hint = "begin each map in a file of its own" if several else f"remove the line '{key}:', and the blanks before the lines below it"
    return Problem(source.place(key), "unknown-field", f"a file holds its fields at the beginning of the line, and not below {shown(key)}", hint=hint)


def _misplaced(path: str) -> Problem:
    message = f"settings are read only from {SETTINGS} at the top of the folder"
    hint = "move it there" if path.rpartition("/")[2] == SETTINGS else f"rename it to {SETTINGS}{', at the top' if '/' in path else ''}"
    return Problem(Place(path), "misplaced-settings", message, hint=hint)


def _holds_settings(path: str, tree: Mapping) -> bool:
    """Whether the file holds nothing but settings, and something that tells them from a map or is called like them."""
    if not tree or not SETTINGS_KEYS.issuperset(tree):
        return False
    return not (MAP_KEYS | LIBRARY_KEYS).issuperset(tree) or path.rpartition("/")[2].rpartition(".")[0].lower() in ("settings", "config")


def _foreign(tree: Mapping) -> bool:
    """Whether the file is of another kind: fewer than half of its keys are, or were meant to be, what maps and libraries have,
    and none of them says that it is a map."""
    keys = [key for key in tree.scalars.values() if not key.startswith("x-")][:50]
    if not keys or any(key.spoilt or key.casefold() in MAP_KEYS | LIBRARY_KEYS for key in keys):
        return False
    known = sum(bool(meant(key, Map) or meant(key, Library)) for key in keys)
    return not any(_says_map(key) for key in keys) and 2 * known < len(keys)


def _says_map(key: str) -> bool:
    return not NEEDED_BY_MAPS.isdisjoint((key, *meant(key, Map)))


def shape_of(tree: Mapping) -> type[Map] | type[Library]:
    """A file with `stages` is a map; one with nothing but library keys a library; else what most of its keys belong to."""
    if "stages" in tree:
        return Map
    if any(key in LIBRARY_KEYS - MAP_KEYS for key in tree) or (tree and all(key in LIBRARY_KEYS for key in tree)):
        return Library
    keys = list(tree)[:50]
    if any(_says_map(key) or key in MAP_KEYS - LIBRARY_KEYS for key in keys):
        return Map
    return Library if any(meant(key, Library) for key in keys) else Map


def _of_two_kinds(problem: Problem, tree: Mapping, shape: type[Part]) -> Problem:
    if problem.code != "unknown-field" or shape is not Library or problem.hint.startswith("did you"):
        return problem
    name = next((key for key in tree.scalars.values() if key.mark[:2] == (problem.place.line, problem.place.column)), "")
    if name not in MAP_KEYS and not meant(name, Map):
        return problem
    return replace(problem, hint="a library file holds only library records; a map needs 'stages'")


HOME = re.compile(rf"under '(\w+):' in {re.escape(LIBRARY)}")


def at_home(problems: list[Problem], records: list[tuple[str, Map | Library]]) -> list[Problem]:
    """`problems`, where they send a record to the library with the file that holds others of its kind, or any of the library's."""
    libraries = [(path, record) for path, record in records if isinstance(record, Library)]
    homes = {key: path for path, record in reversed(libraries) for key in LIBRARY_KEYS if record.said(key)}

    def told(problem: Problem) -> Problem:
        kind = HOME.search(problem.hint)
        return replace(problem, hint=problem.hint.replace(LIBRARY, homes.get(kind[1], libraries[0][0]), 1)) if kind else problem

    return list(map(told, problems)) if libraries else problems


def _nothing(folder: Path, records: list[tuple[str, Map | Library]], problems: list[Problem]) -> list[Problem]:
    if records or any(problem.level == "error" for problem in problems):
        return []
    message = f"no maps in '{visible(str(folder))}': no file there ends in .yml or .yaml"
    return [Problem(Place(files.HERE), "no-maps", message, hint="begin with a title and stages")]
