"""What checks keep: never out of date, never trusted, never in the project."""

from __future__ import annotations

import datetime
import hashlib
import hmac
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journeybook.checks import kept_findings
from journeybook.checks.check import Loaded, load
from journeybook.checks.kept_findings import Found
from journeybook.reading import kept

TODAY = datetime.date(2026, 1, 1)
MAP = "title: A\nstages:\n  - nme: b\nmedia: [{path: p.png, alt: A picture}]\n"


class Atlas:
    """A folder with a map, and a count of how often it was really read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "journeys"
        self.folder.mkdir(parents=True)
        self.map = self.folder / "a.yml"
        self.map.write_text(MAP, encoding="utf-8")
        self.read = 0
        self.told: list[str] = []

    def load(self) -> Loaded:
        self.read += 1
        return load(self.folder, TODAY)

    def found(self, today: datetime.date = TODAY) -> Found:
        return kept_findings.found(self.folder, today, self.load, self.told.append)


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where findings are kept."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    return home / "journeybook"


@pytest.fixture
def atlas(tmp_path: Path, store: Path) -> Atlas:
    """An atlas that was checked once."""
    made = Atlas(tmp_path)
    made.found()
    return made


def test_nothing_is_read_again_and_the_same_is_found(atlas: Atlas) -> None:
    assert atlas.found() == Found.of(load(atlas.folder, TODAY))
    assert atlas.read == 1
    assert atlas.found().problems
    assert "  - nme: b" in atlas.found().lines.values()


def test_any_change_is_seen(atlas: Atlas) -> None:
    atlas.found(TODAY + datetime.timedelta(1))
    assert atlas.read == 2
    atlas.map.write_text(MAP.replace("nme", "name"), encoding="utf-8")
    assert {problem.code for problem in atlas.found().problems} == {"media-missing"}
    (atlas.folder / "b.yml").write_text("title: B\nstages: [c]\n", encoding="utf-8")
    assert atlas.found().files == ("a.yml", "b.yml")
    (atlas.folder / "p.png").write_bytes(b"")
    assert {problem.code for problem in atlas.found().problems} == {"media-not-a-picture"}
    (atlas.folder / "p.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert not atlas.found().problems
    assert atlas.read == 6


def test_other_code_finds_anew(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_findings, "_code", lambda: iter([b"changed"]))
    atlas.found()
    assert atlas.read == 2


def test_what_changed_while_it_was_read_is_not_kept(tmp_path: Path, store: Path) -> None:
    atlas = Atlas(tmp_path)

    def changing() -> Loaded:
        found = atlas.load()
        atlas.map.write_text(MAP.replace("nme", "name"), encoding="utf-8")
        return found

    kept_findings.found(atlas.folder, TODAY, changing, atlas.told.append)
    assert list(store.iterdir()) == []
    atlas.map.write_text(MAP, encoding="utf-8")
    atlas.found()
    assert atlas.read == 2


def test_a_fault_of_ours_is_not_kept(tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    atlas = Atlas(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(kept_findings.last_guard, "among", lambda problems: True)
        atlas.found()
    assert list(store.iterdir()) == []
    atlas.found()
    assert len(list(store.iterdir())) == 1


def test_nothing_is_kept_of_a_folder_with_a_file_that_cannot_be_read(tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    atlas = Atlas(tmp_path)
    monkeypatch.setattr(kept_findings.files, "CSV_SIZE", 10)  # bytes: the map has more
    assert {problem.code for problem in atlas.found().problems} == {"unknown-field", "media-missing"}
    atlas.found()
    assert atlas.read == 2


@pytest.mark.parametrize("damage", [b"", b"\x80\x04.", b"{}", None, "swap"])
def test_what_is_damaged_is_read_anew(atlas: Atlas, store: Path, damage: bytes | str | None) -> None:
    (entry,) = store.iterdir()
    before = entry.read_bytes()
    if isinstance(damage, bytes):
        entry.write_bytes(damage)
    elif damage == "swap":
        entry.write_bytes(before.replace(b"unknown", b"unknowm"))
    else:
        entry.unlink()
    assert atlas.found() == Found.of(load(atlas.folder, TODAY))
    assert atlas.read == 2
    assert entry.read_bytes() == before


def test_nothing_is_kept_in_or_taken_from_the_project(atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    atlas.found()
    atlas.found()
    assert atlas.read == 3
    assert not (tmp_path / ".cache").exists()


def test_old_findings_go(atlas: Atlas, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_findings, "MOST", 3)
    for day in range(5):
        atlas.found(TODAY + datetime.timedelta(day))
    assert len(list(store.iterdir())) == 3


def test_a_store_that_cannot_be_written_to_is_no_problem(atlas: Atlas, store: Path) -> None:
    for entry in store.iterdir():
        entry.unlink()
    store.rmdir()
    store.write_text("in the way", encoding="utf-8")
    assert atlas.found().problems


@pytest.mark.parametrize(
    "wrong",
    [
        lambda entry: entry["problems"][0].__setitem__(3, "fatal"),
        lambda entry: entry["problems"][0].__setitem__(1, "<script>"),
        lambda entry: entry["problems"][0].__setitem__(2, ["a message"]),
        lambda entry: entry["problems"][0][0].__setitem__(1, "3"),
        lambda entry: entry["problems"][0][0].__setitem__(1, -3),
        lambda entry: entry["problems"][0].append("more"),
        lambda entry: entry.__setitem__("problems", {}) or entry.pop("asked"),
        lambda entry: entry["files"].append(7),
        lambda entry: entry["lines"].append(["a.yml", True, "x"]),
        lambda entry: entry.clear(),
    ],
)
def test_an_entry_is_checked_like_any_input(atlas: Atlas, store: Path, wrong: Callable[[dict[str, Any]], object]) -> None:
    ours = kept.store(atlas.folder)
    assert ours is not None
    (name,) = [file.name for file in store.iterdir()]
    entry = ours.find(name)
    assert entry["problems"]
    wrong(entry)
    ours.keep(name, entry, 3)
    assert ours.find(name) == entry  # sealed by ourselves, and still not believed
    assert atlas.found() == Found.of(load(atlas.folder, TODAY))
    assert atlas.read == 2


def test_a_verdict_cannot_be_written_by_who_has_not_the_key(atlas: Atlas, store: Path, tmp_path: Path) -> None:
    (entry,) = store.iterdir()
    nothing = json.dumps({"problems": [], "files": ["a.yml"], "lines": [], "asked": {}, "pictures": {}, "unread": []}).encode()
    for seal in (hashlib.sha256(nothing).hexdigest().encode(), b"", hmac.new(b"", nothing, "sha256").hexdigest().encode()):
        entry.write_bytes(seal + b"\n" + nothing)
        assert atlas.found().problems
    # Nor is one believed that belongs to other files, or came along from another machine.
    good = Atlas(tmp_path / "good")
    good.map.write_text("title: A\nstages: [b]\n", encoding="utf-8")
    assert not good.found().problems
    (other,) = [file for file in store.iterdir() if file != entry]
    entry.write_bytes(other.read_bytes())
    assert atlas.found().problems
    read = good.read
    (store.parent / "state/journeybook/key").unlink()
    good.found()
    assert good.read == read + 1


def test_what_is_found_in_a_file_alone_is_kept_until_it_changes(tmp_path: Path, store: Path) -> None:
    atlas = Atlas(tmp_path)
    atlas.folder = atlas.map
    assert atlas.found() == atlas.found()
    assert (atlas.read, atlas.told) == (1, [])
    (tmp_path / "journeys" / "other.yml").write_text(MAP, encoding="utf-8")
    atlas.found()
    assert atlas.read == 1
    (tmp_path / "journeys" / "p.png").write_bytes(b"\x89PNG\r\n\x1a\n")  # the picture that the map names
    assert [problem.code for problem in atlas.found().problems] == ["unknown-field"]
    atlas.map.write_text(MAP.replace("nme", "name"), encoding="utf-8")
    assert not atlas.found().problems
    assert atlas.read == 3


def test_what_cannot_be_listed_is_not_kept(tmp_path: Path, store: Path) -> None:
    atlas = Atlas(tmp_path)
    atlas.folder = tmp_path / "nowhere"
    atlas.found()
    atlas.found()
    assert atlas.read == 2
