"""The interface's words: every language says everything, and says it of everything that the vocabulary declares."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import Any, Literal, get_args, get_origin

import pytest

import journeybook
from journeybook.checks.labels import fault
from journeybook.languages import Words, available, filled, spoken
from journeybook.model import ITEM_KINDS, KINDS, Library, Map, Part, is_part
from journeybook.model.lanes import LANES
from journeybook.model.settings import Scoring
from journeybook.site.flowchart.chart import FlowWords

FOLDER = journeybook.__path__[0]
ENGLISH = import_module("journeybook.languages.en").WORDS
SHOWN_NOWHERE = {"id"}
each_language = pytest.mark.parametrize("lang", available())


def within(annotation: Any) -> Iterator[Any]:
    """`annotation` and everything that it is made of."""
    yield annotation
    for part in get_args(annotation):
        yield from within(part)


def records() -> set[type[Part]]:
    """Every record and part that a map or a library may hold."""
    found: set[type[Part]] = set()
    new: set[type[Part]] = {Map, Library}
    while new:
        found |= new
        inner = {it for cls in new for info in cls.model_fields.values() for it in within(info.annotation)}
        new = {it for it in inner if is_part(it)} - found
    return found - {Library}


def choices(cls: type[Part]) -> set[str]:
    """The words that the fields of `cls` choose from."""
    found = [it for info in cls.model_fields.values() for it in within(info.annotation) if get_origin(it) is Literal]
    return {str(choice) for it in found for choice in get_args(it)}


def places(text: str) -> set[str]:
    """The placeholders of a text; every form of it must have the same, but for the number in the form for one."""
    forms = [{name for _, name, _, _ in Formatter().parse(form) if name} for form in text.split("|")]
    assert all(form | {"n"} == forms[-1] | {"n"} for form in forms), text
    return forms[-1]


@each_language
def test_every_language_has_the_same_words(lang: str) -> None:
    words = import_module(f"journeybook.languages.{lang}").WORDS
    assert set(words) == set(ENGLISH)
    assert [key for key, text in words.items() if not text.strip()] == []
    assert {key: places(text) for key, text in words.items()} == {key: places(text) for key, text in ENGLISH.items()}


@each_language
def test_only_what_is_counted_has_two_forms(lang: str) -> None:
    words = import_module(f"journeybook.languages.{lang}").WORDS
    assert [key for key, text in words.items() if "|" in text and ("n" not in places(text) or text.count("|") > 1)] == []


def test_every_field_has_a_word() -> None:
    found = {key for cls in records() for key, _ in cls.declared()} - SHOWN_NOWHERE
    assert len(records()) > 40
    assert sorted(key for key in found if f"field.{key}" not in ENGLISH) == []


def test_every_choice_has_a_word() -> None:
    found = set().union(*(choices(cls) for cls in records()))
    assert {"blueprint", "loop", "sales-notes", "gatekeeper"} <= found
    assert sorted(choice for choice in found if f"choice.{choice}" not in ENGLISH) == []


def test_whatever_is_named_by_a_table_has_a_word() -> None:
    kinds = {cls.kind for cls in (*KINDS.values(), *ITEM_KINDS.values())} | {"map", "stage", "step"}
    keys = {f"kind.{kind}" for kind in kinds} | {f"kinds.{key}" for key in KINDS}
    keys |= {f"severity.{n}" for n in range(5)} | {f"feeling.{n}" for n in range(-2, 3)}
    keys |= {f"flow.{name}" for name in FlowWords.__dataclass_fields__}
    keys |= {f"scoring.{name}" for name in choices(Scoring) - {"product", "mean"}}
    keys |= {f"quadrant.{name}" for name in ("quick-win", "big-bet", "fill-in", "time-sink")}
    assert sorted(keys - set(ENGLISH)) == []
    assert [lane.id for lane in LANES if not {f"lane.{lane.id}", f"field.{lane.id}"} & set(ENGLISH)] == []


def test_whatever_a_template_says_has_a_word() -> None:
    said = {
        (path.name, key)
        for path in Path(FOLDER).rglob("*.html")
        for key in re.findall(r'\bt\("([^"]+)"\s*[,)]', path.read_text(encoding="utf-8"))
    }
    assert len(said) > 100
    assert sorted((name, key) for name, key in said if key not in ENGLISH) == []


def test_chinese_punctuation_is_full_width() -> None:
    words = import_module("journeybook.languages.zh").WORDS
    assert [text for text in words.values() if re.search(r"[一-鿿] ?[,.:;!?()]|[,;!?()] ?[一-鿿]", text)] == []


@pytest.mark.parametrize(
    ("lang", "expected"), [("en", "1 September 2026"), ("zh", "2026年9月1日"), ("zh-Hans", "2026年9月1日"), ("fr", "1 September 2026")]
)
def test_dates(lang: str, expected: str) -> None:
    assert Words(lang).date(datetime.date(2026, 9, 1)) == expected


@each_language
def test_months(lang: str) -> None:
    dates = {Words(lang).date(datetime.date(2026, month, 1)) for month in range(1, 13)}
    assert len(dates) == 12


@each_language
@pytest.mark.parametrize(
    ("value", "expected"),
    [(3, "3"), (3.0, "3"), (2.5, "2.5"), (1066.666, "1,066.67"), (100, "100"), (1500, "1,500"), (0, "0"), (-2, "-2"), (0.004, "0.004")],
)
def test_numbers(lang: str, value: float, expected: str) -> None:
    assert Words(lang).number(value) == expected


@pytest.mark.parametrize(("value", "expected"), [(0.31, "31"), (1, "100"), (0.125, "12.5"), (0, "0")])
def test_shares(value: float, expected: str) -> None:
    assert Words("en").share(value) == f"{expected}\u00a0%"
    assert Words("zh").share(value) == f"{expected}%"


@pytest.mark.parametrize(
    ("lang", "n", "expected"),
    [("en", 1, "1 map"), ("en", 0, "0 maps"), ("en", 2, "2 maps"), ("zh", 1, "1 张旅程图"), ("zh", 2, "2 张旅程图")],
)
def test_counting(lang: str, n: int, expected: str) -> None:
    assert Words(lang)("n_maps", n=n) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "PT10M", "10 minutes"), ("zh", "PT10M", "10 分钟"), ("en", "P1DT1H", "1 day 1 hour"), ("zh", "P1DT1H", "1 天 1 小时"),
        ("zh", "三天左右", "三天左右"), ("en", "P", "P"), ("en", "PT", "PT"),
    ],
)  # fmt: skip
def test_durations(lang: str, text: str, expected: str) -> None:
    assert Words(lang).duration(text) == expected


def test_own_words_win_and_unknown_ones_fail() -> None:
    words = Words("zh", {"kind.stage": "环节"})
    assert (words("kind.stage"), words("kind.step")) == ("环节", "步骤")
    assert words.get("choice.nothing", "nothing") == "nothing"
    with pytest.raises(KeyError):
        words("nothing.like.this")


@pytest.mark.parametrize(("lang", "expected"), [(None, "en"), ("", "en"), ("EN-gb", "en"), ("zh_CN", "zh"), ("zh-Hant-TW", "zh"), ("de", "en")])
def test_the_language_spoken(lang: str | None, expected: str) -> None:
    assert spoken(lang) == expected


@pytest.mark.parametrize(
    ("lang", "texts", "expected"),
    [
        ("en", ["Zoo", "Éclair", "echo", "apple"], ["apple", "echo", "Éclair", "Zoo"]),
        ("zh", ["指标", "SSO", "证据", "渠道"], ["SSO", "渠道", "证据", "指标"]),
        ("zh", ["的", "次", "阿", "波"], ["阿", "波", "次", "的"]),
    ],
)
def test_the_order_of_a_dictionary(lang: str, texts: list[str], expected: list[str]) -> None:
    assert sorted(texts, key=Words(lang).order) == expected


@each_language
def test_only_names_stand_in_braces(lang: str) -> None:
    words = import_module(f"journeybook.languages.{lang}").WORDS
    assert {key: fault(text, ENGLISH[key]) for key, text in words.items() if fault(text, ENGLISH[key]) != ("", "")} == {}


def test_nothing_but_names_is_filled_in() -> None:
    class Value:
        secret = "secret"

        def __str__(self) -> str:
            return "{b} of a"

    values = {"a": Value(), "b": 3}
    assert filled("{a}, {b} and {a}", values) == "{b} of a, 3 and {b} of a"
    for text in ("{a.secret}", "{a!r}", "{a:>99}", "{a.__class__.__init__.__globals__}", "{0}", "{", "}", "{{a}", "{c}", "{}"):
        assert filled(text, values).replace("{b} of a", "{a}") == text  # as it stands, but for names within more braces
    assert [filled(text, values) for text in ("{a.secret}", "{c}", "{", "plain")] == ["{a.secret}", "{c}", "{", "plain"]


def test_a_label_with_forms_and_without() -> None:
    words = Words("en", {"n_maps": "{n} journey|{n} journeys", "n_places": "many places", "n_days": "{n.__class__}"})
    assert [words("n_maps", n=n) for n in (1, 2)] == ["1 journey", "2 journeys"]
    assert words("n_places", n=1) == "many places"
    assert words("n_days", n=1) == "{n.__class__}"  # refused when settings are read; here, nothing happens to it
