"""The way of an arrow in few numbers: they are most of what a drawing weighs, and nothing in them repeats.

The engine bends an arrow with one cubic curve after the other, which it writes as three points each, to thirteen digits.
Of two that follow each other smoothly, SVG needs only two points of the second (`s`); and whole pixels are enough.
"""

from __future__ import annotations

import re
from itertools import cycle

NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
COMMAND = re.compile(r"[A-DF-Za-df-z]")
BENDS = re.compile(r"MLC{2,}L")
"""The commands of a way that the engine bent: it begins and ends with a bit of straight line."""

Spot = tuple[int, int]


def bent(path: str, right: float = 0, down: float = 0) -> str:
    """`path`, moved, in whole pixels and, if it is one that the engine bent, with each point told from the one before."""
    if not BENDS.fullmatch("".join(COMMAND.findall(path))):
        shifts = cycle((right, down))
        return NUMBER.sub(lambda found: f"{float(found[0]) + next(shifts):.0f}", path)
    numbers = NUMBER.findall(path)
    if numbers[0::2].count(numbers[0]) * 2 == len(numbers):  # straight down, as most
        numbers = [*numbers[:2], *numbers[-2:]]
    xs, ys = [float(x) + right for x in numbers[::2]], [float(y) + down for y in numbers[1::2]]
    if max(xs) - min(xs) < 1 or max(ys) - min(ys) < 1:
        start, end = ((round(xs[n]), round(ys[n])) for n in (0, -1))
        return f"M{_spot(start, (0, 0))}l{_spot(end, start)}".replace(" -", "-")
    start, _, *curves, end = zip(map(round, xs), map(round, ys), strict=True)
    curves[-1] = end  # the bits of straight line look the same as parts of the curves beside them
    return _way(start, curves)


def _way(start: Spot, curves: list[Spot]) -> str:
    """A path of cubic curves from `start`, of three points each."""
    steps, here = [], start
    for number in range(0, len(curves), 3):
        steps += [_spot(spot, here) for spot in curves[number + (number > 0) : number + 3]]
        here = curves[number + 2]
    return f"M{_spot(start, (0, 0))}c{' '.join(steps[:3])}s{' '.join(steps[3:])}".replace(" -", "-")


def _spot(spot: Spot, here: Spot) -> str:
    return f"{spot[0] - here[0]} {spot[1] - here[1]}"
