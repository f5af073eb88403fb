"""The journeys that tell in detail what happens at a step: how low each gets, and whether something blocks customers there."""

from __future__ import annotations

from typing import NamedTuple

from journeybook.atlas.entry import Entry
from journeybook.insight import untranslated
from journeybook.site.parts import briefs, facts
from journeybook.site.scene import Scene, once_a_page


class Child(NamedTuple):
    """A journey in detail: how its lowest moment feels, None where none has a score, and how many open pains block customers."""

    link: facts.Link
    lowest: briefs.FeelingBrief | None
    blocking: int


@once_a_page
def child(scene: Scene, map_: Entry) -> Child:
    """What a map above says of `map_`."""
    felt = [
        feeling for spot in scene.atlas.spots[map_.id].values() if (feeling := briefs.feeling(scene, spot, spot.record.feels)) and feeling.score is not None
    ]
    pains = [pain for pain in untranslated.everything(scene.atlas, map_, "pain") if briefs.hurts(scene, pain)]
    return Child(
        link=facts.link(scene, map_),
        lowest=min(felt, key=lambda feeling: feeling.score or 0, default=None),
        blocking=sum(pain.record.severity == 4 for pain in pains),
    )


def at(scene: Scene, spot: Entry) -> tuple[Child | facts.Link, ...]:
    """The journeys that tell a stage or step in detail; what is no map stays the author's words."""
    known = {scene.href(map_): map_ for map_ in scene.atlas.targets(spot, "detail_map")}
    return tuple(child(scene, known[link.href]) if link.href in known else link for link in facts.links(scene, spot, "detail_map"))


def unplaced(scene: Scene, map_: Entry) -> tuple[Child, ...]:
    """The journeys below `map_` to which none of its steps leads."""
    placed = {target for spot in scene.atlas.spots[map_.id].values() for target in scene.atlas.targets(spot, "detail_map")}
    below = (reference.source for reference in scene.atlas.referring_to(map_) if reference.field == "parent")
    return tuple(child(scene, it) for it in below if it not in placed)
