"""Findings as SARIF 2.1.0, the format that code hosts and editors read from checkers.

Columns count characters, as ours do; paths are addresses relative to the repository's root.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from urllib.parse import quote

from journeybook.reading.problem import Place, Problem, visible

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def report(
    problems: Sequence[Problem],
    line_of: Callable[[Place], str],
    *,
    colour: bool = False,
    help_of: Callable[[str], str] | None = None,
) -> str:
    """One run with all findings; `help_of` gives the manual page of a code."""
    codes = list(dict.fromkeys(problem.code for problem in problems))
    driver = {"name": "journeybook", "rules": [_rule(code, help_of) for code in codes]}
    results = [_result(problem, codes.index(problem.code)) for problem in problems]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=1).replace("\x7f", "\\u007f")


def _rule(code: str, help_of: Callable[[str], str] | None) -> dict[str, object]:
    manual = (help_of(code) if help_of else "") or f"Run 'journeybook explain {code}'."
    return {"id": code, "shortDescription": {"text": code.replace("-", " ")}, "help": {"text": manual}}


def _result(problem: Problem, rule: int) -> dict[str, object]:
    hint = f" ({problem.hint})" if problem.hint else ""
    result: dict[str, object] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.level,
        "message": {"text": visible(problem.message + hint)},
        "locations": [{"physicalLocation": _location(problem.place)}],
    }
    if problem.related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _location(place), "message": {"text": visible(word)}} for number, (place, word) in enumerate(problem.related, 1)
        ]
    return result


def _location(place: Place) -> dict[str, object]:
    region = {"startLine": max(place.line, 1), "startColumn": max(place.column, 1)}
    if place.end_line >= place.line and place.end_column:
        region |= {"endLine": place.end_line, "endColumn": place.end_column}
    address = quote(place.path.encode("utf-8", "surrogatepass"), safe="/")
    return {"artifactLocation": {"uri": address}, "region": region}
