"""What reader.js adds to a map: folds on phones, one's own team, lanes, links to copy. Without it, everything is there."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

import sites

LIBRARY = """
teams: [{id: shop, name: Shop}, {id: till, name: Till team}, {id: post, name: 邮递组}]
personas: [{id: ana, name: Ana}, {id: ben, name: Ben}]
"""
MAP = """
title: Buying shoes
aliases: [old-shoes]
owner: shop
stages:
  - {id: choose, name: I choose, owner: shop, steps: [{id: try, name: Tries on, does: Walks about, thinks: Too tight?}, {id: ask, name: Asks, does: Waves, owner: post}]}
  - {id: pay, name: I pay, owner: till, does: Looks for the purse, perspectives: {ana: {does: Hums}, ben: {does: Sighs}}}
pains:
  - {id: tight, text: Everything is tight, at: try, severity: 3, affects: [ana]}
gains: [{id: light, text: They are light, at: try}]
opportunities: [{id: width, title: Fit every foot, pains: [tight], at: [try]}]
improvements: [{id: wider, title: Wider lasts, pains: [tight], opportunity: width}]
"""
LACING = """
title: Lacing
stages:
  - name: I begin
    steps: [{name: One, feels: 1}, {name: Two, feels: -1}, {id: lace, name: Three, feels: -2, does: Laces}, {name: Four}, {name: Five}, {name: Six}]
  - {id: end, name: I am done, owner: post, feels: 2}
"""
PAGE, WIDE = "journeys/maps/shoes/", "journeys/maps/lacing/"
LEFT = "document.querySelector('section:has(> * > #end)').getBoundingClientRect().left"
SEEN = "(id) => { const it = document.getElementById(id); return Boolean(it) && it.getClientRects().length > 0; }"
MINE = "[...document.querySelectorAll('section.jb-mine')].map((it) => it.querySelector('h3, h4').id)"
SAID = "document.querySelector('.jb-comfort [aria-live]').textContent"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, served: Callable[[Path], str]) -> str:
    """A small shop's site."""
    project = tmp_path_factory.mktemp("reader")
    built = sites.build(sites.write(project, {"journeys/library.yml": LIBRARY, "journeys/shoes.yml": MAP, "journeys/lacing.yml": LACING}, {}))
    assert built.code == 0, built.output
    return served(project / "site")


def test_on_a_phone_a_map_is_folded_and_opens_by_keyboard(address: str, window: Callable) -> None:
    with window(address, width=390) as it:
        it.show(PAGE)
        assert it.page.evaluate(SEEN, "try")
        assert not it.page.evaluate(SEEN, "pain-tight"), "the sections below are folded away"
        it.page.get_by_role("button", name="Where it hurts").press("Enter")
        assert it.page.evaluate(SEEN, "pain-tight")
        assert it.page.get_by_text("Everything is tight").first.is_visible(), "pains are there at once"
        assert not it.page.get_by_text("Walks about").is_visible()
        it.page.get_by_role("button", name="Tries on").press("Space")
        assert it.page.get_by_text("Walks about").is_visible()
        assert it.trouble == []


@pytest.mark.parametrize("anchor", ["ask", "pain-tight", "ownership"])
def test_a_link_opens_what_it_leads_to(address: str, window: Callable, anchor: str) -> None:
    with window(address, width=390) as it:
        it.page.goto(f"{it.base}{PAGE}#{anchor}")
        assert it.page.evaluate(SEEN, anchor)
        assert 0 <= it.page.evaluate("(id) => document.getElementById(id).getBoundingClientRect().top", anchor) < 500


def test_a_wider_window_shows_all_again(address: str, window: Callable) -> None:
    with window(address, width=390) as it:
        it.show(PAGE)
        it.page.set_viewport_size({"width": 1280, "height": 800})
        assert it.page.evaluate(SEEN, "pain-tight")
        assert it.page.locator(".jb-fold").count() == 0
        assert it.page.locator("h3#pay").inner_text() == "2 I pay"


def test_without_the_script_nothing_is_folded_nor_offered(address: str, window: Callable) -> None:
    with window(address, width=390, script=False) as it:
        it.show(PAGE)
        assert it.page.get_by_text("Walks about").is_visible()
        assert not it.page.locator(".jb-comfort").is_visible()


def test_ones_team_is_marked_named_and_remembered(address: str, window: Callable) -> None:
    with window(address) as it:
        it.show(PAGE)
        it.page.get_by_text("View", exact=True).click()
        it.page.get_by_label("My team").select_option("till")
        assert it.page.evaluate(MINE) == ["pay"]
        assert it.page.evaluate(SAID) == "Your team answers for or works on: 2 I pay"
        assert it.page.url.endswith("?mine=till")
        it.show(PAGE)
        assert it.page.evaluate(MINE) == ["pay"], "the browser remembers"
        it.page.goto(f"{it.base}{PAGE}?mine=post")
        assert it.page.evaluate(MINE) == ["ask"], "an address that says a team comes first"
        it.page.goto(f"{it.base}{PAGE}?mine=nobody")
        assert it.page.evaluate(MINE) == []
        assert it.trouble == []


def test_ones_part_comes_into_sight(address: str, window: Callable) -> None:
    with window(address, width=760) as it:
        it.page.goto(f"{it.base}{WIDE}?show=detail")
        assert it.page.evaluate(LEFT) > 760
        it.page.get_by_text("View", exact=True).click()
        it.page.get_by_label("My team").select_option("post")
        it.page.wait_for_function(f"{LEFT} < 650")


def test_a_link_to_a_step_leaves_heads_and_curve_in_sight(address: str, window: Callable) -> None:
    with window(address) as it:
        it.page.goto(f"{it.base}{WIDE}#lace")
        it.page.wait_for_function("document.querySelector('.jb-head').getBoundingClientRect().top > 0")
        header = it.page.evaluate("document.querySelector('.md-header').getBoundingClientRect().bottom")
        assert header <= it.page.evaluate("document.querySelector('.jb-head').getBoundingClientRect().top") < 400
        assert 0 < it.page.evaluate("document.querySelector('.jb-curve').getBoundingClientRect().top") < 600
        colour = it.page.evaluate("getComputedStyle(document.querySelector('.jb-step:has(:target)')).backgroundColor")
        assert float(colour.rpartition("/")[2].strip(" )")) < 0.2, "the curve lies behind it"


def test_lanes_and_views_can_be_left_out_and_shared(address: str, window: Callable) -> None:
    with window(address) as it:
        it.show(PAGE)
        it.page.get_by_label("All rows").check()
        it.page.get_by_text("View", exact=True).click()
        it.page.locator("summary", has_text="Rows to show").click()
        it.page.get_by_label("Thinks").uncheck()
        it.page.get_by_label("Seen by").select_option("ben")
        address = it.page.url
        assert "hide=thinks" in address
        assert "persona=ben" in address
        it.page.goto(address)
        assert not it.page.get_by_text("Too tight?").is_visible()
        assert it.page.get_by_text("Walks about").is_visible()
        assert it.page.get_by_text("Sighs").is_visible()
        assert not it.page.get_by_text("Hums").is_visible(), "the other's view is away"
        it.page.get_by_text("View", exact=True).click()
        it.page.get_by_role("button", name="Show all").click()
        it.page.wait_for_function("location.search === '?show=rows'")
        assert it.page.get_by_text("Hums").is_visible()
        assert it.page.get_by_text("Too tight?").is_visible()


def test_an_item_offers_its_own_address(address: str, window: Callable) -> None:
    with window(address) as it:
        it.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        it.show(PAGE)
        it.page.locator("#pain-tight").hover()
        it.page.get_by_role("button", name="Copy link").click()
        it.page.get_by_text("Copied").wait_for()
        assert it.page.evaluate("navigator.clipboard.readText()") == f"{it.base}{PAGE}#pain-tight"
        it.page.locator(".jb-stepname", has_text="Asks").hover()
        it.page.get_by_role("button", name="Copy link").click()
        it.page.get_by_text("Copied").wait_for()
        assert it.page.evaluate("navigator.clipboard.readText()") == f"{it.base}{PAGE}#ask"
        it.page.mouse.move(0, 0)
        it.page.locator("#pain-tight a").first.focus()
        assert it.page.locator("#pain-tight .jb-copier").count() == 1, "it comes to the keyboard too"


def test_the_script_is_small_and_needs_no_inline_styles() -> None:
    source = (sites.REPO / "plugins/journeybook/site/assets/js/reader.js").read_bytes()
    assert len(gzip.compress(source, 9, mtime=0)) < 5_400, "as it is sent; with what it says of itself it is three times as long"
    assert not [word for word in (b"eval(", b"innerHTML", b"new Function", b'setAttribute("style', b".style") if word in source]


@pytest.mark.parametrize("script", [True, False])
def test_an_earlier_address_leads_to_the_map_and_keeps_the_step(address: str, window: Callable, script: bool) -> None:
    with window(address, script=script) as it:
        it.show("journeys/maps/old-shoes/")
        it.page.wait_for_url(f"{address}{PAGE}*")
        it.page.goto(f"{address}journeys/maps/old-shoes/#try")
        it.page.wait_for_url(f"{address}{PAGE}*")
        assert it.page.evaluate("location.hash") == ("#try" if script else ""), "browsers drop it, a script puts it back"
        assert it.trouble == []


MARKED = """(anchor) => {
  const look = (it) => { const { backgroundColor, boxShadow } = getComputedStyle(it); return backgroundColor + boxShadow; };
  const around = [];
  for (let it = document.getElementById(anchor); it && !it.matches(".jb"); it = it.parentElement) around.push(it);
  location.hash = "";
  const before = around.map(look).join();
  location.hash = anchor;
  return before !== around.map(look).join();
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_what_a_link_leads_to_is_marked(address: str, window: Callable, width: int) -> None:
    with window(address, width=width) as it:
        it.show(PAGE)
        for anchor in ("pain-tight", "gain-light", "opportunity-width", "improvement-wider", "try", "pay"):
            assert it.page.evaluate(MARKED, anchor), f"nobody sees which one is meant: #{anchor}"
