"""YAML text to a tree in which every value knows its place.

Files as people write them are read by `yaml_quick`, all others by `yaml_events`. Scalars stay text; what they mean is decided by
the field (`values`). What bytes and characters a file may hold is `encoding`'s part.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from journeybook.reading import encoding, yaml_quick
from journeybook.reading.files import too_large
from journeybook.reading.problem import Place, Problem, capped
from journeybook.reading.tree import Mapping, Mark, Node, Scalar, Sequence, place, scalar, values

SAME_CODE = 5
"""How many findings of one code are listed for a file; the rest is counted."""


@dataclass(frozen=True)
class Limits:
    """How much one file may hold. Sizes in bytes; the defaults are a hundred times a large map."""

    size: int = 2_000_000
    depth: int = 40
    nodes: int = 200_000


@dataclass(eq=False)
class Source:
    """One file as read: its text with unified line ends, and whether a tree could be made of it. `limits` have been kept."""

    path: str
    text: str
    readable: bool
    problems: tuple[Problem, ...]
    limits: Limits = Limits()
    lost: tuple[Node, ...] = ()
    """Values that stand in the text and not in the tree."""

    @cached_property
    def tree(self) -> Node | None:
        """What the file holds; None where nothing could be read. Read again after `forget`."""
        return _tree(self.path, self.text, self.limits, list(self.problems), []) if self.readable else None

    @cached_property
    def _nodes(self) -> dict[Mark, Node]:
        return {node.mark: node for node in values(self.tree)}

    def at(self, mark: Mark) -> Node:
        """The node at `mark`."""
        found = self._nodes.get(mark)
        return scalar("", mark) if found is None else found

    def forget(self) -> None:
        """Lets go of the tree, which takes ten times as much memory as the text and is needed only where something is wrong."""
        for name in ("tree", "_nodes"):
            self.__dict__.pop(name, None)

    def line(self, number: int) -> str:
        """Line `number` (from 1) without its line end, empty where there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their line ends."""
        return self.text.split("\n")

    def stretch(self, place: Place) -> range:
        """The positions in the text that `place` covers."""
        first, last = (sum(len(line) + 1 for line in self.lines[: number - 1]) for number in (place.line, place.end_line))
        return range(first + place.column - 1, last + place.end_column - 1)

    def place(self, node: Node) -> Place:
        """Where `node` stands."""
        return place(self.path, node)


def read(path: str, data: bytes, limits: Limits | None = None) -> Source:
    """The file `path` with content `data`, and all that is wrong with it as YAML. Never raises for any content."""
    limits = limits or Limits()
    if len(data) > limits.size:
        return Source(path, "", False, (too_large(path, len(data), limits.size),))
    text, problems = encoding.decode(path, data)
    lost: list[Node] = []
    tree = _tree(path, text, limits, problems, lost) if text is not None else None
    source = Source(path, text or "", tree is not None, tuple(capped(problems, SAME_CODE)), limits, tuple(lost))
    source.tree = tree
    return source


def _tree(path: str, text: str, limits: Limits, problems: list[Problem], lost: list[Node]) -> Node | None:
    """The tree of `text`, about whose characters `problems` are known; adds those about its YAML, and to `lost` what no key
    leads to."""
    tree = None if problems else yaml_quick.read(text, limits.depth, limits.nodes)
    if tree is not None:
        return tree
    spoilt = any(problem.level == "error" for problem in problems)
    from journeybook.reading import yaml_events  # and with it PyYAML, which most files do without

    reader = yaml_events.Reader(path, encoding.printable(text) if spoilt else text, limits)
    tree = reader.read()
    known = {problem.place.line for problem in problems if problem.level == "error"}
    lost += reader.lost
    problems += [p for p in reader.problems if p.code != "yaml-syntax" or p.place.line not in known]
    return tree


__all__ = ["Limits", "Mapping", "Node", "Scalar", "Sequence", "Source", "read"]
