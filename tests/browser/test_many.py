"""Maps larger than anybody draws: every stage, step and lane still stands below its head and beside its name."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import journeybook
from journeybook.languages import Words
from journeybook.site import pages, render
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.own_assets import style_sheet
from journeybook.site.scene import Scene

TODAY = datetime.date(2026, 11, 23)
STAGES = "title: A\nstages:\n" + "".join(f"  - {{name: Stage {n}, feels: {n % 5 - 2}, does: It, group: G{n // 170}}}\n" for n in range(340))
STEPS = "title: A\nstages:\n" + "".join(f"  - {{name: S{n}, steps: [{', '.join(f'{{name: T{n}-{k}, does: It}}' for k in range(170))}]}}\n" for n in range(3))
LANES = "title: A\nstages:\n" + "".join(f"  - {{name: S{n}, does: It, {', '.join(f'x-l{k}: v{k}' for k in range(90))}}}\n" for n in range(3))
OWN = "lanes: [does, " + ", ".join(f"{{id: x-l{k}, name: Lane {k}}}" for k in range(90)) + "]\n"
PLACED = """
() => {
  const all = (selector) => [...document.querySelectorAll(selector)], box = (it) => it.getBoundingClientRect();
  const near = (one, other) => Math.abs(one - other) < 2;
  const below = (cards, heads) => cards.filter((it, at) => !near(box(it).left, box(heads[at]).left) || !near(box(it).width, box(heads[at]).width)).length;
  const names = all(".jb-lane-head").filter((it) => !it.closest("figure") && !it.matches(".jb-run-name")), last = all(".jb-stage").at(-1);
  const beside = all(".jb-cell").filter((it) => it.closest(".jb-stage") === last).map((it) => box(it).top);
  return {
    stages: [all(".jb-stage").length, below(all(".jb-stage"), all(".jb-head"))],
    steps: [all("section.jb-step").length, below(all("section.jb-step"), all(".jb-stepname"))],
    groups: all(".jb-group").map((it) => Math.round(box(it).width / box(all(".jb-head")[0]).width)),
    rows: [names.length, new Set(names.map((it) => Math.round(box(it).top))).size, names.filter((it) => !beside.some((top) => near(top, box(it).top))).length],
  };
}
"""


def placed(tmp_path: Path, served: Callable, window: Callable, map_: str, settings: str = "title: X\n") -> dict:
    """Where things stand on a map's page, which is made of our own style sheet alone."""
    folder = tmp_path / "journeys"
    folder.mkdir()
    (folder / "a.yml").write_text(map_, encoding="utf-8")
    (folder / "atlas.yml").write_text(settings, encoding="utf-8")
    atlas, problems = journeybook.load(folder, TODAY)
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    page = next(page for page in pages.pages(atlas, Words("en")) if page.kind.name == "map")
    html = render.render(page, Scene(atlas, TODAY, Words("en"), str, str, str), OwnEngine(), render.Glossary())
    (tmp_path / "style.css").write_text(style_sheet(), encoding="utf-8")
    head = "<!doctype html><title>a</title><link rel=icon href='data:,'><link rel=stylesheet href=style.css>"
    (tmp_path / "a.html").write_text(head + html, encoding="utf-8")
    with window(served(tmp_path)) as it:
        it.show("a.html")
        it.page.evaluate("document.querySelectorAll('[data-jb-view]').forEach((it) => { it.checked = true; })")
        return it.page.evaluate(PLACED)


def test_hundreds_of_stages(tmp_path: Path, served: Callable, window: Callable) -> None:
    found = placed(tmp_path, served, window, STAGES)
    assert found["stages"] == [340, 0]
    assert found["groups"] == [170, 170]


def test_hundreds_of_steps_in_a_stage(tmp_path: Path, served: Callable, window: Callable) -> None:
    found = placed(tmp_path, served, window, STEPS)
    assert found["stages"] == [3, 0]
    assert found["steps"] == [510, 0]


def test_ninety_lanes(tmp_path: Path, served: Callable, window: Callable) -> None:
    assert placed(tmp_path, served, window, LANES, OWN)["rows"] == [91, 91, 0]
