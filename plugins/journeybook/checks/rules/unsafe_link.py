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
from journeybook.model.similar_keys import near
from journeybook.reading.link_targets import HOST, MAIL, SLIP, fault
from journeybook.reading.problem import shown

LEVEL = "error"
MEANT = ("https", "http", "mailto", "tel", "journey")
BEGUN = re.compile(r"\s*([A-Za-z][\w+.-]*)\s*:\s*")
"""The scheme of an address, and blanks around it."""
OTHERWISE = "use https, or a relative target"


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Links that are not shown as links."""
    for link in refused(atlas):
        yield Finding(link.place, f"the link {shown(link.target)} {fault(link.target)}", _hint(link.target))


def _hint(target: str) -> str:
    """What to write instead."""
    if MAIL.fullmatch(target):
        return f"write mailto:{target}"
    if (slip := SLIP.match(target)) or HOST.match(target):
        return f"write https://{target[slip.end() if slip else 0 :]}"
    if re.match(r"[A-Za-z]:[\\/]|file:|\\\\", target):
        return "a file on your own computer is on nobody else's: write the address of a copy that readers can reach"
    markdown = re.fullmatch(r"\[[^]]*\]\((\S+)\)", target)
    if markdown:
        return f"write the address alone: {markdown[1]}"
    if target[:1] == "<" and target[-1:] == ">" and not fault(target[1:-1]):
        return "write it without '<' and '>'"
    begun = BEGUN.match(target)
    scheme = near(begun[1], MEANT) if begun else None
    if begun and scheme:
        return _with_scheme(scheme, target[begun.end() :].strip())
    if re.fullmatch(r"[^./\\#?:@]*\s[^./\\#?:@]*", target):
        return "words are no address: write one such as https://example.com/map, or the words under 'summary'"
    return "write %20 for a blank" if re.fullmatch(r"[\w./-]+( [\w./-]+)+", target) else OTHERWISE


def _with_scheme(scheme: str, rest: str) -> str:
    """What to write where `scheme` was meant, and `rest` follows it."""
    if scheme in ("http", "https"):
        better = f"{scheme}://{rest.lstrip('/').replace(' ', '%20')}"
    elif scheme == "tel":
        better = f"tel:{re.sub(r'[(]0[)]|[^0-9+]', '', rest)}"
    else:
        better = f"{scheme}:{rest.lstrip('/')}"
    fits = scheme == "journey" or not fault(better)
    return f"write {better}" if fits and not re.search(r"\s", better) else "an address holds no blanks" if " " in better else OTHERWISE
