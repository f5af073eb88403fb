"""The atlas in other formats than pages: one file for each format, and the table of what is published."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.languages import Words
from journeybook.site.exports import calendar
from journeybook.site.parts.due import CALENDAR


@dataclass(frozen=True, kw_only=True)
class Export:
    """A file beside the pages, at `path` among them. `page` is the kind of hub that links to it, and without which there is no file;
    `title` the word by which it does so."""

    path: str
    page: str
    title: str
    make: Callable[[Atlas, datetime.date, Words, Callable[[Entry], str]], bytes]
    """Its bytes, of an atlas, on a day, in words, with the full address of a record's page or nothing. Without bytes there is no file."""


EXPORTS: dict[str, Export] = {
    export.path: export
    for export in (
        Export(path=CALENDAR, page="reviews", title="reviews.calendar", make=calendar.reviews),
    )
}  # fmt: skip
"""Every file beside the pages by its path. Each is linked at the end of its page; the calendar, where the reviews are counted."""
