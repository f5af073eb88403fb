"""Which scripts a site is given for what other plugins would load from another host: only what it needs and does not bring itself."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from journeybook.doors.mkdocs import scripts

FENCES = {"pymdownx.superfences": {"custom_fences": [{"name": "mermaid"}]}}
OTHER_FENCES = {"pymdownx.superfences": {"custom_fences": [{"name": "math"}]}}
OFFLINE, ONLINE = {"material/offline": {"enabled": True}}, {"offline": {"enabled": False}}


@pytest.mark.parametrize(
    ("plugins", "more", "given"),
    [
        ({}, {}, ""),
        ({}, {"mdx_configs": FENCES}, "mermaid"),
        ({}, {"mdx_configs": OTHER_FENCES}, ""),
        ({}, {"mdx_configs": {"pymdownx.superfences": None}}, ""),
        ({"mermaid2": {}}, {}, "mermaid"),
        ({"mermaid2": {"javascript": "js/own.js"}}, {}, ""),
        ({"mermaid2": {"javascript": "js/own.js"}}, {"mdx_configs": FENCES}, ""),
        ({"mermaid2": {}}, {"extra_javascript": ["js/Mermaid.min.js"]}, ""),
        ({}, {"mdx_configs": FENCES, "extra_javascript": ["https://mermaid.example/x.js"]}, "mermaid"),  # the host is called so, not the script
        ({}, {"mdx_configs": FENCES, "extra_javascript": ["js/mermaid.js"]}, ""),
        (OFFLINE, {}, "worker"),
        (ONLINE, {}, ""),
        ({"offline": {"enabled": True}}, {"extra": {"polyfills": ["https://unpkg.com/iframe-worker/shim"]}}, ""),
        ({"offline": {"enabled": True}}, {"extra": {"polyfills": ["https://example.com/other.js"]}}, "worker"),
        ({"other": {"enabled": True}}, {}, ""),
        ({**OFFLINE, "mermaid2": {}}, {}, "mermaid worker"),
    ],
)
def test_what_is_given_for_other_plugins(plugins: dict[str, Any], more: dict[str, Any], given: str) -> None:
    own = {name: SimpleNamespace(config=options) for name, options in plugins.items()}
    config = SimpleNamespace(**{"plugins": own, "extra": {}, "extra_javascript": [], "mdx_configs": {}, **more})
    found = scripts.for_others(config)  # type: ignore[arg-type]
    assert ["mermaid"] * any("mermaid" in name for name in found) + ["worker"] * (scripts.WORKER in found) == given.split()


def test_every_page_loads_style_sheets_and_scripts_once_and_what_is_asked_for_where_others_look() -> None:
    config = SimpleNamespace(extra_css=["own.css"], extra_javascript=["own.js"], extra={})
    assets: dict[str, object] = dict.fromkeys(["theme.css", "reader.js", scripts.WORKER, scripts.REDIRECT, "mermaid.min.js", scripts.SHIM])
    for _ in range(2):  # the preview builds again
        scripts.load(config, assets)  # type: ignore[arg-type]
    assert config.extra_css == ["own.css", "assets/journeybook/theme.css"]
    assert config.extra_javascript == ["own.js", "assets/journeybook/reader.js"]
    assert config.extra == {"polyfills": ["assets/journeybook/iframe-worker.js"]}
    scripts.load(config, assets, for_others=True)  # type: ignore[arg-type]
    assert config.extra_javascript == ["own.js", "assets/journeybook/reader.js", "assets/journeybook/Mermaid.js"]
