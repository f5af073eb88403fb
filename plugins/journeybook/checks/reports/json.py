"""Findings as JSON: all of them, in full, for other programs.

`version` counts changes that would break a reader. Text is escaped to ASCII, so that no terminal obeys it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from journeybook.reading.problem import Place, Problem

VERSION = 1


def report(problems: Sequence[Problem], line_of: Callable[[Place], str], *, colour: bool = False) -> str:
    """`{"version": 1, "errors": …, "warnings": …, "problems": […]}`; unknown ends of a place are null."""
    errors = sum(problem.level == "error" for problem in problems)
    found = [_problem(problem) for problem in problems]
    value = {"version": VERSION, "errors": errors, "warnings": len(problems) - errors, "problems": found}
    return json.dumps(value, indent=1).replace("\x7f", "\\u007f")


def _problem(problem: Problem) -> dict[str, object]:
    related = [{**_place(place), "message": word} for place, word in problem.related]
    words = {"level": problem.level, "code": problem.code, "message": problem.message, "hint": problem.hint}
    return {**_place(problem.place), **words, "related": related}


def _place(place: Place) -> dict[str, object]:
    ends = {"end_line": place.end_line or None, "end_column": place.end_column or None}
    return {"path": place.path, "line": place.line, "column": place.column, **ends}
