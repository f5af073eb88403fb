"""What the site's own configuration says to us beside the options: the day, the theme's language, and where things stand in it."""

from __future__ import annotations

import datetime
import os
import posixpath
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from journeybook import current_day
from journeybook.reading.files import real
from journeybook.reading.link_targets import safe_target


def day_of_build() -> datetime.date:
    """The day of the build. What SOURCE_DATE_EPOCH must not be, MkDocs would say with a traceback, later on."""
    if os.environ.get("SOURCE_DATE_EPOCH", "unset").strip() == "":
        raise PluginError("journeybook: the variable SOURCE_DATE_EPOCH is empty, which MkDocs cannot read; unset it")
    try:
        return current_day()
    except ValueError as error:
        raise PluginError(f"journeybook: {error}") from None


def beside(config: MkDocsConfig, folder: str) -> Path:
    """The folder `folder` beside the site's configuration."""
    base_folder = real(config.config_file_path or "mkdocs.yml").parent
    return base_folder / folder


def relative(path: Path, config: MkDocsConfig) -> str:
    """`path` as seen from the site's configuration."""
    root = real(config.config_file_path or "mkdocs.yml").parent
    return posixpath.relpath(path.as_posix(), root.as_posix())


def relative_to_docs(path: Path, config: MkDocsConfig) -> str:
    """`path` as seen from the documentation's folder, ready for an address."""
    return quote(posixpath.relpath(path.as_posix(), real(config.docs_dir).as_posix()))


def edit_url(path: Path, config: MkDocsConfig) -> str:
    """Where the file `path` is edited; empty where the site does not say."""
    repository, there = config.repo_url.rstrip("/") + "/" if config.repo_url else "", relative_to_docs(path, config)
    if config.edit_uri_template:  # of the two, MkDocs takes this one
        address = urljoin(repository, config.edit_uri_template.format(path=there, path_noext=posixpath.splitext(there)[0]))
    elif config.edit_uri:
        address = urljoin(urljoin(repository, config.edit_uri), there)
    else:
        return ""
    return address if safe_target(address) else ""


def _written(config: MkDocsConfig) -> list[Mapping[str, Any]]:
    """What stands in mkdocs.yml, as it was written."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # MkDocs has no use for it, but what was written stands nowhere else
        return list(config.user_configs)


def refuse_astray(config: MkDocsConfig) -> None:
    """Ends the build where our options stand where nobody reads them: an audience that is not heeded would publish everything."""
    if any(isinstance(given.get("journeybook"), dict) for given in _written(config)):
        raise PluginError(
            "journeybook: in mkdocs.yml, options stand at the top as 'journeybook:', where they are not read; write them under 'plugins:', below '- journeybook:'"
        )


def theme_language(config: MkDocsConfig) -> str | None:
    """The language that the theme is set to; None where nobody set it, so that it speaks its own."""
    themes = [given.get("theme") for given in _written(config)]
    told = any(isinstance(theme, dict) and "language" in theme for theme in themes)
    language = config.theme.get("language")
    return language if told and isinstance(language, str) else None


def destination(uri: str, config: MkDocsConfig) -> str:
    """Where MkDocs would write the page `uri`."""
    return File(uri, None, config.site_dir, config.use_directory_urls).dest_uri
