"""What happens on this channel? Its touchpoints with their owners, and the stages of all maps in which it is used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from journeybook.atlas.entry import Entry
from journeybook.site.parts import breakdown, briefs, facts, meetings, touchpoints
from journeybook.site.parts.meetings import Meeting
from journeybook.site.scene import Scene


@dataclass(frozen=True, kw_only=True)
class Touch:
    """A touchpoint of the channel."""

    link: facts.Link
    kind: str
    owners: tuple[facts.Link, ...]
    places: int
    lowest: briefs.FeelingBrief | None
    lowest_link: facts.Link | None
    effectiveness: str
    consistency: str
    agrees: bool


class Stretch(NamedTuple):
    """A stage in which the channel is used: through which touchpoints, how it feels at worst, how much hurts."""

    map: facts.Link
    state: str
    stage: facts.Link
    touchpoints: tuple[facts.Link, ...]
    lowest: briefs.FeelingBrief | None
    lowest_link: facts.Link | None
    pains: int
    worst: int
    worst_word: str


@dataclass(frozen=True, kw_only=True)
class ChannelView:
    """The page of a channel. `differing` counts its touchpoints that do not agree with the others, of `compared` ones."""

    touchpoints: tuple[Touch, ...]
    stretches: tuple[Stretch, ...]
    differing: int
    compared: int
    numbers: tuple[breakdown.Row, ...]


def view(scene: Scene, channel: Entry) -> ChannelView:
    """All that happens on `channel`."""
    naming = (reference for reference in scene.atlas.referring_to(channel) if reference.source.kind == "touchpoint")
    members = list(dict.fromkeys(reference.source for reference in naming))
    touches = tuple(_touch(scene, member) for member in members)
    compared = [touch for touch in touches if touch.consistency]
    differing = sum(1 for touch in compared if not touch.agrees)
    return ChannelView(
        touchpoints=touches, stretches=tuple(_stretches(scene, members)), differing=differing, compared=len(compared), numbers=breakdown.of_part(scene, channel)
    )


def _touch(scene: Scene, touchpoint: Entry) -> Touch:
    record = touchpoint.record
    met = meetings.meetings(scene.atlas, touchpoint)
    low = meetings.lowest(met)
    return Touch(
        link=facts.link(scene, touchpoint),
        kind=scene.words(f"choice.{record.kind_}") if record.kind_ else "",
        owners=briefs.owner_links(scene, touchpoint, own=True),
        places=len(met),
        lowest=briefs.feeling(scene, low.entry, low.moment.feels) if low else None,
        lowest_link=facts.link(scene, low.entry) if low else None,
        effectiveness=touchpoints.scaled(scene, "effectiveness", record.resource.effectiveness if record.resource else None),
        consistency=touchpoints.consistency_words(scene, touchpoint),
        agrees=all(aspect.agreement == "consistent" for aspect in touchpoints.consistency(scene, touchpoint)),
    )


def _stretches(scene: Scene, members: list[Entry]) -> list[Stretch]:
    """The stages (or whole maps) that name any of the channel's touchpoints, map by map."""
    found: dict[Entry, tuple[Entry, dict[Entry, None], list[Meeting]]] = {}
    for member in members:
        for met in meetings.meetings(scene.atlas, member):
            where = met.entry.stage or met.entry
            _, named, all_met = found.setdefault(where, (where, {}, []))
            named[member] = None
            all_met.append(met)
    maps = dict.fromkeys(where.map for where in found if where.map is not None)
    order = [spot for map_ in maps for spot in (map_, *scene.atlas.stages(map_))]
    return [_stretch(scene, *found[spot]) for spot in order if spot in found]


def _stretch(scene: Scene, where: Entry, named: Iterable[Entry], met: list[Meeting]) -> Stretch:
    assert where.map is not None
    low = meetings.lowest(met)
    pains = dict.fromkeys(pain for it in met for pain in meetings.pains(scene, it))
    worst = max((int(pain.record.severity or 0) for pain in pains), default=0)
    return Stretch(
        facts.link(scene, where.map),
        meetings.state_word(scene, where.map),
        facts.link(scene, where),
        tuple(facts.link(scene, member) for member in named),
        briefs.feeling(scene, low.entry, low.moment.feels) if low else None,
        facts.link(scene, low.entry) if low else None,
        len(pains),
        worst,
        scene.words(f"severity.{worst}") if worst else "",
    )
