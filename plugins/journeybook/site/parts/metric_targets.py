"""What targets make of a metric's values: reached, missed, not reached yet, on the wrong side of the warning line.

A target whose day has passed is judged by the last value up to that day; a later one can still reach it, or fall behind it again,
and is then no longer at its target. A target is reached by the value itself; where its margin leaves room for less, that is said. Targets and
warning lines in words are shown and judge nothing. Where nobody counted the whole, each part is judged for itself, and the
parts together are "2 of 3 reached".
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from journeybook.atlas.entry import Entry
from journeybook.insight import series
from journeybook.insight.measures import NOT_COMPUTABLE, PROTECTS, UNCOUNTED, WITHHELD
from journeybook.insight.series import Line, Point, better
from journeybook.model.library import Target
from journeybook.site.parts import facts, through
from journeybook.site.parts.figures import number
from journeybook.site.scene import Scene

SIGNS = {
    "reached": ("✓", "pos"), "late": ("✓", "pos"), "missed": ("✕", "neg"), "was": ("▲", "neg"), "below": ("▲", "neg"), "above": ("▲", "neg"),
    "open": ("○", "neu"), "none": ("–", "none"), "few": ("–", "none"), "kept": ("–", "none"), "apart": ("–", "none"), "words": ("", "none"), "untold": ("", "none"),
}  # fmt: skip
"""Sign and tone of each state; the word is in the languages."""
BEHIND = frozenset({"missed", "was", "below", "above"})
"""The states of a value that is not where it should be."""
REACHED = frozenset({"reached", "late"})
UNTOLD = frozenset({"none", "few", "kept", "apart", "words", "untold"})
"""The states in which nothing can be said."""
URGENCY = ("missed", "was", "below", "above", "open", "none", "few", "kept", "apart", "untold", "words", "late", "reached", "")


@dataclass(frozen=True, kw_only=True)
class State:
    """How a value stands against a target or the warning line: a key, a sign and a word."""

    key: str
    sign: str
    word: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class Aim:
    """A target in words, judged. `value` is the number to draw it by, where it is one."""

    text: str
    by: str
    note: str
    state: State
    value: float | None
    facts: tuple[facts.Fact, ...]
    open: bool
    day: datetime.date | None = None


def aims(scene: Scene, metric: Entry, line: Line | None) -> tuple[Aim, ...]:
    """The targets of `metric`, each judged by the values of `line`; none where that is only a stage of the way that they are for."""
    if through.is_part_of_way(scene, metric, line):
        return ()
    return tuple(_aim(scene, metric, target, line) for target in metric.record.target)


def aims_of_parts(scene: Scene, metric: Entry, lines: Sequence[Line]) -> tuple[Aim, ...]:
    """The targets of `metric`, each judged by the values of every one of `lines` that they are for."""
    judged_lines = [line for line in lines if not through.is_part_of_way(scene, metric, line)]
    columns = zip(*(aims(scene, metric, line) for line in judged_lines), strict=True)
    return tuple(replace(column[0], state=together(scene, [aim.state for aim in column], judged_lines)) for column in columns)


def current(found: tuple[Aim, ...]) -> Aim | None:
    """The target that holds now: the next whose day has not passed (one without a day after these), else that of the last day."""
    by_day = sorted(found, key=lambda aim: aim.day or datetime.date.max)
    return next((aim for aim in by_day if aim.open), by_day[-1] if by_day else None)


def state_of(scene: Scene, metric: Entry, line: Line | None) -> State | None:
    """How `metric` stands: against the target that holds now, else against its warning line; None where it has neither."""
    aim = current(aims(scene, metric, line))
    if aim is not None:
        return aim.state
    newest = None if through.is_part_of_way(scene, metric, line) else _newest(line)
    beyond = _beyond(metric, newest.measured.value) if newest and newest.measured.value is not None else ""
    return state(scene, beyond) if beyond else None


def state_of_parts(scene: Scene, metric: Entry, lines: Sequence[Line]) -> State | None:
    """How `metric` stands where it has a value only for each of `lines`: "2 of 3 parts reached", or how many are beyond the
    warning line."""
    aim = current(aims_of_parts(scene, metric, lines))
    if aim is not None:
        return aim.state
    beyond = [it for it in (state_of(scene, metric, line) for line in lines) if it is not None]
    if len(lines) == 1 or not beyond:
        return beyond[0] if beyond else None
    return replace(beyond[0], word=_how_many(scene, beyond[0].key, len(beyond), lines))


def together(scene: Scene, states: Sequence[State], lines: Sequence[Line]) -> State:
    """The states of `lines` as one: the sign of the worst, and how many reached the target; the word of the worst where there is
    only one, or nothing can be said of any."""
    worst = min(states, key=lambda it: URGENCY.index(it.key))
    told = [it for it in states if it.key not in UNTOLD]
    reached = sum(it.key in REACHED for it in told)
    return replace(worst, word=_how_many(scene, "reached", reached, lines)) if told and len(states) > 1 else worst


def _how_many(scene: Scene, key: str, number: int, lines: Sequence[Line]) -> str:
    what = "parts" if any(line.part for line in lines) else "places"
    return scene.words(f"aim.{what}_{key}", n=len(lines), number=number)


def state(scene: Scene, key: str, by: datetime.date | None = None) -> State:
    """The state `key` with its sign and word; `by` is the day of the target."""
    word = scene.words("aim.was_by", date=scene.words.date(by)) if key == "was" and by else scene.words(f"aim.{key}")
    return State(key=key, sign=SIGNS[key][0], word=word, tone=SIGNS[key][1])


def warn(scene: Scene, metric: Entry, method: str) -> str:
    """The warning line in words; empty where there is none."""
    line = metric.record.warn
    return "" if line is None else number(scene, metric.record, method, line) if isinstance(line, int | float) else str(line)


def _aim(scene: Scene, metric: Entry, target: Target, line: Line | None) -> Aim:
    words, record = scene.words, metric.record
    by = target.by if target.by is not None else record.due
    newest = _newest(line)
    method = newest.measured.method if newest else series.method_of(record)
    wanted = target.value if isinstance(target.value, int | float) else None
    text = number(scene, record, method, wanted) if wanted is not None else str(target.value)
    when = "" if by is None else words("aim.by", date=facts.shown(scene, "date", by))
    day = by if isinstance(by, datetime.date) else None
    extra = facts.facts(scene, metric, target, hide={"value", "by", "note"})
    return Aim(
        text=text, by=when, note=target.note or "", state=against(scene, metric, wanted, day, line), value=wanted, facts=extra, open=day is None or day >= scene.today, day=day,
    )  # fmt: skip


def against(scene: Scene, metric: Entry, wanted: float | None, by: datetime.date | None, line: Line | None) -> State:
    """How `metric` stands against the value `wanted` by a day; where it is reached by less than the margin of the newest value, the word
    says that too."""
    found, newest = state(scene, judged(metric, wanted, by, line, scene.today), by), _newest(line)
    if found.key not in REACHED or newest is None or wanted is None:
        return found
    end = newest.measured.low if better(metric.record) == "higher" else newest.measured.high
    short = end is not None and not _same(end, wanted) and (end < wanted) == (better(metric.record) == "higher")
    return replace(found, word=scene.words("aim.within", state=found.word)) if short else found


def judged(metric: Entry, wanted: float | None, by: datetime.date | None, line: Line | None, today: datetime.date) -> str:
    """The state of `metric` against the value `wanted` by a day, as a key of `SIGNS`."""
    newest, direction = _newest(line), better(metric.record)
    if wanted is None:
        return "words"
    if newest is None or newest.measured.value is None:
        return {WITHHELD: "few", PROTECTS: "kept", UNCOUNTED: "kept", NOT_COMPUTABLE: "apart"}.get(newest.measured.note if newest else "", "none")
    if not direction:
        return "untold"

    def reached(point: Point | None) -> bool:
        value = point.measured.value if point is not None else None
        return value is not None and (_same(value, wanted) or (value > wanted) == (direction == "higher"))

    if by is not None and by < today:
        in_time = [it for it in line.points if it.date and it.date <= by and it.measured.value is not None] if line else []
        if in_time and not reached(in_time[-1]):
            return "late" if reached(newest) else "missed"
        if in_time and not reached(newest):
            return "was"
        return "reached" if reached(newest) else "missed"
    return "reached" if reached(newest) else _beyond(metric, newest.measured.value) or "open"


def standing(metric: Entry, wanted: float | None, line: Line, today: datetime.date) -> str:
    """The state of `metric` by the newest value of `line`, whatever the target's day: reached, open, or beyond the warning line; empty
    where nothing can be told."""
    if wanted is not None:
        return judged(metric, wanted, None, line, today)
    newest = line.last.measured.value
    if newest is None or not isinstance(metric.record.warn, int | float) or not better(metric.record):
        return ""
    return _beyond(metric, newest) or "open"


def _beyond(metric: Entry, value: float) -> str:
    """The side of the warning line on which a value should not be, where it is there."""
    line, direction = metric.record.warn, better(metric.record)
    if not isinstance(line, int | float) or not direction or _same(value, line):
        return ""
    return "below" if direction == "higher" and value < line else "above" if direction == "lower" and value > line else ""


def _same(value: float, wanted: float) -> bool:
    """Whether they differ by no more than computing does: 100 × 0.7 / 0.07 is 999.9999999999999."""
    return math.isclose(value, wanted, rel_tol=1e-9)


def _newest(line: Line | None) -> Point | None:
    return line.last if line is not None else None
