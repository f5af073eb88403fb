"""What cannot be read comes first, and nothing is said about what it may define or use, in whatever way it is broken."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook.checks import check
from journeybook.doors.command.commands import journeybook
from journeybook.reading.problem import Problem

TODAY = datetime.date(2026, 11, 27)
LIBRARY = """\
teams:
  - {id: it-team, name: IT team}
  - {id: front-desk, name: Front desk}
touchpoints:
  - {id: web-form, name: Web form, owner: it-team}
metrics:
  - {id: waiting, name: Waiting time, kind: duration}
"""
PEOPLE = "personas: [{id: newcomer, name: Newcomer}, {id: parent, name: Parent}]\n"
CARD = """\
title: Getting a library card
owner: front-desk
personas: [newcomer, parent]
stages:
  - id: sign-up
    name: I sign up
    owner: it-team
    touchpoints: [web-form]
    next: [borrow#pick-up]
    metrics: [waiting]
"""
BORROW = """\
title: Borrowing a book
owner: front-desk
stages:
  - {id: pick-up, name: I pick it up, owner: front-desk, touchpoints: [web-form]}
"""
NUMBERS = "metric,date,map,stage,value\nwaiting,2026-10-31,card,sign-up,3\nwaiting,2026-10-31,borrow,pick-up,2\n"
WHOLE = {
    "library.yml": LIBRARY, "people.yml": PEOPLE, "card.yml": CARD, "borrow.yml": BORROW, "numbers.csv": NUMBERS,
}  # fmt: skip
BREAKS = {
    "a second colon": lambda text: text.encode() + b"x: y: z\n",
    "a quote that is never closed": lambda text: text.encode() + b'x-a: "open\n',
    "conflict markers": lambda text: f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> other\n".encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without mark": lambda text: text.encode("utf-16-le"),
    "GBK": lambda text: (text + "# 图书馆的借书证\n").encode("gbk"),
    "Windows-1252": lambda text: (text + "# café\n").encode("cp1252"),
    "too large": lambda text: text.encode() + b"#" * 2_000_001,
    "nested too deep": lambda text: text.encode() + b"x-a: " + b"[" * 50 + b"]" * 50 + b"\n",
    "a list on top": lambda text: ("- " + text.replace("\n", "\n  ").rstrip() + "\n").encode(),
    "a text on top": lambda text: ("|\n  " + text.replace("\n", "\n  ").rstrip() + "\n").encode(),
    "neither map nor library": lambda text: ("version: 3\nservices:\n  " + text.replace("\n", "\n  ").rstrip() + "\n").encode(),
    "an archive": lambda text: b"PK\x03\x04" + bytes(60),
    "a pointer of git-lfs": lambda text: b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n",
    "a second document": lambda text: f"title: A\n---\n{text}".encode(),
}


def write(top: Path, files: dict[str, str | bytes]) -> Path:
    for name, text in files.items():
        (top / name).parent.mkdir(exist_ok=True, parents=True)
        (top / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return top


def problems(top: Path) -> list[Problem]:
    return list(check.load(top, TODAY).problems)


def test_the_whole_is_fine(tmp_path: Path) -> None:
    assert problems(write(tmp_path, WHOLE)) == []


@pytest.mark.parametrize("name", [name for name in WHOLE if name.endswith(".yml")])
@pytest.mark.parametrize("how", BREAKS)
def test_a_file_that_cannot_be_read_is_the_only_finding(how: str, name: str, tmp_path: Path) -> None:
    found = problems(write(tmp_path, WHOLE | {name: BREAKS[how](WHOLE[name])}))
    assert [(p.place.path, p.level) for p in found] == [(name, "error")]


def test_a_file_that_may_not_be_opened_is_the_only_finding(tmp_path: Path) -> None:
    write(tmp_path, WHOLE)
    for name in ("library.yml", "card.yml"):
        (tmp_path / name).unlink()
        (tmp_path / name).symlink_to(tmp_path / "nowhere")
    assert [(p.place.path, p.code) for p in problems(tmp_path)] == [("card.yml", "not-readable"), ("library.yml", "not-readable")]


@pytest.mark.parametrize(
    "text",
    [
        "metrik,date,value\nwaiting,2026-10-31,3\n",  # a wrong column
        "metric,date,value\nwaiting,yesterday,3\n",  # no row is left
        'metric,date,value\n"waiting,2026-10-31,3\n',  # a quote that never closes
    ],
)
def test_numbers_that_cannot_be_read_use_their_metric(text: str, tmp_path: Path) -> None:
    card = CARD.replace("    metrics: [waiting]\n", "")
    found = problems(write(tmp_path, WHOLE | {"card.yml": card, "numbers.csv": text}))
    assert [p.place.path for p in found] == ["numbers.csv"]


def test_without_the_settings_no_rule_speaks(tmp_path: Path) -> None:
    unused = WHOLE | {"people.yml": PEOPLE.replace("newcomer", "nobody"), "card.yml": CARD.replace("newcomer, ", "")}
    assert [p.code for p in problems(write(tmp_path, unused))] == ["unused-record"]
    write(tmp_path, {"atlas.yml": "rules: {unused-record: off\n"})
    assert [(p.place.path, p.code) for p in problems(tmp_path)] == [("atlas.yml", "yaml-syntax")]
    write(tmp_path, {"atlas.yml": "rulse: {unused-record: off}\n"})
    assert [(p.place.path, p.code) for p in problems(tmp_path)] == [("atlas.yml", "unknown-field")]


def test_limits_in_settings_that_cannot_be_read_are_not_held_against_a_file(tmp_path: Path) -> None:
    deep = CARD + "x-a: " + "[" * 50 + "]" * 50 + "\n"
    write(tmp_path, WHOLE | {"card.yml": deep, "atlas.yml": "limits: {depth: 80\n"})
    assert [(p.place.path, p.code) for p in problems(tmp_path)] == [("atlas.yml", "yaml-syntax")]


def test_what_is_wrong_whatever_the_file_holds_is_said_behind_it(tmp_path: Path) -> None:
    card = CARD.replace("web-form", "web-from").replace("front-desk", "nobody-at-all")
    write(tmp_path, WHOLE | {"card.yml": card, "people.yml": PEOPLE + "x: y: z\n"})
    found = problems(tmp_path)
    assert [(p.place.path, p.code) for p in found] == [
        ("people.yml", "yaml-syntax"), ("card.yml", "unknown-reference"), ("card.yml", "unknown-reference"),
    ]  # fmt: skip
    assert found[2].hint == "did you mean 'web-form'?"


@pytest.mark.parametrize("format_", ["text", "json", "github", "gitlab", "sarif"])
def test_every_report_begins_with_it(format_: str, tmp_path: Path) -> None:
    write(tmp_path / "journeys", WHOLE | {"card.yml": CARD.replace("web-form", "web-from"), "zz.yml": "title: 'a\n"})
    for _ in range(2):  # anew, and as it was kept
        result = CliRunner(env={"XDG_CACHE_HOME": str(tmp_path.parent / f"kept-{tmp_path.name}")}).invoke(
            journeybook, ["check", str(tmp_path / "journeys"), "--format", format_]
        )
        assert 0 < result.output.index("zz.yml") < result.output.index("card.yml")
    if format_ == "json":
        assert [p["code"] for p in json.loads(result.output)["problems"]] == ["yaml-syntax", "unknown-reference"]


def test_what_a_wrong_field_held_is_not_missed(tmp_path: Path) -> None:
    write(tmp_path, WHOLE | {"people.yml": PEOPLE.replace("personas", "customers")})
    assert [(p.place.path, p.code) for p in problems(tmp_path)] == [("people.yml", "unknown-field")]
    live = CARD.replace("owner: front-desk\n", "status: live\nid: card\nownr: front-desk\nreviev: {every: 1 month}\n")
    write(tmp_path, WHOLE | {"card.yml": live})
    assert [(p.place.line, p.code) for p in problems(tmp_path) if p.place.path == "card.yml"] == [(4, "unknown-field"), (5, "unknown-field")]


def test_what_is_missing_elsewhere_in_a_damaged_file_is_said(tmp_path: Path) -> None:
    live = CARD.replace("owner: front-desk\n", "status: live\nid: card\n").replace("    owner: it-team\n", "    ownr: it-team\n")
    write(tmp_path, WHOLE | {"card.yml": live})
    assert [p.code for p in problems(tmp_path) if p.level == "error"] == ["live-without-owner", "live-without-review", "unknown-field"]
