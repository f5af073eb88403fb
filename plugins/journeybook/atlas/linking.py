"""Decoded files to an atlas: gives every record its id, finds what each reference means, reports what is double or dangling.

Names of a kind that the library does not define are taken as written and get an implied record; what the atlas answers
once it is filled is `atlas`' part, what is said of names that mean nothing `unknown_names`'.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import EXIT, Entry, Reference
from journeybook.atlas.unknown_names import KIND_CLASSES, UnknownNames
from journeybook.atlas.unreadable import NOTHING_UNREAD, Unread
from journeybook.model import (
    ITEM_KINDS,
    KINDS,
    Library,
    Map,
    Moment,
    Named,
    Part,
    Record,
    Settings,
    Stage,
    inner_parts,
    reference_fields,
)
from journeybook.model.maps import Transition
from journeybook.model.values import RefTo
from journeybook.reading import ids, last_guard
from journeybook.reading.problem import Problem, shown
from journeybook.reading.tree import STAND_IN
from journeybook.reading.yaml_text import Source

KINDS_BY_KIND = frozenset(cls.kind for cls in KINDS.values())


def build(
    name: str,
    settings: Settings,
    sources: dict[str, Source],
    files: list[tuple[str, Map | Library]],
    unread: Unread = NOTHING_UNREAD,
    closed: Iterable[str] = (),
) -> tuple[Atlas, list[Problem]]:
    """The atlas of the decoded `files` (path, record), and what is wrong between them: double and dangling ids. What stands
    in `unread` may be what a name means. Of the kinds `closed` there are no records but defined ones, even if none is."""
    atlas = Atlas(name, settings, sources, unread=unread, closed=set(closed))
    builder = _Builder(atlas)
    for path, file in sorted(files, key=lambda pair: isinstance(pair[1], Map)):
        with last_guard.guarded(path, "naming the records", builder.problems):
            if isinstance(file, Map):
                builder.add_map(path, file)
            else:
                builder.add_library(file)
    builder.link()
    return atlas, builder.problems


class _Builder:
    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.problems: list[Problem] = []
        self.owners: list[tuple[Entry, Part]] = []
        self.unknown = UnknownNames(atlas)
        self.free_items: dict[str, dict[str, Entry]] = {cls.kind: {} for cls in ITEM_KINDS.values()}
        """The items of the library by kind and id."""
        self.labels: dict[tuple[str, str], Entry] = {}
        """The first record of each kind and name, whatever its case."""
        self.in_place: dict[int, Entry] = {}
        """The entries of the records that stand within others, by the record."""
        self.written: dict[tuple[str, str], Entry] = {}
        """The first of those without an id, by kind and name."""

    def add_library(self, file: Library) -> None:
        for key, cls in KINDS.items():
            for record in getattr(file, key):
                self.atlas.closed.add(cls.kind)
                entry = Entry(cls.kind, "", record)
                self._name(self.atlas.library[cls.kind], entry)
                self._collect(entry, record)
        self._add_items([(file, None, "")], None)

    def add_map(self, path: str, record: Map) -> None:
        stem = path.rpartition("/")[2].rpartition(".")[0]
        entry = Entry("map", "", record)
        entry.map = entry
        self._name(self.atlas.maps, entry, ids.slug(stem))
        spots = self.atlas.spots.setdefault(entry.id, {})
        found: list[Entry] = []
        for stage in record.stages:
            stage_entry = Entry("stage", "", stage, entry, entry)
            found.append(stage_entry)
            found += [Entry("step", "", step, entry, stage_entry) for step in stage.steps]
        self._name_all(spots, found)
        spots_in_order = {spot.id: spot for spot in found}
        spots.clear()
        spots.update(spots_in_order)
        holders: list[tuple[Part, Entry | None, str]] = [(record, entry, "")]
        for spot in found:
            holders.append((spot.record, spot, ""))
            holders += [(perspective, spot, role) for role, perspective in spot.record.perspectives.items()]
        self._add_items(holders, entry)

    def _add_items(self, holders: list[tuple[Part, Entry | None, str]], map_: Entry | None) -> None:
        """Adds the items of all `holders` (what holds them, where it stands, whose perspective it is) of one map at once:
        an id stated anywhere in it goes before a derived one."""
        found = [
            [Entry(cls.kind, "", item, map_, within, False, role) for key, cls in ITEM_KINDS.items() for item in getattr(holder, key)]
            for holder, within, role in holders
        ]
        for kind, free in self.free_items.items():
            items = [item for own in found for item in own if item.kind == kind]
            self._name_all({} if map_ else free, items)
            self.atlas.items[kind] += items
        for (holder, within, role), own in zip(holders, found, strict=True):
            if within is not None and not role:
                self._collect(within, holder)
            for item in own:
                self._collect(item, item.record)

    def _name_all(self, table: dict[str, Entry], entries: list[Entry]) -> None:
        """Gives every entry its id: the stated ones first, so that a derived one never takes a stated one's place."""
        for entry in sorted(entries, key=lambda entry: entry.record.id is None):
            self._name(table, entry)

    def _name(self, table: dict[str, Entry], entry: Entry, derived: str = "") -> None:
        stated = entry.record.id
        if stated is None:
            entry.id = ids.unique(derived or ids.slug(entry.label, entry.kind), table)
        else:
            entry.id = stated
            if stated in table:
                entry.id = ids.unique(stated, table)
                self._report_double(table[stated], entry)
        table[entry.id] = entry
        self.labels.setdefault((entry.kind, entry.label.casefold()), entry)

    def _report_double(self, first: Entry, second: Entry) -> None:
        """Reports that `second`, which has a free id already, states that of `first`."""
        self.atlas.misnamed.append(second.label)
        message = f"the {second.kind} id {shown(first.id)} is given twice"
        related = ((first.record.place("id"), "the first one"),)
        hint = f"give one of them another id, such as {shown(second.id)}"
        self.problems.append(Problem(second.record.place("id"), "duplicate-id", message, hint=hint, related=related))

    def _collect(self, entry: Entry, part: Part) -> None:
        """Remembers the parts of `entry` whose references are to be linked once everything is known."""
        self.owners.append((entry, part))
        for inner in inner_parts(part):
            if isinstance(inner, Record) and not isinstance(inner, Moment) and inner.kind in KINDS_BY_KIND:
                self._add_in_place(entry, inner)
            elif not isinstance(inner, Stage) and not inner.stands_alone:
                self._collect(entry, inner)

    def _add_in_place(self, entry: Entry, record: Record) -> None:
        table = self.atlas.library[record.kind]
        inner = Entry(record.kind, "", record, entry.map, entry)
        if record.id is None:
            same = self.written.setdefault((record.kind, record.label), inner)
            # Not ==, which would compare their places too.
            if same is not inner and same.record.model_dump() == record.model_dump():
                self.in_place[id(record)] = same
                return
        self._name(table, inner)
        self.in_place[id(record)] = inner
        self._collect(inner, record)

    def link(self) -> None:
        for entry, part in self.owners:
            try:
                for name, key, mark in reference_fields(type(part)):
                    value = getattr(part, name)
                    if value:
                        self._link_field(entry, part, name, key, mark, value)
            except Exception as error:
                self.problems.append(last_guard.problem(entry.record.file, "following the references", error))

    def _link_field(self, entry: Entry, part: Part, name: str, key: str, mark: Any, value: Any) -> None:
        texts = list(value) if isinstance(value, tuple | dict) else [value]
        for number, text in enumerate(texts):
            if isinstance(text, Record):
                target, sure = self.in_place.get(id(text)), True
            else:
                sure = not (mark.doubt and text.endswith("?"))
                word = text.rstrip("? ") if mark.doubt else text
                if not word or word == STAND_IN or (mark.kind == "step" and word == EXIT):
                    continue
                target = self._target(entry, part, key, number, word, mark)
            if target is not None:
                at = text if isinstance(value, dict) else number
                self.atlas.references.append(Reference(entry, part, name, target, key, at, sure))

    def _target(self, entry: Entry, part: Part, key: str, number: int, word: str, mark: RefTo) -> Entry | None:
        kind = mark.kind
        if kind == "role":
            return self.atlas.find("persona", word) or self.atlas.find("team", word)
        if kind in ("rule", "label"):
            return None
        found = self.atlas.find(kind, word, entry.map)
        if found is not None and isinstance(part, Transition) and key == "from" and (found.kind == "map" or found.map is not entry.map):
            where = "the map itself" if found is entry.map else "another map" if found.kind == "map" else "part of another map"
            message = f"a transition begins at a stage or step of its own map, and {shown(word)} is {where}"
            hint = "name the stage or step" if found is entry.map else "write it in the map where it begins"
            self.problems.append(Problem(part.place(key, number), "unknown-reference", message, hint=hint))
            return None
        if found is not None:
            return found
        if kind in self.atlas.library and kind not in self.atlas.closed:
            return self._imply(kind, word, Named(part, (key, number)))
        if not self._is_unread(word):
            self.problems.append(self.unknown.problem(entry, part, (key, number), word, mark))
        return None

    def _is_unread(self, word: str) -> bool:
        """Whether what `word` names may stand in a file that could not be read: the map before '#' or, in a map that could
        be, the rest."""
        map_name, _, name = word.rpartition("#")
        missing = map_name if map_name and self.atlas.find("map", map_name) is None else name
        return self.atlas.unread.may_hold(missing)

    def _imply(self, kind: str, word: str, where: Named) -> Entry:
        cls, table = KIND_CLASSES[kind], self.atlas.library[kind]
        same = self.labels.get((kind, word.casefold()))
        if same is not None:
            return same
        record = cls.model_validate({cls.title_field: word}, context=where)
        entry = Entry(kind, "", record, implied=True)
        self._name(table, entry)
        return entry
