"""Bad and hostile input: what is found in it, where, and that both YAML parsers find the same.

`badinput/` holds files that are wrong on purpose and `expected.tsv`, which says for each what is found ("line:code"; in a
folder "file:line:code"). `error` means exactly these errors, `warning` that these are among the warnings, `ok` no error.
What cannot be kept as a file (pipes, links, odd names, sizes) is made while testing.
"""

from __future__ import annotations

import csv
import datetime
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from journeybook.checks import check
from journeybook.checks.check import Loaded
from journeybook.checks.reports import FORMATS
from journeybook.reading import yaml_events
from journeybook.reading.problem import Problem
from journeybook.reading.yaml_scanner import Scanner

HERE = Path(__file__).parents[1] / "badinput"
TODAY = datetime.date(2026, 1, 1)
FAST = getattr(yaml, "CSafeLoader", Scanner)
BASE = """\
id: open-account
title: Open an account
stages:
  - id: discover
    name: Discover
    owner: Marketing
    touchpoints:
      - Website landing page
    pains:
      - Prices are hard to find
    next: [apply]
  - id: apply
    name: Apply
    owner: Sales
"""
TITLE, OWNER, PAIN, NEXT = "title: Open an account", "owner: Marketing", "- Prices are hard to find", "[apply]"

with (HERE / "expected.tsv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))

Case = tuple[str, str, str, str]
CHANGES: tuple[Case, ...] = (
    # what is wrong, what is replaced in BASE, by what, and the errors ("line:column:code")
    ("unclosed double quote", TITLE, 'title: "Open', "2:8:yaml-syntax"),
    ("unclosed flow mapping", OWNER, "owner: {team: Marketing", "6:12:yaml-syntax"),
    ("unclosed list at the end", "    owner: Sales\n", "    next: [a\n", "14:11:yaml-syntax"),
    ("percent sign", TITLE, "title: %done", "2:8:yaml-syntax"),
    ("percent sign in a list", PAIN, "- %5 of all", "10:9:yaml-syntax"),
    ("ampersand alone", PAIN, "- & more", "10:9:yaml-syntax"),
    ("exclamation mark", PAIN, "- !important thing", "10:9:tag"),
    ("exclamation mark alone", PAIN, "- ! thing", "10:9:tag"),
    ("more than five minutes", PAIN, "- > 5 minutes", "10:11:yaml-syntax"),
    ("text behind a bracket", PAIN, "- [sic] he said", "10:15:yaml-syntax"),
    ("text behind a brace", PAIN, "- {name} he said", "10:16:yaml-syntax"),
    ("Markdown link", PAIN, "- [x](http://a)", "10:12:yaml-syntax"),
    ("apostrophe in single quotes", PAIN, "- 'it's bad'", "10:13:yaml-syntax"),
    ("colon in a list item", PAIN, "- Cost: too high", "10:9:unknown-field"),
    ("colon in a title", TITLE, "title: Open: an account", "2:12:yaml-syntax"),
    ("indented too little", "    owner: M", "   owner: M", "6:4:yaml-syntax"),
    ("indented too much", "    owner: M", "      owner: M", "6:7:yaml-syntax"),
    ("key twice, deep", OWNER, "owner: A\n    owner: B", "7:5:duplicate-key"),
    ("key without colon", "name: Discover", "name Discover", "5:5:yaml-syntax"),
    ("backslash", PAIN, '- "50\\% of all"', "10:13:yaml-syntax"),
    ("escape without meaning", TITLE, 'title: "\\UFFFFFFFF"', "2:11:yaml-syntax"),
    ("conflict", OWNER, "<<<<<<< HEAD\n    owner: A\n=======\n    owner: B\n>>>>>>> x", "6:1:merge-conflict"),
    ("typographic quotes as quotes", TITLE, "title: “Open: an account”", "2:13:yaml-syntax"),
    ("typographic quotes in an id", "id: open-account", "id: “open-account”", "1:5:bad-id"),
    ("typographic quotes around a key", "title:", "“title”:", "2:1:unknown-field"),
    ("zero width space in the indentation", "    owner: M", "\u200b    owner: M", "6:1:yaml-syntax"),
    ("zero width space in a key", "    owner: M", "    \u200bowner: M", "6:5:unknown-field"),
    ("no-break space after the colon", "owner: M", "owner:\u00a0M", "6:5:yaml-syntax"),
    ("no-break space after the dash", "- Prices", "-\u00a0Prices", "10:7:yaml-syntax"),
    ("full-width space in the indentation", "    owner: M", "\u3000\u3000owner: M", "6:1:yaml-syntax"),
    ("asterisk for a dash", "- Prices", "* Prices", "10:7:yaml-syntax"),
    ("anchor and alias", "owner: Sales", "owner: &o Sales\n    goal: *o", "14:12:anchor"),
    ("alias within itself", OWNER, "owner: &o [*o]", "6:12:anchor"),
    ("two byte order marks", BASE, "\ufeff\ufeff" + BASE, "1:1:refused-character"),
    ("delete character", TITLE, "title: a\x7fb", "2:9:refused-character"),
    ("form feed", TITLE, "title: a\x0cb", "2:9:refused-character"),
    ("no character", TITLE, "title: a\ufffeb", "2:9:refused-character"),
    ("number of a directive", BASE, f"%YAML {'1' * 5000}.2\n---\n{BASE}", "1:7:yaml-syntax"),
    ("text behind the end", BASE, BASE + "...\nfoo: bar\n", "16:1:yaml-syntax"),
    ("directive at the end", BASE, BASE + "%foo\n", "15:1:yaml-syntax"),
    ("front matter", BASE, f"---\n{BASE}---\n# Title\n", "16:1:several-documents"),
    ("nothing but a mark", BASE, "---\n", "1:1:empty-file"),
    ("a list on top", BASE, "- a\n- b\n", "1:1:wrong-type"),
    ("another YAML file", BASE, "openapi: 3\ninfo: {title: x}\nservers: []\n", "1:1:not-a-map-file"),
    ("mapping for a text", TITLE, "title: {en: Open, de: Auf}", "2:8:wrong-type"),
    ("list for a text", TITLE, "title: [Open]", "2:8:wrong-type"),
    ("mapping for a list", OWNER, "steps:\n      name: x", "7:7:wrong-type"),
    ("number in words", PAIN, "- {text: a, severity: majr}", "10:29:out-of-range"),
    ("number with an exponent", PAIN, "- {text: a, severity: 1e999}", "10:29:out-of-range"),
    ("number that is none", OWNER, "feels: {score: .nan}", "6:20:out-of-range"),
    ("infinite number", BASE, "metrics: [{name: x, min_n: 1e999}]\n", "1:28:out-of-range"),
    ("day that is none", "stages:", "review: {log: [{date: 2024-02-30}]}\nstages:", "3:23:not-a-date"),
    ("float for an id", "id: open-account", "id: 1.10", "1:5:bad-id"),
    ("device for an id", "id: open-account", "id: com1", "1:5:bad-id"),
    ("no stages", BASE, "title: x\nstages: []\n", "2:9:empty-value"),
    ("empty stages", BASE, "title: x\nstages:\n", "2:1:empty-value"),
    ("comment for a title", TITLE, "title: #1 choice", "2:1:empty-value"),
    ("two errors of one line", NEXT, "{to: apply, knd: x, shar: 1}", "11:23:unknown-field 11:31:unknown-field"),
)
SECOND, WIDE, LOOSE = "a second colon", "the comma is a full-width one (U+FF0C)", "this line is a key without its colon"
DEEPER = "indented deeper than the line it belongs with"
SAID: tuple[Case, ...] = (
    # what is wrong, what is replaced in BASE, by what, and where ("line:column: words")
    ("second colon in braces", PAIN, "- {id: no-line, text: Nobody: before nine, severity: 3}", f"10:35: {SECOND}"),
    ("second colon in brackets", NEXT, "[apply, to: a: b]", f"11:24: {SECOND}"),
    ("second colon behind quotes", OWNER, 'owner: {team: "A, b": c}', f"6:25: {SECOND}"),
    ("second colon further down", OWNER, "owner: {team: A,\n      person: B: c}", f"7:16: {SECOND}"),
    ("full-width comma in braces", PAIN, "- {text: a, severity: 3， evidence: x}", f"10:30: {WIDE}"),
    ("full-width comma without a blank", PAIN, "- {text: 看，我等，severity: 1}", f"10:20: {WIDE}"),
    ("full-width comma in text", PAIN, "- {text: 看，我等: 一}", f"10:20: {SECOND}"),
    ("enumeration comma in braces", PAIN, "- {text: 看、severity: 1}", "10:17: the comma is a full-width one (U+3001)"),
    ("no comma at the end of a line", OWNER, "owner: {team: A\n      person: B}", "7:7: a comma is missing before this"),
    ("no comma behind quotes", NEXT, '["a" "b"]', "11:16: a comma is missing before this"),
    ("brace not closed before a brace", OWNER, "owner: {team: A\n    raci: {informed: B}", "6:12: the '{' that opens"),
    ("brace not closed", OWNER, "owner: {team: Marketing", "6:12: the '{' that opens here is not closed"),
    ("no colon on the first line", "id: open-account", "id open-account", f"1:1: {LOOSE}"),
    ("no colon before a comment", "id: open-account", "id open-account\n\n# x", f"1:1: {LOOSE}"),
    ("no colon in a list item", "- id: discover", "- id discover", f"4:5: {LOOSE}"),
    ("no key in a list item", PAIN, "- Dear\n        severity: 3", f"10:9: {LOOSE}, or a text without its key"),
    ("no colon in a block", "    owner: M", "    scope:\n      start a\n      end: b\n    owner: M", f"7:7: {LOOSE}"),
    ("deeper than the title", "stages:", "  lang: en\nstages:", f"3:3: {DEEPER}"),
    ("deeper below two lines of text", "stages:", "  and more\n  lang: en\nstages:", f"4:3: {DEEPER}"),
    ("list below a text", "stages:", "  - a: b\nstages:", "3:3: a list item cannot follow the text above"),
    ("colon in the second line of a text", "stages:", "  and so on: more\nstages:", "3:12: text that goes on from the line above"),
    ("colon in a text", TITLE, "title: Open: an account", f"2:12: {SECOND}"),
)
FINE: tuple[tuple[str, str, str], ...] = (
    ("end mark", BASE, BASE + "...\n"),
    ("text with a question mark", PAIN, "- ?what"),
    ("question mark in brackets", NEXT, "[apply]\n    tags: [a?b]"),
    ("address", PAIN, "- https://a.b/c:d"),
    ("time", PAIN, "- 12:30"),
    ("tab after a colon", OWNER, "owner:\tMarketing"),
    ("tab at the end", OWNER, "owner: Marketing\t"),
    ("tab in a text", TITLE, "title: Open\tan account"),
    ("HTML", PAIN, "- <slow> & <script>"),
    ("apostrophe", PAIN, "- it's bad"),
    ("empty list", PAIN, "\n"),
    ("timestamp", TITLE, "title: 2024-01-15T10:00:00Z"),
    ("huge exponent", TITLE, "title: 1e99999999"),
    ("list not indented", BASE, "title: x\nstages:\n- name: a\n- name: b\n"),
    ("own keys", "stages:", "x-own: {a: [1, {b: c}]}\nstages:"),
)


@pytest.fixture(params=["fast", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Reads once with libyaml, where it is there, and once without."""
    monkeypatch.setattr(yaml_events, "FAST", FAST if request.param == "fast" else Scanner)
    return request.param


def load(path: Path) -> Loaded:
    return check.load(path, TODAY)


def codes(problems: tuple[Problem, ...], level: str, with_file: bool = False) -> list[str]:
    """`line:code` of the problems of a level, each once."""
    found = [f"{f'{p.place.path}:' if with_file else ''}{p.place.line}:{p.code}" for p in problems if p.level == level]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_catalogue(row: dict[str, str], parser: str) -> None:
    path = HERE / row["file"]
    loaded = load(path)
    errors = codes(loaded.problems, "error", path.is_dir())
    expected = row["found"].split()
    if row["class"] == "error":
        assert errors == expected
    else:
        assert errors == []
        assert set(expected) <= set(codes(loaded.problems, "warning", path.is_dir()))


def test_the_table_names_every_file() -> None:
    there = {path.name for path in HERE.iterdir()} - {"expected.tsv", ".gitattributes"}
    assert there == {row["file"] for row in ROWS}


def changed(old: str, new: str) -> str:
    assert old in BASE
    return BASE.replace(old, new, 1)


@pytest.mark.parametrize(("old", "new", "expected"), [case[1:] for case in CHANGES], ids=[case[0] for case in CHANGES])
def test_change_is_found_once_and_in_place(old: str, new: str, expected: str, parser: str, tmp_path: Path) -> None:
    file = tmp_path / "open-account.yml"
    file.write_bytes(changed(old, new).encode("utf-8"))
    errors = [problem for problem in load(file).problems if problem.level == "error"]
    assert [f"{p.place.line}:{p.place.column}:{p.code}" for p in errors] == expected.split()


@pytest.mark.parametrize(("old", "new", "expected"), [case[1:] for case in SAID], ids=[case[0] for case in SAID])
def test_change_is_said_in_these_words(old: str, new: str, expected: str, parser: str, tmp_path: Path) -> None:
    file = tmp_path / "open-account.yml"
    file.write_text(changed(old, new), encoding="utf-8")
    (problem,) = (problem for problem in load(file).problems if problem.level == "error")
    where, _, words = expected.partition(": ")
    assert (f"{problem.place.line}:{problem.place.column}", problem.code) == (where, "yaml-syntax")
    assert words in problem.message


@pytest.mark.parametrize(("old", "new"), [case[1:] for case in FINE], ids=[case[0] for case in FINE])
def test_change_is_fine(old: str, new: str, parser: str, tmp_path: Path) -> None:
    file = tmp_path / "open-account.yml"
    file.write_bytes(changed(old, new).encode("utf-8"))
    assert load(file).problems == ()


def test_typographic_quotes_around_a_text_are_a_warning(tmp_path: Path) -> None:
    file = tmp_path / "open-account.yml"
    file.write_text(changed(TITLE, "title: “Open an account”"), encoding="utf-8")
    assert codes(load(file).problems, "warning") == ["2:typographic-quotes"]


OTHER_FILES = {
    "gzip": b"\x1f\x8b\x08\x00abc",
    "picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "archive": b"PK\x03\x04\x14\x00",
    "PDF": b"%PDF-1.7\n",
    "UTF-16 big-endian": "title: x\n".encode("utf-16-be"),
    "UTF-16 with mark": "title: x\n".encode("utf-16"),
    "UTF-32": "title: x\n".encode("utf-32"),
    "zeros": bytes(4096),
    "GBK": "title: 在线购买跑鞋\nstages: [我付款]\n".encode("gbk"),
    "cut in a character": "title: 在线".encode()[:-1],
}


@pytest.mark.parametrize("data", OTHER_FILES.values(), ids=OTHER_FILES.keys())
def test_no_text_is_one_finding(data: bytes, parser: str, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(data)
    assert [p.code for p in load(tmp_path).problems] in (["not-utf8"], ["not-a-map-file"])


def test_gbk_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(OTHER_FILES["GBK"])
    assert "GBK" in load(tmp_path).problems[0].message


# Folders


GOOD = "title: Good\nstages: [a]\n"


def write(root: Path, **files: str) -> Path:
    for name, text in files.items():
        (root / f"{name}.yml").write_text(text, encoding="utf-8")
    return root


def found(path: Path) -> list[tuple[str, str, str]]:
    return [(p.place.path, p.level, p.code) for p in load(path).problems]


def test_link_to_a_folder_outside_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "in").mkdir()
    write(tmp_path / "outside", secret="title: [\n")
    (write(tmp_path / "in", good=GOOD) / "sub").symlink_to(tmp_path / "outside")
    assert found(tmp_path / "in") == [("sub", "warning", "link-not-followed")]


def test_link_to_a_file_outside_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write(tmp_path, outside=GOOD)
    (write(tmp_path / "in", good=GOOD) / "link.yml").symlink_to(tmp_path / "outside.yml")
    assert found(tmp_path / "in") == [("link.yml", "error", "link-not-followed")]


def test_loop_of_links_ends(tmp_path: Path) -> None:
    (write(tmp_path, good=GOOD) / "loop").symlink_to(tmp_path)
    (tmp_path / "self.yml").symlink_to(tmp_path / "self.yml")
    loaded = load(tmp_path)
    assert sorted(loaded.atlas.maps) == ["good"]
    assert [(p.place.path, p.code) for p in loaded.problems] == [
        ("self.yml", "not-readable"),
        ("loop", "link-not-followed"),
    ]


def test_link_to_a_file_of_the_folder_is_read_once(tmp_path: Path) -> None:
    (write(tmp_path, good="id: good\n" + GOOD) / "again.yml").symlink_to(tmp_path / "good.yml")
    loaded = load(tmp_path)
    assert (loaded.files, loaded.problems) == (("good.yml",), ())


def test_link_to_nowhere(tmp_path: Path) -> None:
    (write(tmp_path, good=GOOD) / "gone.yml").symlink_to(tmp_path / "gone")
    assert found(tmp_path) == [("gone.yml", "error", "not-readable")]


def test_folder_with_the_name_of_a_file(tmp_path: Path) -> None:
    (write(tmp_path, good=GOOD) / "x.yaml").mkdir()
    assert found(tmp_path) == [("x.yaml", "error", "not-a-file")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(write(tmp_path, good=GOOD) / "pipe.yml")
    assert found(tmp_path) == [("pipe.yml", "error", "not-a-file")]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file_and_folder(tmp_path: Path) -> None:
    (write(tmp_path, good=GOOD, secret=GOOD) / "secret.yml").chmod(0)
    (tmp_path / "closed").mkdir(mode=0)
    assert found(tmp_path) == [("closed", "error", "not-readable"), ("secret.yml", "error", "not-readable")]


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    write(tmp_path, secret=GOOD)
    monkeypatch.setattr(os, "open", refuse)
    problem = load(tmp_path).problems[0]
    assert (problem.code, problem.message) == ("not-readable", "cannot be read: permission denied")


def test_file_that_vanishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, good=GOOD, gone=GOOD)
    stat = Path.stat

    def gone(path: Path, **more: bool) -> os.stat_result:
        if path.name == "gone.yml" and path.exists.__name__:
            raise FileNotFoundError(2, "No such file or directory")
        return stat(path, **more)

    monkeypatch.setattr(Path, "stat", gone)
    assert found(tmp_path) == [("gone.yml", "error", "not-readable")]


@pytest.mark.parametrize("name", [b"\xff.yml", b"a\nb.yml", b"a\x1b[31mb.yml", "a\u202eb.yml".encode()])
def test_name_that_cannot_be_written(name: bytes, tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(write(tmp_path, good=GOOD)) + b"/" + name)).write_text(GOOD)
    except OSError:
        pytest.skip("the file system refuses such names")
    loaded = load(tmp_path)
    assert [problem.code for problem in loaded.problems] == ["file-name"]
    assert loaded.problems[0].place.path.isprintable()


def test_odd_names_are_read(tmp_path: Path) -> None:
    names = ["a'b", "a#b", "a<b", "a%41b", "a b", "跑鞋", "a&b", "[a]"]
    write(tmp_path, **dict.fromkeys(names, GOOD))
    loaded = load(tmp_path)
    assert len(loaded.atlas.maps) == len(names)
    assert loaded.problems == ()


def test_files_of_editors_are_left_out(tmp_path: Path) -> None:
    for name in (".good.yml.swp", "good.yml~", "#good.yml#", "._good.yml", ".#good.yml", "good.yml.orig"):
        (tmp_path / name).write_text("title: [", encoding="utf-8")
    assert load(write(tmp_path, good=GOOD)).problems == ()


def test_empty_folder_says_where_it_looked(tmp_path: Path) -> None:
    problem = load(tmp_path).problems[0]
    assert problem.code == "no-maps"
    assert tmp_path.name in problem.message


def test_missing_folder(tmp_path: Path) -> None:
    assert found(tmp_path / "nothing") == [(".", "error", "no-maps")]


def test_settings_elsewhere_are_named(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "atlas.yml").write_text("title: x\n")
    (write(tmp_path, good=GOOD) / "atlas.yaml").write_text("title: x\n")
    assert [(path, code) for path, _, code in found(tmp_path)] == [
        ("atlas.yaml", "misplaced-settings"),
        ("sub/atlas.yml", "misplaced-settings"),
    ]


def test_settings_set_the_limits(tmp_path: Path) -> None:
    write(tmp_path, atlas="limits: {size: 1000, depth: 6, nodes: 100, files: 4}\n", good=GOOD)
    write(tmp_path, deep="x-a: " + "[" * 10 + "]" * 10, large="x-a: " + "y" * 1001, many="x-a: [" + "1," * 100 + "]")
    assert [(path, code) for path, _, code in found(tmp_path)] == [
        (".", "too-many-files"),
        ("deep.yml", "nested-too-deep"),
        ("large.yml", "file-too-large"),
    ]


def test_a_comment_does_not_ignore_what_is_unsafe(tmp_path: Path) -> None:
    write(tmp_path, good="title: a\u202eb # journeybook: ignore[refused-character] looks nice\nstages: [a]\n")
    assert found(tmp_path) == [("good.yml", "error", "refused-character")]


# Sizes


HEAD = "title: A\nstages: [x]\n"
LARGE: dict[str, Callable[[], str]] = {
    "a text of 10 MB": lambda: HEAD + "summary: " + "x" * 10_000_000,
    "100 000 brackets": lambda: "[" * 100_000,
    "100 000 braces": lambda: "{" * 100_000,
    "100 000 dashes": lambda: "- " * 100_000,
    "100 000 question marks": lambda: "? " * 100_000,
    "5 000 unknown keys": lambda: HEAD + "".join(f"titl{n}: 1\n" for n in range(5000)),
    "5 000 keys twice": lambda: HEAD + "a: 1\n" * 5000,
    "5 000 aliases": lambda: HEAD + "x-a: [" + "*a, " * 5000 + "]\n",
    "5 000 anchors": lambda: HEAD + "x-a:\n" + "".join(f"- &a{n} 1\n" for n in range(5000)),
    "5 000 tags": lambda: HEAD + "x-a: [" + "!a 1, " * 5000 + "]\n",
    "5 000 conflicts": lambda: "<<<<<<< a\n" * 5000,
    "a million control characters": lambda: HEAD + "x-a: " + "\x01" * 1_000_000,
    "2 000 stages without name": lambda: "title: A\nstages:\n" + "- {nam: x}\n" * 2000,
    "2 000 stages of one id": lambda: "title: A\nstages:\n" + "- {name: x, id: a}\n" * 2000,
    "1 000 unknown references": lambda: "title: A\nstages:\n" + "".join(f"- {{name: x{n}, next: z{n}}}\n" for n in range(1000)),
    "2 000 texts with a colon": lambda: "title: A\nstages:\n- name: x\n  pains:\n" + "  - Cost: high\n" * 2000,
    "an open quote in a long line": lambda: HEAD + 'x-a: "' + "y" * 1_500_000 + "\nfoo",
    "a long key": lambda: "y" * 1_500_000 + ": 1\n",
    "a tag of 100 000 letters": lambda: HEAD + "x-a: !" + "a" * 100_000 + " b\n",
    "an error at the end of 300 KB": lambda: "x-a:\n" + "  - {a: b, c: [d, e]}\n" * 14_000 + "b: [\n",
}


@pytest.mark.parametrize("make", LARGE.values(), ids=LARGE.keys())
def test_large_input_gives_a_short_answer(make: Callable[[], str], parser: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text(make(), encoding="utf-8")
    start = time.process_time()
    loaded = load(file)
    report = FORMATS["text"](loaded.problems, lambda place: loaded.atlas.sources[place.path].line(place.line) if loaded.atlas.sources else "")
    assert loaded.broken
    assert len(report.encode()) < 20_000
    # No benchmark: only what would be a hang to somebody who waits.
    assert time.process_time() - start < 20


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(HEAD + "".join(f"k{n}: 1\n" for n in range(5000)), encoding="utf-8")
    problems = load(tmp_path).problems
    assert len(problems) == 51
    assert problems[-1].message.startswith("and 4,950 more")
