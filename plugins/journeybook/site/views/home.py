"""Which journeys are there, and how do they stand? The atlas's home: all maps, their tree, what is overdue, the teams."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from journeybook.atlas.entry import PLURALS, Entry
from journeybook.insight import untranslated
from journeybook.insight.reviews import ReviewState
from journeybook.site.parts import briefs, due, facts
from journeybook.site.scene import Scene

STATUSES = ("live", "in-review", "draft", "retired")
"""The order in which the maps are listed."""


@dataclass(frozen=True, kw_only=True)
class MapRow:
    """A map in a line. `keys` are for sorting and filtering: plain words and numbers."""

    entry: Entry
    link: facts.Link
    summary: str
    lang: str
    state: str
    state_word: str
    status: str
    status_word: str
    owners: tuple[facts.Link, ...]
    review: ReviewState
    review_word: str
    lowest: briefs.FeelingBrief | None
    lowest_link: facts.Link | None
    open_pains: int
    worst: int
    worst_word: str
    claims: tuple[int, int]
    translates: facts.Link | None


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A map and the ones below it."""

    link: facts.Link
    state_word: str
    status: str
    status_word: str
    children: tuple[Branch, ...]


@dataclass(frozen=True, kw_only=True)
class Overdue:
    """Something that should have happened by now."""

    link: facts.Link
    what: str
    when: str
    owners: tuple[facts.Link, ...]


@dataclass(frozen=True, kw_only=True)
class TeamRow:
    """A team and what it has, in numbers."""

    link: facts.Link
    maps: int
    stages: int
    open_pains: int
    improvements: int

    @property
    def idle(self) -> bool:
        """Whether nothing names the team as its owner."""
        return not (self.maps or self.stages or self.open_pains or self.improvements)


@dataclass(frozen=True)
class Shelf:
    """The library's records of one kind, by name."""

    kind: str
    label: str
    links: tuple[facts.Link, ...]


@dataclass(frozen=True, kw_only=True)
class Home:
    """The home page. `maps` counts a map and its translations once."""

    title: str
    summary: str
    rows: tuple[MapRow, ...]
    maps: int
    tree: tuple[Branch, ...]
    overdue: tuple[Overdue, ...]
    teams: tuple[TeamRow, ...]
    shelves: tuple[Shelf, ...]
    improvements: int
    open_pains: int
    blocking: int


def view(scene: Scene, entry: Entry | None) -> Home:
    """The home of the whole atlas."""
    atlas, words = scene.atlas, scene.words
    by_status = sorted(atlas.maps.values(), key=lambda map_: (STATUSES.index(map_.record.status or "draft"), map_.label))
    rows = tuple(_row(scene, map_) for map_ in by_status)
    pains = [pain for pain in atlas.counted("pain") if briefs.hurts(scene, pain) and not briefs.of_no_day(scene, pain)]
    works = [it for it in atlas.counted("improvement") if due.status_of(scene, it) in due.CLOSED or not briefs.of_no_day(scene, it)]
    return Home(
        title=atlas.settings.title or words("home.title"),
        summary=atlas.settings.summary or "",
        rows=rows,
        maps=len(atlas.originals),
        tree=_tree(scene),
        overdue=tuple(_overdue(scene)),
        teams=tuple(sorted((_team(scene, team) for team in atlas.library["team"].values()), key=_by_name(scene))),
        shelves=tuple(_shelves(scene)),
        improvements=len(works),
        open_pains=len(pains),
        blocking=sum(1 for pain in pains if pain.record.severity == 4),
    )


def _row(scene: Scene, map_: Entry) -> MapRow:
    atlas, words, record = scene.atlas, scene.words, map_.record
    scored = [spot for spot in atlas.spots[map_.id].values() if spot.record.feels and spot.record.feels.score is not None]
    low = min(scored, key=lambda spot: spot.record.feels.score, default=None)
    pains = [pain for pain in untranslated.everything(atlas, map_, "pain") if briefs.hurts(scene, pain)]
    original = atlas.original(map_)
    worst = max((int(pain.record.severity or 0) for pain in pains), default=0)
    review = due.review_of(scene, map_)
    state, status = record.state or "current", record.status or "draft"
    return MapRow(
        entry=map_, link=facts.link(scene, map_), summary=record.summary or "", lang=atlas.lang_of(map_),
        state=state, state_word=words(f"choice.{state}"), status=status, status_word=words(f"choice.{status}"),
        owners=briefs.owner_links(scene, map_, own=True),
        review=review, review_word=due.next_review(scene, review) or _last(scene, review),
        lowest=briefs.feeling(scene, low, low.record.feels) if low else None, lowest_link=facts.link(scene, low) if low else None,
        open_pains=len(pains), worst=worst, worst_word=words(f"severity.{worst}") if worst else "", claims=briefs.claims(scene, original),
        translates=facts.link(scene, original) if original is not map_ else None,
    )  # fmt: skip


def _last(scene: Scene, review: ReviewState) -> str:
    return scene.words("review.never") if review.last is None else scene.words.date(review.last)


def _tree(scene: Scene) -> tuple[Branch, ...]:
    atlas = scene.atlas
    children: dict[Entry, list[Entry]] = {}
    roots = []
    for map_ in atlas.originals:
        parents = atlas.targets(map_, "parent") or atlas.targets(map_, "baseline") or atlas.targets(map_, "variant_of")
        if parents and atlas.original(parents[0]) is not map_:
            children.setdefault(atlas.original(parents[0]), []).append(map_)
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


def _overdue(scene: Scene) -> list[Overdue]:
    found = due.late(scene, due.reviewed(scene.atlas), scene.atlas.counted("improvement"))
    return [Overdue(link=it.link, what=it.what, when=it.when, owners=briefs.owner_links(scene, it.entry)) for it in found]


def _team(scene: Scene, team: Entry) -> TeamRow:
    owned = {"map": 0, "stage": 0, "step": 0}
    named = (it.source for it in scene.atlas.referring_to(team) if it.answers)
    for source in dict.fromkeys(named):
        if source.kind in owned:
            owned[source.kind] += 1
    pains, improvements = briefs.open_answered(scene, team)
    return TeamRow(
        link=facts.link(scene, team), maps=owned["map"], stages=owned["stage"] + owned["step"], open_pains=len(pains), improvements=len(improvements)
    )


def _by_name(scene: Scene) -> Callable[[TeamRow], tuple[bool, tuple[bytes, str]]]:
    """The order of the teams: those that own nothing come last."""
    return lambda row: (row.idle, scene.words.order(row.link.text))


def _shelves(scene: Scene) -> list[Shelf]:
    found = []
    for kind, table in scene.atlas.library.items():
        if table and kind != "team":
            links = tuple(facts.link(scene, entry) for entry in sorted(table.values(), key=lambda entry: scene.words.order(entry.label)))
            found.append(Shelf(kind, scene.words(f"kinds.{PLURALS[kind]}"), links))
    return found
