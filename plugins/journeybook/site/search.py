"""What a search finds of a page: its records by name, each at its anchor, with what their authors said, and nothing twice.

A site's search reads this in place of the page. The whole page would fill the index with what stands there several times:
curve, cells, cards, tables beside pictures, the words of the interface.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import ITEM_KINDS_BY_KIND, Entry
from journeybook.languages import Words, spoken
from journeybook.model import Map, Part, Perspective, Record
from journeybook.model.markup import plain
from journeybook.model.record import fields
from journeybook.model.values import Sort
from journeybook.site import signs
from journeybook.site.signs import Sign
from journeybook.site.views import guide

READ: tuple[Sort, ...] = ("words", "number", "frequency", "time", "by name", "part")
"""What a field holds that is searched by. Of numbers these are the words that stand in their place."""


@dataclass(frozen=True)
class Found:
    """One entry of the index; the first of a page has no anchor."""

    anchor: str
    title: str
    texts: tuple[str, ...]


def sections(atlas: Atlas, entry: Entry | None, title: str, with_loose: bool = False) -> tuple[Found, ...]:
    """What is found of the page about `entry`, or of a page about no record; `with_loose`, of what belongs to no map too."""
    first = Found("", title, _texts(entry.record) if entry is not None else ())
    inside: list[Entry] = []
    ways: dict[Entry, tuple[str, ...]] = {}
    if entry is not None and entry.kind == "map":
        inside = [*atlas.spots[entry.id].values(), *_items(atlas, entry)]
        ways = _ways(atlas, entry)
    elif with_loose:
        inside = list(_items(atlas, None))
    return (first, *(Found(part.anchor, plain(part.label), _texts(part.record) + ways.get(part, ())) for part in inside))


def introduced(found: tuple[Found, ...], hub: str, atlas: Atlas, words: Words, today: datetime.date) -> tuple[Found, ...]:
    """`found` of the page about the whole atlas that is called `hub`, with what it says it is and the words by which it is looked
    for, in every language of the maps; of the page that explains maps, which each language has, with what it explains."""
    first, *rest = found
    if hub == "how-to-read":
        return (replace(first, texts=(words("guide.lead"), *first.texts)), *_explained(words, today), *rest)
    others = sorted({spoken(atlas.lang_of(map_)) for map_ in atlas.maps.values()} - {spoken(words.code)})
    said = [words.get(f"{hub}.lead", ""), words.get(f"{hub}.search", "")]
    said += [Words(lang).get(f"{hub}.{key}", "") for lang in others for key in ("title", "search")]
    return (replace(first, texts=(*filter(None, said), *first.texts)), *rest)


def whole(found: tuple[Found, ...], in_full: bool) -> tuple[Found, ...]:
    """One entry that says what all of `found` say, or (not `in_full`) what the first says and how the others are called: a browser
    needs a second to get ready for fifteen thousand entries, or for four million characters. So the names are one text then."""
    first, *rest = found
    if in_full:
        texts = (*first.texts, *(text for it in rest for text in (it.title, *it.texts)))
    else:
        texts = (*first.texts, *["; ".join(dict.fromkeys(it.title for it in rest))][: len(rest)])
    return (Found(first.anchor, first.title, tuple(dict.fromkeys(texts))),)


def _explained(words: Words, today: datetime.date) -> Iterator[Found]:
    """Each part of the page that explains maps: the signs and words that stand there, and what they mean."""
    yield Found("moment", words("guide.moment"), tuple(_meanings(words, signs.lanes(words).values())))
    for section in guide.sections(words, today):
        meanings = (text for group in section.groups for text in _meanings(words, group.signs))
        yield Found(section.key, words(f"guide.{section.key}"), tuple(meanings))
    yield Found("lookup", words("guide.lookup"), tuple(text for group in signs.lookups(words) for text in _meanings(words, group.signs)))


def _meanings(words: Words, found: Iterable[Sign]) -> Iterator[str]:
    for sign in found:
        if sign.shape != "due":  # its word is a date
            yield words("labelled", label=signs.name(words, sign)) + sign.text


def _ways(atlas: Atlas, map_: Entry) -> dict[Entry, tuple[str, ...]]:
    """What is said about the ways of a map, by the stage or step where they begin: whoever looks for it wants to come there."""
    found: dict[Entry, dict[str, None]] = {}
    for way in map_.record.transitions:
        for spot in atlas.targets(map_, "from_", way):
            found.setdefault(spot, {}).update(dict.fromkeys(_texts(way)))
    return {spot: tuple(texts) for spot, texts in found.items()}


def _items(atlas: Atlas, map_: Entry | None) -> Iterator[Entry]:
    for kind in sorted(ITEM_KINDS_BY_KIND):
        yield from atlas.items_of(map_, kind) if map_ is not None else (item for item in atlas.items[kind] if item.map is None)


def _texts(part: Part) -> tuple[str, ...]:
    """What the author said in a record and in its parts, without its title and the records in it that are found by themselves."""
    found: dict[str, None] = {}
    inside: dict[str, None] = {}
    for name in _said(type(part)):
        for inner in _many(getattr(part, name)):
            if isinstance(inner, str) and inner:
                found[plain(inner)] = None
            elif isinstance(inner, Part) and not _is_apart(type(inner)):
                inside.update(dict.fromkeys(_texts(inner)))
    return tuple(found | inside)


def _many(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)


def _is_apart(cls: type[Part]) -> bool:
    """Whether what is said in a part of `cls` is found by itself."""
    return issubclass(cls, Record) and not issubclass(cls, Perspective)


@cache
def _said(cls: type[Part]) -> tuple[str, ...]:
    """The fields of `cls` that are searched by."""
    unsaid = {"transitions"} if cls is Map else set()  # these are told where they begin
    unsaid |= {cls.title_field} if issubclass(cls, Record) and _is_apart(cls) else set()
    return tuple(name for name, _, _ in fields(cls, *READ) if name not in unsaid)
