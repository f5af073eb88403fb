"""What goes wrong with files: in their trees, in the rows of a CSV file, in their text and in their bytes; each change at random."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

from tests.hunt import values
from tests.hunt.seeds import REFERENCES, Files
from tests.hunt.values import Raw

BITS = (
    "\t", " ", "\n", ":", ": ", "- ", "? ", "#", " #", "&a ", "*a", "!", "!!str ", "|", ">", '"', "'", "[", "]", "{", "}", ",", "%", "@", "`", "\\", "\n---\n", "\n...\n", "<<: ", "~", "\u00a0", "\u200b", "：",
    "“", "\ufeff", "\u2028", "\x85", "\u202e", "\x00", "\x07", "\x1b[31m", "\ufffd", "\ufffe", "\U0001f600", "é", "我", "\r", "%YAML 1.3\n", "9" * 400, "=======\n", "<<<<<<< a\n", "[" * 60, "- " * 60, "\n  ", "x" * 20000,
)  # fmt: skip
TOLD = frozenset(["name", "title", "text", "summary", "quote", "note", "word", "does", "thinks", "goal", "impact", "cause", "workaround", "scenario", "definition", "method", "question", "lead", "contact", "unit", "when", "wait", "duration"])  # fmt: skip
"""Fields in which any text may stand."""
Spot = tuple[Any, Any]
"""A dict or list, and the key or number of what stands in it."""
Change = Callable[[random.Random, Files], None]


def spots(tree: Any) -> Iterator[Spot]:
    """Every place in a tree."""
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, inner in list(inside):
        yield tree, key
        yield from spots(inner)


def _spot(chance: random.Random, files: Files) -> Spot:
    path = chance.choice([path for path, tree in files.items() if isinstance(tree, dict) and tree] or [next(iter(files))])
    found = list(spots(files[path]))
    return chance.choice(found) if found else (files, path)


def delete(chance: random.Random, files: Files) -> None:
    """Something is missing."""
    parent, key = _spot(chance, files)
    del parent[key]


def repeat(chance: random.Random, files: Files) -> None:
    """A list's item stands there several times, a field under another name too."""
    parent, key = _spot(chance, files)
    if isinstance(parent, list):
        parent[key:key] = [parent[key]] * chance.choice((1, 1, 2, 40))
    else:
        parent[chance.choice(values.fields())[0]] = parent[key]


def swap(chance: random.Random, files: Files) -> None:
    """Two things change places."""
    (one, here), (two, there) = _spot(chance, files), _spot(chance, files)
    a, b = one[here], two[there]
    if _holds(a, two) or _holds(b, one):
        return
    one[here], two[there] = b, a


def move(chance: random.Random, files: Files) -> None:
    """Something stands elsewhere."""
    (one, here), (two, there) = _spot(chance, files), _spot(chance, files)
    if one is two or _holds(one[here], two):
        return
    moved = one[here]
    del one[here]
    if isinstance(two, list):
        two.insert(there, moved)
    else:
        two[there] = moved


def _holds(tree: Any, part: Any) -> bool:
    return tree is part or any(parent[key] is part for parent, key in spots(tree))


def replace(chance: random.Random, files: Files) -> None:
    """Something else stands there, of any kind."""
    parent, key = _spot(chance, files)
    parent[key] = values.value(chance, dict(values.fields()).get(str(key)))


def retype(chance: random.Random, files: Files) -> None:
    """A list, a mapping or a text where another of them is meant."""
    parent, key = _spot(chance, files)
    old = parent[key]
    parent[key] = chance.choice(([old], [[old]], {"name": old}, {"id": old, "x-y": old}, str(old)[:200], Raw(chance.choice(values.EMPTY)), [old, old]))


def leaf(chance: random.Random, files: Files) -> None:
    """A text, number or date is another one: the field is right, what it says is not."""
    for _ in range(20):
        parent, key = _spot(chance, files)
        if isinstance(parent[key], str):
            parent[key] = _like(chance, parent[key])
            return


def _like(chance: random.Random, old: str) -> str:
    if chance.random() < 0.6 and old[:1].isdigit():
        return chance.choice(values.DATES if old.count("-") == 2 else values.NUMBERS)
    if chance.random() < 0.2:
        return old + chance.choice(values.HOSTILE)
    return values.scalar(chance)


def mild(chance: random.Random, files: Files) -> None:
    """Texts say anything at all, numbers and dates are as large or small as they can be: mostly there is nothing to report."""
    wanted = [(p, k) for tree in files.values() if isinstance(tree, dict) for p, k in spots(tree) if isinstance(p[k], str) and k not in REFERENCES]
    for parent, key in chance.sample(wanted, min(len(wanted), 6)):
        old = parent[key]
        if old[:1].isdigit():
            parent[key] = chance.choice(values.DAYS if old.count("-") == 2 else values.SOUND)
        elif key in TOLD or " " in old:
            parent[key] = chance.choice(values.HOSTILE)
    for rows in files.values():
        for row in chance.sample(rows[1:], min(len(rows) - 1, 6)) if isinstance(rows, list) and len(rows) > 1 and chance.random() < 0.5 else ():
            for number, cell in enumerate(row):
                if cell[:1].isdigit() and chance.random() < 0.7:
                    row[number] = chance.choice(values.DAYS if cell.count("-") == 2 else values.SOUND)


def add(chance: random.Random, files: Files) -> None:
    """A field that others have, with a value of any kind or of its own."""
    for _ in range(20):
        parent, key = _spot(chance, files)
        if isinstance(parent[key], dict):
            name, shape = chance.choice(values.fields())
            parent[key][name] = values.value(chance, shape)
            return


def point(chance: random.Random, files: Files) -> None:
    """A reference leads to anything there is, to itself too."""
    names = _names(files)
    wanted = [(p, k) for tree in files.values() if isinstance(tree, dict) for p, k in spots(tree) if isinstance(p, dict) and k in REFERENCES]
    target = chance.choice(names)
    target = chance.choice((target, target, f"{target}#{chance.choice(names)}", target + "?", [target, chance.choice(names)]))
    if wanted and chance.random() < 0.6:
        parent, key = chance.choice(wanted)
        parent[key] = target
        return
    for _ in range(20):
        parent, key = _spot(chance, files)
        if isinstance(parent[key], dict):
            parent[key][chance.choice(sorted(REFERENCES))] = target
            return


def _names(files: Files) -> list[str]:
    found = [path.rpartition("/")[2].rpartition(".")[0] for path in files]
    found += [str(p[k]) for tree in files.values() if isinstance(tree, dict) for p, k in spots(tree) if k in ("id", "aliases")]
    return found


def rename(chance: random.Random, files: Files) -> None:
    """Two things have one id or name, or an alias that is another's id."""
    wanted = [(p, k) for tree in files.values() if isinstance(tree, dict) for p, k in spots(tree) if k in ("id", "name", "title", "text")]
    if wanted:
        parent, key = chance.choice(wanted)
        key = chance.choice((key, key, "aliases", "id"))
        parent[key] = chance.choice([*_names(files), chance.choice(values.HOSTILE)])


def rekey(chance: random.Random, files: Files) -> None:
    """A field is misspelt, or is another one."""
    for _ in range(20):
        parent, key = _spot(chance, files)
        if isinstance(parent, dict) and isinstance(key, str):
            value = parent.pop(key)
            parent[chance.choice((key.title(), key[1:], key + "s", "x-" + key, chance.choice(values.fields())[0], chance.choice(values.HOSTILE)))] = value
            return


def file(chance: random.Random, files: Files) -> None:
    """A file is there twice, has another name, stands elsewhere, or is not there."""
    path = chance.choice(sorted(files))
    name = chance.choice(("b.yml", "deep/er/a.yaml", "名字.yml", "a b.YML", "atlas.yaml", "x/atlas.yml", "_x/a.yml", "a'b\"c.yml", "a&b<i>.yml", "a.csv", "index.yml", "con.yml", "#x.yml", "a.b.yml", "-x.yml", path.upper()))  # fmt: skip
    name = name.rpartition(".")[0] + ".csv" if isinstance(files[path], list) and chance.random() < 0.9 else name
    kept = files.pop(path) if chance.random() < 0.6 else files[path]
    if chance.random() < 0.85 or not files:
        files[name] = kept


def settings(chance: random.Random, files: Files) -> None:
    """The settings say something else."""
    tree = files.setdefault("atlas.yml", {})
    if not isinstance(tree, dict):
        return
    number = lambda: chance.choice(values.NUMBERS)  # noqa: E731
    factors = ("value", "effort", "reach", "impact", "confidence", "ease", "job_size", "importance", "satisfaction", "risk_reduction", "time_criticality")
    tree |= chance.choice((
        {"scoring": {"method": chance.choice(("value_effort", "rice", "ice", "wsjf", "ulwick")), "weights": {name: number() for name in chance.sample(factors, 3)}}},
        {"scoring": {"method": "ice", "ice": "mean", "weights": {"impact": number()}}}, {"review": {"every": chance.choice(values.PERIODS), "due_soon": chance.choice(values.PERIODS)}},
        {"lang": chance.choice(values.WORDS)}, {"title": chance.choice(values.HOSTILE)}, {"lanes": [chance.choice(values.fields())[0] for _ in range(4)]},
        {"lanes": [{"id": "x-own", "name": chance.choice(values.HOSTILE)}, "x-y", "feels"]}, {"tags": [chance.choice(values.HOSTILE)]}, {"limits": {"depth": "5", "nodes": "100", "size": "1000", "files": "2"}},
        {"limits": {"size": number(), "files": number()}}, {"labels": {"home.title": chance.choice(values.HOSTILE), "nav.title": "{n}"}}, {"issue_url": f"https://a.example/{chance.choice(values.HOSTILE)}{{issue}}"},
        {"rules": {chance.choice(("long-name", "review-overdue", "no-such", "media-missing")): chance.choice(("off", "error", "warning", "x"))}},
    ))  # fmt: skip


def table(chance: random.Random, files: Files) -> None:
    """Cells, rows and columns of a CSV file are changed or change places."""
    rows = chance.choice([tree for tree in files.values() if isinstance(tree, list)] or [[]])
    if len(rows) < 2 or not rows[0]:
        return
    what, row = chance.randrange(9), chance.randrange(1, len(rows))
    columns = [number for number, cell in enumerate(rows[row]) if cell] or [0]
    column = chance.choice(columns)
    if what < 4:
        for _ in range(chance.choice((1, 1, 5, 40))):
            rows[chance.randrange(1, len(rows))][column : column + 1] = [
                values.scalar(chance) if chance.random() < 0.3 else chance.choice(values.DATES if rows[0][column] == "date" else values.NUMBERS)
            ]
    elif what == 4:
        a, b = chance.randrange(len(rows[0])), column
        for line in rows[chance.choice((0, 1)) :]:
            if max(a, b) < len(line):
                line[a], line[b] = line[b], line[a]
    elif what == 5:
        other = chance.randrange(len(rows))
        rows[row], rows[other] = rows[other], rows[row]
    elif what == 6:
        del rows[chance.randrange(len(rows))]
    elif what == 7:
        rows[row:row] = [list(rows[row])] * chance.choice((1, 3))
    else:
        name = chance.choice(("map", "stage", "touchpoint", "segment", "channel", "region", "metric", "n", "value"))
        if name in rows[0] and rows[0].index(name) < len(rows[row]):
            rows[row][rows[0].index(name)] = chance.choice([*_names(files), "East", "", "1e308"])


TREES: tuple[Change, ...] = (
    mild,
    mild,
    mild,
    mild,
    delete,
    repeat,
    swap,
    move,
    replace,
    replace,
    retype,
    leaf,
    leaf,
    leaf,
    add,
    add,
    point,
    point,
    rename,
    rekey,
    file,
    settings,
    table,
    table,
)


def text(chance: random.Random, written: str) -> str:
    """`written` after a careless edit."""
    at, bit = chance.randrange(len(written) + 1), chance.choice(BITS)
    length = chance.randint(1, 8)
    lines = written.split("\n")
    number = chance.randrange(len(lines))
    line = lines[number]
    what = chance.randrange(8)
    if what == 0:
        return written[:at] + bit + written[at:]
    if what == 1:
        return written[:at] + written[at + length :]
    if what == 2:
        return written[:at]
    if what == 3:
        return written.replace("\n", chance.choice(("\r\n", "\r", "\n\n", "\n\r")))
    if what == 4:
        other = chance.randrange(len(lines))
        lines[number], lines[other] = lines[other], line
        return "\n".join(lines)
    new = {5: [], 6: [line] * chance.choice((2, 3)), 7: [chance.choice((" " * length + line, line[length:], line.rstrip() + bit))]}[what]
    return "\n".join([*lines[:number], *new, *lines[number + 1 :]])


def encoded(chance: random.Random, written: str) -> bytes:
    """`written` as bytes, now and then in another encoding, or damaged."""
    if chance.random() < 0.96:
        return written.encode("utf-8", "surrogatepass")
    encoding = chance.choice(("utf-8-sig", "utf-16", "utf-16-le", "latin-1", "cp1252", "gb18030", "utf-32"))
    data = written.encode(encoding, "replace")
    if chance.random() < 0.3:
        at = chance.randrange(len(data) + 1)
        data = data[:at] + bytes(chance.randrange(256) for _ in range(3)) + data[at + 2 :]
    return data
