"""What the last checks found, kept so that a folder in which nothing changed is checked in a moment.

An entry is named by a digest of all that its findings follow from: every file's path and bytes, the day, and the code of
Journeybook and of what it reads with. So nothing is ever out of date, and entries can be shared between branches and
machines, deleted or damaged. They are plain JSON in the user's own cache folder, and never within the project: what is
checked must not bring along what is found.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeybook import faults, files, pictures
from journeybook.problems import Place, Problem

if TYPE_CHECKING:
    from journeybook.folder import Loaded

READ_WITH = ("yaml/__init__.py", "pydantic/version.py", "dateutil/_version.py")
"""The libraries that findings depend on, by the file that says their version."""
MOST = 200
"""How many entries are kept."""


@dataclass(frozen=True)
class Found:
    """The findings about a folder, the files that were read, the source lines that findings stand in, and the files of which
    nothing could be read."""

    problems: tuple[Problem, ...]
    files: tuple[str, ...]
    lines: dict[tuple[str, int], str]
    unread: tuple[str, ...] = ()

    @classmethod
    def of(cls, loaded: Loaded) -> Found:
        """What there is to say about an atlas."""
        # Who sends us the line about a fault must not send what a file says with it.
        spots = {(problem.place.path, problem.place.line) for problem in loaded.problems if problem.code != faults.CODE}
        sources = loaded.atlas.sources
        lines = {(path, n): sources[path].line(n) for path, n in spots if path in sources}
        return cls(loaded.problems, loaded.files, lines, tuple(sorted(loaded.unread)))


def found(folder: Path, today: datetime.date, load: Callable[[], Loaded]) -> Found:
    """The findings about `folder`: those kept if nothing changed, else those of `load`, which are kept."""
    store = cache_folder(folder)
    digest = _digest(folder, today) if store is not None else None
    if store is None or digest is None:
        return Found.of(load())
    entry = store / f"check-{digest}.json"
    kept = _read(entry, folder)
    if kept is not None:
        return kept
    loaded = load()
    # A file may have changed while it was read, and a fault of ours may not happen again.
    if _digest(folder, today) == digest and not faults.among(loaded.problems):
        _write(entry, Found.of(loaded), loaded)
    return Found.of(loaded)


def cache_folder(folder: Path) -> Path | None:
    """The user's cache folder; None where there is none outside of the project that `folder` belongs to."""
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        store = Path(home) if home else Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
        store = Path(os.path.realpath(store / "journeybook"))
        below = Path(os.path.realpath(folder))
    except RuntimeError:  # nobody's home
        return None
    project = next((top for top in (below, *below.parents) if (top / ".git").exists()), below)
    return None if not store.is_absolute() or project in store.parents else store


def _digest(folder: Path, today: datetime.date) -> str | None:
    """Names what findings about `folder` follow from; None where something cannot be read."""
    base = folder.parent if folder.is_file() else folder
    paths, problems = files.listed(folder)
    digest = hashlib.sha256(repr((os.path.realpath(base).rpartition(os.sep)[2], str(folder), today, sys.version)).encode())
    for data in _code():
        digest.update(hashlib.sha256(data).digest())
    for path in paths:
        data = files.content(base, path, files.CSV_SIZE, problems)
        digest.update(f"\n{path!r}\n".encode())
        digest.update(hashlib.sha256(data or b"").digest())
    return None if problems else digest.hexdigest()


def _code() -> Iterator[bytes]:
    package = Path(__file__).parent
    for file in sorted(package.rglob("*.py")):
        yield file.relative_to(package).as_posix().encode() + file.read_bytes()
    for name in READ_WITH:
        top, _, rest = name.partition("/")
        spec = find_spec(top)
        for place in (spec and spec.submodule_search_locations) or ():
            yield (Path(place) / rest).read_bytes()


def _read(entry: Path, folder: Path) -> Found | None:
    """The findings kept in `entry`; None where there are none, or they are damaged or no longer true."""
    base = folder.parent if folder.is_file() else folder
    try:
        check, _, text = entry.read_text(encoding="utf-8").partition("\n")
        if check != hashlib.sha256(text.encode()).hexdigest():
            return None
        kept = json.loads(text)
        if any(files.is_file_of(base, path) is not there for path, there in kept["asked"].items()):
            return None
        if any(list(pictures.fault(base, path, size)) != said for path, (size, said) in kept["pictures"].items()):
            return None
        lines = {(path, number): line for path, number, line in kept["lines"]}
        problems = tuple(_problem(*values) for values in kept["problems"])
        return Found(problems, tuple(kept["files"]), lines, tuple(kept["unread"]))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _problem(place: list[Any], code: str, message: str, level: Any, hint: str, related: list[Any]) -> Problem:
    others = tuple((Place(*where), word) for where, word in related)
    return Problem(Place(*place), code, message, level, hint, others)


def _write(entry: Path, found: Found, loaded: Loaded) -> None:
    """Keeps `found`, if that is possible; nobody waits for it or misses it."""
    import tempfile  # not needed where nothing is new

    problems = [astuple(problem) for problem in found.problems]
    lines = [(path, number, line) for (path, number), line in found.lines.items()]
    seen = {"asked": loaded.asked, "pictures": loaded.pictures}
    text = json.dumps({"problems": problems, "files": found.files, "lines": lines, "unread": found.unread, **seen})
    try:
        entry.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile("w", dir=entry.parent, delete=False, encoding="utf-8") as file:
            file.write(f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}")
        os.replace(file.name, entry)
        entries = sorted(entry.parent.glob("check-*.json"), key=lambda other: other.stat().st_mtime)
        for old in entries[:-MOST]:
            old.unlink()
    except OSError:
        return
