"""The vocabulary: every record and field that YAML may hold, declared once.

`KINDS` is the table of the library's kinds in the order that readers see; `maps`, `items`, `library` and `settings` hold
the records. A field is one line there.
"""

from typing import ClassVar, get_args

from journeybook.model.items import ITEM_KINDS, Gain, Improvement, Item, Opportunity, Pain
from journeybook.model.library import Channel, Evidence, Goal, Metric, Persona, Segment, System, Team, Term, Touchpoint
from journeybook.model.maps import Map, Moment, Perspective, Stage, Step, Transition
from journeybook.model.record import (
    Named,
    Part,
    Record,
    find,
    inner_parts,
    is_part,
    part_fields,
    parts_within,
    reference_fields,
)
from journeybook.model.settings import Settings
from journeybook.model.values import many, says


class Library(Part):
    """Records that several maps speak of. Any file below `journeys/` with only these keys is one; there may be several."""

    teams: many(Team, strict=True) = says("Who can be answerable.", ())
    channels: many(Channel, strict=True) = says("The media in which customers meet us.", ())
    touchpoints: many(Touchpoint, strict=True) = says("The points of contact.", ())
    personas: many(Persona, strict=True) = says("Whose journeys the maps tell.", ())
    segments: many(Segment, strict=True) = says("The measurable parts of the customers.", ())
    systems: many(System, strict=True) = says("What staff and services work with.", ())
    metrics: many(Metric, strict=True) = says("What is measured; the counts stand in CSV files.", ())
    evidence: many(Evidence, strict=True) = says("What claims rest on.", ())
    goals: many(Goal, strict=True) = says("What we want to reach.", ())
    terms: many(Term, strict=True) = says("The words of the glossary.", ())
    pains: many(Pain) = says("Pains that belong to no map.", ())
    gains: many(Gain) = says("Gains that belong to no map.", ())
    opportunities: many(Opportunity) = says("Opportunities that belong to no map.", ())
    improvements: many(Improvement) = says("Improvements that belong to no map.", ())
    others_say: ClassVar[dict[str, str]] = {
        "teams": "departments, owners, groups, units, organisation, 团队, 部门, Abteilungen",
        "channels": "media, mediums, 渠道, Kanäle",
        "touchpoints": "interactions, contact points, 触点, 接触点, Kontaktpunkte",
        "personas": "customers, users, actors, roles, 用户画像, 画像, 角色, Kunden, Nutzer",
        "segments": "customer types, customer segments, target groups, 细分, 客群, Segmente, Zielgruppen",
        "systems": "tools, applications, technology, 系统, Systeme",
        "metrics": "kpis, measures, indicators, 指标, Kennzahlen",
        "evidence": "research, sources, insights, studies, data, 证据, 依据, Belege, Quellen",
        "goals": "objectives, aims, okrs, 目标, Ziele",
        "terms": "glossary, words, definitions, vocabulary, 术语, 词汇, Begriffe, Glossar",
        "pains": "frictions, frustrations, pain points, problems, issues, 痛点, 问题, Probleme",
        "gains": "delights, highlights, 爽点, 亮点",
        "opportunities": "insights, chances, 机会, 洞察, Chancen",
        "improvements": "solutions, initiatives, ideas, measures, backlog, 改进, 方案, Maßnahmen, Ideen",
    }  # fmt: skip


KINDS: dict[str, type[Record]] = {key: get_args(info.annotation)[0] for key, info in Library.model_fields.items() if key not in ITEM_KINDS}
"""The kinds of library records, by their key in YAML, in the order that readers see."""


__all__ = [
    "ITEM_KINDS",
    "KINDS",
    "Channel",
    "Evidence",
    "Gain",
    "Goal",
    "Improvement",
    "Item",
    "Library",
    "Map",
    "Metric",
    "Moment",
    "Named",
    "Opportunity",
    "Pain",
    "Part",
    "Persona",
    "Perspective",
    "Record",
    "Segment",
    "Settings",
    "Stage",
    "Step",
    "System",
    "Team",
    "Term",
    "Touchpoint",
    "Transition",
    "find",
    "inner_parts",
    "is_part",
    "part_fields",
    "parts_within",
    "reference_fields",
]  # fmt: skip
