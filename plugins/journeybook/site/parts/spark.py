"""How a metric stands at a place of a map, as a small line: where it was, where it is, where it should be."""

from __future__ import annotations

from typing import NamedTuple

from journeybook.atlas.entry import Entry
from journeybook.insight.series import Line
from journeybook.site.parts import breakdown, facts, metric_targets, metric_value
from journeybook.site.scene import Scene

WIDE, HIGH, EDGE = 76, 22, 3
"""The picture in pixels, and what stays free at its edges for the newest value's dot."""


class Spark(NamedTuple):
    """A line of values, oldest left: the path, and where the newest one is."""

    path: str
    x: float
    y: float


class Figure(NamedTuple):
    """A metric at a place: its newest value, the line behind it, and in words where it was and where it should be."""

    link: facts.Link
    value: str
    spark: Spark | None
    said: tuple[str, ...]


def figure(scene: Scene, metric: Entry, map_: Entry, place: str) -> Figure:
    """How `metric` stands at the stage or step `place` of `map_`."""
    stand = breakdown.reading_at(scene, metric, scene.atlas.original(map_).id, place)
    line, words = stand.newest if len(stand.lines) == 1 else None, scene.words
    parts = () if line or not stand.parts else (breakdown.in_words(scene, metric, stand),)
    value = "" if parts else metric_value.value_of(scene, metric, line).text
    first = metric_value.first_of(line, line.last) if line else None
    aim = metric_targets.current(breakdown.aims_of(scene, metric, stand))
    said = [*parts, *(dict.fromkeys(link.text for link in metric_value.part_of(scene, line)) if line else ())]
    if line is not None and first is not None:
        was = metric_value.value_of(scene, metric, line, first)
        said.append(words("spark.was", value=was.text, date=was.when))
    if aim is not None and aim.value is not None:
        said.append(words("spark.target", value=aim.text))
    return Figure(facts.link(scene, metric), value, picture(line) if line else None, tuple(said))


def picture(line: Line) -> Spark | None:
    """The values of `line` that were computed like its newest, by their days; None where there are fewer than three."""
    alike = [
        (it.date.toordinal(), it.measured.value)
        for it in line.points
        if it.date and it.measured.method == line.last.measured.method and it.measured.value is not None
    ]
    if len(alike) < 3:
        return None
    days, values = [day for day, _ in alike], [value for _, value in alike]
    first, long = days[0], days[-1] - days[0] or 1
    low, span = min(values), max(values) - min(values)
    dots = [
        (round(EDGE + (day - first) / long * (WIDE - 2 * EDGE), 1), round(HIGH - EDGE - ((value - low) / span if span else 0.5) * (HIGH - 2 * EDGE), 1))
        for day, value in alike
    ]
    return Spark("M" + " ".join(f"{x:g} {y:g}" for x, y in dots), *dots[-1])
