"""Our pages on the one page for print that mkdocs-print-site makes: ids differ, links find their places or the page outside."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from journeybook.doors.mkdocs.addresses import still_there
from journeybook.doors.mkdocs.print_page import PrintPage
from journeybook.doors.mkdocs.static_i18n import Elsewhere

HTML = '<h1 id="top">A</h1><a href="#top">x</a><h2 id="pains">P</h2><a href="../b/#s">y</a><a href="../../teams/c/?q#t">z</a><a href="https://x.example/">w</a>'
PRINTED = (
    "<h1 id='journeys-maps-a-top'>A</h1><a href='#journeys-maps-a-top'>x</a><h2 id='journeys-maps-a--pains'>P</h2>"
    "<a href='#journeys-maps-b-s'>y</a><a href='../journeys/teams/c/#t'>z</a><a href='https://x.example/'>w</a>"
)


def page(url: str, **more: Any) -> Any:
    return SimpleNamespace(url=url, file=SimpleNamespace(url=url, src_uri=url), **more)


def test_ids_and_links() -> None:
    # a page stands at journeys/maps/a/pains/: its key is what the heading would be called
    whole = PrintPage("print_page/", [page(f"journeys/maps/{it}/") for it in ("a", "b", "a/pains")])
    assert whole.part(HTML, "journeys/maps/a/") == PRINTED


def test_a_written_page_keeps_its_own() -> None:
    ours, mine = page("journeys/maps/a/"), page("own/", html='<h2 id="h">H</h2><a href="../journeys/maps/a/#s">x</a><a href="../else/">y</a><p id="v">V</p>')
    whole = PrintPage("print_page/", [ours, mine, page("print_page/")])
    whole.hand_over([ours.file], {"own/": ['<p id="v">V</p>']})
    assert mine.html == "<h2 id=\"h\">H</h2><a href='#journeys-maps-a-s'>x</a><a href=\"../else/\">y</a><p id='own-v'>V</p>"
    assert ours.print_page is whole


def test_pages_that_another_plugin_takes_out_or_replaces() -> None:
    kept, out = (File(name, None, "site", True) for name in ("a.md", "b.md"))
    assert still_there({"a": kept, "b": out}, Files([kept])) == {"a": kept}
    with pytest.raises(PluginError, match=r"at the place of ours: b\.md"):
        still_there({"a": kept, "b": out}, Files([kept, File("b.md", None, "site", True)]))


def test_a_page_that_another_build_writes() -> None:
    file = Elsewhere("journeys/maps/a.md", None, "site", True)
    assert file.dest_uri == "journeys/maps/a/index.html"
    assert file.url == "journeys/maps/a/"
    assert not list(Files([file]).documentation_pages())
