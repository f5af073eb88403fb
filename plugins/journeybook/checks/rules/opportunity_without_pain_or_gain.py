"""An opportunity names neither a pain nor a gain.

An opportunity that rests on nothing a customer lives through is an idea in search of a problem. Drafts may still
search.

    opportunities:
      - {id: pay-your-way, title: Pay the way you want}                        # wrong
      - {id: pay-your-way, title: Pay the way you want, pains: [no-wallet]}    # right
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import is_past_draft, title_place
from journeybook.reading.problem import shown

BY_ABSENCE = True
LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Opportunities without a root, in the library and in maps past their draft."""
    for entry in atlas.items["opportunity"]:
        if is_past_draft(entry.map) and not entry.record.pains and not entry.record.gains:
            message = f"the opportunity {shown(entry.label)} names no pain and no gain"
            yield Finding(title_place(entry.record), message, "add 'pains: […]' or 'gains: […]'")
