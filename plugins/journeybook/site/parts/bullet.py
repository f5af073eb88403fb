"""How a number stands, as a picture that is the same for every number: the warning line and the target always stand at the same two
places, and right is always better, so that numbers can be compared down a column. The true numbers stand beside it in words."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.insight import series
from journeybook.insight.series import Line
from journeybook.site.parts import metric_targets
from journeybook.site.scene import Scene

WIDE, WARN_AT, TARGET_AT = 260, 0.35, 0.65
"""The picture's width in pixels, and where the two lines stand in it."""


@dataclass(frozen=True, kw_only=True)
class Bullet:
    """The picture in pixels: where the value is, its margin from `low` to `high` (equal where it has none), and the two lines, as far
    as the metric has them. `off` is −1 or 1 where the value is beyond the left or right edge. `tone` as of the metric's state."""

    at: float
    low: float
    high: float
    warn: float | None
    target: float | None
    off: int
    warn_text: str
    target_text: str
    tone: str


def place(value: float, warn: float | None, target: float | None, higher: bool) -> float | None:
    """Where `value` stands, 0 to 1 between the edges and beyond them: `warn` at WARN_AT, `target` at TARGET_AT. Where only one of them
    is known, zero (or, where less is better, twice of it) is at the left edge. None where neither is, or both are the same."""
    if warn is not None and target is not None:
        return WARN_AT + (TARGET_AT - WARN_AT) * (value - warn) / (target - warn) if target != warn else None
    known, at = (target, TARGET_AT) if target is not None else (warn, WARN_AT)
    if not known:
        return None
    return at + at * (value - known) / abs(known) * (1 if higher else -1)


def of_line(scene: Scene, metric: Entry, line: Line | None, aim: metric_targets.Aim | None, tone: str) -> Bullet | None:
    """The picture of the newest value of `line` against the target that holds and the warning line; None where there is nothing to
    compare it with, or nobody says what is better."""
    direction, record = series.better(metric.record), metric.record
    newest = line.last if line is not None else None
    if not direction or newest is None or newest.measured.value is None:
        return None
    measured = newest.measured
    assert measured.value is not None
    warn = float(record.warn) if isinstance(record.warn, int | float) else None
    target = aim.value if aim is not None else None
    if warn is not None and target is not None and (target > warn) != (direction == "higher"):
        warn = None  # a warning line beyond the target says nothing about between
    ends = [place(it if it is not None else measured.value, warn, target, direction == "higher") for it in (measured.value, measured.low, measured.high)]
    if any(end is None for end in ends):
        return None
    at, one, other = (end or 0.0 for end in ends)
    return Bullet(
        at=_pixel(at), low=_pixel(min(one, other)), high=_pixel(max(one, other)), off=-1 if at < 0 else 1 if at > 1 else 0,
        warn=round(WARN_AT * WIDE) if warn is not None else None, target=round(TARGET_AT * WIDE) if target is not None else None,
        warn_text=metric_targets.warn(scene, metric, measured.method) if warn is not None else "",
        target_text=aim.text + aim.by if aim is not None else "", tone=tone,
    )  # fmt: skip


def _pixel(share: float) -> float:
    return round(min(max(share, 0.0), 1.0) * WIDE, 1)
