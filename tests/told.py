"""What the pages of a small atlas say: from YAML and the text of a CSV file to the words that a reader sees."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

import journeybook
from journeybook.languages import Words
from journeybook.site import pages, render
from journeybook.site.flowchart.engines import OwnEngine
from journeybook.site.scene import Scene

TODAY = datetime.date(2026, 11, 23)
MAP = {"title": "A map", "id": "m", "stages": [{"id": "a", "name": "First"}, {"id": "b", "name": "Second"}]}


def scene(folder: Path, library: dict[str, Any], rows: str, map_: dict[str, Any] | None = None, lang: str = "en") -> Scene:
    """The atlas of one map `m` with the stages `a` and `b`, a library and the CSV file `n.csv`, without an error."""
    files = {"m.yml": {**MAP, **(map_ or {})}, "library.yml": library}
    for name, content in files.items():
        (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    if rows:
        (folder / "n.csv").write_text(rows, encoding="utf-8")
    atlas, problems = journeybook.load(folder, TODAY)
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    return Scene(atlas, TODAY, Words(lang), lambda entry: "#".join(pages.location(entry)), str, lambda path: f"edit/{path}")


def markup(scene: Scene, path: str) -> str:
    """The page at `path` as it is published."""
    page = next(page for page in pages.pages(scene.atlas, scene.words) if page.path == path)
    return render.render(page, scene, OwnEngine(), render.Glossary.of(scene.atlas))


def text(scene: Scene, path: str) -> str:
    """The text of a page, white space squeezed and every blank a plain one."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", markup(scene, path)))).replace("\u00a0", " ").replace(" ,", ",")


Teller = Callable[..., Callable[[str], str]]


def teller(folder: Path) -> Teller:
    """`teller(folder)(library, rows)` gives what the pages of that atlas say, by their path."""

    def told(*parts: Any, **more: Any) -> Callable[[str], str]:
        made = scene(folder, *parts, **more)
        return lambda path: text(made, path)

    return told
