"""What must hold of a site that was built beside other plugins. Each condition yields findings, and none where all is well."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

from lxml import html

import links
from journeybook.site import own_assets

Condition = Callable[[Path], Iterator[str]]
MARKS = re.compile(r"""journey:(?=card|team)|data-journey|about:blank|journeybook[0-9a-f]{8,}""")
"""What only Journeybook itself may meet."""
ASSETS = ("journeybook.css", "theme.css", "flowchart.css", "journeybook.js", "reader.js", "search.js", "theme.js", "flowchart.js")
"""What the pages of a map load of ours."""
TEXTS = {".html", ".xml", ".json", ".md", ".txt", ".css", ".ics"}
MAP, OWN = "journeys/maps/card/index.html", "own/index.html"
WALK, SUMMARY = "journeys/maps/card/walk/index.html", "journeys/maps/card/summary/index.html"
PARTS = {
    "card": ("jb-gridbox", "jb-curve", "jb-flow-figure", "jb-sections", "jb-matrix-svg"),
    "card/walk": ("jb-slides", "jb-slide", "jb-track"),
    "card/summary": ("jb-sum", "jb-sum-feel", "jb-sum-hurt"),
}
"""What each page of a map is made of, by classes."""


def sound(folder: Path, but: str = "") -> Iterator[str]:
    """No dead link, no id twice; `but` is a pattern of findings that are the other plugin's, on pages without us too."""
    yield from (finding for finding in links.check(folder) if not (but and re.search(but, finding)))


def unmarked(folder: Path) -> Iterator[str]:
    """No inner mark reaches a file."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix in TEXTS:
            found = MARKS.search(file.read_text(encoding="utf-8"))
            if found is not None:
                yield f"{file.relative_to(folder)}: inner mark {found[0]!r}"


def whole(folder: Path) -> Iterator[str]:
    """The pages of the map have all their parts, drawings with something in them, and style sheets and scripts as we made them."""
    for name, classes in PARTS.items():
        file = next((file for file in (folder / f"journeys/maps/{name}/index.html", folder / f"journeys/maps/{name}.html") if file.is_file()), None)
        if file is None:
            yield f"there is no page {name}"
            continue
        tree = html.fromstring(file.read_bytes())
        yield from (f"{name} lacks {one}" for one in classes if not tree.find_class(one))
        yield from (f"{name} has an empty drawing" for svg in tree.iter("svg") if not len(svg))
        loaded = {urlsplit(link).path.rpartition("/")[2] for link in (*tree.xpath("//link/@href"), *tree.xpath("//script/@src"))}
        yield from (f"{name} does not load {one}" for one in ASSETS if one not in loaded)
    for name in ASSETS:
        ours = own_assets.style_sheet() if name == own_assets.STYLE_SHEET else own_assets.file(name).read_text(encoding="utf-8")
        if (folder / "assets/journeybook" / name).read_text(encoding="utf-8") != ours:
            yield f"{name} is another one"


def has(page: str, *texts: str) -> Condition:
    """A page of the site says all `texts`."""

    def condition(folder: Path) -> Iterator[str]:
        file = folder / page
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        yield from (f"{page} lacks {one!r}" for one in texts if one not in text)

    return condition


def lacks(page: str, *texts: str) -> Condition:
    """A page of the site says none of `texts`."""

    def condition(folder: Path) -> Iterator[str]:
        text = (folder / page).read_text(encoding="utf-8")
        yield from (f"{page} has {one!r}" for one in texts if one in text)

    return condition


def gone(*paths: str) -> Condition:
    """These files are not there."""

    def condition(folder: Path) -> Iterator[str]:
        yield from (f"{path} is there" for path in paths if (folder / path).exists())

    return condition


def shows(page: str = OWN, form: str = "../journeys/maps/card/#form") -> Condition:
    """A hand-written page shows the view, and its link by id leads to the step."""

    def condition(folder: Path) -> Iterator[str]:
        tree = html.fromstring((folder / page).read_bytes())
        if len(tree.find_class("jb-embed-curve")) != 1:
            yield f"{page} shows {len(tree.find_class('jb-embed-curve'))} views"
        if form not in [link.get("href") for link in tree.iter("a")]:
            yield f"{page} has no link to {form}"

    return condition


def feeds(folder: Path) -> Iterator[str]:
    """Each of our pages has a description of its own in the feed, and no description holds markup of ours."""
    items = [item for feed in folder.glob("feed_rss_*.xml") for item in ElementTree.parse(feed).iter("item")]
    about = {(item.findtext("link") or "").rpartition("journeys/")[2]: item.findtext("description") or "" for item in items}
    expected = "How somebody becomes a reader, &amp; what &#34;forms&#34; cost &lt;them&gt;."
    if about.get("maps/card/") != expected:
        yield f"the feed says {about.get('maps/card/')!r} of the map"
    ours = [text for link, text in about.items() if link and "/" in link]
    if len(set(ours)) < len(ours) or not all(ours):
        yield "two pages have one description"


def printed(folder: Path) -> Iterator[str]:
    """No id stands twice on the print page, and links to places on it find them."""
    tree = html.fromstring((folder / "print_page/index.html").read_bytes())
    ids = [one.get("id") for one in tree.iter() if isinstance(one.tag, str) and one.get("id")]
    yield from (f"print page: id {one!r} twice" for one in sorted({one for one in ids if ids.count(one) > 1}))
    yield from (f"print page: nothing at {link.get('href')}" for link in tree.iter("a")
                if (link.get("href") or "").startswith("#") and link.get("href")[1:] not in ids)  # fmt: skip
    if "The form takes ten minutes" not in tree.text_content():
        yield "print page: without the map"


def hidden(folder: Path) -> Iterator[str]:
    """No page shows what its password keeps, nor do the search and our own files beside the pages."""
    for file in sorted(folder.rglob("*.html")):
        text = file.read_text(encoding="utf-8").partition("<main")[2] or file.read_text(encoding="utf-8")
        if "takes ten minutes" in text or re.search(r"jb-(gridbox|slides|sum-|embed-)", text):
            yield f"{file.relative_to(folder)} is open to all"


def found(words: str) -> Condition:
    """The search finds `words`."""

    def condition(folder: Path) -> Iterator[str]:
        entries = json.loads((folder / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
        if not any(words in f"{entry['title']} {entry['text']}" for entry in entries):
            yield f"the search does not find {words!r}"

    return condition
