"""The way of an arrow in few numbers: they are most of what a drawing weighs, and nothing in them repeats.

The engine bends an arrow around its corners with a cubic curve, which SVG writes as three points for each corner. A
quadratic curve around the same corners takes the same way to the eye, and is written as one point for each: it is `t`,
a curve that goes on as the one before it ended.
"""

from __future__ import annotations

import re
from itertools import pairwise

NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
BENDS = re.compile(r"MLC{2,}L")
"""The commands of a way that the engine bent around corners."""

Spot = tuple[int, int]


def bent(path: str) -> str:
    """`path` as a curve around its corners, in whole pixels; in whole pixels only, where it is no such curve."""
    if not BENDS.fullmatch(re.sub(r"[^A-Za-z]", "", NUMBER.sub("", path))):
        return NUMBER.sub(lambda found: f"{float(found[0]):.0f}", path)
    numbers = [float(number) for number in NUMBER.findall(path)]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    start, end = _whole(points[0]), _whole(points[-1])
    if any(max(along) - min(along) < 1 for along in (numbers[::2], numbers[1::2])):
        return _way(start, "l", [end])
    # The second and third point of a cubic lie on the line between two corners, a third and two thirds of the way along.
    corners = [_even(2 * b[0] - a[0], 2 * b[1] - a[1]) for a, b in zip(points[2:-4:3], points[3:-4:3], strict=True)]
    stops = [((a[0] + b[0]) // 2, (a[1] + b[1]) // 2) for a, b in pairwise(corners)]
    return _way(start, "q", [*corners[:1], *stops, end])


def _whole(point: tuple[float, float]) -> Spot:
    return round(point[0]), round(point[1])


def _even(x: float, y: float) -> Spot:
    """A corner in even pixels, so that the middle between two of them is whole."""
    return 2 * round(x / 2), 2 * round(y / 2)


def _way(start: Spot, command: str, spots: list[Spot]) -> str:
    """A path from `start` through `spots`, each told from the one before; the first spot of a curve is no stop on the way."""
    here, steps = start, []
    for number, spot in enumerate(spots):
        steps.append(f"{spot[0] - here[0]} {spot[1] - here[1]}")
        here = start if command == "q" and number == 0 else spot
    parts = [f"M{start[0]} {start[1]}{command}", " ".join(steps[:2])]
    parts += ["t" + " ".join(steps[2:])] if steps[2:] else []
    return "".join(parts).replace(" -", "-")
