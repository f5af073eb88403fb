"""How a metric stands at a place of a map, as a small line: where it was, where it is, where it should be."""

from __future__ import annotations

from typing import NamedTuple

from journeybook.atlas.entry import Entry
from journeybook.insight.series import Line
from journeybook.site.parts import breakdown, facts, metric_targets, metric_value
from journeybook.site.scene import Scene

WIDE, HIGH, EDGE = 76, 22, 3
"""The picture in pixels, and what stays free at its edges for the newest value's dot."""
ROW = (150, 40)
"""The width and height of the picture in a row of a list."""


class Spark(NamedTuple):
    """A line of values, oldest left: the path, and where the newest one is; in a picture with margins the area between their ends."""

    path: str
    x: float
    y: float
    band: str = ""


class Figure(NamedTuple):
    """A metric at a place: its newest value (or why there is none: `missing`), the line behind it, and in words where it was and where
    it should be."""

    link: facts.Link
    value: str
    missing: str
    spark: Spark | None
    said: tuple[str, ...]


def figure(scene: Scene, metric: Entry, map_: Entry, place: str) -> Figure:
    """How `metric` stands at the stage or step `place` of `map_`."""
    stand = breakdown.reading_at(scene, metric, scene.atlas.original(map_).id, place)
    line, words = stand.newest if len(stand.lines) == 1 else None, scene.words
    parts = () if line or not stand.parts else (breakdown.in_words(scene, metric, stand),)
    newest = metric_value.value_of(scene, metric, line)
    value, missing = ("", "") if parts else (newest.text, "") if newest.key is not None else ("", newest.text)
    first = metric_value.first_of(line, line.last) if line else None
    aim = metric_targets.current(breakdown.aims_of(scene, metric, stand))
    said = [*parts, *(dict.fromkeys(link.text for link in metric_value.part_of(scene, line)) if line else ())]
    if line is not None and first is not None:
        was = metric_value.value_of(scene, metric, line, first)
        said.append(words("spark.was", value=was.text, date=was.when))
    if aim is not None and aim.value is not None:
        said.append(words("spark.target", value=aim.text))
    return Figure(facts.link(scene, metric), value, missing, picture(line) if line else None, tuple(said))


def picture(line: Line, size: tuple[int, int] = (WIDE, HIGH), *, margins: bool = False) -> Spark | None:
    """The values of `line` that were computed like its newest, by their days, in a picture of `size` (with `margins`, where all of them
    have one); None where there are fewer than three."""
    measured = [
        (it.date.toordinal(), it.measured)
        for it in line.points
        if it.date and it.measured.method == line.last.measured.method and it.measured.value is not None
    ]
    if len(measured) < 3:
        return None
    ranges = [(it.low, it.high) for _, it in measured]
    has_band = margins and all(low is not None and high is not None for low, high in ranges)
    values = [it.value or 0.0 for _, it in measured]
    ends = [end for pair in ranges for end in pair if end is not None] if has_band else []
    first, long = measured[0][0], measured[-1][0] - measured[0][0] or 1
    low, span = min(values + ends), max(values + ends) - min(values + ends)

    def spot(day: int, value: float) -> str:
        return f"{_x(day):g} {_y(value):g}"

    def _x(day: int) -> float:
        return round(EDGE + (day - first) / long * (size[0] - 2 * EDGE), 1)

    def _y(value: float) -> float:
        return round(size[1] - EDGE - ((value - low) / span if span else 0.5) * (size[1] - 2 * EDGE), 1)

    days = [day for day, _ in measured]
    line_ = "M" + " ".join(spot(day, value) for day, value in zip(days, values, strict=True))
    tops = [spot(day, it.high or 0.0) for day, it in measured]
    feet = [spot(day, it.low or 0.0) for day, it in reversed(measured)]
    return Spark(line_, _x(days[-1]), _y(values[-1]), f"M{' '.join([*tops, *feet])}z" if has_band else "")
