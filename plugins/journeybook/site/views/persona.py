"""Who is this, and what do they go through? A persona's portrait, best and worst moments, pains, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.insight.reviews import evidence_state
from journeybook.model import Persona
from journeybook.site.parts import briefs, facts, lives
from journeybook.site.scene import Scene

LISTS = ("goals", "needs", "frustrations", "jobs")
HIDDEN = Persona.head() | {*LISTS, "quote", "context", "segment", "account_role", "image", "alt", "evidence"}


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A moment that is also told as this persona lives it."""

    link: facts.Link
    map: facts.Link
    feeling: briefs.FeelingBrief | None
    does: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """What the portrait rests on: when it was gathered, of how many, and whether it still holds."""

    link: facts.Link
    state: str
    facts: tuple[facts.Fact, ...]


@dataclass(frozen=True, kw_only=True)
class PersonaView:
    """The page of a persona."""

    image: str
    alt: str
    quote: str
    context: str
    role: str
    segment: tuple[facts.Link, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    maps: tuple[lives.Appearance, ...]
    pains: tuple[briefs.ItemBrief, ...]
    eased: tuple[briefs.ItemBrief, ...]
    gains: tuple[briefs.ItemBrief, ...]
    acts: tuple[tuple[facts.Link, tuple[facts.Link, ...]], ...]
    seen: tuple[Seen, ...]
    sources: tuple[Source, ...]
    more: tuple[facts.Fact, ...]


def view(scene: Scene, persona: Entry) -> PersonaView:
    """All that is known about `persona`."""
    record, words = persona.record, scene.words
    folder = record.file.rpartition("/")[0]
    path = "/".join(filter(None, (folder, record.image or "")))
    pains = sorted(lives.items(scene, persona, "pain"), key=lambda pain: -(pain.record.severity or 0))
    return PersonaView(
        image=scene.path_href(f"files/{path}") if record.image else "",
        alt=record.alt or "",
        quote=record.quote or "",
        context=record.context or "",
        role=words(f"choice.{record.account_role}") if record.account_role else "",
        segment=facts.links(scene, persona, "segment"),
        lists=tuple((words(f"field.{name}"), getattr(record, name)) for name in LISTS if getattr(record, name)),
        maps=lives.appearances(scene, persona),
        pains=tuple(briefs.item_in_map(scene, pain) for pain in pains if briefs.is_open(scene, pain)),
        eased=tuple(briefs.item_in_map(scene, pain) for pain in pains if not briefs.is_open(scene, pain)),
        gains=tuple(briefs.item_in_map(scene, gain) for gain in lives.items(scene, persona, "gain")),
        acts=tuple(_acts(scene, persona)),
        seen=tuple(_seen(scene, persona)),
        sources=tuple(_sources(scene, persona)),
        more=facts.facts(scene, persona, hide=HIDDEN if record.image else HIDDEN - {"alt"}),
    )


def _sources(scene: Scene, persona: Entry) -> Iterator[Source]:
    for entry in scene.atlas.targets(persona, "evidence"):
        told = (fact for fact in facts.facts(scene, entry) if fact.key in ("kind", "date", "n"))
        yield Source(facts.link(scene, entry), evidence_state(entry.record, scene.today), tuple(told))


def _acts(scene: Scene, persona: Entry) -> Iterator[tuple[facts.Link, tuple[facts.Link, ...]]]:
    found: dict[str, tuple[facts.Link, dict[str, facts.Link]]] = {}
    for reference in scene.atlas.referring_to(persona):
        source = reference.source
        if reference.field == "actor" and source.map is not None:
            found.setdefault(source.map.id, (facts.link(scene, source.map), {}))[1][source.id] = facts.link(scene, source)
    return ((map_, tuple(steps.values())) for map_, steps in found.values())


def _seen(scene: Scene, persona: Entry) -> Iterator[Seen]:
    for map_ in lives.maps(scene, persona):
        for spot in scene.atlas.spots[map_.id].values():
            for role, part in spot.record.perspectives.items():
                if scene.atlas.find("persona", role) is persona:
                    feeling = briefs.feeling(scene, spot, part.feels)
                    yield Seen(link=facts.link(scene, spot), map=facts.link(scene, map_), feeling=feeling, does=part.does)
