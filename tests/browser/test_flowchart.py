"""Flowcharts as they are seen: words within their rooms, the picture that fits the column, and Mermaid only when somebody asks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import flow_chance
from journeybook.site import own_assets
from journeybook.site.flowchart.chart import ENGLISH, Flowchart
from journeybook.site.flowchart.narrow import narrow
from journeybook.site.flowchart.picture import Picture
from journeybook.site.flowchart.svg import write
from journeybook.site.flowchart.wide import wide

SHOES = "journeys/maps/buy-running-shoes/"
CHARTS = 60
# By how much words are wider than their room, those by more than a pixel.
LARGER = """() => [...document.querySelectorAll('.jb-flow-svg')].flatMap((svg) => {
  const rooms = JSON.parse(svg.nextElementSibling.textContent), texts = [...svg.querySelectorAll('text')];
  if (rooms.length !== texts.length) return [['texts without a room', texts.length, rooms.length]];
  return texts.flatMap((text, n) => {
    const box = text.getBBox(), [x, y, width, height] = rooms[n];
    const over = Math.max(x - box.x, box.x + box.width - x - width, y - box.y, box.y + box.height - y - height);
    return over > 1 ? [[text.textContent, Math.round(over * 10) / 10]] : [];
  });
})"""
SEEN = "(name) => document.querySelector(`.jb-flow-${name}`).checkVisibility()"


def rooms(picture: Picture) -> Iterator[tuple[float, float, float, float]]:
    """The room of every text, in the order of the drawing; a name has its box, less a little at each side."""
    for titles in picture.titles:
        yield from ((text.x, text.y - 1, text.width, text.height + 2) for text in titles)
    for boxes in picture.boxes:
        for box in boxes:
            yield box.x + 4, box.y, box.width - 8, box.height
            yield from ((text.x, text.y - 1, text.width, text.height + 2) for text in box.ways)


def drawn(picture: Picture, number: int) -> str:
    return f'{write(picture, ENGLISH, ident=f"chart-{number}")}<script type="application/json">{json.dumps(list(rooms(picture)))}</script>'


@pytest.mark.parametrize("font", ["Roboto, 'Helvetica Neue', Arial, sans-serif", "'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"])
def test_words_stay_within_their_rooms(browser: Browser, font: str) -> None:
    charts: list[Flowchart] = [flow_chance.chart(number) for number in range(CHARTS)]
    body = "".join(drawn(place(chart, ENGLISH), number) for number, chart in enumerate(charts) for place in (wide, narrow))
    css = own_assets.file("flowchart.css").read_text(encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1700, "height": 900})
    tab.set_content(f"<!doctype html><style>{css} body {{ font-family: {font} }}</style>{body}")
    assert tab.evaluate(LARGER) == []
    tab.close()


@pytest.mark.parametrize(("width", "shown", "hidden"), [(1440, "wide", "narrow"), (390, "narrow", "wide"), (320, "narrow", "wide")])
def test_the_picture_that_fits_is_shown(address: str, window: Callable, width: int, shown: str, hidden: str) -> None:
    with window(address, width=width) as it:
        for path in (SHOES, "journeys/maps/hotel-stay/"):
            it.show(path)
            it.page.evaluate("document.getElementById('flow').scrollIntoView()")
            for button in it.page.locator("h2#flow button[aria-expanded=false]").all():
                button.click()
            assert it.page.evaluate(SEEN, shown)
            assert not it.page.evaluate(SEEN, hidden)
            left, right = it.page.evaluate(
                f"(() => {{ const box = document.querySelector('.jb-flow-{shown} svg').getBoundingClientRect(); return [box.left, box.right] }})()"
            )
            assert 0 <= left < right <= width
            assert it.page.evaluate("document.documentElement.scrollWidth") <= width
        assert it.trouble == []


def test_paper_has_the_wide_one(address: str, window: Callable) -> None:
    with window(address, width=390) as it:
        it.show(SHOES)
        it.page.emulate_media(media="print")
        assert it.page.evaluate(SEEN, "wide")
        assert not it.page.evaluate(SEEN, "narrow")


def test_mermaid_draws_when_somebody_asks(address: str, window: Callable) -> None:
    with window(address) as it:
        loaded: list[str] = []
        it.page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
        it.show(SHOES, idle=True)
        assert "mermaid.min.js" not in loaded
        it.page.locator(".jb-flow-figure details > summary").first.click()
        button = it.page.get_by_role("button", name="Draw with Mermaid")
        button.click()
        region = it.page.get_by_role("region", name="Ways through: Buying running shoes online")
        region.wait_for(timeout=20_000)
        assert "Chooses how to pay" in region.inner_text()
        assert loaded.count("mermaid.min.js") == 1
        assert not it.page.evaluate(SEEN, "wide")
        it.page.get_by_role("button", name="Show our own drawing").click()
        assert it.page.evaluate(SEEN, "wide")
        assert region.count() == 0
        button.click()
        region.wait_for(timeout=20_000)
        assert loaded.count("mermaid.min.js") == 1
        assert it.trouble == []


def test_a_library_that_cannot_be_loaded_is_told(address: str, window: Callable) -> None:
    with window(address) as it:
        it.page.route("**/mermaid.min.js", lambda route: route.abort())
        it.show(SHOES)
        it.page.locator(".jb-flow-figure details > summary").first.click()
        it.page.get_by_role("button", name="Draw with Mermaid").click()
        it.page.get_by_text("This chart could not be drawn.").wait_for()
        assert it.page.evaluate(SEEN, "wide")


def read(tree: list[dict]) -> Iterator[tuple[str, str]]:
    """Roles and names of the browser's accessibility tree, as they are read."""
    nodes = {node["nodeId"]: node for node in tree}
    waiting = [tree[0]["nodeId"]]
    while waiting:
        node = nodes[waiting.pop()]
        if not node["ignored"] and "name" in node:
            yield node["role"]["value"], node["name"]["value"].replace("\u00a0", " ")
        waiting += reversed([child for child in node.get("childIds", []) if child in nodes])


def test_a_screen_reader_walks_the_journey(address: str, window: Callable) -> None:
    with window(address) as it:
        it.show(SHOES)
        tree = it.page.context.new_cdp_session(it.page).send("Accessibility.getFullAXTree")["nodes"]
        said = list(read(tree))
        walked = [
            ("list", "I hear about a new shoe"), ("link", "Sees a clip in the feed"), ("image", "24 % skip ahead to Compares three models: Already knows the brand"),
            ("list", "I pay"), ("link", "Chooses how to pay, Moment of truth"), ("link", "Sending running shoes back: Decides to send them back"),
        ]  # fmt: skip
        places = [said.index(line, said.index(("group", "Ways through: Buying running shoes online"))) for line in walked]
        assert places == sorted(places)
        assert said.count(walked[2]) == 1, "the picture that is not shown is not read either"
        assert it.page.locator(".jb-flow title").count() == 0


def test_it_is_there_without_a_script(site: Path, served: Callable, window: Callable) -> None:
    with window(served(site), script=False) as it:
        it.show(SHOES)
        assert it.page.evaluate(SEEN, "wide")
        assert not it.page.get_by_role("button", name="Draw with Mermaid").is_visible()
        it.page.locator(".jb-flow-wide a", has_text="Chooses").first.click()
        assert it.page.url.endswith("#choose-payment")
