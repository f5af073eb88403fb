"""How does it feel? The emotion curve of a map: a point for each moment with a score, gaps where nothing is known.

Whoever else lives the same moments (a second persona, a doctor, staff) has a curve of their own over the same columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from typing import NamedTuple

from journeybook.atlas.entry import Entry
from journeybook.model import Moment
from journeybook.model.markup import plain
from journeybook.site.parts import briefs, facts, further_feelings, smooth
from journeybook.site.parts.further_feelings import Felt
from journeybook.site.scene import Scene

TOP, STEP = 34, 27
"""Distance of the line for +2 from the top, and between two scores, in pixels."""
HEIGHT = TOP + 4 * STEP + 34
ZERO = TOP + 2 * STEP
ACROSS = 1000
"""The width of the picture in the units of its paths, which are stretched to the columns."""
LONG = 12
"""A word of more letters stands on two lines."""


class Point(NamedTuple):
    """A moment's feeling. `x` is its place across in percent, `y` down in pixels; `wide` in percent for a whole stage."""

    entry: Entry
    href: str
    feeling: briefs.FeelingBrief
    x: float
    y: int
    wide: float
    above: bool

    @property
    def lines(self) -> tuple[str, ...]:
        """The word and the score, on two lines where the word is long."""
        said = f"{self.feeling.word} {self.feeling.sign}".strip()
        head, _, tail = self.feeling.word.rpartition(" ")
        if len(self.feeling.word) <= LONG:
            return (said,)
        return (head, f"{tail} {self.feeling.sign}") if head else (self.feeling.word, self.feeling.sign)

    @property
    def is_moment(self) -> bool:
        """Whether it is a moment of truth."""
        return self.entry.record.moment_of_truth not in (None, False)


class Quote(NamedTuple):
    """What was said at a peak or in a valley: the columns over which it stands, and how many levels it may come nearer to the line."""

    text: str
    up: bool
    start: int
    span: int
    lift: int
    side: str


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


class Voice(NamedTuple):
    """The curve of somebody else who lives the same moments. `sign` stands at its points and beside the name `who`; `shifts` tells of each
    point how many curves before it have one at the same place; `role` is its name in the YAML, where it is a person's."""

    who: str
    sign: str
    points: tuple[Point, ...]
    segments: tuple[tuple[Point, Point], ...]
    shifts: tuple[int, ...]
    role: str = ""

    @property
    def paths(self) -> tuple[str, ...]:
        """The lines between neighbours, one for each stretch without a gap."""
        return tuple(smooth.path(_across(run)) for run in runs(self.segments))


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
            line, spots = smooth.path(_across(run)), _across(run)
            found.append((line, f"{line}V{ZERO}H{spots[0][0]:g}z"))
        return tuple(found)

    @cached_property
    def has_two_lines(self) -> tuple[bool, bool]:
        """Whether a word above a point, and one below, stands on two lines: quotes keep away from it."""
        long = [point for point in self.points if len(point.lines) > 1]
        return any(point.above for point in long), any(not point.above for point in long)

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """The strongest words of each stage, as far as they do not stand on each other."""
        scores = {_slot(point, self.columns): point.feeling.score or 0 for point in self.points if not point.wide}
        loud = [point for point in self.points if point.feeling.quote and point.feeling.score and not point.wide]
        best = [max(members, key=lambda it: abs(it.feeling.score or 0)) for _, members in groupby(loud, key=lambda it: it.entry.stage or it.entry)]
        kept: list[Point] = []
        for point in sorted(best, key=lambda it: -abs(it.feeling.score or 0)):
            near = (it for it in kept if it.above == point.above and abs(_slot(it, self.columns) - _slot(point, self.columns)) < APART)
            if next(near, None) is None:
                kept.append(point)
        return tuple(_quote(point, self.columns, scores) for point in sorted(kept, key=lambda it: it.x))

    @property
    def is_scored(self) -> bool:
        """Whether there is anything to draw: words alone have no place on a scale."""
        return bool(self.points) or any(voice.points for voice in self.voices)


APART = 2
"""How many columns two quotes on one side are apart at least."""
REACH = 1
"""How many columns a quote reaches to each side of its own."""


def runs(segments: Iterable[tuple[Point, Point]]) -> list[list[Point]]:
    """The stretches without a gap: points that follow each other, two at least."""
    found: list[list[Point]] = []
    for before, after in segments:
        if found and found[-1][-1] is before:
            found[-1].append(after)
        else:
            found.append([before, after])
    return found


def _across(points: Iterable[Point]) -> list[tuple[float, float]]:
    return [(round(point.x * ACROSS / 100, 1), point.y) for point in points]


def _slot(point: Point, columns: int) -> int:
    """The column of a point, from 0."""
    return int(point.x * columns / 100)


def _quote(point: Point, columns: int, scores: dict[int, int]) -> Quote:
    slot, up = _slot(point, columns), (point.feeling.score or 0) > 0
    first, last = max(0, slot - REACH), min(columns - 1, slot + REACH)
    inside = [scores[at] for at in range(first, last + 1) if at in scores]
    side = "first" if slot == 0 else "last" if slot == columns - 1 else ""
    return Quote(point.feeling.quote, up, first + 1, last - first + 1, 2 - max(inside) if up else 2 + min(inside), side)


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
    own = _own_name(scene, stages) if voices else ""
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
    met: Counter[tuple[float, int]] = Counter()
    for number, role in enumerate(roles):
        points, segments = _line(scene, columns, width, partial(_felt, scene, role=role))
        shifts = tuple(met[point.x, point.y] for point in points)
        met.update((point.x, point.y) for point in points)
        sign = chr(ord("A") + number) if number < 26 else str(number + 1)
        yield Voice(briefs.role_of(scene, role).text, sign, points, segments, shifts, role)


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
            yield Voice(who, "", points, segments, (0,) * len(points))


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


def _own_name(scene: Scene, stages: list[Entry]) -> str:
    """Whose curve the map's own one is: its personas, else the customer."""
    map_ = stages[0].map
    personas = facts.links(scene, map_, "personas") if map_ is not None else ()
    return scene.words("separator").join(link.text for link in personas) or scene.words("curve.customer")


def _y(score: float) -> int:
    return round(TOP + (2 - score) * STEP)


def _point(scene: Scene, entry: Entry, felt: Felt, at: float, columns: int, span: int) -> Point:
    wide = round(100 * span / columns, 3)
    return Point(entry, scene.href(entry), felt.feeling, round(100 * at / columns, 3), _y(felt.score), wide, felt.score > -1)
