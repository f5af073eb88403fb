"""A site is made in a folder beside the published one, and takes its place when it is whole: all or nothing.

Beside `site` there is, while a build runs, a workshop `.site.journeybook`. It holds the new site, and a lock, by which
builds of the same site wait for each other, and by which the next one knows that whatever it finds there was left behind by
one that was killed. Where the published folder cannot be moved, because it is a mount or the folder above it belongs to
somebody else, the workshop is within it, and what is in the new site is moved over entry by entry.
"""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable, Container, Iterator
from contextlib import suppress
from pathlib import Path

from journeybook.exchange import exchange
from journeybook.locking import Lock

PATIENCE = 600.0
"""Seconds that a build waits for another one of the same site."""
PINNED = {errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM}
"""What systems answer where a folder cannot be moved: a mount, another device, or a file within it that is open on Windows."""
WITHIN = ".journeybook"
"""The workshop's name inside the published folder."""


class Busy(Exception):
    """Another build of the same site goes on and on."""


class Aside:
    """The workshop of one build: `folder` is where the site is made, `target` what it takes the place of."""

    def __init__(self, target: Path, room: Path, lock: Lock) -> None:
        self.target = target
        self.room = room
        self.folder = room / target.name
        self._before = room / ".before"
        self._lock = lock

    @classmethod
    def opened(cls, site: Path, waiting: Callable[[], None] = lambda: None, patience: float = PATIENCE) -> Aside:
        """The workshop for `site`; what a killed build left there is put right and cleared away.

        `waiting` is told once when another build must end first. Raises Busy if it does not, and OSError where nothing
        can be written, or where there are no locks.
        """
        target = Path(os.path.realpath(site))
        target.parent.mkdir(parents=True, exist_ok=True)
        within = target / WITHIN
        if os.path.ismount(target):
            return cls._opened(target, within, waiting, patience)
        try:
            return cls._opened(target, target.parent / f".{target.name}.journeybook", waiting, patience)
        except OSError:
            if not target.is_dir():
                raise
            return cls._opened(target, within, waiting, patience)

    @classmethod
    def _opened(cls, target: Path, room: Path, waiting: Callable[[], None], patience: float) -> Aside:
        end = time.monotonic() + patience
        lock = Lock.taken(room)
        if lock is None:
            waiting()
        while lock is None:
            if time.monotonic() >= end:
                raise Busy
            time.sleep(0.2)
            lock = Lock.taken(room)
        aside = cls(target, room, lock)
        try:
            aside._repair()
            (room / ".gitignore").write_text("*\n", encoding="utf-8")
            aside.folder.mkdir()
            aside._as_before()
        except BaseException:
            aside.close()
            raise
        return aside

    def _repair(self) -> None:
        """A build that was killed between two moves has left nothing at the target: what was there goes back."""
        if self._before.exists() and not self.target.exists():
            self._before.rename(self.target)
        for left in (self._before, self.folder):
            _remove(left)

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

    @property
    def within(self) -> bool:
        """Whether the workshop is inside the published folder."""
        return self.room.parent == self.target

    def publish(self, made: Path | None = None, target: Path | None = None) -> None:
        """What was made takes the place of what is published; OSError where it cannot, and then nothing has changed.

        `made` and `target` are a folder below those of the workshop, where only that was made.
        """
        made, target = made or self.folder, target or self.target
        own = set(os.listdir(made))
        if not os.path.lexists(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            made.rename(target)
        elif self.within:
            _carry_over(target, made, own)
            _move_in(made, target, self._before)
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
                self._copy_in(made, target)

    def _change_places(self, made: Path, target: Path) -> None:
        """In two moves, where the system does not know how to do it in one."""
        target.rename(self._before)
        try:
            made.rename(target)
        except BaseException:
            self._before.rename(target)
            raise

    def _copy_in(self, made: Path, target: Path) -> None:
        """Where the published folder cannot be moved: everything is beside its place before the first file is touched."""
        near = target / WITHIN
        try:
            shutil.copytree(made, near / "new", symlinks=True)
            _carry_over(target, near / "new", set(os.listdir(made)))
            _move_in(near / "new", target, near / "before")
        finally:
            _remove(near)

    def close(self) -> None:
        """Clears the workshop away."""
        for left in (self._before, self.folder, self.room / ".gitignore"):
            _remove(left)
        self._lock.release()


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
    else:
        with suppress(OSError):
            path.unlink()
