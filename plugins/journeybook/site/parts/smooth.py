"""A smooth line through given points that never goes beyond them: monotone cubic interpolation after Fritsch and Carlson
(Monotone Piecewise Cubic Interpolation, SIAM J. Numer. Anal. 17, 1980), as a path of Bézier curves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

Spot = tuple[float, float]
MIRRORED = 0.1
"""By how little pieces may differ in length to share a handle."""


def path(points: Sequence[Spot]) -> str:
    """The path through two or more `points` (x, y) with rising x, in whole units; between two of them y stays between theirs."""
    tangents = _tangents(points)
    parts = [f"M{_number(points[0][0])} {_number(points[0][1])}"]
    before = 0.0
    for number, ((x1, y1), (x2, y2)) in enumerate(pairwise(points)):
        third = (x2 - x1) / 3
        knots = (x1 + third, y1 + tangents[number] * third, x2 - third, y2 - tangents[number + 1] * third, x2, y2)
        mirrored = abs(third - before) < MIRRORED  # the first handle is the last one of the piece before, turned round
        parts.append(("S" if mirrored else "C") + " ".join(map(_number, knots[2 if mirrored else 0 :])))
        before = third
    return "".join(parts).replace(" -", "-")


def along(points: Sequence[Spot], step: float) -> Iterator[Spot]:
    """Places on the path through `points`, about every `step` across."""
    tangents = _tangents(points)
    for number, ((x1, y1), (x2, y2)) in enumerate(pairwise(points)):
        third, times = (x2 - x1) / 3, max(1, round((x2 - x1) / step))
        for part in (place / times for place in range(times + 1)):
            rest = 1 - part
            bent = 3 * rest * rest * part * (y1 + tangents[number] * third) + 3 * rest * part * part * (y2 - tangents[number + 1] * third)
            yield x1 + (x2 - x1) * part, rest**3 * y1 + bent + part**3 * y2


def _tangents(points: Sequence[Spot]) -> list[float]:
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in pairwise(points)]
    return [slopes[0], *(_tangent(before, after) for before, after in pairwise(slopes)), slopes[-1]]


def _tangent(before: float, after: float) -> float:
    """The harmonic mean of two slopes of equal sign, else level: a peak stays a peak."""
    return 2 * before * after / (before + after) if before * after > 0 else 0.0


def _number(value: float) -> str:
    return f"{round(value):d}"
