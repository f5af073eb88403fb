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


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Ignore comments that do nothing, or not what they seem to."""
    for path, source in atlas.sources.items():
        if "journeybook:" not in source.text:
            continue
        for number, line in enumerate(source.lines, 1):
            match = COMMENT.search(line)
            if match:
                yield from _findings(Place(path, number, match.start() + 1, number, len(line) + 1), match)


def _findings(where: Place, match: re.Match[str]) -> Iterator[Finding]:
    codes = [code.strip() for code in (match.group(1) or "").split(",") if code.strip()]
    if not codes:
        yield Finding(where, "the comment names no code to ignore", "write '# journeybook: ignore[code] reason'")
    for code in codes:
        if code not in CODES and code not in MANUAL:
            known = (*CODES, *MANUAL)
            yield Finding(where, f"there is no finding {shown(code)} to ignore", did_you_mean(code, known))
    if codes and not match.group(2).strip():
        yield Finding(
            where, "the comment ignores without a reason, so it ignores nothing", "write the reason behind the bracket"
        )
