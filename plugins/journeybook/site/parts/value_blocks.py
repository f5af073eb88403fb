"""A metric's values in blocks that fit on a page: what the page of the metric shows, and what its further pages do.

A page has room for so many cells; what readers need first comes first: the newest values of the whole, where each place or part stands, then the
tables side by side. What a page has no room for stands on the next, so that none is heavy and none is lost. Only the values of a block are
put into words.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from journeybook.atlas.entry import Entry
from journeybook.insight.series import Line, Point
from journeybook.model.markup import plain
from journeybook.site.parts import breakdown, facts, figures, metric_value
from journeybook.site.scene import Scene

ROOM = 1600
"""So many cells of values a page has room for; each is some four elements."""
FIRST = 400
"""So many cells each table has on the metric's own page."""
WIDE = 40
"""So many places or parts stand side by side; further ones have a table of their own."""
CELLS = {"history": 4, "stands": 5}
"""A row of these tables is as much as so many cells."""
Key = tuple[str, str]
"""The day of values, for sorting, and since when they are."""


@dataclass(frozen=True)
class Sheet:
    """A table of values as a whole: the `history` of one place, how each place or part `stands`, or several `beside` each other. `size` is its
    rows and its columns."""

    ident: str
    title: str
    kind: str
    columns: tuple[tuple[tuple[facts.Link, ...], Line], ...] = ()
    aside: bool = False
    keys: tuple[Key, ...] = ()
    rows: int = 0

    def cells(self, columns: int) -> int:
        """How much room a row of so many columns takes."""
        return CELLS.get(self.kind, columns + 1)


@dataclass(frozen=True)
class Block:
    """Some rows and columns of a sheet, as far as a page has room for them."""

    sheet: Sheet
    first: int
    last: int
    left: int = 0
    right: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether it is all of its sheet."""
        return self.first == 0 and self.last == self.sheet.rows and (self.left, self.right) == (0, len(self.sheet.columns))

    @property
    def size(self) -> int:
        """How many cells it has."""
        return (self.last - self.first) * self.sheet.cells(self.right - self.left)


@dataclass(frozen=True, kw_only=True)
class Table:
    """Values side by side: by date, newest first, with a cell for each column; None where there is no value. `file` is the
    one that all of them come from, where it is only one; `note` says what to mind, `more` that others stand elsewhere."""

    ident: str
    title: str
    note: str
    columns: tuple[tuple[facts.Link, ...], ...]
    rows: tuple[tuple[str, tuple[metric_value.Value | None, ...]], ...]
    file: figures.Rows | None
    more: bool = False


def pages_of(sheets: Iterable[Sheet]) -> tuple[tuple[Block, ...], ...]:
    """The blocks of each page, the metric's own first."""
    own: list[Block] = []
    rest: list[Block] = []
    room = ROOM
    for sheet in sheets:
        for n, block in enumerate(_blocks(sheet)):
            if n == 0 and (block.size <= room or not own):
                own.append(block)
                room -= block.size
            else:
                rest.append(block)
    found, filled = [own], ROOM
    for block in rest:
        filled += block.size
        if filled > ROOM:
            found.append([])
            filled = block.size
        found[-1].append(block)
    return tuple(map(tuple, found))


def _blocks(sheet: Sheet) -> Iterator[Block]:
    """The blocks of a sheet: the newest rows of its first columns, then the older ones, then those of the next columns."""
    wide = len(sheet.columns)
    for left in range(0, wide or 1, WIDE):
        right = min(left + WIDE, wide)
        each = sheet.cells(right - left)
        begin, most = 0, max(FIRST // each, 1)
        while begin < sheet.rows:
            # A rest of few rows is no page of its own.
            end = sheet.rows if sheet.rows - begin <= most * 5 // 4 else begin + most
            yield Block(sheet, begin, end, left, right)
            begin, most = end, max(ROOM // each, 1)


def key_of(point: Point) -> Key:
    """What a point is sorted by, beside those of the same time."""
    return point.date.isoformat() if point.date else point.when, str(point.since or point.date)


def sheet_of(ident: str, title: str, columns: Sequence[tuple[tuple[facts.Link, ...], Line]], aside: bool = False) -> Sheet:
    """Several lines side by side, or what stands aside of them."""
    keys = {key_of(point) for _, line in columns for point in (line.aside if aside else line.points)}
    return Sheet(ident, title, "beside", tuple(columns), aside, tuple(sorted(keys, reverse=True)), len(keys))


def table(scene: Scene, metric: Entry, block: Block) -> Table:
    """The values of a block side by side."""
    sheet = block.sheet
    wanted = sheet.keys[block.first : block.last]
    columns = sheet.columns[block.left : block.right]
    dates: dict[Key, dict[int, metric_value.Value]] = {key: {} for key in wanted}
    files: dict[str, figures.Rows] = {}
    for number, (_, line) in enumerate(columns):
        for point in line.aside if sheet.aside else line.points:
            if (key := key_of(point)) in dates:
                value = dates[key][number] = metric_value.value_of(scene, metric, line, point)
                files |= {rows.file: rows for rows in value.rows}
    rows = [(next(iter(row.values())).when, tuple(row.get(n) for n in range(len(columns)))) for row in dates.values() if row]
    return Table(
        ident=sheet.ident, title=sheet.title, note=scene.words("numbers.aside") if sheet.aside else "", columns=tuple(links for links, _ in columns),
        rows=tuple(rows), file=next(iter(files.values())) if len(files) == 1 else None, more=not block.is_whole,
    )  # fmt: skip


def history(scene: Scene, metric: Entry, line: Line, block: Block) -> tuple[metric_value.Value, ...]:
    """The values of a block of the history of `line`, the newest first."""
    return tuple(metric_value.value_of(scene, metric, line, point) for point in newest_first(line.points)[block.first : block.last])


def newest_first(points: Iterable[Point]) -> tuple[Point, ...]:
    """Points by their days, the newest first."""
    return tuple(sorted(points, key=lambda point: (point.date or datetime.date.min, point.when), reverse=True))


def stands(scene: Scene, metric: Entry, stand: breakdown.Reading, block: Block) -> tuple[breakdown.Apart, ...]:
    """How the places or parts of a block stand."""
    return breakdown.apart(scene, metric, stand, some=slice(block.first, block.last))


def said(scene: Scene, stand: breakdown.Reading, blocks: Sequence[Block]) -> str:
    """What stands in some blocks, in words: the tables, and of which times or which places."""
    told = []
    for _, found in groupby(blocks, key=lambda block: block.sheet.ident):
        some = list(found)
        ranges = dict.fromkeys(_range(scene, stand, block) for block in some)
        told.append(scene.words("labelled", label=some[0].sheet.title) + scene.words("separator").join(ranges))
    return scene.words("separator.strong").join(told)


def _range(scene: Scene, stand: breakdown.Reading, block: Block) -> str:
    sheet = block.sheet
    if sheet.kind == "stands":
        return _from_to(scene, [_named(metric_value.places(scene, line)) for line in stand.parts[block.first : block.last]])
    if sheet.kind == "history":
        assert stand.whole is not None
        return _from_to(scene, [scene.words.period(it.when) for it in newest_first(stand.whole.points)[block.first : block.last]])
    times = [scene.words.period(key[0]) for key in sheet.keys[block.first : block.last]]
    if len(sheet.columns) <= WIDE:
        return _from_to(scene, times)
    return scene.words("comma").join((_from_to(scene, times), _from_to(scene, [_named(it) for it, _ in sheet.columns[block.left : block.right]])))


def _named(links: Sequence[facts.Link]) -> str:
    return " › ".join(plain(it.text) for it in links)


def _from_to(scene: Scene, names: Sequence[str]) -> str:
    ends = list(dict.fromkeys((names[0], names[-1])))
    return scene.words("value.from_to", low=ends[0], high=ends[-1]) if len(ends) > 1 else ends[0]
