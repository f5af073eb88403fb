"""Two maps side by side: what is which, what differs, what leads there; by tables of before and after, and by properties."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import journeybook
from journeybook.languages import Words
from journeybook.site.comparison.pairs import SIBLINGS, Comparison, Pair, Row, compare, pairs, pairs_of
from journeybook.site.comparison.progress import leads, way_rows
from journeybook.site.scene import Scene
from journeybook.site.views import both_curves, comparison, leading

TODAY = datetime.date(2026, 11, 23)
EXAMPLE = Path(__file__).parents[2] / "journeys"
Make = Callable[..., Scene]


def scene_of(folder: Path) -> Scene:
    atlas, _ = journeybook.load(folder, TODAY)
    return Scene(atlas, TODAY, Words("en"), lambda entry: f"{entry.map.id if entry.map else ''}#{entry.id}", str, str)


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """`make(**maps)` writes maps by their id and loads them."""

    def written(library: dict[str, Any] | None = None, **maps: Any) -> Scene:
        for name, content in maps.items():
            content = content if isinstance(content, dict) else {"stages": content}
            (tmp_path / f"{name}.yml").write_text(yaml.safe_dump({"title": name, **content}, allow_unicode=True, sort_keys=False))
        if library:
            (tmp_path / "library.yml").write_text(yaml.safe_dump(library))
        return scene_of(tmp_path)

    return written


def compared(scene: Scene, before: str = "now", after: str = "then") -> Comparison:
    return compare(scene, Pair(scene.atlas.maps[before], scene.atlas.maps[after], "baseline"))


def told(row: Row) -> str:
    """A row in short: mark and name, where it moved, and what its fields say instead of what."""
    move = "" if row.move is None else f" ({row.move.kind} {row.move.spot.label if row.move.spot else '-'})"
    changes = "".join(f" | {it.label}: {', '.join(v.text for v in it.new)} < {', '.join(v.text for v in it.gone)}" for it in row.changes)
    return f"{row.own_mark} {row.spot.label}{move}{changes}{''.join(f' | no {label}' for label in row.unsaid)}"


def step(id: str = "", name: str = "", **fields: Any) -> dict[str, Any]:
    return ({"id": id} if id else {}) | {"name": name or id.upper()} | fields


TABLE: list[tuple[str, list[Any], list[Any], list[str]]] = [
    ("same id", [step("a")], [step("a")], ["same A"]),
    ("another name", [step("a", "Old")], [step("a", "New")], ["changed New | Name: New < Old"]),
    ("an earlier id", [step("a")], [step("b", "A", aliases=["a"])], ["same A"]),
    ("an alias of before", [step("b", "A", aliases=["a"])], [step("a")], ["same A"]),
    ("no id, one name", [step("a", "Pays  by Card")], ["pays by card"], ["changed pays by card | Name: pays by card < Pays by Card"]),
    ("two ids, one name", [step("a", "Pays")], [step("b", "Pays")], ["gone Pays", "new Pays"]),
    ("new and gone", [step("a"), step("b"), step("c")], [step("a"), step("d"), step("c")], ["same A", "gone B", "new D", "same C"]),
    ("gone at the beginning", [step("a"), step("b")], [step("b")], ["gone A", "same B"]),
    ("one moved", [step("a"), step("b"), step("c")], [step("b"), step("c"), step("a")], ["same B", "same C", "changed A (order C)"]),
    ("moved to the front", [step("a"), step("b"), step("c")], [step("c"), step("a"), step("b")], ["changed C (order -)", "same A", "same B"]),
    ("a text", [step("a", does="Types")], [step("a", does="Taps")], ["changed A | Does: Taps < Types"]),
    ("one of several", [step("a", needs=["x", "y"])], [step("a", needs=["y", "z"])], ["changed A | Needs: z < x"]),
    ("another order of values", [step("a", needs=["x", "y"])], [step("a", needs=["y", "x"])], ["same A"]),
    ("said only later", [step("a")], [step("a", thinks="Oh")], ["changed A | Thinks: Oh < "]),
    ("silence is no change", [step("a", thinks="Oh")], [step("a")], ["same A | no Thinks"]),
    ("a duration in words", [step("a", duration="PT10M")], [step("a", duration="PT1M")], ["changed A | Duration: 1 minute < 10 minutes"]),
    ("a feeling", [step("a", feels=-2)], [step("a", feels={"score": 1, "word": "glad"})], ["changed A | Feels: +1 glad < −2 very negative"]),
    ("a field within a field", [step("a", rating={"satisfaction": 1})], [step("a", rating={"satisfaction": 5})], ["changed A | Rating – Satisfaction: 5 < 1"]),
    ("an owner", [step("a", owner="sales")], [step("a", owner="web")], ["changed A | Owner: web < sales"]),
    ("an unsure owner", [step("a", owner="sales")], [step("a", owner="sales?")], ["changed A | Owner: sales < sales"]),
    ("what it rests on", [step("a", confidence="observed")], [step("a", confidence="assumed")], ["same A"]),
    ("items are apart", [step("a", pains=["Slow"])], [step("a", pains=["Dear"])], ["same A"]),
    ("own keys", [step("a", **{"x-cost": 3})], [step("a", **{"x-cost": 2})], ["changed A | Cost: 2 < 3"]),
    (
        "another's view",
        [step("a", perspectives={"staff": {"feels": -1}})],
        [step("a", perspectives={"staff": {"feels": 1}})],
        ["changed A | staff – Feels: +1 < −1"],
    ),
]


@pytest.mark.parametrize(("before", "after", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_steps(make: Make, before: list[Any], after: list[Any], expected: list[str]) -> None:
    found = compared(make(now=[{"id": "s", "name": "S", "steps": before}], then=[{"id": "s", "name": "S", "steps": after}]))
    assert [told(row) for row in found.steps] == expected
    assert found.rows[0].mark == ("same" if all(row.own_mark == "same" for row in found.steps) else "changed")


def test_stages(make: Make) -> None:
    before = [{"id": "a", "name": "A", "owner": "sales", "steps": [step("x"), step("y")]}, {"id": "b", "name": "B", "steps": [step("z")]}, step("c")]
    after = [step("c"), {"id": "a", "name": "A", "owner": "web", "steps": [step("x"), step("z")]}, step("d")]
    found = compared(make(now=before, then=after))
    assert [told(row) for row in found.rows] == ["same C", "changed A (order C) | Owner: web < sales", "gone B", "new D"]
    assert [told(row) for row in found.steps] == ["same X", "gone Y", "changed Z (stage B)"]


def test_the_name_decides_within_its_stage(make: Make) -> None:
    stages = [{"id": "a", "name": "A", "steps": ["Waits"]}, {"id": "b", "name": "B", "steps": [step("w", "Waits", does="Sits")]}]
    later = [{"id": "b", "name": "B", "steps": [{"name": "Waits", "id": "wait-there", "does": "Sits"}]}, {"id": "a", "name": "A", "steps": ["Waits"]}]
    found = compared(make(now=stages, then=later))
    assert [told(row) for row in found.steps] == ["gone Waits", "new Waits", "same Waits"]


@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLE.rglob("*.yml") if "stages:" in path.read_text(encoding="utf-8")))
def test_a_map_and_itself_do_not_differ(name: str) -> None:
    scene = scene_of(EXAMPLE)
    map_ = next(entry for entry in scene.atlas.maps.values() if Path(entry.record.file).stem == name)
    assert_nothing(scene, compare(scene, Pair(map_, map_, "baseline")))


def assert_nothing(scene: Scene, found: Comparison) -> None:
    rows = [*found.rows, *found.steps, *found.pains, *found.touchpoints]
    assert [told(row) for row in rows if row.mark != "same" or row.unsaid] == []
    assert found.whole.changes == found.whole.unsaid == way_rows(scene.atlas, found) == ()


NAMES = st.sampled_from(["Pays", "pays", "Waits", "付款", "等", "A b", "a  b"])
STEPS = st.lists(st.fixed_dictionaries({"name": NAMES}, optional={"feels": st.integers(-2, 2), "does": NAMES}), max_size=4)
STAGES = st.lists(st.fixed_dictionaries({"name": NAMES, "steps": STEPS}), min_size=1, max_size=4)


@given(before=STAGES, after=STAGES)
def test_properties(tmp_path_factory: pytest.TempPathFactory, before: list[Any], after: list[Any]) -> None:
    folder = tmp_path_factory.mktemp("maps")
    for name, stages in (("now", before), ("then", after)):
        (folder / f"{name}.yml").write_text(yaml.safe_dump({"title": name, "stages": stages}, allow_unicode=True), encoding="utf-8")
    scene = scene_of(folder)
    assert_nothing(scene, compared(scene, "now", "now"))
    there, back = compared(scene), compared(scene, "then", "now")
    atlas = scene.atlas
    for name, side in (("now", "before"), ("then", "after")):
        seen = [getattr(row, side) for row in (*there.rows, *there.steps) if getattr(row, side) is not None]
        assert sorted(map(id, seen)) == sorted(map(id, atlas.spots[name].values())), "every stage and step stands there once"
    if there.partners == {one: other for other, one in back.partners.items()}:
        assert {row.spot for row in there.steps if row.own_mark == "new"} == {row.spot for row in back.steps if row.own_mark == "gone"}


def test_pains_and_touchpoints(make: Make) -> None:
    now = {
        "stages": [
            step("s", touchpoints=["page", "mail"], pains=[{"id": "slow", "text": "Slow", "severity": 3}, "Dear", {"text": "Cold", "resolved": "2026-01-01"}])
        ]
    }
    then = {"stages": [step("s", touchpoints=["page", "app"], pains=[{"id": "slow", "text": "Still slow", "severity": 1}, "New", "dear"])]}
    found = compared(make(now=now, then=then))
    assert [(row.own_mark, row.spot.label) for row in found.pains] == [("same", "Still slow"), ("new", "New"), ("same", "dear")]
    assert [(row.own_mark, row.spot.label) for row in found.touchpoints] == [("same", "page"), ("gone", "mail"), ("new", "app")]


PLAN: dict[str, Any] = {
    "stages": [{"id": "s", "name": "S", "steps": [step("a", does="Types"), step("b"), step("c")]}],
    "pains": [{"id": "slow", "text": "Slow", "at": "a"}, {"id": "dull", "text": "Dull", "at": "b"}],
    "opportunities": [{"id": "fast", "title": "Fast", "at": ["a"]}],
    "improvements": [
        {"id": "own-place", "title": "t", "at": "a", "status": "done"},
        {"id": "own-place-same", "title": "t", "at": "b", "opportunity": "fast"},
        {"id": "by-pain", "title": "t", "pains": ["slow"], "status": "in-progress"},
        {"id": "by-pain-kept", "title": "t", "pains": ["dull"], "opportunity": "fast"},
        {"id": "by-opportunity", "title": "t", "opportunity": "fast", "status": "done"},
        {"id": "rejected", "title": "t", "at": "a", "status": "rejected", "reason": "no"},
        {"id": "stage", "title": "t", "at": "s"},
        {"id": "nowhere", "title": "t"},
    ],
}


def test_what_leads_there(make: Make) -> None:
    then = {"stages": [{"id": "s", "name": "S", "steps": [step("a", does="Taps"), step("b"), step("c")]}],
            "pains": [{"id": "dull", "text": "Dull", "at": "b"}], "improvements": [{"id": "later", "title": "t"}]}  # fmt: skip
    scene = make(now=PLAN, then=then, other={"stages": [step("a")], "improvements": [{"id": "other", "title": "t", "at": "a"}]})
    found = leads(scene.atlas, compared(scene))
    assert {lead.improvement.id: [row.spot.id for row in lead.rows] for lead in found} == {
        "own-place": ["a"], "by-pain": ["a"], "by-opportunity": ["a"], "stage": ["s"], "later": [],
    }  # fmt: skip
    assert {lead.improvement.id for lead in found if lead.improvement.record.status == "done"} == {"own-place", "by-opportunity"}
    assert [pain.id for lead in found for pain in lead.pains] == ["slow"]
    page = comparison.view(scene, compared(scene))
    assert page.sentence == "1 stage changed; 1 step changed; 1 pain gone; 2 of 5 improvements done"
    assert {it.brief.entry.id: [link.text for link, _, _ in it.still] for it in leading.view(scene, compared(scene)).improvements if it.still} == {
        "own-place": ["A"], "by-opportunity": ["A"],
    }  # fmt: skip


def test_nothing_is_left_of_a_done_improvement_whose_place_is_the_same(make: Make) -> None:
    scene = make(now=PLAN, then={"stages": PLAN["stages"]})
    assert [lead.rows for lead in leads(scene.atlas, compared(scene)) if lead.improvement.record.status == "done"] == []


def test_ways(make: Make) -> None:
    stages = [step("a"), step("b"), step("c")]
    now = [{"from": "a", "to": "exit", "share": 0.18}, {"from": "a", "to": "exit", "share": 0.13}, {"from": "b", "to": "a"}, {"from": "a", "to": "c"}]
    then = [{"from": "a", "to": "exit", "share": 0.28}, {"from": "a", "to": "c"}, {"from": "c", "to": "b", "share": 0.5}]
    scene = make(now={"stages": stages, "transitions": now}, then={"stages": stages, "transitions": then})
    rows = way_rows(scene.atlas, compared(scene))
    assert [(row.mark, row.kind, row.begin.id, row.before and round(row.before, 2), row.after) for row in rows] == [
        ("changed", "exit", "a", 0.31, 0.28), ("new", "loop", "c", None, 0.5), ("gone", "loop", "b", None, None),
    ]  # fmt: skip


def test_curves_keep_their_gaps(make: Make) -> None:
    steps = [step("a", feels=1), step("b", feels=-1), step("c", feels={"word": "torn"}), step("d", feels=2)]
    later = [step("a", feels=1), step("new", feels=0), step("b", feels=2), step("c", feels=2), step("d")]
    scene = make(now=[{"name": "S", "steps": steps}], then=[{"name": "S", "steps": later}])
    curves = both_curves.view(scene, compared(scene))
    assert curves is not None
    assert [(column.label, column.has) for column in curves.columns] == [
        ("A", (True, True)), ("NEW", (False, True)), ("B", (True, True)), ("C", (True, True)), ("D", (True, True)),
    ]  # fmt: skip
    before, after = curves.lines
    assert [(one.label, other.label) for one, other in before.segments] == [("A", "B")], "over a new step, but over no gap"
    assert [(one.label, other.label) for one, other in after.segments] == [("A", "NEW"), ("NEW", "B"), ("B", "C")]
    assert [point.label_y is None for point in before.points] == [True, False, False], "one number where two points are one"
    assert {point.x for point in after.points if point.label == "B"} == {point.x for point in before.points if point.label == "B"}


def test_curves_of_a_stage_that_gets_steps(make: Make) -> None:
    scene = make(now=[{"id": "s", "name": "S", "feels": -1}], then=[{"id": "s", "name": "S", "steps": [step("a", feels=1), step("b")]}])
    curves = both_curves.view(scene, compared(scene))
    assert curves is not None
    assert [(column.label, column.has) for column in curves.columns] == [("S", (True, True)), ("A", (False, True)), ("B", (False, True))]
    assert both_curves.view(scene, compared(make(old=[step("a")], late=[step("a")]), "old", "late")) is None


def paths(scene: Scene) -> list[str]:
    return [pair.path.removeprefix("compare/") for pair in pairs(scene.atlas)]


def test_pairs(make: Make) -> None:
    one = [step("a")]
    scene = make(
        now={"stages": one}, then={"stages": one, "state": "future", "baseline": "now"}, kiosk={"stages": one, "variant_of": "now"},
        app={"stages": one, "variant_of": "now"}, jetzt={"stages": one, "lang": "de", "translation_of": "now"},
        dann={"stages": one, "lang": "de", "translation_of": "then", "baseline": "now"}, alone={"stages": one},
        handy={"stages": one, "lang": "de", "translation_of": "app", "variant_of": "now"},
        automat={"stages": one, "lang": "de", "translation_of": "kiosk", "variant_of": "now"},
    )  # fmt: skip
    assert sorted(paths(scene)) == ["app/kiosk", "handy/automat", "jetzt/automat", "jetzt/dann", "jetzt/handy", "now/app", "now/kiosk", "now/then"]
    for name, map_ in scene.atlas.maps.items():
        expected = {pair for pair in pairs(scene.atlas) if map_ in (pair.before, pair.after)}
        assert set(pairs_of(scene.atlas, map_)) == expected, name


def test_many_variants_are_not_compared_with_each_other(make: Make) -> None:
    variants = {f"v{number}": {"stages": [step("a")], "variant_of": "now"} for number in range(SIBLINGS + 1)}
    assert len(paths(make(now=[step("a")], **variants))) == SIBLINGS + 1


def test_a_map_is_not_compared_with_its_translation(make: Make) -> None:
    other = {"stages": [step("a")], "translation_of": "now", "variant_of": "now", "lang": "zh"}
    assert paths(make(now=[step("a")], jetzt=other)) == []


def test_paths_are_legal_names(make: Make) -> None:
    long = "旅" * 64
    scene = make(**{long: [step("a")], "then": {"stages": [step("a")], "baseline": long}})
    assert paths(scene) == [f"{long}/then"]
    assert all(len(part.encode()) < 250 for part in paths(scene)[0].split("/"))
    assert pairs(scene.atlas)[0].label == f"{long} → then"
