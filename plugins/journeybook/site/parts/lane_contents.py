"""What a lane of the grid holds at a stage or step: one shape of content for each shape of lane."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from journeybook.atlas.atlas import Atlas, remembered
from journeybook.atlas.entry import ITEM_KINDS_BY_KIND, PLURALS, Entry
from journeybook.model import Moment, Stage, lanes
from journeybook.site.own_assets import WIDEST
from journeybook.site.parts import briefs, channel_signs, children, facts, pictures, plans, spark, through
from journeybook.site.scene import Scene

IN_HEAD = frozenset({
    "name", "group", "steps", "order", "moment_of_truth", "owner", "actor", "when", "duration", "wait", "optional",
    "conditional", "repeatable", "confidence", "continues_in",
})  # fmt: skip
ELSEWHERE = frozenset({"raci", "duties", "next", "media"})
"""Fields that the map's other sections show."""
OF_FIELD = frozenset({"texts", "quotes", "links", "places", "numbers", "pictures", "facts", "feeling", "maps"})
"""The shapes of lanes that show one field."""
ITEM_KEYS = {key: kind for kind, key in PLURALS.items() if kind in ITEM_KINDS_BY_KIND}


class Place(NamedTuple):
    """A touchpoint with the drawing and the name of its channel."""

    link: facts.Link
    sign: str
    channel: str


@dataclass(frozen=True, kw_only=True)
class Notes:
    """Short facts about a moment: why it counts, who and how long, and the maps that go on from there."""

    moment: str
    texts: tuple[str, ...]
    onward: tuple[facts.Link, ...]


@dataclass(frozen=True, kw_only=True)
class Perspective:
    """The same moment lived by somebody else; what hurts them and the like stands in the rows of all that hurts, with whose it is."""

    role: facts.Link
    feeling: briefs.FeelingBrief | None
    facts: tuple[facts.Fact, ...]


class Spread(NamedTuple):
    """Items that belong to the same neighbouring steps of a stage; `start` counts from its first column."""

    start: int
    span: int
    items: tuple[Entry, ...]


def spreads(scene: Scene, stages: Iterable[Entry], lane: lanes.Lane) -> dict[Entry, list[Spread]]:
    """The items of a lane that stand over several steps, by stage; where a stage says something itself, or two such cards would stand on each
    other, each step repeats its own."""
    found: dict[Entry, list[Spread]] = {}
    for stage in stages if lane.shape == "items" else ():
        kind, steps = ITEM_KEYS[lane.id], scene.atlas.steps(stage)
        places: dict[Entry, list[int]] = {}
        for number, step in enumerate(steps):
            for item in scene.atlas.items_at(step, kind):
                places.setdefault(item, []).append(number)
        if scene.atlas.items_at(stage, kind):
            continue
        runs: dict[tuple[int, int], list[Entry]] = {}
        for item, at in places.items():
            if len(at) > 1 and at[-1] - at[0] == len(at) - 1:
                runs.setdefault((at[0] + 1, len(at)), []).append(item)
        free = 1
        for (start, span), items in sorted(runs.items()):
            if start >= free and span <= WIDEST:
                found.setdefault(stage, []).append(Spread(start, span, tuple(items)))
                free = start + span
    return found


def contents(scene: Scene, spots: Iterable[Entry], lane: lanes.Lane, spread: Mapping[Entry, list[Spread]]) -> dict[Entry, Any]:
    """What a lane holds, by the step or stage; most hold nothing in most columns. What is `spread` over several steps is none of theirs."""
    if lane.shape in ("line", "ways"):
        return {}
    if lane.shape == "items":
        kind = ITEM_KEYS[lane.id]
        wide = {stage: {item for one in some for item in one.items} for stage, some in spread.items()}
        held = ((spot, [item for item in scene.atlas.items_at(spot, kind) if item not in wide.get(spot.stage or spot, ())]) for spot in spots)
        return {spot: of_items(scene, kind, items) for spot, items in held if items}
    elif lane.shape in OF_FIELD and lane.id != "more":
        spots = [spot for spot in spots if getattr(spot.record, lane.id)]
    return {spot: found for spot in spots if (found := _content(scene, spot, lane))}


def _content(scene: Scene, spot: Entry, lane: lanes.Lane) -> Any:
    record = spot.record
    if lane.shape == "own":
        return facts.free_values(record.own[lane.id]) if lane.id in record.own else None
    if lane.shape == "notes":
        return _notes(scene, spot)
    if lane.shape == "perspectives":
        inner = record.perspectives.get(lane.role)
        return _perspective(scene, spot, lane.role, inner) if inner is not None else None
    if lane.id == "more":
        return facts.facts(scene, spot, hide=_shown_fields(scene.atlas))
    value = getattr(record, lane.id)
    if lane.shape == "feeling":
        return briefs.feeling(scene, spot, value)
    if lane.shape == "links":
        return facts.links(scene, spot, lane.id)
    if lane.shape in BY_SHAPE:
        return BY_SHAPE[lane.shape](scene, spot)
    if lane.shape == "facts":
        return facts.facts(scene, spot, value)
    return (value,) if isinstance(value, str) else value


def of_items(scene: Scene, kind: str, items: Sequence[Entry]) -> tuple[briefs.ItemBrief, ...] | plans.Plans:
    """The items at a place; worst pains first, and improvements with their day."""
    if kind == "improvement":
        return plans.at(scene, items)
    return tuple(briefs.item(scene, item) for item in sorted(items, key=lambda item: _grave(scene, item)))


def _grave(scene: Scene, item: Entry) -> tuple[bool, int]:
    """How items stand below each other: what still hurts first, the worst before the others."""
    return bool(briefs.closed_since(scene, item)), -int(getattr(item.record, "severity", 0) or 0)


def places(scene: Scene, spot: Entry) -> tuple[Place, ...]:
    """Where customer and organisation meet at a stage or step."""
    known = {scene.href(touchpoint): channel_signs.sign(scene, touchpoint) for touchpoint in scene.atlas.targets(spot, "touchpoints")}
    return tuple(Place(link, *known.get(link.href, ("", ""))) for link in facts.links(scene, spot, "touchpoints"))


def _figures(scene: Scene, spot: Entry) -> tuple[spark.Figure | facts.Link, ...]:
    """The metrics at a place but for the one whose shares the row of who is left has; what names none stays the author's words."""
    known = {scene.href(metric): metric for metric in scene.atlas.targets(spot, "metrics")}
    way = through.newest(scene, spot.map) if known and spot.map is not None else None
    told = scene.href(way.metric) if way is not None and spot in way.stages else None
    return tuple(
        spark.figure(scene, known[link.href], spot.map, spot.id) if link.href in known and spot.map is not None else link
        for link in facts.links(scene, spot, "metrics")
        if link.href != told
    )


def _pictures(scene: Scene, spot: Entry) -> tuple[pictures.Picture, ...]:
    return tuple(pictures.of(scene, spot))


BY_SHAPE: dict[str, Callable[[Scene, Entry], Any]] = {"places": places, "numbers": _figures, "pictures": _pictures, "maps": children.at}
"""The shapes of lanes that only one field has, and what shows it."""


@remembered
def _shown_fields(atlas: Atlas) -> frozenset[str]:
    own = {lane.id for lane in atlas.settings.lanes}
    return IN_HEAD | ELSEWHERE | {lane.id for lane in lanes.LANES} | own


def _perspective(scene: Scene, spot: Entry, role: str, inner: Moment) -> Perspective | None:
    rest = facts.facts(scene, spot, inner, hide={"feels", *ITEM_KEYS})
    feeling = briefs.feeling(scene, spot, inner.feels)
    return Perspective(role=briefs.role_of(scene, role), feeling=feeling, facts=rest) if feeling is not None or rest else None


def _notes(scene: Scene, spot: Entry) -> Notes | None:
    reason = spot.record.moment_of_truth
    notes = Notes(moment=str(reason) if isinstance(reason, str) else "", texts=_texts(scene, spot), onward=facts.links(scene, spot, "continues_in"))
    return notes if notes.moment or notes.texts or notes.onward else None


def _texts(scene: Scene, spot: Entry) -> tuple[str, ...]:
    record: Moment = spot.record
    words, notes = scene.words, []
    if spot.kind == "step":
        notes += [words.duration(text) for text in (record.when, record.duration) if text]
    elif record.when and record.duration:
        notes.append(words.duration(record.when))  # how long stands with the team
    if record.wait:
        notes.append(words("waits", wait=words.duration(record.wait)))
    if record.actor:
        notes.append(words("acts", who=facts.links(scene, spot, "actor")[0].text))
    notes += [words(f"field.{name}") for name in ("optional", "repeatable") if getattr(record, name)]
    if isinstance(record, Stage) and record.order:
        notes.append(words(f"choice.{record.order}"))
    if record.conditional:
        notes.append(words("only_if", condition=record.conditional))
    if record.confidence:
        notes.append(words("labelled", label=words("field.confidence")) + words(f"choice.{record.confidence}"))
    return tuple(notes)
