"""The atlas: every map and library record of one folder, indexed by id, with references both ways.

The one object that answers questions; pages, rules and exports only ask. What files there are and how they are read is
`folder`'s part; how stages and steps are connected is `ways`'.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from journeybook import ids
from journeybook.model import (
    ITEM_KINDS,
    KINDS,
    Library,
    Map,
    Moment,
    Part,
    Record,
    Settings,
    Stage,
    part_fields,
    parts_within,
    reference_fields,
)
from journeybook.problems import Place, Problem, did_you_mean, shown
from journeybook.source import Source

KIND_CLASSES: dict[str, type[Record]] = {cls.kind: cls for cls in (*KINDS.values(), *ITEM_KINDS.values(), Map)}
PLURALS: dict[str, str] = {cls.kind: key for key, cls in {**KINDS, **ITEM_KINDS}.items()} | {"map": "maps"}
EXIT = "exit"
GUESSES = 200_000
"""How many names are compared to find what unknown ones were meant to be; thousands of them come from one cause."""


@dataclass(eq=False)
class Entry:
    """A record as the atlas knows it: with its id, and the map, stage or step that it stands in.

    `implied` tells that nobody defined it: a map merely named it, and its kind is still open. `perspective` is the name of
    the perspective that an item stands in.
    """

    kind: str
    id: str
    record: Any
    map: Entry | None = None
    within: Entry | None = None
    implied: bool = False
    perspective: str = ""

    @property
    def label(self) -> str:
        """What people call it."""
        return self.record.label

    @property
    def anchor(self) -> str:
        """Its permanent anchor on the page of its map."""
        return self.id if self.kind in ("stage", "step") else f"{self.kind}-{self.id}"

    @property
    def stage(self) -> Entry | None:
        """The stage that it is or stands in."""
        entry: Entry | None = self
        while entry is not None and entry.kind != "stage":
            entry = entry.within
        return entry

    def __repr__(self) -> str:
        return f"<{self.kind} {f'{self.map.id}#' if self.map and self.map is not self else ''}{self.id}>"


@dataclass(frozen=True, eq=False)
class Reference:
    """One naming of a record by another. `part` is the record or part that holds the field."""

    source: Entry
    part: Part
    field: str
    target: Entry
    place: Place
    sure: bool = True


@dataclass(frozen=True)
class Owned:
    """A team that is named as owner; `sure` is False where the author wrote a question mark."""

    team: Entry
    sure: bool = True


@dataclass
class Atlas:
    """All maps and records of a folder. Filled by `build`; frozen in use."""

    name: str
    settings: Settings
    sources: dict[str, Source] = field(default_factory=dict)
    maps: dict[str, Entry] = field(default_factory=dict)
    library: dict[str, dict[str, Entry]] = field(default_factory=lambda: {cls.kind: {} for cls in KINDS.values()})
    spots: dict[str, dict[str, Entry]] = field(default_factory=dict)
    items: dict[str, list[Entry]] = field(default_factory=lambda: {cls.kind: [] for cls in ITEM_KINDS.values()})
    references: list[Reference] = field(default_factory=list)
    counts: tuple[Any, ...] = ()
    closed: set[str] = field(default_factory=set)
    _aliases: dict[int, dict[str, Entry]] = field(default_factory=dict, init=False, repr=False)
    """Earlier ids by table. Filled when somebody asks, and so when all records with aliases are there."""
    has_file: Callable[[str], bool] = field(default=lambda path: True, repr=False)
    """Whether a file (a picture, say) stands in the folder: the answer of whoever read the folder."""

    @cached_property
    def lang(self) -> str:
        """The language of maps that do not say their own."""
        return self.settings.lang or "en"

    def lang_of(self, entry: Entry | None) -> str:
        """The language that `entry` is written in."""
        return (entry.map.record.lang if entry is not None and entry.map else None) or self.lang

    def stages(self, map_: Entry) -> list[Entry]:
        """The stages of a map, in order."""
        return [spot for spot in self.spots[map_.id].values() if spot.kind == "stage"]

    def steps(self, stage: Entry) -> list[Entry]:
        """The steps of a stage, in order; empty where the stage carries everything itself."""
        return self._steps_by_stage.get(id(stage), [])

    @cached_property
    def _steps_by_stage(self) -> dict[int, list[Entry]]:
        found: dict[int, list[Entry]] = {}
        for spots in self.spots.values():
            for spot in spots.values():
                if spot.kind == "step":
                    found.setdefault(id(spot.within), []).append(spot)
        return found

    def moments(self, map_: Entry) -> list[Entry]:
        """The columns of a map: its steps, and its stages that have none."""
        return [spot for stage in self.stages(map_) for spot in (self.steps(stage) or [stage])]

    def items_of(self, map_: Entry, kind: str) -> list[Entry]:
        """The pains, gains, opportunities or improvements of a map, in the order of the file."""
        return [item for item in self._items_by_map.get(map_.id, []) if item.kind == kind]

    @cached_property
    def _items_by_map(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for items in self.items.values():
            for item in items:
                if item.map is not None:
                    found.setdefault(item.map.id, []).append(item)
        return found

    def spots_of(self, item: Entry) -> list[Entry]:
        """The stages and steps that an item belongs to: those it names with `at`, else the one it stands in."""
        named = self.targets(item, "at")
        if named:
            return named
        within = item.within
        return [within] if within is not None and within.kind in ("stage", "step") else []

    def targets(self, entry: Entry, name: str, part: Part | None = None) -> list[Entry]:
        """The records that the field `name` of `entry` (or of one of its parts) names, in order."""
        part = part if part is not None else entry.record
        return [reference.target for reference in self.named_by(part, name)]

    def named_by(self, part: Part, name: str) -> list[Reference]:
        """The references that the field `name` of a record or part makes, in order."""
        return [reference for reference in self._by_part.get(id(part), []) if reference.field == name]

    @cached_property
    def _by_part(self) -> dict[int, list[Reference]]:
        found: dict[int, list[Reference]] = {}
        for reference in self.references:
            found.setdefault(id(reference.part), []).append(reference)
        return found

    def referring_to(self, target: Entry) -> list[Reference]:
        """Everything that names `target`, in the order of the files."""
        return self._by_target.get(id(target), [])

    @cached_property
    def _by_target(self) -> dict[int, list[Reference]]:
        found: dict[int, list[Reference]] = {}
        for reference in self.references:
            found.setdefault(id(reference.target), []).append(reference)
        return found

    def owners(self, entry: Entry) -> list[Owned]:
        """The teams that `entry` names as its owner itself; none where it says nothing or only '?'."""
        owner = getattr(entry.record, "owner", None)
        part = owner if isinstance(owner, Part) else entry.record
        name = "team" if isinstance(owner, Part) else "owner"
        return [Owned(reference.target, reference.sure) for reference in self.named_by(part, name)]

    def accountable(self, entry: Entry) -> list[Owned]:
        """The teams answerable for `entry`: its own owner, or that of the nearest thing around it that has one."""
        here: Entry | None = entry
        while here is not None:
            raci = getattr(here.record, "raci", None)
            own = self.owners(here)
            if not own and raci is not None:
                own = [Owned(r.target, r.sure) for r in self.named_by(raci, "accountable")]
            if own or says_unknown(here.record):
                return own
            if here.kind in ITEM_KINDS_BY_KIND and here.within is here.map and self.spots_of(here):
                here = self.spots_of(here)[0]
            else:
                here = here.within
        return []

    def find(self, kind: str, name: str, map_: Entry | None = None) -> Entry | None:
        """The record of `kind` that `name` (an id or an earlier id) means, as seen from `map_`."""
        if kind == "map":
            return self._aliased(self.maps, name)
        if kind == "step":
            return self._find_spot(name, map_)
        if kind in self.items:
            return self._find_item(kind, name, map_)
        return self._aliased(self.library.get(kind, {}), name)

    def _aliased(self, table: dict[str, Entry], name: str) -> Entry | None:
        name = ids.normal(name)
        aliases = self._aliases.get(id(table))
        if aliases is None:
            last_first = reversed(table.values())
            aliases = {alias: entry for entry in last_first for alias in entry.record.aliases}
            self._aliases[id(table)] = aliases
        return table.get(name) or aliases.get(name)

    def _find_spot(self, name: str, map_: Entry | None) -> Entry | None:
        map_name, hash_, spot_name = name.rpartition("#")
        if hash_:
            map_ = self._aliased(self.maps, map_name)
            return self._aliased(self.spots[map_.id], spot_name) if map_ else None
        found = self._aliased(self.spots[map_.id], name) if map_ else None
        return found or self._aliased(self.maps, name)

    def _find_item(self, kind: str, name: str, map_: Entry | None) -> Entry | None:
        map_name, hash_, item_name = name.rpartition("#")
        if hash_:
            map_ = self._aliased(self.maps, map_name)
        own = self._items_by_id.get((kind, map_.id)) if map_ else None
        found = self._aliased(own, item_name) if own else None
        free = self._items_by_id.get((kind, ""))
        return found if found or hash_ or not free else self._aliased(free, item_name)

    @cached_property
    def _items_by_id(self) -> dict[tuple[str, str], dict[str, Entry]]:
        """The items by kind and map (empty for the library's), and by id."""
        found: dict[tuple[str, str], dict[str, Entry]] = {}
        for kind, items in self.items.items():
            for item in items:
                found.setdefault((kind, item.map.id if item.map else ""), {})[item.id] = item
        return found

    def entries(self) -> Iterator[Entry]:
        """Every record: the library's, then each map with its stages, steps and items."""
        for table in self.library.values():
            yield from table.values()
        for map_ in self.maps.values():
            yield map_
            yield from self.spots[map_.id].values()
        for items in self.items.values():
            yield from items

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Every record and part that stands in a file: the library's, then each map's, from the outside in."""
        outer = [entry for table in self.library.values() for entry in table.values() if not entry.implied]
        outer += [*self.maps.values(), *(item for items in self.items.values() for item in items)]
        tops = [entry.record for entry in outer if entry.within is None and entry.map in (None, entry)]
        return tuple(part for top in tops for part in parts_within(top))


ITEM_KINDS_BY_KIND = frozenset(cls.kind for cls in ITEM_KINDS.values())


def says_unknown(record: Any) -> bool:
    """Whether the record says that its owner is not known ('?')."""
    owner = getattr(record, "owner", None)
    teams = getattr(owner, "team", owner)
    return bool(teams) and all(team == "?" for team in teams if isinstance(team, str))


def build(
    name: str,
    settings: Settings,
    sources: dict[str, Source],
    files: list[tuple[str, Map | Library]],
    counts: tuple[Any, ...] = (),
) -> tuple[Atlas, list[Problem]]:
    """The atlas of the decoded `files` (path, record), and what is wrong between them: double and dangling ids."""
    atlas = Atlas(name, settings, sources, counts=counts)
    builder = _Builder(atlas)
    for _, file in files:
        if isinstance(file, Library):
            builder.add_library(file)
    for path, file in files:
        if isinstance(file, Map):
            builder.add_map(path, file)
    builder.link()
    return atlas, builder.problems


class _Builder:
    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.problems: list[Problem] = []
        self.owners: list[tuple[Entry, Part]] = []
        self.patience = GUESSES
        self.free_items: dict[str, dict[str, Entry]] = {cls.kind: {} for cls in ITEM_KINDS.values()}
        """The items of the library by kind and id."""
        self.labels: dict[tuple[str, str], Entry] = {}
        """The first record of each kind and name, whatever its case."""
        self.in_place: dict[int, Entry] = {}
        """The entries of the records that stand within others, by the record."""
        self.written: dict[tuple[str, str], Entry] = {}
        """The first of those without an id, by kind and name."""
        unread = [source.text for source in atlas.sources.values() if source.tree is None]
        self.unread = "\n".join(unread)

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
            [Entry(cls.kind, "", item, map_, *place) for key, cls in ITEM_KINDS.items() for item in getattr(holder, key)]
            for holder, *place in ((holder, within, False, role) for holder, within, role in holders)
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
                self._report_double(table[stated], entry)
                entry.id = ids.unique(stated, table)
        table[entry.id] = entry
        self.labels.setdefault((entry.kind, entry.label.casefold()), entry)

    def _report_double(self, first: Entry, second: Entry) -> None:
        message = f"the {second.kind} id {shown(second.id)} is given twice"
        where = second.record.place("id")
        related = ((first.record.place("id"), "the first one"),)
        self.problems.append(Problem(where, "duplicate-id", message, hint="ids of one kind differ", related=related))

    def _collect(self, entry: Entry, part: Part) -> None:
        """Remembers the parts of `entry` whose references are to be linked once everything is known."""
        self.owners.append((entry, part))
        for name, _ in part_fields(type(part)):
            value = getattr(part, name)
            values = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
            for inner in values:
                if isinstance(inner, Record) and not isinstance(inner, Moment) and inner.kind in KINDS_BY_KIND:
                    self._add_in_place(entry, inner)
                elif isinstance(inner, Part) and not isinstance(inner, Stage) and not _stands_alone(inner):
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
            for name, key, mark in reference_fields(type(part)):
                self._link_field(entry, part, name, key, mark)

    def _link_field(self, entry: Entry, part: Part, name: str, key: str, mark: Any) -> None:
        value = getattr(part, name)
        if value is None:
            return
        texts = list(value) if isinstance(value, tuple | dict) else [value]
        for number, text in enumerate(texts):
            if isinstance(text, Record):
                target, sure = self.in_place.get(id(text)), True
            else:
                sure = not (mark.doubt and text.endswith("?"))
                word = text.rstrip("? ") if mark.doubt else text
                if not word or (mark.kind == "step" and word == EXIT):
                    continue
                target = self._target(entry, part, key, number, word, mark.kind)
            if target is not None:
                where = part.place(key, text if isinstance(value, dict) else number)
                self.atlas.references.append(Reference(entry, part, name, target, where, sure))

    def _target(self, entry: Entry, part: Part, key: str, number: int, word: str, kind: str) -> Entry | None:
        if kind == "role":
            return self.atlas.find("persona", word) or self.atlas.find("team", word)
        if kind in ("rule", "label"):
            return None
        found = self.atlas.find(kind, word, entry.map)
        if found is not None:
            return found
        if kind in self.atlas.library and kind not in self.atlas.closed:
            return self._imply(kind, part.place(key, number), word, part)
        if word.rpartition("#")[2] not in self.unread:
            self._report_unknown(entry, part.place(key, number), word, kind)
        return None

    def _imply(self, kind: str, where: Place, word: str, part: Part) -> Entry:
        cls, table = KIND_CLASSES[kind], self.atlas.library[kind]
        same = self.labels.get((kind, word.casefold()))
        if same is not None:
            return same
        record = cls.model_validate({cls.title_field: word}, context=part.file)
        record._node = _Marked(where)
        entry = Entry(kind, "", record, implied=True)
        self._name(table, entry)
        return entry

    def _report_unknown(self, entry: Entry, where: Place, word: str, kind: str) -> None:
        choices = self._choices(kind, entry.map)
        self.patience -= len(choices)
        choices = choices if self.patience > 0 else {}
        what = "stage or step" if kind == "step" else kind
        hint = did_you_mean(word, choices)
        by_title = next((c for c, e in choices.items() if e is not None and e.label.casefold() == word.casefold()), None)
        if by_title:
            hint = f"did you mean {shown(by_title)}?"
        elsewhere = [m.id for m in self.atlas.maps.values() if word in self.atlas.spots[m.id]] if kind == "step" else []
        if elsewhere and not by_title:
            hint = f"in another map it is {shown(f'{elsewhere[0]}#{word}')}"
        message = f"{shown(word)} is no {what} of this {'map' if kind == 'step' else 'atlas'}"
        self.problems.append(Problem(where, "unknown-reference", message, hint=hint))

    def _choices(self, kind: str, map_: Entry | None) -> dict[str, Entry]:
        if kind == "map":
            return self.atlas.maps
        if kind == "step":
            return self.atlas.spots[map_.id] if map_ else {}
        if kind in self.atlas.items:
            return {item.id: item for item in self.atlas.items[kind] if item.map in (map_, None)}
        return self.atlas.library.get(kind, {})


KINDS_BY_KIND = frozenset(cls.kind for cls in KINDS.values())


def _stands_alone(part: Part) -> bool:
    """Whether the part gets an entry of its own, and so collects its references itself."""
    return isinstance(part, Record) and part.kind not in ("", "perspective")


@dataclass(frozen=True)
class _Marked:
    """A place in the guise of a node, for records that no node holds."""

    where: Place

    @property
    def start(self) -> Any:
        """The beginning, counted from 0 as YAML's marks are."""
        return _Mark(self.where.line - 1, self.where.column - 1)

    @property
    def end(self) -> Any:
        """The end, counted from 0."""
        return _Mark(self.where.end_line - 1, self.where.end_column - 1)


@dataclass(frozen=True)
class _Mark:
    line: int
    column: int
