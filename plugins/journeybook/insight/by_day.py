"""What holds on a given day of what is dated: whether a pain is resolved, an improvement has shipped, a team has ended.

Pure. A day that is to come has not come: until then a pain hurts, customers do not have an improvement, and a team answers.
"""

from __future__ import annotations

import datetime

from journeybook.model import Improvement, Pain
from journeybook.model.library import Team

CLOSED = ("done", "rejected")
"""The statuses of improvements that nobody works on any more."""


def is_resolved(pain: Pain, today: datetime.date) -> bool:
    """Whether a pain no longer hurts; since when may be said in words."""
    return pain.resolved is not None and not (isinstance(pain.resolved, datetime.date) and pain.resolved > today)


def has_shipped(improvement: Improvement, today: datetime.date) -> bool:
    """Whether customers have an improvement."""
    return improvement.shipped is not None and improvement.shipped <= today


def status_on(improvement: Improvement, today: datetime.date) -> str:
    """How far an improvement is: what is done and ships on a day that is to come is still in progress."""
    is_ahead = improvement.shipped is not None and improvement.shipped > today
    status: str = improvement.status or "proposed"
    return "in-progress" if status == "done" and is_ahead else status


def has_ended(team: Team, today: datetime.date) -> bool:
    """Whether nobody of a team answers any more: after its last day or, where none is said, once another took over."""
    return team.valid_to < today if team.valid_to else bool(team.replaced_by)
