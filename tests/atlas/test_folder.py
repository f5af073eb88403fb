"""Loading a folder again: what did not change is not read again, and nothing else differs."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from tests.bench.maker import write_atlas

from journeybook.atlas import folder
from journeybook.checks import check
from journeybook.reading import yaml_text

TODAY = datetime.date(2026, 1, 1)


def write(top: Path, name: str, title: str) -> None:
    (top / f"{name}.yml").write_text(f"title: {title}\nstages: [{{name: I look, next: [b]}}]\n", encoding="utf-8")


def test_only_what_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = folder.read
    monkeypatch.setattr(folder, "read", lambda path, *more: read.append(path) or real(path, *more))
    write(tmp_path, "a", "A")
    write(tmp_path, "b", "B")
    first = check.load(tmp_path, TODAY)
    write(tmp_path, "b", "Other")
    write(tmp_path, "c", "C")
    again = check.load(tmp_path, TODAY, before=first)
    assert read == ["a.yml", "b.yml", "b.yml", "c.yml"]
    assert [entry.label for entry in again.atlas.maps.values()] == ["A", "Other", "C"]
    assert again.problems == check.load(tmp_path, TODAY).problems


def test_only_numbers_that_changed_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = folder.read_counts
    monkeypatch.setattr(folder, "read_counts", lambda path, data: read.append(path) or real(path, data))
    write(tmp_path, "b", "B")
    (tmp_path / "library.yml").write_text("metrics: [{id: nps, name: NPS}]\n", encoding="utf-8")
    (tmp_path / "a.csv").write_text("metric,date,value,n\nnps,2025-01-31,4,9\n", encoding="utf-8")
    (tmp_path / "c.csv").write_text("metric,date,value,n\nnps,2025-02-31,4,9\n", encoding="utf-8")
    first = check.load(tmp_path, TODAY)
    write(tmp_path, "b", "Other")
    again = check.load(tmp_path, TODAY, before=first)
    assert read == ["a.csv", "c.csv"]
    assert [problem.place.path for problem in again.problems].count("c.csv") == 1
    assert again.problems == first.problems
    (tmp_path / "a.csv").write_text("metric,date,value,n\nnps,2025-01-31,5,9\n", encoding="utf-8")
    last = check.load(tmp_path, TODAY, before=again)
    assert read == ["a.csv", "c.csv", "a.csv"]
    assert [str(loaded.counts[0].numbers["value"]) for loaded in (first, again, last)] == ["4", "4", "5"]


def test_a_file_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    write(tmp_path, "a", "A")
    write(tmp_path, "b", "B")
    first = check.load(tmp_path, TODAY)
    (tmp_path / "b.yml").unlink()
    again = check.load(tmp_path, TODAY, before=first)
    assert set(again.read) == {"a.yml"}
    assert [(p.place.path, p.code) for p in again.problems] == [("a.yml", "unknown-reference")]


def test_other_limits_read_anew(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("title: A\nx-deep: [[[[[[b]]]]]]\nstages: [c]\n", encoding="utf-8")
    first = check.load(tmp_path, TODAY)
    assert first.problems == ()
    (tmp_path / "atlas.yml").write_text("limits: {depth: 5}\n", encoding="utf-8")
    again = check.load(tmp_path, TODAY, before=first)
    assert [problem.code for problem in again.problems] == ["nested-too-deep"]


def test_a_map_without_findings_is_read_once_and_its_tree_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = yaml_text._tree
    monkeypatch.setattr(yaml_text, "_tree", lambda path, *more: read.append(path) or real(path, *more))
    write_atlas(tmp_path, 3)
    loaded = check.load(tmp_path, datetime.date(2026, 11, 1))
    maps = [path for path, _ in loaded.records if path.startswith("maps/")]
    assert [path for path in read if path in maps] == maps
    step = loaded.records[-1][1].stages[5].steps[3]
    place = step.place("thinks")
    assert loaded.atlas.sources[place.path].line(place.line)[place.column - 1 :].startswith(step.thinks[0])
    assert read.count(place.path) == 2


@pytest.mark.parametrize(("names", "kept"), [(("a", "b"), "a.yml"), (("long-name", "short"), "short.yml"), (("a", "copy-of-a"), "a.yml")])
def test_of_two_files_that_are_the_same_the_one_is_kept_that_no_finding_is_about(tmp_path: Path, names: tuple[str, str], kept: str) -> None:
    for name in names:
        (tmp_path / f"{name}.yml").write_text("id: shoes\ntitle: Shoes\nstages: [I look]\n", encoding="utf-8")
    loaded = check.load(tmp_path, TODAY)
    assert [map_.record.file for map_ in loaded.atlas.maps.values()] == [kept]
    assert [problem.place.path for problem in loaded.problems if problem.code == "duplicate-file"] == [f"{name}.yml" for name in names if f"{name}.yml" != kept]


@pytest.mark.parametrize(
    ("data", "blind", "held"),
    [
        (b"PK\x03\x04 a workbook", True, True),  # what it says is not known at all
        (b"metric,date,value\nwait\xe9,2026-01-01,1\n", False, False),
        (b"metric,date,value\nshoes\xe9 size,2026-01-01,1\n", False, True),
        (b"metric,date,value\nage,2026-01-01,1\n", False, False),
    ],
)
def test_what_a_file_of_numbers_may_hold_that_cannot_be_read(tmp_path: Path, data: bytes, blind: bool, held: bool) -> None:
    (tmp_path / "a.yml").write_text("title: A\nstages: [I look]\n", encoding="utf-8")
    (tmp_path / "n.csv").write_bytes(data)
    unread = check.load(tmp_path, TODAY).atlas.unread
    assert (unread.blind, unread.may_hold("size")) == (blind, held)


def test_where_there_is_no_map_none_is_proposed(tmp_path: Path) -> None:
    (tmp_path / "library.yml").write_text("metrics: [{id: age, name: Age, kind: ratio}]\n", encoding="utf-8")
    (tmp_path / "n.csv").write_text("metric,date,map,value\nage,2026-01-01,shoes,1\n", encoding="utf-8")
    (found,) = [problem for problem in check.load(tmp_path, TODAY).problems if problem.code == "unknown-reference"]
    assert (found.message, found.hint) == ("'shoes' is no map of this atlas", "")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Begriffe: []\nAbteilungen: []\nphrases: []\n", {"unknown-field"}),  # two of three are what others call parts of a library
        ("Begriffe: []\nversion: 1\nphrases: []\n", {"not-a-map-file"}),
    ],
)
def test_a_file_half_of_whose_keys_are_meant_for_a_library_is_one(text: str, codes: set[str], tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(text, encoding="utf-8")
    assert {problem.code for problem in check.load(tmp_path, TODAY).problems} == codes


def test_a_folder_holds_maps_and_a_single_file_need_not(tmp_path: Path) -> None:
    assert [problem.code for problem in check.load(tmp_path, TODAY).problems] == ["no-maps"]
    file = tmp_path / "n.csv"
    file.write_text("metric,date,value\nage,2026-01-01,1\n", encoding="utf-8")
    assert "no-maps" not in {problem.code for problem in check.load(file, TODAY).problems}


def test_counts_of_a_translation_are_those_of_its_journey_where_that_has_the_stage(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("id: shoes\ntitle: Shoes\nlang: en\nstages: [{id: look, name: I look}]\n", encoding="utf-8")
    german = "id: schuhe\ntitle: Schuhe\nlang: de\ntranslation_of: shoes\nstages: [{id: look, name: Ich schaue}, {id: nur, name: Nur hier}]\n"
    (tmp_path / "b.yml").write_text(german, encoding="utf-8")
    (tmp_path / "n.csv").write_text(
        "metric,date,map,stage,value\nage,2026-01-01,schuhe,,1\nage,2026-01-01,schuhe,look,2\nage,2026-01-01,schuhe,nur,3\n", encoding="utf-8"
    )
    counts = check.load(tmp_path, TODAY).atlas.counts
    assert [(count.map, count.stage) for count in counts] == [("shoes", ""), ("shoes", "look"), ("schuhe", "nur")]
