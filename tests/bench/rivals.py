"""The same maps as a MkDocs project, once for Journeybook and once for each of the other ways that people take.

All have the same theme, search and Markdown extensions. `plain` has a page for every map that somebody wrote beforehand;
`gen-files` and `macros` read the YAML while the site is built, as scripts for these plugins are usually written; their
twins with `-c` load it with PyYAML's C parser, which few scripts do.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from tests.bench.maker import Maker
from tests.bench.measure import Failed
from tests.bench.workshop import TODAY
from tests.bench.written import names_of, page

SITE = """site_name: Bench
theme: {name: material, font: false}
nav: [index.md]
not_in_nav: /maps/
markdown_extensions:
  - admonition
  - attr_list
  - tables
  - toc: {permalink: true}
  - pymdownx.superfences:
      custom_fences: [{name: mermaid, class: mermaid, format: !!python/name:pymdownx.superfences.fence_code_format '' }]
plugins:
  - search
"""
PLUGINS = {
    "journeybook": f"  - journeybook: {{today: {TODAY}}}",
    "plain": "",
    "gen-files": "  - gen-files: {scripts: [pages.py]}",
    "macros": "  - macros",
}
GEN_FILES = """
import pathlib
import mkdocs_gen_files
import yaml
from tests.bench.written import names_of, page

names = names_of(yaml.load(pathlib.Path("journeys/library.yml").read_text(encoding="utf-8"), yaml.{loader}))
for path in sorted(pathlib.Path("journeys/maps").rglob("*.yml")):
    map_ = yaml.load(path.read_text(encoding="utf-8"), yaml.{loader})
    with mkdocs_gen_files.open(f"maps/{{map_['id']}}.md", "w") as out:
        out.write(page(map_, names))
"""
MACROS = """
import pathlib
import yaml
from tests.bench.written import names_of, page

def define_env(env):
    names = names_of(yaml.load(pathlib.Path("journeys/library.yml").read_text(encoding="utf-8"), yaml.{loader}))

    @env.macro
    def journey(path):
        return page(yaml.load(pathlib.Path("journeys", path).read_text(encoding="utf-8"), yaml.{loader}), names)
"""
NEEDED = {"gen-files": ("mkdocs_gen_files", "mkdocs-gen-files"), "macros": ("mkdocs_macros", "mkdocs-macros-plugin")}


def write_site(folder: Path, name: str, maps: int, atlas: Path) -> None:
    """Writes the project that `name` builds from the `maps` maps in the folder `atlas`."""
    kind, loader = name.removesuffix("-c"), "CSafeLoader" if name.endswith("-c") else "SafeLoader"
    if kind in NEEDED and find_spec(NEEDED[kind][0]) is None:
        raise Failed(f"needs `pip install {NEEDED[kind][1]}`")
    index = "".join(f"- [{title}]({address}.md)\n" for title, address in _listed(kind, maps))
    files = {"docs/index.md": f"# All journeys\n\n{index}"}
    if kind == "gen-files":
        files["pages.py"] = GEN_FILES.format(loader=loader)
    elif kind == "macros":
        files["main.py"] = MACROS.format(loader=loader)
    files |= dict(_pages(kind, maps))
    files["mkdocs.yml"] = SITE + PLUGINS[kind]  # the last one: says that all are there
    if kind != "plain":
        shutil.copytree(atlas, folder / "journeys", dirs_exist_ok=True)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def _listed(kind: str, maps: int) -> Iterator[tuple[str, str]]:
    """The maps on the first page; Journeybook has its own list of them."""
    if kind == "journeybook":
        yield "The journeys", "journeys/index"
    else:
        yield from ((map_["title"], f"maps/{map_['id']}") for map_ in map(Maker(maps).map, range(maps)))


def _pages(kind: str, maps: int) -> Iterator[tuple[str, str]]:
    """The pages that are there before the site is built."""
    maker = Maker(maps)
    if kind == "plain":
        names = names_of(maker.library())
        for number in range(maps):
            map_ = maker.map(number)
            yield f"docs/maps/{map_['id']}.md", page(map_, names)
    elif kind == "macros":
        for path, map_ in maker.files():
            if path.startswith("maps/"):
                yield f"docs/maps/{map_['id']}.md", f'{{{{ journey("{path}") }}}}\n'
