"""Each combination of the matrix builds strictly, and holds what it must. Without JOURNEYBOOK_COMPAT=1, which `make compat` sets, only
the few that need no further plugin; with it, what is not installed is a failure."""

from __future__ import annotations

import os
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

import sites
from compat import conditions, project
from compat.__main__ import PAGE, written
from compat.matrix import CASES, MATERIAL, MATERIALX, SEALED, Case
from compat.rows import OURS, ROWS, cases, table

ALL = {"": tuple(case for case in CASES if case.cheap), "1": CASES, "materialx": MATERIALX}[os.environ.get("JOURNEYBOOK_COMPAT", "")]


def build(case: Case, folder: Path) -> sites.Built:
    """The site of `case`."""
    options = {"journeybook": {"today": sites.TODAY}}
    plugins = [options if plugin == "journeybook" else plugin for plugin in case.plugins]
    settings = {"site_url": "https://library.example/", "theme": MATERIAL, "plugins": plugins, **case.settings}
    where = project.write(folder, case.files, settings)
    if case.git:
        project.commit(where)
    return sites.build(where, None, "--strict", builder=case.builder)


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)
def test_combination(case: Case, tmp_path: Path) -> None:
    missing = [name for name in case.needs if find_spec(name) is None]
    assert not missing, f"not installed: {missing}"
    site = build(case, tmp_path / "project")
    assert site.code == 0, site.output
    assert "Traceback" not in site.output
    found = [*conditions.sound(site.folder, case.but), *(conditions.unmarked(site.folder) if case.marked else ())]
    found += () if case.but == SEALED else conditions.whole(site.folder)
    for condition in case.holds:
        found += condition(site.folder)
    assert not found, "\n".join(dict.fromkeys(found[:20]))


def test_the_table_says_what_is_tried() -> None:
    assert {case.row for case in (*CASES, *MATERIALX)} == {row.name for row in ROWS}
    assert all(cases(row) for row in ROWS)
    inside, versions = written(PAGE.read_text(encoding="utf-8"))
    assert inside == table(versions), "run 'make compat'"
    assert set(versions) == {row.package for row in ROWS} - {OURS}


def test_what_is_tried_is_installed() -> None:
    folder = Path(__file__).parent
    required = "".join((folder / name).read_text(encoding="utf-8") for name in ("requirements.txt", "requirements-materialx.txt"))
    required += (sites.REPO / "pyproject.toml").read_text(encoding="utf-8")
    for row in ROWS:
        bounds = re.search(rf"(?m)^\W*{re.escape(row.package)}(\[\w+\])?>=[\d.]+,<[\d.]+", required)
        assert row.package == OURS or bounds, f"{row.package} has no bounds"
