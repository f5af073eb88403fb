"""The atlas: every map and library record of one folder, indexed by id, with references both ways.

The one object that answers questions; pages, rules and exports only ask. How it is filled is `linking`'s part, what files
there are `folder`'s, how stages and steps are connected `connections`'.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, TypeVar

from journeybook.atlas.entry import ITEM_KINDS_BY_KIND, Entry, Owned, Reference, says_unknown, spot_anchor
from journeybook.atlas.record_languages import languages
from journeybook.atlas.unreadable import NOTHING_UNREAD, Unread
from journeybook.model import ITEM_KINDS, KINDS, Part, Settings, parts_within
from journeybook.reading import ids
from journeybook.reading.yaml_text import Source

Answer = TypeVar("Answer")


def remembered(answer: Callable[..., Answer]) -> Callable[..., Answer]:
    """Has `answer` to a question about an atlas worked out once. It goes with the atlas, which a cache of Python's would hold:
    a preview reads one after the other."""

    @wraps(answer)
    def asked(atlas: Atlas, *more: Any) -> Answer:
        key = (answer, *more)
        if key not in atlas.known:
            atlas.known[key] = answer(atlas, *more)
        found: Answer = atlas.known[key]
        return found

    return asked


@dataclass(eq=False)
class Atlas:
    """All maps and records of a folder. Filled by `linking.build`; frozen in use, and so a key for what is worked out once."""

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
    unread: Unread = field(default=NOTHING_UNREAD, repr=False)
    """What could not be read, of which nothing may be said."""
    misnamed: list[str] = field(default_factory=list, repr=False)
    """Names that nobody knows, and what they were most likely meant to be: what they name is used, if it could be told."""
    miscounted: set[str] = field(default_factory=set, repr=False)
    """The kinds of which a row of numbers names a record that nobody knows: it may have been meant for any of them."""
    _aliases: dict[int, dict[str, Entry]] = field(default_factory=dict, init=False, repr=False)
    """Earlier ids by table. Filled when somebody asks, and so when all records with aliases are there."""
    _owners: dict[Entry, list[Owned]] = field(default_factory=dict, init=False, repr=False)
    _accountable: dict[Entry, list[Owned]] = field(default_factory=dict, init=False, repr=False)
    """Who owns an entry, and who answers for it: asked for again and again."""
    known: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)
    """What others worked out about it, by what it depends on beside the atlas; it goes when the atlas goes."""
    unseen_counts: tuple[Any, ...] = field(default=(), repr=False)
    """The rows of CSV files that this atlas leaves out: never shown, but small groups must not follow from what is."""
    unseen_launches: dict[str, tuple[datetime.date, ...]] = field(default_factory=dict, repr=False)
    """When improvements shipped that this atlas leaves out, by the id of their metric: they may have moved it all the same."""
    lacks_owners: bool = field(default=False, repr=False)
    """Whether an owner is left out: of what names none here, nobody can tell whether it has one."""
    untold_flows: frozenset[str] = field(default=frozenset(), repr=False)
    """The maps whose shares say something false here, for ways and stages that are left out take part."""
    has_file: Callable[[str], bool] = field(default=lambda path: True, repr=False)
    """Whether a file (a picture, say) stands in the folder: the answer of whoever read the folder."""
    fault_of_picture: Callable[[str], tuple[str, str]] = field(default=lambda path: ("", ""), repr=False)
    """What keeps a file of the folder from being published as a picture, and what to do about it."""

    @cached_property
    def lang(self) -> str:
        """The language of maps that do not say their own."""
        return self.settings.lang or "en"

    def lang_of(self, entry: Entry | None) -> str:
        """The language that `entry` is written in; of a library record as far as it can be told."""
        if entry is None or entry.map is not None:
            return (entry.map.record.lang if entry is not None and entry.map else None) or self.lang
        return self._lang_by_record.get(entry, self.lang)

    @cached_property
    def _lang_by_record(self) -> dict[Entry, str]:
        return languages(self)

    def stages(self, map_: Entry) -> list[Entry]:
        """The stages of a map, in order."""
        return [spot for spot in self.spots[map_.id].values() if spot.kind == "stage"]

    def steps(self, stage: Entry) -> list[Entry]:
        """The steps of a stage, in order; empty where the stage carries everything itself."""
        return self._steps_by_stage.get(stage, [])

    @cached_property
    def _steps_by_stage(self) -> dict[Entry | None, list[Entry]]:
        found: dict[Entry | None, list[Entry]] = {}
        for spots in self.spots.values():
            for spot in spots.values():
                if spot.kind == "step":
                    found.setdefault(spot.within, []).append(spot)
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

    @cached_property
    def translations(self) -> frozenset[str]:
        """The ids of maps that say in another language what another map of the atlas says."""
        return frozenset(map_.id for map_ in self.maps.values() if self.targets(map_, "translation_of"))

    @property
    def originals(self) -> list[Entry]:
        """The maps that are not a translation of another."""
        return [map_ for map_ in self.maps.values() if map_.id not in self.translations]

    def original(self, map_: Entry) -> Entry:
        """The map that `map_` translates, or itself: a map and its translation are one."""
        return next(iter(self.targets(map_, "translation_of")), map_)

    def counted(self, kind: str) -> list[Entry]:
        """The pains, gains, opportunities or improvements of the whole atlas; those of a translation are no further ones."""
        return [item for item in self.items[kind] if item.map is None or item.map.id not in self.translations]

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
        found = self._by_part.get(id(part))
        return [reference.target for reference in found if reference.field == name] if found else []

    def named_by(self, part: Part, name: str) -> list[Reference]:
        """The references that the field `name` of a record or part makes, in order."""
        found = self._by_part.get(id(part))
        return [reference for reference in found if reference.field == name] if found else []

    @cached_property
    def _by_part(self) -> dict[int, list[Reference]]:
        found: dict[int, list[Reference]] = {}
        for reference in self.references:
            found.setdefault(id(reference.part), []).append(reference)
        return found

    def referring_to(self, target: Entry) -> list[Reference]:
        """Everything that names `target`, in the order of the files; of a translation only what names its own parts."""
        return self._by_target.get(target, [])

    @cached_property
    def _by_target(self) -> dict[Entry, list[Reference]]:
        found: dict[Entry, list[Reference]] = {}
        for reference in self.references:
            map_ = reference.source.map
            if map_ is None or map_ is reference.target.map or reference.field == "translation_of" or map_.id not in self.translations:
                found.setdefault(reference.target, []).append(reference)
        return found

    def counts_of(self, metric: Entry) -> tuple[Any, ...]:
        """The rows of CSV files that count for `metric`."""
        return tuple(self._counts_by_metric.get(metric.id, ()))

    def unseen_of(self, metric: Entry) -> tuple[Any, ...]:
        """Those of `unseen_counts` that are of `metric`."""
        return tuple(count for count in self.unseen_counts if count.metric == metric.id)

    def counted_in(self, map_: Entry) -> list[Entry]:
        """The metrics that are counted in `map_`."""
        return self._metrics_by_map.get(map_.id, [])

    @cached_property
    def _metrics_by_map(self) -> dict[str, list[Entry]]:
        found: dict[str, dict[str, Entry]] = {}
        for count in self.counts:
            if count.metric in self.library["metric"]:
                found.setdefault(count.map, {})[count.metric] = self.library["metric"][count.metric]
        return {name: list(metrics.values()) for name, metrics in found.items()}

    @cached_property
    def _counts_by_metric(self) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for count in self.counts:
            found.setdefault(count.metric, []).append(count)
        return found

    def owners(self, entry: Entry) -> list[Owned]:
        """The teams that `entry` names as its owner itself; none where it says nothing or only '?'."""
        found = self._owners.get(entry)
        if found is None:
            found = self._owners[entry] = self._named_owners(entry)
        return found

    def _named_owners(self, entry: Entry) -> list[Owned]:
        owner = getattr(entry.record, "owner", None)
        part = owner if isinstance(owner, Part) else entry.record
        name = "team" if isinstance(owner, Part) else "owner"
        return [Owned(reference.target, reference.sure) for reference in self.named_by(part, name)]

    def items_at(self, spot: Entry, kind: str) -> list[Entry]:
        """The pains, gains, opportunities or improvements that belong to a stage or step, in the order of the file."""
        return self._items_by_spot.get((spot, kind), [])

    @cached_property
    def _items_by_spot(self) -> dict[tuple[Entry, str], list[Entry]]:
        found: dict[tuple[Entry, str], list[Entry]] = {}
        for kind, items in self.items.items():
            for item in items:
                for spot in dict.fromkeys(self.spots_of(item)):
                    if spot.map is item.map:
                        found.setdefault((spot, kind), []).append(item)
        return found

    def accountable(self, entry: Entry) -> list[Owned]:
        """The teams answerable for `entry`: its own owner, or that of the nearest thing around it that has one."""
        found = self._accountable.get(entry)
        if found is None:
            found = self._accountable[entry] = self._nearest_owners(entry)
        return found

    def _nearest_owners(self, entry: Entry) -> list[Owned]:
        here: Entry | None = entry
        while here is not None:
            raci = getattr(here.record, "raci", None)
            own = self.owners(here)
            if not own and raci is not None:
                own = [Owned(r.target, r.sure) for r in self.named_by(raci, "accountable")]
            if own or says_unknown(here.record):
                return own
            here = self.spots_of(here)[0] if here.kind in ITEM_KINDS_BY_KIND and here.within is here.map and self.spots_of(here) else here.within
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

    def earlier_anchors(self, entry: Entry) -> tuple[str, ...]:
        """The anchors that `entry` had by its earlier ids on its page, but for those that mean another record today."""
        is_spot = entry.kind in ("stage", "step")
        kind = "step" if is_spot else entry.kind
        names = dict.fromkeys(alias for alias in entry.record.aliases if ids.normal(alias) != entry.id)
        own = (alias for alias in names if self.find(kind, alias, entry.map) is entry)
        return tuple(spot_anchor(alias) if is_spot else f"{kind}-{alias}" for alias in own)

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
