"""Journeybook: customer journey maps, written as YAML, checked and published.

`load(folder)` gives the atlas of a folder and all its problems; `journeybook` on the command line and the MkDocs plugin
are thin doors on the same calls. Nothing heavy is imported before it is called: `journeybook --version` stays quick.
"""

from __future__ import annotations

import datetime
import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from journeybook.atlas.atlas import Atlas
    from journeybook.checks.check import Loaded
    from journeybook.reading.problem import Place, Problem

__version__ = "0.1.0"


def load(folder: str | Path, today: datetime.date | None = None) -> Loaded:
    """The atlas of `folder` and its problems: `atlas, problems = journeybook.load("journeys")`.

    `today` decides what is overdue or expired; left out, it is `current_day()`.
    """
    from journeybook.checks.check import load as load_folder

    return load_folder(folder, today or current_day())


def current_day() -> datetime.date:
    """Today, or the day that SOURCE_DATE_EPOCH names, so that a build can be repeated on another day. Empty, it names none;
    a ValueError says what is wrong with it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch.strip():
        return datetime.date.today()
    try:
        if int(epoch) >= 0:
            return datetime.datetime.fromtimestamp(int(epoch), datetime.timezone.utc).date()
    except (ValueError, OverflowError, OSError):
        pass  # no number, or none of a day that there is
    from journeybook.reading.problem import shown

    raise ValueError(f"the variable SOURCE_DATE_EPOCH must be a number of seconds such as 1793491200, not {shown(epoch)}")


_LATER = {"Atlas": "atlas.atlas", "Place": "reading.problem", "Problem": "reading.problem"}
"""Types that others may name, and where they are: imported when they are asked for."""


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module 'journeybook' has no attribute {name!r}")
    return getattr(import_module(f"journeybook.{_LATER[name]}"), name)


__all__ = ["Atlas", "Place", "Problem", "__version__", "current_day", "load"]
