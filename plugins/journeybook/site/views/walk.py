"""How does it go, step by step? A map as slides: a cover, one for each step, and what is done next."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from journeybook.atlas.entry import Entry
from journeybook.model.markup import plain
from journeybook.site.parts import briefs, facts, in_short, lane_contents, plans, spark, track
from journeybook.site.scene import Scene

SHORT, LONG = 70, 180
"""A voice of fewer letters is set very large, one of more only large; a Chinese character counts for two."""
PAINS, GAINS, PLANS, PLACES = 3, 3, 3, 6
"""How many of each a slide has room for; the map tells the others."""
NEXT = 7
"""How many open improvements the last slide lists."""


JUMPS = 24
"""So many columns of the small line can be links of their own; of more, whole stages are."""


class Jump(NamedTuple):
    """A part of the small line that leads to a slide, over `span` columns."""

    entry: Entry
    span: int


class Hurt(NamedTuple):
    """A pain and what follows from it."""

    brief: briefs.ItemBrief
    impact: str


@dataclass(frozen=True, kw_only=True)
class Slide:
    """A step, or a stage without steps.

    `voice` is what was said there, else what is thought (`spoken` is False), `size` how large it is: 2 very large, 0 small. `moment` is why
    it counts, None where it is no moment of truth. `more` are pains, gains and improvements that the slide has no room for.
    """

    entry: Entry
    anchors: tuple[str, ...]
    map_href: str
    stage: str
    stage_number: int
    voice: str
    spoken: bool
    size: int
    feeling: briefs.FeelingBrief | None
    does: tuple[str, ...]
    moment: str | None
    places: tuple[lane_contents.Place, ...]
    pains: tuple[Hurt, ...]
    gains: tuple[briefs.ItemBrief, ...]
    plans: tuple[plans.Plan, ...]
    more: int
    owners: tuple[facts.Link, ...]
    dot: track.Dot

    @property
    def says_nothing(self) -> bool:
        """Whether there is no more than a name."""
        return not (self.voice or self.feeling or self.does or self.moment or self.places or self.pains or self.gains or self.plans)


@dataclass(frozen=True, kw_only=True)
class Walk:
    """All slides. `who`, `wants` and `expects` are the cover's; `doing` and `numbers` the last one's, with `more` improvements that it
    has no room for."""

    map_href: str
    scenario: str
    who: tuple[facts.Link, ...]
    wants: str
    expects: str
    slides: tuple[Slide, ...]
    track: track.Track
    jumps: tuple[Jump, ...]
    doing: tuple[in_short.Doing, ...]
    more: int
    numbers: tuple[spark.Figure, ...]


def inside(scene: Scene, map_: Entry) -> Scene:
    """`scene` with the stages and steps of `map_` on this page itself."""
    here = set(scene.atlas.spots[map_.id].values())
    return replace(scene, href=lambda entry: f"#{entry.anchor}" if entry in here else scene.href(entry))


def view(scene: Scene, map_: Entry) -> Walk:
    """The slides of `map_`."""
    atlas, scope = scene.atlas, map_.record.scope
    moments = atlas.moments(map_)
    line = track.of(scene, moments)
    doing = in_short.doing(scene, map_)
    return Walk(
        map_href=scene.href(map_),
        scenario=(scope.scenario if scope else None) or map_.record.summary or "",
        who=facts.links(scene, map_, "personas"),
        wants=(scope.goal if scope else None) or "",
        expects=(scope.expectation if scope else None) or "",
        slides=tuple(_slides(scene, map_, line)),
        track=line,
        jumps=_jumps(scene, map_),
        doing=doing[:NEXT],
        more=len(doing[NEXT:]),
        numbers=in_short.numbers(scene, map_),
    )


def _jumps(scene: Scene, map_: Entry) -> tuple[Jump, ...]:
    atlas = scene.atlas
    moments = atlas.moments(map_)
    if len(moments) <= JUMPS:
        return tuple(Jump(moment, 1) for moment in moments)
    stages = atlas.stages(map_)
    return tuple(Jump(stage, len(atlas.steps(stage)) or 1) for stage in stages) if len(stages) <= JUMPS else ()


def _slides(scene: Scene, map_: Entry, line: track.Track) -> Iterator[Slide]:
    dots = iter(line.dots)
    for number, stage in enumerate(scene.atlas.stages(map_), 1):
        steps = scene.atlas.steps(stage)
        for place, spot in enumerate(steps or [stage]):
            # What a whole stage says stands with the first of its steps.
            spots = [stage, spot] if steps and not place else [spot]
            yield _slide(scene, spots, number, next(dots))


def _slide(scene: Scene, spots: Sequence[Entry], stage_number: int, dot: track.Dot) -> Slide:
    *whole, spot = spots
    record, reason = spot.record, spot.record.moment_of_truth
    feeling = briefs.feeling(scene, spot, record.feels)
    said = feeling.quote if feeling is not None else ""
    voice = said or (record.thinks[0] if record.thinks else "")
    hurts, gains, planned = _items(scene, spots)
    room = (PAINS, GAINS if not hurts else 0, PLANS)
    return Slide(
        entry=spot,
        anchors=(*(name for stage in whole for name in (*scene.atlas.earlier_anchors(stage), stage.anchor)), *scene.atlas.earlier_anchors(spot)),
        map_href=scene.href(spot),
        stage=plain(spot.stage.label) if spot.kind == "step" and spot.stage is not None else "",
        stage_number=stage_number,
        voice=voice,
        spoken=bool(said),
        size=_size(voice),
        feeling=feeling,
        does=record.does,
        moment=None if reason in (None, False) else "" if reason is True else str(reason),
        places=lane_contents.places(scene, spot)[:PLACES],
        pains=hurts[: room[0]],
        gains=gains[: room[1]],
        plans=planned[: room[2]],
        more=sum(len(found[most:]) for found, most in zip((hurts, gains if not hurts else (), planned), room, strict=True)),
        owners=briefs.owner_links(scene, spot),
        dot=dot,
    )


def _items(scene: Scene, spots: Sequence[Entry]) -> tuple[tuple[Hurt, ...], tuple[briefs.ItemBrief, ...], tuple[plans.Plan, ...]]:
    """What hurts, what works, and what is changed at `spots`: the customer's own, and what others live through there."""

    def here(kind: str) -> list[Entry]:
        return list(dict.fromkeys(it for spot in reversed(spots) for it in scene.atlas.items_at(spot, kind)))

    pains = sorted((it for it in here("pain") if briefs.hurts(scene, it)), key=lambda it: (-int(it.record.severity or 0), bool(it.perspective)))
    hurts = tuple(Hurt(briefs.item(scene, it), it.record.impact or "") for it in pains)
    return hurts, tuple(briefs.item(scene, it) for it in here("gain")), plans.at(scene, here("improvement")).shown


def _size(voice: str) -> int:
    letters = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in plain(voice))
    return 2 if letters < SHORT else 1 if letters < LONG else 0
