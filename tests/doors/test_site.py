"""Whole sites: that every link of ours leads somewhere, that a build can be repeated, and that a failing one harms nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

import links
import sites
from journeybook.site.pages import PAGE_KINDS

MakeSite = Callable[..., Path]
MAP = "journeys/buy-shoes.yml"
CHINESE = """title: 网上买鞋
id: 网上买鞋
lang: zh
stages:
  - name: 我付款
    pains: [找不到常用的钱包]
"""


def sound(folder: Path) -> None:
    found = links.check(folder)
    assert not found, "\n".join(found)


def maps(built: sites.Built) -> list[str]:
    return [page for page in built.pages if 'data-kind="map"' in built.text(page)]


def test_every_link_leads_somewhere(site: Path) -> None:
    sound(site)


@pytest.mark.parametrize("kind", sorted(set(PAGE_KINDS) - {"problems"}))
def test_every_kind_of_page_is_there(site: Path, kind: str) -> None:
    assert any(f'data-kind="{kind}"' in page.read_text(encoding="utf-8") for page in site.rglob("*.html"))


def test_a_build_can_be_repeated(site: Path, tmp_path: Path) -> None:
    again = sites.build(sites.REPO, tmp_path / "b/c", PYTHONHASHSEED="2", TZ="Pacific/Kiritimati", LC_ALL="C")
    assert again.code == 0, again.output
    one, other = sites.contents(site), sites.contents(again.folder)
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []


def test_one_line_and_a_map_of_three_lines(make_site: MakeSite) -> None:
    built = sites.build(make_site({MAP: sites.SMALLEST}, {"plugins": ["search", "journeybook"]}), None, "--strict")
    assert built.code == 0, built.output
    assert {"journeys/index.html", "journeys/maps/buy-shoes/index.html"} <= set(built.pages)
    assert "Buying shoes" in built.text("journeys/index.html")
    assert "I pay" in built.text("journeys/maps/buy-shoes/index.html")
    sound(built.folder)


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_themes(make_site: MakeSite, theme: str) -> None:
    built = sites.build(make_site({MAP: sites.SMALLEST}, {"theme": {"name": theme}}), None, "--strict")
    assert built.code == 0, built.output
    assert "I pay" in built.text("journeys/maps/buy-shoes/index.html")
    page = html.document_fromstring(built.text("journeys/maps/buy-shoes/index.html"))
    listed = {link.get("href") for link in page.xpath("//a[not(ancestor::*[contains(@class, 'jb')])]")}
    if theme != "readthedocs":  # lists what is on a page only where the page is in its navigation
        assert ("#flow" in listed) == (theme == "mkdocs")
    else:
        (built.folder / "404.html").unlink()  # without a site_url, this theme's own search leads nowhere from there
    sound(built.folder)


def test_own_navigation(make_site: MakeSite) -> None:
    nav = [{"Start": "index.md"}, {"What customers live through": "journeys/index.md"}]
    built = sites.build(make_site({MAP: sites.SMALLEST}, {"nav": nav}), None, "--strict")
    assert built.code == 0, built.output
    assert "What customers live through" in built.text("index.html")
    assert maps(built) == ["journeys/maps/buy-shoes/index.html"]
    sound(built.folder)


def test_a_section_with_the_home_alone_gets_the_other_pages(make_site: MakeSite) -> None:
    nav = [{"Start": "index.md"}, {"Our journeys": ["journeys/index.md"]}, {"Ours": "ours.md"}]
    theme = {"name": "material", "font": False}
    project = make_site({MAP: sites.SMALLEST, "docs/ours.md": "# Ours\n"}, {"nav": nav, "theme": theme})
    built = sites.build(project, None, "--strict")
    assert built.code == 0, built.output
    text = built.text("index.html")
    places = [text.index(it) for it in ("Our journeys", 'href="journeys/backlog/"', 'href="journeys/maps/buy-shoes/"', 'href="ours/"')]
    assert places == sorted(places)
    assert text.count('href="journeys/backlog/"') == 1
    sound(built.folder)


def test_pages_as_files(make_site: MakeSite) -> None:
    built = sites.build(make_site({MAP: sites.SMALLEST}, {"use_directory_urls": False}), None, "--strict")
    assert built.code == 0, built.output
    assert maps(built) == ["journeys/maps/buy-shoes.html"]
    sound(built.folder)


def test_another_folder_and_another_place(make_site: MakeSite) -> None:
    options = {"journeybook": {"folder": "maps", "path": "kunden/reisen", "today": sites.TODAY}}
    built = sites.build(make_site({"maps/shoes.yml": sites.SMALLEST}, {"plugins": ["search", options]}), None, "--strict")
    assert built.code == 0, built.output
    assert maps(built) == ["kunden/reisen/maps/shoes/index.html"]
    sound(built.folder)


def test_a_link_from_the_users_own_page(make_site: MakeSite) -> None:
    own = {"docs/index.md": "[the map](journeys/maps/buy-shoes.md)\n"}
    built = sites.build(make_site({MAP: sites.SMALLEST, **own}), None, "--strict")
    assert built.code == 0, built.output
    assert 'href="journeys/maps/buy-shoes/"' in built.text("index.html")


def test_chinese(make_site: MakeSite) -> None:
    theme = {"name": "material", "font": False, "language": "zh"}
    built = sites.build(make_site({"journeys/网上买鞋.yml": CHINESE}, {"theme": theme}), None, "--strict")
    assert built.code == 0, built.output
    assert maps(built) == ["journeys/maps/网上买鞋/index.html"]
    text = built.text(maps(built)[0])
    assert "找不到常用的钱包" in text
    assert "Pains" not in text
    sound(built.folder)


def test_a_page_of_the_user_is_not_replaced(make_site: MakeSite) -> None:
    project = make_site({MAP: sites.SMALLEST, "site/kept.txt": "published", "docs/journeys/index.md": "# Mine\n"})
    built = sites.build(project)
    assert built.code == 1
    assert "journeys/index.md" in built.output
    assert "Traceback" not in built.output
    assert sites.contents(project / "site") == {"kept.txt": b"published"}


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("title: Buying shoes\nstages:\n  - {name: I pay, ownr: me}\n", "journeys/buy-shoes.yml:3:19"),
        ("title: [\n", "journeys/buy-shoes.yml:"),
        ("stages: [I pay]\n", "title"),
    ],
    ids=["unknown key", "syntax", "no title"],
)
def test_a_failing_check_leaves_the_published_site(make_site: MakeSite, broken: str, said: str) -> None:
    project = make_site({MAP: sites.SMALLEST})
    assert sites.build(project).code == 0
    published = sites.contents(project / "site")
    (project / MAP).write_text(broken, encoding="utf-8")
    built = sites.build(project)
    assert built.code == 1
    assert said in built.output
    assert "Traceback" not in built.output
    assert sites.contents(project / "site") == published


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"folder": "nowhere"}, "nowhere"),
        ({"today": "soon"}, "today"),
        ({"diagrams": "by hand"}, "diagrams"),
        ({"fodler": "x"}, "fodler"),
        ({"path": "../outside"}, "path"),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_wrong_options(make_site: MakeSite, options: dict[str, str], said: str) -> None:
    project = make_site({MAP: sites.SMALLEST, "site/kept.txt": "published"}, {"plugins": [{"journeybook": options}]})
    built = sites.build(project, None, "--strict")
    assert built.code == 1
    assert said in built.output
    assert "Traceback" not in built.output
    assert sites.contents(project / "site") == {"kept.txt": b"published"}


def test_the_calendar_of_reviews(site: Path, make_site: MakeSite) -> None:
    days = (site / "journeys/reviews.ics").read_bytes()
    assert days.startswith(b"BEGIN:VCALENDAR\r\n")
    assert days.count(b"BEGIN:VEVENT") == days.count(b"\r\nUID:") > 2
    dated = sites.SMALLEST + "review: {every: 1 year, log: [{date: 2026-05-01, outcome: confirmed}]}\n"
    built = sites.build(make_site({MAP: dated}, {"site_url": "https://a.example/"}), None, "--strict")
    assert built.code == 0, built.output
    assert "URL:https://a.example/journeys/maps/buy-shoes/" in (built.folder / "journeys/reviews.ics").read_text(encoding="utf-8")
    sound(built.folder)
    nothing_due = sites.build(make_site({MAP: sites.SMALLEST}))
    assert not (nothing_due.folder / "journeys/reviews.ics").exists()
    sound(nothing_due.folder)
