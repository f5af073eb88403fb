"""Where on the site is this page? The line above every page but the maps': the main places, all others behind one word, and the same
page in other languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.languages import name_of
from journeybook.site.pages import Page, PageKind, hub_kinds, hub_path, other_languages
from journeybook.site.parts.facts import Link
from journeybook.site.scene import Scene, in_language, once_an_atlas

MAIN = ("home", "pains", "backlog", "numbers", "changes", "teams")
"""The places that every reader needs."""
HUB_OF = {
    "team": "teams", "persona": "personas", "touchpoint": "inventory", "channel": "inventory", "evidence": "coverage", "metric": "numbers",
    "goal": "goal-tree", "term": "glossary", "comparison": "compare", "map": "home", "walk": "home", "summary": "home",
}  # fmt: skip
"""The page that lists the pages of a kind; those of all other kinds are in the library."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page that the line names; `is_here` where it is the page itself or lists it."""

    link: Link
    is_here: bool
    is_page: bool


@dataclass(frozen=True, kw_only=True)
class Places:
    """The line: the `main` places, the others, and this page in other `languages`. `hub` is the page that lists this one, if one does;
    `parts` are those of a page that is divided."""

    main: tuple[Place, ...]
    more: tuple[Place, ...]
    languages: tuple[Link, ...]
    hub: Link | None
    parts: tuple[Place, ...]


def view(scene: Scene, page: Page) -> Places:
    """The places as seen from `page`."""
    kind = page.entry.kind if isinstance(page.entry, Entry) else page.kind.name
    about = page.kind.name if page.entry is None else HUB_OF.get(kind, "library")
    found: dict[str, Place] = {}
    for hub in _hubs(scene, None):
        href = scene.hub_href(hub_path(hub))
        if href:
            title = scene.words.get(f"places.{hub.name}", "") or scene.words(f"{hub.name}.title")
            found[hub.name] = Place(link=Link(title, href), is_here=hub.name == about, is_page=hub.name == about and page.entry is None)
    return Places(
        main=tuple(found[name] for name in MAIN if name in found),
        more=tuple(place for name, place in found.items() if name not in MAIN),
        languages=tuple(_languages(scene, page)) if page.entry is None else (),
        hub=found[about].link if page.entry is not None and about in found else None,
        parts=tuple(_parts(scene, page)) if page.parts > 1 else (),
    )


@once_an_atlas
def _hubs(scene: Scene, _: None) -> tuple[PageKind, ...]:
    return tuple(hub_kinds(scene.atlas))


def _languages(scene: Scene, page: Page) -> Iterator[Link]:
    """The copies of a page about the whole atlas, each under the name of its language in that language."""
    site = scene.site_lang or scene.words.code
    for lang in ("", *other_languages(scene.atlas, site)):
        if lang != page.lang and (href := scene.path_href(in_language(hub_path(page.kind), lang))):
            yield Link(name_of(lang or site), href, lang=lang or site)


def _parts(scene: Scene, page: Page) -> Iterator[Place]:
    first = page.path if page.part == 1 else page.path.rpartition("/" if page.entry is not None else "-")[0]
    for part in range(1, page.parts + 1):
        further = f"{first}/{part}" if part > 1 else first
        path = further if page.entry is not None else in_language(hub_path(page.kind), page.lang, part)
        yield Place(link=Link(scene.words.number(part), scene.path_href(path)), is_here=part == page.part, is_page=part == page.part)
