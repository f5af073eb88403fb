"""A site in several languages by mkdocs-static-i18n, which builds it once for each: the default language has our pages, and the
navigation and the links of all others lead there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

LATE = -101
"""The priority behind that plugin's, which makes all files and the navigation anew and knows none of ours."""


class Languages:
    """The languages of a site, as far as that plugin builds them."""

    def __init__(self, config: MkDocsConfig) -> None:
        plugin: Any = config.plugins.get("i18n")
        self._plugin = plugin
        self.several = plugin is not None and hasattr(plugin, "i18n_files_per_language")
        """Whether the plugin is there."""
        self.default: str = self._plugin.default_language if self.several else ""
        self.current: str = (self._plugin.current_language or self.default) if self.several else ""
        """The language that is being built."""
        self.has_pages = self.current == self.default
        """Whether our pages are written in this build, or another one has them."""

    def join(self, files: Iterable[File]) -> None:
        """Tells the plugin what it asks of files when it writes the choice of languages, and the map of the site."""
        for file in files if self.several else ():
            vars(file).update(locale=self.current, locale_alternate_of=self.current, alternates={})
            if self.has_pages:
                self._plugin.i18n_files_per_language.setdefault(self.current, []).append(file)


class Elsewhere(File):
    """A page that another build writes: links find it, and nobody makes it."""

    def __init__(self, path: str, src_dir: str | None, dest_dir: str, use_directory_urls: bool, **more: Any) -> None:
        address = File(path, src_dir, dest_dir, use_directory_urls).dest_uri
        super().__init__(path, src_dir, dest_dir, use_directory_urls, dest_uri=address, **more)

    def is_documentation_page(self) -> bool:
        """It is none of those that this build makes."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """There is nothing to write."""
