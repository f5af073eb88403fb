"""Which maps must be looked at again, and when? All maps that are not retired, overdue ones first."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry, holds
from journeybook.insight import claims
from journeybook.insight.reviews import SOON_DAYS, ReviewState, evidence_state, plan_of
from journeybook.model.markup import plain
from journeybook.site.parts import briefs, due, facts, meetings
from journeybook.site.scene import Scene

ORDER = ("overdue", "due-soon", "ok", "never", "none")


@dataclass(frozen=True, kw_only=True)
class Row:
    """A map and where it stands with its reviews. `expired` is the evidence in it that no longer holds."""

    map: facts.Link
    state: str
    status: str
    status_word: str
    owners: tuple[facts.Link, ...]
    person: str
    review: ReviewState
    stands: str
    due: str
    every: str
    last: str
    by: str
    triggers: tuple[str, ...]
    expired: tuple[facts.Link, ...]


@dataclass(frozen=True, kw_only=True)
class Reviews:
    """All maps, how many of them are overdue or due `within` which time, and where the calendar file is (empty where nothing is due)."""

    rows: tuple[Row, ...]
    overdue: int
    soon: int
    within: str
    calendar_href: str


def any_map(atlas: Atlas) -> bool:
    """Whether a map is there that may be reviewed."""
    return any(holds(map_) for map_ in atlas.maps.values())


def view(scene: Scene, _: Entry | None) -> Reviews:
    """The reviews of the atlas."""
    evidence = claims.evidence_by_map(scene.atlas)
    maps = (map_ for map_ in due.reviewed(scene.atlas) if holds(map_))
    rows = sorted((_row(scene, map_, evidence.get(map_.id, [])) for map_ in maps), key=_order)
    states = [row.review.state for row in rows]
    dated = any(row.review.due is not None for row in rows)
    return Reviews(
        rows=tuple(rows),
        overdue=states.count("overdue"),
        soon=states.count("due-soon"),
        within=_soon(scene),
        calendar_href=scene.path_href(due.CALENDAR) if dated else "",
    )


def _soon(scene: Scene) -> str:
    """How long before a review counts as due soon."""
    default = scene.atlas.settings.review
    return facts.period(scene, default.due_soon) if default and default.due_soon else scene.words("n_days", n=SOON_DAYS)


def _order(row: Row) -> tuple[int, datetime.date, str]:
    return ORDER.index(row.review.state), row.review.due or datetime.date.max, row.map.text


def _row(scene: Scene, map_: Entry, evidence: list[Entry]) -> Row:
    record, words = map_.record, scene.words
    review = due.review_of(scene, map_)
    plan, every = plan_of(scene.atlas, map_)
    log = [entry for entry in (plan.log if plan else ()) if entry.date == review.last]
    status = record.status or "draft"
    return Row(
        map=facts.link(scene, map_), state=meetings.state_word(scene, map_), status=status, status_word=words(f"choice.{status}"),
        owners=briefs.owner_links(scene, map_, own=True), person=plain(record.owner.person or "") if record.owner else "",
        review=review, stands=words(f"reviews.{review.state}"), due=due.next_review(scene, review),
        every=facts.period(scene, every) if every else "",
        last=due.last_review(scene, review), by=plain(log[-1].by or "") if log else "",
        triggers=plan.triggers if plan else (),
        expired=tuple(facts.link(scene, it) for it in evidence if evidence_state(it.record, scene.today) == "expired"),
    )  # fmt: skip
