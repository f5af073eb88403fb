"""The scores by which a backlog is sorted, each with the formula that it is computed by, as text.

Pure. A formula is data, so that what is printed is what is computed. Factors that are added are multiplied by their weight. Factors
that are multiplied or divided have it as a power (the weighted product model), because multiplying would change every score alike.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from journeybook.insight.measures import NO_DATA, NOT_COMPUTABLE, Measured
from journeybook.model import Improvement, Opportunity, Part
from journeybook.model.items import Ice, Rice, Wsjf
from journeybook.model.local_numbers import decimals
from journeybook.model.settings import Scoring

POWERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
GAP = "gap"
"""What importance has before satisfaction, never below 0; it has the weight of satisfaction."""
Weights = Mapping[str, float]
Written = Callable[[float], str]


def exact(number: float) -> str:
    """A number with all its decimals: 4,100, 0.125."""
    return f"{number:,.12g}"


@dataclass(frozen=True, kw_only=True)
class Formula:
    """Factors that are multiplied (`×`) or added (`+`), and the factor that divides them; a `mean` is divided by all weights."""

    joined: str
    top: tuple[str, ...]
    bottom: str = ""
    mean: bool = False

    def compute(self, numbers: Mapping[str, float], weights: Weights) -> float | None:
        """The value for numbers by factor; None where it is divided by 0 or too large."""
        try:
            if self.joined == "+":
                found = math.fsum(weights.get(name, 1) * numbers[name] for name in self.top)
            else:
                found = math.prod(float(numbers[name]) ** weights.get(name, 1) for name in self.top)
            if self.bottom:
                found /= float(numbers[self.bottom]) ** weights.get(self.bottom, 1)
            if self.mean:
                found /= math.fsum(weights.get(name, 1) for name in self.top)
        except (ZeroDivisionError, OverflowError):
            return None
        return found if math.isfinite(found) else None

    def text(self, said: Mapping[str, str], weights: Weights, written: Written = exact) -> str:
        """The formula with what is `said` for each factor, a name or a number; other numbers as `written`."""
        if self.joined == "×":
            top = " × ".join(said[name] + _power(weights.get(name, 1), written) for name in self.top)
        else:
            top = " + ".join(("" if weights.get(name, 1) == 1 else f"{written(weights[name])} × ") + said[name] for name in self.top)
        below = written(math.fsum(weights.get(name, 1) for name in self.top)) if self.mean else ""
        if self.bottom:
            below = said[self.bottom] + _power(weights.get(self.bottom, 1), written)
        if not below:
            return top
        return f"({top}) ÷ {below}" if self.joined == "+" else f"{top} ÷ {below}"


@dataclass(frozen=True)
class Method:
    """A way to score improvements: the `factors` that an author writes and may weigh, the `formulas` by variant, the first where
    nothing is said, and the records that hold the factors."""

    factors: tuple[str, ...]
    formulas: Mapping[str, Formula]
    holders: Callable[[Improvement, Sequence[Opportunity]], Sequence[Any]]


def _factors(numbers: type[Part], but: str = "") -> tuple[str, ...]:
    """What `numbers` of a method have fields for."""
    return tuple(name for name in numbers.model_fields if name != but)


METHODS: dict[str, Method] = {
    # Value ÷ effort, both 1 to 5: 0.2 to 5. Source: the usual value/effort matrix.
    "value_effort": Method(("value", "effort"), {"": Formula(joined="×", top=("value",), bottom="effort")}, lambda it, _: (it,)),
    # Reach (per period) × impact × confidence (0 to 1) ÷ effort (person-months). Source: Intercom 2016.
    "rice": Method(_factors(Rice), {"": Formula(joined="×", top=_factors(Rice, but="effort"), bottom="effort")}, lambda it, _: (it.rice,)),
    # Impact, confidence, ease, 0 to 10 each: their product (0 to 1000) or mean (0 to 10). Source: Sean Ellis.
    "ice": Method(
        _factors(Ice),
        {"product": Formula(joined="×", top=_factors(Ice)), "mean": Formula(joined="+", top=_factors(Ice), mean=True)},
        lambda it, _: (it.ice,),
    ),
    # (Value + time criticality + risk reduction) ÷ job size, relative points. Source: Reinertsen 2009, as SAFe writes it.
    "wsjf": Method(
        _factors(Wsjf),
        {"": Formula(joined="+", top=_factors(Wsjf, but="job_size"), bottom="job_size")},
        lambda it, _: (it.wsjf,),
    ),
    # Importance + what it has before satisfaction: 0 to 20 from two scales of 0 to 10. Source: Ulwick 2005.
    "ulwick": Method(("importance", "satisfaction"), {"": Formula(joined="+", top=("importance", GAP))}, lambda _, opportunities: opportunities),
}
"""The scoring methods, in the order that readers see."""


@dataclass(frozen=True)
class Score:
    """A score, and the formula with the numbers that it was computed from; `rounded`: as it is printed it is another number."""

    measured: Measured
    formula: str = ""
    rounded: bool = False


@dataclass(frozen=True)
class Way:
    """How an atlas scores: the method, the variant where it has several, and the weights of its factors."""

    method: str = "value_effort"
    variant: str = ""
    weights: tuple[tuple[str, float], ...] = ()

    @property
    def formula(self) -> Formula:
        """What is computed."""
        return METHODS[self.method].formulas[self.variant]

    @property
    def by_factor(self) -> Weights:
        """The weights by factor; what importance has before satisfaction is weighed as satisfaction."""
        found = {name: weight for name, weight in self.weights if weight != 1}
        return found | ({GAP: found["satisfaction"]} if "satisfaction" in found else {})

    @property
    def powers(self) -> bool:
        """Whether a factor has its weight as a power."""
        return bool(self.by_factor.keys() & {self.formula.bottom, *(self.formula.top if self.formula.joined == "×" else ())})


def way_of(settings: Scoring | None) -> Way:
    """How `settings` want improvements scored; names that the method does not have are a rule's business."""
    if settings is None:
        return Way()
    method = METHODS[settings.method]
    variant = settings.ice if settings.method == "ice" else next(iter(method.formulas))
    return Way(settings.method, variant, tuple((name, settings.weights[name]) for name in method.factors if name in settings.weights))


def score(way: Way, improvement: Improvement, opportunities: Sequence[Opportunity], written: Written = exact) -> Score:
    """The score of `improvement`; `ulwick` takes the best of its `opportunities`. Higher is better.

    Numbers in the formula are `written` as the reader's language does. Numbers that the method needs and nobody wrote: no data. Division by 0: not computable.
    """
    method = METHODS[way.method]
    rows: list[dict[str, Any]] = [{name: getattr(holder, name, None) for name in method.factors} for holder in method.holders(improvement, opportunities)]
    found = [_scored(way, row, written) for row in rows if None not in row.values()]
    none = Score(Measured(None, method=way.method, note=NO_DATA))
    return max(found, key=lambda it: -math.inf if it.measured.value is None else it.measured.value, default=none)


def _scored(way: Way, numbers: dict[str, float], written: Written) -> Score:
    said = {name: written(number) for name, number in numbers.items()}
    if way.method == "ulwick":
        numbers |= {GAP: max(numbers["importance"] - numbers["satisfaction"], 0)}
        said[GAP] = f"({said['importance']} − {said['satisfaction']})" if numbers[GAP] else "0"
    value = way.formula.compute(numbers, way.by_factor)
    if value is None:
        return Score(Measured(None, method=way.method, note=NOT_COMPUTABLE))
    return Score(
        Measured(value, method=way.method),
        way.formula.text(said, way.by_factor, written),
        not math.isclose(value, round(value, decimals(value)), rel_tol=1e-12),
    )


def ulwick(importance: float, satisfaction: float) -> float:
    """The score of an opportunity, 0 to 20, without weights."""
    return importance + max(importance - satisfaction, 0)


def _power(weight: float, written: Written) -> str:
    if weight == 1:
        return ""
    text = written(weight)
    return text.translate(POWERS) if text.isdigit() else f"^{text}"
