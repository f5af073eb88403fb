"""The indexes of the whole atlas: what stands in them, in what order, and what is named as missing."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

import journeybook
from journeybook import pages, render
from journeybook.diagrams import SourceEngine
from journeybook.scene import Scene
from journeybook.views import moments
from journeybook.words import Words

TODAY = datetime.date(2026, 11, 23)
MakeScene = Callable[..., Scene]


@pytest.fixture
def scene_of(tmp_path: Path) -> MakeScene:
    """`scene_of(first, second, …)` writes files and gives the scene of their atlas."""

    def make(*files: str, lang: str = "en") -> Scene:
        for number, text in enumerate(files):
            (tmp_path / f"file{number}.yml").write_text(text, encoding="utf-8")
        atlas, problems = journeybook.load(tmp_path, TODAY)
        assert [str(problem) for problem in problems if problem.level == "error"] == []
        return Scene(atlas, TODAY, Words(lang), lambda entry: "#".join(pages.location(entry)), str, str)

    return make


def html(scene: Scene, path: str) -> str:
    """The page at `path`."""
    page = next(page for page in pages.pages(scene.atlas, scene.words) if page.path == path)
    return render.render(page, scene, SourceEngine(), render.Glossary.of(scene.atlas))


def hubs(scene: Scene) -> list[str]:
    return [page.path for page in pages.hubs(scene.atlas, scene.words)]


SMALLEST = "title: Smallest\nstages: [Only]\n"
MOMENTS = """
title: Buying
id: buying
owner: shop
stages:
  - id: pay
    name: I pay
    steps:
      - {id: card, name: Takes the card, feels: 1, moment_of_truth: true}
      - id: wait
        name: Waits
        feels: -2
        moment_of_truth: The till is slow
        rating: {satisfaction: 1, importance_customer: 5}
        pains: [{id: queue, text: The queue, severity: 3}, {id: old, text: Gone, severity: 4, resolved: 2026-01-01}]
        improvements: [{id: bell, title: A bell}, {id: no, title: Never, status: rejected, reason: No}]
      - id: help
        name: Gets help
        perspectives: {clerk: {feels: -1, moment_of_truth: First word}}
      - {id: leave, name: Leaves, moment_of_truth: No score here}
      - {id: not, name: Not one, moment_of_truth: false}
opportunities: [{id: chance, title: Faster, pains: [queue]}]
improvements: [{id: tills, title: More tills, opportunity: chance, status: in-progress}]
"""
RETIRED = "title: Old\nstatus: retired\nstages: [{name: Was, moment_of_truth: Long ago}]\n"


def test_moments_lowest_feeling_first(scene_of: MakeScene) -> None:
    scene = scene_of(MOMENTS, RETIRED)
    rows = moments.view(scene, None).rows
    assert [row.at.link.text for row in rows] == ["Waits", "Gets help", "Takes the card", "Leaves"]
    wait = rows[0]
    assert (wait.reason, wait.at.satisfaction, wait.at.importance) == ("The till is slow", "1", "5 to customers")
    assert [pain.label for pain in wait.at.pains] == ["The queue"]
    assert [answer.label for answer in wait.answers] == ["More tills", "A bell"]
    assert [owner.text for owner in wait.at.owners] == ["shop"]
    assert rows[1].at.role == "clerk"
    assert rows[2].reason == ""


def test_no_moments_no_page(scene_of: MakeScene) -> None:
    assert "moments" not in hubs(scene_of(SMALLEST, RETIRED))


def test_the_page_of_moments(scene_of: MakeScene) -> None:
    text = html(scene_of(MOMENTS), "moments")
    assert "1 of 5" in text
    assert "nothing yet" in text
    assert "Not one" not in text
