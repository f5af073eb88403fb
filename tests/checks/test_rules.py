"""The table of rules, their manual pages, and what atlas.yml and ignore comments do to findings."""

from __future__ import annotations

import ast
import datetime
import re
from pathlib import Path

import pytest

import journeybook
from journeybook.checks import rules
from journeybook.checks.manual import MANUAL, manual
from journeybook.checks.rules import RULES
from journeybook.checks.rules.finding import Finding
from journeybook.reading import problem as problems

PACKAGE = Path(journeybook.__file__).parent
TODAY = datetime.date(2026, 11, 23)
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
REPORTERS = {"Problem": 1, "refuse": 0, "PydanticCustomError": 0, "_report": 1, "_whole": 3, "_count": 0}
"""The calls that make a finding, and which of their arguments is the code."""
MAP = """\
title: Buying shoes
status: in-review
stages:
  - I pay{comment}
"""


def found(folder: Path, **files: str) -> list[tuple[str, int, str, str]]:
    """What is found in `files` (the name without .yml, the text): file, line, level, code."""
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    _, problems = journeybook.load(folder, today=TODAY)
    return [(p.place.path, p.place.line, p.level, p.code) for p in problems]


def shoes(comment: str = "") -> str:
    return MAP.replace("{comment}", comment)


# the table


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_every_rule_has_a_manual_page_and_a_level(rule: rules.Rule) -> None:
    head, _, body = rule.manual.partition("\n\n")
    assert head.endswith(".")
    assert "\n    " in body, "an example is missing"
    assert "wrong" in body, "the example does not say what is wrong"
    assert rule.level in ("error", "warning")


def test_rule_codes_and_reading_codes_differ() -> None:
    assert not set(RULES) & set(MANUAL)


# the manual


def codes_in(module: Path) -> set[str]:
    """Every code that `module` writes down where it makes a finding."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    codes: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            number = REPORTERS.get(name)
            given = [word.value for word in node.keywords if word.arg == "code"]
            given += node.args[number : number + 1] if number is not None else []
            codes |= {leaf.value for each in given for leaf in ast.walk(each) if isinstance(leaf, ast.Constant)}
        elif isinstance(node, ast.arguments):
            named = [arg.arg for arg in node.args]
            defaults = dict(zip(reversed(named), reversed(node.defaults), strict=False))
            codes |= {d.value for name, d in defaults.items() if name == "code" and isinstance(d, ast.Constant)}
    return {code for code in codes if isinstance(code, str) and CODE.fullmatch(code)}


def reading_codes() -> set[str]:
    """The codes of all modules but the rules, whose code is their file's name."""
    modules = (path for path in PACKAGE.rglob("*.py") if path.parent.name != "rules")
    return {code for path in modules for code in codes_in(path)}


def test_every_reading_code_has_a_manual_page() -> None:
    assert reading_codes() - set(MANUAL) == set()


def test_every_manual_page_is_of_a_code() -> None:
    assert set(MANUAL) - reading_codes() == set()


@pytest.mark.parametrize("code", [*MANUAL, *RULES])
def test_manual_pages_begin_with_a_sentence(code: str) -> None:
    page = manual(code)
    assert page
    assert page[0].isupper() or page[0] in "`"
    assert page.split("\n\n")[0].endswith((".", ":"))
    assert all(len(line) <= 120 for line in page.splitlines())


def test_unknown_codes_have_no_page() -> None:
    assert manual("no-such-code") is None


# levels


def test_a_rule_has_its_own_level(tmp_path: Path) -> None:
    assert found(tmp_path, shoes=shoes()) == [("shoes.yml", 4, "warning", "stage-without-owner")]


@pytest.mark.parametrize(("level", "expected"), [("off", []), ("warning", ["warning"]), ("error", ["error"])])
def test_atlas_sets_the_level(tmp_path: Path, level: str, expected: list[str]) -> None:
    settings = f"rules: {{stage-without-owner: {level}}}"
    assert [level for _, _, level, _ in found(tmp_path, shoes=shoes(), atlas=settings)] == expected


def test_an_unknown_rule_is_an_error_on_its_line(tmp_path: Path) -> None:
    (tmp_path / "atlas.yml").write_text("title: Shop\nrules:\n  stage-without-woner: off\n", encoding="utf-8")
    (tmp_path / "shoes.yml").write_text("title: Shoes\nstages: [I pay]\n", encoding="utf-8")
    _, (problem,) = journeybook.load(tmp_path, today=TODAY)
    assert (problem.place.path, problem.place.line, problem.level) == ("atlas.yml", 3, "error")
    assert problem.code == "unknown-reference"
    assert problem.hint == "did you mean 'stage-without-owner'?"


def test_an_unknown_level_is_an_error(tmp_path: Path) -> None:
    settings = "rules: {stage-without-owner: none}"
    assert ("atlas.yml", 1, "error", "not-a-choice") in found(tmp_path, shoes=shoes(), atlas=settings)


# ignore comments


def test_a_comment_with_a_reason_ignores(tmp_path: Path) -> None:
    comment = "   # journeybook: ignore[stage-without-owner] decided in the January round"
    assert found(tmp_path, shoes=shoes(comment)) == []


def test_a_comment_ignores_several_codes(tmp_path: Path) -> None:
    comment = "   # journeybook: ignore[long-name, stage-without-owner] decided in the January round"
    assert found(tmp_path, shoes=shoes(comment)) == []


def test_a_comment_without_a_reason_ignores_nothing(tmp_path: Path) -> None:
    codes = {code for _, _, _, code in found(tmp_path, shoes=shoes("   # journeybook: ignore[stage-without-owner]"))}
    assert codes == {"stage-without-owner", "ignore-without-reason"}


def test_a_comment_holds_for_its_own_line_only(tmp_path: Path) -> None:
    text = "# journeybook: ignore[stage-without-owner] for the whole file\n" + shoes()
    assert [code for _, _, _, code in found(tmp_path, shoes=text)] == ["stage-without-owner"]


def test_a_comment_ignores_in_the_settings_too(tmp_path: Path) -> None:
    settings = "lang: english   # journeybook: ignore[unknown-language] as our tool wants it\n"
    assert found(tmp_path, shoes="title: Shoes\nstages: [I pay]\n", atlas=settings) == []


# circles


def test_a_long_chain_is_no_circle_and_costs_no_stack(tmp_path: Path) -> None:
    lines = [f"  - {{id: t{n}, name: Team {n}, parent: t{n + 1}}}" for n in range(3000)]
    text = "teams:\n" + "\n".join([*lines, "  - {id: t3000, name: Top}"])
    assert [code for _, _, _, code in found(tmp_path, teams=text)] == []


def test_a_circle_in_the_middle_of_a_chain_is_named_without_its_tail(tmp_path: Path) -> None:
    text = "teams:\n" + "\n".join(f"  - {{id: {me}, name: {me}, parent: {up}}}" for me, up in (("a", "b"), ("b", "c"), ("c", "b")))
    (tmp_path / "teams.yml").write_text(text, encoding="utf-8")
    _, (problem,) = journeybook.load(tmp_path, today=TODAY)
    assert problem.place.line == 4
    assert problem.message.endswith("b → c → b")
    assert [place.line for place, _ in problem.related] == [3]


# every finding


def test_messages_are_one_line_in_the_house_style(tmp_path: Path) -> None:
    cases = Path(__file__).parents[1] / "cases"
    for case in sorted(cases.glob("*/hit*")):
        _, problems = journeybook.load(case, today=TODAY)
        for problem in problems:
            assert "\n" not in problem.message + problem.hint
            assert not re.match(r"[A-Z][a-z]", problem.message), problem.message
            assert not problem.message.endswith("."), problem.message
            assert not re.search(r"<class|NoneType|\bstr\b|\bdict\b|datetime", problem.message), problem.message


def test_a_findings_place_is_in_its_file(tmp_path: Path) -> None:
    cases = Path(__file__).parents[1] / "cases"
    for case in sorted(cases.glob("*/hit*")):
        atlas, problems = journeybook.load(case, today=TODAY)
        for problem in problems:
            for place in (problem.place, *(place for place, _ in problem.related)):
                source = atlas.sources.get(place.path)
                lines = (case / place.path).read_text(encoding="utf-8").split("\n") if source is None else []  # a CSV file
                line = source.line(place.line) if source is not None else lines[place.line - 1]
                assert 1 <= place.column <= len(line), (place, problem)


def test_a_finding_is_a_plain_fact() -> None:
    place = problems.Place("a.yml")
    assert Finding(place, "is wrong") == Finding(place, "is wrong", "", ())


def test_a_stated_id_goes_before_a_derived_one_anywhere_in_the_map(tmp_path: Path) -> None:
    text = "title: Shoes\nstages:\n  - {name: I look, pains: [Slow]}\n  - {name: I pay, pains: [{id: slow, text: Too slow}]}\n"
    assert found(tmp_path, shoes=text) == []


def test_a_long_circle_is_shortened(tmp_path: Path) -> None:
    text = "teams:\n" + "\n".join(f"  - {{id: t{n}, name: Team {n}, parent: t{(n + 1) % 500}}}" for n in range(500))
    (tmp_path / "teams.yml").write_text(text, encoding="utf-8")
    _, (problem,) = journeybook.load(tmp_path, today=TODAY)
    assert problem.message == "the parents go in a circle: t0 → t1 → t2 → t3 → t4 → t5 → … → t0"
    assert len(problem.related) == 7
