"""What the pages of a site load of ours: style sheets, scripts, and a local Mermaid library where diagrams need one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from journeybook.site import own_assets
from journeybook.site.flowchart.engines import Engine, mermaid_assets, mermaid_library

FOLDER = "assets/journeybook"
OWN = ("theme.css", "journeybook.js", "mine.js", "reader.js", "search.js", "theme.js")
WORKER = "iframe-worker.js"
REDIRECT = "redirect.js"
SHIM = "Mermaid.js"
ON_DEMAND = frozenset({"mermaid.min.js", SHIM, REDIRECT})
"""What is loaded when a page needs it."""


def for_others(config: MkDocsConfig) -> dict[str, Path]:
    """What other plugins would have readers' browsers ask another host for. To be loaded before these plugins look for it."""
    return _mermaid(config) | _worker(config)


def _worker(config: MkDocsConfig) -> dict[str, Path]:
    """What Material's search needs where its plugin `offline` makes a site that is opened from a folder."""
    offline = next((plugin for name, plugin in config.plugins.items() if name.rpartition("/")[2] == "offline"), None)
    own = [url for url in config.extra.get("polyfills", ()) if WORKER.removesuffix(".js") in str(url)]
    return {WORKER: own_assets.file(WORKER)} if offline is not None and offline.config.get("enabled") and not own else {}


def _mermaid(config: MkDocsConfig) -> dict[str, Path]:
    """Mermaid for diagrams that people write by hand, where the site has them and brings no library of its own."""
    mermaid2 = config.plugins.get("mermaid2")
    own = [str(script) for script in config.extra_javascript if "mermaid" in PurePosixPath(str(script)).name.lower()]
    if own or (mermaid2 is not None and mermaid2.config.get("javascript")):
        return {}
    library = mermaid_library() if mermaid2 is not None or _has_fence(config) else None
    return mermaid_assets(library)


def _has_fence(config: MkDocsConfig) -> bool:
    superfences: Any = config.mdx_configs.get("pymdownx.superfences") or {}
    return any(fence.get("name") == "mermaid" for fence in superfences.get("custom_fences", ()))


def of_engine(engine: Engine) -> dict[str, Path | str]:
    """The files that our pages need with flowcharts by `engine`, by their names; one that is put together here is given as its text."""
    return {own_assets.STYLE_SHEET: own_assets.style_sheet(), **{name: own_assets.file(name) for name in (*OWN, REDIRECT)}, **engine.assets()}


def load(config: MkDocsConfig, assets: Mapping[str, object], for_others: bool = False) -> None:
    """Has every page load `assets`; what our pages load on demand too, where others look for it."""
    for name in assets:
        if name.endswith(".css"):
            _once(config.extra_css, f"{FOLDER}/{name}")
        elif name == WORKER:
            _once(config.extra.setdefault("polyfills", []), f"{FOLDER}/{name}")
        elif name not in ON_DEMAND or (for_others and name == SHIM):
            _once(config.extra_javascript, f"{FOLDER}/{name}")


def files(config: MkDocsConfig, assets: Mapping[str, Path | str]) -> Iterator[File]:
    """`assets` as files of the site."""
    for name, source in assets.items():
        uri = f"{FOLDER}/{name}"
        yield File.generated(config, uri, content=source) if isinstance(source, str) else File.generated(config, uri, abs_src_path=str(source))


def _once(items: list[Any], item: str) -> None:
    """Adds `item` to `items` unless it is there already, as it is when the preview builds again."""
    if item not in [str(known) for known in items]:
        items.append(item)
