"""Findings as a GitLab Code Quality report, which shows them on a merge request.

A fingerprint tells findings apart over time: it is made without line numbers, so that an edit above changes nothing.
Paths are taken from the repository's root; whoever calls makes them so.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence

from journeybook.reading.problem import Place, Problem, visible

SEVERITIES = {"error": "major", "warning": "minor"}


def report(problems: Sequence[Problem], line_of: Callable[[Place], str], *, colour: bool = False) -> str:
    """A JSON list of description, check_name, fingerprint, severity and location."""
    met: Counter[tuple[str, str, str]] = Counter()
    found = []
    for problem in problems:
        same = (problem.place.path, problem.code, problem.message)
        met[same] += 1
        found.append(_finding(problem, fingerprint(*same, str(met[same]))))
    return json.dumps(found, indent=1).replace("\x7f", "\\u007f")


def fingerprint(*parts: str) -> str:
    """A short name for `parts` that never changes."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _finding(problem: Problem, name: str) -> dict[str, object]:
    hint = f" ({problem.hint})" if problem.hint else ""
    lines = {"begin": problem.place.line, "end": max(problem.place.line, problem.place.end_line)}
    return {
        "description": visible(problem.message + hint),
        "check_name": problem.code,
        "fingerprint": name,
        "severity": SEVERITIES[problem.level],
        "location": {"path": problem.place.path, "lines": lines},
    }
