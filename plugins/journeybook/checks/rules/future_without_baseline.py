"""A future map does not say which current map it replaces.

With `baseline` the site shows both side by side and what changes. A translation takes it from its original.

    state: future            # wrong alone
    baseline: buy-shoes      # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding

BY_ABSENCE = True
LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Future maps without a current one."""
    for map_ in atlas.maps.values():
        record = map_.record
        if record.state == "future" and not record.baseline and not record.translation_of and record.status != "retired":
            hint = "add 'baseline: …', the current map's id"
            yield Finding(record.place("state"), "the future map does not say which current map it replaces", hint)
