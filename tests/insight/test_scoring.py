"""Scores, and that what is printed with them computes to what is shown."""

from __future__ import annotations

import datetime
import html
import re
from pathlib import Path
from typing import Any, get_args

import pytest

import journeybook
from journeybook.insight.measures import NO_DATA, NOT_COMPUTABLE
from journeybook.insight.scoring import METHODS, Way, score, way_of
from journeybook.languages import Words
from journeybook.model import Improvement, Opportunity
from journeybook.model.settings import Scoring
from journeybook.site import pages, render
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.scene import Scene

TODAY = datetime.date(2026, 11, 23)
IMPROVEMENT = Improvement.model_validate(
    {
        "title": "Add wallets",
        "value": "5",
        "effort": "2",
        "rice": {"reach": "4100", "impact": "2", "confidence": "0.125", "effort": "1.5"},
        "ice": {"impact": "8", "confidence": "6", "ease": "3"},
        "wsjf": {"value": "100", "time_criticality": "50", "risk_reduction": "20", "job_size": "10"},
    }
)
OPPORTUNITIES = [
    Opportunity.model_validate({"title": title, "importance": importance, "satisfaction": satisfaction})
    for title, importance, satisfaction in (("a", "5", "9"), ("b", "9", "3"))
] + [Opportunity.model_validate({"title": "c", "importance": "10"})]
SCORES: list[tuple[str, dict[str, Any], float, str]] = [
    ("value_effort", {}, 2.5, "5 ÷ 2"),
    ("value_effort", {"value": 2}, 12.5, "5² ÷ 2"),  # 25 ÷ 2
    ("value_effort", {"value": 2, "effort": 3}, 3.125, "5² ÷ 2³"),  # 25 ÷ 8
    ("value_effort", {"effort": 0}, 5, "5 ÷ 2⁰"),
    ("value_effort", {"effort": 0.5}, 3.5355339, "5 ÷ 2^0.5"),  # 5 ÷ 1.41421356
    ("rice", {}, 683.3333333, "4,100 × 2 × 0.125 ÷ 1.5"),  # 1025 ÷ 1.5
    ("rice", {"confidence": 2}, 85.4166667, "4,100 × 2 × 0.125² ÷ 1.5"),  # 8200 × 0.015625 ÷ 1.5 = 128.125 ÷ 1.5
    ("ice", {}, 144, "8 × 6 × 3"),
    ("ice", {"ice": "mean"}, 5.6666667, "(8 + 6 + 3) ÷ 3"),  # 17 ÷ 3
    ("ice", {"ice": "mean", "impact": 2}, 6.25, "(2 × 8 + 6 + 3) ÷ 4"),  # 25 ÷ 4
    ("ice", {"ice": "mean", "ease": 0}, 7, "(8 + 6 + 0 × 3) ÷ 2"),  # 14 ÷ 2
    ("ice", {"ease": 2}, 432, "8 × 6 × 3²"),  # 48 × 9
    ("wsjf", {}, 17, "(100 + 50 + 20) ÷ 10"),
    ("wsjf", {"value": 2}, 27, "(2 × 100 + 50 + 20) ÷ 10"),
    ("wsjf", {"job_size": 2, "risk_reduction": 1.5}, 1.8, "(100 + 50 + 1.5 × 20) ÷ 10²"),  # 180 ÷ 100
    ("ulwick", {}, 15, "9 + (9 − 3)"),
    ("ulwick", {"satisfaction": 2}, 21, "9 + 2 × (9 − 3)"),
    ("ulwick", {"importance": 0.5}, 10.5, "0.5 × 9 + (9 − 3)"),
]


def scoring(method: str, given: dict[str, Any]) -> Scoring:
    weights = {name: weight for name, weight in given.items() if name != "ice"}
    return Scoring.model_validate({"method": method, "ice": given.get("ice", "product"), "weights": {name: str(it) for name, it in weights.items()}})


def computed(formula: str) -> float:
    """What a reader's calculator makes of a printed formula."""
    text = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda it: "**" + "".join(str("⁰¹²³⁴⁵⁶⁷⁸⁹".index(c)) for c in it[0]), formula.replace(",", ""))
    text = text.replace("^", "**").replace("×", "*").replace("÷", "/").replace("−", "-")
    assert re.fullmatch(r"[-+*/(). \d]+", text), text
    return float(eval(text, {"__builtins__": {}}))


@pytest.mark.parametrize(("method", "given", "value", "formula"), SCORES)
def test_scores_are_what_their_formula_computes_to(method: str, given: dict[str, Any], value: float, formula: str) -> None:
    found = score(way_of(scoring(method, given)), IMPROVEMENT, OPPORTUNITIES)
    assert found.measured.value == pytest.approx(value)
    assert found.formula == formula
    assert computed(formula) == pytest.approx(value)
    assert found.rounded == (Words("en").written(value).replace(",", "") != f"{value:.15g}")


def test_satisfied_customers_leave_no_gap() -> None:
    found = score(Way("ulwick", ""), IMPROVEMENT, OPPORTUNITIES[:1])  # 5 and 9
    assert (found.measured.value, found.formula) == (5, "5 + 0")


@pytest.mark.parametrize("method", METHODS)
def test_a_score_without_numbers_is_no_data(method: str) -> None:
    bare = Improvement.model_validate({"title": "Think"})
    found = score(way_of(scoring(method, {})), bare, OPPORTUNITIES[2:])
    assert (found.measured.note, found.formula) == (NO_DATA, "")


def test_what_cannot_be_computed_says_so() -> None:
    free = Improvement.model_validate({"title": "Free", "wsjf": {"value": "1", "time_criticality": "1", "risk_reduction": "1", "job_size": "0"}})
    assert score(way_of(scoring("wsjf", {})), free, ()).measured.note == NOT_COMPUTABLE
    nothing = {"ice": "mean", "impact": 0, "confidence": 0, "ease": 0}
    assert score(way_of(scoring("ice", nothing)), IMPROVEMENT, ()).measured.note == NOT_COMPUTABLE
    assert score(way_of(scoring("value_effort", {"value": 1e9})), IMPROVEMENT, ()).measured.note == NOT_COMPUTABLE


def test_every_method_that_settings_offer_is_there() -> None:
    assert list(METHODS) == list(get_args(Scoring.model_fields["method"].annotation))


MAP = """
title: A map
id: m
stages: [{id: pay, name: I pay}]
opportunities: [{id: o, title: Wallets, importance: 9, satisfaction: 3}]
improvements:
  - {id: i, title: Add wallets, opportunity: o, value: 5, effort: 2, ice: {impact: 8, confidence: 6, ease: 3},
     rice: {reach: 4100, impact: 2, confidence: 0.8, effort: 1.5}, wsjf: {value: 100, time_criticality: 50, risk_reduction: 20, job_size: 10}}
"""


@pytest.mark.parametrize(
    ("settings", "lang", "printed"),
    [
        ("value_effort", "en", ["Score: value ÷ effort."]),
        ("{method: value_effort, weights: {value: 2}}", "en", ["12.5 = 5² ÷ 2", "Score: value² ÷ effort. A raised number"]),
        ("rice", "en", ["4,373.33 ≈ 4,100 × 2 × 0.8 ÷ 1.5", "Score: RICE, reach × impact × confidence ÷ effort."]),
        ("ice", "en", ["144 = 8 × 6 × 3", "Score: ICE as a product, impact × confidence × ease."]),
        ("{method: ice, ice: mean}", "en", ["5.67 ≈ (8 + 6 + 3) ÷ 3", "Score: ICE as a mean, (impact + confidence + ease) ÷ 3."]),
        (
            "{method: wsjf, weights: {value: 2}}",
            "en",
            ["27 = (2 × 100 + 50 + 20) ÷ 10", "Score: WSJF, (2 × value + time criticality + risk reduction) ÷ job size."],
        ),
        ("ulwick", "en", ["15 = 9 + (9 − 3)", "Score: opportunity score, importance + (importance − satisfaction, at least 0)."]),
        ("{method: ice, ice: mean}", "zh", ["5.67 ≈ (8 + 6 + 3) ÷ 3", "得分算法：ICE（取平均），(影响 + 信心 + 容易程度) ÷ 3。"]),
        ("{method: value_effort, weights: {value: 2}}", "zh", ["12.5 = 5² ÷ 2", "得分算法：价值² ÷ 投入。"]),
    ],
)
def test_the_backlog_prints_how_it_scores(tmp_path: Path, settings: str, lang: str, printed: list[str]) -> None:
    (tmp_path / "m.yml").write_text(MAP, encoding="utf-8")
    (tmp_path / "atlas.yml").write_text(f"scoring: {settings}\n", encoding="utf-8")
    atlas, problems = journeybook.load(tmp_path, TODAY)
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    scene = Scene(atlas, TODAY, Words(lang), lambda entry: "#".join(pages.location(entry)), str, str)
    for path in ("backlog", "maps/m"):
        (page,) = [page for page in pages.pages(atlas, scene.words) if page.path == path]
        text = render.render(page, scene, OwnEngine(), render.Glossary.of(atlas))
        plain = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)))
        assert [it for it in printed if it not in plain] == []
