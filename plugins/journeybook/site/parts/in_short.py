"""What a map comes to in a few lines: what hurts most, what is done next, and which numbers should move."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from journeybook.atlas.entry import Entry
from journeybook.insight import untranslated
from journeybook.site.parts import briefs, due, facts, metric_value, plans, spark
from journeybook.site.scene import Scene

NUMBERS = 4
"""How many numbers are shown at most."""


class Doing(NamedTuple):
    """An improvement that is still open: when, and who answers for it."""

    plan: plans.Plan
    owners: tuple[facts.Link, ...]


class Hurt(NamedTuple):
    """A pain, who answers for it, and the first of what is done about it."""

    brief: briefs.ItemBrief
    owners: tuple[facts.Link, ...]
    plan: plans.Plan | None


def doing(scene: Scene, map_: Entry) -> tuple[Doing, ...]:
    """The open improvements of a map: those with a day first, by their days, then those with another time, then the others."""
    found = [it for it in untranslated.everything(scene.atlas, map_, "improvement") if due.status_of(scene, it) not in due.CLOSED]
    found.sort(key=lambda it: _when(it.record.due or it.record.shipped))
    return tuple(Doing(plans.plan(scene, it), briefs.owner_links(scene, it)) for it in found)


def _when(said: Any) -> tuple[int, date]:
    return (0, said) if isinstance(said, date) else (2 if said is None else 1, date.min)


def worst(scene: Scene, map_: Entry, most: int) -> tuple[Hurt, ...]:
    """The pains of a map that still hurt, the worst and most frequent first, `most` of them; none that was found to be harmless."""
    pains = [it for it in untranslated.everything(scene.atlas, map_, "pain") if briefs.hurts(scene, it)]
    pains.sort(key=lambda it: (-int(it.record.severity or 0), -_often(it)))
    return tuple(_hurt(scene, it) for it in pains[:most])


def _often(pain: Entry) -> float:
    often = pain.record.frequency
    return often if isinstance(often, int | float) else 0


def _hurt(scene: Scene, pain: Entry) -> Hurt:
    answers = briefs.answers(scene, [pain])
    return Hurt(briefs.item(scene, pain), briefs.owner_links(scene, pain), plans.plan(scene, answers[0].entry) if answers else None)


def numbers(scene: Scene, map_: Entry) -> tuple[spark.Figure, ...]:
    """Some metrics of a map with a line of values: those that an improvement of it should move first, then in the order of its stages."""
    atlas = scene.atlas
    moved = {metric for it in untranslated.everything(atlas, map_, "improvement") for metric in atlas.targets(it, "metric")}
    named: dict[Entry, Entry] = {}
    for spot in (map_, *atlas.spots[map_.id].values()):
        for metric in atlas.targets(spot, "metrics"):
            named.setdefault(metric, spot)
    found = sorted(named.items(), key=lambda it: it[0] not in moved)
    figures = (spark.figure(scene, metric, map_, "" if spot is map_ or metric_value.counted_stages(scene, metric, map_) else spot.id) for metric, spot in found)
    return tuple(islice((it for it in figures if it.value and it.spark is not None), NUMBERS))
