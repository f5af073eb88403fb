"""`python -m journeybook.doors.reference docs` writes the reference pages; a test fails when they are behind the code."""

import sys
from pathlib import Path

from journeybook.doors.reference import house
from journeybook.doors.reference.vocabulary import PAGES

folder = Path(sys.argv[1])
for name, page in PAGES.items():
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(page(), encoding="utf-8")
contributing = folder / "contributing.md"
contributing.write_text(house.renewed(contributing.read_text(encoding="utf-8")), encoding="utf-8")
