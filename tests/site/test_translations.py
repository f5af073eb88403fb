"""A translation is the same map in other words: what it says is counted once, and each leads to the other."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.connections import handovers_by_team
from journeybook.checks.check import load

LIBRARY = "teams: [{id: shop, name: Shop}, {id: till, name: Till}]\n"
MAP = """
title: {title}
id: {id}
lang: {lang}
owner: shop
{extra}
stages: [{{id: choose, name: A, owner: shop}}, {{id: pay, name: B, owner: till}}]
pains: [{{id: slow, text: C, at: pay, severity: 2, owner: till}}]
improvements: [{{id: fast, title: D, pains: [slow], owner: till}}]
"""


@pytest.fixture
def atlas(tmp_path: Path) -> Atlas:
    (tmp_path / "library.yml").write_text(LIBRARY, encoding="utf-8")
    (tmp_path / "shoes.yml").write_text(MAP.format(title="Shoes", id="shoes", lang="en", extra=""), encoding="utf-8")
    translated = MAP.format(title="鞋", id="xie", lang="zh", extra="translation_of: shoes")
    (tmp_path / "xie.yml").write_text(translated, encoding="utf-8")
    loaded = load(tmp_path, datetime.date(2026, 11, 1))
    assert [problem.message for problem in loaded.problems if problem.level == "error"] == []
    return loaded.atlas


def test_items_of_a_translation_are_no_further_ones(atlas: Atlas) -> None:
    assert [pain.map.id for pain in atlas.counted("pain")] == ["shoes"]
    assert len(atlas.items["pain"]) == 2
    assert [map_.id for map_ in atlas.originals] == ["shoes"]


def test_teams_hear_of_the_original_alone(atlas: Atlas) -> None:
    till = atlas.library["team"]["till"]
    assert {reference.source.map.id for reference in atlas.referring_to(till)} == {"shoes"}
    assert [map_.id for map_, _ in handovers_by_team(atlas)[till]] == ["shoes"]


def test_within_a_translation_all_holds_together(atlas: Atlas) -> None:
    slow = next(pain for pain in atlas.items["pain"] if pain.map.id == "xie")
    assert [reference.source.id for reference in atlas.referring_to(slow)] == ["fast"]
    assert [reference.source.id for reference in atlas.referring_to(atlas.maps["shoes"])] == ["xie"]
    assert atlas.lang_of(atlas.library["team"]["till"]) == "en"


def test_a_row_of_a_translation_is_one_of_its_original(tmp_path: Path) -> None:
    """50 of 100 in June under the one name, 60 in September under the other: one journey, newest 60."""
    for name, more in (("shop", ""), ("shop-zh", "lang: zh\ntranslation_of: shop\n")):
        (tmp_path / f"{name}.yml").write_text(f"title: {name}\nid: {name}\n{more}stages: [{{id: pay, name: Pay}}]\nmetrics: [paid]\n", encoding="utf-8")
    (tmp_path / "library.yml").write_text("metrics: [{id: paid, name: Paid, kind: conversion}]\n", encoding="utf-8")
    (tmp_path / "n.csv").write_text(
        "metric,date,map,stage,entered,completed\npaid,2026-06-30,shop,,100,50\npaid,2026-09-30,shop-zh,,100,60\npaid,2026-09-30,shop-zh,pay,50,40\n",
        encoding="utf-8",
    )
    atlas = load(tmp_path, datetime.date(2026, 11, 1)).atlas
    assert [(count.map, count.stage, count.numbers["completed"]) for count in atlas.counts] == [("shop", "", 50), ("shop", "", 60), ("shop", "pay", 40)]
