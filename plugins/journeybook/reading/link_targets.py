"""Where a link may lead: http, https, mailto, tel, and relative targets. Asked of every address, whoever wrote it.

Browsers read more into an address than people see: they leave out line breaks, take a backslash for a slash, and send a reader to
what stands behind an `@`. What is not plainly one of these kinds is refused, and the reason told.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from urllib.parse import unquote, urlsplit

SCHEMES = ("http", "https", "mailto", "tel")
HIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]|&#?\w+;")
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?<!\.md)(?<!\.html)(?<!\.pdf)(?<!\.png)(?<!\.jpg)")
HOST = re.compile(r"www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|de|at|ch|eu|cn|uk|io)(?:[/:?#]|$)", re.IGNORECASE)
"""How an address begins that has no scheme, and that no page or file of a site is called."""
SLIP = re.compile(r"(?:https?|htt?sp?)[/;：.]{1,3}(?=[\w-]+\.)", re.IGNORECASE)
"""'https://' without its colon, or with another sign in its place."""


@lru_cache(20_000)
def fault(target: str) -> str:
    """Why no link may lead to `target`, in words that go on from it ("has no scheme"); empty where one may."""
    plain = HIDDEN.sub("", unquote(unescape(target)))
    scheme = SCHEME.match(plain)
    if scheme is not None and scheme[1].lower() not in SCHEMES:
        return f"leads to '{scheme[1].lower()}:'"
    if scheme is None and re.match(r"[^/?#]*://", plain):  # a slip in 'https', which browsers would look for on this site
        return "is no address"
    if HIDDEN.search(target) or re.search(r"[\x00-\x1f\x7f]", unquote(target.partition("?")[0])):
        return "holds a blank, a control character or an entity"
    if "\\" in target or plain.startswith("\\"):
        return "holds a backslash"
    if scheme is None and MAIL.fullmatch(plain):
        return "begins without 'mailto:'"
    if scheme is None and (HOST.match(plain) or SLIP.match(plain)):
        return "begins without 'https://'"
    if plain[:2] in ("//", "/\\"):
        return "has no scheme"
    try:
        parts = urlsplit(target)
        if parts.scheme.lower() not in ("http", "https"):
            return ""
        if "@" in unquote(parts.netloc):
            return "names a user before the host"
        has_host = bool(parts.hostname)
        parts.port  # noqa: B018, asked for because one that is no number is refused with an exception
    except ValueError:
        has_host = False
    return "" if has_host else "is no address"


def safe_target(target: str) -> bool:
    """Whether a link may lead to `target`."""
    return not fault(target)
