"""Which moments decide? Every moment of truth of all maps that hold, how it feels there, and what is being done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.atlas.atlas import Atlas, remembered
from journeybook.atlas.entry import Entry, holds
from journeybook.site.parts import briefs, facts, meetings
from journeybook.site.parts.meetings import Meeting
from journeybook.site.scene import Scene

UNKNOWN = 9
"""Where a moment without a score is sorted: behind all that have one."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A moment of truth. `at` is the place with its feeling, rating, pains and owners; `reason` why it is one."""

    at: meetings.Row
    reason: str
    map: facts.Link
    state: str
    answers: tuple[briefs.ItemBrief, ...]


@dataclass(frozen=True)
class Moments:
    """All moments of truth, the lowest feelings first. `rated` tells whether any is rated."""

    rows: tuple[Row, ...]
    rated: bool


@remembered  # every list of the hubs asks
def any_moment(atlas: Atlas) -> bool:
    """Whether there is a moment of truth at all."""
    return any(True for _ in _all(atlas))


def view(scene: Scene, _: Entry | None) -> Moments:
    """Every moment of truth of the atlas."""
    found = sorted(_all(scene.atlas), key=_order)
    rows = tuple(_row(scene, it) for it in found)
    return Moments(rows, any(row.at.satisfaction is not None or row.at.importance for row in rows))


def _all(atlas: Atlas) -> Iterator[Meeting]:
    for map_ in atlas.originals:
        if not holds(map_):
            continue
        for spot in atlas.spots[map_.id].values():
            lived = [Meeting(spot, "", spot.record), *(Meeting(spot, *it) for it in spot.record.perspectives.items())]
            yield from (it for it in lived if it.moment.moment_of_truth not in (None, False))


def _order(it: Meeting) -> int:
    score = meetings.score(it)
    return UNKNOWN if score is None else score


def _row(scene: Scene, it: Meeting) -> Row:
    map_, reason = it.entry.map, it.moment.moment_of_truth
    assert map_ is not None
    problems = [item for kind in ("pain", "gain", "opportunity") for item in scene.atlas.items_at(it.entry, kind)]
    here = scene.atlas.items_at(it.entry, "improvement")
    answers = {answer.entry.id: answer for answer in briefs.answers(scene, problems)}
    answers |= {item.id: briefs.item(scene, item) for item in here if item.record.status != "rejected"}
    return Row(
        at=meetings.row(scene, it),
        reason="" if reason is True else str(reason),
        map=facts.link(scene, map_),
        state=meetings.state_word(scene, map_),
        answers=tuple(answers.values()),
    )
