"""What is wrong, where, and how to mend it.

Holds the two records that every layer speaks in: a `Place` in a file and a `Problem` at that place. How problems are
written out (text, JSON, annotations) is left to `reports/`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["error", "warning"]

SHOWN_VALUE = 60
"""Characters of a user's value that a message repeats at most."""


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A stretch of a file. Lines and columns count from 1; `end_column` is the first column behind it."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One finding. `related` holds other places with a word each, where a finding has two sides."""

    place: Place
    code: str
    message: str
    level: Level = field(default="error", compare=False)
    hint: str = ""
    related: tuple[tuple[Place, str], ...] = ()


def shown(value: object) -> str:
    """A user's value as a message shows it: one line, quoted, no control characters, not longer than needed."""
    text = visible(" ".join(str(value).split()))
    return f"'{text}'" if len(text) <= SHOWN_VALUE else f"'{text[: SHOWN_VALUE - 1]}…'"


def visible(text: str) -> str:
    """`text` with everything that a terminal would obey or hide written as its code point."""
    return "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in text)


def in_flow(text: str) -> str:
    """`text` as it may stand within `{ … }` or `[ … ]`."""
    text = visible(text)
    return text if re.fullmatch(r"[\w…][\w .()/&+-]*", text) else json.dumps(text, ensure_ascii=False)


def capped(problems: Iterable[Problem], most: int) -> list[Problem]:
    """The first `most` problems of each code, and for each code with more of them one that says how many."""
    met: Counter[str] = Counter()
    kept: list[Problem] = []
    first_left_out: dict[str, Problem] = {}
    for problem in problems:
        met[problem.code] += 1
        if met[problem.code] <= most:
            kept.append(problem)
        else:
            first_left_out.setdefault(problem.code, problem)
    return kept + [and_more(problem, met[code] - most) for code, problem in first_left_out.items()]


def and_more(first: Problem, number: int) -> Problem:
    """One problem in place of `number` of the same code, at the `first` of them."""
    if number == 1:
        return first
    return Problem(first.place, first.code, f"and {number:,} more of this kind in this file, the first one here", first.level)


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that `word` was most likely meant to be, if one is near enough."""
    folded = {choice.casefold(): choice for choice in choices}
    if word.casefold() in folded:
        return folded[word.casefold()]
    import difflib  # most checks find nothing to guess about

    found = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """`did you mean 'x'?`, or nothing where no choice is near."""
    near = nearest(word, choices)
    return f"did you mean {shown(near)}?" if near is not None else ""
