"""CSV as spreadsheets of the world write it: separators, encodings, decimal signs, and what cannot be told and is refused."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import journeybook
from journeybook.atlas.count_rows import read_counts
from journeybook.atlas.counts import Count
from journeybook.reading.dates import how_to_write

HEADER = ["metric", "date", "map", "value", "n", "churn"]
ROW = ["Wartezeit, ganz", "2026-06-30", "Kündigung", "3.5", "412", "0.125"]
EUROPEAN = [*ROW[:3], "3,5", "412", "0,125"]


def table(separator: str, *rows: list[str]) -> str:
    quoted = ([f'"{cell}"' if separator in cell else cell for cell in row] for row in (HEADER, *rows))
    return "\r\n".join(separator.join(row) for row in quoted) + "\r\n"


DIALECTS = {
    "commas": table(",", ROW).encode(),
    "commas, with mark": table(",", ROW).encode("utf-8-sig"),
    "semicolons": table(";", EUROPEAN).encode(),
    "semicolons, with mark": table(";", EUROPEAN).encode("utf-8-sig"),
    "semicolons and decimal points": table(";", [*ROW[:3], "3.5", "412", "0.125"]).encode(),
    "tabs": table("\t", EUROPEAN).encode(),
    "Unicode text of Excel": table("\t", EUROPEAN).encode("utf-16"),
    "UTF-16, little end first": b"\xff\xfe" + table("\t", EUROPEAN).encode("utf-16-le"),
    "UTF-16, big end first": b"\xfe\xff" + table(";", EUROPEAN).encode("utf-16-be"),
    "sep=;": ("sep=;\r\n" + table(";", EUROPEAN)).encode(),
    "sep=; in quotes, with mark": ('"sep=;"\r\n' + table(";", EUROPEAN)).encode("utf-8-sig"),
    "sep=, between semicolons": ("sep=,\r\n" + table(",", ROW)).encode(),
    "sep=|": ("sep=|\r\n" + table("|", EUROPEAN)).encode(),
    "empty columns and rows at the end": b"metric;date;map;value;n;churn;;;\r\n"
    + '"Wartezeit, ganz";2026-06-30;Kündigung;3,5;412;0,125;;;\r\n;;;;;;;;\r\n\r\n;;;;;;;;\r\n'.encode(),
    "capitals and blanks in the header": b' Metric ;DATE; "Map";Value;N ;Churn\r\n' + '"Wartezeit, ganz"; 2026-06-30 ;Kündigung;3,5;412;12,5 %\r\n'.encode(),
    "old line ends": table(";", EUROPEAN).replace("\r\n", "\r").encode(),
}


@pytest.mark.parametrize("data", DIALECTS.values(), ids=DIALECTS.keys())
def test_every_dialect_says_the_same(data: bytes) -> None:
    counts, problems = read_counts("n.csv", data)
    assert problems == []
    (count,) = counts
    assert (count.metric, count.date, count.map) == ("Wartezeit, ganz", datetime.date(2026, 6, 30), "Kündigung")
    # 3,5 is three and a half; 0,125 and 12,5 % are one of eight
    assert dict(count.numbers) == {"value": 3.5, "n": 412, "churn": 0.125}


def one(row: str, header: str = "metric;date;value;n;entered;completed;margin") -> tuple[tuple[Count, ...], str]:
    """What a file of one row gives, and what is said: `line:column message: hint`."""
    counts, problems = read_counts("n.csv", f"{header}\n{row}\n".encode())
    return counts, "; ".join(f"{p.place.line}:{p.place.column} {p.message}: {p.hint}" for p in problems)


COMMAS = "metric,date,value,n"
TABS = "metric\tdate\tvalue\tn"
NUMBERS = [
    # the cell, the header, what it is
    ("1234", None, 1234), ("-0,5", None, -0.5), (",5", None, 0.5), ("0,125", None, 0.125), ("1,234", None, 1.234), ("12345,678", None, 12345.678),
    ("1.5", None, 1.5), ("0.125", None, 0.125), ("1e3", None, 1000),
    ("1.234", COMMAS, 1.234), ("12.5", COMMAS, 12.5), ("3,5", TABS, 3.5), ("3.5", TABS, 3.5), ("0,125", TABS, 0.125), ("1,2340", TABS, 1.234),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "header", "number"), NUMBERS)
def test_numbers(cell: str, header: str | None, number: float) -> None:
    header = header or "metric;date;value;n"
    separator = "," if header == COMMAS else "\t" if header == TABS else ";"
    counts, said = one(separator.join(["x", "2026-01-01", cell, ""]), header)
    assert said == ""
    assert counts[0].numbers["value"] == number


GROUPS = "2:14 'value' must have no sign between its thousands, not "
REFUSED = [
    ("x;2026-01-01;1.234;;;;", f"{GROUPS}'1.234': write 1234, or 1,234 if the sign is a decimal one"),
    ("x;2026-01-01;1.234.567;;;;", f"{GROUPS}'1.234.567': write 1234567"),
    ("x;2026-01-01;1.234,56;;;;", f"{GROUPS}'1.234,56': write 1234,56"),
    ("x;2026-01-01;1 234;;;;", f"{GROUPS}'1 234': write 1234"),
    ("x;2026-01-01;1\u00a0234,5;;;;", f"{GROUPS}'1 234,5': write 1234,5"),
    ("x;2026-01-01;1'234.50;;;;", f"{GROUPS}'1'234.50': write 1234,50"),
    ("x;2026-01-01;1,234.56;;;;", f"{GROUPS}'1,234.56': write 1234,56"),
    ("x;2026-01-01;1;4.100;;;", "2:16 'n' must have no sign between its thousands, not '4.100': write 4100"),
    ("x;2026-01-01;;;1000;58%;", "2:21 'completed' must be how many, not a share, not '58%': write the count itself, such as 580 of 1000"),
    ("x;2026-01-01;;;1000;58,5 %;", "2:21 'completed' must be how many, not a share, not '58,5 %': write the count itself, such as 585 of 1000"),
    (
        "x;2026-01-01;65 %;;;;",
        "2:14 'value' must be a number, not '65 %': write 65 where the metric's unit is '%'; for kinds that are counted, the counts themselves",
    ),
    ("x;2026-01-01;3,5 Tage;;;;", "2:14 'value' must be a number, not '3,5 Tage': write 3,5; the unit stands with the metric"),
    ("x;2026-01-01;€ 94;;;;", "2:14 'value' must be a number, not '€ 94': write 94; the unit stands with the metric"),
    ("x;2026-01-01;;;;;120 %", "2:18 'margin' must be a share up to 1 or 100 %, not '120 %': "),
    ("x;2026-01-01;=1+1;;;;", "2:14 'value' must be a number, not '=1+1': save the table with the results of its formulas"),
    ("x;31.12.2026;1;;;;", "2:3 'date' must be a date such as 2026-06-30, not '31.12.2026': write 2026-12-31"),
    ("x;12/31/2026;1;;;;", "2:3 'date' must be a date such as 2026-06-30, not '12/31/2026': write 2026-12-31"),
    ("x;3/4/2026;1;;;;", "2:3 'date' must be a date such as 2026-06-30, not '3/4/2026': write 2026-04-03 or 2026-03-04, whichever is meant"),
    ("x;46022;1;;;;", "2:3 'date' must be a date such as 2026-06-30, not '46022': a spreadsheet's number of a day: write 2025-12-31"),
    ("x;2026-01-01;a;b;c", "2:1 the row has 5 cells, the first line 7: leave empty cells between semicolons"),
    ("x,2026-01-01,1,1,,,", "2:1 the row has 1 cell, the first line 7: its cells are separated by commas, those of the first line by semicolons"),
    ("x;2026-01-01;1;;;;;8", "2:1 the row has 8 cells, the first line 7: a text with a semicolon needs quotes"),
]


@pytest.mark.parametrize(("row", "said"), REFUSED)
def test_what_may_be_read_in_two_ways_is_refused_with_both(row: str, said: str) -> None:
    counts, found = one(row)
    assert counts == ()
    assert found == said


def test_places_hold_behind_cells_of_several_lines() -> None:
    text = 'metric;date;x-note;value\n"a";2026-01-01;"first\nsecond; ""third""";1\nb;2026-01-01;"one\ntwo";x\n'
    counts, problems = read_counts("n.csv", text.encode())
    assert [count.own["x-note"] for count in counts] == ['first\nsecond; "third"']
    assert str(counts[0].cells["value"]) == "n.csv:3:20"
    assert [f"{p.place.line}:{p.place.column}" for p in problems] == ["5:6"]


def test_a_value_below_no_name_is_found() -> None:
    assert one("x;2026-01-01;1;2;3", "metric;date;value;;")[1].startswith("2:16 this cell stands in a column that has no name in the first line")


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Kennzahl;Datum;Wert", "did you mean 'metric'?|did you mean 'date'?|did you mean 'value'?"),
        ("指标,日期,数值", "did you mean 'metric'?|did you mean 'date'?|did you mean 'value'?"),
        ("metric;month;valeu", "did you mean 'date'?|did you mean 'value'?"),
        (
            "metric;date;value;weather",
            "if it is a note of your own, name it 'x-weather'; the columns that are read are metric, date, map, stage, touchpoint, segment,",
        ),
    ],
)
def test_columns_in_other_words(header: str, said: str) -> None:
    _, problems = read_counts("n.csv", f"{header}\n".encode())
    assert all(word in problem.hint for word, problem in zip(said.split("|"), problems, strict=True))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("metric;date;value\nKündigung;2026-01-01;1\n".encode("cp1252"), "2:2 the file is not UTF-8: byte 0xfc (it looks like Windows-1252)"),
        ("metric,date,value\n等待时间和满意度,2026-01-01,1\n".encode("gbk"), "2:1 the file is not UTF-8: byte 0xb5 (it looks like GBK)"),
        ("metric\tdate\n".encode("utf-16-le"), "1:1 the file is not UTF-8 (it looks like UTF-16)"),
        (b"\xff\xfem\x00e", "1:1 the file begins as UTF-16, and goes on as something else"),
        (b"PK\x03\x04" + bytes(90), "1:1 this is an archive or an office document, not text"),
    ],
)
def test_what_is_no_text_says_how_to_save_it(data: bytes, said: str) -> None:
    counts, (problem,) = read_counts("n.csv", data)
    assert counts == ()
    assert f"{problem.place.line}:{problem.place.column} {problem.message}" == said
    assert problem.hint == "open it in the spreadsheet and save it as 'CSV UTF-8'"


MONTH_OR_DAY = "if the month is meant; a day is written with its whole year, such as 2026-06-30"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31.12.2026", "write 2026-12-31"), ("1. 2. 2026", "write 2026-02-01"), ("31.12.26", "write 2026-12-31"), ("2026/1/5", "write 2026-01-05"),
        ("2026年1月5日", "write 2026-01-05"), ("2026.01.05", "write 2026-01-05"), ("31-12-2026", "write 2026-12-31"),
        ("30-Sep-26", "write 2026-09-30"), ("31. Apr 26", "April 2026 has 30 days"), ("20260930", "write 2026-09-30"), ("202609", "write 2026-09"),
        ("Okt-26", f"write 2026-10 {MONTH_OR_DAY}"), ("09/26", f"write 2026-09 {MONTH_OR_DAY}"), ("26年9月", f"write 2026-09 {MONTH_OR_DAY}"),
        ("30. Juni", "write the year too, such as 2026-06-30"), ("KW 44/2026", "write a week as its first and last day: 2026-10-26/2026-11-01"),
        ("Marketing 26", ""),
        ("5/6/2026", "write 2026-06-05 or 2026-05-06, whichever is meant"), ("2026-01-05 00:00:00", "write 2026-01-05"), ("45/45/2026", ""), ("soon", ""),
    ],
)  # fmt: skip
def test_days_in_local_ways(text: str, said: str) -> None:
    assert how_to_write(text) == said


def test_a_whole_atlas_from_german_excel(tmp_path: Path) -> None:
    (tmp_path / "m.yml").write_text("title: Kündigen\nid: m\nmetrics: [Quote]\nstages: [{id: s, name: Ich kündige}]\n", encoding="utf-8")
    rows = "Metric;Date;Map;Stage;Entered;Completed;;\nQuote;2026-06;m;s;1000;420;;\nQuote;2026-07;m;s;1000;450;;\n"
    (tmp_path / "n.csv").write_bytes(rows.encode("utf-16"))
    atlas, problems = journeybook.load(tmp_path, datetime.date(2026, 11, 23))
    assert problems == ()
    assert [(str(count.date), dict(count.numbers)) for count in atlas.counts] == [
        ("2026-06-30", {"entered": 1000, "completed": 420}), ("2026-07-31", {"entered": 1000, "completed": 450}),
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), [("1,5", 1.5), (",5", 0.5), ("-,5", -0.5), ("5,", None), ("1,5,", None), ("1,5e2", None)])
def test_a_comma_among_semicolons_is_a_decimal_one_with_digits_behind_it(text: str, value: float | None) -> None:
    counts, problems = read_counts("n.csv", f"metric;date;value\nage;2026-01-01;{text}\n".encode())
    assert [count.numbers["value"] for count in counts] == [value] * (value is not None)
    assert [problem.code for problem in problems] == ["csv-cell"] * (value is None)
