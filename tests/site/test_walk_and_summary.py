"""A map as slides and on one sheet: what stands where, worked out by hand on a small map."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from lxml import html

import journeybook
from journeybook.languages import Words
from journeybook.site import pages, render
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.redirects import redirects
from journeybook.site.scene import Scene
from journeybook.site.views import summary, walk

TODAY = datetime.date(2026, 11, 23)
MAP = """
title: Buying shoes
aliases: [shoes]
scope: {scenario: The race is on Sunday., goal: A pair in time, expectation: No calls}
stages:
  - id: look
    name: I look
    pains: [{text: Of the whole stage, severity: 2}]
    steps:
      - {id: compare, name: Compares, thinks: [Which one?], does: Opens three tabs}
      - id: ask
        name: Asks
        feels: {score: -2, word: alone, quote: Nobody is there}
        moment_of_truth: Who is alone goes
        pains:
          - {id: small, text: A small one, severity: 1}
          - {id: wait, text: Waits for an answer, severity: blocks, impact: Goes away}
          - {id: gone, text: Gone since, severity: 4, resolved: 2026-01-01}
        improvements:
          - {title: In spring, due: 2027-03-01, status: accepted, pains: [wait], owner: shop}
          - {title: Some day}
          - {title: Next week, due: 2026-11-30, status: in-progress}
          - {title: Not at all, status: rejected, reason: Too dear}
  - {id: pay, name: I pay, feels: {score: 1}, gains: [One tap], owner: shop}
transitions:
  - {from: ask, to: exit, when: Nobody answers, share: 0.25}
"""


def scene_of(folder: Path, text: str = MAP) -> Scene:
    (folder / "m.yml").write_text(text, encoding="utf-8")
    atlas = journeybook.load(folder, today=TODAY).seen_by("restricted")
    return Scene(atlas, TODAY, Words("en"), lambda entry: "/" + "#".join(pages.location(entry)), str, str)


def page_of(scene: Scene, kind: str) -> html.HtmlElement:
    page = next(page for page in pages.pages(scene.atlas, scene.words) if page.kind.name == kind)
    return html.fromstring(render.render(page, scene, OwnEngine(), render.Glossary.of(scene.atlas)))


def walk_of(scene: Scene) -> walk.Walk:
    return walk.view(scene, next(iter(scene.atlas.maps.values())))


def sheet_of(scene: Scene) -> summary.Summary:
    return summary.view(scene, next(iter(scene.atlas.maps.values())))


def test_a_slide_for_each_step_and_each_stage_without_steps(tmp_path: Path) -> None:
    found = walk_of(scene_of(tmp_path))
    assert [(it.entry.id, it.stage, it.stage_number) for it in found.slides] == [("compare", "I look", 1), ("ask", "I look", 1), ("pay", "", 2)]
    assert [(it.voice, it.spoken, it.size) for it in found.slides] == [("Which one?", False, 2), ("Nobody is there", True, 2), ("", False, 2)]
    # What a whole stage says stands with its first step; what no longer hurts, nowhere.
    assert [[hurt.brief.label for hurt in it.pains] for it in found.slides] == [["Of the whole stage"], ["Waits for an answer", "A small one"], []]
    assert [it.impact for it in found.slides[1].pains] == ["Goes away", ""]
    assert [[gain.label for gain in it.gains] for it in found.slides] == [[], [], ["One tap"]]
    assert [(plan.brief.label, plan.when) for plan in found.slides[1].plans] == [
        ("Next week", "due in 7 days"),
        ("In spring", "due 1 March 2027"),
        ("Some day", ""),
    ]
    assert [it.moment for it in found.slides] == [None, "Who is alone goes", None]
    assert (found.scenario, found.wants, found.expects) == ("The race is on Sunday.", "A pair in time", "No calls")


def test_the_last_slide_goes_by_the_days(tmp_path: Path) -> None:
    found = walk_of(scene_of(tmp_path))
    assert [(it.plan.brief.label, it.plan.urgent, [link.text for link in it.owners]) for it in found.doing] == [
        ("Next week", True, []),
        ("In spring", False, ["shop"]),
        ("Some day", False, []),
    ]


def test_the_small_line_has_a_place_for_every_step_and_no_bridge(tmp_path: Path) -> None:
    text = "title: M\nstages: [{name: A, feels: 1}, {name: B, feels: -1}, {name: C}, {name: D, feels: 2}]\n"
    line = walk_of(scene_of(tmp_path, text)).track
    # 10 px above +2, 16 px a score: +2 at 10, +1 at 26, 0 at 42, -1 at 58.
    assert [(dot.x, dot.y, dot.tone) for dot in line.dots] == [(12.5, 26, "pos"), (37.5, 58, "neg"), (62.5, 42, ""), (87.5, 10, "pos")]
    assert [path for path, _ in line.paths] == ["M125 26C208 37 292 47 375 58"]


def test_slides_lead_on_by_their_addresses(tmp_path: Path) -> None:
    page = page_of(scene_of(tmp_path), "walk")
    slides = page.find_class("jb-slide")
    assert [it.get("id") for it in slides] == ["_cover", "compare", "ask", "pay", "_end"]
    assert [it.xpath(".//div[contains(@class, 'jb-slide-foot')]/a/@href") for it in slides] == [
        ["#compare"],
        ["#_cover", "#ask"],
        ["#compare", "#pay"],
        ["#ask", "#_end"],
        ["#pay", "/maps/m#"],
    ]
    assert page.xpath("//nav[contains(@class, 'jb-slide-nav')]/a/@href") == ["#compare", "#ask", "#pay"]
    assert slides[1].xpath("./span/@id") == ["look"]  # where links to the stage lead to
    assert "25 %" in slides[2].text_content().replace("\u00a0", " ")
    assert "Nobody answers" in slides[2].text_content()
    assert [it.get("href") for it in page.xpath("//a[text()='Waits for an answer']")] == ["/maps/m#pain-wait"]


@pytest.mark.parametrize(("letters", "size"), [(69, 2), (70, 1), (179, 1), (180, 0)])
def test_long_voices_are_set_smaller(tmp_path: Path, letters: int, size: int) -> None:
    scene = scene_of(tmp_path, f"title: M\nstages: [{{name: A, feels: {{score: 1, quote: {'x' * letters}}}}}]\n")
    assert walk_of(scene).slides[0].size == size


def test_a_step_of_which_nothing_is_told_says_so(tmp_path: Path) -> None:
    page = page_of(scene_of(tmp_path, "title: M\nstages: [Nothing, {name: B, does: Waits}]\n"), "walk")
    assert ["Nobody has told anything of this yet." in it.text_content() for it in page.find_class("jb-slide")[1:-1]] == [True, False]


@pytest.mark.parametrize(("steps", "jumps"), [(24, [1] * 24), (25, [20, 5])])
def test_the_small_line_leads_to_stages_where_steps_are_many(tmp_path: Path, steps: int, jumps: list[int]) -> None:
    names = [f"S{number}" for number in range(steps)]
    scene = scene_of(tmp_path, f"title: M\nstages: [{{name: A, steps: [{', '.join(names[:20])}]}}, {{name: B, steps: [{', '.join(names[20:])}]}}]\n")
    assert [it.span for it in walk_of(scene).jumps] == jumps


def test_the_sheet_names_steps_as_far_as_there_is_room(tmp_path: Path) -> None:
    found = sheet_of(scene_of(tmp_path))
    assert [it.id for it in found.steps] == ["compare", "ask", "pay"]
    assert [[[(sign.drawn, sign.number) for sign in some] for some in it.pains] for it in found.stages] == [[[("2", 1)], [("4", 1), ("1", 1)]], [[]]]
    assert [(it.drawn, it.word) for it in found.signs] == [("4", "blocks"), ("2", "minor"), ("1", "cosmetic")]
    assert [(it.brief.label, it.plan.brief.label if it.plan else "") for it in found.worst] == [
        ("Waits for an answer", "In spring"),
        ("Of the whole stage", ""),
        ("A small one", ""),
    ]
    many = ", ".join(f"{{name: S{number}, pains: [{{text: P, severity: 3}}], feels: {{score: {number % 3}, quote: Q{number}}}}}" for number in range(15))
    found = sheet_of(scene_of(tmp_path, f"title: M\nstages: [{{name: A, steps: [{many}]}}]\n"))
    assert (found.columns, found.steps) == (15, ())
    assert [[(sign.drawn, sign.number) for sign in some] for some in found.stages[0].pains] == [[("3", 15)]]
    assert found.stages[0].quote is not None
    assert found.stages[0].quote.quote == "Q2"


def test_the_sheet_says_why_people_leave_the_largest_first(tmp_path: Path) -> None:
    scene = scene_of(tmp_path, MAP + "  - {from: ask, to: exit, when: Too dear, share: 0.5}\n  - {from: compare, to: pay, kind: skip, share: 0.1}\n")
    reasons = page_of(scene, "summary").xpath("//tr[contains(@class, 'jb-ways-why')]/td")
    assert [[p.text_content().replace("\u00a0", " ").split(" leave ") for p in it.xpath("p")] for it in reasons] == [
        [],
        [["50 % of those here", "Too dear"], ["25 % of those here", "Nobody answers"]],
        [],
    ]


def test_the_sheet_cuts_long_reasons(tmp_path: Path) -> None:
    steps = ", ".join(f"S{number}" for number in range(13))
    scene = scene_of(tmp_path, f"title: M\nstages: [{{name: A, steps: [{steps}]}}]\ntransitions: [{{from: s0, to: exit, share: 0.25, when: {'word ' * 30}}}]\n")
    told = page_of(scene, "summary").xpath("//tr[contains(@class, 'jb-ways-why')]/td[1]/p/span/text()")
    # (1360 - 92) / 13 px are 14.6 letters of 6.7 px, less 3; the sheet has room for seven lines of 11.6, less "25 % " and 8.
    assert told == ["word " * 12 + "word…"]


def test_both_are_found_by_earlier_names_and_in_no_search(tmp_path: Path) -> None:
    scene = scene_of(tmp_path)
    assert [(moved.old, moved.new) for moved in redirects(scene.atlas)] == [
        ("maps/shoes", "maps/m"),
        ("maps/shoes/walk", "maps/m/walk"),
        ("maps/shoes/summary", "maps/m/summary"),
    ]
    found = {page.path: page.title for page in pages.pages(scene.atlas, scene.words) if not page.kind.is_searched}
    assert found == {"maps/m/walk": "Buying shoes, step by step", "maps/m/summary": "Buying shoes, on one page"}
