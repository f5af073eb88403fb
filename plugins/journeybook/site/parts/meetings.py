"""Where customers meet a touchpoint and steps need a system: the maps, stages and steps that name a record, how it feels
there, what hurts, and who answers for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry, holds
from journeybook.site.parts import briefs, facts
from journeybook.site.scene import Scene


class Meeting(NamedTuple):
    """One naming of a touchpoint or system by `entry`, a map, stage or step; `role` tells whose perspective names it, and
    `moment` is the record or perspective that does."""

    entry: Entry
    role: str
    moment: Any


class Row(NamedTuple):
    """A meeting for readers. `stage` is the stage around a step; `map_wide` tells that a whole map is meant."""

    link: facts.Link
    stage: facts.Link | None
    role: str
    feeling: briefs.FeelingBrief | None
    satisfaction: float | None
    importance: str
    pains: tuple[briefs.ItemBrief, ...]
    owners: tuple[facts.Link, ...]
    map_wide: bool


@dataclass(frozen=True)
class Group:
    """The meetings in one map. `state` is empty for a map of how things are."""

    map: facts.Link
    state: str
    rows: tuple[Row, ...]


def meetings(atlas: Atlas, *records: Entry) -> list[Meeting]:
    """Where any of `records` is named, each place once, in the order of the files."""
    found: dict[tuple[Entry, str], Meeting] = {}
    for record in records:
        for reference in atlas.referring_to(record):
            source = reference.source
            if source.kind in ("map", "stage", "step"):
                role = role_of(source, reference.part)
                moment = reference.part if role else source.record
                found.setdefault((source, role), Meeting(source, role, moment))
    return list(found.values())


def role_of(spot: Entry, part: Any) -> str:
    """The role in whose perspective of `spot` the `part` is said; empty where it is nobody's."""
    if part is spot.record:
        return ""
    return next((role for role, perspective in getattr(spot.record, "perspectives", {}).items() if perspective is part), "")


def maps_of(met: Iterable[Meeting]) -> list[Entry]:
    """The maps of these meetings, each once."""
    return list(dict.fromkeys(it.entry.map for it in met if it.entry.map is not None))


def lowest(met: Iterable[Meeting]) -> Meeting | None:
    """The meeting that feels worst, in maps that hold; None where no score is known."""
    scored = [it for it in met if holds(it.entry.map) and score(it) is not None]
    return min(scored, key=lambda it: score(it) or 0, default=None)


def score(met: Meeting) -> int | None:
    """How it feels there, from -2 to +2."""
    feels = met.moment.feels if met.entry.kind != "map" else None
    return None if feels is None or feels.score is None else int(feels.score)


def pains(scene: Scene, met: Meeting) -> list[Entry]:
    """What still hurts there, the worst first; in somebody's perspective only what they feel."""
    here = scene.atlas.items_at(met.entry, "pain")
    if not here:
        return here
    found = [pain for pain in here if briefs.is_open(scene, pain) and met.role in ("", pain.perspective)]
    return sorted(found, key=lambda pain: -(pain.record.severity or 0))


def groups(scene: Scene, met: Iterable[Meeting]) -> tuple[Group, ...]:
    """The meetings by map, those in maps of how things are first; on a page in parts those of this part."""
    by_map: dict[Entry | None, list[Meeting]] = {}
    for it in met:
        by_map.setdefault(it.entry.map, []).append(it)
    in_order = sorted((met for members in by_map.values() for met in members), key=lambda it: bool(it.entry.map and state_word(scene, it.entry.map)))
    here = groupby(scene.portion(in_order), key=lambda it: it.entry.map)
    return tuple(_group(scene, list(members)) for _, members in here)


def _group(scene: Scene, members: list[Meeting]) -> Group:
    map_ = members[0].entry.map
    assert map_ is not None
    return Group(facts.link(scene, map_), state_word(scene, map_), tuple(row(scene, it) for it in members))


def row(scene: Scene, met: Meeting) -> Row:
    """A meeting for readers."""
    entry, stage = met.entry, met.entry.stage
    rating = met.moment.rating if entry.kind != "map" else None
    return Row(
        facts.link(scene, entry),
        facts.link(scene, stage) if stage is not None and stage is not entry else None,
        briefs.role_of(scene, met.role).text if met.role else "",
        briefs.feeling(scene, entry, met.moment.feels if entry.kind != "map" else None),
        rating.satisfaction if rating is not None else None,
        importance(scene, rating) if rating is not None else "",
        tuple(briefs.item(scene, pain) for pain in pains(scene, met)),
        briefs.owner_links(scene, entry),
        entry.kind == "map",
    )


def importance(scene: Scene, rating: Any) -> str:
    """How much a moment matters to customers and to the business, in words."""
    found = [(name, getattr(rating, f"importance_{name}", None)) for name in ("customer", "business")]
    words = [scene.words(f"importance.{name}", n=value) for name, value in found if value is not None]
    return scene.words("separator").join(words)


def state_word(scene: Scene, map_: Entry) -> str:
    """What a reader must know before taking a map for how things are: that it is retired, or of another state."""
    record = map_.record
    if record.status == "retired":
        return scene.words("choice.retired")
    return scene.words(f"choice.{record.state}") if record.state not in (None, "current") else ""
