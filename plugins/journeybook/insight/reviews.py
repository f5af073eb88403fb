"""The state of reviews and evidence on a given day; never asks what day it is.

What becomes of a due review is the pages' part, and whether a period is written well the rules'.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry, holds
from journeybook.model import Evidence
from journeybook.model.maps import Review
from journeybook.reading.periods import after, parse_period, period_end

SOON_DAYS = 30
EvidenceState = Literal["fresh", "expired", "undated"]


@dataclass(frozen=True)
class ReviewState:
    """How a map stands with its reviews. `days` until the next is due, negative where it is overdue.

    `none`: nobody said how often, or the last review retired the map. `never`: it is said, but none took place yet.
    """

    last: datetime.date | None = None
    outcome: str | None = None
    due: datetime.date | None = None
    state: Literal["none", "never", "ok", "due-soon", "overdue"] = "none"
    days: int | None = None


def review_state(review: Review | None, default_every: str | None, today: datetime.date, soon_days: int = SOON_DAYS) -> ReviewState:
    """The state of a map with `review` on the day `today`; reviews logged for a later day have not happened yet."""
    every = parse_period((review.every if review else None) or default_every or "")
    log = [entry for entry in (review.log if review else ()) if entry.date <= today]
    last = max(reversed(log), key=lambda entry: entry.date, default=None)
    if last is None:
        return ReviewState(state="never" if every else "none")
    if every is None or last.outcome == "retired":
        return ReviewState(last.date, last.outcome)
    due = after(last.date, every)
    days = (due - today).days
    state: Literal["overdue", "due-soon", "ok"] = "overdue" if days < 0 else "due-soon" if days <= soon_days else "ok"
    return ReviewState(last.date, last.outcome, due, state, days)


def evidence_state(evidence: Evidence, today: datetime.date) -> EvidenceState:
    """Whether `evidence` still holds on the day `today`; without a `valid_for` that can be read it never expires."""
    if gathered(evidence) is None:
        return "undated"
    last = evidence_until(evidence)
    return "expired" if last and last < today else "fresh"


def evidence_until(evidence: Evidence) -> datetime.date | None:
    """The last day on which `evidence` holds; None where it never expires or nobody can tell."""
    end, holds = gathered(evidence), parse_period(evidence.valid_for or "")
    return after(end, holds) if end and holds else None


def gathered(evidence: Evidence) -> datetime.date | None:
    """The last day on which `evidence` was gathered, as far as its date can be read."""
    return period_end(evidence.date) if isinstance(evidence.date, str) else evidence.date


def plan_of(atlas: Atlas, map_: Entry) -> tuple[Review | None, str]:
    """What holds for the reviews of a map: its own words, a translation's else those of its original; and how often it is reviewed,
    by itself or by the atlas (empty where nobody says, or the map is retired)."""
    review = map_.record.review or atlas.original(map_).record.review
    default = atlas.settings.review
    every = (review.every if review else None) or (default.every if default else None) or ""
    return review, every if holds(map_) else ""
