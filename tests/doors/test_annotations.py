"""Where machines are told that a finding stands, seen from the repository's top; and what a build counts that ends over findings."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from mkdocs.exceptions import PluginError

from journeybook.doors.command.commands import journeybook
from journeybook.doors.mkdocs import findings
from journeybook.reading.problem import Place, Problem

BAD = "title: Bad\nstages:\n  - nme: a\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with an atlas in its folder `site`, and a file outside of any."""
    for name in ("repo/.git/HEAD", "repo/site/mkdocs.yml", "repo/site/journeys/shop/buy.yml", "other/journeys/buy.yml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(BAD if name.endswith("buy.yml") else "", encoding="utf-8")
    return tmp_path / "repo"


def paths(*arguments: str) -> set[str]:
    """The paths that every format for machines names, which must be the same."""
    found = set()
    for format_ in ("json", "github", "gitlab", "sarif"):
        said = CliRunner().invoke(journeybook, ["check", "--no-cache", "--format", format_, *arguments]).stdout
        if format_ == "github":
            found |= {line.partition("file=")[2].partition(",")[0] for line in said.splitlines()}
        elif format_ == "json":
            found |= {problem["path"] for problem in json.loads(said)["problems"]}
        elif format_ == "gitlab":
            found |= {problem["location"]["path"] for problem in json.loads(said)}
        else:
            results = json.loads(said)["runs"][0]["results"]
            found |= {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results}
    return found


FROM_THE_TOP = "site/journeys/shop/buy.yml"


@pytest.mark.parametrize(
    ("here", "asked"),
    [(".", "site/journeys"), ("site", "journeys"), ("site", ""), ("site/journeys", "."), ("site/journeys/shop", "buy.yml"), ("site/journeys/shop", "..")],
)
def test_paths_are_taken_from_the_repository_wherever_it_is_run(here: str, asked: str, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / here)
    assert paths(*filter(None, [asked])) == {FROM_THE_TOP}


def test_a_folder_given_in_full_and_one_that_a_link_leads_to(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository.parent)
    assert paths(str(repository / "site/journeys")) == {FROM_THE_TOP}
    (repository.parent / "link").symlink_to(repository / "site")
    assert paths("link/journeys") == {FROM_THE_TOP}


def test_another_top_may_be_named(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "site/journeys")
    assert paths(".", "--root", "..") == {"journeys/shop/buy.yml"}
    assert paths(".", "--root", str(repository.parent)) == {f"repo/{FROM_THE_TOP}"}
    assert paths(".", "--root", str(repository.parent / "other")) == {"shop/buy.yml"}  # not below it: as seen from here
    refused = CliRunner().invoke(journeybook, ["check", "--root", "nowhere"])
    assert refused.exit_code == 2


def test_outside_of_a_repository_they_are_as_seen_from_here(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository.parent / "other")
    assert paths("journeys") == {"journeys/buy.yml"}


def test_people_see_them_from_where_they_are(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "site/journeys")
    said = CliRunner().invoke(journeybook, ["check", "--no-cache", "."]).stdout
    assert said.startswith("shop/buy.yml:3:5: error")


ERROR = Problem(Place("a.yml"), "unknown-field", "unknown field 'x'")
WARNING = Problem(Place("a.yml"), "long-name", "too long", "warning")
IN_TIME = Problem(Place("a.yml"), "review-overdue", "the review was due", "warning")
FAILS = " (warnings fail under --strict or 'fail_on: warning')"


@pytest.mark.parametrize(
    ("problems", "strict", "said"),
    [
        ([ERROR], False, "1 error in journeys; nothing was written"),
        ([ERROR, WARNING, IN_TIME], False, "1 error in journeys; nothing was written; 2 warnings do not stop a build"),
        ([ERROR, WARNING, IN_TIME], True, "1 error and 1 warning in journeys; nothing was written; 1 warning does not stop a build"),
        ([WARNING, WARNING, IN_TIME], True, f"2 warnings in journeys{FAILS}; nothing was written; 1 warning does not stop a build"),
        ([WARNING, IN_TIME], False, None),
        ([IN_TIME], True, None),
    ],
)
def test_a_build_that_ends_counts_what_stops_it(problems: list[Problem], strict: bool, said: str | None) -> None:
    def give() -> None:
        findings.give(SimpleNamespace(strict=strict), problems, "journeys", lambda place: "", serving=False, fail_on="error")

    if said is None:
        give()
        return
    with pytest.raises(PluginError) as stopped:
        give()
    assert str(stopped.value).split("\n")[0] == said
