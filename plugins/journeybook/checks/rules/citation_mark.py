"""A text holds the mark with which a chat assistant cites its source.

Such a mark led to a source in the chat, and leads nowhere once it is copied out of it. What supports the text is its
`evidence`.

    pains: [The form asks for too much【4†source】]                        # wrong
    pains: [{text: The form asks for too much, evidence: [survey]}]       # right
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.reading.problem import shown
from journeybook.reading.tree import Scalar, walk

LEVEL = "warning"
MARK = re.compile(
    r"【\d+(?::\d+)?[†‡][^】\n]*】|:{0,2}contentReference\[oaicite:\d+\](?:\{index=\d+\})?|\[?oaicite:\d+\]?"
    r"|[\ue200-\ue2ff]*(?:file)?cite[\ue200-\ue2ff]*(?:turn\d+[a-z]+\d+[\ue200-\ue2ff]*)+|\[cite(?:_start|_end|: ?\d[\d, ]*)\]|\[\^\d+\^\]"
)

SIGNS = ("†", "‡", "cite", "[^")
"""One of these stands in every mark, and in few texts."""


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """The first such mark of each text."""
    for source in atlas.sources.values():
        likely = any(sign in source.text for sign in SIGNS) and MARK.search(source.text)
        for node in walk(source.tree) if likely else ():
            found = MARK.search(node) if isinstance(node, Scalar) else None
            if found:
                hint = "remove it, and name what it stood for under 'evidence'"
                yield Finding(source.place(node), f"{shown(found[0])} is the mark of a source in a chat with an assistant, and means nothing here", hint)
