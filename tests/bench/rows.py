"""What is measured: one row of the table each, always against something else in the same run.

A row says its target as a ratio (or a size), and measures the two sides in turn, so that a busy machine slows both.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.bench.maker import write_atlas
from tests.bench.measure import Cost, cost, median

ROOT = Path(__file__).parents[2]
TODAY = "2026-09-01"
LOAD_ONLY = """
import pathlib, sys, yaml
for file in sorted(pathlib.Path(sys.argv[1]).rglob("*.yml")):
    with open(file, "rb") as stream:
        yaml.load(stream, yaml.CSafeLoader)
"""
SMALL = "title: Buying shoes\nstages:\n  - name: I look\n  - name: I pay\n"


@dataclass(frozen=True)
class Result:
    """What a row found: the figure that is compared with its target, and both sides in words."""

    figure: float
    ours: str
    others: str


@dataclass(frozen=True)
class Row:
    """One row: its name on the command line, what is compared, the largest figure that is fine, and how many maps."""

    name: str
    title: str
    target: float
    unit: str
    maps: int
    measure: Callable[[Bench, int], Result]


class Bench:
    """A folder to work in, and the commands that rows share."""

    def __init__(self, folder: Path, runs: int) -> None:
        self.folder = folder
        self.runs = runs

    def atlas(self, maps: int) -> Path:
        """A project with so many maps, made once."""
        project = self.folder / f"maps-{maps}"
        if not project.exists():
            write_atlas(project / "journeys", maps)
        return project

    @cached_property
    def environment(self) -> dict[str, str]:
        """Everything imports from compiled files, as where it is installed, and keeps what it keeps in the folder."""
        kept = {key: value for key, value in os.environ.items() if key not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")}
        return kept | {
            "PYTHONPATH": str(ROOT / "plugins"), "PYTHONPYCACHEPREFIX": str(self.folder / "compiled"),
            "XDG_CACHE_HOME": str(self.folder / "cache"), "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1788220800",
        }  # fmt: skip

    def in_turn(self, cwd: Path, *commands: list[str]) -> list[Cost]:
        """The median cost of each of `commands`, run in turn after one run that nobody counts."""
        runs = range(self.runs + 1)
        found = [[cost([sys.executable, *command], cwd, self.environment) for command in commands] for _ in runs]
        return [median(costs[1:]) for costs in zip(*found, strict=True)]

    def check(self, *options: str) -> list[str]:
        """The arguments that check the maps."""
        return ["-m", "journeybook.cli", "check", "--as-of", TODAY, *options]


def seconds(cost: Cost) -> str:
    """CPU seconds in words."""
    return f"{cost.seconds:.2f} s"


def against(ours: Cost, others: Cost) -> Result:
    """How often the others' cost goes into ours."""
    return Result(ours.seconds / others.seconds, seconds(ours), seconds(others))


def check_cold(bench: Bench, maps: int) -> Result:
    """All maps checked, with nothing kept."""
    return against(*bench.in_turn(bench.atlas(maps), bench.check("--no-cache"), ["-c", LOAD_ONLY, "journeys"]))


def check_unchanged(bench: Bench, maps: int) -> Result:
    """All maps checked once more; the first run, which nobody counts, keeps what it finds."""
    return against(*bench.in_turn(bench.atlas(maps), bench.check(), ["-c", LOAD_ONLY, "journeys"]))


def _small(bench: Bench) -> Path:
    folder = bench.folder / "small"
    folder.mkdir(exist_ok=True)
    (folder / "a.yml").write_text(SMALL, encoding="utf-8")
    return folder


def check_small(bench: Bench, maps: int) -> Result:
    """One small file that was never checked before."""
    return against(*bench.in_turn(_small(bench), bench.check("--no-cache", "a.yml"), ["-c", "import yaml, pydantic"]))


def check_small_again(bench: Bench, maps: int) -> Result:
    """One small file that did not change."""
    return against(*bench.in_turn(_small(bench), bench.check("a.yml"), ["-c", "import yaml, pydantic"]))


def check_memory(bench: Bench, maps: int) -> Result:
    """The most memory that a check holds."""
    (found,) = bench.in_turn(bench.atlas(maps), bench.check("--no-cache"))
    return Result(found.megabytes, f"{found.megabytes:.0f} MB", "")


def check_growth(bench: Bench, maps: int) -> Result:
    """Time for each map, in a large atlas and in one of a fifth or a third of its size."""
    fewer = maps // 5 if maps == 1000 else maps // 3
    large, small = (bench.in_turn(bench.atlas(n), bench.check("--no-cache"))[0] for n in (maps, fewer))
    each, other = large.seconds / maps, small.seconds / fewer
    return Result(each / other, f"{1000 * each:.1f} ms a map", f"{1000 * other:.1f} ms a map of {fewer:,}")


CSAFE = "PyYAML's CSafeLoader merely loading the files"
IMPORTS = '`python -c "import yaml, pydantic"`'
ROWS = (
    Row("check-cold", f"`journeybook check --no-cache` against {CSAFE}", 1.5, "x", 1000, check_cold),
    Row("check-unchanged", f"`journeybook check` of unchanged maps against {CSAFE}", 0.2, "x", 1000, check_unchanged),
    Row("check-memory", "peak memory of `journeybook check --no-cache`", 500, "MB", 1000, check_memory),
    Row("check-growth", "check, time for each of 1 000 maps against 200", 1.1, "x", 1000, check_growth),
    Row("check-growth-3000", "check, time for each of 3 000 maps against 1 000", 1.1, "x", 3000, check_growth),
    Row("check-small", f"`journeybook check --no-cache` of one small file against {IMPORTS}", 2, "x", 1, check_small),
    Row("check-small-again", f"`journeybook check` of one small unchanged file against {IMPORTS}", 2, "x", 1, check_small_again),
)


def fresh(folder: Path) -> None:
    """Empties `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
