"""How is a map read? Every sign and word explained once, with a real moment of the reader's own atlas as the example."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from journeybook.atlas.atlas import Atlas, remembered
from journeybook.atlas.entry import ITEM_KINDS_BY_KIND, Entry
from journeybook.languages import Words, spoken
from journeybook.model import Part, lanes
from journeybook.site import signs
from journeybook.site.parts import facts
from journeybook.site.scene import Scene
from journeybook.site.signs import Group, Sign

MOMENTS = 5
"""So many moments, or a few more, are enough for a curve that serves as an example."""


@dataclass(frozen=True, kw_only=True)
class Example:
    """The moment that serves as the example: its map, stage and (where the stage has some) step."""

    map: Entry
    stage: Entry
    moment: Entry
    nearby: tuple[Entry, ...]
    """Stages around it, enough for a curve."""


@dataclass(frozen=True)
class Section:
    """Groups of signs that belong together; `key` names the words that head them."""

    key: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, kw_only=True)
class Guide:
    """The whole page. `place` says where the example stands in the grid, `lanes` explains the rows by lane."""

    map: facts.Link
    stage: facts.Link
    step: facts.Link | None
    number: int
    place: tuple[int, int | None]
    lang: str
    lanes: dict[str, Sign]
    sections: tuple[Section, ...]
    lookups: tuple[Group, ...]


def view(scene: Scene, _: Entry | None) -> Guide:
    """Everything that a reader needs to know, in the page's language."""
    words, found = scene.words, example(scene)
    stages = scene.atlas.stages(found.map)
    steps = scene.atlas.steps(found.stage)
    number = stages.index(found.stage)
    return Guide(
        map=facts.link(scene, found.map),
        stage=facts.link(scene, found.stage),
        step=facts.link(scene, found.moment) if steps else None,
        number=number + 1,
        place=(number, steps.index(found.moment) if steps else None),
        lang=facts.foreign(scene, found.map),
        lanes=signs.lanes(words),
        sections=tuple(sections(words, scene.today)),
        lookups=tuple(signs.lookups(words)),
    )


def sections(words: Words, today: datetime.date) -> Iterable[Section]:
    """The signs that a map shows, by what they are about."""

    def group(key: str, found: Iterable[Sign]) -> Group:
        return Group(words(key) if key else "", tuple(found))

    yield Section("feelings", (group("", signs.feelings(words)),))
    yield Section("findings", (
        group("section.pains", signs.pains(words)), group("guide.plans", signs.plans(words)), group("guide.truth", signs.truth(words)),
    ))  # fmt: skip
    yield Section("people", (group("", signs.people(words)),))
    yield Section("trust", (
        group("guide.status", signs.statuses(words)), group("guide.state", signs.states(words)),
        group("guide.grounds", signs.grounds(words)), group("field.review", signs.reviews(words, today)),
    ))  # fmt: skip
    yield Section("flow", (group("", signs.flow(words).values()),))
    yield Section("worth", (group("", signs.quadrants(words)),))


def example(scene: Scene) -> Example:
    """The fullest moment of the fullest map that is written in the page's language, or of any where none is."""
    return _example(scene.atlas, spoken(scene.words.code))


@remembered
def _example(atlas: Atlas, lang: str) -> Example:
    maps = [map_ for map_ in atlas.maps.values() if spoken(atlas.lang_of(map_)) == lang]
    chosen = max(maps or atlas.maps.values(), key=lambda map_: sum(_fullness(atlas, spot) for spot in atlas.spots[map_.id].values()))
    moment = max(atlas.moments(chosen), key=lambda spot: _fullness(atlas, spot))
    stage = moment.stage or moment
    return Example(map=chosen, stage=stage, moment=moment, nearby=_nearby(atlas, chosen, stage))


@cache
def _fields(cls: type[Part]) -> tuple[str, ...]:
    """The fields of a stage or step that have a row of the grid, or a sign."""
    return *(lane.id for lane in lanes.LANES if lane.id in cls.model_fields), "moment_of_truth"


def _fullness(atlas: Atlas, spot: Entry) -> int:
    """How many rows of the grid, and which signs, a moment has to show."""
    record = spot.record
    cls: type[Part] = type(record)
    shown = sum(1 for name in _fields(cls) if getattr(record, name) not in (None, (), {}))
    kinds = {
        reference.source.kind for reference in atlas.referring_to(spot)
        if reference.field == "at" and reference.source.kind in ITEM_KINDS_BY_KIND
    }  # fmt: skip
    return shown + len(kinds) + (record.feels is not None and record.feels.score is not None)


def _nearby(atlas: Atlas, map_: Entry, stage: Entry) -> tuple[Entry, ...]:
    """The stage, and neighbours of it until there are moments enough, in their order."""
    stages = atlas.stages(map_)
    first = last = stages.index(stage)
    while sum(len(atlas.steps(it) or [it]) for it in stages[first : last + 1]) < MOMENTS:
        if last + 1 < len(stages):
            last += 1
        elif first:
            first -= 1
        else:
            break
    return tuple(stages[first : last + 1])
