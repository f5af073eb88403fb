"""What the two maps of a pair are called, and how it is said that something is new, gone, changed or the same."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.model.markup import plain
from journeybook.site.comparison.pairs import Mark, Pair
from journeybook.site.parts.facts import Link, link
from journeybook.site.scene import Scene

SIGNS: dict[Mark, str] = {"new": "+", "gone": "−", "changed": "≠", "unsaid": "?", "same": "="}

SHORT = 50
"""Letters of a title that still reads well within a sentence."""


@dataclass(frozen=True)
class Side:
    """One of the two maps: what it is called on this page, and what it is."""

    name: str
    link: Link
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Marked:
    """Whether something is new, gone, changed, the same or unsaid on one side, as sign and word."""

    mark: Mark
    sign: str
    word: str


def sides(scene: Scene, pair: Pair) -> tuple[Side, Side]:
    """The two maps, called by their states where these tell them apart, else A and B."""
    states = [map_.record.state or "current" for map_ in (pair.before, pair.after)]
    names = [scene.words(f"choice.{state}") for state in states] if states[0] != states[1] else ["A", "B"]

    def side(name: str, map_: Entry) -> Side:
        words = (f"choice.{map_.record.state or 'current'}", f"choice.{map_.record.status or 'draft'}")
        return Side(name, link(scene, map_), tuple(word for key in words if (word := scene.words(key)) != name))

    return side(names[0], pair.before), side(names[1], pair.after)


def marked(scene: Scene, pair: Pair, mark: Mark, late: bool = False) -> Marked:
    """A mark in words; two variants are not before and after, so that each has what only it has. Of what is unsaid, `late` tells
    that the earlier map is the one that does not say it."""
    if mark == "unsaid":
        return Marked(mark, SIGNS[mark], scene.words("compare.silent", map=sides(scene, pair)[0 if late else 1].name))
    if pair.how == "baseline" or mark in ("changed", "same"):
        return Marked(mark, SIGNS[mark], scene.words(f"compare.{pair.how}.{mark}"))
    side = sides(scene, pair)[mark == "new"]
    return Marked(mark, SIGNS[mark], scene.words("compare.only", side=side.name))


def called(scene: Scene, pair: Pair) -> tuple[str, str]:
    """What a sentence calls the two maps: by their states where these tell them apart, else by titles that are short enough."""
    first, second = (side.name for side in sides(scene, pair))
    titles = [plain(map_.label) for map_ in (pair.before, pair.after)]
    if (first, second) == ("A", "B") and titles[0] != titles[1] and max(map(len, titles)) <= SHORT:
        return titles[0], titles[1]
    return first, second


def counted(scene: Scene, pair: Pair, mark: Mark, n: int, late: bool = False) -> str:
    """A mark and how often it is there: "3 changed", "1 differs", "2 only in A"."""
    word = marked(scene, pair, mark, late).word
    if mark == "unsaid":
        return scene.words("compare.count.unsaid", n=n, map=sides(scene, pair)[0 if late else 1].name)
    if mark == "changed" and pair.how != "baseline":
        return scene.words("compare.count.differs", n=n, word=word)
    return scene.words("compare.count", n=n, word=word)
