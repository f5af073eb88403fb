"""What a build says about everything that was found, and whether it ends there: all findings at once, before a file is touched."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, MkDocsException, PluginError
from mkdocs.plugins import get_plugin_logger

from journeybook.checks.reports import text
from journeybook.checks.rules import RULES
from journeybook.reading import last_guard
from journeybook.reading.files import reason
from journeybook.reading.problem import Place, Problem

log = get_plugin_logger("journeybook")
Result = TypeVar("Result")


def one_line(what: str) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Has an event of MkDocs that fails over a fault of ours end the build with a line instead of a traceback; with
    JOURNEYBOOK_DEBUG=1 the traceback stands before it."""

    def around(event: Callable[..., Result]) -> Callable[..., Result]:
        @wraps(event)
        def asked(*given: Any, **more: Any) -> Result:
            if os.environ.get("JOURNEYBOOK_DEBUG"):
                last_guard.LISTENER.set(debug)
            try:
                return event(*given, **more)
            except (MkDocsException, ConfigurationError):
                raise
            except Exception as error:
                raise fault(what, error) from None

        return asked

    return around


def debug(error: BaseException) -> None:
    """Shows the whole way to `error` to those who asked for it."""
    if os.environ.get("JOURNEYBOOK_DEBUG"):
        log.error("", exc_info=error)


def fault(what: str, error: Exception) -> Exception:
    """What ends a build when `what` failed with `error`: a line, unless it is one already."""
    if isinstance(error, (MkDocsException, ConfigurationError)):
        return error
    if isinstance(error, OSError) and error.errno is not None:  # what the system refuses is no fault of ours
        debug(error)
        name = f" ({error.filename})" if isinstance(error.filename, (str, Path)) else ""
        return PluginError(f"journeybook: {what} failed: {reason(error)}{name}")
    return PluginError(f"journeybook: {what} failed ({last_guard.told(error)}); {last_guard.please_report()}")


def give(config: MkDocsConfig, problems: Sequence[Problem], where: str, line_of: Callable[[Place], str], *, serving: bool, fail_on: str) -> None:
    """Tells the findings; raises where they must not be published."""
    if not problems:
        return
    report = text.report(problems, line_of)
    strict = config.strict or fail_on == "warning"
    stops = [problem for problem in problems if _stops(problem, strict)]
    if serving or not stops:
        # MkDocs counts warnings when it is strict. What is left then is what time alone brings, and that must not make a
        # build fail that was fine yesterday; nor may a preview end because of its maps.
        say = log.info if config.strict else log.warning
        say("%s\n%s", _summary(problems, where), report)
        return
    errors = any(problem.level == "error" for problem in stops)
    hint = "" if errors else " (warnings fail under --strict or 'fail_on: warning')"
    others = len(problems) - len(stops)
    beside = f"; {others} {'warning does' if others == 1 else 'warnings do'} not stop a build" if others else ""
    raise PluginError(f"{_summary(stops, where)}{hint}; nothing was written{beside}\n{report}")


def _stops(problem: Problem, strict: bool) -> bool:
    """Whether `problem` ends a build: an error always, a warning in a strict one, if it is not time alone that brought it."""
    return problem.level == "error" or (strict and not (problem.code in RULES and RULES[problem.code].by_time))


def _summary(problems: Sequence[Problem], where: str) -> str:
    errors = sum(problem.level == "error" for problem in problems)
    counted = ((errors, "error"), (len(problems) - errors, "warning"))
    words = [f"{n} {name}{'' if n == 1 else 's'}" for n, name in counted if n]
    return f"{' and '.join(words)} in {where}"


def below(root: str, problem: Problem) -> Problem:
    """`problem` of a folder with its places as seen from where `root` leads to that folder."""

    def moved(place: Place) -> Place:
        path = place.path if place.path.startswith(("/", root)) else posixpath.normpath(root + place.path)
        return Place(path, place.line, place.column, place.end_line, place.end_column)

    related = tuple((moved(place), word) for place, word in problem.related)
    return Problem(moved(problem.place), problem.code, problem.message, problem.level, problem.hint, related)
