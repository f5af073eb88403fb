"""What views ask again and again is worked out once: for a page where addresses stand in it, for the atlas where none do."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.checks.check import load
from journeybook.languages import Words
from journeybook.model.values import Sort
from journeybook.site.parts import facts
from journeybook.site.scene import Scene, once_a_page, once_an_atlas

TODAY = datetime.date(2026, 9, 1)
MAP = "title: Shoes\nstages:\n  - {name: Look, pains: [{text: Too many, severity: 2}]}\n  - name: Pay\n"


@pytest.fixture
def atlas(tmp_path: Path) -> Atlas:
    (tmp_path / "shoes.yml").write_text(MAP, encoding="utf-8")
    return load(tmp_path, TODAY).atlas


def page(atlas: Atlas, top: str = "", lang: str = "en", today: datetime.date = TODAY) -> Scene:
    return Scene(atlas, today, Words(lang), lambda entry: f"{top}#{entry.id}", str, str)


def counted(how: Callable[[Callable[[Scene, Entry], str]], Callable[[Scene, Entry], str]]) -> tuple[list[str], Callable[[Scene, Entry], str]]:
    asked: list[str] = []

    def answer(scene: Scene, entry: Entry) -> str:
        asked.append(entry.id)
        return f"{scene.words.code} {scene.today} {scene.href(entry)}"

    return asked, how(answer)


def test_what_holds_on_a_page_is_asked_once_for_each_record_and_page(atlas: Atlas) -> None:
    asked, answer = counted(once_a_page)
    here, there = page(atlas, "here"), page(atlas, "there")
    map_ = atlas.maps["shoes"]
    first, second = atlas.stages(map_)
    assert [answer(here, first), answer(here, first), answer(here, second)] == [f"en {TODAY} here#{id_}" for id_ in ("look", "look", "pay")]
    assert answer(there, first) == f"en {TODAY} there#look"
    assert asked == ["look", "pay", "look"]


def test_what_holds_on_all_pages_is_asked_once_for_each_day_and_language(atlas: Atlas) -> None:
    asked, answer = counted(once_an_atlas)
    entry = atlas.maps["shoes"]
    later = TODAY + datetime.timedelta(days=1)
    for scene in (page(atlas), page(atlas), page(atlas, lang="zh"), page(atlas, lang="zh"), page(atlas, today=later)):
        assert answer(scene, entry).startswith(f"{scene.words.code} {scene.today}")
    assert asked == ["shoes"] * 3


def test_two_atlases_share_nothing(atlas: Atlas, tmp_path: Path) -> None:
    asked, answer = counted(once_an_atlas)
    other = load(tmp_path, TODAY).atlas
    assert answer(page(atlas), atlas.maps["shoes"]) == answer(page(other), other.maps["shoes"])
    assert asked == ["shoes", "shoes"]


def test_an_address_is_asked_for_once(atlas: Atlas) -> None:
    asked: list[str] = []
    scene = Scene(atlas, TODAY, Words("en"), lambda entry: asked.append(entry.id) or "x", str, str)
    assert [scene.href(atlas.maps["shoes"]) for _ in range(3)] == ["x"] * 3
    assert asked == ["shoes"]


@pytest.mark.parametrize(
    ("sort", "value", "said"),
    [
        ("date", "2026-06-01/2026-06-14", "1 June 2026 – 14 June 2026"), ("date", "summer", "summer"), ("date", TODAY, "1 September 2026"),
        ("duration", "PT10M", "10 minutes"), ("time", "P1D", "1 day"), ("words", "PT10M", "PT10M"), ("period", "quarterly", "3 months"), ("period", "at times", "at times"),
        ("choice", "draft", "Draft"), ("words", "draft", "draft"), ("lang", "zh", "中文"), ("share", 0.31, "31\u00a0%"), ("number", 0.31, "0.31"), ("frequency", "often", "often"),
    ],
)  # fmt: skip
def test_a_value_is_shown_by_what_its_field_holds(atlas: Atlas, sort: Sort, value: object, said: str) -> None:
    assert facts.shown(page(atlas), sort, value) == said
