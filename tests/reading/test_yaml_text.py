"""Text to tree: places, what a scalar is, Chinese line folding, and that both parsers build the same tree."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from journeybook.reading import tree as nodes
from journeybook.reading import yaml_events, yaml_quick, yaml_text
from journeybook.reading.yaml_scanner import Scanner
from journeybook.reading.yaml_text import Limits, Mapping, Node, Scalar, Sequence, read

FAST = getattr(yaml, "CSafeLoader", Scanner)
REAL_READ = yaml_quick.read


@pytest.fixture(params=["everyday", "fast", "pure"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Reads once as always, once only from events with libyaml, where it is there, and once without."""
    if request.param != "everyday":
        monkeypatch.setattr(yaml_text.yaml_quick, "read", lambda *_: None)
    monkeypatch.setattr(yaml_events, "FAST", FAST if request.param == "fast" else Scanner)
    return request.param


def tree(text: str) -> Any:
    found = read("a.yml", text.encode("utf-8"))
    assert found.problems == ()
    return found.tree


def plain(node: Node) -> Any:
    if isinstance(node, Mapping):
        return {str(key): plain(value) for key, value in node.items()}
    return [plain(item) for item in node] if isinstance(node, Sequence) else str(node)


def places(node: Node) -> list[tuple[str, int, int]]:
    return [(str(n), *n.mark[:2]) for n in nodes.walk(node) if isinstance(n, Scalar)]


@pytest.mark.parametrize("typed", ["no", "on", "12:30", "0755", "1_000", "1.10", "2024-01-02", "null", "~", "=", ".inf", "0x1F"])
def test_text_is_kept_as_typed(typed: str) -> None:
    assert plain(tree(f"a: {typed}\n")) == {"a": typed}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\tb\n", {"a": "b"}),
        ("a: b\tc\n", {"a": "b\tc"}),
        ("a: b\t\n", {"a": "b"}),
        ("a: b  # c\n", {"a": "b"}),
        ("a: b# c\n", {"a": "b# c"}),
        ("a: [b?c, d?]\n", {"a": ["b?c", "d?"]}),
        ("a: b\n  c\n\n  d\n", {"a": "b c\nd"}),
        ("a: b\n  \tc\n", {"a": "b c"}),
        ("a: |\n  b\n   c\n", {"a": "b\n c\n"}),
        ("a: >-\n  b\n  c\n", {"a": "b c"}),
        ('a: "b\\t-"\n', {"a": "b\t-"}),
        ("a: {b: c, d}\n", {"a": {"b": "c", "d": ""}}),
        ("? a\n: b\n", {"a": "b"}),
        ("---\na: b\n...\n", {"a": "b"}),
        ("%YAML 1.2\n---\na: b\n", {"a": "b"}),
        ("\ufeffa: b\r\nc: d\r", {"a": "b", "c": "d"}),
    ],
)
def test_yaml_is_read_as_1_2(text: str, expected: dict[str, Any]) -> None:
    assert plain(tree(text)) == expected


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("  我在\n  手机上\n", "我在手机上"),
        ("  我用\n  app 付款\n", "我用 app 付款"),
        ("  我付款，\n  然后等\n", "我付款，然后等"),
        ("  '我在\n  手机上'\n", "我在手机上"),
        ('  "我在\n  手机上"\n', "我在手机上"),
        ("  >\n    我在\n    手机上\n", "我在手机上\n"),
        ("  我在 手机上\n  看\n", "我在 手机上看"),
        ("  one\n  two\n", "one two"),
    ],
)
def test_folding_adds_no_space_between_chinese_characters(typed: str, read_as: str) -> None:
    assert plain(tree(f"a:\n{typed}")) == {"a": read_as}


def test_block_text_keeps_its_lines() -> None:
    assert plain(tree("a: |\n  我在\n  手机上\n")) == {"a": "我在\n手机上\n"}


def test_line_separators_of_unicode_are_no_line_ends() -> None:
    found = read("a.yml", "a: b\u2028c\u0085d\ne: f\n".encode())
    assert plain(found.tree) == {"a": "b\u2028c\u0085d", "e": "f"}
    assert [(p.place.line, p.place.column, p.level) for p in found.problems] == [(1, 5, "warning"), (1, 7, "warning")]


def test_everything_knows_its_place() -> None:
    assert places(tree("a: b\nc:\n  - d: 'e'\n  - 你好: f\n")) == [
        ("a", 1, 1), ("b", 1, 4), ("c", 2, 1), ("d", 3, 5), ("e", 3, 8), ("你好", 4, 5), ("f", 4, 9),
    ]  # fmt: skip


def test_nothing_stands_where_its_key_ends() -> None:
    assert places(tree("a:\nb: \n")) == [("a", 1, 1), ("", 1, 2), ("b", 2, 1), ("", 2, 2)]


def test_quotes_make_text_of_null() -> None:
    found = tree("a: null\nb: 'null'\nc: \"\"\n")
    assert [value.is_null for value in found.values()] == [True, False, False]


def test_reading_goes_on_behind_a_refused_character() -> None:
    found = read("a.yml", b"a: b\x07c\nd: [e]\nd: f\n")
    assert [(p.place.line, p.code) for p in found.problems] == [(1, "refused-character"), (3, "duplicate-key")]
    assert plain(found.tree)["d"] == ["e"]


def test_an_anchor_is_one_finding_with_the_places_of_its_aliases() -> None:
    found = read("a.yml", b"a: &x b\nc: *x\nd: *x\n").problems
    assert [(p.place.line, p.code, [place.line for place, _ in p.related]) for p in found] == [(1, "anchor", [2, 3])]


def test_many_findings_of_one_kind_are_counted() -> None:
    found = read("a.yml", ("- *x\n" * 100).encode()).problems
    assert len(found) == yaml_text.SAME_CODE + 1
    assert found[-1].message == "and 95 more of this kind in this file, the first one here"
    assert found[-1].place.line == yaml_text.SAME_CODE + 1


def test_both_places_of_a_key_are_named() -> None:
    problem = read("a.yml", b"a: 1\nb: 2\na: 3\n").problems[0]
    assert (problem.place.line, problem.related[0][0].line) == (3, 1)


@pytest.mark.parametrize(
    ("limits", "text", "code"),
    [
        (Limits(size=10), "a: bcdefghijk\n", "file-too-large"),
        (Limits(depth=3), "a: [[[[b]]]]\n", "nested-too-deep"),
        (Limits(nodes=5), "a: [b, c, d, e, f]\n", "too-many-values"),
    ],
)
def test_limits(limits: Limits, text: str, code: str) -> None:
    found = read("a.yml", text.encode(), limits)
    assert found.tree is None
    assert [p.code for p in found.problems] == [code]


def test_a_line_is_found_by_its_number() -> None:
    found = read("a.yml", b"a: b\nc: d")
    assert [found.line(number) for number in (0, 1, 2, 3)] == ["", "a: b", "c: d", ""]


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n", "a:\n- b\n-  c: d\n   e: [f, 'g h', {i: -1}]\n", "a: b: c\n", "a: 'b\n  c'\n", "a: |\n  b\n\n  c\n\nd: e\n",
        "a: >-\n  我在\n  手机\nb: [c,\n  d e\n  f]\n", "- - a\n", "---\n# x\na: b # c\nd:\n", "a: b\n  c # d\n", "a: {b: c,}\n",
    ],
)  # fmt: skip
def test_what_is_read_by_pattern_is_read_alike_from_events(text: str) -> None:
    tree = REAL_READ(text, 40, 1000)
    if tree is not None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml_text.yaml_quick, "read", lambda *_: None)
            assert seen(tree) == seen(read("a.yml", text.encode()).tree)


def test_most_of_what_people_write_is_read_by_pattern() -> None:
    text = "a: b\nc:\n  - {d: 'e', f: [g]}\n  - h: |\n      i\n    j: k\n      l\n"
    assert REAL_READ(text, 40, 1000) is not None


def seen(node: Node) -> Any:
    """All that is known of `node`."""
    if isinstance(node, Scalar):
        return str(node), node.mark, node.plain, node.spoilt
    held = [*node.scalars.values(), *node.values()] if isinstance(node, Mapping) else node
    return [seen(inner) for inner in held], node.mark, node.spoilt


@pytest.mark.parametrize(
    ("text", "again"),
    [("a: b\nc: [d, {e: f}]\ng: |\n  h # i\n", False), ("a: >-\n  b\n", False), ("a: !!str b\n", True), ("a: |# b\n  c\n", True), ("a: |-2# b\n    c\n", True)],
)
def test_only_what_libyaml_may_read_otherwise_is_read_a_second_time(text: str, again: bool, parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if parser != "fast" or FAST is Scanner:
        pytest.skip("here there is one reader only")
    made: list[str] = []

    class Second(Scanner):
        def __init__(self, stream: str) -> None:
            made.append(stream)
            super().__init__(stream)

    monkeypatch.setattr(yaml_events, "Scanner", Second)
    read("a.yml", text.encode())
    assert bool(made) is again


@pytest.mark.parametrize(
    ("text", "by_pattern"),
    [
        ("---\na: b\n", True),
        ("# x\n---\na: b\n", True),
        ("a: b\n---\n", False),  # what follows is another document
        (" ---\na: b\n", False),
        ("a: [b,\n  c]\n", True),
        ("a: {b: c,\n    d: e}\n", True),
        ("a: [b,\nc]\n", False),  # not deeper than what it stands in
        ("a:\n  - [b,\n  c]\n", False),
        ("a:\n  - [b,\n    c]\n", True),
        ("a: 'b\n  c'\n", True),
        ("a: 'b\nc'\n", False),
        ("a: b\n  c\n", True),
        ("a: b\n  - c\n", False),
        ("a: |\n  b\nc: d\n", True),
        ("a: |+\n  b\nc: d\n", False),
        ("a: -1\n", True),
        ("a: - b\n", False),
        ("a: b: c\n", False),
        ("a: b\na: c\n", False),
    ],
)
def test_what_is_read_by_pattern(text: str, by_pattern: bool) -> None:
    """All else takes three times as long, and reads the same."""
    assert (REAL_READ(text, 40, 1000) is not None) is by_pattern
