"""Where the words of the glossary stand: the records whose texts use a term, in the order of the files.

The same words as those that pages link to their definition: as a whole, and in the case in which the glossary writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from journeybook.atlas.atlas import Atlas, remembered
from journeybook.atlas.entry import Entry
from journeybook.model import Part, Record, Term, parts_within
from journeybook.model.record import fields
from journeybook.model.texts import texts_in

NO_WORDS = frozenset({"id", "link", "lang", "code", "choice", "names"})
"""What a field holds that is no words of its author: names of records and for machines, and words of ours."""


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """What finds any of `words` in a text: the longest first, and none inside a longer word of Latin letters."""
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z0-9_])({either})(?![A-Za-z0-9_])")


@remembered
def mentions(atlas: Atlas) -> dict[str, list[Entry]]:
    """The records of `atlas` that speak of a term, by the term's id."""
    terms = [(entry.id, entry.label, pattern([entry.label])) for entry in atlas.library["term"].values()]
    found: dict[str, list[Entry]] = {}
    for members in _together(atlas) if terms else ():
        texts = [(entry, "\n".join(_texts(entry.record))) for entry in members]
        everything = "\n".join(text for _, text in texts)
        for term_id, word, whole in terms:
            if word in everything:  # a plain search is far quicker than the pattern, and mostly all there is to do
                found.setdefault(term_id, []).extend(entry for entry, text in texts if whole.search(text))
    return {term_id: entries for term_id, entries in found.items() if entries}


def used_in(files: Iterable[Part], terms: Iterable[Term]) -> list[Term]:
    """Those of `terms` that a text in `files` uses or links to, and those that the meaning of a used one uses."""
    texts = (text for file in files for part in parts_within(file) if isinstance(part, Record) for text in _texts(part) if not isinstance(part, Term))
    said, used, left = "\n".join(texts), [], list(terms)
    while said and left:
        found = [term for term in left if f"term/{term.id}" in said or (term.name in said and pattern([term.name]).search(said))]
        left = [term for term in left if term not in found]
        used += found
        said = "\n".join(text for term in found for text in _texts(term))
    return used


def _together(atlas: Atlas) -> Iterator[list[Entry]]:
    """The records of each map, and those of the library that are no terms themselves."""
    for map_ in atlas.originals:
        items = [item for kind in atlas.items for item in atlas.items_of(map_, kind)]
        yield [map_, *atlas.spots[map_.id].values(), *items]
    yield [entry for kind, table in atlas.library.items() if kind != "term" for entry in table.values()]
    yield [item for items in atlas.items.values() for item in items if item.map is None]


def _texts(part: Part) -> Iterator[str]:
    """What an author wrote in `part`, without the records in it that are known by themselves."""
    for name, _ in text_fields(type(part)):
        yield from texts_in(getattr(part, name), _texts)


@cache
def text_fields(cls: type[Part]) -> tuple[tuple[str, str], ...]:
    """The fields of `cls` whose values are words of its author, or hold such: (attribute, key in YAML)."""
    return tuple((name, key) for name, key, sort in fields(cls) if sort not in NO_WORDS)
