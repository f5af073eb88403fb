"""What a system of equations gives: against elimination in fractions, with whole columns."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from journeybook.insight.equations import solved


def follows(equations: Sequence[Mapping[int, int]], unknowns: int) -> set[int]:
    table = [[Fraction(each.get(i, 0)) for i in range(unknowns)] for each in equations]
    done = 0
    for column in range(unknowns):
        found = next((n for n in range(done, len(table)) if table[n][column]), None)
        if found is None:
            continue
        table[done], table[found] = table[found], table[done]
        table[done] = [it / table[done][column] for it in table[done]]
        for n, row in enumerate(table):
            if n != done and row[column]:
                table[n] = [a - row[column] * b for a, b in zip(row, table[done], strict=True)]
        done += 1
    return {[bool(it) for it in row].index(True) for row in table[:done] if sum(map(bool, row)) == 1}


@pytest.mark.parametrize(
    ("equations", "found"),
    [
        ([], set()),
        ([{}], set()),
        ([{1: 1}], {1}),
        ([{1: 1, 2: 1}], set()),
        ([{1: 1, 2: 1}, {1: 1, 2: -1}], {1, 2}),
        ([{1: 1, 2: 1}, {1: 2, 2: 2}], set()),  # the same twice
        ([{1: 1, 2: 1}, {2: 1, 3: 1}, {1: 1, 3: -1}], set()),  # the third is the first less the second
        ([{1: 1, 2: 1}, {2: 1, 3: 1}, {1: 1, 3: 1}], {1, 2, 3}),
        ([{1: 1, 2: 1, 3: 1}, {2: 1, 3: 1}], {1}),
        ([{1: 1, 2: 1, 3: 1}, {2: 1, 3: 1}, {3: 5}], {1, 2, 3}),
    ],
)
def test_by_hand(equations: list[dict[int, int]], found: set[int]) -> None:
    assert solved(equations) == found


def test_as_fractions_say() -> None:
    told = 0
    for seed in range(400):
        made = random.Random(seed)
        unknowns = made.randint(1, 9)
        equations = []
        for _ in range(made.randint(0, 10)):
            some = made.sample(range(unknowns), made.randint(1, min(4, unknowns)))
            equations.append({i: made.choice((1, 1, -1, -1, 2, -3)) for i in some})
        found = solved(equations)
        assert found == follows(equations, unknowns), seed
        told += bool(found) and len(found) < unknowns
    assert told > 80
