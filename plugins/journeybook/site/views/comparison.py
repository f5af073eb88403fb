"""What differs between two maps, in the order of a meeting: in a sentence, at a glance, then step by step, then what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from journeybook.atlas.entry import Entry, says_unknown
from journeybook.insight.not_said import said_at
from journeybook.model.markup import plain
from journeybook.site.comparison.differences import Difference
from journeybook.site.comparison.pair_words import Marked, Side, called, counted, marked, sides
from journeybook.site.comparison.pairs import MARKS, Comparison, Mark, Pair, Row
from journeybook.site.comparison.progress import Lead, WayRow, leads, way_rows
from journeybook.site.parts import briefs, due, facts
from journeybook.site.scene import Scene


@dataclass(frozen=True)
class Both:
    """What both maps say of a stage; None where one says nothing or does not have it."""

    before: Any
    after: Any


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A stage at a glance: its steps counted, and what it has in both maps."""

    link: facts.Link
    marked: Marked
    steps: str
    owners: Both
    durations: Both
    pains: Both


@dataclass(frozen=True, kw_only=True)
class Detail:
    """A stage or step and every difference in it; `same` names the steps of a stage in which nothing differs."""

    link: facts.Link
    marked: Marked
    anchor: str
    notes: tuple[str, ...]
    changes: tuple[Difference, ...]
    unsaid: tuple[str, ...]
    steps: tuple[Detail, ...] = ()
    same: tuple[facts.Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Thing:
    """A pain or touchpoint of one map or both. `before` is how bad a pain was, where that differs."""

    link: facts.Link
    brief: briefs.ItemBrief | None
    before: briefs.ItemBrief | None
    marked: Marked
    spots: tuple[facts.Link, ...]
    channel: tuple[facts.Link, ...]
    answers: tuple[briefs.ItemBrief, ...]


@dataclass(frozen=True, kw_only=True)
class Way:
    """A way that only one map has, or that another part of the customers take."""

    marked: Marked
    begin: facts.Link
    kind: str
    target: facts.Link
    shares: tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class ComparisonView:
    """The page of one pair. `how` is the field that joins the two; `sentence` and `counts` are the same numbers."""

    how: str
    sides: tuple[Side, Side]
    foreign: bool
    sentence: str
    stages: tuple[Stage, ...]
    whole: Detail
    details: tuple[Detail, ...]
    touchpoints: tuple[Thing, ...]
    channels: tuple[tuple[Marked, tuple[facts.Link, ...]], ...]
    pains: tuple[Thing, ...]
    ways: tuple[Way, ...]
    ways_gone: int


def view(scene: Scene, comparison: Comparison) -> ComparisonView:
    """Everything that the page of a pair says, but for the curves."""
    atlas, pair = scene.atlas, comparison.pair
    ways = way_rows(atlas, comparison)
    return ComparisonView(
        how=pair.how, sides=sides(scene, pair), foreign=atlas.lang_of(pair.before) != atlas.lang_of(pair.after),
        sentence=sentence(scene, comparison, leads(atlas, comparison)),
        stages=tuple(_stage(scene, comparison, row) for row in comparison.rows),
        whole=Detail(link=facts.link(scene, pair.after), marked=marked(scene, pair, "changed"), anchor="", notes=(), changes=comparison.whole.changes, unsaid=comparison.whole.unsaid),
        details=tuple(_stage_detail(scene, comparison.told, row) for row in comparison.rows if row.mark != "same"),
        touchpoints=tuple(_thing(scene, comparison, row) for row in _in_order(comparison.touchpoints)),
        channels=_channels(scene, comparison),
        pains=tuple(_thing(scene, comparison, row) for row in _in_order(comparison.pains, lambda pain: -(pain.record.severity or 0))),
        ways=tuple(_way(scene, pair, row) for row in ways if row.mark != "gone"), ways_gone=sum(row.mark == "gone" for row in ways),
    )  # fmt: skip


def sentence(scene: Scene, comparison: Comparison, found: tuple[Lead, ...]) -> str:
    """What differs in numbers, and how far the improvements are, in one sentence; what there is none of is left out."""
    words, how = scene.words, comparison.pair.how
    if comparison.apart:
        parts = [words(f"compare.apart.{how}")]
    else:
        parts = list(filter(None, (_counted(scene, comparison, kind) for kind in ("stages", "steps")))) or [words("compare.no_difference")]
        # Pains of two variants are no progress from one to the other: they stand in their table.
        parts += list(filter(None, [_counted(scene, comparison, "pains")])) if how == "baseline" else []
        parts += _unsaid(scene, comparison)
    if found and how == "baseline":
        parts.append(words("compare.done", n=len(found), done=sum(due.status_of(scene, lead.improvement) == "done" for lead in found)))
    return words("compare.joint").join(parts)


def _counted(scene: Scene, comparison: Comparison, kind: str) -> str:
    """How many stages, steps or pains are new, gone and changed ("2 steps added, 1 gone"); the first number names the kind."""
    words, how, names = scene.words, comparison.pair.how, called(scene, comparison.pair)
    said: list[str] = []
    for mark in ("gone", "new") if kind == "pains" else ("new", "gone", "changed"):
        n = comparison.counts[kind][mark]
        if n:
            what = words("compare.of.more" if said else f"compare.of.{kind}", n=n)
            said.append(words(f"compare.told.{how}.{mark}", n=n, what=what, map=names[mark == "new"]))
    return words("compare.comma").join(said)


def _unsaid(scene: Scene, comparison: Comparison) -> list[str]:
    """How many steps and pains of one map the other says nothing about."""
    found = []
    names = called(scene, comparison.pair)
    for kind, rows in (("steps", comparison.steps), ("pains", comparison.pains)):
        for side, name in enumerate(names):
            n = sum(row.silent and (row.before, row.after)[side] is None for row in rows)
            found += [scene.words(f"compare.silent.{kind}", n=n, map=name, other=names[1 - side])] if n else []
    return found


def _in_order(rows: tuple[Row, ...], then: Callable[[Entry], int] = lambda entry: 0) -> list[Row]:
    return sorted(rows, key=lambda row: (MARKS.index(row.own_mark), then(row.spot)))


def _stage(scene: Scene, comparison: Comparison, row: Row) -> Stage:
    pair, both = comparison.told, (row.before, row.after)
    marks = Counter(step.own_mark for step in row.steps)
    late = any(step.silent and step.before is None for step in row.steps)
    steps = [counted(scene, pair, mark, marks[mark], late) for mark in MARKS if marks[mark]]
    owners = [None if spot is None else _owners(scene, spot) for spot in both]
    durations = [None if spot is None else _duration(scene, spot) or None for spot in both]
    pains = [None if spot is None else _pains(scene, spot) for spot in both]
    return Stage(
        link=facts.link(scene, row.spot), marked=marked(scene, pair, row.mark), steps=scene.words("separator").join(steps),
        owners=Both(*owners), durations=Both(*durations), pains=Both(*pains),
    )  # fmt: skip


def _owners(scene: Scene, spot: Entry) -> tuple[facts.Link, ...] | None:
    """Who is answerable for a stage; none where the map says that nobody knows, None where it says nothing."""
    found = briefs.owner_links(scene, spot)
    around: Entry | None = spot
    while not found and around is not None:
        if says_unknown(around.record):
            return ()
        around = around.within
    return found or None


def _duration(scene: Scene, spot: Entry) -> str:
    said = [facts.shown(scene, "duration", spot.record.duration)] if spot.record.duration else []
    said += [scene.words("waits", wait=facts.shown(scene, "duration", spot.record.wait))] if spot.record.wait else []
    return scene.words("separator").join(said)


def _pains(scene: Scene, stage: Entry) -> int | None:
    """How many open pains belong to a stage or one of its steps; None where its map says nothing of pains there."""
    pains = scene.atlas.items_of(stage.map, "pain") if stage.map is not None else []
    if not said_at(scene.atlas, stage, "pains"):
        return None
    return sum(1 for pain in pains if briefs.hurts(scene, pain) and any(spot.stage is stage for spot in scene.atlas.spots_of(pain)))


def _stage_detail(scene: Scene, pair: Pair, row: Row) -> Detail:
    shown = tuple(_detail(scene, pair, step) for step in row.steps if step.own_mark != "same")
    same = tuple(facts.link(scene, step.spot) for step in row.steps if step.own_mark == "same")
    return _detail(scene, pair, row, shown, same)


def _detail(scene: Scene, pair: Pair, row: Row, steps: tuple[Detail, ...] = (), same: tuple[facts.Link, ...] = ()) -> Detail:
    mark = row.mark if row.spot.kind == "stage" else row.own_mark
    anchor = f"{'was' if row.after is None else 'is'}-{row.spot.id}"
    return Detail(
        link=facts.link(scene, row.spot),
        marked=marked(scene, pair, mark, row.before is None),
        anchor=anchor,
        notes=_notes(scene, row),
        changes=row.changes,
        unsaid=row.unsaid,
        steps=steps,
        same=same,
    )


def _notes(scene: Scene, row: Row) -> tuple[str, ...]:
    """Where a moved stage or step stood; what a step that only one map has is about."""
    words, move = scene.words, row.move
    if move is not None and move.kind == "stage":
        return (words("compare.moved_stage", name=plain(move.spot.label if move.spot else "")),)
    if move is not None:
        return (words("compare.moved_behind", name=plain(move.spot.label)) if move.spot else words("compare.moved_first"),)
    if row.before is not None and row.after is not None:
        return ()
    record = row.spot.record
    feeling = briefs.feeling(scene, row.spot, record.feels)
    felt = words("labelled", label=words("field.feels")) + f"{feeling.sign} {feeling.word}".strip() if feeling else ""
    return tuple(filter(None, (*record.does, felt)))


def _thing(scene: Scene, comparison: Comparison, row: Row) -> Thing:
    atlas, entry = scene.atlas, row.spot
    item = entry.kind == "pain"
    brief = briefs.item(scene, entry) if item else None
    before = briefs.item(scene, row.before) if item and row.before is not None and row.after is not None else None
    answers = {
        r.source: briefs.item(scene, r.source) for r in atlas.referring_to(row.before or entry)
        if item and r.source.kind == "improvement" and r.source.record.status != "rejected"
    }  # fmt: skip
    spots = atlas.spots_of(entry) if item else _met(scene, comparison, row)
    return Thing(
        link=facts.link(scene, entry), brief=brief, before=before if before and brief and before.level != brief.level else None,
        marked=marked(scene, comparison.told, row.own_mark, row.before is None), spots=tuple(facts.link(scene, spot) for spot in spots),
        channel=facts.links(scene, entry, "channel") if entry.kind == "touchpoint" else (), answers=tuple(answers.values()),
    )  # fmt: skip


def _met(scene: Scene, comparison: Comparison, row: Row) -> list[Entry]:
    """Where customers meet a touchpoint in the map that has it."""
    map_ = comparison.pair.before if row.after is None else comparison.pair.after
    return [spot for spot in scene.atlas.spots[map_.id].values() if row.spot in scene.atlas.targets(spot, "touchpoints")]


def _channels(scene: Scene, comparison: Comparison) -> tuple[tuple[Marked, tuple[facts.Link, ...]], ...]:
    """The channels that only one map uses, those last of whose touchpoints the other says nothing."""
    used: list[dict[Entry, list[Row]]] = [{}, {}]
    for row in comparison.touchpoints:
        for side, entry in zip(used, (row.before, row.after), strict=True):
            for channel in scene.atlas.targets(entry, "channel") if entry is not None else ():
                side.setdefault(channel, []).append(row)
    found: dict[tuple[Mark, bool], list[facts.Link]] = {}
    both: list[tuple[Mark, dict[Entry, list[Row]], dict[Entry, list[Row]]]] = [("new", used[1], used[0]), ("gone", used[0], used[1])]
    for own, mine, theirs in both:
        for channel, rows in mine.items():
            if channel not in theirs:
                mark = "unsaid" if any(row.silent for row in rows) else own
                found.setdefault((mark, own == "new"), []).append(facts.link(scene, channel))
    order = sorted(found, key=lambda it: MARKS.index(it[0]))
    return tuple((marked(scene, comparison.told, mark, late), tuple(found[mark, late])) for mark, late in order)


def _way(scene: Scene, pair: Pair, row: WayRow) -> Way:
    words = scene.words
    target = facts.link(scene, row.target) if row.target is not None else facts.Link("", "")
    shares = ["" if share is None else words.share(share) for share in (row.before, row.after)]
    return Way(
        marked=marked(scene, pair, row.mark), begin=facts.link(scene, row.begin), kind=words(f"way.{row.kind}"), target=target, shares=(shares[0], shares[1])
    )
