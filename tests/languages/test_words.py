"""The interface's words: English says all that the vocabulary declares, whole languages say what English says, others as much as they can."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

import journeybook
from journeybook.checks.labels import fault
from journeybook.languages import Words, available, filled, shipped_language, spoken
from journeybook.languages.translation.language import MANNERS, covers_one, is_counted, placeholder_faults
from journeybook.languages.translation.plurals import NAMED, forms
from journeybook.model import ITEM_KINDS, KINDS, Library, Map, Part, is_part
from journeybook.model.lanes import LANES
from journeybook.model.settings import Scoring
from journeybook.site.exports import EXPORTS
from journeybook.site.flowchart.chart import KINDS as KINDS_OF_WAYS
from journeybook.site.flowchart.legend import SIGNS
from journeybook.site.pages import PAGE_KINDS

FOLDER = journeybook.__path__[0]
ENGLISH = import_module("journeybook.languages.en").WORDS
SHOWN_NOWHERE = {"id"}
WHOLE = ("en", "zh", "de")
"""The languages that lack nothing; any other may."""
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


def forgotten(lang: str, words: dict[str, str]) -> list[str]:
    """What `words` lack, each as a sentence that says where to write what."""
    return [f"languages/{lang}.py lacks {key!r}, in English {text!r}" for key, text in ENGLISH.items() if key not in words]


def unsaid(wanted: dict[str, str]) -> list[str]:
    """What English lacks of the keys in `wanted`, each as a sentence that says whose word it is."""
    return [f"languages/en.py lacks {key!r}, {what}" for key, what in sorted(wanted.items()) if key not in ENGLISH]


def mistaken(lang: str, words: dict[str, str]) -> list[str]:
    """What is wrong with `words`, each as a sentence."""
    own = shipped_language(lang)
    said = [f"languages/{lang}.py has {key!r}, which English has not (any more)" for key in words if key not in ENGLISH]
    for key, text in words.items():
        found = forms(text) if is_counted(key, ENGLISH.get(key, "")) else {"other": text}
        said += [f"{key!r} has a form {name!r}, which {lang} has not" for name in found if name not in own.forms and len(found) > 1]
        if len(found) > 1 and (missing := [name for name in own.forms if name not in found]):
            said.append(f"{key!r} lacks the form {missing}")
        said += [f"{key!r} names only some of its forms" for form in found.values() if len(found) > 1 and NAMED.match(form)]
        said += [f"{key!r} is empty" for form in found.values() if not form.strip()]
        for name, form in found.items():
            lacks = {"n"} if len(found) > 1 and covers_one(name, own.forms, own.rule) else set()
            said += [f"{key!r} {fault} ({hint})" for fault, hint in placeholder_faults(form, ENGLISH.get(key, ""), lacks)]
    return said


@pytest.mark.parametrize("lang", WHOLE)
def test_nothing_is_forgotten_in_a_whole_language(lang: str) -> None:
    assert forgotten(lang, shipped_language(lang).words) == []
    assert set(MANNERS) - set(shipped_language(lang).manners) == set()


@each_language
def test_what_a_language_says_fits(lang: str) -> None:
    assert mistaken(lang, shipped_language(lang).words) == []


def test_a_newcomer_is_told_what_is_forgotten_and_what_is_wrong() -> None:
    english = dict(ENGLISH)
    del english["n_maps"]
    assert forgotten("de", english) == ["languages/de.py lacks 'n_maps', in English '1 map|{n} maps'"]
    wrong = {"n_maps": "1 Map|{m} Maps", "gone": "x", "pains.resolved": "seit", "n_days": "{n} Tag|few: {n} Tage", "none": " "}
    assert mistaken("de", wrong) == [
        "languages/de.py has 'gone', which English has not (any more)",
        "'n_maps' holds '{m}', into which nothing is filled (did you mean '{n}'?)",
        "'n_maps' has lost {n} (what stands in braces is filled in, and must stand in the translation)",
        "'pains.resolved' has lost {date} (what stands in braces is filled in, and must stand in the translation)",
        "'n_days' names only some of its forms",
        "'none' is empty",
    ]


@each_language
def test_only_what_is_counted_has_forms(lang: str) -> None:
    assert [key for key, text in shipped_language(lang).words.items() if "|" in text and not is_counted(key, ENGLISH.get(key, ""))] == []


def test_every_field_has_a_word() -> None:
    found = {key: cls for cls in records() for key, _ in cls.declared() if key not in SHOWN_NOWHERE}
    assert len(records()) > 40
    assert unsaid({f"field.{key}": f"the field {key!r} of {cls.__name__}" for key, cls in found.items()}) == []


def test_every_choice_has_a_word() -> None:
    found = set().union(*(choices(cls) for cls in records()))
    assert {"blueprint", "loop", "sales-notes", "gatekeeper"} <= found
    assert unsaid({f"choice.{choice}": f"what a field may be: {choice!r}" for choice in found}) == []


def test_whatever_is_named_by_a_table_has_a_word() -> None:
    kinds = {cls.kind for cls in (*KINDS.values(), *ITEM_KINDS.values())} | {"map", "stage", "step"}
    keys = {f"kind.{kind}" for kind in kinds} | {f"kinds.{key}" for key in KINDS}
    keys |= {f"severity.{n}" for n in range(5)} | {f"feeling.{n}" for n in range(-2, 3)}
    keys |= {f"flow.{how}.{kind}" for how in ("way", "told") for kind in KINDS_OF_WAYS} | {f"{how}.{sign}" for how in ("sign", "means.flow") for sign in SIGNS}
    keys |= {f"scoring.{name}" for name in choices(Scoring) - {"product", "mean"}}
    keys |= {f"quadrant.{name}" for name in ("quick-win", "big-bet", "fill-in", "time-sink")}
    assert unsaid(dict.fromkeys(keys, "which a table names")) == []


def test_every_lane_has_a_name_and_a_meaning() -> None:
    fields = {key for cls in records() for key, _ in cls.declared()}
    names = {f"lane.{lane.id}": f"the name of the lane {lane.id!r}" for lane in LANES if lane.id not in fields}
    assert unsaid(names | {f"means.lane.{lane.id}": f"what the lane {lane.id!r} says, on the page that explains maps" for lane in LANES}) == []


def test_every_page_about_the_whole_atlas_has_a_title_and_every_file_beside_the_pages_a_name() -> None:
    hubs = {f"{kind.name}.title": f"the title of the page {kind.name!r}" for kind in PAGE_KINDS.values() if kind.has is not None}
    assert unsaid(hubs | {export.title: f"by which {export.path} is linked" for export in EXPORTS.values()}) == []


def test_a_newcomer_is_told_whose_word_is_missing() -> None:
    assert unsaid({"field.owner": "", "field.weather?": "the field 'weather?' of Step"}) == [
        "languages/en.py lacks 'field.weather?', the field 'weather?' of Step"
    ]
    with pytest.raises(KeyError, match=r"languages/en\.py lacks 'weather\.title'"):
        Words("de")("weather.title")


def test_whatever_a_template_says_has_a_word() -> None:
    said = {(path.name, key) for path in Path(FOLDER).rglob("*.html") for key in re.findall(r'\bt\("([^"]+)"\s*[,)]', path.read_text(encoding="utf-8"))}
    assert len(said) > 100
    assert unsaid({key: f"which templates/{name} says" for name, key in said}) == []


def test_chinese_punctuation_is_full_width() -> None:
    words = import_module("journeybook.languages.zh").WORDS
    assert [text for text in words.values() if re.search(r"[一-鿿] ?[,.:;!?()]|[,;!?()] ?[一-鿿]", text)] == []


@pytest.mark.parametrize(
    ("lang", "expected"), [("en", "1 September 2026"), ("zh", "2026年9月1日"), ("zh-Hans", "2026年9月1日"), ("fr", "1 September 2026"),
     ("de", "1. September 2026"), ("de-AT", "1. September 2026")],
)  # fmt: skip
def test_dates(lang: str, expected: str) -> None:
    assert Words(lang).date(datetime.date(2026, 9, 1)) == expected


@each_language
def test_months(lang: str) -> None:
    dates = {Words(lang).date(datetime.date(2026, month, 1)) for month in range(1, 13)}
    assert len(dates) == 12


NUMBERS = (3, 3.0, 2.5, 1066.666, 100, 1500, 0, -2, 0.004, -1234567.8)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", ["3", "3", "2.5", "1,066.67", "100", "1,500", "0", "-2", "0.004", "-1,234,567.8"]),
        ("zh", ["3", "3", "2.5", "1,066.67", "100", "1,500", "0", "-2", "0.004", "-1,234,567.8"]),
        ("de", ["3", "3", "2,5", "1.066,67", "100", "1.500", "0", "-2", "0,004", "-1.234.567,8"]),
    ],
)
def test_numbers(lang: str, expected: list[str]) -> None:
    assert [Words(lang).number(value) for value in NUMBERS] == expected


def test_numbers_with_all_their_decimals() -> None:
    assert [Words(lang).written(4100.125) for lang in ("en", "de")] == ["4,100.125", "4.100,125"]


def test_a_number_within_a_text_is_written_as_the_language_writes_it() -> None:
    assert Words("en")("n_maps", n=1234) == "1,234 maps"
    assert Words("de")("n_maps", n=1234) == "1.234 Maps"
    assert Words("de")("of_five", n=2.5) == "2,5 von 5"
    assert Words("de").date(datetime.date(2026, 5, 1)) == "1. Mai 2026"  # years and days have no thousands


@pytest.mark.parametrize(("value", "expected"), [(0.31, "31"), (1, "100"), (0.125, "12.5"), (0, "0")])
def test_shares(value: float, expected: str) -> None:
    assert Words("en").share(value) == f"{expected}\u00a0%"
    assert Words("zh").share(value) == f"{expected}%"
    assert Words("de").share(value) == f"{expected.replace('.', ',')}\u00a0%"


@pytest.mark.parametrize(
    ("lang", "n", "expected"),
    [("en", 1, "1 map"), ("en", 0, "0 maps"), ("en", 2, "2 maps"), ("zh", 1, "1 张旅程图"), ("zh", 2, "2 张旅程图"), ("de", 1, "1 Map"), ("de", 2, "2 Maps")],
)
def test_counting(lang: str, n: int, expected: str) -> None:
    assert Words(lang)("n_maps", n=n) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "PT10M", "10 minutes"), ("zh", "PT10M", "10 分钟"), ("en", "P1DT1H", "1 day 1 hour"), ("zh", "P1DT1H", "1 天 1 小时"),
        ("de", "P1M", "1 Monat"), ("de", "PT90M", "90 Minuten"), ("de", "P1DT2H", "1 Tag 2 Stunden"), ("zh", "三天左右", "三天左右"), ("en", "P", "P"), ("en", "PT", "PT"),
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


@pytest.mark.parametrize(
    ("lang", "expected"), [(None, "en"), ("", "en"), ("EN-gb", "en"), ("zh_CN", "zh"), ("zh-Hant-TW", "zh"), ("de-CH", "de"), ("fr", "en")]
)
def test_the_language_spoken(lang: str | None, expected: str) -> None:
    assert spoken(lang) == expected


@pytest.mark.parametrize(
    ("lang", "texts", "expected"),
    [
        ("en", ["Zoo", "Éclair", "echo", "apple"], ["apple", "echo", "Éclair", "Zoo"]),
        ("de", ["Zu", "Übergabe", "Ort", "Öl", "Ärger"], ["Ärger", "Öl", "Ort", "Übergabe", "Zu"]),
        ("zh", ["指标", "SSO", "证据", "渠道"], ["SSO", "渠道", "证据", "指标"]),
        ("zh", ["的", "次", "阿", "波"], ["阿", "波", "次", "的"]),
    ],
)
def test_the_order_of_a_dictionary(lang: str, texts: list[str], expected: list[str]) -> None:
    assert sorted(texts, key=Words(lang).order) == expected


@each_language
def test_only_names_stand_in_braces(lang: str) -> None:
    words = import_module(f"journeybook.languages.{lang}").WORDS
    faults = {key: fault(text, ENGLISH[key]) for key, text in words.items() if key in ENGLISH}  # what is not, is told above
    assert {key: said for key, said in faults.items() if said != ("", "")} == {}


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
