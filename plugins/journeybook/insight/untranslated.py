"""What a translation leaves to its original: pains, gains, opportunities, improvements and moments of truth without a twin in it.

A map and its translation are one journey; what only one of them writes down holds for both.
"""

from __future__ import annotations

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry


def missing(atlas: Atlas, map_: Entry, kind: str) -> list[Entry]:
    """The items of the original that `map_` does not translate; none where `map_` is no translation.

    Ids decide, earlier ones count. An item without an id of its own stands for one that no id pairs.
    """
    original = atlas.original(map_)
    if original is map_:
        return []
    own = atlas.items_of(map_, kind)
    names = {name for item in own for name in (item.id, *item.record.aliases)}
    theirs = [item for item in atlas.items_of(original, kind) if not names & {item.id, *item.record.aliases}]
    known = {name for item in atlas.items_of(original, kind) for name in (item.id, *item.record.aliases)}
    unnamed = sum(item.record.id is None and item.id not in known for item in own)
    return theirs[unnamed:]


def everything(atlas: Atlas, map_: Entry, kind: str) -> list[Entry]:
    """The items of a map, and those of its original that it does not translate."""
    return [*atlas.items_of(map_, kind), *missing(atlas, map_, kind)]


def missing_moments(atlas: Atlas, map_: Entry) -> list[Entry]:
    """The stages and steps that only the original calls moments of truth."""
    original, own = atlas.original(map_), atlas.spots[map_.id]
    if original is map_:
        return []
    return [spot for name, spot in atlas.spots[original.id].items() if is_moment(spot) and not (name in own and is_moment(own[name]))]


def is_moment(spot: Entry) -> bool:
    """Whether a stage or step is called a moment of truth."""
    return spot.record.moment_of_truth not in (None, False)
