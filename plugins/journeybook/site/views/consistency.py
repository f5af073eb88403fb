"""Does it say, sound, do and know the same everywhere? Touchpoints with what differs first, who decides, and where media meet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.insight.contradictions import Claim, Contradiction, contradictions
from journeybook.insight.crossings import Crossing, crossings
from journeybook.model.markup import plain
from journeybook.site.parts import briefs, facts, touchpoints
from journeybook.site.scene import Scene

SIGNS = {"missing": "✕", "differs": "≠", "consistent": "=", "": "?"}
WEIGHTS = {"missing": 3, "differs": 2, "consistent": 0, "": 0}
"""How loud an answer is. What is missing comes before what differs."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Whether a touchpoint agrees with the others in one aspect, as sign and word."""

    label: str
    value: str
    sign: str
    word: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """A touchpoint. `through` tells that its channel's owner decides, because it has none of its own."""

    link: facts.Link
    channel: tuple[facts.Link, ...]
    medium: str
    answers: tuple[Answer, ...]
    note: str
    owners: tuple[facts.Link, ...]
    through: bool
    maps: tuple[facts.Link, ...]
    weight: int


@dataclass(frozen=True)
class Shared:
    """Touchpoints of one name in several channels: the name, and a cell for each channel of the matrix."""

    name: str
    cells: tuple[tuple[Row, ...], ...]


class CrossingRow(NamedTuple):
    """Where a journey goes online or offline."""

    map: facts.Link
    to: str
    word: str
    begin: facts.Link
    end: facts.Link
    left: tuple[facts.Link, ...]
    reached: tuple[facts.Link, ...]
    teams: tuple[facts.Link, ...]
    carries: str
    risk: str


@dataclass(frozen=True)
class Side:
    """What one map says of a touchpoint."""

    value: facts.Link
    map: facts.Link
    spot: facts.Link


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Two maps that contradict each other on one touchpoint."""

    touchpoint: facts.Link
    what: str
    sides: tuple[Side, Side]
    owners: tuple[facts.Link, ...]


@dataclass(frozen=True, kw_only=True)
class ConsistencyView:
    """The page. `rows` are the touchpoints that somebody assessed, loudest first; `unknown` are the others by channel.

    `crossings` are those between teams or with a written hand-off, `within` those inside one team.
    """

    aspects: tuple[str, ...]
    rows: tuple[Row, ...]
    differing: int
    counts: tuple[tuple[str, int, int], ...]
    channels: tuple[facts.Link, ...]
    shared: tuple[Shared, ...]
    crossings: tuple[CrossingRow, ...]
    within: tuple[CrossingRow, ...]
    conflicts: tuple[Conflict, ...]
    unknown: tuple[tuple[str, tuple[facts.Link, ...]], ...]
    all: int


def has(atlas: Atlas) -> bool:
    """Whether there is anything to say: somebody assessed a touchpoint, or says where a channel is used."""
    library = atlas.library
    assessed = any(not one.implied and one.record.consistency is not None for one in library["touchpoint"].values())
    return assessed or any(not one.implied and one.record.medium for one in library["channel"].values())


def view(scene: Scene, _: Entry | None) -> ConsistencyView:
    """The consistency of all touchpoints."""
    atlas = scene.atlas
    entries = list(atlas.library["touchpoint"].values())
    known = {entry: _row(scene, entry) for entry in entries if entry.record.consistency is not None}
    rows = tuple(sorted(known.values(), key=lambda row: -row.weight))
    labels = tuple(scene.words(f"field.{name}") for name in touchpoints.ASPECTS)
    counts = [
        (label, sum(row.answers[number].value == "differs" for row in rows), sum(row.answers[number].value == "missing" for row in rows))
        for number, label in enumerate(labels)
    ]
    channels, shared = _shared(scene, entries, known)
    found = [_crossing(scene, map_, one) for map_ in atlas.originals if map_.record.status != "retired" for one in crossings(atlas, map_)]
    between, within = _split(found)
    return ConsistencyView(
        aspects=labels, rows=rows, differing=sum(1 for row in rows if row.weight), counts=tuple(counts),
        channels=channels, shared=shared, crossings=between, within=within, conflicts=tuple(_conflict(scene, one) for one in contradictions(atlas)),
        unknown=_unknown(scene, [entry for entry in entries if entry not in known]), all=len(entries),
    )  # fmt: skip


def _split(rows: list[CrossingRow]) -> tuple[tuple[CrossingRow, ...], tuple[CrossingRow, ...]]:
    """The crossings between teams or with a written hand-off, and those inside one team."""
    between = [row for row in rows if len(row.teams) > 1 or row.carries]
    within = [row for row in rows if not (len(row.teams) > 1 or row.carries)]
    return tuple(sorted(between, key=lambda row: bool(row.carries))), tuple(within)


def _row(scene: Scene, entry: Entry) -> Row:
    atlas, words = scene.atlas, scene.words
    said = entry.record.consistency
    answers = []
    for name in touchpoints.ASPECTS:
        value = (getattr(said, name) if said is not None else None) or ""
        word = words(f"choice.{value}") if value else words("consistency.unsaid")
        answers.append(Answer(label=words(f"field.{name}"), value=value, sign=SIGNS[value], word=word))
    owners, through = _deciding(scene, entry)
    maps = dict.fromkeys(r.source.map for r in atlas.referring_to(entry) if r.source.map is not None)
    media = [channel.record.medium for channel in atlas.targets(entry, "channel") if channel.record.medium]
    return Row(
        link=facts.link(scene, entry), channel=facts.links(scene, entry, "channel"), medium=words(f"choice.{media[0]}") if media else "",
        answers=tuple(answers), note=(said.note if said is not None else None) or "", owners=owners, through=through,
        maps=tuple(facts.link(scene, map_) for map_ in maps), weight=sum(WEIGHTS[answer.value] for answer in answers),
    )  # fmt: skip


def _deciding(scene: Scene, entry: Entry) -> tuple[tuple[facts.Link, ...], bool]:
    """Who decides about a touchpoint: its owner, else that of its channel."""
    own = briefs.owner_links(scene, entry)
    if own:
        return own, False
    return tuple(owner for channel in scene.atlas.targets(entry, "channel") for owner in briefs.owner_links(scene, channel)), True


def _shared(scene: Scene, entries: list[Entry], known: dict[Entry, Row]) -> tuple[tuple[facts.Link, ...], tuple[Shared, ...]]:
    """The matrix: touchpoints of one name in several channels, and the channels concerned."""
    groups = [group for group in _named_alike(scene.atlas, entries) if any(entry in known for entry in group)]
    channels = dict.fromkeys(channel for group in groups for entry in group for channel in scene.atlas.targets(entry, "channel"))
    rows = {entry: known.get(entry) or _row(scene, entry) for group in groups for entry in group}
    shared = [
        Shared(plain(group[0].label), tuple(
            tuple(rows[entry] for entry in group if channel in scene.atlas.targets(entry, "channel")) for channel in channels
        ))
        for group in groups
    ]  # fmt: skip
    return tuple(facts.link(scene, channel) for channel in channels), tuple(shared)


def _named_alike(atlas: Atlas, entries: list[Entry]) -> list[list[Entry]]:
    """Touchpoints in different channels that one map speaks of and of which one's name begins with the other's.

    Nothing else in the data joins them, and a name alone says little: two companies both have an "Offer".
    """
    groups: dict[str, list[list[Entry]]] = {}
    speaking = {entry: _maps(atlas, entry) for entry in entries}
    for entry in sorted((one for one in entries if atlas.targets(one, "channel")), key=lambda one: (len(one.label), one.id)):
        name, maps = entry.label.casefold(), speaking[entry]
        # "Payment page" begins "Payment page in the app" and "Payment page (kiosk)", but not "Payment pages".
        starts = [*(name[:end].strip() for end, letter in enumerate(name) if not letter.isalnum()), name]
        near = (group for start in starts for group in groups.get(start, ()) if not maps.isdisjoint(speaking[group[0]]))
        group = next(near, None)
        if group is None:
            groups.setdefault(name, []).append([entry])
        else:
            group.append(entry)
    found = (group for some in groups.values() for group in some)
    return [group for group in found if len({channel for one in group for channel in atlas.targets(one, "channel")}) > 1]


def _maps(atlas: Atlas, entry: Entry) -> set[Entry]:
    return {r.source.map for r in atlas.referring_to(entry) if r.source.map is not None}


def _crossing(scene: Scene, map_: Entry, found: Crossing) -> CrossingRow:
    handover = found.handover
    teams = dict.fromkeys(team for team in (handover.giver, handover.taker) if team is not None)
    return CrossingRow(
        facts.link(scene, map_), found.to, scene.words(f"consistency.to_{found.to}"),
        facts.link(scene, found.begin), facts.link(scene, found.end),
        tuple(facts.link(scene, one) for one in found.left), tuple(facts.link(scene, one) for one in found.reached),
        tuple(facts.link(scene, team) for team in teams),
        (handover.record.carries if handover.record else None) or "", (handover.record.risk if handover.record else None) or "",
    )  # fmt: skip


def _conflict(scene: Scene, found: Contradiction) -> Conflict:
    def side(claim: Claim) -> Side:
        value = facts.link(scene, claim.value) if isinstance(claim.value, Entry) else facts.Link(claim.value, "")
        return Side(value, facts.link(scene, claim.map), facts.link(scene, claim.spot))

    what = scene.words(f"consistency.{found.kind}")
    return Conflict(
        touchpoint=facts.link(scene, found.touchpoint), what=what, sides=(side(found.earlier), side(found.later)), owners=_deciding(scene, found.touchpoint)[0]
    )


def _unknown(scene: Scene, entries: Iterable[Entry]) -> tuple[tuple[str, tuple[facts.Link, ...]], ...]:
    """The touchpoints that nobody assessed, by channel."""
    found: dict[str, list[facts.Link]] = {}
    for entry in entries:
        channel = next((plain(link.text) for link in facts.links(scene, entry, "channel")), scene.words("consistency.no_channel"))
        found.setdefault(channel, []).append(facts.link(scene, entry))
    return tuple((channel, tuple(links)) for channel, links in found.items())
