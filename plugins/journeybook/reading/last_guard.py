"""The last guard: what raises where nothing should becomes a finding that names the file, and everything else goes on.

A fault of ours must not cost its finder the findings about all other files, nor show a traceback, which holds what authors
wrote. What to send us is its line: what failed, where in our code, which version. Doors say with `LISTENER` who wants more.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from journeybook.reading.problem import Place, Problem

CODE = "internal-error"
"""The code of such findings."""
PACKAGE = Path(__file__).parents[1]
LISTENER: ContextVar[Callable[[BaseException], object] | None] = ContextVar("listener", default=None)
"""Is told every exception that was caught, for those who look for the cause."""


def told(error: BaseException) -> str:
    """What may be said of `error` in one line: its type and our line that it came through, nothing that a file holds."""
    listener = LISTENER.get()
    if listener is not None:
        listener(error)
    if isinstance(error, MemoryError):
        return "there is not enough memory"
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if PACKAGE in Path(frame.filename).parents]
    at = f" in {Path(own[-1].filename).relative_to(PACKAGE).as_posix()}, line {own[-1].lineno}" if own else ""
    return f"{type(error).__name__}{at}"


def please_report() -> str:
    """What to do about a fault of ours."""
    from journeybook import __version__

    python = ".".join(map(str, sys.version_info[:3]))
    return f"please report this line to those who make Journeybook; version {__version__}, Python {python}"


def problem(path: str, what: str, error: BaseException) -> Problem:
    """The finding that `what` failed with `error` over the file `path`."""
    message = f"{what} failed ({told(error)}); that is a fault of Journeybook, and what follows from it is left out"
    return Problem(Place(path), "internal-error", message, hint=please_report())


@contextmanager
def guarded(path: str, what: str, problems: list[Problem]) -> Iterator[None]:
    """Has an exception from within become one of `problems`. Those by which somebody ends the program pass."""
    try:
        yield
    except Exception as error:
        problems.append(problem(path, what, error))


def among(problems: Iterable[Problem]) -> bool:
    """Whether one of `problems` is a fault of ours."""
    return any(problem.code == CODE for problem in problems)
