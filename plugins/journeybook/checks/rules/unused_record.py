"""A record of the library is named by nothing.

What nobody refers to gets stale unseen. Remove it, or name it where it belongs. A metric, touchpoint, segment or
channel with numbers counts as used, a term where its word stands in some text, a team that has ended always.

    touchpoints:
      - {id: old-form, name: Old form}     # wrong where no map and no other record names old-form
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.counted_records import KINDS
from journeybook.atlas.entry import Entry
from journeybook.atlas.unreadable import Unread
from journeybook.checks.rules.finding import Finding
from journeybook.checks.rules.subjects import id_place
from journeybook.insight import by_day
from journeybook.reading.problem import shown
from journeybook.reading.yaml_text import Source

BY_ABSENCE = True
LEVEL = "warning"
COMMENT = re.compile(r"(^|\s)#", re.MULTILINE)


def check(atlas: Atlas, today: datetime.date) -> Iterator[Finding]:
    """Library records without any reference; silent while there is no map yet."""
    counted = {(kind, getattr(count, kind)) for count in atlas.counts for kind in KINDS}
    misnamed = Unread(texts=tuple(atlas.misnamed))
    for kind, table in atlas.library.items() if atlas.maps else ():
        for entry in table.values():
            if entry.implied or entry.within is not None or (kind, entry.id) in counted or kind in atlas.miscounted:
                continue
            if kind == "team" and by_day.has_ended(entry.record, today):
                continue
            if any(lost.may_hold(entry.id, entry.label, *entry.record.aliases) for lost in (atlas.unread, misnamed)):
                continue
            if all(reference.source is entry for reference in atlas.referring_to(entry)) and not _stands(atlas, entry):
                where = "no text holds" if kind == "term" else "nothing refers to"
                hint = "remove it, or name it where it belongs"
                yield Finding(id_place(entry.record), f"{where} the {kind} {shown(entry.label)}", hint)


def _stands(atlas: Atlas, entry: Entry) -> bool:
    """Whether the word of a term stands in a text outside its own definition."""
    if entry.kind != "term":
        return False
    edge = r"\b" if entry.label.isascii() and entry.label.replace(" ", "").isalnum() else ""
    word = re.compile(edge + re.escape(entry.label) + edge, re.IGNORECASE)
    sources = atlas.sources.values()
    # Most words stand somewhere as they are, which is found a hundred times quicker than one in whatever case.
    likely = ((source, source.text.find(entry.label)) for source in sources)
    return any(_found(word, source, entry, at) for source, at in likely if at >= 0) or any(_found(word, source, entry) for source in sources)


def _found(word: re.Pattern[str], source: Source, entry: Entry, after: int = 0) -> bool:
    """Whether the word stands in the file, at `after` or behind it, not counting its own definition and comments."""
    own = source.stretch(entry.record.place()) if source.path == entry.record.file else range(0)
    for match in word.finditer(source.text, after):
        begin = source.text.rfind("\n", 0, match.start()) + 1
        if match.start() not in own and not COMMENT.search(source.text, begin, match.start()):
            return True
    return False
