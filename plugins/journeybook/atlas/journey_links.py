"""Links by id from hand-written pages: `journey:` and what follows it, to a record of the atlas.

`journey:buy-shoes` is a map, `journey:buy-shoes#pay` a stage or step of it, `journey:buy-shoes#pain-no-wallet` whatever has
that anchor on its page, `journey:team/shop` a record of the library. Leaves what is written in the page to `page_text`.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import ITEM_KINDS_BY_KIND, Entry
from journeybook.reading import ids
from journeybook.reading.problem import did_you_mean, nearest, shown

SCHEME = "journey:"
PARTS = "a stage, step, pain, gain, opportunity or improvement"


class Unknown(Exception):
    """An address that means nothing: what is said about it, and the hint."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def resolve(atlas: Atlas, address: str) -> Entry:
    """The record that `address` (with or without its scheme) means; raises `Unknown`."""
    bare = address.removeprefix(SCHEME)
    if bare.startswith(("/", " ")):
        sign = shown("//") if bare.startswith("//") else shown("/") if bare.startswith("/") else "a blank"
        raise Unknown(f"{sign} follows 'journey:'", f"write {SCHEME}{bare.strip('/ ')}")
    name, _, anchor = ids.normal(unquote(address.removeprefix(SCHEME))).partition("#")
    kind, slash, rest = name.partition("/")
    if slash and kind != "map":
        return _of_library(atlas, kind, rest, anchor)
    map_ = find_map(atlas, rest if slash else name)
    return part_of(atlas, map_, anchor) if anchor else map_


def find_map(atlas: Atlas, name: str) -> Entry:
    """The map `name`; raises `Unknown`."""
    if not name:
        raise Unknown("no id follows 'journey:'", "write the id right behind the colon, without a blank, such as journey:buy-shoes")
    found = atlas.find("map", name)
    if found is not None:
        return found
    near = did_you_mean(name, atlas.maps)
    elsewhere = [kind for kind, table in atlas.library.items() if name in table]
    hint = f"did you mean '{elsewhere[0]}/{name}'?" if elsewhere else near or _named(name, atlas.maps.values())
    raise Unknown(f"no map has the id {shown(name)}", hint or "write 'journey:', the id of a map and, behind '#', of a step")


def find_spot(atlas: Atlas, map_: Entry, name: str) -> Entry | None:
    """The stage or step of `map_` with that id or earlier id."""
    return atlas.find("step", f"{map_.id}#{name}")


def part_of(atlas: Atlas, map_: Entry, anchor: str) -> Entry:
    """What has that anchor on the page of `map_`; raises `Unknown`."""
    spot = find_spot(atlas, map_, anchor)
    if spot is not None:
        return spot
    items = [item for kind in sorted(ITEM_KINDS_BY_KIND) for item in atlas.items_of(map_, kind)]
    by_anchor = {f"{item.kind}-{alias}": item for item in items for alias in item.record.aliases}
    by_anchor |= {item.anchor: item for item in items}
    if anchor in by_anchor:
        return by_anchor[anchor]
    bare = [item.anchor for item in items if item.id == anchor]
    spots = atlas.spots[map_.id]
    near = f"did you mean '{bare[0]}'?" if bare else did_you_mean(anchor, [*spots, *by_anchor])
    hint = near or _named(anchor, [*spots.values(), *items])
    raise Unknown(f"no part of the map '{map_.id}' has the id {shown(anchor)}", hint or f"name {PARTS} of that map")


def _of_library(atlas: Atlas, kind: str, name: str, anchor: str) -> Entry:
    kinds = [*atlas.library, *sorted(ITEM_KINDS_BY_KIND)]
    if kind not in kinds:
        raise Unknown(f"there is no kind of record {shown(kind)}", did_you_mean(kind, kinds) or f"one of {', '.join(kinds)}")
    if anchor:
        raise Unknown(f"only maps have parts, and {shown(f'{kind}/{name}')} is none", f"remove '#{anchor}'")
    found = atlas.find(kind, name)
    if found is not None:
        return found
    loose = [item for item in atlas.items.get(kind, ()) if item.map is None]
    known = [*atlas.library.get(kind, {}).values(), *loose]
    hint = did_you_mean(name, [entry.id for entry in known]) or _named(name, known)
    raise Unknown(f"no {kind} has the id {shown(name)}", hint)


def _named(name: str, entries: Iterable[Entry]) -> str:
    """A hint where a record's title was written in place of its id."""
    by_label = {ids.slug(entry.label): entry for entry in entries}
    near = nearest(ids.slug(name), by_label)
    return f"did you mean '{by_label[near].id}'?" if near else ""
