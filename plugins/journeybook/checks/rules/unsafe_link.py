"""A link leads to something that a reader's browser should not open.

Links lead to http, https, mailto, tel, or a relative target, in `link` and in every text. Scripts, files, addresses
without a scheme (`//host`) or with a user before the host (`https://bank.example@evil.example`), backslashes, and
anything disguised by blanks, control characters or entities are refused; the page would show the text without a link.

    link: "javascript:alert(1)"        # wrong
    link: https://example.com/survey   # right
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.insight.written_links import refused
from journeybook.reading.link_targets import fault
from journeybook.reading.problem import shown

LEVEL = "error"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Links that are not shown as links."""
    for link in refused(atlas):
        yield Finding(link.place, f"the link {shown(link.target)} {fault(link.target)}", _hint(link.target))


def _hint(target: str) -> str:
    """What to write instead."""
    if target[:4].lower() == "www.":
        return f"write https://{target}"
    if re.match(r"[A-Za-z]:[\\/]|file:|\\\\", target):
        return "a file on your own computer is on nobody else's: write the address of a copy that readers can reach"
    markdown = re.fullmatch(r"\[[^]]*\]\((\S+)\)", target)
    if markdown:
        return f"write the address alone: {markdown[1]}"
    return "write %20 for a blank" if re.fullmatch(r"[\w./-]+( [\w./-]+)+", target) else "use https, or a relative target"
