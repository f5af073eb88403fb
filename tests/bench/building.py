"""The rows about `mkdocs build` and `mkdocs serve`: whole sites, beside those that others build from the same maps."""

from __future__ import annotations

import gzip
import json
import statistics
from pathlib import Path
from typing import NamedTuple

from tests.bench import rivals
from tests.bench.measure import Cost, Failed, Task
from tests.bench.workshop import SLOW, Bench, Result, Row, seconds

EDIT_AND_BUILD = Path(__file__).parent / "serving.py"
DRAW = Path(__file__).parent / "drawing.py"


def project(bench: Bench, name: str, maps: int) -> Path:
    """The project that `name` builds, written once."""
    folder = bench.folder / f"{name}-{maps}"
    if not (folder / "mkdocs.yml").exists():
        rivals.write_site(folder, name, maps, bench.atlas(maps) / "journeys")
    return folder


def build(bench: Bench, name: str, maps: int) -> Task:
    """The build of a whole site, with nothing left of an earlier one."""
    folder = project(bench, name, maps)
    return bench.task(folder, "-m", "mkdocs", "build", "-q", afresh=(folder / "site",))


def build_plain(bench: Bench, maps: int) -> Result:
    """The whole site against pages that were written beforehand."""
    ours, theirs = bench.in_turn(build(bench, "journeybook", maps), build(bench, "plain", maps))
    bench.kept[f"build {maps}"] = ours
    return Result(ours.seconds / theirs.seconds, seconds(ours), seconds(theirs))


def build_against(bench: Bench, maps: int, *others: str) -> Result:
    """The whole site built by Journeybook and by `others`, the first of which counts."""
    names = ("journeybook", *others)
    found = dict(zip(names, bench.in_turn(*(build(bench, name, maps) for name in names)), strict=True))
    ours = found["journeybook"]
    rival, *rest = (found[name] for name in others)
    aside = "".join(f" ({seconds(it)} with CSafeLoader, {ours.seconds / it.seconds:.2f} x)" for it in rest)
    return Result(ours.seconds / rival.seconds, seconds(ours), seconds(rival) + aside)


def build_growth(bench: Bench, maps: int) -> Result:
    """Time for each map of a build, in a large atlas and in one of a fifth or a third of its size."""
    fewer = maps // 5 if maps == 1000 else maps // 3
    small, large = (built(bench, n) for n in (fewer, maps))
    each, other = large.seconds / maps, small.seconds / fewer
    return Result(each / other, f"{1000 * each:.1f} ms a map", f"{1000 * other:.1f} ms a map of {fewer:,}")


def build_memory(bench: Bench, maps: int) -> Result:
    """The most memory that a build holds."""
    found = built(bench, maps)
    return Result(found.megabytes, f"{found.megabytes:.0f} MB")


def built(bench: Bench, maps: int) -> Cost:
    """What the build of so many maps costs, measured once for all rows; its site stays there."""
    task = build(bench, "journeybook", maps)
    kept = bench.kept.get(f"build {maps}")
    if kept is None:
        kept = bench.once(task) if maps >= SLOW else bench.in_turn(task)[0]
        bench.kept[f"build {maps}"] = kept
    return kept


def site(bench: Bench, maps: int) -> Path:
    """A site that Journeybook built from so many maps."""
    built(bench, maps)
    return project(bench, "journeybook", maps) / "site"


class Preview(NamedTuple):
    """CPU seconds of the first build of a preview and of the one after an edit."""

    first: float
    again: float


def serve_again(bench: Bench, maps: int) -> Result:
    """The build after an edit of one map, against the first one of the same preview."""
    folder = project(bench, "journeybook", maps)
    edited = folder / "journeys" / "maps" / "area-000" / "journey-0001.yml"
    found = [edited_and_built(bench, folder, edited) for _ in range(bench.runs)]
    first, again = (statistics.median(times) for times in zip(*found, strict=True))
    return Result(again / first, f"{again:.2f} s", f"{first:.2f} s")


def edited_and_built(bench: Bench, folder: Path, edited: Path) -> Preview:
    """One preview of `folder`, in which a map in the file `edited` changes."""
    said = bench.once(bench.task(folder, str(EDIT_AND_BUILD), str(edited), afresh=(bench.cache,))).said
    first, again, shown = json.loads(said.splitlines()[-1])
    if not shown:
        raise Failed("the second build does not show the edit")
    return Preview(first, again)


def drawing(bench: Bench, maps: int) -> Result:
    """All flowcharts drawn, and all ways lanes worked out, without the pages around them."""
    task = bench.task(bench.atlas(maps), str(DRAW), "journeys")
    found = [json.loads(bench.once(task).said.splitlines()[-1]) for _ in range(bench.runs)]
    charts, lanes, kilobytes = (statistics.median(figures) for figures in zip(*found, strict=True))
    return Result(charts + lanes, f"{charts:.2f} s for flowcharts of {kilobytes:.1f} KB each, compressed, {lanes:.2f} s for lanes")


def map_weight(bench: Bench, maps: int) -> Result:
    """How heavy the page of a map is, and compressed."""
    folder = project(bench, "journeybook", maps)
    if not (folder / "site").exists():
        bench.once(build(bench, "journeybook", maps))
    pages = sorted((folder / "site" / "journeys" / "maps").glob("*/index.html"))
    plain = statistics.median(page.stat().st_size for page in pages) / 1000
    packed = statistics.median(len(gzip.compress(page.read_bytes(), 9, mtime=0)) for page in pages) / 1000
    return Result(plain, f"{plain:.1f} KB of HTML, {packed:.1f} KB compressed")


PLAIN = "plain MkDocs with Material and a page for every map, written beforehand"
ROWS = (
    Row("build-plain", f"`mkdocs build`, all pages, against {PLAIN}", 1.0, "x", 200, build_plain),
    Row("build-gen-files", "the same against mkdocs-gen-files with a script that reads the YAML", 0.5, "x", 200,
        lambda bench, maps: build_against(bench, maps, "gen-files", "gen-files-c")),
    Row("build-macros", "the same against mkdocs-macros pages that read the YAML", 0.5, "x", 200,
        lambda bench, maps: build_against(bench, maps, "macros", "macros-c")),
    Row("serve-again", "preview: from an edit of one map's title until it and the home page are there, against the first build", 0.3, "x", 200, serve_again),
    Row("drawing", "drawing the flowcharts, wide and narrow, and the ways lanes of all maps", 0.3, "s", 200, drawing),
    Row("map-weight", "the page of a map, with its theme", 90, "KB", 200, map_weight),
    Row("build-growth", "build, time for each of 1 000 maps against 200", 1.1, "x", 1000, build_growth),
    Row("build-memory", "peak memory of `mkdocs build`", 500, "MB", 1000, build_memory),
    Row("build-growth-3000", "build, time for each of 3 000 maps against 1 000", 1.1, "x", 3000, build_growth),
)  # fmt: skip
