"""Counts and the atlas: what the rows of CSV files name, and the names that nobody knows.

A row may use a record's id, an earlier id or, while its kind is open, its name; from here on every count holds ids. Rows
that name something unknown are reported at their cell and left out. What their numbers are worth is `counts`' part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.counts import WORDS, Count, means_all
from journeybook.atlas.entry import Entry
from journeybook.atlas.unknown_names import what_to_write
from journeybook.model import KINDS as LIBRARY_KINDS
from journeybook.model import Metric
from journeybook.reading import ids
from journeybook.reading.problem import Problem, did_you_mean, shown
from journeybook.reading.tree import Spot

KINDS = tuple(column for column in WORDS if column in {cls.kind for cls in LIBRARY_KINDS.values()})
"""The columns that name records of the library; regions are free."""


class _Unknown(NamedTuple):
    """A name that nobody knows: in which file and column, and as seen from which map."""

    path: str
    column: str
    name: str
    map: str


def settled(atlas: Atlas, counts: Sequence[Count]) -> tuple[tuple[Count, ...], list[Problem]]:
    """`counts` with the ids of what they name, and a problem for every name that is unknown, at its first cell.

    A metric that nobody defined gets an implied record while its kind is open. Names that may stand in files that
    could not be read are left out silently: their file has its own error.
    """
    found: list[Count] = []
    wrong: dict[_Unknown, list[Count]] = {}
    for count in counts:
        names, unknown = _names(atlas, count)
        if unknown:
            wrong.setdefault(unknown, []).append(count)
            atlas.misnamed += [name for kind in KINDS if (name := getattr(count, kind))]
        else:
            changes: dict[str, Any] = names  # columns that hold text, which no checker can tell from their names
            found.append(replace(count, **changes))
    return tuple(found), [_problem(atlas, it, rows) for it, rows in wrong.items() if not atlas.unread.may_hold(it.name)]


def named(atlas: Atlas, count: Count) -> Iterator[Entry]:
    """The records that a row names, as far as they are known."""
    map_ = atlas.find("map", count.map) if count.map else None
    found = [map_, _spot(atlas, map_, count.stage) if count.stage else None]
    found += [_known(atlas, kind, name) for kind in KINDS if (name := getattr(count, kind))]
    yield from (entry for entry in found if entry is not None)


def _names(atlas: Atlas, count: Count) -> tuple[dict[str, str], _Unknown | None]:
    """The ids behind a row's names by column, or the first name that is unknown."""
    names: dict[str, str] = {}
    map_ = atlas.find("map", count.map) if count.map else None
    if count.map and map_ is None:
        return {}, _Unknown(count.place.path, "map", count.map, "")
    home = atlas.original(map_) if map_ is not None else None  # a translation is the same journey, and no second place
    if home is not map_ and (not count.stage or _spot(atlas, home, count.stage) is not None):
        map_ = home
    names["map"] = map_.id if map_ else ""
    if count.stage:
        spot = _spot(atlas, map_, count.stage)
        if spot is None:
            return {}, _Unknown(count.place.path, "stage", count.stage, names["map"])
        names["stage"] = spot.id
    for kind in KINDS:
        name = getattr(count, kind)
        entry = _record(atlas, kind, name, count) if name else None
        if entry is not None:
            names[kind] = entry.id
        elif name and kind in atlas.closed:
            return {}, _Unknown(count.place.path, kind, name, "")
    return names, None


def _spot(atlas: Atlas, map_: Entry | None, name: str) -> Entry | None:
    found = atlas.find("step", name, map_) if map_ is not None else None
    return found if found is not None and found.kind != "map" and found.map is map_ else None


def _record(atlas: Atlas, kind: str, name: str, count: Count) -> Entry | None:
    found, table = _known(atlas, kind, name), atlas.library[kind]
    if found is None and kind == "metric" and kind not in atlas.closed:
        where = count.place
        mark = (where.line, where.column, where.end_line, where.end_column)
        record = Metric.model_validate({"name": name}, context=Spot(where.path, mark))
        found = Entry(kind, ids.unique(ids.slug(name, kind), table), record, implied=True)
        table[found.id] = found
    return found


def _known(atlas: Atlas, kind: str, name: str) -> Entry | None:
    found = atlas.find(kind, name)
    if found is not None or kind in atlas.closed:
        return found
    return next((entry for entry in atlas.library[kind].values() if entry.label.casefold() == name.casefold()), None)


def _problem(atlas: Atlas, unknown: _Unknown, rows: Sequence[Count]) -> Problem:
    if unknown.column in KINDS:
        atlas.miscounted.add(unknown.column)
    where = rows[0].cells.get(unknown.column, rows[0].place)
    more = f", in {len(rows)} rows" if len(rows) > 1 else ""
    if unknown.column == "stage" and not unknown.map:
        message = f"the row names the stage {shown(unknown.name)}, but no map{more}"
        return Problem(where, "csv-cell", message, hint="a stage is known within its map: name it in the column 'map'")
    choices = _choices(atlas, unknown)
    known = [entry.id for entry in choices]
    if unknown.column == "stage":
        message = f"{shown(unknown.name)} is no stage or step of the map {shown(unknown.map)}"
    else:
        message = f"{shown(unknown.name)} is no {unknown.column} of this atlas"
    same = (entry.id for entry in choices if entry.label.casefold() == unknown.name.casefold())
    meant = next(same, None)
    hint = f"did you mean {shown(meant)}?" if meant else did_you_mean(unknown.name, known)
    kind = "step" if unknown.column == "stage" else unknown.column
    if means_all(unknown.name):
        hint = "remove the row: sums are computed" if unknown.column == "metric" else f"leave the column '{unknown.column}' empty in the rows of all of them"
    hint = hint or what_to_write(atlas, kind, unknown.name, known)
    return Problem(where, "unknown-reference", message + more, hint=hint)


def _choices(atlas: Atlas, unknown: _Unknown) -> list[Entry]:
    table: Iterable[Entry]
    if unknown.column == "stage":
        table = atlas.spots[unknown.map].values()
    else:
        table = (atlas.maps if unknown.column == "map" else atlas.library[unknown.column]).values()
    return [entry for entry in table if not entry.implied]
