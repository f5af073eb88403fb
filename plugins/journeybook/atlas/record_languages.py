"""Which language the records of a library are written in, where nobody says so.

A record whose name holds Chinese characters is written in the atlas's one language that uses them. Else it is in the language
of the maps that speak of it, and what no map names (a channel behind a touchpoint) in that of the records that do. Where these
are several languages, nobody can tell.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from journeybook.atlas.entry import Entry

if TYPE_CHECKING:
    from journeybook.atlas.atlas import Atlas

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
WITH_HAN = ("zh", "ja")


def languages(atlas: Atlas) -> dict[Entry, str]:
    """The language of each record of the library that has one; a translation does not count, as it speaks of the same records."""
    found: defaultdict[Entry, set[str]] = defaultdict(set)
    within: list[tuple[Entry, Entry]] = []
    for reference in atlas.references:
        source, target = reference.source, reference.target
        if target.map is None and source.map is None:
            within.append((source, target))
        elif target.map is None and source.map is not None and source.map.id not in atlas.translations:
            found[target].add(atlas.lang_of(source.map))
    named_by_maps = set(found)
    for _ in range(3):  # a touchpoint's channel, the channel's owner, the team above it
        for source, target in within:
            if target not in named_by_maps:
                found[target] |= found[source]
    told = {entry: next(iter(langs)) for entry, langs in found.items() if len(langs) == 1}
    return told | _by_script(atlas)


def _by_script(atlas: Atlas) -> dict[Entry, str]:
    spoken = {atlas.lang_of(map_) for map_ in atlas.maps.values()} | {atlas.lang}
    writing = [lang for lang in spoken if lang.lower().startswith(WITH_HAN)]
    if len(writing) != 1:
        return {}
    return {entry: writing[0] for table in atlas.library.values() for entry in table.values() if HAN.search(entry.label)}
