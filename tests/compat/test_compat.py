"""Each combination of the matrix builds strictly, and holds what it must. Without JOURNEYBOOK_COMPAT=1, which `make compat` sets, only
the few that need no further plugin; with it, what is not installed is a failure."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

import sites
from compat import conditions, project
from compat.matrix import CASES, MATERIAL, MATERIALX, Case

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
    for condition in case.holds:
        found += condition(site.folder)
    assert not found, "\n".join(dict.fromkeys(found[:20]))
