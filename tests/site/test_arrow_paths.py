"""The way of an arrow in few numbers: the same ends, the same curves."""

from __future__ import annotations

import re

import pytest

from journeybook.site.flowchart.arrow_paths import bent

Spot = tuple[float, float]


def engine(*corners: Spot) -> str:
    """The path that the engine writes around `corners`: bent as d3 bends its basis curve."""
    start, *between, end = corners
    path = [f"M{start[0]},{start[1]}", "L" + at((start, 5), (between[0], 1))]
    before = start
    for here, after in zip(between, [*between[1:], end], strict=True):
        path.append("C" + ",".join((at((before, 2), (here, 1)), at((before, 1), (here, 2)), at((before, 1), (here, 4), (after, 1)))))
        before = here
    path.append("C" + ",".join((at((before, 2), (end, 1)), at((before, 1), (end, 2)), at((before, 1), (end, 5)))))
    return "".join(path) + f"L{end[0]},{end[1]}"


def at(*parts: tuple[Spot, int]) -> str:
    whole = sum(part for _, part in parts)
    return ",".join(f"{sum(spot[axis] * part for spot, part in parts) / whole:.3f}" for axis in (0, 1))


def cubics(path: str) -> list[list[Spot]]:
    """The curves of a path of ours, of four points each, in the drawing's coordinates."""
    first, second, *rest = re.split("[Mcs]", path)[1:]
    (here,) = spots(first)
    found = [[here, *((here[0] + x, here[1] + y) for x, y in spots(second))]]
    moves = spots(rest[0])
    for one, two in zip(moves[::2], moves[1::2], strict=True):
        _, _, pull, here = found[-1]
        found.append([here, (2 * here[0] - pull[0], 2 * here[1] - pull[1]), *((here[0] + x, here[1] + y) for x, y in (one, two))])
    return found


def spots(text: str) -> list[Spot]:
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", text)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


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
    start, _, *rest, end = spots(path)
    rest[-1] = end
    theirs = [[before, *rest[n : n + 3]] for n, before in zip(range(0, len(rest), 3), [start, *rest[2::3]], strict=False)]
    assert len(cubics(ours)) == len(theirs)
    for curve, other in zip(cubics(ours), theirs, strict=True):
        for (x, y), (there_x, there_y) in zip(curve, other, strict=True):
            assert abs(x - there_x) < 2
            assert abs(y - there_y) < 2


def test_a_straight_way_stays_straight() -> None:
    assert bent(engine((88.6, 10), (88.5, 40), (88.7, 70))) == "M89 10l0 60"
    assert bent(engine((10, 33), (40, 33), (70, 33), (99, 33))) == "M10 33l89 0"


@pytest.mark.parametrize("path", ["M1.26,2L3,4.74", "M0,0Q5,5.5,10,10", "M0,0L1,1C2,2,3,3,4,4", ""])
def test_any_other_way_is_only_rounded(path: str) -> None:
    assert bent(path) == re.sub(r"\d+\.\d+", lambda found: f"{float(found[0]):.0f}", path)


def test_a_way_that_is_moved() -> None:
    path = engine((10, 10), (50, 40), (90, 110))
    assert bent(path, 5.2, -20) == bent(engine((15.2, -10), (55.2, 20), (95.2, 90)))
    assert bent("M1,2L3,4", 5.2, -20) == "M6,-18L8,-16"
