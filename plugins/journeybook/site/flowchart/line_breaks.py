"""How wide words are and where a line of them breaks, without a font at hand.

The table is of common sans-serif fonts, and wide enough for those that are a seventh wider: a word that a reader's font sets a little
narrower costs nothing, one that is cut or runs into a line does.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

SIZE = 13
"""Of the letters, in pixels; the style sheet says the same."""
BOLD = 1.12
"""How much wider bold words are than plain ones."""
PARTLY_BOLD = 1.04
_SURE = 1.15
_SQUARES = "\u2e80-\u2fff\u3001-\u303f\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60"
_OPENING, _CLOSING = "（《「『【〔“‘〈", "，。、；：？！）》」』】〕”’〉…"
_PAUSES = frozenset("，。；：、")
_HAS_SQUARES = re.compile(f"[{_SQUARES}]")
_BREAKS = re.compile(rf"(?<=\S)[ \t\n]+(?=\S)|(?<![\s{_OPENING}])(?<=.)(?=.)(?![{_CLOSING}])(?:(?<=[{_SQUARES}])|(?=[{_SQUARES}]))")
_BLANKS = re.compile(r"(?<=\S)[ \t\n]+(?=\S)")
_CLASSES = (("ijl'|.,:;!·", 0.27), (" \u00a0", 0.3), ('Ifrt()[]-/"“”‘’', 0.35), ("mw%@", 0.87), ("MW", 0.9))


class _Widths(dict[str, float]):
    """The width of a character at a size of 1, by what it is."""

    def __missing__(self, char: str) -> float:
        if char >= "\u2000":  # written in squares, or who knows
            width = 1.0
        elif unicodedata.combining(char):
            width = 0.0
        else:
            width = _SURE * (0.67 if "A" <= char <= "Z" or "À" <= char <= "Þ" or "Ѐ" <= char <= "Я" else 0.56)
        self[char] = width
        return width


_LETTERS = _Widths({char: width * _SURE for chars, width in _CLASSES for char in chars} | {"…": _SURE, "—": _SURE, "–": 0.56 * _SURE, "\u2002": 0.6, "★": 1.1})
_AMONG_SQUARES = _Widths(_LETTERS | dict.fromkeys("“”‘’", 1.0))


def _table(text: str) -> _Widths:
    return _AMONG_SQUARES if not text.isascii() and _HAS_SQUARES.search(text) else _LETTERS


def width(text: str, weight: float = 1.0) -> float:
    """How many pixels `text` may take."""
    return sum(map(_table(text).__getitem__, text)) * SIZE * weight


@lru_cache(maxsize=8192)
def broken(text: str, room: float, weight: float = 1.0, even: bool = True) -> tuple[str, ...]:
    """`text` in as few lines as fit into `room`, broken after a comma where that costs none. `even` lines are of about one length;
    others are full, unless the last one would be very short."""
    breaks, limit = _breaks(text), room / (SIZE * weight)
    if breaks.upto[-1] <= limit:
        return (text,)
    lines = breaks.filled(limit)
    if breaks.pauses:
        paused = breaks.filled(limit, 0.45)
        if len(paused) == len(lines) and any(text[end - 1] in _PAUSES for _, end in paused[:-1]):
            return breaks.said(paused)
    if not even:
        for part in (1, 0.92, 0.84, 0.76, 0.68, 0.6):
            shorter = breaks.filled(limit * part)
            if len(shorter) == len(lines) and breaks.length(shorter[-1]) >= 0.4 * limit:
                return breaks.said(shorter)
    return breaks.said(breaks.evened(lines, limit))


Span = tuple[int, int]


class _Breaks:
    """Where a text may break: each place as the end of what stands before it and the begin of what follows."""

    def __init__(self, text: str) -> None:
        table = _table(text)
        squares = table is _AMONG_SQUARES
        self.text = text
        self.upto = list(accumulate(map(table.__getitem__, text), initial=0.0))
        self.places = [found.span() for found in (_BREAKS if squares else _BLANKS).finditer(text)]
        self.reach = [self.upto[end] for end, _ in self.places]
        self.pauses = [number for number, (end, _) in enumerate(self.places) if text[end - 1] in _PAUSES] if squares else []

    def length(self, span: Span) -> float:
        return self.upto[span[1]] - self.upto[span[0]]

    def said(self, lines: list[Span]) -> tuple[str, ...]:
        return tuple(self.text[begin:end] for begin, end in lines)

    def filled(self, limit: float, back: float = 0) -> list[Span]:
        """As much as fits on each line; up to a pause, where one is not further `back` than that part of the line."""
        lines, begin, length, last = [], 0, len(self.text), 0
        upto, reach, places, whole = self.upto, self.reach, self.places, self.upto[-1]
        while whole - upto[begin] > limit:
            last = bisect_right(reach, upto[begin] + limit, last if last > 0 else 0) - 1
            if last < 0 or places[last][0] <= begin:
                end = after = self._cut(begin, limit)
            else:
                pause = bisect_right(self.pauses, last) - 1 if back else -1
                if pause >= 0 and self.reach[self.pauses[pause]] >= self.upto[begin] + limit * (1 - back):
                    last = self.pauses[pause]
                end, after = self.places[last]
            lines.append((begin, end))
            begin = after
        return [*lines, (begin, length)]

    def _cut(self, begin: int, limit: float) -> int:
        """Where a word longer than the line ends: not between a letter and its marks."""
        end = max(begin + 1, bisect_right(self.upto, self.upto[begin] + limit) - 1)
        while end > begin + 1 and end < len(self.text) and _clings(self.text[end]):
            end -= 1
        while end < len(self.text) and _clings(self.text[end]):
            end += 1
        return end

    def evened(self, lines: list[Span], limit: float) -> list[Span]:
        """As many lines, the longest of them as short as can be."""
        low, high = self.upto[-1] / len(lines) * 0.9, limit
        for _ in range(4):
            middle = (low + high) / 2
            tried = self.filled(middle)
            if len(tried) > len(lines):
                low = middle
            else:
                lines, high = tried, middle
        return lines


@lru_cache(maxsize=8192)
def _breaks(text: str) -> _Breaks:
    """Both pictures of a chart break the same names, each for its own room."""
    return _Breaks(text)


def _clings(char: str) -> bool:
    """Whether it belongs to the character before: a mark, a joiner, a variant of a sign."""
    return char >= "\u0300" and (unicodedata.combining(char) > 0 or char in "\u200d\ufe0e\ufe0f")
