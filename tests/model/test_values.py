"""How numbers are read from what people type."""

from __future__ import annotations

import math

import pytest

from journeybook.model.values import beyond, read_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12), ("-12", -12), ("+3.5", 3.5), (".5", 0.5), ("1e3", 1000.0), ("1,000", None), ("0x10", None), ("", None), ("nan", None),
        ("9" * 40, int("9" * 40)), ("9" * 41, math.inf), ("-" + "9" * 40, -math.inf), ("0." + "1" * 39, math.inf),
    ],
)  # fmt: skip
def test_a_number(text: str, number: float | None) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("number", "said"), [(10**15, ""), (-(10**15), ""), (10**15 + 1, "be above 1,000,000,000,000,000"), (-math.inf, "be below -1,000,000,000,000,000")]
)
def test_a_number_that_nobody_means(number: float, said: str) -> None:
    assert beyond(number) == said
