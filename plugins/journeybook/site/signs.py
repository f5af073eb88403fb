"""Every sign that pages use, with its word and what it means: for the page that explains them all and for the legends.

The choices come from the model's own declarations, so that a new one is listed here by itself; a test demands the sentence
that explains it in every language. How a sign is drawn is the templates' part, by the macros that real pages use.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from journeybook.languages import Words
from journeybook.model import ITEM_KINDS, KINDS, Improvement, Map, Part
from journeybook.model.items import SEVERITIES, Confidence
from journeybook.model.lanes import LANES
from journeybook.model.library import Channel, Consistency, Evidence, Metric, Persona, Team, Touchpoint
from journeybook.model.maps import LogEntry, Raci, Stage, Transition
from journeybook.model.record import choices
from journeybook.model.settings import Scoring
from journeybook.site.flowchart.chart import EDGE_LOOKS, NodeKind
from journeybook.site.parts import briefs
from journeybook.site.parts.facts import Link

FEELINGS = (2, 1, 0, -1, -2)
QUADRANTS = ("quick-win", "big-bet", "fill-in", "time-sink")
FREQUENCIES = (1, 2, 3, 4, 5)
CONFIDENCES = (*get_args(get_args(Confidence)[0]), "stale")
EVIDENCE_STATES = ("fresh", "expired", "undated")
REVIEW_STATES = ("ok", "due-soon", "overdue", "never", "none")
BLUEPRINT = tuple(lane.id for lane in LANES if lane.shape == "line")


@dataclass(frozen=True)
class Sign:
    """A sign: `shape` names the macro that draws `drawn`; `text` says in a sentence what it means."""

    shape: str
    drawn: Any
    word: str
    text: str


@dataclass(frozen=True)
class Group:
    """Signs of one kind, under a small heading."""

    title: str
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class Lookup:
    """The choices of one field, explained in `means.<key>.<choice>`; `title` are the words that head them."""

    key: str
    cls: type[Part]
    field: str
    title: tuple[str, ...]


LOOKUPS = (
    Lookup("market", Map, "market", ("field.market",)),
    Lookup("audience", Map, "audience", ("field.audience",)),
    Lookup("view", Map, "view", ("kind.map", "field.view")),
    Lookup("order", Stage, "order", ("field.order",)),
    Lookup("outcome", LogEntry, "outcome", ("field.review", "field.outcome")),
    Lookup("kind", Transition, "kind", ("field.transitions",)),
    Lookup("kind", Touchpoint, "kind", ("kind.touchpoint", "field.kind")),
    Lookup("consistency", Consistency, "content", ("kind.touchpoint", "field.consistency")),
    Lookup("medium", Channel, "medium", ("kind.channel", "field.medium")),
    Lookup("account_role", Persona, "account_role", ("kind.persona", "field.account_role")),
    Lookup("kind", Team, "kind", ("kind.team", "field.kind")),
    Lookup("kind", Metric, "kind", ("kind.metric", "field.kind")),
    Lookup("method", Metric, "method", ("kind.metric", "field.method")),
    Lookup("better", Metric, "better", ("kind.metric", "field.better")),
    Lookup("kind", Evidence, "kind", ("kind.evidence", "field.kind")),
)
"""Choices that readers seldom have to look up, by their fields; the others have a place of their own below."""


def name(words: Words, sign: Sign) -> str:
    """What `sign` is called, where it cannot be drawn."""
    if sign.shape == "moment":
        return words("moment_of_truth")
    if isinstance(sign.drawn, Link):
        return sign.drawn.note or sign.drawn.text
    return sign.word or str(sign.drawn.word)


def feelings(words: Words) -> Iterator[Sign]:
    """The five scores, and what a curve shows beside them."""
    for score in FEELINGS:
        yield Sign("feel", briefs.felt(words, score), "", words(f"means.feeling.{score}"))
    yield Sign("gap", None, words("curve.gap"), words("means.feeling.gap"))
    yield Sign("whole", None, words("sign.whole"), words("means.feeling.whole"))


def pains(words: Words) -> Iterator[Sign]:
    """Pains by severity and by how often."""
    for severity in (*reversed(range(len(SEVERITIES))), None):
        key = "unknown" if severity is None else severity
        yield Sign("level", briefs.hurt(words, severity), "", words(f"means.severity.{key}"))
    often = words("separator").join(f"{n} {words(f'frequency.{n}')}" for n in FREQUENCIES)
    yield Sign("word", None, words("field.frequency"), words("means.frequency", scale=often))


def plans(words: Words) -> Iterator[Sign]:
    """Gains, opportunities, and improvements by status."""
    for kind in ("gain", "opportunity"):
        yield Sign("level", briefs.mark(words, kind), "", words(f"means.{kind}"))
    for status in choices(Improvement, "status"):
        yield Sign("level", briefs.progress(words, status), "", words(f"means.status.{status}"))


def truth(words: Words) -> Iterator[Sign]:
    """Moments of truth."""
    yield Sign("moment", None, "", words("means.moment"))


def people(words: Words) -> Iterator[Sign]:
    """Who is answerable, how sure that is, and what passes between teams."""
    yield Sign("word", None, words("field.owner"), words("means.owner"))
    yield Sign("link", Link(words("kind.team"), "", words("unconfirmed")), "", words("means.unconfirmed"))
    yield Sign("word", None, words("unknown"), words("means.unknown"))
    for part in (name for name, _ in Raci.declared()):
        yield Sign("word", None, words(f"field.{part}"), words(f"means.raci.{part}"))
    yield Sign("word", None, words("field.duties"), words("means.duties"))
    yield Sign("passes", None, words("handoffs"), words("means.handoff"))


def statuses(words: Words) -> Iterator[Sign]:
    """How far a map is."""
    for status in choices(Map, "status"):
        yield Sign("status", status, words(f"choice.{status}"), words(f"means.status.{status}"))


def states(words: Words) -> Iterator[Sign]:
    """What a map shows."""
    for state in choices(Map, "state"):
        yield Sign("word", None, words(f"choice.{state}"), words(f"means.state.{state}"))


def grounds(words: Words) -> Iterator[Sign]:
    """How sure a claim is, and whether its evidence still holds."""
    for confidence in CONFIDENCES:
        yield Sign("word", None, words(f"choice.{confidence}"), words(f"means.confidence.{confidence}"))
    for state in EVIDENCE_STATES:
        yield Sign("late" if state == "expired" else "word", None, words(f"evidence.{state}"), words(f"means.evidence.{state}"))


def reviews(words: Words, today: datetime.date) -> Iterator[Sign]:
    """Whether a map was checked lately."""
    for state in REVIEW_STATES:
        yield Sign("due", state, _review_word(words, state, today), words(f"means.review.{state}"))


def _review_word(words: Words, state: str, today: datetime.date) -> str:
    days = {"ok": 60, "due-soon": 9, "overdue": -9}.get(state)
    if days is None:
        return words(f"review.{state}")
    key = {"ok": "later", "due-soon": "soon"}.get(state, state)
    return words(f"review.{key}", n=abs(days), date=words.date(today + datetime.timedelta(days=days)))


def boxes(words: Words) -> dict[str, Sign]:
    """The boxes of a flowchart by kind, and the frame around the steps of a stage."""
    found = {kind: Sign("node", kind, words(f"sign.{kind}"), words(f"means.node.{kind}")) for kind in get_args(NodeKind)}
    return {"frame": Sign("frame", "frame", words("kind.stage"), words("means.node.frame"))} | found


def arrows(words: Words) -> dict[str, Sign]:
    """The arrows of a flowchart by kind."""
    return {kind: Sign("edge", kind, words(f"way.{kind}"), words(f"means.way.{kind}")) for kind in EDGE_LOOKS}


def quadrants(words: Words) -> Iterator[Sign]:
    """The corners of the value/effort matrix."""
    for name in QUADRANTS:
        yield Sign("word", None, words(f"quadrant.{name}"), words(f"means.quadrant.{name}"))


def scores(words: Words) -> Iterator[Sign]:
    """The ways to score an improvement."""
    for method in choices(Scoring, "method"):
        yield Sign("word", None, words(f"scoring.{method}"), words(f"means.scoring.{method}"))


def lanes(words: Words) -> dict[str, Sign]:
    """What the rows of a map say, by lane."""
    return {
        lane.id: Sign("line" if lane.shape == "line" else "word", None, words.get(f"lane.{lane.id}", "") or words(f"field.{lane.id}"), words(f"means.lane.{lane.id}"))
        for lane in LANES
    }


def records(words: Words) -> Iterator[Sign]:
    """What the kinds of things are that a map speaks of."""
    kinds = ["map", "stage", "step", *(cls.kind for cls in (*KINDS.values(), *ITEM_KINDS.values()))]
    for kind in kinds:
        yield Sign("word", None, words(f"kind.{kind}"), words(f"means.record.{kind}"))


def lookups(words: Words) -> Iterator[Group]:
    """What readers seldom have to look up: a group for each field, with its choices."""
    yield Group(words("guide.records"), tuple(records(words)))
    yield Group(words("backlog.score"), tuple(scores(words)))
    for it in LOOKUPS:
        signs = (Sign("word", None, words(f"choice.{choice}"), words(f"means.{it.key}.{choice}")) for choice in choices(it.cls, it.field))
        yield Group(" · ".join(words(key) for key in it.title), tuple(signs))
