"""The link checker itself, on pages written for it: each fault is named, and a sound page is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import links

SOUND = """<h1 id="支付">x</h1><a href="sub/">a</a><a href="sub/index.html#b">b</a><a href="#%E6%94%AF%E4%BB%98">c</a>
<a href="https://a.example/">d</a><a href="mailto:a@b.example">e</a><a href=".">f</a><a href="a%20b.csv">g</a>
<div class="jb jb-map"><p id="p">y</p><table aria-labelledby="p"></table><script type="application/json">{}</script></div>"""
FAULTS = [
    ('<a href="nowhere/">x</a>', "'nowhere/' leads to nothing"),
    ('<a href="sub/#none">x</a>', "'sub/#none' has no such anchor"),
    ('<a href="#none">x</a>', "'#none' has no such anchor"),
    ('<a href="sub">x</a>', "'sub' is a folder and lacks its slash"),
    ('<a href="/sub/">x</a>', "begins with a slash"),
    ('<a href="../../sub/">x</a>', "leads out of the site"),
    ('<img src="none.png">', "'none.png' leads to nothing"),
    ('<a href="java&#9;script:alert(1)">x</a>', "is not http, https, mailto, tel or relative"),
    ('<a href=" data:text/html,x">x</a>', "is not http, https, mailto, tel or relative"),
    ('<a href="//evil.example/">x</a>', "is not http, https, mailto, tel or relative"),
    ('<p onclick="x()">x</p>', "handler onclick on <p>"),
    ('<i id="a"></i><i id="a"></i>', "id 'a' stands 2 times"),
    ('<div class="jb"><p style="color:red">x</p></div>', "style attribute on <p>"),
    ('<div class="jb"><style>p{}</style></div>', "<style> in our markup"),
    ('<div class="jb"><script>x()</script></div>', "script text in our markup"),
    ('<div class="jb"><i id="__search"></i></div>', "is empty, the theme's, or has a space"),
    ('<div class="jb"><p aria-labelledby="none">x</p></div>', "aria-labelledby names 'none', which is not here"),
]


def page(folder: Path, body: str) -> Path:
    (folder / "sub").mkdir()
    (folder / "sub/index.html").write_text('<!doctype html><title>b</title><p id="b">b</p>', encoding="utf-8")
    (folder / "a b.csv").touch()
    (folder / "index.html").write_text(f"<!doctype html><title>a</title>{body}", encoding="utf-8")
    return folder


def test_sound_page(tmp_path: Path) -> None:
    assert links.check(page(tmp_path, SOUND)) == []


@pytest.mark.parametrize(("body", "expected"), FAULTS, ids=[expected for _, expected in FAULTS])
def test_fault(tmp_path: Path, body: str, expected: str) -> None:
    found = links.check(page(tmp_path, body))
    assert len(found) == 1
    assert expected in found[0]
