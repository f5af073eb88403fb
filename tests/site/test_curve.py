"""Feelings as a picture and as a table: gaps stay gaps, everybody who lives the moments is there, words alone draw no scale."""

from __future__ import annotations

import datetime
from pathlib import Path

from lxml import html

import journeybook
from journeybook.languages import Words
from journeybook.site import pages, render
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.scene import Scene
from journeybook.site.views import curve

TODAY = datetime.date(2026, 11, 23)
TWO = """
title: Two who live it
personas: [Newcomer]
stages:
  - name: Before
    feels: 1
    steps:
      - {id: s1, name: One, feels: 1, perspectives: {Helper: {feels: {score: -2, word: bored}}}}
      - {id: s2, name: Two, feels: -1, perspectives: {Helper: {feels: {score: 2, word: proud}}}}
  - name: After
    steps:
      - {id: s3, name: Three, feels: {word: numb}, perspectives: {Helper: {feels: {word: glad}}}}
      - {id: s4, name: Four, feels: 2, perspectives: {Helper: {feels: 0}}}
"""
WORDS_ONLY = "title: In words\nstages: [{name: A, feels: 😌 relieved}, {name: B, feels: tired}]\n"


def shown(folder: Path, text: str) -> tuple[curve.Curve, html.HtmlElement]:
    """The curve of a map as a view, and the page of the map."""
    (folder / "a.yml").write_text(text, encoding="utf-8")
    atlas, problems = journeybook.load(folder, today=TODAY)
    assert not problems
    scene = Scene(atlas, TODAY, Words("en"), lambda entry: "#".join(pages.location(entry)), str, str)
    (page,) = (page for page in pages.pages(atlas, scene.words) if page.path == "maps/a")
    found = curve.view(scene, atlas.maps["a"])
    assert found is not None
    return found, html.fromstring(render.render(page, scene, OwnEngine(), render.Glossary()))


def test_whoever_lives_the_same_steps_has_a_curve_of_their_own(tmp_path: Path) -> None:
    found, page = shown(tmp_path, TWO)
    (helper,) = found.voices
    assert (found.own, helper.who, helper.sign) == ("Newcomer", "Helper", "A")
    # +2 stands 34 px from the top, and each point lower 27 px more: −2 at 34 + 4 · 27 = 142. Columns are a quarter wide each.
    assert [(point.x, point.y) for point in helper.points] == [(12.5, 142), (37.5, 34), (87.5, 88)]
    joined = [(before.entry.id, after.entry.id) for before, after in helper.segments]
    assert joined == [("s1", "s2")], "nobody knows the helper's score in s3: no line leads over it"
    assert [(before.entry.id, after.entry.id) for before, after in found.segments] == [("s1", "s2")]
    assert [li.text_content().strip() for li in page.find_class("jb-voices")[0]] == ["Newcomer", "A Helper"]
    assert len(page.find_class("jb-curve-svg")[0].find_class("jb-dot")) == 3 + 1 + 3, "three steps, a stage, three of the helper"


def test_the_table_says_who_feels_what(tmp_path: Path) -> None:
    _, page = shown(tmp_path, TWO)
    table = page.get_element_by_id("feelings-table")
    rows = [[" ".join(cell.text_content().split()) for cell in row[:5]] for row in table.iter("tr")]
    assert rows == [
        ["Stage", "Step", "Who", "Score", "Word"],
        ["Before", "Before", "Newcomer", "+1", "positive"],
        ["Before", "One", "Newcomer", "+1", "positive"],
        ["Before", "One", "Helper", "−2", "bored"],
        ["Before", "Two", "Newcomer", "−1", "negative"],
        ["Before", "Two", "Helper", "+2", "proud"],
        ["After", "Three", "Newcomer", "not known", "numb"],
        ["After", "Three", "Helper", "not known", "glad"],
        ["After", "Four", "Newcomer", "+2", "very positive"],
        ["After", "Four", "Helper", "0", "neutral"],
    ]


def test_words_without_scores_draw_no_empty_scale(tmp_path: Path) -> None:
    found, page = shown(tmp_path, WORDS_ONLY)
    assert not found.is_scored
    assert not page.find_class("jb-axis")
    assert "Nobody has given a score" in page.find_class("jb-curve")[0].text_content()
    assert "😌 relieved" in page.get_element_by_id("feelings-table").text_content()


def test_points_at_one_place_have_their_words_below_each_other(tmp_path: Path) -> None:
    found, page = shown(tmp_path, "title: T\nstages: [{name: A, feels: 0, perspectives: {Ben: {feels: -1}, Cleo: {feels: -1}, Dan: {feels: 2}}}]\n")
    assert [(voice.sign, voice.shifts) for voice in found.voices] == [("A", (0,)), ("B", (1,)), ("C", (0,))]
    words = [(text.text, text.get("y")) for text in page.find_class("jb-word") if "jb-voice" in text.get("class")]
    # −1 stands 34 + 3 · 27 = 115 px from the top, +2 at 34; words 4 px lower, the second one 12 px below the first.
    assert words == [("A −1", "119"), ("B −1", "131"), ("C +2", "38")]
