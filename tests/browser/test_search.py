"""Whoever types the name of a step, a pain or a touchpoint gets it first, and lands on it: in English and in Chinese."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

import sites

ENGLISH = """title: Buying running shoes
id: shoes
summary: From the first wish to the payment page and back.
stages:
  - {id: look, name: I look around, steps: [{id: compare, name: Compares three models, does: Chooses between the payment of now and later}]}
  - id: pay
    name: I pay
    steps: [{id: choose-payment, name: Chooses how to pay, touchpoints: [payment-page], pains: [{id: no-wallet, text: The usual wallet is missing}]}]
"""
CHINESE = """title: 酒店入住之旅
id: hotel
lang: zh
summary: 从预订酒店到离店，住客找房卡、等房间的经历。
stages:
  - {id: book, name: 我预订房间, steps: [{id: compare-hotels, name: 比较几家酒店的价格}, {id: send, name: 发出预订单}, {id: ask, name: 问能不能发, does: 发}]}
  - id: arrive
    name: 我到店了
    steps: [{id: wait-lobby, name: 在大堂等房间打扫, touchpoints: [front-desk], pains: [{id: late-room, text: 房间总是晚到下午才打扫好}, {id: no-bill, text: 离店时拿不到发票}]}]
"""
LIBRARY = """touchpoints:
  - {id: payment-page, name: Payment page}
  - {id: front-desk, name: 前台接待处}
"""
CASES = [
    ("Chooses how to pay", "journeys/maps/shoes/#choose-payment"),
    ("usual wallet", "journeys/maps/shoes/#pain-no-wallet"),
    ("payment page", "journeys/touchpoints/payment-page/"),
    ("I look around", "journeys/maps/shoes/#look"),
]
CHINESE_CASES = [
    ("等房间打扫", "journeys/maps/hotel/#wait-lobby"),
    ("晚到下午", "journeys/maps/hotel/#pain-late-room"),
    ("前台接待", "journeys/touchpoints/front-desk/"),
    ("发票", "journeys/maps/hotel/#pain-no-bill"),
    ("比较价格", "journeys/maps/hotel/#compare-hotels"),
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory, served: Callable[[Path], str]) -> str:
    """A small site in two languages, searched as the example is."""
    settings = (sites.REPO / "mkdocs.yml").read_text(encoding="utf-8")
    (separator,) = [yaml.safe_load(line)["separator"] for line in settings.splitlines() if line.strip().startswith("separator:")]
    files = {"journeys/shoes.yml": ENGLISH, "journeys/hotel.yml": CHINESE, "journeys/library.yml": LIBRARY}
    plugins = [{"search": {"separator": separator}}, {"journeybook": {"today": sites.TODAY}}]
    built = sites.build(sites.write(tmp_path_factory.mktemp("search"), files, {"plugins": plugins}))
    assert built.code == 0, built.output
    return served(built.folder)


def first(page, words: str) -> str:
    """Where the first hit for `words` leads: of the page that comes first, its best part."""
    page.locator("[data-md-component=search-query]").fill(words)
    page.keyboard.press("End")  # Material looks for words when a key goes up
    marked = page.locator(".md-search-result__item").first.locator("a:has(:is(h1, h2) mark)").first
    marked.wait_for(timeout=20_000)
    page.wait_for_timeout(300)
    return marked.evaluate("it => { const a = new URL(it.href); a.search = ''; return a.href }")


def look_up(base: str, window: Callable, cases: list[tuple[str, str]]) -> None:
    """Looks up every case; follows the last."""
    with window(base) as it:
        found = []
        for words, _ in cases:
            it.show("journeys/")
            it.page.keyboard.press("f")
            found.append((words, first(it.page, words).removeprefix(base)))
        assert found == cases
        it.page.keyboard.press("Enter")
        it.page.wait_for_function("anchor => decodeURIComponent(location.hash) === anchor", arg=f"#{cases[-1][1].partition('#')[2]}")
        it.page.wait_for_timeout(500)
        assert -5 <= it.page.evaluate("document.querySelector(location.hash).getBoundingClientRect().top") < 800
        assert not it.trouble


def test_english(found: str, window: Callable) -> None:
    look_up(found, window, CASES)


@pytest.mark.skipif(find_spec("jieba") is None, reason="no jieba here")
def test_chinese(found: str, window: Callable) -> None:
    look_up(found, window, CHINESE_CASES)
