"""The consistency page: what differs first and who decides, where media meet, and where maps contradict each other."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import journeybook
from journeybook.insight.crossings import crossings
from journeybook.languages import Words
from journeybook.site.scene import Scene
from journeybook.site.views.consistency import ConsistencyView, has, view

TODAY = datetime.date(2026, 11, 23)
Make = Callable[..., Scene]
CHANNELS = [
    {"id": "web", "name": "Web", "medium": "online", "owner": "digital"}, {"id": "app", "name": "App", "medium": "online"},
    {"id": "shop", "name": "Shop", "medium": "offline"}, {"id": "post", "name": "Post", "medium": "hybrid"}, {"id": "air", "name": "Air"},
]  # fmt: skip


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """`make(touchpoints, **maps)` writes a library and maps, and loads them."""

    def written(touchpoints: list[dict[str, Any]], **maps: Any) -> Scene:
        files = {"library": {"channels": CHANNELS} | ({"touchpoints": touchpoints} if touchpoints else {})}
        for name, content in maps.items():
            files[name] = {"title": name, **(content if isinstance(content, dict) else {"stages": content})}
        for name, content in files.items():
            (tmp_path / f"{name}.yml").write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
        atlas, _ = journeybook.load(tmp_path, TODAY)
        return Scene(atlas, TODAY, Words("en"), lambda entry: f"#{entry.id}", str, str)

    return written


def touch(name: str, channel: str = "web", **fields: Any) -> dict[str, Any]:
    return {"id": name.lower().replace(" ", "-"), "name": name, "channel": channel, **fields}


def seen(scene: Scene) -> ConsistencyView:
    return view(scene, None)


def test_what_differs_comes_first(make: Make) -> None:
    scene = make([
        touch("Fine", consistency={"content": "consistent"}),
        touch("Other", consistency={"tone": "differs"}),
        touch("Lacking", "app", consistency={"data": "missing", "note": "Knows nothing"}),
        touch("Both", consistency={"data": "missing", "tone": "differs"}, owner="sales"),
        touch("Unknown"), touch("Elsewhere", "air"),
    ], now=[{"name": "S", "touchpoints": ["both"]}])  # fmt: skip
    page = seen(scene)
    assert [row.link.text for row in page.rows] == ["Both", "Lacking", "Other", "Fine"]
    assert [(answer.label, answer.sign, answer.word) for answer in page.rows[0].answers] == [
        ("Content", "?", "not assessed"), ("Tone", "≠", "differs"), ("Function", "?", "not assessed"), ("Data", "✕", "missing"),
    ]  # fmt: skip
    assert [([owner.text for owner in row.owners], row.through) for row in page.rows] == [
        (["sales"], False), ([], True), (["digital"], True), (["digital"], True),
    ]  # fmt: skip
    assert (page.differing, page.all) == (3, 6)
    assert page.counts == (("Content", 0, 0), ("Tone", 2, 0), ("Function", 0, 0), ("Data", 0, 2))
    assert [(channel, [link.text for link in links]) for channel, links in page.unknown] == [("Web", ["Unknown"]), ("Air", ["Elsewhere"])]
    assert [link.text for link in page.rows[0].maps] == ["now"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([("Payment page", "web"), ("Payment page in the app", "app")], [["Payment page", "Payment page in the app"]]),
        ([("Payment page", "web"), ("Payment pages", "app")], []),
        ([("Payment page", "web"), ("Payment page (old)", "web")], []),
        ([("付款页", "web"), ("付款页（应用）", "app"), ("付款页面", "app")], [["付款页", "付款页（应用）"]]),
        ([("Basket", "web"), ("basket", "app"), ("Basket, printed", "shop")], [["Basket", "basket", "Basket, printed"]]),
    ],
    ids=["suffix", "another word", "one channel", "chinese", "three"],
)
def test_the_same_in_several_channels(make: Make, names: list[tuple[str, str]], expected: list[list[str]]) -> None:
    said = {"consistency": {"tone": "differs"}}
    places = [touch(name, channel, **said) | {"id": f"t{n}"} for n, (name, channel) in enumerate(names)]
    found = seen(make(places, now=[{"name": "S", "touchpoints": [place["id"] for place in places]}]))
    assert [[row.link.text for cell in group.cells for row in cell] for group in found.shared] == expected
    assert all(len(group.cells) == len(found.channels) for group in found.shared)


def test_one_name_in_two_maps_is_not_yet_one_thing(make: Make) -> None:
    said = {"consistency": {"tone": "differs"}}
    places = [touch("Offer", "web", **said), touch("Offer and contract", "post", **said)]
    apart = {"now": [{"name": "S", "touchpoints": ["offer"]}], "other": [{"name": "S", "touchpoints": ["offer-and-contract"]}]}
    assert seen(make(places, **apart)).shared == ()
    assert len(seen(make(places, **apart, both=[{"name": "S", "touchpoints": ["offer", "offer-and-contract"]}])).shared) == 1


WAYS: list[tuple[str, list[list[str]], list[str]]] = [
    ("online to offline", [["page"], ["till"]], ["offline A-B: page > till"]),
    ("and back", [["till"], ["page"]], ["online A-B: till > page"]),
    ("both at the end", [["page"], ["page", "till"]], ["offline A-B: page > till"]),
    ("both at the start", [["page", "till"], ["till"]], []),
    ("what is both", [["page"], ["letter"]], ["offline A-B: page > letter"]),
    ("from what is both", [["letter"], ["page"]], []),
    ("nothing known before", [["sky"], ["page"]], []),
    ("one medium", [["page"], ["screen"]], []),
    ("no touchpoints between", [["page"], [], ["till"]], []),
]


@pytest.mark.parametrize(("moments", "expected"), [row[1:] for row in WAYS], ids=[row[0] for row in WAYS])
def test_crossings(make: Make, moments: list[list[str]], expected: list[str]) -> None:
    places = [touch("page"), touch("screen", "app"), touch("till", "shop"), touch("letter", "post"), touch("sky", "air")]
    stages = [{"id": name.lower(), "name": name, **({"touchpoints": met} if met else {})} for name, met in zip("ABC", moments, strict=False)]
    scene = make(places, now=stages)
    assert [
        f"{it.to} {it.begin.label}-{it.end.label}: {' '.join(t.label for t in it.left)} > {' '.join(t.label for t in it.reached)}"
        for it in crossings(scene.atlas, scene.atlas.maps["now"])
    ] == expected


def test_crossings_between_teams_come_first(make: Make) -> None:
    handoff = {"carries": "The number", "risk": "Forgotten"}
    stages = [
        {"id": "a", "name": "A", "owner": "web", "touchpoints": ["page"]}, {"id": "b", "name": "B", "owner": "web", "touchpoints": ["till"]},
        {"id": "c", "name": "C", "owner": "sales", "touchpoints": ["page"]},
    ]  # fmt: skip
    other = {"stages": [{"id": "z", "name": "Z", "owner": "stores", "touchpoints": ["till"]}]}
    ways = [{"from": "c", "to": "other#z", "handoff": handoff}, {"from": "c", "to": "b", "kind": "loop"}]
    page = seen(make([touch("page"), touch("till", "shop")], now={"stages": stages, "transitions": ways}, other=other))
    assert len(page.crossings) == 2, "between teams, what is not written first"
    assert [(row.to, row.begin.text, row.end.text, [team.text for team in row.teams], row.carries, row.risk) for row in (*page.crossings, *page.within)] == [
        ("online", "B", "C", ["web", "sales"], "", ""),
        ("offline", "C", "Z", ["sales", "stores"], "The number", "Forgotten"),
        ("offline", "A", "B", ["web"], "", ""),
    ]


def test_contradictions(make: Make) -> None:
    one = [{"name": "I pay", "owner": "sales", "touchpoints": ["till"], "rating": {"satisfaction": 5}}]
    other = [{"name": "I pay here", "owner": "stores", "touchpoints": ["till"], "rating": {"satisfaction": 1}}]
    found = seen(make([touch("till", "shop")], now=one, also=other)).conflicts
    assert [(it.touchpoint.text, it.what, [(side.value.text, side.map.text, side.spot.text) for side in it.sides]) for it in found] == [
        ("till", "rating", [("1", "also", "I pay here"), ("5", "now", "I pay")]),
        ("till", "who is accountable", [("stores", "also", "I pay here"), ("sales", "now", "I pay")]),
    ]


def test_there_is_a_page_only_where_something_is_known(make: Make) -> None:
    assert has(make([]).atlas) is True, "channels say where they are used"


def test_there_is_none_for_a_first_draft(tmp_path: Path) -> None:
    (tmp_path / "map.yml").write_text("title: A map\nstages: [{name: S, touchpoints: [Web site]}]\n", encoding="utf-8")
    assert has(journeybook.load(tmp_path, TODAY).atlas) is False
