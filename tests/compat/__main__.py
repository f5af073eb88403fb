"""`python -m compat` (with `tests` in PYTHONPATH): puts the table of what was tried into the documentation, with the versions that
are installed here, and those of other environments as they were."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from compat.rows import ROWS, installed, table

PAGE = Path(__file__).parents[2] / "docs" / "other-plugins.md"
BEGIN, END = "<!-- table -->\n", "\n<!-- end of table -->"


def written(text: str) -> tuple[str, dict[str, str]]:
    """The table of the page that says `text`, and the versions in it."""
    inside = text.partition(BEGIN)[2].partition(END)[0]
    names = {row.package for row in ROWS}
    return inside, {package: number for package, number in re.findall(r"<br>`([\w.-]+)` ([\w.]+) \|", inside) if package in names}


def main() -> None:
    """Writes the table."""
    text = PAGE.read_text(encoding="utf-8")
    old, versions = written(text)
    PAGE.write_text(text.replace(old, table({**versions, **installed()})), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
