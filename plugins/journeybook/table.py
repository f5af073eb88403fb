"""CSV text to rows of cells that know their place.

Knows commas, quotes and lines (RFC 4180) and nothing of what the cells mean; that is `counts`' part. A row that cannot
be read is reported and left out, and reading goes on with the next line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from journeybook.problems import Place, Problem

CELL = re.compile(r'(?P<quoted>"[^"]*(?:""[^"]*)*")|(?P<open>"[^\n]*)|[^,\n]*')


class Cell(NamedTuple):
    """One cell: its text without quotes and blanks around it, and where it stands, quotes included."""

    text: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def place(self) -> Place:
        """Where the cell stands."""
        return Place(*self[1:])


def rows(path: str, text: str, problems: list[Problem]) -> Iterator[list[Cell]]:
    """The rows that hold anything; an empty list for one that cannot be read."""
    line, at = 1, 0
    while at < len(text):
        row, wrong, end = _row(path, text, line, at)
        if wrong:
            problems.append(wrong)
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
        if wrong or any(cell.text for cell in row):
            yield [] if wrong else row
        line, at = line + text.count("\n", at, end) + 1, end + 1


def _row(path: str, text: str, line: int, at: int) -> tuple[list[Cell], Problem | None, int]:
    """The row that begins at `at`, what is wrong with it, and where it ends."""
    end = text.find("\n", at)
    plain = text[at : end if end >= 0 else len(text)]
    if '"' not in plain:
        return _plain_row(path, plain, line), None, at + len(plain)
    row: list[Cell] = []
    start = at
    while True:
        match = CELL.match(text, at)
        assert match is not None
        raw, column = match.group(), at - start + 1
        at, end_line = match.end(), line + raw.count("\n")
        if end_line > line:
            start = text.rfind("\n", 0, at) + 1
        value = raw[1:-1].replace('""', '"') if match["quoted"] else raw
        cell = Cell(value.strip(), path, line, column, end_line, at - start + 1)
        if match["open"] or text[at : at + 1] not in ("", ",", "\n"):
            message = "a quote opens here and never closes" if match["open"] else "text follows a closing quote"
            return row, Problem(cell.place, "csv-cell", message, hint='write " within quotes as ""'), at
        row.append(cell)
        if text[at : at + 1] != ",":
            return row, None, at
        line, at = end_line, at + 1


def _plain_row(path: str, text: str, line: int) -> list[Cell]:
    """The row of a line without quotes, as most are."""
    row, column = [], 1
    for raw in text.split(","):
        row.append(Cell(raw.strip(), path, line, column, line, column + len(raw)))
        column += len(raw) + 1
    return row
