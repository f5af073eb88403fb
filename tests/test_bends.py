"""The way of an arrow in few numbers: the same ends, around the same corners."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from journeybook.bends import bent

Spot = tuple[float, float]


def engine(*corners: Spot) -> str:
    """The path that the engine writes around `corners`: a cubic curve, bent as d3 bends its basis curve."""
    start, *between, end = corners
    path = [f"M{start[0]},{start[1]}", "L" + at(start, 5, between[0], 1)]
    before = start
    for here, after in zip(between, [*between[1:], end], strict=True):
        path.append("C" + ",".join((at(before, 2, here, 1), at(before, 1, here, 2), middle(before, here, after))))
        before = here
    path.append("C" + ",".join((at(before, 2, end, 1), at(before, 1, end, 2), at(before, 1, end, 5))))
    return "".join(path) + f"L{end[0]},{end[1]}"


def at(one: Spot, much: int, other: Spot, more: int) -> str:
    return ",".join(f"{(a * much + b * more) / (much + more):.3f}" for a, b in zip(one, other, strict=True))


def middle(one: Spot, here: Spot, other: Spot) -> str:
    return ",".join(f"{(a + 4 * b + c) / 6:.3f}" for a, b, c in zip(one, here, other, strict=True))


def stops(path: str) -> list[Spot]:
    """Where each curve of a path of ours ends, in the drawing's coordinates."""
    first, *steps = re.findall(r"(-?\d+) ?(-?\d+)", path)
    here = (float(first[0]), float(first[1]))
    found = [here]
    for number, (x, y) in enumerate(steps):
        spot = (here[0] + float(x), here[1] + float(y))
        if "q" not in path or number:  # the first spot after `q` is where the curve is drawn to
            found.append(spot)
            here = spot
    return found


@pytest.mark.parametrize(
    "corners",
    [
        ((10, 10), (50, 40), (90, 110)),
        ((10.4, 10.2), (50, 40), (90, 80), (12.6, 99.7)),
        ((-30, 5), (-60, 40), (-61, 300), (-60, 400), (0, 500), (7, 7)),
    ],
)
def test_a_way_around_corners(corners: tuple[Spot, ...]) -> None:
    path = engine(*corners)
    ours = bent(path)
    assert len(ours) < len(path) / 2
    between = corners[1:-1]
    halfway = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(between)]
    expected = [corners[0], *halfway, corners[-1]]
    assert len(stops(ours)) == len(expected)
    for (x, y), (there_x, there_y) in zip(stops(ours), expected, strict=True):
        assert abs(x - there_x) <= 1
        assert abs(y - there_y) <= 1


def test_a_straight_way_stays_straight() -> None:
    assert bent(engine((88.6, 10), (88.5, 40), (88.7, 70))) == "M89 10l0 60"
    assert bent(engine((10, 33), (40, 33), (70, 33), (99, 33))) == "M10 33l89 0"


@pytest.mark.parametrize("path", ["M1.26,2L3,4.74", "M0,0Q5,5.5,10,10", "M0,0L1,1C2,2,3,3,4,4", ""])
def test_any_other_way_is_only_rounded(path: str) -> None:
    assert bent(path) == re.sub(r"\d+\.\d+", lambda found: f"{float(found[0]):.0f}", path)
