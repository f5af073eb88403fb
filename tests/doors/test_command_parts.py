"""The parts of the command: which configuration is meant, what is said of a published site, how places are named, how files are written."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from journeybook.checks.kept_findings import Found
from journeybook.doors.command import checking, found, publish, terminal, words
from journeybook.doors.command.found import Checked
from journeybook.languages import bring
from journeybook.reading.problem import Place, Problem


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    bring(())


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"pages": 3, "new": 3, "changed": 0, "gone": 0}, "published 3 pages to site (all new)"),
        ({"pages": 3, "new": 3, "changed": 0, "gone": 1}, "published 3 pages to site (3 new, 1 gone)"),
        ({"pages": 1, "new": 0, "changed": 0, "gone": 0}, "published 1 page to site (nothing changed)"),
        ({"pages": 1200, "new": 2, "changed": 1000, "gone": 0}, "published 1,200 pages to site (2 new, 1,000 changed)"),
        ({"pages": 0, "new": 0, "changed": 0, "gone": 2}, "published 0 pages to site (2 gone)"),
    ],
)
def test_what_was_published_in_a_sentence(said: dict[str, Any], sentence: str) -> None:
    assert publish.sentence({"site": "site", **said}) == sentence


@pytest.mark.parametrize(
    ("options", "there", "path"),
    [
        ((), (), "mkdocs.yml"),
        ((), ("mkdocs.yaml",), "mkdocs.yaml"),
        ((), ("mkdocs.yaml", "mkdocs.yml"), "mkdocs.yml"),
        (("--strict", "-f", "a.yml"), (), "a.yml"),
        (("--config-file", "a.yml", "--strict"), (), "a.yml"),
        (("-fa.yml",), (), "a.yml"),
        (("--config-file=a/b.yml",), (), "a/b.yml"),
        (("-f",), (), "."),
    ],
)
def test_which_configuration_is_meant(options: tuple[str, ...], there: tuple[str, ...], path: str, place: Path) -> None:
    for name in there:
        (place / name).write_text("")
    assert publish._configuration(options) == Path(path)


@pytest.mark.parametrize(
    ("options", "there", "said"),
    [
        ((), False, "there is no mkdocs.yml here"),
        (("--dirty",), True, "'--dirty' builds a part of the site"),
        (("--strict",), True, ""),
        (("-f", "elsewhere.yml"), False, ""),
        (("--config-file=elsewhere.yml",), False, ""),
        (("--out=x",), True, "'--out' is no option of 'mkdocs build', which publish starts: the folder of the site is named with '--site-dir'"),
    ],
)
def test_what_publish_refuses(options: tuple[str, ...], there: bool, said: str, place: Path) -> None:
    if there:
        (place / "mkdocs.yaml").write_text("")
    if said:
        with pytest.raises(publish.WrongUse) as told:
            publish._refuse(options)
        assert said in str(told.value)
    else:
        publish._refuse(options)


def test_publish_needs_mkdocs(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "find_spec", lambda name: None)
    with pytest.raises(publish.WrongUse, match="pip install"):
        publish._refuse(())


def test_a_configuration_that_cannot_be_opened(place: Path) -> None:
    (place / "mkdocs.yml").mkdir()
    with pytest.raises(publish.WrongUse, match=r"'mkdocs\.yml' cannot be read: is a directory"):
        publish._refuse(())


@pytest.mark.parametrize(
    ("code", "report", "text", "told"),
    [
        (0, "", "plugins: [journeybook]\n", (1, "nothing is known to be published: the build ended early, or without the plugin 'journeybook'")),
        (1, "", "plugins: [journeybook]\n", (1, "nothing was published: the site is as it was")),
        (2, "", "plugins: [journeybook]\n", (2, "")),
        (-9, "", "plugins: [journeybook]\n", (-9, "nothing was published: the site is as it was")),
        (
            1,
            "",
            "plugins:\n\t- journeybook\n",
            (1, "mkdocs.yml:2:1: a tab stands where only spaces may (indent with spaces)\nnothing was published: the site is as it was"),
        ),
        (0, '{"in_place": true}', "plugins: [journeybook]\n", (0, "built in place, as the option 'in_place' says: not all or nothing")),
        (
            1,
            '{"site": "s", "pages": 1, "new": 0, "changed": 1, "gone": 0}',
            "plugins: [journeybook]\n",
            (1, "published 1 page to s (1 changed), but the build ended with an error"),
        ),
        (0, '{"site": "s", "pages": 1, "new": 0, "changed": 1, "gone": 0}', "plugins: [journeybook]\n", (0, "published 1 page to s (1 changed)")),
    ],
)
def test_what_publish_says(code: int, report: str, text: str, told: tuple[int, str], place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "mkdocs.yml").write_text(text)
    started: list[list[str]] = []

    class Done:
        returncode = code

    def run(command: list[str], env: dict[str, str], check: bool) -> Done:
        started.append(command[2:])
        Path(env[publish.REPORT]).write_text(report)
        return Done()

    monkeypatch.setattr(publish.subprocess, "run", run)
    assert publish.publish(["--strict"]) == told
    assert started == [["mkdocs", "build", "--strict"]]


def test_pages_of_two_sites_are_compared(place: Path) -> None:
    for name, text in {
        "a/x.html": "1",
        "a/y.html": "1",
        "a/z.html": "1",
        "a/n.css": "1",
        "b/x.html": "1",
        "b/y.html": "2",
        "b/sub/w.html": "1",
        "b/.h/v.html": "1",
    }.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text)
    assert publish.difference(Path("a"), Path("b")) == {"pages": 3, "new": 1, "changed": 1, "gone": 1}
    assert publish.difference(Path("none"), Path("a")) == {"pages": 3, "new": 3, "changed": 0, "gone": 0}


# ------------------------------------------------------------------ places


def checked(where: Path, files: dict[str, str], wanted: list[Path], top: Path | None = None, repository: bool = False, unread: tuple[str, ...] = ()) -> Checked:
    """Findings of an atlas at `where`: a level, or nothing, for each file."""
    problems = [Problem(Place(path, 1), "a-code", "said", level, related=((Place(path, 2), "there"),)) for path, level in files.items() if level]  # type: ignore[arg-type]
    it = Checked(top, repository)
    lines = {(path, 1): f"line of {path}" for path in files}
    it.add(where, Found(problems=tuple(problems), files=tuple(files), unread=frozenset(unread), lines=lines), wanted)
    it.sort()
    return it


def test_findings_in_the_given_paths_alone(place: Path) -> None:
    (place / "maps/sub").mkdir(parents=True)
    files = {"a.yml": "error", "b.yml": "warning", "sub/c.yml": "error", "subs.yml": "error"}
    assert [it.place.path for it in checked(Path("maps"), files, [Path("maps")]).problems] == ["maps/a.yml", "maps/b.yml", "maps/sub/c.yml", "maps/subs.yml"]
    some = checked(Path("maps"), files, [Path("maps/sub"), Path("maps/b.yml")])
    assert [it.place.path for it in some.problems] == ["maps/b.yml", "maps/sub/c.yml"]
    assert some.problems[0].related[0][0].path == "maps/b.yml"
    assert some.files == {"maps/b.yml", "maps/sub/c.yml"}
    assert some.line_of(some.problems[0].place) == "line of b.yml"
    assert some.line_of(Place("elsewhere.yml")) == ""
    first = checked(Path("maps"), files, [Path("maps")], unread=("subs.yml",))
    assert first.problems[0].place.path == "maps/subs.yml"


def test_places_as_seen_from_elsewhere(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "project/maps").mkdir(parents=True)
    (place / "project/.git").mkdir()
    (place / "project/sub").mkdir()

    def path(where: Path, **more: Any) -> str:
        return checked(where, {"a.yml": "error"}, [where], **more).problems[0].place.path

    assert path(Path("project/maps")) == "project/maps/a.yml"
    assert path(Path("project/maps"), repository=True) == "maps/a.yml"
    assert path(Path("project/maps"), top=place) == "project/maps/a.yml"
    assert path(Path("project/maps"), top=place / "project/sub") == "project/maps/a.yml"  # it does not lie below that
    monkeypatch.chdir(place / "project/sub")
    assert path(Path("../maps")) == "../maps/a.yml"
    assert path(place / "project/maps") == (place / "project/maps/a.yml").as_posix()
    (place / "link").symlink_to(place / "project")
    assert path(place / "link/maps", repository=True) == "maps/a.yml"
    assert found.repository_of(place / "link/maps") in (place / "link", place / "project")
    assert found.repository_of(place) is None or place not in (found.repository_of(place) or place).parents


@pytest.mark.parametrize(
    ("files", "summary"),
    [
        ({"a.yml": ""}, "no problems in 1 file"),
        ({"a.yml": "", "b.yml": ""}, "no problems in 2 files"),
        ({"a.yml": "error"}, "1 error in 1 of 1 file"),
        ({"a.yml": "error", "b.yml": "warning", "c.yml": "warning", "d.yml": ""}, "1 error, 2 warnings in 3 of 4 files"),
        ({"a.yml": "warning", "b.yml": ""}, "1 warning in 1 of 2 files"),
    ],
)
def test_the_last_line(files: dict[str, str], summary: str, place: Path) -> None:
    (place / "maps").mkdir()
    it = checked(Path("maps"), files, [Path("maps")])
    assert it.summary() == summary
    levels = set(files.values())
    assert (it.fails("error"), it.fails("warning"), it.fails("never")) == ("error" in levels, bool(levels - {""}), False)


def test_files_that_were_checked_alone(place: Path) -> None:
    for name in ("a.yml", "b.yml"):
        (place / name).write_text("")
    it = checked(Path("a.yml"), {"a.yml": ""}, [Path("a.yml")])
    assert it.summary() == "no problems in 1 file, checked alone: no library or other maps were read"
    (place / "maps").mkdir()
    it.add(Path("maps"), Found(problems=(), files=("c.yml", "d.yml"), unread=frozenset(), lines={}), [Path("maps")])
    assert it.summary() == "no problems in 3 files, 1 of them checked alone: no library or other maps were read"


# ------------------------------------------------------------------ which atlas


@pytest.mark.parametrize(
    ("there", "path", "atlas"),
    [
        (("maps/atlas.yml", "maps/sub/a.yml"), "maps/sub/a.yml", "maps"),
        (("maps/atlas.yml", "maps/sub/atlas.yml", "maps/sub/a.yml"), "maps/sub/a.yml", "maps/sub"),
        (("journeys/sub/a.yml",), "journeys/sub/a.yml", "journeys"),
        (("journeys/journeys/a.yml",), "journeys/journeys/a.yml", "journeys/journeys"),
        (("atlas.yml", ".git/x", "journeys/a.yml"), "journeys/a.yml", ""),
        (("top/atlas.yml", "top/.git/x", "top/journeys/a.yml"), "top/journeys/a.yml", "top"),
        (("atlas.yml", "top/.git/x", "top/maps/a.yml"), "top/maps/a.yml", "top/maps/a.yml"),
        (("journeys/mkdocs.yml", "journeys/a.yml"), "journeys/a.yml", "journeys/a.yml"),
        (("top/mkdocs.yml", "top/journeys/a.yml"), "top", "top/journeys"),
        (("top/journeys/a.yml",), "top", "top"),
        (("top/mkdocs.yml", "top/maps/a.yml"), "top", "top"),
        (("maps/a.yml",), "maps/a.yml", "maps/a.yml"),
    ],
)
def test_which_atlas_a_path_belongs_to(there: tuple[str, ...], path: str, atlas: str, place: Path) -> None:
    for name in there:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text("")
    assert os.path.abspath(checking._atlas_of(Path(path))) == str(place / atlas if atlas else place)
    assert checking._atlas_of(place / path) == (place / atlas if atlas else place)


@pytest.mark.parametrize(("there", "folder"), [(("journeys/a.yml",), "journeys"), ((), "."), (("journeys/a.yml", "mkdocs.yml"), "journeys")])
def test_the_folder_where_nobody_names_one(there: tuple[str, ...], folder: str, place: Path) -> None:
    for name in there:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text("")
    assert checking.default_folder() == Path(folder)


@pytest.mark.parametrize(("name", "said"), [("journeys", "'journeys' is no folder here"), ("mkdocs.yml", "there is no folder 'journeys' here")])
def test_a_folder_that_nobody_named_and_that_is_not_there(name: str, said: str, place: Path) -> None:
    (place / name).write_text("")
    with pytest.raises(checking.click.UsageError, match=said):
        checking.default_folder()


@pytest.mark.parametrize(("ci", "keeps"), [(None, True), ("", True), ("0", True), ("False", True), ("true", False), ("1", False)])
def test_a_pipeline_keeps_nothing(ci: str | None, keeps: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    if ci is not None:
        monkeypatch.setenv("CI", ci)
    assert checking.keeps() is keeps


# ------------------------------------------------------------------ the terminal


class Stream(io.TextIOWrapper):
    def __init__(self, terminal: bool = False, encoding: str = "utf-8") -> None:
        self.raw_bytes = io.BytesIO()
        super().__init__(self.raw_bytes, encoding)
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("is_terminal", "variables", "colours"),
    [(True, {}, True), (False, {}, False), (True, {"NO_COLOR": "1"}, False), (True, {"TERM": "dumb"}, False), (True, {"NO_COLOR": ""}, True)],
)
def test_colours(is_terminal: bool, variables: dict[str, str], colours: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Stream(is_terminal))
    assert terminal.has_colours() is colours
    monkeypatch.setattr(sys, "stdout", None)
    assert not terminal.has_colours()


@pytest.mark.parametrize(
    ("encoding", "machine", "data"),
    [("ascii", False, b"a\\xe9\\u9009"), ("ascii", True, "aé选".encode()), ("utf-8", False, "aé选".encode()), ("gbk", False, b"a\xa8\xa6\xd1\xa1")],
)
def test_any_letter_can_be_written(encoding: str, machine: bool, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Stream(encoding=encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    terminal.write("aé选", machine)
    assert stream.raw_bytes.getvalue() == data


def test_a_stream_without_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", it := io.StringIO())
    terminal.write("é")
    assert it.getvalue() == "é"
    monkeypatch.setattr(sys, "stdout", None)
    terminal.write("x")


def test_what_the_system_does_not_write(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(number: int) -> Any:
        def never(*_: Any) -> None:
            raise OSError(number, "no")

        return never

    monkeypatch.setattr(terminal, "_write", refused(errno.ENOSPC))
    with pytest.raises(OSError) as told:  # noqa: PT011
        terminal.write("x")
    assert (told.value.errno, told.value.filename) == (errno.ENOSPC, "standard output")
    hushed: list[int] = []
    monkeypatch.setattr(terminal, "_write", refused(errno.EPIPE))
    monkeypatch.setattr(terminal, "hush", lambda: hushed.append(1))
    terminal.write("x")
    assert hushed == [1]


def test_progress_is_shown_on_a_terminal_once_it_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(terminal.time, "monotonic", lambda: now[0])

    def said(is_terminal: bool, times: tuple[float, ...]) -> str:
        now[0] = 0.0
        stream = Stream(is_terminal)
        monkeypatch.setattr(sys, "stderr", stream)
        with terminal.Progress() as progress:
            for number, at in enumerate(times):
                now[0] = at
                progress(number, 1200)
        stream.flush()
        return stream.raw_bytes.getvalue().decode()

    assert said(False, (0.1, 1.0)) == ""
    assert said(True, (0.1, 0.69)) == ""
    assert said(True, (0.1, 0.7, 0.75, 0.81)) == "\rreading file 2 of 1,200\rreading file 4 of 1,200\r\x1b[K"
    monkeypatch.setattr(sys, "stderr", None)
    assert not terminal.Progress().on


def test_a_file_is_replaced_in_one_go(place: Path) -> None:
    terminal.replace(Path("new.txt"), b"1")
    assert Path("new.txt").stat().st_mode & 0o777 == 0o666 & ~terminal._umask()
    Path("old.txt").write_text("before")
    Path("old.txt").chmod(0o640)
    before = Path("old.txt").stat().st_ino
    terminal.replace(Path("old.txt"), b"2")
    assert (Path("old.txt").read_bytes(), Path("old.txt").stat().st_mode & 0o777) == (b"2", 0o640)
    assert Path("old.txt").stat().st_ino != before
    Path("link.txt").symlink_to("old.txt")
    terminal.replace(Path("link.txt"), b"3")
    assert Path("link.txt").is_symlink()
    assert Path("old.txt").read_bytes() == b"3"
    assert sorted(os.listdir()) == ["link.txt", "new.txt", "old.txt"]
    Path("loop").symlink_to("loop")
    with pytest.raises(OSError):  # noqa: PT011, a link that leads in a circle
        terminal.replace(Path("loop"), b"4")


def test_a_file_that_cannot_be_replaced_stays(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("old.txt").write_text("before")

    def never(*_: Any, **__: Any) -> None:
        raise PermissionError(errno.EACCES, "no")

    with monkeypatch.context() as patch:
        patch.setattr(terminal.os, "replace", never)
        with pytest.raises(PermissionError):
            terminal.replace(Path("old.txt"), b"2")
    assert (os.listdir(), Path("old.txt").read_text()) == (["old.txt"], "before")
    with monkeypatch.context() as patch:
        patch.setattr(terminal.os, "access", lambda *_: False)
        with pytest.raises(PermissionError):
            terminal.replace(Path("old.txt"), b"2")
    with monkeypatch.context() as patch:
        patch.setattr(terminal.tempfile, "mkstemp", never)
        with pytest.raises(PermissionError):
            terminal.replace(Path("new.txt"), b"2")
        terminal.replace(Path("old.txt"), b"3")  # the folder may not be written to, the file may
    assert Path("old.txt").read_bytes() == b"3"


# ------------------------------------------------------------------ the words of a language


def test_findings_about_a_translation_show_the_line_where_it_is_known() -> None:
    problems = [Problem(Place("pl.po", number), "a-code", "said") for number in (1, 2, 3)] + [Problem(Place("x.po", 1), "a-code", "said")]
    shown = words._told(problems, {"pl.po": ["first line", "second line"]})
    assert [line.count("first line") + 2 * line.count("second line") for line in shown.split("\n") if "line" in line] == [1, 2]


@pytest.mark.parametrize(("lang", "code"), [("pl", "pl"), ("PL", "pl"), ("pl_PL", "pl"), ("zh-Hant", "zh"), ("Polish", ""), ("", ""), ("p", "")])
def test_the_code_of_a_language(lang: str, code: str) -> None:
    if code:
        assert words._code(lang) == code
    else:
        with pytest.raises(words.WrongUse):
            words._code(lang)


PO = 'msgid ""\nmsgstr ""\n"Language: pl\\n"\n"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"\n\n'


def test_a_language_on_its_way_to_translators_and_back(place: Path) -> None:
    text, said = words.missing(place, "pl", False)
    everything = int(said.split()[2].replace(",", ""))
    assert said == f"{everything:,} of {everything:,} texts are missing in 'pl'"
    context = next(line for line in text.splitlines() if line.startswith('msgctxt "kind.map"'))
    (place / "edited.po").write_text(f'{PO}{context}\nmsgid "Map"\nmsgstr "Mapa"\n', encoding="utf-8")
    back, told = words.read_back(place, "pl", place / "edited.po")
    assert told.endswith(f"'pl' has 1 of {everything:,} texts now")
    words.place_of(place, "pl").parent.mkdir()
    words.place_of(place, "pl").write_text(back, encoding="utf-8")
    assert words.missing(place, "pl", False)[1] == f"{everything - 1:,} of {everything:,} texts are missing in 'pl'"
    assert "Mapa" not in words.missing(place, "pl", False)[0]
    assert "Mapa" in words.missing(place, "pl", True)[0]
    (row,) = [line for line in words.report(place).splitlines() if line.startswith("pl ")]
    assert f"1 of {everything:,} texts" in row
    assert row.endswith("with the project's own translation")
    assert not any(line.endswith("own translation") for line in words.report(place).splitlines() if not line.startswith("pl "))


def test_a_translation_that_cannot_be_used(place: Path) -> None:
    (place / "edited.po").write_text(f'{PO}msgctxt "kind.map"\nmsgid "Map"\nmsgstr "Mapa\n', encoding="utf-8")
    with pytest.raises(words.Faulty, match=r"edited\.po"):
        words.read_back(place, "pl", place / "edited.po")
    (place / "languages").mkdir()
    (place / "languages/pl.po").write_text(f'{PO}msgctxt "kind.map"\nmsgid "Map"\nmsgstr "Mapa\n', encoding="utf-8")
    with pytest.raises(words.Faulty):
        words.missing(place, "pl", False)
    assert words.missing(place, "it", False)[0]  # what is wrong with another language is nobody's here
    assert "languages/pl.po" in words.report(place)
