"""What is due and what changed, a line each, for the home and for a team."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from journeybook.atlas.entry import Entry, holds
from journeybook.insight.changes import Change
from journeybook.model.markup import plain
from journeybook.site.parts import due, facts
from journeybook.site.scene import Scene

SOON = 14
"""In so many days an improvement is due soon."""


@dataclass(frozen=True, kw_only=True)
class Due:
    """A review or an improvement that is overdue or due soon: `state` is that of a review (`overdue`, `due-soon`)."""

    link: facts.Link
    what: str
    when: str
    state: str
    day: datetime.date


@dataclass(frozen=True, kw_only=True)
class News:
    """A change in words: the day, what happened, to what, and what was said about it."""

    day: datetime.date
    when: str
    kind: str
    kind_word: str
    link: facts.Link
    map: facts.Link | None
    said: str
    by: str


def due_next(scene: Scene, maps: Collection[Entry] | None = None, improvements: Collection[Entry] | None = None) -> list[Due]:
    """What of these, or of the whole atlas, is overdue or due soon, the longest overdue first."""
    found = [*_reviews(scene, maps), *_improvements(scene, improvements)]
    return sorted(found, key=lambda it: (it.day, it.link.text))


def _reviews(scene: Scene, maps: Collection[Entry] | None) -> Iterator[Due]:
    for map_ in due.reviewed(scene.atlas):
        review = due.review_of(scene, map_)
        if review.state in ("overdue", "due-soon") and review.due is not None and (maps is None or map_ in maps):
            yield Due(link=facts.link(scene, map_), what=scene.words("overdue.review"), when=when(scene, review.due), state=review.state, day=review.due)


def _improvements(scene: Scene, improvements: Collection[Entry] | None) -> Iterator[Due]:
    for it in scene.atlas.counted("improvement"):
        day = it.record.due
        is_open = due.status_of(scene, it) not in due.CLOSED and holds(it.map)
        if is_open and isinstance(day, datetime.date) and (day - scene.today).days <= SOON and (improvements is None or it in improvements):
            state = "overdue" if day < scene.today else "due-soon"
            yield Due(link=facts.link(scene, it), what=scene.words("overdue.improvement"), when=when(scene, day), state=state, day=day)


def when(scene: Scene, day: datetime.date) -> str:
    """How long ago or how soon a day is, in a word or two."""
    days = (day - scene.today).days
    return scene.words("due.today") if not days else scene.words("due.late" if days < 0 else "due.in", n=abs(days))


def told(scene: Scene, change: Change) -> News:
    """`change` in words."""
    words, entry = scene.words, change.entry
    said = change.note or (words(f"choice.{change.outcome}") if change.outcome else "")
    return News(
        day=change.day, when=words.date(change.day), kind=change.kind, kind_word=words(f"happened.{change.kind}"), link=facts.link(scene, entry),
        map=facts.link(scene, entry.map) if entry.map is not None and entry.map is not entry else None, said=plain(said), by=plain(change.by),
    )  # fmt: skip
