"""What is due, and how it is said: where a map stands with its reviews, and improvements that should have shipped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from journeybook.entry import Entry
from journeybook.facts import Link, link
from journeybook.review import ReviewState, review_state
from journeybook.scene import Scene

CLOSED = ("done", "rejected")
CALENDAR = "reviews.ics"
"""The path of the calendar file of reviews, beside the pages."""


@dataclass(frozen=True)
class Late:
    """Something that should have happened by now: what, since when, and who is answerable."""

    link: Link
    what: str
    when: str
    entry: Entry


def review_of(scene: Scene, map_: Entry) -> ReviewState:
    """Where a map stands with its reviews today."""
    default = scene.atlas.settings.review
    return review_state(map_.record.review, default.every if default else None, scene.today)


def next_review(scene: Scene, review: ReviewState) -> str:
    """When the next review is due, in words; empty where none is planned."""
    if review.due is None or review.days is None:
        return ""
    key = {"overdue": "review.overdue", "due-soon": "review.soon"}.get(review.state, "review.later")
    return scene.words(key, n=abs(review.days), date=scene.words.date(review.due))


def last_review(scene: Scene, review: ReviewState) -> str:
    """The last review in words: when it was, and what came of it."""
    if review.last is None:
        return scene.words("review.never")
    outcome = scene.words(f"choice.{review.outcome}") if review.outcome else ""
    return scene.words("comma").join(filter(None, (scene.words.date(review.last), outcome)))


def is_late(scene: Scene, improvement: Entry) -> bool:
    """Whether an improvement that is still open should have shipped by now."""
    record = improvement.record
    is_day = hasattr(record.due, "isoformat")
    return is_day and record.due < scene.today and record.shipped is None and (record.status or "") not in CLOSED


def late(scene: Scene, maps: Iterable[Entry], improvements: Iterable[Entry]) -> list[Late]:
    """What of these is overdue: reviews of maps that still hold, and open improvements."""
    words, found = scene.words, []
    for map_ in maps:
        review = review_of(scene, map_)
        if review.state == "overdue" and map_.record.status != "retired":
            found.append(Late(link(scene, map_), words("overdue.review"), next_review(scene, review), map_))
    for improvement in improvements:
        if is_late(scene, improvement):
            since = words("overdue.since", date=words.date(improvement.record.due))
            found.append(Late(link(scene, improvement), words("overdue.improvement"), since, improvement))
    return found
