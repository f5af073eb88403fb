"""Numbers from counts: NPS, CSAT, CES, LTV and funnels.

Pure functions; each says its formula, unit, source and when it has no answer. Nobody asked is `NO_DATA`, too few is
`WITHHELD`, nobody knows how many `UNCOUNTED`, what such a value could be computed from `PROTECTS`, a division by zero is `NOT_COMPUTABLE`, and none of these is ever 0. Counts below 0 raise ValueError
(`counts` refuses them with a place). A value's `method` names its variant; only values of one variant may be compared.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

NO_DATA = "no data"
WITHHELD = "withheld"
PROTECTS = "withheld with another"
UNCOUNTED = "withheld without n"
NOT_COMPUTABLE = "not computable"
UNSEEN = frozenset({WITHHELD, PROTECTS, UNCOUNTED})
"""Why a value that there is may not be shown."""
Z95 = 1.959963984540054  # the normal distribution's quantile for 95 %
SHARES = frozenset({"csat-top2", "ces-pct", "conversion", "drop-off", "share"})
"""The methods whose values are percentages of a number of people or cases."""
WIDTHS = {"nps": 200, "csat-mean": 4, "ces-mean": 6, **dict.fromkeys(SHARES, 100)}
"""The methods whose values have a margin, with the width of their scale."""
RISK_LEVELS = ((15, "very-high"), (10, "high"), (5, "moderate"))
ULWICK_BANDS = ((15, "extreme"), (12, "high"), (10, "solid"))
"""From which score on an opportunity counts as what; below all of them it is low."""


@dataclass(frozen=True)
class Measured:
    """A value with what must stand beside it. Without a value, `note` is NO_DATA, WITHHELD, UNCOUNTED, PROTECTS or NOT_COMPUTABLE.

    `n` is how many were asked or counted, `low` and `high` the 95 % interval; None where unknown. A value that is
    known in words only has these words as `note`.
    """

    value: float | None
    n: int | None = None
    low: float | None = None
    high: float | None = None
    method: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Funnel:
    """How many get through: `rates` and `drops` by stage, `overall` from the start of the first stage counted to the end of the last. `joined` is the first
    stage that people came to from elsewhere."""

    rates: tuple[Measured, ...]
    drops: tuple[Measured, ...]
    overall: Measured
    joined: int | None = None


def nps(promoters: int, passives: int, detractors: int) -> Measured:
    """Net promoter score: % promoters (9–10) − % detractors (0–6), in points from −100 to 100.

    Margin of error at 95 %: 1.96·√((p + d − (p − d)²)/n)·100, cut at the ends of the scale: the variance of a variable
    that is 1, 0 or −1; one answer has none. Where all answered alike, that would be 0: see `_alike`. Source: Reichheld 2003. No answers: no data.
    """
    n = _total((promoters, passives, detractors))
    if n == 0:
        return Measured(None, 0, method="nps", note=NO_DATA)
    p, d, value = promoters / n, detractors / n, (promoters - detractors) * 100 / n
    if n == 1:
        return Measured(value, n, method="nps")
    margin = 1.96 * math.sqrt(max(p + d - (p - d) ** 2, 0) / n) * 100 if n not in (promoters, passives, detractors) else _alike("nps", n)
    return Measured(value, n, max(value - margin, -100), min(value + margin, 100), "nps")


def csat(counts: Sequence[int], variant: str = "top2") -> Measured:
    """Customer satisfaction from the counts of the answers 1, 2, 3, 4, 5.

    `top2`: (s4 + s5)/all in percent with the Wilson 95 % interval; `mean`: the mean answer, 1 to 5, ± 1.96·s/√n.
    Source: the top-two-box convention. No answers: no data.
    """
    return _scale(counts, "csat", 5, variant, "top2", 4)


def ces(counts: Sequence[int], variant: str = "pct") -> Measured:
    """Customer effort score from the counts of the answers 1 … 7, where 7 is easy.

    `pct`: the share that answered 5, 6 or 7 in percent with the Wilson 95 % interval; `mean`: the mean answer, 1 to 7,
    ± 1.96·s/√n. Source: CES 2.0 (CEB 2013). No answers: no data.
    """
    return _scale(counts, "ces", 7, variant, "pct", 5)


def _scale(counts: Sequence[int], name: str, points: int, variant: str, share: str, good_from: int) -> Measured:
    if variant not in (share, "mean") or len(counts) != points:
        raise ValueError(f"{name} takes {points} counts and {share} or mean, not {len(counts)} and {variant}")
    n, method = _total(counts), f"{name}-{variant}"
    if n == 0:
        return Measured(None, 0, method=method, note=NO_DATA)
    if variant == "mean":
        return _mean(counts, n, method)
    return rate(sum(counts[good_from - 1 :]), n, method)


def _mean(counts: Sequence[int], n: int, method: str) -> Measured:
    """The mean of answers 1, 2, …, ± 1.96·s/√n with the sample's s (divided by n − 1), cut at the ends of the scale; one
    answer has no margin, and of answers that are all alike see `_alike`."""
    mean = sum(answer * count for answer, count in enumerate(counts, 1)) / n
    if n == 1:
        return Measured(mean, n, method=method)
    variance = sum(count * (answer - mean) ** 2 for answer, count in enumerate(counts, 1)) / (n - 1)
    margin = 1.96 * math.sqrt(variance / n) if n not in counts else _alike(method, n)
    return Measured(mean, n, max(mean - margin, 1), min(mean + margin, len(counts)), method)


def _alike(method: str, n: int) -> float:
    """The margin of a score whose `n` answers were all alike: its own formula says 0, and one other answer may have been missed all the same. Wilson's
    bound of n out of n, on the width of the scale, takes its place."""
    return WIDTHS[method] * Z95**2 / (n + Z95**2)


def rate(part: int, whole: int, method: str = "rate") -> Measured:
    """`part`/`whole` in percent with Wilson's interval. Whole 0: no data; part above whole: not computable."""
    _total((part, whole))
    if whole == 0:
        return Measured(None, 0, method=method, note=NO_DATA)
    if part > whole:
        return Measured(None, whole, method=method, note=NOT_COMPUTABLE)
    return Measured(part * 100 / whole, whole, *_wilson(part / whole, whole), method)


def _wilson(p: float, n: int) -> tuple[float, float]:
    """The 95 % interval of a share `p` of `n`, in percent. Source: Wilson 1927."""
    z2 = Z95**2
    middle = p + z2 / (2 * n)
    spread = Z95 * math.sqrt(p * (1 - p) / n + z2 / (4 * n**2))
    low, high = ((middle + sign * spread) / (1 + z2 / n) * 100 for sign in (-1, 1))
    return max(low, 0), min(high, 100)


def given(value: float, n: int | None, method: str) -> Measured:
    """A value that its source gives as a number, with Wilson's interval where it is a share from 0 to 100 % of a known `n`.

    n 0: no data. Other values have no interval, for n alone does not tell how far single cases lie apart.
    """
    if n == 0:
        return Measured(None, 0, method=method, note=NO_DATA)
    if method not in SHARES or n is None or n < 0 or not 0 <= value <= 100:
        return Measured(value, n, method=method)
    return Measured(value, n, *_wilson(value / 100, n), method)


def as_feeling(measured: Measured) -> float | None:
    """What customers answered, on the scale of feelings from −2 to 2: the ends of the measure's own scale are its ends (an NPS of −100 to
    100, a share of 0 to 100 %, a mean from the lowest to the highest answer), and what lies between in proportion. None for what asks
    nobody."""
    if measured.value is None or measured.method not in WIDTHS:
        return None
    lowest = {"nps": -100, "csat-mean": 1, "ces-mean": 1}.get(measured.method, 0)
    return 4 * (measured.value - lowest) / WIDTHS[measured.method] - 2


def ltv(revenue: float, margin: float, churn: float, n: int | None = None) -> Measured:
    """Lifetime value, variant `churn-margin`: revenue × margin / churn, in the money of `revenue`.

    All three of the same period; margin and churn are shares (0.7, 0.03). Source: the simple retention model (Gupta and
    Lehmann 2003 without discounting). `n` is of how many customers, where that is known. Churn 0: not computable; n 0: no data.
    """
    if n == 0:
        return Measured(None, 0, method="ltv-churn-margin", note=NO_DATA)
    return replace(_computed("ltv-churn-margin", lambda: revenue * margin / churn), n=n)


def funnel(stages: Sequence[tuple[int | None, int | None]]) -> Funnel:
    """Conversion through stages, each given as (entered, completed); rates, drops and overall in percent.

    Rate: completed/entered; drop-off: 100 − rate; overall: last completed/first entered, of the stages that were counted. One that
    was not (None) has no data. Where more enter a stage than went on before it, people came in later: nobody knows how many of those who
    began are left, so overall is not computable. Heads such as 1000, 420, 180, 150 are paired with `itertools.pairwise`.
    """
    rates = tuple(_known_rate(entered, completed) for entered, completed in stages)
    drops = tuple(_drop(each) for each in rates)
    counted = [stage for stage in stages if stage != (None, None)]
    overall = _known_rate(counted[0][0], counted[-1][1]) if counted else Measured(None, method="conversion", note=NO_DATA)
    joined = _joined(stages)
    if joined is not None and overall.value is not None:
        overall = Measured(None, overall.n, method=overall.method, note=NOT_COMPUTABLE)
    return Funnel(rates=rates, drops=drops, overall=overall, joined=joined)


def _joined(stages: Sequence[tuple[int | None, int | None]]) -> int | None:
    """The first stage that more entered than were left of those counted last before it."""
    left: int | None = None
    for n, (entered, completed) in enumerate(stages):
        if left is not None and entered is not None and entered > left:
            return n
        left = next((number for number in (completed, entered) if number is not None), left)
    return None


def _known_rate(entered: int | None, completed: int | None) -> Measured:
    if entered is None or completed is None:
        return Measured(None, entered, method="conversion", note=NO_DATA)
    return rate(completed, entered, "conversion")


def _drop(kept: Measured) -> Measured:
    if kept.value is None or kept.low is None or kept.high is None:
        return replace(kept, method="drop-off")
    return Measured(100 - kept.value, kept.n, 100 - kept.high, 100 - kept.low, "drop-off")


def roi(gain: float, cost: float) -> Measured:
    """Return on an experiment: (gain − cost)/cost in percent. Cost 0: not computable."""
    return _computed("roi", lambda: (gain - cost) / cost * 100)


def withhold(measured: Measured, min_n: float | None) -> Measured:
    """`measured`, or without its value and n where it rests on fewer than `min_n`; where n is unknown, it stays."""
    if measured.value is None or measured.n is None or min_n is None or measured.n >= min_n:
        return measured
    return Measured(None, method=measured.method, note=WITHHELD)


def change(before: Measured, after: Measured) -> float | None:
    """`after` − `before`, in the unit of both; None where one is missing or they are of different variants."""
    if before.value is None or after.value is None or before.method != after.method:
        return None
    return after.value - before.value


def change_margin(before: Measured, after: Measured) -> float | None:
    """How far two independent values may lie apart by chance (95 %), in their unit; None where a margin is not known.

    √((higher − its low)² + (high of the lower − lower)²). Source: Newcombe 1998, hybrid score method; for symmetric margins
    √(a² + b²).
    """
    lower, higher = sorted((before, after), key=lambda it: it.value or 0)
    if lower.value is None or lower.high is None or higher.value is None or higher.low is None:
        return None
    return math.hypot(higher.value - higher.low, lower.high - lower.value)


def quadrant(value: float, effort: float) -> str:
    """The corner of the value/effort matrix, both 1 to 5: quick-win, big-bet, fill-in or time-sink.

    The scale is split at its middle, and the middle itself counts as high on both axes: 3 and 3 is a big bet.
    """
    if value >= 3:
        return "big-bet" if effort >= 3 else "quick-win"
    return "time-sink" if effort >= 3 else "fill-in"


def risk(likelihood: float | None, impact: float | None) -> Measured:
    """Likelihood × impact, both 1 to 5: 1 to 25. Source: the usual risk matrix. One of them unknown: no data."""
    if likelihood is None or impact is None:
        return Measured(None, method="risk", note=NO_DATA)
    return Measured(likelihood * impact, method="risk")


def risk_level(score: float) -> str:
    """What a risk's score means: very-high from 15, high from 10, moderate from 5, else low."""
    return next((level for start, level in RISK_LEVELS if score >= start), "low")


def ulwick_band(score: float) -> str:
    """What an Ulwick score means: extreme from 15, high from 12, solid from 10, else low. Source: Ulwick 2005."""
    return next((band for start, band in ULWICK_BANDS if score >= start), "low")


def _total(counts: Sequence[int]) -> int:
    if any(count < 0 for count in counts):
        raise ValueError("a count is below 0")
    return sum(counts)


def _computed(method: str, compute: Callable[[], float]) -> Measured:
    try:
        value = compute()
    except (ZeroDivisionError, OverflowError):
        value = math.nan
    known = math.isfinite(value)
    return Measured(value if known else None, method=method, note="" if known else NOT_COMPUTABLE)
