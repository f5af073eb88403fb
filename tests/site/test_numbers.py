"""What pages say about metrics: values, changes, targets, funnels, splits, goals and what has shipped, each worked out by hand."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import journeybook
from journeybook.insight import series
from journeybook.languages import Words
from journeybook.site import pages, render
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.parts import breakdown, goal_tree, metric_value, trend
from journeybook.site.scene import Scene
from journeybook.site.views import doing, findings, goals, metric, numbers, persona, segment, shipped

TODAY = datetime.date(2026, 11, 23)
ROOT = Path(__file__).parents[2]
MAP = {"title": "A map", "id": "m", "stages": [{"id": "a", "name": "First"}, {"id": "b", "name": "Second"}, {"id": "c", "name": "Third"}]}
Loader = Callable[..., Scene]


def scene_of(folder: Path, lang: str = "en") -> Scene:
    atlas, problems = journeybook.load(folder, TODAY)
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    return Scene(atlas, TODAY, Words(lang), lambda entry: "#".join(pages.location(entry)), str, str)


@pytest.fixture
def load(tmp_path: Path) -> Loader:
    """Makes a scene of a map, a library and rows of numbers."""

    def loaded(library: dict[str, Any], rows: str = "", map_: dict[str, Any] | None = None, lang: str = "en") -> Scene:
        (tmp_path / "m.yml").write_text(yaml.safe_dump({**MAP, **(map_ or {})}, allow_unicode=True), encoding="utf-8")
        (tmp_path / "library.yml").write_text(yaml.safe_dump(library, allow_unicode=True), encoding="utf-8")
        if rows:
            (tmp_path / "n.csv").write_text(rows, encoding="utf-8")
        return scene_of(tmp_path, lang)

    return loaded


def one(scene: Scene, name: str = "x") -> Any:
    return scene.atlas.library["metric"][name]


def state(scene: Scene, name: str = "x") -> str | None:
    found = breakdown.state_of(scene, one(scene, name), breakdown.reading(scene, one(scene, name)))
    return found.key if found else None


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"better": "higher", "target": 70}, "reached"),
        ({"better": "higher", "target": 71}, "open"),
        ({"better": "higher", "target": 71, "warn": 70.5}, "below"),
        ({"better": "lower", "target": 70}, "reached"),
        ({"better": "lower", "target": 60}, "open"),
        ({"better": "lower", "target": 60, "warn": 65}, "above"),
        ({"target": 71}, "untold"),
        ({"kind": "revenue", "target": 71}, "open"),
        ({"kind": "cost", "target": 71}, "reached"),
        ({"better": "higher", "target": "much more"}, "words"),
        ({"better": "higher", "target": 71, "due": "2026-11-22"}, "missed"),
        ({"better": "higher", "target": 71, "due": "2026-11-23"}, "open"),
        ({"better": "higher", "target": 65, "due": "2026-06-30"}, "late"),
        ({"better": "higher", "target": 55, "due": "2026-06-30"}, "reached"),
        ({"better": "higher", "target": [{"value": 65, "by": "2026-06-30"}, {"value": 80, "by": "2027-06-30"}]}, "open"),
        ({"better": "higher", "target": [{"value": 90, "by": "2026-06-30"}, {"value": 91, "by": "2026-07-31"}]}, "missed"),
        ({"better": "higher", "warn": 71}, "below"),
        ({"better": "higher", "warn": 60}, None),
        ({}, None),
        ({"better": "higher", "target": 1, "min_n": 1000}, "few"),
    ],
)
def test_states(load: Loader, fields: dict[str, Any], expected: str | None) -> None:
    values = [{"date": "2026-05-31", "value": 60, "n": 500}, {"date": "2026-10-31", "value": 70, "n": 500}]
    assert state(load({"metrics": [{"id": "x", "name": "X", "values": values, **fields}]})) == expected


def test_without_values_there_is_no_data(load: Loader) -> None:
    scene = load({"metrics": [{"id": "x", "name": "X", "better": "higher", "target": 0}]})
    assert state(scene) == "none"
    assert metric_value.value_of(scene, one(scene), None).text == "no data"
    assert numbers.view(scene, None).rows[0].value.text == "no data"


def newest(scene: Scene) -> metric_value.Value:
    return metric_value.value_of(scene, one(scene), breakdown.reading(scene, one(scene)).whole)


@pytest.mark.parametrize(
    ("rows", "text", "interval", "change", "verdict"),
    [
        # 50/30/20 → 30 ± 15.3 and 60/30/10 → 50: the difference lies within √(15.3² + 13.2²) = 20.2
        (("50,30,20", "60,30,10"), "50", "± 13.1", "+20 since 31 August 2026", "no clear change"),
        (("50,30,20", "800,100,100"), "70", "± 4", "+40 since 31 August 2026", "better"),
        (("800,100,100", "50,30,20"), "30", "± 15.3", "−40 since 31 August 2026", "worse"),
        # all alike: 200·3.8415/(10 + 3.8415) = 55.5 below the end of the scale
        (("10,0,0", "10,0,0"), "100", "44.5 to 100", "unchanged since 31 August 2026", ""),
        (("10,0,0", "0,0,0"), "no data", "", None, ""),
        (("10,0,0", "3,3,3"), "withheld: fewer than 10 answers", "", None, ""),
        (("3,3,3", "10,0,0"), "100", "44.5 to 100", None, ""),
        (("0,10,90", "0,10,90"), "−90", "± 5.9", "unchanged since 31 August 2026", ""),
    ],
)
def test_values_and_changes(load: Loader, rows: tuple[str, str], text: str, interval: str, change: str | None, verdict: str) -> None:
    head = "metric,date,map,promoters,passives,detractors\n"
    scene = load({"metrics": [{"id": "x", "name": "X", "kind": "nps", "min_n": 10}]}, f"{head}x,2026-08-31,m,{rows[0]}\nx,2026-09-30,m,{rows[1]}\n")
    value = newest(scene)
    assert (value.text, value.interval) == (text, interval)
    assert (value.change.text if value.change else None) == change
    assert (value.change.verdict if value.change else "") == verdict


def test_units_words_and_notes(load: Loader) -> None:
    values = [{"date": "2026-Q2", "value": "about four", "n": "more than 60", "note": "a pilot"}]
    scene = load({"metrics": [{"id": "x", "name": "X", "unit": "days", "values": values}]})
    value = newest(scene)
    assert (value.text, value.key, value.n, value.note, value.when_key) == ("about four", None, "more than 60", "a pilot", "2026-06-30")
    scene = load({"metrics": [{"id": "x", "name": "X", "unit": "days", "values": [{"date": "2026-06-30", "value": -1234.5}]}]})
    assert newest(scene).text == "−1,234.5 days"


@pytest.mark.parametrize(("cadence", "expected"), [("1 month", datetime.date(2026, 11, 20)), ("3 months", None), ("now and then", None), (None, None)])
def test_stale(load: Loader, cadence: str | None, expected: datetime.date | None) -> None:
    scene = load({"metrics": [{"id": "x", "name": "X", "cadence": cadence or "P9Y", "values": [{"date": "2026-10-20", "value": 1}]}]})
    assert metric_value.stale_since(scene, one(scene).record, metric_value.lines(scene, one(scene))) == expected


FUNNEL = "metric,date,map,stage,entered,completed\nx,2026-10-31,m,b,420,180\nx,2026-10-31,m,a,1000,420\nx,2026-10-31,m,c,180,150\nx,2026-09-30,m,a,1000,400\n"


def test_funnel(load: Loader) -> None:
    scene = load({"metrics": [{"id": "x", "name": "X", "kind": "conversion", "better": "higher", "target": 20, "min_n": 200}]}, FUNNEL, {"metrics": ["x"]})
    (funnel,) = doing.view(scene, scene.atlas.maps["m"]).funnels
    assert [(step.entered, step.rate, step.drop) for step in funnel.steps] == [
        ("1,000", "42\u00a0%", "58\u00a0%"),
        ("420", "42.9\u00a0%", "57.1\u00a0%"),
        ("", "withheld: fewer than 200 cases", ""),
    ]
    assert [step.completed for step in funnel.steps] == ["420", "180", ""]
    assert [step.width for step in funnel.steps] == [100, 42, None]
    assert [step.worst for step in funnel.steps] == [True, False, False]
    # 15 % of 1,000 would say that 150 of the 180 who entered the last stage completed it
    assert (funnel.overall, funnel.date) == ("", "31 October 2026")
    assert funnel.withheld == "withheld: a smaller group could be computed from it"
    (row,) = doing.view(scene, scene.atlas.maps["m"]).rows
    assert (row.value.text, row.state.key if row.state else "", row.spots, row.funnel) == (
        "withheld: a smaller group could be computed from it",
        "kept",
        (),
        "funnel-x",
    )
    assert row.value.change is None  # the second and third stage were not counted in September


def test_stages_that_were_not_counted_are_named(load: Loader) -> None:
    rows = "".join(line for line in FUNNEL.splitlines(keepends=True) if ",c," not in line)
    scene = load({"metrics": [{"id": "x", "name": "X", "kind": "conversion"}]}, rows)
    (funnel,) = doing.view(scene, scene.atlas.maps["m"]).funnels
    assert [link.text for link in funnel.left_out] == ["Third"]
    assert funnel.overall == "18\u00a0%"


def test_a_number_of_another_place_is_said_to_be_from_there(load: Loader) -> None:
    rows = "metric,date,map,stage,value\nx,2026-10-31,m,a,3\n"
    stages = [{"id": "a", "name": "First", "metrics": ["x"]}, {"id": "b", "name": "Second", "metrics": ["x", "y"]}]
    scene = load({"metrics": [{"id": "x", "name": "X"}, {"id": "y", "name": "Y"}]}, rows, {"stages": stages})
    here, there, nowhere = doing.view(scene, scene.atlas.maps["m"]).rows
    assert ([it.text for it in here.spots], here.value.text, here.elsewhere) == (["First"], "3", ())
    assert ([it.text for it in there.spots], there.value.text, [it.text for it in there.elsewhere]) == (["Second"], "3", ["First"])
    assert (nowhere.value.text, nowhere.elsewhere) == ("no data", ())


def test_parts_stand_side_by_side(load: Loader) -> None:
    rows = "metric,date,map,segment,revenue,margin,churn\nx,2026-09-30,m,old,50,0.7,0.03\nx,2026-09-30,m,new,50,0.7,0\n"
    library = {
        "metrics": [{"id": "x", "name": "X", "kind": "ltv", "unit": "EUR", "target": 9}],
        "segments": [{"id": "old", "name": "Old"}, {"id": "new", "name": "New"}],
    }
    scene = load(library, rows)
    (row,) = numbers.view(scene, None).rows
    assert [(it.links[0].text, it.value.text) for it in row.apart] == [("New", "cannot be computed"), ("Old", "1,166.67 EUR")]
    assert row.state is not None
    # New cannot be computed, Old has reached 9
    assert (row.state.key, row.state.word) == ("apart", "1 of 2 parts reached")
    found = metric.view(scene, one(scene))
    assert found.value is None
    assert [(table.ident, len(table.rows), len(table.columns)) for table in found.tables] == [("by-segment", 1, 2)]
    (mine,) = segment.view(scene, scene.atlas.library["segment"]["old"]).rows
    assert (mine.value.text, mine.all.text if mine.all else None) == ("1,166.67 EUR", None)


def test_metrics_behind_come_first_and_those_that_wait_say_so(load: Loader) -> None:
    def record(name: str, date: str, target: int) -> dict[str, Any]:
        return {"id": name, "name": name, "better": "higher", "target": target, "cadence": "1 month", "values": [{"date": date, "value": 5}]}

    names = [("fine", "2026-10-31", 4), ("old", "2026-09-30", 4), ("open", "2026-10-31", 9), ("late", "2026-10-31", 9)]
    library = {"metrics": [record(*name) | ({"due": "2026-11-01"} if name[0] == "late" else {}) for name in names]}
    found = numbers.view(load(library), None)
    assert [row.link.text for row in found.rows] == ["late", "open", "fine", "old"]
    assert (found.stale, found.behind, found.reached) == (1, 1, 2)
    assert [row.stale for row in found.rows] == ["", "", "", "due since 30 October 2026"]


def picture(scene: Scene) -> trend.Trend:
    found = trend.picture(scene, one(scene), series.heads(metric_value.lines(scene, one(scene)))[0])
    assert found is not None
    return found


def test_gaps_stay_gaps(load: Loader) -> None:
    months = [("01-31", 10, 90), ("02-28", 20, 90), ("03-31", 30, 3), ("04-30", 20, 90), ("07-31", 10, 90), ("08-31", 0, 90)]
    values = [{"date": f"2026-{day}", "value": value, "n": n} for day, value, n in months]
    found = picture(load({"metrics": [{"id": "x", "name": "X", "cadence": "1 month", "min_n": 30, "target": 20, "warn": 10, "values": values}]}))
    assert len(found.dots) == 5
    assert [found.dots.index(end) for pair in found.segments for end in pair] == [0, 1, 3, 4]
    assert [mark.text for mark in found.scale] == ["0", "5", "10", "15", "20"]
    assert [(mark.kind, mark.y, mark.text) for mark in found.marks] == [
        ("target", trend.TOP, "target 20"),
        ("warn", (trend.TOP + trend.BOTTOM) / 2, "warning line 10"),
    ]
    assert (found.dots[0].x, found.dots[-1].x, found.dots[-1].y) == (trend.LEFT, trend.RIGHT, trend.BOTTOM)
    assert found.label == "Values over time: 10 (31 January 2026) to 0 (31 August 2026)"


def test_words_of_levels_do_not_touch(load: Loader) -> None:
    values = [{"date": "2026-01-31", "value": 0}, {"date": "2026-02-28", "value": 99}]
    found = picture(load({"metrics": [{"id": "x", "name": "X", "target": [50, 49], "warn": 20, "values": values}]}))
    assert [(mark.text, mark.up) for mark in found.marks] == [("target 50", True), ("target 49", False), ("warning line 20", True)]


ITEMS = {
    "opportunities": [
        {
            "id": "o1",
            "title": "Named",
            "goals": ["g"],
            "importance": 9,
            "satisfaction": 3,
            "value_at_stake": {"amount": 69000, "currency": "EUR", "how": "by hand"},
        },
        {"id": "o2", "title": "By its improvement", "importance": 5},
        {"id": "o3", "title": "Of nobody"},
    ],
    "improvements": [
        {"id": "i1", "title": "Done", "opportunity": "o1", "status": "done", "shipped": "2026-05-11"},
        {"id": "i2", "title": "Moves it", "opportunity": "o2", "status": "in-progress", "metric": "x", "shipped": "2026-10-25"},
        {"id": "i3", "title": "Rejected", "opportunity": "o1", "status": "rejected", "reason": "No"},
        {"id": "i4", "title": "Loose", "goals": ["g"], "metric": "x", "shipped": "2026-11-01"},
        {"id": "i5", "title": "Adrift", "at": "b", "metric": "y", "shipped": "2026-05-31"},
    ],
}
LIBRARY = {
    "metrics": [
        {
            "id": "x",
            "name": "X",
            "kind": "conversion",
            "cadence": "1 month",
            "better": "higher",
            "target": [{"value": 20, "by": "2026-06-30"}, {"value": 70, "by": "2026-12-31"}],
        },
        {
            "id": "y",
            "name": "Y",
            "unit": "days",
            "better": "lower",
            "values": [{"date": "2026-05-30", "value": 9}, {"date": "2026-06-30", "value": 7, "n": 12}],
        },
    ],
    "goals": [{"id": "g", "title": "Get there", "metric": "x", "target": "70 %", "due": "2026-12-31"}, {"id": "h", "title": "Nobody's"}],
}
ROWS = "metric,date,map,stage,entered,completed\nx,2026-09-30,m,a,1000,570\nx,2026-10-31,m,a,1000,610\n"


def test_goal_tree(load: Loader) -> None:
    scene = load(LIBRARY, ROWS, ITEMS)
    tree = goals.tree(scene, None)
    got, empty = tree.branches
    assert [(chance.brief.label, [work.brief.label for work in chance.works]) for chance in got.chances] == [
        ("Named", ["Done", "Rejected"]),
        ("By its improvement", ["Moves it"]),
    ]
    assert [work.brief.label for work in got.loose] == ["Loose"]
    assert (got.anchor, got.aim, got.done) == ("goal-g", "target 70 % by 31 December 2026", goal_tree.Done(1, 3, 1))
    assert got.progress == ("1 of 3 improvements done, 1 rejected", "metric at 61\u00a0% (31 October 2026); target 70 % by 31 December 2026")
    assert got.state is not None
    assert got.state.key == "open"
    assert (empty.progress, empty.chances, empty.state) == (("no improvement yet",), (), None)
    assert [chance.brief.label for chance in tree.unanswered] == ["Of nobody"]
    assert [work.brief.label for work in tree.adrift] == ["Adrift"]
    work = got.chances[1].works[0]
    assert work.gauge is not None
    assert (work.status, work.gauge.value.text, work.when) == ("in-progress", "61\u00a0%", "shipped 25 October 2026")


def test_the_page_of_goals_begins_with_all_of_them(load: Loader) -> None:
    scene = load(LIBRARY, ROWS, ITEMS)
    (page,) = [page for page in pages.pages(scene.atlas, scene.words) if page.path == "goal-tree"]
    text = render.render(page, scene, OwnEngine(), render.Glossary.of(scene.atlas))
    overview, trees = text.split('id="trees"')
    assert '<a href="#goal-g">Get there</a>' in overview
    assert "1 of 3, 1 rejected" in overview
    assert "no improvement yet" in overview
    for anchor in ("goal-g", "goal-h"):  # inside what is folded, so that the link opens it
        before = trees.split(f'id="{anchor}"')[0]
        assert before.count("<details") == before.count("</details>") + 1


def test_a_goal_with_a_number_is_judged_by_it(load: Loader) -> None:
    library = {
        **LIBRARY,
        "goals": [
            {"id": "g", "title": "Get there", "metric": "x", "target": 60},
            {"id": "h", "title": "Further", "metric": "x", "target": 65, "due": "2026-11-01"},
        ],
    }
    scene = load(library, ROWS)
    found = [goal_tree.branch(scene, goal) for goal in scene.atlas.library["goal"].values()]
    assert [branch.state.key if branch.state else "" for branch in found] == ["reached", "missed"]


def test_shipped(load: Loader) -> None:
    scene = load(LIBRARY, ROWS, ITEMS)
    rows = {row.link.text: row for row in shipped.view(scene, scene.atlas.maps["m"]).rows}
    assert list(rows) == ["Loose", "Moves it", "Adrift", "Done"]
    moved = rows["Moves it"]
    assert None not in (moved.before, moved.verdict)
    # the month to 31 October (61 %) began before 25 October, and no other ends before 1 November
    assert (moved.before.text, moved.after, moved.change, moved.verdict.key) == ("57\u00a0%", None, None, "untold")
    assert moved.reasons == (
        "The value since is for a period that it shipped in, and counts for neither side.",
        "“Loose” shipped on 1 November 2026; later values are not counted.",
    )
    assert (rows["Loose"].after, rows["Loose"].reasons) == (None, ("The first value for a whole period after it shipped is due on 30 November 2026.",))
    assert rows["Done"].reasons == ("No metric is named.",)
    other = rows["Adrift"]
    assert None not in (other.before, other.after, other.change)
    assert (other.before.text, other.after.text, other.change.text, other.change.verdict) == (
        "9 days",
        "7 days",
        "−2 days since 30 May 2026",
        "better, margin not known",
    )


def test_opportunities_in_words(load: Loader) -> None:
    scene = load(LIBRARY, "", ITEMS)
    first, second, _ = findings.view(scene, scene.atlas.maps["m"]).opportunities
    assert first.score == "Opportunity score 15 of 20: extreme, far from what customers want"
    assert first.score_rests_on == "importance 9, satisfaction 3 of 10"
    assert first.stake == "69,000 EUR at stake (by hand)."
    assert [fact.key for fact in first.facts] == ["goals"]
    assert (second.score, second.stake, [fact.key for fact in second.facts]) == ("", "", ["importance"])


PEOPLE = [{"id": "p", "name": "Pia", "segment": "s", "quote": "Hm.", "evidence": ["e"], "goals": ["Rest"]}, {"id": "q", "name": "Quinn"}]


def test_persona(load: Loader) -> None:
    stages = [
        {"id": "a", "name": "First", "feels": -1, "pains": [{"text": "Ours", "severity": 1}, {"text": "Quinn's", "severity": 4, "affects": ["q"]}]},
        {
            "id": "b",
            "name": "Second",
            "actor": "q",
            "feels": -2,
            "perspectives": {"p": {"does": "Waits", "feels": 2, "pains": [{"text": "Waiting", "severity": 3}]}},
        },
        {
            "id": "c",
            "name": "Third",
            "actor": "p",
            "feels": 1,
            "pains": [{"text": "Pia's", "severity": 2, "affects": ["p"]}, {"text": "Gone", "severity": 4, "affects": ["p"], "resolved": "2026-01-01"}],
        },
    ]
    library = {
        "personas": PEOPLE,
        "segments": [{"id": "s", "name": "Some"}],
        "evidence": [{"id": "e", "title": "Talks", "date": "2025-01-01", "n": 9, "valid_for": "6 months"}],
    }
    scene = load(library, "", {"stages": stages, "personas": ["p", "q"]})
    found = persona.view(scene, scene.atlas.library["persona"]["p"])
    (here,) = found.maps
    assert None not in (here.lowest, here.highest)
    assert (here.lowest.link.text, here.lowest.feeling.score, here.highest.link.text, here.highest.feeling.score, here.shared) == ("First", -1, "Second", 2, 1)
    assert [(pain.label, pain.level) for pain in found.pains] == [("Waiting", 3), ("Pia's", 2)]
    assert [pain.label for pain in found.eased] == ["Gone"]
    assert [(map_.text, [step.text for step in steps]) for map_, steps in found.acts] == [("A map", ["Third"])]
    assert [(seen.link.text, seen.does) for seen in found.seen] == [("Second", ("Waits",))]
    assert [(source.link.text, source.state) for source in found.sources] == [("Talks", "expired")]
    other = persona.view(scene, scene.atlas.library["persona"]["q"])
    assert other.maps[0].lowest is not None
    assert (other.maps[0].lowest.link.text, other.maps[0].lowest.feeling.score) == ("Second", -2)
    assert [pain.label for pain in other.pains] == ["Quinn's"]


def test_pains_of_a_map_with_one_persona_are_that_personas(load: Loader) -> None:
    scene = load({"personas": PEOPLE[1:]}, "", {"personas": ["q"], "pains": [{"text": "Whose?", "severity": 2}]})
    assert [pain.label for pain in persona.view(scene, scene.atlas.library["persona"]["q"]).pains] == ["Whose?"]


@pytest.fixture(scope="module")
def example() -> Callable[[str], str]:
    """The text of a page of the example, white space squeezed."""
    scene = scene_of(ROOT / "journeys")
    by_path = {page.path: page for page in pages.pages(scene.atlas, scene.words)}
    glossary = render.Glossary.of(scene.atlas)

    def text(path: str) -> str:
        made = render.render(by_path[path], scene, OwnEngine(), glossary)
        return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", made)))

    return text


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        # October: web 1703 of 2622, app 1200 of 1898: 2903 of 4520 = 64.226 %; September: 2991 of 4650 = 64.323 %
        ("metrics/checkout-conversion", ["64.2 % 31 October 2026 · based on 4,520", "65 % by 30 September 2026 ✕ missed", "▲ below the warning line", "−0.1 points since 30 September 2026"]),
        # 226 + 81 promoters, 49 + 31 detractors of 568: (307 − 80) / 568 = 39.96
        ("metrics/nps-relationship", ["40 30 September 2026 · based on 568", "By segment", "44.7", "29.1"]),
        ("metrics/nps-planner", ["withheld: fewer than 30 answers", "– too few to tell"]),
        # 35.6 × 0.385 / 0.039 = 351.436; 25.8 × 0.365 / 0.086 = 109.5
        ("metrics/ltv-runner", ["351.44 EUR", "109.5 EUR"]),
        # 2578 of 61500 = 4.19 %; 22050 of 61500 = 35.85 %; 4520 of 22050 = 20.5 %
        ("maps/buy-running-shoes", ["4.2 % get from the first stage counted to the end of the last.", "61,500 22,050 35.9 %", "▼ 79.5 % largest loss", "Opportunity score 15 of 20: extreme", "69,000 EUR at stake (a month: 18 % of 4,100"]),
        # shipped 11 May: April 2601 of 4540 = 57.29 %
        ("backlog", ["57.3 % 30 April 2026 · based on 4,540 · 55.8 % to 58.7 % numbers/conversion.csv, line 63 64.2 % 31 October 2026", "+6.9 points since 30 April 2026, better", "not necessarily moved because of it"]),
        ("goals/raise-checkout-conversion", ["improvements done; metric at 64.2 % (31 October 2026); target 70 % by 31 December 2026; ▲ below the warning line"]),
        ("numbers", ["Checkouts that end in a paid order 64.2 % based on 4,520 · 62.8 % to 65.6 % numbers/conversion.csv, line 81 31 October 2026", "◷ due since 30 September 2026"]),
        # 49 of 396 detractors, 226 promoters: (226 − 49) / 396 = 44.7
        ("segments/weekly-runners", ["44.7 30 September 2026 · based on 396", "351.44 EUR"]),
        ("personas/busy-parent", ["blocks The usual wallet is missing", "−2"]),
    ],
)  # fmt: skip
def test_the_example_shows_true_values(example: Callable[[str], str], path: str, expected: list[str]) -> None:
    text = example(path).replace("\u00a0", " ")
    assert [one for one in expected if one not in text] == []
