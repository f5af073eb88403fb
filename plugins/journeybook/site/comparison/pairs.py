"""Two maps beside each other: which pairs there are, which stage, step or item of one is which of the other, what differs.

Which is which is `alignment`'s part, what a map says nothing about `not_said`'s, fields `differences`', words and places on a
page the views'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product, starmap
from typing import ClassVar, Literal

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.insight.alignment import Move, aligned, match
from journeybook.insight.not_said import is_silent
from journeybook.model.markup import plain
from journeybook.site.comparison.differences import Difference, Differences, of_maps, of_spots
from journeybook.site.parts import briefs, facts
from journeybook.site.scene import Scene

SIBLINGS = 5
"""So many variants of one map are also compared with each other: more would make more pages than anybody reads."""
LINKS = ("baseline", "variant_of")
Mark = Literal["new", "gone", "changed", "unsaid", "same"]
MARKS: tuple[Mark, ...] = ("new", "gone", "changed", "unsaid", "same")


@dataclass(frozen=True)
class Pair:
    """Two maps to compare; `how` is the field that joins them."""

    kind: ClassVar[str] = "pair"
    before: Entry
    after: Entry
    how: str

    @property
    def label(self) -> str:
        """What it is called, in any language."""
        return f"{self.before.label} {'→' if self.how == 'baseline' else '↔'} {self.after.label}"

    @property
    def path(self) -> str:
        """Where their page is. A folder for each id, because two long ids are no legal name of a file."""
        return _path(self.before.id, self.after.id)

    @property
    def earlier_paths(self) -> list[str]:
        """Where it was, when the maps had other ids."""
        names = [(map_.id, *map_.record.aliases) for map_ in (self.before, self.after)]
        return [path for path in starmap(_path, product(*names)) if path != self.path]


def _path(before: str, after: str) -> str:
    return f"compare/{before}/{after}"


def pairs(atlas: Atlas) -> list[Pair]:
    """Every pair of the atlas, in the order of the later maps."""
    return [pair for map_ in atlas.maps.values() for pair in _leading_to(atlas, map_)]


def pairs_of(atlas: Atlas, map_: Entry) -> list[Pair]:
    """The pairs in which `map_` is one of the two."""
    family = _translations(atlas, map_)
    near = [map_, *(r.source for one in family for r in atlas.referring_to(one) if r.field in LINKS)]
    near += [one for target in atlas.targets(map_, "variant_of") for one in _variants(atlas, target)]
    near = [other for one in dict.fromkeys(near) for other in _translations(atlas, one)]
    found = [pair for one in dict.fromkeys(near) for pair in _leading_to(atlas, one)]
    return [pair for pair in dict.fromkeys(found) if map_ in (pair.before, pair.after)]


def _leading_to(atlas: Atlas, map_: Entry) -> list[Pair]:
    """The pairs whose later map is `map_`: with what it replaces, what it varies, and other variants of the same."""
    lang, original = atlas.lang_of(map_), atlas.original(map_)
    found: dict[Entry, Pair] = {}
    for how in LINKS:
        for target in atlas.targets(map_, how):
            siblings = _variants(atlas, target) if how == "variant_of" else []
            earlier = siblings[: siblings.index(original)] if original in siblings and len(siblings) <= SIBLINGS else []
            others = [_in_language(atlas, one, lang) for one in (target, *earlier)]
            for other in (others[0], *(one for one in others[1:] if atlas.lang_of(one) == lang)):
                if atlas.original(other) is not original:
                    found.setdefault(other, Pair(other, map_, how))
    return list(found.values())


def _variants(atlas: Atlas, target: Entry) -> list[Entry]:
    """The maps that vary `target`, whatever the language in which they name it; a translation is no further one."""
    referring = atlas.referring_to(atlas.original(target))
    return [r.source for r in referring if r.field == "variant_of" and r.source.id not in atlas.translations]


def _in_language(atlas: Atlas, map_: Entry, lang: str) -> Entry:
    """`map_` or its translation in the language `lang`, where there is one: words of two languages always differ."""
    return next((one for one in _translations(atlas, map_) if atlas.lang_of(one) == lang), map_)


def _translations(atlas: Atlas, map_: Entry) -> list[Entry]:
    """`map_`, its original, and all translations of that."""
    original = atlas.original(map_)
    return [map_, original, *(r.source for r in atlas.referring_to(original) if r.field == "translation_of")]


@dataclass(frozen=True, eq=False, kw_only=True)
class Row:
    """A stage, step or item of one map, the other, or both, and what differs. `steps` are those of a stage.

    `silent`: the map that does not have it says nothing of such things there, so that it is neither new nor gone.
    """

    before: Entry | None
    after: Entry | None
    changes: tuple[Difference, ...] = ()
    unsaid: tuple[str, ...] = ()
    move: Move | None = None
    steps: tuple[Row, ...] = ()
    silent: bool = False

    @property
    def spot(self) -> Entry:
        """The later of the two, where both are there."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def own_mark(self) -> Mark:
        """Whether it is new, gone, changed, the same, or unsaid on one side, its steps apart."""
        if self.silent:
            return "unsaid"
        if self.before is None:
            return "new"
        if self.after is None:
            return "gone"
        return "changed" if self.changes or self.move else "same"

    @property
    def mark(self) -> Mark:
        """The same with the steps: a stage with another step is another stage."""
        inner = any(step.own_mark not in ("same", "unsaid") for step in self.steps)
        return "changed" if self.own_mark == "same" and inner else self.own_mark


@dataclass(frozen=True, eq=False, kw_only=True)
class Comparison:
    """Two maps, aligned. `rows` are the stages, those that are gone where they stood; items and touchpoints without an order."""

    pair: Pair
    whole: Differences
    rows: tuple[Row, ...]
    pains: tuple[Row, ...]
    touchpoints: tuple[Row, ...]
    partners: Mapping[Entry, Entry]

    @property
    def steps(self) -> tuple[Row, ...]:
        """The steps of all stages."""
        return tuple(step for row in self.rows for step in row.steps)

    @cached_property
    def counts(self) -> Mapping[str, Counter[Mark]]:
        """How many stages, steps and pains bear each mark: what every sentence and table counts."""
        return {
            "stages": Counter(row.mark for row in self.rows),
            "steps": Counter(row.own_mark for row in self.steps),
            "pains": Counter(row.own_mark for row in self.pains),
        }

    @cached_property
    def apart(self) -> bool:
        """Whether the two have no stage and no step in common: then one takes the other's place, and nothing of it changes."""
        return all(row.before is None or row.after is None for row in (*self.rows, *self.steps))

    @cached_property
    def told(self) -> Pair:
        """The pair as its marks tell of it: where nothing is in common, nothing is gone either, but only in one of the two."""
        return replace(self.pair, how="variant_of") if self.apart else self.pair

    @cached_property
    def by_spot(self) -> dict[Entry, Row]:
        """The row of every stage and step of both maps."""
        return {spot: row for row in (*self.rows, *self.steps) for spot in (row.before, row.after) if spot is not None}


def compare(scene: Scene, pair: Pair) -> Comparison:
    """Everything that differs between the two maps of `pair`."""
    atlas, maps = scene.atlas, (pair.before, pair.after)
    before, after = (atlas.stages(map_) for map_ in maps)
    earlier, later = ([step for stage in found for step in atlas.steps(stage)] for found in (before, after))
    partners = match(before, after)
    partners |= match(earlier, later, near=lambda one, other: one.stage is not None and partners.get(one.stage) is other.stage)
    rows = tuple(_row(scene, one, other, move, tuple(_steps(scene, one, other, partners))) for one, other, move in aligned(before, after, partners))
    return Comparison(
        pair=pair, whole=of_maps(scene, *maps), rows=rows,
        pains=tuple(_pains(scene, pair, partners)),
        touchpoints=tuple(_touched(atlas, pair, partners)),
        partners=partners,
    )  # fmt: skip


def _pains(scene: Scene, pair: Pair, partners: Mapping[Entry, Entry]) -> Iterator[Row]:
    """The open pains of both; one that the later map calls resolved is gone, whatever else that says."""
    atlas = scene.atlas
    every = [atlas.items_of(map_, "pain") for map_ in (pair.before, pair.after)]
    before, after = ([pain for pain in pains if briefs.is_open(scene, pain)] for pains in every)
    solved = match(before, [pain for pain in every[1] if not briefs.is_open(scene, pain)])
    for one, other, _ in aligned(before, after, match(before, after)):
        found = one or other
        assert found is not None
        silent = one not in solved and _silent(atlas, pair, partners, "pains", one, other, atlas.spots_of(found))
        yield Row(before=one, after=other, silent=silent)


def _touched(atlas: Atlas, pair: Pair, partners: Mapping[Entry, Entry]) -> Iterator[Row]:
    before, after = touchpoints(atlas, pair.before), touchpoints(atlas, pair.after)
    for one, other, _ in aligned(before, after, match(before, after)):
        found, map_ = (other, pair.after) if one is None else (one, pair.before)
        assert found is not None
        places = [spot for spot in atlas.spots[map_.id].values() if found in atlas.targets(spot, "touchpoints")]
        yield Row(before=one, after=other, silent=_silent(atlas, pair, partners, "touchpoints", one, other, places))


def _silent(atlas: Atlas, pair: Pair, partners: Mapping[Entry, Entry], name: str, one: Entry | None, other: Entry | None, places: Iterable[Entry]) -> bool:
    """Whether the map that lacks something says nothing of the list `name` where the other has it."""
    if one is not None and other is not None:
        return False
    if other is None:
        return is_silent(atlas, name, places, partners, pair.after)
    return is_silent(atlas, name, places, {its: mine for mine, its in partners.items()}, pair.before)


def touchpoints(atlas: Atlas, map_: Entry) -> list[Entry]:
    """The touchpoints of a map, its stages and its steps, in the order in which customers meet them."""
    spots = (map_, *atlas.spots[map_.id].values())
    return list(dict.fromkeys(target for spot in spots for target in atlas.targets(spot, "touchpoints")))


def _steps(scene: Scene, before: Entry | None, after: Entry | None, partners: Mapping[Entry, Entry]) -> Iterator[Row]:
    earlier, later = (scene.atlas.steps(stage) if stage is not None else [] for stage in (before, after))
    for one, other, move in aligned(earlier, later, partners):
        if one is not None and other is not None and (partners.get(one.stage) if one.stage else None) is not other.stage:
            move = Move("stage", one.stage)
        missing = after if other is None else before if one is None else None
        yield _row(scene, one, other, move, silent=missing is not None and not missing.record.said("steps"))


def _row(scene: Scene, before: Entry | None, after: Entry | None, move: Move | None, steps: tuple[Row, ...] = (), silent: bool = False) -> Row:
    if before is None or after is None:
        return Row(before=before, after=after, steps=steps, silent=silent)
    found = of_spots(scene, before, after)
    return Row(before=before, after=after, changes=found.changes, unsaid=found.unsaid, move=move, steps=steps)


def links(scene: Scene, map_: Entry) -> tuple[facts.Link, ...]:
    """The ways from the page of a map to its comparisons, called by the other map; as far as the site has them."""
    found = []
    for pair in pairs_of(scene.atlas, map_):
        other = pair.after if pair.before is map_ else pair.before
        found.append(facts.Link(plain(other.label), scene.path_href(pair.path), "", "map", facts.foreign(scene, other)))
    return tuple(link for link in found if link.href)
