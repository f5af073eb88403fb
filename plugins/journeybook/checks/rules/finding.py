"""What a rule yields."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.reading.problem import Place


@dataclass(frozen=True)
class Finding:
    """One thing that a rule does not like: where, what, how to mend it, and the other places concerned."""

    place: Place
    message: str
    hint: str = ""
    related: tuple[tuple[Place, str], ...] = ()
