"""Where a link that an author wrote leads from a page: to a record, to a page of the site, or to another site."""

from __future__ import annotations

from journeybook.atlas import journey_links
from journeybook.insight.written_links import is_relative
from journeybook.reading.link_targets import safe_target
from journeybook.site.scene import Scene


def address(scene: Scene, target: str) -> str:
    """Where a link to `target` leads from the page of `scene`; empty where it may lead nowhere, or there is nothing."""
    if target.startswith(journey_links.SCHEME):
        try:
            return scene.href(journey_links.resolve(scene.atlas, target))
        except journey_links.Unknown:
            return ""
    if not safe_target(target):
        return ""
    return scene.page_href(target) if is_relative(target) else target
