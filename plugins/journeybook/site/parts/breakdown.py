"""A metric's values side by side: of each part of the customers, or of each place, where there is no one value for all.

Rows that name a segment, channel, region or touchpoint are parts and never the whole; where a whole was counted, it alone
says how the metric stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.insight import series
from journeybook.insight.series import Line
from journeybook.site.parts import facts, metric_targets, metric_value
from journeybook.site.scene import Scene

SHOWN = 6
"""So many values stand side by side in a list; the metric's page has them all."""


ALL = slice(None)


@dataclass(frozen=True)
class Reading:
    """How a metric stands, in all or at a place: by one `whole`, else by several places or by `parts` of the customers."""

    whole: Line | None
    parts: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The whole, or else the places or parts."""
        return (self.whole,) if self.whole else self.parts

    @property
    def place(self) -> tuple[str, str] | None:
        """The map and stage of all parts; None where they are of several places."""
        found = {(line.map, line.stage) for line in self.parts}
        return found.pop() if len(found) == 1 and all(line.part for line in self.parts) else None

    @property
    def first(self) -> Reading:
        """As many places or parts as a list shows."""
        return Reading(self.whole, self.parts[:SHOWN])

    @property
    def more(self) -> int:
        """How many a list leaves out."""
        return max(len(self.parts) - SHOWN, 0)

    @property
    def newest(self) -> Line | None:
        """The line whose last value is the newest."""
        return self.whole or max(self.parts, key=lambda line: (line.last.date is not None, line.last.date or 0), default=None)


@dataclass(frozen=True)
class Apart:
    """One of several values of a metric: whose or where it is, and how it stands."""

    links: tuple[facts.Link, ...]
    value: metric_value.Value
    state: metric_targets.State | None


@dataclass(frozen=True, kw_only=True)
class Row:
    """A metric at a place, of a part of the customers beside that of all on the same day, or (without `all`) of everybody."""

    link: facts.Link
    places: tuple[facts.Link, ...]
    value: metric_value.Value
    all: metric_value.Value | None


def reading(scene: Scene, metric: Entry, near: str = "") -> Reading:
    """How `metric` stands on the whole; by what was counted in the map `near`, where that is anything."""
    wholes, parts = metric_value.lines(scene, metric), metric_value.parts(scene, metric)
    inside = [line for line in wholes if near and line.map == near]
    return _reading(series.heads(inside or wholes) or series.heads(parts))


def reading_at(scene: Scene, metric: Entry, map_: str, stage: str = "") -> Reading:
    """How `metric` stands at a place: what was counted there, else in its map, else everywhere; never at another place."""
    wholes = metric_value.lines(scene, metric)
    line = metric_value.line_at(wholes, map_, stage)
    if line is not None and line.map == map_ and (line.stage == stage or not stage):
        return Reading(line)
    inside = [part for part in metric_value.parts(scene, metric) if part.map == map_]
    here = [part for part in inside if part.stage == stage] or ([] if stage else inside)
    if not here and line is None:
        here = [part for part in inside if not part.stage] or [part for part in metric_value.parts(scene, metric) if not part.map]
    return _reading(series.heads(here)) if here else Reading(line)


def _reading(found: Sequence[Line]) -> Reading:
    alone = len(found) == 1 and not found[0].part
    return Reading(found[0] if alone else None, () if alone else tuple(found))


def apart(scene: Scene, metric: Entry, stand: Reading, map_: str = "", stage: str = "", some: slice = ALL) -> tuple[Apart, ...]:
    """The values of the places or parts of a reading that has no whole, or of `some` of them. Where all are of one place, only the part is
    named; `map_` and `stage` go without saying too."""
    unsaid = {stand.place, (map_, stage)}
    return tuple(
        Apart(
            metric_value.part_of(scene, line) if (line.map, line.stage) in unsaid else metric_value.places(scene, line, map_),
            metric_value.value_of(scene, metric, line),
            metric_targets.state_of(scene, metric, line),
        )
        for line in stand.parts[some]
    )


def aims_of(scene: Scene, metric: Entry, stand: Reading) -> tuple[metric_targets.Aim, ...]:
    """The targets of `metric`, judged by the whole, else by each part."""
    return metric_targets.aims_of_parts(scene, metric, stand.parts) if stand.parts else metric_targets.aims(scene, metric, stand.whole)


def state_of(scene: Scene, metric: Entry, stand: Reading) -> metric_targets.State | None:
    """How `metric` stands against its target or warning line, by the whole, else by each part."""
    return metric_targets.state_of_parts(scene, metric, stand.parts) if stand.parts else metric_targets.state_of(scene, metric, stand.whole)


def in_words(scene: Scene, metric: Entry, stand: Reading) -> str:
    """The newest values of places or parts in a line: "Web shop 64.9 %, App 63.2 %"."""
    words = scene.words
    said = [
        words("value.at", place=" › ".join(link.text for link in it.links) or words("value.everywhere"), value=it.value.text)
        for it in apart(scene, metric, stand.first)
    ]
    return words("comma").join([*said, *([words("value.more", n=stand.more)] if stand.more else [])])


def of_part(scene: Scene, part: Entry) -> tuple[Row, ...]:
    """The newest values of the customers that a touchpoint, segment or channel is counted for, metric by metric."""
    return tuple(row for metric in scene.atlas.library["metric"].values() for row in _of_part(scene, part, metric))


def _of_part(scene: Scene, part: Entry, metric: Entry) -> list[Row]:
    mine = [line for line in metric_value.parts(scene, metric) if (part.kind, part.id) in line.part]
    return [
        Row(
            link=facts.link(scene, metric),
            places=(*metric_value.places(scene, Line(line.map, line.stage, (), ())), *metric_value.part_of(scene, line, part.kind)),
            value=metric_value.value_of(scene, metric, line),
            all=_of_all(scene, metric, line),
        )
        for line in series.heads(mine)
    ]


def _of_all(scene: Scene, metric: Entry, line: Line) -> metric_value.Value | None:
    """The value of all customers at the same place and day, where they were counted."""
    whole = next((it for it in metric_value.lines(scene, metric) if it.place == (line.map, line.stage, ())), None)
    last = line.last
    same = (it for it in (*whole.points, *whole.aside) if (it.since or it.date, it.date) == (last.since or last.date, last.date)) if whole else iter(())
    point = next(same, None)
    return metric_value.value_of(scene, metric, whole, point) if point is not None else None
