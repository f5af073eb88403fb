"""What ends MkDocs before the plugin is asked: each is told with its place in `mkdocs.yml` and what to write."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook.checks.check import load
from journeybook.doors.command.commands import journeybook
from journeybook.doors.mkdocs import configuration

SOUND = """\
site_name: A
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
extra: {a: !ENV [X, 5]}
plugins:
  - search
  - journeybook:
      folder: maps
      today: 2026-11-01
"""


@pytest.mark.parametrize(
    ("plugins", "said"),
    [
        (
            "\n  - journeybook:\n    folder: maps\n",
            "3:5 the option 'folder' stands beside the plugin's name, not below it: begin its line two spaces further in",
        ),
        ("\n  search:\n  journeybook:\n  folder: maps\n", "4:3 the option 'folder' stands beside the plugin's name, not below it"),
        (" journeybook\n", "1:10 'plugins' must be a list, not 'journeybook': write plugins: [journeybook]"),
        (" search, journeybook\n", "1:10 'plugins' must be a list, not 'search, journeybook': write plugins: [search, journeybook]"),
        (" [search，journeybook]\n", "1:11 'search，journeybook' is one name here: type ', ' between two plugins: search, journeybook"),
        (" [search, journybook]\n", "1:19 there is no plugin 'journybook': did you mean 'journeybook'?"),
        (" [Journeybook: {folder: maps}]\n", "1:11 there is no plugin 'Journeybook': did you mean 'journeybook'?"),
        (" [journeybook: maps]\n", "1:24 the options of the plugin must be fields, not 'maps': write each option as 'name: value'"),
        ("\n  - journeybook:\n    - folder: maps\n", "3:5 the options of the plugin must be fields, not a list: write each option as 'name: value'"),
        (" [journeybook: {today: 2026-13-01}]\n", "1:32 'today' must be a date such as 2026-09-01, not '2026-13-01': there is no such day"),
        (" [journeybook: {today: 2026-09-31}]\n", "1:32 'today' must be a date such as 2026-09-01, not '2026-09-31': September 2026 has 30 days"),
        (
            " [journeybook: {today: tomorrow}]\n",
            "1:32 'today' must be a date such as 2026-09-01, not 'tomorrow': leave the option out for the day of the build",
        ),
        (" [search journeybook]\n", "1:11 'search journeybook' is one name here: type ', ' between two plugins: search, journeybook"),
        (" [mkdocs-journeybook]\n", "1:11 there is no plugin 'mkdocs-journeybook': did you mean 'journeybook'?"),
        (" [journeybook: {title: A}]\n", "1:25 there is no option 'title': it is a setting of the maps: write 'title: …' in atlas.yml, in their folder"),
        (" [journeybook: {strict: true}]\n", "1:25 there is no option 'strict': write 'fail_on: warning' here, or 'strict: true'"),
        (" [journeybook: {exclude_pages: [team]}]\n", "1:25 there is no option 'exclude_pages': list those that there shall be, with 'pages: [team, pains]'"),
        (" [journeybook: {folder: mkdocs.yml}]\n", "1:33 'folder' must be a folder with maps, and 'mkdocs.yml' is a file: write the folder that it stands in"),
        (" [journeybook: {audiance: public}]\n", "1:25 there is no option 'audiance': did you mean 'audience'?"),
        (
            " [journeybook: {audience: [public]}]\n",
            "1:35 'audience' must be one of public, employees, restricted, not a list: write it without brackets or dash",
        ),
        (" [journeybook: {navigation: off}]\n", "1:37 'navigation' must be one of auto, hubs, none, not 'no', 'off' or 'false': did you mean 'none'?"),
        ("\n  - journeybook:\n      pages: team; pain\n", "3:14 'pages' must be a list such as '[a, b]', not text: write pages: [team, pain]"),
        ("\n  - journeybook:\n      pages: all\n", "3:14 'pages' must be a list such as '[a, b]', not text: leave the line out for all of them"),
        (" [journeybook: {folder: [maps]}]\n", "1:33 'folder' must be text, not a list: write folder: maps"),
        (" [journeybook: {in_place: ja}]\n", "1:35 'in_place' must be true or false, not text: write true, or leave the line out"),
        (" [journeybook: {path: ../a}]\n", "1:31 'path' must be a folder inside the site such as 'journeys', not '../a'"),
        (
            "\n  - search\n  - journeybook\n  - journeybook: {folder: maps}\n",
            "4:5 the plugin 'journeybook' is listed twice: remove one, and write its options below the other",
        ),
        (
            " [journeybook]\ntheme: {name: material, language: chinese}\n",
            "2:35 the theme's language must be a code such as 'en', not 'chinese': did you mean 'zh'?",
        ),
        (" [journeybook]\ntheme: {name: material, language: cn}\n", "2:35 the theme's language must be a code such as 'en', not 'cn': did you mean 'zh'?"),
        (" []\nplugin: [search, journeybook]\n", "2:1 'plugins' is misspelt as 'plugin', so that the plugin is not used: write 'plugins:'"),
        (" [search]\njourneybook:\n  folder: maps\n", "2:1 the plugin stands beside 'plugins:': write it below, as '- journeybook:'"),
        (
            " [search, journeybook]\ntheme: material\nplugins: [search]\n",
            "3:1 'plugins' is given twice, and MkDocs heeds the last one alone: join both lists under one 'plugins:'",
        ),
    ],
)
def test_what_mkdocs_would_say_in_its_own_words(plugins: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"plugins:{plugins}", encoding="utf-8")
    (problem,) = configuration.faults(tmp_path / "mkdocs.yml")
    assert f"{problem.place.line}:{problem.place.column} {problem.message}: {problem.hint}".startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        SOUND,
        "plugins: [search, journeybook]\n",
        "plugins: [journeybook: {folder: !ENV [F, maps], audience: !ENV WHO, in_place: no, today: !ENV DAY, pages: [team]}]\n",
        "theme: {name: material, language: zh-Hant}\nplugins: [search, journeybook]\n",
        "plugins:\n  search: {}\n  journeybook: {folder: maps}\n",
        "plugins:\n",
        "site_name: A\n",
        "- a\n",
    ],
)
def test_nothing_is_found_in_what_mkdocs_takes(text: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert configuration.faults(tmp_path / "mkdocs.yml") == configuration.unreadable(tmp_path / "mkdocs.yml") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("plugins:\n  - search\n  - journeybook\n    folder: maps\n", "3:5 options stand below the plugin's name, which has no colon"),
        ("plugins：[search, journeybook]\n", "1:1 the colon is a full-width one (U+FF1A)"),
        ("plugins:\n\t- search\n", "2:1 a tab stands where only spaces may"),
    ],
)
def test_what_is_no_yaml(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: A\n{text}" if text.startswith("plugins：") else text, encoding="utf-8")
    (problem,) = configuration.unreadable(tmp_path / "mkdocs.yml")
    line = problem.place.line - text.startswith("plugins：")
    assert f"{line}:{problem.place.column} {problem.message}" == said


def test_publish_says_it_instead_of_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "site.yml").write_text("site_name: A\nplugins: [journeybook: {today: 2026-13-01}]\n", encoding="utf-8")
    result = CliRunner().invoke(journeybook, ["publish", "-f", str(tmp_path / "site.yml")])
    assert result.exit_code == 1
    assert result.output.startswith("site.yml:2:32: 'today' must be a date such as 2026-09-01, not '2026-13-01'")
    assert result.output.endswith("nothing was published: the site is as it was\n")


def test_check_says_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "journeys").mkdir()
    (tmp_path / "journeys/a.yml").write_text("title: A\nstages: [{name: B, owner: x}]\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nplugins:\n  - journeybook:\n      audiance: public\n", encoding="utf-8")
    result = CliRunner().invoke(journeybook, ["check"])
    said = "mkdocs.yml:4:7: error[site-options] there is no option 'audiance' (did you mean 'audience'?)\n    4 |       audiance: public\n"
    assert (result.exit_code, result.output.startswith(said)) == (1, True)
    assert CliRunner().invoke(journeybook, ["check", "journeys/a.yml"]).exit_code == 0


UNLISTED = "the plugin 'journeybook' is not listed, so that a site without the maps would be published"


@pytest.mark.parametrize(
    ("text", "base", "at"),
    [
        ("site_name: A\nplugins: [search]\n", "", "2:1"),
        ("site_name: A\nplugins:\n  search: {}\n", "", "2:1"),
        ("site_name: A\nplugins:\n", "", "2:1"),
        ("site_name: A\n", "", "1:1"),
        ("INHERIT: base.yml\nplugins: [search]\n", "plugins: [journeybook]\n", "2:1"),
        ("INHERIT: base.yml\n", "plugins: [search]\n", "1:1"),
    ],
)
def test_a_site_without_the_plugin_is_not_published_over_one_with_it(text: str, base: str, at: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    (tmp_path / "base.yml").write_text(base, encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("was here", encoding="utf-8")
    result = CliRunner().invoke(journeybook, ["publish", "-f", str(tmp_path / "mkdocs.yml")])
    assert result.exit_code == 1
    assert result.output == f"mkdocs.yml:{at}: {UNLISTED} (add '- journeybook' below 'plugins:')\nnothing was published: the site is as it was\n"
    assert [(path.name, path.read_text(encoding="utf-8")) for path in (tmp_path / "site").iterdir()] == [("index.html", "was here")]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        (SOUND, ""),
        ("plugins:\n  journeybook: {folder: maps}\n", ""),
        ("INHERIT: base.yml\n", "plugins: [journeybook]\n"),
        ("INHERIT: base.yml\nplugins: {search: {}}\n", "plugins: {journeybook: {}}\n"),
        ("plugins:\n  - group: {enabled: !ENV CI, plugins: [search, journeybook]}\n", ""),
        ("INHERIT: mkdocs.yml\n", ""),
        ("INHERIT: none.yml\n", ""),
        ("- a\n", ""),
    ],
)
def test_a_site_that_lists_the_plugin_somewhere_is_let_be(text: str, base: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    (tmp_path / "base.yml").write_text(base, encoding="utf-8")
    assert configuration.without_plugin(tmp_path / "mkdocs.yml") == []


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--output", "named with '--site-dir'"),
        ("--audience=public", "stands in mkdocs.yml below '- journeybook:'"),
        ("--as-of", "write 'today: …' in mkdocs.yml"),
    ],
)
def test_publish_says_where_what_people_try_belongs(option: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nplugins: [journeybook]\n", encoding="utf-8")
    result = CliRunner().invoke(journeybook, ["publish", option, "x"])
    assert result.exit_code == 2
    assert f"'{option.partition('=')[0]}' is no option of 'mkdocs build'" in result.output
    assert said in " ".join(result.output.split())


@pytest.mark.parametrize(("name", "said"), [("journey", "did you mean 'journeys'?"), ("Journeys", "did you mean 'journeys'?"), ("maps", "")])
def test_a_folder_that_is_not_there_is_told_with_the_one_beside_it(name: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "journeys").mkdir()
    (problem,) = load(tmp_path / name, datetime.date(2026, 11, 27)).problems
    assert problem.message.startswith("there is no folder")
    assert problem.hint == said


def test_maps_among_the_pages_are_found(tmp_path: Path) -> None:
    (tmp_path / "docs/journeys").mkdir(parents=True)
    (problem,) = load(tmp_path / "journeys", datetime.date(2026, 11, 27)).problems
    assert problem.hint == "move 'docs/journeys' up, out of 'docs': pages stand there, and maps beside mkdocs.yml"
