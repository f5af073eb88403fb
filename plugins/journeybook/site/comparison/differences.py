"""What two records say differently, field by field, from the same declarations and words as every other page.

Both sides are read as `facts`; nothing here knows a field by name, but for those that pages show in a form of their own
(the owner, the feeling) and those that tell how a map was made instead of what customers live through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.model import ITEM_KINDS
from journeybook.site.parts import briefs
from journeybook.site.parts.facts import Fact, Link, Nested, Text, facts
from journeybook.site.scene import Scene

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


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A field that differs: the values that only one side has. `kept` tells that both share further ones."""

    label: str
    gone: tuple[Text | Link, ...]
    new: tuple[Text | Link, ...]
    kept: bool = False


@dataclass(frozen=True)
class Differences:
    """What differs, and the labels of the fields that only the earlier side fills: silence there is not yet a change."""

    changes: tuple[Difference, ...]
    unsaid: tuple[str, ...]


def of_spots(scene: Scene, before: Entry, after: Entry) -> Differences:
    """The differences between two stages or steps, their feelings and owners included.

    Steps that only inherit another owner are no other steps: that stands at their stage.
    """
    owned = "stage" in (before.kind, after.kind) or any(_names_owner(scene, spot) for spot in (before, after))
    return between(*({**_spot(scene, spot), **(_owned(scene, spot) if owned else {})} for spot in (before, after)))


def of_maps(scene: Scene, before: Entry, after: Entry) -> Differences:
    """The differences between two maps as wholes."""
    return between(*({**_owned(scene, map_), **dict(flat(facts(scene, map_, hide=ADMINISTRATION)))} for map_ in (before, after)))


def between(before: Said, after: Said) -> Differences:
    """The differences between two records, each as its values by the labels of their field; in the order of `after`."""
    changes, unsaid = [], []
    tops = {labels[0] for labels in after}
    for labels in dict.fromkeys((*after, *before)):
        one, other = before.get(labels, ()), after.get(labels, ())
        known = [{_text(value) for value in side} for side in (one, other)]
        gone = tuple(value for value in one if _text(value) not in known[1])
        new = tuple(value for value in other if _text(value) not in known[0])
        if not other:
            unsaid.append(_label(labels) if labels[0] in tops else labels[0])
        elif gone or new:
            changes.append(Difference(label=_label(labels), gone=gone, new=new, kept=bool(known[0] & known[1])))
    return Differences(tuple(changes), tuple(dict.fromkeys(unsaid)))


def _label(labels: Labels) -> str:
    """A field within a field is called by both ("Rating – Satisfaction"); the outermost of more than two says least."""
    return " – ".join(labels if len(labels) < 3 else labels[1:])


def flat(found: Iterable[Fact], above: Labels = ()) -> Iterator[tuple[Labels, Values]]:
    """Facts as plain values by their label, below those of the fields that they stand in."""
    for fact in found:
        if fact.key in APART:
            continue
        labels = (*above, fact.label)
        plain = tuple(value for value in fact.values if not isinstance(value, Nested))
        if plain:
            yield labels, plain
        inner: Said = {}
        for value in fact.values:
            nested = value.facts if isinstance(value, Nested) else ()
            if fact.key == "feels":
                yield labels, (_felt(nested),)
                nested = tuple(one for one in nested if one.key not in ("score", "word"))
            for path, values in flat(nested, labels):
                inner[path] = (*inner.get(path, ()), *values)
        yield from inner.items()


def _felt(found: Iterable[Fact]) -> Text:
    """A feeling within a perspective: score and word are one answer."""
    said = {fact.key: value.text for fact in found for value in fact.values if isinstance(value, Text)}
    score = [briefs.signed(int(said["score"]))] if "score" in said else []
    return Text(" ".join([*score, *([said["word"]] if "word" in said else [])]))


def _spot(scene: Scene, spot: Entry) -> Said:
    feeling = briefs.feeling(scene, spot, spot.record.feels)
    said = dict(flat(facts(scene, spot, hide=ELSEWHERE)))
    if feeling is not None:
        said[scene.words("field.feels"),] = (Text(f"{feeling.sign} {feeling.word}".strip()),)
    return said


def _names_owner(scene: Scene, spot: Entry) -> bool:
    raci = spot.record.raci
    return bool(scene.atlas.owners(spot) or (raci is not None and raci.accountable))


def _owned(scene: Scene, entry: Entry) -> Said:
    """Who is answerable in the end, be it said here or around it."""
    owners = briefs.owner_links(scene, entry)
    return {(scene.words("field.owner"),): owners} if owners else {}


def _text(value: Text | Link) -> tuple[str, str]:
    return " ".join(value.text.split()), value.note if isinstance(value, Link) else ""


Values = tuple[Text | Link, ...]
Labels = tuple[str, ...]
Said = dict[Labels, Values]
