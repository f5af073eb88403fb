"""A record that very much refers to is told in parts, and each place stands in one of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

import told
from journeybook.site.scene import Scene
from journeybook.site.views import system, team, touchpoint

STEPS = 12


def scene(folder: Path) -> Scene:
    def map_(ident: str, **more: Any) -> str:
        steps = [{"id": f"s{number}", "name": f"{ident} {number}", "feels": 0, "touchpoints": ["p"], "systems": ["y"]} for number in range(STEPS)]
        return yaml.safe_dump({"title": ident, "id": ident, "owner": "t", "stages": [{"id": "a", "name": "A", "owner": "t", "steps": steps}], **more})

    for ident, more in {"fut": {"state": "future"}, "one": {}, "two": {}}.items():
        (folder / f"{ident}.yml").write_text(map_(ident, **more), encoding="utf-8")
    library = {"teams": [{"id": "t", "name": "T"}], "touchpoints": [{"id": "p", "name": "P"}], "systems": [{"id": "y", "name": "Y"}]}
    return told.scene(folder, library, "")


@pytest.mark.parametrize(("kind", "ident", "view"), [("touchpoint", "p", touchpoint.view), ("system", "y", system.view)])
def test_each_meeting_stands_in_one_part(kind: str, ident: str, view: Any, tmp_path: Path) -> None:
    made = scene(tmp_path)
    record = made.atlas.library[kind][ident]
    whole = [(group.map.text, row.link.text) for group in view(made, record).groups for row in group.rows]
    parts = [view(replace(made, part=part, parts=5), record) for part in range(1, 6)]
    found = [[(group.map.text, row.link.text) for group in part.groups for row in group.rows] for part in parts]
    assert [row for part in found for row in part] == whole
    assert len(whole) == 3 * STEPS
    assert whole[-1][0] == "fut"
    assert max(map(len, found)) == 8
    if kind == "system":  # what it says of the whole is the same on each part
        assert {(part.places, part.maps, tuple(it.text for it in part.teams)) for part in parts} == {(3 * STEPS, 3, ("T",))}


def test_a_team_meets_customers_in_parts(tmp_path: Path) -> None:
    made = scene(tmp_path)
    record = made.atlas.library["team"]["t"]
    shown = []
    for part in (1, 2, 3):
        found = team.view(replace(made, part=part, parts=3), record).stretch
        assert found is not None
        assert (found.moments, found.others) == (2 * STEPS, 0)
        shown.append([len(moments) for _, moments in found.journeys])
        assert len(found.picture.scores) == sum(shown[-1])
    assert shown == [[8], [4, 4], [8]]
