"""Small answers that several pages give about a record: how bad a pain is, how a moment feels, what a claim rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from journeybook.atlas.entry import Entry, Reference
from journeybook.insight import by_day, measures, scoring
from journeybook.insight.claims import of_map, sort_of, states_of_evidence
from journeybook.languages import Words
from journeybook.model import Improvement, Pain
from journeybook.model.maps import Feeling
from journeybook.model.markup import plain
from journeybook.site.parts import due, facts, shipped_outcome
from journeybook.site.parts.facts import Link, foreign, link
from journeybook.site.scene import Scene, once_a_page, once_an_atlas

TONES = {-2: "neg", -1: "neg", 0: "neu", 1: "pos", 2: "pos"}
STATUSES = ("in-progress", "accepted", "proposed", "done", "rejected")
"""The order in which improvements are listed."""


class FeelingBrief(NamedTuple):
    """How a moment feels: sign and word. `score` is None where only words are known."""

    score: int | None
    sign: str
    word: str
    tone: str
    quote: str
    sources: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class Level:
    """The sign and word of a pain, gain, opportunity or improvement. `drawn` says which of its kind's drawings it is."""

    kind: str
    level: int
    drawn: str
    word: str


class ItemBrief(NamedTuple):
    """A pain, gain, opportunity or improvement in a few words, with a link to all of it. `perspective` is whose it is, where it is not the
    customer's; `closed` says of a pain since when it no longer hurts."""

    entry: Entry
    kind: str
    label: str
    href: str
    level: int
    drawn: str
    word: str
    notes: tuple[str, ...]
    perspective: str = ""
    lang: str = ""
    affects: tuple[str, ...] = ()
    closed: str = ""


def feeling(scene: Scene, entry: Entry, feels: Feeling | None) -> FeelingBrief | None:
    """`feels` as sign and word, or None where nothing is said."""
    if feels is None:
        return None
    word = feels.word or ("" if feels.score is None else scene.words(f"feeling.{int(feels.score)}"))
    brief = _felt(feels.score, word, feels.quote)
    sources = scene.atlas.targets(entry, "evidence", feels)
    return brief._replace(sources=tuple(link(scene, source) for source in sources)) if sources else brief


@lru_cache(maxsize=1024)  # few of them have words of their own
def _felt(number: float | None, word: str, quote: str | None) -> FeelingBrief:
    # All words of a language as an argument would stay here for every build of a preview.
    score = None if number is None else int(number)
    sign = "" if score is None else signed(score)
    return FeelingBrief(score, sign, word, TONES.get(score, "none") if score is not None else "none", quote or "", ())


def felt(words: Words, score: int) -> FeelingBrief:
    """A bare score as sign and word."""
    return FeelingBrief(score, signed(score), words(f"feeling.{score}"), TONES[score], "", ())


def signed(score: int) -> str:
    """A score with its sign, minus as the typographic one: −2, 0, +1."""
    return f"+{score}" if score > 0 else str(score).replace("-", "−")


@once_a_page
def item(scene: Scene, entry: Entry) -> ItemBrief:
    """An item in a few words: sign and word for its level, what it rests on, how sure."""
    return _said(scene, entry)._replace(href=scene.href(entry))


@once_an_atlas
def _said(scene: Scene, entry: Entry) -> ItemBrief:
    """An item in a few words, without its address."""
    record, words = entry.record, scene.words
    affects = tuple(persona.id for persona in scene.atlas.targets(entry, "affects"))
    if isinstance(record, Pain):
        level = hurt(words, record.severity)
    elif isinstance(record, Improvement):
        level = progress(words, due.status_of(scene, entry))
    else:
        level = mark(words, entry.kind)
    role = plain(role_of(scene, entry.perspective).text) if entry.perspective else ""
    return ItemBrief(
        entry, entry.kind, plain(entry.label), "", level.level, level.drawn, level.word,
        grounds(scene, entry), role, foreign(scene, entry), affects, closed_since(scene, entry),
    )  # fmt: skip


def hurt(words: Words, severity: int | None) -> Level:
    """How bad a pain is."""
    word = words("severity.unknown" if severity is None else f"severity.{int(severity)}")
    return Level(kind="pain", level=int(severity or 0), drawn=str(int(severity or 0)), word=word)


def progress(words: Words, status: str | None) -> Level:
    """How far an improvement is."""
    return Level(kind="improvement", level=0, drawn=status or "proposed", word=words(f"choice.{status or 'proposed'}"))


def mark(words: Words, kind: str) -> Level:
    """A gain or an opportunity, which have no levels."""
    return Level(kind=kind, level=0, drawn="", word=words(kind))


def item_in_map(scene: Scene, entry: Entry) -> ItemBrief:
    """An item with the map that it stands in behind it."""
    brief = item(scene, entry)
    return brief._replace(notes=(*brief.notes, plain(entry.map.label))) if entry.map is not None else brief


def role_of(scene: Scene, role: str) -> Link:
    """The persona or team behind a role; the role as written where there is none."""
    target = scene.atlas.find("persona", role) or scene.atlas.find("team", role)
    return link(scene, target) if target is not None else Link(role, "")


def grounds(scene: Scene, entry: Entry) -> tuple[str, ...]:
    """How sure a claim is and what it rests on, or what became of an improvement that shipped, in words; else nothing."""
    if entry.kind == "improvement" and shipped_outcome.has_shipped(scene, entry):
        return tuple(filter(None, (shipped_outcome.effect(scene, entry).short,)))
    if entry.kind not in ("pain", "gain"):
        return ()
    words, notes = scene.words, []
    confidence = confidence_of(scene, entry)
    if confidence:
        notes.append(words(f"choice.{confidence}"))
    count = len(scene.atlas.targets(entry, "evidence"))
    notes.append(words("n_sources", n=count) if count else words("no_evidence"))
    return tuple(notes)


def confidence_of(scene: Scene, entry: Entry) -> str:
    """The stated confidence, or `stale` where all the evidence behind the claim has expired; empty where nothing is said."""
    sources = scene.atlas.targets(entry, "evidence")
    states = states_of_evidence(scene.atlas, scene.today)
    if sources and all(states[source] == "expired" for source in sources):
        return "stale"
    return getattr(entry.record, "confidence", None) or ""


def answers(scene: Scene, problems: Iterable[Entry]) -> tuple[ItemBrief, ...]:
    """The improvements that answer any of these pains, gains or opportunities: those that name one of them first, then those that only
    share an opportunity with it; none that was rejected."""
    found: dict[Entry, bool] = {}
    todo = list(problems)
    seen, asked = set(todo), len(todo)
    for number, problem in enumerate(todo):  # which grows meanwhile
        for reference in scene.atlas.referring_to(problem):
            source = reference.source
            if source.kind == "improvement" and source.record.status != "rejected":
                found.setdefault(source, number >= asked)
            elif source.kind == "opportunity" and source not in seen:
                seen.add(source)
                todo.append(source)
    listed = sorted(found, key=lambda it: (found[it], STATUSES.index(due.status_of(scene, it))))
    return tuple(item(scene, improvement) for improvement in listed)


def opportunity_score(scene: Scene, entry: Entry) -> str:
    """The Ulwick score of an opportunity with its band, in words; empty where importance or satisfaction is not known."""
    record, words = entry.record, scene.words
    if record.importance is None or record.satisfaction is None:
        return ""
    score = scoring.ulwick(record.importance, record.satisfaction)
    return words("ulwick.score", score=score, band=words(f"ulwick.{measures.ulwick_band(score)}"))


def is_open(scene: Scene, entry: Entry) -> bool:
    """Whether a pain still hurts today: it is not resolved, or only on a day that is to come."""
    return not by_day.is_resolved(entry.record, scene.today)


def closed_since(scene: Scene, entry: Entry) -> str:
    """Since when a pain no longer hurts, in words; empty where it still does."""
    return "" if entry.kind != "pain" or is_open(scene, entry) else scene.words("pains.resolved", date=facts.shown(scene, "date", entry.record.resolved))


def hurts(scene: Scene, pain: Entry) -> bool:
    """Whether a pain counts among the open ones: nobody looked at it and found that it is none."""
    return is_open(scene, pain) and pain.record.severity != 0


def of_no_day(scene: Scene, item: Entry) -> str:
    """Why an item is none of today, in words: its map is retired, or tells how things shall be; empty where it is."""
    record = item.map.record if item.map is not None else None
    if record is not None and record.status == "retired":
        return scene.words("choice.retired")
    return scene.words("choice.future") if record is not None and record.state == "future" and item.kind == "pain" else ""


@once_an_atlas
def _answered(scene: Scene, team: Entry) -> tuple[Entry, ...]:
    items = (item for kind in ("pain", "improvement") for item in scene.atlas.counted(kind))
    return tuple(item for item in items if any(owned.team is team for owned in scene.atlas.accountable(item)))


def answered(scene: Scene, team: Entry, kind: str) -> list[Entry]:
    """The pains or improvements that `team` answers for, because they, or what they stand in, name it."""
    return [item for item in _answered(scene, team) if item.kind == kind]


def open_answered(scene: Scene, team: Entry) -> tuple[list[Entry], list[Entry]]:
    """The open pains of today and the open improvements that `team` answers for."""
    pains = [pain for pain in answered(scene, team, "pain") if hurts(scene, pain) and not of_no_day(scene, pain)]
    return pains, [it for it in answered(scene, team, "improvement") if due.status_of(scene, it) not in due.CLOSED and not of_no_day(scene, it)]


def owner_links(scene: Scene, entry: Entry, own: bool = False) -> tuple[Link, ...]:
    """The teams answerable for `entry` (with `own`, only those that it names itself), unsure ones marked."""
    return _own_owners(scene, entry) if own else _answerable(scene, entry)


@once_a_page
def _own_owners(scene: Scene, entry: Entry) -> tuple[Link, ...]:
    return tuple(link(scene, owned.team, owned.sure) for owned in scene.atlas.owners(entry))


@once_a_page
def _answerable(scene: Scene, entry: Entry) -> tuple[Link, ...]:
    return tuple(link(scene, owned.team, owned.sure) for owned in scene.atlas.accountable(entry))


@once_an_atlas
def claims(scene: Scene, map_: Entry) -> tuple[int, int]:
    """How many of a map's claims (pains, gains, feelings) rest on evidence that has not expired, and how many there are."""
    states = [claim.state for claim in of_map(scene.atlas, map_, scene.today)]
    return states.count("living"), len(states)


SORTS = ("pain", "gain", "feeling", "moment", "opportunity", "improvement", "persona", "map")
"""The sorts of claims that evidence supports, in the order in which they are counted for readers."""


def counted_claims(scene: Scene, supported: Iterable[Reference]) -> str:
    """What rests on a piece of evidence, in words: 3 pains, 1 feeling."""
    sorts = Counter(map(sort_of, supported))
    return scene.words("separator").join(scene.words(f"supports.{name}", n=sorts[name]) for name in SORTS if sorts[name])
