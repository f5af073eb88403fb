"""Which map a map belongs under: its parent, the map that it is to replace, or the one that it is a variant of."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.atlas.entry import Entry
from journeybook.site.parts import facts
from journeybook.site.scene import Scene


def above(scene: Scene, map_: Entry) -> Entry | None:
    """The map directly above `map_`; None where it stands by itself."""
    atlas = scene.atlas
    found = next((it for name in ("parent", "baseline", "variant_of") for it in atlas.targets(map_, name)), None)
    map_above = atlas.original(found) if found is not None else None
    return map_above if map_above is not map_ else None


def chain(scene: Scene, map_: Entry) -> tuple[facts.Link, ...]:
    """The ways to all maps above `map_`, the highest first."""
    return tuple(facts.link(scene, it) for it in reversed(list(_upwards(scene, scene.atlas.original(map_)))))


def _upwards(scene: Scene, map_: Entry) -> Iterator[Entry]:
    met = {map_}
    here = above(scene, map_)
    while here is not None and here not in met:
        yield here
        met.add(here)
        here = above(scene, here)
