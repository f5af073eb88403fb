"""Records without what is left out: without the parts that go, without every name of them, and true in what they still say.

Nothing is changed in place: a record that loses something is a copy at the same place in its file, any other stays the same
object. What goes is decided elsewhere (`audience`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar

from journeybook.atlas import journey_links
from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry, Reference
from journeybook.insight.unseen_ways import telling
from journeybook.model import Part, Record, part_fields, reference_fields
from journeybook.model.items import Item
from journeybook.model.maps import Handoff, Next, Owner
from journeybook.model.record import personal_fields
from journeybook.model.texts import texts_in

P = TypeVar("P", bound=Part)
Gone = dict[str | int, Entry]
"""What is named in a field and left out, by its place there."""
UNKNOWN = ("?",)
LINK = re.compile(r"\[(?P<words>[^\]]*)\]\(\s*<?(?P<inside>journey:[^\s)>]+)[^)]*\)|(?P<bare>journey:[^\s)>\]]+)")


class Pruned:
    """What is left of the records of `atlas` where the parts `hidden` (by their `id()`) are left out; for the public (`public`), also
    without what tells of persons."""

    def __init__(self, atlas: Atlas, hidden: dict[int, Part], public: bool = False) -> None:
        self.atlas, self.hidden, self.public = atlas, hidden, public
        self.gone: dict[tuple[int, str], Gone] = {}
        self.same: dict[int, int] = {}
        """Records written in place a second time, by the first: only that one's names are known."""
        for reference in atlas.references:
            word = _word(reference)
            if isinstance(word, Record):
                self.same[id(word)] = id(reference.target.record)
            elif id(reference.target.record) in hidden and not _is_plain(atlas, word, reference.target):
                self.gone.setdefault((id(reference.part), reference.field), {})[reference.at] = reference.target
        self.ended = set(self._ended())
        unshared = list(telling(atlas, lambda part: id(part) in hidden)) if hidden else []
        self.unshared = {id(way) for way in unshared}
        self.files = {path for path, source in atlas.sources.items() if journey_links.SCHEME in source.text}
        self.linking = frozenset(self.files)
        self.files |= {part.file for part in hidden.values()}
        self.files |= {part.file for part in atlas.parts if self._personal(part)}
        self.files |= {way.file for way in unshared}
        self.files |= {reference.part.file for reference in atlas.references if (id(reference.part), reference.field) in self.gone}

    @property
    def lacks_owners(self) -> bool:
        """Whether somebody who owns something that is told, or answers for it, is left out."""
        owners = {id(part) for part in self.atlas.parts if isinstance(part, Owner) and id(part) not in self.hidden}
        return any(part not in self.hidden and (name == "owner" or name == "accountable" or part in owners) for part, name in self.gone)

    def file(self, path: str, record: P) -> P | None:
        """What is left of the record that the file `path` holds; None where it goes."""
        return self.part(record) if path in self.files else record

    def part(self, part: Any, owned: bool = False) -> Any:
        """What is left of `part`, None where it goes; `owned` tells that what it stands in has an owner."""
        if id(part) in self.hidden:
            return None
        cls: type[Part] = type(part)
        changes: dict[str, Any] = {}
        known = self.same.get(id(part), id(part))
        gone = {name: found for name, *_ in reference_fields(cls) if (found := self.gone.get((known, name)))}
        owned = owned or (isinstance(part, Item) and bool(part.at))
        if "owner" in cls.model_fields and part.owner:
            changes = self._owner(part, gone.pop("owner", {}), owned)
            owned = owned or bool(changes.get("owner", part.owner))
        for name in dict.fromkeys((*(name for name, _ in part_fields(cls) if name != "owner"), *gone)):
            value = getattr(part, name)
            kept = self._value(value, gone.get(name, {}), owned)
            if kept is not value:
                changes[name] = kept
        if _is_nothing(part, gone, changes):
            return None
        changes |= self._accountable(part, changes, owned)
        changes |= dict.fromkeys(self._personal(part))
        changes |= {"share": None} if id(part) in self.unshared else {}
        changes |= self._texts(part) if part.file in self.linking else {}
        ended = id(part) in self.ended
        return copied(part, changes, frozenset({"next"}) if ended else frozenset()) if changes or ended else part

    def _personal(self, part: Part) -> tuple[str, ...]:
        """What of `part` tells of a person, and is not for the public."""
        if not self.public or getattr(part, "audience", None) == "public":
            return ()
        return tuple(name for name in personal_fields(type(part)) if getattr(part, name))

    def _value(self, value: Any, gone: Gone, owned: bool) -> Any:
        """What is left of a field's value, which is itself where nothing goes."""
        if isinstance(value, Part):
            return self.part(value, owned)
        if not isinstance(value, tuple | dict):
            return None if gone else value
        items = list(value.items() if isinstance(value, dict) else enumerate(value))
        kept = [(at, self.part(inner, owned) if isinstance(inner, Part) else inner) for at, inner in items if at not in gone]
        kept = [(at, inner) for at, inner in kept if inner is not None]
        if len(kept) == len(items) and all(new is old for (_, new), (_, old) in zip(kept, items, strict=True)):
            return value
        return dict(kept) if isinstance(value, dict) else tuple(inner for _, inner in kept)

    def _owner(self, part: Any, gone: Gone, owned: bool) -> dict[str, Any]:
        """What becomes of an owner who is left out: unknown, where the owner of what stands around would be taken for it."""
        owner = part.owner
        if not isinstance(owner, Owner):
            kept = self._value(owner, gone, owned)
            return {} if kept is owner else {"owner": kept or (UNKNOWN if owned else ())}
        gone = self.gone.get((id(owner), "team"), {})
        if not gone:
            return {}
        teams = self._value(owner.team, gone, owned)
        if teams or owned:
            return {"owner": copied(owner, {"team": teams or UNKNOWN} | ({} if teams else {"person": None}))}
        return {"owner": None}

    def _accountable(self, part: Any, changes: dict[str, Any], owned: bool) -> dict[str, Any]:
        """The same, where only the RACI names who answers for it."""
        raci = changes.get("raci")
        if raci is None or raci.accountable or not part.raci.accountable or part.owner or not owned:
            return {}
        return {"owner": copied(Owner.blank(), {"team": UNKNOWN})}

    def _ended(self) -> Iterator[int]:
        """The stages and steps from which a way leads on that is not told, and so the next one in the list does not follow."""
        for map_ in self.atlas.maps.values():
            if id(map_.record) in self.hidden:
                continue
            for spot in self.atlas.spots[map_.id].values():
                if any(self._is_untold(spot, way) for way in spot.record.next):
                    yield id(spot.record)
            for way in map_.record.transitions:
                if way.kind == "next" and self._is_untold(map_, way):
                    yield from (id(spot.record) for spot in self.atlas.targets(map_, "from_", way))

    def _is_untold(self, holder: Entry, way: Next) -> bool:
        """Whether `way` goes though what it leads to is no place of the same map that is left out."""
        targets = [it for it in self.atlas.targets(holder, "to", way) if id(it.record) in self.hidden]
        return any(it.map is not holder.map for it in targets) if targets else id(way) in self.hidden

    def _texts(self, part: Part) -> dict[str, Any]:
        """The texts of `part` that link to what goes, with only the words of the link."""
        found = {}
        for name in type(part).model_fields:
            value = getattr(part, name)
            if isinstance(value, str | tuple | dict) and (kept := self._unlinked(value)) is not value:
                found[name] = None if name == "link" else kept  # nothing is left of an address
        own = self._unlinked(part.own)
        return found if own is part.own else found | {OWN: own}

    def _unlinked(self, value: Any) -> Any:
        if isinstance(value, str):
            return LINK.sub(self._words, value) if journey_links.SCHEME in value else value
        if not isinstance(value, tuple | list | dict):
            return value
        items = list(value.values() if isinstance(value, dict) else value)
        kept = [item if isinstance(item, Part) else self._unlinked(item) for item in items]
        if all(new is old for new, old in zip(kept, items, strict=True)):
            return value
        return dict(zip(value, kept, strict=True)) if isinstance(value, dict) else type(value)(kept)

    def _words(self, link: re.Match[str]) -> str:
        target = _target(self.atlas, link)
        return (link["words"] or "…") if target is not None and id(target.record) in self.hidden else link.group()


OWN = "x-"
"""Stands for the organisation's own keys among the fields of a copy."""


def copied(part: P, changes: dict[str, Any], said: frozenset[str] = frozenset()) -> P:
    """`part` with `changes` by field; a field that becomes empty is one that nobody wrote, but for those in `said`."""
    fields = {name: value for name, value in changes.items() if name != OWN}
    found = part.model_copy()
    vars(found).update(fields)
    keys = {info.alias or name: name for name, info in type(part).model_fields.items()}
    gone = {key for key, name in keys.items() if name in fields and not fields[name]}
    mark, file, own = part._origin
    object.__setattr__(found, "_origin", (mark, file, changes.get(OWN, own)))
    object.__setattr__(found, "__pydantic_fields_set__", frozenset(part.__pydantic_fields_set__ - gone | said))
    if getattr(part, "is_broken", False):
        object.__setattr__(found, "_broken", True)
    return found


def linked(atlas: Atlas) -> Iterator[tuple[Entry, Entry]]:
    """Which record links to which in its texts."""
    files = {path for path, source in atlas.sources.items() if journey_links.SCHEME in source.text}
    for entry in atlas.entries() if files else ():
        if entry.record.file in files:
            for text in _texts(entry.record):
                for link in LINK.finditer(text):
                    target = _target(atlas, link)
                    if target is not None:
                        yield entry, target


def _texts(part: Part) -> Iterator[str]:
    """All texts in `part`, its own fields' too, without those of records that are known by themselves."""
    yield from texts_in([*vars(part).values(), part.own], _texts)


def _target(atlas: Atlas, link: re.Match[str]) -> Entry | None:
    try:
        return journey_links.resolve(atlas, link["inside"] or link["bare"])
    except journey_links.Unknown:
        return None


def _word(reference: Reference) -> Any:
    """What names the record: a text, or the record itself where it is written in place."""
    value = getattr(reference.part, reference.field)
    return value[reference.at] if isinstance(value, tuple) and isinstance(reference.at, int) else value


def _is_plain(atlas: Atlas, word: Any, target: Entry) -> bool:
    """Whether `word` would stand there without the record too: the plain name of something of a kind that the atlas does not
    define, which happens to be that of a record written in place elsewhere."""
    in_place = target.within is not None and target.kind in atlas.library and target.kind not in atlas.closed
    return in_place and isinstance(word, str) and word != target.id and word not in target.record.aliases


def _is_nothing(part: Part, gone: dict[str, Gone], changes: dict[str, Any]) -> bool:
    """Whether `part` says nothing without what it names."""
    if isinstance(part, Handoff) and gone:
        return True
    return any(type(part).model_fields[name].is_required() and not changes[name] for name in gone)
