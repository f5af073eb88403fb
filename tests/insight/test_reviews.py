"""Periods in people's words, and what is due on a day."""

import datetime
from datetime import date

import pytest
from dateutil.relativedelta import relativedelta

from journeybook.insight.reviews import ReviewState, evidence_state, review_state
from journeybook.model import Evidence
from journeybook.model.maps import Review
from journeybook.reading.periods import parse_period, period_end

TODAY = date(2026, 11, 15)
PERIODS = {
    "years=1": "1 year|P1Y|yearly|annually|once a year|12 months|1 年|一年|每年|每 1 年一次|每年一次|十二個月|１２个月",
    "months=6": "6 months|half-yearly|half a year|twice a year|every half year|半年|每半年|P6M",
    "months=3": "3 months|P3M|quarterly|every quarter|every three months|3-month|3 个月|3个月|三个月|每季度|每 3 个月",
    "months=1": "monthly|a month|every month|P1M|1 month|每月|1 个月",
    "days=90": "90 days|90d|P90D|90 天",
    "days=7": "weekly|P1W|1 week|每周|every week",
    "days=14": "every other week|2 weeks|fortnightly|每两周",
    "years=1, months=6": "18 months|1 year and 6 months|P1Y6M|1年6个月",
}


@pytest.mark.parametrize(("text", "period"), [(text, key) for key, row in PERIODS.items() for text in row.split("|")])
def test_periods(text: str, period: str) -> None:
    assert parse_period(text) == eval(f"relativedelta({period})", {"relativedelta": relativedelta})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "3",
        "PT3M",
        "P",
        "0 months",
        "-3 months",
        "3月",
        "bimonthly",
        "quarter year",
        "1.5 years",
        "999999 years",
        "2026年",
    ],
)
def test_no_periods(text: str) -> None:
    assert parse_period(text) is None


ENDS = {
    "2026-06-30": "2026-06-30|2026-04-01/2026-06-30|2026-04-01..2026-06-30|2026-04-01 to 2026-06-30|2026-06|2026-Q2|"
    "Q2 2026|2026-H1|June 2026|Jun. 2026|Juni 2026|juin 2026|2026 June|06/2026|6/2026|2026/06|2026.06|2026-6|30. Juni 2026|30 June 2026|"
    "June 30, 2026|June 30th, 2026|30-Jun-2026|2026年6月30日|2. Quartal 2026|H1 2026|1. Halbjahr 2026|2026-04/2026-06|2026年6月|2026年第二季度|2026年上半年",
    "2026-12-31": "2026|2026年|2026-12",
    "2028-02-29": "2028-02|Februar 2028|fév. 2028|feb 2028",
    "2026-03-31": "März 2026|Mrz 2026|MÄRZ 2026|Mär. 2026|mars 2026|marzo de 2026",
    "None": "spring|Marketing 2026|Sep 26|09/26|13/2026|2025/26|31 June 2026|jui 2026|2026-W44|2026-13|2026-02-30|0000-05|2026-06-30/2026-04-01|",
}


@pytest.mark.parametrize(("text", "end"), [(text, end) for end, row in ENDS.items() for text in row.split("|")])
def test_ends_of_periods(text: str, end: str) -> None:
    assert str(period_end(text)) == end


def reviewed(*dates: str, every: str | None = None, outcome: str = "confirmed") -> Review:
    log = [{"date": day, "outcome": outcome} for day in dates]
    return Review.model_validate({"log": log} | ({"every": every} if every else {}))


@pytest.mark.parametrize(
    ("review", "default", "state", "due", "days"),
    [
        (None, None, "none", None, None),
        (None, "3 months", "never", None, None),
        (reviewed(every="monthly"), None, "never", None, None),
        (reviewed("2026-11-01"), None, "none", None, None),
        (reviewed("2026-11-01", every="3 months"), None, "ok", "2027-02-01", 78),
        (reviewed("2026-09-15", every="3 months"), None, "due-soon", "2026-12-15", 30),
        (reviewed("2026-09-16", every="3 months"), None, "ok", "2026-12-16", 31),
        (reviewed("2026-08-15", every="3 months"), None, "due-soon", "2026-11-15", 0),
        (reviewed("2026-08-14", every="3 months"), None, "overdue", "2026-11-14", -1),
        (reviewed("2026-08-14"), "3 months", "overdue", "2026-11-14", -1),
        (reviewed("2026-11-01", "2026-01-01", every="yearly"), None, "ok", "2027-11-01", 351),
        (reviewed("2026-01-31", "2027-01-01", every="1 month"), None, "overdue", "2026-02-28", -260),
        (reviewed("2026-01-01", every="monthly", outcome="retired"), None, "none", None, None),
        (reviewed("2026-01-01", every="now and then"), None, "none", None, None),
    ],
)
def test_reviews(review: Review | None, default: str | None, state: str, due: str | None, days: int | None) -> None:
    found = review_state(review, default, TODAY)
    assert (found.state, str(found.due) if found.due else None, found.days) == (state, due, days)


def test_a_review_tells_its_last_entry() -> None:
    found = review_state(reviewed("2026-11-01", every="3 months"), None, TODAY, soon_days=100)
    assert found == ReviewState(date(2026, 11, 1), "confirmed", date(2027, 2, 1), "due-soon", 78)
    assert review_state(reviewed("9990-01-01", every="100 years"), None, datetime.date.max).due == datetime.date.max


@pytest.mark.parametrize(
    ("when", "valid_for", "state"),
    [
        ("2026-05-15", "6 months", "fresh"),
        ("2026-05-14", "6 months", "expired"),
        ("2020-01-01", None, "fresh"),
        ("2020-01-01", "a long while", "fresh"),
        ("2026-Q1", "6 months", "expired"),
        ("2026-04-01/2026-06-30", "6 months", "fresh"),
        ("some time in spring", "6 months", "undated"),
        (None, "6 months", "undated"),
    ],
)
def test_evidence(when: str | None, valid_for: str | None, state: str) -> None:
    fields = {"title": "Survey", "date": when, "valid_for": valid_for}
    evidence = Evidence.model_validate({name: value for name, value in fields.items() if value})
    assert evidence_state(evidence, TODAY) == state
