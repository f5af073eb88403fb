"""A copy of the tree, and the tests that run there: on the unchanged copy to see what they run, and on each mutant."""

from __future__ import annotations

import compileall
import hashlib
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any

from tests.mutants.places import Mutant
from tests.mutants.ready import REFUSED, TOO_LONG
from tests.mutants.traces import FOLDER

ROOT = Path(__file__).parents[2]
PACKAGE = "plugins/journeybook"
KEPT = ROOT / ".cache" / "mutants"
GOLDEN = "tests/golden/"
PYTEST = ("pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--tb=line")
SLOW = (
    "tests/browser",
    "tests/endurance",
    "tests/compat",
    "tests/bench",
    "tests/house/test_house.py",
    "tests/house/test_bench.py",
    "tests/house/test_pipelines.py",
    "tests/house/test_hunt.py",
    "tests/mutants",
    "tests/golden/test_built.py",
)
"""Tests that take long, or that look at the source instead of running it."""
REFERENCE = "tests/house/test_house.py::test_the_reference_is_not_behind"
WAITING = ("make_site", "sites.build", "site: Path", "subprocess")
"""What the files of tests hold that build sites or start processes: they are traced last, because they take longest."""
SECONDS = 20.0
"""So long, as it was measured, may the tests of one mutant take together that are of its own floor, and so long all others."""
FIRST = 3.0
"""Seconds that tests may take together which come before the small atlas."""
LIMIT, GOLDEN_LIMIT = 120, 30
"""Seconds of the processor's time after which tests are stopped, however busy the machine is. Where that is the small atlas, which
takes few, it is noticed."""
PATIENCE = 1200
MENTIONING = 4
NO_TESTS = 5
MORE = {"doors": ["doors"], "checks": ["cases"], "model": ["cases"], "reading": ["cases"]}
"""What the small atlas is also asked for, by floor."""
Traces = dict[str, dict[str, float]]
"""By file and function: the tests that run it, and how long each takes."""


@contextmanager
def copy() -> Iterator[Path]:
    """A copy of everything that git knows or would add, without its history."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True)
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        for name in filter(None, listed.stdout.decode().split("\0")):
            if (ROOT / name).is_file():
                (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, Path(folder) / name)
        compileall.compile_dir(folder, quiet=2)  # a mutant's own file is compiled for each run, all else once
        yield Path(folder)


def variables(tree: Path) -> dict[str, str]:
    """What a process in a tree has around it."""
    path = os.pathsep.join(map(str, (tree / "plugins", tree / "tests" / "mutants" / "hook", tree)))
    return {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", "NO_MKDOCS_2_WARNING": "1"}


def run(tree: Path, module: str, *arguments: str, limit: int = LIMIT, **more: str) -> tuple[int, str]:
    """The exit code and output of a module that is run in a tree; `TOO_LONG` where it takes that."""
    command = [sys.executable, "-m", module, *arguments]
    limited = partial(resource.setrlimit, resource.RLIMIT_CPU, (limit, limit + 1))
    try:
        done = subprocess.run(
            command, cwd=tree, env=variables(tree) | more, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=PATIENCE,
            preexec_fn=limited,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return TOO_LONG, f"more than {PATIENCE} seconds"
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return TOO_LONG, f"more than {limit} seconds of the processor"
    return done.returncode, done.stdout.decode("utf-8", "replace")


class Ready:
    """`run` without the time that imports take: forks of a process that has loaded the unchanged tree."""

    def __init__(self, tree: Path) -> None:
        self.tree = tree
        self.output = tree / ".output"
        command = [sys.executable, "-m", "tests.mutants.ready"]
        self.process = subprocess.Popen(command, cwd=tree, env=variables(tree), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._answer("ready")

    def _answer(self, wanted: str = "") -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if wanted in line:
                return line
        raise RuntimeError("tests.mutants.ready has ended")

    def run(self, mutant: Mutant | None, module: str, *arguments: str, limit: int = LIMIT) -> tuple[int, str]:
        """As `run`, with a mutant that stands in its file already."""
        order = {"module": module, "arguments": arguments, "limit": limit, "patience": PATIENCE, "output": str(self.output), "path": ""}
        if mutant is not None and mutant.path.endswith(".py"):
            whole = (ROOT / PACKAGE / mutant.path).read_text(encoding="utf-8")
            order |= {"path": str(self.tree / PACKAGE / mutant.path), "function": mutant.function, "before": whole, "after": mutant.text}
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        code = int(self._answer())
        if code == REFUSED:
            return run(self.tree, module, *arguments, limit=limit)
        return code, self.output.read_text(encoding="utf-8", errors="replace")

    def end(self) -> None:
        """Ends the process."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def collect(tree: Path, anew: bool = False, near: str = "") -> Traces:
    """What each quick test runs, as it was kept; files that have changed since (all, where `anew`) are run once more. Where tests of
    one floor alone are asked for, of those in the folder `near`."""
    KEPT.mkdir(parents=True, exist_ok=True)
    found: Traces = defaultdict(dict)
    for file in (file for file in _files(tree) if file.startswith(near)):
        of, place = hashlib.sha256((tree / file).read_bytes()).hexdigest(), KEPT / f"{file.replace('/', '-')}.json"
        kept: dict[str, Any] = json.loads(place.read_text(encoding="utf-8")) if place.exists() and not anew else {}
        if kept.get("of") != of:
            kept = {"of": of, "traces": _traced(tree, file)}
            beside = place.with_suffix(".new")
            beside.write_text(json.dumps(kept), encoding="utf-8")
            beside.replace(place)  # at once: who stops it keeps what there was
        for spot, tests in kept["traces"].items():
            found[spot] |= tests
    return found


def _traced(tree: Path, file: str) -> Traces:
    """What the tests of a file run."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # a process that a test left may still write
        run(tree, *PYTEST, "-p", "tests.mutants.traces", file, **{FOLDER: folder})
        lines = [json.loads(line) for it in Path(folder).glob("*.jsonl") for line in it.read_text("utf-8").splitlines()]
    failed = {name[1:] for name, *_ in lines if name.startswith("!")}
    seconds: dict[str, float] = defaultdict(float)
    for name, time, _ in lines:
        seconds[name] += time
    found: Traces = defaultdict(dict)
    for name, _, ran in lines:
        for place in ran if name not in failed and name in seconds else ():
            found[place][name] = seconds[name]
    print(f"{file}: {len(seconds)} tests traced, {len(failed)} of them fail here", flush=True)
    return found


def _files(tree: Path) -> list[str]:
    """The files of tests, those that take long last."""
    every = (path.relative_to(tree).as_posix() for path in sorted((tree / "tests").rglob("test_*.py")))
    return sorted((name for name in every if not name.startswith(SLOW)), key=lambda name: any(word in (tree / name).read_text("utf-8") for word in WAITING))


def covering(traces: Traces, mutant: Mutant) -> list[str]:
    """The tests that run the place of a mutant, as many as may be run: first those of its own floor, which ask most of it, and among
    them quick ones first. Outside of functions those of all its file."""
    names = [f"{mutant.path} | {mutant.function}"] if mutant.function else [name for name in traces if name.startswith(f"{mutant.path} | ")]
    tests: dict[str, float] = {}
    for name in names:
        tests |= traces.get(name, {})
    own = f"tests/{mutant.path.partition('/')[0]}/"
    chosen, spent = [], {True: 0.0, False: 0.0}
    for test, seconds in sorted(tests.items(), key=lambda it: (not it[0].startswith(own), it[1], it[0])):
        group = test.startswith(own)
        if not test.startswith(GOLDEN) and spent[group] + seconds <= SECONDS:
            chosen.append(test)
            spent[group] += seconds
    if mutant.path.startswith("doors/mkdocs/"):
        chosen += mentioning(mutant)  # a site that is built in a process of its own leaves no traces
    return chosen or ([REFERENCE] if mutant.path.startswith("doors/reference/") else mentioning(mutant))


def mentioning(mutant: Mutant) -> list[str]:
    """Where nothing is known of a function (what other processes ran is not, nor what stands outside of one): the files of tests
    that import its module, small ones first."""
    module = Path(mutant.path).stem
    named = re.compile(rf"\bimport\b.*\b{module}\b|\.{module} import|\b{module}\.html")
    files = (file for file in (ROOT / "tests").rglob("test_*.py") if named.search(file.read_text(encoding="utf-8")))
    return [file.relative_to(ROOT).as_posix() for file in sorted(files, key=lambda it: it.stat().st_size)][:MENTIONING]


def sound(tree: Path) -> str:
    """What is wrong with the unchanged copy; empty where nothing is."""
    code, output = run(tree, "tests.golden", "--check")
    return output.strip() if code else ""


def noticed(ready: Ready, mutant: Mutant, traces: Traces) -> str:
    """The test that fails on a mutant; empty where none does. Quick tests come first, then the small atlas, then all others."""
    first, rest = _divided(mutant, traces)
    if why := _failed(ready, mutant, first):
        return why
    with changed(ready.tree, mutant):
        code, output = ready.run(mutant, "tests.golden", "--check", *MORE.get(mutant.path.partition("/")[0], ()), limit=GOLDEN_LIMIT)
    if code:
        return f"golden: {next((line for line in output.splitlines() if line.startswith('--- ')), output.strip().rpartition(chr(10))[2])}"
    return _failed(ready, mutant, rest)


def _divided(mutant: Mutant, traces: Traces) -> tuple[list[str], list[str]]:
    """The tests of a mutant: those that take little together, and the rest."""
    tests = covering(traces, mutant)
    names = traces.get(f"{mutant.path} | {mutant.function}", {})
    spent = list(accumulate(names.get(test, SECONDS) for test in tests))
    count = sum(it <= FIRST for it in spent)
    return tests[:count], tests[count:]


def _failed(ready: Ready, mutant: Mutant, tests: list[str]) -> str:
    """The first of the tests that fails on a mutant, and not without it."""
    while tests:
        with changed(ready.tree, mutant):
            code, output = ready.run(mutant, *PYTEST, "-x", *(f"--deselect={name}" for name in FAILING), *tests)
        failed = failing(output, tests)
        if code in (0, TOO_LONG, NO_TESTS) or not failed:
            return ""
        if failed in PASSING or not ready.run(None, *PYTEST, failed)[0]:
            PASSING.add(failed)
            return failed
        FAILING.add(failed)
    return ""


def failing(output: str, tests: list[str]) -> str:
    """The first test that failed, by what pytest printed: behind a name, which may hold blanks and dashes, it says why."""
    summary = output.rpartition("short test summary info")[2]  # above it, a log may say ERROR too
    said = next((line.partition(" ")[2] for line in summary.splitlines() if line.startswith(("FAILED ", "ERROR "))), "")
    return max((name for name in tests if said.startswith(name) and "::" in name), key=len, default=said.partition(" - ")[0])


FAILING: set[str] = set()
"""Tests that fail in the unchanged copy too."""
PASSING: set[str] = set()
"""Tests that pass there."""


@contextmanager
def changed(tree: Path, mutant: Mutant) -> Iterator[None]:
    """The copy with the mutant in place of its file."""
    file = tree / PACKAGE / mutant.path
    before, stat = file.read_bytes(), file.stat()
    file.write_bytes(mutant.text.encode())
    try:
        yield
    finally:
        file.write_bytes(before)
        os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
