"""Findings as GitHub workflow commands, which show them on the lines of a pull request.

Paths are taken from the repository's root; whoever calls makes them so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from journeybook.reading.problem import Place, Problem, visible


def report(problems: Sequence[Problem], line_of: Callable[[Place], str], *, colour: bool = False) -> str:
    """One command a line: `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=code::message`."""
    return "\n".join(_command(problem) for problem in problems)


def _command(problem: Problem) -> str:
    properties = ",".join(f"{name}={_property(value)}" for name, value in _properties(problem).items())
    hint = f" ({problem.hint})" if problem.hint else ""
    notes = [f"{place}: {word}" for place, word in problem.related]
    return f"::{problem.level} {properties}::{_escaped(chr(10).join([problem.message + hint, *notes]))}"


def _properties(problem: Problem) -> dict[str, object]:
    place = problem.place
    found: dict[str, object] = {"file": place.path, "line": place.line}
    several = place.end_line > place.line
    if not several:  # GitHub refuses columns over several lines
        found["col"] = place.column
    if place.end_line >= place.line:
        found["endLine"] = place.end_line
        if not several and place.end_column > place.column:
            found["endColumn"] = place.end_column - 1  # its end is the last column, ours the first behind
    return {**found, "title": problem.code}


def _property(value: object) -> str:
    return _escaped(str(value)).replace(":", "%3A").replace(",", "%2C")


def _escaped(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))
