"""Two readers, one tree: every YAML file that we have, good or bad, is read by pattern as it is read from events, or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from journeybook.reading import encoding, yaml_quick, yaml_text
from journeybook.reading.tree import Mapping, Node, Scalar
from journeybook.reading.yaml_text import Limits

ROOT = Path(__file__).parents[2]
FILES = sorted(path for folder in ("tests", "journeys", "docs") for path in (ROOT / folder).rglob("*") if path.suffix in (".yml", ".yaml") and path.is_file())
OWN = [path for path in FILES if path.is_relative_to(ROOT / "journeys")]
LIMITS = Limits()


def by_pattern(path: Path) -> tuple[str, Node | None]:
    """The text of a file, and its tree as the quick reader has it; None where that leaves it to the other one, or never sees it."""
    text, problems = encoding.decode(path.name, path.read_bytes())
    if text is None or problems:
        return "", None
    return text, yaml_quick.read(text, LIMITS.depth, LIMITS.nodes)


def seen(node: Node) -> Any:
    """All that is known of `node`: what it is and says, the order of its keys, and every place."""
    if isinstance(node, Scalar):
        return "text", str(node), node.mark, node.plain, node.spoilt
    held = [*node.scalars.values(), *node.values()] if isinstance(node, Mapping) else node
    return type(node).__name__, [seen(inner) for inner in held], node.mark, node.spoilt


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_read_alike_by_pattern_and_from_events(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text, tree = by_pattern(path)
    if tree is None:
        return
    monkeypatch.setattr(yaml_text.yaml_quick, "read", lambda *_: None)
    found = yaml_text.read(path.name, text.encode("utf-8"))
    assert found.problems == ()
    assert found.tree is not None
    assert seen(tree) == seen(found.tree)


def test_what_people_write_is_nearly_always_read_by_pattern() -> None:
    left = [str(path.relative_to(ROOT)) for path in OWN if by_pattern(path)[1] is None]
    assert len(OWN) > 30
    assert len(left) <= len(OWN) / 20, left


def test_both_good_and_bad_files_are_tried() -> None:
    read = [by_pattern(path)[1] is not None for path in FILES]
    assert sum(read) > 200
    assert read.count(False) > 100


def test_a_text_in_brackets_may_go_on_in_the_next_line() -> None:
    assert yaml_quick.read("tags: [one\n  two, three]\n", LIMITS.depth, LIMITS.nodes) == {"tags": ["one two", "three"]}
