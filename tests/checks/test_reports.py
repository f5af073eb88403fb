"""The formats of findings: exact text, escaping, and limits that hold for any input."""

import json
import re
import unicodedata
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook.checks.reports import FORMATS
from journeybook.reading.problem import Place, Problem

ODD = 'a"b#c<d%e,f:g\nh\x1b[31m\u202e\x7f\udc80中.yml'


def problem(line: int = 1, column: int = 1, end: int = 0, **more: object) -> Problem:
    place = Place("shop/buy.yml", line, column, line if end else 0, end)
    return Problem(place, **({"code": "unknown-field", "message": "unknown field 'wner'"} | more))


def written(name: str, problems: Sequence[Problem], line: str = "", **more: object) -> str:
    return FORMATS[name](problems, lambda place: line, **more)


def test_text() -> None:
    related = ((Place("lib.yml", 3, 5), "the first one"),)
    problems = [
        problem(12, 3, 7, hint="did you mean 'owner'?", related=related),
        problem(14, level="warning", code="old"),
    ]
    lines: Callable[[Place], str] = {12: "  wner: growth", 14: ""}.__getitem__
    assert FORMATS["text"](problems, lambda place: lines(place.line)) == (
        "shop/buy.yml:12:3: error[unknown-field] unknown field 'wner' (did you mean 'owner'?)\n"
        "   12 |   wner: growth\n"
        "      |   ^^^^\n"
        "    lib.yml:3:5: the first one\n"
        "shop/buy.yml:14:1: warning[old] unknown field 'wner'\n"
        "1 error, 1 warning in 1 file"
    )
    assert written("text", []) == ""


@pytest.mark.parametrize(
    ("line", "column", "end", "source", "carets"),
    [
        ("wner: x", 1, 5, "wner: x", "^^^^"),
        ("名字: 中文", 5, 7, "名字: 中文", "      ^^^^"),
        ("\twner: x", 2, 6, " wner: x", " ^^^^"),
        ("e\u0301a: x", 3, 4, "e\u0301a: x", " ^"),
        ("a\u202eb", 2, 3, "a<U+202E>b", " ^^^^^^^^"),
        ("a\u202eb", 3, 4, "a<U+202E>b", "         ^"),
        ("ab", 1, 99, "ab", "^^"),
        ("ab", 9, 12, "ab", "  ^"),
        ("ab", 2, 0, "ab", " ^"),
        ("x" * 120, 120, 121, "x" * 120, " " * 119 + "^"),
        ("x" * 121, 1, 2, f"{'x' * 120}…", "^"),
        ("中" * 60, 1, 2, "中" * 60, "^^"),
        ("中" * 61, 1, 2, f"{'中' * 60}…", "^^"),
        ("x" * 300, 200, 203, f"…{'x' * 120}…", " " * 51 + "^^^"),
        ("x" * 300, 1, 203, f"{'x' * 120}…", "^" * 120),
        ("中" * 100, 100, 101, f"…{'中' * 26}", " " * 51 + "^^"),
    ],
)
def test_carets_stand_under_what_is_meant(line: str, column: int, end: int, source: str, carets: str) -> None:
    excerpt = written("text", [problem(7, column, end)], line).split("\n")[1:3]
    assert excerpt == [f"    7 | {source}", f"      | {carets}"]


def test_a_place_over_several_lines_is_underlined_to_the_end_of_its_first() -> None:
    several = Problem(Place("a.yml", 2, 3, 4, 1), "x", "y")
    assert written("text", [several], "- name: x  ").split("\n")[2] == "      |   ^^^^^^^"


def test_colour_adds_colours_only() -> None:
    plain, coloured = (written("text", [problem(1, 1, 5)], "wner: x", colour=colour) for colour in (False, True))
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain != coloured


def test_many_findings_are_counted() -> None:
    assert written("text", [problem(n) for n in range(1, 31)]).endswith("… and 10 more error[unknown-field] in shop/buy.yml\n30 errors in 1 file")


def test_warnings_never_crowd_errors_out() -> None:
    many = [problem(n, level="warning", code=f"c{n}", message="m" * 250) for n in range(200)]
    assert "error[last]" in written("text", [*many, problem(code="last")])


def flood(path: str, message: str, line: str, count: int) -> list[Problem]:
    related = tuple((Place(path, n), message) for n in range(9))
    return [Problem(Place(f"{n}{path}", n, 5), f"code-{n % 50}", message, hint=message, related=related) for n in range(count)]


@pytest.mark.parametrize("piece", ["x", "中", "\U0010ffff", "\x00", "\u0301", "\U0001f600"])
def test_text_stays_small(piece: str) -> None:
    for count in (1, 300, 3000):
        found = written("text", flood(piece * 4000, piece * 3000, "", count), piece * 100_000, colour=True)
        assert len(found.encode()) < 20_000
        assert re.search(r"\d errors? in [\d,]+ files?$", found)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60)
@given(text=st.text(max_size=20), column=st.integers(0, 30), end=st.integers(0, 40))
def test_nothing_that_a_terminal_obeys(name: str, text: str, column: int, end: int) -> None:
    place = Place(text or "x", 3, column, 3, end)
    found = written(name, [Problem(place, "c", text, hint=text, related=((place, text),))], text)
    harmless = [char for char in found if char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert "".join(harmless) == found
    if name in ("json", "gitlab", "sarif"):
        json.loads(found)


def test_json() -> None:
    problems = [
        problem(2, 3, 7, related=((Place("a.yml", 9), "here"),)),
        *[problem(level="warning") for _ in range(500)],
    ]
    found = json.loads(written("json", problems))
    assert (found["version"], found["errors"], found["warnings"], len(found["problems"])) == (1, 1, 500, 501)
    assert found["problems"][0] == {
        "path": "shop/buy.yml", "line": 2, "column": 3, "end_line": 2, "end_column": 7, "level": "error",
        "code": "unknown-field", "message": "unknown field 'wner'", "hint": "",
        "related": [{"path": "a.yml", "line": 9, "column": 1, "end_line": None, "end_column": None, "message": "here"}],
    }  # fmt: skip
    assert json.loads(written("json", [Problem(Place(ODD), "c", ODD)]))["problems"][0]["path"] == ODD


@pytest.mark.parametrize(
    ("place", "command"),
    [
        (Place("a.yml", 2, 3, 2, 7), "::error file=a.yml,line=2,col=3,endLine=2,endColumn=6,title=c::100%25 (h)"),
        (Place("a.yml", 2, 3, 4, 7), "::error file=a.yml,line=2,endLine=4,title=c::100%25 (h)"),
        (Place("a.yml", 2, 3), "::error file=a.yml,line=2,col=3,title=c::100%25 (h)"),
        (
            Place(ODD),
            '::error file=a"b#c<d%25e%2Cf%3Ag%0Ah<U+001B>[31m<U+202E><U+007F><U+DC80>中.yml,line=1,col=1,title=c::100%25 (h)',
        ),
    ],
)
def test_github(place: Place, command: str) -> None:
    assert written("github", [Problem(place, "c", "100%", hint="h")]) == command


def test_github_tells_the_other_places() -> None:
    assert written("github", [problem(related=((Place("b.yml", 2), "here"),))]).endswith("%0Ab.yml:2:1: here")


def test_gitlab_fingerprints_outlive_edits_above() -> None:
    first, moved = (json.loads(written("gitlab", [problem(n), problem(n + 5)])) for n in (3, 30))
    assert [each["fingerprint"] for each in first] == [each["fingerprint"] for each in moved]
    assert len({each["fingerprint"] for each in first}) == 2
    assert first[0] | {"fingerprint": ""} == {
        "description": "unknown field 'wner'",
        "check_name": "unknown-field",
        "fingerprint": "",
        "severity": "major",
        "location": {"path": "shop/buy.yml", "lines": {"begin": 3, "end": 3}},
    }


def test_sarif() -> None:
    problems = [
        problem(2, 3, 7),
        Problem(Place(ODD), "other", "m", "warning", related=((Place("b.yml", 2), "here"),)),
        problem(),
    ]
    run = json.loads(FORMATS["sarif"](problems, lambda place: "", help_of={"other": "why", "unknown-field": ""}.get))["runs"][0]
    assert [(rule["id"], rule["help"]["text"]) for rule in run["tool"]["driver"]["rules"]] == [
        ("unknown-field", "Run 'journeybook explain unknown-field'."),
        ("other", "why"),
    ]
    assert [(each["ruleIndex"], each["level"]) for each in run["results"]] == [
        (0, "error"),
        (1, "warning"),
        (0, "error"),
    ]
    first, second = (each["locations"][0]["physicalLocation"] for each in run["results"][:2])
    assert first["region"] == {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 7}
    assert second["artifactLocation"]["uri"] == "a%22b%23c%3Cd%25e%2Cf%3Ag%0Ah%1B%5B31m%E2%80%AE%7F%ED%B2%80%E4%B8%AD.yml"
    assert run["results"][1]["relatedLocations"][0]["message"] == {"text": "here"}
