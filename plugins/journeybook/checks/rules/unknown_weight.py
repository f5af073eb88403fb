"""A weight is given to something that the scoring method does not have.

The weight would change nothing, and nobody would notice. Each method has factors of its own.

    scoring: {method: value_effort, weights: {vaule: 2}}       # wrong
    scoring: {method: value_effort, weights: {ease: 2}}        # wrong, that is a factor of ice
    scoring: {method: value_effort, weights: {value: 2}}       # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.insight.scoring import METHODS
from journeybook.reading.problem import did_you_mean, shown
from journeybook.reading.tree import Mapping

LEVEL = "error"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Weights whose names are no factors of the method."""
    scoring = atlas.settings.scoring
    if scoring is None:
        return
    node = scoring.node
    if isinstance(node, Mapping) and node.get("method", scoring.method) != scoring.method:
        return  # the method is none, which is said: nobody knows its factors
    factors = METHODS[scoring.method].factors
    for name in scoring.weights:
        if name not in factors:
            hint = did_you_mean(name, factors) or f"its factors are {', '.join(factors)}"
            yield Finding(scoring.entry_place("weights", name), f"{shown(name)} is not a factor of the scoring method {shown(scoring.method)}", hint)
