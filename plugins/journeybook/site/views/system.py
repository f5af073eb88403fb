"""What stands still without this system? The stages and steps that need it, and the teams that answer for these."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.atlas.entry import Entry
from journeybook.site.parts import briefs, facts, meetings
from journeybook.site.scene import Scene


@dataclass(frozen=True, kw_only=True)
class SystemView:
    """The page of a system."""

    groups: tuple[meetings.Group, ...]
    places: int
    maps: int
    teams: tuple[facts.Link, ...]


def view(scene: Scene, system: Entry) -> SystemView:
    """All that depends on `system`."""
    met = meetings.meetings(scene.atlas, system)
    groups = meetings.groups(scene, met)
    teams = {owner.text: owner for it in met for owner in briefs.owner_links(scene, it.entry)}
    return SystemView(groups=groups, places=len(met), maps=len(meetings.maps_of(met)), teams=tuple(teams.values()))
