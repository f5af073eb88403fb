"""The rows about `journeybook check`."""

from __future__ import annotations

from tests.bench.measure import Task
from tests.bench.workshop import Bench, Result, Row, against

LOAD_ONLY = """
import pathlib, sys, yaml
for file in sorted(pathlib.Path(sys.argv[1]).rglob("*.yml")):
    with open(file, "rb") as stream:
        yaml.load(stream, yaml.CSafeLoader)
"""
SMALL = "title: Buying shoes\nstages:\n  - name: I look\n  - name: I pay\n"


def check_cold(bench: Bench, maps: int) -> Result:
    """All maps checked, with nothing kept."""
    return against(*bench.in_turn(bench.check(maps, "--no-cache"), _load_only(bench, maps)))


def check_unchanged(bench: Bench, maps: int) -> Result:
    """All maps checked once more; the first run, which nobody counts, keeps what it finds."""
    return against(*bench.in_turn(bench.check(maps), _load_only(bench, maps)))


def _load_only(bench: Bench, maps: int) -> Task:
    return bench.task(bench.atlas(maps), "-c", LOAD_ONLY, "journeys")


def check_small(bench: Bench, maps: int) -> Result:
    """One small file that was never checked before."""
    return _small(bench, "--no-cache", "a.yml")


def check_small_again(bench: Bench, maps: int) -> Result:
    """One small file that did not change."""
    return _small(bench, "a.yml")


def _small(bench: Bench, *arguments: str) -> Result:
    folder = bench.folder / "small"
    folder.mkdir(exist_ok=True)
    (folder / "a.yml").write_text(SMALL, encoding="utf-8")
    ours = bench.task(folder, *bench.check(1).command[1:], *arguments)
    return against(*bench.in_turn(ours, bench.task(folder, "-c", "import yaml, pydantic")))


def check_memory(bench: Bench, maps: int) -> Result:
    """The most memory that a check holds."""
    (found,) = bench.in_turn(bench.check(maps, "--no-cache"))
    return Result(found.megabytes, f"{found.megabytes:.0f} MB")


def check_growth(bench: Bench, maps: int) -> Result:
    """Time for each map, in a large atlas and in one of a fifth or a third of its size."""
    fewer = maps // 5 if maps == 1000 else maps // 3
    large, small = (bench.in_turn(bench.check(n, "--no-cache"))[0] for n in (maps, fewer))
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
