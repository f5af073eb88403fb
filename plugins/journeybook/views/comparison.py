"""What differs between two maps, in the order of a meeting: in a sentence, at a glance, then step by step, then what to do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from journeybook import briefs, due, facts
from journeybook.atlas import Entry
from journeybook.comparison import MARKS, Comparison, Mark, Pair, Row, compare
from journeybook.differences import Difference
from journeybook.markup import plain
from journeybook.progress import Lead, WayRow, leads, way_rows
from journeybook.scene import Scene

SIGNS: dict[Mark, str] = {"new": "+", "gone": "−", "changed": "≠", "same": "="}


@dataclass(frozen=True)
class Side:
    """One of the two maps: what it is called on this page, and what it is."""

    name: str
    link: facts.Link
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Marked:
    """Whether something is new, gone, changed or the same, as sign and word."""

    mark: Mark
    sign: str
    word: str


@dataclass(frozen=True)
class Stage:
    """A stage at a glance: its steps counted, and what it has in both maps."""

    link: facts.Link
    marked: Marked
    steps: str
    owners: tuple[tuple[facts.Link, ...], tuple[facts.Link, ...]]
    durations: tuple[str, str]
    pains: tuple[int | None, int | None]


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Thing:
    """A pain or touchpoint of one map or both. `before` is how bad a pain was, where that differs."""

    link: facts.Link
    brief: briefs.ItemBrief | None
    before: briefs.ItemBrief | None
    marked: Marked
    spots: tuple[facts.Link, ...]
    channel: tuple[facts.Link, ...]
    answers: tuple[briefs.ItemBrief, ...]


@dataclass(frozen=True)
class Improvement:
    """An improvement that leads from one map to the other, and what still differs where it was meant to help."""

    brief: briefs.ItemBrief
    map: facts.Link | None
    status: str
    owners: tuple[facts.Link, ...]
    touches: tuple[facts.Link, ...]
    pains: tuple[facts.Link, ...]
    when: str
    when_key: str
    late: bool
    still: tuple[tuple[facts.Link, Marked, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Way:
    """A way that only one map has, or that another part of the customers take."""

    marked: Marked
    begin: facts.Link
    kind: str
    target: facts.Link
    shares: tuple[str, str]


@dataclass(frozen=True)
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
    improvements: tuple[Improvement, ...]
    rejected: int


def view(scene: Scene, comparison: Comparison) -> ComparisonView:
    """Everything that the page of a pair says, but for the curves."""
    atlas, pair = scene.atlas, comparison.pair
    found = leads(atlas, comparison)
    ways = way_rows(atlas, comparison)
    rejected = [one for one in atlas.items_of(pair.before, "improvement") if one.record.status == "rejected"]
    return ComparisonView(
        pair.how, sides(scene, pair), atlas.lang_of(pair.before) != atlas.lang_of(pair.after),
        sentence(scene, comparison, found),
        tuple(_stage(scene, comparison, row) for row in comparison.rows),
        Detail(facts.link(scene, pair.after), _marked(scene, pair, "changed"), "", (), comparison.whole.changes, comparison.whole.unsaid),
        tuple(_stage_detail(scene, pair, row) for row in comparison.rows if row.mark != "same"),
        tuple(_thing(scene, comparison, row) for row in _in_order(comparison.touchpoints)),
        _channels(scene, comparison),
        tuple(_thing(scene, comparison, row) for row in _in_order(comparison.pains)),
        tuple(_way(scene, pair, row) for row in ways if row.mark != "gone"), sum(row.mark == "gone" for row in ways),
        tuple(_improvement(scene, pair, lead) for lead in sorted(found, key=lambda lead: briefs.STATUSES.index(_status(lead)))),
        len(rejected),
    )  # fmt: skip


def of_pair(scene: Scene, pair: Pair) -> ComparisonView:
    """The page of `pair`."""
    return view(scene, compare(scene, pair))


def sides(scene: Scene, pair: Pair) -> tuple[Side, Side]:
    """The two maps, called by their states where these tell them apart, else A and B."""
    states = [map_.record.state or "current" for map_ in (pair.before, pair.after)]
    names = [scene.words(f"choice.{state}") for state in states] if states[0] != states[1] else ["A", "B"]

    def side(name: str, map_: Entry) -> Side:
        words = (f"choice.{map_.record.state or 'current'}", f"choice.{map_.record.status or 'draft'}")
        return Side(name, facts.link(scene, map_), tuple(word for key in words if (word := scene.words(key)) != name))

    return side(names[0], pair.before), side(names[1], pair.after)


def sentence(scene: Scene, comparison: Comparison, found: tuple[Lead, ...]) -> str:
    """What differs in numbers, and how far the improvements are, in one sentence."""
    words, how = scene.words, comparison.pair.how
    parts = []
    for kind, rows in (("stages", comparison.rows), ("steps", comparison.steps)):
        count = Counter(row.own_mark for row in rows)
        # Stages are counted where their number differs, or where there are no steps to count.
        if rows and (kind == "steps" or not comparison.steps or count["new"] or count["gone"]):
            parts.append(words(f"compare.{how}.{kind}", n=count["new"], gone=count["gone"], changed=count["changed"]))
    if found and how == "baseline":
        parts.append(words("compare.done", n=len(found), done=sum(lead.done for lead in found)))
    return words("compare.joint").join(parts)


def _marked(scene: Scene, pair: Pair, mark: Mark) -> Marked:
    if pair.how == "baseline" or mark in ("changed", "same"):
        return Marked(mark, SIGNS[mark], scene.words(f"compare.{pair.how}.{mark}"))
    side = sides(scene, pair)[mark == "new"]
    return Marked(mark, SIGNS[mark], scene.words("compare.only", side=side.name))


def _in_order(rows: tuple[Row, ...]) -> list[Row]:
    return sorted(rows, key=lambda row: MARKS.index(row.own_mark))


def _stage(scene: Scene, comparison: Comparison, row: Row) -> Stage:
    pair, both = comparison.pair, (row.before, row.after)
    counted = Counter(step.own_mark for step in row.steps)
    steps = [f"{counted[mark]} {_marked(scene, pair, mark).word}" for mark in MARKS if counted[mark]]
    owners = [() if spot is None else briefs.owner_links(scene, spot) for spot in both]
    durations = ["" if spot is None else _duration(scene, spot) for spot in both]
    pains = [None if spot is None else _pains(scene, spot) for spot in both]
    return Stage(
        facts.link(scene, row.spot), _marked(scene, pair, row.mark), scene.words("separator").join(steps),
        (owners[0], owners[1]), (durations[0], durations[1]), (pains[0], pains[1]),
    )  # fmt: skip


def _duration(scene: Scene, spot: Entry) -> str:
    said = [facts.shown(scene, "duration", spot.record.duration)] if spot.record.duration else []
    said += [scene.words("waits", wait=facts.shown(scene, "wait", spot.record.wait))] if spot.record.wait else []
    return scene.words("separator").join(said)


def _pains(scene: Scene, stage: Entry) -> int:
    """How many open pains belong to a stage or one of its steps."""
    pains = scene.atlas.items_of(stage.map, "pain") if stage.map is not None else []
    return sum(1 for pain in pains if briefs.is_open(pain) and any(spot.stage is stage for spot in scene.atlas.spots_of(pain)))


def _stage_detail(scene: Scene, pair: Pair, row: Row) -> Detail:
    shown = tuple(_detail(scene, pair, step) for step in row.steps if step.own_mark != "same")
    same = tuple(facts.link(scene, step.spot) for step in row.steps if step.own_mark == "same")
    return _detail(scene, pair, row, shown, same)


def _detail(
    scene: Scene, pair: Pair, row: Row, steps: tuple[Detail, ...] = (), same: tuple[facts.Link, ...] = ()
) -> Detail:
    mark = row.mark if row.spot.kind == "stage" else row.own_mark
    marked = _marked(scene, pair, mark)
    anchor = f"{'was' if row.after is None else 'is'}-{row.spot.id}"
    return Detail(facts.link(scene, row.spot), marked, anchor, _notes(scene, row), row.changes, row.unsaid, steps, same)


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
        facts.link(scene, entry), brief, before if before and brief and before.level != brief.level else None,
        _marked(scene, comparison.pair, row.own_mark), tuple(facts.link(scene, spot) for spot in spots),
        facts.links(scene, entry, "channel") if entry.kind == "touchpoint" else (), tuple(answers.values()),
    )  # fmt: skip


def _met(scene: Scene, comparison: Comparison, row: Row) -> list[Entry]:
    """Where customers meet a touchpoint in the map that has it."""
    map_ = comparison.pair.before if row.after is None else comparison.pair.after
    found = [r.source for r in scene.atlas.referring_to(row.spot) if r.field == "touchpoints" and r.source.map is map_]
    return [spot for spot in dict.fromkeys(found) if spot is not map_]


def _channels(scene: Scene, comparison: Comparison) -> tuple[tuple[Marked, tuple[facts.Link, ...]], ...]:
    """The channels that only one map uses."""
    used: list[dict[Entry, None]] = []
    for entries in ([row.before for row in comparison.touchpoints], [row.after for row in comparison.touchpoints]):
        used.append(dict.fromkeys(channel for entry in entries if entry for channel in scene.atlas.targets(entry, "channel")))
    found = []
    for mark, mine, theirs in (("new", used[1], used[0]), ("gone", used[0], used[1])):
        links = tuple(facts.link(scene, channel) for channel in mine if channel not in theirs)
        found += [(_marked(scene, comparison.pair, mark), links)] if links else []  # type: ignore[arg-type]
    return tuple(found)


def _way(scene: Scene, pair: Pair, row: WayRow) -> Way:
    words = scene.words
    target = facts.link(scene, row.target) if row.target is not None else facts.Link(words("flow.exit"), "")
    shares = ["" if share is None else words.share(share) for share in (row.before, row.after)]
    return Way(_marked(scene, pair, row.mark), facts.link(scene, row.begin), words(f"way.{row.kind}"), target, (shares[0], shares[1]))


def _status(lead: Lead) -> str:
    return lead.improvement.record.status or "proposed"


def _improvement(scene: Scene, pair: Pair, lead: Lead) -> Improvement:
    entry, words = lead.improvement, scene.words
    record = entry.record
    when = record.shipped or record.due
    said = words("shipped_on", date=words.date(record.shipped)) if record.shipped else facts.shown(scene, "due", when) if when else ""
    still = [
        (facts.link(scene, row.spot), _marked(scene, pair, row.mark), tuple(change.label for change in row.changes))
        for row in lead.rows if lead.done
    ]  # fmt: skip
    return Improvement(
        briefs.item(scene, entry), facts.link(scene, entry.map) if entry.map is not None else None, _status(lead),
        briefs.owner_links(scene, entry), tuple(facts.link(scene, row.spot) for row in lead.rows),
        tuple(facts.link(scene, pain) for pain in lead.pains), said,
        when.isoformat() if hasattr(when, "isoformat") else str(when or ""), due.is_late(scene, entry), tuple(still),
    )  # fmt: skip
