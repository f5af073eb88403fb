"""An alias is the id of another record, or two records claim it.

`aliases` keep old links alive: each must lead to one place. Ids and aliases of one kind differ (stages and steps of
one map are one kind; so are all maps, all teams, the pains of one map).

    teams:
      - {id: shop, name: Shop}
      - {id: ecommerce, name: E-commerce, aliases: [shop]}     # wrong: shop is a team
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.checks.rules.finding import Finding
from journeybook.reading.problem import shown

LEVEL = "error"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Aliases that lead to two places."""
    for table in _namespaces(atlas):
        claimed: dict[str, Entry] = {}
        for entry in table.values():
            for number, alias in enumerate(entry.record.aliases):
                other = table.get(alias) or claimed.get(alias)
                if other is None:
                    claimed[alias] = entry
                    continue
                own = "its own id" if table.get(alias) is entry else "given twice"
                what = f"the id of {shown(other.label)}" if alias in table else f"an alias of {shown(other.label)} too"
                message = f"the alias {shown(alias)} is {own if other is entry else what}"
                yield Finding(entry.record.place("aliases", number), message, "an old id leads to one place; remove it here")


def _namespaces(atlas: Atlas) -> Iterator[dict[str, Entry]]:
    """The tables within which ids and aliases differ."""
    yield from (*atlas.library.values(), atlas.maps, *atlas.spots.values())
    for items in atlas.items.values():
        by_map: dict[Entry | None, dict[str, Entry]] = {}
        for item in items:
            by_map.setdefault(item.map, {})[item.id] = item
        yield from by_map.values()
