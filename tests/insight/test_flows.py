"""How customers flow through a map by the written shares: worked out by hand, and true of whatever is written."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeybook
from journeybook.atlas.atlas import Atlas
from journeybook.insight import flows
from journeybook.insight.flows import Flow
from journeybook.insight.rounds import Shares
from journeybook.languages import Words
from journeybook.site.scene import Scene
from journeybook.site.views import ways_lane

TODAY = datetime.date(2026, 11, 23)
JOURNEYS = Path(__file__).parents[2] / "journeys"


def of(folder: Path, text: str) -> tuple[Atlas, Flow]:
    """An atlas of one map, and its flow."""
    (folder / "m.yml").write_text(f"title: M\n{text}", encoding="utf-8")
    atlas, _ = journeybook.load(folder, today=TODAY)
    return atlas, flows.flow(atlas, atlas.maps["m"])


def reached(atlas: Atlas, name: str = "m") -> dict[str, float]:
    return {stage.id: pytest.approx(part) for stage, part in flows.reached(atlas, atlas.maps[name]).items()}


STAGES = "stages: [{name: A}, {name: B}, {name: C}]\n"


def test_all_that_no_share_takes_goes_on(tmp_path: Path) -> None:
    _, flow = of(tmp_path, STAGES + "transitions: [{from: a, to: exit, share: 0.2}, {from: b, to: exit, share: 50 %}]\n")
    # A: all begin there. B: 1 − 0.2. C: half of these.
    assert flow.visits == pytest.approx((1, 0.8, 0.4))
    assert all(flow.is_sure)
    assert [(it.way.kind, it.share, pytest.approx(it.part)) for it in flow.streams] == [
        ("next", 0.8, 0.8),
        ("exit", 0.2, 0.2),
        ("next", 0.5, 0.4),
        ("exit", 0.5, 0.4),
    ]


def test_whoever_comes_back_is_another_visit_but_the_same_customer(tmp_path: Path) -> None:
    atlas, flow = of(tmp_path, STAGES + "transitions: [{from: b, to: a, kind: loop, share: 0.25}, {from: b, to: exit, share: 0.25}]\n")
    # a = 1 + b/4 and b = a give 4/3; half of the visits of B go on to C.
    assert flow.visits == pytest.approx((4 / 3, 4 / 3, 2 / 3))
    assert reached(atlas) == {"a": 1, "b": 1, "c": 2 / 3}


def test_who_waits_where_one_is_comes_by_again(tmp_path: Path) -> None:
    _, flow = of(tmp_path, STAGES + "transitions: [{from: a, to: a, kind: loop, share: 0.5}]\n")
    assert flow.visits == pytest.approx((2, 1, 1)), "1 + 1/2 + 1/4 + … = 2, of which half goes on each time"


def test_skipping_leads_past_what_is_between(tmp_path: Path) -> None:
    steps = "stages: [{name: One, steps: [A, B]}, {name: Two, steps: [C, D]}]\n"
    atlas, flow = of(tmp_path, steps + "transitions: [{from: a, to: c, share: 0.1}, {from: a, to: exit, share: 0.8}, {from: b, to: exit, share: 0.5}]\n")
    assert flow.visits == pytest.approx((1, 0.1, 0.15, 0.15)), "C: a tenth past B, and half of the tenth that comes to B"
    assert reached(atlas) == {"one": 1, "two": 0.15}


def test_the_example_has_the_numbers_that_were_worked_out_for_it() -> None:
    atlas, _ = journeybook.load(JOURNEYS, today=TODAY)
    flow = flows.flow(atlas, atlas.maps["buy-running-shoes"])
    by_id = {moment.id: visits for moment, visits in zip(flow.moments, flow.visits, strict=True)}
    # c = 0.24 + r/2, r = 0.24 + 0.09 c + …, and the few who come back from trying on: of 100 who began, to one digit.
    assert [round(100 * by_id[name], 1) for name in ("compare-models", "enter-address", "follow-parcel")] == [38.5, 8.1, 4.8]
    assert flow.is_said
    assert all(flow.is_sure)


@pytest.mark.parametrize(("transitions", "visits", "sure"), [
    ("[{from: a, to: c, kind: branch}, {from: a, to: b, kind: branch, share: 0.4}]", (1, 0.4, 1), (True, True, True)),
    ("[{from: a, to: exit, kind: exit}, {from: b, to: exit, share: 0.5}]", (1, 1, 0.5), (True, False, False)),
    ("[{from: a, to: c, kind: skip}, {from: b, to: a, kind: loop, share: 0.5}]", (2, 2, 1), (False, False, True)),
    ("[{from: a, to: b, kind: loop, share: 0.5}, {from: b, to: exit, kind: exit, share: 1}]", (1, 0.5, 0), (True, True, True)),
])  # fmt: skip
def test_what_nobody_wrote_is_not_taken_for_known(tmp_path: Path, transitions: str, visits: tuple[float, ...], sure: tuple[bool, ...]) -> None:
    _, flow = of(tmp_path, f"{STAGES}transitions: {transitions}\n")
    assert (flow.visits, flow.is_sure) == (pytest.approx(visits), sure)


def test_without_a_share_nothing_is_said(tmp_path: Path) -> None:
    atlas, flow = of(tmp_path, STAGES + "transitions: [{from: a, to: exit}]\n")
    assert (flow.is_said, flow.visits, any(flow.is_sure), reached(atlas)) == (False, (1, 1, 1), False, {})


@pytest.mark.parametrize("transitions", [
    "[{from: b, to: a, kind: loop, share: 1}]",
    "[{from: b, to: b, kind: loop, share: 1}]",
    "[{from: c, to: a, kind: loop, share: 1}]",
    "[{from: a, to: b, kind: skip, share: 0.9}, {from: a, to: c, share: 0.9}, {from: a, to: exit, share: 0.9}]",
])  # fmt: skip
def test_going_round_for_ever_and_shares_above_one_stay_numbers(tmp_path: Path, transitions: str) -> None:
    _, flow = of(tmp_path, f"{STAGES}transitions: {transitions}\n")
    assert all(0 <= visits <= 3 for visits in flow.visits)


def test_of_who_never_leaves_is_told_who_comes_but_not_how_often(tmp_path: Path) -> None:
    ways = "transitions: [{from: a, to: exit, share: 0.2}, {from: b, to: b, kind: loop, share: 0.5}, {from: c, to: b, kind: loop, share: 1}]\n"
    atlas, flow = of(tmp_path, STAGES + ways)
    assert flow.is_endless == (False, True, True)
    assert reached(atlas) == {"a": 1, "b": 0.8, "c": 0.8}, "who is at B once more goes on to C some time"
    lane = ways_lane.view(Scene(atlas, TODAY, Words("en"), lambda entry: entry.id, str, str), atlas.maps["m"])
    assert lane is not None
    assert {moment.id: step.come_by for moment, step in lane.steps.items()} == {"a": "about 100 visits by every 100 who begin", "b": "", "c": ""}
    assert [it.of_began for it in lane.left] == ["", "80", "80"]


@st.composite
def some_shares(draw: st.DrawFn) -> Shares:
    """Shares between some steps: in twentieths, together at most 1, with ways back, to oneself and round for ever."""
    columns = draw(st.integers(1, 9))
    rows = []
    for _ in range(columns):
        left, row = 20, {}
        for end in draw(st.lists(st.integers(0, columns - 1), unique=True, max_size=4)):
            share = draw(st.integers(0, left))
            left -= share
            row[end] = share / 20
        rows.append({end: share for end, share in row.items() if share})
    return rows


@given(some_shares())
def test_what_comes_in_goes_on_or_leaves(shares: Shares) -> None:
    kept = flows.ending(shares)
    visits = flows.visits(kept)
    assert all(each >= 0 for each in visits)
    for step, each in enumerate(visits):
        arrived = (step == 0) + sum(visits[begin] * row.get(step, 0) for begin, row in enumerate(kept))
        assert each == pytest.approx(arrived)
    left = sum(each * (1 - sum(row.values())) for each, row in zip(visits, kept, strict=True))
    assert left == pytest.approx(1), "everybody who began ends somewhere, once"


@given(some_shares())
def test_only_ways_that_never_end_are_cut(shares: Shares) -> None:
    kept = flows.ending(shares)
    for begin, (row, left) in enumerate(zip(shares, kept, strict=True)):
        assert left.items() <= row.items()
        assert all(end <= begin for end in row.keys() - left.keys()), "only ways back"


@given(some_shares(), st.integers(0, 8), st.integers(1, 4))
def test_who_comes_to_a_stage_is_the_same_however_it_is_reckoned(shares: Shares, begin: int, span: int) -> None:
    kept = flows.ending(shares)
    inside = range(min(begin, len(kept) - 1), min(begin + span, len(kept)))
    came = flows.first_visits(kept, inside)
    assert 0 <= came <= 1 + 1e-9, "nobody comes a first time twice"
    if flows.is_final(kept, inside):
        assert flows.entering(kept, flows.visits(kept), inside) == pytest.approx(came)
