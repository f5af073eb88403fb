"""Runs the hunt: so many inputs in so many processes, and what they found, by cause, with the number of an input for each."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.hunt import trial

ROOT = Path(__file__).parents[2]
SECONDS = 20.0
"""Of CPU time, that one input may take."""


def main() -> int:
    """0 where nothing was found, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.hunt", description=__doc__)
    parser.add_argument("--inputs", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first input")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--only", type=int, help="run this input alone, and show its files' folder and its tracebacks")
    parser.add_argument("--out", type=Path, help="write every fault to this file, a JSON object in each line")
    parser.add_argument("--part", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.only is not None:
        return _one(asked.only, asked.seed)
    if asked.part:
        return _part(range(asked.first, asked.first + asked.inputs), asked.seed, Path(asked.part))
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        return _all(asked, Path(folder))


def _one(number: int, seed: int) -> int:
    work = Path(tempfile.mkdtemp()) / "atlas"
    tried = trial.run(number, seed, work, SECONDS)
    print(work)
    for fault in tried.faults:
        print(f"{fault.kind}: {fault.what}\n{fault.detail}")
    return 1 if tried.faults else 0


def _part(numbers: range, seed: int, folder: Path) -> int:
    """A process's share. Each line is flushed: what ends the process is the input behind the last line."""
    with (folder / "found.jsonl").open("w", encoding="utf-8") as out:
        for number in numbers:
            start = time.process_time()
            tried = trial.run(number, seed, folder / "atlas", SECONDS)
            row = {"input": number, "seconds": round(time.process_time() - start, 3), "problems": tried.problems, "errors": tried.errors, "pages": tried.pages}
            row["faults"] = [[fault.kind, fault.what, fault.detail] for fault in tried.faults]
            out.write(json.dumps(row) + "\n")
            out.flush()
    return 0


def _all(asked: argparse.Namespace, folder: Path) -> int:
    rows, dead = [], []
    todo = [range(asked.first + share, asked.first + asked.inputs)[:: asked.workers] for share in range(asked.workers)]
    size = -(-asked.inputs // asked.workers)
    todo = [(asked.first + share * size, min(size, asked.inputs - share * size)) for share in range(asked.workers)]
    while todo:
        running = []
        for first, many in todo:
            part = folder / str(first)
            part.mkdir()
            command = [sys.executable, "-m", "tests.hunt", "--part", str(part), "--first", str(first), "--inputs", str(many), "--seed", str(asked.seed)]
            running.append((first, many, part, subprocess.Popen(command, cwd=ROOT)))
        todo = []
        for first, many, part, process in running:
            process.wait()
            text = (part / "found.jsonl").read_text(encoding="utf-8") if (part / "found.jsonl").exists() else ""
            found = [json.loads(line) for line in text.splitlines()]
            rows += found
            if len(found) < many:  # the process died over an input: go on behind it
                dead.append(first + len(found))
                todo += [(first + len(found) + 1, many - len(found) - 1)] if many - len(found) > 1 else []
    return _report(rows, dead, asked)


def _report(rows: list[dict], dead: list[int], asked: argparse.Namespace) -> int:
    if asked.out:
        asked.out.write_text("".join(json.dumps(row) + "\n" for row in rows if row["faults"]) + "".join(f'{{"died": {number}}}\n' for number in dead))
    causes: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        for kind, what in dict.fromkeys((fault[0], fault[1]) for fault in row["faults"]):
            causes[kind, what] += 1
            first.setdefault((kind, what), row["input"])
    seconds = sorted(row["seconds"] for row in rows) or [0.0]
    clean = sum(not row["errors"] for row in rows)
    print(f"{len(rows):,} inputs (seed {asked.seed}, from {asked.first}): {clean:,} without errors, {sum(row['problems'] for row in rows):,} findings, "
          f"{sum(row['pages'] for row in rows):,} pages; {sum(seconds):,.0f} s of CPU time, longest {seconds[-1]:.1f} s, median {seconds[len(seconds) // 2]:.2f} s")  # fmt: skip
    by_kind = Counter(dict.fromkeys(("crash", "hang", "markup", "place"), 0))
    for (kind, _), many in causes.items():
        by_kind[kind] += many
    print(", ".join(f"{kind} {many}" for kind, many in by_kind.items()) + f"; processes that died: {len(dead)} {dead[:10]}")
    for (kind, what), many in causes.most_common(60):
        print(f"{many:6} {kind}: {what} (input {first[kind, what]})")
    return 1 if causes or dead else 0


if __name__ == "__main__":
    sys.exit(main())
