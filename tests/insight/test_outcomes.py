"""What became of improvements that shipped: which values count, what was expected, and the printed words, worked out by hand."""

from __future__ import annotations

import datetime
import html
import re
from pathlib import Path

import pytest

import journeybook
from journeybook.checks import check
from journeybook.insight import expectations, outcomes
from journeybook.insight.measures import Measured
from journeybook.insight.outcomes import Launch
from journeybook.insight.series import Point
from journeybook.languages import Words
from journeybook.reading.periods import parse_period, period_end, period_start
from journeybook.site import pages, render
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.parts import briefs, shipped_outcome
from journeybook.site.scene import Scene
from journeybook.site.views import shipped

HERE, ALL = ("m", "pay", ""), ("", "", "")


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def points(*values: tuple[str, float | None]) -> list[Point]:
    """Values by their day; a written period such as 2026-05 is dated by its last day."""
    return [Point(date=period_end(when), when=when, measured=Measured(value, method="value"), since=period_start(when)) for when, value in values]


def outcome(values: list[Point], others: list[Launch] | None = None, period: str = "", days: int = 180) -> tuple[float | None, float | None, bool]:
    found = outcomes.outcome(values, day("2026-03-01"), HERE, others or [], days, parse_period(period))
    before, after = (it.measured.value if it else None for it in (found.before, found.after))
    return before, after, found.begun


@pytest.mark.parametrize(
    ("values", "expected_values"),
    [
        # 5 before, 4 a month later; 7 is dated 214 days after 1 March and is not credited
        ([("2026-02-28", 5), ("2026-03-31", 4), ("2026-10-01", 7)], (5, 4)),
        # 28 August is exactly 180 days after 1 March: 30 + 30 + 31 + 30 + 31 + 28
        ([("2026-02-28", 5), ("2026-03-31", 4), ("2026-08-28", 6)], (5, 6)),
        ([("2026-02-28", 5), ("2026-03-31", 4), ("2026-08-29", 6)], (5, 4)),
        # the ship day itself is from both times
        ([("2026-02-28", 5), ("2026-03-01", 9)], (5, None)),
        ([("2026-03-01", 9), ("2026-03-02", 4)], (None, 4)),
        ([("2026-02-01", None), ("2026-01-31", 5), ("2026-03-02", None)], (5, None)),
    ],
)
def test_the_last_value_before_and_the_last_that_counts(values: list[tuple[str, float | None]], expected_values: tuple[float | None, float | None]) -> None:
    assert outcome(points(*values))[:2] == expected_values


def test_the_days_are_a_setting() -> None:
    values = points(("2026-02-28", 5), ("2026-03-31", 4), ("2026-10-01", 7))
    assert outcome(values, days=214)[:2] == (5, 7)
    assert outcome(values, days=213)[:2] == (5, 4)


def test_the_next_improvement_ends_it() -> None:
    values = points(("2026-02-28", 5), ("2026-03-31", 4), ("2026-04-15", 3), ("2026-04-30", 2))
    after = Launch("b", day("2026-04-15"), HERE)
    assert outcome(values, [after])[:2] == (5, 4)
    assert outcome(values, [Launch("b", day("2026-04-15"), ("m", "", ""))])[:2] == (5, 4)  # of the whole map, this stage too
    assert outcome(values, [Launch("b", day("2026-04-15"), ("m", "choose", ""))])[:2] == (5, 2)
    assert outcome(values, [Launch("b", day("2026-04-15"), ("n", "pay", ""))])[:2] == (5, 2)
    found = outcomes.outcome(
        values, after.day, HERE, [Launch("a", day("2026-03-01"), HERE), Launch("c", day("2026-04-15"), ALL), Launch("d", day("2026-02-01"), HERE)]
    )
    # before is the value of 31 March: a shipped earlier and is in it, c on the same day is not
    assert (found.before, found.after, [it.key for it in found.beside], found.next) == (values[1], values[3], ["c"], ())


def test_what_shipped_between_the_value_before_and_it_is_named() -> None:
    values = points(("2026-01-31", 5), ("2026-04-30", 4))
    others = [Launch("old", day("2026-01-30"), HERE), Launch("b", day("2026-02-10"), HERE), Launch("far", day("2026-02-10"), ("n", "", ""))]
    found = outcomes.outcome(values, day("2026-03-01"), HERE, others)
    assert [it.key for it in found.beside] == ["b"]


def test_a_written_period_that_the_ship_date_lies_in_counts_for_neither() -> None:
    launch = (day("2026-05-11"), HERE, [])
    found = outcomes.outcome(points(("2026-04-30", 5), ("2026-05", 4), ("2026-06", 3)), *launch)
    assert (found.before.measured.value, found.after.measured.value) == (5, 3)  # type: ignore[union-attr]
    assert outcomes.outcome(points(("2026-04-30", 5), ("2026-05", 4)), *launch).after is None
    # one that begins on the ship day is after it, one that ended the day before is before; one that ends on it is neither
    found = [outcomes.outcome(points(("2026-04", 5), ("2026-05", 4)), day(when), HERE, []) for when in ("2026-05-01", "2026-05-02", "2026-04-30", "2026-05-31")]
    assert [(it.before is not None, it.after is not None, it.begun) for it in found] == [
        (True, True, False),
        (True, False, True),
        (False, True, False),
        (True, False, False),
    ]


@pytest.mark.parametrize(
    ("shipped_on", "expected"),
    [
        ("2026-01-01", ("2025-Q4", "2026-Q2")),  # 30 June is 180 days later
        ("2026-01-02", ("2025-Q4", "2026-Q2")),  # Q1 had begun
        ("2026-02-15", ("2025-Q4", "2026-Q2")),  # 14 August; Q3 began before that, but Q2 is whole and within
        ("2026-03-31", ("2025-Q4", "2026-Q2")),
        ("2026-04-01", ("2026-Q1", "2026-Q2")),  # 28 September, two days before Q3 ends
        ("2026-04-02", ("2026-Q1", "2026-Q3")),  # 29 September: Q2 had begun, and Q3 ends on day 181 but began within
        ("2026-04-03", ("2026-Q1", "2026-Q3")),
    ],
)
def test_quarters_are_judged(shipped_on: str, expected: tuple[str, str]) -> None:
    values = points(("2025-Q4", 1), ("2026-Q1", 2), ("2026-Q2", 3), ("2026-Q3", 4))
    found = outcomes.outcome(values, day(shipped_on), HERE, [])
    assert (found.before and found.before.when, found.after and found.after.when) == expected
    by_days = points(("2025-12-31", 1), ("2026-03-31", 2), ("2026-06-30", 3), ("2026-09-30", 4))
    found = outcomes.outcome(by_days, day(shipped_on), HERE, [], period=parse_period("quarterly"))
    same = {"2025-Q4": "2025-12-31", "2026-Q1": "2026-03-31", "2026-Q2": "2026-06-30", "2026-Q3": "2026-09-30"}
    assert (found.before and found.before.when, found.after and found.after.when) == (same[expected[0]], same[expected[1]])


def test_a_quarter_in_which_the_next_one_shipped_is_not_credited() -> None:
    values = points(("2026-Q1", 2), ("2026-Q3", 4))
    # 30 September is day 181; what shipped on the 30th itself ended it, what shipped on 1 October did not
    found = [outcomes.outcome(values, day("2026-04-02"), HERE, [Launch("b", day(it), HERE)]) for it in ("2026-09-30", "2026-10-01")]
    assert [(it.after is not None, [launch.key for launch in it.next]) for it in found] == [(False, ["b"]), (True, [])]


def test_a_year_begins_too_late() -> None:
    found = outcomes.outcome(points(("2025", 2), ("2026", 3), ("2027", 4)), day("2026-03-01"), HERE, [])
    # 2026 had begun, 2027 begins 306 days later
    assert (found.before and found.before.when, found.after, found.until) == ("2025", None, day("2026-08-28"))


def test_by_the_cadence_only_a_whole_time_after_counts() -> None:
    # monthly: March began before 11 March, April did not
    march, april = points(("2026-02-28", 5), ("2026-03-31", 4)), points(("2026-02-28", 5), ("2026-03-31", 4), ("2026-04-30", 3))
    month = parse_period("1 month")
    for shipped_on in ("2026-03-11", "2026-03-02", "2026-03-31"):
        found = [outcomes.outcome(values, day(shipped_on), HERE, [], period=month) for values in (march, april)]
        # on 31 March itself the value of that day is no later one
        assert [(it.after.measured.value if it.after else None, it.begun) for it in found] == [(None, shipped_on != "2026-03-31"), (3, False)]
    # a week to 10 March began on 4 March
    week = [
        outcomes.outcome(points(("2026-03-10", 4)), day(it), HERE, [], period=parse_period("1 week")).after for it in ("2026-03-03", "2026-03-04", "2026-03-05")
    ]
    assert [it is not None for it in week] == [True, True, False]
    # a day is no period that may begin with it
    assert outcomes.outcome(points(("2026-03-10", 4)), day("2026-03-10"), HERE, [], period=parse_period("daily")).after is None


@pytest.mark.parametrize(
    ("last", "shipped_on", "every", "due"),
    [
        ("2026-10-31", "2026-11-02", "1 month", "2026-12-31"),  # 30 November began before
        ("2026-10-31", "2026-11-01", "1 month", "2026-11-30"),  # November begins with the ship day
        ("2026-10-31", "2026-10-31", "1 month", "2026-11-30"),
        ("2026-09-30", "2026-07-20", "3 months", "2026-12-31"),  # the quarter to 30 September began before
        ("2026-09-30", "2026-07-02", "3 months", "2026-12-31"),
        ("2026-09-30", "2026-07-01", "3 months", "2026-09-30"),
        ("2026-09-30", "2026-06-30", "3 months", "2026-09-30"),
        ("2026-10-05", "2026-11-02", "1 week", "2026-11-09"),  # 12, 19, 26 October, 2, 9 November
    ],
)
def test_when_the_first_value_is_due(last: str, shipped_on: str, every: str, due: str) -> None:
    period = parse_period(every)
    assert period is not None
    assert outcomes.first_due(points((last, 1)), day(shipped_on), period) == day(due)


PERCENT, SCORE, DAYS = ("%", True, False), ("", False, True), ("days", False, False)


@pytest.mark.parametrize(
    ("text", "of", "before", "after", "better", "verdict"),
    [
        ("+6 points", PERCENT, 57.3, 63.3, "higher", "reached"),
        ("+6 points", PERCENT, 57.3, 63.2, "higher", "missed"),
        ("+6 points", PERCENT, 57.34, 63.26, "higher", "reached"),  # 5.92 apart; shown are 57.3 and 63.3
        ("+6 points", PERCENT, 57.26, 63.24, "higher", "missed"),  # 5.98 apart; shown are 57.3 and 63.2
        ("−0.5 points", PERCENT, 10.2, 9.7, "lower", "reached"),
        ("-0.5 points", PERCENT, 10.2, 9.8, "lower", "missed"),
        ("+ 6 pp.", PERCENT, 57.3, 64, "higher", "reached"),
        ("6 points", PERCENT, 10, 4, "lower", "reached"),  # without a sign: for the better
        ("6 points", PERCENT, 10, 4, "", "words"),
        ("70 %", PERCENT, 57, 70, "higher", "reached"),
        ("70 %", PERCENT, 57, 69.9, "higher", "missed"),
        ("70%", PERCENT, 80, 70, "", "reached"),  # from 80 it can only mean down
        ("6 %", PERCENT, 57, 64, "higher", "already"),
        ("at most 5 %", PERCENT, 7, 4.4, "higher", "reached"),
        ("+6 %", PERCENT, 57, 70, "higher", "words"),  # points, or a part of 57?
        ("-20 %", DAYS, 50, 40, "lower", "reached"),  # 20 % of 50 is 10
        ("-20 %", DAYS, 50, 41, "lower", "missed"),
        ("20 %", DAYS, 50, 20, "lower", "words"),
        ("-20 days", DAYS, 50, 30, "lower", "reached"),
        ("-1 day", DAYS, 50, 49, "lower", "reached"),
        ("-20", DAYS, 50, 31, "lower", "missed"),
        ("-20 hours", DAYS, 50, 20, "lower", "words"),
        ("15 days", DAYS, 50, 20, "lower", "words"),  # by 15, or to 15?
        ("15", DAYS, 50, 20, "lower", "missed"),  # a number alone is where it is to get
        ("15", DAYS, 50, 15, "lower", "reached"),
        ("40", PERCENT, 31, 40, "higher", "reached"),
        ("40", SCORE, 31, 39.9, "higher", "missed"),
        ("40", SCORE, 45, 60, "higher", "already"),
        ("below 10 %", PERCENT, 14, 9.9, "lower", "reached"),
        ("below 10 %", PERCENT, 14, 10, "lower", "missed"),  # 10 is not below 10
        ("below 10 %", PERCENT, 10, 9, "lower", "reached"),  # nor was it before
        ("10 % or less", PERCENT, 14, 10, "lower", "reached"),
        ("under 3 days", DAYS, 5, 3, "lower", "missed"),
        ("under 3 days", DAYS, 5, 2.9, "lower", "reached"),
        ("under 3 days", DAYS, 2.5, 2, "lower", "already"),
        ("under 3 hours", DAYS, 5, 1, "lower", "words"),
        ("unter 10 %", PERCENT, 12, 9, "lower", "reached"),
        ("unter 3 Tagen", ("Tage", False, False), 5, 3, "lower", "missed"),
        ("höchstens 3 Tage", ("Tage", False, False), 5, 3, "lower", "reached"),
        ("低于10%", PERCENT, 12, 10, "lower", "missed"),
        ("不到 5 天", ("天", False, False), 8, 4, "lower", "reached"),
        ("3天以内", ("天", False, False), 8, 3, "lower", "reached"),
        ("90 %以上", PERCENT, 80, 90, "higher", "reached"),
        ("over 80", PERCENT, 70, 80, "higher", "missed"),
        ("over 80", SCORE, 70, 81, "higher", "reached"),
        ("> 80 %", PERCENT, 70, 81, "higher", "reached"),
        ("80+", SCORE, 70, 80, "higher", "reached"),
        ("降到 6 天以内", ("天", False, False), 8, 6, "lower", "reached"),
        ("above 10 or less", SCORE, 5, 11, "higher", "words"),
        ("up to 70 %", PERCENT, 60, 70, "higher", "reached"),
        ("drop to 3 days", DAYS, 5, 3, "lower", "reached"),
        ("31 → 40", SCORE, 31, 40, "higher", "reached"),
        ("40-50 %", PERCENT, 31, 60, "higher", "words"),
        ("around 40", SCORE, 31, 60, "higher", "words"),
        ("at least +6 points", PERCENT, 50, 56, "higher", "reached"),
        ("5 points higher", PERCENT, 50, 54, "higher", "missed"),
        ("3 days faster", DAYS, 9, 6, "lower", "reached"),
        ("um 3 Tage besser", ("Tage", False, False), 9, 6, "lower", "reached"),  # what is better, the metric tells
        ("um 3 Tage besser", ("Tage", False, False), 9, 12, "lower", "missed"),
        ("by 20 %", DAYS, 50, 40, "lower", "reached"),
        ("by 6 %", PERCENT, 50, 60, "higher", "words"),  # points, or a part of 50?
        ("0", DAYS, 4, 0, "lower", "reached"),
        ("to 15 days", DAYS, 50, 15, "lower", "reached"),
        ("From 9 days to 4", DAYS, 9, 5, "lower", "missed"),
        ("From 9 hours to 4 days", DAYS, 9, 4, "lower", "words"),
        ("+1,200 days", DAYS, 0, 1200, "higher", "reached"),
        ("+0,5 points", PERCENT, 1, 2, "higher", "words"),
        ("+4 points", SCORE, 20, 24, "higher", "reached"),
        ("45 points", SCORE, 20, 46, "higher", "words"),
        ("X: +6 points", PERCENT, 57.3, 63.3, "higher", "reached"),
        ("X up by 6 points", PERCENT, 57.3, 63.3, "higher", "reached"),
        ("+1 point in “I pay”", PERCENT, 1, 3, "higher", "words"),
        ("Half as many", PERCENT, 10, 5, "lower", "words"),
        ("+6 points, -2 later", PERCENT, 1, 9, "higher", "words"),
        ("提高 6 个百分点", PERCENT, 57.3, 63.3, "higher", "reached"),
        ("减少五个百分点", PERCENT, 30, 26, "lower", "missed"),
        ("X提高 4 分", SCORE, 20, 24, "higher", "reached"),
        ("从 1.7 天降到 1 天", ("天", False, False), 1.7, 1, "lower", "reached"),
        ("关于等候的投诉减少三成", PERCENT, 1, 9, "higher", "words"),
    ],
)
def test_what_was_expected(text: str, of: tuple[str, bool, bool], before: float, after: float, better: str, verdict: str) -> None:
    wish = expectations.read(text, *of, names=["X"])
    found = "words" if wish is None else expectations.judge(wish, before, after, better, 1)
    assert found == verdict


@pytest.mark.parametrize(
    ("text", "is_nearly"),
    [("around 40", True), ("15 minutes", True), ("1 of 3", True), ("5–7 days", True), ("大约 15 分钟", True), ("Half as many", False), ("三成", False),
     ("40 of 100 wait less than a minute", False), ("拒绝开门降到 1.5 % 以下", False), ("", False)],
)  # fmt: skip
def test_what_its_author_will_have_meant_to_be_read(text: str, is_nearly: bool) -> None:
    assert expectations.is_nearly_a_number(text) == is_nearly


LIBRARY = """
metrics:
  - id: x
    name: Pays at once
    unit: minutes
    better: higher
    {more}
    values:
{values}
"""
MAP = """
title: A map
id: m
stages: [{{id: pay, name: I pay}}, {{id: wait, name: I wait}}]
improvements:
{improvements}
"""


def scene_of(
    folder: Path, values: str, improvements: str, more: str = "", lang: str = "en", today: str = "2026-11-23", extra: dict[str, str] | None = None
) -> Scene:
    files = {
        "library.yml": LIBRARY.format(values="".join(f"      - {{{it}}}\n" for it in values.split("\n") if it) or "      []\n", more=more),
        "m.yml": MAP.format(improvements="".join(f"  - {{{it}}}\n" for it in improvements.split("\n") if it)),
        **(extra or {}),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    atlas, problems = journeybook.load(folder, day(today))
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    return Scene(atlas, day(today), Words(lang), lambda entry: "#".join(pages.location(entry)), str, str)


def text_of(scene: Scene, path: str) -> str:
    (page,) = [page for page in pages.pages(scene.atlas, scene.words) if page.path == path]
    made = render.render(page, scene, OwnEngine(), render.Glossary.of(scene.atlas))
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", made)))


FIVE_FOUR_SEVEN = "date: 2026-02-28, value: 5\ndate: 2026-03-31, value: 4\ndate: 2026-10-01, value: 7"
ONE = "id: a, title: Faster, at: pay, status: done, metric: x, shipped: 2026-03-01, expected: {expected}"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        # 4 − 5 = −1 and higher is better; 7 came after 28 August
        ("en", ["5 minutes 28 February 2026", "4 minutes 31 March 2026", "−1 minutes since 28 February 2026, worse", "✕ not reached", "within 180 days"]),
        ("zh", ["5 minutes 2026年2月28日", "4 minutes 2026年3月31日", "较2026年2月28日 −1 minutes", "变差", "✕ 没有达到", "上线后 180 天以内"]),
    ],
)
def test_later_values_are_not_credited(tmp_path: Path, lang: str, words: list[str]) -> None:
    scene = scene_of(tmp_path, FIVE_FOUR_SEVEN, ONE.format(expected="+2 minutes"), lang=lang)
    for path in ("maps/m", "backlog"):
        told = text_of(scene, path).replace(" , ", ", ")
        assert [it for it in words if it not in told] == []
        assert "7 minutes" not in told.split(words[0])[1].split("✕")[0]


def test_the_same_is_told_everywhere(tmp_path: Path) -> None:
    library = "goals: [{id: g, title: Get there, metric: x}]\nteams: [{id: till, name: Till}]\n"
    scene = scene_of(tmp_path, FIVE_FOUR_SEVEN, ONE.format(expected="+2 minutes") + ", owner: till", extra={"g.yml": library})
    short = "−1 minutes since 28 February 2026, worse, margin not known; expected “+2 minutes”: not reached"
    paths = ("maps/m", "backlog", "goals/g", "goal-tree", "metrics/x", "teams/till")
    assert {path: short in text_of(scene, path) for path in paths} == dict.fromkeys(paths, True)


def rows(scene: Scene) -> dict[str, shipped.Row]:
    return {row.link.text: row for row in shipped.view(scene, None).rows}


def said(scene: Scene, title: str = "Faster") -> tuple[str, tuple[str, ...]]:
    row = rows(scene)[title]
    return (row.verdict.word if row.verdict else ""), row.reasons


def test_two_improvements_one_after_the_other(tmp_path: Path) -> None:
    second = "id: b, title: Taken out, at: pay, status: done, metric: x, shipped: 2026-04-15, expected: to 3 minutes"
    values = "date: 2026-02-28, value: 5\ndate: 2026-03-31, value: 7\ndate: 2026-04-30, value: 9"
    scene = scene_of(tmp_path, values, f"{ONE.format(expected='+2 minutes')}\n{second}")
    first, last = rows(scene)["Faster"], rows(scene)["Taken out"]
    assert first.change is not None
    assert last.change is not None
    assert (first.change.amount, first.verdict.word if first.verdict else "") == (2, "reached")  # 7 − 5
    assert first.reasons == ("“Taken out” shipped on 15 April 2026; later values are not counted.",)
    assert (last.change.amount, said(scene, "Taken out")) == (2, ("cannot be told", ("The value before was already there.",)))  # 9 − 7


def test_nothing_between_two_improvements(tmp_path: Path) -> None:
    second = "id: b, title: Next, metric: x, status: done, shipped: 2026-03-20"
    scene = scene_of(tmp_path, "date: 2026-02-28, value: 5\ndate: 2026-03-31, value: 7", f"{ONE.format(expected='+2')}\n{second}")
    word, reasons = said(scene)
    assert (word, reasons[0]) == ("cannot be told", "There is no value between its day and 20 March 2026, when the next improvement shipped.")
    # 28 February is before both; only the one that shipped first is named
    assert said(scene, "Next") == ("", ("Between the value before and this also shipped: “Faster”.",))


@pytest.mark.parametrize(
    ("values", "more", "today", "expected_words"),
    [
        ("date: 2026-02-28, value: 5", "cadence: 1 month", "2026-03-20", ("too early to tell", ("The first value for a whole period after it shipped is due on 31 March 2026.",))),
        ("date: 2026-02-28, value: 5", "cadence: 1 month", "2026-04-20", ("cannot be told", ("There is no value since it shipped.",))),
        ("date: 2026-02-28, value: 5", "cadence: 1 month", "2026-05-20", ("cannot be told", ("There is no value since it shipped.",))),
        ("date: 2026-02-28, value: 5", "", "2026-03-20", ("cannot be told", ("There is no value since it shipped.",))),
        ("date: 2026-02-28, value: 5", "", "2026-08-28", ("cannot be told", ("There is no value since it shipped.",))),
        ("date: 2026-02-28, value: 5", "", "2026-08-29", ("cannot be told", ("There is no value from the days that count, until 28 August 2026.",))),
        ("date: 2026-03-31, value: 5", "", "2026-08-29", ("cannot be told", ("There is no value from before.",))),
        ("date: 2026-02-28, value: 5\ndate: 2026-03-31, value: 6", "", "2026-08-28", ("not reached so far", ())),
        ("date: 2026-02-28, value: 5\ndate: 2026-03-31, value: 6", "", "2026-08-29", ("not reached", ())),
        ("date: 2026-02-28, value: 5\ndate: 2026-03-31, value: 5", "", "2026-08-29", ("no clear change", ())),
        ("date: 2026-02-28, value: 5\ndate: 2026-03-31, value: 7", "", "2026-08-29", ("reached", ())),
        ("", "", "2026-08-29", ("cannot be told", ("The metric has no value yet.",))),
        ("date: 2025-12-31, value: 5", "cadence: 12 months", "2026-08-20",
         ("cannot be told", ("The number is counted too rarely: the first value for a whole period after it shipped is due on 31 December 2027, and values count until 28 August 2026.",))),
    ],
)  # fmt: skip
def test_why_nothing_can_be_said(tmp_path: Path, values: str, more: str, today: str, expected_words: tuple[str, tuple[str, ...]]) -> None:
    assert said(scene_of(tmp_path, values, ONE.format(expected="+2 minutes"), more, today=today)) == expected_words


def test_a_metric_that_is_counted_elsewhere(tmp_path: Path) -> None:
    rows_ = "metric,date,map,stage,entered,completed\nx,2026-04-30,other,a,1000,879\n"
    other = "title: Other\nid: other\nstages: [{id: a, name: Elsewhere}]\n"
    scene = scene_of(tmp_path, "", ONE.format(expected="+2 points"), "kind: conversion", extra={"n.csv": rows_, "o.yml": other})
    reason = "Counted elsewhere: 87.9\u00a0% (Other › Elsewhere)."  # 879 of 1000
    assert said(scene) == ("cannot be told", (reason,))
    assert shipped_outcome.effect(scene, scene.atlas.items["improvement"][0]).short == f"cannot be told. {reason}"


WITH_STEPS = """
title: A map
id: m
stages:
  - {{id: choose, name: Choose}}
  - {{id: pay, name: Pay, steps: [{{id: card, name: By card}}, {{id: cash, name: In cash}}]}}
improvements:
  - {{{improvement}}}
"""
STAGES = "metric,date,map,stage,entered,completed\nx,2026-02-28,m,{stage},1000,570\nx,2026-04-30,m,{stage},1000,700\n"
"""57 % and 70 %: 13 points, far outside the margins."""
OTHER_STAGE_EN = "Counted elsewhere: 70\u00a0% (A map › {place})."
OTHER_STAGE_ZH = "只在别处统计：70%（A map › {place}）。"


@pytest.mark.parametrize(
    ("at", "stage", "credited"),
    [
        ("pay", "pay", True), ("pay", "choose", False), ("choose", "pay", False),
        ("pay", "card", True), ("card", "pay", True), ("card", "card", True), ("card", "cash", False), ("choose", "card", False),
        ("[pay, choose]", "pay", True), ("", "pay", True),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("lang", "told"), [("en", OTHER_STAGE_EN), ("zh", OTHER_STAGE_ZH)])
def test_no_other_stage_is_credited(tmp_path: Path, lang: str, told: str, at: str, stage: str, credited: bool) -> None:
    improvement = ONE.format(expected="+2 points").replace("at: pay, ", f"at: {at}, " if at else "")
    scene = scene_of(
        tmp_path, "", improvement, "kind: conversion", lang, extra={"n.csv": STAGES.format(stage=stage), "m.yml": WITH_STEPS.format(improvement=improvement)}
    )
    row = rows(scene)["Faster"]
    if credited:
        assert row.change is not None
        assert (row.change.amount, row.verdict.key if row.verdict else "") == (13, "reached")
    else:
        places = {"pay": "Pay", "choose": "Choose", "card": "By card", "cash": "In cash"}
        assert (row.change, row.before, row.after, row.reasons) == (None, None, None, (told.format(place=places[stage]),))
        assert "13" not in shipped_outcome.effect(scene, scene.atlas.items["improvement"][0]).short


THREE_STAGES = """
title: A map
id: m
stages: [{{id: choose, name: Choose}}, {{id: ask, name: Ask}}, {{id: pay, name: Pay}}, {{id: keep, name: Keep}}]
improvements:
  - {{{improvement}}}
"""
WAY = "metric,date,map,stage,entered,completed\n" + "".join(
    f"x,2026-{day},m,choose,1000,900\nx,2026-{day},m,pay,900,{paid}\n" for day, paid in (("02-28", 570), ("04-30", 700))
)
"""57 % and 70 % get from choosing to having paid."""


@pytest.mark.parametrize(
    ("at", "change"),
    [
        ("ask", 13),  # between the two that were counted: on the way that the number is of
        ("keep", None),  # behind it
        ("[ask, keep]", None),
        ("", 13),  # of the whole map
        ("pay", 14.5),  # its own: 570 and 700 of 900 are 63.3 % and 77.8 %
    ],
)
def test_the_share_that_gets_through_is_of_the_stages_on_the_way(tmp_path: Path, at: str, change: float | None) -> None:
    improvement = ONE.format(expected="+2 points").replace("at: pay, ", f"at: {at}, " if at else "")
    scene = scene_of(tmp_path, "", improvement, "kind: conversion", extra={"n.csv": WAY, "m.yml": THREE_STAGES.format(improvement=improvement)})
    row = rows(scene)["Faster"]
    assert (row.change.amount if row.change else None) == change
    if change is None:
        assert row.reasons == ("Counted elsewhere: 70\u00a0% (A map).",)


def test_a_withheld_value_is_not_said_to_be_missing(tmp_path: Path) -> None:
    few = STAGES.format(stage="pay").replace("1000,700", "20,14")
    improvement = ONE.format(expected="+2 points")
    scene = scene_of(tmp_path, "", improvement, "kind: conversion\n    min_n: 30", extra={"n.csv": few})
    assert said(scene) == ("cannot be told", ("What was counted since it shipped is withheld.",))
    scene = scene_of(tmp_path, "", improvement, "kind: conversion\n    min_n: 30", extra={"n.csv": STAGES.format(stage="pay").replace("1000,570", "20,14")})
    assert said(scene) == ("cannot be told", ("What was counted before it shipped is withheld.",))


def test_of_several_places_none_is_taken_for_all(tmp_path: Path) -> None:
    improvement = ONE.format(expected="+2 points").replace("at: pay, ", "at: [pay, choose], ")
    mean = "metric,date,map,stage,value\nx,2026-04-30,m,pay,4\nx,2026-04-30,m,choose,5\n"
    scene = scene_of(tmp_path, "", improvement, "", extra={"n.csv": mean, "m.yml": WITH_STEPS.format(improvement=improvement)})
    assert said(scene)[1] == ("Counted at several of its places, and not for all of them together: 5 minutes (A map › Choose); 4 minutes (A map › Pay).",)


def test_what_shipped_at_another_stage_ends_nothing(tmp_path: Path) -> None:
    # the second is of a stage whose number nobody counts: values of the first's stage after it still count for the first
    first = ONE.format(expected="+2 points")
    both = f"{first}\nid: b, title: Next, at: wait, metric: x, status: done, shipped: 2026-03-20"
    scene = scene_of(tmp_path, "", both, "kind: conversion", extra={"n.csv": STAGES.format(stage="pay")})
    assert said(scene) == ("reached", ())
    assert said(scene, "Next")[1] == ("Counted elsewhere: 70\u00a0% (A map › I pay).",)


def test_within_the_margin_nothing_is_reached(tmp_path: Path) -> None:
    # 57 % and 61 % of 1000: ± 3.07 and ± 3.02, together √(3.07² + 3.02²) = 4.3 points, more than the 4 that were won
    rows_ = "metric,date,map,stage,entered,completed\nx,2026-02-28,m,pay,1000,570\nx,2026-03-31,m,pay,1000,610\n"
    scene = scene_of(tmp_path, "", ONE.format(expected="+3 points"), "kind: conversion", extra={"n.csv": rows_})
    assert said(scene) == ("no clear change", ())
    # 63 % are 6 points more: √(3.07² + 2.99²) = 4.28
    scene = scene_of(tmp_path, "", ONE.format(expected="+3 points"), "kind: conversion", extra={"n.csv": rows_.replace("610", "630")})
    assert said(scene) == ("reached", ())


def test_a_row_of_a_period_that_the_ship_date_lies_in_cannot_tell(tmp_path: Path) -> None:
    shipped_in_may = ONE.format(expected="+1 point").replace("2026-03-01", "2026-05-11")
    head = "metric,date,map,stage,entered,completed\n"
    mixed = f"{head}x,2026-04,m,pay,1000,570\nx,2026-05,m,pay,1000,700\n"
    scene = scene_of(tmp_path, "", shipped_in_may, "kind: conversion", extra={"n.csv": mixed})
    assert said(scene) == ("cannot be told", ("The value since is for a period that it shipped in, and counts for neither side.",))
    scene = scene_of(tmp_path, "", shipped_in_may, "kind: conversion", extra={"n.csv": f"{mixed}x,2026-06,m,pay,1000,650\n"})
    row = rows(scene)["Faster"]
    assert row.after is not None
    assert (row.after.text, said(scene)) == ("65\u00a0%", ("reached", ()))  # June: 65 − 57 = 8 points, more than 4.3
    one_day = mixed.replace("2026-05,", "2026-05-31,")
    assert said(scene_of(tmp_path, "", shipped_in_may, "kind: conversion", extra={"n.csv": one_day})) == ("reached", ())


MIXED_EN = "The value since is for a period that it shipped in, and counts for neither side."
MIXED_ZH = "上线后虽有数据，但统计的时段包含上线那天，两边都不算。"


@pytest.mark.parametrize(
    ("lang", "today", "april", "words"),
    [
        # the month to 31 March began before the 11th: 9 − 5 = 4 minutes would be more than the 2 expected, but half of it is from before
        ("en", "2026-04-20", "", ["◷ too early to tell", "The first value for a whole period after it shipped is due on 30 April 2026."]),
        ("zh", "2026-04-20", "", ["◷ 现在下结论还早", "数据要到2026年4月30日才有。"]),
        ("en", "2026-05-20", "", ["? cannot be told", MIXED_EN]),
        ("zh", "2026-05-20", "", ["? 无法判断", MIXED_ZH]),
        # April is all of it after: 8 − 5 = 3
        ("en", "2026-05-20", "date: 2026-04-30, value: 8", ["8 minutes 30 April 2026", "+3 minutes since 28 February 2026", "✓ reached"]),
        ("zh", "2026-05-20", "date: 2026-04-30, value: 8", ["8 minutes 2026年4月30日", "较2026年2月28日 +3 minutes", "✓ 达到"]),
    ],
)  # fmt: skip
def test_a_value_from_both_times_is_neither_a_change_nor_a_verdict(tmp_path: Path, lang: str, today: str, april: str, words: list[str]) -> None:
    improvement = ONE.format(expected="+2 minutes").replace("2026-03-01", "2026-03-11")
    scene = scene_of(tmp_path, f"date: 2026-02-28, value: 5\ndate: 2026-03-31, value: 9\n{april}", improvement, "cadence: 1 month", lang, today)
    for path in ("maps/m", "backlog"):
        told = text_of(scene, path)
        begin = told.index("5 minutes")
        row = told[begin : told.index(words[-1], begin) + len(words[-1])]
        assert [it for it in words if it not in row] == []
        assert "9 minutes" not in row
        assert "+4" not in told[begin:]
        assert ("✓" in row) == bool(april)


@pytest.mark.parametrize(
    ("quarters", "shipped_on", "today", "expected_words"),
    [
        ("Q4-2025:500 2026-Q1:700", "2026-01-01", "2026-04-20", ("reached", ())),  # Q1 begins that day: +20 points
        ("Q4-2025:500 2026-Q1:700", "2026-02-10", "2026-04-20", ("too early to tell", ("The first value for a whole period after it shipped is due on 30 June 2026.",))),
        ("Q4-2025:500 2026-Q1:700", "2026-02-10", "2026-07-20", ("cannot be told", ("The value since is for a period that it shipped in, and counts for neither side.",))),
        ("Q4-2025:500 2026-Q1:700 2026-Q2:700", "2026-02-10", "2026-07-20", ("reached", ())),
        # 2 April: Q3 begins within 180 days and ends on the 181st; until then it is too early, and then it counts
        ("2026-Q1:500 2026-Q2:700", "2026-04-02", "2026-09-29", ("too early to tell", ("The first value for a whole period after it shipped is due on 30 September 2026.",))),
        ("2026-Q1:500 2026-Q2:700 2026-Q3:700", "2026-04-02", "2026-10-20", ("reached", ())),
        # a year: the first whole one begins 306 days later
        ("2025:500", "2026-03-01", "2026-07-20", ("cannot be told", ("The number is counted too rarely: the first value for a whole period after it shipped is due on 31 December 2027, and values count until 28 August 2026.",))),
        ("2025:500", "2026-03-01", "2026-10-20", ("cannot be told", ("There is no value from the days that count, until 28 August 2026.",))),
    ],
)  # fmt: skip
def test_numbers_by_quarters_are_judged(tmp_path: Path, quarters: str, shipped_on: str, today: str, expected_words: tuple[str, tuple[str, ...]]) -> None:
    counted = "".join("x,{},m,pay,1000,{}\n".format(*it.replace("Q4-2025", "2025-Q4").split(":")) for it in quarters.split())
    improvement = ONE.format(expected="+15 points").replace("2026-03-01", shipped_on)
    extra = {"n.csv": f"metric,date,map,stage,entered,completed\n{counted}"}
    assert said(scene_of(tmp_path, "", improvement, "kind: conversion", "en", today, extra=extra)) == expected_words


def test_an_organisation_sets_the_days(tmp_path: Path) -> None:
    scene = scene_of(tmp_path, FIVE_FOUR_SEVEN, ONE.format(expected="+2 minutes"), extra={"atlas.yml": "outcome_days: 214\n"})
    assert said(scene) == ("reached", ())  # 7 − 5
    assert "within 214 days" in text_of(scene, "backlog")


def test_of_many_that_shipped_together_three_are_named(tmp_path: Path) -> None:
    more = "\n".join(f"id: o{n}, title: Other {n}, at: pay, status: done, metric: x, shipped: 2026-03-01" for n in range(1, 6))
    scene = scene_of(tmp_path, FIVE_FOUR_SEVEN, f"{ONE.format(expected='+2 minutes')}\n{more}")
    assert said(scene)[1] == ("Between the value before and this also shipped: “Other 1”, “Other 2”, “Other 3”, 2 more.",)
    assert said(scene, "Other 2")[1] == ("Between the value before and this also shipped: “Faster”, “Other 1”, “Other 3”, 2 more.",)


def test_nothing_is_said_where_no_metric_is_named(tmp_path: Path) -> None:
    scene = scene_of(tmp_path, FIVE_FOUR_SEVEN, "id: a, title: Faster, at: pay, status: done, shipped: 2026-03-01")
    assert briefs.item(scene, scene.atlas.items["improvement"][0]).notes == ()
    assert said(scene) == ("", ("No metric is named.",))


def test_what_a_site_leaves_out_moved_the_number_all_the_same(tmp_path: Path) -> None:
    """NPS 0 in January and 30 in June: alpha shipped on 15 February, bravo, which is for a narrower audience, on 15 May."""
    (tmp_path / "m.yml").write_text(
        "title: M\nid: m\naudience: public\nstages: [{id: a, name: A}]\nmetrics: [n]\nimprovements:\n"
        "  - {id: alpha, title: Alpha, status: done, shipped: 2026-02-15, metric: n, expected: +5 points}\n"
        "  - {id: bravo, title: Bravo, status: done, shipped: 2026-05-15, metric: n, audience: restricted}\n", encoding="utf-8",
    )  # fmt: skip
    (tmp_path / "library.yml").write_text("metrics: [{id: n, name: Loyalty, kind: nps, audience: public}]\n", encoding="utf-8")
    (tmp_path / "n.csv").write_text("metric,date,promoters,passives,detractors\nn,2026-01,100,800,100\nn,2026-06,400,500,100\n", encoding="utf-8")
    loaded = check.load(tmp_path, day("2026-11-01"))
    said = {}
    for audience in ("public", "restricted"):
        atlas = loaded.seen_by(audience)
        scene = Scene(atlas, day("2026-11-01"), Words("en"), lambda entry: "", str, str)
        alpha = next(entry for entry in atlas.items["improvement"] if entry.id == "alpha")
        found = shipped_outcome.effect(scene, alpha)
        said[audience] = (found.verdict.key if found.verdict else "", " ".join(found.reasons))
    assert said["restricted"][0] == said["public"][0] == "untold"
    assert "Bravo" in said["restricted"][1]
    assert said["public"][1] == "The values do not tell what comes of it alone."


@pytest.mark.parametrize("hidden", ["m", "m-zh"])
def test_a_translation_that_is_left_out_has_shipped_nothing_else(hidden: str, tmp_path: Path) -> None:
    for name, more in (("m", ""), ("m-zh", "lang: zh\ntranslation_of: m\n")):
        audience = "restricted" if name == hidden else "public"
        (tmp_path / f"{name}.yml").write_text(
            f"title: {name}\nid: {name}\n{more}audience: {audience}\nstages: [{{id: a, name: A}}]\nmetrics: [n]\n"
            "improvements: [{id: alpha, title: Alpha, status: done, shipped: 2026-02-15, metric: n}]\n", encoding="utf-8",
        )  # fmt: skip
    (tmp_path / "library.yml").write_text("metrics: [{id: n, name: Loyalty, kind: nps, audience: public}]\n", encoding="utf-8")
    assert check.load(tmp_path, day("2026-11-01")).seen_by("public").unseen_launches == {}


def test_a_value_that_is_withheld_or_dated_in_words_begins_no_rhythm() -> None:
    # a quarter that begins after 10 February ends on 30 June, whatever is withheld of September
    undated = Point(date=None, when="last summer", measured=Measured(3, method="value"))
    values = [*points(("2025-12-31", 5), ("2026-09-30", None)), undated]
    assert outcomes.first_due(values, day("2026-02-10"), parse_period("3 months")) == day("2026-06-30")
