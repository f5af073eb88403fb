"""What a tree is made of: a text, a list and a dict that know where they stand in their file.

`yaml_text` and `yaml_quick` make them; what a text means is decided by the field (`values`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple, Protocol, final

from journeybook.reading.problem import Place

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
STAND_IN = "\N{SYMBOL FOR NULL}"
"""The text in place of a needed one that is missing: nothing that an author would type, so what it names is no news."""
Mark = tuple[int, int, int, int]
"""Line, column, end line and end column, counted as `Place` does."""
NO_MARK: Mark = (1, 1, 1, 1)


class Scalar(str):
    """A value as typed. `plain` tells whether it stood without quotes; `spoilt` that it is wrong already, so that what
    else is wrong with it is no news."""

    __slots__ = ("__dict__", "mark")
    mark: Mark
    plain = True
    spoilt = False

    @property
    def is_null(self) -> bool:
        """Whether YAML 1.2 reads this as nothing at all."""
        return self.plain and self in NULLS


@final
class Sequence(list["Node"]):
    """A list of nodes."""

    __slots__ = ("__dict__", "mark")
    mark: Mark
    spoilt = False


@final
class Mapping(dict[str, "Node"]):
    """A dict of nodes. Its keys are scalars, or mere texts with their lines and columns one after the other in `spots`:
    there are more keys than all else, and few are ever asked for their place."""

    __slots__ = ("__dict__", "mark", "spots")
    mark: Mark
    spots: list[int]
    spoilt = False

    def key(self, name: str) -> Scalar:
        """The key `name` as it stands in the file."""
        return self.scalars[name]

    @cached_property
    def scalars(self) -> dict[str, Scalar]:
        """The keys as they stand in the file, by their text. Asked for only when the mapping is complete."""
        spots = iter(getattr(self, "spots", ()))
        return {str(key): key if isinstance(key, Scalar) else scalar(key, _spot(next(spots), next(spots), key)) for key in self}


def _spot(line: int, column: int, key: str) -> Mark:
    return line, column, line, column + len(key)


Node = Scalar | Sequence | Mapping


def scalar(text: str, mark: Mark, plain: bool = True, spoilt: bool = False) -> Scalar:
    """The scalar `text` at `mark`."""
    node = Scalar(text)
    node.mark = mark
    # What holds for nearly all is the class's own answer: that keeps a large atlas small.
    if not plain:
        node.plain = False
    if spoilt:
        node.spoilt = True
    return node


def place(path: str, node: Node) -> Place:
    """Where `node` stands in the file `path`."""
    return Place(path, *node.mark)


def values(node: Node | None) -> Iterator[Node]:
    """`node` and everything in it but keys."""
    if node is None:
        return
    yield node
    for inner in node.values() if isinstance(node, Mapping) else node if isinstance(node, Sequence) else ():
        yield from values(inner)


def walk(node: Node | None) -> Iterator[Node]:
    """`node` and everything in it, keys included, in the order of the file."""
    if node is None:
        return
    yield node
    if isinstance(node, Mapping):
        for key, value in zip(node.scalars.values(), node.values(), strict=True):
            yield key
            yield from walk(value)
    elif isinstance(node, Sequence):
        for item in node:
            yield from walk(item)


class File(Protocol):
    """What a record stands in."""

    @property
    def path(self) -> str:
        """Its address, relative to the atlas."""

    def at(self, mark: Mark) -> Node:
        """The node at `mark`."""


class Spot(NamedTuple):
    """A place in a file that is no YAML."""

    path: str = ""
    mark: Mark = NO_MARK

    def at(self, mark: Mark) -> Node:
        """A text in place of what stands there."""
        return scalar("", self.mark)
