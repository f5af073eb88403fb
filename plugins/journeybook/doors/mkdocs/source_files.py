"""The files of an atlas whose folder lies within the site's own: MkDocs would copy them into the site, for whoever it is.

Its maps, numbers and pictures are published as pages, and pictures where a record shows them; Markdown pages there are the
site's own pages, and what these or the settings name is theirs too.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from journeybook.atlas.atlas import Atlas
from journeybook.checks import translations
from journeybook.checks.rules.subjects import inside, pictures
from journeybook.reading import files as reading
from journeybook.reading.files import real

TARGET = re.compile(r"""\]\(\s*<?([^\s)>]+)|^[ \t>]*\[[^\]\n]+\]:[ \t]*<?([^\s>]+)|(?:src|href|data|poster)=["']?([^"'\s>]+)""", re.MULTILINE)
"""What a page names: targets of Markdown links and pictures, and of HTML."""


def left_out(files: Files, folder: Path, config: MkDocsConfig, atlas: Atlas) -> list[File]:
    """Those of `files` that stand in `folder`, that of `atlas`, and are no part of the site: everything that is read there, the
    pictures of records, and what no page of the site's own names. Where `folder` holds the site's own one, the rest is the site's."""
    top, docs = real(folder), real(config.docs_dir)
    if top != docs and docs not in top.parents and top not in docs.parents:
        return []
    theirs = {_there(part.file, getattr(part, key)) for part, key in pictures(atlas)}
    named = _named(files, config)
    found = []
    for file in files:
        source = real(file.abs_src_path) if file.abs_src_path and file.src_dir else None
        if source is None or file.is_documentation_page() or file.inclusion.is_excluded() or top not in source.parents:
            continue
        is_read = file.src_uri.lower().endswith((*reading.YAML_ENDINGS, reading.CSV, translations.ENDING))
        is_theirs = source.relative_to(top).as_posix() in theirs or (top != docs and top not in docs.parents)
        if is_read or (is_theirs and file.src_uri not in named):
            found.append(file)
    return found


def _there(file: str, path: str) -> str:
    return inside(file, path) or ""


def _named(files: Files, config: MkDocsConfig) -> set[str]:
    """The files that pages of the site's own, or its settings, name."""
    named = {str(getattr(name, "path", name)) for name in (*config.extra_css, *config.extra_javascript)}
    for page in files.documentation_pages():
        if page.abs_src_path and page.src_dir:
            folder = posixpath.dirname(page.src_uri)
            named.update(posixpath.normpath(posixpath.join(folder, target)) for target in _targets(Path(page.abs_src_path)))
    return named


def _targets(page: Path) -> Iterator[str]:
    for found in TARGET.findall(page.read_text(encoding="utf-8-sig", errors="replace")):
        target = unquote(urlsplit(next(filter(None, found), "")).path)
        yield from (target, target.removeprefix("../"))  # in HTML, as seen from the page's own address


def said(files: Iterable[File], folder: str) -> str:
    """What is said about files that are left out."""
    names = [file.src_uri for file in files]
    few = ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
    one = len(names) == 1
    return f"{len(names)} {'file' if one else 'files'} of '{folder}' {'is' if one else 'are'} read and not copied into the site: {few}"
