"""The table of floors and rooms for those who work on Journeybook, from what each says of itself in its first paragraph."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2]
FLOORS = ("doors", "site", "checks", "insight", "atlas", "languages", "model", "reading")
"""From the top down, as one looks at a house."""
LISTED = {"rules", "views", "exports", "reports", "languages"}
"""Rooms whose members are a file each, with a table of their own."""
MARKS = "<!-- floors: written by 'make reference' -->\n", "<!-- floors end -->\n"


def renewed(text: str) -> str:
    """`text`, a page with both of `MARKS`, with the table between them as the house is now."""
    before, _, rest = text.partition(MARKS[0])
    return f"{before}{MARKS[0]}\n{table()}\n{MARKS[1]}{rest.partition(MARKS[1])[2]}"


def table() -> str:
    """A row for each floor and each room in it, as Markdown."""
    rows = ["| room | what stands there | modules |", "| --- | --- | --- |"]
    for floor in FLOORS:
        for room in _rooms(PACKAGE / floor):
            rows.append(f"| `{room.relative_to(PACKAGE).as_posix()}/` | {_said(room / '__init__.py')} | {_modules(room)} |")
    return "\n".join(rows) + "\n"


def _rooms(floor: Path) -> Iterator[Path]:
    yield from (path.parent for path in sorted(floor.rglob("__init__.py"), key=lambda path: path.parent.parts))


def _said(file: Path) -> str:
    text = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return re.sub(r"\s+", " ", text.split("\n\n")[0])


def _modules(room: Path) -> str:
    names = sorted(path.stem for path in room.glob("*.py") if not path.stem.startswith("__"))
    return f"{len(names)}, a file each" if room.name in LISTED else ", ".join(f"`{name}`" for name in names)
