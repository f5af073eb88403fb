"""What a map counts and says of its numbers, worked out by hand: pains, changes, shares and who is left, the same wherever they stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

import told
from journeybook.site.parts import breakdown, children, in_short, metric_targets, spark
from journeybook.site.scene import Scene
from journeybook.site.views import curve, doing, flow, grid, legend, summary, trust, walk, ways_lane

AGENT = {"personas": [{"id": "agent", "name": "Bela, agent"}]}
WAY = {"metrics": [{"id": "go", "name": "Go on", "kind": "conversion", "unit": "%", "better": "higher", "target": 30, "warn": 28}]}
COUNTED = "metric,date,map,stage,entered,completed\n" + "".join(
    f"go,{day},m,{stage},{counts}\n" for day in ("2026-08-31", "2026-09-30", "2026-10-31") for stage, counts in (("a", "1000,604"), ("b", "604,242"))
)
NAMED = {"stages": [{"id": "a", "name": "First", "metrics": ["go"]}, {"id": "b", "name": "Second", "metrics": ["go"]}]}


def test_what_is_wanted_of_a_whole_way_judges_none_of_its_stages(tmp_path: Path) -> None:
    scene = told.scene(tmp_path, WAY, COUNTED, NAMED)
    metric, map_ = scene.atlas.library["metric"]["go"], scene.atlas.maps["m"]
    at_stage = spark.figure(scene, metric, map_, "a")
    assert (at_stage.value, at_stage.said) == ("60.4\u00a0%", ("31 August 2026: 60.4\u00a0%",)), "604 of 1000; 30 % are wanted of the whole way"
    first = breakdown.reading_at(scene, metric, "m", "a").whole
    assert first is not None
    assert metric_targets.state_of(scene, metric, first) is None, "and the line to be warned at is no stage's either"
    (row,) = doing.view(scene, map_).rows
    assert (row.value.text, row.aim and row.aim.text, row.state and row.state.key) == ("24.2\u00a0%", "30\u00a0%", "below"), "242 of 1000"
    (number,) = in_short.numbers(scene, map_)
    assert (number.value, number.said[-1]) == ("24.2\u00a0%", "target 30\u00a0%")


def test_shares_that_the_row_of_who_is_left_has_are_not_said_twice(tmp_path: Path) -> None:
    scene = told.scene(tmp_path, WAY, COUNTED, NAMED)
    stages = grid.view(scene, scene.atlas.maps["m"]).stages
    assert [cell.lane.id for stage in stages for cell in stage.head.cells] == []
    assert [it.drop for it in lane_of(scene).left] == ["40\u00a0%", "60\u00a0%"], "396 of 1000 and 362 of 604"


def lane_of(scene: Scene) -> ways_lane.Lane:
    found = ways_lane.view(scene, scene.atlas.maps["m"])
    assert found is not None
    return found


def test_what_names_a_pain_answers_it_before_what_only_shares_its_opportunity(tmp_path: Path) -> None:
    improvements = [
        {"title": "One scale for all", "opportunity": "o", "status": "in-progress"},
        {"title": "Bring the filter to the app", "pains": ["filter"], "status": "accepted"},
    ]
    stage = {"id": "a", "name": "First", "pains": [{"id": "filter", "text": "No filter in the app", "severity": 2}]}
    map_ = {"stages": [stage], "opportunities": [{"id": "o", "title": "Fit", "pains": ["filter"]}], "improvements": improvements}
    scene = told.scene(tmp_path, AGENT, "", map_)
    (hurt,) = in_short.worst(scene, scene.atlas.maps["m"], 5)
    assert hurt.plan is not None
    assert hurt.plan.brief.label == "Bring the filter to the app"


HURTS: dict[str, Any] = {
    "stages": [
        {
            "id": "a",
            "name": "First",
            "steps": [
                {
                    "id": "ask", "name": "Asks",
                    "pains": [
                        {"text": "Slow", "severity": 2}, {"text": "Healed", "severity": 4, "resolved": "2026-05-01"}, {"text": "Harmless", "severity": 0},
                    ],
                    "perspectives": {"agent": {"does": "Looks", "pains": [{"text": "Cannot see the photo", "severity": 3}]}},
                },
            ],
        },
    ],
    "improvements": [
        {"title": status, "at": "ask", "status": status, **more}
        for status, more in (
            ("proposed", {}), ("accepted", {}), ("in-progress", {}), ("done", {"shipped": "2025-01-01"}), ("rejected", {"reason": "Too dear"}),
        )
    ],
}  # fmt: skip


def test_open_pains_and_changes_are_counted_alike_everywhere(tmp_path: Path) -> None:
    scene = told.scene(tmp_path, AGENT, "", HURTS)
    map_ = scene.atlas.maps["m"]
    found = trust.view(scene, map_)
    assert (found.open_pains, found.open_plans) == (2, 3), "two of four still hurt, three of five changes are to come"
    (stage,) = grid.view(scene, map_).stages
    assert (stage.pains, stage.worst) == (2, 3)
    assert [(sign.drawn, sign.number) for sign in summary.view(scene, map_).stages[0].pains[0]] == [("3", 1), ("2", 1)]
    assert [hurt.brief.label for hurt in walk.view(scene, map_).slides[0].pains] == ["Cannot see the photo", "Slow"]
    page = html.fromstring(told.markup(scene, "maps/m"))
    assert [link.text_content().strip() for link in page.xpath("//nav[@class='jb-jump']//a[@href='#pains' or @href='#backlog']")] == [
        "Where it hurts 2",
        "What we are doing 3",
    ]


def test_every_pain_stands_in_its_row_and_says_whose_it_is_or_that_it_is_over(tmp_path: Path) -> None:
    scene = told.scene(tmp_path, AGENT, "", HURTS)
    (stage,) = grid.view(scene, scene.atlas.maps["m"]).stages
    (cell,) = [cell for cell in stage.steps[0].cells if cell.lane.id == "pains"]
    assert [(brief.label, brief.perspective, brief.closed) for brief in cell.content] == [
        ("Cannot see the photo", "Bela, agent", ""),
        ("Slow", "", ""),
        ("Harmless", "", ""),
        ("Healed", "", "no longer hurts since 1 May 2026"),
    ]
    row = html.fromstring(told.markup(scene, "maps/m")).find_class("jb-lane-pains")[0]
    assert [it.text_content() for it in row.find_class("jb-whose")] == ["Bela, agent", "no longer hurts since 1 May 2026"]
    assert [it.xpath("string(a)") for it in row.find_class("jb-closed")] == ["Healed"]
    (others,) = [cell.content for cell in stage.steps[0].cells if cell.lane.id == "perspectives"]
    assert not hasattr(others, "items"), "a pain stands once"


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        # 78 of 100 come to B; half of those who come to C go back: 78 + half of 156 come by B, 156 times in all.
        ([{"from": "a", "to": "exit", "share": 0.22}, {"from": "c", "to": "b", "kind": "loop", "share": 0.5}], {1: "78 of 100 come 156 times, with returns"}),
        # A twentieth goes back: 100 / 0.95 = 105 visits, which nobody sees.
        ([{"from": "c", "to": "b", "kind": "loop", "share": 0.05}], {}),
    ],
)
def test_a_bar_that_returns_make_higher_says_so(tmp_path: Path, ways: list[dict[str, Any]], said: dict[int, str]) -> None:
    stages = [{"id": name, "name": name.upper()} for name in "abcd"]
    lane = lane_of(told.scene(tmp_path, AGENT, "", {"stages": stages, "transitions": ways}))
    assert {column: move.when for column, moves in enumerate(lane.leaving) for move in moves if move.kind == "returns"} == said


def test_stages_that_nobody_counted_say_so(tmp_path: Path) -> None:
    stages = [{"id": name, "name": name.upper()} for name in "abc"]
    lane = lane_of(told.scene(tmp_path, WAY, COUNTED, {"stages": stages}))
    assert [(it.entered, it.gap) for it in lane.left] == [("1,000", ""), ("604", ""), ("", "not counted")]


def test_where_nobody_leaves_there_is_no_row_of_who_is_left(tmp_path: Path) -> None:
    skips = {"stages": [{"id": name, "name": name.upper(), "steps": [name * 2, name * 3]} for name in "ab"]}
    lane = lane_of(told.scene(tmp_path, AGENT, "", {**skips, "transitions": [{"from": "bb", "to": "a", "kind": "loop", "share": 0.1}]}))
    assert lane.left == ()
    assert lane.picture is not None


@pytest.mark.parametrize(
    ("ways", "head"),
    [
        ([{"from": "a", "to": "exit", "share": 0.2}], "Who leaves, and why"),
        ([{"from": "a", "to": "exit", "share": 0.2}, {"from": "a", "to": "c", "kind": "skip", "share": 0.3}], "Who leaves or skips, and why"),
        ([{"from": "a", "to": "c", "kind": "skip", "share": 0.3}], "Who skips steps, and why"),
    ],
)
def test_the_reasons_are_called_what_they_are_and_say_of_whom(tmp_path: Path, ways: list[dict[str, Any]], head: str) -> None:
    stages = [{"id": name, "name": name.upper()} for name in "abc"]
    row = html.fromstring(told.markup(told.scene(tmp_path, AGENT, "", {"stages": stages, "transitions": ways}), "maps/m")).find_class("jb-ways-why")[0]
    assert row.find("th").text_content() == head
    shares = [it.text_content().replace("\u00a0", " ") for it in row.find_class("jb-move")]
    assert all("% of those here " in it for it in shares)
    assert len(shares) == len(ways)


def test_a_step_leads_to_the_journeys_that_tell_it_in_detail_and_says_how_bad_they_get(tmp_path: Path) -> None:
    below = {
        "title": "Parcel",
        "stages": [
            {"id": "x", "name": "X", "feels": {"score": -1, "word": "uneasy"}, "pains": [{"text": "Lost", "severity": 4}, {"text": "Late", "severity": 3}]},
            {"id": "y", "name": "Y", "feels": {"score": -2, "word": "abandoned"}, "pains": [{"text": "Was", "severity": 4, "resolved": "2026-05-01"}]},
        ],
    }
    (tmp_path / "parcel.yml").write_text(yaml.safe_dump(below | {"parent": "m"}), encoding="utf-8")
    (tmp_path / "loose.yml").write_text(yaml.safe_dump({"title": "Loose", "stages": ["Z"], "parent": "m"}), encoding="utf-8")
    scene = told.scene(tmp_path, AGENT, "", {"stages": [{"id": "a", "name": "First", "detail_map": ["parcel"]}]})
    map_ = scene.atlas.maps["m"]
    view = grid.view(scene, map_)
    assert view.lanes[0].lane.id == "detail_map"
    assert view.lanes[0].told
    (cell,) = view.stages[0].head.cells
    assert [(it.link.text, it.lowest.word, it.lowest.score, it.blocking) for it in cell.content] == [("Parcel", "abandoned", -2, 1)]
    assert [(it.link.text, it.lowest, it.blocking) for it in children.unplaced(scene, map_)] == [("Loose", None, 0)]
    page = html.fromstring(told.markup(scene, "maps/m"))
    assert "lowest −2 abandoned" in page.find_class("jb-child")[0].text_content()
    assert "In detail: Loose" in page.find_class("jb-trust-line")[0].text_content()


def test_the_bar_has_every_section_in_the_order_of_the_page(tmp_path: Path) -> None:
    page = html.fromstring(told.markup(told.scene(tmp_path, AGENT, "", HURTS), "maps/m"))
    heads = [head.get("id") for head in page.xpath("//h2[@id]")]
    assert [link.get("href") for link in page.xpath("//div[@class='jb-sections']//nav//a")] == [f"#{ident}" for ident in heads]
    assert {"map", "pains", "backlog", "flow", "ownership", "evidence", "about"} <= set(heads)


def test_what_is_looked_up_waits_behind_a_line_that_says_how_much_it_is(tmp_path: Path) -> None:
    touchpoints = [{"id": "shop", "name": "Shop"}, {"id": "call", "name": "Call"}]
    map_ = {"stages": [{"id": "a", "name": "First", "touchpoints": ["shop", "call"]}]}
    page = html.fromstring(told.markup(told.scene(tmp_path, {"touchpoints": touchpoints}, "", map_), "maps/m"))
    (fold,) = page.xpath("//h2[@id='touchpoints']/following-sibling::details[1]")
    assert fold.get("open") is None
    assert (fold.xpath("string(summary)"), len(fold.xpath(".//dd"))) == ("Show all 2", 2)


def test_a_blueprint_tells_what_hurts_and_what_is_changed_before_its_backstage(tmp_path: Path) -> None:
    step = HURTS["stages"][0]["steps"][0] | {"does": "Waits", "frontstage": ["Greets"], "backstage": ["Looks it up"]}
    map_ = HURTS | {"view": "blueprint", "stages": [{"id": "a", "name": "First", "steps": [step]}]}
    scene = told.scene(tmp_path, AGENT, "", map_)
    told_lanes = [row.lane.id for row in grid.view(scene, scene.atlas.maps["m"]).lanes if row.told and row.lane.shape not in ("line", "ways")]
    assert told_lanes == ["pains", "improvements", "does", "frontstage", "backstage"]


def test_the_legend_names_the_signs_of_the_rows_that_are_seen(tmp_path: Path) -> None:
    library = AGENT | {"channels": [{"id": "shop", "name": "Our shop", "icon": "place"}], "touchpoints": [{"id": "till", "name": "Till", "channel": "shop"}]}
    step = HURTS["stages"][0]["steps"][0] | {"touchpoints": ["till"], "gains": ["Quick"]}
    scene = told.scene(tmp_path, library, "", HURTS | {"stages": [{"id": "a", "name": "First", "steps": [step]}]})
    found = legend.view(scene, scene.atlas.maps["m"]).grid
    assert [(sign.shape, sign.word or sign.drawn.word) for sign in found] == [
        ("level", "blocks"), ("level", "major"), ("level", "minor"), ("level", "none"),
        ("level", "Proposed"), ("level", "Accepted"), ("level", "In progress"),
        ("icon", "Our shop"),
    ]  # fmt: skip


def test_those_who_have_lines_of_their_own_are_not_in_the_name_of_the_main_one(tmp_path: Path) -> None:
    personas = [{"id": "ana", "name": "Ana"}, {"id": "joost", "name": "Joost"}]
    stage = {"id": "a", "name": "First", "feels": -1, "perspectives": {"joost": {"feels": 1}}}
    scene = told.scene(tmp_path, {"personas": personas}, "", {"personas": ["ana", "joost"], "stages": [stage]})
    found = curve.view(scene, scene.atlas.maps["m"])
    assert found is not None
    assert (found.own, [voice.who for voice in found.voices]) == ("Ana", ["Joost"])


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ("Cost centre 4410", "very often (4 of 5)", "−4 per 100", "a new trend, warehouse fire")),
        ("zh", ("Cost centre 4410", "（4/5）", "−4 per 100", "新趋势、warehouse fire")),
    ],
)
def test_what_authors_write_for_machines_reads_as_words(tmp_path: Path, lang: str, said: tuple[str, ...]) -> None:
    map_: dict[str, Any] = {
        "x-cost-centre": "4410", "review": {"triggers": ["new-trend", "warehouse-fire"]},
        "stages": [{"id": "a", "name": "First", "pains": [{"text": "Slow", "frequency": 4}]}],
        "improvements": [{"title": "Faster", "at": "a", "expected": "-4 per 100"}],
    }  # fmt: skip
    text = told.text(told.scene(tmp_path, AGENT, "", map_, lang=lang), "maps/m")
    for words in said:
        assert words in text, words


def test_what_a_whole_stage_says_lowers_only_its_own_steps(tmp_path: Path) -> None:
    stages = [
        {"id": "a", "name": "First", "pains": ["Whole"], "steps": [{"id": "x", "name": "X", "pains": ["Own"]}]},
        {"id": "b", "name": "Second", "steps": [{"id": "y", "name": "Y", "pains": ["Other"]}]},
    ]
    scene = told.scene(tmp_path, AGENT, "", {"stages": stages})
    found = grid.view(scene, scene.atlas.maps["m"]).stages
    assert [[cell.under for cell in step.cells] for stage in found for step in stage.steps] == [[True], [False]]
    page = html.fromstring(told.markup(scene, "maps/m"))
    assert [cell.xpath("string(.//a)") for cell in page.find_class("jb-below-stage")] == ["Own"]


def test_why_there_is_no_number_is_no_loud_number(tmp_path: Path) -> None:
    metrics = [{"id": "calls", "name": "Calls", "kind": "count"}]
    scene = told.scene(tmp_path, {"metrics": metrics}, "", {"stages": [{"id": "a", "name": "First", "metrics": ["calls"]}]})
    (cell,) = [cell for cell in grid.view(scene, scene.atlas.maps["m"]).stages[0].head.cells if cell.lane.id == "metrics"]
    assert [(figure.value, figure.missing) for figure in cell.content] == [("", "no data")]
    figure = html.fromstring(told.markup(scene, "maps/m")).find_class("jb-figure")[0]
    assert figure.find("b") is None


def test_the_matrix_has_a_circle_for_each_number_and_names_it(tmp_path: Path) -> None:
    improvements = [{"title": f"Idea {n}", "at": "a", "value": 4, "effort": 4} for n in (1, 2)]
    closed = {"title": "Long done", "at": "a", "value": 4, "effort": 4, "status": "done", "shipped": "2026-01-01"}
    scene = told.scene(tmp_path, AGENT, "", {"improvements": [*improvements, closed]})
    figure = html.fromstring(told.markup(scene, "maps/m")).find_class("jb-matrix")[0]
    # Across, 4 is at 60 + 3.4 · 70 = 298, up at 10 + 2.7 · 30 = 91; two circles stand 24 apart.
    assert [(float(it.get("cx")), float(it.get("cy"))) for it in figure.iter("circle")] == [(286, 91), (310, 91)]
    assert [it.text for it in figure.find_class("jb-dot-number")] == ["1", "2"]
    assert [it.text_content() for it in figure.find_class("jb-matrix-names")[0]] == ["1 Idea 1", "2 Idea 2"]


def test_an_overdue_map_says_so_once_and_personas_stand_apart(tmp_path: Path) -> None:
    map_: dict[str, Any] = {
        "personas": ["ana", "joost"], "review": {"every": "1 month", "log": [{"date": "2026-09-01", "outcome": "confirmed"}]},
        "stages": [{"id": "a", "name": "First"}],
    }  # fmt: skip
    scene = told.scene(tmp_path, {"personas": [{"id": "ana", "name": "Ana, in a hurry"}, {"id": "joost", "name": "Joost"}]}, "", map_)
    page = html.fromstring(told.markup(scene, "maps/m"))
    line = [it.text_content().strip() for it in page.find_class("jb-trust-line")[0]]
    assert line[-2:] == ["Personas: Ana, in a hurry", "Joost"]
    assert len(page.find_class("jb-banner-late")) == 1
    assert not [it for it in line if "overdue" in it]


def test_in_the_flowcharts_legend_a_new_group_has_its_rule(tmp_path: Path) -> None:
    stages = [{"id": "a", "name": "A", "group": "Before"}, {"id": "b", "name": "B", "group": "After"}]
    scene = told.scene(tmp_path, AGENT, "", {"stages": stages, "transitions": [{"from": "a", "to": "exit"}]})
    assert [sign.drawn for sign in flow.view(scene, scene.atlas.maps["m"]).signs] == ["on", "out", "group"]
    page = html.fromstring(told.markup(scene, "maps/m"))
    (tools,) = page.xpath("//figure[@class='jb-flow-figure']/figcaption/details")
    assert tools.get("open") is None
    assert len(page.xpath("//details[@id='ways']")) == 1
    assert not page.xpath("//figcaption//a[@href='#ways']"), "its table stands below"
