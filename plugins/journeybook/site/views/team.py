"""What must my team do, and what is its? What is due, what hurts, which hand-offs carry a risk; then all that it answers for and owes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from journeybook.atlas.connections import Handover, handovers_by_team
from journeybook.atlas.entry import PLURALS, Entry, holds
from journeybook.insight.reviews import SOON_DAYS
from journeybook.model.library import Risk
from journeybook.model.maps import Raci
from journeybook.model.record import reference_fields
from journeybook.site.parts import briefs, due, facts, metric_targets, news, number_rows, team_figures, wall
from journeybook.site.scene import Scene

HELPS = ("contributors", *(name for name, _, mark in reference_fields(Raci) if not mark.doubt))
"""What a team does for what another may own, in the order of the page."""
COLUMN = 110
"""How wide a moment is in the picture of all of them, in pixels."""


class Owned(NamedTuple):
    """A stage, step or map that the team answers for."""

    link: facts.Link
    kind: str
    map: facts.Link | None
    sure: bool
    feeling: briefs.FeelingBrief | None
    pains: int
    worst: int
    worst_word: str


@dataclass(frozen=True)
class Duty:
    """What the team owes somewhere."""

    text: str
    spot: facts.Link
    map: facts.Link | None


class Passing(NamedTuple):
    """A hand-off as seen from the team: with whom, where, what is carried, what goes wrong."""

    other: facts.Link | None
    source: facts.Link
    target: facts.Link | None
    map: facts.Link
    carries: str
    risk: str
    to_us: bool


@dataclass(frozen=True)
class Part:
    """Things of one sort: where the team is responsible, consulted or informed, or what it owns of the library."""

    role: str
    links: tuple[facts.Link, ...]


@dataclass(frozen=True, kw_only=True)
class ToDo:
    """An improvement or review of the team's that has a day: when that is, its state as of a review, and the worst pain it eases."""

    link: facts.Link
    map: facts.Link | None
    date: str
    when: str
    state: str
    status: str
    eases: briefs.Level | None


@dataclass(frozen=True, kw_only=True)
class Hurt:
    """An open pain that the team answers for, and what is being done about it, the next of it first."""

    brief: briefs.ItemBrief
    map: facts.Link | None
    answers: tuple[briefs.ItemBrief, ...]


@dataclass(frozen=True, kw_only=True)
class Met:
    """A moment in which customers meet the team."""

    link: facts.Link
    feeling: briefs.FeelingBrief | None


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """The team's moments of all journeys side by side: their `picture`, and the same in words, journey by journey. `others` are left
    out, as nobody said how they feel and nothing hurts there."""

    picture: wall.Picture
    journeys: tuple[tuple[facts.Link, tuple[Met, ...]], ...]
    moments: int
    others: int


@dataclass(frozen=True, kw_only=True)
class TeamView:
    """The page of a team."""

    id: str
    figures: team_figures.Figures
    next_days: int | None
    to_do: tuple[ToDo, ...]
    hurts: tuple[Hurt, ...]
    risks: tuple[Passing, ...]
    stretch: Stretch | None
    numbers: tuple[number_rows.Row, ...]
    behind: int
    maps: tuple[Owned, ...]
    stages: tuple[Owned, ...]
    others: tuple[Part, ...]
    duties: tuple[Duty, ...]
    receives: tuple[Passing, ...]
    passes: tuple[Passing, ...]
    pains: tuple[briefs.ItemBrief, ...]
    improvements: tuple[briefs.ItemBrief, ...]
    items: tuple[briefs.ItemBrief, ...]
    parts: tuple[Part, ...]
    open_pains: int


def view(scene: Scene, team: Entry) -> TeamView:
    """All that concerns `team`."""
    owned, items, others = _owned(scene, team)
    receives, passes = _passings(scene, team)
    pains, active = briefs.open_answered(scene, team)
    improvements = [it for it in briefs.answered(scene, team, "improvement") if it in active or due.status_of(scene, it) in due.CLOSED]
    rest = [item for item in items if item not in pains and item not in improvements]
    pains.sort(key=lambda pain: -(pain.record.severity or 0))
    improvements.sort(key=lambda item: briefs.STATUSES.index(due.status_of(scene, item)))
    figures = team_figures.of_team(scene, team)
    numbers = tuple(sorted((number_rows.row(scene, metric) for metric in _numbers(scene, team)), key=number_rows.order))
    risky = [it for it in (*passes, *receives) if it.risk]
    return TeamView(
        id=team.id,
        figures=figures,
        next_days=figures.due[0].days(scene.today) if figures.due else None,
        to_do=tuple(_to_do(scene, it) for it in figures.due),
        hurts=tuple(_hurt(scene, pain) for pain in figures.pains),
        risks=tuple(risky),
        stretch=_stretch(scene, team),
        numbers=numbers,
        behind=sum(1 for row in numbers if row.state is not None and row.state.key in metric_targets.BEHIND),
        maps=tuple(row for entry, row in owned if entry.kind == "map"),
        stages=tuple(row for entry, row in owned if entry.kind != "map"),
        others=tuple(others),
        duties=tuple(_duties(scene, team)),
        receives=tuple(receives),
        passes=tuple(passes),
        pains=tuple(briefs.item_in_map(scene, pain) for pain in pains),
        improvements=tuple(briefs.item_in_map(scene, item) for item in improvements),
        items=tuple(briefs.item_in_map(scene, item) for item in rest),
        parts=tuple(_parts(scene, team)),
        open_pains=len(pains),
    )


def _owned(scene: Scene, team: Entry) -> tuple[list[tuple[Entry, Owned]], list[Entry], list[Part]]:
    items: list[Entry] = []
    owned: dict[Entry, Owned] = {}
    others: dict[str, dict[Entry, facts.Link]] = {}
    for reference in scene.atlas.referring_to(team):
        source = reference.source
        if not reference.answers:
            continue
        if source.kind in ("map", "stage", "step"):
            if source not in owned:
                owned[source] = _row(scene, source, reference.sure)
        elif source.kind in ("pain", "gain", "opportunity", "improvement"):
            items.append(source)
        else:
            sort = "risk" if isinstance(reference.part, Risk) else source.kind
            others.setdefault(sort, {})[source] = facts.link(scene, source, reference.sure)
    sorts = [sort for sort in (*scene.atlas.library, "risk") if sort in others]
    return list(owned.items()), items, [Part(_sort_word(scene, sort), tuple(others[sort].values())) for sort in sorts]


def _sort_word(scene: Scene, sort: str) -> str:
    return scene.words("team.risks") if sort == "risk" else scene.words(f"kinds.{PLURALS[sort]}")


def _row(scene: Scene, spot: Entry, sure: bool) -> Owned:
    atlas = scene.atlas
    inside = [spot, *atlas.steps(spot)] if spot.kind == "stage" else [spot]
    here = atlas.items_of(spot, "pain") if spot.kind == "map" else (pain for it in inside for pain in atlas.items_at(it, "pain"))
    pains = [pain for pain in dict.fromkeys(here) if briefs.hurts(scene, pain)]
    spots = atlas.spots[spot.id].values() if spot.kind == "map" else inside
    scored = [s for s in spots if s.record.feels is not None and s.record.feels.score is not None]
    low = min(scored, key=lambda s: s.record.feels.score, default=None)
    worst = max((int(pain.record.severity or 0) for pain in pains), default=0)
    map_ = facts.link(scene, spot.map) if spot.map is not None and spot.kind != "map" else None
    feeling = briefs.feeling(scene, low, low.record.feels) if low is not None else None
    word = scene.words(f"severity.{worst}") if worst else ""
    return Owned(facts.link(scene, spot), scene.words(f"kind.{spot.kind}"), map_, sure, feeling, len(pains), worst, word)


def _duties(scene: Scene, team: Entry) -> list[Duty]:
    found = []
    for reference in scene.atlas.referring_to(team):
        if reference.field != "duties":
            continue
        spot = reference.source
        for name, text in spot.record.duties.items():
            if scene.atlas.find("team", name) is team or name == team.label:
                map_ = facts.link(scene, spot.map) if spot.map is not None else None
                found.append(Duty(text, facts.link(scene, spot), map_))
    return found


def _passings(scene: Scene, team: Entry) -> tuple[list[Passing], list[Passing]]:
    receives, passes = [], []
    for map_, handover in handovers_by_team(scene.atlas).get(team, ()):
        if handover.taker is team:
            receives.append(_passing(scene, map_, handover, handover.giver, to_us=True))
        if handover.giver is team:
            passes.append(_passing(scene, map_, handover, handover.taker, to_us=False))
    return receives, passes


def _passing(scene: Scene, map_: Entry, handover: Handover, other: Entry | None, *, to_us: bool) -> Passing:
    way, record = handover.way, handover.record
    return Passing(
        facts.link(scene, other) if other is not None else None,
        facts.link(scene, way.source),
        facts.link(scene, way.target) if way.target is not None else None,
        facts.link(scene, map_),
        (record.carries if record else None) or "",
        (record.risk if record else None) or "",
        to_us,
    )


def _parts(scene: Scene, team: Entry) -> list[Part]:
    found: dict[str, dict[str, facts.Link]] = {}
    for reference in scene.atlas.referring_to(team):
        if reference.field in HELPS:
            link, map_ = facts.link(scene, reference.source), reference.source.map
            note = map_.label if map_ is not None and map_ is not reference.source else ""
            found.setdefault(reference.field, {})[link.href] = facts.Link(link.text, link.href, note)
    return [Part(scene.words(f"team.{name}"), tuple(found[name].values())) for name in HELPS if name in found]


def _to_do(scene: Scene, dated: team_figures.Dated) -> ToDo:
    entry, words = dated.entry, scene.words
    is_map = entry.kind == "map"
    days = dated.days(scene.today)
    eased = [] if is_map else [pain for pain in scene.atlas.targets(entry, "pains") if briefs.hurts(scene, pain)]
    worst = max(eased, key=lambda pain: pain.record.severity or 0, default=None)
    return ToDo(
        link=facts.link(scene, entry), map=facts.link(scene, entry.map) if entry.map is not None and not is_map else None,
        date=words.date(dated.day), when=news.when(scene, dated.day),
        state="overdue" if days < 0 else "due-soon" if days <= (SOON_DAYS if is_map else news.SOON) else "ok",
        status=words("overdue.review") if is_map else words(f"choice.{due.status_of(scene, entry)}"),
        eases=briefs.hurt(words, worst.record.severity) if worst is not None else None,
    )  # fmt: skip


def _hurt(scene: Scene, pain: Entry) -> Hurt:
    named = [it.source for it in scene.atlas.referring_to(pain) if it.source.kind == "improvement"]
    open_ = [briefs.item(scene, it) for it in dict.fromkeys(named) if due.status_of(scene, it) not in due.CLOSED]
    return Hurt(brief=briefs.item(scene, pain), map=facts.link(scene, pain.map) if pain.map is not None else None, answers=tuple(open_))


def _stretch(scene: Scene, team: Entry) -> Stretch | None:
    """Where customers meet the team today, as far as something is known of it; on a page in parts those moments of this part."""
    atlas = scene.atlas
    told: list[tuple[Entry, wall.Slot]] = []
    moments = 0
    for map_ in atlas.originals:
        if map_.record.state == "future" or not holds(map_):
            continue
        met: set[Entry] = set()
        own = [slot for stage in atlas.stages(map_) for slot in wall.slots(scene, stage, met) if any(it.team is team for it in atlas.accountable(slot.spot))]
        moments += len(own)
        told += [(map_, slot) for slot in own if slot.score is not None or slot.pains]
    here = scene.portion(told)
    if not here:
        return None
    groups = [(map_, [slot for _, slot in slots]) for map_, slots in groupby(here, key=itemgetter(0))]
    picture = wall.of_slots([slots for _, slots in groups], wall.Scale(len(here) * COLUMN, 20), apart=True)
    journeys = tuple((facts.link(scene, map_), tuple(_met(scene, slot.spot) for slot in slots)) for map_, slots in groups)
    return Stretch(picture=picture, journeys=journeys, moments=moments, others=moments - len(told))


def _met(scene: Scene, spot: Entry) -> Met:
    felt = spot if spot.record.feels is not None else spot.stage or spot
    return Met(link=facts.link(scene, spot), feeling=briefs.feeling(scene, felt, felt.record.feels))


def _numbers(scene: Scene, team: Entry) -> list[Entry]:
    """The metrics that the team answers for."""
    return list(dict.fromkeys(it.source for it in scene.atlas.referring_to(team) if it.answers and it.source.kind == "metric"))
