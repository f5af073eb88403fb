"""What a site's options and settings come to: its day, its language, where its files are edited, and what is said of what it leaves out."""

from __future__ import annotations

import datetime
import logging
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.structure.files import File

import journeybook
from journeybook.doors.mkdocs import choices, findings, site_config, source_files
from journeybook.doors.mkdocs.options import Options
from journeybook.doors.mkdocs.static_i18n import Elsewhere, Languages
from journeybook.languages import Words
from journeybook.reading.problem import Place, Problem

DAY = datetime.date(2026, 11, 23)


def options(**chosen: Any) -> Options:
    found = Options()
    found.load_dict(chosen)
    assert found.validate()[0] == []
    return found


def config(folder: Path, text: str = "") -> MkDocsConfig:
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text(f"site_name: A\n{text}", encoding="utf-8")
    return load_config(str(folder / "mkdocs.yml"))


@pytest.mark.parametrize(("today", "day"), [(None, DAY), ("2026-09-01", datetime.date(2026, 9, 1)), (datetime.date(2026, 9, 2), datetime.date(2026, 9, 2))])
def test_the_day(today: Any, day: datetime.date) -> None:
    assert choices.today(options(**({} if today is None else {"today": today})), DAY) == day


@pytest.mark.parametrize(
    ("today", "said"),
    [("1.9.2026", "not '1.9.2026' (write 2026-09-01)"), ("2026-09", "not '2026-09' (write the day too, such as 2026-09-01)"), ("soon", "not 'soon'")],
)
def test_what_is_no_day(today: str, said: str) -> None:
    with pytest.raises(PluginError) as told:
        choices.today(options(today=today), DAY)
    assert str(told.value).endswith(f"'today' must be a date such as 2026-09-01, {said}")


@pytest.mark.parametrize(("value", "said"), [("  ", "SOURCE_DATE_EPOCH is empty"), ("", "SOURCE_DATE_EPOCH is empty"), ("soon", "SOURCE_DATE_EPOCH")])
def test_a_day_of_the_build_that_is_none(value: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(PluginError, match=said):
        site_config.day_of_build()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793491200")
    assert site_config.day_of_build() == datetime.date(2026, 11, 1)


class I18n:
    """What mkdocs-static-i18n says of itself."""

    def __init__(self, default: str, current: str | None) -> None:
        self.default_language, self.current_language = default, current
        self.i18n_files_per_language: dict[str, list[Any]] = {}


def languages(found: MkDocsConfig, plugin: Any = None) -> Languages:
    if plugin is not None:
        dict.__setitem__(found.plugins, "i18n", plugin)
    return Languages(found)


@pytest.mark.parametrize(
    ("theme", "atlas", "own", "plugin", "code"),
    [
        ("", "", None, None, "en"),
        ("", "lang: de\n", None, None, "de"),
        ("theme: {name: mkdocs}\n", "lang: de\n", None, None, "de"),
        ("theme: {name: material, language: zh, font: false}\n", "lang: de\n", None, None, "zh"),
        ("theme: {name: material, language: zh, font: false}\n", "lang: de\n", "en", None, "en"),
        ("", "lang: de\n", "en", I18n("zh", "zh"), "en"),
        ("", "lang: de\n", "en", I18n("zh", "de"), "de"),  # of another build than the one that has our pages
        ("", "lang: en\n", None, I18n("zh", None), "zh"),
    ],
)
def test_the_language_of_what_belongs_to_no_map(theme: str, atlas: str, own: str | None, plugin: Any, code: str, tmp_path: Path) -> None:
    (tmp_path / "journeys").mkdir()
    (tmp_path / "journeys/atlas.yml").write_text(atlas or "{}\n", encoding="utf-8")
    found = config(tmp_path, theme)
    loaded = journeybook.load(tmp_path / "journeys", DAY)
    assert choices.language(found, options(**({"language": own} if own else {})), languages(found, plugin), loaded.atlas) == code


def test_a_language_without_words(tmp_path: Path) -> None:
    (tmp_path / "journeys").mkdir()
    found = config(tmp_path)
    with pytest.raises(PluginError, match=r"there is no journeys/languages/pl\.po \('journeybook words pl' writes one to translate\)"):
        choices.language(found, options(language="pl"), languages(found), journeybook.load(tmp_path / "journeys", DAY).atlas)


def test_files_of_several_languages(tmp_path: Path) -> None:
    found = config(tmp_path)
    one = languages(found)
    assert (one.several, one.default, one.current, one.has_pages) == (False, "", "", True)
    file = File("a.md", None, str(tmp_path / "site"), True)
    one.join([file])
    assert not hasattr(file, "locale")
    for current, has in (("zh", True), ("de", False)):
        plugin = I18n("zh", current)
        it = languages(config(tmp_path), plugin)
        assert (it.several, it.default, it.current, it.has_pages) == (True, "zh", current, has)
        it.join([file])
        assert (vars(file)["locale"], vars(file)["alternates"]) == (current, {})
        assert plugin.i18n_files_per_language == ({"zh": [file]} if has else {})
    assert not languages(config(tmp_path), object()).several  # another plugin of that name


def test_a_page_that_another_build_writes(tmp_path: Path) -> None:
    there = Elsewhere("maps/shoes.md", None, str(tmp_path), True)
    assert (there.url, there.dest_uri) == ("maps/shoes/", "maps/shoes/index.html")
    assert not there.is_documentation_page()
    there.copy_file()
    assert list(tmp_path.iterdir()) == []


MAPS = {
    "open.yml": "title: Open\naudience: public\nstages: [A]\n",
    "team.yml": "title: Team\naudience: employees\nstages: [A]\n",
    "note.yml": "personas: [{id: ann, name: Ann, audience: restricted}]\n",
}


def said(folder: Path, audience: str, caplog: pytest.LogCaptureFixture, strict: bool = False, **files: str) -> list[str]:
    for name, text in {**MAPS, **files}.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    loaded = journeybook.load(folder, DAY)
    caplog.clear()
    with caplog.at_level(logging.INFO, "mkdocs"):
        choices.say_what_is_left_out(loaded.atlas, loaded.seen_by(audience), audience, strict)
    return [f"{record.levelname} {record.getMessage()}" for record in caplog.records if "jieba" not in record.getMessage()]


def test_what_is_left_out_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert said(tmp_path, "restricted", caplog) == []
    assert said(tmp_path, "employees", caplog) == [
        "INFO journeybook: all maps are for the audience 'employees'; what else is not, or is used by nothing that is, is left out"
    ]
    assert said(tmp_path, "public", caplog) == ["INFO journeybook: 1 of 2 maps are for the audience 'public'; a map says so with 'audience: public'"]


def test_numbers_that_can_be_computed_are_named_and_end_no_strict_build(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    rows = "".join(f"rate,2026-0{n}-01,,,10,5\nrate,2026-0{n}-01,a,,6,3\nrate,2026-0{n}-01,b,restricted,4,2\n" for n in range(1, 7))
    files = {"n_csv": f"metric,date,region,audience,entered,completed\n{rows}", "more_yml": "metrics: [{id: rate, name: Rate, kind: conversion}]\n"}
    files["open_yml"] = "title: Open\naudience: public\nmetrics: [rate]\nstages: [A]\n"
    *_, told = said(tmp_path, "employees", caplog, **files)
    assert told.startswith("WARNING journeybook: what this site leaves out can be computed from what it shows")
    assert ": n.csv:4, n.csv:7, n.csv:10, n.csv:13, n.csv:16 and 1 more (give" in told
    *_, strict = said(tmp_path, "employees", caplog, True, **files)
    assert strict.startswith("INFO ")
    assert not any("computed" in it for it in said(tmp_path, "restricted", caplog, **files))


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ("", ""),
        ("repo_url: https://git.example/a\n", ""),
        ("repo_url: https://git.example/a\nedit_uri: edit/main/docs/\n", "https://git.example/a/edit/main/journeys/a%20b.yml"),
        ("repo_url: https://git.example/a/\nedit_uri: edit/main/docs/\n", "https://git.example/a/edit/main/journeys/a%20b.yml"),
        ("edit_uri: https://git.example/edit/docs/\n", "https://git.example/edit/journeys/a%20b.yml"),
        (
            "edit_uri: https://a.example/docs/\nedit_uri_template: 'https://git.example/{path}?x={path_noext}'\n",
            "https://git.example/../journeys/a%20b.yml?x=../journeys/a%20b",
        ),
        ("edit_uri_template: 'javascript:alert({path})'\n", ""),
    ],
)
def test_where_a_file_is_edited(settings: str, address: str, tmp_path: Path) -> None:
    assert site_config.edit_url(tmp_path / "journeys/a b.yml", config(tmp_path, settings)) == address


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", None),
        ("theme: mkdocs\n", None),
        ("theme: {name: material, font: false}\n", None),
        ("theme: {name: material, font: false, language: de}\n", "de"),
        ("theme: {name: material, font: false, language: [de]}\n", None),
    ],
)
def test_the_language_that_a_theme_is_set_to(text: str, language: str | None, tmp_path: Path) -> None:
    assert site_config.theme_language(config(tmp_path, text)) == language


def test_options_that_stand_where_nobody_reads_them(tmp_path: Path) -> None:
    site_config.refuse_astray(config(tmp_path, "extra: {journeybook: {audience: public}}\n"))
    with pytest.raises(PluginError, match="options stand at the top"):
        site_config.refuse_astray(config(tmp_path, "journeybook: {audience: public}\n"))


def test_files_that_are_not_copied_are_named() -> None:
    files = [File(f"{name}.yml", None, "site", True) for name in "abcd"]
    assert source_files.said(files[:1], "docs/maps") == "1 file of 'docs/maps' is read and not copied into the site: a.yml"
    assert source_files.said(files[:3], "docs/maps") == "3 files of 'docs/maps' are read and not copied into the site: a.yml, b.yml, c.yml"
    assert source_files.said(files, "docs/maps") == "4 files of 'docs/maps' are read and not copied into the site: a.yml, b.yml, c.yml, …"


def finding(level: Any = "error", code: str = "unknown-field", path: str = "journeys/a.yml") -> Problem:
    return Problem(Place(path, 2, 3), code, f"{code} here", level)


LATE = "review-overdue"
"""What time alone brings."""


@pytest.mark.parametrize(
    ("found", "strict", "fail_on", "head"),
    [
        (["error"], False, "error", "1 error in journeys; nothing was written"),
        (["error", "error", "warning"], False, "error", "2 errors in journeys; nothing was written; 1 warning does not stop a build"),
        (["error", "warning", "warning"], False, "error", "1 error in journeys; nothing was written; 2 warnings do not stop a build"),
        (["error", "warning", "warning"], True, "error", "1 error and 2 warnings in journeys; nothing was written"),
        (["warning"], True, "error", "1 warning in journeys (warnings fail under --strict or 'fail_on: warning'); nothing was written"),
        (["warning"], False, "warning", "1 warning in journeys (warnings fail under --strict or 'fail_on: warning'); nothing was written"),
        (
            ["warning", LATE],
            True,
            "error",
            "1 warning in journeys (warnings fail under --strict or 'fail_on: warning'); nothing was written; 1 warning does not stop a build",
        ),
    ],
)
def test_findings_that_end_a_build(found: list[str], strict: bool, fail_on: str, head: str, tmp_path: Path) -> None:
    problems = [finding("warning", it) if it == LATE else finding(it) for it in found]
    it = config(tmp_path)
    it.strict = strict
    with pytest.raises(PluginError) as told:
        findings.give(it, problems, "journeys", lambda place: "", serving=False, fail_on=fail_on)
    assert str(told.value).split("\n")[0] == head


@pytest.mark.parametrize(
    ("found", "strict", "serving", "told"),
    [
        ([], False, False, []),
        (["warning"], False, False, ["WARNING journeybook: 1 warning in journeys"]),
        ([LATE], True, False, ["INFO journeybook: 1 warning in journeys"]),
        (["error", "warning"], False, True, ["WARNING journeybook: 1 error and 1 warning in journeys"]),
        (["error"], True, True, ["INFO journeybook: 1 error in journeys"]),
    ],
)
def test_findings_that_end_none(found: list[str], strict: bool, serving: bool, told: list[str], tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    problems = [finding("warning", it) if it == LATE else finding(it) for it in found]
    it = config(tmp_path)
    it.strict = strict
    with caplog.at_level(logging.INFO, "mkdocs"):
        findings.give(it, problems, "journeys", lambda place: "", serving=serving, fail_on="error")
    assert [f"{record.levelname} {record.getMessage()}".split("\n")[0] for record in caplog.records] == told


def test_places_are_those_of_the_project() -> None:
    problem = Problem(Place("a.yml", 1, 2, 3, 4), "x", "y", related=((Place("journeys/b.yml"), "there"), (Place("."), "here")))
    moved = findings.below("journeys/", problem)
    assert (moved.place, [place.path for place, _ in moved.related]) == (Place("journeys/a.yml", 1, 2, 3, 4), ["journeys/b.yml", "journeys"])
    assert findings.below("../maps/", finding(path="../b.yml")).place.path == "../b.yml"
    assert findings.below("maps/", finding(path="/b.yml")).place.path == "/b.yml"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "No space left on device", "/x/y"), "journeybook: making it failed: no space left on device (/x/y)"),
        (OSError(28, "No space left on device"), "journeybook: making it failed: no space left on device"),
        (OSError(28, "No space left on device", 7), "journeybook: making it failed: no space left on device"),
        (PluginError("theirs"), "theirs"),
        (ConfigurationError("wrong"), "wrong"),
    ],
)
def test_what_ends_a_build_in_a_line(error: Exception, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JOURNEYBOOK_DEBUG", raising=False)

    @findings.one_line("making it")
    def event() -> None:
        raise error

    with pytest.raises(type(error) if not isinstance(error, OSError) else PluginError) as caught:
        event()
    assert str(caught.value) == told


def test_a_fault_of_ours_asks_for_a_report(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    for debug, records in (("", 0), ("1", 1)):
        monkeypatch.setenv("JOURNEYBOOK_DEBUG", debug)
        caplog.clear()
        failure = findings.fault("making it", OSError("without a number"))
        assert str(failure).startswith("journeybook: making it failed (OSError)")
        findings.debug(ValueError("x"))
        assert len(caplog.records) == records


def test_a_chart_that_cannot_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any, **__: Any) -> None:
        raise choices.EngineUnavailable("no library")

    monkeypatch.setattr(choices, "engine", never)
    with pytest.raises(PluginError, match="journeybook: no library"):
        choices.drawing(options(), Words("en"))
