"""What the command writes to: a terminal or a pipe, in whatever encoding, with colour and progress only where they help."""

from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path

UNREAD = (errno.EPIPE, errno.EINVAL)
"""What the system says where the reader of a pipe is gone: on Windows the second."""
PATIENCE = 0.7
"""Seconds after which long work shows how far it is."""


def has_colours() -> bool:
    """Whether standard output is a terminal that shows colours, and nobody asked for none."""
    return sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def name_of(path: str | Path) -> str:
    """A path as text that can be written, whatever bytes its name holds."""
    from journeybook.problems import visible

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
            raise
        hush()


def hush() -> None:
    """Lets what is still to be written go nowhere, without a word."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
