"""The case files: what is wrong stands as a comment on the line that is wrong.

    wner: growth   # error[unknown-field]: did you mean 'owner'?

What stands behind the colon must be in the message or hint. Where a comment would change the case, the line below says
`# error-above[code]`, or the line above `# error-below[code]`. A case is a file, or a folder where several are needed.

Nothing else may be found of what the case is about: of its own rule, of those that its comments name, of what is no opinion. What other
rules say of it is kept in `golden/expected/findings/cases.txt`: a new one that has an opinion there breaks no neighbour's case.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

import journeybook
from journeybook.checks.manual import MANUAL
from journeybook.checks.rules import RULES

CASES = Path(__file__).parents[1] / "cases"
TODAY = datetime.date(2026, 11, 23)
EXPECTED = re.compile(r"#[^#]*?\b(error|warning)(-above|-below)?\[([a-z0-9-]+)\](?::\s*([^#\n]*))?")
SHIFT = {"-above": -1, "-below": 1}

Found = tuple[str, int, str, str]


def cases() -> list[Path]:
    """Every case: a file or folder below a folder that is named by its code, by `reading`, or by `mended` (several findings in one file)."""
    return sorted(path for path in CASES.glob("*/*") if path.is_dir() or path.suffix in (".yml", ".yaml"))


def files_of(case: Path) -> list[Path]:
    return [case] if case.is_file() else sorted(path for path in case.rglob("*") if path.suffix in (".yml", ".yaml", ".csv"))


def expected(case: Path) -> dict[Found, str]:
    """What the comments of a case say, with the words that they ask for."""
    found: dict[Found, str] = {}
    root = case.parent if case.is_file() else case
    for file in files_of(case):
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
            for level, shift, code, words in EXPECTED.findall(line):
                name = file.relative_to(root).as_posix()
                found[name, number + SHIFT.get(shift, 0), level, code] = words.strip()
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.relative_to(CASES).as_posix())
def test_case(case: Path) -> None:
    wanted = expected(case)
    others = {*RULES} - {case.parent.name} - {code for _, _, _, code in wanted}
    problems = [problem for problem in journeybook.load(case, today=TODAY).problems if problem.code not in others]
    found = {(p.place.path, p.place.line, p.level, p.code) for p in problems}
    assert found == set(wanted), "\n".join(f"{p.place} {p.level}[{p.code}] {p.message} ({p.hint})" for p in problems)
    for problem in problems:
        words = wanted[problem.place.path, problem.place.line, problem.level, problem.code]
        same = [f"{p.message} ({p.hint})" for p in problems if (p.place.line, p.code) == (problem.place.line, problem.code)]
        assert any(words in text for text in same), f"{words!r} is not in {same}"


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_a_hit_and_a_clean_case(code: str) -> None:
    for name, hits in (("hit", True), ("clean", False)):
        found = [path for path in (CASES / code / f"{name}.yml", CASES / code / name) if path.exists()]
        assert found, f"tests/cases/{code}/{name}.yml is missing"
        assert (code in {key[3] for key in expected(found[0])}) is hits


@pytest.mark.parametrize("case", [case for case in cases() if case.parent.name == "reading"], ids=lambda case: case.stem)
def test_reading_cases_are_named_by_their_code(case: Path) -> None:
    assert case.stem in MANUAL
    assert case.stem in {key[3] for key in expected(case)}


def test_every_case_folder_is_a_rule_or_reading() -> None:
    assert {path.name for path in CASES.iterdir()} <= {*RULES, "reading", "mended"}
