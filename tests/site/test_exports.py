"""Files beside the pages: whatever is in their table is linked from its page, where there is one."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

import journeybook
from journeybook.languages import Words
from journeybook.site import pages, render
from journeybook.site.exports import EXPORTS, Export
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.scene import Scene

TODAY = datetime.date(2026, 11, 1)
MAP = "title: Buying\nreview: {every: 3 months, log: [{date: 2026-10-01, by: Ada}]}\nstages: [{name: I pay, pains: [Slow]}]\n"


def page(folder: Path, path: str, published: set[str]) -> str:
    """The page at `path`, of a site that has the files that are `published`."""
    (folder / "buying.yml").write_text(MAP, encoding="utf-8")
    atlas = journeybook.load(folder, TODAY).atlas
    scene = Scene(atlas, TODAY, Words("en"), lambda entry: entry.id, lambda asked: f"../{asked}" if asked in published else "", str)
    found = next(page for page in pages.pages(atlas, scene.words) if page.path == path)
    return render.render(found, scene, OwnEngine(), render.Glossary())


def test_a_new_file_is_linked_at_the_end_of_its_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(EXPORTS, "pains.csv", Export(path="pains.csv", page="pains", title="kind.pain", make=lambda *_: b"Slow"))
    link = '<p class="jb-download"><a href="../pains.csv">Pain point</a> <span class="jb-note">(pains.csv)</span></p>\n</div>'
    shown = re.sub(r'<svg class="jb-symbols".*?</svg>', "", page(tmp_path, "pains", {"pains.csv"}))
    assert shown.rstrip().endswith(link.replace("Pain point", Words("en")("kind.pain")))
    assert "jb-download" not in page(tmp_path, "pains", set())
    assert "pains.csv" not in page(tmp_path, "backlog", {"pains.csv"})


def test_the_calendar_is_linked_once(tmp_path: Path) -> None:
    assert page(tmp_path, "reviews", {"reviews.ics"}).count("reviews.ics") == 1
