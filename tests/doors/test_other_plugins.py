"""Other plugins change our pages, and pages with our views, as they change any page; the search reads the same all the while."""

from __future__ import annotations

import base64
import json
import os
import re
from collections.abc import Callable
from importlib.metadata import EntryPoint
from importlib.util import find_spec
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

import sites
from doors.test_preview import Preview

MakeSite = Callable[..., Path]
PRIORITIES = (200, 100, 50, 0, -50, -100, -200)
PLUGINS = f'''
import base64
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority


def mark(priority):
    @event_priority(priority)
    def on_page_context(self, context, *, page, config, nav):
        page.content += f"<!-- {{type(self).__name__}} {{priority}} -->"

    return on_page_context


class Before(BasePlugin):
    """Marks each page, at many priorities."""

    on_page_context = CombinedEvent(*map(mark, {PRIORITIES}))


class After(Before):
    """The same, listed elsewhere."""


class Hiding(BasePlugin):
    """Hides each page as encrypting plugins do: what it was when its content was made, when its context is made."""

    def on_page_content(self, html, *, page, config, files):
        page.hidden = base64.b64encode(html.encode()).decode()

    def on_page_context(self, context, *, page, config, nav):
        page.content = f"<p>{{page.hidden}}</p>"
'''
MAP = """title: Buying shoes
id: shoes
summary: Hush hush.
stages: [{id: choose, name: Secretly chosen, feels: -2, pains: [{id: slow, text: Takes a week, severity: 4}]}]
"""
FILES = {
    "journeys/shoes.yml": MAP,
    "docs/own.md": "# Own\n\nWritten by hand, see [there](journeys/maps/shoes.md#choose).\n\n```journeybook\nview: pains\nmap: shoes\n```\n",
}


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Where Python finds the plugins `before`, `after` and `hiding`."""
    folder = tmp_path / "installed"
    (folder / "marking-1.dist-info").mkdir(parents=True)
    (folder / "marking.py").write_text(PLUGINS, encoding="utf-8")
    (folder / "marking-1.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: marking\nVersion: 1\n", encoding="utf-8")
    names = "\n".join(f"{name.lower()} = marking:{name}" for name in ("Before", "After", "Hiding"))
    (folder / "marking-1.dist-info/entry_points.txt").write_text(f"[mkdocs.plugins]\n{names}\n", encoding="utf-8")
    return os.pathsep.join((str(folder), *filter(None, (os.environ.get("PYTHONPATH"),))))


def plugins(*names: str) -> list[object]:
    return [{"journeybook": {"today": sites.TODAY}} if name == "journeybook" else name for name in names]


def article(page: str) -> str:
    """What a page says between the theme's parts around it."""
    return page.partition("<article")[2].partition("</article>")[0] or page.partition('role="main"')[2].partition("<footer")[0]


def index(site: sites.Built) -> str:
    return site.text("search/search_index.json")


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_what_other_plugins_add_arrives(theme: str, make_site: MakeSite, tmp_path: Path, path: str) -> None:
    settings = {"theme": {"name": theme}, "plugins": plugins("search", "journeybook")}
    plain = sites.build(make_site(FILES, settings), tmp_path / "plain")
    assert plain.code == 0, plain.output
    settings["plugins"] = plugins("before", "search", "journeybook", "after")
    marked = sites.build(make_site(FILES, settings), tmp_path / "marked", PYTHONPATH=path)
    assert marked.code == 0, marked.output
    pages = [page for page in marked.pages if page != "404.html"]
    assert {"own/index.html", "journeys/index.html", "journeys/maps/shoes/index.html"} <= set(pages)
    for page in pages:
        found = re.findall(r"<!-- (\w+) (-?\d+) -->", marked.text(page))
        assert sorted(found) == sorted((name, str(p)) for name in ("Before", "After") for p in PRIORITIES), page
        assert re.sub(r"<!-- (Before|After) -?\d+ -->", "", marked.text(page)) == plain.text(page), page
    assert index(marked) == index(plain)
    (own,) = [entry for entry in json.loads(index(plain))["docs"] if entry["location"] == "own/"]
    assert "Written by hand" in own["text"]
    assert theme != "material" or 'content="Hush hush."' in plain.text("journeys/maps/shoes/index.html")
    assert "Takes a week" not in own["text"]


@pytest.mark.parametrize("order", [("hiding", "search", "journeybook"), ("search", "journeybook", "hiding")])
def test_what_another_plugin_hides_stays_hidden(order: tuple[str, ...], make_site: MakeSite, path: str) -> None:
    settings = {"plugins": plugins(*order), "validation": {"anchors": "warn"}}
    built = sites.build(make_site(FILES, settings), None, "--strict", PYTHONPATH=path)  # what nobody sees may be linked to
    assert built.code == 0, built.output
    for page in built.pages:
        if page != "404.html":
            shown = article(built.text(page))
            hidden = re.search("<p>([A-Za-z0-9+/=]{24,})</p>", shown)
            assert hidden is not None, page
            whole = base64.b64decode(hidden[1]).decode()
            assert ("Takes a week" in whole) or page not in ("own/index.html", "journeys/maps/shoes/index.html")
            assert not re.search("journeybook[0-9a-f]{12}x", whole), page
            assert not re.search('Takes a week|Secretly|class="jb', shown), page
            assert "Hush hush" not in built.text(page), page
    # A search that is asked after the hiding reads what is hidden, as it does of any page.
    assert ("Takes a week" in index(built)) == (order[0] == "search")


def test_what_a_preview_makes_later_is_hidden_as_well(make_site: MakeSite, tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(path.partition(os.pathsep)[0])
    for name in ("Hiding", "After"):
        installed = EntryPoint(name.lower(), f"marking:{name}", "mkdocs.plugins")
        monkeypatch.setitem(MkDocsConfig.plugins.installed_plugins, name.lower(), installed)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", sites.EPOCH)
    MkDocsConfig.plugins.plugin_cache.clear()
    other = {"journeys/other.yml": "title: Returning shoes\nstages: [I send them back]\n"}
    settings = {"plugins": plugins("search", "hiding", "journeybook", "after"), "site_url": "http://127.0.0.1:8000/"}
    project = make_site({**FILES, **other}, settings)
    preview = Preview(project, tmp_path / "preview")
    entries = json.loads(preview.page("search/search_index.json"))["docs"]
    file = project / "journeys/shoes.yml"
    file.write_text(MAP.replace("shoes", "boots", 1), encoding="utf-8")
    preview.again()
    built = sites.build(project, tmp_path / "built", PYTHONPATH=path)
    assert built.code == 0, built.output
    for page in built.pages:
        if page.endswith("index.html"):
            assert preview.page(page.removesuffix("index.html")) == built.text(page), page
            assert "<!-- After -200 -->" in built.text(page)
    assert len(json.loads(preview.page("search/search_index.json"))["docs"]) == len(entries)


@pytest.mark.skipif(find_spec("encryptcontent") is None, reason="no mkdocs-encryptcontent-plugin here")
@pytest.mark.parametrize("first", [True, False], ids=["listed before us", "listed after us"])
def test_encrypted(first: bool, make_site: MakeSite, path: str) -> None:
    encrypting = {"encryptcontent": {"global_password": "a long password", "kdf_pow": 3}}
    order = ["search", encrypting, *plugins("journeybook")] if first else ["search", *plugins("journeybook"), encrypting]
    built = sites.build(make_site(FILES, {"plugins": order}))
    assert built.code == 0, built.output
    for page in built.pages:
        if page != "404.html":
            assert "mkdocs-encrypted-content" in built.text(page), page
            assert not re.search("Takes a week|Secretly|Hush", built.text(page)), page
    assert "Takes a week" not in index(built)
