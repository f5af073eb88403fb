"""`python -m tests.bench`: measures all rows, prints them, and with `--write` puts the table into the documentation."""

from __future__ import annotations

import argparse
import platform
import tempfile
from pathlib import Path

from tests.bench.measure import Failed
from tests.bench.rows import ROWS
from tests.bench.workshop import ROOT, Bench, Result, Row, fresh

PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- table -->", "<!-- end of table -->"


def main() -> None:
    """Measures what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", default="", help="names of rows, with commas between them")
    parser.add_argument("--maps", type=int, help="how many maps, instead of each row's own number")
    parser.add_argument("--runs", type=int, default=3, help="counted runs of each command (default 3)")
    parser.add_argument("--folder", type=Path, help="where to work; kept afterwards (default: a temporary one)")
    parser.add_argument("--list", action="store_true", help="only list the rows")
    parser.add_argument("--write", action="store_true", help=f"write the table into {PAGE.relative_to(ROOT)}")
    asked = parser.parse_args()
    names = [name for name in asked.only.split(",") if name]
    unknown = set(names) - {row.name for row in ROWS}
    if unknown or asked.runs < 1:
        parser.error(f"no such row: {', '.join(sorted(unknown))}" if unknown else "--runs must be at least 1")
    rows = [row for row in ROWS if not names or row.name in names]
    if asked.list:
        print("\n".join(f"{row.name:20} {row.title}, {row.maps:,} maps, at most {row.target:g} {row.unit}" for row in rows))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary)
        if not asked.folder:
            fresh(folder)
        folder.mkdir(parents=True, exist_ok=True)
        bench = Bench(folder, asked.runs)
        lines = {row.title: line(row, asked.maps or row.maps, bench) for row in rows}
    if asked.write:
        write(lines)


def line(row: Row, maps: int, bench: Bench) -> str:
    """The row of the table for `row`, printed too."""
    try:
        result = row.measure(bench, maps)
    except Failed as error:
        print(f"{row.name}: not measured: {error}", flush=True)
        return f"| {row.title} | {maps:,} | not measured: {error} | | | {row.target:g} {row.unit} |"
    print(f"{row.name}: {figure(row, result)} (at most {row.target:g} {row.unit}): {result.ours} against {result.others or 'nothing'}", flush=True)
    return f"| {row.title} | {maps:,} | {result.ours} | {result.others} | {figure(row, result)} | {row.target:g} {row.unit} |"


def figure(row: Row, result: Result) -> str:
    """The figure with its unit, and a word where it is above the target."""
    shown = f"{result.figure:.0f} MB" if row.unit == "MB" else f"{result.figure:.2f} {row.unit}"
    return shown if result.figure <= row.target else f"**{shown}**"


def write(lines: dict[str, str]) -> None:
    """Puts `lines`, by the titles of their rows, into the page's table; rows that were not measured stay as they are."""
    head = ["| what | maps | Journeybook | the other | figure | at most |", "| --- | --- | --- | --- | --- | --- |"]
    where = f"CPU seconds, medians of several runs (of one from 500 maps on), on {platform.system()} {platform.machine()} with Python {platform.python_version()}. Above its limit: bold."
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    table, _, behind = rest.partition(END)
    known = {title: old for old in table.splitlines() for title in (row.title for row in ROWS) if old.startswith(f"| {title} |")} | lines
    shown = [known[row.title] for row in ROWS if row.title in known]
    PAGE.write_text(before + "\n".join([BEGIN, "", *head, *shown, "", where, "", END]) + behind, encoding="utf-8")


main()
