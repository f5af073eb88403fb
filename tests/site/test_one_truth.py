"""What two pages tell of the same thing agrees: reviews and counts, in small atlases and on the built example."""

from __future__ import annotations

import datetime
import html
import posixpath
import re
from collections import Counter
from pathlib import Path
from typing import Any

import lxml.html
import pytest

import journeybook
from journeybook.languages import Words
from journeybook.site import pages, render
from journeybook.site.embeds import contents, view_fences
from journeybook.site.exports import calendar
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.parts import briefs, due
from journeybook.site.scene import Scene
from journeybook.site.views import (
    backlog,
    coverage,
    doing,
    findings,
    glossary,
    home,
    inventory,
    metric,
    moments,
    pains,
    persona,
    reviews,
    shipped,
    team,
    teams,
)

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
    made = render.render(page, scene, OwnEngine(), render.Glossary.of(scene.atlas))
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
    wanted = view_fences.Wanted(view="reviews")
    (row,) = contents.context(scene, wanted)["reviews"]
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
    assert [(row.link.text, row.review.state) for row in home.view(scene, None).rows] == [("Other", "overdue"), ("Paying", "none")]
    assert [row.map.text for row in reviews.view(scene, None).rows] == ["Other"]
    assert [it.link.text for it in home.view(scene, None).due] == ["Other"]
    assert "No review is planned" in text_of(scene, "maps/pay")


def test_a_translation_is_reviewed_with_its_original(tmp_path: Path) -> None:
    german = "title: Zahlen\nid: zahlen\nlang: de\ntranslation_of: pay\nstages: [{id: i-pay, name: Ich zahle}]\n"
    scene = scene_of(tmp_path, atlas="review: {every: 1 month}\n", pay=MAP + "review: {log: [{date: 2026-09-01}]}\n", zahlen=german)
    assert [row.map.text for row in reviews.view(scene, None).rows] == ["Paying"]
    assert due.review_of(scene, scene.atlas.maps["zahlen"]) == due.review_of(scene, scene.atlas.maps["pay"])
    assert [it.link.text for it in home.view(scene, None).due] == ["Paying"]
    own = scene_of(tmp_path, zahlen=german + "review: {log: [{date: 2026-11-01}]}\n")
    assert [(row.map.text, row.review.state) for row in reviews.view(own, None).rows] == [("Paying", "overdue"), ("Zahlen", "due-soon")]


LIBRARY = """
teams: [{id: shop, name: Shop}]
touchpoints: [{id: page, name: Page}]
terms: [{id: hsa, name: HSA, definition: A fund}]
metrics: [{id: x, name: Pays, kind: conversion}]
evidence: [{id: s, title: Survey, date: 2026-10-01}]
personas: [{id: ann, name: Ann}]
"""
ORIGINAL = """
title: Paying
id: pay
owner: shop
personas: [ann]
stages: [{id: a, name: I look, feels: 1, touchpoints: [page], metrics: [x]}, {id: b, name: I pay with HSA, feels: -2, moment_of_truth: Money, metrics: [x], touchpoints: [page]}]
pains: [{id: slow, text: Slow, at: b, severity: 4, evidence: [s]}, {id: dear, text: Dear, at: a, severity: 2}, {id: cold, text: Cold, resolved: 2026-01-01}]
gains: [{id: kind, text: Kind}]
opportunities: [{id: o, title: Faster}]
improvements: [{id: i, title: Speed up, pains: [slow], owner: shop, metric: x, status: done, shipped: 2026-03-10}]
"""
GERMAN = """
title: Zahlen
id: zahlen
lang: de
translation_of: pay
owner: shop
personas: [ann]
stages: [{id: a, name: Ich sehe, feels: 1, touchpoints: [page], metrics: [x]}, {id: b, name: Ich zahle mit HSA, feels: -2, metrics: [x], touchpoints: [page]}]
"""
ROWS = "metric,date,map,stage,entered,completed\nx,2026-02-28,pay,a,1000,400\nx,2026-02-28,pay,b,400,100\nx,2026-04-30,pay,a,1000,500\nx,2026-04-30,pay,b,500,250\n"


def translated(folder: Path, more: str = "", lang: str = "en") -> Scene:
    (folder / "n.csv").write_text(ROWS, encoding="utf-8")
    return scene_of(folder, lang, library=LIBRARY, pay=ORIGINAL, zahlen=GERMAN + more)


def test_a_translation_counts_once(tmp_path: Path) -> None:
    scene = translated(
        tmp_path,
        "pains: [{id: slow, text: Langsam, at: b, severity: 4}, {id: dear, text: Teuer, at: a}]\nimprovements: [{id: i, title: Schneller, pains: [slow], owner: shop, metric: x}]\n",
    )
    found = home.view(scene, None)
    assert (found.maps, found.open_pains, found.blocking, found.shipped) == (1, 2, 1, 1)  # slow and dear; cold is resolved
    assert "1 map; 2 open pains, one of them blocks ; 1 improvement has shipped" in text_of(scene, "index")
    assert [(row.open_pains, row.pains, [it.text for it in row.translations]) for row in found.rows] == [(2, {4: 1, 2: 1}, ["Deutsch"])]
    assert briefs.claims(scene, scene.atlas.maps["pay"]) == (1, 6)  # three pains, a gain and two feelings; the survey supports one
    assert [(row.maps, row.stages, row.open_pains, row.improvements) for row in teams.view(scene, None)] == [
        (1, 0, 2, 0)
    ]  # the team of the map answers for its pains
    assert found.tree == ()
    (row,) = inventory.view(scene, None).rows
    assert ([it.text for it in row.maps], row.places) == (["Paying"], 2)
    (term,) = glossary.view(scene, None).rows
    assert ([it.text for it in term.maps], term.places) == (["Paying"], 1)
    cover = coverage.view(scene, None)
    assert (cover.living, cover.all, [source.count for source in cover.sources]) == (1, 6, [1])
    hurts = pains.view(scene, None)
    assert [len(hurts.open), len(hurts.resolved), len(moments.view(scene, None).rows), len(backlog.view(scene, None).rows)] == [2, 1, 1, 1]
    uses = metric.view(scene, scene.atlas.library["metric"]["x"])
    assert ([it.label for it in uses.improvements], [link.text for link, _ in uses.maps]) == (["Speed up"], ["Paying"])
    assert [row.link.text for row in shipped.view(scene, None).rows] == ["Speed up"]
    assert [it.map.text for it in persona.view(scene, scene.atlas.library["persona"]["ann"]).maps] == ["Paying"]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["2 open pains, one of them blocks", "3 pains stand in the original only: Paying", "1 gain stands in the original only: Paying",
                "1 moment of truth stands in the original only: Paying", "1 opportunity stands in the original only: Paying",
                "1 improvement stands in the original only: Paying"]),
        ("zh", ["3 个痛点只写在原文里： Paying", "1 项改进只写在原文里： Paying"]),
    ],
)  # fmt: skip
def test_a_translation_tells_what_stands_in_its_original(tmp_path: Path, lang: str, said: list[str]) -> None:
    scene = translated(tmp_path, lang=lang)
    text = text_of(scene, "maps/zahlen")
    assert [it for it in said if it not in text] == []
    assert "Survey" in text, "what the claims rest on is the same in both"
    links = findings.view(scene, scene.atlas.maps["zahlen"]).elsewhere
    assert {kind: link.href for kind, (_, link) in links.items()} == {
        "pain": "maps/pay##pains", "gain": "maps/pay##gains", "moment": "maps/pay##moments", "opportunity": "maps/pay##opportunities", "improvement": "maps/pay##backlog",
    }  # fmt: skip
    assert "original only" not in text_of(scene, "maps/pay")


def test_what_is_translated_is_not_missing(tmp_path: Path) -> None:
    # slow by its id, dear by an earlier one; a pain without an id stands for the third
    scene = translated(tmp_path, "pains: [{id: slow, text: Langsam}, {id: teuer, aliases: [dear], text: Teuer}, Kalt]\n")
    assert "pain" not in findings.view(scene, scene.atlas.maps["zahlen"]).elsewhere
    scene = translated(tmp_path, "pains: [{id: slow, text: Langsam, severity: 4}]\n")
    assert findings.view(scene, scene.atlas.maps["zahlen"]).elsewhere["pain"][0] == "2 pains stand in the original only:"
    assert "2 open pains, one of them blocks" in text_of(scene, "maps/zahlen")


def test_a_translation_has_the_numbers_of_its_original(tmp_path: Path) -> None:
    scene = translated(tmp_path)
    both = [doing.view(scene, scene.atlas.maps[name]) for name in ("pay", "zahlen")]
    assert both[0].rows
    assert [row.value.text for row in both[0].rows] == [row.value.text for row in both[1].rows]
    # 250 of 1000 on 30 April
    assert [(it.overall, [step.link.text for step in it.steps]) for it in both[0].funnels + both[1].funnels] == [
        ("25\u00a0%", ["I look", "I pay with HSA"]), ("25\u00a0%", ["Ich sehe", "Ich zahle mit HSA"]),
    ]  # fmt: skip


def test_a_shipped_improvement_is_judged_alike_in_both_languages(tmp_path: Path) -> None:
    scene = translated(tmp_path, "improvements: [{id: i, title: Schneller, metric: x, status: done, shipped: 2026-03-10}]\n")
    one, other = (shipped.view(scene, scene.atlas.maps[name]).rows[0] for name in ("pay", "zahlen"))
    assert one.change is not None
    # 100 of 1000 before, 250 of 1000 after
    assert (one.change, one.reasons) == (other.change, other.reasons)
    assert one.change.amount == pytest.approx(15)


def test_who_is_accountable_by_raci_alone_counts_in_both(tmp_path: Path) -> None:
    scene = scene_of(
        tmp_path,
        library="teams: [{id: shop, name: Shop}]\n",
        pay="title: P\nstages: [{name: A, owner: shop, raci: {accountable: [shop]}}, {name: B, raci: {accountable: [shop]}}]\n",
    )
    assert [row.stages for row in teams.view(scene, None)] == [2]
    assert len(team.view(scene, scene.atlas.library["team"]["shop"]).stages) == 2


def tree(site: Path, page: str) -> Any:
    return lxml.html.document_fromstring((site / "journeys" / page / "index.html").read_bytes(), parser=lxml.html.HTMLParser(encoding="utf-8"))


def words_of(node: Any) -> str:
    return " ".join(node.text_content().split())


def table(page: Any, ident: str) -> list[tuple[Any, dict[str, Any]]]:
    """The rows of a table: the cell that names it, and its other cells by their label."""
    rows = page.xpath(f"//*[@id='{ident}']//tbody/tr")
    assert rows, ident
    return [(row.xpath("th|td[@class='jb-what']")[0], {cell.get("data-label"): cell for cell in row.findall("td")}) for row in rows]


def target(cell: Any, page: str) -> str:
    """The path of the page that the first link of a cell leads to, from the folder of all journeys."""
    return posixpath.normpath(posixpath.join(page, cell.xpath(".//a")[0].get("href").partition("#")[0]))


def number(cell: Any) -> int:
    found = re.search(r"\d+", words_of(cell))
    return int(found[0]) if found else 0


def counted_pains(cells: dict[str, Any]) -> int:
    """The open pains of a row of the wall: what it says of those that block, are major, and are smaller, together."""
    told = [int(it) for it in re.findall(r"(\d+) (?:blocks?|major|smaller)", words_of(cells["Open pains"]))]
    assert sum(told) == int(cells["Open pains"].get("data-value"))
    return sum(told)


def head(page: Any) -> dict[str, str]:
    """What the line of trust at the top of a map says, by what it is about."""
    told = [words_of(it) for it in page.xpath("//ul[@class='jb-trust-line']/li")]
    about = {
        "Owner": "Owner ",
        "Next review": "next review ",
        "Claims": " claims? backed",
        "Pains": "open pains?",
        "Last review": "^(confirmed|changed|retired|reviewed|never reviewed)",
    }
    return {name: next((it for it in told if re.search(pattern, it)), "") for name, pattern in about.items()}


@pytest.fixture(scope="module")
def maps(site: Path) -> dict[str, tuple[dict[str, Any], dict[str, str], Any]]:
    """Each map whose page speaks English, by its path: its cells on the home page, the head of its own page, and that page."""
    found = {}
    for name, cells in table(tree(site, ""), "maps-table"):
        path = target(name, "")
        cells["Map"] = name
        if name.xpath(".//a")[0].get("lang") == "en":
            page = tree(site, path)
            found[path] = (cells, head(page), page)
    assert len(found) > 10
    return found


def test_home_and_map_agree(maps: dict[str, tuple[dict[str, Any], dict[str, str], Any]]) -> None:
    for path, (cells, own, page) in maps.items():
        assert counted_pains(cells) == (0 if own["Pains"] == "no open pains" else int(own["Pains"].split()[0])), path
        owner = own["Owner"].removeprefix("Owner ").replace(", ", " · ")
        assert owner in words_of(cells["Map"]).replace(", ", " · "), path
        shown = [card for card in page.xpath("//h2[@id='pains']/following-sibling::ul[1]/li") if "no longer hurts" not in words_of(card)]
        assert len(shown) == counted_pains(cells), path


def test_reviews_are_told_alike(site: Path, maps: dict[str, tuple[dict[str, Any], dict[str, str], Any]]) -> None:
    rows = {target(name, "reviews"): cells for name, cells in table(tree(site, "reviews"), "reviews-table")}
    assert len(set(maps) & set(rows)) > 10
    for path, (cells, own, page) in maps.items():
        if path not in rows:
            assert "No review is planned." in words_of(page), f"{path} is retired"
            continue
        due_words, _, every = words_of(rows[path]["Next review"]).partition("every ")
        if banner := page.find_class("jb-banner-late"):
            (days, day), late = re.findall(r"for (\d+) days \((.+)\)", due_words)[0], words_of(banner[0])
            assert days in late, path
            assert day in late, path
            assert not own["Next review"], f"{path} says twice that it is overdue"
        else:
            assert own["Next review"].removeprefix("◷ ").removeprefix("next review ") == due_words, path
        date, _, outcome = words_of(rows[path]["Last review"]).partition(", ")
        known = re.match("(?i)confirmed|changed|retired", outcome)
        assert own["Last review"] == (f"{known[0].lower()} {date}" if known else f"reviewed {date}" if date[0].isdigit() else date), path
        assert (f"Time between reviews: {every}." if every else "No review is planned.") in words_of(page), path
        assert cells["Review"].get("data-value") == rows[path]["Next review"].get("data-value"), path
        owner = words_of(rows[path]["Owner"]).split(" · ")[0]  # the person stands on a line of its own
        assert own["Owner"].removeprefix("Owner ").replace(", ", "").startswith(owner.replace(", ", "")), path


def test_pains_are_counted_alike(site: Path, maps: dict[str, tuple[dict[str, Any], dict[str, str], Any]]) -> None:
    lead = words_of(tree(site, "").xpath("//p[@class='jb-lead'][contains(., 'pains')]")[0])
    (n_maps, n_pains) = (int(it) for it in re.findall(r"(\d+) (?:maps|open pains)", lead))
    page = tree(site, "pains")
    assert f"{n_pains} open pains" in words_of(page)
    rows = table(page, "pains-table")
    rows = [(name, cells) for name, cells in rows if words_of(cells["Severity"]).split()[-1:] != ["none"]]
    hurting = [cells for name, cells in rows if "no longer" not in words_of(name).lower() and "resolved" not in words_of(name).lower()]
    of_today = [cells for cells in hurting if not words_of(cells["Map"]).endswith(("(Future state)", "(Retired)"))]
    assert len(of_today) == n_pains < len(hurting)
    by_map = Counter(target(cells["Map"], "pains") for cells in hurting if cells["Map"].xpath(".//a"))
    assert {path: by_map[path] for path in maps} == {path: counted_pains(cells) for path, (cells, _, _) in maps.items()}
    assert n_maps == len(table(tree(site, ""), "maps-table"))


def test_improvements_are_counted_alike(site: Path) -> None:
    lead = words_of(tree(site, "").xpath("//p[@class='jb-lead'][contains(., 'pains')]")[0])
    count = re.search(r"(\d+) improvements have shipped", lead)
    assert count
    rows = table(tree(site, "backlog"), "backlog-table")
    assert int(count[1]) == sum(cells["Status"].get("data-value") == "done" for _, cells in rows) > 10
    page = tree(site, "backlog")
    for path, rows in sorted(Counter(target(cells["Map"], "backlog") for _, cells in _backlog(page)).items()):
        assert rows == len(_backlog(tree(site, path))), path


def _backlog(page: Any) -> list[tuple[Any, dict[str, Any]]]:
    return table(page, "backlog-table")


def test_teams_are_counted_alike(site: Path) -> None:
    spoken = (Words("en"), Words("zh"))  # a team's page speaks the language of its maps
    closed = re.compile("|".join(it(f"choice.{status}") for it in spoken for status in ("done", "rejected")))
    rows = table(tree(site, "teams"), "teams-table")
    assert len(rows) > 5
    for name, cells in rows:
        page = tree(site, target(name, "teams"))
        pains_, improvements = (page.xpath(f"//details[@id='{ident}']/div/div") for ident in ("all-pains", "team-improvements"))
        open_ones = [it for it in improvements if not closed.search(words_of(it.xpath(".//*[contains(@class, 'jb-level')]")[0]))]
        parts = [len(page.xpath(f"//div[{' or '.join(f'@aria-label={it(key)!r}' for it in spoken)}]//tbody/tr")) for key in ("team.maps", "team.stages")]
        counted = [number(cell) for cell in cells.values()]
        assert counted == [*parts, len(pains_), len(open_ones)], words_of(name)


def test_touchpoints_are_counted_alike(site: Path) -> None:
    rows = table(tree(site, "inventory"), "inventory-table")
    assert len(rows) > 20
    for name, cells in rows:
        met = tree(site, target(name, "inventory")).xpath("//*[@id='meetings-table']//tbody/tr")
        assert int(cells["Maps"].get("data-value")) == len(met), words_of(name)


def test_numbers_are_told_alike(site: Path) -> None:
    told = []
    for name, cells in table(tree(site, "numbers"), "numbers-table"):
        values = cells["Newest value"].xpath("./b")
        own = tree(site, target(name, "numbers")).xpath("(//dl[@class='jb-summary'])[1]//b")
        if values and own:
            told.append(tuple("".join(words_of(it).split()) for it in (values[0], own[0])))  # Chinese pages write no space before %
    assert len(told) > 20
    assert [pair for pair in told if pair[0] != pair[1]] == []
