"""CSV text to rows of cells that know their place.

Knows separators, quotes and lines (RFC 4180, and what spreadsheets make of it) and nothing of what the cells mean; that is
`csv_cells`' and `counts`' part. A row that cannot be read is reported and left out, and reading goes on with the next line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from journeybook.reading.problem import Place, Problem

SEPARATORS = ",;\t"
TOLD = re.compile(r'"?sep=([^\n"])"?[,;\t ]*(?:\n|$)', re.IGNORECASE)
"""A first line in which Excel says what separates the cells."""


FIRST_LINES = 5
"""In how many lines the header is looked for: people write a title above it, which is then named as what is wrong."""


class Dialect(NamedTuple):
    """What separates the cells of a file, and at which position and line its first row begins."""

    separator: str
    at: int = 0
    line: int = 1


def dialect(text: str, columns: Collection[str]) -> Dialect:
    """How `text` is written: as its first line says, else by what separates its header into most of the `columns` (or of
    any columns, where none is known). Cells below are no witness: a comma there may be a decimal one."""
    told = TOLD.match(text)
    if told:
        return Dialect(told[1], told.end(), 2)
    lines = [line for line in text.split("\n", FIRST_LINES) if line.strip()][:FIRST_LINES]

    def known(separator: str) -> tuple[int, int]:
        named = [sum(cell.strip().strip('"').strip().casefold() in columns for cell in line.split(separator)) for line in lines]
        return max(named, default=0), lines[0].count(separator) if lines else 0

    return Dialect(max(SEPARATORS, key=known))


@cache
def _cell(separator: str) -> re.Pattern[str]:
    return re.compile(rf'(?P<quoted> *"[^"]*(?:""[^"]*)*" *)|(?P<open> *"[^\n]*)|[^{re.escape(separator)}\n]*')


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


def rows(path: str, text: str, problems: list[Problem], how: Dialect) -> Iterator[list[Cell]]:
    """The rows that hold anything; an empty list for one that cannot be read."""
    separator, at, line = how
    while at < len(text):
        row, wrong, end = _row(path, text, line, at, separator)
        if wrong:
            problems.append(wrong)
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
        if wrong or any(cell.text for cell in row):
            yield [] if wrong else row
        line, at = line + text.count("\n", at, end) + 1, end + 1


def _row(path: str, text: str, line: int, at: int, separator: str) -> tuple[list[Cell], Problem | None, int]:
    """The row that begins at `at`, what is wrong with it, and where it ends."""
    end = text.find("\n", at)
    plain = text[at : end if end >= 0 else len(text)]
    if '"' not in plain:
        return _plain_row(path, plain, line, separator), None, at + len(plain)
    row: list[Cell] = []
    start = at
    while True:
        match = _cell(separator).match(text, at)
        assert match is not None
        raw, column = match.group(), at - start + 1
        at, end_line = match.end(), line + raw.count("\n")
        if end_line > line:
            start = text.rfind("\n", 0, at) + 1
        value = raw.strip(" ")[1:-1].replace('""', '"') if match["quoted"] else raw
        cell = Cell(value.strip(), path, line, column, end_line, at - start + 1)
        if match["open"] or text[at : at + 1] not in ("", separator, "\n"):
            message = "a quote opens here and never closes" if match["open"] else "text follows a closing quote"
            return row, Problem(cell.place, "csv-cell", message, hint='write " within quotes as ""'), at
        row.append(cell)
        if text[at : at + 1] != separator:
            return row, None, at
        line, at = end_line, at + 1


def _plain_row(path: str, text: str, line: int, separator: str) -> list[Cell]:
    """The row of a line without quotes, as most are."""
    row, column = [], 1
    for raw in text.split(separator):
        row.append(Cell(raw.strip(), path, line, column, line, column + len(raw)))
        column += len(raw) + 1
    return row
