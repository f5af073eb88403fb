"""The site's Markdown, taught what hand-written pages say to us: so it works wherever this Markdown is read, in snippets that
another extension inserts and in excerpts of a page on another one too."""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from journeybook.doors.mkdocs.own_pages import Handmade

BEFORE_FENCES = 31
"""Behind the snippets of pymdown-extensions (32), before everything that reads fences (25 and less)."""
LAST = -10


class Views(Extension):
    """Shows views and follows links by id of `own_pages`."""

    def __init__(self, handmade: Handmade) -> None:
        super().__init__()
        self.handmade = handmade

    def extendMarkdown(self, md: Markdown) -> None:
        """Registers what is done before and after all else."""
        md.preprocessors.register(_Readable(md, self.handmade), "journeybook", BEFORE_FENCES)
        md.postprocessors.register(_Filled(md, self.handmade), "journeybook", LAST)

    def __deepcopy__(self, memo: dict[int, Any]) -> Views:
        """Itself: plugins copy a site's configuration, and the atlas is large."""
        return self


def teach(config: MkDocsConfig, handmade: Handmade) -> None:
    """Has the site's Markdown show views and follow links by id, in this build and not in the one before."""
    others = [it for it in config.markdown_extensions if not isinstance(it, Views)]
    config.markdown_extensions[:] = [*others, Views(handmade)]  # type: ignore[list-item]  # MkDocs hands objects on too, and declares names


def _file(md: Markdown) -> File | None:
    """The page that is being read, as MkDocs' own extension knows it."""
    return getattr(md.treeprocessors["relpath"], "file", None) if "relpath" in md.treeprocessors else None


class _Readable(Preprocessor):
    def __init__(self, md: Markdown, handmade: Handmade) -> None:
        super().__init__(md)
        self.handmade = handmade

    def run(self, lines: list[str]) -> list[str]:
        file = _file(self.md)
        return self.handmade.readable("\n".join(lines), file, inserted=True).split("\n") if file is not None else lines


class _Filled(Postprocessor):
    def __init__(self, md: Markdown, handmade: Handmade) -> None:
        super().__init__(md)
        self.handmade = handmade

    def run(self, text: str) -> str:
        return self.handmade.filled(text, _file(self.md))
