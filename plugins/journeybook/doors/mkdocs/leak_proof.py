"""The end of a build: every byte that a site for an audience is made of is searched for what the site leaves out.

A text is no secret where something that anybody may read says it too: a record that is not left out, a page of the site's own, the
words of the interface and of the theme. What finds the texts is `text_finder`'s part, which texts there are `left_out_texts`'.
"""

from __future__ import annotations

import filecmp
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import PLURALS
from journeybook.checks import translations
from journeybook.checks.check import Loaded
from journeybook.doors.mkdocs import left_out_texts
from journeybook.doors.mkdocs.left_out_texts import Spot
from journeybook.doors.mkdocs.text_finder import Leak, Proof
from journeybook.model import Part
from journeybook.reading.files import real
from journeybook.reading.problem import visible
from journeybook.site import own_assets
from journeybook.site.embeds import page_text
from journeybook.site.pages import PAGE_KINDS

LAST = -10_000
"""The priority of the search: after the plugins that write, and before the site is published."""
SHOWN = 20
"""How many of the places that were found are named."""
LARGEST = 500_000_000
"""Of a packed file so many bytes are looked at."""
DEEPEST = 5
"""A packed file within a packed file, and so on: some hold themselves."""
GZIPPED, ZIPPED = b"\x1f\x8b", b"PK\x03\x04"
ADDRESS = re.compile(rb"journey:[^\s)>\"'\]]+")
INHERIT = re.compile(r"^INHERIT:\s*['\"]?([^'\"\n#]+)", re.MULTILINE)
WORDY = frozenset({".html", ".js", ".css", ".xml", ".json", ".txt", ".svg", ".md", ".map"})
"""Files of themes that hold words."""


class Witness:
    """What a build has seen that is not the atlas's: files of themes and plugins, and the words of pages that people wrote."""

    def __init__(self) -> None:
        self.files: dict[str, Path] = {}
        """By where they are written to in the site."""
        self.pages: list[bytes] = []

    def saw(self, files: Files, config: MkDocsConfig, folder: Path) -> None:
        """Remembers the files that come neither from the site's own folder nor from `folder`, that of the atlas."""
        own = [real(config.docs_dir), real(folder)]
        paths = {it.dest_uri: real(it.abs_src_path) for it in files if it.abs_src_path and not it.is_documentation_page()}
        self.files = {uri: path for uri, path in paths.items() if not any(top in path.parents for top in own)}

    def brought(self, name: str, path: Path) -> bool:
        """Whether the file `path`, `name` in the site, is as one of them is."""
        source = self.files.get(name)
        return source is not None and source.is_file() and filecmp.cmp(source, path, shallow=False)

    def read(self, markdown: str) -> None:
        """Remembers what a page that people wrote says."""
        self.pages.append(_own_words(markdown.encode("utf-8", "replace")))


def prove(config: MkDocsConfig, loaded: Loaded, seen: Atlas, audience: str, said: Iterable[str], folder: Path, witness: Witness) -> int:
    """Searches the folder that the site was written to for all that `seen`, what the audience sees of `loaded`, does not hold, but
    for the texts `said`. How many texts were looked for; raises PluginError where one was found."""
    if seen is loaded.atlas:
        return 0
    texts, public = left_out_texts.left_out(loaded, seen)
    anybody = [*public, *(text.encode() for text in said), *_declared()]
    proof = Proof(texts, chain(anybody, _files(config, folder, witness)), witness.pages)
    found = [leak for name, data in contents(Path(config.site_dir), witness) for leak in proof.leaks(name, data)]
    if found:
        raise PluginError(_message(found, audience))
    return len(proof)


def _declared() -> Iterator[bytes]:
    """The names of kinds, fields and pages, which stand in addresses and between the lines."""
    yield from (name.encode() for name in (*PLURALS, *PLURALS.values(), *PAGE_KINDS))
    for cls in _kinds(Part):
        yield from (f"{key} {info.annotation}".encode() for key, info in cls.declared())


def _kinds(cls: type[Part]) -> Iterator[type[Part]]:
    for kind in cls.__subclasses__():
        yield kind
        yield from _kinds(kind)


def _files(config: MkDocsConfig, folder: Path, witness: Witness) -> Iterator[bytes]:
    """The files that anybody may read: of this package, of the theme, of other plugins, of the site's own folder."""
    package = Path(__file__).parents[2]
    for top in (package / "site" / "templates", package / "languages", package / "site" / "assets", *map(Path, config.theme.dirs)):
        yield from (path.read_bytes() for path in _below(top) if path.suffix in (WORDY | {".py"}))
    yield own_assets.style_sheet().encode()  # with its generated classes, which stand in no file
    yield from (path.read_bytes() for path in witness.files.values() if path.suffix in WORDY and path.is_file())
    yield from ((folder / path).read_bytes() for path in translations.paths(folder))
    docs, own = real(config.docs_dir), real(folder)
    for path in _below(docs):
        if own not in path.parents or path.suffix.lower() in (".md", ".markdown"):
            yield path.relative_to(docs).as_posix().encode()
            yield _own_words(path.read_bytes())
    yield from _settings(Path(config.config_file_path)) if config.config_file_path else ()


def _below(top: Path) -> Iterator[Path]:
    return (path for path in sorted(top.rglob("*")) if path.is_file() and not any(part.startswith(".") for part in path.relative_to(top).parts))


def _settings(path: Path) -> Iterator[bytes]:
    """The site's settings, and those that they inherit."""
    for _ in range(9):
        if not path.is_file():
            return
        yield path.read_bytes()
        parent = INHERIT.search(path.read_text(encoding="utf-8", errors="replace"))
        if parent is None:
            return
        path = path.parent / parent[1].strip()


def _own_words(data: bytes) -> bytes:
    """A page without what it asks us for, of which it is told here what it may show."""
    if b"journey" not in data:
        return data
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    lines = text.split("\n")
    for fence in reversed(page_text.read(text).fences):
        del lines[fence.first : fence.last + 1]
    return ADDRESS.sub(b"", "\n".join(lines).encode())


def contents(site: Path, witness: Witness) -> Iterator[tuple[str, bytes]]:
    """Every file of a site, as text where it is one: packed ones unpacked, in UTF-8. Of what is no text, and of files that themes
    and plugins brought along, only the name."""
    for path in sorted(site.rglob("*")):
        if path.is_file():
            name = path.relative_to(site).as_posix()
            yield from [(name, b"")] if witness.brought(name, path) else _unpacked(name, path.read_bytes())


def _unpacked(name: str, data: bytes, within: int = 0) -> Iterator[tuple[str, bytes]]:
    """`data` as text; what is packed deeper than anybody packs things, and what cannot be unpacked, by its name."""
    if within > DEEPEST:
        yield name, b""
    elif data.startswith(GZIPPED):
        yield from _unpacked(name, _read(partial(gzip.open, io.BytesIO(data))), within + 1)
    elif data.startswith(ZIPPED) and zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for inner in packed.namelist():
                yield from _unpacked(f"{name}/{inner}", _read(partial(packed.open, inner)), within + 1)
    elif data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield name, data.decode("utf-16", "replace").encode()
    elif name.endswith(".ics"):
        yield name, data.replace(b"\r\n ", b"")
    else:
        yield name, b"" if b"\0" in data[:8000] else data


def _read(opened: Callable[[], Any]) -> bytes:
    """What a packed file holds, as far as it can be read: not where it is damaged, encrypted, or packed in an unknown way."""
    try:
        with opened() as file:
            data: bytes = file.read(LARGEST)
            return data
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError):
        return b""


def _message(found: list[Leak[Spot]], audience: str) -> str:
    lines = []
    for leak in found[:SHOWN]:
        place = leak.source.place
        lines.append(f"  {visible(leak.file)} says '{visible(leak.words)}', which stands in {place.path}:{place.line}")
    more = [f"  and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
    head = f"journeybook: the site for the audience '{audience}' says what it leaves out, and must not be published"
    hint = "  another plugin, a template or a file of your own may have put it there; what is no secret is named in the option 'no_secret'"
    return "\n".join([head, *lines, *more, hint])
