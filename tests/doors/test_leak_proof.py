"""The end of a build for an audience: what must not be said is found however it is written, and nothing else is."""

from __future__ import annotations

import base64
import datetime
import gzip
import html
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

import links
import sites
from insight.test_audience import TOKEN, Twice
from journeybook.checks.check import load
from journeybook.doors.mkdocs import leak_proof, left_out_texts
from journeybook.doors.mkdocs.text_finder import Proof, Text, phrases

MakeSite = Callable[..., Path]
TEXT = 'We *merge* with Acme, under "Nightfall" & Söhne'
SHOWN = '<p>We <em>merge</em> with\n   Acme, under <abbr title="x">&#34;Nightfall&#34;</abbr> &amp; S&#xf6;hne</p>'
CHINESE = "我们合并了公司"
FOUND = {
    "as it is": TEXT, "in HTML": html.escape(TEXT), "marked up": SHOWN, "in JSON": json.dumps({"a": TEXT}), "HTML in JSON": json.dumps(SHOWN),
    "twice escaped": json.dumps(html.escape(html.escape(TEXT))), "in an address": f'<a href="?q={quote(TEXT)}">', "in capitals": TEXT.replace("merge", "MERGE"),
    "in an attribute": f'<img alt="{html.escape(TEXT)}">', "over lines": TEXT.replace(" ", "\r\n\t"), "in Mermaid": 'n1["We merge with Acme#44; under #34;Nightfall#34; #38; Söhne"]',
    "in a script": f"<script>x = {json.dumps(TEXT)}</script>", "as scripts escape": "<script>x = '" + "".join(f"\\x{ord(it):02x}" for it in TEXT) + "'</script>",
    "as scripts escape now": "x = '" + "".join(f"\\u{{{ord(it):x}}}" for it in TEXT) + "'", "as Python escapes": "".join(f"\\U{ord(it):08X}" for it in TEXT),
    "as scripts escaped once": "x = '" + "".join(f"\\{ord(it):03o}" for it in TEXT) + "'", "in JSON, all of it": "".join(f"\\u{ord(it):04X}" for it in TEXT),
    "in a style sheet": "a::after { content: '" + "".join(f"\\{ord(it):x} " for it in TEXT) + "' }", "six digits in a style": "".join(f"\\{ord(it):06X}" for it in TEXT),
    "letters that need no escape": "We mer\\ge w\\ith Acme, under \\Ni\\ghtfa\\l\\l Söhne", "percent, all of it": "".join(f"%{it:02x}" for it in TEXT.encode()),
    "twice in an address": quote(quote(TEXT)), "a script in an attribute": f'<a onclick="x = &quot;{"".join(f"&#92;x{ord(it):02x}" for it in TEXT)}&quot;">',
    "with named entities": "We merge with Acme, under &bdquo;Nightfall&ldquo; &amp; S&ouml;hne", "with decimal entities": TEXT.encode("ascii", "xmlcharrefreplace").decode(),
    "in other letters": TEXT.upper(), "in two characters": unicodedata.normalize("NFD", TEXT), "to be broken": TEXT.replace("fall", "<wbr>f&shy;a\u2060ll"),
    "markup in a feed": html.escape(SHOWN), "markup escaped twice": html.escape(html.escape(SHOWN)), "markup in an address": quote(SHOWN),
    "markup in a script's JSON": f"<script>x = {json.dumps(SHOWN).replace('<', chr(92) + 'u003c').replace('>', chr(92) + 'u003e')}</script>",
    "markup in a script": f"x = {json.dumps(SHOWN).replace('</', '<' + chr(92) + '/')}",
    "in an address that holds it": f'<img src="data:text/plain;base64,{base64.b64encode(TEXT.encode()).decode()}">',
}  # fmt: skip


def said(text: str, data: str, *public: str, name: str = "page.html", mentioned: tuple[str, ...] = ()) -> list[str]:
    found = Proof([Text(text, "here")], [it.encode() for it in public], [it.encode() for it in mentioned])
    return [leak.words for leak in found.leaks(name, data.encode())]


@pytest.mark.parametrize("how", FOUND)
def test_a_text_is_found(how: str) -> None:
    assert said(TEXT, f"<p>Before</p>{FOUND[how]}<p>behind</p>") == ["we merge with acme, under nightfall söhne"]


@pytest.mark.parametrize("data", [CHINESE, json.dumps(CHINESE), quote(CHINESE), "我们<em>合并</em>了公司", "\u200b".join(["他说我们", "合并了", "公司。"]),
                                  CHINESE.encode("ascii", "xmlcharrefreplace").decode(), json.dumps(CHINESE.replace("了", "\u200b了"))])  # fmt: skip
def test_a_chinese_text_is_found(data: str) -> None:
    assert said(CHINESE, data) == ["我 们 合 并 了 公 司"]
    assert said("合并", data) == ["合 并"]


@pytest.mark.parametrize(
    "data", ["a < b, nightfall", "nightfall\n<p>", "<p>nightfall", "<p>\nnightfall\n</p>", "nightfall", "<nightfall>", '<p title="a > b" alt=nightfall>']
)
def test_a_word_is_found_wherever_it_stands_in_a_line(data: str) -> None:
    assert said("nightfall", data) == ["nightfall"]
    assert said("nightfall", f"<i>a</i>\n{data}\n<i>a</i>") == ["nightfall"]


def test_ids_are_found_in_names_of_files_and_addresses() -> None:
    assert said("secret-takeover", "", name="maps/secret-takeover/index.html") == ["secret takeover"]
    assert said("Secret takeover", '<a href="../secret-takeover/#pay">') == ["secret takeover"]
    assert said("no-wallet", '<li id="pain-no-wallet">') == ["no wallet"]
    assert said("nightfall", "Midnightfall, nightfalls") == []


def test_an_excerpt_of_a_long_text_is_found() -> None:
    text = " ".join(f"word{number}" for number in range(47))
    parts = text.split()
    for start in range(0, 47 - 19):
        assert said(text, " ".join(parts[start : start + 19])), start
    assert said(text, " ".join(parts[:10]) + " …")
    assert said(text, " ".join(parts[-10:]))


@pytest.mark.parametrize("text", ["pay", "b", "IT", "2026-01-01", "180 days", "2 points", "31 %", "é 1 2", "退", "…", ""])
def test_what_tells_nobody_anything_is_not_looked_for(text: str) -> None:
    assert phrases(text) == []


@pytest.mark.parametrize("issue", ["AB.12", "A-123", "12:34", "4711"])
def test_a_name_of_four_signs_stands_everywhere(issue: str) -> None:
    assert phrases(issue, names=True) == []


@pytest.mark.parametrize("issue", ["SHOP-214", "47110", "A-1234", "SHOP-7", "ABC/99"])
def test_the_name_of_an_issue_is_one(issue: str) -> None:
    words = re.sub(r"\W", " ", issue).lower()
    assert phrases(issue) == []  # it passes for an amount
    assert [" ".join(map(bytes.decode, phrase)) for phrase in phrases(issue, names=True)] == [words]
    found = Proof([Text(issue, "here", names=True)], [])
    assert [leak.words for leak in found.leaks("a.html", f'<a href="https://t.example/{quote(issue, safe="")}">7</a>'.encode())] == [words]


def test_a_word_of_the_site_that_atlas_yml_gives_it_is_no_secret(tmp_path: Path) -> None:
    (tmp_path / "atlas.yml").write_text("labels: {kind.map: Journeys of our customers}\n", encoding="utf-8")
    (tmp_path / "open.yml").write_text("title: Open\nid: open\naudience: public\nstages: [I look]\n", encoding="utf-8")
    (tmp_path / "hidden.yml").write_text("title: Journeys of our customers\nid: hidden\naudience: restricted\nstages: [I pay]\n", encoding="utf-8")
    loaded = load(tmp_path, datetime.date(2026, 1, 1))
    texts, public = left_out_texts.left_out(loaded, loaded.seen_by("public"))
    assert list(Proof(texts, public).leaks("a.html", b"<h1>Journeys of our customers</h1>")) == []


@pytest.mark.parametrize("issue", ["4711", "7", "A-7", "2026"])
def test_a_short_name_of_an_issue_is_found_by_its_address(issue: str, tmp_path: Path) -> None:
    assert phrases(issue, names=True) == []
    (tmp_path / "atlas.yml").write_text("issue_url: https://tracker.example/shop/{issue}\n", encoding="utf-8")
    (tmp_path / "open.yml").write_text("title: Open\nid: open\naudience: public\nstages: [I look]\n", encoding="utf-8")
    hidden = f"title: Hidden\nid: hidden\naudience: restricted\nstages: [{{name: I pay, improvements: [{{name: Faster, issue: {issue}}}]}}]\n"
    (tmp_path / "hidden.yml").write_text(hidden, encoding="utf-8")
    loaded = load(tmp_path, datetime.date(2026, 1, 1))
    texts, public = left_out_texts.left_out(loaded, loaded.seen_by("public"))
    page = f'<p>{issue} of 10</p><a href="https://tracker.example/shop/{issue}">more</a><a href="https://tracker.example/shop/99">more</a>'
    told = list(Proof(texts, public).leaks("a.html", page.encode()))
    assert [(leak.words, leak.source.place.path, leak.source.place.line) for leak in told] == [
        (f"https, tracker, example shop {re.sub('-', ' ', issue).lower()}", "hidden.yml", 4)
    ]


@pytest.mark.parametrize(
    "data", ["sales, support", "<td>Sales</td><td>Support</td>", '["sales","support"]', "sales.support", 'a="sales" b="support"', "sales | support"]
)
def test_words_of_two_texts_are_none_of_one(data: str) -> None:
    assert said("Sales support", data) == []


def test_what_anybody_may_read_is_no_secret() -> None:
    assert said("Checkout", "<h1>Checkout</h1>", "How the checkout works") == []
    assert said("We merge with Acme", "We merge with Acme.", "They say we <b>merge</b> with Acme, today") == []
    assert said("We merge with Acme", "We merge with Acme.", "merge with Acme") == ["we merge with acme"]
    assert said("pipeline", "a pipeline", mentioned=("the pipeline",)) == []
    assert said("our pipeline", "our pipeline", mentioned=("our pipeline",)) == ["our pipeline"]


def test_every_file_is_looked_into(tmp_path: Path) -> None:
    (tmp_path / "sitemap.xml.gz").write_bytes(gzip.compress(b"<loc>nightfall</loc>"))
    with zipfile.ZipFile(tmp_path / "all.xlsx", "w") as file:
        file.writestr("xl/sheet.xml", gzip.compress(b"<t>the nightfall</t>"))
    (tmp_path / "a.csv").write_bytes("A, nightfall".encode("utf-16"))
    (tmp_path / "b.ics").write_bytes(b"SUMMARY:Nightf\r\n all")
    (tmp_path / "c.png").write_bytes(b"\x89PNG\0 nightfall")
    (tmp_path / "broken.gz").write_bytes(gzip.compress(b"nightfall" * 999)[:40])
    with zipfile.ZipFile(tmp_path / "locked.zip", "w") as file:
        file.writestr("a", "nightfall")
    data = bytearray((tmp_path / "locked.zip").read_bytes())
    data[6] |= 1  # says of itself that it is encrypted
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(data)
    deep = b"nightfall"
    for _ in range(2000):
        deep = gzip.compress(deep, 0)
    (tmp_path / "deep.gz").write_bytes(deep)
    (tmp_path / "no.zip").write_bytes(b"PK\x03\x04 nightfall")
    (tmp_path / "again.csv").write_bytes(b"A, nightfall")
    (tmp_path / "nightfall").mkdir()
    (tmp_path / "nightfall/d.woff2").write_bytes(b"\0")
    found = Proof([Text("Nightfall", 1)], [])
    told = [leak.file for name, data in leak_proof.contents(tmp_path, leak_proof.Witness()) for leak in found.leaks(name, data)]
    assert told == ["a.csv", "all.xlsx/xl/sheet.xml", "b.ics", "nightfall/d.woff2", "no.zip", "sitemap.xml.gz"]


PAGE = """# By hand

[Its words stay](journey:secret-map#secret-step) and [a team](journey:team/secret-team), but [this](journey:open-map) leads there.

```journeybook
view: grid
map: secret-map
```

```journeybook
view: curve
map: open-map
```
"""
PLANT = '''
"""Puts what is left out into files that are written, as a careless plugin would."""
import gzip, pathlib

def on_post_page(output, page, config):
    return output.replace("</body>", "<p>{first}</p></body>") if page.file.src_uri == "index.md" else output

def on_post_build(config):
    site = pathlib.Path(config.site_dir)
    (site / "planted.json").write_text('{{"a": "\\\\u007a{second}"}}')
    (site / "planted.xml.gz").write_bytes(gzip.compress(b"<loc>secret-persona</loc>"))
    (site / "{third}.txt").write_text("")
'''


def project(make_site: MakeSite, twice: Twice, *hooks: str) -> Path:
    plugins = ["search", {"journeybook": {"today": sites.TODAY, "audience": "public"}}]
    made = make_site({"docs/by-hand.md": PAGE}, {"plugins": plugins, "hooks": list(hooks), "site_url": "https://site.example/"})
    (made / "journeys").mkdir()
    twice.write(made / "journeys")
    off = ("parent-cycle", "origin-cycle", "replaced-by-cycle", "detail-map-cycle", "personal-data-without-consent")
    (made / "journeys/atlas.yml").write_text(json.dumps({"rules": dict.fromkeys(off, "off")}))
    text = json.dumps([twice.maps, twice.library])
    for name in re.findall(r"zq\d+x\.png", text):
        (made / "journeys" / name).write_bytes(b"\x89PNG\r\n\x1a\n")
    return made


def restricted() -> Twice:
    twice = Twice()
    twice.maps["secret"]["audience"] = "restricted"
    for records in twice.library.values():
        records[1]["audience"] = "restricted"
    return twice


def test_no_byte_of_a_site_tells_of_what_it_leaves_out(make_site: MakeSite) -> None:
    """Every field of every record of one half holds a word of its own; the other half names all of it."""
    twice = restricted()
    built = sites.build(project(make_site, twice))
    assert built.code == 0, built.output
    secret, ids = twice.tokens("secret"), sorted(twice.secret_ids)
    told = {}
    for name, data in leak_proof.contents(built.folder, leak_proof.Witness()):
        text = f"{name}\n{data.decode('utf-8', 'replace')}"
        told[name] = [*{token.lower() for token in TOKEN.findall(text)} & secret, *(it for it in ids if it in text)]
    assert {name: found for name, found in told.items() if found} == {}
    page = built.text("by-hand/index.html")
    assert "Its words stay and a team, but <a" in page
    assert "jb-embed" in page
    assert not links.check(built.folder)


def test_a_text_that_comes_back_ends_the_build(make_site: MakeSite) -> None:
    twice = restricted()
    term, team, map_ = twice.library["terms"][1]["definition"], twice.library["teams"][1]["lead"], twice.maps["secret"]["title"]
    made = project(make_site, twice, "plant.py")
    (made / "plant.py").write_text(PLANT.format(first=term, second=team[1:], third=map_), encoding="utf-8")
    (made / "site").mkdir()
    (made / "site/kept.txt").write_text("published")
    built = sites.build(made)
    assert built.code == 1
    assert "the site for the audience 'public' says what it leaves out, and must not be published" in built.output
    for said in (f"index.html says '{term}', which stands in library.yml:1", f"planted.json says '{team}', which stands in library.yml:1",
                 "planted.xml.gz says 'secret persona', which stands in library.yml:1", f"{map_}.txt says '{map_}', which stands in secret-map.yml:1"):  # fmt: skip
        assert said in built.output
    assert built.output.count(" says '") == 4
    assert "Traceback" not in built.output
    assert sites.contents(built.folder) == {"kept.txt": b"published"}
    settings = (made / "mkdocs.yml").read_text(encoding="utf-8")
    allowed = json.dumps([term, team, "secret-persona", map_])
    (made / "mkdocs.yml").write_text(settings.replace("audience: public", f"audience: public\n    no_secret: {allowed}"), encoding="utf-8")
    assert sites.build(made).code == 0


def test_a_term_that_only_a_hidden_map_uses_is_not_published(make_site: MakeSite) -> None:
    files = {
        "journeys/open.yml": "title: Open\naudience: public\nstages: [a]\n",
        "journeys/hidden.yml": "title: Project Nightingale\naudience: restricted\nsummary: We merge with Acme under Nightfall.\nstages: [b]\n",
        "journeys/lib.yml": "terms:\n  - {id: nightfall, name: Nightfall, definition: Code name of the secret merger with Acme}\n",
    }
    built = sites.build(make_site(files, {"plugins": ["search", {"journeybook": {"audience": "public", "today": sites.TODAY}}]}), None, "--strict")
    assert built.code == 0, built.output
    told = [
        path
        for path, data in sites.contents(built.folder).items()
        if re.search(rb"nightfall|project nightingale|secret merger", path.encode() + data, re.IGNORECASE)
    ]
    assert told == []
    assert "journeys/glossary/index.html" not in built.pages


def test_a_file_that_is_called_after_what_is_left_out_is_not_named(make_site: MakeSite) -> None:
    files = {
        "journeys/zqteam.yml": "teams: [{id: zqteam, name: Zqteam, audience: restricted}, {id: shop, name: Shop}]\nmetrics: [{id: met, name: Met, kind: nps}]\n",
        "journeys/open.yml": "title: Open\naudience: public\nowner: shop\nmetrics: [met]\nstages: [{id: a, name: A}]\n",
        "journeys/zqteam rows.csv": "metric,date,promoters,passives,detractors\nmet,2026-09-30,50,30,20\n",
    }
    settings = {"edit_uri": "https://git.example/edit/main/docs/", "theme": {"name": "material", "font": False, "features": ["content.action.edit"]}}
    for audience, named in (("public", False), ("restricted", True)):
        plugins = ["search", {"journeybook": {"today": sites.TODAY, "audience": audience}}]
        built = sites.build(make_site(files, settings | {"plugins": plugins}))
        assert built.code == 0, built.output
        pages = [built.text(page) for page in built.pages]
        assert any("± 15.3" in page for page in pages), "50 − 20 = 30, and 1.96 · √((0.5 + 0.2 − 0.3²) / 100) · 100 = 15.3"
        assert any("zqteam" in page for page in pages) is named
        assert any("edit/main/journeys/" in page for page in pages) is named
