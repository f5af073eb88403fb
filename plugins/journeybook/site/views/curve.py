"""How does it feel? The emotion curve of a map: a point for each moment with a score, gaps where nothing is known.

Whoever else lives the same moments (a second persona, a doctor, staff) has a curve of their own over the same columns.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from typing import NamedTuple

from journeybook.atlas.entry import Entry
from journeybook.model import Moment
from journeybook.model.markup import plain
from journeybook.site.parts import briefs, curve_words, facts, further_feelings, smooth
from journeybook.site.parts.curve_points import Point, Voice, across, runs
from journeybook.site.parts.further_feelings import Felt
from journeybook.site.scene import Scene

TOP, STEP = 34, 27
"""Distance of the line for +2 from the top, and between two scores, in pixels."""
HEIGHT = TOP + 4 * STEP + 34
ZERO = TOP + 2 * STEP


class Quote(NamedTuple):
    """What was said at a peak or in a valley, and where it stands."""

    text: str
    up: bool
    place: curve_words.Quoted


class Unscored(NamedTuple):
    """A feeling in words only: it stands at its step, and no line passes there."""

    href: str
    word: str
    x: float


class Row(NamedTuple):
    """A line of the table twin; `who` is empty where it is the map's own customer who feels so."""

    stage: Entry
    step: Entry | None
    href: str
    feeling: briefs.FeelingBrief | None
    who: str = ""


@dataclass(frozen=True, kw_only=True)
class Curve:
    """The picture and its table. `segments` join points of neighbouring columns, never across a gap. `own` is what the map's own
    curve is called where there are `voices` beside it."""

    columns: int
    height: int
    levels: tuple[tuple[int, int, str], ...]
    points: tuple[Point, ...]
    segments: tuple[tuple[Point, Point], ...]
    rows: tuple[Row, ...]
    own: str = ""
    voices: tuple[Voice, ...] = ()
    unscored: tuple[Unscored, ...] = ()

    @cached_property
    def paths(self) -> tuple[tuple[str, str], ...]:
        """Each stretch without a gap: the line, and the area between it and neutral."""
        found = []
        for run in runs(self.segments):
            line, spots = smooth.path(across(run)), across(run)
            found.append((line, f"{line}V{ZERO}H{spots[0][0]:g}z"))
        return tuple(found)

    @cached_property
    def placed(self) -> tuple[tuple[Point, curve_words.Place], ...]:
        """Each point, and where its word stands."""
        places = curve_words.own(_spots(self.points, self.columns), _column_runs(self.segments, self.columns), self.columns, self._others)
        return tuple(zip(self.points, places, strict=True))

    @cached_property
    def _others(self) -> list[list[curve_words.Spot]]:
        return [[curve_words.Spot(_column(it, self.columns), it.y, (voice.said(it),), True) for it in voice.points] for voice in self.voices]

    @cached_property
    def further(self) -> tuple[Voice, ...]:
        """The curves of others, with the places of their words."""
        own = _spots(self.points, self.columns), [place for _, place in self.placed]
        found = curve_words.further(self._others, *own, _column_runs(self.segments, self.columns), self.columns)
        return tuple(voice._replace(places=places) for voice, places in zip(self.voices, found, strict=True))

    @cached_property
    def farthest(self) -> tuple[Point, ...]:
        """The highest and the lowest point: narrow screens have room for two words, one above and one below."""
        best = max(self.points, key=lambda it: it.feeling.score or 0, default=None)
        worst = min(self.points, key=lambda it: it.feeling.score or 0, default=None)
        return tuple(it for it, word in self.placed if (it is best and word.above) or (it is worst and not word.above))

    @staticmethod
    def edge(point: Point) -> str:
        """The class of a word that would stand beyond the edge of a narrow screen."""
        return " jb-at-start" if point.x < NEAR_EDGE else " jb-at-end" if point.x > 100 - NEAR_EDGE else ""

    @cached_property
    def has_two_lines(self) -> tuple[bool, bool]:
        """Whether a word above a point, and one below, stands on two lines: quotes keep away from it."""
        long = [place for point, place in self.placed if len(point.lines) > 1]
        return any(place.above for place in long), any(not place.above for place in long)

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """The strongest words of each stage, as far as they do not stand on each other."""
        scores = {_slot(point.x, self.columns): point.feeling.score or 0 for point in self.points if not point.wide}
        loud = [point for point in self.points if point.feeling.quote and point.feeling.score and not point.wide]
        best = [max(members, key=lambda it: abs(it.feeling.score or 0)) for _, members in groupby(loud, key=lambda it: it.entry.stage or it.entry)]
        kept: list[Point] = []
        for point in sorted(best, key=lambda it: -abs(it.feeling.score or 0)):
            near = (it for it in kept if it.above == point.above and abs(_slot(it.x, self.columns) - _slot(point.x, self.columns)) < APART)
            if next(near, None) is None:
                kept.append(point)
        return tuple(self._quote(point, kept, scores) for point in sorted(kept, key=lambda it: it.x))

    def _quote(self, point: Point, kept: Sequence[Point], scores: dict[int, int]) -> Quote:
        slot, up = _slot(point.x, self.columns), (point.feeling.score or 0) > 0
        near = [_slot(it.x, self.columns) for it in kept if it is not point and it.above == point.above]
        low = {} if up else {_slot(it.x, self.columns): WORDLESS for it in self.unscored}
        return Quote(point.feeling.quote, up, curve_words.quoted(slot, near, self.columns, up, scores | low))

    @property
    def is_scored(self) -> bool:
        """Whether there is anything to draw: words alone have no place on a scale."""
        return bool(self.points) or any(voice.points for voice in self.voices)


NEAR_EDGE = 20
"""So many percent from the edge of a narrow screen a word has no room to both sides."""
APART = 2
"""How many columns two quotes on one side are apart at least."""
WORDLESS = -1
"""A feeling in words only needs as much room below the line as one with this score."""


def _slot(x: float, columns: int) -> int:
    """The column of a place across, from 0."""
    return int(x * columns / 100)


def _column(point: Point, columns: int) -> float:
    return point.x * columns / 100


def _spots(points: Iterable[Point], columns: int) -> list[curve_words.Spot]:
    return [curve_words.Spot(_column(it, columns), it.y, it.lines, it.above) for it in points]


def _column_runs(segments: Iterable[tuple[Point, Point]], columns: int) -> list[list[tuple[float, float]]]:
    return [[(_column(it, columns), it.y) for it in run] for run in runs(segments)]


class _Column(NamedTuple):
    """A moment with its place: the middle of `at` (in columns); `span` is 0 but for a stage around its steps."""

    spot: Entry
    at: float
    span: int
    slot: int | None
    """The column that it has to itself, by which neighbours are known."""


def view(scene: Scene, map_: Entry) -> Curve | None:
    """The curve of `map_`, or None where no moment has a score or a word."""
    return of_stages(scene, scene.atlas.stages(map_))


def of_stages(scene: Scene, stages: list[Entry]) -> Curve | None:
    """The curve of some stages of a map."""
    columns = list(_columns(scene, stages))
    width = sum(max(1, len(scene.atlas.steps(stage))) for stage in stages)
    points, segments = _line(scene, columns, width, lambda spot: _felt(scene, spot))
    roles = dict.fromkeys(role for column in columns for role, part in column.spot.record.perspectives.items() if part.feels)
    overlays = tuple(_overlays(scene, columns, width))
    voices = (*_voices(scene, columns, width, roles), *overlays)
    rows = tuple(_rows(scene, columns, roles, overlays))
    if not any(row.feeling for row in rows):
        return None
    levels = tuple((score, _y(score), scene.words(f"feeling.{score}")) for score in (2, 1, 0, -1, -2))
    own = _own_name(scene, stages, roles) if voices else ""
    unscored = tuple(
        Unscored(scene.href(column.spot), feeling.word, round(100 * column.at / width, 3))
        for column in columns
        if (feeling := _feeling(scene, column.spot)) is not None and feeling.score is None and column.slot is not None
    )
    return Curve(columns=width, height=HEIGHT, levels=levels, points=points, segments=segments, rows=rows, own=own, voices=voices, unscored=unscored)


def _columns(scene: Scene, stages: list[Entry]) -> Iterator[_Column]:
    at = 0
    for stage in stages:
        steps = scene.atlas.steps(stage)
        span = max(1, len(steps))
        yield _Column(stage, at + span / 2, span if steps else 0, None if steps else at)
        yield from (_Column(step, at + number + 0.5, 0, at + number) for number, step in enumerate(steps))
        at += span


def _line(scene: Scene, columns: list[_Column], width: int, felt: Callable[[Entry], Felt | None]) -> tuple[tuple[Point, ...], tuple[tuple[Point, Point], ...]]:
    """A point for each moment that is `felt`, those of whole stages first; and the neighbours to join."""
    line: dict[int, Point] = {}
    apart: list[Point] = []
    for column in columns:
        found = felt(column.spot)
        if found is None:
            continue
        point = _point(scene, column.spot, found, column.at, width, column.span)
        if column.slot is None:
            apart.append(point)
        else:
            line[column.slot] = point
    segments = tuple((line[slot], line[slot + 1]) for slot in sorted(line) if slot + 1 in line)
    return (*apart, *(line[slot] for slot in sorted(line))), segments


def _voices(scene: Scene, columns: list[_Column], width: int, roles: Iterable[str]) -> Iterator[Voice]:
    for number, role in enumerate(roles):
        points, segments = _line(scene, columns, width, partial(_felt, scene, role=role))
        sign = chr(ord("A") + number) if number < 26 else str(number + 1)
        yield Voice(briefs.role_of(scene, role).text, sign, points, segments, role)


def _overlays(scene: Scene, columns: list[_Column], width: int) -> Iterator[Voice]:
    """What customers answered, and the curves of maps that are to replace this one."""
    map_ = columns[0].spot.map
    if map_ is None:
        return
    answers = further_feelings.measured(scene, map_)
    lines = [(scene.words("curve.measured"), answers)] if answers else []
    lines += [(scene.words("curve.planned", map=plain(other.label)), found) for other, found in further_feelings.planned(scene, map_)]
    for who, found in lines:
        points, segments = _line(scene, columns, width, found.get)
        if points:
            yield Voice(who, "", points, segments)


def _rows(scene: Scene, columns: list[_Column], roles: Iterable[str], overlays: Iterable[Voice]) -> Iterator[Row]:
    for spot, _, span, _ in columns:
        stage, step = spot.stage or spot, spot if spot.kind == "step" else None
        feeling = _feeling(scene, spot)
        if not span or feeling is not None:
            yield Row(stage, step, scene.href(spot), feeling)
        for role in roles:
            if (other := _feeling(scene, spot, role)) is not None:
                yield Row(stage, step, scene.href(spot), other, briefs.role_of(scene, role).text)
        for line in overlays:
            yield from (Row(stage, step, scene.href(spot), point.feeling, line.who) for point in line.points if point.entry is spot)


def _feeling(scene: Scene, spot: Entry, role: str = "") -> briefs.FeelingBrief | None:
    part: Moment | None = spot.record.perspectives.get(role) if role else spot.record
    return briefs.feeling(scene, spot, part.feels) if part is not None else None


def _felt(scene: Scene, spot: Entry, role: str = "") -> Felt | None:
    feeling = _feeling(scene, spot, role)
    return None if feeling is None or feeling.score is None else Felt(feeling.score, feeling)


def _own_name(scene: Scene, stages: list[Entry], roles: Collection[str]) -> str:
    """Whose curve the map's own one is: its personas but for those (`roles`) who have lines of their own, else the customer."""
    map_ = stages[0].map
    others = {facts.link(scene, persona).text for role in roles if (persona := scene.atlas.find("persona", role)) is not None}
    personas = [link for link in facts.links(scene, map_, "personas") if link.text not in others] if map_ is not None else []
    return scene.words("separator").join(link.text for link in personas) or scene.words("curve.customer")


def _y(score: float) -> int:
    return round(TOP + (2 - score) * STEP)


def _point(scene: Scene, entry: Entry, felt: Felt, at: float, columns: int, span: int) -> Point:
    wide = round(100 * span / columns, 3)
    return Point(entry, scene.href(entry), felt.feeling, round(100 * at / columns, 3), _y(felt.score), wide, felt.score > -1)
