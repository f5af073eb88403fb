"""A metric is named together with its value, and becomes a metric of that name.

A map says only which metrics count; values stand with the metric in a library file, or in a CSV file.

    metrics: ["NPS: 45"]      # wrong
    metrics: [nps]            # right
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.model.values import LIBRARY
from journeybook.reading import ids
from journeybook.reading.problem import in_flow, shown

LEVEL = "warning"
WITH_VALUE = re.compile(r"(?P<name>.*?[^\W\d_].*?(?<!\d))\s*[:=：＝]\s*(?P<value>[-+−]?\d+(?:[.,]\d+)?)\s*(?P<unit>[%％]|[^\W\d_]+)?")


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Metrics that nobody defined, and whose name ends with a number behind a colon or an equals sign."""
    for reference in atlas.references:
        found = WITH_VALUE.fullmatch(reference.target.label) if reference.target.implied and reference.target.kind == "metric" else None
        if found:
            record = f"{{id: {ids.slug(found['name'])}, name: {in_flow(found['name'])}, values: [{{date: …, value: {found['value'].replace(',', '.')}}}]}}"
            hint = f"write {in_flow(found['name'])} alone; its value stands under 'metrics:' in {LIBRARY}: {record}"
            yield Finding(reference.place, f"{shown(reference.target.label)} is the name of a metric here, with its value", hint)
