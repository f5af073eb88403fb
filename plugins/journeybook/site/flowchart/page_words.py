"""The words of a flowchart in a page's language."""

from __future__ import annotations

from functools import partial

from journeybook.languages import Words
from journeybook.site.flowchart.chart import KINDS, FlowWords


def page_words(words: Words) -> FlowWords:
    """What a chart adds to the map's own words."""
    return FlowWords(
        moment=words("flow.moment"), leaves=words("flow.exit"), any_order=words("flow.any_order"),
        kinds={kind: words(f"flow.way.{kind}") for kind in KINDS},
        told=lambda kind, place: words(f"flow.told.{kind}", to=place),
        share=partial(share, words),
        steps=lambda n: words("flow.steps", n=n), ways=lambda n: words("flow.ways", n=n),
        out_of=lambda n, step: words("flow.out_of", n=n, step=step),
    )  # fmt: skip


def share(words: Words, value: float) -> str:
    """A share, in one piece: a picture breaks no line between a number and its sign."""
    return "\u00a0".join(words.share(value).split())
