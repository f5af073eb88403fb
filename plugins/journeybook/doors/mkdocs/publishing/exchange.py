"""Two folders change places in one call of the system, so that there is no moment in which one of them is missing.

Python has no name for this call. Linux has `renameat2` with RENAME_EXCHANGE, macOS `renamex_np` with RENAME_SWAP; not every
file system can do it, and Windows has nothing like it.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import sys
from pathlib import Path
from typing import Any

AT_FDCWD = -100
RENAME_EXCHANGE = 2
RENAME_SWAP = 2
SYSCALLS = {"x86_64": 316, "aarch64": 276, "riscv64": 276}
"""The number of `renameat2` where the C library has no name for it, by machine."""
UNKNOWN = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
"""What systems and file systems answer that cannot exchange."""


def exchange(one: Path, other: Path) -> bool:
    """Whether the two could be exchanged; raises OSError where that is possible but was refused."""
    call = _call(os.fsencode(one), os.fsencode(other))
    if call is None:
        return False
    if call == 0:
        return True
    if (number := ctypes.get_errno()) in UNKNOWN:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _call(one: bytes, other: bytes) -> int | None:
    """What the system's own call gives: 0 when it is done, None where there is no such call."""
    if sys.platform not in ("linux", "darwin"):
        return None
    library: Any = ctypes.CDLL(None, use_errno=True)
    flags = ctypes.c_uint(RENAME_EXCHANGE if sys.platform == "linux" else RENAME_SWAP)
    code: int | None = None
    if sys.platform == "darwin":
        code = library.renamex_np(one, other, flags) if hasattr(library, "renamex_np") else None
        return code
    if hasattr(library, "renameat2"):
        code = library.renameat2(AT_FDCWD, one, AT_FDCWD, other, flags)
        return code
    number = SYSCALLS.get(platform.machine()) if sys.maxsize > 2**32 else None
    code = library.syscall(ctypes.c_long(number), AT_FDCWD, one, AT_FDCWD, other, flags) if number is not None else None
    return code
