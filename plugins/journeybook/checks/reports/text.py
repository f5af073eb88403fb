"""Findings for people: place, message, the source line, and a caret under what is meant.

The whole never grows beyond `BYTES`: of one kind in one file, and in all, so many are shown and the rest is counted.
The closing line ("3 errors in 2 files") is the caller's where there are no findings at all.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

from journeybook.reading.problem import Place, Problem, visible

PER_CODE = 20
"""Findings of one code in one file that are shown."""
TOTAL = 200
BYTES = 19_000
FOR_THE_REST = 3_000
"""Bytes kept free for counting what is not shown."""
WIDTH = 120
"""Cells of a source line that are shown."""
BEFORE = 50
"""Cells of them before the column that is meant, in a line that is cut."""
LONGEST = 300
"""Characters of a message, a hint or a path that are shown."""
NOTES = 4
COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "place": "\x1b[1m", "caret": "\x1b[1;32m"}


def report(problems: Sequence[Problem], line_of: Callable[[Place], str], *, colour: bool = False) -> str:
    """All findings in their order, errors first in line where not all have room; empty without findings."""
    if not problems:
        return ""
    shown, hidden = _choice(problems, line_of, colour)
    lines = [shown[number] for number in sorted(shown)]
    return "\n".join([*lines, *_rest(hidden), summary(problems)])


def summary(problems: Sequence[Problem]) -> str:
    """`3 errors, 1 warning in 2 files`."""
    levels = Counter(problem.level for problem in problems)
    counted = ", ".join(_many(levels[level], level) for level in ("error", "warning") if levels[level])
    return f"{counted} in {_many(len({problem.place.path for problem in problems}), 'file')}"


def _many(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


Kind = tuple[str, str, str]
"""Path, level and code: findings that are counted together where not all are shown."""


def _choice(problems: Sequence[Problem], line_of: Callable[[Place], str], colour: bool) -> tuple[dict[int, str], Counter[Kind]]:
    """What is shown, by its number in `problems`, and how many of which kind are not."""
    shown: dict[int, str] = {}
    met: Counter[Kind] = Counter()
    hidden: Counter[Kind] = Counter()
    room = BYTES - FOR_THE_REST
    for number in sorted(range(len(problems)), key=lambda number: problems[number].level == "warning"):
        problem = problems[number]
        kind = (problem.place.path, problem.level, problem.code)
        met[kind] += 1
        if met[kind] <= PER_CODE and len(shown) < TOTAL and room > 0:
            entry = _entry(problem, line_of(problem.place), colour)
            room -= _size(entry)
            if room > 0:
                shown[number] = entry
                continue
        hidden[kind] += 1
    return shown, hidden


def _rest(hidden: Counter[Kind]) -> list[str]:
    lines: list[str] = []
    room = FOR_THE_REST - 500
    for path, level, code in hidden:
        line = f"… and {hidden[path, level, code]:,} more {level}[{code}] in {_cut(path)}"
        room -= _size(line)
        if room < 0:
            return [*lines, f"… and more: {_many(hidden.total(), 'finding')} in all are not shown"]
        lines.append(line)
    return lines


def _entry(problem: Problem, line: str, colour: bool) -> str:
    place = problem.place
    hint = f" ({_cut(problem.hint)})" if problem.hint else ""
    label = _coloured(f"{problem.level}[{problem.code}]", problem.level, colour)
    lines = [f"{_coloured(_where(place), 'place', colour)}: {label} {_cut(problem.message)}{hint}"]
    if line:
        lines += _excerpt(place, line, colour)
    lines += [f"    {_where(other)}: {_cut(word)}" for other, word in problem.related[:NOTES]]
    if len(problem.related) > NOTES:
        lines.append(f"    … and {_many(len(problem.related) - NOTES, 'more place')}")
    return "\n".join(lines)


def _where(place: Place) -> str:
    return f"{_cut(place.path)}:{place.line}:{place.column}"


def _cut(text: str) -> str:
    """`text` without anything that a terminal obeys, and not endless."""
    text = visible(text[: LONGEST + 1])
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _coloured(text: str, name: str, colour: bool) -> str:
    return f"{COLOURS[name]}{text}\x1b[0m" if colour else text


def _excerpt(place: Place, line: str, colour: bool) -> list[str]:
    """The source line, cut around the column, and the carets under it."""
    start = min(max(place.column - 1, 0), len(line))
    first, last = _window(line, start)
    end = min(max(_end(place, line), start), last)
    before, meant, behind = _printed(line[first:start]), _printed(line[start:end]), _printed(line[end:last])
    if first:
        before = "…" + before
    if last < len(line):
        behind += "…"
    gutter = f"{place.line:>5} | "
    under = " " * (len(gutter) - 2) + "| " + " " * _cells(before)
    carets = _coloured("^" * max(_cells(meant), 1), "caret", colour)
    return [f"{gutter}{before}{meant}{behind}".rstrip(), under + carets]


def _end(place: Place, line: str) -> int:
    """Behind which character of `line` the place ends; at the line's end where it goes on below."""
    if place.end_line > place.line:
        return len(line.rstrip())
    return place.end_column - 1


def _window(line: str, start: int) -> tuple[int, int]:
    """From where to where `line` is shown: all of it where it fits, else around the character at `start`."""
    if len(line) <= WIDTH and _cells(_printed(line)) <= WIDTH:
        return 0, len(line)
    first = start - _fitting(line[max(start - BEFORE, 0) : start][::-1], BEFORE)
    room = WIDTH - _cells(_printed(line[first:start]))
    return first, start + _fitting(line[start : start + WIDTH], room)


def _fitting(text: str, room: int) -> int:
    """How many characters of `text` fit into `room` cells."""
    for number, char in enumerate(text):
        room -= _cells(_printed(char))
        if room < 0:
            return number
    return len(text)


def _printed(text: str) -> str:
    return visible(text.replace("\t", " "))


def _cells(text: str) -> int:
    """How many cells of a terminal `text` takes: two for a wide character, none for one that stands on another."""
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _size(text: str) -> int:
    return len(text.encode("utf-8")) + 1
