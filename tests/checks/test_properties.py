"""Whatever is done to a map: problems come, never an exception; each has a place in its file; both parsers agree."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeybook.checks import check
from journeybook.checks.check import Loaded
from journeybook.checks.reports import FORMATS
from journeybook.reading import yaml_events, yaml_text
from journeybook.reading.yaml_scanner import Scanner

REPO = Path(__file__).parents[2]
TODAY = datetime.date(2026, 1, 1)
FAST = getattr(yaml, "CSafeLoader", Scanner)
BOUNDED = settings(max_examples=120, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
TEXTS = [
    (REPO / "journeys" / name).read_text(encoding="utf-8")
    for name in ("shop/club-kit.yml", "shop/first-run-club-visit.yml", "hospital/online-follow-up.yml", "library/goals.yml")
]
BITS = [
    "\t", " ", "  ", "\n", ":", ": ", "- ", "-", "? ", "#", " #", "&a ", "*a", "!", "!!str ", "|", ">", '"', "'", "[", "]", "{",
    "}", ",", "%", "@", "`", "\\", '"\\x', "---", "\n---\n", "\n...\n", "<<: ", "~", "=", "null", "\u00a0", "\u200b", "：", "“",
    "\ufeff", "\u2028", "\x85", "\u202e", "\x00", "\x07", "\x1b[31m", "\ufffd", "\ufffe", "\U0001f600", "é", "我", "\r",
    "%YAML 1.3\n", "1e999", "9" * 400, "=======\n", "{{ x }}", "<script>",
]  # fmt: skip

Change = tuple[str, int, int, str]
changes = st.lists(
    st.tuples(
        st.sampled_from(["insert", "delete", "swap", "drop line", "repeat line", "indent", "dedent", "cut"]),
        st.integers(0, 100_000),
        st.integers(1, 8),
        st.one_of(st.sampled_from(BITS), st.text(max_size=4)),
    ),
    min_size=1,
    max_size=5,
)


def changed(text: str, change: Change) -> str:
    """`text` after one careless edit."""
    what, at, length, bit = change
    at %= len(text) + 1
    if what == "insert":
        return text[:at] + bit + text[at:]
    if what == "delete":
        return text[:at] + text[at + length :]
    if what == "swap":
        return text[:at] + text[at + length : at + 2 * length] + text[at : at + length] + text[at + 2 * length :]
    if what == "cut":
        return text[:at]
    lines = text.split("\n")
    number = at % len(lines)
    line = lines[number]
    new = {"drop line": [], "repeat line": [line, line], "indent": [" " * length + line], "dedent": [line[length:]]}[what]
    return "\n".join([*lines[:number], *new, *lines[number + 1 :]])


def load(path: Path, parser: type) -> Loaded:
    """The atlas of `path`, read from the events of one of the parsers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_text.yaml_quick, "read", lambda *_: None)
        patch.setattr(yaml_events, "FAST", parser)
        return check.load(path, TODAY)


@BOUNDED
@given(text=st.sampled_from(TEXTS), edits=changes)
def test_any_edit_gives_problems_with_places(tmp_path_factory: pytest.TempPathFactory, text: str, edits: list[Change]) -> None:
    for edit in edits:
        text = changed(text, edit)
    file = tmp_path_factory.getbasetemp() / "edited.yml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    loaded, pure = load(file, FAST), load(file, Scanner)
    assert check.load(file, TODAY).problems == loaded.problems == pure.problems
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for problem in loaded.problems:
        for place in (problem.place, *(place for place, _ in problem.related)):
            assert 1 <= place.line <= lines + 1
            assert place.column >= 1
        assert problem.message.isprintable()
        assert problem.hint.isprintable()


@BOUNDED
@given(data=st.binary(max_size=300))
def test_any_bytes_give_problems(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "bytes.yml"
    file.write_bytes(data)
    loaded = load(file, FAST)
    assert loaded.problems == load(file, Scanner).problems
    for report in FORMATS.values():
        assert report(loaded.problems, lambda place: "").encode("utf-8")


KEYS = st.sampled_from([
    "title", "stages", "steps", "name", "id", "owner", "pains", "text", "severity", "feels", "score", "next", "to", "from",
    "transitions", "raci", "review", "log", "date", "metrics", "target", "evidence", "touchpoints", "perspectives", "duties",
    "at", "rice", "teams", "x-own", "media", "goals", "opportunities", "improvements", "personas", "aliases", "order",
])  # fmt: skip
PLAIN = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=8),
        st.sampled_from(["a", "x-y", "?", "a#b"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=12,
)


@BOUNDED
@given(value=st.dictionaries(KEYS, PLAIN, max_size=5))
def test_any_value_in_any_field_gives_problems(tmp_path_factory: pytest.TempPathFactory, value: dict[str, object]) -> None:
    file = tmp_path_factory.getbasetemp() / "value.yml"
    with_stage = {"title": "x", "stages": [{"name": "a", **value}], **value}
    for tree in (value, with_stage, {"title": "x", "stages": [{"name": "a", "steps": [value]}]}):
        file.write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
        for problem in load(file, FAST).problems:
            assert problem.place.line >= 1
