"""A record's fields as label and value, for every page that shows one: nothing that an author wrote is shown nowhere.

Pages place the fields that matter most by hand and name them in `hide`; all others come from here.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from functools import cache
from typing import Any, NamedTuple

from dateutil.relativedelta import relativedelta

from journeybook.atlas import journey_links
from journeybook.atlas.entry import Entry, Reference
from journeybook.languages import name_of
from journeybook.model import Map, Pain, Part, Record, Step
from journeybook.model.record import fields, reference_fields
from journeybook.model.values import Sort
from journeybook.reading.periods import parse_period
from journeybook.site.link_addresses import address
from journeybook.site.scene import Scene, once_a_page

LEADS_TO_MAPS = frozenset(name for cls in (Map, Step, Pain) for name, _, mark in reference_fields(cls) if mark.kind in ("map", "step"))
"""Fields whose target may be a map that this build leaves out; its very name must not be told then."""


class Text(NamedTuple):
    """A value in the author's words."""

    text: str


class Link(NamedTuple):
    """A value that leads somewhere. `href` is empty where there is no page; `note` qualifies the link ("unconfirmed"), `lang` is
    the language of its text where that is not the page's."""

    text: str
    href: str
    note: str = ""
    kind: str = ""
    lang: str = ""


class Nested(NamedTuple):
    """A value that has fields of its own."""

    facts: tuple[Fact, ...]


class Fact(NamedTuple):
    """One field: its label and its values."""

    key: str
    label: str
    values: tuple[Text | Link | Nested, ...]


def facts(scene: Scene, entry: Entry, part: Part | None = None, hide: Collection[str] = ()) -> tuple[Fact, ...]:
    """The fields of `part` (or of `entry` itself) that hold something, in the order of their declaration."""
    part = part if part is not None else entry.record
    found = []
    cls: type[Part] = type(part)
    for name, key, sort in _fields(cls, frozenset(hide)):
        value = getattr(part, name)
        if value is None or (not value and value in ((), {})):
            continue
        values = _references(scene, entry, part, name, value) if sort in ("names", "by name") else _values(scene, entry, sort, value)
        if values:
            found.append(Fact(key, scene.words.get(f"field.{key}", key), tuple(values)))
    found += [Fact(key, own_label(key), tuple(free_values(value))) for key, value in part.own.items() if key not in hide]
    return tuple(found)


def own_label(key: str) -> str:
    """What an organisation's own key is called: x-cost-centre is "Cost centre"."""
    name = key.removeprefix("x-").replace("-", " ").replace("_", " ").strip()
    return name[:1].upper() + name[1:]


def minus(text: str) -> str:
    """A text that begins with a number below zero, with the sign that other numbers have."""
    return re.sub(r"^-(?=\d)", "−", text)


@cache
def _fields(cls: type[Part], hide: frozenset[str]) -> tuple[tuple[str, str, Sort], ...]:
    """The fields of `cls` that are shown: (attribute, key in YAML, what it holds)."""
    return tuple(it for it in fields(cls) if it[1] not in hide and it[2] != "id")


def link(scene: Scene, entry: Entry, sure: bool = True) -> Link:
    """A link to a record, with "unconfirmed" behind it where the author was not sure."""
    found = _sure(scene, entry)
    return found if sure else found._replace(note=scene.words("unconfirmed"))


@once_a_page
def _sure(scene: Scene, entry: Entry) -> Link:
    return Link(entry.label, scene.href(entry), "", entry.kind, foreign(scene, entry))


def foreign(scene: Scene, entry: Entry) -> str:
    """The language of `entry` where it is not that of the page."""
    lang = scene.atlas.lang_of(entry)
    return "" if lang == scene.words.code else lang


def links(scene: Scene, entry: Entry, name: str, part: Part | None = None) -> tuple[Link, ...]:
    """The records that a field names, as links; what names no record, as plain text."""
    part = part if part is not None else entry.record
    value = getattr(part, name)
    if not value:
        return ()
    found = _references(scene, entry, part, name, value)
    return tuple(item if isinstance(item, Link) else Link(_plain(item), "") for item in found)


def _plain(value: Text | Nested) -> str:
    return value.text if isinstance(value, Text) else ""


def _references(scene: Scene, entry: Entry, part: Part, name: str, value: Any) -> list[Any]:
    by_step = {reference.at: reference for reference in scene.atlas.named_by(part, name)}
    if isinstance(value, dict):
        return [_pair(scene, entry, role, inner, by_step.get(role)) for role, inner in value.items()]
    found: list[Any] = []
    texts = value if isinstance(value, tuple) else (value,)
    for number, text in enumerate(texts):
        reference = by_step.get(number)
        if reference is not None:
            found.append(link(scene, reference.target, reference.sure))
        elif not isinstance(text, Record) and name not in LEADS_TO_MAPS:
            found.append(Text(scene.words("unknown") if text == "?" else str(text)))
    return found


def _pair(scene: Scene, entry: Entry, role: str, inner: Any, reference: Reference | None) -> Nested:
    label = reference.target.label if reference is not None else role
    values = facts(scene, entry, inner) if isinstance(inner, Part) else ()
    return Nested((Fact(role, label, (Nested(values),) if values else (Text(str(inner)),)),))


def _values(scene: Scene, entry: Entry, sort: Sort, value: Any) -> list[Any]:
    if isinstance(value, Part):
        nested = facts(scene, entry, value)
        return [Nested(nested)] if nested else []
    if isinstance(value, tuple):
        return [item for inner in value for item in _values(scene, entry, sort, inner)]
    if isinstance(value, dict):
        return [Nested((Fact(str(name), str(name), tuple(free_values(inner))),)) for name, inner in value.items()]
    return _own_link(scene, str(value)) if sort == "link" else [Text(shown(scene, sort, value))]


def _own_link(scene: Scene, target: str) -> list[Any]:
    """What an author linked to: a record of the atlas by its name, everything else by its address."""
    if target.startswith(journey_links.SCHEME):
        try:
            return [link(scene, journey_links.resolve(scene.atlas, target))]
        except journey_links.Unknown:
            return []  # perhaps a map that this build leaves out, whose very id must not be told
    return [Link(target, address(scene, target))]


def shown(scene: Scene, sort: Sort, value: Any) -> str:
    """One plain value in the reader's words where it is a choice, a date, a number, a duration; else as its author wrote it: an
    author's own word is never replaced by one of ours, even where it happens to be one of our choices."""
    if isinstance(value, bool):
        return scene.words("yes" if value else "no")
    if isinstance(value, datetime.date):
        return scene.words.date(value)
    if isinstance(value, float | int):
        return _number(scene, sort, value)
    text = str(value)
    if sort == "choice":
        return scene.words.get(f"choice.{text}", text)
    if sort == "lang":
        return name_of(text)
    if sort == "period":
        return period(scene, text)
    if sort in ("duration", "time"):
        return scene.words.duration(text)
    return scene.words.period(text) if sort == "date" else minus(text)


def _number(scene: Scene, sort: Sort, value: float | int) -> str:
    if sort == "share":
        return scene.words.share(value)
    if sort == "severity":
        return f"{value} {scene.words(f'severity.{value}')}"
    number = scene.words.written(value)
    often = scene.words.get(f"frequency.{value:g}", "") if sort == "frequency" else ""
    return scene.words("frequency.of", word=often, n=number) if often else number


def period(scene: Scene, text: str) -> str:
    """A time between two dates in the reader's words: quarterly → 3 months; as it is where it cannot be read."""
    span = parse_period(text)
    if span is None:
        return text
    return scene.words.span({unit: abs(getattr(span, unit)) for unit in ("years", "months", "days") if getattr(span, unit)})


def age(scene: Scene, day: datetime.date) -> str:
    """How long ago a day was: in days, from a month on in months, from two years on in years; empty for a day to come."""
    past = relativedelta(scene.today, day)
    months = past.years * 12 + past.months
    if day > scene.today:
        return ""
    if months >= 24:
        return scene.words("n_years", n=past.years)
    return scene.words("n_months", n=months) if months else scene.words("n_days", n=(scene.today - day).days)


def free_values(value: Any) -> list[Any]:
    """The values of an organisation's own key, whatever their shape."""
    if isinstance(value, dict):
        return [Nested(tuple(Fact(str(name), str(name), tuple(free_values(inner))) for name, inner in value.items()))]
    if isinstance(value, list):
        return [item for inner in value for item in free_values(inner)]
    return [Text(str(value))]
