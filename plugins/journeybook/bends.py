"""The way of an arrow in few numbers: they are most of what a drawing weighs, and nothing in them repeats.

The engine bends an arrow with one cubic curve after the other, which it writes as three points each, to thirteen digits.
Of two that follow each other smoothly, SVG needs only two points of the second (`s`); and whole pixels are enough.
"""

from __future__ import annotations

import re

NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
NOT_COMMANDS = re.compile(r"[-\d.,\s]+")
BENDS = re.compile(r"MLC{2,}L")
"""The commands of a way that the engine bent: it begins and ends with a bit of straight line."""

Spot = tuple[int, int]


def bent(path: str, origin: tuple[float, float] = (0, 0)) -> str:
    """`path`, which begins at `origin`, in whole pixels and, if the engine bent it, with each point told from the one before."""
    numbers = [float(number) for number in NUMBER.findall(path)]
    if not BENDS.fullmatch(NOT_COMMANDS.sub("", path)):
        turn = iter(range(len(numbers)))
        return NUMBER.sub(lambda found: f"{float(found[0]) + origin[next(turn) % 2]:.0f}", path)
    across, down = numbers[::2], numbers[1::2]
    start, _, *curves, end = ((round(x + origin[0]), round(y + origin[1])) for x, y in zip(across, down, strict=True))
    if any(max(along) - min(along) < 1 for along in (across, down)):
        return f"M{_spot(start, (0, 0))}l{_spot(end, start)}".replace(" -", "-")
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
