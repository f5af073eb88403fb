"""A journey at a glance, for lists of journeys: its feelings as a small line, and hanging below each step what hurts there.

The same alphabet everywhere: the line is filled towards neutral and has no point over a gap; one bar is one open pain, longer and darker
the worse it is. What stands in the picture stands beside it in words (`told`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from journeybook.atlas.entry import Entry
from journeybook.site.parts import briefs, smooth
from journeybook.site.scene import Scene, once_an_atlas

TOP = 5
"""What is free above the line for +2, in pixels."""
PITCH, THICK, LEVEL = 7, 5, 4
"""How far bars are apart and how thick, and how long they are for each level of severity."""
UNRATED = 2
"""A pain that nobody rated is drawn as long as one of this severity."""


class Scale(NamedTuple):
    """The measures of a picture in pixels: its width, and how far two scores are apart."""

    wide: int
    step: int

    @property
    def zero(self) -> int:
        """Where the line for neutral is."""
        return TOP + 2 * self.step

    @property
    def hang(self) -> int:
        """Where bars begin."""
        return TOP + 4 * self.step + 8

    @property
    def high(self) -> int:
        """The whole picture's height."""
        return self.hang + 4 * LEVEL


ROW = Scale(320, 11)
"""A journey in a row of a list."""


class Slot(NamedTuple):
    """A step of the line (a stage where it has none): its feeling if it has a score, and the severities of the open pains that are met
    there first, worst first."""

    spot: Entry
    at: float
    score: int | None
    pains: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """The picture in pixels of its `scale`. `lines` are the stretches without a gap, each with its area; `points` stand alone, `lows` are the lowest;
    `bars` are one path for each severity from 1 to 4; `borders` are where stages begin. `scores` and `pains` say the same as numbers."""

    scale: Scale
    lines: tuple[tuple[str, str], ...]
    points: tuple[tuple[float, float], ...]
    lows: tuple[tuple[float, float], ...]
    bars: tuple[tuple[int, str], ...]
    borders: tuple[float, ...]
    scores: tuple[int | None, ...]
    pains: tuple[int, ...]


@once_an_atlas
def picture(scene: Scene, map_: Entry) -> Picture | None:
    """The picture of `map_`; None where it has neither a score nor an open pain."""
    stages = scene.atlas.stages(map_)
    met: set[Entry] = set()
    groups = [list(slots(scene, stage, met)) for stage in stages]
    return of_slots(groups) if any(slot.score is not None or slot.pains for group in groups for slot in group) else None


def of_slots(groups: Sequence[Sequence[Slot]], scale: Scale = ROW, *, apart: bool = False) -> Picture:
    """The picture of `groups` of slots, a stage or a journey each, side by side in equal columns; `apart`: no line leads from one group
    to the next."""
    flat = [slot for group in groups for slot in group]
    column = scale.wide / max(len(flat), 1)
    spots = [_spot(number, slot, column, scale) for number, slot in enumerate(flat)]
    runs = [run for part in (_parts(spots, groups) if apart else [spots]) for run in _runs(part)]
    low = min((slot.score for slot in flat if slot.score is not None), default=None)
    ends, borders = 0, []
    for group in groups[:-1]:
        ends += len(group)
        borders.append(round(ends * column, 1))
    return Picture(
        scale=scale,
        lines=tuple(_line(run, scale) for run in runs if len(run) > 1),
        points=tuple(run[0] for run in runs if len(run) == 1),
        lows=tuple(spot for spot, slot in zip(spots, flat, strict=True) if spot is not None and slot.score == low and (low or 0) < 0),
        bars=tuple((level, path) for level in (1, 2, 3, 4) if (path := _bars(flat, column, level, scale.hang))),
        borders=tuple(borders),
        scores=tuple(slot.score for slot in flat),
        pains=tuple(sum(len(slot.pains) for slot in group) for group in groups),
    )


def slots(scene: Scene, stage: Entry, met: set[Entry]) -> Iterator[Slot]:
    """The columns of a stage. A feeling of the whole stage stands in its middle where none of its steps has a score. Pains that were
    `met` in columns before are not met again."""
    atlas = scene.atlas
    steps = atlas.steps(stage) or [stage]
    felt = [_score(step) for step in steps]
    whole = _score(stage) if all(score is None for score in felt) else None
    for number, step in enumerate(steps):
        pains = [*atlas.items_at(step, "pain"), *(atlas.items_at(stage, "pain") if number == 0 and step is not stage else ())]
        new = [pain for pain in dict.fromkeys(pains) if pain not in met and briefs.hurts(scene, pain)]
        met.update(new)
        middle = (len(steps) - 1) / 2
        score = felt[number] if whole is None else whole if number == int(middle) else None
        yield Slot(
            step, middle - int(middle) if whole is not None else 0, score, tuple(sorted((int(pain.record.severity or UNRATED) for pain in new), reverse=True))
        )


def _score(spot: Entry) -> int | None:
    feels = spot.record.feels
    return None if feels is None or feels.score is None else int(feels.score)


def _spot(number: int, slot: Slot, column: float, scale: Scale) -> tuple[float, float] | None:
    return None if slot.score is None else (round((number + 0.5 + slot.at) * column, 1), float(scale.zero - slot.score * scale.step))


def _parts(spots: Sequence[tuple[float, float] | None], groups: Sequence[Sequence[Slot]]) -> Iterator[Sequence[tuple[float, float] | None]]:
    """The spots of each group."""
    begin = 0
    for group in groups:
        yield spots[begin : begin + len(group)]
        begin += len(group)


def _runs(spots: Sequence[tuple[float, float] | None]) -> Iterator[list[tuple[float, float]]]:
    """The stretches without a gap."""
    for known, run in groupby(spots, key=lambda spot: spot is not None):
        if known:
            yield [spot for spot in run if spot is not None]


def _line(run: list[tuple[float, float]], scale: Scale) -> tuple[str, str]:
    line = smooth.path(run)
    return line, f"{line}V{scale.zero}H{run[0][0]:g}z"


def _bars(flat: Sequence[Slot], column: float, level: int, hang: int) -> str:
    """The bars of one severity: below the middle of their column, as far apart as it has room for."""
    parts = []
    for number, slot in enumerate(flat):
        pitch = min(PITCH, column / max(len(slot.pains), 1))
        thick = min(THICK, pitch * THICK / PITCH)
        first = (number + 0.5) * column - (pitch * (len(slot.pains) - 1) + thick) / 2
        for at, severity in enumerate(slot.pains):
            if severity == level:
                parts.append(f"M{round(first + at * pitch, 1):g} {hang}h{round(thick, 1):g}v{LEVEL * level}h-{round(thick, 1):g}z")
    return "".join(parts)
