"""A comment that ignores a finding gives no reason, or names no code that exists.

A comment `# journeybook: ignore[code] reason` silences findings of that code on its own line. Without a reason it
silences nothing: whoever reads it next must know whether it still holds.

    owner: "?"     # journeybook: ignore[stage-without-owner]                                     # wrong
    owner: "?"     # journeybook: ignore[stage-without-owner] decided in the January round        # right
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.manual import MANUAL
from journeybook.checks.rules import CODES
from journeybook.checks.rules.finding import Finding
from journeybook.reading.problem import Place, did_you_mean, shown

LEVEL = "warning"
COMMENT = re.compile(r"#\s*journeybook:\s*ignore\b\s*(?:\[([^\]]*)\])?(.*)$")
OTHER = re.compile(
    r"#\s*(?:(?P<us>journe?y-?book\b)|\w+:)?[:\s]*(?:ignore|ingore|ignor|ignroe|disable|skip|noqa|suppress|silence|allow)(?:-line|-next-line)?(?:\s*[\[(:=]\s*|\s+(?=[a-z]+-)|$)(?P<code>[a-z-]*)",
    re.IGNORECASE,
)
"""What somebody writes who means such a comment; without our name it must hold a code."""
LIKELY = re.compile("journe?y-?book|#.*-", re.IGNORECASE)
KNOWN = frozenset((*CODES, *MANUAL))


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Ignore comments that do nothing, or not what they seem to."""
    for path, source in atlas.sources.items():
        if not LIKELY.search(source.text):
            continue
        for number, line in enumerate(source.lines, 1):
            match, other = COMMENT.search(line), OTHER.search(line)
            if match:
                yield from _findings(Place(path, number, match.start() + 1, number, len(line) + 1), match)
            elif other and (other["us"] or other["code"] in KNOWN):
                code = other["code"] if other["code"] in KNOWN else "code"
                where = Place(path, number, other.start() + 1, number, len(line) + 1)
                yield Finding(where, "the comment ignores nothing: it is not written as one that does", f"write '# journeybook: ignore[{code}] reason'")


def _findings(where: Place, match: re.Match[str]) -> Iterator[Finding]:
    codes = [code.strip() for code in (match.group(1) or "").split(",") if code.strip()]
    if not codes:
        named = next((word for word in re.findall(r"[a-z]+(?:-[a-z]+)+", match.group(2)) if word in KNOWN), "code")
        yield Finding(where, "the comment names no code to ignore", f"write '# journeybook: ignore[{named}] reason'")
    for code in codes:
        if code not in KNOWN:
            hint = did_you_mean(code, (*CODES, *MANUAL)) or "'journeybook explain' lists all codes"
            yield Finding(where, f"there is no finding {shown(code)} to ignore", hint)
    if codes and not match.group(2).strip():
        yield Finding(where, "the comment ignores without a reason, so it ignores nothing", "write the reason behind the bracket")
