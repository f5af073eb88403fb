"""Where a journey goes online or offline: from one moment to the next, and out of one map into another.

The touchpoints of a moment and the medium of their channels decide; what is both counts as both. A journey crosses where the
next moment offers a medium that this one does not. Ways back are left out: they lead where customers were before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.atlas.atlas import Atlas, remembered
from journeybook.atlas.connections import Handover, first_of, handover_of, ways
from journeybook.atlas.entry import Entry

MEDIA = {"online": {"online"}, "offline": {"offline"}, "hybrid": {"online", "offline"}}


@dataclass(frozen=True, kw_only=True)
class Crossing:
    """A way into another medium: the touchpoints that it leaves, those that it reaches in it, and what is handed over."""

    to: str
    begin: Entry
    end: Entry
    left: tuple[Entry, ...]
    reached: tuple[Entry, ...]
    handover: Handover


def crossings(atlas: Atlas, map_: Entry) -> Iterator[Crossing]:
    """The crossings of a map, in the order of its moments."""
    for way in ways(atlas, map_):
        end = way.end
        if end is None and way.target is not None and way.target.kind in ("stage", "step"):
            end = first_of(atlas, way.target)
        if end is None or way.kind == "loop":
            continue
        left, reached = atlas.targets(way.begin, "touchpoints"), atlas.targets(end, "touchpoints")
        used = media(atlas)
        before = {medium for touchpoint in left for medium in used[touchpoint]}
        for medium in ("online", "offline"):
            there = tuple(one for one in reached if medium in used[one])
            if before and there and medium not in before:
                yield Crossing(to=medium, begin=way.begin, end=end, left=tuple(left), reached=there, handover=handover_of(atlas, map_, way))


@remembered
def media(atlas: Atlas) -> dict[Entry, set[str]]:
    """Where each touchpoint is used: online, offline, or both; nothing where its channel does not say."""
    return {
        touchpoint: {medium for channel in atlas.targets(touchpoint, "channel") for medium in MEDIA.get(channel.record.medium or "", ())}
        for touchpoint in atlas.library["touchpoint"].values()
    }
