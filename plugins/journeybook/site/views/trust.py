"""Can I trust this map? Owner, freshness, what its claims rest on, and all that is said about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from journeybook.atlas.entry import PLURALS, Entry, Reference
from journeybook.insight import claims, untranslated
from journeybook.insight.reviews import ReviewState, plan_of
from journeybook.languages import name_of
from journeybook.model.maps import LogEntry
from journeybook.site.comparison import pairs
from journeybook.site.parts import briefs, due, facts, in_short
from journeybook.site.parts.facts import Fact, Link
from journeybook.site.scene import Scene

HIDDEN = frozenset({
    "title", "summary", "stages", "transitions", "pains", "gains", "opportunities", "improvements", "media", "review",
    "status", "state", "evidence",
})  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Source:
    """A piece of evidence that the map names, how it stands today, and what of the map rests on it, in words: its page has each."""

    link: Link
    state: str
    facts: tuple[Fact, ...]
    supports: str


@dataclass(frozen=True, kw_only=True)
class LogRow:
    """One review that took place."""

    date: str
    by: str
    outcome: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Trust:
    """The head of a map page and its last sections."""

    status: str
    status_word: str
    state_word: str
    chips: tuple[str, ...]
    owners: tuple[facts.Link, ...]
    person: str
    personas: tuple[facts.Link, ...]
    review: ReviewState
    last_said: str
    due_word: str
    log: tuple[LogRow, ...]
    triggers: tuple[str, ...]
    every: str
    claims: tuple[int, int]
    open_pains: int
    blocking: int
    open_plans: int
    replaced_by: tuple[facts.Link, ...]
    baseline: tuple[facts.Link, ...]
    facts: tuple[facts.Fact, ...]
    sources: tuple[Source, ...]
    edit_href: str
    file: str


def view(scene: Scene, map_: Entry) -> Trust:
    """What a reader needs to know before believing `map_`."""
    record, words = map_.record, scene.words
    review = due.review_of(scene, map_)
    plan, every = plan_of(scene.atlas, map_)
    pains = [pain for pain in untranslated.everything(scene.atlas, map_, "pain") if briefs.hurts(scene, pain)]
    status = record.status or "draft"
    chips = [words(f"choice.{value}") for value in (record.state, record.market) if value]
    return Trust(
        status=status,
        status_word=words(f"choice.{status}"),
        state_word=words(f"choice.{record.state or 'current'}"),
        chips=(*chips, *record.tags),
        owners=briefs.owner_links(scene, map_, own=True),
        person=(record.owner.person or "") if record.owner else "",
        personas=facts.links(scene, map_, "personas"),
        review=review,
        last_said=due.last_said(scene, review),
        due_word=due.next_review(scene, review),
        log=tuple(_log(scene, entry) for entry in (plan.log if plan else ())),
        triggers=tuple(_trigger(scene, text) for text in plan.triggers) if plan else (),
        every=facts.period(scene, every) if every else "",
        claims=briefs.claims(scene, scene.atlas.original(map_)),
        open_pains=len(pains),
        blocking=sum(1 for pain in pains if pain.record.severity == 4),
        open_plans=len(in_short.doing(scene, map_)),
        replaced_by=facts.links(scene, map_, "replaced_by"),
        baseline=facts.links(scene, map_, "baseline"),
        facts=facts.facts(scene, map_, hide=HIDDEN),
        sources=tuple(_sources(scene, map_)),
        edit_href=scene.edit_href(record.file) if scene.names_files else "",
        file=record.file if scene.names_files else "",
    )


def ways_in(scene: Scene, map_: Entry) -> tuple[Link, ...]:
    """The other ways to look at `map_`: step by step, on one page, beside another, in other languages."""
    words = scene.words
    walks = (Link(words(f"map.{name}"), scene.path_href(f"{PLURALS['map']}/{map_.id}/{name}"), kind=name) for name in ("walk", "summary"))
    beside = (link._replace(text=words("map.compare", map=link.text)) for link in pairs.links(scene, map_))
    languages = (facts.link(scene, other)._replace(text=name_of(scene.atlas.lang_of(other))) for other in _other_languages(scene, map_))
    return tuple(link for link in (*walks, *beside, *languages) if link.href)


def _other_languages(scene: Scene, map_: Entry) -> list[Entry]:
    atlas = scene.atlas
    original = atlas.original(map_)
    translations = [r.source for r in atlas.referring_to(original) if r.field == "translation_of"]
    return [other for other in (original, *translations) if other is not map_]


def _trigger(scene: Scene, text: str) -> str:
    """What calls for a review, in words where it is a name such as new-trend."""
    return scene.words.get(f"trigger.{text}", text.replace("-", " ") if re.fullmatch("[a-z0-9-]+", text) else text)


def _log(scene: Scene, entry: LogEntry) -> LogRow:
    word = scene.words(f"choice.{entry.outcome}") if entry.outcome else ""
    return LogRow(date=scene.words.date(entry.date), by=entry.by or "", outcome=word, note=entry.note or "")


def _sources(scene: Scene, map_: Entry) -> list[Source]:
    atlas = scene.atlas
    supports: dict[Entry, dict[str, Reference]] = {}
    named = claims.naming_evidence(atlas)
    for reference in named.get(map_) or named.get(atlas.original(map_)) or ():
        supports.setdefault(reference.target, {})[scene.href(reference.source)] = reference
    states = claims.states_of_evidence(atlas, scene.today)
    return [
        Source(
            link=facts.link(scene, entry),
            state=states[entry],
            facts=facts.facts(scene, entry, hide={"title"}),
            supports=briefs.counted_claims(scene, references.values()),
        )
        for entry, references in supports.items()
    ]
