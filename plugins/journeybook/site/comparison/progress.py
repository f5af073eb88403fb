"""What leads from one map to another: the improvements concerned, what still differs although one is done, and other ways.

An improvement counts where it belongs to the later map, or where it touches what differs: the stages and steps that it names
or stands in, else those of its pains, else those of its opportunity; or where it eases a pain that the later map no longer has.
Rejected ones never count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.connections import ways
from journeybook.atlas.entry import Entry
from journeybook.site.comparison.pairs import Comparison, Mark, Row


@dataclass(frozen=True)
class Lead:
    """An improvement, the stages and steps that it touches and that differ, and the pains that it takes away."""

    improvement: Entry
    rows: tuple[Row, ...]
    pains: tuple[Entry, ...]


@dataclass(frozen=True)
class WayRow:
    """A way that one of the maps states: from where, what sort, whereto (None: out), and what part of the customers take it."""

    mark: Mark
    kind: str
    begin: Entry
    target: Entry | None
    before: float | None
    after: float | None


def leads(atlas: Atlas, comparison: Comparison) -> tuple[Lead, ...]:
    """The improvements that lead from the earlier map to the later one, in the order of the files."""
    gone = {row.before for row in comparison.pains if row.own_mark == "gone"}
    found = []
    for improvement in atlas.items["improvement"]:
        if improvement.record.status == "rejected" or improvement.map not in (None, comparison.pair.before, comparison.pair.after):
            continue
        touched = dict.fromkeys(comparison.by_spot.get(spot) for spot in spots(atlas, improvement))
        rows = tuple(row for row in touched if row is not None and row.mark not in ("same", "unsaid"))
        pains = tuple(pain for pain in atlas.targets(improvement, "pains") if pain in gone)
        if rows or pains or improvement.map is comparison.pair.after:
            found.append(Lead(improvement, rows, pains))
    return tuple(found)


def spots(atlas: Atlas, improvement: Entry) -> list[Entry]:
    """The stages and steps that an improvement is about, from the nearest source that names some."""
    opportunities = atlas.targets(improvement, "opportunity")
    pains = [atlas.targets(one, "pains") for one in (improvement, *opportunities)]
    sources: tuple[Iterable[Entry], ...] = ((improvement,), pains[0], opportunities, (pain for some in pains[1:] for pain in some))
    for source in sources:
        found = [spot for item in source for spot in atlas.spots_of(item)]
        if found:
            return found
    return []


def way_rows(atlas: Atlas, comparison: Comparison) -> tuple[WayRow, ...]:
    """The written ways that differ: those of the later map, then those that it leaves out. Several of one sort are one."""
    sides: list[dict[tuple[str, Entry, Entry | None], float | None]] = []
    for map_, partners in ((comparison.pair.before, comparison.partners), (comparison.pair.after, {})):
        found: dict[tuple[str, Entry, Entry | None], float | None] = {}
        for way in ways(atlas, map_):
            if way.record is None or way.kind == "next":
                continue
            ends = [partners.get(end, end) if end is not None else None for end in (way.begin, way.end or way.target)]
            key = (way.kind, ends[0] or way.begin, ends[1])
            known = [share for share in (found.get(key), way.share) if share is not None]
            found[key] = sum(known) if known else None
        sides.append(found)
    before, after = sides
    rows = [WayRow(_mark(key in before, before.get(key), share), *key, before.get(key), share) for key, share in after.items()]
    rows += [WayRow("gone", *key, share, None) for key, share in before.items() if key not in after]
    return tuple(row for row in rows if row.mark != "same")


def _mark(known: bool, before: float | None, after: float | None) -> Mark:
    if not known:
        return "new"
    return "same" if after is None or (before is not None and abs(before - after) < 0.0005) else "changed"
