"""The site's navigation with our pages in it."""

from __future__ import annotations

from typing import Any

from markupsafe import escape
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section

from journeybook.doors.mkdocs.build import Build
from journeybook.doors.mkdocs.journey_page import JourneyPage, apply_titles


def put_in(nav: Navigation, build: Build, files: Files) -> None:
    """Puts the hubs into the navigation: behind all else, or into a section of the site's own that holds the first of them
    only. Where the site's own navigation names pages otherwise, it stays as it is."""
    apply_titles(build.config.nav, files)
    own = [page for page in nav.pages if isinstance(page, JourneyPage)]
    parent: Any = own[0].parent if own else None
    listed = [file.page for file in build.hubs if file.page is not None] if build.options.navigation != "none" else []
    if listed and not own:
        parent = Section(str(escape(build.words("nav.title"))), [*listed])
        nav.items.append(parent)
        nav.pages.extend(listed)
    elif own == listed[:1] and parent is not None and parent.children == own:
        parent.children = listed
        place = nav.pages.index(own[0])
        nav.pages[place : place + 1] = listed
    else:
        listed = []
    for page in listed:
        page.parent = parent
    for file in build.places.values():
        if file.page is not None and file.page.parent is None and parent is not None:
            file.page.parent = parent
