"""What two records say differently, field by field, from the same declarations and words as every other page.

Both sides are read as `facts`; nothing here knows a field by name, but for those that pages show in a form of their own
(the owner, the feeling) and those that tell how a map was made instead of what customers live through.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from journeybook import briefs
from journeybook.atlas import Entry
from journeybook.facts import Fact, Link, Nested, Text, facts
from journeybook.model import ITEM_KINDS
from journeybook.scene import Scene

BASIS = frozenset({"evidence", "confidence"})
"""What a claim rests on: no part of the journey."""
APART = frozenset({*ITEM_KINDS, *BASIS})
"""Left out wherever it stands: items are compared by themselves."""
ADMINISTRATION = frozenset({
    "title", "lang", "state", "view", "status", "baseline", "variant_of", "parent", "replaced_by", "audience", "review",
    "translation_of", "contributors", "tags", "link", "media", "stages", "transitions", "touchpoints", "owner", "order",
})  # fmt: skip
"""Fields of a map that tell how it is kept, or that a comparison shows elsewhere."""
ELSEWHERE = frozenset({"steps", "next", "owner", "feels", "order", "media", "tags", "link"})
"""The same for stages and steps."""


@dataclass(frozen=True)
class Difference:
    """A field that differs: the values that only one side has. `kept` tells that both share further ones."""

    key: str
    label: str
    gone: tuple[Text | Link, ...]
    new: tuple[Text | Link, ...]
    kept: bool = False

    @property
    def swapped(self) -> bool:
        """Whether one value stands in place of another."""
        return not self.kept and len(self.gone) == 1 and len(self.new) == 1


@dataclass(frozen=True)
class Differences:
    """What differs, and the labels of the fields that only the earlier side fills: silence there is not yet a change."""

    changes: tuple[Difference, ...]
    unsaid: tuple[str, ...]


def of_spots(scene: Scene, before: Entry, after: Entry) -> Differences:
    """The differences between two stages or steps, their feelings and owners included."""
    said = [_spot(scene, spot) for spot in (before, after)]
    return between(*said)


def of_maps(scene: Scene, before: Entry, after: Entry) -> Differences:
    """The differences between two maps as wholes."""
    return between(*({**_owned(scene, map_), **dict(flat(facts(scene, map_, hide=ADMINISTRATION)))} for map_ in (before, after)))


def between(before: dict[str, Values], after: dict[str, Values]) -> Differences:
    """The differences between two records, each as its values by the label of their field; in the order of `after`."""
    changes, unsaid = [], []
    for label in dict.fromkeys((*after, *before)):
        one, other = before.get(label, ()), after.get(label, ())
        known = [{_text(value) for value in side} for side in (one, other)]
        gone = tuple(value for value in one if _text(value) not in known[1])
        new = tuple(value for value in other if _text(value) not in known[0])
        if not other:
            unsaid.append(label)
        elif gone or new:
            changes.append(Difference(label, label, gone, new, bool(known[0] & known[1])))
    return Differences(tuple(changes), tuple(unsaid))


def flat(found: Iterable[Fact], above: Collection[str] = ()) -> Iterator[tuple[str, Values]]:
    """Facts as plain values by label; a field within a field is labelled with both ("Rating – Satisfaction")."""
    for fact in found:
        if fact.key in APART:
            continue
        labels = (*above, fact.label)
        plain = tuple(value for value in fact.values if not isinstance(value, Nested))
        if plain:
            # Two words say where one is; the outermost of more says least.
            yield " – ".join(labels[-2:] if len(labels) < 3 else labels[1:]), plain
        inner: dict[str, Values] = {}
        for value in fact.values:
            for label, values in flat(value.facts, labels) if isinstance(value, Nested) else ():
                inner[label] = (*inner.get(label, ()), *values)
        yield from inner.items()


def _spot(scene: Scene, spot: Entry) -> dict[str, Values]:
    feeling = briefs.feeling(scene, spot, spot.record.feels)
    said = dict(flat(facts(scene, spot, hide=ELSEWHERE)))
    if feeling is not None:
        said[scene.words("field.feels")] = (Text(f"{feeling.sign} {feeling.word}".strip()),)
    return {**said, **_owned(scene, spot)}


def _owned(scene: Scene, entry: Entry) -> dict[str, Values]:
    """Who is answerable in the end, be it said here or around it."""
    owners = briefs.owner_links(scene, entry)
    return {scene.words("field.owner"): owners} if owners else {}


def _text(value: Text | Link) -> tuple[str, str]:
    return " ".join(value.text.split()), value.note if isinstance(value, Link) else ""


Values = tuple[Text | Link, ...]
