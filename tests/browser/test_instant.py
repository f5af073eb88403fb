"""Material's instant navigation: our pages come to life after it as they do when they are loaded."""

from __future__ import annotations

from collections.abc import Callable


def test_our_pages_by_instant_navigation(instant: str, window: Callable) -> None:
    with window(instant) as it:
        page = it.page
        it.show("", idle=True)
        page.evaluate("window.sameDocument = true")
        page.locator(".md-tabs a[href$='/journeys/']").click()
        page.wait_for_selector(".jb-home .jb-filter form")
        page.locator("table.jb-wall a[href*='buy-running-shoes/']").first.click()
        page.wait_for_selector(".jb-map .jb-flow svg:visible")
        before = page.url
        page.locator(".jb-curve-svg a circle.jb-dot:visible").first.click()
        page.wait_for_function("before => location.href !== before && location.hash.length > 1", arg=before)
        page.locator(".jb-crumbs a").first.click()
        page.wait_for_selector(".jb-home")
        page.go_back()
        page.wait_for_selector(".jb-map")
        page.locator(".jb-crumbs a").first.click()
        page.wait_for_selector(".jb-home .jb-filter form")
        page.locator(".jb-home a[href*='backlog']").first.click()
        page.wait_for_selector(".jb-backlog .jb-filter form")
        rows = page.locator("#backlog-table tbody tr:visible").count()
        page.locator(".jb-filter input[type=search]").first.fill("wallet")
        page.wait_for_function("rows => [...document.querySelectorAll('#backlog-table tbody tr')].filter(it => !it.hidden).length < rows", arg=rows)
        assert page.evaluate("window.sameDocument")
        assert not it.trouble
