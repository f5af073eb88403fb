"""What goes on while a site is built: where texts wait, how often garbage is looked for, and which templates are compiled again."""

from __future__ import annotations

import gc
from typing import Any

import jinja2
import pytest
from mkdocs.theme import Theme

from journeybook.doors.mkdocs.gc_pause import GcPause
from journeybook.doors.mkdocs.page_store import Shelf
from journeybook.doors.mkdocs.print_page import _key, _target
from journeybook.doors.mkdocs.template_cache import TemplateCache


class Holder:
    def __init__(self, shelf: Shelf) -> None:
        self.shelf, self.put = shelf, 0

    def put_away(self) -> None:
        self.put += 1


def test_texts_wait_in_a_file_but_the_one_in_hand() -> None:
    shelf = Shelf()
    places = [shelf.put(text) for text in ("one", "zwei ä 选", "", "half \ud800 of a pair")]
    assert [shelf.get(place) for place in reversed(places)] == ["half \ud800 of a pair", "", "zwei ä 选", "one"]
    first, second = Holder(shelf), Holder(shelf)
    for holder in (first, first, second, first):
        shelf.opened(holder)
    assert (first.put, second.put) == (1, 1)
    shelf.close()


def test_garbage_is_looked_for_less_often_meanwhile() -> None:
    before = gc.get_threshold()
    pause = GcPause()
    try:
        pause.as_usual()
        assert gc.get_threshold() == before
        gc.set_threshold(60_000, 7, 8)
        pause.seldom()
        assert gc.get_threshold() == (60_000, 7, 8)
        pause.as_usual()
        gc.set_threshold(700, 7, 8)
        pause.seldom()
        pause.seldom()
        assert gc.get_threshold() == (50_000, 7, 8)
        assert gc.get_freeze_count() > 0
        pause.as_usual()
        assert gc.get_threshold() == (700, 7, 8)
        assert gc.get_freeze_count() == 0
        gc.set_threshold(*before)
        pause.as_usual()  # once more: nothing is changed
        assert gc.get_threshold() == before
    finally:
        gc.set_threshold(*before)


def test_a_template_is_compiled_once_until_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    real = jinja2.Environment.compile

    def compile_(env: Any, source: Any, name: Any = None, filename: Any = None, *more: Any, **named: Any) -> Any:
        compiled.append(f"{name} {source}"[:30])
        return real(env, source, name, filename, *more, **named)

    monkeypatch.setattr(jinja2.Environment, "compile", compile_)
    cache = TemplateCache()
    envs = []
    for _ in range(4):
        theme = Theme(name="mkdocs")
        cache.serve(theme)
        envs.append(theme.get_env())
    one, two, three, four = envs
    three.filters["shout"] = str.upper
    four.autoescape = not four.autoescape
    for env in (one, two):
        assert env.from_string("{{ 1 }}").render() == "1"
        env.compile("{{ a }}", "a.html", "/a.html")
    assert compiled.count("a.html {{ a }}") == 1
    one.compile("{{ b }}", "a.html", "/a.html")
    two.compile("{{ b }}", "a.html", "/a.html")
    assert compiled.count("a.html {{ b }}") == 1
    two.compile("{{ b }}", "a.html", "/another.html")
    assert compiled.count("a.html {{ b }}") == 2
    for env in (three, four):  # another language of templates
        env.compile("{{ b }}", "a.html", "/a.html")
    assert compiled.count("a.html {{ b }}") == 4
    two.compile("{{ b }}", "a.html", "/a.html", raw=True)
    two.compile("{{ b }}", "a.html", "/a.html", False)
    two.compile(two.parse("{{ c }}"), "a.html", "/a.html")
    assert compiled.count("a.html {{ b }}") == 6


@pytest.mark.parametrize(
    ("address", "here", "found"),
    [
        ("https://x.example/a", "maps/shoes/", (None, "")),
        ("//x.example/a", "maps/shoes/", (None, "")),
        ("mailto:a@x.example", "maps/shoes/", (None, "")),
        ("#pay", "maps/shoes/", (None, "pay")),
        ("?q=1", "maps/shoes/", (None, "")),
        ("../boots/", "maps/shoes/", ("maps/boots/", "")),
        ("../boots/#pay", "maps/shoes/", ("maps/boots/", "pay")),
        ("../..", "maps/shoes/", ("", "")),
        ("../../", "maps/shoes/", ("", "")),
        (".", "maps/shoes/", ("maps/shoes/", "")),
        ("..", "maps/shoes/", ("maps/", "")),
        ("boots.html#pay", "maps/shoes.html", ("maps/boots.html", "pay")),
        ("../", "maps/shoes.html", ("", "")),
        ("a/b.csv", "", ("a/b.csv", "")),
    ],
)
def test_where_a_link_leads_within_the_site(address: str, here: str, found: tuple[str | None, str]) -> None:
    assert _target(address, here) == found


@pytest.mark.parametrize(
    ("url", "key"), [("maps/Shoes/", "maps-shoes"), ("maps/shoes.html", "maps-shoes"), ("", "index"), ("./", "."), ("/a/", "a"), ("index.html", "index")]
)
def test_what_stands_before_the_names_of_a_page(url: str, key: str) -> None:
    assert _key(url) == key
