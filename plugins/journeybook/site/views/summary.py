"""What is a map in one look? All of it on one sheet of paper: steps, feelings, ways, the worst pains, and what is done about them."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, NamedTuple

from journeybook.atlas.entry import Entry
from journeybook.model.markup import plain
from journeybook.site.parts import briefs, facts, in_short, spark, track
from journeybook.site.scene import Scene

STEPS = 14
"""For so many steps a sheet has room; of more, only the stages are named."""
NAMED = 30
"""So many steps have room for a line each beneath their stages."""
WORST = 5
"""How many pains are told in words."""
FEWEST, MOST = 3, 7
"""In how many lines a reason is told at least, and where the sheet has room."""
REASONS = 3
"""How many ways out a column has room for."""
WIDE, HIGH, LANE = 1360, 920, 92
"""What the sheet holds in pixels as on the screen, and its lanes' names."""
LINE, LETTER = 17, 6.7
"""How high a line is, and about how wide a letter."""
CURVE, WAYS = 0.8, 0.75
"""How large the two pictures are drawn beside their size on the map's own page: the same as in summary.css."""
FRAME = 205
"""How high all is that every sheet has: title, signs, headings, foot."""
SIZES, SMALLER = 14, 0.93
"""How many sizes a sheet is set in, and how much smaller each is than the one before: the same as in summary.css."""


class Told(NamedTuple):
    """A step by name, and how it feels."""

    entry: Entry
    feeling: briefs.FeelingBrief | None

    @property
    def is_moment(self) -> bool:
        """Whether it is a moment of truth."""
        return _is_moment(self.entry)


class Sign(NamedTuple):
    """So many pains of one severity."""

    drawn: str
    word: str
    number: int


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A stage over its columns, counted from 0. `pains` are those of each of its columns, or all of them where steps have no columns of
    their own; then `told` names them."""

    number: int
    entry: Entry
    start: int
    span: int
    owners: tuple[facts.Link, ...]
    pains: tuple[tuple[Sign, ...], ...]
    quote: briefs.FeelingBrief | None
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Summary:
    """The sheet. `steps` are named where there is room for them."""

    map_href: str
    columns: int
    stages: tuple[Stage, ...]
    steps: tuple[Entry, ...]
    track: track.Track
    worst: tuple[in_short.Hurt, ...]
    numbers: tuple[spark.Figure, ...]
    signs: tuple[Sign, ...]
    has_moments: bool

    def leaving(self, by_column: Sequence[Sequence[Any]], lines: int = FEWEST) -> list[tuple[Any, ...]]:
        """The first ways out of every column, or of every stage where steps have no columns; what is told of each in so many `lines`."""
        columns = [[move for move in moves if move.kind in ("leave", "else")] for moves in by_column]
        if self.steps:
            return [tuple(self._cut(move, 1, lines) for move in moves[:REASONS]) for moves in columns]
        stages = [(it.span, [move for some in columns[it.start : it.start + it.span] for move in some]) for it in self.stages]
        return [tuple(self._cut(move, span, lines) for move in sorted(moves, key=lambda move: not move.share)[:REASONS]) for span, moves in stages]

    def _cut(self, move: Any, span: int, lines: int) -> Any:
        room = lines * ((WIDE - LANE) / self.columns * span / LETTER - 3) - len(f"{move.share} {move.to.text if move.to else ''}") - 8
        widths = accumulate(_wide(letter) for letter in move.when)
        most = sum(1 for width in widths if width < max(room, 8))
        if most == len(move.when):
            return move
        words = move.when[:most].rpartition(" ")[0]
        return move._replace(when=f"{(words if len(words) > most / 2 else move.when[:most]).rstrip(' ,;:，；、')}…")

    def size(self, curve: Any, ways: Any) -> int:
        """How small the sheet must be set to hold all that is on it, with the `curve` and the `ways` of its map: 0 as intended, each
        further one somewhat smaller, which leaves room for more letters in a line too."""
        return next((size for size in range(SIZES) if self.high(curve, ways, WIDE / SMALLER**size) <= HIGH / SMALLER**size), SIZES - 1)

    def lines(self, curve: Any, ways: Any) -> int:
        """In how many lines reasons have room on a sheet as it is intended."""
        return next((lines for lines in range(MOST, FEWEST, -1) if self.high(curve, ways, WIDE, lines) <= HIGH), FEWEST)

    def high(self, curve: Any, ways: Any, wide: float, lines: int = FEWEST) -> float:
        """About how high the sheet is in pixels where it is `wide`, with reasons in so many `lines`."""
        column = (wide - LANE) / self.columns
        return FRAME + self._heads(column) + self._feelings(curve, column) + self._ways(ways, column, lines) + self._low(wide)

    def _heads(self, column: float) -> float:
        stages = max(
            _lines([it.entry.label], column * it.span * 0.87) + _lines([", ".join(link.text for link in it.owners)], column * it.span) for it in self.stages
        )
        told = (
            sum(_lines([f"{it.entry.label} {it.feeling.word if it.feeling else ''} +1"], column * stage.span) for it in stage.told) for stage in self.stages
        )
        return LINE * (max(told, default=0) + stages + max((_lines([it.label], column * 0.93) for it in self.steps), default=0))

    def _feelings(self, curve: Any, column: float) -> float:
        if curve is None or not curve.is_scored:
            return 0
        drawn = CURVE * float(curve.height)
        if not self.steps:
            return self.track.height + LINE * max(
                (_lines([f"{it.quote.quote} {it.quote.word} +1"], column * it.span) for it in self.stages if it.quote), default=0
            )
        quoted = (max((_lines([it.text], column * it.place.span * 0.4) for it in curve.quotes if it.up is up), default=0) for up in (True, False))
        return drawn + LINE * sum(quoted)

    def _ways(self, ways: Any, column: float, lines: int) -> float:
        if ways is None:
            return 0
        told = self.leaving(ways.leaving, lines)
        spans = [1] * self.columns if self.steps else [it.span for it in self.stages]
        why = max(
            (
                sum(min(_lines([f"{move.share} leave {move.when}"], column * span), lines) + 0.2 for move in moves)
                for moves, span in zip(told, spans, strict=True)
            ),
            default=0,
        )
        drawn = WAYS * float(ways.picture.height) + 4 + LINE * why if ways.picture is not None else 0
        return 48 * bool(ways.left) + drawn

    def _low(self, wide: float) -> float:
        told = (wide - 500) / 15
        pains = sum(
            5
            + LINE
            * max(_lines([it.brief.label], told * 6 * 0.93), _lines([f"{it.plan.brief.label} {it.plan.brief.word} {it.plan.when}"], told * 7) if it.plan else 1)
            for it in self.worst
        )
        return max(pains, 4 + sum(4 + LINE * _lines([it.link.text], 170) for it in self.numbers))


def view(scene: Scene, map_: Entry) -> Summary:
    """The sheet of `map_`."""
    atlas = scene.atlas
    moments = atlas.moments(map_)
    by_step = len(moments) <= STEPS
    stages, start = [], 0
    for number, stage in enumerate(atlas.stages(map_), 1):
        stages.append(_stage(scene, stage, number, start, by_step, not by_step and len(moments) <= NAMED))
        start += stages[-1].span
    worst = in_short.worst(scene, map_, WORST)
    shown = {sign.drawn: sign._replace(number=0) for stage in stages for signs in stage.pains for sign in signs}
    shown |= {it.brief.drawn: Sign(it.brief.drawn, it.brief.word, 0) for it in worst}
    return Summary(
        map_href=scene.href(map_),
        columns=len(moments),
        stages=tuple(stages),
        steps=tuple(moments) if by_step else (),
        track=track.of(scene, moments),
        worst=worst,
        numbers=in_short.numbers(scene, map_),
        signs=tuple(shown[drawn] for drawn in sorted(shown, reverse=True)),
        has_moments=any(_is_moment(spot) for spot in atlas.spots[map_.id].values()),
    )


def _stage(scene: Scene, stage: Entry, number: int, start: int, by_step: bool, names: bool) -> Stage:
    steps = scene.atlas.steps(stage)
    columns = steps or [stage]
    whole = [stage] if steps else []
    # What a whole stage says stands in the first of its columns.
    places = [[*(whole if not place else []), spot] for place, spot in enumerate(columns)] if by_step else [[*whole, *columns]]
    felt = [briefs.feeling(scene, spot, spot.record.feels) for spot in columns]
    loud = [it for it in felt if it is not None and it.quote]
    return Stage(
        number=number, entry=stage, start=start, span=len(columns), owners=briefs.owner_links(scene, stage, own=True),
        pains=tuple(_signs(scene, spots) for spots in places),
        quote=None if by_step else max(loud, key=lambda it: abs(it.score or 0), default=None),
        told=tuple(Told(spot, feeling) for spot, feeling in zip(steps, felt, strict=False)) if names else (),
    )  # fmt: skip


def _signs(scene: Scene, spots: Iterable[Entry]) -> tuple[Sign, ...]:
    pains = dict.fromkeys(pain for spot in spots for pain in scene.atlas.items_at(spot, "pain") if briefs.hurts(scene, pain))
    counts = Counter(briefs.hurt(scene.words, pain.record.severity).drawn for pain in pains)
    words = {(level := briefs.hurt(scene.words, pain.record.severity)).drawn: level.word for pain in pains}
    return tuple(Sign(drawn, words[drawn], counts[drawn]) for drawn in sorted(counts, reverse=True))


def _is_moment(spot: Entry) -> bool:
    return spot.record.moment_of_truth not in (None, False)


def _lines(texts: Iterable[str], wide: float) -> int:
    """About how many lines of `wide` pixels texts take, one after the other."""
    letters = sum(sum(map(_wide, plain(text))) + 2 for text in texts)
    return math.ceil(letters / max(wide / LETTER - 2, 5)) if letters else 0


def _wide(letter: str) -> float:
    return 1.9 if unicodedata.east_asian_width(letter) in "WF" else 1
