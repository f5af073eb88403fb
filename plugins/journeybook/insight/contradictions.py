"""Where two maps say opposite things of one touchpoint: rated good here and bad there, in other hands, in another channel.

Maps of different states (today, future), a translation and its original, and retired maps are not compared. Holds no opinion:
the rule `contradicting-touchpoint` makes findings of what is found here, the consistency page rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry, Reference
from journeybook.model import Part
from journeybook.reading.problem import Place

GOOD, BAD = 4, 2
Kind = Literal["rated", "owned", "defined", "channel"]
DEFINED: dict[Kind, str] = {"defined": "owner", "channel": "channel"}
"""What two maps may define differently, by the kind of contradiction that it is."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What one map says: where, and the value as a text (a rating) or as the record that is named (a team, a channel)."""

    spot: Entry
    map: Entry
    value: Entry | str
    part: Part
    steps: tuple[str | int, ...]

    @property
    def place(self) -> Place:
        """Where the map says it."""
        return self.part.place(*self.steps)


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """Two claims on one touchpoint that cannot both hold; `later` stands behind `earlier` in the order of the files."""

    kind: Kind
    touchpoint: Entry
    later: Claim
    earlier: Claim


def contradictions(atlas: Atlas) -> Iterator[Contradiction]:
    """Contradictions between maps of one state, once for each touchpoint and kind of contradiction."""
    for uses in _uses(atlas):
        yield from _rated(uses)
        yield from _owned(atlas, uses)
    yield from _defined(atlas)


def _uses(atlas: Atlas) -> Iterable[list[Reference]]:
    """The steps and stages that name a touchpoint, by touchpoint and state of the map."""
    found: dict[tuple[Entry, str], list[Reference]] = {}
    for use in atlas.references:
        if use.target.kind != "touchpoint" or use.field != "touchpoints" or use.part is not use.source.record:
            continue
        if use.source.kind in ("stage", "step") and use.source.map and use.source.map.record.status != "retired":
            found.setdefault((use.target, use.source.map.record.state or "current"), []).append(use)
    return found.values()


def _rated(uses: list[Reference]) -> Iterator[Contradiction]:
    rated = [(use, _satisfaction(use.source)) for use in uses if len(use.source.record.touchpoints) == 1]
    good = [use for use, score in rated if score is not None and score >= GOOD]
    bad = [use for use, score in rated if score is not None and score <= BAD]
    pair = next(((one, other) for one in good for other in bad if _compared(_map(one), _map(other))), None)
    if pair:
        earlier, later = sorted(pair, key=lambda use: use.place)
        yield Contradiction(kind="rated", touchpoint=earlier.target, later=_rating(later), earlier=_rating(earlier))


def _rating(use: Reference) -> Claim:
    return Claim(spot=use.source, map=_map(use), value=str(_satisfaction(use.source)), part=use.source.record.rating, steps=("satisfaction",))


def _satisfaction(spot: Entry) -> int | None:
    return spot.record.rating.satisfaction if spot.record.rating else None


def _owned(atlas: Atlas, uses: list[Reference]) -> Iterator[Contradiction]:
    target = uses[0].target
    if target.implied or target.record.owner:
        return
    first: Claim | None = None
    for use in uses:
        owners = atlas.accountable(use.source)
        if len(owners) != 1 or not owners[0].sure:
            continue
        claim = Claim(spot=use.source, map=_map(use), value=owners[0].team, part=use.part, steps=(use.key, use.at))
        first = first or claim
        if claim.value is not first.value and _compared(claim.map, first.map):
            yield Contradiction(kind="owned", touchpoint=target, later=claim, earlier=first)
            return


def _defined(atlas: Atlas) -> Iterator[Contradiction]:
    """Touchpoints of one name that two maps define in place, with different owners or channels."""
    first: dict[tuple[str, ...], Entry] = {}
    for entry in atlas.library["touchpoint"].values():
        if entry.within is None or entry.map is None or entry.map.record.status == "retired":
            continue
        for kind, name in DEFINED.items():
            value = getattr(entry.record, name)
            key = (name, entry.label.casefold(), entry.map.record.state or "current")
            other = first.setdefault(key, entry) if value else entry
            if other.map is not None and _compared(other.map, entry.map) and getattr(other.record, name) != value:
                yield Contradiction(kind=kind, touchpoint=entry, later=_said(atlas, entry, name), earlier=_said(atlas, other, name))


def _said(atlas: Atlas, entry: Entry, name: str) -> Claim:
    assert entry.map is not None
    value = getattr(entry.record, name)
    word, steps = (value[0], (name, 0)) if isinstance(value, tuple) else (str(value), (name,))
    return Claim(spot=entry.within or entry, map=entry.map, value=next(iter(atlas.targets(entry, name)), word), part=entry.record, steps=steps)


def _compared(here: Entry, there: Entry) -> bool:
    """Whether the two maps should agree."""
    return here is not there and not here.record.translation_of and not there.record.translation_of


def _map(use: Reference) -> Entry:
    assert use.source.map is not None
    return use.source.map
