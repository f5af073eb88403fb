"""The table of pages: which pages an atlas has, where they are, and which views and template make each.

A page kind is one line in `PAGE_KINDS`. Doors ask `pages(atlas)` for the list and `location(entry)` for where a record is
shown; how a page's text is made is `render`'s part.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import ITEM_KINDS_BY_KIND, PLURALS, Entry
from journeybook.atlas.file_kinds import shape_of
from journeybook.languages import Words, spoken
from journeybook.model import Map
from journeybook.model.markup import plain
from journeybook.reading import ids
from journeybook.reading.problem import Problem
from journeybook.reading.yaml_text import Mapping as Tree
from journeybook.reading.yaml_text import Source
from journeybook.site.comparison.pairs import Comparison, Pair, pairs
from journeybook.site.comparison.pairs import compare as compare_maps
from journeybook.site.parts import children, family
from journeybook.site.scene import HOME, Scene, in_language
from journeybook.site.views import (
    backlog,
    both_curves,
    changes,
    channel,
    compare,
    comparison,
    consistency,
    coverage,
    curve,
    doing,
    evidence,
    findings,
    flow,
    glossary,
    goals,
    grid,
    guide,
    home,
    inventory,
    leading,
    legend,
    library,
    metric,
    moments,
    numbers,
    opportunities,
    ownership,
    pains,
    persona,
    personas,
    record,
    reviews,
    risks,
    segment,
    shipped,
    summary,
    system,
    team,
    teams,
    touchpoint,
    trust,
    walk,
    ways_lane,
)

View = Callable[[Scene, Any], Any]


@dataclass(frozen=True, kw_only=True)
class PageKind:
    """A kind of page: its template is `templates/pages/<name>.html`, which gets each view's result under the view's name."""

    name: str
    views: Mapping[str, View]
    has: Callable[[Atlas], object] | None = None
    """For hubs, which are about the whole atlas: whether there is anything to show. None for pages about one thing."""
    is_searched: bool = True
    """Whether a search finds it: not where it only says anew what another page says."""
    rows: Callable[[Atlas], int] = lambda atlas: 0
    """For hubs that are divided where they are long: how many rows their list has, and how many of them a part has room for."""
    size: int = 1


MAPS = 60
"""Of so many maps a page has room for what each has of its own."""
PAGE_KINDS: dict[str, PageKind] = {
    kind.name: kind
    for kind in (
        PageKind(name="home", views={"home": home.view}, has=lambda atlas: True, rows=lambda atlas: len(atlas.originals), size=home.SIZE),
        PageKind(
            name="how-to-read",
            views={
                "guide": guide.view,
                "grid": lambda scene, _: grid.view(scene, guide.example(scene).map),
                "curve": lambda scene, _: curve.of_stages(scene, list(guide.example(scene).nearby)),
            },
            has=lambda atlas: atlas.maps,
        ),
        PageKind(
            name="pains", views={"pains": pains.view}, has=lambda atlas: atlas.items["pain"], rows=lambda atlas: len(atlas.counted("pain")), size=pains.SIZE
        ),
        PageKind(name="moments", views={"moments": moments.view}, has=moments.any_moment),
        PageKind(
            name="backlog",
            views={"backlog": backlog.view, "shipped": shipped.view, "loose": findings.loose},
            has=lambda atlas: True,
            rows=lambda atlas: len(atlas.counted("improvement")),
            size=backlog.SIZE,
        ),
        PageKind(
            name="opportunities",
            views={"opportunities": opportunities.view},
            has=lambda atlas: atlas.items["opportunity"],
            rows=lambda atlas: len(atlas.counted("opportunity")),
            size=opportunities.SIZE,
        ),
        PageKind(name="goal-tree", views={"tree": goals.tree}, has=lambda atlas: atlas.library["goal"]),
        PageKind(name="numbers", views={"numbers": numbers.view}, has=lambda atlas: atlas.library["metric"]),
        PageKind(name="risks", views={"risks": risks.view}, has=risks.any_risk),
        PageKind(name="inventory", views={"inventory": inventory.view}, has=lambda atlas: atlas.library["touchpoint"]),
        PageKind(name="coverage", views={"coverage": coverage.view}, has=coverage.any_evidence, rows=lambda atlas: len(atlas.originals), size=MAPS),
        PageKind(name="consistency", views={"consistency": consistency.view}, has=consistency.has, rows=lambda atlas: len(atlas.originals), size=MAPS),
        PageKind(name="compare", views={"pairs": compare.view}, has=pairs),
        PageKind(name="reviews", views={"reviews": reviews.view}, has=reviews.any_map),
        PageKind(
            name="glossary",
            views={"glossary": glossary.view, "guide_href": lambda scene, _: scene.hub_href("how-to-read")},
            has=lambda atlas: atlas.library["term"],
        ),
        PageKind(name="changes", views={"changes": changes.view}, has=changes.has, rows=changes.rows, size=changes.SIZE),
        PageKind(name="teams", views={"teams": teams.view}, has=lambda atlas: atlas.library["team"]),
        PageKind(name="personas", views={"personas": personas.view}, has=lambda atlas: atlas.library["persona"]),
        PageKind(name="library", views={"shelves": library.view}, has=library.has),
        PageKind(
            name="map",
            views={
                "trust": trust.view,
                "grid": grid.view,
                "curve": curve.view,
                "ways": ways_lane.view,
                "flow": flow.view,
                "ownership": ownership.view,
                "findings": findings.view,
                "doing": doing.view,
                "backlog": backlog.view,
                "shipped": shipped.view,
                "legend": legend.view,
                "guide_href": lambda scene, _: scene.hub_href("how-to-read"),
                "ways_in": trust.ways_in,
                "above": family.chain,
                "below": children.unplaced,
            },
        ),
        PageKind(
            name="walk",
            views={
                "walk": walk.view,
                "trust": trust.view,
                "curve": lambda scene, map_: _own_curve(walk.inside(scene, map_), map_),
                "ways": lambda scene, map_: ways_lane.view(walk.inside(scene, map_), map_),
            },
            is_searched=False,
        ),
        PageKind(
            name="summary",
            views={"summary": summary.view, "trust": trust.view, "curve": lambda scene, map_: _own_curve(scene, map_), "ways": ways_lane.view},
            is_searched=False,
        ),
        PageKind(name="comparison", views={"both": lambda scene, pair: _side_by_side(scene, pair)}),
        PageKind(name="team", views={"record": record.view, "team": team.view}),
        PageKind(name="touchpoint", views={"record": record.head, "touchpoint": touchpoint.view}),
        PageKind(name="channel", views={"record": record.head, "channel": channel.view}),
        PageKind(name="system", views={"record": record.head, "system": system.view}),
        PageKind(name="evidence", views={"record": record.head, "evidence": evidence.view}),
        PageKind(name="metric", views={"record": record.view, "metric": metric.view}),
        PageKind(name="goal", views={"record": record.view, "goal": goals.view}),
        PageKind(name="persona", views={"record": record.view, "persona": persona.view}),
        PageKind(name="segment", views={"record": record.view, "segment": segment.view}),
        PageKind(name="record", views={"record": record.view}),
        PageKind(name="problems", views={}),
    )
}
"""Every kind of page; hubs in the order in which readers see them."""
SIDE_BY_SIDE: dict[str, Callable[[Scene, Comparison], Any]] = {
    "comparison": comparison.view, "curves": both_curves.view, "leading": leading.view,
}  # fmt: skip
REFERENCES = 500
"""What more records of the library are referred to by stands on further pages."""
OF_MAPS = ("walk", "summary")
"""The further pages of each map: they stand below it, by these names."""
OPTIONAL = tuple(name for name in PAGE_KINDS if name not in ("home", "map", "problems"))
"""The kinds of pages that a site may leave out."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page. `path` has neither ending nor leading slash; `file` is the YAML file it comes from, if it is one.

    `entry` is what it is about: a record, a pair of maps, or nothing less than the whole atlas. A page about the whole atlas that is
    too long stands in several `parts`, of which this is one.
    """

    kind: PageKind
    path: str
    title: str
    entry: Entry | Pair | None = None
    file: str = ""
    lang: str = ""
    part: int = 1
    parts: int = 1


def pages(atlas: Atlas, words: Words, today: datetime.date = datetime.date.max) -> Iterator[Page]:
    """All pages of `atlas` as of `today`, hubs first. `words` gives the titles of hubs in the site's language."""
    yield from hubs(atlas, words)
    for map_ in atlas.maps.values():
        yield Page(kind=PAGE_KINDS["map"], path=location(map_)[0], title=plain(map_.label), entry=map_, file=map_.record.file, lang=atlas.lang_of(map_))
    yield from _of_maps(atlas, words)
    for pair in pairs(atlas):
        yield Page(kind=PAGE_KINDS["comparison"], path=pair.path, title=plain(pair.label), entry=pair, lang=atlas.lang_of(pair.after))
    for kind, table in atlas.library.items():
        page_kind = PAGE_KINDS.get(kind, PAGE_KINDS["record"])
        for entry in table.values():
            own, *parts = _of_record(atlas, page_kind, entry, words)
            yield own
            yield from _further_values(atlas, own, words, today) if kind == "metric" else parts


def _further_values(atlas: Atlas, own: Page, words: Words, today: datetime.date) -> Iterator[Page]:
    """The further pages of a metric that has more values than its `own` page has room for."""
    assert isinstance(own.entry, Entry)
    for number in range(2, metric.further(atlas, own.entry, words, today) + 2):
        said = words if not own.lang or own.lang == words.code else words_of(atlas, own.lang)
        title = said("values.of", metric=own.title, number=said.number(number))
        kind = replace(own.kind, views={"metric": partial(metric.further_view, number=number)}, is_searched=False)
        yield replace(own, kind=kind, path=metric.further_path(own.entry, number), title=title)


def _of_record(atlas: Atlas, kind: PageKind, entry: Entry, words: Words) -> Iterator[Page]:
    """The page of a record of the library, in parts where very much refers to it."""
    parts = max(1, -(-len(atlas.referring_to(entry)) // REFERENCES)) if entry.kind != "metric" else 1  # which has further pages of its own
    file, lang, title = "" if entry.implied else entry.record.file, atlas.lang_of(entry), plain(entry.label)
    page = Page(kind=kind, path=location(entry)[0], title=title, entry=entry, file=file, lang=lang, parts=parts)
    yield page
    said = words if parts == 1 or lang == words.code else words_of(atlas, lang)
    for part in range(2, parts + 1):
        yield replace(page, path=f"{page.path}/{part}", title=said("part.of", title=title, part=part, parts=parts), part=part)


def words_of(atlas: Atlas, lang: str) -> Words:
    """The words of a site in the language `lang`: with those that the atlas has of its own, and without what it cannot know."""
    return Words(lang, atlas.settings.labels, instead={"no_owner": "unknown"} if atlas.lacks_owners else None)


def _of_maps(atlas: Atlas, words: Words) -> Iterator[Page]:
    """The further pages of the maps, each titled in its map's language."""
    spoken_here = {words.code: words}
    for map_ in atlas.maps.values():
        lang = atlas.lang_of(map_)
        if lang not in spoken_here:
            spoken_here[lang] = words_of(atlas, lang)
        for name in OF_MAPS:
            title = spoken_here[lang](f"{name}.of", map=plain(map_.label))
            yield Page(kind=PAGE_KINDS[name], path=f"{location(map_)[0]}/{name}", title=title, entry=map_, file=map_.record.file, lang=lang)


def hubs(atlas: Atlas, words: Words) -> Iterator[Page]:
    """The pages about the whole atlas that have something to show, home first; each in every language that maps are written in."""
    spoken_here = [("", words), *((lang, words_of(atlas, lang)) for lang in other_languages(atlas, words.code))]
    for kind in hub_kinds(atlas):
        parts = max(1, -(-kind.rows(atlas) // kind.size))
        for lang, said in spoken_here:
            title = _hub_title(atlas, kind, said)
            yield Page(kind=kind, path=in_language(hub_path(kind), lang), title=title, lang=lang, parts=parts)
            for part in range(2, parts + 1):
                named = said("part.of", title=title, part=part, parts=parts)
                yield Page(kind=kind, path=in_language(hub_path(kind), lang, part), title=named, lang=lang, part=part, parts=parts)


def hub_kinds(atlas: Atlas) -> Iterator[PageKind]:
    """The kinds of pages about the whole atlas that have something to show."""
    return (kind for kind in PAGE_KINDS.values() if kind.has is not None and kind.has(atlas))


def hub_path(kind: PageKind) -> str:
    """Where a page about the whole atlas is in the site's language."""
    return HOME if kind.name == "home" else kind.name


def other_languages(atlas: Atlas, site_lang: str) -> list[str]:
    """The languages that maps are written in, beside the site's own."""
    return sorted({spoken(atlas.lang_of(map_)) for map_ in atlas.maps.values()} - {spoken(site_lang)})


def _hub_title(atlas: Atlas, kind: PageKind, words: Words) -> str:
    return (kind.name == "home" and atlas.settings.title) or words(f"{kind.name}.title")


def titled(page: Page, words: Words, others: Words) -> Page:
    """`page`, listed with `words`, under the title that it has with `others` where its title is the interface's."""
    key = f"{page.kind.name}.title"
    return replace(page, title=others(key)) if page.entry is None and page.title == words.get(key, "") else page


def _side_by_side(scene: Scene, pair: Pair) -> dict[str, Any]:
    """The views of a pair of maps, which are compared once for all of them."""
    found = compare_maps(scene, pair)
    return {name: view(scene, found) for name, view in SIDE_BY_SIDE.items()}


def _own_curve(scene: Scene, map_: Entry) -> curve.Curve | None:
    """The curve of a map without those of others who live the same moments."""
    found = curve.view(scene, map_)
    return replace(found, own="", voices=()) if found is not None else None


def broken_pages(atlas: Atlas, problems: Iterable[Problem]) -> Iterator[Page]:
    """For a preview: a page for every file that errors kept from becoming a map, where its map would be."""
    shown = {map_.record.file for map_ in atlas.maps.values()}
    taken = set(atlas.maps)
    for path in dict.fromkeys(problem.place.path for problem in problems if problem.level == "error"):
        source = atlas.sources.get(path)
        if source is not None and path not in shown and _was_map(source):
            name = ids.unique(ids.slug(path.rpartition("/")[2].rpartition(".")[0], "map"), taken)
            taken.add(name)
            yield Page(kind=PAGE_KINDS["problems"], path=f"maps/{name}", title=path, file=path)


def _was_map(source: Source) -> bool:
    return not isinstance(source.tree, Tree) or shape_of(source.tree) is Map


def location(entry: Entry | Pair) -> tuple[str, str]:
    """Where a record or a pair of maps is shown: (path of the page, anchor on it)."""
    if isinstance(entry, Pair):
        return entry.path, ""
    if entry.kind in ("stage", "step") or entry.kind in ITEM_KINDS_BY_KIND:
        if entry.map is None:
            return "backlog", entry.anchor
        return location(entry.map)[0], entry.anchor
    return f"{PLURALS[entry.kind]}/{entry.id}", ""
