"""How does this touchpoint do? Where customers meet it and how it feels there, its risk, consistency, resource and trials."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.insight.measures import roi
from journeybook.model import Part, Touchpoint
from journeybook.model.library import Experiment
from journeybook.model.record import fields
from journeybook.site.parts import breakdown, briefs, facts, meetings, touchpoints
from journeybook.site.parts.facts import Fact, Link
from journeybook.site.scene import Scene

SECTIONS = tuple(name for name, _, _ in fields(Touchpoint, "part"))
PLACED = {
    "consistency": {*touchpoints.ASPECTS, "note"},
    "risk": {"likelihood", "impact", "scenario", "plan", "owner"},
    "resource": {"effectiveness", "note"},
}
"""What the template places by hand; all else that stands in a section is shown as facts."""


@dataclass(frozen=True, kw_only=True)
class TouchpointView:
    """The page of a touchpoint. `rest` are the facts of each section that no hand placed; `roi` is the return of the trial in
    percent of its cost, empty where it cannot be computed."""

    facts: tuple[Fact, ...]
    groups: tuple[meetings.Group, ...]
    lowest: briefs.FeelingBrief | None
    lowest_link: Link | None
    numbers: tuple[breakdown.Row, ...]
    risk: touchpoints.RiskBrief | None
    aspects: tuple[touchpoints.Aspect, ...]
    consistency: str
    consistency_note: str
    effectiveness: str
    effectiveness_note: str
    roi: str
    roi_gains: bool
    rest: dict[str, tuple[Fact, ...]]


def view(scene: Scene, touchpoint: Entry) -> TouchpointView:
    """All about `touchpoint`."""
    record = touchpoint.record
    met = meetings.meetings(scene.atlas, touchpoint)
    low = meetings.lowest(met)
    returned = _roi(record.experiment)
    return TouchpointView(
        facts=facts.facts(scene, touchpoint, hide={*touchpoint.record.head(), *SECTIONS}),
        groups=meetings.groups(scene, met),
        lowest=briefs.feeling(scene, low.entry, low.moment.feels) if low else None,
        lowest_link=facts.link(scene, low.entry) if low else None,
        numbers=breakdown.of_part(scene, touchpoint),
        risk=touchpoints.risk(scene, touchpoint),
        aspects=touchpoints.consistency(scene, touchpoint),
        consistency=touchpoints.consistency_words(scene, touchpoint),
        consistency_note=(record.consistency.note or "") if record.consistency else "",
        effectiveness=touchpoints.scaled(scene, "effectiveness", record.resource.effectiveness if record.resource else None),
        effectiveness_note=(record.resource.note or "") if record.resource else "",
        roi="" if returned is None else f"{'−' if returned < 0 else '+'}{scene.words.share(abs(returned) / 100)}",
        roi_gains=returned is not None and returned >= 0,
        rest={name: _rest(scene, touchpoint, name) for name in SECTIONS},
    )


def _rest(scene: Scene, touchpoint: Entry, name: str) -> tuple[facts.Fact, ...]:
    part: Part | None = getattr(touchpoint.record, name)
    return facts.facts(scene, touchpoint, part, hide=PLACED.get(name, ())) if part is not None else ()


def _roi(experiment: Experiment | None) -> float | None:
    """The return of a trial in percent; None where gain or cost is not known as a number, or the cost is 0."""
    gain, cost = (experiment.gain, experiment.cost) if experiment is not None else (None, None)
    if not isinstance(gain, int | float) or not isinstance(cost, int | float):
        return None
    return roi(gain, cost).value
