"""Two teams are named as accountable for one thing.

Two who are answerable are none: each waits for the other. One team is the owner; the others take part (`raci`) or owe
something (`duties`). Both are shown until somebody decides.

    owner: [marketing, sales]                                  # wrong
    owner: marketing                                           # right
    raci: {responsible: [marketing, sales]}
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas import Atlas
from journeybook.model import Moment, Part
from journeybook.model.maps import Owner
from journeybook.problems import Place, shown
from journeybook.rules.finding import Finding

LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Owners and accountables that name a second team."""
    for part in atlas.parts:
        if not isinstance(getattr(part, "owner", None), Owner | tuple) and getattr(part, "raci", None) is None:
            continue
        named = list(_named(atlas, part))
        other = next((entry for entry in named if entry[0] != named[0][0]), None)
        if other is not None:
            message = f"{shown(named[0][1])} and {shown(other[1])} are both named as accountable"
            hint = "one team is answerable; name the other one under 'raci: {responsible: …}' or 'duties'"
            yield Finding(other[2], message, hint, ((named[0][2], "the first one"),))


def _named(atlas: Atlas, part: Part) -> Iterator[tuple[str, str, Place]]:
    """The teams that `part` makes answerable: what tells them apart, as written, where."""
    owner = part.owner
    fields = [(owner, "team", owner.team)] if isinstance(owner, Owner) else [(part, "owner", owner or ())]
    raci = part.raci if isinstance(part, Moment) else None
    if raci is not None:
        fields.append((raci, "accountable", raci.accountable))
    for holder, key, texts in fields:
        for number, text in enumerate(texts):
            word = text.rstrip("? ")
            if word:
                found = atlas.find("team", word)
                yield found.id if found else word.casefold(), word, holder.place(key, number)
