"""A folder to an atlas: which files are read, and as what.

Reads files and nothing else of the machine. `load` is the whole way from a folder to an atlas and its problems, rules
included.
"""

from __future__ import annotations

import datetime
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from journeybook import rules
from journeybook.atlas import Atlas, build
from journeybook.counts import Count, check_counts, read_counts
from journeybook.decode import decode
from journeybook.model import Library, Map, Part, Settings
from journeybook.problems import Place, Problem, did_you_mean, shown
from journeybook.source import Limits, Mapping, Source, read

SETTINGS = "atlas.yml"
YAML_ENDINGS = (".yml", ".yaml")
FILES = 20_000
MAP_KEYS = frozenset(name for name, _ in Map.declared())
LIBRARY_KEYS = frozenset(name for name, _ in Library.declared())


@dataclass(frozen=True)
class Loaded:
    """An atlas and everything found while loading it, sorted by place."""

    atlas: Atlas
    problems: tuple[Problem, ...]

    def __iter__(self):  # noqa: ANN204 - `atlas, problems = load(folder)`
        return iter((self.atlas, self.problems))

    @property
    def broken(self) -> bool:
        """Whether any finding is an error."""
        return any(problem.level == "error" for problem in self.problems)


def load(folder: str | Path, today: datetime.date) -> Loaded:
    """The atlas of `folder` as of `today`, and all problems at once. `folder` may be a single map's file."""
    folder = Path(folder)
    problems: list[Problem] = []
    base = folder.parent if folder.is_file() else folder
    paths = _listed(folder, problems)
    sources: dict[str, Source] = {}
    settings = _settings(base, paths, problems, sources)
    limits = _limits(settings)
    files: list[tuple[str, Map | Library]] = []
    counts: list[Count] = []
    for path in paths:
        data = _bytes(base, path, problems, limits)
        if data is None:
            continue
        if path.endswith(".csv"):
            rows, found = read_counts(path, data)
            counts += rows
            problems += found
        elif path != SETTINGS:
            source = sources[path] = read(path, data, limits)
            problems += source.problems
            record = _decoded(source, problems)
            if record is not None:
                files.append((path, record))
    problems += _nothing(folder, files, problems)
    atlas, found = build(base.resolve().name, settings, sources, files, tuple(counts))
    problems += found
    atlas.has_file = lambda path: _is_file(base, path)
    problems += check_counts(counts, {key: entry.record for key, entry in atlas.library["metric"].items()})
    problems += rules.check(atlas, today)
    return Loaded(atlas, tuple(sorted(rules.leveled(atlas, dict.fromkeys(problems)))))


def _listed(folder: Path, problems: list[Problem]) -> list[str]:
    """The files below `folder` that are read, as paths with forward slashes, sorted; links are not followed outside."""
    if folder.is_file():
        return [folder.name]
    if not folder.is_dir():
        problems.append(Problem(Place(str(folder)), "no-maps", f"there is no folder {shown(folder)}"))
        return []
    found: list[str] = []
    root = folder.resolve()
    for where, folders, names in os.walk(folder, followlinks=False):
        for name in [name for name in folders if (Path(where) / name).is_symlink()]:
            path = (Path(where) / name).relative_to(folder).as_posix()
            problems.append(Problem(Place(path), "link-not-followed", "a link to a folder is not followed", "warning"))
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        for name in sorted(names):
            if _wanted(name):
                path = (Path(where) / name).relative_to(folder).as_posix()
                if _inside(Path(where) / name, root, path, problems):
                    found.append(path)
    if len(found) > FILES:
        problems.append(Problem(Place(str(folder)), "too-many-files", f"more than {FILES:,} files"))
    return found[:FILES]


def _wanted(name: str) -> bool:
    return name.lower().endswith((*YAML_ENDINGS, ".csv")) and not name.startswith((".", "#", "~"))


def _inside(file: Path, root: Path, path: str, problems: list[Problem]) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        shown_path = path.encode("utf-8", "backslashreplace").decode()
        problems.append(Problem(Place(shown_path), "file-name", "the file's name is not UTF-8", hint="rename it"))
        return False
    if file.is_symlink() and root not in file.resolve().parents:
        message = "a link that leads out of the folder is not read"
        problems.append(Problem(Place(path), "link-not-followed", message, hint="copy the file"))
        return False
    return True


def _bytes(base: Path, path: str, problems: list[Problem], limits: Limits) -> bytes | None:
    try:
        file = base / path
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            problems.append(Problem(Place(path), "not-a-file", "this is not a regular file"))
            return None
        if status.st_size > max(limits.size, 50_000_000 if path.endswith(".csv") else 0):
            message = f"the file has {status.st_size:,} bytes, more than the {limits.size:,} that are read"
            hint = "split it, or raise 'limits: {size: …}' in atlas.yml"
            problems.append(Problem(Place(path), "file-too-large", message, hint=hint))
            return None
        return file.read_bytes()
    except OSError as error:
        problems.append(Problem(Place(path), "not-readable", f"cannot be read: {(error.strerror or '').lower()}"))
        return None


def _is_file(base: Path, path: str) -> bool:
    """Whether `path` is a file of the folder; one that a link leads out of it to is not."""
    try:
        file = (base / path).resolve()
        return file.is_file() and base.resolve() in file.parents
    except (OSError, ValueError):
        return False


def _settings(base: Path, paths: list[str], problems: list[Problem], sources: dict[str, Source]) -> Settings:
    if SETTINGS not in paths:
        return Settings()
    data = _bytes(base, SETTINGS, problems, Limits())
    source = sources[SETTINGS] = read(SETTINGS, data or b"{}")
    problems += source.problems
    if source.tree is None or (isinstance(source.tree, str) and source.tree.is_null):
        return Settings()
    settings, found = decode(source.tree, Settings, SETTINGS)
    problems += found
    return settings or Settings()


def _limits(settings: Settings) -> Limits:
    own = settings.limits
    if own is None:
        return Limits()
    default = Limits()
    return Limits(int(own.size or default.size), int(own.depth or default.depth), int(own.nodes or default.nodes))


def _decoded(source: Source, problems: list[Problem]) -> Map | Library | None:
    tree = source.tree
    if tree is None:
        if not source.problems:
            message = "the file holds only comments" if source.text.strip() else "the file is empty"
            hint = "a map needs 'title: …' and 'stages: …'"
            problems.append(Problem(Place(source.path), "empty-file", message, hint=hint))
        return None
    if not isinstance(tree, Mapping):
        what = "text" if isinstance(tree, str) else "a list"
        message = f"the file must hold fields such as 'title: …' and 'stages: …', not {what}"
        problems.append(Problem(source.place(tree), "wrong-type", message))
        return None
    shape: type[Part] = _shape(tree)
    record, found = decode(tree, shape, source.path)
    problems += [_of_two_kinds(problem, tree, shape) for problem in found]
    return record


def _shape(tree: Mapping) -> type[Part]:
    """A file with `stages` is a map; one with nothing but library keys a library; else what most of its keys belong to."""
    if "stages" in tree:
        return Map
    only_library = LIBRARY_KEYS - MAP_KEYS
    library = sum(key in only_library for key in tree)
    return Library if library or (tree and all(key in LIBRARY_KEYS for key in tree)) else Map


def _of_two_kinds(problem: Problem, tree: Mapping, shape: type[Part]) -> Problem:
    if problem.code != "unknown-field" or shape is not Library or problem.hint.startswith("did you"):
        return problem
    name = next((key for key in tree if key.start.line + 1 == problem.place.line), "")
    hint = did_you_mean(name, MAP_KEYS) or problem.hint
    hint = "a library file holds only library records; a map needs 'stages'" if name in MAP_KEYS else hint
    return Problem(problem.place, problem.code, problem.message, problem.level, hint, problem.related)


def _nothing(folder: Path, files: list[tuple[str, Map | Library]], problems: list[Problem]) -> list[Problem]:
    if files or any(problem.level == "error" for problem in problems):
        return []
    message = f"no maps in {shown(folder)}: no file there ends in .yml or .yaml"
    return [Problem(Place(str(folder)), "no-maps", message, hint="begin with a title and stages")]
