"""What a field is called stands in its declaration, and what follows from it is asked there (`model.record.fields`): no module names fields anew."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import journeybook.model
from journeybook.model import Part, Record
from journeybook.model.values import Sort
from journeybook.reading import ids

PACKAGE = Path(journeybook.__file__).parent
EXCEPTIONS = {
    "the view places these by hand, in its own layout; all others come from `facts`, and `test_shown` tells what is nowhere": {
        "site/parts/metric_targets.py value by", "site/views/backlog.py title opportunity", "site/views/findings.py text title",
        "site/views/flow.py from to", "site/views/goals.py metric target", "site/parts/lane_contents.py name group", "site/parts/lane_contents.py raci duties",
        "site/parts/lane_contents.py optional repeatable", "site/views/metric.py kind method",
        "site/views/metric.py target warn", "site/views/persona.py goals needs", "site/views/persona.py quote context",
        "site/views/persona.py kind date", "site/views/touchpoint.py likelihood impact", "site/views/touchpoint.py effectiveness note",
        "site/views/touchpoint.py consistency risk", "site/views/trust.py title summary",
    },
    "parts of the page itself, some of which are called as fields are": {
        "site/views/backlog.py stages value", "site/views/comparison.py stages steps", "site/views/inventory.py channel kind",
        "site/views/metric.py goals improvements", "site/comparison/pairs.py stages steps",
    },
    "what a comparison shows in a form of its own, or what is no part of the journey": {
        "site/comparison/differences.py evidence confidence", "site/comparison/differences.py title lang",
        "site/comparison/differences.py steps next", "site/comparison/differences.py score word",
    },
    "some of the references between maps, chosen for what is asked of them here": {
        "checks/rules/origin_cycle.py baseline variant_of", "site/comparison/pairs.py baseline variant_of", "site/parts/family.py parent baseline",
    },
    "kinds of what happened, and by what journeys are found, some of which are called as fields are": {
        "insight/changes.py review shipped", "site/views/changes.py review shipped", "site/views/home.py team segment",
    },
    "the columns of CSV files, which are declared there": {"atlas/counts.py metric date", "reading/files.py metric date"},
    "the declaration of the ways of scoring; the factors of these two stand among other fields": {
        "insight/scoring.py rice ice", "insight/scoring.py value effort", "insight/scoring.py importance satisfaction",
    },
    "an order of preference, which no declaration has": {"site/descriptions.py summary definition"},
    "lists whose items may be plain texts": {"checks/rules/several_in_one.py stages steps"},
    "the keys of another format": {"checks/reports/sarif.py name rules"},
    "the keys that titles have, below the floor where they are declared; held by a test": {"reading/ids.py id name"},
}  # fmt: skip
"""Lists of field names that may stand, by the reason: the module, and the first two names. It shrinks."""


def parts(cls: type[Part]) -> Iterator[type[Part]]:
    """What is declared in `model`: a fence of own pages has fields of its own, which stand with it."""
    for inner in cls.__subclasses__():
        if inner.__module__.startswith(journeybook.model.__name__):
            yield inner
            yield from parts(inner)


FIELDS = {key for cls in parts(Part) for key, _ in cls.declared()}
KINDS = {cls.kind for cls in parts(Record) if issubclass(cls, Record)}


def lists(tree: ast.AST) -> Iterator[tuple[str, ...]]:
    """Every list, tuple, set, mapping and `"…".split()` in which most are names of fields: these names. Lists of kinds of records,
    and of what fields hold, are none."""
    for node in ast.walk(tree):
        held: list[ast.expr | None] = []
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            held = [*node.elts]
        elif isinstance(node, ast.Dict):
            held = [*node.keys]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split" and isinstance(node.func.value, ast.Constant):
            held = [ast.Constant(word) for word in str(node.func.value.value).split()]
        said = [item.value for item in held if isinstance(item, ast.Constant) and isinstance(item.value, str)]
        found = tuple(word for word in said if word in FIELDS)
        if len(found) >= 2 and len(found) >= 0.6 * len(held) and not KINDS.issuperset(found) and not set(get_args(Sort)).issuperset(said):
            yield found


def test_no_list_of_fields_stands_beside_their_declarations() -> None:
    outside = [path for path in sorted(PACKAGE.rglob("*.py")) if path.relative_to(PACKAGE).parts[0] not in ("model", "languages")]
    found = {
        f"{path.relative_to(PACKAGE).as_posix()} {names[0]} {names[1]}" for path in outside for names in lists(ast.parse(path.read_text(encoding="utf-8")))
    }
    allowed = {name for reason in EXCEPTIONS.values() for name in reason}
    assert found - allowed == set(), "ask `model.record.fields` (or the type of the field) instead"
    assert allowed - found == set(), "gone: remove it here"


def test_what_counts_as_a_list() -> None:
    code = 'a = {"summary": 1, "owner": 2}; b = "name owner".split(); c = ("pain", "gain"); d = ("owner", "red", "blue"); e = {"id", "link", "lang"}'
    assert list(lists(ast.parse(code))) == [("summary", "owner"), ("name", "owner")]


def test_records_are_told_by_the_keys_that_titles_have() -> None:
    assert {"id", *(cls.title_field for cls in parts(Record) if issubclass(cls, Record))} == set(ids.NAMING)
