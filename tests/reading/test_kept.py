"""What is kept between two runs: in a folder of the user's own and nobody else's, or not at all; and never code or markup."""

from __future__ import annotations

import json
import marshal
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

import sites
from journeybook.reading import kept

posix = pytest.mark.skipif(os.name != "posix", reason="other systems have other rights")
BROKEN = {"journeys/a.yml": "title: A\nstages: [{nme: b}]\n"}
Homes = tuple[Path, Path]


@pytest.fixture
def homes(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Homes:
    """The folders for what is kept, and for the key; both are missing yet."""
    top = tmp_path_factory.mktemp("homes")
    monkeypatch.setenv("XDG_CACHE_HOME", str(top / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(top / "state"))
    return top / "cache/journeybook", top / "state/journeybook"


def check(folder: Path, *more: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "journeybook", "check", *more, str(folder / "journeys")]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, encoding="utf-8", timeout=60)


@posix
def test_only_the_user_may_read_and_write(homes: Homes, tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        store = kept.store(tmp_path)
        assert store is not None
        store.keep("check-a", {"x": 1}, 2)
    finally:
        os.umask(old)
    for folder in (*homes, *(home.parent for home in homes)):
        assert folder.stat().st_mode & 0o777 == 0o700
    for file in (homes[0] / "check-a", homes[1] / "key"):
        assert file.stat().st_mode & 0o777 == 0o600
    assert store.find("check-a") == {"x": 1}
    assert kept.store(tmp_path) == store


def foreign(homes: Homes, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(os, "geteuid", lambda: 54321)
    return "belongs to somebody else"


def open_to_all(homes: Homes, monkeypatch: pytest.MonkeyPatch) -> str:
    homes[0].chmod(0o777)
    return f"can be written to by others (mode 777); to have it used: chmod 700 {homes[0]}"


def open_to_the_group(homes: Homes, monkeypatch: pytest.MonkeyPatch) -> str:
    homes[0].chmod(0o770)
    return "can be written to by others (mode 770)"


def key_open(homes: Homes, monkeypatch: pytest.MonkeyPatch) -> str:
    homes[1].chmod(0o757)
    return "state/journeybook can be written to by others (mode 757)"


def open_above(homes: Homes, monkeypatch: pytest.MonkeyPatch) -> str:
    homes[0].parent.chmod(0o775)
    return "cache can be written to by others (mode 775)"


def a_link(homes: Homes, monkeypatch: pytest.MonkeyPatch) -> str:
    homes[0].rename(homes[0].with_name("elsewhere"))
    homes[0].symlink_to("elsewhere")
    return "is not a folder but a link or a file"


def a_link_above_into_an_open_folder(homes: Homes, monkeypatch: pytest.MonkeyPatch) -> str:
    top = homes[0].parents[1]
    (top / "open").mkdir()
    (top / "open").chmod(0o777)
    (top / "link").symlink_to("open")
    monkeypatch.setenv("XDG_CACHE_HOME", str(top / "link"))
    return "link can be written to by others (mode 777)"


@posix
@pytest.mark.parametrize(
    "change", [foreign, open_to_all, open_to_the_group, key_open, open_above, a_link, a_link_above_into_an_open_folder], ids=lambda it: it.__name__
)
def test_a_folder_that_others_can_write_to_is_refused(
    change: Callable[[Homes, pytest.MonkeyPatch], str], homes: Homes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kept.store(tmp_path) is not None
    why = change(homes, monkeypatch)
    with pytest.raises(kept.Refused) as refused:
        kept.store(tmp_path)
    assert why in str(refused.value)


@posix
def test_folders_that_others_may_only_read_are_used(homes: Homes, tmp_path: Path) -> None:
    first = kept.store(tmp_path)
    for home in homes:
        home.chmod(0o755)
    assert first is not None
    assert kept.store(tmp_path) == first


@posix
def test_a_folder_for_all_that_only_owners_can_change_things_in_is_fine(homes: Homes, tmp_path: Path) -> None:
    homes[0].parent.mkdir()
    homes[0].parent.chmod(0o1777)
    assert kept.store(tmp_path) is not None


@posix
@pytest.mark.parametrize("planted", ["pipe", "link", "writable", "large"])
def test_only_plain_files_of_the_user_are_read(planted: str, homes: Homes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = kept.store(tmp_path)
    assert store is not None
    store.keep("check-a", "text", 9)
    entry = homes[0] / "check-a"
    if planted == "pipe":
        entry.unlink()
        os.mkfifo(entry)
    elif planted == "link":
        entry.rename(tmp_path / "there")
        entry.symlink_to(tmp_path / "there")
    elif planted == "writable":
        entry.chmod(0o666)
    else:
        monkeypatch.setattr(kept, "LARGEST", 10)
    assert store.find("check-a") is None


@posix
def test_a_check_goes_on_and_says_why_nothing_is_kept(homes: Homes, tmp_path: Path) -> None:
    project = sites.write(tmp_path / "project", BROKEN)
    first = check(project)
    assert (first.returncode, first.stderr) == (1, "")
    assert len(list(homes[0].iterdir())) == 1
    homes[0].chmod(0o777)
    again = check(project)
    assert (again.returncode, again.stdout) == (first.returncode, first.stdout)
    assert again.stderr.startswith(f"note: nothing is kept for the next check: {homes[0]} can be written to by others (mode 777)")
    assert again.stderr.count("\n") == 1
    assert len(list(homes[0].iterdir())) == 1
    assert check(project, "--no-cache").stderr == ""


def test_nothing_is_kept_or_believed_in_a_pipeline(homes: Homes, tmp_path: Path) -> None:
    project = sites.write(tmp_path / "project", BROKEN)
    assert check(project, CI="true").returncode == 1
    assert not homes[0].exists()
    assert check(project, "--cache", CI="true").returncode == 1
    assert len(list(homes[0].iterdir())) == 1


class Run:
    """What a file that is unpickled may do."""

    def __init__(self, marker: str) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return exec, (f"open({self.marker!r}, 'w')",)


def test_a_build_keeps_nothing_and_takes_nothing(homes: Homes, make_site: Callable[..., Path], tmp_path: Path) -> None:
    """Whatever lies where a build could keep something is replaced by what would run, and by what would show."""
    marker, temporary = tmp_path / "ran", tmp_path / "temporary"
    temporary.mkdir()
    (temporary / "jieba.cache").write_bytes(marshal.dumps(({"跑": 1, "鞋": 1}, 2)))
    # Words that jieba's own dictionary holds, and the planted one does not.
    project = make_site({"journeys/a.yml": "title: 网上购买运动鞋\nlang: zh\nstages: [选择商品, 付款]\n", "docs/own.md": "# 运动鞋\n"})
    around = {"TMPDIR": str(temporary), "TEMP": str(temporary), "TMP": str(temporary), "HOME": str(tmp_path / "home")}
    first = sites.build(project, tmp_path / "first", **around)
    assert first.code == 0, first.output
    places = [*homes, temporary, tmp_path / "home"]
    files = [file for place in places for file in place.rglob("*") if file.is_file()]
    assert [file.name for file in files] == ["jieba.cache"]
    for file in files:
        file.write_bytes(pickle.dumps(Run(str(marker))) + b"<script>window.mark = 1</script>")
    second = sites.build(project, tmp_path / "second", **around)
    assert second.code == 0, second.output
    assert sites.contents(first.folder) == sites.contents(second.folder)
    assert not marker.exists()
    titles = [entry["title"] for entry in json.loads(first.text("search/search_index.json"))["docs"]]
    assert "\u200b".join(("网上", "购买", "运动鞋")) in titles


@pytest.mark.parametrize("own", [True, False])
def test_where_files_have_no_owners_only_the_users_own_folder_is_used(own: bool, homes: Homes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(homes[0].parents[1] if own else tmp_path))
    monkeypatch.setattr(kept.os, "name", "another")
    if own:
        assert kept.store(tmp_path) is not None
    else:
        with pytest.raises(kept.Refused, match="is outside of the user's own folder"):
            kept.store(tmp_path)


@pytest.mark.parametrize(
    ("cache", "state", "used"),
    [
        ("home/cache", "home/state", True),
        ("project/cache", "home/state", False),
        ("home/cache", "project/state", False),
        ("project/cache", "project/state", False),
        ("projects/cache", "home/state", True),  # another folder, though its name begins alike
    ],
)
def test_nothing_is_kept_within_the_project(cache: str, state: str, used: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who sends a project must not send with it what is kept; and a project begins where its repository does."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / cache))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / state))
    maps = tmp_path / "project/docs/journeys"
    maps.mkdir(parents=True)
    (tmp_path / "project/.git").mkdir()
    assert (kept.store(maps) is not None) is used
    (tmp_path / "project/.git").rmdir()
    assert kept.store(maps) is not None  # above the maps, nothing is the project's
    assert kept._inside(maps / "cache", maps)
    assert kept._inside(Path("relative"), maps)


@pytest.mark.parametrize(
    ("variables", "cache", "state"),
    [
        ({"XDG_CACHE_HOME": "/c", "XDG_STATE_HOME": "/s", "LOCALAPPDATA": "/l", "APPDATA": "/a"}, "/c", "/s"),
        ({"LOCALAPPDATA": "/l", "APPDATA": "/a"}, "/l", "/a"),
        ({}, "/home/ann/.cache", "/home/ann/.local/state"),
    ],
)
def test_where_things_are_kept(variables: dict[str, str], cache: str, state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": "/home/ann", **variables}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(kept.sys, "platform", "linux")
    assert (kept._cache_home(), kept._state_home()) == (Path(cache), Path(state))


def test_entries_that_are_damaged_or_too_many(homes: Homes, tmp_path: Path) -> None:
    store = kept.store(tmp_path)
    assert store is not None
    for number in range(4):
        store.keep(f"check-{number}", number, 2)
        os.utime(homes[0] / f"check-{number}", (number, number))
    store.keep("page-0", "other", 1)
    assert [store.find(f"check-{number}") for number in range(4)] == [None, None, 2, 3]
    assert store.find("page-0") == "other"
    entry = homes[0] / "check-3"
    entry.rename(homes[0] / "check-9")
    assert store.find("check-9") is None  # it is sealed under its name
    (homes[0] / "check-2").write_bytes((homes[0] / "check-2").read_bytes() + b" ")
    assert store.find("check-2") is None
    text = b"[" * 100_000
    (homes[0] / "check-5").write_bytes(store._seal("check-5", text) + b"\n" + text)
    assert store.find("check-5") is None


@posix
@pytest.mark.parametrize(("size", "found"), [(0, True), (10, True), (11, False)])
def test_files_up_to_a_size_are_read(size: int, found: bool, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * size)
    assert (kept._read(tmp_path / "a", 10) is not None) is found


@posix
def test_what_windows_calls_a_junction_is_no_folder(homes: Homes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept.store(tmp_path) is not None
    real = os.lstat

    def lstat(path: object) -> object:
        found = real(path)  # type: ignore[call-overload]
        return SimpleNamespace(st_mode=found.st_mode, st_uid=found.st_uid, st_reparse_tag=1) if str(path) == str(homes[0]) else found

    monkeypatch.setattr(kept.os, "lstat", lstat)
    with pytest.raises(kept.Refused, match="is not a folder but a link or a file"):
        kept.store(tmp_path)
