"""Days as authors write them. Imports nothing heavy: the command reads its own options with it."""

from __future__ import annotations

import datetime
import re


def read_date(text: str) -> datetime.date | None:
    """The day that `text` writes as year-month-day, else None."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
