"""Small atlases made of the example's own files: a stretch of a map or two, the records that it names, the rows that count it."""

from __future__ import annotations

import csv
import marshal
import random
from functools import cache
from pathlib import Path
from typing import Any

import yaml

JOURNEYS = Path(__file__).parents[2] / "journeys"
ITEMS = ("pains", "gains", "opportunities", "improvements")
REFERENCES = frozenset((
    "parent", "baseline", "variant_of", "replaced_by", "translation_of", "detail_map", "continues_in", "next", "at", "to", "from", "pains", "gains", "opportunity", "opportunities", "owner", "team",
    "touchpoints", "personas", "segments", "metric", "metrics", "evidence", "channel", "segment", "systems", "goals", "actor", "affects", "contributors", "same_as", "responsible", "accountable",
    "consulted", "informed",
))  # fmt: skip
MOST_ROWS = 40
Files = dict[str, Any]
"""What stands in each file, by path: a tree of dicts, lists and texts, or rows of a CSV file."""


@cache
def example() -> tuple[dict[str, Any], dict[str, list[Any]], list[list[str]], dict[str, Any]]:
    """The example's maps by path, its library by kind, all rows of its CSV files (as one header has them), its settings."""
    maps: dict[str, Any] = {}
    library: dict[str, list[Any]] = {}
    for path in sorted(JOURNEYS.rglob("*.yml")):
        tree = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        if "stages" in tree:
            maps[path.relative_to(JOURNEYS).as_posix()] = tree
        elif path.name != "atlas.yml":
            for kind, records in tree.items():
                library.setdefault(kind, []).extend(records)
    settings = yaml.load((JOURNEYS / "atlas.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return maps, library, _rows(), settings


def _rows() -> list[list[str]]:
    found: list[dict[str, str]] = []
    for path in sorted(JOURNEYS.rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found += csv.DictReader(file)
    names = list(dict.fromkeys(name for row in found for name in row))
    return [names, *([row.get(name) or "" for name in names] for row in found)]


@cache
def _seed(paths: tuple[str, ...], start: int) -> bytes:
    """A small atlas, packed: unpacking is the quickest way to a copy."""
    maps, library, rows, settings = example()
    files: Files = {"atlas.yml": settings}
    for path in paths:
        files[path] = _stretch(maps[path], start)
    said = _texts(files)
    kept = {kind: [record for record in records if _named(record) & said] for kind, records in library.items()}
    for most in (30, 10):
        said |= _texts(kept)
        kept = {kind: [record for record in records if _named(record) & said][:most] for kind, records in library.items()}
    names = {path.rpartition("/")[2].removesuffix(".yml") for path in paths}
    metrics = {record.get("id") for record in kept.get("metrics", ())}
    column = {name: rows[0].index(name) for name in ("metric", "map", "stage")}
    files["library.yml"] = {kind: records for kind, records in kept.items() if records}
    known = _known(files) | names | {"", "exit", "?"}
    files = {path: _pruned(tree, known) for path, tree in files.items()}
    counted = [row for row in rows[1:] if {row[column["map"]], row[column["stage"]]} <= known and row[column["metric"]] in metrics]
    files["numbers.csv"] = [rows[0], *counted[:MOST_ROWS]]
    return marshal.dumps(files)


def _known(tree: Any) -> set[str]:
    """All ids and names that something has."""
    if isinstance(tree, dict):
        own = {value for key in ("id", "name", "title") if isinstance(value := tree.get(key), str)}
        return own.union(*map(_known, tree.values()))
    return set().union(*map(_known, tree)) if isinstance(tree, list) else set()


def _pruned(tree: Any, known: set[str]) -> Any:
    """`tree` without references to what was left out of the small atlas."""
    if isinstance(tree, list):
        return [_pruned(inner, known) for inner in tree]
    if not isinstance(tree, dict):
        return tree
    made = {}
    for key, value in tree.items():
        if key in REFERENCES and isinstance(value, str) and not _leads(value, known):
            continue
        if key in REFERENCES and isinstance(value, list):
            value = [it for it in value if not isinstance(it, str) or _leads(it, known)]
            if not value:
                continue
        made[key] = _pruned(value, known)
    return made


def _leads(name: str, known: set[str]) -> bool:
    return set(name.rstrip("?").split("#")) <= known or " " in name


def _stretch(tree: Any, start: int) -> Any:
    """Two stages of a map, with what is said about them."""
    stages = tree["stages"]
    start %= max(len(stages) - 1, 1)
    kept = stages[start : start + 2]
    known = {spot.get("id") for stage in kept if isinstance(stage, dict) for spot in (stage, *stage.get("steps", ())) if isinstance(spot, dict)}
    told = {key: value for key, value in tree.items() if key not in ("stages", "transitions", *ITEMS)}
    told["stages"] = kept
    ways = [way for way in tree.get("transitions", ()) if way.get("from") in known and ("#" in way.get("to", "") or way.get("to") in {*known, "exit"})]
    told |= {"transitions": ways} if ways else {}
    for key in ITEMS:
        items = tree.get(key, ())
        items = [
            item
            for item in ([items] if isinstance(items, str) else items)
            if not isinstance(item, dict) or not item.get("at") or set(_texts(item["at"])) & known
        ]
        told |= {key: items[:6]} if items else {}
    return told


def _texts(tree: Any) -> set[str]:
    if isinstance(tree, dict):
        return {text for inner in tree.values() for text in _texts(inner)} | set(tree)
    if isinstance(tree, list):
        return {text for inner in tree for text in _texts(inner)}
    return {tree}


def _named(record: Any) -> set[str]:
    return {record.get("id", ""), record.get("name", ""), record.get("title", "")} - {""} if isinstance(record, dict) else {str(record)}


def seed(chance: random.Random) -> Files:
    """One of the small atlases, a copy that may be changed."""
    maps, library, *_ = example()
    paths = sorted(maps)
    first = chance.choice(paths)
    near = [path for path in paths if path.partition("/")[0] == first.partition("/")[0] and path != first]
    both = near and chance.random() < 0.35
    chosen = (first, chance.choice(near)) if both else (first,)
    files: Files = marshal.loads(_seed(chosen, chance.randrange(6)))
    for kind in chance.sample(sorted(library), 2):  # what no map names is tried too
        record, there = chance.choice(library[kind]), files["library.yml"].setdefault(kind, [])
        if record not in there:
            there.append(_pruned(record, _known(files) | {"?"}))
    return files
