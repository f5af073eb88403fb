"""The walk and the sheet of a map: each slide fits its screen, keys and links lead on, and each is one sheet of paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pypdfium2 import PdfDocument

from browser import asks

MAPS = ("buy-running-shoes", "buy-running-shoes-zh", "enrolment-to-graduation", "hotel-stay", "buy-planning-software", "wait-for-parcel-2025")
"""With and without quotes, long and short, Chinese, a line and one with many ways."""
SLIDES = "[...document.querySelectorAll('.jb-slide')].map(it => [it.id, it.offsetHeight])"
TOP = "[...document.querySelectorAll('.jb-slide')].find(it => Math.abs(it.getBoundingClientRect().top) < 2)?.id"
A4 = (842, 595)


def path(name: str, kind: str) -> str:
    return f"journeys/maps/{name}/{kind}/"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_slide_fits_the_screen_of_a_meeting(address: str, window: Callable, dark: bool) -> None:
    with window(address, width=1440, dark=dark) as it:
        it.page.set_viewport_size({"width": 1440, "height": 900})
        for name in MAPS:
            it.show(path(name, "walk"))
            assert {high for _, high in it.page.evaluate(SLIDES)} == {900}, name
            assert it.page.evaluate("document.documentElement.scrollWidth") == 1440, name
            assert it.page.evaluate("[...document.querySelectorAll('.md-header, .md-tabs, .md-footer')].filter(it => it.checkVisibility()).length") == 0
    assert it.trouble == []


def test_on_a_phone_the_line_stays_at_the_bottom(address: str, window: Callable) -> None:
    with window(address, width=390) as it:
        it.page.set_viewport_size({"width": 390, "height": 800})
        for name in MAPS:
            it.show(path(name, "walk"))
            assert it.page.evaluate("document.documentElement.scrollWidth") == 390, name
            for ident, _ in it.page.evaluate(SLIDES)[1:]:
                it.page.evaluate("id => document.getElementById(id).scrollIntoView({behavior: 'instant'})", ident)
                feet = it.page.evaluate(
                    "[...document.querySelectorAll('.jb-slide-foot')].map(it => it.getBoundingClientRect()).filter(it => it.top < innerHeight && it.bottom > 0).map(it => [Math.round(it.bottom), it.left >= 0])"
                )
                assert [800, True] in feet, (name, ident)


def test_arrows_and_links_lead_from_slide_to_slide(address: str, window: Callable) -> None:
    with window(address, width=1440) as it:
        it.page.set_viewport_size({"width": 1440, "height": 900})
        it.show(path("buy-running-shoes", "walk"))
        slides = [ident for ident, _ in it.page.evaluate(SLIDES)]
        for ident in slides[1:4]:
            it.page.keyboard.press("ArrowRight")
            it.page.wait_for_function(f"{TOP} === '{ident}'")
        it.page.keyboard.press("ArrowLeft")
        it.page.wait_for_function(f"{TOP} === '{slides[2]}'")
        it.page.locator(f"#{slides[2]} .jb-forward").click()
        it.page.wait_for_function(f"{TOP} === '{slides[3]}'")
        it.page.locator(f".jb-slide-nav a[href$='#{slides[6]}']").click()
        it.page.wait_for_function(f"{TOP} === '{slides[6]}'")
        assert it.page.locator(".jb-slide-hint").is_visible()
    assert it.trouble == []


def test_without_scripts_links_and_space_lead_on(address: str, window: Callable) -> None:
    with window(address, width=1440, script=False) as it:
        it.page.set_viewport_size({"width": 1440, "height": 900})
        it.show(path("buy-running-shoes", "walk"))
        assert not it.page.locator(".jb-slide-hint").is_visible()  # the arrows do nothing here
        it.page.locator("#_cover .jb-forward").click()
        first = it.page.locator(".jb-slide").nth(1)
        assert round(first.bounding_box()["y"]) == 0
        it.page.keyboard.press("Space")
        it.page.wait_for_timeout(700)
        assert round(it.page.locator(".jb-slide").nth(2).bounding_box()["y"]) == 0


@pytest.mark.parametrize("name", MAPS)
def test_paper_is_one_sheet_for_a_slide_and_one_for_the_summary(address: str, window: Callable, name: str) -> None:
    with window(address) as it:
        it.show(path(name, "walk"))
        slides = len(it.page.evaluate(SLIDES))
        walk = PdfDocument(it.page.pdf(prefer_css_page_size=True))
        it.show(path(name, "summary"))
        sheet = PdfDocument(it.page.pdf(prefer_css_page_size=True))
    assert {tuple(map(round, page.get_size())) for document in (walk, sheet) for page in document} == {A4}
    assert len(walk) == slides
    assert len(sheet) == 1


def test_both_lead_back_to_the_map(address: str, window: Callable) -> None:
    for kind in ("walk", "summary"):
        with window(address) as it:
            it.show(path("hotel-stay", kind))
            it.page.locator(".jb-crumbs a").nth(1).click()
            it.page.wait_for_url("**/journeys/maps/hotel-stay/")
            assert it.page.locator(".jb-acts a").count() >= 2


@pytest.mark.parametrize(("name", "most"), [("buy-running-shoes", 6), ("hotel-stay", 7), ("outpatient-visit", 7), ("enrolment-to-graduation", 8)])
def test_a_whole_map_is_few_sheets_of_paper(address: str, window: Callable, name: str, most: int) -> None:
    """A3. The goal is 6, and ten to sixteen were needed; the largest have 18 and 21 steps, and what others live there."""
    with window(address) as it:
        it.show(f"journeys/maps/{name}/")
        assert len(PdfDocument(it.page.pdf(prefer_css_page_size=True))) <= most


def test_the_sheet_says_its_whole_address(address: str, window: Callable) -> None:
    with window(address) as it:
        it.show("journeys/maps/buy-running-shoes/summary/")
        assert "https://journeybook.example/journeys/maps/buy-running-shoes/summary/" in it.page.locator(".jb-sum-foot").inner_text()


@pytest.mark.parametrize("name", ["buy-running-shoes", "enrolment-to-graduation"])
def test_the_grid_is_reached_in_twelve_stops(address: str, window: Callable, name: str) -> None:
    """From a page that was just opened: past the navigation, then past the head of the map; and its bar leads past the grid."""
    with window(address) as it:
        it.show(f"journeys/maps/{name}/")
        it.page.keyboard.press("Tab")
        assert it.page.evaluate(asks.SKIP)
        it.page.keyboard.press("Tab")
        assert it.page.evaluate("document.activeElement.matches('.jb-skip')"), "the first stop of ours leads on"
        assert it.page.evaluate(asks.FOCUS)["shown"]
        it.page.keyboard.press("Enter")
        stops = 2
        while not it.page.evaluate("!!document.activeElement.closest('.jb-gridbox')"):
            it.page.keyboard.press("Tab")
            stops += 1
            assert stops <= 12
        assert it.page.locator(".jb-jump a[href$='#pains']").count() == 1
