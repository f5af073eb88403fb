"""Every anchor of a page is there once, whatever authors call their steps and whatever they were called before."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path

import pytest
from lxml import html

import journeybook
from journeybook.atlas.entry import SECTIONS
from journeybook.languages import Words
from journeybook.site import pages, render
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.scene import Scene

TODAY = datetime.date(2026, 11, 23)
FULL = """
title: All of it
id: all
owner: Shop
metrics: [Conversion]
evidence: [Talks]
stages:
  - {{id: begin, name: Begin, owner: Shop, feels: 1, moment_of_truth: true, touchpoints: [Page], pains: [{{id: slow, text: Slow, severity: 3, aliases: [dear]}}]}}
{steps}
  - {{id: end, name: End, owner: Till, handoff: x}}
pains: [{{id: dear, text: Dear, severity: 1, aliases: [slow, costly]}}]
gains: [{{id: light, text: Light}}]
opportunities: [{{id: better, title: Better, pains: [slow]}}]
improvements:
  - {{id: fast, title: Fast, opportunity: better, value: 3, effort: 2, status: done, shipped: 2026-11-02, metric: Conversion, aliases: [quick, quick]}}
  - {{id: quick, title: Quick, value: 2, effort: 2}}
"""


def anchors(folder: Path, steps: str) -> Counter[str]:
    """How often each anchor stands on the page of a map with these stages."""
    (folder / "all.yml").write_text(FULL.format(steps=steps).replace(", handoff: x", ""), encoding="utf-8")
    atlas, _ = journeybook.load(folder, today=TODAY)
    scene = Scene(atlas, TODAY, Words("en"), lambda entry: "#".join(pages.location(entry)), str, str)
    (page,) = (page for page in pages.pages(atlas, scene.words) if page.path == "maps/all")
    root = html.fromstring(render.render(page, scene, OwnEngine(), render.Glossary()))
    return Counter(root.xpath("//@id"))


def test_sections_are_known_by_name(tmp_path: Path) -> None:
    found = set(anchors(tmp_path, ""))
    own = {name for name in found if not name.startswith(("_", "pain-", "gain-", "opportunity-", "improvement-", "flow-", "funnel-", "row-"))}
    assert own - {"begin", "end"} <= SECTIONS
    assert {"map", "pains", "backlog", "evidence"} <= own


@pytest.mark.parametrize("name", sorted(SECTIONS | {"pain-slow", "flow-0", "row-1", "improvement-fast"}))
def test_a_step_may_be_called_like_a_section(tmp_path: Path, name: str) -> None:
    found = anchors(tmp_path, f"  - {{id: {name}, name: So called}}\n")
    assert found[f"_{name}"] == 1
    assert [anchor for anchor, times in found.items() if times > 1] == []


def test_earlier_ids_that_mean_something_else_today_are_no_anchors(tmp_path: Path) -> None:
    found = anchors(tmp_path, "  - {id: first, name: First, aliases: [second, third, map]}\n  - {id: second, name: Second, aliases: [third]}\n")
    assert [anchor for anchor, times in found.items() if times > 1] == []
    assert {"third", "_map", "pain-costly", "pain-slow", "pain-dear", "improvement-quick"} <= set(found)


def test_an_earlier_id_that_is_the_id_still_is_no_second_anchor(tmp_path: Path) -> None:
    found = anchors(tmp_path, "  - {id: pay, name: Pay, aliases: [pay, bill], pains: [{id: long, text: Long, aliases: [long]}]}\n")
    assert (found["pay"], found["bill"], found["pain-long"]) == (1, 1, 1)
    assert [anchor for anchor, times in found.items() if times > 1] == []
