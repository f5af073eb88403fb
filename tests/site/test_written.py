"""What an author writes arrives as written: words, links to pages of one's own and to records, and the language of each page."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

import links
import sites

LIBRARY = """
teams: [{id: desk, name: Front desk, link: policies/card.md, summary: "Asks [the owner](journey:card#form)."}]
channels: [{id: web, name: Web}, {id: counter, name: 服务台}]
touchpoints:
  - {id: form, name: Form, channel: web, how: contact, where: online, when: retired}
  - {id: window, name: 窗口, channel: counter}
evidence: [{id: poll, title: Poll, method: higher, kind: survey, summary: "**Asked** in *June*."}]
terms: [{id: card, name: 借书证, definition: 借书用的卡}, {id: loan, name: loan, definition: What is lent}]
"""
ENGLISH = """
title: Getting a card and a loan
id: card
aliases: [old-card]
owner: desk
evidence: [poll]
summary: See [our policy](policies/card.md#fees "now"), [the rules](files/rules.txt), [the start](journey:card#form) and [them](https://example.com/).
link: journey:ka
stages:
  - {id: form, name: I fill in the form, touchpoints: [form], thinks: "Like [this page](policies/card/)?", feels: {score: -1, quote: "I read [it](policies/card.md)"}}
"""
CHINESE = """
title: 办借书证
id: ka
lang: zh
summary: 先看[规定](policies/card.md)，再看[英文版](journey:card)。
stages: [{id: bang, name: 我去办证, touchpoints: [window]}]
"""
FILES = {
    "journeys/library.yml": LIBRARY, "journeys/card.yml": ENGLISH, "journeys/ka.yml": CHINESE,
    "docs/policies/card.md": "# The policy\n\n## Fees\n\nNone.\n", "docs/files/rules.txt": "Be quiet.\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> sites.Built:
    found = sites.build(sites.write(tmp_path_factory.mktemp("written"), FILES), None, "--strict")
    assert found.code == 0, found.output
    return found


def page(built: sites.Built, path: str) -> html.HtmlElement:
    return html.document_fromstring(built.text(f"journeys/{path}/index.html")).find_class("jb")[0]


def leads(root: html.HtmlElement, words: str) -> str:
    (link, *_) = (a for a in root.iter("a") if a.text_content() == words)
    return link.get("href", "")


def test_links_of_authors_lead_to_the_same_page_from_wherever_they_are_shown(built: sites.Built) -> None:
    map_, home = page(built, "maps/card"), page(built, "teams/desk")
    assert leads(map_, "our policy") == "../../../policies/card/#fees"
    assert leads(map_, "the rules") == "../../../files/rules.txt"
    assert leads(map_, "this page") == "../../../policies/card/"
    assert leads(map_, "them") == "https://example.com/"
    assert leads(map_, "the start") == "#form"
    assert leads(map_, "办借书证") == "../ka/", "a link by id shows what the record is called"
    assert leads(home, "policies/card.md") == "../../../policies/card/"
    assert leads(home, "the owner") == "../../maps/card/#form"
    assert links.check(built.folder) == []


def test_links_that_lead_nowhere_are_found(tmp_path: Path) -> None:
    wrong = FILES | {"journeys/ka.yml": CHINESE.replace("policies/card.md", "policies/kard.md").replace("journey:card", "journey:kart")}
    built = sites.build(sites.write(tmp_path, wrong), None, "--strict")
    assert built.code == 1
    assert "journeys/ka.yml:5:10: warning[dead-link] the link 'journey:kart' leads nowhere: no map has the id 'kart'" in built.output
    mild = sites.build(tmp_path)
    assert mild.code == 0
    assert "the link 'policies/kard.md' leads to no page or file of the site (did you mean 'policies/card.md'?)" in mild.output
    assert ">规定</a>" not in mild.text("journeys/maps/ka/index.html"), "the words stay, the link goes"
    assert "先看规定，再看英文版。" in page(mild, "maps/ka").text_content()


def test_a_word_that_is_also_a_choice_of_ours_stays_the_authors(built: sites.Built) -> None:
    evidence, touchpoint = page(built, "evidence/poll").text_content(), page(built, "touchpoints/form").text_content()
    assert "higher" in evidence
    assert "higher is better" not in evidence
    assert "Survey" in evidence, "what is chosen from our words is told in the reader's"
    assert "contact" in touchpoint
    for ours in ("First contact", "Online", "Retired"):
        assert ours not in touchpoint


@pytest.mark.parametrize(
    ("path", "lang", "frame"),
    [
        ("maps/card", "en", "What this rests on"), ("maps/ka", "zh", "依据"), ("channels/web", "en", "Touchpoints"),
        ("channels/counter", "zh", "触点"), ("touchpoints/window", "zh", "客户在哪里接触到"), ("terms/card", "zh", "定义"), ("terms/loan", "en", "Definition"),
    ],
)  # fmt: skip
def test_every_page_says_its_language_and_has_a_frame_in_it(built: sites.Built, path: str, lang: str, frame: str) -> None:
    text = built.text(f"journeys/{path}/index.html")
    assert html.document_fromstring(text).get("lang") == lang
    assert frame in page(built, path).text_content()


def test_an_earlier_address_names_the_script_that_keeps_the_place(built: sites.Built) -> None:
    root = html.document_fromstring(built.text("journeys/maps/old-card/index.html"))
    (script,) = root.iter("script")
    assert (built.folder / "journeys/maps/old-card" / script.get("src")).resolve().is_file()
