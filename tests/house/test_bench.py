"""The benchmark measures what it says: every rival builds a page for every map, with every text of its YAML. Nothing is timed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.bench import building, rivals
from tests.bench.maker import Maker
from tests.bench.measure import Failed
from tests.bench.rows import ROWS
from tests.bench.workshop import ROOT, Bench

MAPS = 2
TECHNICAL = {"id", "every", "state", "status", "market", "industry", "from", "to", "kind"}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("bench"), 1)


def said(value: Any, key: str = "") -> Iterator[str]:
    """Every text that a map's author wrote in sentences and names."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from said(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from said(inner, key)
    elif isinstance(value, str) and key not in TECHNICAL and " " in value:
        yield value


@pytest.mark.parametrize("name", ["journeybook", "plain", "gen-files", "gen-files-c", "macros", "macros-c"])
def test_every_rival_shows_every_text(bench: Bench, name: str) -> None:
    kind = name.removesuffix("-c")
    if kind in rivals.NEEDED:
        pytest.importorskip(rivals.NEEDED[kind][0])
    bench.once(building.build(bench, name, MAPS))
    pages = building.project(bench, name, MAPS) / "site" / ("journeys/maps" if name == "journeybook" else "maps")
    for number in range(MAPS):
        page = (pages / f"journey-{number:04}" / "index.html").read_text(encoding="utf-8")
        shown = " ".join(html.unescape(re.sub(r"<svg.*?</svg>|<[^>]*>", " ", page, flags=re.DOTALL)).split())
        shown = shown.replace("“", '"').replace("”", '"')
        assert [text for text in said(Maker(MAPS).map(number)) if text not in shown] == []
        assert "mermaid" in page or "<svg" in page


def test_the_page_of_a_map_is_light(bench: Bench) -> None:
    """Bytes are the same on every machine. The goal is 90 KB; half of what is above it are texts that stand at more than one place."""
    heavy = building.map_weight(bench, MAPS)
    assert heavy.figure < 152, heavy.ours


def test_a_rival_that_is_not_installed_is_named(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rivals, "find_spec", lambda name: None)
    with pytest.raises(Failed, match="needs `pip install mkdocs-macros-plugin`"):
        rivals.write_site(bench.folder / "none", "macros", MAPS, bench.atlas(MAPS) / "journeys")


def test_rows_have_names_of_their_own() -> None:
    assert len({row.name for row in ROWS}) == len(ROWS)
    documented = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    assert "pip install mkdocs-gen-files mkdocs-macros-plugin" in documented


def test_a_preview_is_built_twice(bench: Bench) -> None:
    folder = building.project(bench, "journeybook", MAPS)
    edited: Path = folder / "journeys" / "maps" / "area-000" / "journey-0001.yml"
    before = edited.read_bytes()
    found = building.edited_and_built(bench, folder, edited)
    assert found.first > 0 < found.again
    assert edited.read_bytes() == before
