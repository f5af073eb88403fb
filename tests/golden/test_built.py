"""The same for the doors: what the command answers, and the site that is built, compared with `expected/doors/`."""

from __future__ import annotations

from typing import Any

import pytest
from tests.golden import built
from tests.golden.told import EXPECTED, PARTS, difference


@pytest.mark.parametrize("part", built.PARTS, ids=lambda part: part.__name__)
def test_nothing_has_changed(part: Any) -> None:
    if part is built.of_site:
        pytest.importorskip("jieba")  # without which search divides no Chinese
    changed = [found for name, text in part() if (found := difference(name, text))]
    assert not changed, "\n\n".join([*changed, "if that is meant: make golden, and review it in git diff"])


def test_nothing_is_left_over() -> None:
    # What is no longer told must not lie there as if it were looked at.
    pytest.importorskip("jieba")
    told = {name for part in (*PARTS, *built.PARTS) for name, _ in part()}
    assert {path.relative_to(EXPECTED).as_posix() for path in EXPECTED.rglob("*") if path.is_file()} == told
