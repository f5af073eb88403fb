"""What can go wrong where customers meet us? The risks of all touchpoints, the gravest first, and whether there is a plan."""

from __future__ import annotations

from dataclasses import dataclass, replace

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.insight.measures import risk_level
from journeybook.model.markup import plain
from journeybook.site.parts import facts, meetings, touchpoints
from journeybook.site.parts.matrix import Dot, dots
from journeybook.site.scene import Scene


@dataclass(frozen=True, kw_only=True)
class Row:
    """A touchpoint with its risk. `number` is its number in the matrix; `maps` are those that meet customers there."""

    number: int
    link: facts.Link
    channel: tuple[facts.Link, ...]
    risk: touchpoints.RiskBrief
    maps: tuple[facts.Link, ...]
    places: int


@dataclass(frozen=True, kw_only=True)
class Risks:
    """All risks and their matrix. `cells` are the levels of the matrix's places, row by row from the top; `unplaced` counts the
    risks without both numbers, `without_plan` those that nobody prepared for."""

    rows: tuple[Row, ...]
    dots: tuple[Dot, ...]
    cells: tuple[tuple[str, ...], ...]
    unplaced: int
    without_plan: int


def any_risk(atlas: Atlas) -> bool:
    """Whether a risk is named at all."""
    return any(entry.record.risk is not None for entry in atlas.library["touchpoint"].values())


def view(scene: Scene, _: Entry | None) -> Risks:
    """The risks of the atlas."""
    unsorted = [row for touchpoint in scene.atlas.library["touchpoint"].values() if (row := _row(scene, touchpoint))]
    ordered = sorted(unsorted, key=lambda row: (-(row.risk.score or 0), -(row.risk.impact or 0), row.link.text))
    rows = tuple(replace(row, number=number) for number, row in enumerate(ordered, 1))
    return Risks(
        rows=rows,
        dots=dots(
            (row.risk.likelihood, row.risk.impact, row.number, plain(row.link.text))
            for row in rows
            if row.risk.likelihood is not None and row.risk.impact is not None
        ),
        cells=tuple(tuple(risk_level(across * up) for across in range(1, 6)) for up in range(5, 0, -1)),
        unplaced=sum(1 for row in rows if row.risk.score is None),
        without_plan=sum(1 for row in rows if not row.risk.plan),
    )


def _row(scene: Scene, touchpoint: Entry) -> Row | None:
    risk = touchpoints.risk(scene, touchpoint)
    if risk is None:
        return None
    met = meetings.meetings(scene.atlas, touchpoint)
    maps = tuple(facts.link(scene, map_) for map_ in meetings.maps_of(met))
    return Row(number=0, link=facts.link(scene, touchpoint), channel=facts.links(scene, touchpoint, "channel"), risk=risk, maps=maps, places=len(met))
