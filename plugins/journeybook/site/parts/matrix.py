"""Rows of a table as dots in a picture of five by five: which dot stands where, and which numbers have room in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

LEAST, LARGEST = 8, 26
"""The radius of a circle that counts, in pixels of the picture: what is added to it by how many, and how large it gets."""
MOST = 20
"""So many titles a circle's label has."""
ROOM = 6
"""So many characters have room in one place of the matrix; numbers beyond are counted."""


@dataclass(frozen=True, kw_only=True)
class Dot:
    """A place in the matrix, in percent from left and top, with the numbers of the rows that share it."""

    x: float
    y: float
    numbers: tuple[int, ...]
    text: str
    label: str
    href: str
    r: float = 11.5


def counted(rows: Iterable[tuple[float, float, int, str]]) -> tuple[Dot, ...]:
    """The places of rows as circles that say how many are there, their area by how many."""
    return tuple(
        replace(dot, text=str(len(dot.numbers)), label="; ".join(dot.label.split("; ")[:MOST]), r=round(min(LARGEST, LEAST + 4.6 * len(dot.numbers) ** 0.5), 1))
        for dot in dots(rows)
    )


def dots(rows: Iterable[tuple[float, float, int, str]]) -> tuple[Dot, ...]:
    """The dots of rows given as (across, up, number, title), across and up from 1 to 5."""
    placed: dict[tuple[float, float], list[tuple[int, str]]] = {}
    for across, up, number, title in rows:
        placed.setdefault((across, up), []).append((number, title))
    return tuple(_dot(*place, members) for place, members in sorted(placed.items()))


def _dot(across: float, up: float, members: list[tuple[int, str]]) -> Dot:
    numbers = [str(number) for number, _ in members]
    text, left = " ".join(numbers), 0
    while len(text) > ROOM and left < len(numbers) - 1:
        left += 1
        text = " ".join([*numbers[:-left], f"+{left}"])
    label = "; ".join(f"{number} {title}" for number, title in members)
    x, y = 10 + (across - 1) * 20, 90 - (up - 1) * 20
    return Dot(x=x, y=y, numbers=tuple(number for number, _ in members), text=text, label=label, href=f"#row-{members[0][0]}")
