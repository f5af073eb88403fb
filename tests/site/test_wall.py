"""Journeys at a glance, what is due and what changed, and how numbers stand: every place in a picture worked out by hand."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import journeybook
from journeybook.insight import changes
from journeybook.languages import Words
from journeybook.site import pages, places, render
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.parts import believed, bullet, heat, matrix, news, standing_changes, team_figures, wall
from journeybook.site.scene import Scene
from journeybook.site.views import changes as changes_view
from journeybook.site.views import home, numbers, opportunities, team

TODAY = datetime.date(2026, 11, 27)
LIBRARY = """
teams: [{id: shop, name: Shop}, {id: tills, name: Tills}]
evidence: [{id: s, title: Survey, date: 2026-10-02}]
metrics: [{id: paid, name: Paid, better: higher, unit: '%', warn: 50, target: 80, owner: tills, values: [{date: 2026-08-31, value: 56}, {date: 2026-09-30, value: 58}, {date: 2026-10-31, value: 65}]}]
"""
MAP = """
title: Buying
id: buy
owner: {team: shop, person: Mara}
tags: [web]
stages:
  - {id: look, name: I look, steps: [{id: see, name: Sees, feels: 1}, {id: ask, name: Asks, feels: {score: -1, word: lost, quote: Nobody answers}, pains: [{id: slow, text: Slow, severity: 3}]}]}
  - {id: pay, name: I pay, owner: tills, feels: -2, pains: [{id: stuck, text: Stuck, severity: 4, at: [pay, ask]}, {id: gone, text: Gone, severity: 2, resolved: 2026-05-04}]}
  - {id: wait, name: I wait}
  - {id: run, name: I run, feels: 2}
improvements:
  - {id: wallet, title: Wallet, pains: [stuck], owner: tills, status: in-progress, due: 2026-12-05}
  - {id: done, title: Done, owner: tills, status: done, shipped: 2026-07-01}
  - {id: late, title: Late, owner: tills, status: accepted, due: 2026-11-20}
transitions: [{from: pay, to: wait, handoff: {risk: Nobody knows}}]
review: {every: 3 months, log: [{date: 2026-09-02, by: Mara, outcome: confirmed, note: All still so}]}
"""


def scene_of(folder: Path, lang: str = "en", **files: str) -> Scene:
    for name, text in ({"library": LIBRARY, "buy": MAP} | files).items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    atlas, problems = journeybook.load(folder, TODAY)
    assert [str(it) for it in problems if it.level == "error"] == []
    return Scene(atlas, TODAY, Words(lang), lambda entry: "#".join(pages.location(entry)), str, str)


def test_the_picture_of_a_journey(tmp_path: Path) -> None:
    scene = scene_of(tmp_path)
    found = wall.picture(scene, scene.atlas.maps["buy"])
    assert found is not None
    # five columns of 64 pixels; 27 is neutral, 11 a score: +1 is 16, −1 is 38, −2 is 49, +2 is 5
    assert (found.scale.zero, found.scale.hang, found.scale.high) == (27, 57, 73)
    assert found.scores == (1, -1, -2, None, 2)
    assert found.lines[0][0].startswith("M32 16C")
    assert found.lines[0][0].endswith("160 49")
    assert len(found.lines) == 1  # nobody knows how waiting feels, and no line passes there
    assert found.points == ((288.0, 5.0),)
    assert found.lows == ((160.0, 49.0),)
    assert found.borders == (128.0, 192.0, 256.0)
    # at the second column: two pains, the worst first, 7 apart and 5 thick, so from 96 − (7 + 5) / 2; what blocks is 16 long, what is major 12
    assert found.bars == ((3, "M97 57h5v12h-5z"), (4, "M90 57h5v16h-5z"))
    assert found.pains == (2, 0, 0, 0)  # a pain is drawn where it is met first, and what is gone nowhere


def test_a_feeling_of_a_whole_stage_stands_in_its_middle(tmp_path: Path) -> None:
    scene = scene_of(tmp_path, buy="title: B\nid: b\nstages: [{name: A, feels: 1, steps: [X, Y, Z]}, {name: C, feels: -1, steps: [V, {name: W, feels: 2}]}]\n")
    found = wall.picture(scene, scene.atlas.maps["b"])
    assert found is not None
    assert found.scores == (None, 1, None, None, 2)  # a step's own feeling says more than its stage's
    assert found.points == ((96.0, 16.0), (288.0, 5.0))
    even = scene_of(tmp_path, buy="title: B\nid: b\nstages: [{name: A, feels: 1, steps: [X, Y]}]\n")
    picture = wall.picture(even, even.atlas.maps["b"])
    assert picture is not None
    assert picture.points == ((160.0, 16.0),)  # between the two


def test_nothing_known_is_no_picture(tmp_path: Path) -> None:
    scene = scene_of(tmp_path, buy="title: B\nid: b\nstages: [A, B]\n")
    assert wall.picture(scene, scene.atlas.maps["b"]) is None


def test_a_row_of_the_wall(tmp_path: Path) -> None:
    (row,) = home.view(scene_of(tmp_path), None).rows
    assert (row.pains, row.open_pains, row.person) == ({4: 1, 3: 1}, 2, "Mara")
    assert row.lowest is not None
    assert (row.lowest.sign, row.lowest_link.text if row.lowest_link else "") == ("−2", "I pay")
    data = dict(row.data)
    assert data["team"] == ("Shop", "Tills")
    assert data["tag"] == ("web",)
    assert data["mine"] == ("shop 4", "tills 1")  # two steps and two stages without steps are the map's team's, one stage is not


def test_what_is_urgent_comes_first(tmp_path: Path) -> None:
    def one(title: str, more: str) -> str:
        return f"title: {title}\nstages: [{{name: A, {more}}}]\n"

    scene = scene_of(
        tmp_path,
        buy=one("Fine", "feels: 2"),
        b=one("Low", "feels: -1"),
        c=one("Blocks", "pains: [{text: X, severity: 4}]"),
        d=one("Major", "pains: [{text: X, severity: 3}]"),
        e=one("Late", "feels: 2") + "review: {every: 1 month, log: [{date: 2026-01-01}]}\n",
        f=one("Soon", "feels: 2") + "review: {every: 1 month, log: [{date: 2026-11-01}]}\n",
        g=one("Retired", "pains: [{text: X, severity: 4}]") + "status: retired\n",
    )
    assert [row.link.text for row in home.view(scene, None).rows] == ["Late", "Blocks", "Soon", "Major", "Low", "Fine", "Retired"]


def test_what_changed_newest_first(tmp_path: Path) -> None:
    scene = scene_of(tmp_path)
    found = changes.changes(scene.atlas, TODAY)
    assert [(str(it.day), it.kind, it.entry.id) for it in found] == [
        ("2026-10-02", "evidence", "s"), ("2026-09-02", "review", "buy"), ("2026-07-01", "shipped", "done"), ("2026-05-04", "resolved", "gone"),
    ]  # fmt: skip
    assert [it.kind for it in changes.changes(scene.atlas, datetime.date(2026, 8, 1))] == ["shipped", "resolved"]
    told = news.told(scene, found[1])
    assert (told.when, told.kind_word, told.link.text, told.said, told.by) == ("2 September 2026", "Review", "Buying", "All still so", "Mara")


def test_what_is_due_with_its_days(tmp_path: Path) -> None:
    found = news.due_next(scene_of(tmp_path))
    # the review of 2 September is due after three months, in five days
    assert [(it.link.text, it.when, it.state) for it in found] == [
        ("Late", "7 days late", "overdue"), ("Buying", "in 5 days", "due-soon"), ("Wallet", "in 8 days", "due-soon"),
    ]  # fmt: skip


def test_what_a_team_has_to_do(tmp_path: Path) -> None:
    scene = scene_of(tmp_path)
    tills, shop = (team.view(scene, scene.atlas.library["team"][name]) for name in ("tills", "shop"))
    assert [(it.link.text, it.when, it.state, it.eases.word if it.eases else "") for it in tills.to_do] == [
        ("Late", "7 days late", "overdue", ""), ("Wallet", "in 8 days", "due-soon", "blocks"),
    ]  # fmt: skip
    assert [(it.link.text, it.status) for it in shop.to_do] == [("Buying", "Review")]
    assert [(it.brief.label, [answer.label for answer in it.answers]) for it in tills.hurts] == [("Stuck", ["Wallet"])]
    assert [(it.other.text if it.other else "", it.risk, it.to_us) for it in (*tills.risks, *shop.risks)] == [
        ("Shop", "Nobody knows", False), ("Tills", "Nobody knows", True),
    ]  # fmt: skip
    figures = team_figures.of_team(scene, scene.atlas.library["team"]["tills"])
    assert (figures.blocking, figures.handoffs, figures.risky, tills.next_days) == (1, 2, 1, -7)
    assert tills.stretch is not None
    assert [(link.text, [it.link.text for it in met]) for link, met in tills.stretch.journeys] == [("Buying", ["I pay"])]
    assert shop.stretch is not None
    assert (shop.stretch.moments, shop.stretch.others) == (4, 1)  # of waiting nothing is known
    assert shop.stretch.picture.scores == (1, -1, 2)


@pytest.mark.parametrize(
    ("value", "warn", "target", "higher", "at"),
    [
        (65, 50, 80, True, 0.5),  # half way between the lines
        (50, 50, 80, True, 0.35),
        (80, 50, 80, True, 0.65),
        (110, 50, 80, True, 0.95),
        (6, 10, 2, False, 0.5),  # less is better: the axis turns
        (10, 10, 2, False, 0.35),
        (12, 10, 2, False, 0.275),
        (40, None, 80, True, 0.325),  # half of the target
        (4, None, 2, False, 0.0),  # twice of it, where less is better
        (25, 50, None, True, 0.175),
        (-10, None, -20, True, 0.975),
    ],
)
def test_the_lines_of_a_bullet_always_stand_at_one_place(value: float, warn: float | None, target: float | None, higher: bool, at: float) -> None:
    assert bullet.place(value, warn, target, higher) == pytest.approx(at)


def test_nothing_to_compare_with_is_no_bullet() -> None:
    assert bullet.place(5, None, None, True) is None
    assert bullet.place(5, 5, 5, True) is None
    assert bullet.place(5, None, 0, True) is None


def test_a_number_in_its_row(tmp_path: Path) -> None:
    found = numbers.view(scene_of(tmp_path), None)
    (row,) = found.rows
    (mark,) = row.bullets
    assert (mark.at, mark.warn, mark.target, mark.off, mark.warn_text, mark.target_text) == (130.0, 91, 169, 0, "50\u00a0%", "80\u00a0%")
    assert row.spark is not None
    # three months, 56 to 65: 150 × 40 with 3 free at the edges; 58 is 2 of 9 up, 30 of 61 days on
    assert row.spark.path == "M3 37 73.8 29.4 147 3"
    assert [(dot.x, dot.y) for dot in found.dots] == [(500, 31)]


def places_of(scene: Scene, path: str) -> places.Places:
    (page,) = [page for page in pages.pages(scene.atlas, scene.words) if page.path == path]
    return places.view(scene, page)


def test_the_line_of_places(tmp_path: Path) -> None:
    scene = scene_of(tmp_path)
    assert [(it.link.text, it.is_here, it.is_page) for it in places_of(scene, "pains").main] == [
        ("Home", False, False), ("What hurts", True, True), ("What we do", False, False), ("Numbers", False, False), ("What changed", False, False),
        ("Teams", False, False),
    ]  # fmt: skip
    on_team = places_of(scene, "teams/shop")
    assert [it.link.text for it in on_team.main if it.is_here] == ["Teams"]
    assert on_team.hub is not None
    assert on_team.hub.href == "teams"
    assert on_team.languages == ()


def test_pages_about_all_maps_are_there_in_every_language_of_the_maps(tmp_path: Path) -> None:
    scene = scene_of(tmp_path, zahlen="title: Zahlen\nlang: de\nstages: [{name: Ich zahle}]\n")
    listed = {page.path: page for page in pages.pages(scene.atlas, scene.words)}
    assert {"index", "home-de", "pains", "pains-de", "teams", "teams-de"} <= set(listed)
    assert listed["pains-de"].title == "Schmerzpunkte"
    assert [(it.text, it.href, it.lang) for it in places_of(scene, "pains").languages] == [("Deutsch", "pains-de", "de")]
    german = Scene(scene.atlas, TODAY, Words("de"), scene.href, str, str, site_lang="en")
    assert german.hub_href("pains") == "pains-de"
    assert [(it.text, it.href) for it in places.view(german, listed["pains-de"]).languages] == [("English", "pains")]
    html = render.render(listed["pains-de"], german, OwnEngine(), render.Glossary())
    assert '<a href="home-de">' in html
    assert 'lang="de"' in html


def test_where_it_hurts(tmp_path: Path) -> None:
    more = "title: Other\nid: other\nstages: [{name: A, pains: [{text: X}]}, {name: B}]\n"
    plan = "title: Plan\nstate: future\nbaseline: buy\nstages: [{name: A, pains: [{text: X, severity: 4}]}]\n"
    found = heat.heat(scene_of(tmp_path, other=more, plan=plan))
    assert [(row.link.text, [(cell.pains, cell.worst) for cell in row.cells]) for row in found.rows] == [
        ("Buying", [(2, 4), (1, 4), (0, None), (0, None)]),  # what is stuck is stuck at both stages; what is gone nowhere
        ("Other", [(1, None), (0, None)]),  # nobody rated it
    ]  # fmt: skip
    assert (found.columns, found.more) == (4, 0)


def test_numbers_that_came_to_a_line(tmp_path: Path) -> None:
    values = ", ".join(
        f"{{date: 2026-0{month}-28, value: {value}, n: 5000}}" for month, value in ((1, 40), (2, 48), (3, 55), (4, 82), (5, 83), (6, 70), (7, 45))
    )
    library = f"teams: [{{id: shop, name: Shop}}, {{id: tills, name: Tills}}]\nevidence: [{{id: s, title: Survey}}]\nmetrics: [{{id: paid, name: Paid, better: higher, unit: '%', warn: 50, target: 80, values: [{values}]}}]\n"
    scene = scene_of(tmp_path, library=library)
    found = list(standing_changes.crossings(scene, None))
    assert [(str(it.day), it.key, it.better, it.before, it.after) for it in found] == [
        ("2026-03-28", "open", True, "48\u00a0%", "55\u00a0%"), ("2026-04-28", "reached", True, "55\u00a0%", "82\u00a0%"),
        ("2026-06-28", "open", False, "83\u00a0%", "70\u00a0%"), ("2026-07-28", "below", False, "70\u00a0%", "45\u00a0%"),
    ]  # fmt: skip
    page = changes_view.view(scene, None)
    assert [(month.title, dict(month.counts)) for month in page.months][:3] == [
        ("September 2026", {"review": 1}), ("July 2026", {"shipped": 1, "behind": 1}), ("June 2026", {"behind": 1}),
    ]  # fmt: skip
    assert [it.kind for it in page.months[1].rows] == ["behind", "shipped"]
    assert page.months[1].rows[0].said == "fell behind the warning line: 70\u00a0% → 45\u00a0%"
    # twelve months up to November: July is the eighth, the first row is of reviews, the second of what shipped
    assert [(it.x, it.y, it.number) for it in page.circles if it.kind == "shipped"] == [(190 + 7 * 76 + 38, 6 + 30 + 15, 1)]
    assert page.labels[0][1] == "December"


def test_circles_count_what_is_at_one_place() -> None:
    found = matrix.counted([(1, 5, 1, "A"), (1, 5, 2, "B"), (1, 5, 3, "C"), (1, 5, 4, "D"), (3, 2, 5, "E")])
    # 8 + 4.6 × √4 and √1; places from the left and the top in percent
    assert [(dot.x, dot.y, dot.text, dot.r) for dot in found] == [(10, 10, "4", 17.2), (50, 70, "1", 12.6)]
    assert found[0].label == "1 A; 2 B; 3 C; 4 D"


def test_opportunities_the_most_promising_first(tmp_path: Path) -> None:
    chances = """
opportunities:
  - {id: low, title: Low, importance: 5, satisfaction: 8, pains: [slow]}
  - {id: high, title: High, importance: 9, satisfaction: 3, hmw: How might we pay?}
  - {id: open, title: Open}
"""
    found = opportunities.view(scene_of(tmp_path, buy=MAP + chances), None)
    # importance + (importance − satisfaction, at least 0): 9 + 6 = 15, 5 + 0 = 5
    assert [(row.brief.label, row.key, [pain.label for pain in row.eases]) for row in found] == [("High", 15, []), ("Low", 5, ["Slow"]), ("Open", None, [])]


def test_where_belief_and_answers_lie_apart(tmp_path: Path) -> None:
    library = LIBRARY.replace("metrics: [", "metrics: [{id: easy, name: Easy, kind: csat, better: higher}, ")
    (tmp_path / "numbers.csv").write_text(
        "metric,date,map,stage,s1,s2,s3,s4,s5\neasy,2026-10-31,buy,pay,10,0,0,0,90\neasy,2026-10-31,buy,run,10,0,0,0,90\n", encoding="utf-8"
    )
    asked = MAP.replace("feels: -2, pains", "feels: -2, metrics: [easy], pains").replace("name: I run, feels: 2", "name: I run, feels: 2, metrics: [easy]")
    (row,) = believed.apart(scene_of(tmp_path, library=library, buy=asked))
    # 90 of 100 are content: (0.9 − 0.5) × 4 = +1.6, which is 3.6 from −2, and 0.4 from +2
    assert (row.link.text, row.believed.score, row.score, row.difference) == ("I pay", -2, "+1.6", 3.6)
