"""Which signs does this picture have? What stands below the grid and beside the flowchart: only what is really there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.model import Improvement, lanes
from journeybook.model.markup import plain
from journeybook.model.record import choices
from journeybook.site import signs
from journeybook.site.parts import briefs, lane_contents, plans
from journeybook.site.scene import Scene
from journeybook.site.signs import Sign


@dataclass(frozen=True)
class Legend:
    """The signs of the grid and its curve."""

    grid: tuple[Sign, ...]


def view(scene: Scene, map_: Entry) -> Legend:
    """The signs that the grid of `map_` has."""
    return Legend((*_of_curve(scene, map_), *_of_cells(scene, map_), *_of_lines(scene, map_)))


def _of_curve(scene: Scene, map_: Entry) -> Iterator[Sign]:
    atlas, words = scene.atlas, scene.words
    scored = [_has_score(moment) for moment in atlas.moments(map_)]
    if not any(_has_score(spot) for spot in atlas.spots[map_.id].values()):
        return
    if not all(scored):
        yield Sign(shape="gap", drawn=None, word="", text=words("legend.gap"))
    if any(_has_score(stage) and atlas.steps(stage) for stage in atlas.stages(map_)):
        yield Sign(shape="whole", drawn=None, word="", text=words("legend.whole"))


def _has_score(spot: Entry) -> bool:
    return spot.record.feels is not None and spot.record.feels.score is not None


def _of_cells(scene: Scene, map_: Entry) -> Iterator[Sign]:
    """The signs of the rows that readers see at once: pains by severity, changes by how far they are, channels."""
    atlas, words = scene.atlas, scene.words
    spots = list(atlas.spots[map_.id].values())
    if any(spot.record.moment_of_truth not in (None, False) for spot in spots):
        yield Sign(shape="star", drawn=None, word="", text=words("legend.moment"))
    pains = dict.fromkeys(pain for spot in spots for pain in atlas.items_at(spot, "pain"))
    for severity in sorted({pain.record.severity for pain in pains}, key=lambda it: -1 if it is None else it, reverse=True):
        yield Sign(shape="level", drawn=briefs.hurt(words, severity), word="", text="")
    changes = dict.fromkeys(plan.brief.drawn for spot in spots for plan in plans.at(scene, atlas.items_at(spot, "improvement")).shown)
    for status in (status for status in choices(Improvement, "status") if status in changes):
        yield Sign(shape="level", drawn=briefs.progress(words, status), word="", text="")
    channels: dict[str, dict[str, None]] = {}
    for place in (place for spot in spots for place in lane_contents.places(scene, spot) if place.sign):
        channels.setdefault(place.sign, {})[plain(place.channel)] = None
    for drawn, names in channels.items():
        yield Sign(shape="icon", drawn=drawn, word=words("separator").join(names), text="")


def _of_lines(scene: Scene, map_: Entry) -> Iterator[Sign]:
    if map_.record.view != "blueprint":
        return
    explained = signs.lanes(scene.words)
    known = {lane.id for lane in lanes.ordered(scene.atlas.settings)}
    for name in signs.BLUEPRINT:
        if name in known:
            yield Sign(shape="line", drawn=None, word=explained[name].word, text=explained[name].text)
