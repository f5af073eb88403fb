"""How heavy pages are. Bytes are the same on every machine, so that a limit says no more than what is written here."""

from __future__ import annotations

import gzip
from pathlib import Path


def test_the_heaviest_map_is_light(site: Path) -> None:
    """Compressed, as it is sent. The goal is 40 KB; the texts of the heaviest alone, which is written in Chinese, are 22 KB of it."""
    packed = {page.parent.name: len(gzip.compress(page.read_bytes(), 9, mtime=0)) for page in (site / "journeys" / "maps").glob("*/index.html")}
    heaviest = max(packed, key=lambda name: packed[name])
    assert len(packed) >= 20
    assert packed[heaviest] < 51_500, heaviest
