"""What changed: a number is news only by a change that chance alone does not explain, and the home counts what the page tells."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

import told
from journeybook.site.parts import standing_changes
from journeybook.site.views import changes, home

METRIC = {"id": "x", "name": "Orders", "kind": "retention", "target": 90, "warn": 70}


def values(*shares: float, n: int | None = 1000) -> list[dict[str, Any]]:
    return [{"date": f"2026-{month:02}-28", "value": share, **({"n": n} if n else {})} for month, share in enumerate(shares, 1)]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (values(69.9, 70.1), []),  # either may be chance
        (values(69.9, 70.1, 69.9, 70.2), []),
        (values(60, 80), [("2026-02-28", True, "60 %", "80 %")]),
        (values(80, 60), [("2026-02-28", False, "80 %", "60 %")]),
        (values(69, 70.5, 72, 76), [("2026-04-28", True, "69 %", "76 %")]),  # no step of these is clear, the way is
        (values(60, 80, n=13), []),
        (values(60, 80, n=None), []),  # a share of nobody knows how many
        (values(80, 95, 60), [("2026-02-28", True, "80 %", "95 %"), ("2026-03-28", False, "95 %", "60 %")]),
    ],
)
def test_a_line_is_crossed_by_more_than_chance(found: list[dict[str, Any]], expected: list[tuple[str, bool, str, str]], tmp_path: Path) -> None:
    made = told.scene(tmp_path, {"metrics": [{**METRIC, "values": found}]}, "")
    assert [
        (str(it.day), it.better, *(text.replace("\xa0", " ") for text in (it.before, it.after))) for it in standing_changes.crossings(made, None)
    ] == expected


def test_totals_are_taken_as_counted(tmp_path: Path) -> None:
    made = told.scene(tmp_path, {"metrics": [{**METRIC, "kind": "count", "better": "higher", "values": values(69, 71, n=None)}]}, "")
    assert [it.key for it in standing_changes.crossings(made, None)] == ["open"]


def test_the_home_counts_what_the_page_tells(tmp_path: Path) -> None:
    library = {"metrics": [{**METRIC, "values": values(60, 80)}], "evidence": [{"id": "e", "title": "E", "date": "2026-05-01"}]}
    made = told.scene(tmp_path, library, "")
    page = changes.view(made, None)
    assert [[it.kind for it in month.rows] for month in page.months] == [["evidence"], ["better"]]
    assert home.view(made, None).changes == sum(len(month.rows) for month in page.months) == 2


def test_many_changes_are_divided_and_each_month_keeps_its_count(tmp_path: Path) -> None:
    found = [{"id": f"e{number}", "title": f"E {number}", "date": f"2026-0{1 + number % 2}-01"} for number in range(10)]
    made = told.scene(tmp_path, {"evidence": found}, "")
    parts = [changes.view(replace(made, part=part, parts=3), None) for part in (1, 2, 3)]
    assert [[len(month.rows) for month in part.months] for part in parts] == [[4], [1, 3], [2]]
    assert {month.counts for part in parts for month in part.months} == {(("evidence", 5),)}


def test_what_a_retired_map_had_planned_is_not_late(tmp_path: Path) -> None:
    work = [{"id": "i", "title": "I", "status": "accepted", "due": "2026-01-01"}]
    for status in ("draft", "retired"):
        (tmp_path / f"{status}.yml").write_text(yaml.safe_dump({"title": status, "stages": ["A"], "status": status, "improvements": work}), encoding="utf-8")
    assert [it.link.text for it in home.view(told.scene(tmp_path, {"teams": [{"id": "t", "name": "T"}]}, ""), None).due] == ["I"]
