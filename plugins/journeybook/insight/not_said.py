"""What a map says nothing about: there nothing is gone, it is only not said.

A list (steps, pains, touchpoints) is said at a place where it is written there or around it, for a stage also within; the empty list
is said too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry


def is_silent(atlas: Atlas, name: str, places: Iterable[Entry], partners: Mapping[Entry, Entry], map_: Entry) -> bool:
    """Whether `map_` says nothing of the list `name` at its own place for one of `places` (for the whole map, where there are no
    places). Where it has none of the places, anything said of such a list tells that it speaks of them."""
    places = list(places)
    if not places:
        return not says(map_, name)
    theirs = [found for place in places if (found := _counterpart(place, partners)) is not None]
    if not theirs:
        return not any(says(spot, name) for spot in (map_, *atlas.spots[map_.id].values()))
    return any(not said_at(atlas, spot, name) for spot in theirs)


def _counterpart(place: Entry, partners: Mapping[Entry, Entry]) -> Entry | None:
    """The stage or step that is `place` in the other map; for a step of a stage that lists no steps there, the stage."""
    stage = partners.get(place.stage) if place.stage is not None else None
    return partners.get(place) or (stage if stage is not None and not stage.record.said("steps") else None)


def said_at(atlas: Atlas, spot: Entry, name: str) -> bool:
    """Whether the list `name` is written at a map, stage or step, around it, or in a step of it."""
    around: Entry | None = spot
    while around is not None:
        if says(around, name):
            return True
        around = around.within
    return spot.kind == "stage" and any(says(step, name) for step in atlas.steps(spot))


def says(spot: Entry, name: str) -> bool:
    """Whether a record itself, or somebody's view of it, has the list `name`."""
    record = spot.record
    return record.said(name) or any(view.said(name) for view in getattr(record, "perspectives", {}).values())
