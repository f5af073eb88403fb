"""The one place where something is kept between two runs: data of the user's own, that nobody else can have written.

What is kept is JSON, sealed with a key of this installation, in a folder that belongs to the user alone; whoever reads it checks it like any
input. Another folder, or one that others may write to, is refused and the reason told: then nothing is kept, and all
goes on. The key stands apart from the folder, so that an entry which came along from another machine is not believed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import shlex
import stat
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LARGEST = 16_000_000
"""Bytes of one entry."""
KEY = 64
"""Characters of the key: 32 random bytes."""


class Refused(Exception):
    """A folder is not used; the message says which, and why."""


@dataclass(frozen=True)
class Store:
    """Entries by name in `folder`, sealed with `key`."""

    folder: Path
    key: bytes

    def find(self, name: str) -> Any:
        """The entry `name`; None where there is none, or it is damaged, too large or not ours."""
        data = _read(self.folder / name, LARGEST)
        seal, _, text = (data or b"").partition(b"\n")
        if not hmac.compare_digest(seal, self._seal(name, text)):
            return None
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return None

    def keep(self, name: str, entry: Any, most: int) -> None:
        """Keeps `entry`, in one go, and the newest `most` of its kind, if that is possible; nobody misses it."""
        text = json.dumps(entry).encode()
        kind = name.partition("-")[0]
        try:
            _write(self.folder / name, self._seal(name, text) + b"\n" + text)
            same = sorted(self.folder.glob(f"{kind}-*"), key=lambda file: file.lstat().st_mtime)
            for old in same[:-most]:
                old.unlink()
        except OSError:
            return

    def _seal(self, name: str, text: bytes) -> bytes:
        return hmac.new(self.key, name.encode() + b"\n" + text, hashlib.sha256).hexdigest().encode()


def store(project: Path) -> Store | None:
    """The store of this user; None where there is none outside of `project`, or it cannot be made. Raises Refused where it
    is there and others could have written to it."""
    try:
        folder, state = _cache_home() / "journeybook", _state_home() / "journeybook"
    except RuntimeError:  # nobody's home
        return None
    if _inside(folder, project) or _inside(state, project):
        return None
    try:
        for own in (folder, state):
            _own(own)
        key = _key(state / "key")
    except OSError:
        return None
    return Store(folder, key) if key is not None else None


def _cache_home() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(home) if home else Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")


def _state_home() -> Path:
    home = os.environ.get("XDG_STATE_HOME") or os.environ.get("APPDATA")
    return Path(home) if home else Path.home() / ("Library/Application Support" if sys.platform == "darwin" else ".local/state")


def _inside(folder: Path, project: Path) -> bool:
    """Whether `folder` is part of the project that `project` belongs to: who sends a project must not send with it what is kept."""
    below = Path(os.path.realpath(project))
    top = next((top for top in (below, *below.parents) if (top / ".git").exists()), below)
    return not folder.is_absolute() or top in Path(os.path.realpath(folder)).parents


def _own(folder: Path) -> None:
    """Makes `folder` with what is missing above it, for the user alone. Raises Refused where others may write to it or above it."""
    real = Path(os.path.realpath(folder.parent))  # a link on the way is as safe as the folder it stands in and the one it leads to
    for part in sorted({*folder.parents, *real.parents, real}, key=lambda path: (len(path.parts), path)):
        _make(part)
        _refuse_shared(part, os.stat(part))
    _make(folder)
    found = os.lstat(folder)
    if not stat.S_ISDIR(found.st_mode) or getattr(found, "st_reparse_tag", False):
        raise Refused(f"{folder} is not a folder but a link or a file")
    if os.name != "posix":
        if Path.home() not in folder.parents:
            raise Refused(f"{folder} is outside of the user's own folder")
    elif found.st_uid != os.geteuid():
        raise Refused(f"{folder} belongs to somebody else")
    elif found.st_mode & 0o022:
        raise Refused(f"{folder} can be written to by others (mode {stat.S_IMODE(found.st_mode):o}); to have it used: chmod 700 {shlex.quote(str(folder))}")


def _make(folder: Path) -> None:
    if not os.path.lexists(folder):
        with suppress(FileExistsError):  # another run was quicker
            folder.mkdir(mode=0o700)


def _refuse_shared(folder: Path, found: os.stat_result) -> None:
    if os.name != "posix":
        return
    if found.st_uid not in (0, os.geteuid()):
        raise Refused(f"{folder} belongs to somebody else")
    if found.st_mode & 0o022 and not found.st_mode & stat.S_ISVTX:
        raise Refused(f"{folder} can be written to by others (mode {stat.S_IMODE(found.st_mode):o})")


def _key(file: Path) -> bytes | None:
    """The key of this installation, made where there is none yet; None where another run is just making it."""
    if not os.path.lexists(file):
        _write(file, secrets.token_hex(KEY // 2).encode())
    key = _read(file, KEY)
    return key if key is not None and len(key) == KEY else None


def _read(file: Path, most: int) -> bytes | None:
    """The bytes of `file`; None where it is no plain file of the user's own, or holds more than `most` bytes."""
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    with os.fdopen(handle, "rb") as opened:
        found = os.fstat(handle)
        own = os.name != "posix" or (found.st_uid == os.geteuid() and not found.st_mode & 0o022)
        if not stat.S_ISREG(found.st_mode) or not own or found.st_size > most:
            return None
        return opened.read(most)


def _write(file: Path, data: bytes) -> None:
    """Writes `file` in one go, for the user alone."""
    handle, name = tempfile.mkstemp(prefix=f"{file.name.partition('-')[0]}-", suffix=".part", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
        os.replace(name, file)
    except OSError:
        os.unlink(name)
        raise
