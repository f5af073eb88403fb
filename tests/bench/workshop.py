"""The folder that a benchmark works in, and what a row of its table is.

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
from tests.bench.measure import Cost, Task, cost, median

ROOT = Path(__file__).parents[2]
TODAY = "2026-09-01"
SLOW = 500
"""From so many maps on, every command is run once, with no run before it."""


@dataclass(frozen=True)
class Result:
    """What a row found: the figure that is compared with its target, and both sides in words."""

    figure: float
    ours: str
    others: str = ""


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
        self.kept: dict[str, Cost] = {}
        """What several rows measure once together."""

    def atlas(self, maps: int) -> Path:
        """A project with so many maps, made once."""
        project = self.folder / f"maps-{maps}"
        if not project.exists():
            write_atlas(project / "journeys", maps)
        return project

    @property
    def cache(self) -> Path:
        """Where commands keep what they keep."""
        return self.folder / "cache"

    @cached_property
    def environment(self) -> dict[str, str]:
        """Everything imports from compiled files, as where it is installed, and keeps what it keeps in the folder."""
        kept = {key: value for key, value in os.environ.items() if key not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "CI")}
        return kept | {
            "PYTHONPATH": os.pathsep.join((str(ROOT / "plugins"), str(ROOT))), "PYTHONPYCACHEPREFIX": str(self.folder / "compiled"),
            "XDG_CACHE_HOME": str(self.cache), "XDG_STATE_HOME": str(self.cache / "state"), "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1788220800",
        }  # fmt: skip

    def task(self, cwd: Path, *arguments: str, afresh: tuple[Path, ...] = ()) -> Task:
        """A run of this Python with `arguments`."""
        return Task((sys.executable, *arguments), cwd, afresh)

    def check(self, maps: int, *options: str) -> Task:
        """The command that checks so many maps."""
        return self.task(self.atlas(maps), "-m", "journeybook", "check", "--as-of", TODAY, *options)

    def in_turn(self, *tasks: Task) -> list[Cost]:
        """The median cost of each of `tasks`, run in turn after one run that nobody counts."""
        found = [[cost(task, self.environment) for task in tasks] for _ in range(self.runs + 1)]
        return [median(costs[1:]) for costs in zip(*found, strict=True)]

    def once(self, task: Task, **environment: str) -> Cost:
        """The cost of one run, of what takes minutes or is not compared."""
        return cost(task, self.environment | environment)


def seconds(cost: Cost) -> str:
    """CPU seconds in words."""
    return f"{cost.seconds:.2f} s"


def against(ours: Cost, others: Cost) -> Result:
    """How often the others' cost goes into ours."""
    return Result(ours.seconds / others.seconds, seconds(ours), seconds(others))


def fresh(folder: Path) -> None:
    """Empties `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
