"""What is dated ahead has not happened yet: on no page, in no count and for no rule."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

import told

TEAM = {"teams": [{"id": "till", "name": "Till"}]}


def pages(folder: Path, shipped: datetime.date, **more: Any) -> dict[str, str]:
    work = {"id": "a", "title": "Faster", "at": "a", "status": "done", "shipped": shipped, "owner": "till", **more}
    scene = told.scene(folder, TEAM, "", {"owner": "till", "improvements": [work]})
    return {path: told.text(scene, path) for path in ("maps/m", "backlog", "teams/till")}


@pytest.mark.parametrize(("days", "is_there"), [(-1, True), (0, True), (1, False)])
def test_what_ships_tomorrow_is_in_progress_today(tmp_path: Path, days: int, is_there: bool) -> None:
    found = pages(tmp_path, told.TODAY + datetime.timedelta(days=days), due=datetime.date(2026, 10, 15))
    for path, text in found.items():
        assert ("In progress" in text) is not is_there, path
    assert ("What has shipped, and whether its number moved" in found["backlog"]) is is_there
    # due on 15 October and not with customers yet: late
    assert ("◷ 15 October 2026, 39 days late Faster" in found["teams/till"]) is not is_there


def test_without_a_due_day_the_planned_one_is_said(tmp_path: Path) -> None:
    found = pages(tmp_path, told.TODAY + datetime.timedelta(days=9))
    assert "2 December 2026" in found["maps/m"]
    assert "shipped on 2 December 2026" not in " ".join(found.values()).lower()
