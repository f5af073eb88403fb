"""A lock that a process holds as long as it lives, and that nobody has to take away when it was killed."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]  # a module everywhere else
    import msvcrt

NAME = ".lock"
HELD = {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}
"""What systems answer when somebody else holds a lock."""
UNLOCKED = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL}
"""What file systems without locks answer."""


class Lock:
    """The lock of a folder, which exists as long as it is held."""

    def __init__(self, folder: Path, handle: int) -> None:
        self.folder = folder
        self._handle = handle

    @classmethod
    def taken(cls, folder: Path) -> Lock | None:
        """The lock of `folder`, which is made if it is missing; None where another process holds it, OSError where there
        can be none."""
        while True:
            with suppress(FileExistsError):
                folder.mkdir(mode=0o700)
            _refuse_strange(folder)
            try:
                handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
            except FileNotFoundError:
                continue  # whoever held it has just taken the folder away
            try:
                _lock(handle)
                if os.path.samestat(os.fstat(handle), os.stat(folder / NAME)):
                    return cls(folder, handle)
            except FileNotFoundError:
                pass  # likewise
            except OSError as error:
                os.close(handle)
                if error.errno in HELD:
                    return None
                if error.errno in UNLOCKED:  # then nobody else has one
                    with suppress(OSError):
                        os.unlink(folder / NAME)
                        os.rmdir(folder)
                raise
            os.close(handle)

    def release(self) -> None:
        """Gives the lock back, and removes the folder if it is empty."""
        if fcntl is None:
            os.close(self._handle)  # Windows removes no file that is open, so not that of who holds it next
        with suppress(OSError):
            os.unlink(self.folder / NAME)
        if fcntl is not None:
            os.close(self._handle)  # elsewhere, a file that is removed later might be that of who holds it next
        with suppress(OSError):
            os.rmdir(self.folder)


def _refuse_strange(folder: Path) -> None:
    """What somebody else has put there, in a folder that all may write to, could lead anywhere."""
    with suppress(FileNotFoundError):
        found = folder.lstat()
        known = {found.st_uid} if not hasattr(os, "geteuid") else {os.geteuid(), folder.parent.stat().st_uid}
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in known:
            raise PermissionError(errno.EPERM, "it belongs to somebody else", str(folder))


def _lock(handle: int) -> None:
    if fcntl is not None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    else:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
