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
from journeybook.site.flowchart.legend import SIGNS
from journeybook.site.parts import briefs
from journeybook.site.parts.facts import Link

FEELINGS = (2, 1, 0, -1, -2)
QUADRANTS = ("quick-win", "big-bet", "fill-in", "time-sink")
FREQUENCIES = (1, 2, 3, 4, 5)
CONFIDENCES = (*get_args(get_args(Confidence)[0]), "stale")
EVIDENCE_STATES = ("fresh", "expired", "undated")
REVIEW_STATES = ("ok", "due-soon", "overdue", "never", "none")
BLUEPRINT = tuple(lane.id for lane in LANES if lane.shape == "line")


@dataclass(frozen=True, kw_only=True)
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


@dataclass(frozen=True, kw_only=True)
class Lookup:
    """The choices of one field, explained in `means.<key>.<choice>`; `title` are the words that head them."""

    key: str
    cls: type[Part]
    field: str
    title: tuple[str, ...]


LOOKUPS = (
    Lookup(key="market", cls=Map, field="market", title=("field.market",)),
    Lookup(key="audience", cls=Map, field="audience", title=("field.audience",)),
    Lookup(key="view", cls=Map, field="view", title=("kind.map", "field.view")),
    Lookup(key="order", cls=Stage, field="order", title=("field.order",)),
    Lookup(key="outcome", cls=LogEntry, field="outcome", title=("field.review", "field.outcome")),
    Lookup(key="kind", cls=Transition, field="kind", title=("field.transitions",)),
    Lookup(key="kind", cls=Touchpoint, field="kind", title=("kind.touchpoint", "field.kind")),
    Lookup(key="consistency", cls=Consistency, field="content", title=("kind.touchpoint", "field.consistency")),
    Lookup(key="medium", cls=Channel, field="medium", title=("kind.channel", "field.medium")),
    Lookup(key="icon", cls=Channel, field="icon", title=("kind.channel", "field.icon")),
    Lookup(key="account_role", cls=Persona, field="account_role", title=("kind.persona", "field.account_role")),
    Lookup(key="kind", cls=Team, field="kind", title=("kind.team", "field.kind")),
    Lookup(key="kind", cls=Metric, field="kind", title=("kind.metric", "field.kind")),
    Lookup(key="method", cls=Metric, field="method", title=("kind.metric", "field.method")),
    Lookup(key="better", cls=Metric, field="better", title=("kind.metric", "field.better")),
    Lookup(key="kind", cls=Evidence, field="kind", title=("kind.evidence", "field.kind")),
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
        yield Sign(shape="feel", drawn=briefs.felt(words, score), word="", text=words(f"means.feeling.{score}"))
    yield Sign(shape="gap", drawn=None, word=words("curve.gap"), text=words("means.feeling.gap"))
    yield Sign(shape="whole", drawn=None, word=words("sign.whole"), text=words("means.feeling.whole"))


def pains(words: Words) -> Iterator[Sign]:
    """Pains by severity and by how often."""
    for severity in (*reversed(range(len(SEVERITIES))), None):
        key = "unknown" if severity is None else severity
        yield Sign(shape="level", drawn=briefs.hurt(words, severity), word="", text=words(f"means.severity.{key}"))
    often = words("separator").join(f"{n} {words(f'frequency.{n}')}" for n in FREQUENCIES)
    yield Sign(shape="word", drawn=None, word=words("field.frequency"), text=words("means.frequency", scale=often))


def plans(words: Words) -> Iterator[Sign]:
    """Gains, opportunities, and improvements by status."""
    for kind in ("gain", "opportunity"):
        yield Sign(shape="level", drawn=briefs.mark(words, kind), word="", text=words(f"means.{kind}"))
    for status in choices(Improvement, "status"):
        yield Sign(shape="level", drawn=briefs.progress(words, status), word="", text=words(f"means.status.{status}"))


def truth(words: Words) -> Iterator[Sign]:
    """Moments of truth."""
    yield Sign(shape="moment", drawn=None, word="", text=words("means.moment"))


def people(words: Words) -> Iterator[Sign]:
    """Who is answerable, how sure that is, and what passes between teams."""
    yield Sign(shape="word", drawn=None, word=words("field.owner"), text=words("means.owner"))
    yield Sign(shape="link", drawn=Link(words("kind.team"), "", words("unconfirmed")), word="", text=words("means.unconfirmed"))
    yield Sign(shape="word", drawn=None, word=words("unknown"), text=words("means.unknown"))
    for part in (name for name, _ in Raci.declared()):
        yield Sign(shape="word", drawn=None, word=words(f"field.{part}"), text=words(f"means.raci.{part}"))
    yield Sign(shape="word", drawn=None, word=words("field.duties"), text=words("means.duties"))
    yield Sign(shape="passes", drawn=None, word=words("handoffs"), text=words("means.handoff"))


def statuses(words: Words) -> Iterator[Sign]:
    """How far a map is."""
    for status in choices(Map, "status"):
        yield Sign(shape="status", drawn=status, word=words(f"choice.{status}"), text=words(f"means.status.{status}"))


def states(words: Words) -> Iterator[Sign]:
    """What a map shows."""
    for state in choices(Map, "state"):
        yield Sign(shape="word", drawn=None, word=words(f"choice.{state}"), text=words(f"means.state.{state}"))


def grounds(words: Words) -> Iterator[Sign]:
    """How sure a claim is, and whether its evidence still holds."""
    for confidence in CONFIDENCES:
        yield Sign(shape="word", drawn=None, word=words(f"choice.{confidence}"), text=words(f"means.confidence.{confidence}"))
    for state in EVIDENCE_STATES:
        yield Sign(shape="late" if state == "expired" else "word", drawn=None, word=words(f"evidence.{state}"), text=words(f"means.evidence.{state}"))


def reviews(words: Words, today: datetime.date) -> Iterator[Sign]:
    """Whether a map was checked lately."""
    for state in REVIEW_STATES:
        yield Sign(shape="due", drawn=state, word=_review_word(words, state, today), text=words(f"means.review.{state}"))


def _review_word(words: Words, state: str, today: datetime.date) -> str:
    days = {"ok": 60, "due-soon": 9, "overdue": -9}.get(state)
    if days is None:
        return words(f"review.{state}")
    key = {"ok": "later", "due-soon": "soon"}.get(state, state)
    return words(f"review.{key}", n=abs(days), date=words.date(today + datetime.timedelta(days=days)))


def flow(words: Words) -> dict[str, Sign]:
    """The boxes and lines of a flowchart by kind."""
    return {kind: Sign(shape="flow", drawn=kind, word=words(f"sign.{kind}"), text=words(f"means.flow.{kind}")) for kind in SIGNS}


def quadrants(words: Words) -> Iterator[Sign]:
    """The corners of the value/effort matrix."""
    for name in QUADRANTS:
        yield Sign(shape="word", drawn=None, word=words(f"quadrant.{name}"), text=words(f"means.quadrant.{name}"))


def scores(words: Words) -> Iterator[Sign]:
    """The ways to score an improvement."""
    for method in choices(Scoring, "method"):
        yield Sign(shape="word", drawn=None, word=words(f"scoring.{method}"), text=words(f"means.scoring.{method}"))


def lanes(words: Words) -> dict[str, Sign]:
    """What the rows of a map say, by lane."""
    return {
        lane.id: Sign(
            shape="line" if lane.shape == "line" else "word",
            drawn=None,
            word=words.get(f"lane.{lane.id}", "") or words(f"field.{lane.id}"),
            text=words(f"means.lane.{lane.id}"),
        )
        for lane in LANES
    }


def records(words: Words) -> Iterator[Sign]:
    """What the kinds of things are that a map speaks of."""
    kinds = ["map", "stage", "step", *(cls.kind for cls in (*KINDS.values(), *ITEM_KINDS.values()))]
    for kind in kinds:
        yield Sign(shape="word", drawn=None, word=words(f"kind.{kind}"), text=words(f"means.record.{kind}"))


def lookups(words: Words) -> Iterator[Group]:
    """What readers seldom have to look up: a group for each field, with its choices."""
    yield Group(words("guide.records"), tuple(records(words)))
    yield Group(words("backlog.score"), tuple(scores(words)))
    for it in LOOKUPS:
        signs = (Sign(shape="word", drawn=None, word=words(f"choice.{choice}"), text=words(f"means.{it.key}.{choice}")) for choice in choices(it.cls, it.field))
        yield Group(" · ".join(words(key) for key in it.title), tuple(signs))
