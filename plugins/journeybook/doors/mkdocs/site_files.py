"""The site's own pages and files, as the links lead to them that authors write in an atlas.

A relative link is read as if it stood in a page at the top of the documentation, whichever page of ours shows it. What leads
nowhere is found when all plugins have brought their files, and before the first page is made.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from mkdocs.structure.files import File, Files

from journeybook.atlas.atlas import Atlas
from journeybook.insight.written_links import divided, is_relative, written
from journeybook.reading.problem import Level, Problem, did_you_mean, shown

CODE = "dead-link"


class OwnFiles:
    """What a site publishes, by where its sources and its pages stand."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self._by_url = {file.url.rstrip("/"): file for file in files if file.inclusion.is_included()}

    def href(self, target: str, here: File) -> str:
        """The address of what the relative `target` means, as seen from the page `here`; empty where there is nothing."""
        file, rest = self._found(target)
        return file.url_relative_to(here) + rest if file is not None else ""

    def dead(self, atlas: Atlas, level: Level) -> Iterator[Problem]:
        """The relative links of `atlas` that lead nowhere."""
        for link in written(atlas):
            if is_relative(link.target) and self._found(link.target)[0] is None:
                path, _ = divided(link.target)
                sources = [file.src_uri for file in self.files]
                hint = did_you_mean(path, sources) or "write it as seen from the top of the documentation, such as 'guides/returns.md'"
                message = f"the link {shown(link.target)} leads to no page or file of the site"
                yield Problem(link.place, CODE, message, level, hint)

    def _found(self, target: str) -> tuple[File | None, str]:
        path, rest = divided(target)
        path = posixpath.normpath(path)
        file = self.files.get_file_from_path(path)
        if file is not None and not file.inclusion.is_included():
            file = None
        return file or self._by_url.get(path.rstrip("/")), rest
