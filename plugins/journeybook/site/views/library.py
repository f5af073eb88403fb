"""What else do our maps speak of? The library's records that no other page lists, by kind and name."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import PLURALS, Entry
from journeybook.site.parts import facts
from journeybook.site.scene import Scene

LISTED = ("team", "persona")
"""Kinds that have pages of their own kind to list them."""


@dataclass(frozen=True)
class Shelf:
    """The library's records of one kind, by name."""

    kind: str
    label: str
    links: tuple[facts.Link, ...]


def has(atlas: Atlas) -> bool:
    """Whether there is anything in the library that is listed nowhere else."""
    return any(table for kind, table in atlas.library.items() if kind not in LISTED)


def view(scene: Scene, _: Entry | None) -> tuple[Shelf, ...]:
    """The shelves, in the order of the library."""
    found = []
    for kind, table in scene.atlas.library.items():
        if table and kind not in LISTED:
            links = tuple(facts.link(scene, entry) for entry in sorted(table.values(), key=lambda entry: scene.words.order(entry.label)))
            found.append(Shelf(kind, scene.words(f"kinds.{PLURALS[kind]}"), links))
    return tuple(found)
