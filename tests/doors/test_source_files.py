"""Maps within the site's own folder: what is read there is no page, and nothing of it is copied into the site."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.structure.files import File, get_files

import journeybook
import links
import sites
from journeybook.doors.mkdocs import source_files

MakeSite = Callable[..., Path]
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg"/>'
OPEN = "title: Open map\naudience: public\nmedia: [{path: shown.svg, alt: A drawing}]\nstages: [{id: a, name: A}]\n"
SECRET = "title: Secret map\naudience: restricted\nmedia: [{path: secret.svg, alt: A secret}]\nstages: [{id: a, name: A}]\n"
PAGE = "# By hand\n\n![a drawing](by%20hand.svg) and [numbers](<../other.csv>) <img src='../in-html.svg'>\n\n[ref]: by-ref.txt\n"
DRAWINGS = ("shown.svg", "secret.svg", "by hand.svg", "in-html.svg", "nobody.svg", "by-ref.txt", "look.css")
FILES = {
    "docs/maps/open.yml": OPEN, "docs/maps/secret.yaml": SECRET, "docs/maps/n.CSV": "metric,date,value\nm,2026-01-01,1\n",
    "docs/maps/.draft.yml": "title: [", "docs/maps/page.md": PAGE, "docs/other.csv": "a,b\n", **{f"docs/maps/{name}": PICTURE for name in DRAWINGS},
}  # fmt: skip


def options(folder: str) -> dict[str, object]:
    plugin = {"journeybook": {"today": sites.TODAY, "folder": folder, "audience": "public"}}
    return {"plugins": ["search", plugin], "extra_css": ["maps/look.css"]}


def test_nothing_of_the_maps_folder_is_copied_but_pages_and_what_they_name(make_site: MakeSite) -> None:
    built = sites.build(make_site(FILES, options("docs/maps")), None, "--strict")
    assert built.code == 0, built.output
    there = {path.removeprefix("maps/"): data for path, data in sites.contents(built.folder).items() if path.startswith("maps/")}
    assert set(there) == {"page/index.html", "by hand.svg", "in-html.svg", "by-ref.txt", "look.css"}
    assert (built.folder / "journeys/files/shown.svg").exists()
    assert (built.folder / "other.csv").exists()
    assert [path for path, data in sites.contents(built.folder).items() if b"ecret" in data or "ecret" in path] == []
    said = "6 files of 'docs/maps' are read and not copied into the site: maps/n.CSV, maps/nobody.svg, maps/open.yml, …"
    assert built.output.count("not copied into the site") == 1
    assert said in built.output
    assert not links.check(built.folder)


def test_where_the_maps_lie_among_everything_only_they_are_left_out(make_site: MakeSite) -> None:
    project = make_site(FILES, options("docs"))
    config = load_config(str(project / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    files = get_files(config)
    for name, source in {"made.csv": {"content": "a,b\n"}, "taken.csv": {"abs_src_path": str(project / "docs/other.csv")}}.items():
        files.append(File.generated(config, name, **source))  # type: ignore[arg-type]

    def gone(folder: str) -> list[str]:
        atlas = journeybook.load(project / folder, datetime.date(2026, 11, 1)).atlas
        return sorted(file.src_uri for file in source_files.left_out(files, project / folder, config, atlas))

    assert gone("docs") == ["maps/n.CSV", "maps/open.yml", "maps/secret.svg", "maps/secret.yaml", "maps/shown.svg", "other.csv"]
    assert gone(".") == gone("docs")
    (project / "journeys").mkdir()
    assert gone("journeys") == []
