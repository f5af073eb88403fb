"""A language is a file, as much of it as there is: how languages count and write numbers, and translations on their way to people and back."""

from __future__ import annotations

import datetime
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import NamedTuple

import pytest
from click.testing import CliRunner

import sites
from journeybook import languages
from journeybook.checks import translations
from journeybook.checks.check import load
from journeybook.doors.command.commands import journeybook
from journeybook.insight import expectations
from journeybook.languages import Words, available, bring, direction, language, shipped_language
from journeybook.languages.translation import plurals, po
from journeybook.languages.translation.language import Language, of_module, of_po, texts, to_po
from journeybook.reading.problem import Problem
from journeybook.site import pages, render
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.scene import Scene

TODAY = datetime.date(2026, 11, 1)
ENGLISH = shipped_language("en")
MAP = "title: Zakupy\nstages: [{name: Szukam, pains: [Za drogo]}]\n"


@pytest.fixture(autouse=True)
def polish_is_brought_along(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Polish stands for a language of which we have nothing, even where it is one of ours; what a test brings is gone behind it."""
    ours = tuple(code for code in languages.shipped() if code != "pl")
    monkeypatch.setattr(languages, "shipped", lambda: ours)
    yield
    bring(())


def polish(**more: object) -> Language:
    """A small Polish, as its module would declare it."""
    words = {"n_maps": "one: {n} mapa|few: {n} mapy|many: {n} map|other: {n} mapy", "kind.map": "Mapa", "n_days": "one: {n} dzień|few: {n} dni|many: {n} dni"}
    module = ModuleType("pl")
    vars(module).update({"WORDS": words, "NAME": "Polski", "DECIMAL": ",", "GROUP": "\u00a0", "GROUPED_FROM": 10000, **more})
    return of_module("pl", module)


# How languages count


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", {"one": [1], "other": [0, 2, 5, 11, 21, 101]}),
        ("de", {"one": [1], "other": [0, 2, 5, 11, 21, 101]}),
        ("fr", {"one": [0, 1], "other": [2, 5, 11, 21, 101]}),
        ("zh", {"other": [0, 1, 2, 5, 11, 21, 101]}),
        ("pl", {"one": [1], "few": [2, 3, 4, 22, 34, 102], "many": [0, 5, 11, 12, 14, 21, 112]}),
        ("ru", {"one": [1, 21, 101], "few": [2, 4, 22], "many": [0, 5, 11, 12, 111]}),
        ("cs", {"one": [1], "few": [2, 4], "other": [0, 5, 22]}),
        ("ar", {"zero": [0], "one": [1], "two": [2], "few": [3, 10, 103], "many": [11, 26, 99, 111], "other": [100, 101, 102, 200]}),
        ("cy", {"zero": [0], "one": [1], "two": [2], "few": [3], "many": [6], "other": [4, 5, 7, 16]}),
        ("ga", {"one": [1], "two": [2], "few": [3, 6], "many": [7, 10], "other": [0, 11, 22]}),
        ("he", {"one": [1], "two": [2], "other": [0, 3, 20]}),
        ("lt", {"one": [1, 21], "few": [2, 9, 22], "other": [0, 10, 11, 15, 111]}),
        ("lv", {"zero": [0, 10, 11, 19, 20], "one": [1, 21], "other": [2, 9, 22]}),
        ("ro", {"one": [1], "few": [0, 2, 19, 101, 119], "other": [20, 100, 120]}),
        ("sl", {"one": [1, 101], "two": [2, 102], "few": [3, 4, 103], "other": [0, 5, 11, 105]}),
        ("is", {"one": [1, 21, 101], "other": [0, 2, 11, 111]}),
    ],
)
def test_the_forms_of_numbers_by_language(lang: str, expected: dict[str, list[int]]) -> None:
    names, rule = plurals.known(lang)
    choose = plurals.rule(rule)
    assert set(names) == set(expected)
    for name, numbers in expected.items():
        assert [names[choose(n)] for n in numbers] == [name] * len(numbers)


def test_polish_and_arabic() -> None:
    words = Words("pl", language=polish())
    assert [words("n_maps", n=n) for n in (0, 1, 2, 5, 12, 22, 2.5)] == ["0 map", "1 mapa", "2 mapy", "5 map", "12 map", "22 mapy", "2,5 mapy"]
    arabic = {"n_maps": "zero: لا خرائط|one: خريطة واحدة|two: خريطتان|few: {n} خرائط|many: {n} خريطة|other: {n} خريطة"}
    words = Words("ar", language=of_module("ar", SimpleNamespace(WORDS=arabic)))  # type: ignore[arg-type]
    assert [words("n_maps", n=n) for n in (0, 1, 2, 3, 11, 100)] == ["لا خرائط", "خريطة واحدة", "خريطتان", "3 خرائط", "11 خريطة", "100 خريطة"]


def test_a_language_may_say_its_own_rule() -> None:
    module = SimpleNamespace(WORDS={"n_maps": "two: both maps|other: {n} maps"}, FORMS=("two", "other"), RULE="n!=2")
    words = Words("xx", language=of_module("xx", module))  # type: ignore[arg-type]
    assert [words("n_maps", n=n) for n in (1, 2, 3)] == ["1 maps", "both maps", "3 maps"]


def test_what_is_missing_is_english_and_counted_as_in_english() -> None:
    words = Words("pl", language=polish())
    assert (words("kind.map"), words("kind.stage")) == ("Mapa", "Stage")
    assert [words("n_pains", n=n) for n in (1, 2, 5)] == ["1 open pain", "2 open pains", "5 open pains"]
    assert words.date(datetime.date(2026, 5, 1)) == "1 May 2026"
    assert words.duration("P2DT3H") == "2 dni 3 hours"


def test_numbers_of_a_language() -> None:
    words = Words("pl", language=polish())
    assert [words.number(n) for n in (0.5, 1000, 9999.5, 10000, -1234567.25)] == ["0,5", "1000", "9999,5", "10\u00a0000", "-1\u00a0234\u00a0567,25"]


def test_a_label_holds_in_every_language() -> None:
    own = {"n_maps": "1 card|{n} cards"}
    assert [Words("zh", own)("n_maps", n=n) for n in (1, 2)] == ["1 card", "2 cards"]
    assert [Words("pl", own, polish())("n_maps", n=n) for n in (1, 3, 5)] == ["1 card", "3 cards", "5 cards"]
    french = Words("fr", own, of_module("fr", SimpleNamespace(WORDS={})))  # type: ignore[arg-type]
    assert [french("n_maps", n=n) for n in (0, 1, 2)] == ["0 cards", "1 card", "2 cards"]  # 0 has the form of 1 in French, but is not 1
    named = {"n_maps": "one: {n} karta|few: {n} karty|many: {n} kart"}
    assert [Words("pl", named, polish())("n_maps", n=n) for n in (1, 3, 5)] == ["1 karta", "3 karty", "5 kart"]


@pytest.mark.parametrize("text", ["", "n=", "n ? 1", "m", "n + 1", "(n", "n)", "__import__('os')", "n == 1 ? 0", "n" * 600, "(" * 21 + "n" + ")" * 21, "1 2"])
def test_what_is_no_rule(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        plurals.rule(text)


def test_a_rule_that_leads_beyond_its_forms_takes_the_last() -> None:
    assert plurals.rule("n%0")(5) == 0
    assert plurals.chosen("one: a|other: b", 7, ("one", "other"), plurals.rule("n")) == "b"


@pytest.mark.parametrize("text", ["plain", "1 map|{n} maps", "one: a|few: b|many: c", "|a", "one:|other: x"])
def test_forms_are_written_as_they_are_read(text: str) -> None:
    assert plurals.forms(plurals.written(plurals.forms(text))) == plurals.forms(text)


# What an author of another language expects


@pytest.mark.parametrize(
    ("text", "decimal", "expected"),
    [
        ("+2,5 Punkte", ",", ("change", 2.5, 1)), ("um 1.500 Tage weniger", ",", ("change", 1500, -1)), ("auf 12,5 Tage", ",", ("level", 12.5, 0)),
        ("von 9 auf 4,5 Tage", ",", ("level", 4.5, -1)), ("mindestens 70 Tage", ",", ("level", 70, 1)), ("+1,500 days", ".", None), ("+1.5 Tage", ".", ("change", 1.5, 1)),
    ],
)  # fmt: skip
def test_expectations_in_german(text: str, decimal: str, expected: tuple[str, float, int] | None) -> None:
    found = expectations.read(text, "Tage", False, text.endswith("Punkte"), decimal=decimal)
    assert (None if found is None else (found.sort, found.number, found.side)) == expected


# Gettext files


HOSTILE = ['a "quote"', "back\\slash", "two\nlines\n", "tab\tand\r", "\\n no line", "\u2028\u0085x", "{n} % %s", "#, fuzzy", 'msgid "x"', " blank ", "ünï→中", "\x00\x1b[31m", "x" * 300, "long " * 80]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_every_text_survives_the_way_to_a_file_and_back(text: str) -> None:
    said = po.Message("key", text, text, {0: text, 1: f"{text}!"}, fuzzy=True)
    written = po.write({"Language": "pl"}, [(said, [text]), (po.Message("other", "b", said={0: text}), [])], ["note"])
    (head, first, second), faults = po.read(written)
    assert faults == []
    assert po.head(head) == {"language": "pl"}
    assert (first.context, first.text, first.plural, first.said, first.fuzzy) == ("key", text, text, {0: text, 1: f"{text}!"}, True)
    assert (second.context, second.said, second.fuzzy) == ("other", {0: text}, False)
    assert all("\x1b" not in line and "\x00" not in line for line in written.splitlines())


def test_what_other_programs_write_is_read() -> None:
    text = (
        '\ufeff# by Poedit\r\nmsgid ""\r\nmsgstr "Language: pl\\n"\r\n\r\n#: file.py:3\r\n#, fuzzy, c-format\r\n#| msgid "old"\r\nmsgctxt "kind.map"\r\nmsgid "Map"\r\n'
        'msgstr ""\r\n"Ma"\r\n"pa\\x21\\041"\r\n#, fuzzy\r\n#~ msgctxt "gone"\r\n#~ msgid "Gone"\r\n#~ msgstr "x"\r\nmsgctxt "kind.step"\r\nmsgid "Step"\r\nmsgstr "Krok"\r\n'
    )
    (_, first, second), faults = po.read(text)
    assert faults == []
    assert (first.said, first.fuzzy, first.line) == ({0: "Mapa!!"}, True, 8)
    assert (second.said, second.fuzzy, second.lines) == ({0: "Krok"}, False, {0: 19})


def test_a_line_that_is_none_is_told_with_its_number() -> None:
    _, faults = po.read('msgid "a"\nmsgstr "b" c"\n\n"left alone"\nmsgstr[x] "y"\n')
    assert [fault.line for fault in faults] == [2, 4, 5]


@pytest.mark.parametrize("lang", ["de", "zh", "pl", "ar"])
def test_a_whole_language_goes_to_a_file_and_comes_back(lang: str) -> None:
    whole = shipped_language(lang) if lang in ("de", "zh") else language(lang).over(Language(code=lang, words=filled(lang), manners=ENGLISH.manners))
    found, faults = of_po(lang, to_po(whole, ENGLISH, texts(ENGLISH), "1"), ENGLISH)
    assert faults == []
    assert (found.forms, found.rule, found.manners, found.words) == (whole.forms, whole.rule, whole.manners, whole.words)


def filled(lang: str) -> dict[str, str]:
    """English in as many forms as `lang` has."""
    names, _ = plurals.known(lang)
    found = {key: plurals.forms(text)["other"] for key, text in ENGLISH.words.items()}
    return {key: "|".join(f"{name}: {text} {name}" for name in names) if "{n}" in text else text for key, text in found.items()}


def edited(lang: str, **said: str | tuple[str, ...]) -> str:
    """The file that a translator gets, with the translations of keys (two underscores for a dot)."""
    text = to_po(language(lang), ENGLISH, texts(ENGLISH), "1")
    for key, forms in said.items():
        head, at, rest = text.partition(f'msgctxt "{key.replace("__", ".")}"\n')
        assert at, key
        for number, form in enumerate((forms,) if isinstance(forms, str) else forms):
            name = "msgstr" if isinstance(forms, str) else f"msgstr[{number}]"
            rest = rest.replace(f'{name} ""', f'{name} "{form}"', 1)
        text = head + at + rest
    return text


def line_of(text: str, part: str) -> int:
    """The line of `text` that holds `part`."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


@pytest.mark.parametrize(
    ("said", "part", "message"),
    [
        ({"pains__resolved": "od {data}"}, "od {data}", "'pains.resolved' holds '{data}', into which nothing is filled"),
        ({"pains__resolved": "od"}, '"od"', "'pains.resolved' has lost {date}"),
        ({"pains__resolved": "od {date"}, "od {date", "'pains.resolved' holds a brace without its other half"),
        ({"pains__resolved": "od {date.year}"}, "date.year", "where only a name may stand in braces"),
        ({"n_maps": ("mapa", "{n} mapy", "map")}, '"map"', "'n_maps' has lost {n}"),
        ({"n_maps": ("{n} mapa", "{n} mapy", "a|b {n}")}, "a|b", "'n_maps' holds a bar"),
        ({"n_maps": ("{n} mapa", "{n} mapy")}, 'msgctxt "n_maps"', "'n_maps' must have 3 translations"),
        ({"@decimal": "przecinek"}, 'msgctxt "@decimal"', "'@decimal' must be a single sign"),
        ({"@grouped_from": "500"}, 'msgctxt "@grouped_from"', "'@grouped_from' must be 1000 or 10000"),
        ({"@direction": "right"}, 'msgctxt "@direction"', "'@direction' must be ltr or rtl"),
    ],
)
def test_what_would_spoil_a_page_is_an_error_with_its_line(tmp_path: Path, said: dict[str, str], part: str, message: str) -> None:
    file = tmp_path / "pl.po"
    file.write_text(text := edited("pl", **said), encoding="utf-8")
    result = command("pl", "--read", str(file), "--folder", str(tmp_path))
    assert result.exit_code == 1
    assert f"pl.po:{line_of(text, part)}:" in result.output
    assert message in result.output
    assert not (tmp_path / "languages").exists()


def test_a_bar_divides_forms_only_where_there_are_some(tmp_path: Path) -> None:
    file = tmp_path / "pl.po"
    file.write_text(edited("pl", kind__map="Mapa | plan"), encoding="utf-8")
    result = command("pl", "--read", str(file), "--folder", str(tmp_path))
    assert "holds a bar" not in result.output
    assert (tmp_path / "languages" / "pl.po").exists()


class Ran(NamedTuple):
    """How a command ended, and what it printed where."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def output(self) -> str:
        """Both, as on a terminal."""
        return self.stdout + self.stderr


def command(*arguments: str) -> Ran:
    """Runs `journeybook words`."""
    apart = "mix_stderr" in inspect.signature(CliRunner).parameters  # click mixed them up to 8.1 where nobody asked it not to
    result = (CliRunner(mix_stderr=False) if apart else CliRunner()).invoke(journeybook, ["words", *arguments])  # type: ignore[call-arg]
    return Ran(result.exit_code, result.stdout, result.stderr)


def test_what_is_in_the_head_is_looked_at() -> None:
    text = edited("pl", kind__map="Mapa")
    for wrong, said in {
        "nplurals=3;": "must name as many", "plural=n==1 ?": "cannot be read", "one few many": "must name as many", "Plural-Forms: nplurals": "not understood",
    }.items():  # fmt: skip
        right = {
            "nplurals=3;": "nplurals=2;",
            "plural=n==1 ?": "plural=n== ?",
            "one few many": "one few lots",
            "Plural-Forms: nplurals": "Plural-Forms: plurals",
        }[wrong]
        found, faults = of_po("pl", text.replace(wrong, right), ENGLISH)
        assert [said in fault.message for fault in faults] == [True]
        assert found.forms == ("one", "few", "many")


def test_what_a_newer_version_changed_is_english_until_somebody_looks(tmp_path: Path) -> None:
    text = (
        edited("pl", kind__map="Mapa", kind__step="Krok", kind__team="Zespół")
        .replace('"kind.step"\nmsgid "Step"', '"kind.step"\nmsgid "Move"')
        .replace('msgctxt "kind.team"', 'msgctxt "kind.crew"')
    )
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "pl.po").write_text(text, encoding="utf-8")
    (tmp_path / "map.yml").write_text(MAP, encoding="utf-8")
    loaded = load(tmp_path, TODAY)
    found = [(p.level, p.code, p.place.line) for p in loaded.problems if p.place.path == "languages/pl.po"]
    assert found == [("warning", "wrong-translation", line_of(text, key)) for key in ('msgctxt "kind.step"', 'msgctxt "kind.crew"')]
    bring(loaded.languages)
    words = Words("pl")
    assert [words(f"kind.{name}") for name in ("map", "step", "team")] == ["Mapa", "Step", "Team"]
    again = command("pl", "--folder", str(tmp_path)).output
    assert '#, fuzzy\nmsgctxt "kind.step"\nmsgid "Step"\nmsgstr "Krok"' in again
    assert 'msgctxt "kind.map"' not in again


# The command


def test_a_translation_is_written_edited_and_used(tmp_path: Path) -> None:
    (tmp_path / "map.yml").write_text(MAP, encoding="utf-8")
    folder = ["--folder", str(tmp_path)]
    written = command("pl", *folder).stdout
    assert written == to_po(language("pl"), ENGLISH, texts(ENGLISH), re.search(r"journeybook ([\d.]+)", written)[1])  # type: ignore[index]
    edit = tmp_path / "edit.po"
    edit.write_text(
        edited("pl", kind__map="Mapa", n_maps=("{n} mapa", "{n} mapy", "{n} map"), **{"@decimal": ",", "@group": " ", "@month.5": "maja"}), encoding="utf-8"
    )
    said = command("pl", "--read", str(edit), *folder)
    assert said.exit_code == 0
    assert "'pl' has 5 of" in said.output
    (tmp_path / "second.po").write_text(edited("pl", kind__step="Krok"), encoding="utf-8")
    assert "'pl' has 6 of" in command("pl", "--read", str(tmp_path / "second.po"), *folder).output  # added to what there is
    problems: list[Problem] = []
    bring(translations.read(tmp_path, problems))
    assert problems == []
    words = Words("pl")
    assert (words("kind.map"), words("kind.step"), words("kind.stage")) == ("Mapa", "Krok", "Stage")
    assert [words("n_maps", n=n) for n in (1, 2, 5, 1200)] == ["1 mapa", "2 mapy", "5 map", "1\u00a0200 map"]
    assert words.date(datetime.date(2026, 5, 1)) == "1 maja 2026"
    assert "pl" in available()
    assert re.search(r"pl +6 of 1,\d{3} texts · with the project's own translation", command(*folder).output)
    left = command("pl", *folder).stdout
    assert 'msgctxt "kind.map"' not in left
    assert 'msgctxt "kind.stage"' in left


def test_one_of_ours_is_mended_by_what_differs(tmp_path: Path) -> None:
    assert "0 of" in command("de", "--folder", str(tmp_path)).stderr
    whole = command("de", "--all", "--folder", str(tmp_path)).stdout
    assert whole.count('msgstr "Schmerzpunkt"') == 1
    (tmp_path / "de.po").write_text(whole.replace('msgstr "Schmerzpunkt"', 'msgstr "Pain Point"'), encoding="utf-8")
    assert command("de", "--read", str(tmp_path / "de.po"), "--folder", str(tmp_path)).exit_code == 0
    kept = (tmp_path / "languages" / "de.po").read_text(encoding="utf-8")
    assert kept.count("msgctxt") == 1
    bring(translations.read(tmp_path, []))
    assert [Words("de")(key) for key in ("kind.pain", "kind.gain")] == ["Pain Point", "Pluspunkt"]


def test_the_command_says_what_it_cannot_do(tmp_path: Path) -> None:
    for lang in ("p", "../x", "polski1"):
        result = command(lang, "--folder", str(tmp_path))
        assert (result.exit_code, "is no language code" in result.output) == (2, True)
    (tmp_path / "pl.po").write_bytes(b'msgid "a"\nmsgstr "\xff"\n')
    result = command("pl", "--read", str(tmp_path / "pl.po"), "--folder", str(tmp_path))
    assert (result.exit_code, "pl.po:2:1: error[wrong-translation] this is not UTF-8" in result.output) == (1, True)


def test_a_check_looks_at_translations(tmp_path: Path) -> None:
    (tmp_path / "map.yml").write_text(MAP, encoding="utf-8")
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "pl.po").write_text(edited("pl", pains__resolved="od"), encoding="utf-8")
    (tmp_path / "languages" / "polski.po").write_text("", encoding="utf-8")
    found = {(p.place.path, p.level, p.code) for p in load(tmp_path, TODAY).problems}
    assert {("languages/pl.po", "error", "wrong-placeholder"), ("languages/polski.po", "error", "wrong-translation")} <= found


def test_a_check_that_kept_its_findings_sees_a_changed_translation(tmp_path: Path) -> None:
    (tmp_path / "map.yml").write_text(MAP, encoding="utf-8")
    (tmp_path / "languages").mkdir()
    file = tmp_path / "languages" / "pl.po"
    found = []
    for said in ("od {date}", "od", "od {date}"):
        file.write_text(edited("pl", pains__resolved=said), encoding="utf-8")
        result = CliRunner().invoke(journeybook, ["check", str(tmp_path), "--cache", "--as-of", "2026-11-01"])
        found.append("wrong-placeholder" in result.output)
    assert found == [False, True, False]


def test_what_a_project_brings_is_gone_with_it() -> None:
    bring([Language(code="pl", words={"kind.map": "Mapa"})])
    assert Words("pl")("kind.map") == "Mapa"
    bring(())
    assert (Words("pl")("kind.map"), "pl" in available()) == ("Map", False)


# Pages


ROOT = Path(__file__).parents[2]
MACHINE = re.compile(r' (data-value|data-jb-[a-z]+|id|x|y|x1|x2|y1|y2|cx|cy|r|d|width|height|points|viewBox|transform|datetime|style)="([^"]*)"')
DRAWN = re.compile(r'<svg [^>]*class="jb-flow-svg.*?</svg>', re.DOTALL)
"""Flowcharts, whose boxes are as wide as their words."""
LOCAL = {"data-jb-sort", "data-jb-link", "data-jb-copied", "data-jb-failed", "data-jb-copy", "data-jb-reach"}
"""Attributes that hold words for the script."""


def rendered(lang: str) -> dict[str, str]:
    """A page of each kind of the example, made in `lang`."""
    atlas = load(ROOT / "journeys", TODAY).atlas
    first: dict[str, pages.Page] = {}
    for page in pages.pages(atlas, Words("en")):
        first.setdefault(f"{page.kind.name} {page.entry is None}", page)
    scene = Scene(atlas, TODAY, Words(lang), lambda entry: "#".join(pages.location(entry)), str, str)
    return {page.path: render.render(page, scene, OwnEngine(), render.Glossary.of(atlas)) for page in first.values()}


def test_machines_read_the_same_in_every_language() -> None:
    english, german = rendered("en"), rendered("de")
    assert len(english) > 25
    for path, html in english.items():
        if path.startswith("how-to-read"):
            continue  # its example is a map in the reader's language, where there is one
        found = [[it for it in MACHINE.findall(DRAWN.sub("", text)) if it[0] not in LOCAL] for text in (html, german[path])]
        assert [pair for pair in zip(*found, strict=True) if pair[0] != pair[1]] == [], path
    assert any(re.search(r'data-value="\d+\.\d', html) for html in german.values())


def test_no_number_on_a_german_page_is_written_as_in_english() -> None:
    """Whatever has a decimal point in a German text was written by an author, and stands so on the English page."""
    number = re.compile(r"(?<![\w.,/:#-])\d+\.\d{1,2}(?![\w./:-])")
    english, german = rendered("en"), rendered("de")
    sources = " ".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "journeys").rglob("*.yml")))
    for path, html in german.items():
        text = re.sub(r"<[^>]+>", " ", re.sub(r"<(pre|code|script)\b.*?</\1>", "", html, flags=re.DOTALL))
        assert [it for it in number.findall(text) if it not in sources] == [], path
    assert sum(len(number.findall(html)) for html in english.values()) > 50


def test_a_german_site(make_site: Callable[..., Path]) -> None:
    settings = "title: Kundenreisen\nlang: de\n"
    library = "metrics:\n  - {id: wert, name: Kundenwert, kind: revenue, unit: €, target: 1500, values: [{date: 2026-09-30, value: 1234.5, n: 1200}]}\n"
    map_ = "id: umzug\ntitle: Umzug\nmetrics: [wert]\nstages: [{name: Ich melde mich, feels: -1, duration: PT10M, pains: [Kein Formular]}]\n"
    project = make_site({"journeys/atlas.yml": settings, "journeys/library.yml": library, "journeys/umzug.yml": map_})
    built = sites.build(project, None, "--strict")
    assert built.code == 0, built.output
    home, page, metric = (built.text(f"journeys/{path}index.html") for path in ("", "maps/umzug/", "metrics/wert/"))
    assert "1 Map; <b>1 offener Schmerzpunkt</b>" in home
    assert re.search(r'class="jb jb-map[^"]*"[^>]* lang="de"', page)
    assert "10 Minuten" in page
    assert "1.234,5 €" in metric
    assert "Grundlage: 1.200" in metric
    assert "Wie man eine Map liest" in built.text("journeys/how-to-read/index.html")
    english = sites.build(
        sites.write(
            project.parent / "english", {"journeys/atlas.yml": "lang: en\n", "journeys/umzug.yml": f"lang: de\n{map_}", "journeys/library.yml": library}
        )
    )
    assert "Wie man eine Map liest" in english.text("journeys/how-to-read-de/index.html")  # one for each language that maps are written in
    assert "1 map; <b>1 open pain</b>" in english.text("journeys/index.html")


def test_a_site_in_a_language_that_it_brings_along(make_site: Callable[..., Path]) -> None:
    # A code that no language has: the site is built in a process of its own, where Polish may be.
    files = {"journeys/atlas.yml": "title: Podróże\nlang: qaa\n", "journeys/zakupy.yml": f"id: zakupy\n{MAP}"}
    po_file = edited("qaa", kind__stage="Etap", n_pains=("{n} otwarty problem", "{n} otwarte problemy"))
    project = make_site(files | {"journeys/languages/qaa.po": po_file}, {"plugins": ["search", {"journeybook": {"language": "qaa"}}]})
    built = sites.build(project, None, "--strict")
    assert built.code == 0, built.output
    assert "1 otwarty problem" in built.text("journeys/index.html")
    assert "All maps" in built.text("journeys/index.html")  # not translated yet
    assert not (project / "site" / "journeys" / "languages").exists()
    (project / "journeys" / "languages" / "qaa.po").write_text(po_file.replace("{n} otwarte problemy", "otwarte problemy"), encoding="utf-8")
    built = sites.build(project)
    assert (built.code, f"journeys/languages/qaa.po:{line_of(po_file, 'otwarte')}:1: error[wrong-placeholder]" in built.output) == (1, True)
    (project / "journeys" / "languages" / "qaa.po").unlink()
    built = sites.build(project)
    assert (built.code, "there are no words for 'language: qaa'" in built.output) == (1, True)


@pytest.mark.parametrize(
    ("lang", "way"),
    [
        ("en", "ltr"),
        ("zh-Hans", "ltr"),
        ("ar", "rtl"),
        ("ar-EG", "rtl"),
        ("he", "rtl"),
        ("fa_IR", "rtl"),
        ("az", "ltr"),
        ("az-Arab", "rtl"),
        ("ku-Latn", "ltr"),
        ("xx", "ltr"),
    ],
)
def test_which_way_a_language_runs(lang: str, way: str) -> None:
    assert direction(lang) == way


def test_a_language_says_itself_which_way_it_runs() -> None:
    try:
        bring([Language(code="qaa", manners={"direction": "rtl"}), Language(code="he", words={"none": "x"})])
        assert (direction("qaa"), direction("he"), direction("en")) == ("rtl", "rtl", "ltr")
    finally:
        bring([])


def test_a_site_that_is_written_from_right_to_left(make_site: Callable[..., Path]) -> None:
    map_ = "title: شراء حذاء\nstages:\n  - {name: أبحث, feels: -1, pains: [لا أجد مقاسي]}\n  - {name: أدفع, feels: 2}\n"
    files = {"journeys/atlas.yml": "title: رحلات\nlang: ar\n", "journeys/shoes.yml": f"id: shoes\n{map_}", "journeys/shop.yml": f"id: shop\nlang: en\n{MAP}"}
    files |= {
        "journeys/languages/ar.po": edited("ar", kind__stage="مرحلة", **{"@direction": "rtl"}),
        "docs/own.md": "```journeybook\nmap: shoes\nview: curve\n```\n",
    }
    project = make_site(files, {"plugins": ["search", {"journeybook": {"language": "ar"}}]})
    built = sites.build(project, None, "--strict")
    assert built.code == 0, built.output

    def way(page: str) -> list[str]:
        return re.findall(r'<div class="jb [^>]* lang="(\w+)" dir="(\w+)"', built.text(page))

    assert way("journeys/index.html") == way("journeys/maps/shoes/index.html") == [("ar", "rtl")]
    assert way("journeys/maps/shop/index.html") == [("en", "ltr")]  # whatever the site around it does
    assert ("ar", "rtl") in way("own/index.html")


@pytest.mark.parametrize("text", ["n" + "||n" * 170, "n" + " " * 500, "(" * 21 + "n" + ")" * 21])
def test_a_rule_that_is_longer_than_any_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="longer than any rule"):
        plurals.rule(text)


def test_what_is_wrong_with_the_head_stands_at_its_line() -> None:
    text = '# A translation\n#\nmsgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=n+;\\n"\n'
    (fault,) = of_po("pl", text, ENGLISH)[1]
    assert fault.line > 1
