"""What is this number, how is it computed, how does it stand? A metric with targets, values, splits and where it is used."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from journeybook import aims, briefs, facts, series, spread, standing, trend
from journeybook.entry import Entry
from journeybook.scene import Scene
from journeybook.series import Line, Point

DEFINED = ("kind", "method", "definition", "unit", "better", "source", "cadence", "min_n")
HIDDEN = frozenset({*DEFINED, "name", "summary", "owner", "target", "warn", "due", "values"})
RECENT = 12
"""So many values stand in the open; older ones are folded away."""


@dataclass(frozen=True)
class Table:
    """Values side by side: by date, newest first, with a cell for each column; None where there is no value."""

    ident: str
    title: str
    columns: tuple[tuple[facts.Link, ...], ...]
    rows: tuple[tuple[str, tuple[standing.Value | None, ...]], ...]


@dataclass(frozen=True)
class MetricView:
    """The page of a metric. `value` is None where it has one for each place or part, or none at all; `filled` tells
    which columns of its table have content."""

    value: standing.Value | None
    state: aims.State | None
    places: tuple[facts.Link, ...]
    through: bool
    how: str
    warn: str
    aims: tuple[aims.Aim, ...]
    definition: tuple[facts.Fact, ...]
    stale: str
    picture: trend.Trend | None
    recent: tuple[standing.Value, ...]
    older: tuple[standing.Value, ...]
    filled: dict[str, bool]
    tables: tuple[Table, ...]
    goals: tuple[facts.Link, ...]
    improvements: tuple[briefs.ItemBrief, ...]
    opportunities: tuple[briefs.ItemBrief, ...]
    maps: tuple[tuple[facts.Link, tuple[facts.Link, ...]], ...]
    more: tuple[facts.Fact, ...]


def view(scene: Scene, metric: Entry) -> MetricView:
    """All that is known about `metric`."""
    found = standing.lines(scene, metric)
    heads = series.heads(found)
    head = heads[0] if len(heads) == 1 and not spread.apart(scene, metric, heads) else None
    points = _newest_first(head.points) if head else ()
    values = tuple(standing.value_of(scene, metric, head, point) for point in points)
    method = values[0].point.measured.method if values and values[0].point else _method(metric)
    due = standing.stale_since(scene, metric.record, found)
    return MetricView(
        value=values[0] if values else None,
        state=aims.state_of(scene, metric, heads[0] if len(heads) == 1 else None),
        places=standing.places(scene, head) if head else (),
        through=head is not None and _is_through(head, found),
        how=scene.words.get(f"how.{method}", scene.words("how.value")),
        warn=aims.warn(scene, metric, method),
        aims=aims.aims(scene, metric, heads[0] if len(heads) == 1 else None),
        definition=tuple(fact for fact in facts.facts(scene, metric) if fact.key in DEFINED),
        stale=scene.words("numbers.stale", date=scene.words.date(due)) if due else "",
        picture=trend.picture(scene, metric, head) if head else None,
        recent=values[:RECENT],
        older=values[RECENT:],
        filled={
            "notes": any(value.note or value.of not in ((), values[0].of) for value in values),
            **{name: any(getattr(value, name) for value in values) for name in ("n", "interval", "change")},
        },
        tables=tuple(_tables(scene, metric, found, heads)),
        more=facts.facts(scene, metric, hide=HIDDEN if any(target.by is None for target in metric.record.target) else HIDDEN - {"due"}),
        **_uses(scene, metric),
    )


def _method(metric: Entry) -> str:
    return series.method_of(metric.record.kind_ or "", metric.record.method)


def _is_through(head: Line, found: Sequence[Line]) -> bool:
    """Whether a line is the way through several stages."""
    return bool(head.map) and not head.stage and sum(line.map == head.map and bool(line.stage) for line in found) > 1


def _newest_first(points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple(sorted(points, key=lambda point: (point.date or datetime.date.min, point.when), reverse=True))


def _tables(scene: Scene, metric: Entry, found: Sequence[Line], heads: Sequence[Line]) -> Iterable[Table]:
    """The values by place, and by every part that was counted apart; none for a part that is the only one, nor for parts
    that are the touchpoints over again."""
    words = scene.words
    apart = len(heads) > 1
    by_place = heads if apart else [line for line in found if line.stage and not line.touchpoint and line not in heads]
    if len(by_place) > 1:
        title = words("numbers.by_place") if apart else words("numbers.by.stage")
        yield _table(scene, metric, "by-place", title, [(standing.places(scene, it, "" if apart else it.map), it) for it in by_place])
    narrow = [line for line in found if line.touchpoint]
    if narrow:
        columns = [(standing.places(scene, line)[-1:], line) for line in narrow]
        yield _table(scene, metric, "by-touchpoint", words("numbers.by.touchpoint"), columns)
    for by in series.splits(scene.atlas.counts_of(metric), metric.record, metric.id):
        parts = spread.split(scene, metric, by)
        several = len({line.place for _, line in parts}) > 1
        columns = [
            ((standing.named(scene, by, part), *(standing.places(scene, line)[-1:] if several else ())), line) for part, line in parts
        ]
        shown = {tuple((point.date, point.measured) for point in line.points) for line in narrow}
        if len(columns) > 1 and shown != {tuple((point.date, point.measured) for point in line.points) for _, line in parts}:
            yield _table(scene, metric, f"by-{by}", words(f"numbers.by.{by}"), columns)


def _table(
    scene: Scene, metric: Entry, ident: str, title: str, columns: Sequence[tuple[tuple[facts.Link, ...], Line]]
) -> Table:
    dates: dict[str, dict[int, standing.Value]] = {}
    words: dict[str, str] = {}
    for number, (_, line) in enumerate(columns):
        for point in line.points:
            value = standing.value_of(scene, metric, line, point)
            key = value.when_key or point.when
            dates.setdefault(key, {})[number] = value
            words[key] = value.when
    rows = [(words[key], tuple(dates[key].get(n) for n in range(len(columns)))) for key in sorted(dates, reverse=True)]
    return Table(ident, title, tuple(links for links, _ in columns), tuple(rows))


def _uses(scene: Scene, metric: Entry) -> dict[str, tuple]:
    """What names the metric: goals, opportunities, improvements, and maps with their stages and steps."""
    goals, items, maps = {}, {"improvement": {}, "opportunity": {}}, {}
    for reference in scene.atlas.referring_to(metric):
        source = reference.source
        if source.kind == "goal":
            goals[source.id] = facts.link(scene, source)
        elif source.kind in items:
            items[source.kind][id(source)] = briefs.item_in_map(scene, source)
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
