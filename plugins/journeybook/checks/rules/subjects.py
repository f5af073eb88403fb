"""What several rules look at: maps by their status, titles, files beside the YAML, and references that go in a circle.

Holds no opinion of its own; those are the rules'.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry, Reference, says_unknown
from journeybook.checks.rules.finding import Finding
from journeybook.model import Part, Persona, Record
from journeybook.model.maps import Media, Owner
from journeybook.reading.problem import Place
from journeybook.reading.tree import STAND_IN

ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")

LONGEST = 8
"""How many names of a circle are written out."""


def live(atlas: Atlas) -> Iterator[Entry]:
    """The maps that are published as true."""
    return (map_ for map_ in atlas.maps.values() if map_.record.status == "live")


def past_draft(atlas: Atlas) -> Iterator[Entry]:
    """The maps that are in review or live."""
    return (map_ for map_ in atlas.maps.values() if map_.record.status in ("in-review", "live"))


def is_past_draft(map_: Entry | None) -> bool:
    """Whether `map_` is in review or live; what stands in a library always counts."""
    return map_ is None or map_.record.status in ("in-review", "live")


def owned(atlas: Atlas, entry: Entry) -> bool:
    """Whether somebody is named as answerable for `entry`; a name that nobody knows is an error already, and enough."""
    if atlas.accountable(entry):
        return True
    around = (spot.record for spot in (entry, entry.stage, entry.map) if spot is not None)
    telling = next((record for record in around if names_owner(record) or says_unknown(record)), None)
    return telling is not None and names_owner(telling)


def names_owner(record: Record) -> bool:
    """Whether `record` itself names an owner, known or not; a mere question mark names nobody."""
    owner: Owner | None = getattr(record, "owner", None)
    return owner is not None and any(team.rstrip("? ") for team in owner.team)


def titled(atlas: Atlas, sentences: bool = False) -> Iterator[Record]:
    """Every record that has a title; pains and gains, whose title is a whole text, only with `sentences`."""
    for part in atlas.parts:
        if isinstance(part, Record) and getattr(part, part.title_field) and (sentences or part.title_field != "text"):
            yield part


def title_place(record: Record) -> Place:
    """Where the title of `record` stands."""
    return record.place(record.title_field)


def id_place(record: Record) -> Place:
    """Where the id of `record` stands, or its title where it states none."""
    return record.place("id") if record.said("id") else title_place(record)


def inside(file: str, path: str) -> str | None:
    """The path within the atlas that `path`, written in `file`, leads to; None where it leads out of the folder."""
    if ADDRESS.match(path) or path.startswith(("/", "\\")):
        return None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
    return None if joined.split("/")[0] == ".." else joined


def pictures(atlas: Atlas) -> Iterator[tuple[Part, str]]:
    """Every file that is named to be shown: what names it, and in which field."""
    for part in atlas.parts:
        if isinstance(part, Media) and part.path != STAND_IN:
            yield part, "path"
        elif isinstance(part, Persona) and part.image:
            yield part, "image"


def circles(links: Iterable[tuple[Entry, Reference]], message: str, hint: str) -> Iterator[Finding]:
    """A finding for every circle that `links` (what refers, and the reference) form, at the one that closes it."""
    onward: dict[Entry, list[Reference]] = {}
    for source, link in links:
        onward.setdefault(source, []).append(link)
    done: set[Entry] = set()
    for start in onward:
        for circle in _circles_from(start, onward, done):
            names = [circle[-1].target.id, *(link.target.id for link in circle)]
            shortened = names if len(names) <= LONGEST else [*names[: LONGEST - 2], "…", names[-1]]
            related = tuple((link.place, "another part of it") for link in circle[: LONGEST - 1][: len(circle) - 1])
            yield Finding(circle[-1].place, f"{message}: {' → '.join(shortened)}", hint, related)


def _circles_from(start: Entry, onward: dict[Entry, list[Reference]], done: set[Entry]) -> Iterator[list[Reference]]:
    """Walks on from `start` with a stack of its own; a link to what is on the way here closes a circle."""
    if start in done:
        return
    path: list[Reference] = []
    trail, depth = [start], {start: 0}
    stack = [iter(onward.get(start, ()))]
    while stack:
        link = next(stack[-1], None)
        if link is None:
            stack.pop()
            left = trail.pop()
            del depth[left], path[-1:]
            done.add(left)
        elif link.target in depth:
            yield [*path[depth[link.target] :], link]
        elif link.target not in done:
            path.append(link)
            trail.append(link.target)
            depth[link.target] = len(path)
            stack.append(iter(onward.get(link.target, ())))
