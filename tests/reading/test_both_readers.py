"""Two readers, one tree, for YAML that nobody has written yet: what the quick reader does not leave to the events, it reads as
they do, with libyaml and without; and never does it raise."""

from __future__ import annotations

import itertools

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from journeybook.reading import yaml_events, yaml_quick
from journeybook.reading.yaml_scanner import Scanner
from reading.test_yaml_quick import LIMITS, seen

BOUNDED = settings(max_examples=500, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
PARSERS = tuple(dict.fromkeys((getattr(yaml, "CSafeLoader", Scanner), Scanner)))
HEADERS = (">", "|", ">-", "|-", ">+", "|+", ">2", "|2", ">2-", "|1+", "> ", ">-  ", "| # why", "> # why", ">#why", ">\t", "|x", ">>")
BELOW = (
    "", "\n", "\n\n", "\n \n", "\n  \n\n", "\n\t\n", "\nb: c", "\n\nb: c", "\n  x", "\n  x\n", "\n  x\n\n", "\n  x \n", "\n  x\t\n", "\n  x\n\n\nb: c\n",
    "\n\n  x\nb: c\n", "\n  x\n   y\nb: c\n", "\n   x\n  y\nb: c\n", "\n  x\n # why\nb: c\n", "\n# why\nb: c\n", "\n  # why\nb: d\n", "\n   \n  x\nb: c\n",
    "\n  \nb: c\n", "\n    \n  x\nb: c\n", "\n  x\n  \nb: c\n", "\n  x\n    \nb: c\n", "\n  x\n \nb: c\n", "\n x\nb: c\n", "\n  - x\nb: c\n", "\n- x\n",
    "\n  b: c\nd: e\n", "\n  x\n\n  y\nb: c\n", "\n  x\n...\n", "\n  x\n---\nb: c\n", "\n  我\n  们\nb: c\n", "\n  \ufeffx\nb: c\n",
)  # fmt: skip
BEFORE = ("a: ", "- ", "- a: ", "x:\n  a: ", "x:\n  - ", "x:\n  - a: ", "x:\n- ", "- - ", "x: {a: ", "x: [")
PIECES = (
    "a", "b", "key", "名", "- ", "- ", ": ", ": ", ":", "\n", "\n", "\n", "\n  ", "\n  ", "\n    ", "\n- ", "\n  - ", "\n    - ", "a: b", "\nb: ", "\n  c: ",
    "\n  - d: ", " ", "  ", " #", "# why", "|", ">", "|-", ">-", ">+", "[", "]", "{", "}", ", ", ",", "'", '"', "''", "'x'", '"x"', "\\", "&a ", "*a", "!t ",
    "? ", "-", "---", "...", "%", "@", "`", "<<: ", "~", "null", "1", "-1", "=", "“x”", "\t", "x\n  y", "x\n\n  y", "我\n  们", "{a: b}", "[a, b]", "[]", "{}",
)  # fmt: skip


def agree(text: str) -> bool:
    """Whether the quick reader answered for `text`; fails where it raises or answers otherwise than the events do."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    tree = yaml_quick.read(text, LIMITS.depth, LIMITS.nodes)
    for parser in PARSERS if tree is not None else ():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml_events, "FAST", parser)
            reader = yaml_events.Reader("a.yml", text, LIMITS)
            other = reader.read()
        assert reader.problems == [], text
        assert other is not None, text
        assert seen(tree) == seen(other), text
    return tree is not None


def test_texts_over_several_lines_end_alike_whatever_stands_below_their_sign() -> None:
    texts = []
    for before, header, below in itertools.product(BEFORE, HEADERS, BELOW):
        deeper = below.replace("\n  ", "\n    ") if before.startswith("x:\n  ") else below
        texts += [before + header + below, before + header + deeper, (before + header + deeper).replace("\n", "\r\n")]
    answered = sum(agree(text) for text in dict.fromkeys(texts))
    assert answered > 100


def test_texts_in_quotes_over_several_lines_are_read_alike_whatever_their_lines_hold() -> None:
    lines = ("", " ", "  ", "     ", "   x", "   x ", " x", "x", "\t", "   # why", "   ''", "   b: c")
    texts = []
    for before, first, inner, last in itertools.product(("a: ", "x:\n  a: ", "- ", "x: [b, ", "a: {b: "), ("x", "x ", "", " "), lines, lines):
        close = {"[": "]", "{": "}"}.get(next((sign for sign in before if sign in "[{"), ""), "")
        texts += [f"{before}{quote}{first}\n{inner}\n{last}{quote}{close}\nb: c\n" for quote in ("'", '"')]
    answered = sum(agree(text) for text in dict.fromkeys(texts))
    assert answered > 100


@BOUNDED
@given(pieces=st.lists(st.sampled_from(PIECES), min_size=2, max_size=24))
@example(pieces=["a: >", "\n", "\nb: ", "c"])
@example(pieces=["a: |-", "\n", "\n", "\n"])
def test_any_row_of_signs_is_read_alike(pieces: list[str]) -> None:
    agree("".join(pieces))
    agree("a: " + "".join(pieces) + "\n")


LEAVES = st.sampled_from([
    "", "x", "x y", "x # why", "'x'", '"x"', "'it''s'", "''", "-1", "a:b", "http://a.b/c#d", "a #b", "x\n{i}  y", "'x\n{i}  y'", ">\n{i}  x\n{i}  y", ">-\n{i}  x",
    "|\n{i}  x\n\n{i}  y", "|\n", ">\n", "> \n\n", "|-\n\n{i}  x", "[a, b]", "[a,\n{i}  b]", "{{a: b, c: [d]}}", "[]", "{{}}", "[{{a: b}}, 'c']", "~", "# why", "我",
    "我\n{i}  们", "x\n\n{i}  y", "x:", "'x'y", "x: y", "*x", "&x", "!x", "x\n{i}  # why", "“x”", "x  ", "[ ]", "[a b, c#d]", "[a: b]", "{{a}}",
])  # fmt: skip


@st.composite
def blocks(draw: st.DrawFn, indent: int = 0, depth: int = 0) -> str:
    """Nearly right YAML: lists and mappings in block style, with leaves of all kinds."""
    pad, lines = " " * indent, []
    listed = draw(st.booleans())
    for number in range(draw(st.integers(1, 3))):
        head = f"{pad}- " if listed else f"{pad}{draw(st.sampled_from(['a', 'b', 'some key', '名', 'k-1']))}{number}:"
        if depth < 3 and draw(st.integers(0, 2)) == 0:
            step = draw(st.sampled_from([2, 2, 2, 1, 4, 0]))
            inner = draw(blocks(indent + step, depth + 1))
            lines.append(head + inner[indent + 2 :] if listed and step == 2 else f"{head}\n{inner}")
        else:
            leaf = draw(LEAVES).format(i=pad)
            lines.append(head + ("" if listed or not leaf else " ") + leaf)
        if draw(st.integers(0, 5)) == 0:
            lines.append(draw(st.sampled_from(["", "  ", "# why", f"{pad}  # why", "\n"])))
    return "\n".join(lines)


@BOUNDED
@given(text=blocks(), end=st.sampled_from(["\n", "", "\n\n", " \n", "\n  \n", "\n# why", "\n...\n"]))
def test_nearly_right_yaml_is_read_alike(text: str, end: str) -> None:
    agree(text + end)
