"""What are we doing about it? Improvements with status, owner and score, and the value/effort matrix."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple
from urllib.parse import quote

from journeybook.atlas.entry import Entry, holds
from journeybook.insight.measures import quadrant
from journeybook.insight.scoring import Score, Way, score, way_of
from journeybook.model.markup import plain
from journeybook.reading.link_targets import safe_target
from journeybook.site.parts import briefs, due, facts, shipped_outcome
from journeybook.site.parts.matrix import Dot, counted, dots
from journeybook.site.scene import Scene, once_an_atlas

HIDDEN = frozenset({
    "title", "opportunity", "pains", "status", "value", "effort", "owner", "issue", "due", "shipped", "reason",
})  # fmt: skip

SIZE = 250
"""So many improvements the page of all has room for; of a larger atlas there are further pages, those under way on the first."""


class Row(NamedTuple):
    """An improvement. `number` is its number in the matrix; sort keys are numbers or ISO dates."""

    entry: Entry
    number: int
    anchor: str
    anchors: tuple[str, ...]
    href: str
    title: str
    map: facts.Link | None
    status: str
    status_word: str
    owners: tuple[facts.Link, ...]
    stages: tuple[facts.Link, ...]
    answers: tuple[facts.Link, ...]
    value: float | None
    effort: float | None
    quadrant: str
    score: str
    formula: str
    score_key: float | None
    when: str
    when_key: str
    overdue: bool
    outcome: str
    issue: facts.Link | None
    reason: str
    facts: tuple[facts.Fact, ...]


@dataclass(frozen=True, kw_only=True)
class Backlog:
    """The rows of this part of the page, how many there are in `all` and of each status, and the matrix of all. `method` is how they are scored, `powers` whether that has powers; `filled` tells which columns have
    content."""

    rows: tuple[Row, ...]
    method: str
    powers: bool
    dots: tuple[Dot, ...]
    unplaced: int
    filled: dict[str, bool]
    all: int
    counts: tuple[tuple[str, str, int], ...]

    @property
    def drawn(self) -> frozenset[int]:
        """The numbers of the rows that the matrix has."""
        return frozenset(number for dot in self.dots for number in dot.numbers)


def view(scene: Scene, map_: Entry | None) -> Backlog:
    """The improvements of `map_`, or of the whole atlas, open ones first, then by score."""
    way = way_of(scene.atlas.settings.scoring)
    scored = _ordered(scene, map_)
    numbered = list(enumerate(scored, 1))
    here = scene.portion(numbered, SIZE) if map_ is None else numbered
    rows = tuple(_row(scene, entry, number, found, way, map_ is None) for number, (entry, found) in here)
    open_ = [(number, entry) for number, (entry, _) in numbered if due.status_of(scene, entry) not in due.CLOSED and not _is_over(scene, entry)]
    placed = [(number, entry) for number, entry in open_ if entry.record.value is not None and entry.record.effort is not None]
    filled = {name: any(getattr(row, name) not in ("", None, ()) for row in rows) for name in ("stages", "value", "effort", "score", "when")}
    counts = Counter(due.status_of(scene, entry) for entry, _ in scored)
    return Backlog(
        rows=rows, method=method_of(scene, way), powers=way.powers,
        dots=(counted if map_ is None else dots)((entry.record.effort, entry.record.value, number, plain(entry.label)) for number, entry in placed),
        unplaced=len(open_) - len(placed), filled=filled, all=len(scored),
        counts=tuple((status, scene.words(f"choice.{status}"), counts[status]) for status in briefs.STATUSES if counts[status]),
    )  # fmt: skip


@once_an_atlas
def _ordered(scene: Scene, map_: Entry | None) -> tuple[tuple[Entry, Score], ...]:
    """The improvements with their scores, in the order of the list."""
    way = way_of(scene.atlas.settings.scoring)
    entries = scene.atlas.items_of(map_, "improvement") if map_ is not None else scene.atlas.counted("improvement")
    return tuple(sorted(((entry, _score(scene, entry, way)) for entry in entries), key=partial(_order, scene)))


def method_of(scene: Scene, way: Way) -> str:
    """How improvements are scored, in words, with the formula."""
    words = scene.words
    factors = {name: words(f"factor.{name}") for name in (*way.formula.top, way.formula.bottom) if name}
    key = "-".join(filter(None, (way.method, way.variant)))
    return words(f"scored.{key}", formula=way.formula.text(factors, way.by_factor, words.written))


def _score(scene: Scene, entry: Entry, way: Way) -> Score:
    return score(way, entry.record, [opportunity.record for opportunity in scene.atlas.targets(entry, "opportunity")], scene.words.written)


def _formula(found: Score, way: Way) -> str:
    """What a score was computed from, where the columns beside it do not show that."""
    if not found.formula or (way.method == "value_effort" and not way.by_factor):
        return ""
    return f"{'≈' if found.rounded else '='} {found.formula}"


def _order(scene: Scene, scored: tuple[Entry, Score]) -> tuple[bool, int, float, str]:
    """Open ones first, those of retired maps last, then by score."""
    entry, found = scored
    return _is_over(scene, entry), briefs.STATUSES.index(due.status_of(scene, entry)), -(found.measured.value or 0), plain(entry.label)


def _is_over(scene: Scene, entry: Entry) -> bool:
    """Whether an improvement never shipped and belongs to a map that holds no more."""
    return not holds(entry.map) and due.status_of(scene, entry) not in due.CLOSED


def _issue_address(template: str, issue: str) -> str:
    """Where `issue` is found: itself where it is a web address, else what `template` makes of it; empty where nothing leads there."""
    own = issue.startswith(("https://", "http://"))
    address = issue if own else template.replace("{issue}", quote(issue, safe=""))
    return address if safe_target(address) else ""


def _row(scene: Scene, entry: Entry, number: int, found: Score, way: Way, with_map: bool) -> Row:
    record, atlas, words, measured = entry.record, scene.atlas, scene.words, found.measured
    opportunities = atlas.targets(entry, "opportunity")
    status = due.status_of(scene, entry)
    when = record.shipped if shipped_outcome.has_shipped(scene, entry) else record.due or record.shipped
    is_day = hasattr(when, "isoformat")
    answers = (*opportunities, *atlas.targets(entry, "pains"))
    spots = atlas.spots_of(entry) or [spot for answer in answers for spot in atlas.spots_of(answer)]
    stages = list(dict.fromkeys(stage for spot in spots if (stage := spot.stage) is not None))
    if not with_map:
        stages = [stage for stage in stages if stage.map is entry.map]
    issue = facts.Link(record.issue, _issue_address(atlas.settings.issue_url or "", record.issue)) if record.issue else None
    return Row(
        entry, number, entry.anchor, scene.atlas.earlier_anchors(entry), scene.href(entry),
        plain(entry.label),
        facts.link(scene, entry.map)._replace(note=briefs.of_no_day(scene, entry)) if with_map and entry.map is not None else None,
        status, words(f"choice.{status}"), briefs.owner_links(scene, entry),
        tuple(facts.link(scene, stage) for stage in stages),
        tuple(facts.link(scene, answer) for answer in answers),
        record.value, record.effort,
        quadrant(record.value, record.effort) if record.value and record.effort else "",
        "" if measured.value is None else words.written(measured.value), _formula(found, way), measured.value,
        due.when_said(scene, entry), when.isoformat() if is_day else str(when or ""), due.is_late(scene, entry),
        shipped_outcome.effect(scene, entry).short if shipped_outcome.has_shipped(scene, entry) else "", issue, record.reason or "",
        facts.facts(scene, entry, hide=HIDDEN),
    )  # fmt: skip
