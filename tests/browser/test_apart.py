"""Sites away from a server, and under a strict policy: opened from a folder, and with nothing allowed but what is the site's own."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import links
import sites
from browser.test_diagrams import DRAWN, OPEN

MAP = """title: Buying shoes
id: shoes
stages:
  - {id: look, name: I look, feels: 1}
  - {id: pay, name: I pay, feels: -2, next: [look], pains: [{id: no-wallet, text: The usual wallet is missing, severity: 4}]}
"""
OWN = """# Own

[](journey:shoes#pay)

```mermaid
flowchart LR
  a[One] --> b[Two]
```

```journeybook
view: flow
map: shoes
```
"""
SETTINGS = (
    "theme: {name: material, font: false}\nsite_name: Apart\nuse_directory_urls: true\n"
    "plugins:\n  - journeybook: {diagrams: ENGINE}\n  - search\n  - offline\n  - mermaid2\n"
    "markdown_extensions:\n  - pymdownx.superfences:\n      custom_fences:\n"
    "        - {name: mermaid, class: mermaid, format: !!python/name:journeybook.fences.fence_mermaid_custom }\n"
)
BROKEN = """document.addEventListener('securitypolicyviolation',
  it => (window.broken ??= []).push(`${it.effectiveDirective} ${it.blockedURI} ${it.sample}`))"""


@pytest.mark.parametrize("engine", ["own", "mermaid"])
def test_opened_from_a_folder(tmp_path: Path, window: Callable, engine: str) -> None:
    files = {"journeys/shoes.yml": MAP, "docs/own.md": OWN, "mkdocs.yml": SETTINGS.replace("ENGINE", engine)}
    built = sites.build(sites.write(tmp_path, files), None, "--strict")
    assert built.code == 0, built.output
    assert not links.check(built.folder)
    with window(built.folder.as_uri() + "/") as it:
        it.page.add_init_script(OPEN)
        it.page.goto(it.base + "journeys/index.html")
        it.page.locator(".jb table a", has_text="Buying shoes").first.click()
        it.page.wait_for_selector(".jb-flow svg:visible", timeout=20_000)
        it.page.keyboard.press("f")
        it.page.locator("[data-md-component=search-query]").fill("usual wallet")
        it.page.keyboard.press("End")
        it.page.locator(".md-search-result__item a:has(mark)").first.click(timeout=20_000)
        it.page.wait_for_function("location.hash === '#pain-no-wallet'")
        it.page.goto(it.base + "own.html")
        it.page.wait_for_function(f"({DRAWN})().length > 0", timeout=20_000)
        it.page.wait_for_selector(".jb-embed .jb-flow svg:visible", timeout=20_000)
        it.page.locator("a", has_text="I pay").first.click()
        it.page.wait_for_url("**/journeys/maps/shoes.html#pay")
        assert not it.trouble


def policy(html: str) -> str:
    """Only what is the site's own, and Material's scripts in the page, each by its sum."""
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    sums = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts)
    return f"default-src 'none'; script-src 'self' {sums}; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'"


def test_a_strict_policy(samples: dict[str, str], address: str, window: Callable) -> None:
    def under_policy(route) -> None:
        answer = route.fetch()
        headers = dict(answer.headers)
        if "text/html" in headers.get("content-type", ""):
            headers["content-security-policy"] = policy(answer.text())
        route.fulfill(response=answer, headers=headers)

    found = []
    with window(address) as it:
        it.page.add_init_script(BROKEN)
        it.page.route(address + "**", under_policy)
        for kind, path in samples.items():
            it.show(path, idle=True)
            assert it.page.evaluate("!!window.document$"), "Material's own script did not run"
            found += [f"{kind}: {line}" for line in it.page.evaluate("window.broken ?? []") + it.trouble]
            it.trouble.clear()
    assert not found, "\n".join(found)
