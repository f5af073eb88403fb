"""How often customers come by steps between which some come back.

Pure. Steps are taken out one after the other, each handing those who come to it on to where they go from it (state reduction after Grassmann,
Taksar and Heyman 1985: nothing is subtracted, so nothing is negative). The one that fewest ways lead through goes first: what is left grows
least, so that of some hundred steps with as many jumps each is worked out in little more than its own ways.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

NOTHING = 1e-9
"""What rounding leaves of shares that add up to 1."""
Shares = list[dict[int, float]]
"""By step, the share that goes on to each other step."""


def visits_of(shares: Shares, first: int, last: int, came: Sequence[float]) -> list[float]:
    """The visits of the steps from `first` to `last`, to which so many `came` from before them."""
    reduction = _Reduction(shares, first, last, came)
    found: dict[int, float] = {}
    for step in reversed(reduction.order()):
        again = sum(found[begin] * share for begin, share in reduction.coming[step])
        found[step] = (reduction.inflow[step] + again) / reduction.leaving[step]
    return [found[step] for step in range(first, last + 1)]


def rest_of(row: dict[int, float]) -> float:
    """What part of a step's customers ends there."""
    rest = 1 - sum(row.values())
    return rest if rest > NOTHING else 0


class _Reduction:
    """The steps that are left, with their shares; of those taken out, from where they were come to and what part of them goes on."""

    def __init__(self, shares: Shares, first: int, last: int, came: Sequence[float]) -> None:
        steps = range(first, last + 1)
        self.rows = {step: {end: share for end, share in shares[step].items() if end <= last} for step in steps}
        self.ends = {step: sum(share for end, share in shares[step].items() if end > last) + rest_of(shares[step]) for step in steps}
        self.inflow = dict(enumerate(came, first))
        self.leaving: dict[int, float] = {}
        self.coming: dict[int, list[tuple[int, float]]] = {}
        self._into: dict[int, set[int]] = {step: set() for step in steps}
        for begin, row in self.rows.items():
            row.pop(begin, None)  # whoever stays comes by again
            for end in row:
                self._into[end].add(begin)

    def order(self) -> list[int]:
        """Takes all steps out, and tells in which order."""
        queue = [(self._ways(step), -step) for step in self.rows]
        heapify(queue)
        found = []
        while queue:
            ways, step = heappop(queue)
            if -step in self.leaving:
                continue
            if ways != self._ways(-step):
                heappush(queue, (self._ways(-step), step))
                continue
            around = self._into[-step] | self.rows[-step].keys()
            self._take_out(-step)
            found.append(-step)
            for it in around:
                heappush(queue, (self._ways(it), -it))
        return found

    def _ways(self, step: int) -> int:
        return len(self._into[step]) * len(self.rows[step])

    def _take_out(self, step: int) -> None:
        onward, into = self.rows[step], sorted(self._into[step])
        leaving = self.leaving[step] = sum(onward.values()) + self.ends[step]
        for end, on in onward.items():
            self._into[end].discard(step)
            self.inflow[end] += self.inflow[step] * on / leaving
        self.coming[step] = []
        for begin in into:
            row = self.rows[begin]
            share = row.pop(step)
            self.coming[step].append((begin, share))
            self.ends[begin] += share * self.ends[step] / leaving
            for end, on in onward.items():
                if end != begin:
                    row[end] = row.get(end, 0) + share * on / leaving
                    self._into[end].add(begin)
