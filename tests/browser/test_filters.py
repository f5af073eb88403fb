"""What the script adds to pages: sorting, filtering with its state in the address, and opening what a link leads into."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

import pytest

import sites

ROWS = "[...document.querySelectorAll('#backlog-table tbody tr')].filter((row) => row.getClientRects().length)"
TITLES = f"{ROWS}.map((row) => row.querySelector('.jb-what a, .jb-what b').textContent)"
COLUMN = f"(index) => {ROWS}.map((row) => row.cells[index].dataset.value ?? row.cells[index].textContent.trim())"
COUNT = "document.querySelector('.jb-filter [aria-live]').textContent"
DIM = "[...document.querySelectorAll('.jb-dim')].map((dot) => dot.textContent.trim().split(/\\s+/).at(-1))"

LIBRARY = "teams: [{id: shop, name: Shop}, {id: till, name: Till team}, {id: post, name: 邮递组}]\n"
MAP = """
title: Buying shoes
owner: shop
stages:
  - {id: choose, name: I choose}
  - {id: pay, name: I pay, feels: -1}
improvements:
  - {id: wallets, title: Add wallets, at: pay, status: accepted, owner: till, value: 5, effort: 2, due: 2026-12-01, expected: Fewer leave}
  - {id: mirror, title: Bigger mirror, at: choose, status: proposed, owner: [shop, post], value: 2, effort: 4, due: 2027-01-15}
  - {id: bell, title: A bell at the door, at: choose, status: proposed, owner: shop, value: 3, effort: 3}
  - {id: receipt, title: Receipt by mail, at: pay, status: rejected, reason: Too dear, owner: till}
  - {id: bag, title: Free bag, at: pay, status: done, owner: post, value: 3, effort: 3, shipped: 2026-08-01}
"""
CHINESE = """
title: 买鞋
lang: zh
stages: [{id: 选鞋, name: 我选鞋}]
improvements:
  - {id: a, title: 张贴尺码表, status: proposed, value: 3, effort: 1}
  - {id: b, title: 安装镜子, status: proposed, value: 2, effort: 1}
  - {id: c, title: 播放音乐, status: proposed, value: 1, effort: 1}
  - {id: d, title: 添置座椅, status: done, value: 1, effort: 2}
"""
SHORT = "title: Sending back\nstages: [I send it]\nimprovements: [Pay the postage]\n"
FILES = {
    "journeys/library.yml": LIBRARY, "journeys/shoes.yml": MAP, "journeys/xie.yml": CHINESE, "journeys/back.yml": SHORT,
    "journeys/smallest.yml": sites.SMALLEST,
}  # fmt: skip
INSTANT = {"theme": {"name": "material", "font": False, "features": ["navigation.instant"]}, "site_url": "{address}"}
THEMES = {"material": {}, "instant": INSTANT, "mkdocs": {"theme": {"name": "mkdocs", "highlightjs": False}}}
PAGE = "journeys/maps/shoes/"
ALL = {"Add wallets", "Bigger mirror", "A bell at the door", "Receipt by mail", "Free bag"}


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory, served: Callable[[Path], str]) -> Callable[[str], str]:
    """`shop(theme)` gives the address of a small shop's site in that theme; made when first asked for."""

    @functools.cache
    def address(theme: str) -> str:
        project = tmp_path_factory.mktemp(theme)
        (project / "site").mkdir()
        base = served(project / "site")
        settings = {key: value.format(address=base) if isinstance(value, str) else value for key, value in THEMES[theme].items()}
        built = sites.build(sites.write(project, FILES, settings))
        assert built.code == 0, built.output
        return base

    return address


@pytest.fixture
def shoes(shop: Callable[[str], str], window: Callable):
    """The page of the English map, open."""
    with window(shop("material")) as it:
        it.page.set_default_timeout(5000)
        it.show(PAGE)
        yield it
        assert it.trouble == []


def sort(it, column: str) -> None:
    it.page.locator(f'#backlog-table thead button:text-is("{column}")').click()


def field(it, label: str, role: str = "combobox"):
    return it.page.locator(".jb-filter").get_by_role(role, name=label, exact=True)


def choose(it, label: str, option: str) -> None:
    field(it, label).select_option(label=option)


def settled(it, query: str) -> None:
    """Waits until the address has this query and no other."""
    it.page.wait_for_function("(query) => decodeURIComponent(location.search) === query", arg=query, timeout=3000)


@pytest.mark.parametrize("theme", THEMES)
def test_sort_and_filter_in_every_theme(shop: Callable[[str], str], window: Callable, theme: str) -> None:
    with window(shop(theme)) as it:
        it.show(PAGE)
        sort(it, "Value")
        choose(it, "Status", "Proposed")
        assert it.page.evaluate(TITLES) == ["Bigger mirror", "A bell at the door"]
        settled(it, "?status=proposed&sort=6")
        assert not it.trouble


def test_numbers_sort_as_numbers_and_blanks_come_last(shoes) -> None:
    sort(shoes, "Value")
    assert shoes.page.evaluate(COLUMN, 5) == ["2", "3", "3", "5", ""]
    sort(shoes, "Value")
    assert shoes.page.evaluate(COLUMN, 5) == ["5", "3", "3", "2", ""]


def test_dates_sort_as_dates(shoes) -> None:
    sort(shoes, "Due or shipped")
    assert shoes.page.evaluate(COLUMN, 8) == ["2026-08-01", "2026-12-01", "2027-01-15", "", ""]


def test_a_third_press_gives_back_the_order_of_the_page(shoes) -> None:
    before = shoes.page.evaluate(TITLES)
    orders, states = [], []
    for _ in range(3):
        sort(shoes, "Improvement")
        orders.append(shoes.page.evaluate(TITLES))
        states.append(shoes.page.locator("#backlog-table th[aria-sort]").evaluate_all("(all) => all.map((it) => it.ariaSort)"))
    assert orders == [sorted(ALL), sorted(ALL, reverse=True), before]
    assert states == [["ascending"], ["descending"], []]


def test_chinese_sorts_by_sound(shop: Callable[[str], str], window: Callable) -> None:
    with window(shop("material")) as it:
        it.show("journeys/maps/xie/")
        sort(it, "改进项")
        assert it.page.evaluate(TITLES) == ["安装镜子", "播放音乐", "添置座椅", "张贴尺码表"]
        assert it.page.evaluate(COUNT) == "共 4 条，显示 4 条"
        assert it.page.locator(".jb-filter label").all_inner_texts()[0].startswith("在列表中查找")


def test_sorting_by_keyboard_keeps_the_focus(shoes) -> None:
    button = shoes.page.locator("#backlog-table thead button").nth(1)
    button.focus()
    shoes.page.keyboard.press("Enter")
    shoes.page.keyboard.press("Space")
    assert shoes.page.evaluate(TITLES) == sorted(ALL, reverse=True)
    assert button.evaluate("(it) => it === document.activeElement")
    assert button.get_attribute("title") == "Sort by Improvement"


def test_a_cell_with_several_links_has_several_values(shoes) -> None:
    assert field(shoes, "Owner").locator("option").all_inner_texts() == ["all", "Shop", "Till team", "邮递组"]
    choose(shoes, "Owner", "邮递组")
    assert set(shoes.page.evaluate(TITLES)) == {"Bigger mirror", "Free bag"}
    assert shoes.page.evaluate(COUNT) == "2 of 5 shown"


def test_filters_join_and_reset(shoes) -> None:
    choose(shoes, "Stage", "I pay")
    field(shoes, "Score at least", "spinbutton").fill("1.5")
    assert shoes.page.evaluate(TITLES) == ["Add wallets"]
    assert shoes.page.evaluate(COUNT) == "1 of 5 shown"
    assert len(shoes.page.evaluate(DIM)) == 2, "of three dots, the other two are dim"
    field(shoes, "Show all", "button").click()
    assert set(shoes.page.evaluate(TITLES)) == ALL
    assert shoes.page.evaluate(DIM) == []
    settled(shoes, "")


@pytest.mark.parametrize(
    ("words", "expected"),
    [("WALLET", {"Add wallets"}), ("door bell", {"A bell at the door"}), ("too dear", {"Receipt by mail"}), ("ｆｒｅｅ", {"Free bag"}), ("邮递", {"Bigger mirror", "Free bag"}), ("  ", ALL), ("<b>", set())],
)  # fmt: skip
def test_search(shoes, words: str, expected: set[str]) -> None:
    field(shoes, "Search in the list", "searchbox").fill(words)
    assert set(shoes.page.evaluate(TITLES)) == expected
    assert shoes.page.evaluate(COUNT) == f"{len(expected)} of 5 shown"


def test_a_dot_is_dim_when_all_of_its_rows_are_hidden(shoes) -> None:
    choose(shoes, "Status", "Accepted")
    dots = shoes.page.locator("[data-jb-rows]").evaluate_all("(all) => all.map((it) => [it.dataset.jbRows.split(' ').length, it.classList.contains('jb-dim')])")
    assert sorted(dots) == [[1, False], [1, True], [1, True]]


def test_the_address_keeps_the_state(shoes, shop: Callable[[str], str], window: Callable) -> None:
    choose(shoes, "Status", "Proposed")
    choose(shoes, "Owner", "Shop")
    field(shoes, "Search in the list", "searchbox").fill("bell")
    sort(shoes, "Improvement")
    settled(shoes, "?find=bell&status=proposed&team=Shop&sort=2")
    with window(shop("material")) as other:
        other.page.goto(shoes.page.url)
        assert other.page.evaluate(TITLES) == ["A bell at the door"]
        assert field(other, "Owner").input_value() == "Shop"
        assert other.page.locator("th[aria-sort=ascending]").inner_text().strip().startswith("Improvement")
    shoes.page.reload()
    assert shoes.page.evaluate(TITLES) == ["A bell at the door"]


def test_back_and_forward(shoes) -> None:
    choose(shoes, "Status", "Proposed")
    settled(shoes, "?status=proposed")
    shoes.page.locator(".jb-jump a").first.click()
    choose(shoes, "Status", "Shipped")
    settled(shoes, "?status=done")
    shoes.page.go_back()
    assert set(shoes.page.evaluate(TITLES)) == {"Bigger mirror", "A bell at the door"}
    shoes.page.go_forward()
    assert shoes.page.evaluate(TITLES) == ["Free bag"]


@pytest.mark.parametrize("query", ["?status=nothing&sort=99", "?sort=x&score=abc", "?find=%ff&sort=1.5", "?sort=-0&status=%3Cimg%3E"])
def test_a_wrong_address_shows_everything(shop: Callable[[str], str], window: Callable, query: str) -> None:
    with window(shop("material")) as it:
        it.page.goto(f"{it.base}{PAGE}{query}")
        assert set(it.page.evaluate(TITLES)) == (set() if "find" in query else ALL)
        assert it.page.locator("th[aria-sort]").count() == 0
        assert not it.trouble


def test_what_others_keep_in_the_address_stays(shoes) -> None:
    shoes.show(PAGE)
    shoes.page.evaluate("history.replaceState({mine: 1}, '', '?h=shoes#backlog')")
    choose(shoes, "Status", "Shipped")
    settled(shoes, "?h=shoes&status=done")
    assert shoes.page.evaluate("[location.hash, history.state.mine]") == ["#backlog", 1]


def test_a_link_in_a_picture_leaves_instant_navigation_alive(shop: Callable[[str], str], window: Callable) -> None:
    with window(shop("instant")) as it:
        it.show(PAGE)
        it.page.evaluate("window.stayed = true")
        it.page.locator("[data-jb-rows] a").first.click()
        it.page.wait_for_function("location.hash.startsWith('#row-')")
        it.page.locator(".jb-crumbs a, .jb-places a").first.click()
        it.page.wait_for_selector(".jb-home")
        assert it.page.evaluate("window.stayed")
        assert not it.trouble


def test_instant_navigation(shop: Callable[[str], str], window: Callable) -> None:
    with window(shop("instant")) as it:
        it.show("journeys/")
        it.page.evaluate("window.stayed = true")
        it.page.locator("#maps-table a", has_text="Buying shoes").first.click()
        it.page.wait_for_selector("#backlog-table thead button")
        choose(it, "Status", "Shipped")
        settled(it, "?status=done")
        it.page.locator(".jb-crumbs a, .jb-places a").first.click()
        it.page.wait_for_selector(".jb-home")
        it.page.wait_for_timeout(400)
        assert it.page.evaluate("[window.stayed, location.search]") == [True, ""]
        it.page.go_back()
        it.page.wait_for_selector("#backlog-table thead button")
        assert it.page.evaluate(TITLES) == ["Free bag"]
        assert not it.trouble


def test_typing_never_reaches_the_keyboard_shortcuts(shoes) -> None:
    before = shoes.page.url
    field(shoes, "Search in the list", "searchbox").focus()
    shoes.page.keyboard.type("p,n.s/f")
    assert field(shoes, "Search in the list", "searchbox").input_value() == "p,n.s/f"
    assert not shoes.page.locator("#__search").is_checked()
    shoes.page.keyboard.press("Enter")
    assert shoes.page.url.split("?")[0] == before
    assert shoes.page.evaluate(COUNT) == "0 of 5 shown"


def test_half_a_chinese_word_filters_nothing(shoes) -> None:
    box = field(shoes, "Search in the list", "searchbox")
    type_ = "(it, [value, isComposing]) => { it.value = value; it.dispatchEvent(new InputEvent('input', {bubbles: true, isComposing})); }"
    box.evaluate(type_, ["you", True])
    assert set(shoes.page.evaluate(TITLES)) == ALL
    box.evaluate(type_, ["邮递", True])
    box.evaluate("(it) => it.dispatchEvent(new CompositionEvent('compositionend', {bubbles: true}))")
    assert set(shoes.page.evaluate(TITLES)) == {"Bigger mirror", "Free bag"}


def test_a_link_opens_what_it_leads_into(shoes) -> None:
    page = shoes.page
    page.evaluate(
        "document.querySelector('#flow').insertAdjacentHTML('afterend', '<details id=outer><summary>a</summary><details><summary>b</summary><p id=尺码>c</p></details></details>')"
    )
    page.evaluate("location.hash = '尺码'")
    page.wait_for_function("document.querySelectorAll('#outer[open] details[open]').length")
    assert page.locator("#尺码").is_visible()
    page.evaluate(
        "document.querySelector('#outer').open = false; document.querySelector('.jb-crumbs, .jb-places').innerHTML += '<a id=again href=\"#尺码\">again</a>'"
    )
    page.locator("#again").click()
    page.wait_for_function("document.querySelector('#outer').open")
    page.evaluate("location.hash = '%'")


def test_an_address_opens_what_it_leads_into(shop: Callable[[str], str], window: Callable) -> None:
    with window(shop("material")) as it:
        it.show(PAGE)
        twin = it.page.locator("details#feelings-table")
        assert twin.get_attribute("open") is None
        it.page.goto(it.page.url.split("#")[0] + "?a#feelings-table")
        assert twin.get_attribute("open") is not None
        assert twin.evaluate("(it) => { const at = it.getBoundingClientRect().top; return at >= 0 && at < innerHeight; }")


def test_a_link_to_a_hidden_row_shows_it(shoes) -> None:
    choose(shoes, "Status", "Shipped")
    settled(shoes, "?status=done")
    shoes.page.evaluate("location.hash = 'improvement-wallets'")
    shoes.page.wait_for_function(f"{ROWS}.length === 5")
    settled(shoes, "")


def test_paper_has_everything_open(shoes) -> None:
    closed = "document.querySelectorAll('.jb details:not([open])').length"
    sources = "document.querySelectorAll('.jb-flow-figure details').length"
    before = shoes.page.evaluate(closed)
    shoes.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert before > shoes.page.evaluate(closed)
    assert shoes.page.evaluate(closed) <= shoes.page.evaluate(sources), "only source code stays closed"
    shoes.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert shoes.page.evaluate(closed) == before


def test_without_scripts_there_is_no_form_and_every_row(shop: Callable[[str], str], window: Callable) -> None:
    with window(shop("material"), script=False) as it:
        it.page.goto(f"{it.base}{PAGE}?status=done")
        assert not it.page.locator(".jb-filter").is_visible()
        assert it.page.locator("#backlog-table thead button").count() == 0
        assert it.page.locator("#backlog-table tbody tr:visible").count() == 5


def test_a_short_list_gets_no_form(shop: Callable[[str], str], window: Callable) -> None:
    with window(shop("material")) as it:
        it.show("journeys/maps/back/")
        assert it.page.locator("#backlog-table tbody tr").count() == 1
        assert it.page.locator("#backlog-table thead button").count() == 4  # columns without content are left out
        assert not it.page.locator(".jb-filter").is_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_hidden_rows_are_gone(shop: Callable[[str], str], window: Callable, width: int) -> None:
    with window(shop("material"), width=width) as it:
        for page in ("journeys/", "journeys/backlog/", PAGE):
            it.page.goto(f"{it.base}{page}?find=nothing-is-called-this")
            assert it.page.evaluate(COUNT).startswith("0 of ")
            assert it.page.locator(".jb-filter + .jb-scroll").first.locator("tbody tr:visible").count() == 0
            assert it.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_script_is_small_and_needs_no_inline_styles() -> None:
    source = (sites.REPO / "plugins/journeybook/site/assets/js/journeybook.js").read_bytes()
    assert len(source) < 9728
    assert not [word for word in (b"eval(", b"innerHTML", b"new Function", b'setAttribute("style', b".style") if word in source]
