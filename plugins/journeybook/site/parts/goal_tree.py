"""What leads to a goal: goal, opportunities, improvements, metric, as one tree with how far each part is.

An opportunity or improvement serves a goal that it names in `goals`, or whose metric it is to move; an opportunity also
where one of its improvements does.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.insight import series
from journeybook.site.parts import breakdown, briefs, due, facts, metric_targets, metric_value, shipped_outcome
from journeybook.site.parts.breakdown import Reading
from journeybook.site.scene import Scene


@dataclass(frozen=True, kw_only=True)
class Gauge:
    """A metric in a few words: its newest value, when, and how it stands; `parts` are the values of places or parts in words,
    where it has none for all."""

    link: facts.Link
    value: metric_value.Value
    state: metric_targets.State | None
    parts: str = ""


@dataclass(frozen=True, kw_only=True)
class Work:
    """An improvement of the tree."""

    brief: briefs.ItemBrief
    status: str
    map: facts.Link | None
    owners: tuple[facts.Link, ...]
    when: str
    late: bool
    outcome: str
    gauge: Gauge | None


@dataclass(frozen=True, kw_only=True)
class Chance:
    """An opportunity of the tree and the improvements that it leads to."""

    brief: briefs.ItemBrief
    score: str
    map: facts.Link | None
    owners: tuple[facts.Link, ...]
    works: tuple[Work, ...]


@dataclass(frozen=True)
class Done:
    """How many improvements are done, how many somebody still means to make or has made, and how many were rejected, which do not
    count among these."""

    done: int
    meant: int
    rejected: int


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A goal and all that leads to it; `loose` are improvements that serve it without an opportunity. `progress` says in words first what
    `done` counts and how the metric stands; `aim` is what is to be reached."""

    link: facts.Link
    anchor: str
    owners: tuple[facts.Link, ...]
    progress: tuple[str, ...]
    done: Done
    aim: str
    state: metric_targets.State | None
    gauge: Gauge | None
    chances: tuple[Chance, ...]
    loose: tuple[Work, ...]


def branch(scene: Scene, goal: Entry) -> Branch:
    """The tree below `goal`."""
    chances, loose = parts(scene, goal)
    works = dict.fromkeys([*(work for chance in chances for work in improvements(scene, chance)), *loose])
    metrics = scene.atlas.targets(goal, "metric")
    gauge = gauge_of(scene, metrics[0], None) if metrics else None
    state, sentence, aim = _measure(scene, goal, metrics[0], gauge) if metrics and gauge else (None, _target(scene, goal), _target(scene, goal))
    done = _done(scene, works)
    return Branch(
        link=facts.link(scene, goal),
        anchor=f"goal-{goal.id}",
        owners=briefs.owner_links(scene, goal, own=True),
        progress=tuple(filter(None, (_progress(scene, done), sentence))),
        done=done,
        aim=aim,
        state=state,
        gauge=gauge,
        chances=tuple(chance_of(scene, chance) for chance in chances),
        loose=tuple(work_of(scene, work) for work in loose),
    )


def parts(scene: Scene, goal: Entry) -> tuple[list[Entry], list[Entry]]:
    """The opportunities that serve `goal`, and the improvements that do so without one of these."""
    atlas = scene.atlas
    naming = [it for it in atlas.referring_to(goal) if it.field == "goals"]
    moving = [it for metric in atlas.targets(goal, "metric") for it in atlas.referring_to(metric) if it.field == "metric"]
    serving = [it.source for it in (*naming, *moving)]
    works = [item for item in serving if item.kind == "improvement"]
    behind = [chance for work in works for chance in atlas.targets(work, "opportunity")]
    chances = dict.fromkeys(item for item in (*serving, *behind) if item.kind == "opportunity")
    loose = dict.fromkeys(work for work in works if not atlas.targets(work, "opportunity"))
    return list(chances), list(loose)


def improvements(scene: Scene, chance: Entry) -> list[Entry]:
    """The improvements that an opportunity leads to, those under way first."""
    references = scene.atlas.referring_to(chance)
    found = dict.fromkeys(it.source for it in references if it.source.kind == "improvement" and it.field == "opportunity")
    return sorted(found, key=lambda work: briefs.STATUSES.index(due.status_of(scene, work)))


def chance_of(scene: Scene, chance: Entry) -> Chance:
    """An opportunity with its improvements."""
    return Chance(
        brief=briefs.item(scene, chance),
        score=briefs.opportunity_score(scene, chance),
        map=facts.link(scene, chance.map) if chance.map is not None else None,
        owners=briefs.owner_links(scene, chance),
        works=tuple(work_of(scene, work) for work in improvements(scene, chance)),
    )


def work_of(scene: Scene, work: Entry) -> Work:
    """An improvement with its metric."""
    record, words = work.record, scene.words
    metrics = scene.atlas.targets(work, "metric")
    has_shipped, planned = shipped_outcome.has_shipped(scene, work), record.due or record.shipped
    when = words("shipped_on", date=words.date(record.shipped)) if has_shipped else ""
    if not has_shipped and planned is not None and due.status_of(scene, work) not in due.CLOSED:
        when = words("goals.due", date=facts.shown(scene, "date", planned))
    return Work(
        brief=briefs.item(scene, work),
        status=due.status_of(scene, work),
        map=facts.link(scene, work.map) if work.map is not None else None,
        owners=briefs.owner_links(scene, work),
        when=when,
        late=due.is_late(scene, work),
        outcome=shipped_outcome.effect(scene, work).short if has_shipped else "",
        gauge=gauge_of(scene, metrics[0], work.map) if metrics else None,
    )


def gauge_of(scene: Scene, metric: Entry, map_: Entry | None) -> Gauge:
    """The newest value of `metric`, in `map_` where it was counted there."""
    stand = breakdown.reading_at(scene, metric, scene.atlas.original(map_).id) if map_ else Reading(None)
    return _gauge(scene, metric, stand if stand.lines else breakdown.reading(scene, metric))


def _gauge(scene: Scene, metric: Entry, stand: Reading) -> Gauge:
    value = metric_value.value_of(scene, metric, stand.newest)
    said = breakdown.in_words(scene, metric, stand) if stand.parts else ""
    return Gauge(link=facts.link(scene, metric), value=value, state=breakdown.state_of(scene, metric, stand), parts=said)


def _done(scene: Scene, works: Iterable[Entry]) -> Done:
    found = [due.status_of(scene, work) for work in works]
    rejected = found.count("rejected")
    return Done(found.count("done"), len(found) - rejected, rejected)


def _progress(scene: Scene, done: Done) -> str:
    """How many of the improvements that anybody still means to make are done, and how many were rejected."""
    words = scene.words
    said = [words("goals.done", done=done.done, n=done.meant) if done.meant else words("goals.no_improvement")]
    return words("comma").join(said + [words("goals.rejected", n=done.rejected)] * bool(done.rejected))


def _target(scene: Scene, goal: Entry) -> str:
    """What is to be reached and by when, as the goal says."""
    record, words = goal.record, scene.words
    if record.target is None:
        return words("goals.by", date=facts.shown(scene, "date", record.due)) if record.due is not None else ""
    text = words.written(record.target) if isinstance(record.target, int | float) else record.target
    by = words("aim.by", date=facts.shown(scene, "date", record.due)) if record.due is not None else ""
    return words("goals.target", target=text, by=by)


def _measure(scene: Scene, goal: Entry, metric: Entry, gauge: Gauge) -> tuple[metric_targets.State | None, str, str]:
    """How the goal's metric stands against the goal, in words, and what is to be reached: the goal's own number (with the metric's unit
    or without), else the metric's target for the same day; of a goal without a target else the one that holds now, as everywhere."""
    record, words = goal.record, scene.words
    stand = breakdown.reading(scene, metric)
    state: metric_targets.State | None
    wanted = series.in_unit(metric.record, record.target) if isinstance(record.target, str) else record.target
    if wanted is not None:
        day = record.due if isinstance(record.due, datetime.date) else None
        states = [metric_targets.against(scene, metric, wanted, day, line) for line in stand.lines or (None,)]
        aim, state = None, metric_targets.together(scene, states, stand.parts) if stand.parts else states[0]
    else:
        found = breakdown.aims_of(scene, metric, stand)
        same = [aim for aim in found if aim.day is not None and aim.day == record.due]
        aim = same[0] if same else metric_targets.current(found) if record.target is None else None
        state = aim.state if aim else metric_targets.state(scene, "words") if record.target is not None else None
    if gauge.parts:
        said = words("goals.in_parts", values=gauge.parts, date=gauge.value.when)
    else:
        key = "goals.no_value" if not gauge.value.when else "goals.at" if gauge.value.key is not None else "goals.unseen"
        said = words(key, value=gauge.value.text, date=gauge.value.when)
    wanted_ = _target(scene, goal)
    if aim is not None and record.target is None:
        of_metric = words("goals.target", target=aim.text, by=aim.by)
        wanted_ = of_metric if aim.day == record.due or record.due is None else words("clause").join((wanted_, of_metric))
    return state, words("clause").join(filter(None, (said, wanted_))), wanted_
