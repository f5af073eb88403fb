"""What is due, and how it is said: where a map stands with its reviews, and improvements that should have shipped."""

from __future__ import annotations

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry, holds
from journeybook.insight import by_day
from journeybook.insight.reviews import SOON_DAYS, ReviewState, plan_of, review_state
from journeybook.reading.periods import after, parse_period
from journeybook.site.parts.facts import shown
from journeybook.site.scene import Scene

CLOSED = by_day.CLOSED
CALENDAR = "reviews.ics"
"""The path of the calendar file of reviews, beside the pages."""


def review_of(scene: Scene, map_: Entry) -> ReviewState:
    """Where a map stands with its reviews today; a retired one has no next."""
    review, every = plan_of(scene.atlas, map_)
    default = scene.atlas.settings.review
    soon = parse_period(default.due_soon or "") if default else None
    state = review_state(review, every, scene.today, (after(scene.today, soon) - scene.today).days if soon else SOON_DAYS)
    return state if holds(map_) else ReviewState(state.last, state.outcome)


def reviewed(atlas: Atlas) -> list[Entry]:
    """The maps that are reviewed, retired ones too; a translation that says nothing of reviews goes with its original."""
    return [map_ for map_ in atlas.maps.values() if map_.id not in atlas.translations or map_.record.review is not None]


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


def last_said(scene: Scene, review: ReviewState) -> str:
    """The last review as half a sentence: confirmed 2 September 2026."""
    if review.last is None:
        return scene.words("review.never_said")
    return scene.words(f"review.said.{review.outcome or 'done'}", date=scene.words.date(review.last))


def status_of(scene: Scene, improvement: Entry) -> str:
    """How far an improvement is today."""
    return by_day.status_on(improvement.record, scene.today)


def when_said(scene: Scene, improvement: Entry) -> str:
    """When an improvement shipped, or else is due or will ship, in words; empty where nobody says."""
    record = improvement.record
    if by_day.has_shipped(record, scene.today):
        return scene.words("shipped_on", date=scene.words.date(record.shipped))
    planned = record.due or record.shipped
    return shown(scene, "date", planned) if planned else ""


def is_late(scene: Scene, improvement: Entry) -> bool:
    """Whether an improvement that is still open should have shipped by now."""
    record = improvement.record
    is_day = hasattr(record.due, "isoformat")
    return is_day and record.due < scene.today and not by_day.has_shipped(record, scene.today) and status_of(scene, improvement) not in CLOSED
