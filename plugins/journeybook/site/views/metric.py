"""What is this number, how is it computed, how does it stand? A metric with targets, values, splits and where it is used."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import PLURALS, Entry
from journeybook.insight import series
from journeybook.insight.measures import UNSEEN
from journeybook.insight.series import Line
from journeybook.languages import Words
from journeybook.model import Metric
from journeybook.site.parts import breakdown, briefs, facts, figures, metric_targets, metric_value, trend, value_blocks
from journeybook.site.parts.value_blocks import Block, Sheet, Table, pages_of, sheet_of
from journeybook.site.scene import Scene

DEFINED = ("kind", "method", "definition", "unit", "better", "source", "cadence", "min_n")
HIDDEN = Metric.head() | {*DEFINED, "target", "warn", "due", "values"}
FEW = 60
"""So few rows have room on the metric's own page in whatever tables."""
DOTS = 600
"""So many values are drawn."""
RECENT = 12
"""So many values stand in the open; older ones are folded away."""


class Further(NamedTuple):
    """A further page of a metric's values, and what stands there."""

    link: facts.Link
    holds: str


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
    cut: frozenset[str]
    further: tuple[Further, ...]
    goals: tuple[facts.Link, ...]
    improvements: tuple[briefs.ItemBrief, ...]
    opportunities: tuple[briefs.ItemBrief, ...]
    maps: tuple[tuple[facts.Link, tuple[facts.Link, ...]], ...]
    more: tuple[facts.Fact, ...]
    is_further: ClassVar[bool] = False


@dataclass(frozen=True, kw_only=True)
class ValuesView:
    """A further page of a metric's values: those for which its own page, `above`, has no room. `number` of `pages`; `before` and `after` are the
    pages beside it."""

    above: facts.Link
    number: int
    pages: int
    holds: str
    recent: tuple[metric_value.Value, ...]
    filled: dict[str, bool]
    apart: tuple[breakdown.Apart, ...]
    tables: tuple[Table, ...]
    before: facts.Link | None
    after: facts.Link | None
    is_further: ClassVar[bool] = True


def further(atlas: Atlas, metric: Entry, words: Words, today: datetime.date) -> int:
    """How many further pages the values of `metric` take."""
    if len(atlas.counts_of(metric)) + len(metric.record.values) < FEW:
        return 0
    return len(_layout(Scene(atlas, today, words, lambda entry: "", str, str), metric)) - 1


def _layout(scene: Scene, metric: Entry) -> tuple[tuple[Block, ...], ...]:
    return pages_of(_sheets(scene, metric, metric_value.lines(scene, metric), breakdown.reading(scene, metric)))


def further_path(metric: Entry, number: int) -> str:
    """Where the further page of this number is; the first is the metric's own."""
    return f"{PLURALS['metric']}/{metric.id}" + (f"/values/{number}" if number > 1 else "")


def further_view(scene: Scene, metric: Entry, number: int) -> ValuesView:
    """The values on a further page of `metric`."""
    stand, layout = breakdown.reading(scene, metric), _layout(scene, metric)
    blocks = layout[number - 1] if number <= len(layout) else ()
    values = _history(scene, metric, stand, blocks)
    beside = [_page_link(scene, metric, it, len(layout)) if 1 <= it <= len(layout) else None for it in (number - 1, number + 1)]
    return ValuesView(
        above=facts.link(scene, metric), number=number, pages=len(layout), holds=value_blocks.said(scene, stand, blocks), recent=values,
        filled=_filled(values), apart=_apart(scene, metric, stand, blocks), tables=_tables(scene, metric, blocks), before=beside[0], after=beside[1],
    )  # fmt: skip


def _page_link(scene: Scene, metric: Entry, number: int, pages: int) -> facts.Link:
    text = scene.words("values.page", number=scene.words.number(number), n=pages)
    return facts.Link(text, scene.path_href(further_path(metric, number)))


def _further(scene: Scene, metric: Entry, stand: breakdown.Reading, layout: Sequence[Sequence[Block]]) -> Iterator[Further]:
    for number, blocks in enumerate(layout[1:], 2):
        yield Further(_page_link(scene, metric, number, len(layout)), value_blocks.said(scene, stand, blocks))


def _history(scene: Scene, metric: Entry, stand: breakdown.Reading, blocks: Iterable[Block]) -> tuple[metric_value.Value, ...]:
    head = stand.whole
    some = (block for block in blocks if head is not None and block.sheet.kind == "history")
    return tuple(it for block in some if head is not None for it in value_blocks.history(scene, metric, head, block))


def _apart(scene: Scene, metric: Entry, stand: breakdown.Reading, blocks: Iterable[Block]) -> tuple[breakdown.Apart, ...]:
    return tuple(it for block in blocks if block.sheet.kind == "stands" for it in value_blocks.stands(scene, metric, stand, block))


def _tables(scene: Scene, metric: Entry, blocks: Iterable[Block]) -> tuple[Table, ...]:
    return tuple(value_blocks.table(scene, metric, block) for block in blocks if block.sheet.kind == "beside")


def _filled(values: Sequence[metric_value.Value]) -> dict[str, bool]:
    columns = {name: any(getattr(value, name) for value in values) for name in ("n", "margin", "change", "rows")}
    return {"notes": any(value.note for value in values), **columns}


def view(scene: Scene, metric: Entry) -> MetricView:
    """All that is known about `metric`, as far as its own page has room for values."""
    found, stand = metric_value.lines(scene, metric), breakdown.reading(scene, metric)
    head = stand.whole
    layout = _layout(scene, metric)
    values = _history(scene, metric, stand, layout[0])
    newest = stand.newest
    method = newest.last.measured.method if newest else series.method_of(metric.record)
    due = metric_value.stale_since(scene, metric.record, stand.lines)
    return MetricView(
        value=values[0] if values else None,
        state=breakdown.state_of(scene, metric, stand),
        apart=_apart(scene, metric, stand, layout[0]),
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
        picture=trend.picture(scene, metric, head, DOTS) if head else None,
        pictures=tuple(_pictures(scene, metric, stand.first)),
        recent=values[:RECENT],
        older=values[RECENT:],
        filled=_filled(values),
        tables=_tables(scene, metric, layout[0]),
        cut=frozenset(block.sheet.ident for blocks in layout[1:] for block in blocks),
        further=tuple(_further(scene, metric, stand, layout)),
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
    for line, it in zip(stand.parts, breakdown.apart(scene, metric, stand, some=slice(breakdown.SHOWN)), strict=True):
        picture = trend.picture(scene, metric, line, DOTS // len(stand.parts))
        if picture is not None:
            yield it.links, picture


def _is_through(head: Line, found: Sequence[Line]) -> bool:
    """Whether a line is the way through several stages."""
    return bool(head.map) and not head.stage and sum(line.map == head.map and bool(line.stage) for line in found) > 1


def _sheets(scene: Scene, metric: Entry, found: Sequence[Line], stand: breakdown.Reading) -> Iterator[Sheet]:
    """The values of the whole, or how each place or part stands; the values by place, and of every part that was counted."""
    words = scene.words
    if stand.whole is not None:
        yield Sheet("values", words("numbers.values"), "history", rows=len(stand.whole.points))
    elif stand.parts:
        yield Sheet("each", words("numbers.each"), "stands", rows=len(stand.parts))
    if stand.whole is not None and stand.whole.aside:
        yield _aside(scene, "values", words("numbers.values"), [((facts.Link(words("value.head"), ""),), stand.whole)])
    by_place = [line for line in found if line is not stand.whole]
    if by_place:
        maps = {line.map for line in (*by_place, *((stand.whole,) if stand.whole else ()))}
        title = words("numbers.by.stage") if len(maps) == 1 and stand.whole else words("numbers.by_place")
        here = next(iter(maps)) if len(maps) == 1 and stand.whole else ""
        yield from _both(scene, "by-place", title, [(metric_value.places(scene, line, here), line) for line in by_place])
    shapes: dict[tuple[str, ...], list[Line]] = {}
    for line in metric_value.parts(scene, metric):
        shapes.setdefault(line.columns, []).append(line)
    for columns, lines in shapes.items():
        named = words("numbers.and").join(words(f"numbers.part.{column}") for column in columns)
        several = len({(line.map, line.stage) for line in lines}) > 1
        shown = [(metric_value.places(scene, line) if several else metric_value.part_of(scene, line), line) for line in lines]
        yield from _both(scene, "-".join(("by", *columns)), words("numbers.by_parts", columns=named), shown)


Columns = Sequence[tuple[tuple[facts.Link, ...], Line]]


def _both(scene: Scene, ident: str, title: str, columns: Columns) -> Iterator[Sheet]:
    """The values side by side and, where there are any, those of overlapping periods."""
    yield sheet_of(ident, title, columns)
    if any(line.aside for _, line in columns):
        yield _aside(scene, ident, title, [it for it in columns if it[1].aside])


def _aside(scene: Scene, ident: str, title: str, columns: Columns) -> Sheet:
    return sheet_of(f"{ident}-aside", scene.words("numbers.aside_of", title=title), columns, aside=True)


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
