"""What several pages say about a touchpoint: what can go wrong there, whether it agrees with the others, whether it works."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.insight import measures
from journeybook.model.library import Consistency, Risk
from journeybook.model.record import fields
from journeybook.site.parts import briefs, facts
from journeybook.site.scene import Scene

ASPECTS = tuple(name for name, _, _ in fields(Consistency, "choice"))


@dataclass(frozen=True, kw_only=True)
class RiskBrief:
    """A risk in words. `score` is likelihood × impact; None, with an empty `level`, where one of them is unknown."""

    likelihood: float | None
    impact: float | None
    likelihood_word: str
    impact_word: str
    score: float | None
    level: str
    level_word: str
    scenario: str
    plan: str
    owners: tuple[facts.Link, ...]


@dataclass(frozen=True)
class Aspect:
    """One respect in which a touchpoint agrees with the others or not."""

    label: str
    agreement: str
    word: str


def risk(scene: Scene, touchpoint: Entry) -> RiskBrief | None:
    """The risk of `touchpoint`; its owner is the touchpoint's where it has none of its own."""
    record: Risk | None = touchpoint.record.risk
    if record is None:
        return None
    words = scene.words
    measured = measures.risk(record.likelihood, record.impact)
    level = "" if measured.value is None else measures.risk_level(measured.value)
    return RiskBrief(
        likelihood=record.likelihood, impact=record.impact,
        likelihood_word=scaled(scene, "likelihood", record.likelihood), impact_word=scaled(scene, "impact", record.impact),
        score=measured.value, level=level, level_word=words(f"risk.{level}") if level else words("risk.unknown"),
        scenario=record.scenario or "", plan=record.plan or "",
        owners=facts.links(scene, touchpoint, "owner", record) or briefs.owner_links(scene, touchpoint, own=True),
    )  # fmt: skip


def scaled(scene: Scene, name: str, value: float | None) -> str:
    """A value from 1 to 5 with its word: 3 possible; empty where there is none."""
    if value is None:
        return ""
    return f"{scene.words.written(value)} {scene.words.get(f'scale.{name}.{value:g}', '')}".strip()


def consistency(scene: Scene, touchpoint: Entry) -> tuple[Aspect, ...]:
    """In which respects a touchpoint was compared with the others, and what came of it."""
    record: Consistency | None = touchpoint.record.consistency
    found = [(name, getattr(record, name, None)) for name in ASPECTS]
    return tuple(Aspect(scene.words(f"field.{name}"), value, scene.words(f"choice.{value}")) for name, value in found if value)


def consistency_words(scene: Scene, touchpoint: Entry) -> str:
    """The same in a line: all that does not agree, or that everything does; empty where nobody looked."""
    aspects = consistency(scene, touchpoint)
    wrong: dict[str, list[str]] = {}
    for aspect in aspects:
        if aspect.agreement != "consistent":
            wrong.setdefault(aspect.word, []).append(aspect.label)
    separator = scene.words("separator")
    parts = [scene.words("labelled", label=word) + separator.join(labels) for word, labels in wrong.items()]
    return " · ".join(parts) if wrong else scene.words("choice.consistent") if aspects else ""
