"""A preview shows after an edit what a build from nothing shows, on every page, though it makes few of them at once."""

from __future__ import annotations

import gc
import json
import weakref
from collections.abc import Callable
from pathlib import Path
from wsgiref.util import setup_testing_defaults

import pytest
from jinja2 import Environment
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

import sites
from journeybook.site import render

ADDRESS = "http://127.0.0.1:8000/"
MAP = """title: Getting a card
stages:
  - {id: apply, name: I apply, owner: sales, steps: [{id: fill, name: Fills in the form, touchpoints: [form], does: Types}]}
  - {id: use, name: I use it, owner: service, pains: [{id: slow, text: It takes a week, severity: 4}]}
"""
OTHER = """title: Losing a card
stages:
  - {name: I lose it, steps: [{id: call, name: Calls, touchpoints: [form], continues_in: card#apply}]}
"""
LIBRARY = """teams: [{id: sales, name: Sales}, {id: service, name: Service}]
touchpoints: [{id: form, name: The form, owner: sales}]
"""


class Preview:
    """A preview without a network."""

    def __init__(self, project: Path, site: Path) -> None:
        self.project, self.site = project, site
        config = self.config()
        config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url=ADDRESS)
        server = LiveReloadServer(builder=self.again, host="127.0.0.1", port=8000, root=str(site))
        self.server = config.plugins.on_serve(server, config=config, builder=self.again)

    def config(self) -> MkDocsConfig:
        return load_config(str(self.project / "mkdocs.yml"), site_dir=str(self.site))

    def again(self) -> None:
        build(self.config(), serve_url=ADDRESS)

    def asked(self, path: str) -> tuple[str, str]:
        """The status of the answer to `path`, and what it says."""
        environ = {"PATH_INFO": f"/{path}"}
        setup_testing_defaults(environ)
        said: list[str] = []
        body = b"".join(self.server.get_app()(environ, lambda status, headers: said.append(status)))
        assert len(said) == 1
        return said[0], body.decode("utf-8")

    def page(self, path: str) -> str:
        return self.asked(path)[1]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the pages that are made."""
    found: list[str] = []
    real = render.render

    def noted(page, *rest, **more):
        found.append(page.path)
        return real(page, *rest, **more)

    monkeypatch.setattr(render, "render", noted)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", sites.EPOCH)
    MkDocsConfig.plugins.plugin_cache.clear()
    return found


EDITS = {
    "a text": ("card.yml", "does: Types", "does: Writes by hand"),
    "a title": ("card.yml", "Getting a card", "Getting a card at last"),
    "an owner": ("card.yml", "owner: service", "owner: sales"),
    "a step that goes": ("other.yml", "continues_in: card#apply", "does: Shouts"),
    "a team": ("library.yml", "name: Sales", "name: Sellers"),
    "a page of one's own": ("../docs/own.md", "Mine", "Mine and yours"),
    "the theme": ("../overrides/main.html", "Read me", "Read this"),
    "a mistake in another file": ("other.yml", "stages:", "stagse:"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_every_page_is_up_to_date_for_whoever_asks(edit: str, make_site: Callable[..., Path], tmp_path: Path, made: list[str]) -> None:
    theme = """{% extends "base.html" %}{% block announce %}Read me{% endblock %}"""
    own = {"docs/own.md": "# Mine\n\n## Here\n\nI lose it: [the map](journey:other)\n", "overrides/main.html": theme}
    files = {"journeys/card.yml": MAP, "journeys/other.yml": OTHER, "journeys/library.yml": LIBRARY} | own
    project = make_site(files, {"site_url": ADDRESS, "theme": {"name": "material", "font": False, "custom_dir": "overrides"}})
    preview = Preview(project, tmp_path / "preview")
    everything = len(made)
    name, old, new = EDITS[edit]
    file = project / "journeys" / name
    assert old in file.read_text(encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    made.clear()
    preview.again()
    assert len(made) < everything / 2
    if "mistake" in edit:
        assert "stagse" in preview.page("journeys/")
        assert "stagse" in preview.page("journeys/teams/sales/")
        return
    built = sites.build(project, tmp_path / "built")
    assert built.code == 0, built.output
    for page in built.pages:
        if page.endswith("index.html"):
            assert preview.page(page.removesuffix("index.html")) == built.text(page), page
    assert len(made) <= everything
    index = "search/search_index.json"
    assert json.loads((preview.site / index).read_text(encoding="utf-8")) == json.loads(built.text(index))


OTHERS = {
    "mkdocs_print_site_plugin": "print-site",
    "mkdocs_static_i18n": {"i18n": {"docs_structure": "suffix", "languages": [
        {"locale": "en", "name": "English", "default": True}, {"locale": "zh", "name": "Chinese"},
    ]}},
}  # fmt: skip


@pytest.mark.parametrize("module", OTHERS)
def test_every_page_is_up_to_date_beside_other_plugins(module: str, make_site: Callable[..., Path], tmp_path: Path, made: list[str]) -> None:
    """One writes the contents of all pages into one, the other builds the site once for each language."""
    pytest.importorskip(module)
    files = {"journeys/card.yml": MAP, "journeys/other.yml": OTHER, "journeys/library.yml": LIBRARY, "docs/index.zh.md": "# Hello\n"}
    project = make_site(files, {"site_url": ADDRESS, "plugins": ["search", "journeybook", OTHERS[module]]})
    preview = Preview(project, tmp_path / "preview")
    (project / "journeys/card.yml").write_text(MAP.replace("Getting a card", "Having a card"), encoding="utf-8")
    preview.again()
    built = sites.build(project, tmp_path / "built")
    assert built.code == 0, built.output
    pages = [page for page in built.pages if page.endswith("index.html")]
    assert {"journeys/maps/other/index.html", "zh/index.html" if "i18n" in module else "print_page/index.html"} <= set(pages)
    for page in pages:
        assert preview.page(page.removesuffix("index.html")) == built.text(page), page


def test_pages_that_nobody_asks_for_are_not_made(make_site: Callable[..., Path], tmp_path: Path, made: list[str]) -> None:
    project = make_site({"journeys/card.yml": MAP, "journeys/other.yml": OTHER, "journeys/library.yml": LIBRARY})
    preview = Preview(project, tmp_path / "preview")
    made.clear()
    for words in ("Types fast", "Types slowly"):
        (project / "journeys/card.yml").write_text(MAP.replace("Types", words), encoding="utf-8")
        preview.again()
        assert words in preview.page("journeys/maps/card/")
    assert made == ["maps/card"] * 2
    assert "Losing a card" in preview.page("journeys/maps/other/")
    preview.page("journeys/maps/other/")
    assert made[2:] == ["maps/other"]


def edited(project: Path, words: str) -> None:
    (project / "journeys/card.yml").write_text(MAP.replace("Types", words), encoding="utf-8")


def test_a_page_that_waits_is_written_when_somebody_asks_for_it(make_site: Callable[..., Path], tmp_path: Path, made: list[str]) -> None:
    project = make_site({"journeys/card.yml": MAP, "journeys/other.yml": OTHER, "journeys/library.yml": LIBRARY})
    preview = Preview(project, tmp_path / "preview")
    other = preview.site / "journeys/maps/other/index.html"
    assert other.is_file()
    edited(project, "Types fast")
    preview.again()
    assert not other.exists()
    assert not list(preview.site.rglob("index.html"))  # nor those that people wrote
    assert preview.asked("journeys/maps/other")[0] == "302 Found"  # to the address with the slash
    assert preview.asked("journeys/maps/nobody/")[0].startswith("404")
    for address in ("journeys/maps/other/", "journeys//maps/../maps/other/", "journeys/maps/other/index.html"):
        preview.again()
        assert not other.exists()
        status, page = preview.asked(address)
        assert (status, "I lose it" in page, other.is_file()) == ("200 OK", True, True)


def test_a_build_that_begins_while_somebody_asks(make_site: Callable[..., Path], tmp_path: Path, made: list[str]) -> None:
    """It takes away the page that was just made for them."""
    project = make_site({"journeys/card.yml": MAP, "journeys/other.yml": OTHER, "journeys/library.yml": LIBRARY})
    preview = Preview(project, tmp_path / "preview")
    plugin = preview.config().plugins["journeybook"]
    edited(project, "Types fast")
    preview.again()
    late = LiveReloadServer(builder=preview.again, host="127.0.0.1", port=8000, root=str(preview.site))
    builds = [lambda: None, preview.again, preview.again]

    def serve(environ, start_response):
        builds.pop()()
        return late.serve_request(environ, start_response)

    late.set_app(serve)
    plugin.preview.attach(late)
    preview.server = late
    edited(project, "Types slowly")
    status, page = preview.asked("journeys/maps/other/")
    assert (status, "I lose it" in page, builds) == ("200 OK", True, [])


HOOKS = """import os
seen = []
def on_page_content(html, page, config, files):
    seen.append(("content", page.file.src_uri))
def on_page_context(context, page, config, nav):
    seen.append(("context", page.file.src_uri))
    assert context["page"] is page and page.active
def on_post_page(output, page, config):
    assert "</html>" in output
    if os.path.exists(os.path.join(os.path.dirname(__file__), "fail")):
        raise ValueError("theirs")
    seen.append(("written", page.file.src_uri))
def on_post_build(config):
    config.extra["seen"] = list(seen)
    seen.clear()
"""


def test_what_other_plugins_hear_of_pages_that_wait(make_site: Callable[..., Path], tmp_path: Path, made: list[str]) -> None:
    """All that they may gather something from; and the end of a page when it is written."""
    files = {"journeys/card.yml": MAP, "journeys/other.yml": OTHER, "journeys/library.yml": LIBRARY, "hooks.py": HOOKS}
    project = make_site(files, {"hooks": [str(tmp_path / "project/hooks.py")]})
    preview = Preview(project, tmp_path / "preview")
    configs: list[MkDocsConfig] = []
    real = preview.config
    preview.config = lambda: configs.append(real()) or configs[-1]
    preview.again()
    seen = configs[-1].extra["seen"]
    pages = {uri for kind, uri in seen if kind == "content"}
    assert len(pages) > 10
    assert [uri for kind, uri in seen if kind == "context"] == [uri for kind, uri in seen if kind == "content"]
    assert [uri for kind, uri in seen if kind == "written"] == []
    (project / "fail").touch()
    for _ in range(2):
        status, page = preview.asked("journeys/maps/other/")
        assert (status, "theirs" in page) == ("503 Service Unavailable", True)
    (project / "fail").unlink()
    assert "I lose it" in preview.page("journeys/maps/other/")


def test_what_is_gone_is_forgotten(make_site: Callable[..., Path], tmp_path: Path, made: list[str]) -> None:
    project = make_site({"journeys/card.yml": MAP, "journeys/other.yml": OTHER, "journeys/library.yml": LIBRARY})
    preview = Preview(project, tmp_path / "preview")
    known = preview.config().plugins["journeybook"].preview
    assert "journeys/maps/other.md" in known._made
    assert any(uri == "journeys/maps/other.md" for _, uri in known.searched)
    (project / "journeys/other.yml").unlink()
    preview.again()
    assert preview.asked("journeys/maps/other/")[0].startswith("404")
    assert "journeys/maps/card.md" in known._made
    assert "journeys/maps/other.md" not in known._made
    assert all(uri != "journeys/maps/other.md" for _, uri in known.searched)


def test_the_theme_is_compiled_once(make_site: Callable[..., Path], tmp_path: Path, made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    project = make_site({"journeys/card.yml": MAP, "journeys/library.yml": LIBRARY}, {"theme": {"name": "mkdocs", "custom_dir": "overrides"}})
    (project / "overrides").mkdir()
    preview = Preview(project, tmp_path / "preview")
    compiled: list[str] = []
    real = Environment.compile
    monkeypatch.setattr(Environment, "compile", lambda self, source, name, file: compiled.append(name) or real(self, source, name, file))
    preview.again()
    assert "Getting a card" in preview.page("journeys/maps/card/")
    assert compiled == []
    (project / "overrides/main.html").write_text("<p>{{ page.title }}</p>", encoding="utf-8")
    preview.again()
    assert preview.page("journeys/maps/card/").startswith("<p>Getting a card</p>")
    assert compiled == ["main.html"]


def test_what_was_read_before_is_let_go(make_site: Callable[..., Path], tmp_path: Path, made: list[str]) -> None:
    project = make_site({"journeys/card.yml": MAP, "journeys/other.yml": OTHER, "journeys/library.yml": LIBRARY})
    preview = Preview(project, tmp_path / "preview")
    plugin = preview.config().plugins["journeybook"]
    before = []
    for number in range(4):
        before += [weakref.ref(plugin.build.atlas), weakref.ref(plugin.build.words)]
        (project / "journeys/card.yml").write_text(MAP.replace("Types", f"Types {number}, feels: {number - 2}"), encoding="utf-8")
        preview.again()
        assert f"Types {number}" in preview.page("journeys/maps/card/")
    gc.collect()
    assert [old() for old in before] == [None] * 8
    assert plugin.build.atlas.maps


def test_a_build_after_a_preview_in_one_process_is_a_build(make_site: Callable[..., Path], tmp_path: Path) -> None:
    """MkDocs keeps a plugin in memory for the next site of the same process."""
    project = make_site({"journeys/card.yml": MAP})
    preview = Preview(project, tmp_path / "preview")
    preview.again()
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(tmp_path / "built"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    assert {"index.html", "journeys/maps/card/index.html"} <= {file.relative_to(tmp_path / "built").as_posix() for file in (tmp_path / "built").rglob("*.html")}
