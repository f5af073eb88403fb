"""What is changed at a place of a map: open improvements with their day, what has shipped lately, and the others as a count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from journeybook.atlas.entry import Entry
from journeybook.site.parts import briefs, due, facts, shipped_outcome
from journeybook.site.scene import Scene

LATELY = 100
"""Days for which a shipped improvement is news."""
SOON = 30
"""Days before it is due in which an improvement says how many are left."""


class Plan(NamedTuple):
    """An improvement and when: `urgent` where it is due soon or late."""

    brief: briefs.ItemBrief
    when: str
    urgent: bool


@dataclass(frozen=True)
class Plans:
    """The improvements at a place; `rest` tells in words of those that are not news any more."""

    shown: tuple[Plan, ...]
    rest: str


def at(scene: Scene, improvements: Sequence[Entry]) -> Plans:
    """What is changed by `improvements`: what is worked on first, then what has shipped lately."""
    shown = [it for it in improvements if _is_news(scene, it)]
    shown.sort(key=lambda it: briefs.STATUSES.index(due.status_of(scene, it)))
    rest = [due.status_of(scene, it) for it in improvements if it not in shown]
    counts = ((key, rest.count(status)) for key, status in (("plan.shipped", "done"), ("plan.rejected", "rejected")))
    said = scene.words("comma").join(scene.words(key, n=n) for key, n in counts if n)
    return Plans(tuple(plan(scene, it) for it in shown), said)


def plan(scene: Scene, improvement: Entry) -> Plan:
    """One improvement, and when it is due or has shipped."""
    brief = briefs.item(scene, improvement)
    record, words = improvement.record, scene.words
    if shipped_outcome.has_shipped(scene, improvement):
        return Plan(brief._replace(word=words("choice.done")), words.date(record.shipped), urgent=False)
    planned = record.due or record.shipped
    if planned is None or due.status_of(scene, improvement) in due.CLOSED:
        return Plan(brief, "", urgent=False)
    if not hasattr(planned, "isoformat"):
        return Plan(brief, words("plan.due", date=facts.shown(scene, "date", planned)), urgent=False)
    days = (planned - scene.today).days
    if days < 0:
        return Plan(brief, words("plan.late", date=words.date(planned)), urgent=True)
    key = "plan.today" if days == 0 else "plan.soon" if days <= SOON else "plan.due"
    return Plan(brief, words(key, n=days, date=words.date(planned)), urgent=days <= SOON)


def _is_news(scene: Scene, improvement: Entry) -> bool:
    shipped, status = improvement.record.shipped, due.status_of(scene, improvement)
    if status == "done":
        return bool(shipped and (scene.today - shipped).days < LATELY)
    return status != "rejected"
