"""The same for the doors: what the command answers, and the site that is built, compared with `expected/doors/`."""

from __future__ import annotations

from typing import Any

import pytest
from tests.golden.built import PARTS
from tests.golden.told import EXPECTED, difference


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_nothing_has_changed(part: Any) -> None:
    pytest.importorskip("jieba")  # without which search divides no Chinese
    changed = [found for name, text in part() if (found := difference(name, text))]
    assert not changed, "\n\n".join([*changed, "if that is meant: make golden, and review it in git diff"])
    assert (EXPECTED / "doors").is_dir()
