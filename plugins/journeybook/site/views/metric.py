"""What is this number, how is it computed, how does it stand? A metric with targets, values, splits and where it is used."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from journeybook.atlas.entry import Entry
from journeybook.insight import series
from journeybook.insight.measures import UNSEEN
from journeybook.insight.series import Line, Point
from journeybook.model import Metric
from journeybook.site.parts import breakdown, briefs, facts, figures, metric_targets, metric_value, trend
from journeybook.site.scene import Scene

DEFINED = ("kind", "method", "definition", "unit", "better", "source", "cadence", "min_n")
HIDDEN = Metric.head() | {*DEFINED, "target", "warn", "due", "values"}
RECENT = 12
"""So many values stand in the open; older ones are folded away."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """Values side by side: by date, newest first, with a cell for each column; None where there is no value. `file` is the
    one that all of them come from, where it is only one; `note` says what to mind."""

    ident: str
    title: str
    note: str
    columns: tuple[tuple[facts.Link, ...], ...]
    rows: tuple[tuple[str, tuple[metric_value.Value | None, ...]], ...]
    file: figures.Rows | None


@dataclass(frozen=True, kw_only=True)
class MetricView:
    """The page of a metric. `value` is None where it has one for each place or part (`apart`, with their `pictures`), or none
    at all; `aim` is the target that holds now, where there are several; `whole` says which rows are the whole, `withheld` that some values are not shown; `filled` tells which columns of its table have content."""

    value: metric_value.Value | None
    state: metric_targets.State | None
    apart: tuple[breakdown.Apart, ...]
    whole: str
    withheld: str
    newer: str
    margin: str
    places: tuple[facts.Link, ...]
    through: bool
    how: str
    warn: str
    aims: tuple[metric_targets.Aim, ...]
    aim: metric_targets.Aim | None
    definition: tuple[facts.Fact, ...]
    stale: str
    picture: trend.Trend | None
    pictures: tuple[tuple[tuple[facts.Link, ...], trend.Trend], ...]
    recent: tuple[metric_value.Value, ...]
    older: tuple[metric_value.Value, ...]
    filled: dict[str, bool]
    tables: tuple[Table, ...]
    goals: tuple[facts.Link, ...]
    improvements: tuple[briefs.ItemBrief, ...]
    opportunities: tuple[briefs.ItemBrief, ...]
    maps: tuple[tuple[facts.Link, tuple[facts.Link, ...]], ...]
    more: tuple[facts.Fact, ...]


def view(scene: Scene, metric: Entry) -> MetricView:
    """All that is known about `metric`."""
    found, stand = metric_value.lines(scene, metric), breakdown.reading(scene, metric)
    head = stand.whole
    points = _newest_first(head.points) if head else ()
    values = tuple(metric_value.value_of(scene, metric, head, point) for point in points)
    newest = stand.newest
    method = newest.last.measured.method if newest else series.method_of(metric.record)
    due = metric_value.stale_since(scene, metric.record, stand.lines)
    return MetricView(
        value=values[0] if values else None,
        state=breakdown.state_of(scene, metric, stand),
        apart=breakdown.apart(scene, metric, stand),
        whole=_whole(scene, metric, stand),
        withheld=_withheld(scene, metric, method),
        newer=_newer(scene, metric, head),
        margin=_margin(scene, values[0]) if values else "",
        places=metric_value.places(scene, head or Line(*(stand.place or ("", "")), (), ())),
        through=head is not None and _is_through(head, found),
        how=scene.words.get(f"how.{method}", scene.words("how.value")),
        warn=metric_targets.warn(scene, metric, method),
        aims=(found_aims := breakdown.aims_of(scene, metric, stand)),
        aim=metric_targets.current(found_aims) if len(found_aims) > 1 else None,
        definition=tuple(fact for fact in facts.facts(scene, metric) if fact.key in DEFINED),
        stale=scene.words("numbers.stale", date=scene.words.date(due)) if due else "",
        picture=trend.picture(scene, metric, head) if head else None,
        pictures=tuple(_pictures(scene, metric, stand.first)),
        recent=values[:RECENT],
        older=values[RECENT:],
        filled={
            "notes": any(value.note for value in values),
            **{name: any(getattr(value, name) for value in values) for name in ("n", "margin", "change", "rows")},
        },
        tables=tuple(_tables(scene, metric, found, stand)),
        more=facts.facts(scene, metric, hide=HIDDEN if any(target.by is None for target in metric.record.target) else HIDDEN - {"due"}),
        **_uses(scene, metric),
    )


def _whole(scene: Scene, metric: Entry, stand: breakdown.Reading) -> str:
    """Which rows are the whole, where that is not plain."""
    parts = metric_value.parts(scene, metric)
    if stand.whole is not None:
        return scene.words("numbers.whole") if parts else ""
    if not stand.parts:
        return ""
    return scene.words("numbers.parts_only" if stand.parts[0].part else "numbers.places_only")


def _withheld(scene: Scene, metric: Entry, method: str) -> str:
    """That values of few answers, and what they could be computed from, are withheld, where any is."""
    lines = (*metric_value.lines(scene, metric), *metric_value.parts(scene, metric))
    if not any(point.measured.note in UNSEEN for line in lines for point in (*line.points, *line.aside)):
        return ""
    what = "answers" if figures.asked(metric.record, method) else "cases"
    return scene.words(f"numbers.withheld_{what}", n=scene.words.number(metric.record.min_n or 0))


def _newer(scene: Scene, metric: Entry, head: Line | None) -> str:
    """That a place or part has a newer value than the whole."""
    others = (*metric_value.lines(scene, metric), *metric_value.parts(scene, metric)) if head and head.last.date else ()
    newest = max((line.last for line in others if line.last.date), key=lambda point: point.date or datetime.date.min, default=None)
    if newest is None or newest.date is None or head is None or head.last.date is None or newest.date <= head.last.date:
        return ""
    return scene.words("numbers.newer", date=scene.words.period(newest.when))


def _margin(scene: Scene, value: metric_value.Value) -> str:
    return value.interval or (scene.words("value.unknown") if value.margin else "")


def _pictures(scene: Scene, metric: Entry, stand: breakdown.Reading) -> Iterator[tuple[tuple[facts.Link, ...], trend.Trend]]:
    """A picture for each place or part."""
    for line, it in zip(stand.parts, breakdown.apart(scene, metric, stand), strict=True):
        picture = trend.picture(scene, metric, line)
        if picture is not None:
            yield it.links, picture


def _is_through(head: Line, found: Sequence[Line]) -> bool:
    """Whether a line is the way through several stages."""
    return bool(head.map) and not head.stage and sum(line.map == head.map and bool(line.stage) for line in found) > 1


def _newest_first(points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple(sorted(points, key=lambda point: (point.date or datetime.date.min, point.when), reverse=True))


def _tables(scene: Scene, metric: Entry, found: Sequence[Line], stand: breakdown.Reading) -> Iterator[Table]:
    """The values by place, and of every part that was counted."""
    words = scene.words
    if stand.whole is not None and stand.whole.aside:
        yield _table(scene, metric, "values", words("numbers.values"), [((facts.Link(words("value.head"), ""),), stand.whole)], aside=True)
    by_place = [line for line in found if line is not stand.whole]
    if by_place:
        maps = {line.map for line in (*by_place, *((stand.whole,) if stand.whole else ()))}
        title = words("numbers.by.stage") if len(maps) == 1 and stand.whole else words("numbers.by_place")
        here = next(iter(maps)) if len(maps) == 1 and stand.whole else ""
        yield from _both(scene, metric, "by-place", title, [(metric_value.places(scene, line, here), line) for line in by_place])
    shapes: dict[tuple[str, ...], list[Line]] = {}
    for line in metric_value.parts(scene, metric):
        shapes.setdefault(line.columns, []).append(line)
    for columns, lines in shapes.items():
        named = words("numbers.and").join(words(f"numbers.part.{column}") for column in columns)
        several = len({(line.map, line.stage) for line in lines}) > 1
        shown = [(metric_value.places(scene, line) if several else metric_value.part_of(scene, line), line) for line in lines]
        yield from _both(scene, metric, "-".join(("by", *columns)), words("numbers.by_parts", columns=named), shown)


Columns = Sequence[tuple[tuple[facts.Link, ...], Line]]


def _both(scene: Scene, metric: Entry, ident: str, title: str, columns: Columns) -> Iterator[Table]:
    """The values side by side and, where there are any, those of overlapping periods."""
    yield _table(scene, metric, ident, title, columns)
    if any(line.aside for _, line in columns):
        yield _table(scene, metric, ident, title, [it for it in columns if it[1].aside], aside=True)


def _table(scene: Scene, metric: Entry, ident: str, title: str, columns: Columns, aside: bool = False) -> Table:
    dates: dict[tuple[str, str], dict[int, metric_value.Value]] = {}
    words: dict[tuple[str, str], str] = {}
    files: dict[str, figures.Rows] = {}
    for number, (_, line) in enumerate(columns):
        for point in line.aside if aside else line.points:
            value = metric_value.value_of(scene, metric, line, point)
            key = value.when_key or point.when, str(point.since or point.date)
            dates.setdefault(key, {})[number] = value
            words[key] = value.when
            files |= {rows.file: rows for rows in value.rows}
    rows = [(words[key], tuple(dates[key].get(n) for n in range(len(columns)))) for key in sorted(dates, reverse=True)]
    only = next(iter(files.values())) if len(files) == 1 else None
    if aside:
        ident, title = f"{ident}-aside", scene.words("numbers.aside_of", title=title)
    return Table(
        ident=ident, title=title, note=scene.words("numbers.aside") if aside else "", columns=tuple(links for links, _ in columns), rows=tuple(rows), file=only
    )


def _uses(scene: Scene, metric: Entry) -> dict[str, tuple[Any, ...]]:
    """What names the metric: goals, opportunities, improvements, and maps with their stages and steps."""
    goals: dict[str, facts.Link] = {}
    items: dict[str, dict[Entry, briefs.ItemBrief]] = {"improvement": {}, "opportunity": {}}
    maps: dict[str, tuple[facts.Link, dict[str, facts.Link]]] = {}
    for reference in scene.atlas.referring_to(metric):
        source = reference.source
        if source.kind == "goal":
            goals[source.id] = facts.link(scene, source)
        elif source.kind in items:
            items[source.kind][source] = briefs.item_in_map(scene, source)
        elif source.map is not None:
            spots = maps.setdefault(source.map.id, (facts.link(scene, source.map), {}))[1]
            if source is not source.map:
                spots[source.id] = facts.link(scene, source)
    return {
        "goals": tuple(goals.values()),
        "improvements": tuple(items["improvement"].values()),
        "opportunities": tuple(items["opportunity"].values()),
        "maps": tuple((link, tuple(spots.values())) for link, spots in maps.values()),
    }
