"""What became of a shipped improvement, in the reader's words: the value before, the one that counts after, and the verdict.

One rule for every page that tells it: which values count is `outcomes`' part, what was expected `expectations`', how far two values are
from each other `metric_value`'s.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from journeybook.atlas.entry import Entry
from journeybook.insight import by_day, expectations, outcomes, series
from journeybook.insight.measures import UNSEEN
from journeybook.insight.outcomes import HiddenLaunch, Launch, Outcome
from journeybook.insight.series import Line, Point
from journeybook.languages import decimal
from journeybook.model.markup import plain
from journeybook.reading.periods import parse_period
from journeybook.site.parts import figures, metric_value
from journeybook.site.scene import Scene, once_an_atlas

SIGNS = {"reached": ("✓", "pos"), "missed": ("✕", "neg"), "open": ("○", "neu"), "unclear": ("≈", "neu"), "early": ("◷", "neu"), "untold": ("?", "none")}
"""Sign and tone of each verdict; the words are in the languages."""
MOST = 3
"""So many values from elsewhere, or others that shipped, are named."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether what was expected came true, as key of `SIGNS`, sign and word."""

    key: str
    sign: str
    word: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class Effect:
    """An improvement's outcome. Without `line` its metric is counted elsewhere or not at all.

    `verdict` is None where nothing was expected and two values can be compared; `reasons` tell why nothing can be said, or what
    weakens it; `short` is all of it in a line.
    """

    metric: Entry | None
    line: Line | None
    outcome: Outcome | None
    change: metric_value.Change | None
    verdict: Verdict | None
    reasons: tuple[str, ...]
    short: str


def has_shipped(scene: Scene, improvement: Entry) -> bool:
    """Whether customers have an improvement today."""
    return by_day.has_shipped(improvement.record, scene.today)


@once_an_atlas
def effect(scene: Scene, improvement: Entry) -> Effect:
    """What became of an improvement that `has_shipped`; no address stands in it."""
    metrics = scene.atlas.targets(improvement, "metric")
    if not metrics:
        return _told(
            scene, improvement, Effect(metric=None, line=None, outcome=None, change=None, verdict=None, reasons=(scene.words("shipped.no_metric"),), short="")
        )
    metric = metrics[0]
    line = line_of(scene, improvement, metric)
    if line is None:
        return _told(
            scene,
            improvement,
            Effect(
                metric=metric,
                line=None,
                outcome=None,
                change=None,
                verdict=verdict(scene, "untold"),
                reasons=(_elsewhere(scene, improvement, metric),),
                short="",
            ),
        )
    found = _outcome(scene, improvement, metric, line)
    change = metric_value.change(scene, metric.record, found.before, found.after) if found.before and found.after else None
    key, reasons = _judged(scene, improvement, metric, line, found, change)
    said = Effect(
        metric=metric,
        line=line,
        outcome=found,
        change=change,
        verdict=verdict(scene, key) if key else None,
        reasons=(*reasons, *_company(scene, improvement, found)),
        short="",
    )
    return _told(scene, improvement, said)


def verdict(scene: Scene, key: str) -> Verdict:
    """A verdict with its sign and word."""
    return Verdict(key=key, sign=SIGNS[key][0], word=scene.words(f"effect.{key}"), tone=SIGNS[key][1])


def line_of(scene: Scene, improvement: Entry, metric: Entry) -> Line | None:
    """The values nearest to where the improvement belongs: of its step or stage, its map, or of everything; of a part where nothing
    else was ever counted. Never those of another stage, which it did not change."""
    found, here, spots = metric_value.lines(scene, metric), _map_of(scene, improvement), scene.atlas.spots_of(improvement)
    if not found:
        parts = [line for line in metric_value.parts(scene, metric) if line.map in ("", here) and _is_at(scene, line, spots)]
        return parts[0] if len(parts) == 1 else None
    if not spots:
        return metric_value.line_at(found, here)
    by_place = {line.place: line for line in found}
    own = list(dict.fromkeys(line for spot in spots if (line := _line_at_spot(scene, by_place, here, spot))))
    if len(own) == 1 and len(spots) == 1:
        return own[0]
    return _line_of_map(scene, metric, by_place, here, spots) or by_place.get(("", "", ())) or (own[0] if len(own) == 1 else None)


def _line_of_map(scene: Scene, metric: Entry, by_place: dict[metric_value.Place, Line], here: str, spots: Sequence[Entry]) -> Line | None:
    """The line of a whole map; where it is the share that gets through some stages, only for what lies on that way."""
    map_ = scene.atlas.maps.get(here)
    way = {stage.id for stage in metric_value.led_through(scene, metric, map_)} if map_ is not None else set()
    outside = way and any(spot.stage is None or spot.stage.id not in way for spot in spots)
    return None if outside else by_place.get((here, "", ()))


def _map_of(scene: Scene, improvement: Entry) -> str:
    """The map that counts for an improvement: its own, or for one of a library that of the stages which it names."""
    named = (spot.map for spot in scene.atlas.spots_of(improvement))
    map_ = improvement.map or next(named, None)
    return scene.atlas.original(map_).id if map_ is not None else ""


def _line_at_spot(scene: Scene, by_place: dict[metric_value.Place, Line], here: str, spot: Entry) -> Line | None:
    """The line of a step or, else, of its stage; of a stage also that of the only one of its steps that was counted."""
    stage = spot.stage
    at = by_place.get((here, spot.id, ())) or (by_place.get((here, stage.id, ())) if stage is not None else None)
    within = [line for line in by_place.values() if spot.kind == "stage" and line.map == here and _is_at(scene, line, [spot])]
    return at or (within[0] if len(within) == 1 and within[0].stage else None)


def _is_at(scene: Scene, line: Line, spots: Sequence[Entry]) -> bool:
    """Whether a line is of one of `spots` or of a step of these, or of no stage at all."""
    counted = scene.atlas.spots[line.map].get(line.stage) if line.map in scene.atlas.spots else None
    stage = counted.stage if counted is not None else None
    return not line.stage or not spots or any(line.stage == spot.id or (stage is not None and stage.id == spot.id) for spot in spots)


def _elsewhere(scene: Scene, improvement: Entry, metric: Entry) -> str:
    """The newest values of a metric that is counted at other places, at several of those that the improvement names, or in parts
    only, with these."""
    spots = scene.atlas.spots_of(improvement)
    words, wholes = scene.words, metric_value.lines(scene, metric)
    found = series.heads(wholes or metric_value.parts(scene, metric))
    at_all = bool(wholes) and all(line.map == _map_of(scene, improvement) and line.stage and _is_at(scene, line, spots) for line in found)
    said = [words("shipped.at", value=figures.shown(scene, metric.record, line.last.measured), place=_named(scene, line)) for line in found[:MOST]]
    more = [words("shipped.more", n=len(found) - MOST)] if len(found) > MOST else []
    key = "shipped.at_several" if at_all and spots else "shipped.elsewhere" if wholes else "shipped.in_parts"
    return words(key, values=words("separator.strong").join([*said, *more])) if found else words("shipped.no_value")


def _named(scene: Scene, line: Line) -> str:
    return " › ".join(plain(place.text) for place in metric_value.places(scene, line))


@once_an_atlas
def _launches(scene: Scene, metric: Entry) -> tuple[Launch | HiddenLaunch, ...]:
    """Everything that has shipped for `metric`, in the order of the files; a translation's improvements are no further ones."""
    moving = [it.source for it in scene.atlas.referring_to(metric) if it.field == "metric" and it.source.kind == "improvement"]
    told = [_launch(scene, source, metric) for source in dict.fromkeys(moving) if has_shipped(scene, source)]
    # What this site leaves out has moved the number all the same; nobody here knows where it is counted.
    unseen = [HiddenLaunch(day) for day in scene.atlas.unseen_launches.get(metric.id, ()) if day <= scene.today]
    return (*told, *unseen)


def _launch(scene: Scene, improvement: Entry, metric: Entry) -> Launch:
    line, spots = line_of(scene, improvement, metric), scene.atlas.spots_of(improvement)
    place = (_map_of(scene, improvement), spots[0].id if len(spots) == 1 else "", ())
    return Launch(improvement, improvement.record.shipped, line.place if line is not None else place)


@once_an_atlas
def _outcomes(scene: Scene, metric: Entry) -> dict[tuple[object, ...], Outcome]:
    """The outcomes at a place by the day of shipping, as they are found out: thousands may ship for one number."""
    return {}


def _outcome(scene: Scene, improvement: Entry, metric: Entry, line: Line) -> Outcome:
    """The outcome of an improvement whose number is that of `line`."""
    known, day = _outcomes(scene, metric), improvement.record.shipped
    found = known.get((line.place, day))
    if found is None:
        days, period = scene.atlas.settings.outcome_days or outcomes.DAYS, parse_period(metric.record.cadence or "")
        found = known[line.place, day] = outcomes.outcome(line.points, day, line.place, _launches(scene, metric), days, period)
    return found


def _twin(scene: Scene, improvement: Entry) -> Entry | None:
    """The improvement of the original that one in a translation is."""
    map_ = improvement.map
    if map_ is None or map_.id not in scene.atlas.translations:
        return None
    original = scene.atlas.original(map_)
    return next((it for it in scene.atlas.items_of(original, "improvement") if it.id == improvement.id), None)


def _judged(scene: Scene, improvement: Entry, metric: Entry, line: Line, found: Outcome, change: metric_value.Change | None) -> tuple[str, tuple[str, ...]]:
    """The key of the verdict, empty where nothing was expected, and what must be said with it."""
    words, shipped = scene.words, improvement.record.shipped
    if found.after is None:
        period = outcomes.rhythm(line.points, parse_period(metric.record.cadence or ""))
        due = outcomes.first_due(line.points, shipped, period) if period is not None else None
        begins = outcomes.begin_of(due, period) if due is not None and period is not None else None
        if due is not None and begins is not None and scene.today < due and not found.next and begins <= found.begin_until:
            return "early", (words("shipped.due", date=words.date(due)),)
        return "untold", tuple(filter(None, [_silence(scene, line, shipped, found, due)]))
    if found.before is None:
        hidden = any(_unseen(point) and point.date and point.date < shipped for point in line.points)
        return "untold", (words("shipped.withheld_before" if hidden else "shipped.no_before"),)
    if change is None:
        return "untold", (words("shipped.not_comparable"),)
    if change.key == "margin" or change.amount == 0:
        return "unclear", ()
    if change.key == "unknown":
        return "untold", (words("shipped.no_margin"),)
    if not improvement.record.expected:
        return "", ()
    key = _kept(improvement.record.expected, metric, found.before, found.after, decimal(scene.atlas.lang_of(improvement)))
    if key in ("words", "already"):
        return "untold", (words(f"expected.{key}"),)
    return "open" if key == "missed" and scene.today <= found.until else key, ()


def _unseen(point: Point) -> bool:
    return point.measured.note in UNSEEN


def _silence(scene: Scene, line: Line, shipped: datetime.date, found: Outcome, due: datetime.date | None) -> str:
    """Why no value counts after an improvement."""
    words = scene.words
    if any(_unseen(point) and point.date and shipped < point.date <= found.until for point in line.points):
        return words("shipped.withheld")
    if found.begun:
        return words("shipped.early")
    if any(isinstance(it, HiddenLaunch) for it in found.next):
        return ""  # said by `_company`, without the day
    if found.next:
        return words("shipped.no_time", date=words.date(found.next[0].day))
    if scene.today > found.until:
        return words("shipped.no_after_until", date=words.date(found.until))
    if due is not None and scene.today < due:
        return words("shipped.too_rare", due=words.date(due), date=words.date(found.until))
    return words("shipped.no_after")


def _kept(text: str, metric: Entry, before: Point, after: Point, sign: str) -> str:
    """What becomes of the expectation `text`, with `sign` before decimals, between two values that can be compared."""
    method = after.measured.method
    wish = series.wish(metric.record, text, method, sign)
    if wish is None or before.measured.value is None or after.measured.value is None:
        return "words"
    first, few = figures.printed(metric.record, method, before.measured.value)
    last, many = figures.printed(metric.record, method, after.measured.value)
    return expectations.judge(wish, first, last, series.better(metric.record), max(few, many))


def _company(scene: Scene, improvement: Entry, found: Outcome) -> tuple[str, ...]:
    """What else shipped: together with it, or so soon that it ended the time that counts."""
    words, own = scene.words, _twin(scene, improvement) or improvement

    def names(launches: Sequence[Launch], others: int) -> str:
        first = list(islice((it for it in launches if it.key is not own), MOST))
        said = [words("quoted", text=plain(it.key.label)) for it in first]
        return words("separator").join(said + [words("shipped.more_names", n=others - len(first))] * (others > len(first)))

    among = own.record.shipped == improvement.record.shipped  # its launch, or that of its twin, is one of them
    together = [it for it in found.beside if isinstance(it, Launch)]
    beside = names(together, len(together) - among) if found.after is not None else ""
    said = [words("shipped.beside", names=beside)] if beside else []
    ending = [it for it in found.next if isinstance(it, Launch)]
    hidden = len(ending) < len(found.next) or (found.after is not None and len(together) < len(found.beside))
    if hidden:
        said.append(words("shipped.unseen"))
    elif ending:
        said.append(words("shipped.next", names=names(ending, len(ending)), date=words.date(ending[0].day)))
    return tuple(said)


def _told(scene: Scene, improvement: Entry, it: Effect) -> Effect:
    """The same with all of it in a line."""
    words, wish = scene.words, improvement.record.expected
    moved = words("comma").join(filter(None, (it.change.text, it.change.verdict))) if it.change is not None else ""
    judged = it.verdict.word if it.verdict is not None else ""
    if it.verdict is not None and it.verdict.key in ("reached", "missed", "open") and wish:
        judged = words("effect.wish", expected=plain(wish), verdict=judged)
    elif it.verdict is not None and it.verdict.key == "untold" and not moved:
        judged = words("effect.because", verdict=judged, reason=it.reasons[0])
    elif it.verdict is not None and moved and it.verdict.key in ("untold", "unclear"):
        judged = ""  # the change says all that is known
    return replace(it, short=words("clause").join(filter(None, (moved, judged))))
