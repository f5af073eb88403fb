"""Hand-written pages that speak of the atlas: the views that they embed, the links by id, and what is said when these are wrong."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import links
import sites
from journeybook.checks.check import load
from journeybook.site import render
from journeybook.site.embeds import view_fences
from journeybook.site.embeds.page_text import Fence

MakeSite = Callable[..., Path]
MAP = """title: Buying shoes
id: buy-shoes
owner: shop
stages:
  - id: look
    name: I look
    steps: [{id: compare, name: Compares, feels: 1, pains: [{id: too-many, text: Too many models, severity: 3}]}]
  - {id: pay, aliases: [payment], name: I pay, feels: -2, pains: [{id: no-wallet, text: The wallet is missing, severity: 4, resolved: 2026-10-01}]}
improvements:
  - {id: wallet, title: A second wallet, pains: [no-wallet], status: accepted, owner: shop, value: 5, effort: 2}
  - {id: fewer, title: Fewer models, pains: [too-many], status: proposed, owner: logistics}
"""
FILES = {
    "journeys/buy-shoes.yml": MAP,
    "journeys/library.yml": "teams: [{id: shop, name: The shop}, {id: logistics, name: Logistics}]\n",
}
EXTENSIONS = ["admonition", "pymdownx.superfences", "smarty", "attr_list", "md_in_html"]


def fence(**fields: object) -> str:
    return "\n".join(["```journeybook", *(f"{key}: {value}" for key, value in fields.items()), "```\n"])


def built(make_site: MakeSite, page: str, files: dict[str, str] | None = None, extensions: list[str] = EXTENSIONS, **options: object) -> sites.Built:
    plugins = ["search", {"journeybook": {"today": sites.TODAY, **options}}]
    project = make_site({**FILES, "docs/guide/own.md": page, **(files or {})}, {"plugins": plugins, "markdown_extensions": extensions})
    return sites.build(project, None, "--strict")


@pytest.mark.parametrize("extensions", [EXTENSIONS, ["fenced_code"]], ids=["superfences", "plain"])
def test_every_view(make_site: MakeSite, extensions: list[str]) -> None:
    views = [fence(view=name, **({"map": "buy-shoes"} if kind.of_map else {})) for name, kind in view_fences.KINDS.items()]
    page = "# Own\n\n" + "\n".join(views * 2) + "\n## End\n"
    site = built(make_site, page, extensions=extensions)
    assert site.code == 0, site.output
    text = site.text("guide/own/index.html")
    for name in view_fences.KINDS:
        assert text.count(f'<div class="jb jb-embed jb-embed-{name}"') == 2
    assert "journeybook" + "x" not in re.sub(r"[0-9a-f]{12}", "", text)
    assert 'id="end"' in text
    assert not links.check(site.folder)
    (entry,) = [e for e in json.loads(site.text("search/search_index.json"))["docs"] if e["location"] == "guide/own/"]
    assert entry["text"] == ""


def test_inside_other_things(make_site: MakeSite) -> None:
    view = fence(view="pains", limit=1)
    inner = "\n".join("    " + line for line in view.split("\n"))
    page = f"# Own\n\n- an item\n\n{inner}\n\n!!! note\n\n{inner}\n\n> quoted\n>\n> {view.strip().replace(chr(10), chr(10) + '> ')}\n"
    site = built(make_site, page)
    assert site.code == 0, site.output
    text = site.text("guide/own/index.html")
    assert re.search(r"<li>\s*<p>an item</p>\s*<div class=\"jb jb-embed", text)
    assert re.search(r'<div class="admonition note">\s*<p class="admonition-title">Note</p>\s*<div class="jb jb-embed', text)
    assert re.search(r'<blockquote>\s*<p>quoted</p>\s*<div class="jb jb-embed', text)


def test_examples_are_left_alone(make_site: MakeSite) -> None:
    page = f"# Own\n\n````text\n{fence(view='nonsense')}````\n\n`[x](journey:nowhere)` and ` ```journeybook `\n"
    site = built(make_site, page)
    assert site.code == 0, site.output
    text = site.text("guide/own/index.html")
    assert "jb-embed" not in text
    assert "view: nonsense" in text
    assert "[x](journey:nowhere)" in text


FILTERED = [
    ({"view": "backlog", "team": "shop"}, "A second wallet", "Fewer models"),
    ({"view": "backlog", "status": "proposed"}, "Fewer models", "A second wallet"),
    ({"view": "backlog", "map": "buy-shoes", "stage": "pay"}, "A second wallet", "Fewer models"),
    ({"view": "backlog", "limit": 1}, "A second wallet", "Fewer models"),
    ({"view": "pains", "status": "open"}, "Too many models", "The wallet is missing"),
    ({"view": "pains", "map": "buy-shoes", "stage": "payment"}, "The wallet is missing", "Too many models"),
    ({"view": "grid", "map": "buy-shoes", "stage": "compare"}, "Too many models", "I pay"),
    ({"view": "ownership", "map": "buy-shoes", "stage": "pay"}, "I pay", "I look"),
    ({"view": "reviews", "team": "shop"}, "Buying shoes", "Nothing to show"),
    ({"view": "reviews", "status": "overdue"}, "Nothing to show", "Buying shoes"),
    ({"view": "reviews", "team": "logistics"}, "Nothing to show", "Buying shoes"),
]


def test_filters(make_site: MakeSite) -> None:
    site = built(make_site, "".join(f"## n{number}\n\n{fence(**fields)}\n" for number, (fields, _, _) in enumerate(FILTERED)))
    assert site.code == 0, site.output
    views = re.split(r'<h2 id="n\d+">|</article>', site.text("guide/own/index.html"))[1:-1]
    assert len(views) == len(FILTERED)
    for view, (fields, there, missing) in zip(views, FILTERED, strict=True):
        assert (there in view, missing in view) == (True, False), fields


def test_links_by_id(make_site: MakeSite) -> None:
    page = """[pay](journey:buy-shoes#pay), [](journey:buy-shoes#payment), [](journey:team/shop), [map][m],
[](journey:buy-shoes#pain-no-wallet "T"), [**wallet**](journey:buy-shoes#improvement-wallet)

[m]: journey:map/buy-shoes
"""
    site = built(make_site, page)
    assert site.code == 0, site.output
    text = site.text("guide/own/index.html")
    base = "../../journeys/maps/buy-shoes/"
    assert f'<a href="{base}#pay">pay</a>, <a href="{base}#pay">I pay</a>' in text
    assert '<a href="../../journeys/teams/shop/">The shop</a>' in text
    assert f'<a href="{base}">map</a>' in text
    assert f'<a href="{base}#pain-no-wallet" title="T">The wallet is missing</a>' in text
    assert f'<a href="{base}#improvement-wallet"><strong>wallet</strong></a>' in text
    assert not links.check(site.folder)


def test_chinese_ids(make_site: MakeSite) -> None:
    chinese = "title: 网上买鞋\nid: 网上买鞋\nlang: zh\nstages: [{id: 付款, name: 我付款}]\n"
    site = built(make_site, "[](journey:网上买鞋#付款)\n\n" + fence(view="grid", map="网上买鞋"), {"journeys/网上买鞋.yml": chinese})
    assert site.code == 0, site.output
    assert ">我付款</a>" in site.text("guide/own/index.html")
    assert not links.check(site.folder)


WRONG = f"""---
title: Own
---
# Own

[x](journey:buy-shoos) and [y](journey:buy-shoes#wallet), [z](journey:teams/shop), [](journey:team/shopp).

- item

    ```journeybook
    view: gird
    map: buy-shoes
    ```

{fence(view="grid", map="buy-shoos")}
{fence(view="grid")}
{fence(view="curve", map="buy-shoes", stage="pay")}
{fence(view="backlog", team="shopp", status="dnoe")}
{fence(veiw="grid")}
```journeybook
view: [
```

```journeybook
"""
SAID = [
    "6:5: error[unknown-reference] no map has the id 'buy-shoos' (did you mean 'buy-shoes'?)",
    "6:32: error[unknown-reference] no part of the map 'buy-shoes' has the id 'wallet' (did you mean 'improvement-wallet'?)",
    "6:63: error[unknown-reference] there is no kind of record 'teams' (did you mean 'team'?)",
    "6:87: error[unknown-reference] no team has the id 'shopp' (did you mean 'shop'?)",
    "11:11: error[not-a-choice]",
    "(did you mean 'grid'?)",
    "17:6: error[unknown-reference] no map has the id 'buy-shoos'",
    "21:7: error[missing-field] the view 'grid' needs 'map:'",
    "27:1: error[unknown-field] the view 'curve' does not heed 'stage' (it heeds map)",
    "32:7: error[unknown-reference] no team has the id 'shopp' (did you mean 'shop'?)",
    "33:9: error[not-a-choice] must be one of",
    "(did you mean 'done'?)",
    "37:1: error[unknown-field]",
    "(did you mean 'view'?)",
    "error[yaml-syntax]",
    "44:1: error[unclosed-fence] this fence is never closed",
]


def test_everything_wrong_is_told_at_once(make_site: MakeSite) -> None:
    broken = MAP.replace("title: Buying", "titel: Buying")
    site = built(make_site, WRONG, {"journeys/other.yml": broken, "site/kept.txt": "published"})
    assert site.code == 1
    missing = [line for line in SAID if line not in site.output]
    assert not missing, site.output
    assert "journeys/other.yml:1:1: error[unknown-field]" in site.output
    assert "docs/guide/own.md:6:5" in site.output
    assert "Traceback" not in site.output
    assert sites.contents(site.folder) == {"kept.txt": b"published"}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("view: curve\nmap: buy-shoes\npersona: anna\n", "4:1 unknown field 'persona': the view 'curve' heeds map"),
        ("view: backlog\npersona: anna\n", "3:1 unknown field 'persona': the view 'backlog' heeds map, stage, team, status, limit"),
        ("view: curve\nmap: buy-shoes\n---\nview: grid\nmap: buy-shoes\n", "4:1 a second view begins here: give each view a fence of its own"),
    ],
)
def test_what_a_fence_does_not_take(body: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "buy-shoes.yml").write_text(MAP, encoding="utf-8")
    atlas = load(tmp_path, datetime.date(2026, 11, 1)).atlas
    (problem,) = view_fences.wanted(atlas, Fence(first=0, last=6, before="", body=body), "own.md")[1]
    assert f"{problem.place.line}:{problem.place.column} {problem.message}: {problem.hint}" == said


def test_nothing_is_said_about_what_cannot_be_read(make_site: MakeSite) -> None:
    page = "[x](journey:buy-boots#pay) [](journey:buy-boots)\n\n" + fence(view="grid", map="buy-boots")
    site = built(make_site, page, {"journeys/buy-boots.yml": MAP + "x: y: z\n"})
    assert site.code == 1
    assert site.output.count("error[") == 1
    assert "journeys/buy-boots.yml:" in site.output


def test_what_an_audience_must_not_see(make_site: MakeSite) -> None:
    files = {"journeys/open.yml": sites.SMALLEST.replace("title", "audience: public\ntitle")}
    page = "a [secret](journey:buy-shoes#pay) b [](journey:buy-shoes) c\n\n" + fence(view="grid", map="buy-shoes")
    site = built(make_site, page, files, audience="public")
    assert site.code == 0, site.output
    text = site.text("guide/own/index.html")
    assert "a secret b … c" in text
    assert "jb-embed" not in text
    assert not links.check(site.folder)


def test_ids_of_a_part_keep_apart() -> None:
    html = '<a href="#a"></a><a href="#b"></a><p id="a" aria-labelledby="a x"></p><line marker-end="url(#a)"/><a href="p/#a"></a>'
    moved = '<a href="#e-a"></a><a href="#b"></a><p id="e-a" aria-labelledby="e-a x"></p><line marker-end="url(#e-a)"/><a href="p/#a"></a>'
    assert render.apart(html, "e-") == moved


def test_every_view_is_documented() -> None:
    text = (sites.REPO / "docs" / "own-pages.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"\| `(\w+)` \| [^|]+ \| ([^|]+) \|", text))
    order = [name for name, _ in view_fences.Embed.declared()]
    said = {name: ", ".join(f"`{field}`" for field in sorted(kind.heeds, key=order.index)) for name, kind in view_fences.KINDS.items()}
    assert {name: rows.get(name) for name in said} == said


HOOK = """
def on_page_content(html, *, page, config, files):
    if page.file.src_uri == "guide/own.md":
        print("READ EARLY", page.markdown)
"""
EARLY = f"""# Own

[pay](journey:buy-shoes#pay), [](journey:team/shop), <a class="x" href='journey:buy-shoes#pay'>raw</a> and [gone][s].

<div>
{fence(view="pains", map="buy-shoes")}
</div>

{fence(view="pains", map="buy-shoes")}
{fence(view="pains", map="same")}
{fence(view="grid", map="hidden")}

[s]: journey:hidden
"""


def test_whoever_reads_markdown_early_meets_links(make_site: MakeSite) -> None:
    open_ = {name: text.replace("title:", "audience: public\ntitle:", 1) for name, text in FILES.items() if "buy" in name}
    same = MAP.replace("id: buy-shoes", "id: same\naudience: public").partition("improvements:")[0]
    library = {"journeys/library.yml": "teams: [{id: shop, name: The shop, audience: public}, {id: logistics, name: Logistics, audience: public}]\n"}
    hidden = {"journeys/hidden.yml": "title: A secret\nid: hidden\nstages: [{name: Secret}]\n"}
    project = make_site(
        {**open_, **library, **hidden, "journeys/same.yml": same, "docs/guide/own.md": EARLY, "early.py": HOOK},
        {"plugins": ["search", {"journeybook": {"today": sites.TODAY, "audience": "public"}}], "hooks": ["early.py"]},
    )
    site = sites.build(project, None, "--strict")
    assert site.code == 0, site.output
    early = site.output.partition("READ EARLY")[2]
    map_, other = "../journeys/maps/buy-shoes.md", "../journeys/maps/same.md"
    assert f"[pay]({map_}#pay), [The shop](../journeys/teams/shop.md), " in early
    assert "<a class=\"x\" href='../../journeys/maps/buy-shoes/#pay' data-journey='buy-shoes#pay'>raw</a>" in early
    name = "What hurts · Buying shoes"
    # two maps of the same name: the second view has a number, so that each link stands for one
    written = [f'[{name}]({map_} "{name}")'] * 2 + [f'[{name} 1]({other} "{name} 1")']
    assert re.findall(r"\[What hurts.*?\)", early) == written
    assert "journey:" not in early
    assert "hidden" not in early
    text = site.text("guide/own/index.html")
    assert text.count('<div class="jb jb-embed jb-embed-pains"') == 3
    assert '<a class="x" href="../../journeys/maps/buy-shoes/#pay">raw</a> and gone.' in text
    assert "data-journey" not in text
    assert name not in text
    assert not links.check(site.folder)


def test_a_mistake_in_a_snippet_is_told_of_the_page_that_shows_it(make_site: MakeSite) -> None:
    part = f"[x](journey:nowhere)\n\n{fence(view='gird', map='buy-shoes')}"
    extensions: list[object] = [{"pymdownx.snippets": {"base_path": ["parts"]}}]
    project = make_site({**FILES, "docs/own.md": '# Own\n\n--8<-- "part.md"\n', "parts/part.md": part}, {"markdown_extensions": extensions})
    site = sites.build(project, None)
    assert site.code == 1
    assert "docs/own.md:1:1: error[not-a-choice]" in site.output
    assert "docs/own.md:1:1: error[unknown-reference] no map has the id 'nowhere'" in site.output
    assert "Traceback" not in site.output
