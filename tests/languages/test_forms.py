"""The forms of a text on their way into a file and out of it, and files that hold no translation at all."""

from __future__ import annotations

import pytest

from journeybook.checks import translations
from journeybook.languages.translation import plurals
from journeybook.reading.problem import Problem


@pytest.mark.parametrize(
    ("forms", "text"),
    [
        ({"other": "steps"}, "steps"),
        ({"one": "step", "other": "step"}, "step"),
        ({"one": "step", "other": "steps"}, "step|steps"),
        ({"one": "few: a step", "other": "steps"}, "one: few: a step|other: steps"),
        ({"one": "step", "other": "many: steps"}, "one: step|other: many: steps"),
        ({"one": "krok", "few": "kroki", "many": "kroków"}, "one: krok|few: kroki|many: kroków"),
    ],
)
def test_forms_are_written_as_they_are_read(forms: dict[str, str], text: str) -> None:
    assert plurals.written(forms) == text
    assert plurals.forms(text) == (forms if len(set(forms.values())) > 1 else {"other": text})


def said(data: bytes) -> list[str]:
    problems: list[Problem] = []
    translations.of_bytes("pl", data, "pl.po", problems)
    return [f"{it.place.line} {it.level} {it.message}" for it in problems]


HEAD = b'msgid ""\nmsgstr ""\n"Language: pl\\n"\n\n'


def test_a_file_without_a_translation_is_told_once() -> None:
    assert said(b"") == ["1 warning the file holds no translation"]
    assert said(b"# only a remark\n") == ["1 warning the file holds no translation"]
    garbage = said(b"a line\n")
    assert len(garbage) == 1
    assert "no translation" not in garbage[0]
    assert said(HEAD + b'msgctxt "kind.map"\nmsgid "Map"\nmsgstr "Mapa"\n') == []
