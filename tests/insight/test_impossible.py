"""Numbers that cannot be: of days to come, shares beyond a hundred, targets that computing misses by a hair, people from nowhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import journeybook
import told
from told import Teller


@pytest.fixture
def says(tmp_path: Path) -> Teller:
    return told.teller(tmp_path)


def metric(says: Teller, fields: dict[str, Any], rows: str, lang: str = "en") -> str:
    return says({"metrics": [{"id": "x", "name": "X", **fields}]}, rows, lang=lang)("metrics/x")


@pytest.mark.parametrize("day", ["2027-06-30", "2026", "2026-11", "2026-11-24"])
def test_what_is_to_come_counts_nowhere_yet(says: Teller, day: str) -> None:
    """Today is 2026-11-23: the newest value is 30 of September, below the target of 90."""
    page = metric(says, {"kind": "retention", "target": 90}, f"metric,date,value\nx,2026-08,20\nx,2026-09,30\nx,{day},97\n")
    assert "30 %" in page
    assert "97 %" not in page
    assert "reached" not in page.replace("not reached yet", "")


def test_a_value_of_today_counts(says: Teller) -> None:
    assert "97 %" in metric(says, {"kind": "retention"}, "metric,date,value\nx,2026-09,30\nx,2026-11-23,97\n")


def test_own_values_to_come_leave_no_data(says: Teller) -> None:
    page = metric(says, {"kind": "retention", "values": [{"date": "9999-12-31", "value": 97}]}, "")
    assert "97 %" not in page
    assert "no data" in page


def test_a_funnel_to_come_is_no_funnel_yet(says: Teller) -> None:
    """Of October, 100 · 40 and 40 · 20 come to 20 %; those of December are not there yet."""
    rows = "metric,date,map,stage,entered,completed\n" + "".join(
        f"x,{day},m,{stage},{counted}\n" for day, of in (("2026-10-31", ("100,40", "40,20")), ("2026-12-31", ("100,90", "90,80")))
        for stage, counted in zip("ab", of, strict=True)
    )  # fmt: skip
    page = says({"metrics": [{"id": "x", "name": "X", "kind": "conversion"}]}, rows)("maps/m")
    assert "20 % get from the first stage counted" in page
    assert "80 %" not in page


@pytest.mark.parametrize(("kind", "unit", "value", "wrong"), [
    ("retention", "", "150", True), ("retention", "%", "100.1", True), ("churn", "％", "-3", True), ("churn", "", "100", False),
    ("retention", "%", "0", False), ("churn", "customers", "150", False), ("ratio", "%", "150", False),
])  # fmt: skip
def test_shares_of_all_customers_are_from_0_to_100(tmp_path: Path, kind: str, unit: str, value: str, wrong: bool) -> None:
    head = f"metrics:\n  - id: x\n    name: X\n    kind: {kind}\n" + (f"    unit: '{unit}'\n" if unit else "")
    (tmp_path / "m.yml").write_text("title: A map\nid: m\nstages: [First]\n", encoding="utf-8")
    (tmp_path / "library.yml").write_text(f"{head}    values:\n      - date: 2026-08-31\n        value: {value}\n", encoding="utf-8")
    (tmp_path / "n.csv").write_text(f"metric,date,value\nx,2026-09-30,{value}\n", encoding="utf-8")
    found = [problem for problem in journeybook.load(tmp_path, told.TODAY).problems if problem.level == "error"]
    assert {(it.place.path, it.code) for it in found} == ({("library.yml", "out-of-range"), ("n.csv", "csv-cell")} if wrong else set())
    for it in found:
        assert it.place.line == (2 if it.place.path == "n.csv" else len(head.splitlines()) + 3)
        assert f"a metric of kind {kind} cannot be {value} %" in it.message
        assert it.hint == "a share in percent from 0 to 100"


@pytest.mark.parametrize(("fields", "expected"), [
    ({"target": 1000}, "✓ reached"), ({"target": 1000.01}, "not reached yet"), ({"target": 1000, "better": "lower"}, "✓ reached"),
    ({"target": 2000, "warn": 1000}, "not reached yet"), ({"target": 2000, "warn": 1000.01}, "▲ below"),
])  # fmt: skip
def test_a_target_is_not_missed_by_computing(says: Teller, fields: dict[str, Any], expected: str) -> None:
    """100 × 0.7 / 0.07 is 1000, for a computer 999.9999999999999."""
    page = metric(says, {"kind": "ltv", "unit": "EUR", **fields}, "metric,date,revenue,margin,churn\nx,2026-09-30,100,0.7,0.07\n")
    assert "1,000 EUR" in page
    assert expected in page


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("first", "second", "third", "shares", "rates"), [
    # 200 went on of 1000, and 2000 came to the next stage: 20 % and 1900 / 2000 = 95 % went on, nothing is known of the first 1000
    ("1000,200", "2000,1900", "", ["100 %"], ["20 %", "95 %"]),
    # 500 went on of 1000, and 600 came; 300 / 600 = 50 %
    ("1000,500", "600,300", "", ["100 %"], ["50 %"]),
    # 400 / 1000 came to the second stage as 400; 300 of them went on, and 350 came to the third; 70 / 350 = 20 %
    ("1000,400", "400,300", "350,70", ["100 %", "40 %"], ["40 %", "75 %", "20 %"]),
])  # fmt: skip
def test_who_came_in_later_is_no_share_of_those_who_began(
    says: Teller, first: str, second: str, third: str, shares: list[str], rates: list[str], lang: str
) -> None:
    counted = {stage: numbers for stage, numbers in (("a", first), ("b", second), ("c", third)) if numbers}
    rows = "metric,date,map,stage,entered,completed\n" + "".join(f"x,2026-10-31,m,{stage},{numbers}\n" for stage, numbers in counted.items())
    stages = [{"id": stage, "name": name} for stage, name in zip("abc", ("First", "Second", "Third"), strict=True)]
    page = says({"metrics": [{"id": "x", "name": "X", "kind": "conversion", "target": 5}]}, rows, {"stages": stages}, lang=lang)
    told_, later = page("maps/m"), "Third" if third else "Second"
    untold = "cannot be told: others came in" if lang == "en" else "无法得出：中途有人加入"
    assert told_.count(untold) == len(counted) - len(shares)
    assert (f"More people came to “{later}” than went on" if lang == "en" else f"进入“{later}”的人数多于") in told_
    assert ("get from the first stage counted" if lang == "en" else "从统计的第一个阶段走到") not in told_
    assert all(rate.replace(" ", "" if lang == "zh" else " ") in told_ for rate in (*shares, *rates))
    head = page("metrics/x")
    assert ("cannot be computed" if lang == "en" else "无法计算") in head
    assert ("✓ reached" if lang == "en" else "✓ 已达标") not in head


def test_who_comes_in_before_the_first_count_is_no_matter(says: Teller) -> None:
    """Fewer came to the second stage than went on: 450 / 1000 = 45 % are still there, 90 / 1000 = 9 % get through."""
    rows = "metric,date,map,stage,entered,completed\nx,2026-10-31,m,a,1000,500\nx,2026-10-31,m,b,450,90\n"
    page = says({"metrics": [{"id": "x", "name": "X", "kind": "conversion"}]}, rows)("maps/m")
    assert "45 %" in page
    assert "9 % get from the first stage counted" in page
    assert "others came in" not in page


def test_one_answer_has_no_margin(says: Teller) -> None:
    """A detractor, then a promoter: −100 and 100, of one answer each; nobody knows whether that is better."""
    page = metric(says, {"kind": "nps"}, "metric,date,promoters,passives,detractors\nx,2026-09-30,0,0,1\nx,2026-10-31,1,0,0\n")
    assert "+200 since 30 September 2026, margin not known" in page
    assert "±" not in page
    assert "better" not in page[page.index("Newest value") : page.index("Values")]


@pytest.mark.parametrize(("kind", "before", "after", "change"), [
    # a quarter has 90 days, a month 30: a third of the days with a third of the sum is no loss
    ("count", "2026-Q1,300", "2026-06,100", ""), ("revenue", "2026-08,100", "2025-10-01/2026-09-30,1200", ""), ("cost", "2025,1200", "2026-06,100", ""),
    # months of 28 and 31 days, quarters of 90 and 91: 110 − 100 = 10
    ("count", "2026-02,100", "2026-03,110", "+10 since February 2026"), ("revenue", "2026-Q1,100", "2026-Q2,110", "+10 since Q1 2026"),
    # a day may stand for any period, and a mean time does not grow with it
    ("cost", "2026-01-31,100", "2026-Q2,110", "+10 since 31 January 2026"), ("duration", "2026-Q1,100", "2026-06,110", "+10 since Q1 2026"),
])  # fmt: skip
def test_sums_of_periods_of_different_lengths_are_not_compared(says: Teller, kind: str, before: str, after: str, change: str) -> None:
    page = metric(says, {"kind": kind, "better": "higher"}, f"metric,date,value\nx,{before}\nx,{after}\n")
    assert (change in page) if change else ("since" not in page and "worse" not in page[page.index("Newest value") :])
