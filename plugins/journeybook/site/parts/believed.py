"""Where what a map believes and what customers answered lie apart: steps with a score of their own and an answer on the same scale."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.atlas.entry import holds
from journeybook.site.parts import briefs, facts, further_feelings
from journeybook.site.scene import Scene

APART = 1.0
"""So far apart they are worth a look, in scores of −2 to +2."""


@dataclass(frozen=True, kw_only=True)
class Apart:
    """A moment: what the map says, what customers answered (`score` and in `words`), and by how much that is better or worse."""

    link: facts.Link
    map: facts.Link
    believed: briefs.FeelingBrief
    score: str
    words: str
    difference: float


def apart(scene: Scene) -> tuple[Apart, ...]:
    """The moments of today's maps where the two differ most, the widest apart first."""
    found = []
    for map_ in scene.atlas.originals:
        if not holds(map_) or map_.record.state == "future":
            continue
        for spot, answered in further_feelings.measured(scene, map_).items():
            believed = briefs.feeling(scene, spot, spot.record.feels)
            if believed is None or believed.score is None or abs(answered.score - believed.score) < APART:
                continue
            found.append(
                Apart(
                    link=facts.link(scene, spot),
                    map=facts.link(scene, map_),
                    believed=believed,
                    score=answered.feeling.sign,
                    words=answered.feeling.word,
                    difference=round(answered.score - believed.score, 2),
                )
            )
    return tuple(sorted(found, key=lambda it: (-abs(it.difference), it.link.text)))
