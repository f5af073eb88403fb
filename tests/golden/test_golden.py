"""What the small atlas comes to has not changed unnoticed: views, pages, exports, findings and values, compared with `expected/`.

A change that is meant is written by `make golden` and reviewed in `git diff`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from tests.golden.told import EXPECTED, HERE, PARTS, SITES, difference, loaded

from journeybook.model import ITEM_KINDS, KINDS, Library, Map, Part, Settings, is_part
from journeybook.site import pages


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_nothing_has_changed(part: Any) -> None:
    changed = [found for name, text in part() if (found := difference(name, text))]
    assert not changed, "\n\n".join([*changed, "if that is meant: make golden, and review it in git diff"])


def records() -> dict[type[Part], type[Part]]:
    """Every record and part that the vocabulary declares."""
    found: dict[type[Part], type[Part]] = {}

    def add(cls: type[Part]) -> None:
        if cls not in found:
            found[cls] = cls
            for _, info in cls.declared():
                for inner in _parts(info.annotation):
                    add(inner)

    for cls in (Settings, Library, Map, *KINDS.values(), *ITEM_KINDS.values()):
        add(cls)
    return found


def _parts(annotation: Any) -> Iterator[type[Part]]:
    if is_part(annotation):
        yield annotation
    for argument in get_args(annotation):
        yield from _parts(argument)


@pytest.mark.parametrize("cls", records(), ids=lambda cls: cls.__name__)
def test_every_field_occurs(cls: type[Part]) -> None:
    said = {key for part in _written() if type(part) is cls for key, _ in cls.declared() if part.said(key)}
    assert [f"nothing in tests/golden/atlas says {key!r} of a {cls.__name__}: write it there" for key, _ in cls.declared() if key not in said] == []


def _written() -> Iterator[Part]:
    found = loaded("atlas")
    yield from _within(found.atlas.settings)
    for _, record in found.records:
        yield from _within(record)


def _within(value: Any) -> Iterator[Part]:
    if isinstance(value, Part):
        yield value
        for name in type(value).model_fields:
            yield from _within(getattr(value, name))
    elif isinstance(value, tuple | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _within(inner)


def test_every_kind_of_page_occurs() -> None:
    found = {path.stem for name in SITES for path in (EXPECTED / name / "pages").glob("*.txt")}
    kinds = set(pages.PAGE_KINDS) - {"problems"}  # which tells of broken files: site/broken.txt
    assert [f"tests/golden/atlas has no page of the kind {name!r}: write there what it shows, then make golden" for name in sorted(kinds - found)] == []
    assert [f"expected/*/pages/{name}.txt is of no kind: make golden" for name in sorted(found - kinds)] == []


def test_there_is_something_to_find() -> None:
    assert {path.name for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__"} == {
        *SITES,
        "spoilt",
        "miscounted",
        "misnamed",
        "unreadable",
        "site",
        "expected",
    }
    assert loaded("spoilt").broken
