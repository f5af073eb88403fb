"""Who is this, and what do they go through? A persona's portrait, best and worst moments, pains, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.insight.reviews import evidence_state
from journeybook.model import Persona
from journeybook.model.maps import Feeling
from journeybook.site.parts import briefs, facts
from journeybook.site.scene import Scene

LISTS = ("goals", "needs", "frustrations", "jobs")
HIDDEN = Persona.head() | {*LISTS, "quote", "context", "segment", "account_role", "image", "alt", "evidence"}


@dataclass(frozen=True)
class Moment:
    """How the persona feels somewhere."""

    link: facts.Link
    feeling: briefs.FeelingBrief


@dataclass(frozen=True, kw_only=True)
class Appearance:
    """A map that the persona goes through. `shared` is how many other personas go through it with the same feelings."""

    map: facts.Link
    state: str
    lowest: Moment | None
    highest: Moment | None
    shared: int


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
    maps: tuple[Appearance, ...]
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
    pains = sorted(items(scene, persona, "pain"), key=lambda pain: -(pain.record.severity or 0))
    return PersonaView(
        image=scene.path_href(f"files/{path}") if record.image else "",
        alt=record.alt or "",
        quote=record.quote or "",
        context=record.context or "",
        role=words(f"choice.{record.account_role}") if record.account_role else "",
        segment=facts.links(scene, persona, "segment"),
        lists=tuple((words(f"field.{name}"), getattr(record, name)) for name in LISTS if getattr(record, name)),
        maps=appearances(scene, persona),
        pains=tuple(briefs.item_in_map(scene, pain) for pain in pains if briefs.is_open(scene, pain)),
        eased=tuple(briefs.item_in_map(scene, pain) for pain in pains if not briefs.is_open(scene, pain)),
        gains=tuple(briefs.item_in_map(scene, gain) for gain in items(scene, persona, "gain")),
        acts=tuple(_acts(scene, persona)),
        seen=tuple(_seen(scene, persona)),
        sources=tuple(_sources(scene, persona)),
        more=facts.facts(scene, persona, hide=HIDDEN if record.image else HIDDEN - {"alt"}),
    )


def _sources(scene: Scene, persona: Entry) -> Iterator[Source]:
    for entry in scene.atlas.targets(persona, "evidence"):
        told = (fact for fact in facts.facts(scene, entry) if fact.key in ("kind", "date", "n"))
        yield Source(facts.link(scene, entry), evidence_state(entry.record, scene.today), tuple(told))


def items(scene: Scene, persona: Entry, kind: str) -> list[Entry]:
    """The pains or gains that name the persona, stand in its perspective, or in a map that is its alone and name nobody."""
    atlas = scene.atlas
    found = dict.fromkeys(it.source for it in atlas.referring_to(persona) if it.field == "affects" and it.source.kind == kind)
    for map_ in _maps(scene, persona):
        alone = atlas.targets(map_, "personas") == [persona]
        for item in atlas.items_of(map_, kind):
            own = atlas.find("persona", item.perspective) is persona if item.perspective else alone
            if own and not atlas.targets(item, "affects"):
                found[item] = None
    return list(found)


def _maps(scene: Scene, persona: Entry) -> list[Entry]:
    """The maps that name the persona anywhere, in the atlas's order."""
    named = {it.source.map.id for it in scene.atlas.referring_to(persona) if it.source.map is not None}
    return [map_ for map_ in scene.atlas.maps.values() if map_.id in named]


def appearances(scene: Scene, persona: Entry) -> tuple[Appearance, ...]:
    """The maps that the persona goes through, and how it feels there."""
    return tuple(_appearances(scene, persona))


def _appearances(scene: Scene, persona: Entry) -> Iterator[Appearance]:
    for map_ in _maps(scene, persona):
        named = scene.atlas.targets(map_, "personas")
        felt = list(_felt(scene, persona, map_, persona in named))
        if persona not in named and not felt:
            continue
        moments = [Moment(facts.link(scene, spot), brief) for spot, part, _ in felt if (brief := briefs.feeling(scene, spot, part))]
        scored = [moment for moment in moments if moment.feeling.score is not None]
        low = min(scored, key=lambda it: it.feeling.score or 0, default=None)
        high = max(scored, key=lambda it: it.feeling.score or 0, default=None)
        shared = len(named) - 1 if any(not own for *_, own in felt) else 0
        state = scene.words(f"choice.{map_.record.state or 'current'}")
        yield Appearance(map=facts.link(scene, map_), state=state, lowest=low, highest=high if high is not low else None, shared=shared if scored else 0)


def _felt(scene: Scene, persona: Entry, map_: Entry, takes_part: bool) -> list[tuple[Entry, Feeling, bool]]:
    """How the persona feels in `map_`, and whether the moment is its own or that of all personas of the map, as nobody is named."""
    own, shared = [], []
    for spot in scene.atlas.spots[map_.id].values():
        actors = scene.atlas.targets(spot, "actor")
        if spot.record.feels is not None and persona in actors:
            own.append((spot, spot.record.feels, True))
        elif spot.record.feels is not None and takes_part and not actors:
            shared.append((spot, spot.record.feels, False))
        for role, part in spot.record.perspectives.items():
            if part.feels is not None and scene.atlas.find("persona", role) is persona:
                own.append((spot, part.feels, True))
    return own + shared


def _acts(scene: Scene, persona: Entry) -> Iterator[tuple[facts.Link, tuple[facts.Link, ...]]]:
    found: dict[str, tuple[facts.Link, dict[str, facts.Link]]] = {}
    for reference in scene.atlas.referring_to(persona):
        source = reference.source
        if reference.field == "actor" and source.map is not None:
            found.setdefault(source.map.id, (facts.link(scene, source.map), {}))[1][source.id] = facts.link(scene, source)
    return ((map_, tuple(steps.values())) for map_, steps in found.values())


def _seen(scene: Scene, persona: Entry) -> Iterator[Seen]:
    for map_ in _maps(scene, persona):
        for spot in scene.atlas.spots[map_.id].values():
            for role, part in spot.record.perspectives.items():
                if scene.atlas.find("persona", role) is persona:
                    feeling = briefs.feeling(scene, spot, part.feels)
                    yield Seen(link=facts.link(scene, spot), map=facts.link(scene, map_), feeling=feeling, does=part.does)
