"""Months beside the quarter that holds them: which follow each other, how each is named, and what is compared; by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

import told
from journeybook.atlas.count_checks import check_counts
from journeybook.atlas.count_rows import read_counts
from journeybook.insight.overlaps import Span, aside
from journeybook.languages import Words
from journeybook.reading.periods import period_end, period_start
from journeybook.site.views import doing
from told import Teller

HEAD = "metric,date,map,stage,entered,completed\n"


@pytest.fixture
def says(tmp_path: Path) -> Teller:
    return told.teller(tmp_path)


def spans(text: str) -> list[Span]:
    """Periods, divided by blanks; of one with a minus behind it the value is withheld."""
    found = []
    for word in text.split():
        end = period_end(word.rstrip("-!").replace("_", " "))
        assert end is not None
        found.append(Span(period_start(word.rstrip("-!").replace("_", " ")), end, not word.endswith("!")))
    return found


@pytest.mark.parametrize(
    ("written", "cadence", "out"),
    [
        ("2026-04 2026-05 2026-06 2026-Q2", None, {3}),  # three months, one quarter
        ("2026-04 2026-05 2026-06 2026-Q2", "3 months", {0, 1, 2}),
        ("2026-Q1 2026-Q2 2026-05", None, {2}),  # two quarters, one month
        ("2026-Q2 2026-06", None, {0}),  # as frequent: the shorter
        ("2025-Q3 2025-Q4 2026-01 2026-02", None, set()),  # they follow each other
        ("2025-Q3 2025-Q4 2026-01 2026-02 2026-03 2026-Q1", None, {5}),
        ("2026-01-31 2026-02-28 2026-03-31", "1 month", set()),
        ("2026-01-31 2026-02-28 2026-03-31 2026-Q1", "monthly", {3}),  # days of a monthly metric are months
        ("2026-06-30 2026-06", "1 month", {0}),  # June twice: the one that says so
        ("2026-02 2026-03", None, set()),  # 28 and 31 days are months alike
        ("2026-04! 2026-05! 2026-06! 2026-Q2", None, {0, 1, 2}),  # what is withheld gives way
        ("2026-04 2026-05 2026-06! 2026-Q2", None, {3}),
        ("2025 2026-H1 2026-Q1", None, {1}),  # one each: first the quarter, the half holds it, the year is before both
        ("2026-01-01/2026-03-31 2026-02-01/2026-04-30", None, set()),  # rolling quarters are of one length
    ],
)
def test_one_cadence(written: str, cadence: str | None, out: set[int]) -> None:
    assert aside(spans(written), cadence) == out


@pytest.mark.parametrize(
    ("written", "out"),
    [
        ("2025-Q3 2025-Q4 2026-01 2026-02 2026-03", {0, 1}),  # three months of as many are no step before one
        ("2026-Q1 2026-Q2 2026-07", {2}),
        ("2026-01 2026-02-28 2026-Q2", {2}),  # of what time the 28th is, nobody says
        ("2026-01 2026-02 2026-03", set()),
    ],
)
def test_sums_are_of_one_length(written: str, out: set[int]) -> None:
    assert aside(spans(written), None, sums=True) == out


@pytest.mark.parametrize(
    ("written", "en", "de", "zh"),
    [
        ("2026-Q2", "Q2 2026", "Q2 2026", "2026年第2季度"),
        ("q2/2026", "Q2 2026", "Q2 2026", "2026年第2季度"),
        ("2. Quartal 2026", "Q2 2026", "Q2 2026", "2026年第2季度"),
        ("2026年第二季度", "Q2 2026", "Q2 2026", "2026年第2季度"),
        ("2026-06", "June 2026", "Juni 2026", "2026年6月"),
        ("06/2026", "June 2026", "Juni 2026", "2026年6月"),
        ("2026", "2026", "2026", "2026年"),
        ("2026-H1", "first half of 2026", "1. Halbjahr 2026", "2026年上半年"),
        ("2026年下半年", "second half of 2026", "2. Halbjahr 2026", "2026年下半年"),
        ("2026-06-30", "30 June 2026", "30. Juni 2026", "2026年6月30日"),
        ("2026-06-29/2026-07-05", "29 June 2026 – 5 July 2026", "29. Juni 2026 – 5. Juli 2026", "2026年6月29日 – 2026年7月5日"),
        ("2026-04 to 2026-06", "April 2026 – June 2026", "April 2026 – Juni 2026", "2026年4月 – 2026年6月"),
        ("2026-06-30/2026-06-30", "30 June 2026", "30. Juni 2026", "2026年6月30日"),
        ("spring 2026", "spring 2026", "spring 2026", "spring 2026"),
        ("2026-13", "2026-13", "2026-13", "2026-13"),
    ],
)  # fmt: skip
def test_a_period_is_named_as_it_was_written(written: str, en: str, de: str, zh: str) -> None:
    assert [Words(lang).period(written) for lang in ("en", "de", "zh")] == [en, de, zh]


MIXED = HEAD + "x,2026-05,,,1000,600\nx,2026-06,,,1000,700\nx,2026-Q2,,,3000,1500\nx,2026-07,,,1000,710\n"
"""60 %, 70 %, 71 %, and the quarter's 50 %."""
LIBRARY = {"metrics": [{"id": "x", "name": "Orders", "kind": "conversion"}]}


@pytest.mark.parametrize(
    ("lang", "june", "change", "quarter", "title"),
    [
        ("en", "June 2026 70 %", "+10 points since May 2026", "Q2 2026 50 %", "Values: other periods"),
        ("de", "Juni 2026 70 %", "+10 Punkte seit Mai 2026", "Q2 2026 50 %", "Werte: andere Zeiträume"),
        ("zh", "2026年6月 70%", "较2026年5月 +10 个百分点", "2026年第2季度 50%", "数值：其他时段"),
    ],
)
def test_a_quarter_is_no_step_between_months(says: Teller, lang: str, june: str, change: str, quarter: str, title: str) -> None:
    page = says(LIBRARY, MIXED, lang=lang)("metrics/x")
    values, others = page.split(title, 1)
    assert june in values
    assert change in values
    assert "50" not in values  # neither in the table nor in the picture
    assert quarter in others
    assert change not in others
    assert "−20" not in page  # June against the quarter
    assert "+21" not in page  # July against it


def test_by_the_cadence_the_quarter_is_the_headline(says: Teller) -> None:
    quarterly = {"metrics": [{**LIBRARY["metrics"][0], "cadence": "quarterly"}]}
    page = says(quarterly, MIXED.replace("x,2026-07,,,1000,710\n", ""))("metrics/x")
    assert "Newest value 50 % Q2 2026 · based on 3,000" in page
    values, others = page.split("Values: other periods", 1)
    assert "700" not in values
    assert "June 2026 70 %" in others
    assert "May 2026 60 %" in others


def test_places_side_by_side(says: Teller) -> None:
    rows = HEAD + "x,2026-05,m,a,1000,600\nx,2026-06,m,a,1000,700\nx,2026-Q2,m,a,3000,1500\nx,2026-06,m,b,700,350\n"
    page = says(LIBRARY, rows)("metrics/x")
    assert (
        page.index("June 2026 70 %") < page.index("By place: other periods" if "By place" in page else "By stage: other periods") < page.index("Q2 2026 50 %")
    )


def test_a_funnel_is_of_one_period(says: Teller, tmp_path: Path) -> None:
    # the quarter: 3000 → 1500 → 600; June: 1000 → 700 → 350
    rows = HEAD + "x,2026-Q2,m,a,3000,1500\nx,2026-Q2,m,b,1500,600\nx,2026-06,m,a,1000,700\nx,2026-06,m,b,700,350\n"
    made = told.scene(tmp_path, LIBRARY, rows, {"metrics": ["x"]})
    (funnel,) = doing.view(made, made.atlas.maps["m"]).funnels
    assert (funnel.date, [step.entered for step in funnel.steps], funnel.overall) == ("June 2026", ["1,000", "700"], "35\u00a0%")
    quarterly = {"metrics": [{**LIBRARY["metrics"][0], "cadence": "3 months"}]}
    made = told.scene(tmp_path, quarterly, rows, {"metrics": ["x"]})
    (funnel,) = doing.view(made, made.atlas.maps["m"]).funnels
    assert (funnel.date, [step.entered for step in funnel.steps], funnel.overall) == ("Q2 2026", ["3,000", "1,500"], "20\u00a0%")


def test_rolling_windows_are_compared_with_the_last_one_that_is_over(says: Teller) -> None:
    spans_ = ("2026-01-01/2026-03-31,,,1000,500", "2026-02-01/2026-04-30,,,1000,600", "2026-03-01/2026-05-31,,,1000,700", "2026-04-01/2026-06-30,,,1000,800")
    page = says(LIBRARY, HEAD + "".join(f"x,{it}\n" for it in spans_))("metrics/x")
    # April to June follows January to March: 80 − 50; February to April overlaps it
    assert "+30 points since 1 January 2026 – 31 March 2026" in page
    assert "+20" not in page
    assert "+10" not in page


@pytest.mark.parametrize(
    ("first", "second", "twice"),
    [
        ("2026-Q2", "2026-06", False),
        ("2026-06", "2026-06-30", False),
        ("2026-Q2", "Q2 2026", True),
        ("2026-04-01/2026-06-30", "2026-Q2", True),
        ("2026-06", "June 2026", True),
    ],
)
def test_only_the_same_period_is_counted_twice(first: str, second: str, twice: bool) -> None:
    counts, problems = read_counts("n.csv", f"{HEAD}x,{first},m,,10,5\nx,{second},m,,10,5\n".encode())
    assert problems == []
    found = [problem.message for problem in check_counts(counts, {})]
    assert found == ([f"'x' is counted twice for {second}, here and for the same customers"] if twice else [])


@pytest.mark.parametrize("kind", ["churn", "retention", "revenue"])
def test_a_quarters_churn_is_no_step_after_a_months(says: Teller, kind: str) -> None:
    # 5 % a month is 14.3 % a quarter, 1 − 0.95³: nothing changed
    library = {"metrics": [{"id": "x", "name": "Number", "kind": kind, "unit": "%", "target": 6, "better": "lower"}]}
    rows = "metric,date,map,stage,value,n\nx,2026-05,m,a,5,4000\nx,2026-06,m,a,5,4000\nx,2026-Q3,m,a,14.3,4000\n"
    improvements = [{"id": "i", "title": "Ship", "at": "a", "status": "done", "shipped": "2026-07-01", "metric": "x", "expected": "below 5 %"}]
    page = says(library, rows, {"improvements": improvements})
    values, others = page("metrics/x").split("other periods", 1)
    assert "14.3" not in values
    assert "Q3 2026 14.3 %" in others
    assert "9.3" not in page("metrics/x") + page("backlog")
