"""Keys that are not allowed where they stand: slips, the words of other tools and languages, and words that nobody can guess."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from journeybook import model
from journeybook.checks import check
from journeybook.model import Library, Map, Part, Settings, Stage, Step
from journeybook.model.items import Improvement, Opportunity, Pain
from journeybook.model.library import Evidence, Metric, Persona, Team, Touchpoint
from journeybook.model.maps import Feeling, LogEntry
from journeybook.model.similar_keys import folded, meant, near

TODAY = datetime.date(2026, 11, 27)
SAID: tuple[tuple[type[Part], str, str], ...] = (
    # where, what it is called elsewhere, what it is called here
    (Map, "phases Phase episodes sections journey_stages steps 阶段 Phasen", "stages"),
    (Map, "name heading journey_name 标题 Titel", "title"),
    (Map, "description Beschreibung notes 描述", "summary"),
    (Map, "language Sprache", "lang"),
    (Map, "department team responsible journeyManager 负责人 Zuständig", "owner"),
    (Map, "kpis KPI indicators 指标 Kennzahlen", "metrics"),
    (Map, "frictions frustrations painPoints pain_points 痛点", "pains"),
    (Map, "insights", "evidence opportunities"),
    (Map, "机会", "opportunities"),
    (Map, "actors customer users 用户画像", "personas"),
    (Map, "customerTypes target_group", "segments"),
    (Stage, "tasks moments actions activities", "steps does"),
    (Stage, "步骤 Schritte", "steps"),
    (Stage, "thoughts mindset thinking 想法 Gedanken", "thinks"),
    (Stage, "emotion emotions mood sentiment feelings emotion_score emotionScore quotes Emotion_Score 情绪 Gefühle", "feels"),
    (Stage, "customer_actions customerActions userActions", "does"),
    (Stage, "interactions contact_points contactPoints channel channels 触点 Kontaktpunkte", "touchpoints"),
    (Stage, "frictions pain_points painPoints PainPoint 痛点", "pains"),
    (Stage, "delights highlights 爽点", "gains"),
    (Stage, "solutions initiatives ideas 改进 Maßnahmen", "improvements"),
    (Stage, "physical_evidence props artifact", "artefact"),
    (Stage, "kpis KPIs", "metrics"),
    (Stage, "department team responsible 负责人", "owner"),
    (Stage, "description notes", "summary"),
    (Stage, "momentThatMatters MOT momentOfTruth", "moment_of_truth"),
    (Step, "actions tasks activities", "does"),
    (Step, "title task", "name"),
    (Feeling, "emotionScore level", "score"),
    (Feeling, "emotion mood emoji", "word"),
    (Pain, "description", "text summary"),
    (Pain, "problem 痛点", "text"),
    (Pain, "level priority 严重程度 Schwere", "severity"),
    (Opportunity, "howMightWe question", "hmw"),
    (Improvement, "deadline due_date", "due"),
    (Improvement, "ticket", "issue"),
    (Touchpoint, "medium", "channel"),
    (Persona, "painPoints pains", "frustrations"),
    (Persona, "bio background", "context"),
    (Metric, "frequency", "cadence"),
    (Evidence, "sample_size respondents", "n"),
    (Team, "successor", "replaced_by"),
    (LogEntry, "reviewer", "by"),
    (Library, "departments 团队", "teams"),
    (Library, "customers", "personas"),
    (Library, "glossary", "terms"),
    (Settings, "swimlanes rows", "lanes"),
    (Settings, "language", "lang"),
)
PLACES = [(shape, word, tuple(ours.split())) for shape, words, ours in SAID for word in words.split()]


@pytest.mark.parametrize(("shape", "word", "ours"), PLACES, ids=[f"{shape.__name__}-{word}" for shape, word, _ in PLACES])
def test_a_word_of_others_means_our_field(shape: type[Part], word: str, ours: tuple[str, ...]) -> None:
    assert meant(word, shape) in (ours, ours[:1])


@pytest.mark.parametrize("word", ["painpoints", "painPoints", "PainPoints", "pain_points", "pain points", "Pain Points", "pain-point", "PAIN POINT"])
def test_one_word_in_every_spelling(word: str) -> None:
    assert meant(word, Stage) == ("pains",)


@pytest.mark.parametrize(
    ("shape", "word", "field"),
    [
        (Map, "stagess", "stages"), (Map, "Stages", "stages"), (Map, "stage", "stages"), (Map, "titel", "title"), (Map, "onwer", "owner"),
        (Stage, "touchpiont", "touchpoints"), (Stage, "touch_points", "touchpoints"), (Stage, "opportunites", "opportunities"),
        (Stage, "nmae", "name"), (Pain, "severtiy", "severity"), (Settings, "rulse", "rules"),
    ],
)  # fmt: skip
def test_a_slip_means_the_field(shape: type[Part], word: str, field: str) -> None:
    assert meant(word, shape) == (field,)


@pytest.mark.parametrize(
    ("shape", "word"),
    [(Map, "version"), (Map, "services"), (Stage, "colour"), (Stage, "swimlanes"), (Stage, "zodiac"), (Library, "stages"), (Settings, "stages"),
     (Team, "phases"), (Map, "x"), (Map, ""), (Map, "_")],
)  # fmt: skip
def test_nothing_is_guessed_where_no_word_is_near(shape: type[Part], word: str) -> None:
    assert meant(word, shape) == ()


def test_what_stands_there_already_is_not_proposed() -> None:
    assert meant("description", Pain) == ("text", "summary")
    assert meant("description", Pain, {"text"}) == ("summary",)
    assert meant("emotion", Stage, {"feels"}) == ()
    assert meant("ownr", Stage, {"owner"}) == ()


SHAPES = [
    cls for module in (model.maps, model.items, model.library, model.settings, model) for cls in vars(module).values()
    if isinstance(cls, type) and issubclass(cls, Part)
]  # fmt: skip


@pytest.mark.parametrize("shape", dict.fromkeys(SHAPES), ids=lambda shape: shape.__name__)
def test_others_words_are_said_of_fields_and_are_none_themselves(shape: type[Part]) -> None:
    fields = {name for name, _ in shape.declared()}
    assert set(shape.others_say) <= fields
    for name, words in shape.others_say.items():
        twins = {folded(other) for other in fields - {name}} & {folded(word) for word in words.split(", ")}
        assert not twins, f"{twins} of {name} are fields themselves"


def said(path: Path, text: str) -> list[str]:
    path.write_text(text, encoding="utf-8")
    return [f"{p.place.line} {p.message}: {p.hint}" for p in check.load(path, TODAY).problems]


def test_a_map_of_another_tool_is_named_field_by_field(tmp_path: Path) -> None:
    assert said(tmp_path / "a.yml", "name: Buying shoes\nphases:\n  - name: I look\n    painPoints: [Slow]\n") == [
        "1 unknown field 'name': did you mean 'title'?",
        "2 unknown field 'phases': did you mean 'stages'?",
    ]


def test_the_fields_are_listed_once(tmp_path: Path) -> None:
    first, second = said(tmp_path / "a.yml", "title: A\nstages:\n  - {name: a, goal: b, zodiac: c}\n  - {name: a, climate: c}\n")
    assert first.startswith("3 unknown field 'zodiac': fields here are group, order, steps, owner, actor, does,")
    assert "media, id, summary, tags, link, aliases" in first
    assert first.endswith("; own fields begin with 'x-'")
    assert second == "4 unknown field 'climate': the fields that may stand here are listed at line 3"


def test_a_misspelt_library_is_no_map(tmp_path: Path) -> None:
    assert said(tmp_path / "a.yml", "departments:\n  - {id: shop, name: Shop}\n") == ["1 unknown field 'departments': did you mean 'teams'?"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        # of up to five letters one slip, of up to nine two, of more three, and always of less than half of them
        ("ownr", "owner"), ("onwer", "owner"), ("ownrr", "owner"), ("owmmer", "owner"), ("onr", None), ("ownxy", None),
        ("sumary", "summary"), ("sumarry", "summary"), ("sumxxry", "summary"), ("smmxxry", None),
        ("touchhpoint", "touchpoint"), ("tuochpiont", "touchpoint"), ("touchxxxint", "touchpoint"), ("touchxxxxnt", None),
        # another first letter is one slip, and no other may follow
        ("xummary", "summary"), ("ummary", "summary"), ("xumary", None), ("xouchpoint", "touchpoint"), ("xouchpont", None), ("ouchpont", None),
    ],
)  # fmt: skip
def test_how_many_slips_are_one_word(written: str, name: str | None) -> None:
    assert near(written, ("owner", "summary", "touchpoint")) == name
