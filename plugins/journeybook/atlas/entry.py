"""A record as the atlas knows it, and how one names another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from journeybook.model import ITEM_KINDS, KINDS, Part, reference_fields
from journeybook.reading.problem import Place

PLURALS: dict[str, str] = {cls.kind: key for key, cls in {**KINDS, **ITEM_KINDS}.items()} | {"map": "maps"}
ITEM_KINDS_BY_KIND = frozenset(cls.kind for cls in ITEM_KINDS.values())
EXIT = "exit"
"""What a step names that leads out of its map."""


SECTIONS = frozenset(["top", "map", "pains", "gains", "moments", "doing", "flow", "ways", "ownership", "handoffs", "opportunities", "backlog", "backlog-table", "shipped", "touchpoints", "evidence", "about", "metrics", "numbers", "matrix", "feelings-table", "matrix-table"])  # fmt: skip
"""The anchors of a map's page that are no record's."""
TAKEN = ("pain-", "gain-", "opportunity-", "improvement-", "flow-", "funnel-", "row-")
"""What other anchors of a map's page begin with."""


def spot_anchor(name: str) -> str:
    """The anchor of the stage or step with the id `name`: the id itself, or with a mark before it that no id has where the page
    of a map has that anchor for something else."""
    return f"_{name}" if name in SECTIONS or name.startswith(TAKEN) else name


@dataclass(eq=False, slots=True)
class Entry:
    """A record as the atlas knows it: with its id, and the map, stage or step that it stands in.

    `implied` tells that nobody defined it: a map merely named it, and its kind is still open. `perspective` is the name of
    the perspective that an item stands in.
    """

    kind: str
    id: str
    record: Any
    map: Entry | None = None
    within: Entry | None = None
    implied: bool = False
    perspective: str = ""
    label: str = field(init=False)
    """What people call it."""

    def __post_init__(self) -> None:
        self.label = self.record.label

    @property
    def anchor(self) -> str:
        """Its permanent anchor on the page of its map."""
        return spot_anchor(self.id) if self.kind in ("stage", "step") else f"{self.kind}-{self.id}"

    @property
    def stage(self) -> Entry | None:
        """The stage that it is or stands in."""
        entry: Entry | None = self
        while entry is not None and entry.kind != "stage":
            entry = entry.within
        return entry

    def __repr__(self) -> str:
        return f"<{self.kind} {f'{self.map.id}#' if self.map and self.map is not self else ''}{self.id}>"


@dataclass(eq=False, slots=True)  # not frozen, which takes three times as long to make, and there are many
class Reference:
    """One naming of a record by another. `part` is the record or part that holds the field, `key` its name in YAML, and `at`
    the position in its list, or the key in its mapping."""

    source: Entry
    part: Part
    field: str
    target: Entry
    key: str
    at: str | int
    sure: bool = True

    @property
    def place(self) -> Place:
        """Where the name stands."""
        return self.part.place(self.key, self.at)

    @property
    def answers(self) -> bool:
        """Whether the team that is named answers for something: where one is to be named, its author may doubt which."""
        cls: type[Part] = type(self.part)
        return any(mark.doubt for _, key, mark in reference_fields(cls) if key == self.key)


class Owned(NamedTuple):
    """A team that is named as owner; `sure` is False where the author wrote a question mark."""

    team: Entry
    sure: bool = True


def says_unknown(record: Any) -> bool:
    """Whether the record says that its owner is not known ('?')."""
    owner = getattr(record, "owner", None)
    teams: Any = getattr(owner, "team", owner)
    return bool(teams) and all(team == "?" for team in teams if isinstance(team, str))


def holds(map_: Entry | None) -> bool:
    """Whether a map still says how things are or shall be: it is not retired."""
    return map_ is None or map_.record.status != "retired"
