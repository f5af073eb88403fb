"""What a site's search is shown of our pages: every record once, by its name, at its anchor."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import sites
from journeybook.atlas.entry import Entry
from journeybook.checks.check import load
from journeybook.languages import Words
from journeybook.site.pages import pages
from journeybook.site.search import sections, whole

REPO = sites.REPO / "journeys"
MAP = """title: Buying *shoes*
id: shoes
summary: How one buys.
stages:
  - id: pay
    name: I pay
    steps: [{id: choose, name: Chooses how, feels: {score: -2, quote: Where is my wallet?}, touchpoints: [Payment page], wait: PT2H}]
pains: [{id: no-wallet, text: The **wallet** is missing, cause: A new provider, at: choose}]
"""


def index(site: sites.Built) -> dict[str, dict[str, str]]:
    assert site.code == 0, site.output
    return {entry["location"]: entry for entry in json.loads(site.text("search/search_index.json"))["docs"]}


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_entries(make_site: Callable[..., Path], theme: str) -> None:
    found = index(sites.build(make_site({"journeys/shoes.yml": MAP}, {"theme": {"name": theme}})))
    page = "journeys/maps/shoes/"
    titles = {location.removeprefix(page): entry["title"] for location, entry in found.items() if location.startswith(page)}
    top = "#top" if theme == "mkdocs" else ""
    assert titles == {
        "": "Buying shoes", **({"#top": "Buying shoes"} if top else {}),
        "#pay": "I pay", "#choose": "Chooses how", "#pain-no-wallet": "The wallet is missing",
    }  # fmt: skip
    before, behind = ("<p>", "</p>") if theme == "material" else ("", "")  # each text is a paragraph, where the theme shows such
    assert " ".join(found[f"{page}#choose"]["text"].split()) == f"{before}Where is my wallet?{behind}"
    assert " ".join(found[f"{page}#pain-no-wallet"]["text"].split()) == f"{before}A new provider{behind}"
    assert found["journeys/touchpoints/payment-page/"]["title"] == "Payment page"


def test_what_is_said_of_a_moment_by_role_and_by_team_is_found_there(tmp_path: Path) -> None:
    more = "perspectives: {Cashier: {does: Counts the coins, duration: PT2M, pains: [The till sticks]}}, duties: {shop: Keep change ready}"
    (tmp_path / "shoes.yml").write_text(MAP.replace("wait: PT2H", more), encoding="utf-8")
    atlas, _ = load(tmp_path, datetime.date(2026, 11, 1))
    found = {it.anchor: it.texts for it in sections(atlas, atlas.maps["shoes"], "Buying shoes")}
    assert found["choose"] == ("Keep change ready", "Where is my wallet?", "Counts the coins")


def test_words_in_place_of_numbers_are_searched_and_units_and_rhythms_are_not(tmp_path: Path) -> None:
    metric = "{id: csat, name: Satisfaction, unit: points, cadence: 1 month, warn: 7, target: [{value: high, by: next year, note: The board said so}]}"
    (tmp_path / "library.yml").write_text(f"metrics: [{metric}]\n", encoding="utf-8")
    stake = "review: {every: 6 months, triggers: [A new till]}\nopportunities: [{title: Sell more, value_at_stake: {amount: a lot, currency: EUR, how: Added up}}]\n"
    (tmp_path / "shoes.yml").write_text(MAP + stake, encoding="utf-8")
    atlas, _ = load(tmp_path, datetime.date(2026, 11, 1))
    assert sections(atlas, atlas.library["metric"]["csat"], "Satisfaction")[0].texts == ("high", "The board said so")
    found = {it.title: it.texts for it in sections(atlas, atlas.maps["shoes"], "Buying shoes")}
    assert found["Buying shoes"] == ("How one buys.", "A new till")
    assert found["Sell more"] == ("a lot", "Added up")


def test_what_a_way_says_is_found_where_it_begins(tmp_path: Path) -> None:
    text = MAP + "transitions: [{from: choose, to: exit, when: The wallet stays away, handoff: {carries: The basket}}]\n"
    (tmp_path / "shoes.yml").write_text(text, encoding="utf-8")
    atlas, _ = load(tmp_path, datetime.date(2026, 11, 1))
    found = {it.anchor: it.texts for it in sections(atlas, atlas.maps["shoes"], "Buying shoes")}
    assert found[""] == ("How one buys.",)
    assert found["choose"] == ("Where is my wallet?", "The wallet stays away", "The basket")


def test_pages_about_the_whole_atlas_say_what_they_are(make_site: Callable[..., Path]) -> None:
    chinese = "title: 买鞋\nlang: zh\nstages: [我选鞋]\n"
    found = index(sites.build(make_site({"journeys/shoes.yml": MAP, "journeys/xie.yml": chinese})))
    text = {location.removeprefix("journeys/"): entry["text"].replace("\u200b", "") for location, entry in found.items()}
    assert "<p>Every pain of every map" in text["pains/"]
    assert "pain points" in text["pains/"]
    assert "痛点" in text["pains/"]
    assert "Backstage: What happens unseen" in text["how-to-read/#moment"]
    assert "Moment of truth: " in text["how-to-read/#findings"]
    assert "关键时刻" in text["how-to-read-zh/#findings"]
    assert sum(len(said) for location, said in text.items() if location.startswith("how-to-read/")) < 15_000


def test_readers_see_the_whole_page(make_site: Callable[..., Path]) -> None:
    site = sites.build(make_site({"journeys/shoes.yml": MAP}))
    assert site.code == 0, site.output
    assert 'data-kind="map"' in site.text("journeys/maps/shoes/index.html")
    assert 'id="feelings-table"' in site.text("journeys/maps/shoes/index.html")


def test_hostile_titles_stay_text(make_site: Callable[..., Path]) -> None:
    text = "title: A\nstages: [{name: '<img src=x onerror=alert(1)> & <b>pay</b>'}]\n"
    found = index(sites.build(make_site({"journeys/a.yml": text})))
    (entry,) = [entry for location, entry in found.items() if location.startswith("journeys/maps/a/#")]
    assert entry["title"] == "&lt;img src=x onerror=alert(1)&gt; &amp; &lt;b&gt;pay&lt;/b&gt;"


def test_every_record_of_the_example_is_found_once() -> None:
    atlas, _ = load(REPO, datetime.date(2026, 11, 1))
    places: Counter[tuple[str, str]] = Counter()
    for page in pages(atlas, Words(atlas.lang)):
        about = page.entry if isinstance(page.entry, Entry) else None
        for found in sections(atlas, about, page.title, with_loose=page.kind.name == "backlog"):
            assert found.title
            places[page.path, found.anchor] += 1
    assert max(places.values()) == 1
    shown = {entry.anchor for items in atlas.items.values() for entry in items} | {spot for spots in atlas.spots.values() for spot in spots}
    assert shown <= {anchor for _, anchor in places}


def test_in_a_large_atlas_every_page_is_one_entry() -> None:
    atlas, _ = load(REPO, datetime.date(2026, 11, 1))
    for page in pages(atlas, Words(atlas.lang)):
        said = sections(atlas, page.entry if isinstance(page.entry, Entry) else None, page.title)
        names: set[str] = {*said[0].texts, *(it.title for it in said[1:])}
        for in_full, texts in ((True, names.union(*(it.texts for it in said[1:]))), (False, names)):
            (found,) = whole(said, in_full)
            assert (found.title, found.anchor) == (page.title, "")
            whole_text = "\n".join(found.texts)
            assert [text for text in texts if text not in whole_text] == []
            assert sum(map(len, found.texts)) <= sum(len(text) + 3 for text in texts)
