"""Which maps can be read beside each other? The list of pairs, and the links to them from the page of a map."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.model.markup import plain
from journeybook.site.comparison import pairs
from journeybook.site.comparison.pairs import MARKS, Mark, Pair
from journeybook.site.comparison.progress import leads
from journeybook.site.parts import due, facts
from journeybook.site.scene import Scene


@dataclass(frozen=True, kw_only=True)
class PairRow:
    """A pair in a line: the way to its page, both maps, and what differs in numbers; `apart` says that they have no step in common."""

    link: facts.Link
    how: str
    before: facts.Link
    after: facts.Link
    apart: str
    steps: dict[Mark, int]
    improvements: tuple[int, int]


def view(scene: Scene, _: Entry | None) -> tuple[PairRow, ...]:
    """Every pair of the atlas."""
    return tuple(_row(scene, pair) for pair in pairs.pairs(scene.atlas))


def _row(scene: Scene, pair: Pair) -> PairRow:
    found = pairs.compare(scene, pair)
    counts = found.counts["steps" if found.steps else "stages"]
    improvements = leads(scene.atlas, found) if pair.how == "baseline" else ()
    return PairRow(
        link=facts.Link(plain(pair.label), scene.path_href(pair.path), "", "", facts.foreign(scene, pair.after)), how=pair.how,
        before=facts.link(scene, pair.before), after=facts.link(scene, pair.after),
        apart=scene.words(f"compare.apart.{pair.how}") if found.apart else "",
        steps={mark: counts[mark] for mark in MARKS},
        improvements=(sum(due.status_of(scene, lead.improvement) == "done" for lead in improvements), len(improvements)),
    )  # fmt: skip
