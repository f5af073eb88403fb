"""Only pictures are published, and an SVG only where it does nothing but draw."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeybook.reading import pictures

PNG = b"\x89PNG\r\n\x1a\n"
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def fault(folder: Path, name: str, data: bytes, most: int = pictures.SIZE) -> str:
    (folder / name).write_bytes(data)
    return pictures.fault(folder, name, most)[0]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.png", PNG), ("A.PNG", PNG), ("a.jpg", b"\xff\xd8\xff\xe0"), ("a.jpeg", b"\xff\xd8\xff\xdb"), ("a.gif", b"GIF89a"),
     ("a.webp", b"RIFF\x10\x00\x00\x00WEBPVP8 "), ("a.avif", b"\x00\x00\x00\x1cftypavif"), ("b.avif", b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00avif")],
)  # fmt: skip
def test_pictures(tmp_path: Path, name: str, data: bytes) -> None:
    assert fault(tmp_path, name, data) == ""
    assert "whatever its name says" in fault(tmp_path, name, b"<svg>" + data)


@pytest.mark.parametrize("name", ["a.pdf", "a.html", "a.yml", "a.svgz", "png", "a.png.txt", ".png/a"])
def test_other_files(tmp_path: Path, name: str) -> None:
    assert pictures.fault(tmp_path, name)[0].startswith("is no picture: its name ends in none of .png, .jpg, .jpeg, .gif, .webp, .avif, .svg")


def test_size_and_links(tmp_path: Path) -> None:
    assert fault(tmp_path, "a.png", PNG, 8) == ""
    assert fault(tmp_path, "a.png", PNG + b"1", 8) == "has 9 bytes, more than the 8 of a picture"
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "out.png").symlink_to(tmp_path / "a.png")
    assert pictures.fault(inner, "out.png") == ("is no file of this folder", "copy the file beside the YAML")
    assert pictures.fault(inner, "../a.png")[0] == "is no file of this folder"


@pytest.mark.parametrize(
    "inside",
    ['<path d="M0 0"/>', "<text>a &amp; b &#60;script&#62;</text>", '<use href="#a"/><use xlink:href="#a"/>', '<image href="data:image/png;base64,AA=="/>',
     "<style>.a{fill:url(#b);background:url(\'data:image/png;base64,AA\')}</style>", '<path style="fill:url( #b )"/>', "<!-- <script/> -->",
     '<metadata xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:RDF r:resource="http://purl.org/dc"/></metadata>'],
)  # fmt: skip
def test_drawings(inside: str) -> None:
    assert pictures.active_in(f"{HEAD}{inside}</svg>".encode()) == ""


@pytest.mark.parametrize(
    ("inside", "said"),
    [("<script>1</script>", "the element '<script>'"), ("<Script/>", "'<Script>'"), ('<x:script xmlns:x="http://www.w3.org/2000/svg"/>', "'<script>'"),
     ("<foreignObject/>", "'<foreignObject>'"), ('<b xmlns="http://www.w3.org/1999/xhtml"/>', "'<b>'"), ('<path ONCLICK="1"/>', "runs a script"),
     ('<a href="https://elsewhere.example/"/>', "a link out of the drawing"), ('<use xlink:href="x.svg#a"/>', "a link out of the drawing"),
     ('<a href="&#106;avascript:1"/>', "a link out of the drawing"), ('<image href="data:image/svg+xml,x"/>', "a link out"),
     ('<set attributeName="href" to="#"/>', "an animation of 'href'"), ('<set attributeName="xlink:href" to="#"/>', "an animation"),
     ('<path style="fill:url(https://elsewhere.example/)"/>', "a style that loads"), ('<path fill="url(//elsewhere.example)"/>', "a style that loads"),
     ("<style>@import 'a'</style>", "@import"), ("<style>@im\\70ort 'a'</style>", "@import"), ("<style>@im/**/port 'a'</style>", "@import"),
     ("<style><![CDATA[a{b:url(x)}]]></style>", "url("), ('<path style="a:url(data:image/svg+xml,x)"/>', "a style"), ("<g><?xml-stylesheet href='a'?></g>", "'<?xml-stylesheet'")],
)  # fmt: skip
def test_drawings_that_do_more(inside: str, said: str) -> None:
    found = pictures.active_in(f"{HEAD}\n{inside}</svg>".encode())
    assert said in found
    assert found.endswith("(line 2)")


@pytest.mark.parametrize(
    ("text", "said"),
    [('<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + HEAD + "&a;</svg>", "holds a DOCTYPE"), ("<svg/>", "without xmlns="), ("<html/>", "begins with '<html>'"),
     (HEAD, "no SVG that can be read: no element found"), ("", "no SVG that can be read"), ('<?xml version="1.0" encoding="x-no"?>' + HEAD + "</svg>", "no SVG"),
     ("title: A", "no SVG that can be read: syntax error")],
)  # fmt: skip
def test_what_is_no_drawing(text: str, said: str) -> None:
    assert said in pictures.active_in(text.encode())


def test_other_encodings_hide_nothing() -> None:
    text = f"{HEAD}<script/></svg>"
    assert "script" in pictures.active_in(text.encode("utf-16"))
    assert "script" in pictures.active_in(b"\xef\xbb\xbf" + text.encode())


def test_many_levels(tmp_path: Path) -> None:
    assert pictures.active_in((HEAD + "<g>" * 100_000 + "</g>" * 100_000 + "</svg>").encode()) == ""
