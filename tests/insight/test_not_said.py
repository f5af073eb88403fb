"""What one map of a pair does not say is not gone: steps, pains, touchpoints, channels, owners, times, feelings; from YAML to the words."""

from __future__ import annotations

import datetime
import html
import re
from pathlib import Path

import pytest

import journeybook
from journeybook.languages import Words
from journeybook.site import pages, render
from journeybook.site.comparison.pairs import Comparison, Row, compare, pairs
from journeybook.site.comparison.progress import leads
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.scene import Scene

TODAY = datetime.date(2026, 11, 23)
LIBRARY = """
channels: [{id: web, name: Web}, {id: phone, name: Phone}]
touchpoints: [{id: page, name: Page, channel: web}, {id: call, name: Call, channel: phone}]
"""
NOW = """
title: Now
id: now
stages:
  - {id: find, name: I find it, owner: sales, duration: PT10M, touchpoints: [call], steps: [{id: look, name: Looks, pains: [{id: dull, text: Dull}]}, {id: ask, name: Asks}]}
  - {id: pay, name: I pay, owner: till, steps: [{id: type, name: Types, touchpoints: [page], pains: [{id: slow, text: Slow}, {id: dear, text: Dear}]}]}
pains: [{id: alone, text: Alone}]
improvements: [{id: quick, title: Quicker, pains: [slow], status: done}, {id: asked, title: Ask less, at: ask, status: done}]
"""
THEN = "title: Then\nid: then\nstate: future\nbaseline: now\n"


def compared(folder: Path, after: str, lang: str = "en") -> tuple[Scene, Comparison]:
    for name, text in (("library", LIBRARY), ("now", NOW), ("then", THEN + after)):
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    atlas, problems = journeybook.load(folder, TODAY)
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    scene = Scene(atlas, TODAY, Words(lang), lambda entry: "#".join(pages.location(entry)), str, str)
    return scene, compare(scene, pairs(atlas)[0])


def marks(rows: tuple[Row, ...]) -> dict[str, str]:
    return {row.spot.id: row.own_mark for row in rows}


def text_of(scene: Scene) -> str:
    (page,) = [page for page in pages.pages(scene.atlas, scene.words) if page.path == "compare/now/then"]
    made = render.render(page, scene, OwnEngine(), render.Glossary.of(scene.atlas))
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", made)))


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        # nothing is said of pains
        ("stages: [{id: find, name: A, steps: [{id: look, name: L}]}, {id: pay, name: B, steps: [{id: type, name: T}]}]",
         {"dull": "unsaid", "slow": "unsaid", "dear": "unsaid", "alone": "unsaid"}),
        # at one step a list is written, an empty one too: there what it lacks is gone
        ("stages: [{id: find, name: A, steps: [{id: look, name: L}]}, {id: pay, name: B, steps: [{id: type, name: T, pains: [{id: dear, text: Dear}]}]}]",
         {"dull": "unsaid", "slow": "gone", "dear": "same", "alone": "unsaid"}),
        ("stages: [{id: find, name: A, steps: [{id: look, name: L}]}, {id: pay, name: B, pains: [], steps: [{id: type, name: T}]}]",
         {"dull": "unsaid", "slow": "gone", "dear": "gone", "alone": "unsaid"}),
        # a list of the whole map is said everywhere
        ("stages: [{id: find, name: A, steps: [{id: look, name: L}]}, {id: pay, name: B, steps: [{id: type, name: T}]}]\npains: [{id: worse, text: Worse, at: look}]",
         {"dull": "gone", "worse": "new", "slow": "gone", "dear": "gone", "alone": "gone"}),
        # resolved is gone, whatever else is silent
        ("stages: [{id: find, name: A, steps: [{id: look, name: L, pains: [{id: slow, text: Slow, resolved: 2026-10-01}]}]}, {id: pay, name: B, steps: [{id: type, name: T}]}]",
         {"dull": "gone", "slow": "gone", "dear": "unsaid", "alone": "unsaid"}),
        # what stood at a step that is gone went with it
        ("stages: [{id: find, name: A, steps: [{id: look, name: L}]}, {id: pay, name: B, steps: [{id: tap, name: T, pains: []}]}]",
         {"dull": "unsaid", "slow": "gone", "dear": "gone", "alone": "unsaid"}),
    ],
)  # fmt: skip
def test_pains(tmp_path: Path, after: str, expected: dict[str, str]) -> None:
    _, found = compared(tmp_path, after)
    assert marks(found.pains) == expected


def test_pains_that_only_the_later_map_speaks_of(tmp_path: Path) -> None:
    # of the step "ask" the earlier map writes no pains, and its list of the whole map speaks of all of it
    _, found = compared(tmp_path, "stages: [{id: find, name: A, steps: [{id: ask, name: L, pains: [{id: shy, text: Shy}]}]}, {id: pay, name: B}]")
    assert marks(found.pains)["shy"] == "new"
    silent = NOW.replace("pains: [{id: alone, text: Alone}]", "")
    (tmp_path / "now.yml").write_text(silent, encoding="utf-8")
    atlas, _ = journeybook.load(tmp_path, TODAY)
    scene = Scene(atlas, TODAY, Words("en"), lambda entry: "", str, str)
    again = compare(scene, pairs(atlas)[0])
    assert marks(again.pains)["shy"] == "unsaid"


@pytest.mark.parametrize(
    ("after", "steps", "touchpoints"),
    [
        ("stages: [I find it, {id: pay, name: B}]\n", {"look": "gone", "ask": "gone", "type": "unsaid"}, {"call": "gone", "page": "unsaid"}),
        ("stages: [{id: find, name: A}, {id: pay, name: B}]\n", {"look": "unsaid", "ask": "unsaid", "type": "unsaid"}, {"call": "unsaid", "page": "unsaid"}),
        ("stages: [{id: find, name: A, touchpoints: [page]}, {id: pay, name: B, steps: []}]\n", {"look": "unsaid", "ask": "unsaid", "type": "gone"}, {"call": "gone", "page": "same"}),
        ("stages: [{id: find, name: A}, {id: pay, name: B}]\ntouchpoints: [page]\n", {"look": "unsaid", "ask": "unsaid", "type": "unsaid"}, {"call": "gone", "page": "same"}),
    ],
)  # fmt: skip
def test_steps_and_touchpoints(tmp_path: Path, after: str, steps: dict[str, str], touchpoints: dict[str, str]) -> None:
    after = after.replace("I find it", "{id: other, name: Else, steps: [], touchpoints: []}")
    _, found = compared(tmp_path, after)
    assert marks(found.steps) == steps
    assert marks(found.touchpoints) == touchpoints


SILENT = "stages: [{id: find, name: I find it}, {id: pay, name: I pay, steps: [{id: type, name: Types}]}]\n"


@pytest.mark.parametrize(
    ("lang", "said", "never"),
    [
        # find has two steps and four pains stand in the map; of all this the later map says nothing
        ("en", ["“Future state” says nothing about 2 steps of “Current state”; “Future state” says nothing about 4 pains of “Current state”",
                "? “Future state” does not say", "not said · Current state: sales", "not said · Current state: 10 minutes", "not said · Current state: 1", "not said · Current state: 2"],
         ["pains gone", "− gone", "not known", "0 instead of"]),
        ("zh", ["“现状”的 2 个步骤，“未来”没有提到；“现状”的 4 个痛点，“未来”没有提到", "没有写 · 现状： sales", "没有写 · 现状：1"], ["没有了"]),
    ],
)  # fmt: skip
def test_silence_in_words(tmp_path: Path, lang: str, said: list[str], never: list[str]) -> None:
    scene, found = compared(tmp_path, SILENT, lang)
    text = text_of(scene).split(scene.words("compare.rule"))[0]
    assert [it for it in said if it not in text] == []
    assert [it for it in never if it in text] == []
    assert leads(scene.atlas, found) == (), "a pain that is not said is not taken away, and a step that is not said does not differ"


def test_what_is_said_still_counts(tmp_path: Path) -> None:
    after = "stages: [{id: find, name: I find it, owner: '?', duration: PT5M, pains: [], steps: [{id: look, name: Looks}]}, {id: pay, name: I pay, owner: web, pains: []}]\n"
    scene, found = compared(tmp_path, after)
    text = text_of(scene)
    # of look, ask and type, ask is gone and type unsaid; each stage has an empty list of pains, the whole map none
    assert (
        "2 stages changed; 1 step gone; 3 pains gone; “Future state” says nothing about 1 step of “Current state”; “Future state” says nothing about 1 pain of “Current state”"
        in text
    )
    assert [
        it
        for it in ("not known instead of sales", "5 minutes instead of 10 minutes", "0 instead of 1", "web instead of till", "0 instead of 2")
        if it not in text
    ] == []
    assert [lead.improvement.id for lead in leads(scene.atlas, found)] == ["quick", "asked"]
