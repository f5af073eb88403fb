"""Small answers that several pages give about a record: how bad a pain is, how a moment feels, what a claim rests on."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.atlas import Entry
from journeybook.facts import Link, foreign, link
from journeybook.markup import plain
from journeybook.model import Improvement, Pain
from journeybook.model.maps import Feeling
from journeybook.review import evidence_state
from journeybook.scene import Scene

TONES = {-2: "neg", -1: "neg", 0: "neu", 1: "pos", 2: "pos"}
STATUSES = ("in-progress", "accepted", "proposed", "done", "rejected")
"""The order in which improvements are listed."""


@dataclass(frozen=True)
class FeelingBrief:
    """How a moment feels: sign and word. `score` is None where only words are known."""

    score: int | None
    sign: str
    word: str
    tone: str
    quote: str
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class ItemBrief:
    """A pain, gain, opportunity or improvement in a few words, with a link to all of it."""

    entry: Entry
    kind: str
    label: str
    href: str
    level: int
    sign: str
    word: str
    notes: tuple[str, ...]
    perspective: str = ""
    lang: str = ""
    affects: tuple[str, ...] = ()


def feeling(scene: Scene, entry: Entry, feels: Feeling | None) -> FeelingBrief | None:
    """`feels` as sign and word, or None where nothing is said."""
    if feels is None:
        return None
    score = None if feels.score is None else int(feels.score)
    sign = "" if score is None else signed(score)
    word = feels.word or ("" if score is None else scene.words(f"feeling.{score}"))
    sources = tuple(link(scene, target) for target in scene.atlas.targets(entry, "evidence", feels))
    return FeelingBrief(score, sign, word, TONES.get(score, "none") if score is not None else "none", feels.quote or "", sources)


def signed(score: int) -> str:
    """A score with its sign, minus as the typographic one: −2, 0, +1."""
    return f"+{score}" if score > 0 else str(score).replace("-", "−")


def item(scene: Scene, entry: Entry) -> ItemBrief:
    """An item in a few words: sign and word for its level, what it rests on, how sure."""
    record, words = entry.record, scene.words
    level, sign, word = 0, "", ""
    affects = tuple(persona.id for persona in scene.atlas.targets(entry, "affects"))
    if isinstance(record, Pain):
        level = 0 if record.severity is None else int(record.severity)
        sign, word = "▲", words(f"severity.{level}") if record.severity is not None else words("severity.unknown")
    elif isinstance(record, Improvement):
        sign, word = "→", words(f"choice.{record.status or 'proposed'}")
    elif entry.kind == "gain":
        sign, word = "✓", words("gain")
    else:
        sign, word = "◇", words("opportunity")
    return ItemBrief(entry, entry.kind, plain(entry.label), scene.href(entry), level, sign, word, grounds(scene, entry), plain(role_of(scene, entry.perspective).text), foreign(scene, entry), affects)


def role_of(scene: Scene, role: str) -> Link:
    """The persona or team behind a role; the role as written where there is none."""
    target = scene.atlas.find("persona", role) or scene.atlas.find("team", role)
    return link(scene, target) if target is not None else Link(role, "")


def grounds(scene: Scene, entry: Entry) -> tuple[str, ...]:
    """How sure a claim is and what it rests on, in words; nothing for kinds that are no claims."""
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
    if sources and all(evidence_state(source.record, scene.today) == "expired" for source in sources):
        return "stale"
    return getattr(entry.record, "confidence", None) or ""


def is_open(entry: Entry) -> bool:
    """Whether a pain still hurts: it is not resolved."""
    return getattr(entry.record, "resolved", None) is None


def owner_links(scene: Scene, entry: Entry, own: bool = False) -> tuple[Link, ...]:
    """The teams answerable for `entry` (with `own`, only those that it names itself), unsure ones marked."""
    owners = scene.atlas.owners(entry) if own else scene.atlas.accountable(entry)
    return tuple(link(scene, owned.team, owned.sure) for owned in owners)


def claims(scene: Scene, map_: Entry) -> tuple[int, int]:
    """How many of a map's claims (pains, gains, feelings) rest on evidence that has not expired, and how many there are."""
    atlas = scene.atlas
    sources = [atlas.targets(entry, "evidence") for kind in ("pain", "gain") for entry in atlas.items_of(map_, kind)]
    for spot in atlas.spots[map_.id].values():
        if spot.record.feels is not None:
            sources.append(atlas.targets(spot, "evidence", spot.record.feels))
    living = [any(evidence_state(s.record, scene.today) != "expired" for s in found) for found in sources]
    return sum(living), len(sources)
