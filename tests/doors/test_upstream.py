"""What we use of other libraries although they do not promise to keep it: few things, and each with the words for the day it goes.

A failure here means that a library was renewed, not that somebody made a mistake. The message says what to look at.
"""

from __future__ import annotations

import ast
import inspect
import warnings
from pathlib import Path
from typing import Any

import markupsafe
import pytest
from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.contrib.search.search_index import SearchIndex
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

import journeybook
from journeybook.doors.mkdocs.site_config import theme_language
from journeybook.model import Team
from journeybook.model.markup import escaped
from journeybook.reading.tree import Spot
from journeybook.site import compiler

PACKAGE = Path(journeybook.__file__).parent
PRIVATE = {
    "_build_page", "_populate_page", "_rebuild_cond", "_want_rebuild", "_entries", "_escape_inner",
}  # fmt: skip
"""The private names of others that the package says. Private methods of others that it defines anew are tried below, too."""


def named(tree: ast.AST) -> set[str]:
    """The private names that `tree` asks others for: attributes, imports, and texts that are nothing but one."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.ImportFrom):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            found.add(node.value)
    return {name for name in found if name.startswith("_") and not name.startswith("__")}


def defined(tree: ast.AST) -> set[str]:
    """The names that `tree` gives to functions, classes, variables and attributes, those in `__slots__` included."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            found.add(node.id if isinstance(node, ast.Name) else node.attr)
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__slots__":
            found |= set(ast.literal_eval(node.value))
    return found


def test_no_other_private_name_of_a_library_is_used() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")]
    own = set().union(*(defined(tree) for tree in trees)) - {"_want_rebuild", "_build_page"}  # these are set where others look for them
    ours = own | {"_replace", "_asdict", "_fields", "_make"}  # the last four are what named tuples promise
    assert set().union(*(named(tree) for tree in trees)) - ours == PRIVATE


def test_mkdocs_makes_one_page_as_it_did() -> None:
    words = "MkDocs makes a single page otherwise than before: look at 'preview.py', which renews one page while a site is served"
    try:
        inspect.signature(build._populate_page).bind("page", "config", "files")
        inspect.signature(build._build_page).bind("page", "config", "files", "nav", "env")
    except (AttributeError, TypeError) as error:
        pytest.fail(f"{words} ({error})")


def test_the_server_of_mkdocs_can_be_told_to_build(tmp_path: Path) -> None:
    server: Any = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    try:
        assert hasattr(server, "_rebuild_cond"), "the server of MkDocs waits otherwise for what changed: look at 'watching.py'"
        assert server._want_rebuild is False, "the server of MkDocs remembers otherwise that something changed: look at 'watching.py'"
        assert server.get_app() is not None, "the server of MkDocs answers nothing before it runs: look at 'preview.py' and 'watching.py'"
    finally:
        server.server_close()


def test_a_page_of_mkdocs_takes_its_title_from_what_was_rendered(tmp_path: Path) -> None:
    config = MkDocsConfig()
    config.load_dict({"site_name": "Site", "docs_dir": str(tmp_path)})
    page: Any = Page(None, File("page.md", str(tmp_path), str(tmp_path), True), config)
    page.markdown, page.content, page._title_from_render = "text", "<p>text</p>", "As rendered"
    assert page.title == "As rendered", "MkDocs keeps the title of a rendered page elsewhere: look at 'JourneyPage.render'"


def test_the_entries_of_a_search_index_are_where_they_were() -> None:
    index: Any = SearchIndex(lang=["en"], separator=" ", min_search_length=3, prebuild_index=False, indexing="full")
    assert index._entries == [], "MkDocs keeps the entries of the search elsewhere: 'search_index.py' takes none from the build before"
    material = pytest.importorskip("material.plugins.search.plugin")
    assert material.SearchIndex().entries == [], "Material keeps the entries of the search elsewhere: look at 'search_index.py'"


def test_templates_are_compiled_by_our_generator(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{{ value }}{% macro bold(text) %}<b>{{ text }}</b>{% endmacro %}{{ bold(value) }}", encoding="utf-8")
    environment = compiler.environment(tmp_path)
    code = environment.compile((tmp_path / "page.html").read_text(encoding="utf-8"), raw=True)
    words = "Jinja writes values otherwise: look at the methods of 'CodeGenerator' that 'compiler.py' defines anew"
    assert code.count("(escaped(value) if (value := ") == 3, words
    assert environment.get_template("page.html").render(value="a & b") == "a &amp; b<b>a &amp; b</b>", words


def test_text_is_escaped_without_being_wrapped() -> None:
    words = "MarkupSafe has no '_escape_inner' any more: pages still come out right, and slower; look at 'escaped' in 'markup.py'"
    assert hasattr(markupsafe, "_escape_inner"), words
    assert (escaped("<a & b>"), type(escaped("<"))) == ("&lt;a &amp; b&gt;", str)


def test_pydantic_keeps_the_fields_that_were_written_where_we_put_them() -> None:
    team = Team.model_validate({"name": "Shop"}, context=Spot("teams.yml"))
    words = "pydantic keeps the fields that were written elsewhere: look at 'Part.put' and 'Part.said' in 'record.py', and at 'copied' in 'pruning.py'"
    team.put({}, Spot(), {})
    assert team.model_fields_set == set(), words
    assert team.model_copy().name == "Shop"


def test_a_configuration_of_mkdocs_remembers_what_was_written() -> None:
    config = MkDocsConfig()
    config.load_dict({"site_name": "A", "theme": {"name": "material", "language": "de"}})
    config.validate()
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # it is deprecated, and nobody who builds a site should be told
        assert theme_language(config) == "de", "MkDocs no longer keeps what mkdocs.yml said: look for another way to know whether the theme's language was set"
