"""What every view needs to know beside the record that it is about: the atlas, the day, the language, where pages are."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, wraps
from operator import attrgetter
from typing import Any, TypeVar

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.languages import Words, spoken

Answer = TypeVar("Answer")
Item = TypeVar("Item")
Known = defaultdict[Any, dict[Any, Any]]


def _nothing_known() -> Known:
    return defaultdict(dict)


HOME = "index"
"""The path of the home."""


def in_language(hub: str, lang: str, part: int = 1) -> str:
    """The path of the page about the whole atlas that stands at `hub`, in another language than the site's, or of a further `part` of it."""
    further = f"-{part}" if part > 1 else ""
    return f"{'home' if hub == HOME and (lang or further) else hub}{f'-{lang}' if lang else ''}{further}"


@dataclass(frozen=True)
class Scene:
    """The circumstances of one page.

    `href` gives the address of a record as seen from this page, `path_href` that of another page or published file by its
    path in the site, `edit_href` the address where a file of the atlas is edited (empty where none is known), `page_href` what
    a relative link that an author wrote leads to (empty where there is nothing). `names_files` tells whether readers may know in which
    file of the atlas something stands: where a site leaves something out, a file may be called after it. `site_lang` is the language of the pages that
    exist in several and have no language in their path; empty where it is that of `words`. `part` is which of the `parts` of a divided page this is. `page_url` is
    the whole address of the page, for paper; empty where the site does not know its own.
    """

    atlas: Atlas
    today: datetime.date
    words: Words
    href: Callable[[Entry], str]
    path_href: Callable[[str], str]
    edit_href: Callable[[str], str]
    page_href: Callable[[str], str] = str
    names_files: bool = True
    site_lang: str = ""
    part: int = 1
    parts: int = 1
    page_url: str = ""
    _on_page: Known = field(default_factory=_nothing_known, init=False, repr=False, compare=False)
    _of_atlas: Known = field(default_factory=_nothing_known, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # A page has hundreds of links to a few dozen records.
        object.__setattr__(self, "href", cache(self.href))
        # The organisation's own words are the atlas's, so that the language alone tells words apart.
        object.__setattr__(self, "_of_atlas", self.atlas.known.setdefault((self.today, self.words.code), self._of_atlas))

    def portion(self, items: Sequence[Item], size: int = 0) -> Sequence[Item]:
        """Those of `items` that stand on this part of a page that is divided into parts of `size`; without it, as many on each part."""
        size = size or -(-len(items) // self.parts)
        return items[(self.part - 1) * size : self.part * size]

    def hub_href(self, hub: str) -> str:
        """The address of a page about the whole atlas, in the language of this page if it is there; empty where it is in none."""
        lang = spoken(self.words.code)
        copy = in_language(hub, "" if lang == spoken(self.site_lang or lang) else lang)
        return self.path_href(copy) or self.path_href(hub)


def once_a_page(answer: Callable[[Scene, Any], Answer]) -> Callable[[Scene, Any], Answer]:
    """Has `answer` worked out once for each record on a page, whichever views ask for it."""
    return _once(answer, attrgetter("_on_page"))


def once_an_atlas(answer: Callable[[Scene, Any], Answer]) -> Callable[[Scene, Any], Answer]:
    """Has `answer`, in which no address may stand, worked out once for each record on all pages of one language."""
    return _once(answer, attrgetter("_of_atlas"))


def _once(answer: Callable[[Scene, Any], Answer], place: Callable[[Scene], Known]) -> Callable[[Scene, Any], Answer]:
    @wraps(answer)
    def asked(scene: Scene, entry: Any) -> Answer:
        known = place(scene)[answer]
        found = known.get(entry)
        if found is None:
            found = known[entry] = answer(scene, entry)
        return found

    return asked
