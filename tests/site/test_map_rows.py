"""What the rows of a map say: what is changed and when, where people meet, how numbers stand, cards over several steps, pictures."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import journeybook
from journeybook.languages import Words
from journeybook.site import drawings, pages
from journeybook.site.parts import channel_signs, plans, smooth, spark
from journeybook.site.scene import Scene
from journeybook.site.views import grid

TODAY = datetime.date(2026, 11, 23)
MAP = """
title: Buying
id: buying
stages:
  - id: pay
    name: I pay
    steps:
      - {id: one, name: One, touchpoints: [counter, site], metrics: [calls]}
      - {id: two, name: Two}
      - {id: three, name: Three}
      - {id: four, name: Four}
pains:
  - {text: Slow, severity: 1, at: one}
  - {text: Broken, severity: 4, at: one}
  - {text: Dark, severity: 2, at: [two, three]}
  - {text: Cold, severity: 2, at: [two, three]}
  - {text: Loud, severity: 2, at: [three, four]}
  - {text: Far, severity: 2, at: [one, three]}
improvements:
  - {title: Today, at: two, status: accepted, due: 2026-11-23}
  - {title: Tomorrow, at: two, status: in-progress, due: 2026-11-24}
  - {title: In thirty days, at: two, status: accepted, due: 2026-12-23}
  - {title: In thirty one, at: two, status: accepted, due: 2026-12-24}
  - {title: Late, at: two, status: proposed, due: 2026-11-22}
  - {title: Some time, at: two, due: 2027-Q2}
  - {title: New, at: two, status: done, shipped: 2026-08-16}
  - {title: Old, at: two, status: done, shipped: 2026-08-15}
  - {title: No, at: two, status: rejected, reason: Too dear}
"""
LIBRARY = """
channels:
  - {id: shop-floor, name: Our house, icon: person}
  - {id: www, name: Website, medium: online}
touchpoints: [{id: counter, name: The counter, channel: shop-floor}, {id: site, name: The page, channel: www}]
metrics:
  - {id: calls, name: Calls, kind: count, better: lower, target: {value: 5}, cadence: 1 month}
"""
CALLS = "metric,date,map,stage,value\n" + "".join(f"calls,2026-{month:02},buying,one,{value}\n" for month, value in ((7, 20), (8, 10), (10, 15)))


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """A small shop on a day, in English."""
    for name, text in (("a.yml", MAP), ("library.yml", LIBRARY), ("calls.csv", CALLS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    atlas, problems = journeybook.load(tmp_path, today=TODAY)
    assert [problem.message for problem in problems if problem.level == "error"] == []
    return Scene(atlas, TODAY, Words("en"), lambda entry: "#".join(pages.location(entry)), str, str)


def cells(scene: Scene, lane: str) -> dict[str, list[grid.Cell]]:
    """The cells of a lane by the stage or step that they stand at."""
    (stage,) = grid.view(scene, scene.atlas.maps["buying"]).stages
    return {column.entry.id: found for column in (stage.head, *stage.steps) if (found := [cell for cell in column.cells if cell.lane.id == lane])}


def test_what_is_changed_says_when(scene: Scene) -> None:
    ((two,),) = cells(scene, "improvements").values()
    assert [(plan.brief.label, plan.brief.word, plan.when, plan.urgent) for plan in two.content.shown] == [
        ("Tomorrow", "In progress", "due tomorrow", True),
        ("Today", "Accepted", "due today", True),
        ("In thirty days", "Accepted", "due in 30 days", True),
        ("In thirty one", "Accepted", "due 24 December 2026", False),
        ("Late", "Proposed", "overdue since 22 November 2026", True),
        ("Some time", "Proposed", "due Q2 2027", False),
        ("New", "Shipped", "16 August 2026", False),
    ], "what is worked on first; 16 August is 99 days ago, 15 August 100"
    assert two.content.rest == "1 shipped earlier, 1 rejected"


def test_the_worst_pain_comes_first_and_cards_stand_over_neighbouring_steps(scene: Scene) -> None:
    found = cells(scene, "pains")
    assert [brief.label for brief in found["one"][0].content] == ["Broken", "Far", "Slow"]
    assert [(cell.start, cell.span, [brief.label for brief in cell.content]) for cell in found["pay"]] == [(2, 2, ["Dark", "Cold"])]
    assert [brief.label for brief in found["three"][0].content] == ["Loud", "Far"], "two cards would stand on each other, and one and three are no neighbours"
    assert [brief.label for brief in found["four"][0].content] == ["Loud"]
    assert "two" not in found


def test_where_people_meet(scene: Scene) -> None:
    ((one,),) = cells(scene, "touchpoints").values()
    assert [(place.link.text, place.sign, place.channel) for place in one.content] == [("The counter", "person", "Our house"), ("The page", "web", "Website")]


@pytest.mark.parametrize(
    ("ident", "name", "medium", "expected"),
    [
        ("web", "Shop", "", "web"), ("x", "Loopfell app", "", "app"), ("x", "Appliance", "", ""), ("x", "Help line", "", "phone"), ("x", "小程序", "", "app"),
        ("x", "电话与短信", "", "chat"), ("x", "自助机", "", "machine"), ("x", "Filiale", "", "place"), ("x", "Radio", "online", "web"), ("x", "Radio", "offline", "place"),
        ("x", "Radio", "hybrid", ""), ("mail-out", "Newsletter", "", "e-mail"), ("x", "Parcel and carrier", "", "parcel"), ("x", "The product itself", "", "product"),
    ],
)  # fmt: skip
def test_a_channel_without_a_sign_has_the_one_that_its_name_suggests(tmp_path: Path, ident: str, name: str, medium: str, expected: str) -> None:
    line = f"channels: [{{id: {ident}, name: {name}{f', medium: {medium}' if medium else ''}}}]\n"
    (tmp_path / "library.yml").write_text(line, encoding="utf-8")
    atlas, _ = journeybook.load(tmp_path, today=TODAY)
    assert channel_signs.of_channel(atlas.library["channel"][ident]) == expected


def test_numbers_stand_where_they_are_counted(scene: Scene) -> None:
    ((one,),) = cells(scene, "metrics").values()
    (figure,) = one.content
    assert (figure.link.text, figure.value, figure.said) == ("Calls", "15", ("July 2026: 20", "target 5"))
    assert figure.spark is not None
    # From 3 to 73 across: the last days of July (day 0), August (31) and October (92): 3, 3 + 31/92 · 70 = 26.6, 73.
    # From 19 (10 calls) up to 3 (20 calls): 20 at 3, 10 at 19, 15 in the middle.
    assert figure.spark == spark.Spark("M3 3 26.6 19 73 11", 73, 11)


def test_no_line_of_two_values(scene: Scene) -> None:
    line = spark.metric_value.lines(scene, scene.atlas.library["metric"]["calls"])[0]
    assert spark.picture(line) is not None
    assert spark.picture(type(line)(line.map, line.stage, line.part, line.points[:2])) is None


def test_a_smooth_line_stays_between_its_points() -> None:
    # Slopes 1, 1, then −1: level at the peak, and 1 at the second point, whose neighbours rise alike.
    assert smooth.path([(0, 0), (3, 3), (6, 6), (9, 3)]) == "M0 0C1 1 2 2 3 3S5 6 6 6S8 4 9 3"


@pytest.mark.parametrize(
    ("kind", "level", "holds"),
    [
        ("pain", "4", ">4</text>"),
        ("pain", "0", "<path"),
        ("improvement", "done", "<path"),
        ("improvement", "rejected", 'fill="none"'),
        ("gain", "", 'fill="none"'),
    ],
)
def test_signs_are_drawn(kind: str, level: str, holds: str) -> None:
    sign = drawings.mark(kind, level)
    assert 'aria-hidden="true"' in sign
    drawn = drawings.symbols(sign * 3)
    assert holds in drawn
    assert drawn.count("<symbol ") == 1, "each once, however often it is used"
    assert drawn.partition('<symbol id="')[2].partition('"')[0] in sign
    assert "style=" not in drawn + sign
    assert drawings.symbols("<p>No sign</p>") == ""
    assert drawings.mark("pain", "3") != drawings.mark("pain", "3", False)
    assert "<text" not in drawings.symbols(drawings.mark("pain", "3", False))
    assert drawings.icon("") == ""
    assert set(drawings.ICONS) == set(channel_signs.SUGGESTED)


def test_how_many_days_are_news() -> None:
    assert (plans.LATELY, plans.SOON) == (100, 30)
