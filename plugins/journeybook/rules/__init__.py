"""Opinions about maps: one file each, in the order of the manual.

A rule's code is its file's name, its docstring its manual page, `LEVEL` its severity unless `atlas.yml` says otherwise.
`check(atlas, today)` yields `Finding`s; everything else (code, level, ignore comments) happens here.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Protocol

from journeybook.atlas import Atlas
from journeybook.problems import Level, Place, Problem, did_you_mean, shown
from journeybook.rules.finding import Finding

NAMES: tuple[str, ...] = (
    "live_without_owner",
    "stage_without_owner",
)
"""The rules in the order of the manual; each is a module beside this one."""
IGNORE = re.compile(r"#\s*journeybook:\s*ignore\[([^\]]*)\]\s*(.*)$")


class _Module(Protocol):
    LEVEL: Level
    __doc__: str
    check: Callable[[Atlas, datetime.date], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """One rule: its code, default level, manual page and check."""

    code: str
    level: Level
    manual: str
    check: Callable[[Atlas, datetime.date], Iterator[Finding]]


def _rule(name: str) -> Rule:
    module: _Module = import_module(f"{__name__}.{name}")  # type: ignore[assignment]
    return Rule(name.replace("_", "-"), module.LEVEL, module.__doc__.strip(), module.check)


RULES: dict[str, Rule] = {rule.code: rule for rule in map(_rule, NAMES)}
"""Every rule by its code."""


def check(atlas: Atlas, today: datetime.date) -> list[Problem]:
    """What the rules find in `atlas` as of `today`, at the levels that `atlas.yml` sets."""
    found = list(_unknown_rules(atlas))
    for rule in RULES.values():
        level = atlas.settings.rules.get(rule.code, rule.level)
        if level == "off":
            continue
        for finding in rule.check(atlas, today):
            found.append(Problem(finding.place, rule.code, finding.message, level, finding.hint, finding.related))
    return found


def leveled(atlas: Atlas, problems: Iterable[Problem]) -> list[Problem]:
    """`problems` without those that a comment on their line ignores."""
    return [problem for problem in problems if problem.code not in ignored(atlas, problem.place)]


def ignored(atlas: Atlas, place: Place) -> frozenset[str]:
    """The codes that a comment on the line of `place` silences there; a reason must follow."""
    source = atlas.sources.get(place.path)
    match = IGNORE.search(source.line(place.line)) if source is not None else None
    if match is None or not match.group(2).strip():
        return frozenset()
    return frozenset(code.strip() for code in match.group(1).split(","))


def _unknown_rules(atlas: Atlas) -> Iterator[Problem]:
    for code in atlas.settings.rules:
        if code not in RULES:
            where = atlas.settings.place("rules", code)
            hint = did_you_mean(code, RULES)
            yield replace(Problem(where, "unknown-reference", f"{shown(code)} is no rule", hint=hint))
