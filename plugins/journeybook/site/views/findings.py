"""Where does it hurt, what works, what is worth working on? The items of a map with everything said about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from journeybook.atlas.entry import PLURALS, Entry
from journeybook.insight import untranslated
from journeybook.insight.scoring import METHODS
from journeybook.model.markup import plain
from journeybook.site.parts import briefs, channel_signs, facts, pictures
from journeybook.site.scene import Scene

SECTIONS = {"pain": "pains", "gain": "gains", "moment": "moments", "opportunity": "opportunities", "improvement": "backlog"}
"""Where a map's page shows them."""
HIDDEN = frozenset({"text", "title", "severity", "at", "hmw", "owner", "evidence", "resolved"})


class Card(NamedTuple):
    """An item: its brief, where it belongs, who is answerable, and all other fields."""

    brief: briefs.ItemBrief
    text: str
    anchors: tuple[str, ...]
    spots: tuple[facts.Link, ...]
    owners: tuple[facts.Link, ...]
    sources: tuple[facts.Link, ...]
    hmw: str
    answers: tuple[facts.Link, ...]
    score: str
    score_rests_on: str
    stake: str
    facts: tuple[facts.Fact, ...]


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A moment of truth and why it is one."""

    link: facts.Link
    stage: str
    reason: str
    feeling: briefs.FeelingBrief | None
    owners: tuple[facts.Link, ...]
    pains: int


@dataclass(frozen=True, kw_only=True)
class Touch:
    """A touchpoint of the map and its owner. Where it is met says the grid, but for one of the whole journey."""

    link: facts.Link
    owners: tuple[facts.Link, ...]
    is_whole: bool


class Met(NamedTuple):
    """A channel with its drawing, none for what has no channel, and the touchpoints of the map in it."""

    channel: tuple[facts.Link, ...]
    sign: str
    touchpoints: tuple[Touch, ...]


@dataclass(frozen=True, kw_only=True)
class Findings:
    """The sections below the grid."""

    pains: tuple[Card, ...]
    gains: tuple[Card, ...]
    opportunities: tuple[Card, ...]
    moments: tuple[Moment, ...]
    touchpoints: tuple[Met, ...]
    media: tuple[pictures.Picture, ...]
    elsewhere: dict[str, tuple[str, facts.Link]]
    """Of a translation, by kind: how many only its original has, in words, and the way there."""


def view(scene: Scene, map_: Entry) -> Findings:
    """What was found out in `map_`."""
    pains = sorted(scene.atlas.items_of(map_, "pain"), key=lambda pain: -(pain.record.severity or 0))
    return Findings(
        pains=tuple(card(scene, pain) for pain in pains),
        gains=tuple(card(scene, gain) for gain in scene.atlas.items_of(map_, "gain")),
        opportunities=tuple(card(scene, item) for item in scene.atlas.items_of(map_, "opportunity")),
        moments=tuple(_moments(scene, map_)),
        touchpoints=tuple(_touchpoints(scene, map_)),
        media=tuple(pictures.of(scene, map_)),
        elsewhere=_elsewhere(scene, map_),
    )


def _elsewhere(scene: Scene, map_: Entry) -> dict[str, tuple[str, facts.Link]]:
    atlas = scene.atlas
    original = atlas.original(map_)
    left = {kind: untranslated.missing(atlas, map_, kind) for kind in SECTIONS if kind != "moment"}
    left["moment"] = untranslated.missing_moments(atlas, map_)
    link = facts.link(scene, original)
    return {
        kind: (scene.words(f"translation.{kind}", n=len(items)), link._replace(href=f"{link.href}#{SECTIONS[kind]}"))
        for kind, items in left.items() if items
    }  # fmt: skip


def loose(scene: Scene, _: Entry | None) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    """The pains, gains and opportunities that belong to no map, by their kind's key."""
    found = []
    for kind in ("pain", "gain", "opportunity"):
        cards = tuple(card(scene, item) for item in scene.atlas.items[kind] if item.map is None)
        found += [(PLURALS[kind], cards)] if cards else []
    return tuple(found)


def card(scene: Scene, item: Entry) -> Card:
    """An item with all that is said about it, and what answers it (improvements, opportunities)."""
    answers = [facts.link(scene, reference.source) for reference in scene.atlas.referring_to(item) if reference.source.kind in ("improvement", "opportunity")]
    hidden = HIDDEN | {"confidence"} if item.kind in ("pain", "gain") else HIDDEN
    score, rests_on, stake = _worth(scene, item) if item.kind == "opportunity" else ("", "", "")
    return Card(
        briefs.item(scene, item),
        item.label,
        scene.atlas.earlier_anchors(item),
        tuple(facts.link(scene, spot) for spot in scene.atlas.spots_of(item)),
        briefs.owner_links(scene, item, own=True),
        facts.links(scene, item, "evidence"),
        getattr(item.record, "hmw", None) or "",
        tuple({link.href: link for link in answers}.values()),
        score, rests_on, stake,
        facts.facts(scene, item, hide=hidden | (set(METHODS["ulwick"].factors) if score else set()) | ({"value_at_stake"} if stake else set())),
    )  # fmt: skip


def _worth(scene: Scene, item: Entry) -> tuple[str, str, str]:
    """The score of an opportunity, what it rests on, and what is at stake, as sentences; own keys stay among the facts."""
    record, words = item.record, scene.words
    score = briefs.opportunity_score(scene, item)
    rests_on = ""
    if score:
        rests_on = words("ulwick.rests_on", importance=record.importance, satisfaction=record.satisfaction)
    stake = record.value_at_stake
    if stake is None or stake.amount is None or stake.own:
        return score, rests_on, ""
    amount = words.written(stake.amount) if isinstance(stake.amount, int | float) else stake.amount
    money = words("value.with_unit", number=amount, unit=stake.currency) if stake.currency else amount
    return score, rests_on, words("stake.how", money=money, how=stake.how) if stake.how else words("stake", money=money)


def _moments(scene: Scene, map_: Entry) -> list[Moment]:
    found = []
    for spot in filter(untranslated.is_moment, scene.atlas.spots[map_.id].values()):
        reason = spot.record.moment_of_truth
        pains = [p for p in scene.atlas.items_of(map_, "pain") if spot in scene.atlas.spots_of(p) and briefs.hurts(scene, p)]
        stage = spot.stage
        found.append(Moment(
            link=facts.link(scene, spot), stage=plain(stage.label) if stage and stage is not spot else "",
            reason="" if reason is True else str(reason), feeling=briefs.feeling(scene, spot, spot.record.feels),
            owners=briefs.owner_links(scene, spot), pains=len(pains),
        ))  # fmt: skip
    return found


def _touchpoints(scene: Scene, map_: Entry) -> Iterator[Met]:
    """The touchpoints of `map_` by their channels, as they are met."""
    found: dict[Entry, bool] = {}
    for spot in (map_, *scene.atlas.spots[map_.id].values()):
        for target in scene.atlas.targets(spot, "touchpoints"):
            found[target] = found.get(target, True) and spot is map_
    channels: dict[tuple[facts.Link, ...], list[Entry]] = {}
    for target in found:
        channels.setdefault(facts.links(scene, target, "channel"), []).append(target)
    for channel, targets in channels.items():
        touches = (Touch(link=facts.link(scene, it), owners=briefs.owner_links(scene, it, own=True), is_whole=found[it]) for it in targets)
        yield Met(channel, channel_signs.sign(scene, targets[0])[0], tuple(touches))
