"""The pictures of a map or of a moment of it, as far as the site has their files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from journeybook.atlas.entry import Entry
from journeybook.site.scene import Scene


class Picture(NamedTuple):
    """A picture: its address, what stands in its place for who cannot see it, and its caption."""

    src: str
    alt: str
    caption: str


def of(scene: Scene, spot: Entry) -> Iterator[Picture]:
    """The pictures that `spot` names."""
    folder = spot.record.file.rpartition("/")[0]
    for medium in spot.record.media:
        path = "/".join(filter(None, (folder, medium.path)))
        audience = scene.words(f"choice.{medium.audience}") if medium.audience else ""
        caption = " · ".join(filter(None, (medium.caption, audience)))
        if href := scene.path_href(f"files/{path}"):  # not of a file that is not published
            yield Picture(href, medium.alt or "", caption)
