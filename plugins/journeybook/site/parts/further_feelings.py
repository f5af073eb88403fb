"""What can be laid over the curve of a map: what customers answered at its steps, and how a map that is to replace it should feel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from journeybook.atlas.entry import Entry
from journeybook.insight import alignment, measures
from journeybook.model.markup import plain
from journeybook.site.comparison.pairs import pairs_of
from journeybook.site.parts import briefs, figures, metric_value
from journeybook.site.scene import Scene

ASKED = ("nps", "csat", "ces")
"""The kinds of metrics that ask customers how it was."""


class Felt(NamedTuple):
    """How a moment is felt: the score from −2 to 2, and the words beside it."""

    score: float
    feeling: briefs.FeelingBrief


def measured(scene: Scene, map_: Entry) -> dict[Entry, Felt]:
    """What customers answered at each step and stage of `map_` where they were asked, on the scale of feelings: the mean of the newest
    values of the metrics that the place names and that were counted there."""
    found = {}
    for spot in scene.atlas.spots[map_.id].values():
        answers = list(_answers(scene, map_, spot))
        if answers:
            score = round(sum(number for number, _ in answers) / len(answers), 2)
            said = scene.words("comma").join(text for _, text in answers)
            sign = f"{'+' if score > 0 else ''}{scene.words.number(score, 1)}".replace("-", "−")
            found[spot] = Felt(score, briefs.FeelingBrief(None, sign, said, "none", "", ()))
    return found


def _answers(scene: Scene, map_: Entry, spot: Entry) -> Iterator[tuple[float, str]]:
    for metric in scene.atlas.targets(spot, "metrics"):
        place = (scene.atlas.original(map_).id, spot.id, ())
        line = next((it for it in metric_value.lines(scene, metric) if it.place == place), None)
        score = measures.as_feeling(line.last.measured) if line is not None and metric.record.kind_ in ASKED else None
        if line is not None and score is not None:
            yield score, scene.words("value.at", place=plain(metric.label), value=figures.shown(scene, metric.record, line.last.measured))


def planned(scene: Scene, map_: Entry) -> Iterator[tuple[Entry, dict[Entry, Felt]]]:
    """The maps that are to replace `map_`, with how their stages and steps should feel, by those of `map_` that they stand for."""
    for pair in pairs_of(scene.atlas, map_):
        if pair.how != "baseline" or pair.before is not map_:
            continue
        before, after = (list(scene.atlas.spots[it.id].values()) for it in (pair.before, pair.after))
        found = {}
        for kind in ("stage", "step"):
            partners = alignment.match([it for it in before if it.kind == kind], [it for it in after if it.kind == kind])
            for here, there in partners.items():
                feeling = briefs.feeling(scene, there, there.record.feels)
                if feeling is not None and feeling.score is not None:
                    found[here] = Felt(feeling.score, feeling)
        if found:
            yield pair.after, found
