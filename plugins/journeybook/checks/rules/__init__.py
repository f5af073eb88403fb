"""Opinions about maps: one file each, in the order of the manual.

A rule's code is its file's name, its docstring its manual page, `LEVEL` its severity unless `atlas.yml` says otherwise.
`check(atlas, today)` yields `Finding`s; everything else (code, level, ignore comments) happens here.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from journeybook.atlas.atlas import Atlas
from journeybook.checks.manual import MANUAL
from journeybook.checks.rules.finding import Finding
from journeybook.model import Stage
from journeybook.model.lanes import LANES
from journeybook.model.similar_keys import meant
from journeybook.reading import last_guard
from journeybook.reading.files import HERE
from journeybook.reading.problem import Level, Place, Problem, did_you_mean, shown

NAMES: tuple[str, ...] = (
    "live_without_owner",
    "live_without_review",
    "live_without_ids",
    "live_though_retired",
    "severe_pain_without_evidence",
    "validated_without_evidence",
    "review_overdue",
    "future_dated_log",
    "future_dated_value",
    "future_dated_evidence",
    "total_as_part",
    "value_without_n",
    "unit_in_number",
    "fraction_for_percent",
    "value_in_metric_name",
    "warn_beyond_target",
    "evidence_expired",
    "evidence_never_expires",
    "personal_data_without_consent",
    "stage_without_owner",
    "moment_of_truth_without_owner",
    "two_accountable_teams",
    "expired_team",
    "handoff_without_duty",
    "team_as_stage_title",
    "group_split",
    "unreachable_step",
    "duplicate_transition",
    "share_above_one",
    "endless_round",
    "shares_unlike_counts",
    "opportunity_without_pain_or_gain",
    "rejected_without_reason",
    "done_without_ship_date",
    "shipped_without_done",
    "expected_worsening",
    "expectation_in_words",
    "future_resolution",
    "future_ship_date",
    "zero_effort",
    "future_without_baseline",
    "retired_without_replacement",
    "replaced_but_not_retired",
    "replaced_by_cycle",
    "parent_cycle",
    "detail_map_cycle",
    "origin_cycle",
    "translation_differs",
    "touchpoint_without_channel",
    "contradicting_touchpoint",
    "unused_record",
    "unknown_tag",
    "unknown_weight",
    "unknown_language",
    "unknown_period",
    "impossible_duration",
    "unlikely_year",
    "alias_taken",
    "file_name_differs",
    "long_name",
    "line_break_in_name",
    "stacked_marks",
    "look_alike_name",
    "ambiguous_reference",
    "text_cut_by_comment",
    "heading_as_comment",
    "full_width_comma",
    "several_in_one",
    "list_in_text",
    "markup_as_typed",
    "citation_mark",
    "placeholder_left",
    "feeling_without_score",
    "image_without_alt",
    "media_outside",
    "media_missing",
    "media_not_a_picture",
    "unsafe_link",
    "dead_link",
    "ignore_without_reason",
)
"""The rules in the order of the manual; each is a module beside this one."""
CODES = tuple(name.replace("_", "-") for name in NAMES)
IGNORE = re.compile(r"#\s*journeybook:\s*ignore\[([^\]]*)\]\s*(.*)$")


class _Module(Protocol):
    LEVEL: Level
    __doc__: str
    check: Callable[[Atlas, datetime.date], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """One rule: its code, default level, manual page and check. `by_time`: time alone can make it find something; `by_absence`: so
    can a field that is not there."""

    code: str
    level: Level
    manual: str
    check: Callable[[Atlas, datetime.date], Iterator[Finding]]
    by_time: bool = False
    by_absence: bool = False


def _rule(name: str) -> Rule:
    module: _Module = import_module(f"{__name__}.{name}")
    by_time, by_absence = (getattr(module, name, False) for name in ("BY_TIME", "BY_ABSENCE"))
    return Rule(name.replace("_", "-"), module.LEVEL, module.__doc__.strip(), module.check, by_time, by_absence)


RULES: dict[str, Rule] = {rule.code: rule for rule in map(_rule, NAMES)}
"""Every rule by its code."""


def check(atlas: Atlas, today: datetime.date) -> list[Problem]:
    """What the rules find in `atlas` as of `today`, at the levels that `atlas.yml` sets. Nothing is found that what could not
    be read may explain."""
    found: list[Problem] = []
    for what, names in (("rules", _unknown_rules), ("lanes", _unknown_lanes)):
        with last_guard.guarded(HERE, f"checking the names of {what}", found):
            found += names(atlas)
    for rule in RULES.values():
        level = atlas.settings.rules.get(rule.code, rule.level)
        if level == "off" or atlas.unread.silences(rule.code):
            continue
        with last_guard.guarded(HERE, f"the check '{rule.code}'", found):
            for finding in rule.check(atlas, today):
                if not (rule.by_absence and atlas.unread.explains(finding.place)):
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
        if code in RULES:
            continue
        where, message, hint = atlas.settings.entry_place("rules", code), f"{shown(code)} is no rule", did_you_mean(code, RULES)
        hint = hint or "'journeybook explain' lists them all"
        if code.strip().lower() in MANUAL:
            message, hint = f"{shown(code)} has no level to choose: it stands for what must be mended", "remove the line"
        yield Problem(where, "unknown-reference", message, hint=hint)


def _unknown_lanes(atlas: Atlas) -> Iterator[Problem]:
    """What atlas.yml names under `lanes` and the grid does not have."""
    known, seen = [lane.id for lane in LANES], set()
    for lane in atlas.settings.lanes:
        where = lane.place("id")
        if lane.id in seen:
            yield Problem(where, "unknown-reference", f"the lane {shown(lane.id)} is named twice", hint="remove one")
        elif lane.id[:2] == "x-":
            used = {key for spots in atlas.spots.values() for spot in spots.values() for key in spot.record.own}
            if atlas.maps and lane.id not in used and not atlas.unread.may_hold(lane.id):
                hint = did_you_mean(lane.id, used) or f"write '{lane.id}: …' in a stage or step"
                yield Problem(where, "unknown-reference", f"no stage or step has {shown(lane.id)}", "warning", hint)
        elif lane.id not in known:
            proposed = [name for name in meant(lane.id, Stage) if name in known]
            several = [name.strip() for name in re.split("[,;，、；]", lane.id) if name.strip()]
            hint = f"several names are written as a list: [{', '.join(several)}]" if len(several) > 1 else ""
            hint = hint or (did_you_mean(proposed[0], known) if proposed else "") or f"lanes are {', '.join(known)}; own ones begin with 'x-'"
            yield Problem(where, "unknown-reference", f"{shown(lane.id)} is no lane", hint=hint)
        seen.add(lane.id)
