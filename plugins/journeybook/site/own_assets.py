"""What pages load of ours: scripts as they are, and style sheets, of which the large one is joined from files of one theme each.

A place on a map is a number, and pages have no `style` attributes, which many sites forbid; so numbers are classes. They are
generated here, beside the function that says which of them a number has.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import indent

FOLDER = Path(__file__).parent / "assets"
STYLE_SHEET = "journeybook.css"
AROUND = ("colours", "room")
"""The themes that are about more than what stands below `.jb`."""
WITHIN = (
    "text", "head", "signs", "cards", "tables", "wall", "grid", "ways", "comfort", "curve", "phone", "metrics", "goals", "personas", "comparison",
    "pictures", "guide", "direction", "contrast", "print", "walk", "summary",
)  # fmt: skip
"""The themes below `.jb`, in the order in which one is above another: narrow screens and paper have the last word."""
AFTER = ("paper", "sheets")
APART = ("flowchart", "theme")
"""Style sheets that are published as they are: a flowchart is drawn without `.jb` too, and the theme's frame stands outside of it."""
BELOW = "/* `:not(#jb)` puts every rule below it above the theme's, which styles all that stands in its content area. */\n.jb:not(#jb) {\n"
CLASSES = "/* numbered classes */\n"
"""Where in a theme the generated classes stand."""
LARGEST_CLASS = 160
"""The largest number that is a class of its own."""
LANE, COLUMN = 4.6, 4.6
"""How wide the names of lanes, and a step of the overview at least, are in rem: the same as in grid.css."""
ROOMS = 24
"""The largest number of columns that a screen may have room for."""
LINES = 12
"""So many further lines of a curve can be switched on and off; more are always shown."""
WIDEST = 40
"""Over so many steps a card can stand as one."""
PLACES = 4
"""Of how many digits larger numbers can be: up to 9999."""


def file(name: str) -> Path:
    """Where the asset `name` stands."""
    return FOLDER / name.rpartition(".")[2] / name


@cache
def style_sheet() -> str:
    """The style sheet of all pages."""
    within = "\n".join(map(_theme, WITHIN)).replace(CLASSES, "".join(f"{line}\n" for line in _classes()))
    return "\n".join(map(_theme, AROUND)) + "\n" + BELOW + indent(within, "  ") + "}\n" + "\n".join(map(_theme, AFTER))


def _theme(name: str) -> str:
    return file(f"{name}.css").read_text(encoding="utf-8")


def numbered(letter: str, number: int) -> str:
    """The classes by which the style sheet knows a count (`n`) or a place (`a`) of columns or rows: nearly all are classes of their
    own, larger ones are put together from their digits."""
    if number <= LARGEST_CLASS:
        return f"jb-{letter}{number}"
    digits = (f"jb-{letter}{place}-{digit}" for place, digit in enumerate(reversed(f"{number:0{PLACES}}"[-PLACES:])))
    return f"jb-{letter}{number} jb-{letter}x {' '.join(digits)}"


def _classes() -> Iterator[str]:
    """The lines of the style sheet in which every number becomes a variable of its letter's name."""
    for letter, first in (("a", 1), ("n", 0)):
        for begin in range(first, LARGEST_CLASS + 1, 20):
            numbers = range(begin, min(begin + 20, LARGEST_CLASS + 1))
            yield "".join(f".jb-{letter}{number}{{--{letter}:{number}}}" for number in numbers)
    yield "".join(f".jb-w{number}{{--w:{number}}}" for number in range(2, WIDEST + 1))
    yield "/* larger numbers, digit by digit */"
    for letter in ("n", "a"):
        sum_ = " + ".join(f"var(--{letter}{place}){f'*{10**place}' if place else ''}" for place in reversed(range(PLACES)))
        digits = (f".jb-{letter}{place}-{digit}{{--{letter}{place}:{digit}}}" for place in range(PLACES) for digit in range(10))
        yield f".jb-{letter}x{{--{letter}:calc({sum_})}}{''.join(digits)}"
    yield "/* where the columns of a map have room, nothing scrolls sideways, and its heads can stay */"
    for number in range(1, ROOMS + 1):
        wide = LANE + max(number, 1) * COLUMN
        yield f"@container (min-width: {wide:g}rem) {{ &:not(:has([data-jb-view=detail]:checked)) .jb-room-{number} {{ overflow: visible; .jb-heads-frame {{ position: sticky; top: calc(var(--jb-top) + var(--jb-strip)); z-index: 3; }} }} &:not(:has([data-jb-view=detail]:checked)) .jb-reach:has(+ .jb-room-{number}) {{ display: none; }} }}"
    yield "/* further lines of the curve are there where their box is ticked */"
    for number in range(1, LINES + 1):
        yield f"&:not(:has([data-jb-line='{number}']:checked)) .jb-further-{number} {{ display: none; }}"
        yield f"&:has([data-jb-line='{number}']:checked) .jb-dodge-{number} {{ translate: 0 var(--jb-dodge); }}"
