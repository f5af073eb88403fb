"""Where the contents of pages wait until the theme is put around them.

MkDocs makes all contents before it writes the first page, and keeps them to the end: half a gigabyte for a thousand maps. Here all
but the one that is asked for stand in a file, which is in memory as long as it is small.
"""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import Protocol

SMALL = 32_000_000


class Shelved(Protocol):
    """What holds a text until it is told to put it away."""

    def put_away(self) -> None:
        """Puts the text on the shelf."""


class Shelf:
    """Texts in a file, by where they begin and how long they are."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=SMALL)  # noqa: SIM115, it lives as long as the site is built
        self._open: Shelved | None = None

    def opened(self, holder: Shelved) -> None:
        """Tells that `holder` has its text in hand: whatever had before puts its own away."""
        before, self._open = self._open, holder
        if before is not None and before is not holder:
            before.put_away()

    def put(self, text: str) -> tuple[int, int]:
        """Puts `text` away, and says where."""
        data = text.encode("utf-8", "surrogatepass")
        begin = self._file.seek(0, 2)
        self._file.write(data)
        return begin, len(data)

    def get(self, place: tuple[int, int]) -> str:
        """The text at `place`."""
        begin, length = place
        self._file.seek(begin)
        return self._file.read(length).decode("utf-8", "surrogatepass")

    def close(self) -> None:
        """Gives back what the texts take; nobody asks for them again."""
        self._file.close()
