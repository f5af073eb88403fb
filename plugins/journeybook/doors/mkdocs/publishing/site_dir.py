"""What MkDocs is told while a site is made aside: another `site_dir`, from before the first plugin until after the last.

Whoever asks in between for `site_dir` gets the folder in which the site is made. `mkdocs serve` and `--dirty` write in place.
"""

from __future__ import annotations

import errno
import json
import logging
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import CountHandler

from journeybook.doors.command.publish import REPORT, difference
from journeybook.doors.mkdocs.publishing.aside import Aside, Busy
from journeybook.doors.mkdocs.site_config import relative
from journeybook.reading.files import real, reason

log = get_plugin_logger("journeybook")
FIRST, LAST = float("inf"), float("-inf")
"""Priorities before and after every other plugin."""
STAYS = "what is published stays as it was"
"""What whoever reads of a failure wants to know first."""
HINTS = {
    errno.ENOSPC: "make room: a build needs it for the site twice",
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), "get the right to write there, or choose another 'site_dir'"),
}
"""What to do about what the system says."""
IN_USE: set[str] = set()
"""Where sites are being made aside by this process."""


class Publication:
    """One build at a time; builds that a plugin begins within a build are parts of it."""

    def __init__(self) -> None:
        self.dirty = False
        """Whether only a part of the site is made, in place."""
        self._wanted = False
        self._parts = 0
        self._aside: Aside | None = None
        self._config: MkDocsConfig
        self._site = ""
        self._names = _Names()

    def startup(self, command: str, dirty: bool) -> None:
        """Only a whole build has something to put in place of what is there."""
        self.dirty = dirty
        self._wanted = command != "serve" and not dirty

    def begin(self, config: MkDocsConfig) -> None:
        """Before all other plugins: from now on the site is made aside."""
        if self._aside is not None:
            self._parts += 1
        elif self._wanted and config.site_dir not in IN_USE:
            self._open(config)

    def _open(self, config: MkDocsConfig) -> None:
        site = config.site_dir
        self._refuse_own_sources(config)
        try:
            aside = Aside.opened(Path(site), lambda: log.info("another build of '%s' is running; this one goes on when it ends", _shown(site, config)))
        except Busy:
            raise PluginError(f"journeybook: another build of '{_shown(site, config)}' does not end; this one gives up") from None
        except OSError as error:
            raise PluginError(f"journeybook: nothing can be written beside or in '{_shown(site, config)}': {_why(error)}; {STAYS}") from None
        self._aside, self._config, self._site = aside, config, site
        config.site_dir = str(aside.folder)
        IN_USE.add(config.site_dir)
        self._names.begin(config.site_dir, site)

    def _refuse_own_sources(self, config: MkDocsConfig) -> None:
        """What a build is made from must not be in the folder that it replaces."""
        target = real(config.site_dir)
        there = next(path for path in (target, *target.parents) if os.path.lexists(path))
        if not there.is_dir():
            what = "is a link that leads in a circle" if there.is_symlink() else "is a file"
            raise PluginError(f"journeybook: 'site_dir' must be a folder, and '{_shown(config.site_dir if there == target else there, config)}' {what}")
        if target in real(config.config_file_path or "mkdocs.yml").parents:
            raise PluginError("journeybook: 'mkdocs.yml' is within 'site_dir', and every build would remove it; choose another 'site_dir'")

    def settle(self, config: MkDocsConfig, sources: Path) -> None:
        """After all other plugins: one of them may have chosen another folder."""
        if self._aside is None or self._parts:
            return
        if self._made(config) is None:
            wanted = config.site_dir
            self.give_up()
            config.site_dir = wanted
            self._open(config)
        if self._aside.target in (real(sources), *real(sources).parents):
            raise PluginError(f"journeybook: '{_shown(sources, config)}' is within 'site_dir', and every build would remove it")

    def _made(self, config: MkDocsConfig) -> Path | None:
        """Where below the workshop's folder the site is, as seen from there."""
        assert self._aside is not None
        with suppress(ValueError):
            return Path(config.site_dir).relative_to(self._aside.folder)
        return None

    def finish(self, config: MkDocsConfig) -> None:
        """After all other plugins: what was made is published, unless MkDocs is about to call it a failure."""
        if self._aside is None:
            return
        if self._parts:
            self._parts -= 1
            return
        if _is_failing(config):
            return
        below = self._made(config) or Path()
        made, target, site = self._aside.folder / below, self._aside.target / below, Path(self._site, below)
        wanted = os.environ.get(REPORT)
        said = difference(target, made) if wanted else None
        try:
            self._aside.publish(made, target)
        except OSError as error:
            raise PluginError(f"journeybook: the new site cannot take the place of '{_shown(site, config)}': {_why(error)}; {STAYS}") from None
        self._close(str(site))
        if wanted:
            _tell(wanted, {"site": _shown(site, config), **(said or {})})

    def tell_in_place(self) -> None:
        """The site is written where it is published, as its settings say."""
        if wanted := os.environ.get(REPORT):
            _tell(wanted, {"in_place": True})

    def give_up(self) -> None:
        """A build has failed, or was interrupted: what is published stays."""
        if self._aside is None:
            return
        if self._parts:
            self._parts -= 1
            return
        self._close(self._site)

    def said(self, error: OSError) -> str:
        """In a sentence, why the system would not let a site be made; a file of it is named as where it is published."""
        written = error.filename2 or error.filename  # where a file is copied, the second one is what is written
        name = os.fsdecode(written) if isinstance(written, (str, bytes, os.PathLike)) else ""
        made = str(self._aside.folder) if self._aside is not None else ""
        name = self._site + name.removeprefix(made) if made and name.startswith(made) else name
        where = f"'{_shown(name, self._config) if made else name}' cannot be written" if name else "the site cannot be made"
        return f"journeybook: {where}: {_why(error)}{f'; {STAYS}' if made else ''}"

    def end(self) -> None:
        """MkDocs ends: whatever is still going on was interrupted."""
        self._parts = 0
        self.give_up()

    def _close(self, site: str) -> None:
        assert self._aside is not None
        aside, self._aside = self._aside, None
        IN_USE.discard(str(aside.folder))
        self._config.site_dir = site
        self._names.end()
        aside.close()


class _Names(logging.Filter):
    """Has MkDocs say the folder that its user knows."""

    def __init__(self) -> None:
        super().__init__()
        self._loggers = [logging.getLogger(f"{name}.commands.build") for name in ("mkdocs", "properdocs")]
        self._said = ("", "")

    def begin(self, made: str, site: str) -> None:
        """From now on, `site` is said for `made`."""
        self._said = (made, site)
        for logger in self._loggers:
            logger.addFilter(self)

    def end(self) -> None:
        """The folder is again where it is said to be."""
        for logger in self._loggers:
            logger.removeFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """Changes the message, and lets it pass."""
        record.msg = str(record.msg).replace(*self._said)
        return True


def _is_failing(config: MkDocsConfig) -> bool:
    """Whether MkDocs will end this build because of its warnings, which it does after the last plugin."""
    handlers = [handler for name in ("mkdocs", "properdocs") for handler in logging.getLogger(name).handlers]
    return config.strict and any(isinstance(it, CountHandler) and it.get_counts() for it in handlers)


def _why(error: OSError) -> str:
    number = error.errno or next((number for number in HINTS if os.strerror(number).lower() == reason(error).lower()), 0)
    return f"{reason(error)} ({HINTS[number]})" if number in HINTS else reason(error)


def _tell(report: str, said: dict[str, Any]) -> None:
    """Tells `journeybook publish` what was done; that it cannot be told changes nothing about it."""
    with suppress(OSError):
        Path(report).write_text(json.dumps(said), encoding="utf-8")


def _shown(path: Any, config: MkDocsConfig) -> str:
    seen = relative(Path(path), config)
    return str(path) if seen.startswith("..") else seen
