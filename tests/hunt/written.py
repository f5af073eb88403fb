"""Trees and rows as text: block style as people write it, with what must stand in quotes in quotes."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.hunt.values import Raw

PLAIN = re.compile(r"[^\W_][\w ,.()/'?!%€£&+;“”’–—-]*")


def yaml(tree: Any) -> str:
    """`tree` as YAML."""
    return "".join(_lines(tree, 0)) if isinstance(tree, dict | list) and tree else _scalar(tree) + "\n"


def _lines(tree: Any, indent: int) -> list[str]:
    pad, found = " " * indent, []
    if isinstance(tree, dict):
        for key, value in tree.items():
            found += _entry(f"{pad}{_scalar(key)}:", value, indent)
    else:
        for value in tree:
            if isinstance(value, dict) and value:
                inner = _lines(value, indent + 2)
                found += [f"{pad}- {inner[0][indent + 2 :]}", *inner[1:]]
            else:
                found += _entry(f"{pad}-", value, indent)
    return found


def _entry(head: str, value: Any, indent: int) -> list[str]:
    if isinstance(value, dict | list) and value:
        return [f"{head}\n", *_lines(value, indent + 2)]
    return [f"{head} {_scalar(value)}\n"]


def _scalar(value: Any) -> str:
    if isinstance(value, Raw):
        return value
    if isinstance(value, dict | list):
        return json.dumps(value)
    text = str(value)
    return text if PLAIN.fullmatch(text) and text[-1] not in " :" else json.dumps(text, ensure_ascii="\ud800" <= max(text, default="") <= "\udfff")


def csv(rows: Any) -> str:
    """`rows` as CSV."""
    return "".join(",".join(_cell(cell) for cell in row) + "\n" for row in rows)


def _cell(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in ',"\n') else cell
