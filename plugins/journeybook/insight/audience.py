"""What a site for an audience leaves out: records that are for a narrower one, what stands in them, and what is about nothing else.

Records are taken out before anything is built from them, with everything that names them (`pruning`): a page, an index or a file
that is made of the rest cannot tell what it never saw. The rules, for authors, stand in the page on publishing.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import Any, get_args

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.counted_records import named, settled
from journeybook.atlas.counts import Count
from journeybook.atlas.entry import Entry
from journeybook.atlas.linking import build
from journeybook.insight.glossary_uses import used_in
from journeybook.insight.pruning import Pruned, copied, linked
from journeybook.insight.unseen_ways import untold
from journeybook.model import Library, Map, Moment, Part, Settings, parts_within
from journeybook.model.record import Audience, part_fields

AUDIENCES: tuple[str, ...] = get_args(get_args(Audience)[0])
"""From the widest to the narrowest."""
UNSAID = "employees"
"""Whom a map is for that does not say it, and a record of the library that nothing uses."""
SAYS = re.compile(rf"""\baudience["']?\s*:\s*["']?({"|".join(AUDIENCES)})\b""")
Files = Sequence[tuple[str, Map | Library]]


def seen_by(atlas: Atlas, files: Files, counts: Sequence[Count], audience: str) -> Atlas:
    """`atlas`, which was built from `files` and the rows `counts`, as it is for `audience`: without what is for a narrower one,
    and without any trace of it. The atlas itself where that is everything."""
    if audience == AUDIENCES[-1]:
        return atlas
    hidden = Hidden(atlas, files, audience)
    kept_counts = [count for count in counts if not hidden.leaves_out(count)]
    if audience == UNSAID and not hidden.parts and len(kept_counts) == len(counts):
        return atlas
    hidden.add_unused(kept_counts)
    pruned = Pruned(atlas, hidden.parts, audience == AUDIENCES[0])
    kept = [(path, record) for path, file in files if (record := pruned.file(path, file)) is not None]
    kept = _with_used_terms(kept)
    sources = {path: source for path, source in atlas.sources.items() if path in dict(kept)}
    found, _ = build(atlas.name, _settings(atlas.settings, files, kept), sources, kept, atlas.unread, atlas.closed)
    found.has_file, found.fault_of_picture = atlas.has_file, atlas.fault_of_picture
    found.counts, _ = settled(found, kept_counts)
    shown = {count.place for count in found.counts}
    found.unseen_counts = tuple(count for count in atlas.counts if count.place not in shown)
    found.unseen_launches = _unseen_launches(atlas, found)
    found.lacks_owners = pruned.lacks_owners
    found.untold_flows = untold(atlas, found)
    return found


def _unseen_launches(atlas: Atlas, seen: Atlas) -> dict[str, tuple[datetime.date, ...]]:
    """When what `seen` leaves out of `atlas` shipped, by metric: what followed may be its doing, whoever is told of it."""

    def name(improvement: Entry) -> tuple[str, str]:
        """By what it is the same in a translation: that is no further one."""
        return (atlas.original(atlas.maps[improvement.map.id]).id if improvement.map else "", improvement.id)

    told = {name(it) for it in seen.items.get("improvement", ())}
    found: dict[str, set[datetime.date]] = {}
    for improvement in atlas.items.get("improvement", ()):
        day, is_twin = improvement.record.shipped, improvement.map is not None and improvement.map.id in atlas.translations
        if day is not None and not is_twin and name(improvement) not in told:
            for metric in atlas.targets(improvement, "metric"):
                found.setdefault(metric.id, set()).add(day)
    return {metric: tuple(sorted(days)) for metric, days in found.items()}


def may_see(atlas: Atlas, files: Files, seen: Atlas, audience: str, path: str) -> bool:
    """Whether the `audience`, which sees `seen` of `atlas`, may be shown what is wrong in the file `path`, and its lines. One that
    could not be read is for the narrowest audience that it names, else as a map is that says nothing."""
    source = atlas.sources.get(path)
    if source is None or path == "atlas.yml":
        return True
    if any(path == read for read, _ in files):
        return path in seen.sources
    said = map(AUDIENCES.index, SAYS.findall(source.text) or [UNSAID])
    return max(said) <= AUDIENCES.index(audience)


class Hidden:
    """What a site for `audience` leaves out: `parts` holds the records, and every part of them, by their `id()`."""

    def __init__(self, atlas: Atlas, files: Files, audience: str) -> None:
        self.atlas, self.reach = atlas, AUDIENCES.index(audience)
        self.parts: dict[int, Part] = {}
        for _, file in files:
            self._mark(file, False)
        while self.parts and self._follow():
            pass

    def __contains__(self, part: Part) -> bool:
        return id(part) in self.parts

    def narrower(self, audience: str | None) -> bool:
        """Whether what is for `audience` is not for this site's."""
        return bool(audience) and AUDIENCES.index(audience) > self.reach

    def leaves_out(self, count: Count) -> bool:
        """Whether a row goes: it says so itself, or names what is left out."""
        return self.narrower(count.audience) or any(entry.record in self for entry in named(self.atlas, count))

    def add_unused(self, counts: Sequence[Count]) -> None:
        """Leaves out the library's records that nothing uses of what is left, but for those that say whom they are for. Which
        words of the glossary are used shows only when it is known which texts are left."""
        used = self._used(counts)
        for entry in self._of_library():
            if entry.kind != "term" and not entry.record.audience and entry not in used:
                self._add(entry.record)

    def _mark(self, part: Part, within: bool) -> None:
        said = getattr(part, "audience", None)
        within = within or self.narrower(said or (UNSAID if isinstance(part, Map) else None))
        if within:
            self.parts[id(part)] = part
        for inner in _inner(part):
            self._mark(inner, within)

    def _follow(self) -> bool:
        """Leaves out what is about nothing but what is left out: items all of whose places are, views of somebody who is, and
        maps all of whose stages are."""
        before = len(self.parts)
        for item in (item for items in self.atlas.items.values() for item in items):
            places = self.atlas.targets(item, "at") if item.record.at else []
            if places and all(place.record in self for place in places):
                self._add(item.record)
        for reference in self.atlas.references:
            if reference.field == "perspectives" and reference.target.record in self and isinstance(reference.part, Moment):
                self._add(reference.part.perspectives[reference.at])
        for map_ in self.atlas.maps.values():
            if all(stage in self for stage in map_.record.stages):
                self._add(map_.record)
        return len(self.parts) > before

    def _add(self, part: Part) -> None:
        self.parts.update((id(inner), inner) for inner in parts_within(part))

    def _of_library(self) -> Iterator[Entry]:
        """The records that stand in the library's files and are not left out."""
        tables = [table.values() for table in self.atlas.library.values()]
        free = [[item for item in items if item.map is None] for items in self.atlas.items.values()]
        for entry in (entry for table in (*tables, *free) for entry in table):
            if entry.map is None and entry.within is None and not entry.implied and entry.record not in self:
                yield entry

    def _used(self, counts: Sequence[Count]) -> set[Entry]:
        """What maps, numbers of maps, and records that say whom they are for, lead to."""
        onward: dict[Entry, list[Entry]] = {}
        for reference in self.atlas.references:
            if reference.part not in self:
                onward.setdefault(reference.source, []).append(reference.target)
        for entry, target in linked(self.atlas):
            onward.setdefault(entry, []).append(target)
        queue = [entry for entry in self.atlas.entries() if entry.map is not None and entry.record not in self]
        queue += [entry for entry in self._of_library() if entry.record.audience]
        queue += [entry for count in counts if count.map for entry in named(self.atlas, count)]
        used = set(queue)
        while queue:
            for target in onward.get(queue.pop(), ()):
                if target not in used:
                    used.add(target)
                    queue.append(target)
        return used


def _inner(part: Part) -> Iterator[Part]:
    for name, _ in part_fields(type(part)):
        value = getattr(part, name)
        if value:
            values = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
            yield from (inner for inner in values if isinstance(inner, Part))


def _with_used_terms(files: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """`files` without the words of the glossary that no text of theirs uses, but for those that say whom they are for."""
    terms = {id(term): term for _, file in files if isinstance(file, Library) for term in file.terms}
    used = used_in((file for _, file in files), terms.values())
    gone = terms.keys() - {id(term) for term in used} - {name for name, term in terms.items() if term.audience}

    def kept(file: Map | Library) -> Map | Library:
        if not isinstance(file, Library) or not any(id(term) in gone for term in file.terms):
            return file
        return copied(file, {"terms": tuple(term for term in file.terms if id(term) not in gone)})

    return [(path, kept(file)) for path, file in files]


def _settings(settings: Settings, files: Files, kept: Files) -> Settings:
    """`settings` without the tags that only what is left out has."""
    here, everywhere = _tags(kept), _tags(files)
    tags = tuple(tag for tag in settings.tags if tag in here or tag not in everywhere)
    return settings if tags == settings.tags else copied(settings, {"tags": tags})


def _tags(files: Files) -> set[str]:
    return {tag for _, file in files for part in parts_within(file) for tag in getattr(part, "tags", ())}
