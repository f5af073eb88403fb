"""The pipelines that publish the site: they do what `make` does, with no more rights than they need."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

import sites

GITHUB = sites.REPO / ".github" / "workflows" / "site.yml"
GITLAB = sites.REPO / ".gitlab-ci.yml"
COMPAT = GITHUB.with_name("compat.yml").read_text(encoding="utf-8")
GUIDE = (sites.REPO / "docs" / "publishing.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)


def github(text: str) -> dict[str, Any]:
    return yaml.safe_load(re.sub(r"(?m)^on:", "'on':", text))


WORKFLOWS = [GITHUB.read_text(encoding="utf-8"), *(block for block in BLOCKS if "runs-on" in block)]


@pytest.mark.parametrize("text", WORKFLOWS, ids=["ours", "guide"])
def test_least_rights(text: str) -> None:
    flow = github(text)
    assert flow["permissions"] == {"contents": "read"}
    assert set(flow["on"]) == {"push", "pull_request", "schedule"}
    (daily,) = flow["on"]["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* \*", daily["cron"])
    assert flow["on"]["push"] == {"branches": ["main"]}
    rights = {name: job.get("permissions") for name, job in flow["jobs"].items()}
    assert rights == {"build": None, "deploy": {"pages": "write", "id-token": "write"}}
    # a merge and a schedule publish, a pull request does not
    assert flow["jobs"]["deploy"]["if"] == flow["jobs"]["build"]["steps"][-1]["if"] == "github.event_name != 'pull_request'"
    assert flow["jobs"]["deploy"]["needs"] == "build"
    checkout = flow["jobs"]["build"]["steps"][0]
    assert checkout["with"]["persist-credentials"] is False
    assert "secrets" not in text


def test_other_plugins_are_tried_by_a_job_of_its_own() -> None:
    flow = github(COMPAT)
    assert flow["permissions"] == {"contents": "read"}
    assert flow["jobs"]["compat"]["steps"][0]["with"]["persist-credentials"] is False
    assert flow["jobs"]["compat"]["steps"][-1] == {"run": "make compat"}
    gitlab = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))
    assert gitlab["compat"]["script"] == ["make compat"]
    assert "compat" not in gitlab["pages"]["needs"]


@pytest.mark.parametrize("text", [*WORKFLOWS, COMPAT, GITLAB.read_text(encoding="utf-8")], ids=["ours", "guide", "compat", "gitlab"])
def test_only_make_targets_that_exist(text: str) -> None:
    rules = (sites.REPO / "Makefile").read_text(encoding="utf-8").replace("$(VENV)", ".venv")
    for target in re.findall(r"\bmake ([\w./]+)", text):
        assert re.search(rf"(?m)^{re.escape(target)}:", rules), target


def test_checked_and_strict_before_anything_is_published() -> None:
    steps = [step.get("run") or step["uses"] for step in github(WORKFLOWS[0])["jobs"]["build"]["steps"]]
    assert [s.split("@")[0] for s in steps] == [
        "actions/checkout", "actions/setup-python", 'make check ARGS="--format github"', "make build", "actions/upload-pages-artifact",
    ]  # fmt: skip
    assert "journeybook publish --strict" in (sites.REPO / "Makefile").read_text(encoding="utf-8")
    flow = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))
    assert flow["pages"]["needs"] == ["check", "build"]
    assert flow["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]


def test_the_guide_is_valid() -> None:
    gitlab = [yaml.safe_load(block) for block in BLOCKS if "CI_COMMIT_BRANCH" in block]
    assert len(gitlab) == 1
    assert gitlab[0]["pages"]["artifacts"] == gitlab[0]["build"]["artifacts"] == {"paths": ["public"]}


@pytest.mark.parametrize("text", [GITLAB.read_text(encoding="utf-8"), *(b for b in BLOCKS if "CI_COMMIT_BRANCH" in b)], ids=["ours", "guide"])
def test_a_merge_request_is_built_as_strictly_as_what_is_published(text: str) -> None:
    flow = yaml.safe_load(text)
    assert {"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'} in flow["workflow"]["rules"]
    assert "rules" not in flow["build"]
    assert any(line in str(flow["build"]["script"]) for line in ("make build", "journeybook publish --strict"))
    assert "build" in flow["pages"]["needs"]
    assert "--output findings.json" in str(flow["check"]["script"])


def test_the_lowest_versions_are_tried_on_the_oldest_python() -> None:
    oldest = re.search(r'requires-python = ">=([\d.]+)"', (sites.REPO / "pyproject.toml").read_text(encoding="utf-8"))
    assert oldest is not None
    flow = github((GITHUB.parent / "lowest.yml").read_text(encoding="utf-8"))
    assert flow["permissions"] == {"contents": "read"}
    steps = flow["jobs"]["lowest"]["steps"]
    assert steps[0]["with"]["persist-credentials"] is False
    assert [step["with"]["python-version"] for step in steps if "setup-python" in step.get("uses", "")] == [oldest[1]]
    job = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))["lowest"]
    assert job["image"] == f"python:{oldest[1]}"
    assert job["script"] == [steps[-1]["run"]] == ["make lowest PYTHON=python"]
