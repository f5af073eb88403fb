"""Where pages were when what they are about had another id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import PLURALS, Entry
from journeybook.languages import Words
from journeybook.site.comparison.pairs import Pair, pairs
from journeybook.site.pages import OF_MAPS, location, pages


class Moved(NamedTuple):
    """A page that was elsewhere: the old and the new path, and what it is about."""

    old: str
    new: str
    entry: Entry | Pair


def redirects(atlas: Atlas) -> Iterator[Moved]:
    """The pages that stood elsewhere by earlier ids, at paths where no other page is now."""
    taken = {page.path for page in pages(atlas, Words(atlas.lang))}
    for moved in _earlier(atlas):
        if moved.old not in taken:
            taken.add(moved.old)
            yield moved


def _earlier(atlas: Atlas) -> Iterator[Moved]:
    for table in (atlas.maps, *atlas.library.values()):
        for entry in table.values():
            below = ("", *(f"/{name}" for name in OF_MAPS)) if entry.kind == "map" else ("",)
            now = location(entry)[0]
            yield from (Moved(f"{PLURALS[entry.kind]}/{alias}{rest}", now + rest, entry) for alias in entry.record.aliases for rest in below)
    for pair in pairs(atlas):
        yield from (Moved(path, pair.path, pair) for path in pair.earlier_paths)
