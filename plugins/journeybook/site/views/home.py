"""Which journeys are there, and how do they stand? The wall of all maps, the most urgent first; what is due, what changed, what is mine."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.insight import changes, untranslated
from journeybook.insight.reviews import ReviewState
from journeybook.languages import name_of
from journeybook.model.markup import plain
from journeybook.site.parts import briefs, due, facts, family, heat, news, standing_changes, team_figures, wall
from journeybook.site.scene import Scene, once_an_atlas

SIZE = 60
"""So many maps a page has room for; a larger atlas has further pages, the most urgent maps on the first."""
FACETS = {
    "team": "kind.team", "persona": "kind.persona", "segment": "kind.segment", "tag": "field.tags", "state": "field.state", "status": "field.status",
    "lang": "field.lang",
}  # fmt: skip
"""By what maps are found beside their columns, and what each is called."""
NEWEST = 3
"""So many lines each column of news has."""


@dataclass(frozen=True, kw_only=True)
class MapRow:
    """A map in a line. `pains` are the open ones by severity (4 to 1; 0 are those that nobody rated). `data` is by what it is found, and for
    how many moments each team answers (`mine`)."""

    link: facts.Link
    lang: str
    state: str
    state_word: str
    status: str
    status_word: str
    owners: tuple[facts.Link, ...]
    person: str
    review: ReviewState
    review_word: str
    picture: wall.Picture | None
    lowest: briefs.FeelingBrief | None
    lowest_link: facts.Link | None
    pains: dict[int, int]
    family: facts.Link | None
    translations: tuple[facts.Link, ...]
    data: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def open_pains(self) -> int:
        """How many pains are open."""
        return sum(self.pains.values())


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A map and the ones below it."""

    link: facts.Link
    state_word: str
    status: str
    status_word: str
    children: tuple[Branch, ...]


@dataclass(frozen=True, kw_only=True)
class TeamChoice:
    """A team that a reader may call theirs, with what it has to know first, in words."""

    id: str
    link: facts.Link
    said: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Home:
    """The home page. A map and its translations are one row and count once."""

    title: str
    summary: str
    rows: tuple[MapRow, ...]
    facets: tuple[tuple[str, str], ...]
    maps: int
    heat: heat.Heat
    tree: tuple[Branch, ...]
    due: tuple[news.Due, ...]
    changed: tuple[news.News, ...]
    changes: int
    teams: tuple[TeamChoice, ...]
    shipped: int
    open_pains: int
    blocking: int


def view(scene: Scene, entry: Entry | None) -> Home:
    """The home of the whole atlas."""
    atlas, words = scene.atlas, scene.words
    rows = tuple(_row(scene, map_) for map_ in scene.portion(_by_urgency(scene, None), SIZE))
    pains = [pain for pain in atlas.counted("pain") if briefs.hurts(scene, pain) and not briefs.of_no_day(scene, pain)]
    happened = changes.changes(atlas, scene.today)
    return Home(
        title=atlas.settings.title or words("home.title"),
        summary=atlas.settings.summary or "",
        rows=rows,
        facets=tuple((name, words(key)) for name, key in FACETS.items()),
        maps=len(atlas.originals),
        heat=heat.heat(scene),
        tree=_tree(scene),
        due=tuple(news.due_next(scene)),
        changed=tuple(news.told(scene, change) for change in happened[:NEWEST]),
        changes=len(happened) + len(standing_changes.crossings(scene, None)),
        teams=tuple(_teams(scene)),
        shipped=sum(1 for it in atlas.counted("improvement") if due.status_of(scene, it) == "done"),
        open_pains=len(pains),
        blocking=sum(1 for pain in pains if pain.record.severity == 4),
    )


@once_an_atlas
def _by_urgency(scene: Scene, _: None) -> tuple[Entry, ...]:
    """The maps: overdue reviews first, then what blocks, what is due soon, what is worse; retired ones come last."""

    def urgency(map_: Entry) -> tuple[object, ...]:
        low, pains, state = _lowest(scene, map_), _pains(scene, map_), due.review_of(scene, map_).state
        score = low.record.feels.score if low is not None else 3
        return (map_.record.status == "retired", state != "overdue", -pains[4], state != "due-soon", -pains[3], score, map_.label)

    return tuple(sorted(scene.atlas.originals, key=urgency))


def _lowest(scene: Scene, map_: Entry) -> Entry | None:
    scored = [spot for spot in scene.atlas.spots[map_.id].values() if spot.record.feels and spot.record.feels.score is not None]
    return min(scored, key=lambda spot: spot.record.feels.score, default=None)


def _pains(scene: Scene, map_: Entry) -> Counter[int]:
    """The open pains of a map by their severity, 0 for those that nobody rated."""
    pains = (pain for pain in untranslated.everything(scene.atlas, map_, "pain") if briefs.hurts(scene, pain))
    return Counter(int(pain.record.severity or 0) for pain in pains)


def _row(scene: Scene, map_: Entry) -> MapRow:
    atlas, words, record = scene.atlas, scene.words, map_.record
    low = _lowest(scene, map_)
    review = due.review_of(scene, map_)
    state, status = record.state or "current", record.status or "draft"
    family_above = family.above(scene, map_)
    return MapRow(
        link=facts.link(scene, map_), lang=atlas.lang_of(map_),
        state=state, state_word=words(f"choice.{state}"), status=status, status_word=words(f"choice.{status}"),
        owners=briefs.owner_links(scene, map_, own=True), person=plain(record.owner.person or "") if record.owner else "",
        review=review, review_word=due.next_review(scene, review) or due.last_said(scene, review),
        picture=wall.picture(scene, map_),
        lowest=briefs.feeling(scene, low, low.record.feels) if low else None, lowest_link=facts.link(scene, low) if low else None,
        pains=_pains(scene, map_),
        family=facts.link(scene, family_above) if family_above is not None else None,
        translations=tuple(facts.Link(name_of(atlas.lang_of(it)), scene.href(it), lang=atlas.lang_of(it)) for it in _translations(scene, map_)),
        data=(*_facets(scene, map_, (state, status)).items(), ("mine", tuple(f"{team} {n}" for team, n in _moments(scene, map_).items()))),
    )  # fmt: skip


def _moments(scene: Scene, map_: Entry) -> Counter[str]:
    """For how many steps, and stages without steps, each team answers."""
    atlas = scene.atlas
    return Counter(owned.team.id for spot in atlas.spots[map_.id].values() if not atlas.steps(spot) for owned in atlas.accountable(spot))


def _translations(scene: Scene, map_: Entry) -> list[Entry]:
    return [it for name, it in scene.atlas.maps.items() if name in scene.atlas.translations and scene.atlas.original(it) is map_]


def _facets(scene: Scene, map_: Entry, kinds: tuple[str, str]) -> dict[str, tuple[str, ...]]:
    """By what readers look for a map, in words, beside its columns."""
    atlas, words, record = scene.atlas, scene.words, map_.record
    langs = [atlas.lang_of(it) for it in (map_, *_translations(scene, map_))]
    segments = [*atlas.targets(map_, "segments"), *(it for persona in atlas.targets(map_, "personas") for it in atlas.targets(persona, "segment"))]
    found = {
        "team": [owned.team.label for spot in (map_, *atlas.spots[map_.id].values()) for owned in atlas.accountable(spot)],
        "persona": [it.label for it in atlas.targets(map_, "personas")],
        "segment": [it.label for it in segments],
        "tag": record.tags,
        "state": [words(f"choice.{kinds[0]}")],
        "status": [words(f"choice.{kinds[1]}")],
        "lang": [name_of(lang) for lang in langs],
    }
    return {name: tuple(dict.fromkeys(map(plain, values))) for name, values in found.items()}


def _tree(scene: Scene) -> tuple[Branch, ...]:
    atlas = scene.atlas
    children: dict[Entry, list[Entry]] = {}
    roots = []
    for map_ in atlas.originals:
        above = family.above(scene, map_)
        if above is not None:
            children.setdefault(above, []).append(map_)
        else:
            roots.append(map_)

    def branch(map_: Entry, seen: frozenset[Entry]) -> Branch:
        below = [child for child in children.get(map_, []) if child not in seen]
        record, words = map_.record, scene.words
        status = record.status or "draft"
        return Branch(
            link=facts.link(scene, map_), state_word=words(f"choice.{record.state or 'current'}"), status=status, status_word=words(f"choice.{status}"),
            children=tuple(branch(child, seen | {child}) for child in below),
        )  # fmt: skip

    return tuple(branch(root, frozenset({root})) for root in roots) if children else ()


def _teams(scene: Scene) -> Iterator[TeamChoice]:
    """The teams that answer for something, by name."""
    words = scene.words
    for team in sorted(scene.atlas.library["team"].values(), key=lambda it: words.order(it.label)):
        found = team_figures.of_team(scene, team)
        said = [words("mine.blocking", n=found.blocking) if found.blocking else words("n_pains", n=len(found.pains)) if found.pains else ""]
        said += [_next(scene, found.due[0].day) if found.due else ""]
        said += [words("mine.risky", n=found.risky) if found.risky else ""]
        if any(said):
            yield TeamChoice(id=team.id, link=facts.link(scene, team), said=tuple(filter(None, said)))


def _next(scene: Scene, day: datetime.date) -> str:
    return news.when(scene, day) if day < scene.today else scene.words("mine.due", date=scene.words.date(day))
