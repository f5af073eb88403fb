"""Ids: what one may look like, and the one that a title gives."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

LENGTH = 64
PLAIN = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))})
"""Names that no file or folder can have on Windows."""
NAMING = ("id", "name", "title", "text")
"""The keys by which a record is told from others."""
RESERVED = frozenset({"index", "search", "404", "sitemap", "assets", "exit"}) | DEVICES
"""Ids that mean something else to the site, to a transition or to a file system."""


def normal(text: str) -> str:
    """`text` in the one spelling of its characters in which ids are compared (Unicode NFC)."""
    return unicodedata.normalize("NFC", text)


def is_id(text: str) -> bool:
    """Whether `text` may be an id: lower-case letters and digits of any script, single hyphens between them."""
    if text.isascii():
        return len(text) <= LENGTH and bool(PLAIN.fullmatch(text))
    parts = text.split("-")
    return len(text) <= LENGTH and text == text.lower() and all(part and _letters(part) for part in parts)


def slug(title: str, fallback: str = "") -> str:
    """The id that `title` gives: "Chooses how to pay" → "chooses-how-to-pay", "选择支付" → "选择支付"."""
    text = unicodedata.normalize("NFKC", title).lower()
    kept = "".join(char if _letters(char) else " " for char in text)
    return "-".join(kept.split())[:LENGTH].strip("-") or fallback


def unique(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or with a number behind it that makes it differ from all `taken` and reserved ones.

    It is the first free number where they are given in turn; searched by halving, because drafts repeat names often.
    """

    def numbered(number: int) -> str:
        return f"{wanted[: LENGTH - 7]}-{number}"

    def is_taken(name: str) -> bool:
        return name in taken or name in RESERVED

    if not is_taken(wanted):
        return wanted
    low, high = 1, 2
    while is_taken(numbered(high)):
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if is_taken(numbered(middle)) else (low, middle)
    return numbered(high)


def _letters(text: str) -> bool:
    return all(char.isalnum() or unicodedata.category(char) in ("Mn", "Mc") for char in text)
