"""Numbers as people write them in their countries: refused with what to write, in every field that expects a number; by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import journeybook
import told
from journeybook.languages import Words
from journeybook.model.local_numbers import decimals, how_to_write_count, how_to_write_number


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("12.345,5", "write 12345.5"),
        ("12,345.5", "write 12345.5"),
        ("12 345,5", "write 12345.5"),
        ("12\u202f345,50", "write 12345.50"),
        ("1'234.5", "write 1234.5"),
        ("1.234,5 €", "write 1234.5"),
        ("EUR 1.234,50", "write 1234.50"),
        ("-1.234,5", "write -1234.5"),
        ("−1.234,5", "write -1234.5"),
        ("1.234.567", "write 1234567"),
        ("12,34,567", "write 1234567"),
        ("1_000", "write 1000"),
        ("12，5", "write 12.5"),
        ("１２，５", "write 12.5"),
        (",5", "write 0.5"),
        ("0,5", "write 0.5"),
        ("70 €", "write 70"),
        ("$12", "write 12"),
        ("12,345", "write 12345, or 12.345 if the comma is a decimal one"),
        ("1.000 €", "write 1000, or 1.000 if the point is a decimal one"),
        ("3万", "write 30000, or 3 where the unit says '万'"),
        ("3.5 万元", "write 35000, or 3.5 where the unit says '万'"),
        ("2亿", "write 200000000, or 2 where the unit says '亿'"),
        ("1.5 Mio", "write 1500000, or 1.5 where the unit says 'Mio'"),
        ("1,5 Mio. €", "write 1500000, or 1.5 where the unit says 'Mio'"),
        ("1.2k", "write 1200, or 1.2 where the unit says 'k'"),
        ("2M", "write 2000000, or 2 where the unit says 'M'"),
        # numbers in our form, and words
        *((text, "") for text in ("12.345", "-3", "1.5e3", "007", "2 m", "12 days", "12 %", "about 3", "3 to 5", "1,2,3", "10³", "12.5.2026", "M", "€", "spring")),
    ],
)  # fmt: skip
def test_how_a_number_is_written(text: str, hint: str) -> None:
    assert how_to_write_number(text) == hint


@pytest.mark.parametrize(
    ("text", "hint"), [("3万人", "write 30000"), ("2k people", "write 2000"), ("1,5 Mio. Kunden", "write 1500000"), ("60 people", ""), ("more than 60", "")]
)
def test_how_a_count_is_written(text: str, hint: str) -> None:
    assert how_to_write_count(text) == hint


METRIC = {"id": "x", "name": "X"}
IMPROVEMENT = {"title": "Faster"}


@pytest.mark.parametrize("text", ["12.345,5", "12，5", "3万", "1.5 Mio", "1.2k", "1.234,5 €"])
@pytest.mark.parametrize(
    "where",
    [
        {"metrics": [{**METRIC, "target": "?"}]},
        {"metrics": [{**METRIC, "target": [{"value": "?"}]}]},
        {"metrics": [{**METRIC, "warn": "?"}]},
        {"metrics": [{**METRIC, "min_n": "?"}]},
        {"metrics": [{**METRIC, "values": [{"date": "2026-06", "value": "?"}]}]},
        {"metrics": [{**METRIC, "values": [{"date": "2026-06", "value": 1, "n": "?"}]}]},
        {"goals": [{"title": "G", "target": "?"}]},
        {"evidence": [{"title": "E", "kind": "survey", "n": "?"}]},
        {"touchpoints": [{"name": "T", "experiment": {"cost": "?"}}]},
        {"opportunities": [{"title": "O", "value_at_stake": {"amount": "?"}}]},
        {"improvements": [{**IMPROVEMENT, "rice": {"reach": "?", "impact": 1, "confidence": 1, "effort": 1}}]},
        {"improvements": [{**IMPROVEMENT, "rice": {"reach": 1, "impact": 1, "confidence": 1, "effort": "?"}}]},
        {"improvements": [{**IMPROVEMENT, "wsjf": {"value": "?", "time_criticality": 1, "risk_reduction": 1, "job_size": 1}}]},
    ],
    ids=lambda where: str(where)[:60],
)
def test_every_field_that_expects_a_number_says_what_to_write(where: dict[str, object], text: str, tmp_path: Path) -> None:
    (tmp_path / "library.yml").write_text(yaml.safe_dump(where, allow_unicode=True).replace("'?'", f'"{text}"'), encoding="utf-8")
    _, problems = journeybook.load(tmp_path, told.TODAY)
    errors = [problem for problem in problems if problem.level == "error"]
    assert [problem.code in ("not-a-number", "out-of-range") for problem in errors] == [True]
    assert errors[0].hint.startswith("write ") or "min_n" in errors[0].message


@pytest.mark.parametrize(
    ("number", "places", "written"),
    [
        (12.345, 3, "12.345"),
        (0.125, 3, "0.125"),
        (12.5, 2, "12.5"),
        (4100, 2, "4,100"),
        (1 / 3, 2, "0.33"),
        (3 * 0.111, 3, "0.333"),
        (1e13, 2, "10,000,000,000,000"),
        (0.000001, 6, "0.000001"),
        (-2.0625, 4, "-2.0625"),
    ],
)
def test_a_number_keeps_the_digits_that_were_written(number: float, places: int, written: str) -> None:
    assert (decimals(number), Words("en").written(number)) == (places, written)


def test_pages_do_not_round_what_was_written(tmp_path: Path) -> None:
    library = {
        "metrics": [
            {
                "id": "x",
                "name": "X",
                "unit": "s",
                "better": "lower",
                "target": 12.125,
                "values": [{"date": "2026-06", "value": 12.345}, {"date": "2026-07", "value": 12.5}],
            }
        ],
        "goals": [{"id": "g", "title": "G", "target": 0.125}],
    }
    rice = {"title": "A map", "improvements": [{"id": "i", "title": "I", "rice": {"reach": 1, "impact": 1, "confidence": 0.333, "effort": 1}}]}
    (tmp_path / "atlas.yml").write_text("scoring: {method: rice}\n", encoding="utf-8")
    say = told.teller(tmp_path)(library, "", rice)
    page = say("metrics/x")
    assert "12.345 s" in page
    assert "12.125 s" in page
    assert "12.35" not in page
    assert "+0.155 s since June 2026" in page
    assert "0.125" in say("goals/g")
    backlog = say("backlog")
    assert "0.333 = 1 × 1 × 0.333 ÷ 1" in backlog
    assert "0.33 " not in backlog
