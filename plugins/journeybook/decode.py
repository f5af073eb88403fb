"""Tree to records: pydantic validates, this module words what it found and gives every finding its place.

A file with errors still gives as much as it can: what is wrong is taken out (or, where a field is missing, stood in for)
and the rest is read again, so that one typo does not hide what else is wrong. The mended record is never published.
"""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError

from journeybook.fields import NAME_TAG, RECORD_TAG, kind_of
from journeybook.model import Part, find
from journeybook.problems import Problem, did_you_mean, shown
from journeybook.source import Mapping, Node, Scalar, Sequence, place

P = TypeVar("P", bound=Part)
ROUNDS = 5
"""How often a file is mended and read again; each round only meets what the one before uncovered."""
TYPE_WORDS = {
    "dict_type": "a mapping", "list_type": "a list", "tuple_type": "a list", "model_type": "a mapping",
    "string_type": "text", "model_attributes_type": "a mapping",
}  # fmt: skip


def decode(tree: Node, shape: type[P], path: str) -> tuple[P | None, list[Problem]]:
    """`tree` as a `shape`, and all that is wrong with it. None only where nothing can be made of it."""
    problems: list[Problem] = []
    for number in range(ROUNDS):
        try:
            return shape.model_validate(tree, context=path), problems
        except ValidationError as error:
            findings = error.errors(include_url=False, include_context=True)
            news = [finding for finding in findings if number == 0 or finding["type"] != "missing"]
            problems += [problem for problem in (_problem(path, tree, shape, f) for f in news) if problem]
            for finding in reversed(findings):
                tree = _mended(tree, finding)
        except RecursionError:
            break
    return None, list(dict.fromkeys(problems))


def _problem(path: str, tree: Node, shape: type[Part], finding: dict[str, Any]) -> Problem | None:
    loc = tuple(part for part in finding["loc"] if part not in (NAME_TAG, RECORD_TAG))
    node = find(tree, loc)
    if getattr(node, "stand_in", False):
        return None
    kind, context = finding["type"], finding.get("ctx") or {}
    name = next((part for part in reversed(loc) if isinstance(part, str)), "")
    if kind == "extra_forbidden":
        return _unknown_field(path, tree, loc, shape)
    if kind == "missing":
        message = f"{shown(name)} is missing"
        return Problem(place(path, find(tree, loc[:-1])), "missing-field", message, hint=f"add '{name}: …'")
    subject = shown(name) if name else "the file"
    if loc and isinstance(loc[-1], int) and name:
        subject = f"item {loc[-1] + 1} of {shown(name)}"
    at = place(path, node)
    if getattr(node, "is_null", False) and name and isinstance(loc[-1], str):
        parent = find(tree, loc[:-1])
        at = place(path, parent.key(name)) if isinstance(parent, Mapping) and name in parent else at
    if kind in TYPE_WORDS:
        return Problem(at, "wrong-type", f"{subject} must be {TYPE_WORDS[kind]}, not {kind_of(node)}")
    words = context.get("message") or finding["msg"]
    return Problem(at, kind, f"{subject} {words}", hint=context.get("hint", ""))


def _unknown_field(path: str, tree: Node, loc: tuple[Any, ...], shape: type[Part]) -> Problem:
    name = str(loc[-1])
    parent = find(tree, loc[:-1])
    key = parent.key(name) if isinstance(parent, Mapping) and name in parent else parent
    known = [field for field, _ in shape_at(shape, loc[:-1]).declared()]
    hint = did_you_mean(name, known)
    if name.startswith("-"):
        hint = "a blank must follow the dash of a list item"
    if " " in name:
        hint = "inside { … } a comma begins a new field: put the text in quotes"
    if not hint:
        hint = "own fields begin with 'x-'"
    return Problem(place(path, key), "unknown-field", f"unknown field {shown(name)}", hint=hint)


def shape_at(shape: type[Part], loc: tuple[Any, ...]) -> type[Part]:
    """The record type that stands at `loc` within `shape`."""
    for part in loc:
        if not isinstance(part, str):
            continue
        info = next((info for name, info in shape.declared() if name == part), None)
        inner = part_type(info.annotation) if info else None
        shape = inner or shape
    return shape


def part_type(annotation: Any) -> type[Part] | None:
    """The record type that a field's annotation holds, if it holds one."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    found = (part_type(argument) for argument in getattr(annotation, "__args__", ()))
    return next((inner for inner in found if inner), None)


def _mended(tree: Node, finding: dict[str, Any]) -> Node:
    """`tree` without the value that `finding` is about, or with a stand-in where a required one is missing."""
    loc = tuple(part for part in finding["loc"] if part not in (NAME_TAG, RECORD_TAG))
    if not loc:
        return _stand_in(tree)
    return _replaced(tree, loc, add=finding["type"] == "missing")


def _replaced(node: Node, loc: tuple[Any, ...], add: bool) -> Node:
    step, rest = loc[0], loc[1:]
    if isinstance(node, Mapping) and (step in node or (add and not rest)):
        copy = _like(node, Mapping(node))
        if rest:
            copy[step] = _replaced(node[step], rest, add)
        elif add:
            key = _stand_in(node)
            copy[step] = key
        else:
            del copy[step]
        return copy
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
        copy = _like(node, Sequence(node))
        if rest:
            copy[step] = _replaced(node[step], rest, add)
        else:
            del copy[step]
        return copy
    return _replaced(node, rest, add) if rest else _stand_in(node)


def _like(node: Node, copy: Any) -> Any:
    copy.start, copy.end = node.start, node.end
    return copy


class StandIn(Scalar):
    """Text in place of something missing; what is wrong with it is no news."""

    __slots__ = ()
    stand_in = True


def _stand_in(node: Node) -> Scalar:
    stand_in = _like(node, StandIn("missing"))
    stand_in.plain = True
    return stand_in
