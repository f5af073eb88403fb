"""How a metric stands, in the reader's words: its values with all that must stand beside them, and how they changed.

Values come from `series`; what targets make of them is `metric_targets`' part. Nothing here is ever 0 because nobody asked, no two
values are compared that were computed differently, and no change of a share or score is called better or worse that
chance alone may explain. What is dated after today is dropped here, wherever it would count.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from journeybook.atlas.atlas import Atlas, remembered
from journeybook.atlas.counts import Count
from journeybook.atlas.entry import Entry
from journeybook.insight import measures, series
from journeybook.insight.measures import PROTECTS, WIDTHS, Measured
from journeybook.insight.series import Line, Point
from journeybook.model import Metric
from journeybook.reading.periods import after, parse_period
from journeybook.site.parts import facts, figures
from journeybook.site.scene import Scene

GROWING = frozenset({"count", "revenue", "cost", "churn", "retention"})
"""The kinds whose values grow with the period that they are of, or shrink with it, as the share that stays does."""
TOTALS = frozenset({"count", "revenue", "cost"})
"""The kinds whose values are all there is: of these nobody asks how far chance may have moved them."""
Place = tuple[str, str, series.Part]
"""A map, a stage or step of it, and a part of the customers; empty for all."""
ALIKE = 1.15
"""How many times as long as another a period may be: a month of 31 days and one of 28 are alike."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """How far a value is from an earlier one: `amount` is the difference of the two as printed. `verdict` says whether that is
    good, where it can be told; `key` is better, worse, margin (no clear change), unknown (no margin) or empty."""

    text: str
    verdict: str
    tone: str
    amount: float
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Value:
    """A value as it is shown. Without one, `text` says why not; `key` is for sorting, `when_key` a date.

    `margin` is its interval or, unless it is a total, that it is not known. `way` is the change since the first value of
    all, where others lie between; `rows` are the files and lines that it comes from.
    """

    text: str
    key: float | None
    n: str
    interval: str
    when: str
    when_key: str
    note: str
    change: Change | None
    point: Point | None = None
    margin: str = ""
    way: Change | None = None
    rows: tuple[figures.Rows, ...] = ()


@remembered
def _memory(atlas: Atlas) -> dict[tuple[str, Entry, datetime.date], Any]:
    """What was worked out for a metric and the day: the pages of many maps ask for the same."""
    return {}


def lines(scene: Scene, metric: Entry) -> tuple[Line, ...]:
    """The values of all customers by place; where several stages of a map were counted, also the way through all of them."""
    return tuple(line for line in _all(scene, metric) if not line.part)


def parts(scene: Scene, metric: Entry) -> tuple[Line, ...]:
    """The values of the parts (touchpoints, segments, channels, regions) by place, coarse parts first."""
    return tuple(line for line in _all(scene, metric) if line.part)


def _all(scene: Scene, metric: Entry) -> tuple[Line, ...]:
    memory, key = _memory(scene.atlas), ("lines", metric, scene.today)
    if key not in memory:
        memory[key] = tuple(line.of_one_cadence(metric.record.cadence, metric.record.kind_ in GROWING) for line in _lines(scene, metric))
    lines: tuple[Line, ...] = memory[key]
    return lines


def _lines(scene: Scene, metric: Entry) -> list[Line]:
    atlas, found = scene.atlas, list(_counted(scene, metric))
    known = {line.place for line in found}
    counted = _rows(scene, metric)
    maps = [map_ for map_ in atlas.maps.values() if map_.id in counted] if counted else []
    for map_ in maps:
        through = funnels(scene, metric, map_)
        if (map_.id, "", ()) in known:
            found = [_without_ends(line, through) if line.place == (map_.id, "", ()) else line for line in found]
            continue
        points = [Point(date=it.date, when=it.when, measured=_like(it, through[-1]), map=map_.id, sources=_ends(it.sources), since=it.since) for it in through]
        found += [Line(map_.id, "", (), tuple(points))] if points else []
    order = {place: n for n, place in enumerate((map_.id, spot) for map_ in maps for spot in ("", *atlas.spots[map_.id]))}
    return sorted(found, key=lambda line: order.get((line.map, line.stage), -1))


def _like(one: series.StageFunnel, newest: series.StageFunnel) -> measures.Measured:
    """What a funnel comes to; no data where it leads through other stages than the newest, for the two are different shares."""
    ends = [[n for n, some in enumerate(it.sources) if some] for it in (one, newest)]
    same = (ends[0][0], ends[0][-1]) == (ends[1][0], ends[1][-1])
    return one.funnel.overall if same else measures.Measured(None, method=one.funnel.overall.method, note=measures.NO_DATA)


def _ends(sources: Sequence[tuple[series.Source, ...]]) -> tuple[series.Source, ...]:
    """The rows of the first and the last stage that were counted."""
    counted = [some for some in sources if some]
    return (*counted[0], *counted[-1])


def _without_ends(line: Line, through: Sequence[series.StageFunnel]) -> Line:
    """The values of a whole map without those from which that of a withheld last stage follows, as the share of all who began."""
    times = {(it.since or it.date, it.date) for it in through if it.funnel.overall.note == PROTECTS}
    hidden = [(point.since or point.date, point.date) in times and point.measured.value is not None for point in line.points]
    return replace(line, points=tuple(series.withheld(point, PROTECTS) if it else point for point, it in zip(line.points, hidden, strict=True)))


def _counted(scene: Scene, metric: Entry) -> tuple[Line, ...]:
    """The lines of `metric` that were counted or written down themselves."""
    memory, key = _memory(scene.atlas), ("counted", metric, scene.today)
    if key not in memory:
        found = series.lines(scene.atlas.counts_of(metric), metric.record, scene.atlas.unseen_of(metric))
        memory[key] = tuple(line for it in found if (line := it.until(scene.today)))
    lines: tuple[Line, ...] = memory[key]
    return lines


def _rows(scene: Scene, metric: Entry) -> dict[str, list[Count]]:
    """The rows up to today that count for `metric` in a map, by map."""
    memory, key = _memory(scene.atlas), ("rows", metric, scene.today)
    if key not in memory:
        by_map: dict[str, list[Count]] = {}
        for count in scene.atlas.counts_of(metric):
            if count.date <= scene.today:
                by_map.setdefault(count.map, []).append(count)
        memory[key] = {name: rows for name, rows in by_map.items() if name in scene.atlas.maps}
    counted: dict[str, list[Count]] = memory[key]
    return counted


def counted_stages(scene: Scene, metric: Entry, map_: Entry) -> tuple[Entry, ...]:
    """The stages of `map_` that have conversion counts of their own, in order; none where only one has."""
    rows = _rows(scene, metric).get(scene.atlas.original(map_).id, ())
    names = {count.stage for count in rows if series.in_funnel(count, metric.record)}
    found = tuple(stage for stage in scene.atlas.stages(map_) if stage.id in names)
    return found if len(found) > 1 else ()


def funnels(scene: Scene, metric: Entry, map_: Entry) -> tuple[series.StageFunnel, ...]:
    """The funnels through the counted stages of `map_`, oldest first."""
    stages = [stage.id for stage in counted_stages(scene, metric, map_)]
    original = scene.atlas.original(map_).id
    rows = _rows(scene, metric).get(original, ())
    return series.funnels(rows, metric.record, original, stages, _counted(scene, metric)) if stages else ()


def led_through(scene: Scene, metric: Entry, map_: Entry) -> tuple[Entry, ...]:
    """The stages of `map_` from the first that was counted to the last, where its own value is the share that gets through these;
    none where the map as a whole was counted."""
    counted = counted_stages(scene, metric, map_)
    if not counted or any(line.place == (scene.atlas.original(map_).id, "", ()) for line in _counted(scene, metric)):
        return ()
    stages = scene.atlas.stages(map_)
    ends = [n for n, stage in enumerate(stages) if stage.id in (counted[0].id, counted[-1].id)]
    return tuple(stages[ends[0] : ends[-1] + 1])


def line_at(found: Sequence[Line], map_: str, stage: str = "") -> Line | None:
    """The line that tells most about a place: of itself, else of its map, else of everything; never of another place."""
    by_place = {line.place: line for line in found}
    inside = [line for line in series.heads(found) if line.map == map_]
    only = inside[0] if len(inside) == 1 and not stage else None
    return by_place.get((map_, stage, ())) or by_place.get((map_, "", ())) or only or by_place.get(("", "", ()))


def value_of(scene: Scene, metric: Entry, line: Line | None, point: Point | None = None) -> Value:
    """The newest value of `line` (or its `point`) in words, with the change against the one before it; the newest also with that
    against the first."""
    if line is None:
        return Value(text=scene.words("value.none"), key=None, n="", interval="", when="", when_key="", note="", change=None)
    point = point or line.last
    words, measured, record = scene.words, point.measured, metric.record
    earlier = before(line, point)
    first = first_of(line, point) if point is line.last else earlier
    margin = figures.interval(scene, record, measured)
    return Value(
        text=figures.shown(scene, record, measured),
        key=measured.value,
        n=point.asked or ("" if measured.n is None else words.number(measured.n)),
        interval=margin,
        when=words.period(point.when),
        when_key=point.date.isoformat() if point.date else "",
        note=point.note,
        change=change(scene, record, earlier, point),
        point=point,
        margin=margin or (words("value.no_margin") if measured.value is not None and asks_margin(record, measured.method) else ""),
        way=change(scene, record, first, point) if first is not earlier else None,
        rows=tuple(figures.rows_of(scene, point.sources)),
    )


def named(scene: Scene, column: str, name: str) -> facts.Link:
    """The record behind a name in a row; the name itself where there is none, as for regions."""
    entry = scene.atlas.find(column, name) if column in scene.atlas.library else None
    return facts.link(scene, entry) if entry is not None else facts.Link(name, "")


def before(line: Line, point: Point) -> Point | None:
    """The last value of `line` whose time ended before that of `point` began; nothing for one that stands aside."""
    if any(it is point for it in line.aside):
        return None
    begin = point.since or point.date
    # Of thousands of values few are near: those before its time end where it begins.
    near = bisect_left(line.points, begin, key=lambda it: it.date or datetime.date.max) if begin else 0
    return next((line.points[n] for n in range(near - 1, -1, -1) if _is_earlier(line.points[n], point)), None)


def first_of(line: Line, point: Point) -> Point | None:
    """The first such value of `line` that was computed alike."""
    if any(it is point for it in line.aside):
        return None
    alike = (it for it in line.points if it.measured.method == point.measured.method)
    return next((it for it in alike if _is_earlier(it, point)), None)


def _is_earlier(one: Point, other: Point) -> bool:
    begin = other.since or other.date
    return bool(one.date and begin and one.date < begin and one.measured.value is not None)


def change(scene: Scene, metric: Metric, earlier: Point | None, later: Point) -> Change | None:
    """What changed between two values, in words; None where they cannot be compared. Printed is the difference of what is
    printed; the verdict rests on the exact values."""
    if earlier is None or earlier.part != later.part or earlier.date is None or _of_other_length(metric, earlier, later):
        return None
    exact = measures.change(earlier.measured, later.measured)
    if exact is None or earlier.measured.value is None or later.measured.value is None:
        return None
    words, method = scene.words, later.measured.method
    since = words.period(earlier.when)
    amount, text = figures.difference(scene, metric, method, earlier.measured.value, later.measured.value)
    if amount == 0:
        return Change(text=words("change.same", since=since), verdict="", tone="neu", amount=amount)
    in_points = figures.in_percent(metric, method)
    key = ("change.point" if abs(amount) == 1 else "change.points") if in_points else "change.since"
    tone = _tone(metric, earlier.measured, later.measured, exact)
    verdict = words(f"change.{tone}") if tone else ""
    if tone in ("better", "worse") and method not in WIDTHS and asks_margin(metric, method):
        verdict += words("comma") + words("change.unknown")  # how far single cases lie apart nobody wrote down
    return Change(text=words(key, change=text, since=since), verdict=verdict, tone={"better": "pos", "worse": "neg"}.get(tone, "neu"), amount=amount, key=tone)


def asks_margin(metric: Metric, method: str) -> bool:
    """Whether values have a margin, known or not: all but totals, which are counted and not drawn."""
    return method in WIDTHS or metric.kind_ not in TOTALS


def _of_other_length(metric: Metric, earlier: Point, later: Point) -> bool:
    """Whether two values that grow with their time are of periods that cannot be compared, as a quarter and a month."""
    one, other = earlier.days, later.days
    return metric.kind_ in GROWING and one is not None and other is not None and max(one, other) > ALIKE * min(one, other)


def _tone(metric: Metric, earlier: Measured, later: Measured, amount: float) -> str:
    """Whether a change is for the better or worse, so small that chance alone explains it, or beyond telling: a share or
    score without a margin. Other values are taken as counted."""
    if later.method in WIDTHS:
        margin = measures.change_margin(earlier, later)
        if margin is None:
            return "unknown"
        if abs(amount) <= margin:
            return "margin"
    direction = series.better(metric)
    return "" if not direction else "better" if (amount > 0) == (direction == "higher") else "worse"


def stale_since(scene: Scene, metric: Metric, found: Sequence[Line]) -> datetime.date | None:
    """Since when a new value of `metric` is due by its cadence; None where it is not, or nobody said how often."""
    period = parse_period(metric.cadence or "")
    dates = [line.last.date for line in found if line.last.date]
    due = after(max(dates), period) if period and dates else None
    return due if due is not None and due < scene.today else None


def places(scene: Scene, line: Line, without: str = "") -> tuple[facts.Link, ...]:
    """Where a line was counted and of whom: its map (unless that is `without`), stage and part."""
    atlas, found = scene.atlas, []
    map_ = atlas.maps.get(line.map)
    if map_ is not None and line.map != without:
        found.append(facts.link(scene, map_))
    if map_ is not None and line.stage in atlas.spots[map_.id]:
        found.append(facts.link(scene, atlas.spots[map_.id][line.stage]))
    return (*found, *part_of(scene, line))


def part_of(scene: Scene, line: Line, without: str = "") -> tuple[facts.Link, ...]:
    """The touchpoint, segment, channel and region of a line, the one in column `without` left out."""
    found = (named(scene, column, name) for column, name in line.part if column != without)
    return tuple({link.text: link for link in found}.values())  # a touchpoint may be called as its channel is
