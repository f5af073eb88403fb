"""Picks places at random, changes one at a time in a copy of the tree, and tells which change no test notices."""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

from tests.mutants.places import Mutant, flat, in_room
from tests.mutants.trial import PACKAGE, ROOT, Ready, collect, copy, covering, noticed, sound

EQUIVALENT = Path(__file__).parent / "equivalent.txt"
WANTED = 0.95


def main() -> int:
    """0 where at least 19 of 20 are noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--room", default="site/views", help="a floor, a room on it, or a file, such as site/views")
    parser.add_argument("--number", type=int, default=20)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--trace", action="store_true", help="collect anew which test runs what")
    parser.add_argument("--near", action="store_true", help="only the tests of the room's own floor, for a quick look")
    parser.add_argument("--only", help="only the changes whose name holds this text")
    asked = parser.parse_args()
    chosen = pick(asked.room, asked.number, asked.seed, asked.only or "")
    with copy() as tree:
        traces = collect(tree, asked.trace, f"tests/{Path(asked.room).parts[0]}/" if asked.near else "")
        if wrong := sound(tree):
            sys.exit(f"the unchanged tree is not as expected: {wrong}")
        missed, ready = [], Ready(tree)
        for number, mutant in enumerate(chosen, 1):
            begun = time.monotonic()
            why = noticed(ready, mutant, traces)
            told = f"noticed: {why[:110]}" if why else f"NOT NOTICED by golden and {len(covering(traces, mutant))} more"
            print(
                f"{number:3} {PACKAGE}/{mutant.path}:{mutant.line} {flat(mutant.before)} => {flat(mutant.after)}\n      {told} ({time.monotonic() - begun:.0f} s)",
                flush=True,
            )
            if not why:
                missed.append(mutant)
        ready.end()
    print(f"\n{asked.room}, seed {asked.seed}: {len(chosen) - len(missed)} of {len(chosen)} noticed")
    for mutant in missed:
        print(f"  {mutant.name}")
    return int(len(missed) > len(chosen) * (1 - WANTED))


def pick(room: str, number: int, seed: str, only: str = "") -> list[Mutant]:
    """So many changes of a room, at different places; those that change nothing left out."""
    known = equivalent()
    places = in_room(ROOT / PACKAGE, room)
    chance = random.Random(f"{room} {seed}")
    chance.shuffle(places)
    found = []
    for place in places:
        mutant = chance.choice(place)
        if mutant.name not in known and only in mutant.name:
            found.append(mutant)
    return found[:number]


def equivalent() -> dict[str, str]:
    """The changes that change nothing, by name, and why: two lines each, the second indented."""
    lines = [line for line in EQUIVALENT.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]
    return dict(zip(lines[::2], map(str.strip, lines[1::2]), strict=True))


if __name__ == "__main__":
    sys.exit(main())
