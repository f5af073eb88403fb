"""Draws the flowcharts of all maps of a folder, and works out their ways lanes.

A script of its own, run by the row `drawing`: prints the CPU seconds of both, and how heavy a chart is in its two pictures, compressed.
"""

from __future__ import annotations

import datetime
import gzip
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from journeybook import load
from journeybook.doors.mkdocs.gc_pause import GcPause
from journeybook.languages import Words
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.flowchart.page_words import page_words
from journeybook.site.scene import Scene
from journeybook.site.views import flow, ways_lane

TODAY = datetime.date(2026, 11, 1)
T = TypeVar("T")


def timed(make: Callable[[], T]) -> tuple[float, T]:
    """The CPU seconds of `make`, and what it makes."""
    started = time.process_time()
    made = make()
    return time.process_time() - started, made


def main(folder: Path) -> None:
    """Prints what it takes."""
    atlas, words, engine = load(folder, TODAY).atlas, Words("en"), OwnEngine()
    scenes = {map_: Scene(atlas, TODAY, words, lambda entry: f"#{entry.id}", lambda path: path, lambda path: "") for map_ in atlas.maps.values()}

    def charts() -> list[str]:
        return [engine.draw(drawing, page_words(words)) for map_, scene in scenes.items() for drawing in flow.view(scene, map_).drawings]

    GcPause().seldom()  # as a build has it
    lane, _ = timed(lambda: [ways_lane.view(scene, map_) for map_, scene in scenes.items()])
    chart, drawn = timed(charts)
    print(json.dumps([chart, lane, statistics.median(len(gzip.compress(it.encode(), 6, mtime=0)) for it in drawn) / 1024]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
