"""The reviews that are due, as a calendar file (RFC 5545) that people subscribe to or download.

An event for each map with a due date, a whole day long. Its UID stays when the date moves, so that a subscribed calendar
shows the next review and no heap of old ones; its DTSTAMP is the day of the build, so that a build can be repeated.
"""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Callable, Iterator

from journeybook.atlas.atlas import Atlas
from journeybook.atlas.entry import Entry
from journeybook.insight.reviews import plan_of
from journeybook.languages import Words
from journeybook.model.markup import plain
from journeybook.site.parts import briefs, due, facts
from journeybook.site.scene import Scene

OCTETS = 75
"""So long may a line be, its end not counted."""
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def reviews(atlas: Atlas, today: datetime.date, words: Words, address: Callable[[Entry], str]) -> bytes:
    """The calendar of all reviews that are due, empty where none is. `address` gives a map's full address, or nothing."""
    scene = Scene(atlas, today, words, address, str, str)
    events = [line for map_ in due.reviewed(atlas) for line in _event(scene, map_)]
    if not events:
        return b""
    title = text(f"{atlas.settings.title or words('home.title')}: {words('reviews.title')}")
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Journeybook//Journeybook//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    names = [f"NAME:{title}", f"X-WR-CALNAME:{title}", "REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D"]
    return b"".join(folded(line) for line in [*head, *names, *events, "END:VCALENDAR"])


def _event(scene: Scene, map_: Entry) -> Iterator[str]:
    review = due.review_of(scene, map_)
    if review.due is None or review.due >= datetime.date.max:
        return
    address = scene.href(map_)
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, f'journeybook:{scene.atlas.settings.title or scene.atlas.name}#{map_.id}')}"
    yield f"DTSTAMP:{scene.today:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(review.due)}"
    yield f"DTEND;VALUE=DATE:{_day(review.due + datetime.timedelta(days=1))}"
    yield f"SUMMARY:{text(scene.words('calendar.event', title=plain(map_.label)))}"
    yield f"DESCRIPTION:{text(chr(10).join(_notes(scene, map_)))}"
    if address:
        yield f"URL:{address}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _notes(scene: Scene, map_: Entry) -> Iterator[str]:
    """What the reviewer needs to know: who is answerable, what the last review said, what calls for one before."""
    record, words = map_.record, scene.words
    owners = [plain(owner.text) for owner in briefs.owner_links(scene, map_, own=True)]
    person = [plain(record.owner.person)] if record.owner and record.owner.person else []
    yield words("labelled", label=words("field.owner")) + (words("separator").join([*owners, *person]) or words("no_owner"))
    yield words("labelled", label=words("review.last")) + due.last_review(scene, due.review_of(scene, map_))
    plan, every = plan_of(scene.atlas, map_)
    if every:
        yield words("review.every", every=facts.period(scene, every))
    if plan and plan.triggers:
        yield f"{words('review.triggers')} {words('separator').join(map(plain, plan.triggers))}"


def _day(day: datetime.date) -> str:
    """A day as the format writes it; before the year 1000 `strftime` leaves out zeros."""
    return f"{day.year:04}{day.month:02}{day.day:02}"


def text(value: str) -> str:
    """`value` as a TEXT of the format: escaped, and without characters that no calendar may hold."""
    value = CONTROLS.sub(" ", value.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(r"([\\;,])", r"\\\1", value).replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A line with its end, broken where it is longer than `OCTETS`, never inside a character."""
    parts, room = [b""], OCTETS
    for character in line:
        octets = character.encode()
        if len(parts[-1]) + len(octets) > room:
            parts.append(b"")
            room = OCTETS - 1  # the blank that a continued line begins with
        parts[-1] += octets
    return b"\r\n ".join(parts) + b"\r\n"
