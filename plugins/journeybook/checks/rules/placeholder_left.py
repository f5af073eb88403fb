"""A text is still the placeholder of a template, and would be read as if it meant something.

Replace it, or leave the line out: what is absent is not shown. In drafts, `TODO` and the like may stand for a while; in
a map that is in review or live, readers would meet them.

    name: <Name of the stage>     # wrong
    does: TODO                    # wrong in a map that is in review or live
    name: I pay                   # right
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.checks.rules.finding import Finding
from journeybook.insight.glossary_uses import text_fields
from journeybook.model import find
from journeybook.model.texts import texts_in
from journeybook.reading.problem import shown
from journeybook.reading.tree import Scalar, place, walk

LEVEL = "warning"
OF_TEMPLATE = re.compile(
    r"<[^<>/@:]*[^\W\d][^<>/@:]*>|\[[^\[\]]*[^\W\d_]{3}[^\[\]]*\]|\{\{?[^{}]+\}?\}|(?i:lorem ipsum\b.*)|(?i:x{3,}|your .{1,20} here)|[（(]?(?:请填写|请输入|此处填写).*",
    re.DOTALL,
)
"""What no author means as it stands."""
TO_DO = re.compile(r"(?i:to ?do|tbd|tbc|fixme|wip|platzhalter|offen|folgt|noch offen|待补充|待定|待完善)[\s.:!…]*|\?{2,}|\.{3}|…")
"""What says that the text is to come."""


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Texts that are nothing but a placeholder."""
    unfinished = {map_.record.file for map_ in atlas.maps.values() if map_.record.status not in ("in-review", "live")}
    for part in atlas.parts:
        for name, key in text_fields(type(part)):
            for text in texts_in(getattr(part, name)):
                if len(text) > 120 or not (OF_TEMPLATE.fullmatch(text) or (TO_DO.fullmatch(text) and part.file not in unfinished)):
                    continue
                held = (inner for inner in walk(find(part.node, (key,))) if isinstance(inner, Scalar) and inner == text)
                where = next((place(part.file, inner) for inner in held), part.place(key))
                yield Finding(where, f"{shown(text)} is the placeholder of a template, and no text", "write what is meant, or leave the line out")
