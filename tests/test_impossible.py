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
