"""A title or name holds a line break.

Names are one line; the break becomes a blank. It comes from `|`, from an empty line within the text, from a
backslash and an `n` in double quotes, or from a `<br>` of a whiteboard, which every page would show.

    name: |                  # wrong
      I choose
      how to pay
    name: I choose how to pay        # right
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import title_place, titled
from journeybook.reading.problem import shown

LEVEL = "warning"
BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Titles of several lines."""
    for record in titled(atlas):
        if record.is_broken or BREAK.search(record.label):
            yield Finding(title_place(record), f"{shown(record.label)} holds a line break", "write it as one line")
