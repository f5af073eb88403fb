"""Drawings that were made before, in a folder of the user's: to draw a flowchart takes as long as half of its page.

A file is named by what the drawing follows from (the chart, the engine, our own code), and begins with a digest of the rest, so that
nothing is ever out of date, and files can be shared, deleted or damaged.
"""

from __future__ import annotations

import hashlib
from importlib.machinery import SourceFileLoader
from pathlib import Path

CODE = ("bends.py", "drawing.py", "flowchart.py", "tracing.py")
MOST = 5000
"""How many drawings are kept."""


class Gallery:
    """The drawings in `folder` that an engine of this `version` made."""

    def __init__(self, folder: Path, version: str) -> None:
        self.folder = folder
        here = Path(__file__).parent
        self._code = hashlib.sha256(b"\n".join((version.encode(), *((here / name).read_bytes() for name in CODE)))).hexdigest()
        self._forget()

    def find(self, key: tuple[str, ...]) -> str | None:
        """The drawing of `key`; None where there is none, or it is damaged."""
        try:
            digest, _, drawn = self._place(key).read_text(encoding="utf-8").partition("\n")
        except (OSError, ValueError):
            return None
        return drawn if digest == hashlib.sha256(drawn.encode()).hexdigest() else None

    def keep(self, key: tuple[str, ...], drawn: str) -> None:
        """Keeps the drawing of `key`, if that is possible; nobody misses it."""
        data = drawn.encode()
        # Python's own way to keep what it compiled: in one go, and without a word where that is not possible.
        SourceFileLoader("", "").set_data(str(self._place(key)), hashlib.sha256(data).hexdigest().encode() + b"\n" + data)

    def _place(self, key: tuple[str, ...]) -> Path:
        return self.folder / f"drawing-{hashlib.sha256(repr((self._code, key)).encode()).hexdigest()}.svg"

    def _forget(self) -> None:
        """Takes away the oldest drawings."""
        try:
            kept = sorted(self.folder.glob("drawing-*.svg"), key=lambda file: file.stat().st_mtime)
            for old in kept[:-MOST]:
                old.unlink()
        except OSError:
            return
