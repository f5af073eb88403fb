"""What two pages tell of the same thing agrees: reviews and counts, in small atlases and on the built example."""

from __future__ import annotations

import datetime
import html
import re
from pathlib import Path

import pytest

import journeybook
from journeybook import due, embedded, embeds, pages, render
from journeybook.diagrams import SourceEngine
from journeybook.exports import calendar
from journeybook.scene import Scene
from journeybook.views import home, reviews
from journeybook.words import Words

TODAY = datetime.date(2026, 11, 23)
MAP = "title: Paying\nid: pay\nstages: [I pay]\n"


def scene_of(folder: Path, lang: str = "en", **files: str) -> Scene:
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    atlas, problems = journeybook.load(folder, TODAY)
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    return Scene(atlas, TODAY, Words(lang), lambda entry: "#".join(pages.location(entry)), str, str)


def text_of(scene: Scene, path: str) -> str:
    (page,) = [page for page in pages.pages(scene.atlas, scene.words) if page.path == path]
    made = render.render(page, scene, SourceEngine(), render.Glossary.of(scene.atlas))
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", made)))


@pytest.mark.parametrize(
    ("lang", "rhythm", "due_words", "never"),
    [
        # last on 1 September, three months on: 1 December, in eight days
        ("en", "Time between reviews: 3 months.", "due in 8 days (1 December 2026)", "No review is planned"),
        ("zh", "复审周期：3 个月。", "2026年12月1日", "尚未安排复审"),
    ],
)
def test_the_rhythm_of_the_atlas_holds_on_every_page(tmp_path: Path, lang: str, rhythm: str, due_words: str, never: str) -> None:
    scene = scene_of(tmp_path, lang, atlas="review: {every: 3 months}\n", pay=MAP + "review: {log: [{date: 2026-09-01, outcome: confirmed}]}\n")
    assert never in Words(lang)("review.none")
    for path in ("maps/pay", "reviews", "index"):
        assert due_words in text_of(scene, path), path
    assert rhythm in text_of(scene, "maps/pay")
    assert never not in text_of(scene, "maps/pay")
    assert b"DTSTART;VALUE=DATE:20261201" in calendar.reviews(scene.atlas, TODAY, scene.words, lambda entry: "")
    wanted = embeds.Wanted("reviews")
    (row,) = embedded.context(scene, wanted)["reviews"]
    assert due_words in row.next


@pytest.mark.parametrize(("soon", "state", "words"), [("1 week", "ok", "0 due within 7 days"), ("8 days", "due-soon", "1 due within 8 days")])
def test_how_soon_is_soon_is_a_setting(tmp_path: Path, soon: str, state: str, words: str) -> None:
    scene = scene_of(tmp_path, atlas=f"review: {{every: 3 months, due_soon: {soon}}}\n", pay=MAP + "review: {log: [{date: 2026-09-01}]}\n")
    assert [row.review.state for row in home.view(scene, None).rows] == [state]
    assert [row.review.state for row in reviews.view(scene, None).rows] == [state]
    assert words in text_of(scene, "reviews")


def test_a_retired_map_waits_for_no_review(tmp_path: Path) -> None:
    late = "review: {every: 1 month, log: [{date: 2026-01-01}]}\n"
    scene = scene_of(tmp_path, pay=MAP + late + "status: retired\n", other="title: Other\nstages: [A]\n" + late)
    assert [(row.entry.id, row.review.state) for row in home.view(scene, None).rows] == [("other", "overdue"), ("pay", "none")]
    assert [row.map.text for row in reviews.view(scene, None).rows] == ["Other"]
    assert [it.link.text for it in home.view(scene, None).overdue] == ["Other"]
    assert "No review is planned" in text_of(scene, "maps/pay")


def test_a_translation_is_reviewed_with_its_original(tmp_path: Path) -> None:
    german = "title: Zahlen\nid: zahlen\nlang: de\ntranslation_of: pay\nstages: [{id: i-pay, name: Ich zahle}]\n"
    scene = scene_of(tmp_path, atlas="review: {every: 1 month}\n", pay=MAP + "review: {log: [{date: 2026-09-01}]}\n", zahlen=german)
    assert [row.map.text for row in reviews.view(scene, None).rows] == ["Paying"]
    assert due.review_of(scene, scene.atlas.maps["zahlen"]) == due.review_of(scene, scene.atlas.maps["pay"])
    assert [it.link.text for it in home.view(scene, None).overdue] == ["Paying"]
    own = scene_of(tmp_path, zahlen=german + "review: {log: [{date: 2026-11-01}]}\n")
    assert [(row.map.text, row.review.state) for row in reviews.view(own, None).rows] == [("Paying", "overdue"), ("Zahlen", "due-soon")]
