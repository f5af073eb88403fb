"""What a page is about, in a sentence or two of plain text: what search engines, feeds and previews of links show of it."""

from __future__ import annotations

import unicodedata

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.languages import Words
from journeybook.model import Part
from journeybook.model.markup import plain
from journeybook.model.record import fields
from journeybook.site.comparison.pairs import Pair
from journeybook.site.pages import OF_MAPS, Page

WIDTH = 160
"""In letters; a Chinese character counts for two."""
SAYING = ("summary", "definition", "quote", "method")
"""Fields that tell what a record is, the best first."""


def describe(page: Page, atlas: Atlas, words: Words) -> str:
    """The description of `page`; never empty. `words` are those of the page's language."""
    if isinstance(page.entry, Pair):
        said = words("labelled", label=words("compare.title")) + plain(page.entry.label)
    elif page.entry is not None:
        said = _of_record(page.entry, atlas, words)
        if page.kind.name in OF_MAPS:
            said = words("labelled", label=words(f"{page.kind.name}.title")) + said
    elif page.kind.name == "home":
        said = plain(atlas.settings.summary or "") or words("separator").join(plain(it.label) for it in atlas.maps.values())
    else:
        said = words.get(f"{page.kind.name}.lead", "") or (words("guide.lead") if page.kind.name == "how-to-read" else "")
    return shortened(" ".join(said.split()) or page.title)


def _of_record(entry: Entry, atlas: Atlas, words: Words) -> str:
    """What its author says it is; else its kind and name, and of a map its stages."""
    cls: type[Part] = type(entry.record)
    own = {name for name, _, _ in fields(cls, "words")}  # the method of a metric is a choice
    texts = (getattr(entry.record, name) for name in SAYING if name in own)
    said = next((words_ for text in texts if text and (words_ := plain(text).strip())), "")
    if said:
        return said
    named = words("labelled", label=words(f"kind.{entry.kind}")) + plain(entry.label)
    stages = [spot for spot in atlas.spots[entry.id].values() if spot.kind == "stage"] if entry.kind == "map" else []
    return named + (words("separator.strong") if stages else "") + words("separator").join(plain(it.label) for it in stages)


def shortened(text: str) -> str:
    """`text`, or its first words with an ellipsis where it is wider than WIDTH."""
    width = 0
    for end, character in enumerate(text):
        width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if width > WIDTH:
            cut = text[: end - 1]
            blank = cut.rfind(" ")
            return f"{(cut[:blank] if blank > end // 2 else cut).rstrip(' ,;:，；、')}…"
    return text
