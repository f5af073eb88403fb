"""What leads from one map to the other? The improvements concerned, and where one is done and the maps still differ."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.insight import by_day
from journeybook.site.comparison.pair_words import Marked, marked
from journeybook.site.comparison.pairs import Comparison, Pair
from journeybook.site.comparison.progress import Lead, leads
from journeybook.site.parts import briefs, due, facts
from journeybook.site.scene import Scene


@dataclass(frozen=True, kw_only=True)
class Improvement:
    """An improvement that leads from one map to the other, and what still differs where it was meant to help."""

    brief: briefs.ItemBrief
    map: facts.Link | None
    status: str
    owners: tuple[facts.Link, ...]
    touches: tuple[facts.Link, ...]
    pains: tuple[facts.Link, ...]
    when: str
    when_key: str
    late: bool
    still: tuple[tuple[facts.Link, Marked, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Leading:
    """The improvements, open ones first, and how many are left out because they were rejected."""

    improvements: tuple[Improvement, ...]
    rejected: int


def view(scene: Scene, comparison: Comparison) -> Leading:
    """What leads from the earlier map to the later one; between variants nothing does."""
    pair = comparison.pair
    if pair.how != "baseline":
        return Leading((), 0)
    found = sorted(leads(scene.atlas, comparison), key=lambda lead: briefs.STATUSES.index(due.status_of(scene, lead.improvement)))
    rejected = [one for one in scene.atlas.items_of(pair.before, "improvement") if one.record.status == "rejected"]
    return Leading(tuple(_improvement(scene, comparison.told, lead) for lead in found), len(rejected))


def _status(lead: Lead) -> str:
    return lead.improvement.record.status or "proposed"


def _improvement(scene: Scene, pair: Pair, lead: Lead) -> Improvement:
    entry, record = lead.improvement, lead.improvement.record
    is_done = due.status_of(scene, entry) == "done"
    when = record.shipped if by_day.has_shipped(record, scene.today) else record.due or record.shipped
    still = [
        (facts.link(scene, row.spot), marked(scene, pair, row.mark), tuple(change.label for change in row.changes))
        for row in lead.rows if is_done
    ]  # fmt: skip
    return Improvement(
        brief=briefs.item(scene, entry), map=facts.link(scene, entry.map) if entry.map is not None else None, status=due.status_of(scene, lead.improvement),
        owners=briefs.owner_links(scene, entry), touches=tuple(facts.link(scene, row.spot) for row in lead.rows),
        pains=tuple(facts.link(scene, pain) for pain in lead.pains), when=due.when_said(scene, entry),
        when_key=when.isoformat() if hasattr(when, "isoformat") else str(when or ""), late=due.is_late(scene, entry), still=tuple(still),
    )  # fmt: skip
