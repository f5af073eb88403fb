"""Chinese in Material's search, which finds words between separators, and Chinese has none.

Material has jieba divide it into words, with U+200B between them, if jieba is installed and the site's `separator` holds that
character; a site that says nothing has one without it, and would find no Chinese at all. What is cut wrong of what somebody
types, `assets/js/search.js` sets right.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mkdocs.plugins import PluginCollection

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.record_languages import HAN

BREAK = "\u200b"
SEPARATORS = f"[{BREAK}\u3000、。，．？！；：]+"


def without_separator(plugins: PluginCollection) -> list[Any]:
    """The plugins for Material's search of which the site does not say where words end. To be asked before they say it themselves."""
    return [plugin for plugin in plugins.values() if hasattr(getattr(plugin, "config", None), "jieba_dict") and not plugin.config.separator]


def separate(searches: Iterable[Any]) -> None:
    """Has these searches, which are configured now, end words at `SEPARATORS` too."""
    for search in searches:
        if BREAK not in (search.config.separator or BREAK):
            search.config.separator = search.search_index.config["separator"] = f"{search.config.separator}|{SEPARATORS}"


def is_badly_found(atlas: Atlas) -> bool:
    """Whether `atlas` speaks Chinese and nothing here divides it into words."""
    return not _has_jieba() and any(HAN.search(entry.label) for entry in atlas.entries())


def _has_jieba() -> bool:
    try:
        import jieba  # noqa: F401, as Material's search does
    except ImportError:
        return False
    return True
