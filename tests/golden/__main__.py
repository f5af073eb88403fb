"""Writes what the small atlas comes to anew, for review in `git diff`: `make golden`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from tests.golden import built
from tests.golden.outline import Told
from tests.golden.told import EXPECTED, PARTS, difference, everything

MORE = {"doors": built.DOORS, "cases": (built.of_cases,)}


def main() -> int:
    """Writes every file of `expected/`, and removes those that are no more; with `--check` tells the first difference instead,
    with `--check doors` or `--check cases` also of what takes longer."""
    if sys.argv[1:2] == ["--check"]:
        return _check((*MORE.get(" ".join(sys.argv[2:]), ()), *PARTS))
    told = everything() | dict(it for part in built.PARTS for it in part())
    for path in EXPECTED.rglob("*.txt"):
        if path.relative_to(EXPECTED).as_posix() not in told:
            path.unlink()
    for name, text in told.items():
        path = EXPECTED / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != text.encode():
            path.write_bytes(text.encode())
            print(f"written: {path.relative_to(EXPECTED.parents[2])}")
    return 0


def _check(parts: Iterable[Callable[[], Told]]) -> int:
    for part in parts:
        for name, text in part():
            if found := difference(name, text):
                print(found)
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
