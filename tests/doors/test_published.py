"""A build that fails, is killed or has no room leaves the published folder as it was, and nobody else notices how sites are made."""

from __future__ import annotations

import errno
import os
import random
import signal
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from pathlib import Path

import pytest
import yaml
from mkdocs import utils
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

import sites
from journeybook.doors.command import commands
from journeybook.doors.mkdocs import watching
from journeybook.doors.mkdocs.page_store import Shelf
from journeybook.doors.mkdocs.publishing import aside
from journeybook.doors.mkdocs.publishing.lock import Lock
from journeybook.site import render
from journeybook.site.pages import Page

MakeSite = Callable[..., Path]
SIMPLE = {"theme": {"name": "mkdocs", "highlightjs": False}, "plugins": ["search", "journeybook"]}
MAP = "journeys/shoes.yml"
EVENTS = {
    "config": "config", "pre_build": "*, config", "files": "files, *, config", "nav": "nav, *, config, files",
    "page_markdown": "markdown, *, page, config, files", "env": "env, *, config, files", "post_page": "output, *, page, config",
    "post_template": "output, *, template_name, config", "post_build": "*, config",
}  # fmt: skip
OTHERS = """
import os, pathlib
from mkdocs.plugins import event_priority

@event_priority(-1000)
def on_{event}({arguments}):
    raise {error}
"""
WRITES = """
import os, pathlib

def on_config(config):
    config.extra["remembered"] = config.site_dir

def on_post_build(config):
    made = pathlib.Path(config.site_dir)
    assert (made / "index.html").exists() and (made / "journeys/index.html").exists()
    (made / "late.txt").write_text("late")
    pathlib.Path(config.extra["remembered"], "early.txt").write_text("early")
"""


def run(project: Path, into: str = "site", dirty: bool = False, **settings: object) -> None:
    """Builds as `mkdocs build` does, in this process."""
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(project / into), **settings)
    config.plugins.on_startup(command="build", dirty=dirty)
    try:
        build(config, dirty=dirty)
    finally:
        config.plugins.on_shutdown()
        assert config.site_dir == str(project / into)


def published(project: Path) -> dict[str, bytes]:
    assert [name for name in os.listdir(project) if name.startswith(".")] == []
    return sites.contents(project / "site")


@pytest.fixture
def project(make_site: MakeSite) -> Path:
    return make_site({MAP: sites.SMALLEST, "site/index.html": "before", "site/CNAME": "a.example"}, {**SIMPLE, "hooks": ["hooks.py"]})


def hooks(project: Path, text: str) -> None:
    (project / "hooks.py").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("error", ["ValueError('theirs')", "KeyboardInterrupt"])
@pytest.mark.parametrize("event", EVENTS)
def test_a_plugin_of_somebody_else_fails(project: Path, event: str, error: str) -> None:
    before = published(project)
    hooks(project, OTHERS.format(event=event, arguments=EVENTS[event], error=error))
    with pytest.raises((ValueError, KeyboardInterrupt)):
        run(project)
    assert published(project) == before


def test_a_plugin_of_somebody_else_works_with_the_new_site(project: Path) -> None:
    hooks(project, WRITES)
    run(project)
    now = published(project)
    assert now["late.txt"] == b"late"
    assert now["early.txt"] == b"early"
    assert "journeys/maps/shoes/index.html" in now
    assert "CNAME" not in now  # as MkDocs has it: what is not made is not there


def test_warnings_that_stop_a_strict_build(project: Path) -> None:
    before = published(project)
    hooks(project, "import logging\ndef on_post_build(config):\n    logging.getLogger('mkdocs.x').warning('late')\n")
    with pytest.raises(SystemExit):
        run(project, strict=True)
    assert published(project) == before
    run(project)
    assert published(project) != before


def test_a_plugin_that_builds_again_within_a_build(project: Path) -> None:
    again = """
from mkdocs.commands.build import build
from mkdocs import utils
more = []
def on_post_build(config):
    if not more:
        more.append(1)
        clean, utils.clean_directory = utils.clean_directory, lambda it: None
        build(config)
        utils.clean_directory = clean
        open(config.site_dir + "/after.txt", "w").write("after")
"""
    hooks(project, again)
    run(project)
    assert {"after.txt", "index.html", "journeys/index.html"} <= set(published(project))


@pytest.mark.parametrize("error", ["ValueError('theirs')", "KeyboardInterrupt"])
def test_a_build_within_a_build_fails(project: Path, error: str) -> None:
    before = published(project)
    again = f"""
from mkdocs.commands.build import build
more = []
def on_post_build(config):
    more.append(1)
    if len(more) == 1:
        build(config)
def on_nav(nav, config, files):
    if more:
        raise {error}
"""
    hooks(project, again)
    with pytest.raises((ValueError, KeyboardInterrupt)):
        run(project)
    assert published(project) == before


@pytest.mark.parametrize("inside", [True, False])
def test_a_plugin_that_chooses_another_folder(project: Path, inside: bool) -> None:
    chosen = "config.site_dir + '/v1'" if inside else f"{str(project / 'other')!r}"
    hooks(project, f"def on_config(config):\n    config.site_dir = {chosen}\n")
    config = load_config(str(project / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    there = project / "site" / "v1" if inside else project / "other"
    assert config.site_dir == str(there)
    assert (there / "journeys" / "index.html").exists()
    assert (project / "site" / "CNAME").exists()
    assert set(os.listdir(project)) <= {"docs", "journeys", "site", "other", "mkdocs.yml", "hooks.py", "__pycache__"}


def test_a_full_disk(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, write, room = published(project), utils.write_file, [4]

    def full(content: bytes, path: str) -> None:
        room[0] -= 1
        if room[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
        write(content, path)

    hooks(project, "")
    monkeypatch.setattr(utils, "write_file", full)
    with pytest.raises(PluginError) as refused:
        run(project)
    where, _, why = str(refused.value).partition(" cannot be written: ")
    assert where.startswith("journeybook: 'site/")
    assert why == "no space left on device (make room: a build needs it for the site twice); what is published stays as it was"
    assert room[0] == -1
    assert published(project) == before


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"site_dir": "."}, "'mkdocs.yml' is within 'site_dir'"),
        ({"site_dir": "journeys/.."}, "'mkdocs.yml' is within 'site_dir'"),
        ({"site_dir": "mkdocs.yml"}, "'mkdocs.yml' is a file"),
        ({"site_dir": "mkdocs.yml/a/b"}, "'site_dir' must be a folder, and 'mkdocs.yml' is a file"),
        ({"site_dir": "circle"}, "'site_dir' must be a folder, and 'circle' is a link that leads in a circle"),
        ({"site_dir": "circle/a"}, "'site_dir' must be a folder, and 'circle' is a link that leads in a circle"),
        ({"plugins": [{"journeybook": {"folder": "mkdocs.yml"}}]}, "'folder' must be a folder with maps, and 'mkdocs.yml' is a file"),
        ({"plugins": [{"journeybook": {"folder": "circle"}}]}, "this is neither a folder nor a file"),
        ({"plugins": [{"journeybook": {"folder": "site/maps"}}]}, "'site/maps' is within 'site_dir'"),
    ],
)
def test_a_folder_that_must_not_be_emptied(make_site: MakeSite, settings: dict[str, object], said: str, caplog: pytest.LogCaptureFixture) -> None:
    files = {MAP: sites.SMALLEST, "site/maps/shoes.yml": sites.SMALLEST, "../docs/index.md": "# Here\n"}
    project = make_site(files, {**SIMPLE, **settings, "docs_dir": "../docs"})
    (project / "circle").symlink_to("elcric")
    (project / "elcric").symlink_to("circle")
    before = sites.contents(project)
    config = load_config(str(project / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    with pytest.raises(SystemExit):
        build(config)
    assert said in caplog.text
    assert sites.contents(project) == before


def test_a_page_that_cannot_be_made(project: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    hooks(project, "")
    before, made = published(project), render.render

    def faulty(page: Page, *more: object) -> str:
        return made(page, *more) if page.kind.name != "map" else str(1 // 0)

    monkeypatch.setattr(render, "render", faulty)
    with pytest.raises(SystemExit):
        run(project)
    assert "journeybook: making the page 'Buying shoes' (shoes.yml) failed (ZeroDivisionError" in caplog.text
    assert "please report this line" in caplog.text
    assert "Traceback" not in caplog.text
    assert published(project) == before
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(project / "preview"))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://127.0.0.1:8000/")
    seen = sites.contents(project / "preview")
    assert b"that is a fault of Journeybook" in seen["journeys/maps/shoes/index.html"]
    assert b"Buying shoes" in seen["journeys/index.html"]


def test_in_place_where_it_is_asked_for(make_site: MakeSite) -> None:
    project = make_site({MAP: sites.SMALLEST, "site/index.html": "before"}, {**SIMPLE, "plugins": [{"journeybook": {"in_place": True}}]})
    same = (project / "site").stat().st_ino
    run(project)
    assert (project / "site").stat().st_ino == same
    assert "journeys/index.html" in published(project)


@pytest.mark.parametrize("audience", ["public", "employees"])
def test_nothing_is_written_in_place_that_must_be_looked_through_first(make_site: MakeSite, audience: str, caplog: pytest.LogCaptureFixture) -> None:
    plugins = [{"journeybook": {"in_place": True, "audience": audience}}]
    project = make_site({MAP: sites.SMALLEST, "site/index.html": "before"}, {**SIMPLE, "plugins": plugins})
    with pytest.raises(SystemExit):
        run(project)
    assert f"'in_place' does not go with 'audience: {audience}'" in caplog.text
    with pytest.raises(SystemExit):
        run(project, dirty=True, plugins=[{"journeybook": {"audience": audience}}])
    assert f"'--dirty' does not go with 'audience: {audience}'" in caplog.text
    assert published(project) == {"index.html": b"before"}


def start(project: Path, into: str = "site") -> ForkProcess:
    process = get_context("fork").Process(target=run, args=(project, into))
    process.start()
    return process


def test_killed_builds_two_at_once_and_what_they_leave(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is there after a kill is one of the two sites, to the byte; then two builds at once leave the newer one."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", sites.EPOCH)
    project = make_site({MAP: sites.SMALLEST}, SIMPLE)
    chance, killed = random.Random(8), 0
    start(project).join()
    before = sites.contents(project / "site")
    for number in range(6):
        (project / MAP).write_text(sites.SMALLEST + f"summary: Version {number}\n", encoding="utf-8")
        begun = time.monotonic()
        run(project, "reference")
        took = time.monotonic() - begun  # the first build of a process takes longer, and a busy machine does what it likes
        build = start(project)
        time.sleep(took * chance.uniform(0.1, 0.9) if number else 0)
        build.kill()
        build.join()
        killed += build.exitcode == -signal.SIGKILL
        now = sites.contents(project / "site")
        assert now in (before, sites.contents(project / "reference"))
        before = now
    assert killed
    builds = [start(project), start(project)]
    for build in builds:
        build.join()
    assert [build.exitcode for build in builds] == [0, 0]
    assert published(project) == sites.contents(project / "reference")


def test_publish_says_what_has_changed(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    project = make_site({MAP: sites.SMALLEST}, SIMPLE)
    monkeypatch.chdir(project)

    def publish(*options: str) -> tuple[object, str]:
        with pytest.raises(SystemExit) as end:
            commands.main(["publish", *options])
        return end.value.code, capfd.readouterr().out.strip().rpartition("\n")[2]

    code, said = publish("-q")
    pages = len(list((project / "site").rglob("*.html")))
    assert (code, said) == (0, f"published {pages} pages to site (all new)")
    (project / MAP).write_text("title: [", encoding="utf-8")
    assert publish("--", "-q", "--strict") == (1, "nothing was published: the site is as it was")
    assert publish("--no-such-option") == (2, "")
    (project / MAP).write_text(sites.SMALLEST.replace("I pay", "I pay at last"), encoding="utf-8")
    late = {**sites.PLAIN, **SIMPLE, "hooks": ["hooks.py"]}
    (project / "mkdocs.yml").write_text(yaml.safe_dump(late), encoding="utf-8")
    hooks(project, "def on_shutdown():\n    raise SystemExit(1)\n")
    code, said = publish("-q")
    assert code == 1
    assert said.startswith(f"published {pages} pages to site (")
    assert said.endswith(" changed), but the build ended with an error")


REFUSED = {
    "read-only": (errno.EROFS, "read-only file system (get the right to write there, or choose another 'site_dir')"),
    "full": (errno.ENOSPC, "no space left on device (make room: a build needs it for the site twice)"),
    "broken": (errno.EIO, "input/output error"),
}


@pytest.mark.parametrize("how", REFUSED)
@pytest.mark.parametrize("when", ["at the beginning", "when its place is taken", "in a plugin of somebody else", "while pages are made"])
def test_what_the_system_refuses_is_one_sentence(project: Path, how: str, when: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    number, words = REFUSED[how]

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    hooks(project, "")
    if when == "at the beginning":
        monkeypatch.setattr(Lock, "taken", refuse)
    elif when == "when its place is taken":
        monkeypatch.setattr(aside, "exchange", refuse)
    elif when == "while pages are made":
        monkeypatch.setattr(Shelf, "put", refuse)
    else:
        hooks(project, f"def on_env(env, config, files):\n    raise OSError({number}, {os.strerror(number)!r})\n")
    before = published(project)
    with pytest.raises((SystemExit, PluginError)) as end:
        run(project)
    said = caplog.text + str(end.value)
    assert (words.partition(" (")[0] if when == "while pages are made" else words) in said
    assert "report" not in said
    assert "Traceback" not in said
    assert published(project) == before


def test_publish_is_no_failure_because_nobody_can_be_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hooks(project, "")
    monkeypatch.setenv("JOURNEYBOOK_REPORT", str(project / "no" / "folder"))
    run(project)
    assert "journeys/index.html" in published(project)


def test_a_full_disk_when_a_preview_begins_and_while_one_goes_on(project: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def full(content: bytes, path: str) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)

    hooks(project, "")
    monkeypatch.setattr(utils, "write_file", full)
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(project / "preview"))
    config.plugins.on_startup(command="serve", dirty=False)
    with pytest.raises(PluginError, match="cannot be written: no space left on device"):
        build(config, serve_url="http://127.0.0.1:8000/")
    failure = watching.Failure(lambda said: "\n".join(said))
    with failure.heard():
        full(b"", "preview/index.html")
    assert failure.said == ["journeybook: the site cannot be made: no space left on device (preview/index.html)"]
    assert "Traceback" not in caplog.text
