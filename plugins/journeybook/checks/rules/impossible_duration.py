"""A duration or waiting time is below zero, has no unit, or its shortest comes behind its longest.

Nothing takes less than no time: a sign has slipped in, or two numbers have changed places, and every page shows it
so. A number alone may be minutes or days.

    duration: -5 days         # wrong
    wait: 5–2 days            # wrong
    wait: 5                   # wrong
    wait: 2–5 days            # right
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.model.record import fields
from journeybook.reading.problem import shown

LEVEL = "warning"
BELOW_ZERO = re.compile(r"[-−–]\s?(?=P|\d)(.*)", re.DOTALL)
BARE = re.compile(r"[1-9]\d*(?:[.,]\d+)?(?:\s?[-–]\s?\d+)?")
RANGE = re.compile(
    r"(?P<about>\D*?)(?P<first>\d+(?:[.,]\d+)?)(?P<sign>\s*(?:-|–|—|~|～|to|bis|至|到)\s*)(?P<last>\d+(?:[.,]\d+)?)(?P<unit>\s*[^\W\d_].*)", re.DOTALL
)
"""From so many to so many of one unit."""


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Durations that nothing can last."""
    for part in atlas.parts:
        for name, key, _ in fields(type(part), "duration"):
            text = getattr(part, name) or ""
            below, found = BELOW_ZERO.fullmatch(text), RANGE.fullmatch(text)
            if below:
                yield Finding(part.place(key), f"{shown(text)} is below zero", f"write {below[1]}, without the sign before it")
            elif BARE.fullmatch(text):
                yield Finding(part.place(key), f"{shown(text)} has no unit", f"write it too, such as '{text} minutes' or '{text} days'")
            elif found and _number(found["first"]) > _number(found["last"]):
                better = f"{found['about']}{found['last']}{found['sign']}{found['first']}{found['unit']}"
                yield Finding(part.place(key), f"{shown(text)} begins with the longer time", f"write {better}")


def _number(text: str) -> float:
    return float(text.replace(",", "."))
