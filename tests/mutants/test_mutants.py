"""What is inverted and dropped, where; that what changes nothing is still there; and that traces name what runs."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.mutants import places, ready, traces, trial
from tests.mutants.__main__ import equivalent, pick
from tests.mutants.places import Mutant

PYTHON = """
def f(a, b):
    if a and not b:
        return [it for it in a if it > 1]
    assert a
    return f"{1 if a else 2}" if a == b else a or b
"""
WANTED = {
    "a and not b => (not (a and not b))", "a and not b => ((a) or (not b))", "a and not b => ((not b))", "a and not b => ((a))", "not b => bool(b)",
    "it > 1 => True", "it > 1 => (not (it > 1))", "it > 1 => ((it) >= (1))", "it > 1 => ((it) <= (1))",
    "a == b => (not (a == b))", "a == b => ((a) != (b))", "a or b => ((a) and (b))", "a or b => ((b))", "a or b => ((a))",
}  # fmt: skip


def changes(path: str, text: str) -> list[Mutant]:
    return [mutant for place in places.of_file(path, text) for mutant in place]


def test_conditions_of_python() -> None:
    found = changes("a.py", PYTHON)
    assert {it.name.removeprefix("a.py | f | ") for it in found} == WANTED
    for mutant in found:
        ast.parse(mutant.text)


@pytest.mark.parametrize(
    ("template", "wanted"),
    [
        ("{% if a %}x{% endif %}", "{% if not (a) %}x{% endif %}"),
        ("{% if a %}x{% elif b.c(1) %}y{% endif %}", "{% if a %}x{% elif not (b.c(1)) %}y{% endif %}"),
        ("{{ f(a if b else c) }}", "{{ f(a if not (b) else c) }}"),
        ("{{ [a if (b, c)] }}", "{{ [a if not ((b, c))] }}"),
        ("{% for a in b if a.c %}x{% endfor %}", "{% for a in b if not (a.c) %}x{% endfor %}"),
        ("{{ a and b }}", "{{ a or b }}"),
        ("{{ not a }}", "{{  a }}"),
        ("{{ a is not none }}", "{{ a is  none }}"),
        ("{{ a == 'if' }}", "{{ a != 'if' }}"),
        ("and if not <p>", ""),
    ],
)
def test_conditions_of_templates(template: str, wanted: str) -> None:
    found = [mutant.text for mutant in changes("a.html", template)]
    assert wanted in found if wanted else not found


def test_what_changes_nothing_is_still_there_and_says_why() -> None:
    package = trial.ROOT / trial.PACKAGE
    names = {mutant.name for place in places.in_room(package, "") for mutant in place}
    assert equivalent().keys() - names == set()
    assert all(len(why) > 20 for why in equivalent().values())


def test_the_same_seed_picks_the_same() -> None:
    first, second = (pick("model", 5, seed) for seed in ("1", "2"))
    assert [it.name for it in first] == [it.name for it in pick("model", 5, "1")] != [it.name for it in second]


def test_traces_name_what_runs() -> None:
    from journeybook.reading import ids

    trace = traces.Trace()
    trace.met.add(ids.slug.__code__)
    assert trace.taken() == ["reading/ids.py | slug"]
    assert trace.taken() == []


def test_the_failing_test_is_named_in_full() -> None:
    tests = ["tests/a.py::test_a[fast-one]", "tests/a.py::test_a[fast-one - two] more", "tests/b.py"]
    assert trial.failing("..F\nFAILED tests/a.py::test_a[fast-one - two] more - assert 1 == 2\n1 failed", tests) == tests[1]
    assert trial.failing("FAILED tests/a.py::test_a[fast-one] - assert 1 == 2\n1 failed", tests) == tests[0]
    assert trial.failing("ERROR tests/b.py::test_b[of all] - OSError\n1 failed", tests) == "tests/b.py::test_b[of all]"
    assert trial.failing("3 passed", tests) == ""
    log = "ERROR    mkdocs.commands.build:build.py:359 a page cannot be shown\n=== short test summary info ===\nFAILED tests/b.py::test_c - assert 1 == 2\n1 failed"
    assert trial.failing(log, tests) == "tests/b.py::test_c"


BEFORE = """
def _outer(it):
    if it > 1:
        return [a for a in (1, 2) if a > it]
    return lambda: it == 1

LIMIT = 3 if _outer(5) else 4

class Kept:
    def told(self):
        return not self
"""


@pytest.mark.parametrize(
    ("one", "other", "changed"),
    [
        ("it > 1", "it >= 1", {"_outer"}),
        ("if a > it", "if not a > it", {"_outer", "<listcomp>"}),
        ("it == 1", "it != 1", {"_outer", "<lambda>"}),
        ("return not self", "return self", {"told"}),
        ("3 if _outer(5) else", "3 if not _outer(5) else", None),  # worked out while the module is loaded
        ("it == 1\n", "1\n", None),  # a function that lives already would have to know fewer names
    ],
)
def test_functions_in_memory_are_given_their_new_code(one: str, other: str, changed: set[str] | None, tmp_path: Path) -> None:
    path = f"{tmp_path}/a.py"
    known: dict[str, Any] = {}
    exec(compile(BEFORE, path, "exec", dont_inherit=True), known)
    living = known["_outer"](0)
    assert living() is False
    found = ready.replaced(path, BEFORE, BEFORE.replace(one, other))
    assert (found if found is None else {code.co_name for code in found} - LIST) == (changed if changed is None else changed - LIST)


LIST = {"<listcomp>"} if sys.version_info >= (3, 12) else set()
"""From Python 3.12 on, what makes a list is no function of its own."""
