"""Which pains are open today, and who answers for them: the same on the home page, on that of all pains and on that of a team."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import yaml

import journeybook
import told
from journeybook.languages import Words
from journeybook.site import pages
from journeybook.site.scene import Scene
from journeybook.site.views import backlog, home, pains, team, teams


def scene(folder: Path, today: datetime.date = told.TODAY) -> Scene:
    """A map of today with four pains, a future and a retired one with one each, all of the team `t`."""

    def map_(ident: str, found: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
        work = {"id": "i", "title": f"Work of {ident}", "at": "a", "status": "in-progress", "value": 3, "effort": 3}
        return {"title": ident, "id": ident, "owner": "t", "stages": [{"id": "a", "name": "A", "pains": found}], "improvements": [work], **more}

    mixed = [
        {"id": "blocks", "text": "Blocks", "severity": 4},
        {"id": "healed", "text": "Healed", "severity": 3, "resolved": datetime.date(2026, 11, 1)},
        {"id": "later", "text": "Later", "severity": 2, "resolved": datetime.date(2027, 5, 1)},
        {"id": "none", "text": "None", "severity": 0},
    ]
    files = {
        "lib": {"teams": [{"id": "t", "name": "T"}]},
        "m": map_("m", mixed),
        "fut": map_("fut", [{"id": "f", "text": "F", "severity": 4}], state="future", baseline="m"),
        "ret": map_("ret", [{"id": "r", "text": "R", "severity": 4}], status="retired"),
    }
    for name, content in files.items():
        (folder / f"{name}.yml").write_text(yaml.safe_dump(content), encoding="utf-8")
    atlas, _ = journeybook.load(folder, today)
    return Scene(atlas, today, Words("en"), lambda entry: "#".join(pages.location(entry)), str, lambda path: path)


def test_open_are_those_that_hurt_today(tmp_path: Path) -> None:
    made = scene(tmp_path)
    seen = pains.view(made, None)
    assert [row.brief.label for row in seen.open] == ["Blocks", "Later"]
    assert [(row.brief.label, row.map.note if row.map else "") for row in seen.aside] == [("F", "Future state"), ("R", "Retired"), ("None", "")]
    assert [row.brief.label for row in seen.resolved] == ["Healed"]
    assert (seen.blocking, seen.harmless) == (1, 1)
    found = home.view(made, None)
    assert (found.open_pains, found.blocking) == (2, 1)
    assert {row.link.text: row.open_pains for row in found.rows} == {"m": 2, "fut": 1, "ret": 1}


def test_a_pain_is_healed_from_its_day_on(tmp_path: Path) -> None:
    assert [row.brief.label for row in pains.view(scene(tmp_path, datetime.date(2027, 5, 1)), None).resolved] == ["Healed", "Later"]


def test_home_and_the_teams_page_count_the_same(tmp_path: Path) -> None:
    made = scene(tmp_path)
    row = next(iter(teams.view(made, None)))
    page = team.view(made, made.atlas.library["team"]["t"])
    assert (row.maps, row.open_pains, row.improvements) == (3, 2, 2)  # the retired map's work is none
    assert [it.label for it in page.pains] == ["Blocks", "Later"]
    assert sorted(it.label for it in page.improvements) == ["Work of fut", "Work of m"]


def test_what_a_retired_map_had_planned_is_last_and_says_so(tmp_path: Path) -> None:
    made = scene(tmp_path)
    found = backlog.view(made, None)
    assert [(row.title, row.map.note if row.map else "") for row in found.rows] == [("Work of fut", ""), ("Work of m", ""), ("Work of ret", "Retired")]
    assert [dot.numbers for dot in found.dots] == [(1, 2)]


def test_what_has_shipped_and_left_the_pain_is_no_plan(tmp_path: Path) -> None:
    work = [{"id": ident, "title": ident, "pains": [ident], "status": status, "shipped": "2026-09-01"} for ident, status in (("a", "done"), ("b", "accepted"))]
    hurts = [{"id": ident, "text": ident, "severity": 4} for ident in ("a", "b", "c")]
    (tmp_path / "m.yml").write_text(yaml.safe_dump({"title": "m", "stages": [{"name": "A", "pains": hurts}], "improvements": work}), encoding="utf-8")
    atlas, _ = journeybook.load(tmp_path, told.TODAY)
    made = Scene(atlas, told.TODAY, Words("en"), lambda entry: "#".join(pages.location(entry)), str, lambda path: path)
    assert pains.view(made, None).unanswered == 2  # a, whose work is done, and c


def test_what_is_due_next_and_late_is_told_as_late(tmp_path: Path) -> None:
    work = [{"id": "i", "title": "I", "owner": "t", "status": "accepted", "due": "2026-10-01"}]
    (tmp_path / "late.yml").write_text(yaml.safe_dump({"title": "late", "stages": ["A"], "improvements": work}), encoding="utf-8")
    made = scene(tmp_path)
    days = (told.TODAY - datetime.date(2026, 10, 1)).days
    assert [choice.said[-1] for choice in home.view(made, None).teams] == [f"{days} days late"]
