"""The command: what it prints, where it says a finding is, its exit codes, and that no terminal or pipe breaks it."""

from __future__ import annotations

import errno
import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import journeybook
from journeybook.doors.command import commands

PLUGINS = Path(journeybook.__file__).parents[1]
GOOD = "title: Good\nstages: [I look, I pay]\n"
BAD = "title: Bad\nstages:\n  - nme: a\n"
WARNED = "title: “Quoted”\nstages: [a]\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def command(*arguments: str | bytes) -> list[str | bytes]:
    return [sys.executable, "-m", "journeybook", *arguments]


def environment(**more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "SOURCE_DATE_EPOCH")}
    return kept | {"PYTHONPATH": str(PLUGINS)} | more


def run(*arguments: str | bytes, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments),
        env=environment(**more),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=60,
    )


def test_nothing_wrong(place: Path) -> None:
    write(place, {"journeys/a.yml": GOOD, "journeys/b.yml": GOOD})
    done = run("check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "no problems in 2 files\n", "")


def test_a_finding_says_where_what_and_how(place: Path) -> None:
    write(place, {"journeys/a.yml": GOOD, "journeys/sub/b.yml": BAD})
    done = run("check")
    assert done.returncode == 1
    assert done.stdout == (
        "journeys/sub/b.yml:3:5: error[unknown-field] unknown field 'nme' (did you mean 'name'?)\n"
        "    3 |   - nme: a\n"
        "      |     ^^^\n"
        "1 error in 1 of 2 files\n"
    )


@pytest.mark.parametrize(
    ("level", "text", "code"),
    [
        ("error", WARNED, 0), ("warning", WARNED, 1), ("never", BAD, 0), ("error", BAD, 1), ("warning", GOOD, 0),
    ],
)  # fmt: skip
def test_fail_on(place: Path, level: str, text: str, code: int) -> None:
    write(place, {"a.yml": text})
    assert run("check", "--fail-on", level).returncode == code


def test_without_journeys_the_current_folder_is_read(place: Path) -> None:
    write(place, {"b.yml": BAD})
    assert run("check").stdout.startswith("b.yml:3:5: error")


def test_a_project_is_its_journeys(place: Path) -> None:
    write(place, {"mkdocs.yml": "site_name: x\n", "journeys/a.yml": GOOD})
    assert run("check", ".").stdout == "no problems in 1 file\n"


def test_a_file_is_checked_with_its_atlas(place: Path) -> None:
    library, map_ = "teams: [{id: ours, name: Ours}]\n", "title: x\nowner: {}\nstages: [a]\n"
    write(place, {"j/atlas.yml": "title: x\n", "j/lib.yml": library, "j/sub/a.yml": map_.format("ous"), "j/b.yml": BAD})
    done = run("check", "j/sub/a.yml")
    assert done.stdout.startswith("j/sub/a.yml:2:8: error[unknown-reference] 'ous' is no team of this atlas")
    assert done.stdout.endswith("1 error in 1 of 1 file\n")
    assert run("check", "j/sub").stdout == done.stdout
    assert {"j/sub/a.yml:2:8:", "j/b.yml:3:5:"} <= set(run("check", "j").stdout.split())


def test_a_lone_file_is_checked_by_itself(place: Path) -> None:
    write(
        place,
        {"lib.yml": "teams: [{id: ours, name: Ours}]\n", "a.yml": "title: x\nowner: ous\nstages: [a]\n", "b.yml": BAD},
    )
    alone = "checked alone: no library or other maps were read\n"
    assert run("check", "a.yml", "lib.yml").stdout == f"no problems in 2 files, {alone}"
    assert run("check", "b.yml").stdout.endswith(f"1 error in 1 of 1 file, {alone}")
    assert "alone" not in run("check", ".").stdout


JOURNEYS = {
    "journeys/library.yml": "teams: [{id: ours, name: Ours}]\n", "journeys/shoes.yml": GOOD,
    "journeys/sub/a.yml": "title: x\nowner: ous\nparent: shoes\nstages: [a]\n",
}  # fmt: skip


@pytest.mark.parametrize("top", [{}, {"mkdocs.yml": "site_name: x\n"}])
def test_a_file_below_journeys_is_checked_with_all_of_them(place: Path, monkeypatch: pytest.MonkeyPatch, top: dict[str, str]) -> None:
    write(place, JOURNEYS | top)
    done = run("check", "journeys/sub/a.yml")
    assert done.stdout.startswith("journeys/sub/a.yml:2:8: error[unknown-reference] 'ous' is no team of this atlas")
    assert done.stdout.endswith("1 error in 1 of 1 file\n")
    assert run("check", "journeys/sub").stdout == done.stdout
    assert run("check", "journeys", str(place / "journeys/sub/a.yml")).stdout.endswith("1 error in 1 of 3 files\n")
    monkeypatch.chdir(place / "journeys/sub")
    assert run("check", "a.yml").stdout.startswith("a.yml:2:8: error[unknown-reference] 'ous'")
    assert run("check", "../shoes.yml").stdout == "no problems in 1 file\n"


@pytest.mark.parametrize("name", ["journeys/_old/draft.yml", "journeys/.old/draft.yml", "journeys/draft.txt"])
def test_a_file_that_its_folder_does_not_read_is_checked_alone(place: Path, name: str) -> None:
    write(place, JOURNEYS | {name: BAD})
    done = run("check", name, "journeys/shoes.yml")
    assert f"{name}:3:5: error[unknown-field]" in done.stdout
    unread = ", 1 warning" * name.endswith(".txt")  # that the folder does not read it
    assert done.stdout.endswith(f"1 error{unread} in 1 of 2 files, 1 of them checked alone: no library or other maps were read\n")


@pytest.mark.parametrize(("top", "more"), [(".git/config", {}), ("mkdocs.yml", {}), ("x", {"HOME": "journeys", "USERPROFILE": "journeys"})])
def test_the_top_of_a_project_is_no_atlas_by_its_name(place: Path, top: str, more: dict[str, str]) -> None:
    write(place, {f"journeys/{top}": "", "journeys/other/a.yml": GOOD, "journeys/library.yml": "teams: ["})
    done = run("check", "journeys/other/a.yml", **{key: str(place / name) for key, name in more.items()})
    assert done.stdout == "no problems in 1 file, checked alone: no library or other maps were read\n"


def test_an_atlas_above_the_project_is_not_looked_for(place: Path) -> None:
    write(place, {"atlas.yml": "title: x\n", "project/.git/config": "", "project/a.yml": GOOD})
    assert run("check", "project/a.yml").stdout.startswith("no problems in 1 file, checked alone")


def test_places_are_as_seen_from_here(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(place, {"j/b.yml": BAD, "here/x": ""})
    monkeypatch.chdir(place / "here")
    assert run("check", "../j").stdout.startswith("../j/b.yml:3:5:")
    assert run("check", str(place / "j")).stdout.startswith(f"{place}/j/b.yml:3:5:".replace("\\", "/"))
    monkeypatch.chdir(place)
    assert run("check", str(place / "j")).stdout.startswith("j/b.yml:3:5:")


def test_findings_come_all_at_once_and_sorted(place: Path) -> None:
    write(place, {"b.yml": BAD, "a.yml": "title: [\n", "c.yml": "title: x\ntitle: y\nstages: [{feels: 9}]\n"})
    places = [line.split(" ")[0] for line in run("check").stdout.splitlines() if ": error[" in line]
    assert places == ["a.yml:1:8:", "b.yml:3:5:", "c.yml:2:1:", "c.yml:3:10:", "c.yml:3:18:"]


@pytest.mark.parametrize("format_", ["json", "github", "gitlab", "sarif"])
def test_formats_for_machines_say_the_same_places(place: Path, format_: str) -> None:
    write(place, {"journeys/b.yml": BAD, "journeys/c.yml": "title: [\n"})
    done = run("check", "--format", format_)
    assert done.returncode == 1
    if format_ != "github":
        json.loads(done.stdout)
    assert "journeys/b.yml" in done.stdout
    assert "unknown-field" in done.stdout
    assert "yaml-syntax" in done.stdout


def test_output_goes_to_a_file(place: Path) -> None:
    write(place, {"a.yml": BAD})
    done = run("check", "--format", "json", "--output", "found.json")
    assert (done.returncode, done.stdout) == (1, "1 error in 1 of 1 file\n")
    assert json.loads((place / "found.json").read_text(encoding="utf-8"))["errors"] == 1


def test_the_day_may_be_given(place: Path) -> None:
    text = "title: x\nid: a\nowner: b\nstatus: live\nreview: {every: 3 months, log: [{date: 2026-01-01}]}\nstages: [{id: c, name: c}]\n"
    write(place, {"a.yml": text})
    assert "review-overdue" not in run("check", "--as-of", "2026-02-01").stdout
    assert "review-overdue" in run("check", "--as-of", "2026-06-01").stdout


@pytest.mark.parametrize(("epoch", "code"), [("", 0), ("1793491200", 0), ("abc", 2), ("-5", 2), ("9" * 20, 2)])
def test_the_day_may_be_given_by_the_environment(place: Path, epoch: str, code: int) -> None:
    write(place, {"a.yml": GOOD})
    done = run("check", SOURCE_DATE_EPOCH=epoch)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert (f"must be a number of seconds such as 1793491200, not '{epoch}'" in done.stderr) is bool(code)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "nowhere"], "there is no file or folder 'nowhere'"),
        (["check", "--as-of", "soon"], "is no date such as 2026-09-01"),
        (["check", "--format", "xml"], "'xml'"),
        (["check", "--output", "no/such/folder.json"], "cannot write 'no/such/folder.json': there is no folder 'no/such'; make it first"),
        (["explain", "unknwn-field"], "there is no code 'unknwn-field': did you mean 'unknown-field'?"),
        (["chek"], "'check'"),
        (["schema", "mapp"], "'map'"),
    ],
)
def test_wrong_use(place: Path, arguments: list[str], said: str) -> None:
    write(place, {"a.yml": GOOD})
    done = run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_explain() -> None:
    done = run("explain", "unknown-field")
    assert done.returncode == 0
    assert done.stdout.startswith("unknown-field\n\n")
    assert run("explain", "error[Unknown-Field]".removeprefix("error")).stdout == done.stdout
    codes = run("explain").stdout.split()
    assert {"unknown-field", "yaml-syntax", "live-without-owner"} <= set(codes)


@pytest.mark.parametrize("kind", ["map", "library", "atlas", None])
def test_schema(kind: str | None) -> None:
    done = run("schema", *([kind] if kind else []))
    assert json.loads(done.stdout)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_schema_goes_to_a_file(tmp_path: Path) -> None:
    assert run("schema", "map", "--output", str(tmp_path / ".vscode/map.json")).stdout == ""
    assert (tmp_path / ".vscode/map.json").read_text(encoding="utf-8") == run("schema", "map").stdout


def test_version() -> None:
    assert run("--version").stdout == f"journeybook {journeybook.__version__}\n"


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_start_is_light(argument: str) -> None:
    heavy = f"import sys, journeybook.doors.command.commands as c\ntry: c.main([{argument!r}])\nexcept SystemExit: pass\n"
    heavy += "print([m for m in ('pydantic', 'yaml', 'mkdocs', 'jinja2', 'journeybook.checks.check') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", heavy], env=environment(), capture_output=True, text=True, timeout=60)
    assert done.stdout.endswith("[]\n")


@pytest.mark.parametrize("more", [{"LANG": "C", "LC_ALL": "C"}, {"LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}])
def test_any_terminal_can_be_written_to(place: Path, more: dict[str, str]) -> None:
    write(place, {"journeys/购物.yml": "title: 在线\nstages: [{nme: 我付款}]\n"})
    for format_ in ("text", "json", "github", "sarif"):
        done = run("check", "--format", format_, PYTHONUTF8="0", **more)
        assert done.returncode == 1
        assert done.stderr == ""
    assert run("explain", "unknown-field", PYTHONUTF8="0", **more).returncode == 0


@pytest.mark.parametrize("name", [b"\xff\xfe.yml", b"a\x1b[31mb.yml", b"a\nb.yml"])
def test_odd_names_are_written_harmlessly(place: Path, name: bytes) -> None:
    try:
        Path(os.fsdecode(name)).write_text(GOOD)
    except OSError:
        pytest.skip("the file system refuses such names")
    done = subprocess.run(command("check", "."), env=environment(), capture_output=True, timeout=60)
    assert done.returncode == 1
    assert b"error[file-name]" in done.stdout
    assert b"\x1b" not in done.stdout
    assert b"Traceback" not in done.stderr
    alone = subprocess.run(command("check", name), env=environment(), capture_output=True, timeout=60)
    assert b"Traceback" not in alone.stderr
    assert b"\x1b" not in alone.stdout + alone.stderr


def test_a_missing_path_of_an_odd_name(place: Path) -> None:
    done = subprocess.run(command("check", b"\xff\x1b[31m"), env=environment(), capture_output=True, timeout=60)
    assert done.returncode == 2
    assert b"\x1b" not in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_closed_pipe_is_no_error(place: Path) -> None:
    write(place, {f"{number}.yml": BAD for number in range(40)})
    process = subprocess.Popen(command("check", "--format", "json"), env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    _, said = process.communicate(timeout=60)
    assert said == b""
    assert process.returncode in (0, 1)


INTERRUPTED = """
import os, runpy, signal, sys
def interrupt(event, arguments):
    if event == "open" and str(arguments[0]).endswith("1.yml"):
        os.kill(os.getpid(), signal.SIGINT)
signal.signal(signal.SIGINT, signal.default_int_handler)  # it may be ignored where this was started in the background
sys.addaudithook(interrupt)
sys.argv = ["journeybook", "check"]
runpy.run_module("journeybook", run_name="__main__")
"""


@pytest.mark.skipif(os.name == "nt", reason="signals differ")
def test_an_interrupt_is_quiet(place: Path) -> None:
    write(place, {"0.yml": BAD, "1.yml": BAD, "2.yml": BAD})
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], env=environment(), capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr.strip()) == (130, b"", b"")


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
@pytest.mark.parametrize(("more", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colour_only_on_a_terminal(place: Path, more: dict[str, str], coloured: bool) -> None:
    write(place, {"a.yml": BAD})
    assert "\x1b" not in run("check").stdout
    assert (b"\x1b[" in on_terminal(environment(**{"TERM": "xterm"} | more))) == coloured


def on_terminal(env: dict[str, str]) -> bytes:
    """What `check` writes to a terminal."""
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(command("check"), env=env, stdout=theirs, stderr=theirs)
    os.close(theirs)
    said = b""
    try:
        while piece := os.read(ours, 4096):
            said += piece
    except OSError:  # Linux says so when the other end is closed
        pass
    process.wait(timeout=60)
    os.close(ours)
    return said


def test_python_says_the_same_in_two_names(place: Path) -> None:
    write(place, {"a.yml": GOOD, "b.yml": BAD})
    atlas, problems = journeybook.load(place)
    assert sorted(atlas.maps) == ["a", "b"]
    assert [str(problem.place) for problem in problems] == ["b.yml:3:5"]
    loaded = journeybook.load(str(place))
    assert loaded.broken
    assert loaded.files == ("a.yml", "b.yml")


ODD = {"loop": "a link that leads nowhere", "pipe": "not a regular file", "folder": "this is a folder", "device": "leads out of the folder"}


@pytest.mark.skipif(os.name == "nt", reason="no such files")
def test_what_is_no_file_is_named_and_never_waited_for(place: Path) -> None:
    write(place, {"journeys/a.yml": GOOD, "journeys/atlas.yml": "title: X\n"})
    Path("journeys/loop.yml").symlink_to("loop.yml")
    Path("journeys/device.yml").symlink_to("/dev/zero")
    Path("journeys/folder.yml").mkdir()
    os.mkfifo("journeys/pipe.yml")
    done = run("check")
    assert done.returncode == 1
    assert done.stdout.count("error[") == 4
    for name, words in ODD.items():
        assert any(f"{name}.yml:" in line and words in line for line in done.stdout.split("\n"))
    (place / "journeys" / "atlas.yml").unlink()
    for name in ODD:
        alone = run("check", f"journeys/{name}.yml")
        assert alone.returncode == 1
        assert "Traceback" not in alone.stderr
        assert alone.stderr == ""


@pytest.mark.skipif(os.name == "nt", reason="no such shell")
@pytest.mark.parametrize(("closed", "code"), [(">&-", 1), ("2>&-", 1), (">&- 2>&-", 1), ("<&-", 1), ("| true", 1), ("| head -1", 1), (">/dev/full", 2)])
def test_the_exit_code_is_the_same_whoever_reads(place: Path, closed: str, code: int) -> None:
    write(place, {"a.yml": BAD})
    if "/dev/full" in closed and not Path("/dev/full").exists():
        pytest.skip("no device that is always full")
    line = f"set -o pipefail; '{sys.executable}' -m journeybook check --format json {closed}"
    done = subprocess.run(["bash", "-c", line], env=environment(), capture_output=True, text=True, timeout=60)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_the_module_is_the_command(place: Path) -> None:
    write(place, {"a.yml": GOOD})
    done = subprocess.run([sys.executable, "-m", "journeybook", "check", "."], env=environment(), capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (run("check", ".").returncode, run("check", ".").stdout)


@pytest.mark.parametrize("arguments", [["explain", "\ud800"], ["check", "x" * 5000]])
def test_names_that_no_system_takes_are_wrong_use(place: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    write(place, {"a.yml": GOOD})
    with pytest.raises(SystemExit) as end:
        commands.main(arguments)
    gc.enable()
    assert end.value.code == 2
    assert "internal error" not in capsys.readouterr().err


def test_a_report_is_written_in_one_go(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    write(place, {"journeys/a.yml": GOOD, "old.txt": "what the last check said"})
    (place / "link.txt").symlink_to("old.txt")
    (place / "old.txt").chmod(0o640)

    def check(*arguments: str) -> tuple[object, str]:
        with pytest.raises(SystemExit) as end:
            commands.main(["check", *arguments])
        return end.value.code, capsys.readouterr().err.strip().rpartition("\n")[2]

    with monkeypatch.context() as full:
        full.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))))
        assert check("--output", "old.txt") == (2, "Error: cannot write 'old.txt': no space left on device")
    assert (place / "old.txt").read_text(encoding="utf-8") == "what the last check said"
    assert check("--output", "link.txt")[0] == 0
    assert (place / "link.txt").is_symlink()
    assert (place / "old.txt").read_text(encoding="utf-8") == "no problems in 1 file\n"
    assert (place / "old.txt").stat().st_mode & 0o777 == 0o640
    assert check("--output", "no/where/new.txt") == (2, "Error: cannot write 'no/where/new.txt': there is no folder 'no/where'; make it first")
    assert check("--output", "old.txt/new.txt") == (2, "Error: cannot write 'old.txt/new.txt': there is no folder 'old.txt'; make it first")
    assert sorted(os.listdir(place)) == ["journeys", "link.txt", "old.txt"]
    assert run("check", "--output", "/dev/stdout").stdout.startswith("no problems in 1 file\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("arguments", [["check"], ["check", "--format", "json"], ["schema", "map"], ["explain"]])
def test_output_that_cannot_be_written_is_one_sentence(place: Path, arguments: list[str]) -> None:
    write(place, {"journeys/a.yml": GOOD})
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command(*arguments), env=environment(), stdout=full, stderr=subprocess.PIPE, encoding="utf-8", timeout=60)
        assert (done.returncode, done.stderr) == (2, "journeybook: standard output: no space left on device\n")
        silent = subprocess.run(command("check", "nope"), env=environment(), stdout=full, stderr=full, timeout=60)
        assert silent.returncode == 2  # not the 1 of findings, nor the 120 of Python


def test_a_folder_that_is_not_there_any_more_or_is_none(place: Path) -> None:
    (place / "journeys").write_text(GOOD, encoding="utf-8")
    assert run("check").stderr.endswith("Error: 'journeys' is no folder here; name the folder with the maps\n")
    (place / "gone").mkdir()
    script = f"cd gone && rmdir ../gone && exec {sys.executable} -m journeybook check"
    done = subprocess.run(["sh", "-c", script], env=environment(), capture_output=True, encoding="utf-8", timeout=60)
    assert (done.returncode, done.stderr) == (2, "journeybook: the current folder is not there any more; go to another one\n")


def test_a_folder_that_nobody_may_enter_is_a_finding(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    write(place, {"journeys/a.yml": GOOD})
    scandir, stat = os.scandir, os.stat

    def shut(call: Callable[..., object]) -> Callable[..., object]:
        def asked(path: object = ".", *more: object, **named: object) -> object:
            if isinstance(path, (str, Path)) and ("journeys/" in str(path) or (call is scandir and str(path).endswith("journeys"))):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return call(path, *more, **named)

        return asked

    monkeypatch.setattr(os, "scandir", shut(scandir))
    monkeypatch.setattr(os, "stat", shut(stat))
    with pytest.raises(SystemExit) as end:
        commands.main(["check", "--no-cache"])
    assert end.value.code == 1
    assert "journeys:1:1: error[not-readable] the folder cannot be read: permission denied" in capsys.readouterr().out
