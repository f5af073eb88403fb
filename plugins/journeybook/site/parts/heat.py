"""Where it hurts: journeys and their stages side by side, each with how many pains are open there and how bad the worst is."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.atlas.entry import Entry, holds
from journeybook.site.parts import briefs, facts
from journeybook.site.scene import Scene

MOST = 60
"""So many journeys are in the picture, those with the worst pains; a page must stay light."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A stage: how many pains are open in it and its steps, and the worst severity; `worst` is None where nobody rated any."""

    link: facts.Link
    pains: int
    worst: int | None


@dataclass(frozen=True, kw_only=True)
class HeatRow:
    """A journey with its stages in order. `blocking` and `major` are how many of its pains are."""

    link: facts.Link
    cells: tuple[Cell, ...]
    blocking: int
    major: int


@dataclass(frozen=True, kw_only=True)
class Heat:
    """The journeys that hold today and in which something hurts, the worst first; `columns` is the longest one's stages, `more` how many
    journeys are left out."""

    rows: tuple[HeatRow, ...]
    columns: int
    more: int


def heat(scene: Scene) -> Heat:
    """The picture of the whole atlas; a translation is no further journey."""
    rows = [_row(scene, map_) for map_ in scene.atlas.originals if holds(map_) and map_.record.state != "future"]
    rows = sorted((row for row in rows if any(cell.pains for cell in row.cells)), key=lambda row: (-row.blocking, -row.major, row.link.text))
    shown = tuple(rows[:MOST])
    return Heat(rows=shown, columns=max((len(row.cells) for row in shown), default=0), more=len(rows) - len(shown))


def _row(scene: Scene, map_: Entry) -> HeatRow:
    pains = [pain for pain in scene.atlas.items_of(map_, "pain") if briefs.hurts(scene, pain)]
    return HeatRow(
        link=facts.link(scene, map_),
        cells=tuple(_cell(scene, stage) for stage in scene.atlas.stages(map_)),
        blocking=sum(1 for pain in pains if pain.record.severity == 4),
        major=sum(1 for pain in pains if pain.record.severity == 3),
    )


def _cell(scene: Scene, stage: Entry) -> Cell:
    spots = [stage, *scene.atlas.steps(stage)]
    pains = dict.fromkeys(pain for spot in spots for pain in scene.atlas.items_at(spot, "pain") if briefs.hurts(scene, pain))
    rated = [int(pain.record.severity) for pain in pains if pain.record.severity]
    return Cell(link=facts.link(scene, stage), pains=len(pains), worst=max(rated, default=None))
