"""How is this journey doing? The metrics of a map and its stages with their newest values, and the funnels through it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.insight.measures import PROTECTS, UNSEEN, WITHHELD, Measured
from journeybook.insight.series import Line, StageFunnel
from journeybook.site.parts import breakdown, facts, figures, metric_targets, metric_value
from journeybook.site.parts.breakdown import Reading
from journeybook.site.scene import Scene


@dataclass(frozen=True, kw_only=True)
class Row:
    """A metric at a place of the map; `elsewhere` are the maps that its numbers are from, where they are from no place here.
    `apart` are its first values where it has none for all, `more` how many others there are."""

    link: facts.Link
    spots: tuple[facts.Link, ...]
    value: metric_value.Value
    aim: metric_targets.Aim | None
    state: metric_targets.State | None
    apart: tuple[breakdown.Apart, ...]
    more: int
    elsewhere: tuple[facts.Link, ...]
    funnel: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """A stage of a funnel. `width` is the share of all who entered the first stage, in percent; it cannot be told from the
    stage on to which others came (`joined`). `worst` marks the largest loss."""

    link: facts.Link
    entered: str
    completed: str
    rate: str
    drop: str
    interval: str
    width: float | None
    joined: bool
    worst: bool


@dataclass(frozen=True, kw_only=True)
class FunnelView:
    """A metric's funnel on the last day on which it was counted. `joined` says at which stage people came in later."""

    link: facts.Link
    ident: str
    date: str
    steps: tuple[Step, ...]
    overall: str
    margin: str
    joined: str
    rows: tuple[figures.Rows, ...]
    left_out: tuple[facts.Link, ...]
    withheld: str


@dataclass(frozen=True)
class Doing:
    """The section of a map about its numbers."""

    rows: tuple[Row, ...]
    funnels: tuple[FunnelView, ...]


def view(scene: Scene, map_: Entry) -> Doing:
    """The numbers of `map_`; a translation has those of its original."""
    named = _named(scene, map_)
    funnels = tuple(found for metric, _ in named if (found := _funnel(scene, map_, metric)))
    return Doing(tuple(row for metric, spots in named for row in _rows(scene, map_, metric, spots)), funnels)


def _named(scene: Scene, map_: Entry) -> list[tuple[Entry, list[Entry]]]:
    """The metrics that the map, its stages and steps name and where they do; then those that are counted here unnamed."""
    atlas = scene.atlas
    found: dict[str, tuple[Entry, list[Entry]]] = {}
    for spot in (map_, *atlas.spots[map_.id].values()):
        for part in (spot.record, *getattr(spot.record, "perspectives", {}).values()):
            for metric in atlas.targets(spot, "metrics", part):
                spots = found.setdefault(metric.id, (metric, []))[1]
                spots += [spot] if spot not in spots else []
    for metric in atlas.counted_in(atlas.original(map_)):
        found.setdefault(metric.id, (metric, []))
    return list(found.values())


def _rows(scene: Scene, map_: Entry, metric: Entry, spots: list[Entry]) -> Iterator[Row]:
    """A row for each value that the metric has in this map: most have one, however many stages name it."""
    known = (*metric_value.lines(scene, metric), *metric_value.parts(scene, metric))
    through = metric_value.counted_stages(scene, metric, map_)
    places: dict[tuple[object, ...], tuple[Reading, list[Entry]]] = {}
    for spot in spots or [map_]:
        at = "" if spot is map_ or through else _place(scene, spot, known)
        stand = breakdown.reading_at(scene, metric, scene.atlas.original(map_).id, at)
        places.setdefault(tuple(line.place for line in stand.lines), (stand, []))[1].append(spot)
    for stand, here in places.values():
        yield _row(scene, map_, metric, stand, [map_] if through else here)


def _place(scene: Scene, spot: Entry, known: Sequence[Line]) -> str:
    """The stage or step of a line that is nearest to `spot`."""
    own = spot.map is not None and any((line.map, line.stage) == (scene.atlas.original(spot.map).id, spot.id) for line in known)
    return spot.id if own or spot.stage is None else spot.stage.id


def _row(scene: Scene, map_: Entry, metric: Entry, stand: Reading, spots: list[Entry]) -> Row:
    elsewhere: tuple[facts.Link, ...] = ()
    original = scene.atlas.original(map_).id
    if not stand.lines:
        stand = breakdown.reading(scene, metric, original)
        elsewhere = metric_value.places(scene, stand.whole, original)[:1] if stand.whole else ()
    places = {(line.map, line.stage) for line in stand.lines}
    here = [scene.atlas.spots[map_.id].get(stage) for name, stage in places if name == original]
    if spots == [map_] and len(places) == 1 and here and here[0] is not None:
        spots = [here[0]]  # named by the map, counted at one stage of it
    stage = spots[0].id if len(spots) == 1 and spots[0] is not map_ else ""
    return Row(
        link=facts.link(scene, metric),
        spots=() if map_ in spots else tuple(facts.link(scene, spot) for spot in spots),
        value=metric_value.value_of(scene, metric, stand.newest),
        aim=metric_targets.current(breakdown.aims_of(scene, metric, stand)),
        state=breakdown.state_of(scene, metric, stand),
        apart=breakdown.apart(scene, metric, stand.first, original, stage),
        more=stand.more,
        elsewhere=elsewhere,
        funnel=f"funnel-{metric.id}" if metric_value.counted_stages(scene, metric, map_) else "",
    )


def _funnel(scene: Scene, map_: Entry, metric: Entry) -> FunnelView | None:
    stages = metric_value.counted_stages(scene, metric, map_)
    days = metric_value.funnels(scene, metric, map_)
    if not days:
        return None
    last = days[-1]
    drops = [it.value for it in last.funnel.drops]
    most = max((value for value in drops if value is not None), default=None)
    steps = (_step(scene, metric, stages[n], last, n, most) for n in range(len(stages)))
    left_out = [stage for stage in scene.atlas.stages(map_) if stage not in stages]
    return FunnelView(
        link=facts.link(scene, metric), ident=f"funnel-{metric.id}", date=scene.words.period(last.when), steps=tuple(steps),
        overall=figures.shown(scene, metric.record, last.funnel.overall) if last.funnel.overall.value is not None else "",
        margin=figures.interval(scene, metric.record, last.funnel.overall),
        withheld=figures.shown(scene, metric.record, last.funnel.overall) if last.funnel.overall.note in (WITHHELD, PROTECTS) else "",
        joined=scene.words("funnel.joined_at", stage=stages[joined].label) if (joined := last.funnel.joined) is not None else "",
        rows=tuple(figures.rows_of(scene, [source for sources in last.sources for source in sources])),
        left_out=tuple(facts.link(scene, stage) for stage in left_out),
    )  # fmt: skip


def _step(scene: Scene, metric: Entry, stage: Entry, on: StageFunnel, n: int, most: float | None) -> Step:
    entered, completed = on.pairs[n]
    rate, drop = on.funnel.rates[n], on.funnel.drops[n]
    first = on.pairs[0][0]
    known, joined = rate.value is not None, on.funnel.joined is not None and n >= on.funnel.joined

    def count(number: int | None) -> str:
        return scene.words("value.none") if number is None else scene.words.number(number)

    def share(measured: Measured) -> str:
        return figures.shown(scene, metric.record, measured)

    unseen = rate.note in UNSEEN
    return Step(
        link=facts.link(scene, stage), entered="" if unseen else count(entered),
        completed=count(completed) if not unseen and (known or completed is None) else "",
        rate=share(rate), drop=share(drop) if known else "", interval=figures.interval(scene, metric.record, rate),
        width=round(entered / first * 100, 1) if entered is not None and first and not joined else None,
        joined=joined,
        worst=known and drop.value == most and len(on.pairs) > 1,
    )  # fmt: skip
