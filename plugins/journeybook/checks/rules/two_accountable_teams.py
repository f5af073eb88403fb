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

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.model import Part
from journeybook.model.maps import Owner
from journeybook.reading.problem import shown

LEVEL = "warning"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Owners and accountables that name a second team."""
    for part in atlas.parts:
        named = list(_named(part)) if _names_several(part) else []
        teams = [found.id if (found := atlas.find("team", word)) else word.casefold() for word, *_ in named[1:] and named]
        other = next((number for number, team in enumerate(teams) if team != teams[0]), 0)
        if other:
            (first, holder, key, number), (second, other_holder, other_key, other_number) = named[0], named[other]
            message = f"{shown(first)} and {shown(second)} are both named as accountable"
            hint = "one team is answerable; name the other one under 'raci: {responsible: …}' or 'duties'"
            related = ((holder.place(key, number), "the first one"),)
            yield Finding(other_holder.place(other_key, other_number), message, hint, related)


def _names_several(part: Part) -> bool:
    """Whether more than one name can stand there at all; that is seldom, and soon seen."""
    fields = vars(part)
    owner, raci = fields.get("owner"), fields.get("raci")
    teams = owner.team if isinstance(owner, Owner) else owner or ()
    return len(teams) > 1 or (raci is not None and bool(raci.accountable))


def _named(part: Part) -> Iterator[tuple[str, Part, str, int]]:
    """The teams that `part` makes answerable: as written, and what leads to the place."""
    fields = vars(part)
    owner, raci = fields.get("owner"), fields.get("raci")
    holders = [(owner, "team", owner.team)] if isinstance(owner, Owner) else [(part, "owner", owner)] if owner else []
    if raci is not None:
        holders.append((raci, "accountable", raci.accountable))
    for holder, key, texts in holders:
        for number, text in enumerate(texts):
            word = text.rstrip("? ")
            if word:
                yield word, holder, key, number
