"""What the last checks found, kept so that a folder in which nothing changed is checked in a moment.

An entry is named by a digest of all that its findings follow from: every file's path and bytes, the day, and the code of
Journeybook and of what it reads with. So nothing is ever out of date, and entries can be deleted or damaged. They are data in the user's own
cache folder (see `kept`), and never within the project: what is checked must not bring along what is found. A site
is never built from them.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from journeybook.checks import translations
from journeybook.reading import files, kept, last_guard, pictures
from journeybook.reading.problem import Level, Place, Problem

if TYPE_CHECKING:
    from journeybook.checks.check import Loaded

READ_WITH = ("yaml/__init__.py", "pydantic/version.py", "dateutil/_version.py")
"""The libraries that findings depend on, by the file that says their version."""
CODE = re.compile("[a-z]+(-[a-z]+)*")
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
        spots = {(problem.place.path, problem.place.line) for problem in loaded.problems if problem.code != last_guard.CODE}
        sources = loaded.atlas.sources
        lines = {(path, n): sources[path].line(n) for path, n in spots if path in sources}
        lines |= {spot: line for spot, line in loaded.lines.items() if spot in spots}
        return cls(loaded.problems, loaded.files, lines, tuple(sorted(loaded.unread)))


def found(folder: Path, today: datetime.date, load: Callable[[], Loaded], tell: Callable[[str], None]) -> Found:
    """The findings about `folder`: those kept if nothing changed, else those of `load`, which are kept. `tell` hears why nothing
    can be kept, where somebody should know."""
    try:
        store = kept.store(folder)
    except kept.Refused as refused:
        tell(f"nothing is kept for the next check: {refused}")
        store = None
    digest = _digest(folder, today) if store is not None else None
    if store is None or digest is None:
        return Found.of(load())
    name = f"check-{digest}"
    known = _checked(store.find(name), folder)
    if known is not None:
        return known
    loaded = load()
    # A file may have changed while it was read, and a fault of ours may not happen again.
    if _digest(folder, today) == digest and not last_guard.among(loaded.problems):
        store.keep(name, _entry(Found.of(loaded), loaded), MOST)
    return Found.of(loaded)


def _digest(folder: Path, today: datetime.date) -> str | None:
    """Names what findings about `folder` follow from; None where something cannot be read."""
    base = folder.parent if folder.is_file() else folder
    paths, problems = files.listed(folder)
    digest = hashlib.sha256(repr((os.path.realpath(base).rpartition(os.sep)[2], str(folder), today, sys.version)).encode())
    for code in _code():
        digest.update(hashlib.sha256(code).digest())
    for path in (*paths, *translations.paths(base)):
        data = files.content(base, path, files.CSV_SIZE, problems)
        digest.update(f"\n{path!r}\n".encode())
        digest.update(hashlib.sha256(data or b"").digest())
    return None if problems else digest.hexdigest()


def _code() -> Iterator[bytes]:
    package = Path(__file__).parents[1]
    for file in sorted(package.rglob("*.py")):
        yield file.relative_to(package).as_posix().encode() + file.read_bytes()
    for name in READ_WITH:
        top, _, rest = name.partition("/")
        spec = find_spec(top)
        for place in (spec and spec.submodule_search_locations) or ():
            yield (Path(place) / rest).read_bytes()


def _entry(found: Found, loaded: Loaded) -> dict[str, Any]:
    lines = [(path, number, line) for (path, number), line in found.lines.items()]
    problems = [astuple(problem) for problem in found.problems]
    seen = {"asked": loaded.asked, "pictures": loaded.pictures}
    return {"problems": problems, "files": found.files, "lines": lines, "unread": found.unread, **seen}


def _checked(entry: Any, folder: Path) -> Found | None:
    """The findings in `entry`, every value of which is what it must be; None where one is not, or is no longer true."""
    base = folder.parent if folder.is_file() else folder
    try:
        if any(files.is_file_of(base, _text(path)) is not there for path, there in entry["asked"].items()):
            return None
        if any(list(pictures.fault(base, _text(path), _number(size))) != said for path, (size, said) in entry["pictures"].items()):
            return None
        lines = {(_text(path), _number(number)): _text(line) for path, number, line in entry["lines"]}
        problems = tuple(_problem(*values) for values in entry["problems"])
        return Found(problems, tuple(map(_text, entry["files"])), lines, tuple(map(_text, entry["unread"])))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _problem(place: list[Any], code: str, message: str, level: Any, hint: str, related: list[Any]) -> Problem:
    if level not in get_args(Level) or not CODE.fullmatch(_text(code)):
        raise ValueError("no finding")
    others = tuple((_place(*where), _text(word)) for where, word in related)
    return Problem(_place(*place), code, _text(message), level, _text(hint), others)


def _place(path: str, *numbers: int) -> Place:
    return Place(_text(path), *map(_number, numbers))


def _text(value: object) -> str:
    if type(value) is not str:
        raise TypeError("no text")
    return value


def _number(value: object) -> int:
    if type(value) is not int or not 0 <= value < 10**9:
        raise ValueError("no number of a line or column")
    return value
