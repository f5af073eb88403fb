"""What is withheld because it rests on few answers, and what must be withheld with it so that nobody can subtract: by hand."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

import told
from journeybook.checks import check
from journeybook.insight.cells import Cell
from journeybook.insight.measures import PROTECTS, UNCOUNTED, WITHHELD
from journeybook.insight.small_groups import at_least, withheld
from journeybook.languages import Words
from journeybook.site.parts import metric_value
from journeybook.site.scene import Scene
from told import Teller

DAY = datetime.date(2026, 10, 31)


@pytest.fixture
def says(tmp_path: Path) -> Teller:
    return told.teller(tmp_path)


def cell(n: int | None, first: str = "", last: str = "", shown: bool = True, **names: str) -> Cell:
    begin, end = (datetime.date.fromisoformat(it) if it else DAY for it in (first, last))
    return Cell(frozenset(names.items()), begin, end, "", n, shown)


def signs(*cells: Cell, min_n: float = 30) -> str:
    """What is shown (o), withheld for few answers (x), without an n (?) and withheld with these (p)."""
    found = withheld(cells, min_n)
    return "".join({WITHHELD: "x", UNCOUNTED: "?", PROTECTS: "p"}.get(found.get(i, ""), "o") for i in range(len(cells)))


ALL = cell(1000)
YEAR, FIRST, SECOND = ("2026-01-01", "2026-12-31"), ("2026-01-01", "2026-06-30"), ("2026-07-01", "2026-12-31")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # 1000 − 600 − 380 = 20: the app would follow; the smaller of the others goes too
        ([ALL, cell(600, channel="web"), cell(380, channel="shop"), cell(20, channel="app")], "oopx"),
        ([ALL, cell(980, channel="web"), cell(20, channel="app")], "opx"),
        # 600 + 380 leave 20 that are in neither: not counted by themselves, and still a group of 20
        ([ALL, cell(600, channel="web"), cell(380, channel="shop")], "oop"),
        # 400 leave 600, and nobody knows whose
        ([ALL, cell(400, channel="web"), cell(20, channel="app")], "oox"),
        # two of 10 are 20 together; with the 80 they are 100
        ([ALL, cell(900, channel="a"), cell(80, channel="b"), cell(10, channel="c"), cell(10, channel="d")], "oopxx"),
        # 20 and 20 are 40, and neither follows
        ([ALL, cell(960, channel="a"), cell(20, channel="b"), cell(20, channel="c")], "ooxx"),
        # without all of them there is nothing to subtract from
        ([cell(600, channel="web"), cell(380, channel="shop"), cell(20, channel="app")], "oox"),
        # they overlap: 1,020 of 1,000
        ([ALL, cell(1000, channel="web"), cell(20, channel="app")], "oox"),
        # nobody was asked: that gives nothing away
        ([ALL, cell(1000, channel="web"), cell(0, channel="app", shown=False)], "ooo"),
        # on how many the others rest is not known: on few, maybe
        ([ALL, cell(None, channel="web"), cell(20, channel="app")], "o?x"),
        ([ALL, cell(600, channel="web"), cell(None, channel="app")], "op?"),  # 400 would be known of all less the web
        # another day has its own sums
        ([ALL, cell(980, "2026-09-30", "2026-09-30", channel="web"), cell(20, channel="app")], "oox"),
        # maps and stages: 50 of a stage and 20 of the other
        ([cell(70, map="m"), cell(50, map="m", stage="a"), cell(20, map="m", stage="b")], "opx"),
        # a funnel: 1,000 entered, 420 went on; few in the last stage say nothing of the others
        ([cell(1000, map="m"), cell(1000, map="m", stage="a"), cell(420, map="m", stage="b"), cell(20, map="m", stage="c")], "ooox"),
        # a quarter and its months: 300 − 150 − 130 = 20
        (
            [cell(300, "2026-07-01", "2026-09-30"), cell(150, "2026-07-01", "2026-07-31"), cell(130, "2026-08-01", "2026-08-31"), cell(20, "2026-09-01", "2026-09-30")],
            "oopx",
        ),
        # 40 of the old in the app are 20 women and 20 men; of the web 100 + 100
        (
            [
                cell(240), cell(40, channel="app"), cell(200, channel="web"), cell(20, channel="app", segment="f"), cell(20, channel="app", segment="m"),
                cell(100, channel="web", segment="f"), cell(100, channel="web", segment="m"), cell(120, segment="f"), cell(120, segment="m"),
            ],
            # 120 women − 100 on the web = 20 in the app: so each of the hundreds goes too
            "oooxxppoo",
        ),
        # what was withheld for another is protected in its turn: old web (50) follows from old − old app, and old app from app − new app
        (
            [
                cell(300), cell(80, channel="app"), cell(220, channel="web"), cell(20, channel="app", segment="old"), cell(60, channel="app", segment="new"),
                cell(50, channel="web", segment="old"), cell(170, channel="web", segment="new"), cell(70, segment="old"), cell(230, segment="new"),
            ],
            "oooxpppoo",
        ),
        # no row says the old: 1000 − 600 new − 380 old on the web = 20 old in the app
        ([ALL, cell(600, segment="new"), cell(380, segment="old", channel="web"), cell(20, segment="old", channel="app")], "oopx"),
        # nor that in the app: 1000 − 600 − 380 are 20 all the same
        ([ALL, cell(600, segment="new"), cell(380, segment="old", channel="web")], "oop"),
        # 1000 − 600 − 300 = 100 leave enough
        ([ALL, cell(600, segment="new"), cell(300, segment="old", channel="web"), cell(20, segment="old", channel="app")], "ooox"),
        # 1000 − 600 of a stage of m − 380 of another map = 20 of its other stage
        ([ALL, cell(600, map="m", stage="a"), cell(20, map="m", stage="b"), cell(380, map="m2")], "ooxp"),
        # 70 − 50 in a stage on the web = 20 in the shop, of whichever stage
        ([cell(70, map="m"), cell(50, map="m", stage="a", touchpoint="web"), cell(20, map="m", touchpoint="shop")], "opx"),
        # nobody wrote down all: 600 + 400 are as many as 700 + 280 + 20
        ([cell(600, segment="new"), cell(400, segment="old"), cell(700, channel="web"), cell(280, channel="shop"), cell(20, channel="app")], "ooopx"),
        # three deep: 1000 − 500 − 300 − 180 = 20
        (
            [
                ALL, cell(500, segment="new"), cell(300, segment="old", channel="web"), cell(180, segment="old", channel="app", region="n"),
                cell(20, segment="old", channel="app", region="s"),
            ],
            "ooopx",
        ),
    ],
)  # fmt: skip
def test_nothing_follows_by_subtraction(cells: list[Cell], expected: str) -> None:
    assert signs(*cells) == expected


Names = frozenset[tuple[str, str]]


def tables(seed: int) -> dict[Names, int]:
    """How many there are of each segment, channel, region and of all that these come to together, in a table of any shape."""
    made = random.Random(seed)
    columns = [("segment", made.randint(2, 4)), ("channel", made.randint(2, 3)), ("region", made.randint(1, 3))]
    people = {
        frozenset(it): made.choice((0, 3, 12, 25, 40, 60, 100, 300)) for it in product(*([(name, str(n)) for n in range(size)] for name, size in columns))
    }
    found: dict[Names, int] = {}
    for size in range(4):
        for kept in combinations([name for name, _ in columns], size):
            if size in (0, 3) or made.random() < 0.8:
                for names, n in people.items():
                    part = frozenset(it for it in names if it[0] in kept)
                    found[part] = found.get(part, 0) + n
    return found


def equations(found: dict[Names, int]) -> Iterator[dict[Names, Fraction]]:
    """Each value is the sum of those that name the same and one set of further columns."""
    shapes = {frozenset(column for column, _ in names) for names in found}
    for whole in found:
        mine = frozenset(column for column, _ in whole)
        for shape in (it for it in shapes if mine < it):
            parts = [names for names in found if whole < names and frozenset(column for column, _ in names) == shape]
            yield {whole: Fraction(1), **dict.fromkeys(parts, Fraction(-1))}


def follows(rows: list[dict[Names, Fraction]], hidden: list[Names]) -> set[Names]:
    """What of the hidden can be computed: the plain way, with whole columns and fractions."""
    table = [[row.get(names, Fraction(0)) for names in hidden] for row in rows]
    done = 0
    for column in range(len(hidden)):
        found = next((n for n in range(done, len(table)) if table[n][column]), None)
        if found is None:
            continue
        table[done], table[found] = table[found], table[done]
        table[done] = [it / table[done][column] for it in table[done]]
        for n, row in enumerate(table):
            if n != done and row[column]:
                table[n] = [a - row[column] * b for a, b in zip(row, table[done], strict=True)]
        done += 1
    return {hidden[[bool(it) for it in row].index(True)] for row in table[:done] if sum(map(bool, row)) == 1}


def test_a_reader_with_a_spreadsheet_finds_nothing() -> None:
    hidden_at_all = 0
    for seed in range(120):
        found = tables(seed)
        cells = [Cell(names, DAY, DAY, "", n, n > 0) for names, n in found.items()]
        kept = {cells[i].names: why for i, why in withheld(cells, 30).items()}
        assert {names for names, n in found.items() if 0 < n < 30} == {names for names, why in kept.items() if why == WITHHELD}
        given = follows(list(equations(found)), list(kept))
        assert [names for names in given if kept[names] == WITHHELD] == [], seed
        hidden_at_all += len(kept) < len(found)
    assert hidden_at_all == 120  # not by withholding everything


def leaves_few(cells: list[Cell], open_: list[int], min_n: float) -> list[tuple[Names, list[Names]]]:
    """Every whole that is shown, and the parts of it that have nothing in common and leave few: by trying all sets of them."""

    def apart(one: Names, other: Names) -> bool:
        return any(column == there and name != its for column, name in one for there, its in other)

    found = []
    for whole in open_:
        inside = [i for i in open_ if cells[i].names > cells[whole].names]
        sets: list[list[int]] = [[]]
        for i in inside:
            sets += [[*some, i] for some in sets if all(apart(cells[i].names, cells[j].names) for j in some)]
        found += [
            (cells[whole].names, [cells[i].names for i in some]) for some in sets if 0 < (cells[whole].n or 0) - sum(cells[i].n or 0 for i in some) < min_n
        ]
    return found


@pytest.mark.parametrize("thin", [0.0, 0.3, 0.6])
def test_parts_of_any_depth_leave_no_few(thin: float) -> None:
    shown_at_all = tried = 0
    for seed in range(150):
        made = random.Random(seed)
        found = {names: n for names, n in tables(seed).items() if len(names) < 3 and "region" not in dict(names)}
        cells = [Cell(names, DAY, DAY, "", n, n > 0) for names, n in found.items() if made.random() >= thin or not names]
        kept = withheld(cells, 30)
        open_ = [i for i, cell in enumerate(cells) if cell.n and i not in kept]
        assert leaves_few(cells, open_, 30) == [], seed
        tried += bool(leaves_few(cells, [i for i, cell in enumerate(cells) if (cell.n or 0) >= 30], 30))
        shown_at_all += len(open_) > 1
    assert tried > 20
    assert shown_at_all > 100  # not by withholding everything


MONTHS = [(datetime.date(2026, month, 1), datetime.date(2026, month, days)) for month, days in ((4, 30), (5, 31), (6, 30))]
QUARTER = (MONTHS[0][0], MONTHS[-1][1])


def counted_by_months_or_quarters(seed: int, columns: int) -> list[tuple[Cell, frozenset[tuple[str, ...]]]]:
    """A table whose parts were counted by months, by the quarter or by both, each as it came: values, and what was counted for each: the
    smallest groups by month."""
    made = random.Random(seed)
    sizes = [("segment", made.randint(2, 4)), ("channel", made.randint(2, 3))][:columns]
    groups = list(product(*([f"{name}={n}" for n in range(size)] for name, size in sizes), "456"))
    people = {group: made.choice((0, 3, 12, 25, 40, 60, 100, 300)) for group in groups}
    found = []
    for kept in (it for size in range(columns + 1) for it in combinations(range(columns), size)):
        for part in sorted({tuple(group[i] for i in kept) for group in groups}):
            inside = [group for group in groups if tuple(group[i] for i in kept) == part]
            how = made.choice(("months", "quarter", "both"))
            times = (MONTHS if how != "quarter" else []) + ([QUARTER] if how != "months" else [])
            for time in times:
                mine = frozenset(group for group in inside if time == QUARTER or group[-1] == str(time[0].month))
                n = sum(people[group] for group in mine)
                found.append((Cell(frozenset((a, b) for a, b in (it.split("=") for it in part)), *time, "", n, n > 0), mine))
    return found


def is_told(wanted: frozenset[tuple[str, ...]], known: list[frozenset[tuple[str, ...]]]) -> bool:
    """Whether the number of `wanted` is a sum and difference of the numbers `known`: by elimination, in fractions."""
    groups = sorted(frozenset().union(wanted, *known))
    table = [[Fraction(group in it) for group in groups] for it in (*known, wanted)]
    row, last = 0, len(known)
    for column in range(len(groups)):
        found = next((n for n in range(row, last) if table[n][column]), None)
        if found is None:
            continue
        table[row], table[found] = table[found], table[row]
        for n in range(row + 1, last + 1):
            if table[n][column]:
                times = table[n][column] / table[row][column]
                table[n] = [a - times * b for a, b in zip(table[n], table[row], strict=True)]
        row += 1
    return not any(table[last])


@pytest.mark.parametrize("columns", [1, 2])
def test_months_of_one_part_beside_the_quarter_of_another_tell_nothing(columns: int) -> None:
    shown_at_all = 0
    for seed in range(150 if columns == 1 else 60):
        found = counted_by_months_or_quarters(seed, columns)
        why = withheld([cell for cell, _ in found], 30)
        known = [mine for i, (_, mine) in enumerate(found) if i not in why]
        told_ = [cell for i, (cell, mine) in enumerate(found) if why.get(i) == WITHHELD and is_told(mine, known)]
        assert told_ == [], seed
        assert [i for i, (cell, _) in enumerate(found) if cell.n and cell.n < 30 and i not in why] == []
        shown_at_all += any(cell.n for i, (cell, _) in enumerate(found) if i not in why)
    assert shown_at_all > (140 if columns == 1 else 50)  # not by withholding everything


NPS: dict[str, Any] = {
    "metrics": [{"id": "x", "name": "Praise", "kind": "nps", "min_n": 30, "target": 40}],
    "channels": [{"id": "web", "name": "Web shop"}, {"id": "shop", "name": "Shops"}, {"id": "app", "name": "App"}],
}
ROWS = "metric,date,channel,promoters,passives,detractors\n"
THREE = "x,2026-10-31,,500,300,200\nx,2026-10-31,web,320,160,120\nx,2026-10-31,shop,175,137,68\nx,2026-10-31,app,5,3,12\n"
"""30 of all; 200 of 600 = 33.3, 107 of 380 = 28.2, −7 of 20 = −35: (30 × 1000 − 33.3 × 600 − 28.2 × 380) / 20 would give that away."""


@pytest.mark.parametrize(
    ("lang", "few", "with_it", "why"),
    [
        ("en", "App withheld: fewer than 30 answers", "Shops withheld: a smaller group could be computed from it",
         "Values that rest on fewer than 30 answers are withheld, and beside them those from which they could be computed."),
        ("zh", "App 不足 30 份回答，不予显示", "Shops 不予显示：否则可由它推算出人数过少的一组", "不足 30 份回答的数值不予显示；能推算出它们的数值也一并不显示。"),
    ],
)  # fmt: skip
def test_the_pages_say_so(says: Teller, lang: str, few: str, with_it: str, why: str) -> None:
    page = says(NPS, ROWS + THREE, lang=lang)
    metric, channels = page("metrics/x"), page("channels/shop") + page("channels/app")
    assert why in metric
    assert "33.3" in metric
    assert "28.2" not in metric + channels
    assert "−35" not in metric + channels
    assert "380" not in metric + channels  # nor on how many it rests
    assert with_it.removeprefix("Shops ") in page("channels/shop")
    assert few.removeprefix("App ") in page("channels/app")
    parts = says(NPS, ROWS + THREE.partition("\n")[2], lang=lang)  # without all of them nothing can be subtracted
    assert few in parts("numbers")
    assert "Shops 28.2" in parts("numbers")


def test_a_note_is_withheld_with_its_value(says: Teller) -> None:
    values = [{"date": "2026-05", "value": 7, "n": 3, "note": "Only the pilot shop"}, {"date": "2026-06", "value": 50, "n": 50, "note": "All shops"}]
    page = says({"metrics": [{"id": "x", "name": "Calls", "kind": "count", "min_n": 30, "values": values}]}, "")
    seen = page("metrics/x") + page("numbers")
    assert "withheld: fewer than 30" in seen
    assert "All shops" in seen
    assert "pilot" not in seen


def test_a_value_without_n_is_withheld_where_few_are(says: Teller) -> None:
    rows = "metric,date,map,value,n\nx,2026-06,m,31,\nx,2026-07,m,12,40\n"
    for min_n, shown in ((30, False), (None, True)):
        metric = {"id": "x", "name": "Time", "kind": "duration", "unit": "h"} | ({"min_n": min_n} if min_n else {})
        page = says({"metrics": [metric]}, rows)
        seen = page("metrics/x")
        assert ("31 h" in seen, "withheld: on how many it rests is not known" in seen) == (shown, not shown)
        assert "12 h" in seen


def test_a_funnel_does_not_give_its_last_stage_away(says: Teller) -> None:
    library = {"metrics": [{"id": "x", "name": "Orders", "kind": "conversion", "target": 5, "min_n": 30}]}
    head = "metric,date,map,stage,entered,completed\n"
    stages = "x,2026-10-31,m,a,1000,20\nx,2026-10-31,m,b,20,7\n"
    # 7 of 20 = 35 %; 7 of 1,000 = 0.7 % of all who began
    for rows in (head + stages, head + stages + "x,2026-10-31,m,,1000,7\n"):
        page = says(library, rows)
        seen = page("maps/m") + page("metrics/x") + page("numbers")
        assert "Second withheld: fewer than 30 cases" in page("maps/m").replace("  ", " ")
        assert "withheld: a smaller group could be computed from it" in page("numbers")
        assert [it for it in ("35 %", "0.7 %", "20 7", "1,000 7") if it in seen] == []


@pytest.mark.parametrize(
    ("words", "n"),
    [
        ("more than 60", 60), ("about 8 people", 8), ("fewer than 10", 1), ("5 to 8", 5), ("some", 1), ("over 1,000 of 1,200", 1000),
        ("weniger als 30", 1), ("mehr als 1.200", 1200), ("不到 30", 1), ("200 多人", 200), ("< 50", 1),
    ],
)  # fmt: skip
def test_how_many_there_are_for_sure(words: str, n: int) -> None:
    assert at_least(words) == n


@pytest.mark.parametrize(
    ("rows", "audience", "expected"),
    [
        # 1,000 of all less 980 of the shop are the 20 of a map for others: the shop is withheld with it
        ("sat,2026-06,,0,0,100,400,500\nsat,2026-06,shop,0,0,90,390,500\nsat,2026-06,vip,0,0,10,10,0\n", "restricted", {"": 90.0, "shop": None}),
        # 500 for others are no small group
        ("sat,2026-06,,0,0,100,400,500\nsat,2026-06,shop,0,0,90,210,200\nsat,2026-06,vip,0,0,10,190,300\n", "restricted", {"": 90.0, "shop": 82.0}),
        # and everybody sees what nobody is kept from
        ("sat,2026-06,,0,0,100,400,500\nsat,2026-06,shop,0,0,90,390,500\n", "public", {"": 90.0, "shop": 90.8}),
    ],
)
def test_a_small_group_of_others_cannot_be_computed(rows: str, audience: str, expected: dict[str, float | None], tmp_path: Path) -> None:
    for name, whose in (("shop", "public"), ("vip", audience)):
        (tmp_path / f"{name}.yml").write_text(f"title: {name}\nid: {name}\naudience: {whose}\nstages: [{{id: a, name: A}}]\nmetrics: [sat]\n", encoding="utf-8")
    (tmp_path / "library.yml").write_text("metrics: [{id: sat, name: Praise, kind: csat, min_n: 30, audience: public}]\n", encoding="utf-8")
    (tmp_path / "n.csv").write_text("metric,date,map,s1,s2,s3,s4,s5\n" + rows, encoding="utf-8")
    atlas = check.load(tmp_path, datetime.date(2026, 11, 1)).seen_by("public")
    scene = Scene(atlas, datetime.date(2026, 11, 1), Words("en"), lambda entry: "", str, str)
    found = {line.map: line.points[-1].measured.value for line in metric_value.lines(scene, atlas.library["metric"]["sat"])}
    assert {name: found[name] if found[name] is None else round(found[name], 1) for name in expected} == expected
    assert "vip" not in found or audience == "public"


def test_a_period_is_the_sum_of_the_longest_ones_in_it_and_not_of_those_in_these() -> None:
    # 1000 − 980 = 20: the second half would follow, whatever the month in the first one says
    assert signs(cell(1000, *YEAR), cell(980, *FIRST), cell(20, *SECOND), cell(500, "2026-03-01", "2026-03-31")) == "opxo"
