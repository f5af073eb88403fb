"""Numbers of metrics as they are printed: with their unit, their margin, and the file and rows that they come from.

No rounding makes a value look like what it is not: a target that it is not at, all, or nobody.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journeybook.atlas.counts import PERCENT
from journeybook.insight.measures import NO_DATA, NOT_COMPUTABLE, PROTECTS, SHARES, UNCOUNTED, WITHHELD, Measured
from journeybook.insight.series import Source
from journeybook.model import Metric, local_numbers
from journeybook.site.scene import Scene

ASKED = frozenset({"nps", "csat", "ces"})
"""The kinds that count answers; the others count cases."""


MOST_PLACES = 6
"""No number is shown with more decimals."""


@dataclass(frozen=True, kw_only=True)
class Rows:
    """The lines of a file that a value comes from: in full, and without the file's name; `href` is where it is edited."""

    file: str
    text: str
    short: str
    href: str


def shown(scene: Scene, metric: Metric, measured: Measured) -> str:
    """A value with its unit, or why there is none."""
    words = scene.words
    if measured.value is not None:
        return number(scene, metric, measured.method, measured.value)
    if measured.note == WITHHELD:
        return words("value.few_answers" if asked(metric, measured.method) else "value.few_cases", n=words.number(metric.min_n or 0))
    known = {NO_DATA: "value.none", NOT_COMPUTABLE: "value.not_computable", PROTECTS: "value.protects", UNCOUNTED: "value.no_n"}
    return words(known[measured.note]) if measured.note in known else measured.note


def asked(metric: Metric, method: str) -> bool:
    """Whether values rest on answers, and not on cases."""
    return (metric.kind_ or method.partition("-")[0]) in ASKED


def number(scene: Scene, metric: Metric, method: str, value: float, exact: bool = False) -> str:
    """A number of `metric` with its unit; computed shares and scores with one decimal, unless that would make them look like
    a target that they are not at, or like all or nobody. `exact` is for scales: all decimals, and no unit but the percent
    sign."""
    text = scene.words.number(value) if exact else scene.words.number(*printed(metric, method, value))
    text = text.replace("-", "−")
    if in_percent(metric, method):
        return scene.words("share", number=text)
    return text if exact else _with_unit(scene, metric, method, text)


def difference(scene: Scene, metric: Metric, method: str, before: float, after: float) -> tuple[float, str]:
    """How far two values lie apart as they are printed, so that a reader who subtracts finds the same: 0 exactly where both are
    printed alike. Also with its sign and unit, a percentage without."""
    (low, few), (high, many) = printed(metric, method, before), printed(metric, method, after)
    places = max(few, many)
    amount = round(high - low, places) or high - low
    text = ("−" if amount < 0 else "+") + scene.words.number(abs(amount), places).replace("-", "−")
    return amount, text if in_percent(metric, method) else _with_unit(scene, metric, method, text)


def in_percent(metric: Metric, method: str) -> bool:
    """Whether values by `method` are percentages, so that they change by points."""
    return method in SHARES or (method == "value" and metric.unit in PERCENT)


def _with_unit(scene: Scene, metric: Metric, method: str, text: str) -> str:
    unit = metric.unit if method in ("value", "ltv-churn-margin") else ""
    return scene.words("value.with_unit", number=text, unit=unit) if unit else text


def _levels(metric: Metric, method: str) -> set[float]:
    """The numbers that a value must not seem to be when it is not: targets, the warning line, the ends of a share."""
    named = [0, *(target.value for target in metric.target), metric.warn]
    return {float(it) for it in named if isinstance(it, int | float)} | ({100.0} if method in SHARES else set())


def printed(metric: Metric, method: str, value: float) -> tuple[float, int]:
    """A value as it is printed, and with how many decimals at most: one that its source gives as a number as it was written there."""
    more, levels = max(decimals(method), local_numbers.decimals(value) if _is_given(method) else 0), _levels(metric, method)
    near = round(value, more) + 0.0
    while near in levels and near != value and more < 6:
        more += 1
        near = round(value, more) + 0.0
    return (near, more) if near or not value else (float(f"{value:.2g}"), 2)  # next to nothing: two digits that are not 0


def _is_given(method: str) -> bool:
    """Whether a number is taken as its source gives it, and nothing is computed."""
    return method == "value" or method == "share"


def interval(scene: Scene, metric: Metric, measured: Measured) -> str:
    """The 95 % interval of a value: ± for scores, from … to for shares and at the end of a scale; with as many decimals as it takes for it not
    to look like none."""
    value, low, high = measured.value, measured.low, measured.high
    if value is None or low is None or high is None:
        return ""
    places = 1 if measured.method in SHARES or measured.method == "nps" else 2
    while places < MOST_PLACES and round(high, places) == round(low, places):
        places += 1
    if measured.method not in SHARES and math.isclose(high - value, value - low):
        while places < MOST_PLACES and not round(high - value, places):
            places += 1
        margin = round(high - value, places)
        return f"± {scene.words.number(margin, places)}" if margin or high == value else f"± < {scene.words.number(10**-places, places)}"
    ends = [scene.words.number(round(end, places) + 0.0, places).replace("-", "−") for end in (low, high)]
    low_text, high_text = (scene.words("share", number=end) if measured.method in SHARES else end for end in ends)
    return scene.words("value.from_to", low=low_text, high=high_text)


def decimals(method: str) -> int:
    """With how many decimals values by `method` are shown."""
    return 1 if method == "nps" or (method in SHARES and method != "share") else 2


def rows_of(scene: Scene, sources: Sequence[Source]) -> Iterator[Rows]:
    """The files and lines that a value comes from, where readers may know them."""
    if not scene.names_files:
        return
    found: dict[str, set[int]] = {}
    for path, line in sources:
        found.setdefault(path, set()).add(line)
    for path, numbers in found.items():
        spans = _spans(sorted(numbers))
        short = scene.words("value.line" if len(numbers) == 1 else "value.lines", lines=scene.words("comma").join(spans))
        yield Rows(file=path, text=scene.words("value.row", file=path, lines=short), short=short, href=scene.edit_href(path))


def _spans(numbers: Sequence[int]) -> list[str]:
    """Numbers in a row as "12–15", others by themselves."""
    starts = [n for n in numbers if n - 1 not in numbers]
    ends = [n for n in numbers if n + 1 not in numbers]
    return [str(start) if start == end else f"{start}–{end}" for start, end in zip(starts, ends, strict=True)]
