"""Who is left at each stage by the counts, and where the shares say otherwise: worked out by hand."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

import journeybook
import told
from journeybook.insight import series, who_is_left
from journeybook.insight.series import StageFunnel

TODAY = datetime.date(2026, 11, 23)


Days = tuple[str, list[tuple[int, int] | None]]


@pytest.fixture
def funnels(tmp_path: Path) -> Callable[..., tuple[StageFunnel, ...]]:
    """The funnels of a map's stages, of which (entered, completed) was counted on some days."""

    def made(*days: Days, min_n: int = 0) -> tuple[StageFunnel, ...]:
        stages = ", ".join(f"{{id: s{n}, name: S{n}}}" for n in range(len(days[0][1])))
        (tmp_path / "m.yml").write_text(f"title: M\nstages: [{stages}]\n", encoding="utf-8")
        (tmp_path / "library.yml").write_text(f"metrics: [{{id: c, name: C, kind: conversion, min_n: {min_n}}}]\n", encoding="utf-8")
        rows = "".join(f"c,{day},m,s{n},{pair[0]},{pair[1]}\n" for day, pairs in days for n, pair in enumerate(pairs) if pair)
        (tmp_path / "n.csv").write_text(f"metric,date,map,stage,entered,completed\n{rows}", encoding="utf-8")
        atlas, _ = journeybook.load(tmp_path, today=TODAY)
        metric = atlas.library["metric"]["c"]
        return series.funnels(atlas.counts_of(metric), metric.record, "m", [stage.id for stage in atlas.stages(atlas.maps["m"])])

    return made


Funnels = Callable[..., tuple[StageFunnel, ...]]


def test_the_newest_in_which_all_stages_were_counted_and_that_has_ended(funnels: Funnels) -> None:
    whole: list[tuple[int, int] | None] = [(100, 50), (50, 40)]
    found = funnels(("2026-09-30", whole), ("2026-10-31", whole), ("2026-11-15", [(60, 20), None]), ("2026-11-30", whole))
    newest = who_is_left.newest(found, TODAY)
    assert newest is not None
    assert newest.date == datetime.date(2026, 10, 31), "half of November is half counted, and its end is to come"
    assert who_is_left.newest(funnels(("2026-11-15", [(60, 20), None])), TODAY) is None


def test_who_is_left_of_those_who_began(funnels: Funnels) -> None:
    (on,) = funnels(("2026-10-31", [(1000, 420), (420, 180), (180, 150)]))
    assert [(it.entered, it.of_began) for it in who_is_left.left(on)] == [(1000, 1), (420, 0.42), (180, 0.18)]
    # 1 − 420/1000, 1 − 180/420, 1 − 150/180
    assert [it.drop for it in who_is_left.left(on)] == pytest.approx([0.58, 0.571429, 0.166667], abs=1e-6)


def test_where_others_came_in_nobody_knows_who_is_left(funnels: Funnels) -> None:
    (on,) = funnels(("2026-10-31", [(100, 50), (80, 40), (40, 10)]))
    assert [it.of_began for it in who_is_left.left(on)] == [1, None, None]


def test_what_is_withheld_stays_so(funnels: Funnels) -> None:
    (on,) = funnels(("2026-10-31", [(1000, 400), (400, 20), (20, 10)]), min_n=30)
    entered = [it.entered for it in who_is_left.left(on)]
    assert 20 not in entered
    assert all(it.is_withheld and it.drop is None and it.of_began is None for it in who_is_left.left(on) if it.entered is None)
    assert who_is_left.newest((on,), TODAY) is on, "it was counted, though it is not told"
    assert who_is_left.differing(on, [1, 0.9, 0.9]).keys() <= {n for n, it in enumerate(entered) if it is not None}


@pytest.mark.parametrize(("shares", "found"), [
    ([1, 0.42, 0.18], {}),
    ([1, 0.45, 0.19], {}),  # 0.03 of 0.45 is 6.7 %, 0.01 of 0.19 is 5.3 %
    ([1, 0.36, 0.18], {1: (0.36, 0.42)}),  # 0.06 of 0.42 is 14 %, and 36 is below 42's interval of 39.0 to 45.1
    ([1, 0.30, 0.12], {1: (0.30, 0.42)}),  # the second follows from the first
    ([1, 0.42, 0.1], {2: (0.1, 0.18)}),
    ([None, None, None], {}),
])  # fmt: skip
def test_where_shares_begin_to_say_otherwise(funnels: Funnels, shares: list[float | None], found: dict[int, tuple[float, float]]) -> None:
    (on,) = funnels(("2026-10-31", [(1000, 420), (420, 180), (180, 150)]))
    assert who_is_left.differing(on, shares) == found


def test_what_chance_may_explain_is_no_difference(funnels: Funnels) -> None:
    (on,) = funnels(("2026-10-31", [(20, 10), (10, 5)]))
    # 10 of 20 are 50 %, but Wilson's interval goes from 29.9 to 70.1.
    assert who_is_left.differing(on, [1, 0.35]) == {}
    assert who_is_left.differing(on, [1, 0.25]) == {1: (0.25, 0.5)}


SCORED = [
    # (50 − 20) of 100
    ("nps", "promoters,passives,detractors", "50,30,20", "30 "),
    # (4 + 5) of 10 answered 4 or 5
    ("csat", "s1,s2,s3,s4,s5", "0,0,1,4,5", "90 % "),
    ("duration", "value,n", "7,100", "7 "),
    ("churn", "value,n", "7,100", "7 % "),
]


@pytest.mark.parametrize(("kind", "columns", "numbers", "value"), SCORED)
def test_a_score_is_no_share_of_those_who_began(tmp_path: Path, kind: str, columns: str, numbers: str, value: str) -> None:
    """Its rows may also say how many came by: 1000 and 400 at the stages are its business no more than the map's."""
    rows = f"metric,date,map,stage,entered,completed,{columns}\nx,2026-10-31,m,a,1000,400,{numbers}\nx,2026-10-31,m,b,400,300,{numbers}\n"
    made = told.scene(tmp_path, {"metrics": [{"id": "x", "name": "X", "kind": kind}]}, rows, {"metrics": ["x"]})
    page = told.text(made, "maps/m")
    assert "Who is left" not in page
    assert "Who gets through" not in page
    assert "of 100" not in page
    assert f"First {value}31 October 2026" in page
    assert "completed ÷ entered" not in told.text(made, "metrics/x")


@pytest.mark.parametrize("kind", ["conversion", None])
def test_who_came_by_is(tmp_path: Path, kind: str | None) -> None:
    rows = "metric,date,map,stage,entered,completed\nx,2026-10-31,m,a,1000,400\nx,2026-10-31,m,b,400,300\n"
    made = told.scene(tmp_path, {"metrics": [{"id": "x", "name": "X", **({"kind": kind} if kind else {})}]}, rows, {"metrics": ["x"]})
    assert "1,000 begin" in told.text(made, "maps/m")
    assert "400 · 40 of 100" in told.text(made, "maps/m")
