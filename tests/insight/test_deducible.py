"""What readers can compute of the rows that a site leaves out is told to who builds it, and what tells of persons is left out: by hand."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import yaml

from journeybook.checks import check
from journeybook.insight.deducible import deducible
from journeybook.languages import Words
from journeybook.site import pages, render
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.scene import Scene

TODAY = datetime.date(2026, 11, 1)
STAGES = [{"id": name, "name": name.upper()} for name in "abcd"]


def found(folder: Path, rows: str, hidden: str = "", **metric: object) -> list[int]:
    """The lines of `n.csv` that follow from what the public sees."""
    stages = [{**stage, **({"audience": "restricted"} if stage["id"] == hidden else {})} for stage in STAGES]
    map_ = {"title": "A map", "id": "m", "audience": "public", "stages": stages, "metrics": ["x"]}
    (folder / "m.yml").write_text(yaml.safe_dump(map_), encoding="utf-8")
    (folder / "library.yml").write_text(yaml.safe_dump({"metrics": [{"id": "x", "name": "X", "kind": "conversion", **metric}]}), encoding="utf-8")
    (folder / "n.csv").write_text("metric,date,map,stage,segment,audience,entered,completed\n" + rows, encoding="utf-8")
    loaded = check.load(folder, TODAY)
    assert [str(problem) for problem in loaded.problems if problem.level == "error"] == []
    return [count.place.line for count in deducible(loaded.atlas, loaded.seen_by("public"))]


ALL, OLD, NEW = "x,2026-06,m,,,,1000,500\n", "x,2026-06,m,,old,,600,300\n", "x,2026-06,m,,new,restricted,400,200\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (ALL + OLD + NEW, [4]),  # 1,000 − 600 = 400
        (ALL + NEW, []),  # 1,000 − 400 leaves 600 that nobody counted
        (OLD + NEW, []),  # without the whole there is nothing to take it from
        (ALL + OLD + NEW.replace("400,200", "300,150"), []),  # 600 + 300 are not all of 1,000
        (ALL + OLD + NEW.replace("400,200", "300,150") + "x,2026-06,m,,rest,restricted,100,50\n", []),  # only the two together
        (ALL + OLD + NEW.replace("2026-06,m", "2026-05,m"), []),  # of another month
        # the quarter of all, and its months; the June of the left-out row follows from neither
        ("x,2026-Q2,m,,,,3000,1500\nx,2026-04,m,,,,1000,500\nx,2026-05,m,,,,900,500\nx,2026-06,m,,,restricted,1100,500\n", [5]),
        # months of one part, the quarter of the other
        ("".join(f"x,2026-0{n},m,,,,1000,500\nx,2026-0{n},m,,old,,600,300\n" for n in (4, 5, 6)) + "x,2026-Q2,m,,new,restricted,1200,600\n", [8]),
        # no row says all of the new ones: 1,000 − 600 old − 380 new in A = 20 new in B
        (ALL + OLD + "x,2026-06,m,a,new,,380,180\nx,2026-06,m,b,new,restricted,20,20\n", [5]),
        (ALL + OLD + "x,2026-06,m,a,new,,350,180\nx,2026-06,m,b,new,restricted,20,20\n", []),  # 30 more are somewhere
    ],
)
def test_from_all_and_the_other_parts(tmp_path: Path, rows: str, expected: list[int]) -> None:
    assert found(tmp_path, rows) == expected


FUNNEL = "x,2026-06,m,a,,,1000,420\nx,2026-06,m,b,,,420,180\nx,2026-06,m,c,,,180,150\n"


@pytest.mark.parametrize(("hidden", "expected"), [("b", [3]), ("a", []), ("c", []), ("d", [])])
def test_from_the_stages_beside(tmp_path: Path, hidden: str, expected: list[int]) -> None:
    # 420 came out of the first, and 180 went into the third; what lies at an end has only one neighbour
    assert found(tmp_path, FUNNEL, hidden) == expected


TEAM = {"id": "till", "name": "Till", "lead": "Ada Byron", "contact": "ada@shop.example"}


@pytest.mark.parametrize(
    ("team", "audience", "told"),
    [({}, "public", False), ({"audience": "public"}, "public", True), ({}, "employees", True), ({}, "restricted", True)],
)
def test_who_leads_a_team_is_not_for_the_public(tmp_path: Path, team: dict[str, str], audience: str, told: bool) -> None:
    map_ = {"title": "A map", "id": "m", "audience": "public", "stages": [{"id": "a", "name": "A", "owner": "till"}]}
    (tmp_path / "m.yml").write_text(yaml.safe_dump(map_), encoding="utf-8")
    (tmp_path / "library.yml").write_text(yaml.safe_dump({"teams": [{**TEAM, **team}]}), encoding="utf-8")
    atlas = check.load(tmp_path, TODAY).seen_by(audience)
    scene = Scene(atlas, TODAY, Words("en"), lambda entry: "#".join(pages.location(entry)), str, str)
    text = "".join(render.render(page, scene, OwnEngine(), render.Glossary.of(atlas)) for page in pages.pages(atlas, scene.words))
    assert "Till" in text
    assert [word in text for word in ("Ada Byron", "ada@shop.example")] == [told, told]
