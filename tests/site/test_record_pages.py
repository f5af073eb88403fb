"""The pages of touchpoints, channels, systems, evidence and teams: true content, and nothing that an author wrote is lost."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, get_args

import pytest

import journeybook
from journeybook.languages import Words
from journeybook.model import Library, Map, Part, is_part, reference_fields
from journeybook.site import pages, render
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.scene import Scene
from journeybook.site.views import channel, evidence, system, team, touchpoint

TODAY = datetime.date(2026, 11, 23)
LIBRARY = """
teams: [{id: shop, name: Shop}, {id: till, name: Till team}]
channels: [{id: web, name: Web, owner: shop}, {id: post, name: Post}]
systems: [{id: psp, name: Payment provider, owner: till}, {id: fax, name: Fax}]
touchpoints:
  - id: form
    name: Form
    channel: web
    owner: shop
    consistency: {tone: differs, data: consistent, note: Cold, x-seen: by Jo}
    risk: {likelihood: 3, impact: 5, scenario: It breaks, owner: till, x-since: 2025}
    resource: {effectiveness: 2, x-asked: Ann}
    emotional: {story: A tale}
    sustainability: {social: Easy for all}
    experiment: {hypothesis: Faster, cost: 200, gain: 500}
  - {id: cart, name: Cart, channel: web, experiment: {cost: 500, gain: 200}, consistency: {tone: consistent}}
  - {id: sign, name: Sign, experiment: {cost: 0, gain: 3}}
  - {id: wall, name: Wall, experiment: {cost: some, gain: 3}}
evidence:
  - {id: poll, title: Poll, date: 2024-01-01, valid_for: 1 year, questions: [Why?], personal_data: true, consent: Asked}
  - {id: talks, title: Talks}
personas: [{id: ana, name: Ana, evidence: [poll]}]
"""
MAP = """
title: Buying
id: buying
owner: shop
stages:
  - id: pay
    name: I pay
    owner: till
    steps:
      - id: a
        name: Fills it in
        feels: {score: -1, evidence: [poll]}
        touchpoints: [form, cart]
        systems: [psp]
        pains: [{id: slow, text: Slow, severity: 2, evidence: [poll, talks]}, {id: dear, text: Dear, severity: 4, evidence: [poll]}]
  - {id: wait, name: I wait, touchpoints: [cart], feels: 2, systems: [psp]}
"""
FUTURE = "title: Later\nstate: future\nbaseline: buying\nstages: [{id: pay, name: I pay, touchpoints: [form], feels: 2}]\n"


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    for number, text in enumerate((FUTURE, LIBRARY, MAP)):
        (tmp_path / f"file{number}.yml").write_text(text, encoding="utf-8")
    atlas, problems = journeybook.load(tmp_path, TODAY)
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    return Scene(atlas, TODAY, Words("en"), lambda entry: "#".join(pages.location(entry)), str, str)


def part_of(annotation: Any) -> type[Part] | None:
    if is_part(annotation):
        return annotation
    return next((found for argument in get_args(annotation) if (found := part_of(argument))), None)


def html(scene: Scene, path: str) -> str:
    page = next(page for page in pages.pages(scene.atlas, scene.words) if page.path == path)
    return render.render(page, scene, OwnEngine(), render.Glossary.of(scene.atlas))


def test_a_touchpoint(scene: Scene) -> None:
    it = touchpoint.view(scene, scene.atlas.library["touchpoint"]["form"])
    assert [(group.map.text, group.state) for group in it.groups] == [("Buying", ""), ("Later", "Future state")]
    row = it.groups[0].rows[0]
    assert (row.link.text, row.stage.text, row.feeling.score, [pain.label for pain in row.pains]) == ("Fills it in", "I pay", -1, ["Dear", "Slow"])
    assert [owner.text for owner in row.owners] == ["Till team"]
    assert (it.lowest.score, it.lowest_link.text) == (-1, "Fills it in")
    assert (it.risk.score, [owner.text for owner in it.risk.owners], it.effectiveness) == (15, ["Till team"], "2 poorly")
    assert [(aspect.label, aspect.word) for aspect in it.aspects] == [("Tone", "differs"), ("Data", "consistent")]


@pytest.mark.parametrize(
    ("name", "expected", "gains"), [("form", "+150\u00a0%", True), ("cart", "−60\u00a0%", False), ("sign", "", False), ("wall", "", False)]
)
def test_the_return_of_a_trial(scene: Scene, name: str, expected: str, gains: bool) -> None:
    it = touchpoint.view(scene, scene.atlas.library["touchpoint"][name])
    assert (it.roi, it.roi_gains) == (expected, gains)


@pytest.mark.parametrize("said", ["by Jo", "2025", "Ann", "A tale", "Easy for all", "It breaks", "no plan yet", "Faster", "Cold", "15 very high"])
def test_the_page_of_a_touchpoint_shows_everything(scene: Scene, said: str) -> None:
    assert said in html(scene, "touchpoints/form")


def test_a_touchpoint_that_nothing_uses(scene: Scene) -> None:
    assert "used in no map" in html(scene, "touchpoints/sign")


def test_a_channel(scene: Scene) -> None:
    it = channel.view(scene, scene.atlas.library["channel"]["web"])
    assert [(touch.link.text, touch.places, touch.consistency) for touch in it.touchpoints] == [("Form", 2, "differs: Tone"), ("Cart", 2, "consistent")]
    assert (it.differing, it.compared) == (1, 2)
    buying, wait, later = sorted(it.stretches, key=lambda stretch: (stretch.state, stretch.stage.href))
    assert ([touch.text for touch in buying.touchpoints], buying.lowest.score, buying.pains, buying.worst) == (["Form", "Cart"], -1, 2, 4)
    assert ([touch.text for touch in wait.touchpoints], wait.lowest.score, wait.pains) == (["Cart"], 2, 0)
    assert (later.map.text, later.state) == ("Later", "Future state")
    assert "No touchpoint names this channel." in html(scene, "channels/post")


def test_numbers_of_a_channel_and_a_touchpoint(tmp_path: Path) -> None:
    (tmp_path / "map.yml").write_text(MAP.replace("[poll, talks]", "[]").replace("[poll]", "[]"), encoding="utf-8")
    metrics = "\nmetrics: [{id: ease, name: Ease, kind: csat}]\n"
    (tmp_path / "library.yml").write_text(LIBRARY + metrics, encoding="utf-8")
    rows = ["metric,date,map,touchpoint,channel,s1,s2,s3,s4,s5"]
    rows += ["ease,2026-09-30,buying,form,web,5,10,10,35,40", "ease,2026-09-30,buying,form,post,0,0,0,0,50"]
    (tmp_path / "csat.csv").write_text("\n".join(rows), encoding="utf-8")
    atlas, problems = journeybook.load(tmp_path, TODAY)
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    scene = Scene(atlas, TODAY, Words("en"), lambda entry: "#".join(pages.location(entry)), str, str)
    (web,) = channel.view(scene, atlas.library["channel"]["web"]).numbers
    assert (web.link.text, web.value.text, web.value.n) == ("Ease", "75\u00a0%", "100")
    # 50 answers of 5 by post, and the 75 of 100 in the shop: each channel for itself, for nobody says that they are all
    found = touchpoint.view(scene, atlas.library["touchpoint"]["form"]).numbers
    assert [(row.places[-1].text, row.value.text, row.value.n) for row in found] == [("Post", "100\u00a0%", "50"), ("Web", "75\u00a0%", "100")]
    assert "On this channel" in html(scene, "channels/web")
    assert "Measured here" in html(scene, "touchpoints/form")
    assert touchpoint.view(scene, atlas.library["touchpoint"]["cart"]).numbers == ()


def test_a_system(scene: Scene) -> None:
    it = system.view(scene, scene.atlas.library["system"]["psp"])
    assert (it.places, it.maps, [link.text for link in it.teams]) == (2, 1, ["Till team", "Shop"])
    assert "Needed in 2 places of 1 map." in html(scene, "systems/psp")
    assert "used in no map" in html(scene, "systems/fax")


def test_evidence(scene: Scene) -> None:
    it = evidence.view(scene, scene.atlas.library["evidence"]["poll"])
    assert (it.state, it.until, it.age, it.count, it.alone) == ("expired", "1 January 2025", "2 years", 4, 2)
    assert [group.map.text if group.map else "" for group in it.groups] == ["Buying", ""]
    claims = it.groups[0].claims
    assert [(claim.link.text, claim.alone) for claim in claims] == [("Dear", True), ("Slow", False), ("Fills it in", True)]
    assert claims[2].feeling.score == -1
    text = html(scene, "evidence/poll")
    assert all(said in text for said in ("Why?", "Asked", "Personal data", "This evidence has expired.", "It held until 1 January 2025"))
    assert "has expired" not in html(scene, "evidence/talks")


@pytest.mark.parametrize(("kind", "fields"), [("touchpoint", {"touchpoints"}), ("system", {"systems"}), ("channel", {"channel"}), ("evidence", {"evidence"})])
def test_these_pages_know_every_way_of_being_named(kind: str, fields: frozenset[str]) -> None:
    holders: set[type[Part]] = {Map, Library}
    todo = list(holders)
    while todo:
        inner = {found for info in todo.pop().model_fields.values() if (found := part_of(info.annotation))} - holders
        holders |= inner
        todo += inner
    naming = {(cls.__name__, name) for cls in holders for name, _, mark in reference_fields(cls) if mark.kind == kind}
    assert {name for _, name in naming} <= fields
    assert naming


def test_what_a_team_owns_by_kind(scene: Scene) -> None:
    shop, till = (team.view(scene, scene.atlas.library["team"][name]) for name in ("shop", "till"))
    assert [(part.role, [link.text for link in part.links]) for part in shop.others] == [("Channels", ["Web"]), ("Touchpoints", ["Form"])]
    assert [(part.role, [link.text for link in part.links]) for part in till.others] == [
        ("Systems", ["Payment provider"]), ("Risks on which we act", ["Form"]),
    ]  # fmt: skip
