"""What is wrong in a tree taken out, and what is missing stood in for, so that the rest can be read again.

All changes of a file are made at once, to a copy: thousands of findings cost one walk.
"""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic_core import ErrorDetails

from journeybook.model import find
from journeybook.reading.tree import STAND_IN, Mapping, Node, Scalar, Sequence, scalar

C = TypeVar("C", Mapping, Sequence)


class _Change:
    """What is to be done to a node: the changes within it by step, and whether it goes itself or is stood in for."""

    __slots__ = ("goes", "stands_in", "within")

    def __init__(self) -> None:
        self.within: dict[Any, _Change] = {}
        self.goes = False
        self.stands_in = False


def mended(tree: Node, findings: list[ErrorDetails]) -> Node:
    """`tree` without the values that `findings` are about, and with stand-ins where required ones are missing."""
    root = _Change()
    for finding in findings:
        loc = finding["loc"]
        if len(loc) > 1 and finding["type"] != "missing" and stands_in(find(tree, loc)):
            loc = loc[:-1]  # no text stands in for a date or a number: the whole record goes
        change = root
        for step in loc:
            change = change.within.setdefault(step, _Change())
        if finding["type"] == "missing":
            change.stands_in = True
        else:
            change.goes = True
    return _changed(tree, root)


def _changed(node: Node, change: _Change) -> Node:
    """A copy of `node` with all changes made at once: files with thousands of findings are read in one go."""
    if change.goes or not isinstance(node, Mapping | Sequence):
        return _stand_in(node) if change.goes or not change.within else _below(node, change)
    if isinstance(node, Mapping):
        return _changed_mapping(node, change)
    if not any(isinstance(step, int) for step in change.within):
        return _below(node, change)
    copy = Sequence()
    for number, item in enumerate(node):
        inner = change.within.get(number)
        if inner is None or not inner.goes:
            copy.append(item if inner is None else _changed(item, inner))
    return _like(node, copy)


def _changed_mapping(node: Mapping, change: _Change) -> Node:
    outside = {step: inner for step, inner in change.within.items() if step not in node and not inner.stands_in}
    if outside:  # a level that a shorthand left out
        return _below(node, change)
    copy = Mapping()
    for key, value in zip(node.scalars.values(), node.values(), strict=True):
        inner = change.within.get(key)
        if inner is None or not inner.goes:
            copy[key] = value if inner is None else _changed(value, inner)
    for step, inner in change.within.items():
        if step not in node and inner.stands_in:
            copy[scalar(step, node.mark)] = _stand_in(node)
    return _like(node, copy)


def _below(node: Node, change: _Change) -> Node:
    """`node` under changes whose first step a shorthand left out: as `find` does, the node stands for that level."""
    merged = _Change()
    for inner in change.within.values():
        merged.goes |= inner.goes
        merged.within.update(inner.within)
    return _changed(node, merged) if merged.within and not merged.goes else _stand_in(node)


def _like(node: Node, copy: C) -> C:
    copy.mark = node.mark
    return copy


def _stand_in(node: Node) -> Scalar:
    """Text in place of something missing; what is wrong with it is no news."""
    return scalar(STAND_IN, node.mark, spoilt=True)


def stands_in(node: Any) -> bool:
    """Whether `node` was put there in place of something missing."""
    return node == STAND_IN and getattr(node, "spoilt", False)
