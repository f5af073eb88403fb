"""Which signs does this picture have? What stands below the grid and beside the flowchart: only what is really there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.model import lanes
from journeybook.site import signs
from journeybook.site.parts import briefs
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
    atlas, words = scene.atlas, scene.words
    if any(spot.record.moment_of_truth not in (None, False) for spot in atlas.spots[map_.id].values()):
        yield Sign(shape="star", drawn=None, word="", text=words("legend.moment"))
    for kind in ("pain", "gain", "opportunity", "improvement"):
        placed = [item for item in atlas.items_of(map_, kind) if atlas.spots_of(item)]
        if not placed:
            continue
        level = briefs.item(scene, placed[0])
        key = "pain.rated" if kind == "pain" and any(item.record.severity for item in placed) else kind
        yield Sign(shape="sign", drawn=level, word="", text=words(f"legend.{key}"))


def _of_lines(scene: Scene, map_: Entry) -> Iterator[Sign]:
    if map_.record.view != "blueprint":
        return
    explained = signs.lanes(scene.words)
    known = {lane.id for lane in lanes.ordered(scene.atlas.settings)}
    for name in signs.BLUEPRINT:
        if name in known:
            yield Sign(shape="line", drawn=None, word=explained[name].word, text=explained[name].text)
