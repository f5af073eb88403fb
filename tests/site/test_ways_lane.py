"""The ways lane: what is drawn stands where it should, nothing covers anything, and nothing is said that nobody wrote or may know."""

from __future__ import annotations

import datetime
import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

import journeybook
from journeybook.insight import flows
from journeybook.languages import Words
from journeybook.site import pages, render
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.parts import ways_arcs, ways_picture
from journeybook.site.parts.ways_picture import Picture
from journeybook.site.scene import Scene
from journeybook.site.views import ways_lane
from journeybook.site.views.ways_lane import Lane

TODAY = datetime.date(2026, 11, 23)
JOURNEYS = Path(__file__).parents[2] / "journeys"
FEW_LEFT = """
title: M
stages: [{name: One, steps: [A, B]}, {name: Two, steps: [C, D]}]
transitions:
  - {from: a, to: c, kind: skip, share: 0.1}
  - {from: a, to: exit, kind: exit, when: Too dear, share: 0.8}
  - {from: b, to: exit, kind: exit, share: 0.5}
"""


def scene_of(folder: Path, lang: str = "en", audience: str = "restricted") -> Scene:
    atlas = journeybook.load(folder, today=TODAY).seen_by(audience)
    return Scene(atlas, TODAY, Words(lang), lambda entry: "#".join(pages.location(entry)), str, str)


def lane_of(folder: Path, text: str = "", name: str = "m", **more: str) -> Lane:
    """The lane of a map."""
    if text:
        (folder / "m.yml").write_text(text, encoding="utf-8")
    scene = scene_of(folder, **more)
    found = ways_lane.view(scene, scene.atlas.maps[name])
    assert found is not None
    return found


def drawn(folder: Path, text: str) -> Picture:
    found = lane_of(folder, text).picture
    assert found is not None
    return found


def page_of(scene: Scene, name: str = "m") -> html.HtmlElement:
    page = next(page for page in pages.pages(scene.atlas, scene.words) if page.kind.name == "map" and page.entry and page.entry.id == name)
    return html.fromstring(render.render(page, scene, OwnEngine(), render.Glossary.of(scene.atlas)))


def test_few_who_are_left_are_drawn_larger(tmp_path: Path) -> None:
    picture = drawn(tmp_path, FEW_LEFT)
    # Of one who begins 0.1 come to B and 0.1 + 0.05 to C. Four fifths fall from the first bar: 72 px at most, so a whole bar has 90.
    assert (picture.full, picture.top, picture.levels) == (90, 22, 0)
    assert [(lens.at, pytest.approx(lens.times)) for lens in picture.lenses] == [(2, 1 / 0.15)]
    assert [(bar.at, bar.y, bar.height) for bar in picture.bars] == [(0, 22, 90), (1, 22, 9), (2, 22, 90), (3, 22, 90)]
    bands = {(band.begin, band.end): band.spans for band in picture.bands}
    assert bands[0, 1] == ((0, 22, 31), (1, 22, 31))
    # The skip leaves beneath what goes on, passes 6 px under the bar of B, and is two thirds of those who come to C.
    assert bands[0, 2] == (pytest.approx((0, 31, 40)), pytest.approx((1, 22 + 9 + 6, 46)), pytest.approx((2, 52, 112)))
    assert bands[1, 2] == (pytest.approx((1, 22, 26.5)), pytest.approx((2, 22, 52)))
    assert [(fall.at, fall.left, fall.right) for fall in picture.falls] == [(0, 12, 84), (1, 12, 16.5)]


def test_the_larger_drawing_begins_with_a_stage_and_below_a_fifth(tmp_path: Path) -> None:
    stages = "title: M\nstages: [{name: One, steps: [A, B, C]}, {name: Two, steps: [D]}]\n"
    for share, times in ((0.79, []), (0.81, [pytest.approx(1 / 0.19)])):
        picture = drawn(tmp_path, f"{stages}transitions: [{{from: a, to: exit, share: {share}}}]\n")
        assert [lens.times for lens in picture.lenses] == times
        assert all(lens.at == 3 for lens in picture.lenses)


def test_nothing_is_drawn_larger_where_a_later_step_has_no_room(tmp_path: Path) -> None:
    text = "title: M\nstages: [A, B, C]\ntransitions: [{from: a, to: exit, share: 0.9}, {from: c, to: c, kind: loop, share: %s}]\n"
    # Of ten who come to C, each time four fifths stay: 0.1 / 0.2 = 0.5, half of the scale; with five sixths it is 0.6.
    assert [(lens.at, pytest.approx(lens.times)) for lens in drawn(tmp_path, text % "0.8").lenses] == [(1, 2)]
    assert drawn(tmp_path, text % "0.8334").lenses == ()


def test_those_who_leave_stand_as_they_are_told(tmp_path: Path) -> None:
    text = "title: M\nstages: [{name: A}, {name: B}]\ntransitions:\n" + "".join(
        f"  - {{from: a, to: {to}, when: {when}, share: {share}}}\n"
        for to, when, share in (("exit", "small", 0.1), ("exit", "large", 0.3), ("n#x", "over there", 0.2))
    )
    (tmp_path / "n.yml").write_text("title: N\nstages: [{name: X}]\n", encoding="utf-8")
    lane = lane_of(tmp_path, text)
    assert [(move.kind, move.share, move.when) for move in lane.leaving[0]] == [
        ("leave", "30\u00a0%", "large"),
        ("leave", "10\u00a0%", "small"),
        ("else", "20\u00a0%", "over there"),
    ]
    assert lane.picture is not None
    falls = sorted(lane.picture.falls, key=lambda fall: fall.left)
    # 104 px a bar: 0.3 are 31.2, 0.1 are 10.4, 0.2 are 20.8, side by side from the turn at 12.
    assert [(fall.left, fall.right, fall.elsewhere) for fall in falls] == [(12, 43.2, False), (43.2, 53.6, False), (53.6, 74.4, True)]


def test_arcs_are_stacked_the_shortest_lowest(tmp_path: Path) -> None:
    text = "title: M\nstages: [A, B, C, D, E]\ntransitions:\n" + "".join(
        f"  - {{from: {begin}, to: {end}, kind: loop, when: {when}{share}}}\n"
        for begin, end, when, share in (
            ("e", "a", "Much later", ""),
            ("c", "b", "Not sure", ", share: 0.1"),
            ("e", "d", "Once more", ", share: 5 %"),
            ("d", "b", "x" * 300, ""),
        )
    )
    picture = drawn(tmp_path, text)
    assert [(arc.begin, arc.end, arc.level, arc.is_known, arc.text[:16]) for arc in picture.arcs] == [
        (2, 1, 0, True, "10\u00a0% back: Not s"), (4, 3, 0, True, "5\u00a0% back: Once m"), (3, 1, 1, False, "back: xxxxxxxxxx"), (4, 0, 2, False, "back: Much later"),
    ]  # fmt: skip
    assert [(arc.first, arc.span, arc.ends) for arc in picture.arcs] == [(2, 2, False), (4, 2, False), (1, 3, True), (1, 5, False)]
    assert (picture.levels, picture.top) == (3, 3 * 20 + 22)


def test_a_map_without_shares_says_that_nobody_wrote_how_many(tmp_path: Path) -> None:
    text = "title: M\nstages: [A, B, C]\ntransitions: [{from: a, to: c, kind: skip, when: in a hurry}, {from: b, to: exit, when: closed}]\n"
    lane = lane_of(tmp_path, text)
    assert lane.picture is not None
    assert not lane.is_said
    assert not lane.left
    assert [(band.begin, band.end, band.is_known) for band in lane.picture.bands] == [(1, 2, True), (0, 2, False), (0, 1, True)]
    assert {bar.height for bar in lane.picture.bars} == {10}
    assert not lane.picture.falls[0].is_known
    assert all(not step.come_by for step in lane.steps.values())
    table = page_of(scene_of(tmp_path)).find_class("jb-ways-table")[0].text_content()
    assert "nobody wrote how many" in table
    assert "thickness" not in table
    assert "leave closed" in " ".join(table.split())


def test_one_step_after_the_other_is_no_picture(tmp_path: Path) -> None:
    (tmp_path / "m.yml").write_text("title: M\nstages: [A, B]\n", encoding="utf-8")
    scene = scene_of(tmp_path)
    assert ways_lane.view(scene, scene.atlas.maps["m"]) is None
    assert not page_of(scene).find_class("jb-ways-table")


def test_the_example_and_its_translation_have_the_same_counts() -> None:
    scene = scene_of(JOURNEYS)
    first, second = (ways_lane.view(scene, scene.atlas.maps[name]) for name in ("buy-running-shoes", "buy-running-shoes-zh"))
    assert first
    assert second
    assert [(it.entered, it.of_began) for it in first.left] == [("61,500", ""), ("22,050", "36"), ("4,520", "7"), ("2,903", "5"), ("2,871", "5")]
    assert first.left == second.left
    assert first.until == "31 October 2026"
    # 22,050 of 61,500 went on; 12 times: 1 / 0.081
    assert (first.left[0].drop, first.left[0].is_first, first.lenses) == ("64\u00a0%", True, ("12",))
    steps = {moment.id: step for moment, step in first.steps.items()}
    assert [(steps[name].come_by, steps[name].width) for name in ("see-clip", "compare-models", "enter-address")] == [("", 100), ("", 39), ("", 8)]
    # 4,520 begin to pay, and 92 of 100 of those come to the next step.
    assert {"4,200", "61,500"} <= set(re.findall(r"[\d,]+", steps["choose-payment"].come_by)), "counts say who begins a stage, shares go on from there"
    assert [(move.kind, move.share) for move in steps["compare-models"].moves] == [("leave", "67\u00a0%"), ("skip", "18\u00a0%"), ("back", "9\u00a0%")]


CSV = "metric,date,map,stage,entered,completed\nf,2026-10-31,m,one,1000,{0}\nf,2026-10-31,m,two,{0},9\n"


@pytest.mark.parametrize(("went_on", "told"), [(420, ["1,000", "420"]), (21, None)])
def test_few_are_told_nowhere(tmp_path: Path, went_on: int, told: list[str] | None) -> None:
    (tmp_path / "n.csv").write_text(CSV.format(went_on), encoding="utf-8")
    (tmp_path / "library.yml").write_text("metrics: [{id: f, name: F, kind: conversion, min_n: 30}]\n", encoding="utf-8")
    lane = lane_of(tmp_path, FEW_LEFT)
    said = page_of(scene_of(tmp_path)).find_class("jb-ways-left")[0].text_content()
    if told:
        assert [it.entered for it in lane.left] == told
        # By the shares 15 of 100 come to the second stage, 42 were counted.
        assert lane.differing == ("Two: 15 of 100",)
        assert "otherwise by the shares: Two: 15 of 100" in " ".join(said.split())
    else:
        # 98 % of 1,000 is a rate of many; how many came to the second stage, and what became of them, is not told.
        assert [(it.entered, it.of_began, it.drop, it.is_withheld) for it in lane.left] == [("1,000", "", "98\u00a0%", False), ("", "", "", True)]
        assert "withheld: too few" in said
        assert "21" not in said
        assert "2 of 100" not in said
        assert not lane.differing


def test_what_is_for_others_is_neither_drawn_nor_told(tmp_path: Path) -> None:
    hidden = FEW_LEFT.replace("when: Too dear,", "when: Too dear, audience: restricted,").replace("title: M", "title: M\naudience: public")
    everybody, public = lane_of(tmp_path, hidden), lane_of(tmp_path, hidden, audience="public")
    assert everybody.picture
    assert public.picture
    assert [fall.at for fall in everybody.picture.falls] == [0, 1]
    assert [fall.at for fall in public.picture.falls] == [1]
    assert "Too dear" not in html.tostring(page_of(scene_of(tmp_path, audience="public"))).decode()
    assert [move.share for move in public.leaving[0]] == [""], "the share of the one left out would follow from it"


def test_the_rows_have_a_cell_for_each_column(tmp_path: Path) -> None:
    (tmp_path / "m.yml").write_text(FEW_LEFT, encoding="utf-8")
    table = page_of(scene_of(tmp_path)).find_class("jb-ways-table")[0]
    for row in table.iter("tr"):
        assert sum(int(cell.get("colspan", "1")) for cell in row.iter("td")) == 4
        assert len(list(row.iter("th"))) == 1
    box = table.find_class("jb-ways-box")[0]
    assert box.get("aria-hidden") == "true"
    assert "drawn 7 times larger\u00a0→" in box.text_content()


@st.composite
def some_map(draw: st.DrawFn) -> str:
    """A map with ways of all kinds between a few steps."""
    columns = draw(st.integers(2, 8))
    cut = draw(st.integers(1, columns - 1))
    names = [chr(97 + n) for n in range(columns)]
    steps = (", ".join(f"{{id: {name}, name: {name.upper()}}}" for name in part) for part in (names[:cut], names[cut:]))
    stages = ", ".join(f"{{name: Stage {n}, steps: [{part}]}}" for n, part in enumerate(steps))
    pairs = draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from([*names, "exit"])), max_size=10, unique=True))
    left = dict.fromkeys(names, 100)
    lines = []
    for begin, end in pairs:
        share = draw(st.integers(0, left[begin])) if draw(st.booleans()) else None
        left[begin] -= share or 0
        when = draw(st.sampled_from(["", ", when: Not yet", f", when: {'x' * 60}"]))
        lines.append(f"  - {{from: {begin}, to: {end}{when}{'' if share is None else f', share: {share} %'}}}\n")
    return f"title: M\nstages: [{stages}]\n" + (f"transitions:\n{''.join(lines)}" if lines else "")


def apart(spans: list[tuple[float, float]]) -> bool:
    return all(below >= above - 0.01 for (_, above), (below, _) in pairwise(sorted(spans)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some_map())
def test_nothing_covers_anything(tmp_path: Path, text: str) -> None:
    (tmp_path / "m.yml").write_text(text, encoding="utf-8")
    atlas, _ = journeybook.load(tmp_path, today=TODAY)
    flow = flows.flow(atlas, atlas.maps["m"])
    picture = ways_picture.picture(flow, [0], lambda stream: stream.way.when)
    for column, bar in enumerate(picture.bars):
        leaving = [span[1:] for band in picture.bands for span in band.spans[:1] if span[0] == column]
        arriving = [span[1:] for band in picture.bands for span in band.spans[-1:] if span[0] == column]
        passing = [span[1:] for band in picture.bands for span in band.spans[1:-1] if span[0] == column]
        assert apart(leaving)
        assert apart(arriving)
        assert apart([(bar.y, bar.y + bar.height), *passing])
        falls = sorted((fall.left, fall.right) for fall in picture.falls if fall.at == column)
        assert apart(falls)
        assert all(left > 0 and right <= ways_arcs.COLUMN for left, right in falls)
        assert max([bar.y + bar.height, *(below for _, below in passing)]) <= picture.height
    for one, other in combinations(picture.arcs, 2):
        assert one.level != other.level or one.begin <= other.end or other.begin <= one.end
    assert all(arc.first >= 1 and arc.span >= 1 and arc.first + arc.span - 1 <= picture.columns for arc in picture.arcs)
