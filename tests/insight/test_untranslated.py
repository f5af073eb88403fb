"""What a translation lacks of its original: items are paired by their ids, and one without an id stands for the next that has no pair."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import journeybook
from journeybook.insight import untranslated

ORIGINAL = "title: A\nid: a\nstages: [{id: one, name: One, moment_of_truth: true}, {id: two, name: Two, moment_of_truth: Why}, {id: three, name: Three}]\npains: [{id: p, aliases: [old-p], text: P}, {id: q, text: Q}, {id: r, text: R}]\n"
TRANSLATION = (
    "title: B\nid: b\nlang: de\ntranslation_of: a\nstages: [{{id: one, name: Eins, moment_of_truth: true}}, {{id: two, name: Zwei{two}}}]\npains: [{pains}]\n"
)


@pytest.mark.parametrize(
    ("pains", "lacks"),
    [
        ("", "p q r"),
        ("{id: q, text: Q}", "p r"),
        ("{id: old-p, text: P}", "q r"),
        ("{id: x, aliases: [r], text: R}", "p q"),
        ("Ohne", "q r"),  # which one it stands for, nobody says
        ("Ohne, Noch eins", "r"),
        ("{id: anders, text: Anders}", "p q r"),  # it is one of its own
        ("{id: anders, text: Anders}, Ohne", "q r"),
        ("{id: q, text: Q}, Ohne", "r"),
        ("{text: Q}", "p r"),  # its id follows from its text, and is the original's
        ("A, B, C, D", ""),
    ],
)
def test_items_that_a_translation_lacks(pains: str, lacks: str, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(ORIGINAL, encoding="utf-8")
    (tmp_path / "b.yml").write_text(TRANSLATION.format(two="", pains=pains), encoding="utf-8")
    atlas = journeybook.load(tmp_path, datetime.date(2026, 1, 1)).atlas
    a, b = atlas.maps["a"], atlas.maps["b"]
    assert " ".join(item.id for item in untranslated.missing(atlas, b, "pain")) == lacks
    assert untranslated.missing(atlas, a, "pain") == []
    assert len(untranslated.everything(atlas, b, "pain")) == len(atlas.items_of(b, "pain")) + len(lacks.split())


@pytest.mark.parametrize(
    ("two", "lacks"), [("", ["two"]), (", moment_of_truth: false", ["two"]), (", moment_of_truth: true", []), (", moment_of_truth: Warum", [])]
)
def test_moments_of_truth_that_only_the_original_calls_so(two: str, lacks: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(ORIGINAL, encoding="utf-8")
    (tmp_path / "b.yml").write_text(TRANSLATION.format(two=two, pains=""), encoding="utf-8")
    atlas = journeybook.load(tmp_path, datetime.date(2026, 1, 1)).atlas
    assert [spot.id for spot in untranslated.missing_moments(atlas, atlas.maps["b"])] == lacks
    assert untranslated.missing_moments(atlas, atlas.maps["a"]) == []
