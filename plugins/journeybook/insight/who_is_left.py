"""Who is left: of those who began a journey, how many were counted at each stage, and where that is not what the written shares say.

Pure: it is given the funnels of a map, in which what is withheld of few is withheld already, and never says more than they do.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from journeybook.insight import measures
from journeybook.insight.measures import UNSEEN
from journeybook.insight.series import StageFunnel

NOTHING = 1e-9
TOLERATED = 0.1
"""The part by which a share and a count may differ; shares are written in whole percents, and so it is reckoned in these."""


@dataclass(frozen=True, kw_only=True)
class Left:
    """How many came to a stage, which part that is of those who began, and which part of them does not go on; None where it was not counted,
    is withheld (`is_withheld`), or cannot be told because others came in between."""

    entered: int | None
    of_began: float | None
    drop: float | None
    is_withheld: bool


def newest(funnels: Iterable[StageFunnel], today: datetime.date) -> StageFunnel | None:
    """The newest funnel that had ended by `today` and in which every stage was counted; the one with the most stages before others."""
    complete = [it for it in funnels if it.date <= today and all(_is_counted(it, n) for n in range(len(it.pairs)))]
    return max(complete, key=lambda it: (len(it.pairs), it.date), default=None)


def _is_counted(on: StageFunnel, n: int) -> bool:
    return on.pairs[n][0] is not None or _is_withheld(on, n)


def _is_withheld(on: StageFunnel, n: int) -> bool:
    return on.funnel.rates[n].note in UNSEEN


def left(on: StageFunnel) -> tuple[Left, ...]:
    """Who is left at each stage of a funnel: entered ÷ entered at the first stage, and 1 − completed ÷ entered."""
    began, joined = on.pairs[0][0], on.funnel.joined
    found = []
    for n, (entered, _) in enumerate(on.pairs):
        is_part = entered is not None and bool(began) and (joined is None or n < joined)
        drop = on.funnel.drops[n].value
        of_began = entered / began if is_part and entered is not None and began else None
        found.append(Left(entered=entered, of_began=of_began, drop=None if drop is None else drop / 100, is_withheld=_is_withheld(on, n)))
    return tuple(found)


def differing(on: StageFunnel, shares: Sequence[float | None]) -> dict[int, tuple[float, float]]:
    """Where the written shares begin to bring another part of those who began than was counted: (by shares, counted) by the stage's
    number; the stages that follow have it from there.

    `shares` says what part ever comes to each stage, without returns. The two differ where they are more than a tenth apart and the
    share lies outside Wilson's 95 % interval of the count, so that chance does not explain it.
    """
    found: dict[int, tuple[float, float]] = {}
    began, was_apart = on.pairs[0][0], False
    for n, (it, share) in enumerate(zip(left(on), shares, strict=True)):
        if n and began and it.entered is not None and it.of_began is not None and share is not None:
            is_apart = _is_apart(share, it.of_began, measures.rate(it.entered, began))
            if is_apart and not was_apart:
                found[n] = (share, it.of_began)
            was_apart = is_apart
    return found


def _is_apart(share: float, part: float, counted: measures.Measured) -> bool:
    is_likely = counted.low is None or counted.high is None or counted.low <= share * 100 <= counted.high
    return round(abs(share - part) / max(share, part, NOTHING), 2) > TOLERATED and not is_likely
