"""A CSV row says in words that it counts all of them, in a column that names a part.

Whatever stands under `touchpoint`, `segment`, `channel` or `region` is a part of the customers, "Total" too: it is
shown among the parts, and the metric itself has no value. The rows of all customers leave these columns empty.

    metric,date,region,value
    wait,2026-06-30,Total,12     # wrong: a region of that name
    wait,2026-06-30,,12          # right: all customers
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.counts import Count, means_all
from journeybook.checks.rules.finding import Finding
from journeybook.reading.problem import shown

LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """The first row of each file and column with such a word, and how many there are."""
    found: dict[tuple[str, str, str], list[Count]] = {}
    for count in atlas.counts:
        for column, name in count.part:
            entry = atlas.find(column, name) if column in atlas.library else None
            if means_all(name) or (entry is not None and means_all(entry.label)):
                found.setdefault((count.place.path, column, entry.label if entry is not None else name), []).append(count)
    for (_, column, name), rows in found.items():
        more = f", in {len(rows)} rows" if len(rows) > 1 else ""
        message = f"{shown(name)} is read as a {column}, a part of the customers and not all of them{more}"
        yield Finding(rows[0].cells.get(column, rows[0].place), message, f"leave the column '{column}' empty in the rows of all customers")
