"""A translation has a stage or step that its original does not have, or a live one lacks some.

A map and its translation are one journey: a stage or step is the same in both when it has the same id. An id that is
left out is derived from the name, and so differs from language to language. What is not translated yet is reported
once the translation is live.

    translation_of: dentist
    stages:
      - {name: 我预约}             # wrong: its id is 我预约
      - {id: book, name: 我预约}   # right, where 'dentist' has the stage 'book'
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import id_place
from journeybook.reading.problem import shown

BY_ABSENCE = True
LEVEL = "warning"
NAMED = 3
"""How many stages and steps are named; the rest of them is counted."""


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Translations whose stages and steps are not those of the original."""
    for map_ in atlas.maps.values():
        for original in atlas.targets(map_, "translation_of"):
            if original is not map_ and map_.record.status != "retired":
                yield from _compared(atlas, map_, original)


def _compared(atlas: Atlas, map_: Entry, original: Entry) -> Iterator[Finding]:
    added, missing = _only_in(atlas, map_, original), _only_in(atlas, original, map_)
    if added:
        first = added[0]
        meant = next((spot for spot in missing if spot.kind == first.kind), None)
        hint = f"if it translates {shown(meant.label)}, write 'id: {meant.id}'" if meant else "remove it, or add it there too"
        message = f"{_listed(added)} {'is' if len(added) == 1 else 'are'} not in {shown(original.id)}, which this map translates"
        yield Finding(id_place(first.record), message, hint)
    if missing and map_.record.status == "live":
        message = f"{_listed(missing)} of {shown(original.id)} {'is' if len(missing) == 1 else 'are'} not in this translation"
        related = ((id_place(missing[0].record), "not translated"),)
        yield Finding(map_.record.place("translation_of"), message, f"translate it with 'id: {missing[0].id}'", related)


def _only_in(atlas: Atlas, here: Entry, there: Entry) -> list[Entry]:
    """The stages and steps of `here` that are not in `there` under one of their ids; of a stage without its steps."""
    known = {name for spot in atlas.spots[there.id].values() for name in (spot.id, *spot.record.aliases)}
    alone = [spot for spot in atlas.spots[here.id].values() if known.isdisjoint((spot.id, *spot.record.aliases))]
    whole = set(alone)
    return [spot for spot in alone if spot.within not in whole]


def _listed(spots: list[Entry]) -> str:
    more = [f"{len(spots) - NAMED} more"] if len(spots) > NAMED else []
    words = [f"{spot.kind} {shown(spot.id)}" for spot in spots[:NAMED]] + more
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
