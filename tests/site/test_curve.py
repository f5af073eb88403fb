"""Feelings as a picture and as a table: gaps stay gaps, everybody who lives the moments is there, words alone draw no scale."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from lxml import html

import journeybook
from journeybook.languages import Words
from journeybook.site import pages, render
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.parts import curve_points
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
    assert {problem.code for problem in problems} <= {"feeling-without-score"}
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


def test_points_at_one_place_have_their_words_apart(tmp_path: Path) -> None:
    found, page = shown(tmp_path, "title: T\nstages: [{name: A, feels: 0, perspectives: {Ben: {feels: -1}, Cleo: {feels: -1}, Dan: {feels: 2}}}]\n")
    assert [voice.sign for voice in found.voices] == ["A", "B", "C"]
    words = [(text.text, text.get("y"), text.get("dx")) for text in page.find_class("jb-word") if "jb-voice" in text.get("class")]
    # −1 stands 34 + 3 · 27 = 115 px from the top, +2 at 34; a word stands 4 px lower, at the right, or at the left where that is taken.
    assert words == [("A −1", "119", "11"), ("B −1", "119", "-11"), ("C +2", "38", "11")]


MEASURED = """
title: Asked
id: asked
stages:
  - {id: one, name: One, feels: -1, metrics: [happy, likely]}
  - {id: two, name: Two, feels: 2, metrics: [minutes]}
"""
TO_BE = "title: Asked, later\nstate: future\nbaseline: asked\nstages: [{id: one, name: One, feels: 2}, {id: three, name: Three, feels: 1}]\n"
NUMBERS = (
    "metrics:\n"
    "  - {id: happy, name: Happy, kind: csat}\n  - {id: likely, name: Likely, kind: nps}\n  - {id: minutes, name: Minutes, kind: duration, unit: min}\n"
)


def test_answers_and_the_map_to_be_are_further_lines(tmp_path: Path) -> None:
    # 6 of 8 answers are 4 or 5: 75 %, which is 1 on the scale; 5 promoters and 5 detractors of 10 are 0: the mean is 0.5.
    csv = "metric,date,map,stage,s1,s2,s3,s4,s5\nhappy,2026-10-31,asked,one,1,1,0,3,3\n"
    nps = "metric,date,map,stage,promoters,passives,detractors\nlikely,2026-10-31,asked,one,5,0,5\n"
    for name, text in (("lib.yml", NUMBERS), ("later.yml", TO_BE), ("csat.csv", csv), ("nps.csv", nps)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "a.yml").write_text(MEASURED, encoding="utf-8")
    atlas, problems = journeybook.load(tmp_path, today=TODAY)
    assert [problem.message for problem in problems if problem.level == "error"] == []
    scene = Scene(atlas, TODAY, Words("en"), lambda entry: "#".join(pages.location(entry)), str, str)
    found = curve.view(scene, atlas.maps["asked"])
    assert found is not None
    answers, later = found.voices
    assert [(point.entry.id, point.y, point.feeling.word) for point in answers.points] == [("one", 74, "Happy 75\u00a0%, Likely 0")], "34 + 1.5 · 27 = 74.5"
    assert [(row.who, row.feeling.sign) for row in found.rows if row.feeling and row.who][:2] == [(answers.who, "+0.5"), ("To be: Asked, later", "+2")], (
        "the table has them too"
    )
    assert later.who == "To be: Asked, later"
    assert [(point.entry.id, point.y) for point in later.points] == [("one", 34)], "what is new there has no place here"


def test_quotes_stand_where_feelings_are_strongest_and_gaps_stay_gaps(tmp_path: Path) -> None:
    steps = [("a", 1, "fine"), ("b", 2, "great"), ("c", -1, "meh"), ("d", None, "torn"), ("e", -2, "never again"), ("f", 0, "so so")]
    lines = "".join(
        f"      - {{id: {name}, name: {name.upper()}, feels: {{{'' if score is None else f'score: {score}, '}word: {quote}, quote: It was {quote}}}}}\n"
        for name, score, quote in steps
    )
    found, _ = shown(
        tmp_path,
        f"title: Loud\nstages:\n  - name: S\n    steps:\n{lines[: lines.index('      - {id: d')]}  - name: T\n    steps:\n{lines[lines.index('      - {id: d') :]}",
    )
    assert [(it.text, it.up) for it in found.quotes] == [("It was great", True), ("It was never again", False)], "one a stage, the strongest"
    assert [it.word for it in found.unscored] == ["torn"]
    assert [len(run) for run in curve_points.runs(found.segments)] == [3, 2]
    assert all(line.startswith("M") for line, _ in found.paths)
    # The line never leaves what lies between its points: of −1 and 1 and 2 the paths hold no y above 34 or below 142.
    numbers = [float(part) for line, _ in found.paths for curve_ in re.split("[MCS]", line)[1:] for part in curve_.split()[1::2]]
    assert min(numbers) >= 34
    assert max(numbers) <= 142
