"""What every view needs to know beside the record that it is about: the atlas, the day, the language, where pages are."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from journeybook.atlas import Atlas, Entry
from journeybook.words import Words


@dataclass(frozen=True)
class Scene:
    """The circumstances of one page.

    `href` gives the address of a record as seen from this page, `path_href` that of another page or published file by its
    path in the site, `edit_href` the address where a file of the atlas is edited (empty where none is known).
    """

    atlas: Atlas
    today: datetime.date
    words: Words
    href: Callable[[Entry], str]
    path_href: Callable[[str], str]
    edit_href: Callable[[str], str]
