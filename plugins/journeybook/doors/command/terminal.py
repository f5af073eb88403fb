"""What the command writes to: a terminal or a pipe, in whatever encoding, with colour and progress only where they help."""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

UNREAD = (errno.EPIPE, errno.EINVAL)
"""What the system says where the reader of a pipe is gone: on Windows the second."""
PATIENCE = 0.7
"""Seconds after which long work shows how far it is."""


def has_colours() -> bool:
    """Whether standard output is a terminal that shows colours, and nobody asked for none."""
    return sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def name_of(path: str | bytes | Path) -> str:
    """A path as text that can be written, whatever bytes its name holds."""
    from journeybook.reading.problem import visible

    return visible(os.fsencode(path).decode("utf-8", "backslashreplace"))


def write(text: str, machine: bool = False) -> None:
    """Writes to standard output: for machines as UTF-8, for people in the terminal's encoding, never failing on a letter, nor
    where nobody reads (any more): what a command found out, its exit code still says."""
    if sys.stdout is None:
        return
    try:
        _write(text, machine)
    except OSError as error:
        if error.errno not in UNREAD:
            raise OSError(error.errno, os.strerror(error.errno or 0), "standard output") from None
        hush()


def hush() -> None:
    """Lets what is still to be written go nowhere, without a word."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def replace(file: Path, data: bytes) -> None:
    """Writes `file` in one go, so that what it held stays where that is impossible. What is no plain file, such as a pipe or a
    link that leads in a circle, is written to as it is."""
    place = Path(os.path.realpath(file))
    before = place.stat() if place.is_file() else None
    if (before is None and os.path.lexists(file)) or os.path.abspath(file).startswith("/dev/"):
        file.write_bytes(data)
        return
    if before is not None and not os.access(place, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))
    try:
        handle, name = tempfile.mkstemp(prefix=f".{place.name[:40]}-", suffix=".part", dir=place.parent)
    except PermissionError:
        if before is None:
            raise
        place.write_bytes(data)  # the file may be written to, the folder not
        return
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
        os.chmod(name, stat.S_IMODE(before.st_mode) if before is not None else 0o666 & ~_umask())
        os.replace(name, place)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _umask() -> int:
    before = os.umask(0o077)
    os.umask(before)
    return before


def _write(text: str, machine: bool) -> None:
    encoding = "utf-8" if machine else (sys.stdout.encoding or "utf-8")
    data = text.encode(encoding, "backslashreplace")
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(data.decode(encoding))
    else:
        sys.stdout.flush()
        buffer.write(data)
    sys.stdout.flush()


class Progress:
    """Says on a terminal how far reading is, once it takes long; silent anywhere else."""

    def __init__(self) -> None:
        self.on = sys.stderr is not None and sys.stderr.isatty()
        self.next = time.monotonic() + PATIENCE
        self.shown = False

    def __enter__(self) -> Progress:
        return self

    def __call__(self, done: int, number: int) -> None:
        if self.on and time.monotonic() >= self.next:
            sys.stderr.write(f"\rreading file {done + 1:,} of {number:,}")
            sys.stderr.flush()
            self.next, self.shown = time.monotonic() + 0.1, True

    def __exit__(self, *_: object) -> None:
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
