"""The links that authors write in an atlas: the field `link`, and Markdown links in every text.

An address with a scheme is taken as it is. `journey:` and what follows names a record (`journey_links`). Everything else is
resolved as if it stood in a page at the top of the documentation, so that it leads to the same page from wherever it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from journeybook.atlas import journey_links
from journeybook.atlas.atlas import Atlas, remembered
from journeybook.insight.glossary_uses import text_fields
from journeybook.model import Part, Record, markup
from journeybook.model.texts import texts_in
from journeybook.reading.link_targets import safe_target
from journeybook.reading.problem import Place


class WrittenLink(NamedTuple):
    """A link as its author wrote it, and what holds it."""

    target: str
    part: Part
    field: str

    @property
    def place(self) -> Place:
        """Where the field stands that holds the link."""
        return self.part.place(self.field)


@remembered
def written(atlas: Atlas) -> tuple[WrittenLink, ...]:
    """Every link of `atlas`, in the order of the files."""
    found: list[WrittenLink] = []
    for part, field, text in _places(atlas):
        targets = (text,) if field == "link" else markup.targets(text)
        found += (WrittenLink(target, part, field) for target in targets)
    return tuple(found)


def refused(atlas: Atlas) -> Iterator[WrittenLink]:
    """Every link of `atlas` that leads where no link may, so that no page shows it as one."""
    for part, field, text in _places(atlas):
        if field != "link":
            yield from (WrittenLink(target, part, field) for target in markup.refused(text))
        elif not text.startswith(journey_links.SCHEME) and not safe_target(text):
            yield WrittenLink(text, part, field)


@remembered
def _places(atlas: Atlas) -> tuple[tuple[Part, str, str], ...]:
    """Where links may stand: each field `link`, and each text that looks as if it held one, with its record and its field."""
    found: list[tuple[Part, str, str]] = []
    for part in atlas.parts:
        if isinstance(part, Record) and part.link:
            found.append((part, "link", part.link))
        for name, key in text_fields(type(part)):
            found += ((part, key, text) for text in texts_in(getattr(part, name)) if "](" in text)
    return tuple(found)


def is_relative(target: str) -> bool:
    """Whether `target` is to be looked for in the site's own folder: it has no scheme and does not begin at a root."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc and bool(parts.path) and not parts.path.startswith("/")


def divided(target: str) -> tuple[str, str]:
    """A relative target as the path of a file, and what follows it (a question, an anchor)."""
    end = re.search(r"[?#]|$", target)
    assert end is not None
    return unquote(target[: end.start()]), target[end.start() :]
