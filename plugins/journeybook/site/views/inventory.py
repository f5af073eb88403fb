"""Where do customers meet us? All touchpoints with channel, owner and use, how it feels there, and whether they do their job."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from journeybook.atlas.entry import Entry, holds
from journeybook.site.parts import briefs, facts, meetings, touchpoints
from journeybook.site.parts.meetings import Meeting
from journeybook.site.scene import Scene

COLUMNS = ("channel", "kind", "lowest", "satisfaction", "effectiveness", "consistency")
"""The columns that are left out where no row fills them."""

LAST = (b"\xff\xff", "")
"""Where touchpoints without a channel are sorted."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A touchpoint in a line. `satisfaction` is the lowest and `importance` the highest rating where it is met."""

    link: facts.Link
    channel: tuple[facts.Link, ...]
    kind: str
    owners: tuple[facts.Link, ...]
    maps: tuple[facts.Link, ...]
    places: int
    lowest: briefs.FeelingBrief | None
    lowest_link: facts.Link | None
    satisfaction: float | None
    importance: float | None
    effectiveness: float | None
    effectiveness_word: str
    effectiveness_note: str
    consistency: str
    agrees: bool
    consistency_note: str


@dataclass(frozen=True, kw_only=True)
class Inventory:
    """All touchpoints; how many of them nobody owns, and how many no map uses. `filled` tells which columns have content."""

    rows: tuple[Row, ...]
    unowned: int
    unused: int
    filled: dict[str, bool]


def view(scene: Scene, _: Entry | None) -> Inventory:
    """The touchpoints of the atlas, by channel, then by name."""
    rows = [_row(scene, touchpoint) for touchpoint in scene.atlas.library["touchpoint"].values()]
    rows.sort(key=lambda row: ([scene.words.order(it.text) for it in row.channel] or [LAST], scene.words.order(row.link.text)))
    filled = {name: any(getattr(row, name) not in ("", None, ()) for row in rows) for name in COLUMNS}
    unowned, unused = sum(1 for row in rows if not row.owners), sum(1 for row in rows if not row.places)
    return Inventory(rows=tuple(rows), unowned=unowned, unused=unused, filled=filled)


def _row(scene: Scene, touchpoint: Entry) -> Row:
    record, words = touchpoint.record, scene.words
    met = meetings.meetings(scene.atlas, touchpoint)
    low = meetings.lowest(met)
    aspects, resource = touchpoints.consistency(scene, touchpoint), record.resource
    return Row(
        link=facts.link(scene, touchpoint),
        channel=facts.links(scene, touchpoint, "channel"),
        kind=words(f"choice.{record.kind_}") if record.kind_ else "",
        owners=briefs.owner_links(scene, touchpoint, own=True),
        maps=tuple(facts.link(scene, map_) for map_ in meetings.maps_of(met)),
        places=len(met),
        lowest=briefs.feeling(scene, low.entry, low.moment.feels) if low else None,
        lowest_link=facts.link(scene, low.entry) if low else None,
        satisfaction=min(_ratings(met, "satisfaction"), default=None),
        importance=max(_ratings(met, "importance_customer"), default=None),
        effectiveness=resource.effectiveness if resource else None,
        effectiveness_word=touchpoints.scaled(scene, "effectiveness", resource.effectiveness if resource else None),
        effectiveness_note=(resource.note or "") if resource else "",
        consistency=touchpoints.consistency_words(scene, touchpoint),
        agrees=all(aspect.agreement == "consistent" for aspect in aspects),
        consistency_note=(record.consistency.note or "") if record.consistency else "",
    )


def _ratings(met: Iterable[Meeting], name: str) -> list[float]:
    """What the moments in maps that hold are rated."""
    ratings = [getattr(it.moment, "rating", None) for it in met if holds(it.entry.map)]
    return [value for rating in ratings if (value := getattr(rating, name, None)) is not None]
