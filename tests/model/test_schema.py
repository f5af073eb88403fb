"""The JSON Schema says what the checks say: what they accept it accepts, and a typo it refuses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from journeybook.model import KINDS as LIBRARY_KINDS
from journeybook.model import Map
from journeybook.model.schema import KINDS, schema
from journeybook.reading.yaml_text import Mapping, Node, Scalar, Sequence, read

REPO = Path(__file__).parents[2]
ANY = Draft202012Validator(schema())
FILES = sorted((REPO / "journeys").rglob("*.yml"))
NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?")


def as_editors_read(node: Node) -> Any:
    """The tree with the values that YAML 1.2 core gives plain scalars, as an editor sees them."""
    if isinstance(node, Mapping):
        return {str(key): as_editors_read(value) for key, value in node.items()}
    if isinstance(node, Sequence):
        return [as_editors_read(item) for item in node]
    return _value(node)


def _value(node: Scalar) -> Any:
    if not node.plain:
        return str(node)
    if node.is_null or node.lower() in ("true", "false"):
        return None if node.is_null else node.lower() == "true"
    if NUMBER.fullmatch(node):
        return float(node) if re.search("[.eE]", node) else int(node)
    return str(node)


def tree(text: str) -> Any:
    found = read("a.yml", text.encode("utf-8")).tree
    assert found is not None
    return as_editors_read(found)


def kind_of(path: Path, value: dict[str, Any]) -> str:
    return "atlas" if path.name == "atlas.yml" else "map" if "stages" in value else "library"


@pytest.mark.parametrize("kind", [None, *KINDS])
def test_it_is_a_valid_schema(kind: str | None) -> None:
    Draft202012Validator.check_schema(schema(kind))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(REPO).as_posix())
def test_the_example_is_valid(file: Path) -> None:
    value = tree(file.read_text(encoding="utf-8"))
    for validator in (ANY, Draft202012Validator(schema(kind_of(file, value)))):
        assert [error.message for error in validator.iter_errors(value)] == []


STAGE = "title: x\nstages: [{name: a, %s}]\n"
SHORTHANDS = [
    "title: x\nstages: [I look, I pay]\n",
    "title: 404\nstages: [{name: 404}]\n",
    "title: x\nstages: [a]\nreview: 3 months\nowner: marketing\n",
    "title: x\nstages: [a]\nx-own: {b: [c]}\n",
    "teams: [{name: x, x-own: 1}]\n",
    "metrics: [{name: x, target: 70}, {name: y, target: [{value: many, by: soon}]}]\n",
    "scoring: rice\nlanes: [does, {id: x-cost, name: Cost}]\nreview: 3 months\nrules: {review-overdue: off}\n",
    *(
        STAGE % field
        for field in (
            "owner: '?'", "owner: [a, b]", "owner: {team: a, person: B}", "feels: -2", "feels: sad", "feels: {quote: no}",
            "thinks: why", "thinks: [why, how]", "pains: slow", "pains: [slow, {text: dear, severity: major}]", "pains:",
            "next: b", "next: [b, {to: exit, share: 31 %}]", "touchpoints: {name: Web}", "touchpoints: [web, {name: App}]",
            "moment_of_truth: true", "moment_of_truth: we ask for money", "steps: [a, {name: b}]", "x-own: 1", "pains: [404]",
            "perspectives: {agent: calls, nurse: {does: waits}}", "opportunities: ask less", "detail_map: b", "steps:",
        )
    ),
]  # fmt: skip
TYPOS = [
    "titel: x\nstages: [a]\n",
    "stages: [a]\n",
    "title: x\nstages: a\n",
    "title: x\nstages: [a]\nstatus: lve\n",
    "title: x\nstages: [a]\nowner:\n",
    "teams: [{nam: x}]\n",
    "teams: x\n",
    "scoring: rise\n",
    *(
        STAGE % field
        for field in (
            "nme: b", "feels: 5", "feels: {score: 1, wrd: sad}", "pains: [{severity: 3}]", "pains: [{text: a, severty: 3}]",
            "steps: [{does: b}]", "next: [{too: b}]", "touchpoints: [{nam: b}]", "owner: {tem: b}", "rating: {satisfaction: 6}",
        )
    ),
]  # fmt: skip


@pytest.mark.parametrize("text", SHORTHANDS)
def test_shorthands_are_valid(text: str) -> None:
    assert [error.message for error in ANY.iter_errors(tree(text))] == []


@pytest.mark.parametrize("text", TYPOS)
def test_typos_are_not_valid(text: str) -> None:
    assert not ANY.is_valid(tree(text))


def test_descriptions_are_those_of_the_model() -> None:
    fields = schema("map")["$defs"]["Map"]["properties"]
    assert {name: field["description"] for name, field in fields.items()} == {name: info.description for name, info in Map.declared()}


def test_every_kind_of_record_is_there() -> None:
    assert {cls.__name__ for cls in LIBRARY_KINDS.values()} <= set(schema("library")["$defs"])


def test_keys_are_those_of_the_file() -> None:
    assert {"from", "to"} <= set(schema("map")["$defs"]["Transition"]["properties"])
