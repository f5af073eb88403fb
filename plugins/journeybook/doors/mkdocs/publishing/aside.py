"""A site is made in a folder beside the published one, and takes its place when it is whole: all or nothing.

Beside `site` there is, while a build runs, a workshop `.site.journeybook`. It holds the new site, and a lock, by which
builds of the same site wait for each other, and by which the next one knows that whatever it finds there was left behind by
one that was killed. Where nothing can be written there, the workshop is in the system's folder for temporary files. Where the
published folder cannot be moved, because it is a mount or the folder above it belongs to somebody else, the lock is within it,
in `.journeybook`; what is in the new site is copied to there when it is finished, and moved over entry by entry. What is not
finished is never within what a server may hand out.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Container, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

from journeybook.doors.mkdocs.publishing.exchange import exchange
from journeybook.doors.mkdocs.publishing.lock import UNLOCKED, Lock

PATIENCE = 600.0
"""Seconds that a build waits for another one of the same site."""
PINNED = {errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM}
"""What systems answer where a folder cannot be moved: a mount, another device, or a file within it that is open on Windows."""
WITHIN = ".journeybook"
"""What stands inside a published folder that cannot be moved: the lock, and for a moment the entries on their way."""


class Busy(Exception):
    """Another build of the same site goes on and on."""


class Aside:
    """The workshop of one build: `folder` is where the site is made, `target` what it takes the place of."""

    def __init__(self, target: Path, room: Path, pinned: bool) -> None:
        self.target = target
        self.room = room
        self.folder = room / target.name
        self.pinned = pinned
        """Whether the published folder stays where it is, and only what it holds is exchanged."""
        self._before = room / ".before"
        self._locks = ExitStack()

    @classmethod
    def opened(cls, site: Path, waiting: Callable[[], None] = lambda: None, patience: float = PATIENCE) -> Aside:
        """The workshop for `site`; what a killed build left there is put right and cleared away.

        `waiting` is told once when another build must end first. Raises Busy if it does not, and OSError where nothing
        can be written.
        """
        target = Path(os.path.realpath(site))
        target.parent.mkdir(parents=True, exist_ok=True)
        beside, within, far = target.parent / f".{target.name}.journeybook", target / WITHIN, _elsewhere(target)
        refused: list[OSError] = []
        for room, gate in ((beside, within if os.path.ismount(target) else beside), (far, within), (far, far)):
            if gate == within and not target.is_dir():
                continue
            if gate == far and not any(error.errno in UNLOCKED for error in refused):
                continue  # what refuses the lock refuses the site too
            try:
                return cls._opened(target, room, gate, waiting, patience)
            except OSError as error:
                refused.append(error)
        raise refused[0]

    @classmethod
    def _opened(cls, target: Path, room: Path, gate: Path, waiting: Callable[[], None], patience: float) -> Aside:
        end = time.monotonic() + patience
        with ExitStack() as locks:
            for place in dict.fromkeys((gate, room)):
                locks.callback(_locked(place, waiting, end).release)
            aside = cls(target, room, pinned=room != gate or room == _elsewhere(target))
            locks.callback(aside._clear)
            aside._repair()
            (room / ".gitignore").write_text("*\n", encoding="utf-8")
            aside.folder.mkdir()
            aside._as_before()
            aside._locks = locks.pop_all()
        return aside

    def _repair(self) -> None:
        """A build that was killed between two moves has left nothing at a place: what was there goes back."""
        if not self.pinned and self._before.exists() and not self.target.exists():
            self._before.rename(self.target)
        for left in (self._before, self.folder):
            _remove(left)
        near = self.target / WITHIN
        if self.pinned and near.exists():
            _repair_near(near)
        elif near.is_dir() and not near.is_symlink():
            with suppress(OSError):  # it cannot be put right where it belongs to somebody else
                lock = Lock.taken(near)
                if lock is not None:  # else whoever holds it cannot write here, and is at work
                    _repair_near(near)
                    lock.release()

    def _as_before(self) -> None:
        """Gives the new folder the rights and the owner of the published one; files inherit from it what folders pass on."""
        if not self.target.is_dir():
            return
        now = self.target.stat()
        if hasattr(os, "chown"):
            with suppress(OSError):
                os.chown(self.folder, now.st_uid, now.st_gid)
        with suppress(OSError):
            shutil.copystat(self.target, self.folder)
        os.utime(self.folder)

    def publish(self, made: Path | None = None, target: Path | None = None) -> None:
        """What was made takes the place of what is published; OSError where it cannot, and then nothing has changed.

        `made` and `target` are a folder below those of the workshop, where only that was made.
        """
        made, target = made or self.folder, target or self.target
        own = set(os.listdir(made))
        if self.pinned:
            self._copy_in(made, target, self.target / WITHIN)
        elif not os.path.lexists(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            made.rename(target)
        else:
            try:
                _carry_over(target, made)
                if not exchange(made, target):
                    self._change_places(made, target)
            except OSError as error:
                if not isinstance(error, shutil.Error) and error.errno not in PINNED:
                    raise
                for name in set(os.listdir(made)) - own:
                    _remove(made / name)
                self._copy_in(made, target, target / WITHIN)

    def _change_places(self, made: Path, target: Path) -> None:
        """In two moves, where the system does not know how to do it in one."""
        target.rename(self._before)
        try:
            made.rename(target)
        except BaseException:
            self._before.rename(target)
            raise

    def _copy_in(self, made: Path, target: Path, near: Path) -> None:
        """Where the published folder cannot be moved: everything is in `near`, within it, before the first file is touched."""
        target.mkdir(parents=True, exist_ok=True)
        near.mkdir(mode=0o700, exist_ok=True)
        try:
            shutil.copytree(made, near / "new", symlinks=True)
            _carry_over(target, near / "new", set(os.listdir(made)))
            _move_in(near / "new", target, near / "before")
        finally:
            _clear_near(near)

    def close(self) -> None:
        """Clears the workshop away."""
        self._locks.close()

    def _clear(self) -> None:
        for left in (self._before, self.folder, self.room / ".gitignore"):
            _remove(left)


def _elsewhere(target: Path) -> Path:
    """A workshop where this user's temporary files are; another user's build has another one."""
    name = hashlib.sha256(os.fsencode(target)).hexdigest()[:16]
    user = f"{os.geteuid()}-" if hasattr(os, "geteuid") else ""
    return Path(os.path.realpath(tempfile.gettempdir())) / f".journeybook-{user}{name}"


def _locked(place: Path, waiting: Callable[[], None], end: float) -> Lock:
    """The lock of `place`, for which other builds are waited until `end`."""
    lock = Lock.taken(place)
    if lock is None:
        waiting()
    while lock is None:
        if time.monotonic() >= end:
            raise Busy
        time.sleep(0.2)
        lock = Lock.taken(place)
    return lock


def _repair_near(near: Path) -> None:
    """Of a build that was killed while it moved its entries in: what has nothing in its place goes back, the rest away."""
    before = near / "before"
    for name in os.listdir(before) if before.is_dir() else ():
        if not os.path.lexists(near.parent / name):
            os.rename(before / name, near.parent / name)
    _clear_near(near)


def _clear_near(near: Path) -> None:
    """Removes what was on its way within the published folder; a lock stays with who holds it."""
    for left in near.glob("[!.]*"):
        _remove(left)
    with suppress(OSError):
        near.rmdir()


def _kept(folder: Path) -> Iterator[os.DirEntry[str]]:
    """What MkDocs leaves in a folder that it cleans: hidden entries, and links to folders."""
    with os.scandir(folder) as entries:
        yield from (it for it in entries if it.name.startswith(".") or (it.is_symlink() and it.is_dir()))


def _carry_over(before: Path, after: Path, names: Container[str] | None = None) -> None:
    """Puts what MkDocs would have kept in `before` (of it, `names`) into `after` too, without taking room where links are
    possible."""
    for entry in _kept(before):
        there = after / entry.name
        if entry.name == WITHIN or (names is not None and entry.name not in names):
            continue
        if entry.is_dir(follow_symlinks=False):
            shutil.copytree(entry.path, there, symlinks=True, copy_function=_link, dirs_exist_ok=True)
        elif not os.path.lexists(there) and (entry.is_symlink() or entry.is_file()):
            _link(entry.path, str(there))


def _link(source: str, target: str) -> None:
    """A second name for a file, or else a copy; what is there already stays."""
    if os.path.lexists(target):
        return
    if not os.path.islink(source):
        with suppress(OSError):
            os.link(source, target)
            return
    shutil.copy2(source, target, follow_symlinks=False)


def _move_in(made: Path, target: Path, before: Path) -> None:
    """Moves the entries of `made` to `target` one by one, pages after what they need, and those that were there to `before`.

    Where one cannot be moved, everything goes back.
    """
    target.mkdir(parents=True, exist_ok=True)
    before.mkdir(parents=True, exist_ok=True)
    new = sorted(os.listdir(made), key=lambda name: (name == "index.html", name.endswith(".html"), name))
    kept = {entry.name for entry in _kept(target)}
    gone = [name for name in os.listdir(target) if name not in kept and name not in new]
    moved: list[tuple[Path, Path]] = []

    def move(source: Path, place: Path) -> None:
        os.rename(source, place)
        moved.append((source, place))

    try:
        for name in new:
            if os.path.lexists(target / name):
                move(target / name, before / name)
            move(made / name, target / name)
        for name in gone:
            with suppress(OSError):  # MkDocs leaves what it cannot remove, too
                move(target / name, before / name)
    except BaseException:
        for source, place in reversed(moved):
            os.rename(place, source)
        raise


def _remove(path: Path) -> None:
    """Removes a file or a folder; what cannot be removed waits for the next build."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
        if path.exists():  # folders that nobody may enter can be opened by who owns them
            for where, _, _ in os.walk(path, onerror=lambda error: None):
                for folder in [Path(where), *(it for it in Path(where).iterdir() if it.is_dir() and not it.is_symlink())]:
                    with suppress(OSError):
                        folder.chmod(0o700)
            shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
