"""Where a curve's words stand: never on its line, on a point, on another word, nor beyond the picture, where there is room elsewhere."""

from __future__ import annotations

from itertools import pairwise

import pytest

from journeybook.site.parts import curve_words, smooth
from journeybook.site.parts.curve_words import Spot

ZERO, LEVEL = 88, 27


def spots(*scores: int, word: str = "overwhelmed") -> list[Spot]:
    return [Spot(n + 0.5, ZERO - LEVEL * score, (f"{word} {score}",), score > -1) for n, score in enumerate(scores)]


def run(found: list[Spot]) -> list[tuple[float, float]]:
    return [(it.at, it.y) for it in found]


def test_a_word_goes_beside_a_line_that_climbs_or_falls_through_its_point() -> None:
    falling, rising = spots(1, 0, -2), spots(-2, 0, 2)
    (_, down, _) = curve_words.own(falling, [run(falling)], 3)
    (_, up, _) = curve_words.own(rising, [run(rising)], 3)
    assert (down.side, down.above) == ("start", True), "a line that falls leaves room above at the right"
    assert (up.side, up.above) == ("end", True), "and one that rises above at the left"


def test_a_word_at_a_peak_or_where_no_line_passes_stands_in_the_middle() -> None:
    found = spots(0, 2, 0, word="ok")
    assert [(it.side, it.above) for it in curve_words.own(found, [run(found)], 3)][1] == ("", True)
    assert [it.side for it in curve_words.own(found, [], 3)] == ["", "", ""]


@pytest.mark.parametrize("scores", [(1, 0, -2, 2, 0, -1, -2, 1), (-1, -2, -1, 0, 1, 2, 1, 0), (2, -2, 2, -2, 2, -2, 2, -2)])
def test_no_line_runs_through_a_word(scores: tuple[int, ...]) -> None:
    found = spots(*scores, word="uneasy")
    places = curve_words.own(found, [run(found)], len(found))
    for wide in curve_words.WIDTHS:
        room = curve_words._Room(wide, len(found))
        boxes = [room.box(spot.at, place, spot.lines, curve_words.LETTER) for spot, place in zip(found, places, strict=True)]
        assert not [1 for box in boxes for x, y in smooth.along(run(found), 0.02) if box.left < x * wide < box.right and box.top < y < box.bottom]
        assert not [1 for before, after in pairwise(boxes) if before.meets(after)]
        assert all(box.left >= 0 and box.right <= wide * len(found) for box in boxes)


def test_words_give_way_to_points_of_others_and_others_words_to_all() -> None:
    found = spots(-1, 1, word="alarmed")
    other = [[Spot(0.5, ZERO + 2 * LEVEL, ("A −2",), True), Spot(1.5, ZERO - LEVEL, ("A +1",), True)]]
    places = curve_words.own(found, [run(found)], 2, other)
    assert (places[0].dodge > 0, places[0].over) == (True, (1,)), "the other's point is where this word stands"
    assert places[1].dodge == 0
    ((first, second),) = curve_words.further(other, found, places, [run(found)], 2)
    room = curve_words._Room(92, 2)
    assert not room.box(0.5, first, ("A −2",), 6).meets(room.box(0.5, places[0].dodged, found[0].lines, 7))
    assert not room.box(1.5, second, ("A +1",), 6).meets(room.box(1.5, places[1], found[1].lines, 7))


def test_quotes_on_one_side_share_no_half_column() -> None:
    scores = dict.fromkeys(range(8), 1)
    for near in (2, 3, 5):
        first = curve_words.quoted(1, [1 + near], 8, True, scores)
        second = curve_words.quoted(1 + near, [1], 8, True, scores)
        assert first.start + first.span <= second.start
    assert curve_words.quoted(0, [], 8, True, scores).start == 1
    assert curve_words.quoted(4, [], 8, True, {4: 1}).lift == 1, "nearer by as much as the highest point leaves room"


def test_a_line_is_sampled_where_it_is_drawn() -> None:
    points = [(0.0, 0.0), (1.0, 10.0), (2.0, 0.0)]
    found = list(smooth.along(points, 0.25))
    assert found[0] == (0, 0)
    assert found[-1] == (2, 0)
    assert max(y for _, y in found) == 10, "never beyond its points"
