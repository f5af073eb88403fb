"""What a persona goes through: the maps that it is on, how it feels there, and the pains and gains that are its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.model.maps import Feeling
from journeybook.site.parts import briefs, facts, wall
from journeybook.site.scene import Scene


@dataclass(frozen=True)
class Moment:
    """How the persona feels somewhere."""

    link: facts.Link
    feeling: briefs.FeelingBrief


@dataclass(frozen=True, kw_only=True)
class Appearance:
    """A map that the persona goes through. `shared` is how many other personas go through it with the same feelings;
    `picture` is how the persona feels on it, step by step."""

    map: facts.Link
    state: str
    lowest: Moment | None
    highest: Moment | None
    shared: int
    picture: wall.Picture | None


def items(scene: Scene, persona: Entry, kind: str) -> list[Entry]:
    """The pains or gains that name the persona, stand in its perspective, or in a map that is its alone and name nobody."""
    atlas = scene.atlas
    found = dict.fromkeys(it.source for it in atlas.referring_to(persona) if it.field == "affects" and it.source.kind == kind)
    for map_ in maps(scene, persona):
        alone = atlas.targets(map_, "personas") == [persona]
        for item in atlas.items_of(map_, kind):
            own = atlas.find("persona", item.perspective) is persona if item.perspective else alone
            if own and not atlas.targets(item, "affects"):
                found[item] = None
    return list(found)


def maps(scene: Scene, persona: Entry) -> list[Entry]:
    """The maps that name the persona anywhere, in the atlas's order."""
    named = {it.source.map.id for it in scene.atlas.referring_to(persona) if it.source.map is not None}
    return [map_ for map_ in scene.atlas.maps.values() if map_.id in named]


def appearances(scene: Scene, persona: Entry) -> tuple[Appearance, ...]:
    """The maps that the persona goes through, and how it feels there."""
    return tuple(_appearances(scene, persona))


def _appearances(scene: Scene, persona: Entry) -> Iterator[Appearance]:
    for map_ in maps(scene, persona):
        named = scene.atlas.targets(map_, "personas")
        felt = list(_felt(scene, persona, map_, persona in named))
        if persona not in named and not felt:
            continue
        moments = [Moment(facts.link(scene, spot), brief) for spot, part, _ in felt if (brief := briefs.feeling(scene, spot, part))]
        scored = [moment for moment in moments if moment.feeling.score is not None]
        low = min(scored, key=lambda it: it.feeling.score or 0, default=None)
        high = max(scored, key=lambda it: it.feeling.score or 0, default=None)
        shared = len(named) - 1 if any(not own for *_, own in felt) else 0
        state = scene.words(f"choice.{map_.record.state or 'current'}")
        picture = _picture(scene, map_, {spot: part for spot, part, _ in felt})
        yield Appearance(
            map=facts.link(scene, map_), state=state, lowest=low, highest=high if high is not low else None, shared=shared if scored else 0, picture=picture
        )


def _felt(scene: Scene, persona: Entry, map_: Entry, takes_part: bool) -> list[tuple[Entry, Feeling, bool]]:
    """How the persona feels in `map_`, and whether the moment is its own or that of all personas of the map, as nobody is named."""
    own, shared = [], []
    for spot in scene.atlas.spots[map_.id].values():
        actors = scene.atlas.targets(spot, "actor")
        if spot.record.feels is not None and persona in actors:
            own.append((spot, spot.record.feels, True))
        elif spot.record.feels is not None and takes_part and not actors:
            shared.append((spot, spot.record.feels, False))
        for role, part in spot.record.perspectives.items():
            if part.feels is not None and scene.atlas.find("persona", role) is persona:
                own.append((spot, part.feels, True))
    return own + shared


def _picture(scene: Scene, map_: Entry, felt: dict[Entry, Feeling]) -> wall.Picture | None:
    """The curve of these feelings; what is felt in a whole stage with steps of its own has no place on it."""
    stages = [[wall.Slot(spot, 0, _score(felt.get(spot)), ()) for spot in scene.atlas.steps(stage) or [stage]] for stage in scene.atlas.stages(map_)]
    return wall.of_slots(stages) if any(slot.score is not None for slots in stages for slot in slots) else None


def _score(feeling: Feeling | None) -> int | None:
    return None if feeling is None or feeling.score is None else int(feeling.score)
