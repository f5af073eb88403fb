"""What the flowchart of a map says: stages and steps in their order, and each way on, to another step, elsewhere, or out.

Pure: no files, no picture, no knowledge of maps. `views/flow` fills a chart, `wide` and `narrow` place it, `svg` writes it, and
`mermaid_text` says the same as Mermaid. What happens to a chart that is too large to read at once is `folding`'s part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from journeybook.atlas.connections import Kind

MOMENT_SIGN = "★"
LONGEST = 200
"""Of how many characters a name or a reason is in a picture; the table beside it has the rest."""
KINDS: tuple[Kind, ...] = ("next", "branch", "skip", "loop", "jump", "exit")
SAID: Mapping[Kind, str] = {"next": "go on", "branch": "go this way", "skip": "skip ahead", "loop": "go back", "jump": "jump", "exit": "leave"}
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile(r"[^\S\u00a0]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")


def _share(share: float) -> str:
    return f"{round(share * 100, 1):g}\u00a0%"


def _told(kind: Kind, place: str) -> str:
    return f"{SAID[kind]} to {place}"


def _steps(n: int) -> str:
    return "1 step" if n == 1 else f"{n} steps"


def _out_of(n: int, step: str) -> str:
    return f"at {n} steps, most at “{step}”"


@dataclass(frozen=True, kw_only=True)
class FlowWords:
    """The words that a chart adds to the map's own, in the page's language."""

    moment: str = "Moment of truth"
    leaves: str = "Leaves"
    any_order: str = "in any order"
    kinds: Mapping[Kind, str] = field(default_factory=lambda: SAID)
    """What a way is called where its author wrote nothing; where customers leave, always."""
    told: Callable[[Kind, str], str] = _told
    """A way of that kind to that place, as it is read aloud."""
    share: Callable[[float], str] = _share
    steps: Callable[[int], str] = _steps
    ways: Callable[[int], str] = lambda n: f"{n} ways"
    out_of: Callable[[int, str], str] = _out_of


ENGLISH = FlowWords()


@dataclass(frozen=True, kw_only=True)
class FlowStep:
    """A box. `key` is the caller's name for it. A `bare` one is a stage without steps, and says the stage's name."""

    key: str
    label: str
    href: str = ""
    moment: bool = False
    bare: bool = False


@dataclass(frozen=True, kw_only=True)
class FlowStage:
    """A stage and its steps, at least one; `free` where these come in any order."""

    title: str
    number: int
    steps: tuple[FlowStep, ...]
    group: str = ""
    owner: str = ""
    free: bool = False
    moment: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class FlowEdge:
    """A way from the step `source` to the step `target`, by their keys. Without a target it leads out of the chart: to the `place`
    of that name and address, or, where there is none, out of the journey."""

    source: str
    target: str | None = None
    kind: Kind = "next"
    when: str = ""
    share: float | None = None
    place: str = ""
    href: str = ""

    @property
    def leaves(self) -> bool:
        """Whether who goes this way is lost."""
        return self.target is None and self.kind == "exit"


@dataclass(frozen=True, kw_only=True)
class Flowchart:
    """Everything that one drawing shows. `free` where its stages come in any order."""

    title: str
    description: str = ""
    stages: tuple[FlowStage, ...] = ()
    edges: tuple[FlowEdge, ...] = ()
    free: bool = False

    def __post_init__(self) -> None:
        keys = [step.key for step in self.steps]
        if len(set(keys)) < len(keys):
            raise ValueError("two steps of one flowchart have the same key")
        lost = {key for edge in self.edges for key in (edge.source, edge.target) if key is not None} - set(keys)
        if lost:
            raise ValueError(f"a way of the flowchart names {', '.join(sorted(lost))}, which is not in it")
        if not all(stage.steps for stage in self.stages):
            raise ValueError("a stage of a flowchart has at least one step, be it the stage itself")

    @cached_property
    def steps(self) -> tuple[FlowStep, ...]:
        """All steps, in their order."""
        return tuple(step for stage in self.stages for step in stage.steps)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What each step is called, by its key."""
        return {step.key: step.label for step in self.steps}

    @property
    def is_counted(self) -> bool:
        """Whether its author wrote anywhere how many go that way."""
        return any(edge.share is not None for edge in self.edges)

    def spoken(self, edge: FlowEdge, words: FlowWords) -> str:
        """`edge` as one phrase, for those who do not see the picture: its share, its kind, where it leads, and why."""
        place = self.names[edge.target] if edge.target is not None else edge.place
        told = words.told(edge.kind, place) if place else words.kinds[edge.kind]
        share = words.share(edge.share) if edge.share is not None else ""
        return " ".join(filter(None, (share, told))) + (f": {edge.when}" if edge.when else "")


def printable(text: str) -> str:
    """Replace what XML cannot carry (controls, lone surrogates, non-characters) by the replacement character."""
    return _FORBIDDEN.sub("\ufffd", text)


def lines_of(text: str) -> Iterator[str]:
    """The lines of `text` that say something, as they can be shown."""
    for line in _BREAK.split(text):
        shown = _BLANKS.sub(" ", printable(line)).strip()
        if shown:
            yield shown


def brief(text: str) -> str:
    """`text` as a picture has it: in one line, and not longer than a picture bears."""
    if len(text) <= LONGEST and text.isprintable() and "  " not in text:
        return text.strip()  # as most are
    line = " ".join(lines_of(text))
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
