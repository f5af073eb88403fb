"""Numbers and dates as large and small as they can be written: what nobody can mean is a finding at its place, all else is shown."""

from __future__ import annotations

import datetime
import itertools
import random
from pathlib import Path

import pytest
from tests.hunt import trial

from journeybook.atlas.counts import NEEDED, OTHER, WHOLE
from journeybook.checks import check
from journeybook.insight import measures

TODAY = datetime.date(2026, 11, 23)
MAP = "title: A\nmetrics: [m]\nstages: [{id: x, name: X, metrics: [m]}, {id: y, name: Y}]\n"


def shown(work: Path, **files: str) -> list[tuple[str, int, int, str]]:
    """The errors of an atlas (file, line, column, code), after all its pages were made and looked at."""
    made = {name.replace("_", "."): text.encode() for name, text in files.items()}
    for path, data in made.items():
        (work / path).write_bytes(data)
    tried = trial.Tried()
    trial.look(work, made, random.Random(1), tried, 60)
    assert tried.faults == []
    assert tried.pages > 0
    problems = check.load(work, TODAY).problems
    return [(p.place.path, p.place.line, p.place.column, p.code) for p in problems if p.level == "error"]


@pytest.mark.parametrize("number", ["1e308", "1" + "0" * 30, "1000000000000001", "1e400", "9" * 60, "nan", "inf", "-1", "0.5"])
def test_counts_that_nobody_counts_are_findings_in_their_cells(tmp_path: Path, number: str) -> None:
    rows = f"metric,date,map,promoters,passives,detractors\nm,2026-09-01,a,{number},1,{number}\n"
    found = shown(tmp_path, a_yml=MAP, lib_yml="metrics: [{id: m, name: M, kind: nps}]\n", n_csv=rows)
    assert found == [("n.csv", 2, 16, "csv-cell"), ("n.csv", 2, 19 + len(number), "csv-cell")]


WRONG = {
    "metrics: [{id: m, name: M, target: 1e308}]\n": "out-of-range", "metrics: [{id: m, name: M, warn: -1e16}]\n": "out-of-range",
    "metrics: [{id: m, name: M, values: [{date: 2026-01-01, value: 1e400}]}]\n": "out-of-range",
    "metrics: [{id: m, name: M, values: [{date: 2026-01-01, value: 1, n: -5}]}]\n": "out-of-range",
    "metrics: [{id: m, name: M, values: [{date: 2026-01-01, value: 1, n: 2.5}]}]\n": "out-of-range",
    "metrics: [{id: m, name: M, min_n: 1e16}]\n": "out-of-range",
    "opportunities: [{title: O, value_at_stake: {amount: 1e300}}]\n": "out-of-range",
    "improvements: [{title: I, rice: {reach: 1e300, impact: 1, confidence: 1, effort: 1}}]\n": "out-of-range",
}  # fmt: skip


@pytest.mark.parametrize("library", WRONG)
def test_fields_that_nobody_can_mean_are_findings(tmp_path: Path, library: str) -> None:
    assert [code for *_, code in shown(tmp_path, a_yml=MAP, lib_yml=library)] == [WRONG[library]]


def test_what_is_too_large_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "lib.yml").write_text("metrics: [{id: m, name: M, warn: 1e308}]\n")
    (tmp_path / "a.yml").write_text(MAP)
    said = [problem.message for problem in check.load(tmp_path, TODAY).problems]
    assert said == ["'warn' must not be above 1,000,000,000,000,000, as '1e308' is"]


def test_the_largest_counts_are_still_exact() -> None:
    # (10^15 - 10^15) / (2 * 10^15) = 0; 1.96 * sqrt(1 / (2 * 10^15)) * 100 = 1.96 * 2.236068e-8 * 100 = 4.3827e-6
    most = measures.nps(10**15, 0, 10**15)
    assert most.value == 0
    assert most.high == pytest.approx(4.3827e-6, rel=1e-4)
    # 3 of 4 * 10^15 answered 5, 6 or 7
    assert measures.ces([10**15, 0, 0, 0, 10**15, 10**15, 10**15]).value == 75


KINDS = {**NEEDED, "ratio": (*OTHER, "n"), "count": (*OTHER, "n")}
ROUND, FRACTIONS = ("0", "1", "1000000000000000"), ("0", "1", "0.3", "5e-324")
SOUND = [
    (kind, number)
    for kind in KINDS
    for number in (FRACTIONS if kind == "ltv" else ROUND if set(NEEDED.get(kind, ())) & WHOLE else (*ROUND, *FRACTIONS, *["-1e15"] * (kind == "ratio")))
]


@pytest.mark.parametrize(("kind", "number"), SOUND)
def test_every_sound_number_is_shown(tmp_path: Path, kind: str, number: str) -> None:
    columns = KINDS[kind]
    cells = {name: "1" if name == "n" and number not in ROUND else number for name in columns}
    days = itertools.product(("0001-01-01", "2026-08-31", "9999-12-31"), ("", "x"))
    rows = [",".join(("m", day, "a", stage, *cells.values())) for day, stage in days]
    library = f"metrics: [{{id: m, name: M, kind: {kind}, better: lower, target: [{number}, {{value: {number}, by: 9999-12-31}}], warn: {number}}}]\n"
    assert shown(tmp_path, a_yml=MAP, lib_yml=library, n_csv="\n".join((f"metric,date,map,stage,{','.join(columns)}", *rows, ""))) == []


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "9999", "9999-Q4"])
@pytest.mark.parametrize("every", ["100 years", "36600 days", "99999 years", "1 day"])
def test_the_ends_of_the_calendar_are_shown(tmp_path: Path, day: str, every: str) -> None:
    exact = day if len(day) == 10 else "9999-12-31"
    map_ = (
        f"title: A\nid: a\nstatus: in-review\nowner: t\nmetrics: [m]\nevidence: [e]\nreview: {{every: {every}, log: [{{date: {exact}, outcome: confirmed}}]}}\n"
        f"stages: [{{id: x, name: X, when: {every}, duration: {every}, wait: P99999Y}}, {{id: y, name: Y, duration: PT99999999999H}}]\n"
        f"improvements: [{{id: i, title: I, metric: m, status: done, shipped: {exact}, expected: +6 points, at: x, due: {exact}}}]\n"
    )
    library = (
        f"metrics: [{{id: m, name: M, due: {day}, cadence: {every}, values: [{{date: {day}, value: 3, n: 5}}, {{date: 2026-01-01, value: 4}}]}}]\n"
        f"evidence: [{{id: e, title: E, date: {day}, valid_for: {every}}}]\ngoals: [{{title: G, metric: m, target: 5, due: {day}}}]\nteams: [{{id: t, name: T, valid_to: {exact}}}]\n"
    )
    assert shown(tmp_path, a_yml=map_, lib_yml=library, atlas_yml=f"review: {{every: {every}, due_soon: {every}}}\n") == []


def test_half_a_character_stops_no_preview(tmp_path: Path) -> None:
    assert [code for *_, code in shown(tmp_path, a_yml='title: A\npersonas: ["b\\ud800"]\nstages: [{name: "x\\udfff"}]\n')] == ["refused-character"] * 2
