"""CSV files: what is read, what is refused and where, and the values that come of it."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeybook
from journeybook.atlas.count_checks import check_counts
from journeybook.atlas.count_rows import read_counts
from journeybook.insight.measures import NO_DATA, WITHHELD
from journeybook.insight.series import funnels, heads, lines, series
from journeybook.model import Metric

HEAD = "metric,date,map,stage,segment,value,n,promoters,passives,detractors,entered,completed,margin,churn,revenue\n"


def read(text: str) -> tuple[tuple, list[tuple[str, str]]]:
    counts, problems = read_counts("n.csv", text.encode())
    return counts, [(f"{problem.place.line}:{problem.place.column} {problem.code}", problem.message) for problem in problems]


def metric(name: str, **fields: object) -> Metric:
    return Metric.model_validate({"id": name, "name": name, **fields})


REFUSED = [
    ("", "1:1 csv-row", "the file is empty"),
    ("\n\n", "1:1 csv-row", "the file is empty"),
    ("metric,date,value\n", "1:1 csv-row", "the file has no rows yet"),
    ("metric;date;value\n\n;;\n", "1:1 csv-row", "the file has no rows yet"),
    ("metric|date|value\n", "1:1 csv-column", "separated by commas, semicolons or tabs, not by '|'"),
    ("metric，date，value\n", "1:1 csv-column", "not by '，'"),
    ('"metric,date,value"\n', "1:1 csv-column", "the whole line stands in quotes"),
    ("metric,dat,value\n", "1:8 csv-column", "unknown column 'dat'"),
    ("metric,date,value,value\n", "1:19 csv-column", "'value' is given twice"),
    ("metric,date,,value\n", "1:13 csv-column", "a column has no name"),
    ("metric,value\n", "1:1 csv-column", "'date' is missing"),
    ("metric,date\n", "1:1 csv-column", "no column with counts"),
    ("metric,date,value\nx,2026-01-01\n", "2:1 csv-row", "2 cells, the first line 3"),
    ("metric,date,value\nx,2026-01-01,1,2\n", "2:1 csv-row", "4 cells, the first line 3"),
    ("metric,date,value\nx,30.06.2026,1\n", "2:3 csv-cell", "not '30.06.2026'"),
    ("metric,date,value\nx,,1\n", "2:1 csv-cell", "no date"),
    ("metric,date,value\n,2026-01-01,1\n", "2:1 csv-cell", "names no metric"),
    ("metric,date,value\nx,2026-01-01,\n", "2:1 csv-row", "no counts"),
    ('metric,date,value\nx,2026-01-01,"1,5"\n', "2:14 csv-cell", "'value' must be a number, not '1,5'"),
    ("metric,date,value\nx,2026-01-01,1e999\n", "2:14 csv-cell", "not be above 1,000,000,000,000,000"),
    ("metric,date,value\nx,2026-01-01,=1+1\n", "2:14 csv-cell", "not '=1+1'"),
    ("metric,date,entered\nx,2026-01-01,-3\n", "2:14 csv-cell", "not be below 0"),
    ("metric,date,entered\nx,2026-01-01,3.5\n", "2:14 csv-cell", "a whole number"),
    ("metric,date,churn\nx,2026-01-01,3\n", "2:14 csv-cell", "a share up to 1 or 100 %"),
    ('metric,date,value\n"x\ny",2026-01-01,1,1\n', "2:1 csv-row", "4 cells"),
    ('metric,date,value\n"x\ny",soon,1\n', "3:4 csv-cell", "not 'soon'"),
    ('metric,date,value\n"x,2026-01-01,1\n', "2:1 csv-cell", "never closes"),
    ('metric,date,value\n"x" y,2026-01-01,1\n', "2:1 csv-cell", "text follows a closing quote"),
    ("metric,date,value\nx\x1b,2026-01-01,1\n", "2:2 refused-character", "U+001B"),
]


@pytest.mark.parametrize(("text", "at", "message"), REFUSED)
def test_refused(text: str, at: str, message: str) -> None:
    counts, problems = read(text)
    assert counts == ()
    assert [place for place, _ in problems] == [at]
    assert message in problems[0][1]


def test_hints() -> None:
    def hint(text: str) -> str:
        return read_counts("n.csv", f"metric,date,value\n{text}\n".encode())[1][0].hint

    found = [hint(row) for row in ("x,30.6.2026,1", 'x,2026-01-01,"1,5"', 'x,2026-01-01,"12,000"', "x,2026-01-01,65 %")]
    assert found == [
        "write 2026-06-30", "write 1.5", "write 12000, or 12.000 if the sign is a decimal one", "write 65 where the metric's unit is '%'; for kinds that are counted, the counts themselves",
    ]  # fmt: skip
    assert read_counts("n.csv", b"metric,date,valeu\n")[1][0].hint == "did you mean 'value'?"


def test_not_utf8() -> None:
    assert [problem.code for problem in read_counts("n.csv", b"metric,date\n\xe9")[1]] == ["not-utf8"]


def test_read() -> None:
    text = '\ufeffmetric,date,map,margin,x-by,value\r\n"a ""b""",2026-Q2,m,70 %,=me,-1.5\r\n,,,,,\r\n\r\nb,2026-01-02,,,,2'
    counts, problems = read(text)
    assert problems == []
    first, second = counts
    assert (first.metric, str(first.date), first.map, first.own) == ('a "b"', "2026-06-30", "m", {"x-by": "=me"})
    assert dict(first.numbers) == {"margin": 0.7, "value": -1.5}
    assert str(first.cells["value"]) == "n.csv:2:30"
    assert (second.map, str(second.place)) == ("", "n.csv:5:1")


METRICS = {
    "nps": metric("nps", kind="nps", min_n="10", aliases=["old-nps"]),
    "rate": metric("rate", kind="conversion"),
    "age": metric("age"),
}


@pytest.mark.parametrize(
    ("row", "at", "message"),
    [
        (
            "nps,2026-01-01,,,,,,1,1,,,,,,",
            "2:1 csv-row",
            "kind nps needs promoters, passives, detractors; detractors is empty",
        ),
        ("rate,2026-01-01,,,,,,,,,3,4,,,", "2:27 csv-cell", "4 completed, but only 3 entered"),
        ("rate,2026-01-01,,,,7,,,,,4,3,,,", "2:20 csv-cell", "'value' is not used by a metric of kind conversion"),
        ("age,2026-01-01,,,,,5,,,,,,,,", "2:1 csv-row", "a metric needs value; value is empty"),
        ("age,2026-01-01,,,,1,,,,,,,,,\nage,2026-01-01,,,,2,,,,,,,,,", "3:1 csv-row", "counted twice"),
        ("age,2026-01-01,,,,1,,,,,,,,,\nage,2026-01-01,,,runners,2,,,,,,,,,", None, ""),
        ("age,2026-01-01,,,,,,,,,,,0.7,0.03,50", None, ""),
    ],
)
def test_checked(row: str, at: str | None, message: str) -> None:
    counts, problems = read(HEAD + row + "\n")
    assert problems == []
    found = check_counts(counts, METRICS)
    assert [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in found] == ([at] if at else [])
    assert all(message in problem.message for problem in found)


ALL_KINDS = {
    "p": metric("p", kind="nps"),
    "s": metric("s", kind="csat", method="mean"),
    "e": metric("e", kind="ces"),
    "r": metric("r", kind="conversion"),
    "o": metric("o", kind="ratio", unit="%"),
}


@pytest.mark.parametrize(
    ("head", "row", "message"),
    [
        ("promoters,passives,detractors,n", "p,2026-01-01,50,30,20,100", ""),  # 50 + 30 + 20
        ("promoters,passives,detractors,n", "p,2026-01-01,50,30,20,90", "'n' is 90, but promoters, passives, detractors are 100 together"),
        ("promoters,passives,detractors,n", "p,2026-01-01,50,30,20,", ""),
        ("s1,s2,s3,s4,s5,n", "s,2026-01-01,1,2,3,4,5,15", ""),
        ("s1,s2,s3,s4,s5,n", "s,2026-01-01,1,2,3,4,5,100", "'n' is 100, but s1, s2, s3, s4, s5 are 15 together"),
        ("s1,s2,s3,s4,s5,n", "s,2026-01-01,0,0,0,0,0,0", ""),
        ("s1,s2,s3,s4,s5,n", "s,2026-01-01,0,0,0,0,0,12", "'n' is 12, but s1, s2, s3, s4, s5 are 0 together"),
        ("c1,c2,c3,c4,c5,c6,c7,n", "e,2026-01-01,1,1,1,1,1,1,1,8", "c7 are 7 together"),
        ("entered,completed,n", "r,2026-01-01,100,50,100", ""),
        ("entered,completed,n", "r,2026-01-01,100,50,50", "'n' is 50, but 100 entered"),
        ("value,n", "o,2026-01-01,40,12", ""),  # nothing to add up
    ],
)
def test_n_is_the_sum_of_the_counts(head: str, row: str, message: str) -> None:
    counts, problems = read(f"metric,date,{head}\n{row}\n")
    assert problems == []
    found = check_counts(counts, ALL_KINDS)
    assert [(it.code, it.place.column == 1 + row.rindex(",") + 1) for it in found] == ([("csv-cell", True)] if message else [])
    assert all(message in it.message for it in found)


@pytest.mark.parametrize(("kind", "columns"), [("csat", 5), ("ces", 7), ("nps", 3), ("conversion", 2)])
@pytest.mark.parametrize("method", ["mean", None])
def test_nobody_answered(kind: str, columns: int, method: str | None) -> None:
    names = {"csat": "s1,s2,s3,s4,s5", "ces": "c1,c2,c3,c4,c5,c6,c7", "nps": "promoters,passives,detractors", "conversion": "entered,completed"}[kind]
    counts, _ = read(f"metric,date,{names}\nx,2026-01-01{',0' * columns}\n")
    asked = metric("x", kind=kind, min_n="10", **({"method": method} if method and kind in ("csat", "ces") else {}))
    assert check_counts(counts, {"x": asked}) == []
    (point,) = series(counts, asked)
    assert (point.measured.value, point.measured.n, point.measured.note) == (None, 0, NO_DATA)


def test_any_name_will_do_while_nothing_is_defined(tmp_path: Path) -> None:
    (tmp_path / "m.yml").write_text("title: A map\nid: m\nmetrics: [Waiting time]\nstages: [{id: s, name: First}]\n")
    rows = ["Waiting time,2026-01-01,m,s,Few,3", "waiting-time,2026-02-01,m,s,few,4", "Other,2026-01-01,,,,5"]
    (tmp_path / "n.csv").write_text("\n".join(["metric,date,map,stage,segment,value", *rows]))
    atlas, problems = journeybook.load(tmp_path, datetime.date(2026, 11, 23))
    assert problems == ()
    assert [(count.metric, count.segment) for count in atlas.counts] == [("waiting-time", "Few"), ("waiting-time", "few"), ("other", "")]
    assert [(entry.id, entry.label, entry.implied) for entry in atlas.library["metric"].values()] == [
        ("waiting-time", "Waiting time", True),
        ("other", "Other", True),
    ]


def test_numbers_of_maps_that_are_left_out_are_left_out_too(tmp_path: Path) -> None:
    for name, audience, segment in (("open", "public", "many"), ("secret", "restricted", "few")):
        (tmp_path / f"{name}.yml").write_text(f"title: {name}\naudience: {audience}\nmetrics: [age]\nsegments: [{segment}]\nstages: [s]\n")
    library = "metrics: [{id: age, name: Age}]\nsegments: [{id: many, name: Many}, {id: few, name: Few}, {id: some, name: Some}]\n"
    (tmp_path / "library.yml").write_text(library)
    rows = ["age,2026-01-01,open,many,1", "age,2026-01-01,open,some,2", "age,2026-01-01,secret,few,3", "age,2026-01-01,,few,4", "age,2026-01-01,,,5"]
    (tmp_path / "n.csv").write_text("\n".join(["metric,date,map,segment,value", *rows]))
    loaded = journeybook.load(tmp_path, datetime.date(2026, 11, 23))
    assert [count.numbers["value"] for count in loaded.atlas.counts] == [1, 2, 3, 4, 5]
    public = loaded.seen_by("public")
    assert [count.numbers["value"] for count in public.counts] == [1, 2, 5]
    assert set(public.library["segment"]) == {"many", "some"}


def test_series() -> None:
    text = "old-nps,2026-04-30,,,,,,20,5,5,,,,,\nnps,2026-03-31,m,s,,,,3,3,3,,,,,\nnps,2026-05-31,,,a,,,10,0,0,,,,,\nnps,2026-05-31,,,b,,,0,0,10,,,,,\n"
    counts, _ = read(HEAD + text)
    points = series(counts, METRICS["nps"])
    assert [(point.when, point.stage, point.part, point.measured.value, point.measured.note, point.sources) for point in points] == [
        ("2026-03-31", "s", (), None, WITHHELD, (("n.csv", 3),)),
        ("2026-04-30", "", (), 50, "", (("n.csv", 2),)),
        ("2026-05-31", "", (("segment", "a"),), 100, "", (("n.csv", 4),)),
        ("2026-05-31", "", (("segment", "b"),), -100, "", (("n.csv", 5),)),
    ]


def test_own_values() -> None:
    values = [
        {"date": "2026-Q2", "value": "3.5", "n": "more than 60", "note": "pilot"},
        {"date": "2026-05-01", "value": "about four"},
        {"date": "before the move", "value": "2", "n": "5"},
        {"date": "2026-08-31", "value": "4", "n": "fewer than 30"},
    ]
    points = series((), metric("age", values=values, min_n="10"))
    assert [(point.when, point.measured.value, point.measured.note, point.asked) for point in points] == [
        ("2026-05-01", None, "about four", ""),
        ("2026-Q2", 3.5, "", "more than 60"),
        ("2026-08-31", None, WITHHELD, ""),
        ("before the move", None, WITHHELD, ""),
    ]
    assert points[1].note == "pilot"


@pytest.mark.parametrize(
    ("kind", "method", "head", "cells", "value", "name"),
    [
        ("csat", None, "s1,s2,s3,s4,s5", "5,10,10,35,40", 75, "csat-top2"),
        ("csat", "mean", "s1,s2,s3,s4,s5", "5,10,10,35,40", 3.95, "csat-mean"),
        ("csat", "pct", "s1,s2,s3,s4,s5", "5,10,10,35,40", 75, "csat-top2"),
        ("ces", None, "c1,c2,c3,c4,c5,c6,c7", "1,1,1,1,2,2,2", 60, "ces-pct"),
        ("ltv", None, "revenue,margin,churn", "50,0.7,0.03", 1166.67, "ltv-churn-margin"),
        ("conversion", None, "entered,completed", "1000,420", 42, "conversion"),
        (None, None, "entered,completed", "1000,420", 42, "conversion"),
        ("revenue", None, "value,n", "12.5,7", 12.5, "value"),
    ],
)
def test_kinds(kind: str | None, method: str | None, head: str, cells: str, value: float, name: str) -> None:
    fields = {key: word for key, word in (("kind", kind), ("method", method)) if word}
    counts, _ = read(f"metric,date,{head}\nx,2026-01-01,{cells}\n")
    (point,) = series(counts, metric("x", **fields))
    assert (point.measured.value, point.measured.method) == (pytest.approx(value, abs=0.005), name)


def test_funnel_of_stages() -> None:
    rows = ("01-31,m,a,,,,,,,9,9,,,", "02-28,m,a,,,,,,,1000,420,,,", "02-28,m,b,,,,,,,420,180,,,")
    counts, _ = read(HEAD + "".join(f"rate,2026-{row}\n" for row in rows))
    found = funnels(counts, METRICS["rate"], "m", ["a", "b", "c"])
    assert [str(it.date) for it in found] == ["2026-01-31", "2026-02-28"]
    assert found[1].pairs == ((1000, 420), (420, 180), (None, None))
    assert [it.value for it in found[1].funnel.rates] == [42, pytest.approx(42.857, abs=0.001), None]
    assert (found[1].funnel.rates[2].note, found[1].funnel.overall.note, found[1].funnel.overall.value) == (NO_DATA, "", 18), "180 of 1000"
    assert funnels(counts, METRICS["rate"], "elsewhere", ["a"]) == ()
    few = metric("rate", kind="conversion", min_n="500")
    assert [(it.value, it.note) for it in funnels(counts, few, "m", ["a", "b"])[1].funnel.drops] == [(58, ""), (None, WITHHELD)]


def test_parts_are_never_added_up_to_a_whole() -> None:
    rows = (
        "01-31,m,s,a,web,,100,50", "01-31,m,s,b,app,,300,50", "02-28,m,s,a,web,,10,5",
        "01-31,m,t,c,web,north,40,10", "01-31,m,t,c,web,south,60,20", "01-31,m,t,c,,,100,29",
    )  # fmt: skip
    counts, problems = read("metric,date,map,stage,touchpoint,channel,region,entered,completed\n" + "".join(f"rate,2026-{row}\n" for row in rows))
    assert problems == []
    found = lines(counts, METRICS["rate"])
    assert [(line.stage, line.columns, [point.measured.value for point in line.points]) for line in found] == [
        ("t", ("touchpoint",), [29]),
        ("s", ("touchpoint", "channel"), [50, 50]),
        ("s", ("touchpoint", "channel"), [pytest.approx(16.667, abs=0.001)]),
        ("t", ("touchpoint", "channel", "region"), [25]),
        ("t", ("touchpoint", "channel", "region"), [pytest.approx(33.333, abs=0.001)]),
    ]
    assert [line.part[-1][1] for line in heads(found)] == ["c", "web", "app"]  # the touchpoint as a whole holds its regions
    assert funnels(counts, METRICS["rate"], "m", ["s", "t"]) == ()


def test_the_whole_stays_the_head_however_new_its_parts_are() -> None:
    one = metric("age", values=[{"date": "2026-01-31", "value": "3"}])
    for day in ("2026-05-31", "2026-01-31", "2025-12-31"):
        counts, _ = read(HEAD + f"age,{day},m,,,4,,,,,,,,,\n")
        assert [line.place for line in heads(lines(counts, one))] == [("", "", ())]


def test_a_period_has_one_value() -> None:
    values = [{"date": "2026-Q2", "value": "3"}, {"date": "2026-04-01/2026-06-30", "value": "4"}, {"date": "2026-07-31", "value": "5"}]
    metrics = {"age": metric("age", values=values)}
    rows = "age,Q2 2026,,,,4,,,,,,,,,\nage,2026-06-30,,,,4,,,,,,,,,\nage,2026-07-31,m,,,4,,,,,,,,,\nage,2026-07-31,,,a,4,,,,,,,,,\n"
    found = check_counts(read(HEAD + rows)[0], metrics)
    assert [(problem.code, problem.message) for problem in found] == [
        ("counted-twice", "'age' has two values of 2026-04-01/2026-06-30"),
        ("counted-twice", "'age' has a value of Q2 2026 here and among its own 'values'"),
    ]


@given(st.text(alphabet='metric,date\n\r" valun0123456789-=;.\t\u202e中', max_size=80))
def test_any_text_gives_rows_or_problems_within_the_file(text: str) -> None:
    for head in ("", "metric,date,value\n"):
        whole = head + text
        _, problems = read_counts("n.csv", whole.encode())
        lines = whole.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert all(problem.place.line <= len(lines) for problem in problems)
        assert all(problem.place.column <= len(lines[problem.place.line - 1]) + 1 for problem in problems)


def test_our_own_files() -> None:
    for file in (Path(__file__).parents[2] / "journeys").rglob("*.csv"):
        counts, problems = read_counts(file.name, file.read_bytes())
        assert counts
        assert not problems
