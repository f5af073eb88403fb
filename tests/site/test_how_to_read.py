"""The page that explains how a map is read: it leaves out no sign and no choice of the vocabulary, in any language."""

from __future__ import annotations

import datetime
from copy import deepcopy
from pathlib import Path
from typing import Literal, get_args, get_origin, get_type_hints

import pytest
from lxml import html

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.connections import ways
from journeybook.checks.check import load
from journeybook.insight import reviews
from journeybook.insight.measures import quadrant
from journeybook.languages import Words, available
from journeybook.model import ITEM_KINDS, KINDS, Improvement, Library, Map, Part, is_part, lanes
from journeybook.model.items import Item
from journeybook.model.maps import Raci
from journeybook.model.record import choices
from journeybook.model.settings import Scoring
from journeybook.site import pages, render, signs
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.flowchart.legend import SIGNS
from journeybook.site.scene import Scene

TODAY = datetime.date(2026, 11, 1)
JOURNEYS = Path(__file__).parents[2] / "journeys"
STEP = "- {name: Pays, does: Looks for the wallet, feels: {score: -2, quote: Why}, moment_of_truth: true, pains: [{text: No wallet, severity: 4}]}"
MAP = f"title: Buying shoes\nstages:\n  - name: I look\n    steps: [Looks around]\n  - name: I pay\n    steps:\n      - Waits\n      {STEP}\n"
each_language = pytest.mark.parametrize("lang", available())


def atlas_of(folder: Path, **files: str) -> Atlas:
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return load(folder, TODAY).atlas


def shown(atlas: Atlas, lang: str, kind: str = "how-to-read") -> html.HtmlElement:
    """The page of that kind in that language, with its drawings where they are seen."""
    words = Words(lang)
    page = next(page for page in pages.pages(atlas, words) if page.kind.name == kind)
    hrefs = (lambda entry: f"#{entry.id}", lambda path: f"{path}.html", lambda path: "")
    root = html.fromstring(render.render(page, Scene(atlas, TODAY, words, *hrefs), OwnEngine(), render.Glossary.of(atlas)))
    for use in root.iterfind(".//use"):
        use.append(deepcopy(root.get_element_by_id(use.get("xlink:href", "").removeprefix("#"))))
    for symbols in root.find_class("jb-symbols"):
        symbols.drop_tree()
    return root


def squeezed(text: str) -> str:
    return " ".join(text.split())


def explained(page: html.HtmlElement) -> set[tuple[str, str]]:
    """What the page explains: (sign with its word, meaning)."""
    pairs = {(it.findtext("dt"), it.find("dt").text_content(), it.find("dd").text_content()) for it in page.iterfind(".//dl[@class='jb-signs']/div")}
    rows = {(None, row.find("th").text, row.find("th/small").text_content()) for row in page.iterfind(".//tbody/tr")}
    return {(squeezed(sign or ""), squeezed(meaning)) for _, sign, meaning in pairs | rows}


def choice_fields() -> set[tuple[type[Part], str]]:
    """Every field of a map or library that is chosen from a list: (record, key)."""
    found, new = set(), {Map, Library}
    seen: set[type[Part]] = set()
    while new:
        seen |= new
        annotations = [(cls, key, info.annotation) for cls in new for key, info in cls.declared()]
        found |= {(cls, key) for cls, key, _ in annotations if choices(cls, key)}
        new = {it for _, _, one in annotations for it in parts(one)} - seen
    return found


def parts(annotation: object) -> set[type[Part]]:
    inner = {it for one in get_args(annotation) for it in parts(one)}
    return inner | ({annotation} if is_part(annotation) else set())


@each_language
def test_every_choice_of_the_vocabulary_is_explained(tmp_path: Path, lang: str) -> None:
    words, found = Words(lang), explained(shown(atlas_of(tmp_path, shoes=MAP), lang))
    fields = choice_fields()
    assert len(fields) > 20
    missing = []
    for cls, key in sorted(fields, key=lambda field: (field[0].__name__, field[1])):
        for choice in choices(cls, key):
            if not any(words(f"choice.{choice}") in sign and meaning for sign, meaning in found):
                missing.append(f"{cls.__name__}.{key}: {choice}")
    assert missing == []


@each_language
def test_every_sign_is_explained(tmp_path: Path, lang: str) -> None:
    words, page = Words(lang), shown(atlas_of(tmp_path, shoes=MAP), lang)
    found = dict(explained(page))
    expected = [f"{sign} {words(f'feeling.{score}')}" for score, sign in ((-2, "−2"), (-1, "−1"), (0, "0"), (1, "+1"), (2, "+2"))]
    expected += [f"{n or ''} {words(f'severity.{n}')}" for n in range(5)]
    expected += [words("severity.unknown"), words("gain"), words("opportunity"), f"★ {words('moment_of_truth')}"]
    expected += [words(f"choice.{status}") for status in choices(Improvement, "status")]
    expected += [words(f"choice.{it}") for it in (*choices(Item, "confidence"), "stale")]
    expected += [words(f"field.{part}") for part, _ in Raci.declared()]
    expected += [words(f"sign.{kind}") for kind in SIGNS]
    expected += [words(f"quadrant.{quadrant(value, effort)}") for value in (1, 5) for effort in (1, 5)]
    expected += [words(f"scoring.{method}") for method in choices(Scoring, "method")]
    expected += [words.get(f"lane.{lane.id}", "") or words(f"field.{lane.id}") for lane in lanes.LANES if lane.shape != "perspectives"]
    expected += [words(f"kind.{cls.kind}") for cls in (*KINDS.values(), *ITEM_KINDS.values())]
    assert [sign for sign in map(squeezed, expected) if not found.get(sign)] == []
    assert f"({words('unconfirmed')})" in " ".join(found)


def test_signs_are_those_of_the_code() -> None:
    hints = get_type_hints(reviews.evidence_state)
    assert set(signs.EVIDENCE_STATES) == set(get_args(hints["return"]))
    states = get_type_hints(reviews.ReviewState)["state"]
    assert get_origin(states) is Literal
    assert set(signs.REVIEW_STATES) == set(get_args(states))
    assert set(signs.QUADRANTS) == {quadrant(value, effort) for value in range(1, 6) for effort in range(1, 6)}


@each_language
def test_no_sentence_explains_nothing(tmp_path: Path, lang: str) -> None:
    """A sentence in the language's file that the page does not have is left over from something that went away."""
    text = shown(atlas_of(tmp_path, shoes=MAP), lang).text_content()
    words = Words(lang)
    unused = [key for key in words._words if key.startswith("means.") and words(key).partition("{")[0] not in text]
    assert [key for key in unused if key not in ("means.lane.own", "means.lane.notes")] == []


def test_the_example_is_the_fullest_moment_in_the_page_s_language(tmp_path: Path) -> None:
    other = "title: 买鞋\nlang: zh\nstages:\n  - name: 我付款\n    steps:\n      - {name: 找钱包, does: 找, thinks: 在哪, needs: 快, goal: 付, artefact: 手机, expects: 有}\n"
    atlas = atlas_of(tmp_path, shoes=MAP, other=other)
    english, chinese = shown(atlas, "en"), shown(atlas, "zh")
    assert "I pay" in english.find_class("jb-example-place")[0].text_content()
    assert "Looks for the wallet" in english.find_class("jb-example")[0].text_content()
    assert "找钱包" in chinese.find_class("jb-example-place")[0].text_content()
    assert [page.path for page in pages.hubs(atlas, Words("en")) if page.kind.name == "how-to-read"] == ["how-to-read", "how-to-read-zh"]
    assert [page.path for page in pages.hubs(atlas, Words("zh")) if page.kind.name == "how-to-read"] == ["how-to-read", "how-to-read-en"]


def test_a_map_in_another_language_is_an_example_too(tmp_path: Path) -> None:
    page = shown(atlas_of(tmp_path, shoes=MAP), "zh")
    cell = next(it for it in page.iterfind(".//td") if "Looks for the wallet" in it.text_content())
    assert cell.get("lang") == "en"


def test_the_smallest_map_is_example_enough_and_none_is_no_page(tmp_path: Path) -> None:
    assert "Buying" in shown(atlas_of(tmp_path, one="title: Buying\nstages: [I pay]\n"), "en").text_content()
    empty = tmp_path / "empty"
    empty.mkdir()
    atlas = atlas_of(empty, teams="teams: [{id: sales, name: Sales}]\n")
    assert "how-to-read" not in {page.kind.name for page in pages.pages(atlas, Words("en"))}


def legends(folder: Path, text: str) -> list[list[str]]:
    page = shown(atlas_of(folder, one=text), "en", "map")
    return [[squeezed(it.text_content()) for it in one] for one in page.find_class("jb-legend")]


def test_a_legend_names_only_what_the_picture_has(tmp_path: Path) -> None:
    assert legends(tmp_path, "title: Buying\nstages: [I pay]\n") == []
    (grid,) = legends(tmp_path, MAP)
    assert grid == [
        "a gap: nobody knows how it feels", "★ a step that decides whether customers stay",
        "4 blocks",
    ]  # fmt: skip
    (lines,) = legends(tmp_path, "title: Buying\nview: blueprint\nstages: [{name: I pay, gains: [Quick]}]\n")
    assert [line.partition(":")[0].split()[0] for line in lines] == ["Line", "Line", "Line"], "gains wait in a row that is not shown at once"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_flowchart_s_legend_names_only_what_the_chart_has(lang: str) -> None:
    atlas, words = load(JOURNEYS, TODAY).atlas, Words(lang)
    assert atlas.maps
    for map_ in atlas.maps.values():
        scene = Scene(atlas, TODAY, words, lambda entry: "", lambda path: "", lambda path: "")
        flow = pages.PAGE_KINDS["map"].views["flow"](scene, map_)
        source = "".join(drawing.source for drawing in flow.drawings)
        drawn = [sign.drawn for sign in flow.signs]
        assert ("out" in drawn) == ("--x" in source)
        assert ("moment" in drawn) == ("classDef moment " in source)
        assert ("share" in drawn) == any(way.share is not None for way in ways(atlas, map_))
        assert ("on" in drawn) == any(way.kind != "next" for way in ways(atlas, map_))
        assert all(sign.word and sign.text for sign in flow.signs)
