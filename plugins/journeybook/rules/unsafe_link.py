"""A link leads to something that a reader's browser should not open.

Links lead to http, https, mailto, tel, or a relative target. Scripts, files, addresses without a scheme (`//host`),
and anything disguised by blanks, control characters or entities are refused; the page would show the text without a
link.

    link: "javascript:alert(1)"        # wrong
    link: https://example.com/survey   # right
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from html import unescape

from journeybook.atlas import Atlas
from journeybook.markup import JOURNEY, safe_target
from journeybook.model import Record
from journeybook.problems import shown
from journeybook.rules.finding import Finding

LEVEL = "error"
HIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]|&#?\w+;")
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Links that are not shown as links."""
    for part in atlas.parts:
        if isinstance(part, Record) and part.link and not part.link.startswith(JOURNEY) and not safe_target(part.link):
            yield Finding(
                part.place("link"), f"the link {shown(part.link)} {_why(part.link)}", "use https, or a relative target"
            )


def _why(link: str) -> str:
    scheme = SCHEME.match(HIDDEN.sub("", unescape(link)))
    if scheme and scheme.group(1).lower() not in ("http", "https", "mailto", "tel"):
        return f"leads to {shown(scheme.group(1).lower() + ':')}"
    if HIDDEN.search(link):
        return "holds a blank, a control character or an entity"
    return "has no scheme" if link.startswith("//") else "is no address"
