"""The guides as programs: their files are written, their changes made, their commands read.

A fence with `title="journeys/…"` is a file, one with `title="add to journeys/…"` goes to its end, and a `diff` fence changes
it. An `sh` fence is run; a `text` fence behind it is what it prints.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r'^(`{3,})([\w-]+)(?: title="([^"]+)")?[^\n]*\n(.*?)^\1$', re.MULTILINE | re.DOTALL)
SETTING = re.compile(r"^\w+=(\$\([^)]*\)|\S*) ")


@dataclass(frozen=True)
class Block:
    """A fence of a page: its language, its title, its text, the line that it begins on."""

    lang: str
    title: str
    text: str
    line: int


def blocks(page: Path) -> list[Block]:
    """The fences of a page, in order."""
    text = page.read_text(encoding="utf-8")
    return [Block(m[2], m[3] or "", m[4], text.count("\n", 0, m.start()) + 1) for m in FENCE.finditer(text)]


def commands(block: Block) -> Iterator[list[str]]:
    """The command lines of an `sh` fence, as words."""
    if block.lang == "sh":
        for line in block.text.splitlines():
            for part in line.split(" && "):
                words = shlex.split(SETTING.sub("", part), comments=True)
                if words:
                    yield words


def change(folder: Path, block: Block) -> None:
    """Makes the file of a block, adds to it, or changes it; a change must fit exactly once."""
    file = folder / block.title.removeprefix("add to ")
    before = file.read_text(encoding="utf-8") if file.is_file() else ""
    after = before + block.text if block.title.startswith("add to ") else block.text
    if block.lang == "diff":
        lines = block.text.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if not line.startswith("+"))
        new = "".join(line[1:] for line in lines if not line.startswith("-"))
        assert before.count(old) == 1, f"line {block.line}: the change fits {before.count(old)} times"
        after = before.replace(old, new)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(after, encoding="utf-8", newline="\n")
