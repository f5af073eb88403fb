"""A published folder is replaced as a whole or not at all, whatever system and file system say, and nothing of its own is lost."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

import sites
from journeybook.doors.command.publish import WrongUse, difference, publish, sentence
from journeybook.doors.mkdocs.publishing import aside as module
from journeybook.doors.mkdocs.publishing import lock as locking
from journeybook.doors.mkdocs.publishing.aside import Aside, Busy
from journeybook.doors.mkdocs.publishing.exchange import exchange
from journeybook.doors.mkdocs.publishing.lock import Lock

OLD = {"index.html": "old", "gone/index.html": "old", "css/a.css": "old"}
NEW = {"index.html": "new", "css/a.css": "new", "more/index.html": "new"}
OWN = {".git/objects/ab": "object", ".nojekyll": "", ".well-known/challenge": "key"}


def fill(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def texts(folder: Path) -> dict[str, str]:
    return {name: data.decode() for name, data in sites.contents(folder).items()}


def put(site: Path, files: dict[str, str] = NEW) -> None:
    aside = Aside.opened(site)
    fill(aside.folder, files)
    aside.publish()
    aside.close()


def refused(number: int) -> Callable[..., bool]:
    def never(*_: object) -> bool:
        raise OSError(number, os.strerror(number))

    return never


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return fill(tmp_path / "öffentlich 网站" / "my site", {**OLD, **OWN})


WAYS = {
    "at once": exchange,
    "in two moves": lambda *_: False,
    "it is busy": refused(errno.EBUSY),
    "it is on another device": refused(errno.EXDEV),
    "it is open elsewhere": refused(errno.EACCES),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_new_one_takes_its_place(site: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "exchange", WAYS[way])
    put(site)
    assert texts(site) == {**NEW, **OWN}
    assert os.listdir(site.parent) == ["my site"]


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.parametrize("way", WAYS)
def test_a_folder_that_cannot_be_moved_has_its_workshop_beside(site: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "exchange", WAYS[way])
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == site)
    aside = Aside.opened(site)
    assert aside.room.parent == site.parent
    assert [path.name for path in (site / ".journeybook").iterdir()] == [".lock"]
    with pytest.raises(Busy):
        Aside.opened(site, patience=0)
    aside.close()
    put(site, {**NEW, ".well-known/more": "built"})
    assert texts(site) == {**NEW, **OWN, ".well-known/more": "built"}
    assert os.listdir(site.parent) == ["my site"]


def only_in(*folders: Path) -> Callable[[Path], Lock | None]:
    """A lock can be taken, and anything be written, in `folders` only."""
    taken = Lock.taken

    def take(folder: Path) -> Lock | None:
        if folder.parent not in folders:
            raise PermissionError(errno.EACCES, "permission denied")
        return taken(folder)

    return take


def test_nobody_may_write_beside_it(site: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Lock, "taken", only_in(site, temporary))
    aside = Aside.opened(site)
    assert aside.room.parent == temporary
    assert stat.S_IMODE(aside.room.stat().st_mode) == 0o700
    assert [path.name for path in (site / ".journeybook").iterdir()] == [".lock"]
    fill(aside.folder, NEW)
    aside.publish()
    aside.close()
    assert texts(site) == {**NEW, **OWN}
    assert not os.listdir(temporary)
    monkeypatch.setattr(Lock, "taken", only_in(temporary))
    with pytest.raises(PermissionError):  # before anything is built
        Aside.opened(site)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux tells the name of an open file")
@pytest.mark.parametrize("first", [False, True])
def test_a_file_system_without_locks(site: Path, temporary: Path, first: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = locking._lock

    def locked(handle: int) -> None:
        if temporary.as_posix() not in os.readlink(f"/proc/self/fd/{handle}"):
            raise OSError(errno.ENOLCK, "no locks available")
        lock(handle)

    monkeypatch.setattr(locking, "_lock", locked)
    target = site.parent / "next" if first else site
    aside = Aside.opened(target)
    assert aside.room.parent == temporary
    fill(aside.folder, NEW)
    assert texts(site) == {**OLD, **OWN}
    aside.publish()
    aside.close()
    assert texts(target) == (NEW if first else {**NEW, **OWN})
    assert not os.listdir(temporary)
    assert set(os.listdir(site.parent)) == {site.name, target.name}


def test_killed_while_entries_were_moved_in(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(site / ".journeybook" / "new", {"more/index.html": "new"})
    fill(site / ".journeybook" / "before", {"css/a.css": "old", "index.html": "old"})
    module.shutil.rmtree(site / "css")  # it was moved away, and the new one had not come yet
    (site / "index.html").write_text("new", encoding="utf-8")
    fill(site / ".journeybook" / "my site", {"secret.html": "as versions before this one left it"})
    for pinned in (False, True):
        monkeypatch.setattr(os.path, "ismount", lambda path, pinned=pinned: pinned and Path(path) == site)
        aside = Aside.opened(site)
        assert texts(site) == {**OLD, **OWN, "index.html": "new", **({".journeybook/.lock": ""} if pinned else {})}
        aside.close()
    assert texts(site) == {**OLD, **OWN, "index.html": "new"}


KILLED = """
import os, signal, sys
from pathlib import Path
from journeybook.doors.mkdocs.publishing.aside import Aside
target, mount = Path(sys.argv[1]), sys.argv[2] == "mount"
os.path.ismount = lambda path: mount
if not mount:  # nobody may write beside it
    from journeybook.doors.mkdocs.publishing.lock import Lock
    taken = Lock.taken
    def take(folder):
        if folder.parent == target.parent:
            raise PermissionError(13, "permission denied")
        return taken(folder)
    Lock.taken = take
aside = Aside.opened(target)
(aside.folder / "secret.html").write_text("what nobody has looked through yet")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("way", ["mount", "nobody may write beside it"])
def test_a_kill_leaves_nothing_where_a_server_would_find_it(site: Path, temporary: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    process = subprocess.run([sys.executable, "-c", KILLED, str(site), way], env={**os.environ, "TMPDIR": str(temporary)}, check=False)
    assert process.returncode == -signal.SIGKILL
    assert texts(site) == {**OLD, **OWN, ".journeybook/.lock": ""}
    left = [path for top in (site.parent, temporary) for path in top.rglob("secret.html")]
    assert len(left) == 1
    assert stat.S_IMODE(left[0].parents[1].stat().st_mode) == 0o700
    monkeypatch.setattr(os.path, "ismount", lambda path: way == "mount" and Path(path) == site)
    if way != "mount":
        monkeypatch.setattr(Lock, "taken", only_in(site, temporary))
    put(site)
    assert texts(site) == {**NEW, **OWN}
    assert not left[0].parents[1].exists()


def test_the_first_one(tmp_path: Path) -> None:
    put(tmp_path / "a" / "b")
    assert texts(tmp_path / "a" / "b") == NEW
    assert os.listdir(tmp_path / "a") == ["b"]


def test_hidden_things_of_both(site: Path, tmp_path: Path) -> None:
    fill(tmp_path / "elsewhere", {"big.bin": "data"})
    (site / "data").symlink_to(tmp_path / "elsewhere")
    (site / ".link").symlink_to("nowhere")
    put(site, {**NEW, ".well-known/challenge": "built", ".well-known/more": "built"})
    assert texts(site) == {**NEW, **OWN, ".well-known/challenge": "built", ".well-known/more": "built"}
    assert (site / "data" / "big.bin").read_text(encoding="utf-8") == "data"  # MkDocs leaves links to folders
    assert os.readlink(site / ".link") == "nowhere"


def test_hidden_things_that_cannot_be_read_stay_where_they_are(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(source: str, target: str) -> None:
        if "objects" in str(source):
            raise PermissionError(errno.EACCES, "permission denied")
        module.shutil.copy2(source, target)

    monkeypatch.setattr(module, "_link", unreadable)
    put(site)
    assert texts(site) == {**NEW, **OWN}


def test_rights_stay(site: Path) -> None:
    site.chmod(0o2750)
    put(site)
    assert stat.S_IMODE(site.stat().st_mode) == 0o2750


def test_a_link_that_a_server_follows_stays(site: Path, tmp_path: Path) -> None:
    link = tmp_path / "current"
    link.symlink_to(site)
    put(link)
    assert link.is_symlink()
    assert texts(site) == {**NEW, **OWN}
    dangling = tmp_path / "next"
    dangling.symlink_to(tmp_path / "releases" / "1")
    put(dangling)
    assert texts(dangling) == NEW


@pytest.mark.parametrize("within", [False, True])
def test_what_cannot_be_moved_goes_back(site: Path, within: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    rename, calls = os.rename, []

    def stubborn(source: Path, place: Path) -> None:
        calls.append(source)
        if len(calls) == 3:
            raise OSError(errno.ENOSPC, "no space left on device")
        rename(source, place)

    if within:
        monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == site)
    monkeypatch.setattr(module, "exchange", refused(errno.EXDEV))
    aside = Aside.opened(site)
    fill(aside.folder, NEW)
    monkeypatch.setattr(os, "rename", stubborn)
    with pytest.raises(OSError, match="no space"):
        aside.publish()
    aside.close()
    assert texts(site) == {**OLD, **OWN}


def test_the_second_of_two_moves_fails(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "exchange", lambda *_: False)
    aside = Aside.opened(site)
    rename = Path.rename
    monkeypatch.setattr(Path, "rename", lambda it, to: refused(errno.EIO)() if it == aside.folder else rename(it, to))
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        aside.publish()
    assert texts(site) == {**OLD, **OWN}


def test_killed_between_two_moves(site: Path) -> None:
    room = site.parent / f".{site.name}.journeybook"
    fill(room / site.name, NEW)
    site.rename(room / ".before")
    aside = Aside.opened(site)
    assert texts(site) == {**OLD, **OWN}
    assert not any(aside.folder.iterdir())
    aside.close()
    assert os.listdir(site.parent) == [site.name]


def test_two_builds_wait_for_each_other(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, told = Aside.opened(site), []
    fill(first.folder, NEW)
    with pytest.raises(Busy):
        Aside.opened(site, lambda: told.append("waits"), patience=0)
    assert told == ["waits"]
    assert texts(first.folder) == NEW  # what a living build makes is no leftover
    monkeypatch.setattr(module.time, "sleep", lambda _: (first.publish(), first.close()))
    second = Aside.opened(site)
    assert texts(site) == {**NEW, **OWN}
    second.close()


def test_a_workshop_that_leads_elsewhere_is_not_used(site: Path, tmp_path: Path) -> None:
    victim = fill(tmp_path / "victim" / site.name, {"letter.txt": "dear"})
    (site.parent / f".{site.name}.journeybook").symlink_to(victim.parent)
    put(site)
    assert texts(victim) == {"letter.txt": "dear"}
    assert texts(site) == {**NEW, **OWN}


def test_git_does_not_see_the_workshop(site: Path) -> None:
    aside = Aside.opened(site)
    assert (aside.room / ".gitignore").read_text(encoding="utf-8") == "*\n"
    aside.publish()
    assert not (site / ".gitignore").exists()
    aside.close()


def test_what_has_changed_is_counted(site: Path, tmp_path: Path) -> None:
    new = fill(tmp_path / "new", {**NEW, "same.html": "1"})
    fill(site, {"same.html": "1"})
    # index.html is another one, more/ is new, gone/ is gone, same.html is the same; a style sheet is no page
    said = difference(site, new)
    assert said == {"pages": 3, "new": 1, "changed": 1, "gone": 1}
    assert sentence({**said, "site": "site"}) == "published 3 pages to site (1 new, 1 changed, 1 gone)"
    assert sentence({**difference(new, new), "site": "site"}) == "published 3 pages to site (nothing changed)"
    assert sentence({**difference(tmp_path / "none", new), "site": "site"}) == "published 3 pages to site (all new)"


def test_folders_that_nobody_may_enter_do_not_stay(site: Path) -> None:
    fill(site, {"shut/in/a.html": "old"})
    (site / "shut" / "in").chmod(0o000)
    (site / "shut").chmod(0o000)
    put(site)
    assert texts(site) == {**NEW, **OWN}
    assert os.listdir(site.parent) == ["my site"]


def test_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WrongUse, match=r"there is no mkdocs\.yml here"):
        publish(["--strict"])
    with pytest.raises(WrongUse, match="--dirty"):
        publish(["--dirty"])
    monkeypatch.setattr("journeybook.doors.command.publish.find_spec", lambda name: None)
    with pytest.raises(WrongUse, match="publishing needs MkDocs"):
        publish([])


def test_a_lock_in_a_folder_of_somebody_else_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder that all may write to, somebody may have put it there."""
    folder = tmp_path / "workshop"
    folder.mkdir()
    own, above, strange = os.geteuid(), tmp_path.stat().st_uid, 4242
    lock = Lock.taken(folder)
    assert lock is not None
    lock.release()
    for mode, uid, refused in (
        (stat.S_IFDIR, strange, True),
        (stat.S_IFDIR, own, False),
        (stat.S_IFDIR, above, False),
        (stat.S_IFLNK, own, True),
        (stat.S_IFREG, own, True),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(locking.Path, "lstat", lambda self, mode=mode, uid=uid: os.stat_result((mode | 0o700, 0, 0, 0, uid, 0, 0, 0, 0, 0)))
            if refused:
                with pytest.raises(PermissionError, match="belongs to somebody else"):
                    locking._refuse_strange(folder)
            else:
                locking._refuse_strange(folder)
    locking._refuse_strange(tmp_path / "not there")


@pytest.mark.parametrize(("number", "left"), [(errno.EAGAIN, True), (errno.ENOLCK, False), (errno.EIO, True)])
def test_what_a_lock_that_cannot_be_had_leaves(number: int, left: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "workshop"
    opened: list[int] = []

    def refuse(handle: int) -> None:
        opened.append(handle)
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(locking, "_lock", refuse)
    if number == errno.EAGAIN:
        assert Lock.taken(folder) is None
    else:
        with pytest.raises(OSError) as told:  # noqa: PT011
            Lock.taken(folder)
        assert told.value.errno == number
    assert folder.exists() is left
    with pytest.raises(OSError):  # noqa: PT011, it is closed
        os.fstat(opened[0])


def test_a_lock_whose_folder_was_taken_away_meanwhile_is_taken_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, taken, times = tmp_path / "workshop", locking._lock, [0]

    def vanishing(handle: int) -> None:
        taken(handle)
        times[0] += 1
        if times[0] == 1:  # whoever held it before removes what is no longer his
            os.unlink(folder / ".lock")
            os.rmdir(folder)
        elif times[0] == 2:  # and somebody else has made another one
            os.unlink(folder / ".lock")
            (folder / ".lock").write_text("")

    monkeypatch.setattr(locking, "_lock", vanishing)
    lock = Lock.taken(folder)
    assert lock is not None
    assert times == [3]
    lock.release()
    assert not folder.exists()
