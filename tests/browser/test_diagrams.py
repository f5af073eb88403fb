"""Diagrams that people write by hand: drawn in every look, however the reader came, and without asking another host."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import sites

PAGE = "publishing/"
# Material draws into closed shadow roots, into which no test can look.
OPEN = """const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (how) { return attach.call(this, { ...how, mode: 'open' }); };"""
DRAWN = """() => [...document.querySelectorAll('div.mermaid')].map(it => it.shadowRoot ?? it).filter(it => it.querySelector('svg'))
  .map(root => {
    const label = root.querySelector('.nodeLabel p, .nodeLabel'), box = root.querySelector('.node rect, .node path');
    return { words: root.querySelector('svg').textContent, height: root.querySelector('svg').getBoundingClientRect().height,
      ink: getComputedStyle(label).color, paper: getComputedStyle(document.body).backgroundColor, breaks: !!label.querySelector('br') };
  })"""
FENCE = "# Own\n\n```mermaid\nflowchart LR\n  a[One<br/>two] --> b[Three &amp; four]\n```\n"
MERMAID = {
    "plugins": ["search", "mermaid2", {"journeybook": {"today": sites.TODAY}}],
    "markdown_extensions": [{"pymdownx.superfences": {"custom_fences": [{"name": "mermaid", "class": "mermaid", "format": "HERE"}]}}],
}
# MkDocs' own theme asks another host for colours in code, if one lets it.
THEMES = {"material": {"name": "material", "font": False}, "mkdocs": {"name": "mkdocs", "highlightjs": False}}


def light(colour: str) -> float:
    r, g, b = (float(number) for number in re.findall(r"[\d.]+", colour)[:3])
    return 0.3 * r + 0.6 * g + 0.1 * b


def drawn(page) -> dict:
    page.wait_for_function(f"({DRAWN})().length > 0", timeout=20_000)
    (found,) = page.evaluate(DRAWN)
    return found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_drawn_in_the_colours_of_the_page(address: str, window: Callable, dark: bool) -> None:
    with window(address, dark) as it:
        it.page.add_init_script(OPEN)
        it.show(PAGE, idle=True)
        found = drawn(it.page)
        assert "The site is built" in found["words"]
        assert found["height"] > 100
        assert found["breaks"]
        assert abs(light(found["ink"]) - light(found["paper"])) > 100
        assert not it.trouble


def test_drawn_after_instant_navigation(instant: str, window: Callable) -> None:
    with window(instant) as it:
        it.page.add_init_script(OPEN)
        loaded: list[str] = []
        it.page.on("request", lambda request: loaded.append(request.url))
        it.show("", idle=True)
        it.page.wait_for_timeout(500)
        assert not [url for url in loaded if "mermaid.min.js" in url]
        it.page.evaluate("window.sameDocument = true")
        it.page.locator(".md-content a", has_text="guide for publishers").click()
        assert "The site is built" in drawn(it.page)["words"]
        assert it.page.evaluate("window.sameDocument")
        it.page.locator(".md-tabs a[href$='/journeys/']").click()
        it.page.wait_for_selector(".jb-home")
        it.page.locator(".md-tabs a", has_text="Start").click()
        it.page.locator(".md-content a", has_text="guide for publishers").click()
        assert "The site is built" in drawn(it.page)["words"]
        assert it.page.evaluate("window.sameDocument")
        assert len([url for url in loaded if "mermaid.min.js" in url]) == 1
        assert not it.trouble


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("fence", ["journeybook.fences.fence_mermaid_custom", "mermaid2.fence_mermaid"])
def test_other_themes_and_fences(tmp_path: Path, served: Callable, window: Callable, theme: str, fence: str) -> None:
    files = {"journeys/shoes.yml": sites.SMALLEST, "docs/own.md": FENCE}
    project = sites.write(tmp_path, files, {**MERMAID, "theme": THEMES[theme]})
    config = project / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("HERE", f"!!python/name:{fence}"), encoding="utf-8")
    built = sites.build(project, None, "--strict")
    assert built.code == 0, built.output
    with window(served(built.folder)) as it:
        it.page.add_init_script(OPEN)
        it.show("own/", idle=True)
        assert "Three" in drawn(it.page)["words"]
        assert not [line for line in it.trouble if line.startswith(("request", "error"))]


def test_our_pages_are_not_parsed_for_it(site: Path) -> None:
    """mermaid2 parses every page that holds the word: 10 ms for each of ours."""
    ours = [page for page in site.rglob("*.html") if 'data-kind="' in page.read_text(encoding="utf-8")]
    assert ours
    assert [page.name for page in ours if "mermaid" in page.read_text(encoding="utf-8")] == []
