"""Targets that were reached and no longer are, and which of several targets holds now: the same on every page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import told
from told import Teller

SINCE = [{"date": "2026-06-30", "value": 72, "n": 1000}, {"date": "2026-10-31", "value": 60, "n": 1000}]
"""72 reaches a target of 70 in time; 60 is the newest."""


@pytest.fixture
def says(tmp_path: Path) -> Teller:
    return told.teller(tmp_path)


def metric(**fields: Any) -> dict[str, Any]:
    return {"id": "x", "name": "Orders", "kind": "retention", "values": SINCE, **fields}


GOALS = [{"id": "g", "title": "Sell", "metric": "x"}, {"id": "h", "title": "Sell more", "metric": "x", "target": 71, "due": "2026-06-30"}]


@pytest.mark.parametrize(
    ("lang", "was", "count", "gone"),
    [
        ("en", "▲ was reached by 30 June 2026, now behind", "1 metric, 1 behind", "at its target"),
        ("zh", "▲ 2026年6月30日前曾达标，现已落后", "1 个落后", "个已达标"),
    ],
)
def test_what_was_reached_and_is_no_longer_is_behind(says: Teller, lang: str, was: str, count: str, gone: str) -> None:
    # 72 on the day itself is in time; 60 of 31 October is not at 70, and no day's target is below it
    page = says({"metrics": [metric(target=70, due="2026-06-30")], "goals": GOALS}, "", {"metrics": ["x"]}, lang=lang)
    pages = {name: page(name) for name in ("metrics/x", "numbers", "goal-tree", "goals/g", "goals/h", "maps/m")}
    assert [name for name, text in pages.items() if was not in text] == []
    assert [name for name, text in pages.items() if "✓" in text] == []
    assert count in pages["numbers"]
    assert gone not in pages["numbers"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([("2026-06-30", 72), ("2026-10-31", 70)], "✓ reached"),  # still there
        ([("2026-06-30", 65), ("2026-10-31", 72)], "✓ reached late"),
        ([("2026-06-30", 65), ("2026-08-31", 72), ("2026-10-31", 60)], "✕ missed"),  # late, and gone again
        ([("2026-05-31", 72), ("2026-06-30", 65), ("2026-10-31", 60)], "✕ missed"),  # the last value in time decides
        ([("2026-06-30", 72), ("2026-07-31", 60), ("2026-10-31", 71)], "✓ reached"),
    ],
)
def test_by_the_last_value_in_time_and_the_newest(says: Teller, values: list[tuple[str, float]], expected: str) -> None:
    page = says({"metrics": [metric(target=70, due="2026-06-30", values=[{"date": day, "value": value} for day, value in values])]}, "")
    assert expected in page("numbers")


@pytest.mark.parametrize(
    ("fields", "value", "expected"),
    [
        # Wilson of 72 % of 1000: 69.1 to 74.7 %; of 75 %: 72.2 to 77.6 %; of 40 %: 37 to 43.1 %
        ({"target": 70}, 72, "✓ reached, within the margin"),
        ({"target": 72}, 72, "✓ reached, within the margin"),
        ({"target": 70}, 75, "✓ reached"),
        ({"target": 42, "kind": "churn"}, 40, "✓ reached, within the margin"),
        ({"target": 44, "kind": "churn"}, 40, "✓ reached"),
        ({"target": 70, "due": "2026-06-30"}, 72, "✓ reached late, within the margin"),
    ],
)
def test_a_target_that_is_reached_within_the_margin_says_so_on_every_page(says: Teller, fields: dict[str, Any], value: float, expected: str) -> None:
    values = [{"date": "2026-06-30", "value": 60, "n": 1000}, {"date": "2026-10-31", "value": value, "n": 1000}]
    page = says({"metrics": [metric(**{"values": values, **fields})], "goals": GOALS[:1]}, "", {"metrics": ["x"]})
    pages = {name: page(name) for name in ("metrics/x", "numbers", "goal-tree", "goals/g", "maps/m")}
    assert [name for name, text in pages.items() if expected not in text] == []
    assert [name for name, text in pages.items() if ("within the margin" in text) != ("within" in expected)] == []


def test_without_a_margin_nothing_is_said_of_it(says: Teller) -> None:
    page = says({"metrics": [metric(target=70, values=[{"date": "2026-10-31", "value": 70.5}])]}, "")
    assert "✓ reached" in page("numbers")
    assert "within the margin" not in page("numbers")


@pytest.mark.parametrize(("lang", "expected"), [("de", "✓ erreicht, innerhalb der Fehlerspanne"), ("zh", "✓ 已达标（在误差范围内）")])
def test_the_words_in_other_languages(says: Teller, lang: str, expected: str) -> None:
    assert expected in says({"metrics": [metric(target=70, values=SINCE[:1])]}, "", lang=lang)("metrics/x")


def test_parts_that_were_reached_do_not_count_as_reached(says: Teller) -> None:
    rows = "metric,date,channel,value,n\nx,2026-06-30,web,72,1000\nx,2026-10-31,web,60,1000\nx,2026-06-30,app,75,1000\nx,2026-10-31,app,75,1000\n"
    page = says({"metrics": [metric(target=70, due="2026-06-30", values=[])]}, rows)
    assert "▲ 1 of 2 parts reached" in page("numbers")
    assert "▲ was reached by 30 June 2026, now behind" in page("metrics/x")


THREE = [{"value": 90}, {"value": 80, "by": "2027-06-30"}, {"value": 65, "by": "2026-12-31"}, {"value": 50, "by": "2026-06-30"}]
"""Written in no order: the next open one is 65 by the end of 2026."""


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        (THREE, "65 % by 31 December 2026"),
        (THREE[:2], "80 % by 30 June 2027"),
        ([THREE[0], THREE[3]], "90 %"),  # one without a day is open
        ([{"value": 65, "by": "2026-09-30"}, {"value": 50, "by": "2026-06-30"}], "65 % by 30 September 2026"),  # all have passed: the last
    ],
)
def test_the_same_target_is_named_everywhere(says: Teller, targets: list[dict[str, Any]], expected: str) -> None:
    page = says({"metrics": [metric(target=targets)], "goals": GOALS[:1]}, "", {"metrics": ["x"]})
    state = "▲ was reached by 30 September 2026, now behind" if "September" in expected else "○ not reached yet"
    assert f"Against the target {expected} : {state}" in page("metrics/x").replace(":", " :").replace("  :", " :")
    assert f"{expected} {state}" in page("numbers")
    assert f"target {expected}" in page("goals/g")
    assert f"{state} target {expected}" in page("goal-tree")
    assert f"{expected} {state}" in page("maps/m")
    assert state in page("goals/g")


def test_a_goal_has_its_own_day(says: Teller) -> None:
    goals = [{"id": "g", "title": "Sell", "metric": "x", "due": "2027-06-30"}, {"id": "h", "title": "Sell more", "metric": "x", "due": "2026-11-30"}]
    page = says({"metrics": [metric(target=THREE)], "goals": goals}, "")
    assert "target 80 % by 30 June 2027" in page("goals/g")
    # no target is of that day: the one that holds now, beside the goal's day
    assert "by 30 November 2026; target 65 % by 31 December 2026" in page("goals/h")


def test_a_goal_in_words_is_not_judged_by_another_target(says: Teller) -> None:
    goals = [{"id": "g", "title": "Sell", "metric": "x", "target": "twice as many"}]
    page = says({"metrics": [metric(target=50)], "goals": goals}, "")
    assert "target twice as many; given in words" in page("goals/g").replace(" ;", ";")
    assert "✓" not in page("goals/g")


@pytest.mark.parametrize(
    ("target", "state"),
    [
        ("70 %", "○ not reached yet"),
        ("60%", "✓ reached"),
        ("60 percent", "✓ reached"),
        (60, "✓ reached"),
        (61, "○ not reached yet"),
        ("60 points more", "given in words"),
    ],
)
def test_a_goal_may_say_the_unit_of_its_metric(says: Teller, target: object, state: str) -> None:
    # 60 % is the newest; the metric's own target of 90 % is another
    page = says({"metrics": [metric(target=90)], "goals": [{"id": "g", "title": "Sell", "metric": "x", "target": target}]}, "")
    assert f"metric at 60 % (31 October 2026); target {target}; {state}" in page("goals/g").replace(" ;", ";")
