"""Two maps say opposite things of one touchpoint.

It is rated good (4 or 5) by the customers of one map and bad (1 or 2) by those of another, where the rated steps have
no other touchpoint; or it has no owner of its own and the maps hold different teams accountable where it is used; or
two maps define it in place with different owners. One of them may be out of date. Maps of different states (today,
future), a translation and its original, and retired maps are not compared.

    # in one map                               # in another: wrong
    touchpoints: [payment-page]                touchpoints: [payment-page]
    rating: {satisfaction: 5}                  rating: {satisfaction: 1}
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from journeybook.atlas import Atlas, Entry, Reference
from journeybook.problems import shown
from journeybook.rules.finding import Finding

LEVEL = "warning"
GOOD, BAD = 4, 2


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Contradictions between maps of one state, once for each touchpoint and kind of contradiction."""
    for uses in _uses(atlas):
        yield from _rated(uses)
        yield from _owned(atlas, uses)
    yield from _defined(atlas)


def _uses(atlas: Atlas) -> Iterable[list[Reference]]:
    """The steps and stages that name a touchpoint, by touchpoint and state of the map."""
    found: dict[tuple[int, str], list[Reference]] = {}
    for use in atlas.references:
        if use.target.kind != "touchpoint" or use.field != "touchpoints" or use.part is not use.source.record:
            continue
        if use.source.kind in ("stage", "step") and use.source.map and use.source.map.record.status != "retired":
            found.setdefault((id(use.target), use.source.map.record.state or "current"), []).append(use)
    return found.values()


def _rated(uses: list[Reference]) -> Iterator[Finding]:
    rated = [(use, _satisfaction(use.source)) for use in uses if len(use.part.touchpoints) == 1]
    good = [use for use, score in rated if score is not None and score >= GOOD]
    bad = [use for use, score in rated if score is not None and score <= BAD]
    pair = next(((one, other) for one in good for other in bad if _compared(one, other)), None)
    if pair:
        first, second = sorted(pair, key=lambda use: use.place)
        message = (
            f"the touchpoint {shown(first.target.label)} is rated {_satisfaction(second.source)} here "
            f"and {_satisfaction(first.source)} in the map {shown(_map(first).id)}"
        )
        where, other = (use.source.record.rating.place("satisfaction") for use in (second, first))
        yield Finding(where, message, "ask which of the two is out of date", ((other, "the other rating"),))


def _satisfaction(spot: Entry) -> int | None:
    return spot.record.rating.satisfaction if spot.record.rating else None


def _owned(atlas: Atlas, uses: list[Reference]) -> Iterator[Finding]:
    target = uses[0].target
    if target.implied or target.record.owner:
        return
    first: tuple[Reference, Entry] | None = None
    for use in uses:
        owners = atlas.accountable(use.source)
        if len(owners) != 1 or not owners[0].sure:
            continue
        first = first or (use, owners[0].team)
        if owners[0].team is not first[1] and _compared(use, first[0]):
            message = (
                f"the touchpoint {shown(target.label)} is in the hands of {shown(owners[0].team.label)} here "
                f"and of {shown(first[1].label)} in the map {shown(_map(first[0]).id)}"
            )
            yield Finding(
                use.place, message, "give the touchpoint an owner of its own", ((first[0].place, "the other use"),)
            )
            return


def _defined(atlas: Atlas) -> Iterator[Finding]:
    first: dict[str, Entry] = {}
    for entry in atlas.library["touchpoint"].values():
        if entry.within is None or entry.map is None or not entry.record.owner or entry.map.record.status == "retired":
            continue
        other = first.setdefault(entry.label.casefold(), entry)
        if other.map is not entry.map and other.record.owner != entry.record.owner:
            mine, theirs = (e.record.place("owner", 0) for e in (entry, other))
            message = f"the touchpoint {shown(entry.label)} has another owner in the map {shown(other.map.id)}"
            yield Finding(mine, message, "define it once, in a library file", ((theirs, "the other owner"),))


def _compared(one: Reference, other: Reference) -> bool:
    """Whether the two uses stand in two maps that should agree."""
    here, there = _map(one), _map(other)
    translated = {here.record.translation_of, there.record.translation_of}
    return here is not there and not translated & {here.id, there.id}


def _map(use: Reference) -> Entry:
    assert use.source.map is not None
    return use.source.map
