"""Where our pages are, as seen from any page: asked for hundreds of times on each, and so worked out once for all pages of a folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from urllib.parse import quote

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from journeybook.atlas.entry import Entry
from journeybook.site import pages
from journeybook.site.comparison.pairs import Pair


class Addresses:
    """The addresses of the pages `places`, which are known by their path in the site."""

    def __init__(self, places: Mapping[str, File]) -> None:
        self.places = places
        above = {folder for folder, _, name in (path.rpartition("/") for path in places) if name not in pages.OF_MAPS}
        # Pages that stand side by side, none of them above another page of a record, see every third page alike; all others see with
        # eyes of their own, which no folder is called like.
        self._folders = {file.src_uri: path.rpartition("/")[0] if "/" in path and path not in above else f"{path}/" for path, file in places.items()}
        self._seen: dict[str, dict[str, str]] = defaultdict(dict)
        self._spots: dict[Entry | Pair, tuple[File | None, str]] = {}

    def of(self, entry: Entry | Pair, here: File) -> str:
        """The address of a record or pair as seen from the page `here`; empty where this site has no page for it."""
        file, anchor = self._spots.get(entry) or self._spot(entry)
        if file is None:
            return ""
        if file is here:
            return anchor or "#"
        return self._from(file, here) + anchor

    def _from(self, file: File, here: File) -> str:
        seen = self._seen[self._folders.get(here.src_uri, here.url)]
        if file.src_uri not in seen:
            seen[file.src_uri] = file.url_relative_to(here)
        return seen[file.src_uri]

    def file(self, entry: Entry | Pair) -> File | None:
        """The page of a record or pair; None where this site has none."""
        return self._spot(entry)[0]

    def _spot(self, entry: Entry | Pair) -> tuple[File | None, str]:
        if entry not in self._spots:
            path, anchor = pages.location(entry)
            self._spots[entry] = (self.places.get(path), f"#{quote(anchor)}" if anchor else "")
        return self._spots[entry]


def still_there(places: Mapping[str, File], files: Files) -> dict[str, File]:
    """Those of `places` that no other plugin has taken out of the site. Raises PluginError where one wrote its own in place of ours."""
    now = {path: files.get_file_from_path(file.src_uri) for path, file in places.items()}
    other = [file.src_uri for path, file in places.items() if now[path] not in (None, file)]
    if other:
        raise PluginError(f"journeybook: another plugin makes a page at the place of ours: {', '.join(other)}")
    return {path: file for path, file in places.items() if now[path] is file}
