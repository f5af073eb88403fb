"""Where everything of a flowchart stands: nothing lies on anything else, nothing is missing, and the check would notice."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import flow_chance
from flow_faults import crossings, faults
from journeybook import load
from journeybook.languages import Words
from journeybook.site.flowchart.chart import ENGLISH, Flowchart, FlowEdge, FlowStage, FlowStep, FlowWords
from journeybook.site.flowchart.folding import overview
from journeybook.site.flowchart.narrow import narrow
from journeybook.site.flowchart.page_words import page_words
from journeybook.site.flowchart.picture import Picture, Rule
from journeybook.site.flowchart.rows import divided, joined, shares
from journeybook.site.flowchart.wide import wide
from journeybook.site.scene import Scene
from journeybook.site.views import flow

JOURNEYS = Path(__file__).parents[2] / "journeys"
TODAY = datetime.date(2026, 11, 27)
PLACES = {"wide": wide, "narrow": narrow}
CHARTS, PORTION = 500, 50


@cache
def examples() -> dict[str, tuple[Flowchart, FlowWords]]:
    """Every chart of the example's maps."""
    atlas = load(JOURNEYS, TODAY).atlas
    found = {}
    for map_ in atlas.maps.values():
        words = Words(atlas.lang_of(map_))
        scene = Scene(atlas, TODAY, words, lambda entry: f"#{entry.id}", lambda path: path, lambda path: "")
        for drawing in flow.view(scene, map_).drawings:
            found[f"{map_.id} {drawing.ident}"] = drawing.chart, page_words(words)
    return found


def wrong(charts: Iterator[tuple[str, Flowchart, FlowWords]]) -> list[str]:
    return [
        f"{name}, {variant}{', overview' * folded}: {fault}"
        for name, chart, words in charts for variant, place in PLACES.items() for folded in (False, True)
        for fault in faults(place(overview(chart, words) if folded else chart, words))
    ]  # fmt: skip


def test_the_example_s_charts_are_without_a_fault() -> None:
    assert len(examples()) >= 20
    assert wrong((name, chart, words) for name, (chart, words) in examples().items()) == []


@pytest.mark.parametrize("first", range(0, CHARTS, PORTION))
def test_charts_made_by_chance_are_without_a_fault(first: int) -> None:
    assert wrong((f"chart {number}", flow_chance.chart(number), ENGLISH) for number in range(first, first + PORTION)) == []


def test_few_lines_cross() -> None:
    """38 with the general engine that drew these charts before."""
    assert sum(crossings(wide(chart, words)) for chart, words in examples().values()) <= 38


# --- the check notices -----------------------------------------------------------------------------------------


def shoes() -> Picture:
    chart, words = examples()["buy-running-shoes flow-0"]
    return copy.deepcopy(wide(chart, words))


def _lower_label(it: Picture) -> None:
    it.boxes[1][0].ways[0].y += 40


def _far_label(it: Picture) -> None:
    it.boxes[0][0].ways[-1].y += 30


def _other_track(it: Picture) -> None:
    at = next(at for at, line in enumerate(it.lines) if len(line.points) == 4)
    begin, (_, y), (_, to_y), end = it.lines[at].points
    middle = it.boxes[0][0].x + it.boxes[0][0].width / 2
    it.lines[at] = replace(it.lines[at], points=(begin, (middle, y), (middle, to_y), end))


def _same_track(it: Picture) -> None:
    first, second = [at for at, line in enumerate(it.lines) if len(line.points) == 4][:2]
    it.lines[second] = replace(it.lines[second], points=it.lines[first].points)


def _slant(it: Picture) -> None:
    (x, y), (to_x, to_y) = it.lines[0].points
    it.lines[0] = replace(it.lines[0], points=((x, y), (to_x + 9, to_y)))


def _off(it: Picture) -> None:
    (x, y), (to_x, to_y) = it.lines[0].points
    it.lines[0] = replace(it.lines[0], points=((x, y), (to_x, to_y - 6)))


def _moved_title(it: Picture) -> None:
    it.titles[1][-1].x += 400


def _moved_box(it: Picture) -> None:
    it.boxes[1][0].y = it.boxes[1][1].y


def _swapped(it: Picture) -> None:
    it.boxes[1].reverse()


def _low_box(it: Picture) -> None:
    it.boxes[0][1].lines *= 5


SPOILED: dict[str, tuple[Callable[[Picture], object], str]] = {
    "a label too low": (_lower_label, "the label"),
    "a label by itself": (_far_label, "is away from its line"),
    "a line through the steps": (_other_track, "runs through the box"),
    "two lines on one track": (_same_track, "lies on way"),
    "a line left out": (lambda it: it.lines.pop(3), "is drawn 0 times"),
    "a line twice": (lambda it: it.lines.append(it.lines[3]), "is drawn 2 times"),
    "a line that slants": (_slant, "slants"),
    "a line that ends too early": (_off, "ends off its step"),
    "a title among the steps": (_moved_title, "the title"),
    "a box on another one": (_moved_box, "lies on the box"),
    "steps in another order": (_swapped, "in their order"),
    "a name too high for its box": (_low_box, "lower than its words"),
    "a stage's line through a box": (lambda it: it.rules.append(Rule(it.boxes[1][0].y + 5, False)), "the line above a stage runs through the box"),
    "a picture too small": (lambda it: setattr(it, "width", it.width - 200), "outside of the picture"),
    "a reason left out": (lambda it: it.boxes[0][0].ways.clear(), "nothing is said of way"),
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_drawing_is_noticed(name: str) -> None:
    spoil, said = SPOILED[name]
    picture = shoes()
    assert faults(picture) == []
    spoil(picture)
    assert [fault for fault in faults(picture) if said in fault]


# --- the rules -------------------------------------------------------------------------------------------------


def chart(*edges: FlowEdge, steps: str = "abcde", **more: object) -> Flowchart:
    """Steps of one letter in one stage."""
    stage = FlowStage(title="Stage", number=1, steps=tuple(FlowStep(key=key, label=key) for key in steps), **more)  # type: ignore[arg-type]
    return Flowchart(title="t", stages=(stage,), edges=edges)


def way(source: str, target: str | None = None, share: float | None = None, kind: str = "next", when: str = "") -> FlowEdge:
    return FlowEdge(source=source, target=target, share=share, kind=kind, when=when)  # type: ignore[arg-type]


def rows_of(*edges: FlowEdge) -> list[str]:
    return ["".join(step.key for step in row.steps) for row in divided(chart(*edges), 3)]


def test_steps_that_part_and_meet_stand_side_by_side() -> None:
    fan = [way("a", "b"), way("a", "c"), way("b", "d"), way("c", "d"), way("d", "e")]
    assert rows_of(*fan) == ["a", "bc", "d", "e"]
    assert rows_of(*fan, way("c", kind="exit")) == ["a", "bc", "d", "e"]
    assert rows_of(*fan, way("b", kind="exit")) == ["a", "b", "c", "d", "e"]  # it would run through c
    assert rows_of(*fan, way("b", "c")) == ["a", "b", "c", "d", "e"]
    assert rows_of(*fan, way("e", "c")) == ["a", "b", "c", "d", "e"]
    assert rows_of(way("a", "b"), way("a", "c"), way("a", "d"), way("b", "e"), way("c", "e"), way("d", "e")) == ["a", "bcd", "e"]


def test_one_way_without_a_number_gets_what_the_others_leave() -> None:
    known = chart(
        way("a", "b"), way("a", "c", 0.25, "skip"), way("a", None, 0.6, "exit"), way("b", "c"), way("c", "d"), way("c", "e", kind="skip"), way("d", "e", 1.5)
    )
    assert shares(known) == pytest.approx([0.15, 0.25, 0.6, 1, 0, 0, 1])
    assert shares(chart(way("a", "b"), way("b", "c"))) == [0, 0]
    assert shares(chart(way("a", "b"), way("a", "c", 0.7), way("a", "d", 0.7)))[0] == 0


def test_lines_of_one_step_stand_in_the_order_in_which_none_cross() -> None:
    rows = divided(chart(*(way("c", key) for key in "abcde"), *(way(key, "c") for key in "abde"), way("c", kind="exit")), 3)
    joined(chart(*(way("c", key) for key in "abcde"), *(way(key, "c") for key in "abde"), way("c", kind="exit")), rows)
    found = {side: [(joint.role, joint.reach) for joint in rows[2].joints[side]] for side in ("left", "right")}
    assert found == {
        "left": [("out", 1), ("out", 2), ("out", 0), ("in", 0), ("in", 2), ("in", 1)],
        "right": [("in", 2), ("stub", 0), ("out", 2)],
    }  # fmt: skip


def test_thickness_is_the_share_and_dashes_say_that_nobody_counted() -> None:
    picture = wide(chart(way("a", "b"), way("a", "c", 0.25, "skip"), way("b", "a", kind="loop"), way("d", "e")), ENGLISH)
    assert [(line.width, line.dashed) for line in picture.lines] == [(9, False), (3, False), (1.6, True), (12, False)]
    uncounted = wide(chart(way("a", "b"), way("b", "a", kind="loop")), ENGLISH)
    assert [(line.width, line.dashed) for line in uncounted.lines] == [(1.6, False)] * 2


def test_the_width_does_not_grow_with_the_number_of_steps() -> None:
    def plain(count: int) -> Flowchart:
        keys = [chr(0x4E00 + number) for number in range(count)]
        return chart(*(way(a, b) for a, b in pairwise(keys)), way(keys[0], kind="exit"), way(keys[-1], keys[0], kind="loop"), steps="".join(keys))

    assert wide(plain(5), ENGLISH).width == wide(plain(60), ENGLISH).width <= 1180
    assert narrow(plain(5), ENGLISH).width == narrow(plain(60), ENGLISH).width == 330


def test_steps_in_any_order_have_dots_between_them() -> None:
    picture = wide(chart(steps="abc", free=True), ENGLISH)
    ((first, second, third),) = picture.boxes
    assert [(tie.top, tie.bottom) for tie in picture.ties] == [(first.bottom, second.y), (second.bottom, third.y)]
    assert [text.lines for text in picture.titles[0]] == [("1\u2002Stage",), ("in any order",)]
    assert wide(chart(way("a", "b"), way("b", "c"), steps="abc", free=True), ENGLISH).ties == []
    stages = tuple(FlowStage(title=key, number=1, steps=(FlowStep(key=key, label=key, bare=True),)) for key in "ab")
    assert len(narrow(Flowchart(title="t", stages=stages, free=True), ENGLISH).ties) == 1


def test_what_a_phone_shows_of_a_way_says_where_it_leads() -> None:
    picture = narrow(chart(way("a", "c", kind="skip", when="In a hurry"), way("c", "a", kind="loop")), ENGLISH)
    ((a, _, c, *_),) = picture.boxes
    assert [text.lines for text in a.ways] == [("In a hurry",), ("↓\u00a0c",)]
    assert [text.lines for text in c.ways] == [("go back",), ("↑\u00a0a",)]
