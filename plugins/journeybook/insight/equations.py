"""Which unknown numbers a system of linear equations gives, whatever the known ones are.

Pure. Unknowns are taken out one after the other, the one in the fewest equations first, so that few equations grow. Then one solution is
made up at random in which everything known is 0: what is 0 in it is 0 in all of them, and so follows from the equations; what could be
anything is 0 by chance once in 2⁶¹. Nothing is rounded: numbers are whole, up to a prime.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush

PRIME = 2**61 - 1
Row = dict[int, int]


def solved(equations: Iterable[Mapping[int, int]]) -> set[int]:
    """The unknowns that follow from `equations`, each with the factors (other than 0) of its unknowns."""
    order = _order([{i: factor % PRIME for i, factor in each.items()} for each in equations if each])
    chance = random.Random(0)  # the same in every build
    made: dict[int, int] = {}
    for i, row in reversed(order):
        factor = row.pop(i)
        total = 0
        for j, times in row.items():
            if j not in made:
                made[j] = chance.randrange(1, PRIME)
            total += times * made[j]
        made[i] = total % PRIME if factor == PRIME - 1 else -total * pow(factor, -1, PRIME) % PRIME
    return {i for i, _ in order if made[i] == 0}


def _order(rows: list[Row]) -> list[tuple[int, Row]]:
    """The unknowns as they are taken out, each with the equation that tells it by those that are left."""
    holders: dict[int, set[int]] = {}
    for n, row in enumerate(rows):
        for i in row:
            holders.setdefault(i, set()).add(n)
    queue = [(len(found), i) for i, found in holders.items()]
    heapify(queue)
    order = []
    while queue:
        often, i = heappop(queue)
        if len(holders[i]) != often:
            if often < len(holders[i]):
                heappush(queue, (len(holders[i]), i))
            continue
        if not often:
            continue
        first = min(holders[i], key=lambda n: (len(rows[n]), n))
        own = rows[first]
        for n in sorted(holders[i]):
            if n != first:
                _take(rows[n], own, i, n, holders, queue)
        for j in own:
            holders[j].discard(first)
            heappush(queue, (len(holders[j]), j))
        order.append((i, own))
    return order


def _take(row: Row, own: Row, i: int, n: int, holders: dict[int, set[int]], queue: list[tuple[int, int]]) -> None:
    """Takes as much of `own` from the equation `row`, the one with the number `n`, that `i` is no longer in it."""
    times = -row[i] * (own[i] if own[i] in (1, PRIME - 1) else pow(own[i], -1, PRIME)) % PRIME
    for j, factor in own.items():
        left = (row.get(j, 0) + times * factor) % PRIME
        if left:
            if j not in row:
                holders[j].add(n)
            row[j] = left
        else:
            del row[j]
            holders[j].discard(n)
            heappush(queue, (len(holders[j]), j))
