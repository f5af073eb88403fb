"""The warning line of a metric lies beyond its target.

So a value may reach the target and be warned about. The line at which pages warn lies on the other side of the target:
below it where higher is better, above it where lower is.

    - {id: done, name: Done, better: higher, target: 70, warn: 80}     # wrong
    - {id: done, name: Done, better: higher, target: 70, warn: 60}     # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.insight.series import better
from journeybook.reading.problem import shown

LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Metrics all of whose targets are reached before the warning ends."""
    for entry in atlas.library["metric"].values():
        metric = entry.record
        aims, line, way = [target.value for target in metric.target], metric.warn, better(metric)
        if not isinstance(line, float | int) or way not in ("higher", "lower") or not aims:
            continue
        numbers = [aim for aim in aims if isinstance(aim, float | int)]
        if len(numbers) == len(aims) and all(line > aim if way == "higher" else line < aim for aim in numbers):
            side = "below" if way == "higher" else "above"
            message = f"the warning line {line:g} of {shown(entry.label)} lies beyond its target, {numbers[-1]:g}, though {way} is better"
            yield Finding(metric.place("warn"), message, f"write a line {side} the target, or mend 'better'")
