"""Checks a built site the way a reader's browser would follow it, without one.

`check(folder)` returns every finding as one line, `page: what`. MkDocs looks only at links that it rendered from Markdown
itself; our pages are handed over as HTML, so nobody else looks at theirs. Markup of the theme is held to working links
and unique ids; markup of ours (inside `.jb`) also to what a strict Content-Security-Policy asks for.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from lxml import html

ADDRESSES = {"href", "src", "action", "formaction", "poster", "data", "{http://www.w3.org/1999/xlink}href", "xlink:href"}
NAMES = {"for", "headers", "list", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details"}
OUTSIDE = {"http", "https", "mailto", "tel"}
EXECUTING = {"base", "object", "embed", "iframe"}


class Page:
    """One built page: its tree, its ids, and which of its elements are ours."""

    def __init__(self, site: Path, file: Path) -> None:
        self.site = site
        self.path = PurePosixPath(file.relative_to(site).as_posix())
        self.tree = html.document_fromstring(file.read_text(encoding="utf-8").encode(), parser=html.HTMLParser(encoding="utf-8"))

    @cached_property
    def elements(self) -> list[html.HtmlElement]:
        return [element for element in self.tree.iter() if isinstance(element.tag, str)]

    @cached_property
    def ids(self) -> Counter[str]:
        return Counter(element.get("id") for element in self.elements if element.get("id") is not None)

    @cached_property
    def anchors(self) -> set[str]:
        return set(self.ids) | {element.get("name") for element in self.tree.iter("a") if element.get("name")}

    @cached_property
    def ours(self) -> list[html.HtmlElement]:
        roots = self.tree.find_class("jb")
        return list(dict.fromkeys(e for root in roots for e in root.iter() if isinstance(e.tag, str)))


def check(folder: Path) -> list[str]:
    """Every finding of a built site."""
    pages = {page.path: page for page in (Page(folder, file) for file in sorted(folder.rglob("*.html")))}
    found = [f"{page.path}: {finding}" for page in pages.values() for finding in dict.fromkeys(findings(page, pages))]
    return found + [f"search: {finding}" for finding in searched(folder, pages)]


def searched(folder: Path, pages: dict[PurePosixPath, Page]) -> Iterator[str]:
    """Whether every entry of the search leads somewhere."""
    index, start = folder / "search/search_index.json", pages.get(PurePosixPath("index.html"))
    if index.is_file() and start:
        for entry in json.loads(index.read_text(encoding="utf-8"))["docs"]:
            yield from address(start, pages, entry["location"] or ".")


def findings(page: Page, pages: dict[PurePosixPath, Page]) -> Iterator[str]:
    """What is wrong on one page."""
    yield from (f"id {name!r} stands {n} times" for name, n in page.ids.items() if n > 1)
    for element in page.elements:
        for name, value in element.attrib.items():
            if name.lower().startswith("on"):
                yield f"handler {name} on <{element.tag}>"
            if name in ADDRESSES:
                yield from address(page, pages, value)
    for element in page.ours:
        yield from markup(page, element)


def markup(page: Page, element: html.HtmlElement) -> Iterator[str]:
    """What our own markup must not hold."""
    if element.get("style") is not None:
        yield f"style attribute on <{element.tag}>"
    if element.tag in EXECUTING | {"style", "meta", "link"}:
        yield f"<{element.tag}> in our markup"
    if element.tag == "script" and element.get("type") != "application/json" and not element.get("src"):
        yield "script text in our markup"
    if element.get("id") is not None and (not element.get("id") or element.get("id").startswith("__") or " " in element.get("id")):
        yield f"id {element.get('id')!r} is empty, the theme's, or has a space"
    for name in NAMES & set(element.attrib):
        yield from (f"{name} names {one!r}, which is not here" for one in element.get(name).split() if one not in page.ids)


def address(page: Page, pages: dict[PurePosixPath, Page], value: str) -> Iterator[str]:
    """Whether an address leads somewhere, inside the site and without doing anything."""
    squeezed = "".join(c for c in value if c > " ")
    try:
        parts = urlsplit(squeezed)
    except ValueError:
        yield f"unreadable address {value!r}"
        return
    if parts.scheme in OUTSIDE or value.startswith("data:image/"):
        return
    if parts.scheme or parts.netloc:
        yield f"address {value!r} is not http, https, mailto, tel or relative"
    elif parts.path.startswith("/") and page.path.name != "404.html":
        yield f"address {value!r} begins with a slash and breaks below a folder"
    else:
        yield from target(page, pages, value, unquote(parts.path), unquote(parts.fragment))


def target(page: Page, pages: dict[PurePosixPath, Page], value: str, path: str, anchor: str) -> Iterator[str]:
    """Whether a file of the site, and an anchor in it, exist."""
    place = PurePosixPath(normpath((PurePosixPath("/") / page.path.parent / path).as_posix()).lstrip("/")) if path else page.path
    if PurePosixPath(page.path.parent / path).parts.count("..") > len(page.path.parent.parts):
        yield f"{value!r} leads out of the site"
    if (page.site / place).is_dir():
        if not path.endswith(("/", ".")):
            yield f"{value!r} is a folder and lacks its slash"
        place /= "index.html"
    if not (page.site / place).is_file():
        yield f"{value!r} leads to nothing"
    elif anchor and place in pages and anchor not in pages[place].anchors and anchor != "top":
        yield f"{value!r} has no such anchor"


if __name__ == "__main__":
    found = check(Path(sys.argv[1]))
    print("\n".join([*found, f"{len(found)} findings"]))
    sys.exit(bool(found))
