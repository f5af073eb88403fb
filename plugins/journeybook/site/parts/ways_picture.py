"""The picture of a map's ways on its own columns: where bars, bands, falling bands and arcs stand.

Across, a column is 100 units, however wide it is drawn; down are pixels. A bar is all who come by a step, in pixels by the part of those
who began; what goes on leaves it at the top, what skips steps goes beneath and under their bars, what leaves the map falls from the
bottom, and what comes back is an arc above. Where few are left, the drawing begins again at a stage's border, larger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from journeybook.insight.flows import Flow, Stream
from journeybook.site.parts.ways_arcs import Arc, arcs_over, length

FULL, ROOM, BELOW = 104, 58, 14
"""How high the largest bar is, how deep bands fall beneath it, and the room beneath the lowest band."""
UNSAID = 10
"""How high a bar is where nobody wrote how many."""
NEVER = 1e-9
"""Where nobody comes by."""
THIN = 1.2
"""What can still be seen."""
WIDEST = 72
"""What may fall from a bar in the narrowest column."""
BAR, TURN = 5, 12
"""How wide a bar is, and where behind its left edge bands fall, in pixels."""
SEAM = 0.8
"""Between two bands that fall side by side."""
NARROW = 24
"""What falls so far from a bar leaves room beside it for words."""
GAP = 6
"""Between a bar and a band under it."""
LENS = 24
"""How far before a stage's border the larger drawing begins, in units."""
FEW = 0.2
"""Below this part of the scale so far a larger one begins."""
LARGER = 2
"""How many times larger it must be."""
RANK = {"next": 0, "branch": 1, "skip": 2, "jump": 2}


class Bar(NamedTuple):
    """All who come by the step in column `at`."""

    at: int
    y: float
    height: float


class Band(NamedTuple):
    """Those who go on from one column to a later one, as a closed path; as a line where nobody knows how many."""

    begin: int
    end: int
    kind: str
    path: str
    is_known: bool
    spans: tuple[tuple[int, float, float], ...]
    """What it covers: (column, top, bottom) where it leaves, passes under and enters a column."""


class Fall(NamedTuple):
    """Those who leave at the column `at`, also to another map (`elsewhere`): `left` and `right` in pixels from the bar's left edge."""

    at: int
    elsewhere: bool
    path: str
    left: float
    right: float
    is_known: bool


class Lens(NamedTuple):
    """From the column `at` on everything is drawn `times` larger; what says so stands beneath, in the column `beneath`, counted from 1."""

    at: int
    times: float
    beneath: int


@dataclass(frozen=True, kw_only=True)
class Picture:
    """The whole picture. `top` is where bars begin, `full` how high one of all who began is."""

    columns: int
    height: float
    top: float
    full: float
    levels: int
    bars: tuple[Bar, ...]
    bands: tuple[Band, ...]
    falls: tuple[Fall, ...]
    arcs: tuple[Arc, ...]
    lenses: tuple[Lens, ...]

    @property
    def drawn_bands(self) -> Iterator[tuple[str, str]]:
        """Neighbouring bands that look alike as one path each: (how they look, path)."""
        for look, some in groupby(self.bands, key=lambda it: it.kind if it.is_known else f"{it.kind} jb-unsaid"):
            yield look, "".join(band.path for band in some)


@dataclass
class _Drawing:
    """What is known while a picture is drawn, by column."""

    flow: Flow
    scales: list[float]
    zones: list[int]
    top: float
    entered: list[float] = field(default_factory=list)
    beneath: list[float] = field(default_factory=list)

    def thick(self, stream: Stream, column: int) -> float:
        """How thick a way is in the scale of a column."""
        return max(stream.part * self.scales[column], THIN)


def picture(flow: Flow, first_columns: Sequence[int], label: Callable[[Stream], str]) -> Picture:
    """The picture of `flow`; `first_columns` are those with which stages begin, `label` what is written at a way back."""
    columns = len(flow.moments)
    zones, largest = _zones(flow.visits, set(first_columns))
    leaving = [0.0] * columns
    for stream in flow.streams:
        leaving[stream.begin] += stream.part if stream.leaves else 0
    most = max((part / largest[n] for n, part in enumerate(leaving)), default=0)
    full = min(FULL, WIDEST / most if most else FULL) if flow.is_said else UNSAID
    arcs, levels, top = arcs_over([stream for stream in flow.streams if stream.is_back], columns, label)
    drawing = _Drawing(flow, [full / each for each in largest], zones, top)
    drawing.entered = [0.0] * columns
    drawing.beneath = [max(visits * scale, THIN) + GAP for visits, scale in zip(flow.visits, drawing.scales, strict=True)]
    bars = tuple(Bar(n, top, _round(max(visits * drawing.scales[n], 1.5))) for n, visits in enumerate(flow.visits))
    bands, starts = _bands(drawing)
    bottom = max(top + full + ROOM, top + max(drawing.beneath) + BELOW)
    falls = [fall for n in sorted({it.begin for it in flow.streams if it.leaves}) for fall in _falls(drawing, n, starts.get(n, 0), bottom - 3)]
    marks = [n for n in range(1, columns) if zones[n] != zones[n - 1]]
    deep = {it.at: it.right for it in falls}
    lenses = tuple(Lens(n, largest[n - 1] / largest[n], n if deep.get(n - 1, 0) <= deep.get(n, 0) or deep[n - 1] < NARROW else n + 1) for n in marks)
    return Picture(
        columns=columns, height=_round(bottom), top=top, full=full, levels=levels, bars=bars, bands=bands, falls=tuple(falls),
        arcs=arcs, lenses=lenses,
    )  # fmt: skip


def _round(value: float) -> float:
    return round(value, 1)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _zones(visits: Sequence[float], firsts: set[int]) -> tuple[list[int], list[float]]:
    """By column, the zone that it is in and the most visits of a step there. A zone begins with a stage to which few come, where
    everything from there on has room to be drawn larger."""
    ahead = list(accumulate(reversed(visits), max))[::-1]
    zones, most = [0], [max(visits[0], NEVER)]
    for column in range(1, len(visits)):
        if column in firsts and 0 < visits[column] < FEW * most[-1] and ahead[column] <= most[-1] / LARGER:
            most.append(ahead[column])
        zones.append(len(most) - 1)
        most[-1] = max(most[-1], visits[column])
    return zones, [most[zone] for zone in zones]


def _bands(drawing: _Drawing) -> tuple[tuple[Band, ...], dict[int, float]]:
    """The bands of all who go on, nearest first, so that what goes far passes beneath what goes near; and how much of each bar they take."""
    ahead = [stream for stream in drawing.flow.streams if stream.end is not None and not stream.is_back]
    leave: dict[int, float] = {}
    begins: dict[Stream, float] = {}
    for stream in sorted(ahead, key=_order_out):
        begins[stream] = drawing.top + leave.get(stream.begin, 0)
        leave[stream.begin] = leave.get(stream.begin, 0) + drawing.thick(stream, stream.begin)
    found = {}
    for stream in sorted(ahead, key=lambda it: (length(it), -it.begin, RANK.get(it.way.kind, 2))):
        found[stream] = _band(drawing, stream, begins[stream])
    return tuple(found[stream] for stream in reversed(ahead)), leave


def _order_out(stream: Stream) -> tuple[int, int, int]:
    return stream.begin, length(stream), RANK.get(stream.way.kind, 2)


def _band(drawing: _Drawing, stream: Stream, y: float) -> Band:
    """One band: from its bar, under the bars between, to where it enters the last one beneath those that came before it."""
    begin, end = stream.begin, stream.end or 0
    if end == begin + 1 and drawing.zones[begin] == drawing.zones[end] and stream.share is not None:
        return _next_band(drawing, stream, y)
    points = [(100 * begin, y, drawing.thick(stream, begin), True)]
    spans = [(begin, y, y + points[0][2])]
    between = range(begin + 1, end)
    depth = {zone: max(drawing.beneath[n] for n in between if drawing.zones[n] == zone) for zone in {drawing.zones[n] for n in between}}
    for column in range(begin + 1, end + 1):
        thick = drawing.thick(stream, column)
        here = drawing.top + (drawing.entered[end] if column == end else depth[drawing.zones[column]])
        x = 100 * column
        if drawing.zones[column] != drawing.zones[column - 1]:
            smaller = drawing.scales[column - 1] / drawing.scales[column]
            before = drawing.thick(stream, column - 1)
            points += [(x - LENS, drawing.top + (here - drawing.top) * smaller, before, True), (x, here, thick, False)]
        else:
            points.append((x - (0 if column == end else 10), here, thick, True))
        if column < end:
            points.append((x + 30, here, thick, False))
            drawing.beneath[column] = here - drawing.top + thick + 3
        spans.append((column, here, here + thick))
    drawing.entered[end] += drawing.thick(stream, end)
    is_known = stream.share is not None or (not drawing.flow.is_said and stream.way.kind == "next")
    if not drawing.flow.is_said and stream.way.kind == "next" and end == begin + 1:
        points = [(x, drawing.top, UNSAID, bent) for x, _, _, bent in points]
    return Band(begin, end, stream.way.kind, _ribbon(points) if is_known else _line(points), is_known, tuple(spans))


def _next_band(drawing: _Drawing, stream: Stream, y: float) -> Band:
    """A band to the next bar, drawn as large: as nearly all are."""
    begin, end = stream.begin, stream.begin + 1
    thick, here = drawing.thick(stream, begin), drawing.top + drawing.entered[end]
    drawing.entered[end] += thick
    x1, x2 = 100 * begin, 100 * end
    if y == here:
        path = f"M{x1} {_n(y)}H{x2}V{_n(y + thick)}H{x1}Z"
    else:
        path = f"M{x1} {_n(y)}{_segment(x1, y, x2, here, True)}V{_n(here + thick)}{_segment(x2, here + thick, x1, y + thick, True)}Z"
    return Band(begin, end, stream.way.kind, path, True, ((begin, y, y + thick), (end, here, here + thick)))


Points = Sequence[tuple[float, float, float, bool]]
"""The upper edge of a band: x, y, how thick it is there, and whether the line to it is bent."""


def _ribbon(points: Points) -> str:
    lower = [(x, y + thick) for x, y, thick, _ in points]
    x, y = lower[-1]
    path = [_line(points), f"L{x:g} {_n(y)}"]
    for (x1, y1), (x2, y2), bent in zip(reversed(lower[1:]), reversed(lower[:-1]), (point[3] for point in reversed(points)), strict=False):
        path.append(_segment(x1, y1, x2, y2, bent))
    return "".join(path) + "Z"


def _line(points: Points) -> str:
    path = [f"M{points[0][0]:g} {_n(points[0][1])}"]
    for (x1, y1, *_), (x2, y2, _, bent) in pairwise(points):
        path.append(_segment(x1, y1, x2, y2, bent))
    return "".join(path)


def _segment(x1: float, y1: float, x2: float, y2: float, bent: bool) -> str:
    middle = (x1 + x2) / 2
    return f"C{middle:g} {_n(y1)} {middle:g} {_n(y2)} {x2:g} {_n(y2)}" if bent and y1 != y2 else f"L{x2:g} {_n(y2)}"


def leaving_order(stream: Stream) -> tuple[bool, float]:
    """How those who leave a step stand beside each other: the largest at the left, ways to other maps at the right."""
    return stream.way.elsewhere, -(stream.part or 0)


def _falls(drawing: _Drawing, column: int, taken: float, depth: float) -> Iterator[Fall]:
    """The falling bands of a column, the largest at its left and lowest at its bar."""
    leaving = sorted((it for it in drawing.flow.streams if it.begin == column and it.leaves), key=leaving_order, reverse=True)
    thick = [drawing.thick(stream, column) for stream in leaving]
    bar = drawing.flow.visits[column] * drawing.scales[column]
    y, right = drawing.top + max(bar - sum(thick), taken), TURN + sum(thick)
    for stream, wide in zip(leaving, thick, strict=True):
        left = right - wide
        is_known = stream.share is not None
        path = _fallen(y, left, right - (SEAM if wide > 4 else 0), depth) if is_known else _turned(y, right) + f"V{_n(depth)}"
        yield Fall(column, stream.way.elsewhere, path, _round(left), _round(right), is_known)
        y, right = y + wide, left


def _fallen(y: float, left: float, right: float, depth: float) -> str:
    """A band from a bar around a corner down to a tip."""
    wide = right - left
    return (
        f"{_turned(y, right)}V{_n(depth - 9)}L{_n((left + right) / 2)} {_n(depth)}"
        f"L{_n(left)} {_n(depth - 9)}V{_n(y + wide + 6)}Q{_n(left)} {_n(y + wide)} {_n(left - 6)} {_n(y + wide)}H{BAR}Z"
    )


def _turned(y: float, right: float) -> str:
    return f"M{BAR} {_n(y)}H{_n(right - 6)}Q{_n(right)} {_n(y)} {_n(right)} {_n(y + 6)}"
