"""A fault of ours: whatever part of reading and checking raises, one finding says so, all others stand, and the exit code is its own."""

from __future__ import annotations

import datetime
import gc
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

import sites
from journeybook.atlas import file_kinds, folder, linking
from journeybook.checks import check, labels, rules
from journeybook.doors.command import commands
from journeybook.doors.mkdocs.plugin import JourneybookPlugin
from journeybook.reading import last_guard, yaml_text
from journeybook.reading.problem import Problem

TODAY = datetime.date(2026, 11, 23)
SECRET = "Quixotry"
FILES = {
    "a.yml": f"title: {SECRET}\nstages: [{{name: a, owner: growth}}]\n",
    "b.yml": "title: B\nstages: [a]\nnope: 1\n",
    "n.csv": "metric,date,value\nm,2026-09-01,1\n",
    "library.yml": "metrics: [{id: m, name: M}]\nteams: [{id: growth, name: Growth}]\n",
}


@pytest.fixture
def atlas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one mistake in b.yml; nothing is kept for the next time."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "kept"))
    return tmp_path


def raising(error: BaseException) -> Callable[..., None]:
    """A function that always raises `error`."""

    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def only_for(path: str, then: Callable[..., object], error: BaseException) -> Callable[..., object]:
    """`then`, but for the file `path` it raises."""

    def call(*given: object, **more: object) -> object:
        if any(str(getattr(it, "path", it)) == path for it in given):
            raise error
        return then(*given, **more)

    return call


def found(folder_: Path) -> list[tuple[str, str]]:
    return [(problem.code, problem.place.path) for problem in check.load(folder_, TODAY).problems]


@pytest.mark.parametrize(
    "error", [IndexError(SECRET), RecursionError(), MemoryError(), KeyError("x"), UnicodeEncodeError("ascii", "\ud800", 0, 1, "x"), AssertionError()]
)
def test_a_file_that_cannot_be_read_costs_nothing_else(atlas: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    monkeypatch.setattr(folder, "read", only_for("a.yml", yaml_text.read, error))
    assert found(atlas) == [("internal-error", "a.yml"), ("unknown-field", "b.yml")]


@pytest.mark.parametrize(
    ("module", "name", "at"),
    [
        (file_kinds, "decode", "a.yml"), (folder, "read_counts", "n.csv"), (check, "settled", "."), (check, "check_counts", "."),
        (labels, "check", "."), (rules, "_unknown_rules", "."), (rules, "_unknown_lanes", "."),
        (linking._Builder, "_link_field", "a.yml"), (linking._Builder, "add_library", "library.yml"),
    ],
)  # fmt: skip
def test_every_part_of_reading_is_guarded(atlas: Path, monkeypatch: pytest.MonkeyPatch, module: object, name: str, at: str) -> None:
    then, error = getattr(module, name), IndexError(SECRET)
    plain = at == "." or module is linking._Builder
    monkeypatch.setattr(module, name, raising(error) if plain else only_for(at, then, error))
    problems = check.load(atlas, TODAY).problems
    assert ("internal-error", at) in [(problem.code, problem.place.path) for problem in problems]
    assert ("unknown-field", "b.yml") in [(problem.code, problem.place.path) for problem in problems]
    assert all(SECRET not in problem.message + problem.hint for problem in problems)


def test_one_rule_that_fails_does_not_silence_the_others(atlas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (atlas / "c.yml").write_text("title: C\nstatus: live\nstages: [a]\n", encoding="utf-8")
    before = check.load(atlas, TODAY).problems
    assert "live-without-review" in [problem.code for problem in before]
    rule = rules.RULES["live-without-owner"]
    monkeypatch.setitem(rules.RULES, rule.code, rules.Rule(rule.code, rule.level, rule.manual, raising(KeyError(SECRET))))  # type: ignore[arg-type]
    problems = check.load(atlas, TODAY).problems
    assert [problem for problem in problems if problem.code != "internal-error"] == [problem for problem in before if problem.code != rule.code]
    fault = next(problem for problem in problems if problem.code == "internal-error")
    assert fault.message.startswith("the check 'live-without-owner' failed (KeyError in checks/rules/__init__.py, line ")
    assert "please report this line" in fault.hint


def test_the_line_names_our_code_and_versions(atlas: Path) -> None:
    try:
        file_kinds.shape_of(None)  # type: ignore[arg-type]
    except TypeError as error:
        fault = last_guard.problem("a.yml", "reading", error)
    assert fault.message.startswith("reading failed (TypeError in atlas/file_kinds.py, line ")
    assert f"Python {sys.version_info[0]}.{sys.version_info[1]}" in fault.hint


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = exit_code(list(arguments))
    said = capsys.readouterr()
    return code, said.out, said.err


def exit_code(arguments: list[str]) -> int:
    try:
        commands.main(arguments)
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        gc.enable()  # the command ends before there is any garbage; the tests go on
        gc.unfreeze()
    return 0


@pytest.mark.parametrize("more", [[], ["--fail-on", "never"], ["--format", "json"], ["b.yml"]])
def test_the_exit_code_is_neither_fine_nor_findings(atlas: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], more: list[str]) -> None:
    monkeypatch.chdir(atlas)
    (atlas / "atlas.yml").write_text("title: X\n")
    monkeypatch.setattr(folder, "read", only_for("a.yml", yaml_text.read, IndexError(SECRET)))
    code, out, err = run(monkeypatch, capsys, "check", *(more if more == ["b.yml"] else [".", *more]))
    assert code == commands.OUR_FAULT == 70
    assert "internal-error" in out
    assert "unknown-field" in out
    assert SECRET not in out + err
    assert "Traceback" not in out + err


def test_a_fault_is_not_kept(atlas: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(folder, "read", only_for("a.yml", yaml_text.read, MemoryError()))
        code, out, _ = run(patch, capsys, "check", str(atlas))
        assert (code, "there is not enough memory" in out) == (70, True)
    assert run(monkeypatch, capsys, "check", str(atlas))[0] == 1


@pytest.mark.parametrize("format_", ["text", "json", "github", "gitlab", "sarif"])
def test_findings_come_out_though_no_report_can_be_made(atlas: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], format_: str) -> None:
    from journeybook.checks import reports

    monkeypatch.setitem(reports.FORMATS, format_, raising(ValueError(SECRET)))  # type: ignore[arg-type]
    code, out, err = run(monkeypatch, capsys, "check", str(atlas), "--format", format_)
    assert code == 70
    assert "b.yml:3:1: error[unknown-field] unknown field 'nope'" in out
    assert err.startswith("journeybook: internal error: ValueError in ")
    assert err.count("\n") == 1
    assert SECRET not in err


@pytest.mark.parametrize("arguments", [["explain", "no-maps"], ["schema"]])
def test_the_other_commands_end_in_one_line_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    monkeypatch.setattr(commands, "write", raising(RuntimeError(SECRET)))
    code, _, err = run(monkeypatch, capsys, *arguments)
    assert (code, err.count("\n"), SECRET in err) == (70, 1, False)
    assert "please report this line" in err


@pytest.mark.parametrize("way", ["option", "variable"])
def test_the_whole_way_is_shown_to_those_who_ask(atlas: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], way: str) -> None:
    monkeypatch.setattr(folder, "read", only_for("a.yml", yaml_text.read, IndexError(SECRET)))
    if way == "variable":
        monkeypatch.setenv("JOURNEYBOOK_DEBUG", "1")
    token = last_guard.LISTENER.set(None)
    code, out, err = run(monkeypatch, capsys, *(["--traceback"] if way == "option" else []), "check", str(atlas))
    last_guard.LISTENER.reset(token)
    assert code == 70
    assert "Traceback" in err
    assert SECRET in err
    assert "unknown-field" in out


def test_json_holds_the_fault_like_any_finding(atlas: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(folder, "read", only_for("a.yml", yaml_text.read, IndexError(SECRET)))
    _, out, _ = run(monkeypatch, capsys, "check", str(atlas), "--format", "json")
    assert [finding["code"] for finding in json.loads(out)["problems"]] == ["internal-error", "unknown-field"]


def test_what_ends_a_program_passes_the_guard() -> None:
    problems: list[Problem] = []
    for error in (KeyboardInterrupt, SystemExit):
        with pytest.raises(error), last_guard.guarded("a.yml", "reading", problems):
            raise error
    assert problems == []


@pytest.mark.parametrize(("out", "err"), [(None, None), (None, io.StringIO()), (io.StringIO(), None)])
def test_closed_streams_change_no_exit_code(atlas: Path, monkeypatch: pytest.MonkeyPatch, out: object, err: object) -> None:
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    for arguments, code in ((["check", str(atlas)], 1), (["explain"], 0), (["--version"], 0), (["nothing"], 2), (["explain", "x"], 2)):
        assert exit_code(arguments) == code


def plugin_of(project: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[JourneybookPlugin, MkDocsConfig]:
    sites.write(project, {f"journeys/{name}": text for name, text in FILES.items() if name != "b.yml"})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", sites.EPOCH)
    config = load_config(str(project / "mkdocs.yml"))
    plugin = config.plugins["journeybook"]
    assert isinstance(plugin, JourneybookPlugin)
    config.plugins.run_event("startup", command="build", dirty=False)  # MkDocs keeps plugins, perhaps one that served a preview
    return plugin, config


def test_a_build_that_meets_a_fault_says_which_file_and_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = plugin_of(tmp_path / "project", monkeypatch)[1]
    monkeypatch.setattr(folder, "read", only_for("a.yml", yaml_text.read, IndexError(SECRET)))
    with pytest.raises(PluginError) as end:
        config.plugins.run_event("config", config)
    config.plugins.on_build_error(error=end.value)
    said = str(end.value)
    assert "journeys/a.yml:1:1: error[internal-error] reading failed (IndexError" in said
    assert SECRET not in said


@pytest.mark.parametrize("debug", [False, True])
def test_a_fault_of_the_plugin_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, debug: bool) -> None:
    config = plugin_of(tmp_path / "project", monkeypatch)[1]
    monkeypatch.setattr(check.Loaded, "seen_by", raising(ZeroDivisionError(SECRET)))
    token = last_guard.LISTENER.set(None)
    if debug:
        monkeypatch.setenv("JOURNEYBOOK_DEBUG", "1")
    with pytest.raises(PluginError) as end:
        config.plugins.run_event("config", config)
    config.plugins.on_build_error(error=end.value)
    last_guard.LISTENER.reset(token)
    said = str(end.value)
    assert said.startswith("journeybook: reading the maps failed (ZeroDivisionError in doors/mkdocs/plugin.py, line ")
    assert "\n" not in said
    assert (SECRET in caplog.text) is debug
    assert end.value.__suppress_context__


@pytest.mark.parametrize("code", ["internal-error", "Internal-Error", "not-readable", "file-too-large", "merge-conflict", "link-not-followed"])
def test_no_setting_and_no_comment_switches_the_last_guard_off(code: str, atlas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (atlas / "atlas.yml").write_text(f"rules: {{{code}: off}}  # journeybook: ignore[{code}] we know\n", encoding="utf-8")
    monkeypatch.setattr(folder, "read", only_for("b.yml", folder.read, KeyError("a secret")))
    found = check.load(atlas, datetime.date(2026, 6, 1)).problems
    assert ("b.yml", "internal-error") in [(problem.place.path, problem.code) for problem in found]
    (refused,) = [problem for problem in found if problem.code == "unknown-reference" and problem.place.path == "atlas.yml"]
    assert refused.message == f"'{code}' has no level to choose: it stands for what must be mended"
    assert (refused.level, refused.hint) == ("error", "remove the line")
