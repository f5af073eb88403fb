"""Which of our pages stand in the site's navigation, where, and under which titles; without building the site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel, get_files
from mkdocs.structure.nav import Navigation, Section, get_navigation

import sites
from journeybook.doors.mkdocs.addresses import Addresses, still_there
from journeybook.doors.mkdocs.plugin import JourneybookPlugin
from journeybook.doors.mkdocs.site_files import OwnFiles
from journeybook.site.pages import OPTIONAL, location

MakeSite = Callable[..., Path]
MAPS = {
    "journeys/shoes.yml": "title: Shoes\nid: shoes\nowner: shop\nstages: [{id: look, name: I look, pains: [{id: dear, text: Dear}]}]\n",
    "journeys/boots.yml": "title: '*Boots* & more'\nid: boots\nowner: shop\nstages: [{id: look, name: I look}]\n",
    "journeys/library.yml": "teams: [{id: shop, name: The shop}]\n",
    "docs/about.md": "# About\n",
}


def prepared(
    make_site: MakeSite, files: dict[str, str] | None = None, nav: Any = None, **options: Any
) -> tuple[JourneybookPlugin, Navigation, Files, MkDocsConfig]:
    """A site up to its navigation, as MkDocs comes to it."""
    settings = {"plugins": [{"journeybook": {"today": sites.TODAY, "in_place": True, **options}}], "theme": {"name": "mkdocs"}, "nav": nav}
    project = make_site({**MAPS, **(files or {})}, settings)
    for name, text in (files or {}).items():
        if text == REMOVED:
            (project / name).unlink()
    config = load_config(str(project / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    try:
        config = config.plugins.on_config(config)
        files_ = config.plugins.on_files(get_files(config), config=config)
        navigation = config.plugins.on_nav(get_navigation(files_, config), config=config, files=files_)
    finally:
        config.plugins.on_shutdown()
    plugin = config.plugins["journeybook"]
    assert isinstance(plugin, JourneybookPlugin)
    return plugin, navigation, files_, config


def outline(items: list[Any]) -> list[Any]:
    return [{item.title: outline(item.children)} if isinstance(item, Section) else item.url for item in items]


REMOVED = "removed again"
HUBS = ["journeys/", "journeys/how-to-read/"]
SHOES, BOOTS = "journeys/maps/shoes/", "journeys/maps/boots/"


def ours(navigation: Navigation) -> list[str]:
    """The pages of the section that is ours."""
    (section,) = [item for item in navigation.items if isinstance(item, Section) and item.title == "Journeys"]
    assert all(page.parent is section for page in section.children)
    return [page.url for page in section.children]


def test_the_section_stands_behind_all_else(make_site: MakeSite) -> None:
    _, navigation, _, _ = prepared(make_site)
    assert [item.url for item in navigation.items[:-1]] == ["", "about/"]
    found = ours(navigation)
    assert found[:2] == HUBS
    assert found[-2:] == [BOOTS, SHOES]
    assert "journeys/compare/boots/shoes/" not in found  # the page of a pair is led to from others
    assert [page.url for page in navigation.pages] == ["", "about/", *found]


def test_hubs_alone(make_site: MakeSite) -> None:
    plugin, navigation, _, _ = prepared(make_site, navigation="hubs")
    found = ours(navigation)
    assert found[:2] == HUBS
    assert not {SHOES, BOOTS} & set(found)
    page = plugin.build.places["maps/shoes"].page
    assert page is not None
    assert page.parent is navigation.items[-1]  # though it is not listed there: themes show where a reader is


def test_maps_by_the_dozen_are_not_listed(make_site: MakeSite) -> None:
    for number, listed in ((28, True), (29, False)):  # and two more
        more = {f"journeys/m{n}.yml": f"title: M{n}\nstages: [A]\n" for n in range(number)}
        _, navigation, _, _ = prepared(make_site, more)
        assert (SHOES in ours(navigation)) is listed


def test_no_section(make_site: MakeSite) -> None:
    plugin, navigation, _, _ = prepared(make_site, navigation="none")
    assert outline(navigation.items) == ["", "about/"]
    page = plugin.build.places["maps/shoes"].page
    assert page is not None
    assert page.parent is None


@pytest.mark.parametrize(
    ("nav", "found"),
    [
        ([{"Ours": ["journeys/index.md"]}, "index.md"], "filled"),
        ([{"Ours": ["journeys/index.md", "about.md"]}, "index.md"], [{"Ours": ["journeys/", "about/"]}, ""]),
        ([{"Ours": ["journeys/maps/shoes.md"]}, "index.md"], [{"Ours": [SHOES]}, ""]),
        (["journeys/index.md", "index.md"], ["journeys/", ""]),
        (["index.md", {"More": [{"Deep": ["journeys/index.md", "journeys/maps/shoes.md"]}]}], ["", {"More": [{"Deep": ["journeys/", SHOES]}]}]),
    ],
)
def test_a_navigation_of_the_sites_own_wins(nav: list[Any], found: Any, make_site: MakeSite) -> None:
    _, navigation, _, _ = prepared(make_site, nav=nav)
    if found == "filled":
        section = navigation.items[0]
        assert isinstance(section, Section)
        assert [page.url for page in section.children][:2] == HUBS
        assert navigation.pages == [*section.children, navigation.items[1]]
        assert all(page.parent is section for page in section.children)
    else:
        assert outline(navigation.items) == found


def test_a_section_of_the_sites_own_stays_as_it_is_where_none_is_wanted(make_site: MakeSite) -> None:
    _, navigation, _, _ = prepared(make_site, nav=[{"Ours": ["journeys/index.md"]}], navigation="none")
    assert outline(navigation.items) == [{"Ours": ["journeys/"]}]


def test_titles_of_the_sites_own_navigation(make_site: MakeSite) -> None:
    nav = [
        {"Home": "index.md"},
        {"Ways & means": "journeys/index.md"},
        {"More": [{"Our shoes": "journeys/maps/shoes.md"}, "journeys/maps/boots.md", {"Elsewhere": "https://x.example"}]},
    ]
    plugin, _, _, _ = prepared(make_site, nav=nav)
    titles = {path: file.page.title for path, file in plugin.build.places.items() if file.page is not None}
    assert (titles["index"], titles["maps/shoes"], titles["maps/boots"]) == ("Ways &amp; means", "Our shoes", "Boots &amp; more")


def test_where_a_page_is_as_seen_from_another(make_site: MakeSite) -> None:
    plugin, _, _, _ = prepared(make_site)
    build, atlas = plugin.build, plugin.build.atlas
    shoes, boots, team = atlas.maps["shoes"], atlas.maps["boots"], atlas.library["team"]["shop"]
    look, dear = atlas.spots["shoes"]["look"], atlas.items["pain"][0]
    seen = {
        path: [build.addresses.of(entry, build.places[path]) for entry in (shoes, boots, team, look, dear)]
        for path in ("index", "maps/shoes", "maps/boots", "teams/shop", "maps/shoes/summary")
    }
    assert seen == {
        "index": ["maps/shoes/", "maps/boots/", "teams/shop/", "maps/shoes/#look", "maps/shoes/#pain-dear"],
        "maps/shoes": ["#", "../boots/", "../../teams/shop/", "#look", "#pain-dear"],
        "maps/boots": ["../shoes/", "#", "../../teams/shop/", "../shoes/#look", "../shoes/#pain-dear"],
        "teams/shop": ["../../maps/shoes/", "../../maps/boots/", "#", "../../maps/shoes/#look", "../../maps/shoes/#pain-dear"],
        "maps/shoes/summary": ["../", "../../boots/", "../../../teams/shop/", "../#look", "../#pain-dear"],
    }
    nowhere = Addresses({path: file for path, file in build.places.items() if path != "teams/shop"})
    assert (nowhere.of(team, build.places["index"]), nowhere.file(team)) == ("", None)


@pytest.mark.parametrize("backwards", [False, True])
def test_every_page_sees_every_other_one_where_it_is(backwards: bool, make_site: MakeSite) -> None:
    """Whichever is asked first: what one page has seen is remembered for those beside it."""
    more = {"journeys/more.yml": "teams: [{id: web, name: Web}]\npersonas: [{id: ann, name: Ann}]\nmetrics: [{id: age, name: Age}]\n"}
    plugin, _, _, _ = prepared(make_site, more, pages=list(OPTIONAL))
    build = plugin.build
    entries = [entry for entry in build.atlas.entries() if build.addresses.file(entry) is not None]
    assert {"teams/shop", "teams/web", "maps/shoes", "maps/shoes/summary"} <= build.places.keys()
    pages = sorted(build.places.items(), reverse=backwards)
    wrong = []
    for path, here in pages:
        for entry in entries:
            file, anchor = build.addresses.file(entry), "#".join(["", *location(entry)[1:]]).rstrip("#")
            assert file is not None
            wanted = (anchor or "#") if file is here else file.url_relative_to(here) + anchor
            if build.addresses.of(entry, here) != wanted:
                wrong.append((path, repr(entry), build.addresses.of(entry, here), wanted))
    assert wrong == []


def test_pages_that_another_plugin_takes_out_or_makes_itself(make_site: MakeSite) -> None:
    plugin, _, files, config = prepared(make_site)
    places = dict(plugin.build.places)
    assert still_there(places, files) == places
    files.remove(places["maps/shoes"])
    assert still_there(places, files).keys() == places.keys() - {"maps/shoes"}
    files.append(File.generated(config, places["maps/shoes"].src_uri, content="# Theirs\n"))
    with pytest.raises(PluginError, match=r"another plugin makes a page at the place of ours: journeys/maps/shoes\.md"):
        still_there(places, files)


def test_a_page_of_the_users_own_at_the_place_of_ours_ends_the_build(make_site: MakeSite) -> None:
    with pytest.raises(PluginError, match="two pages would be written to the same place") as told:
        prepared(make_site, {"docs/journeys/maps/shoes.md": "# Mine\n"})
    assert "  docs/journeys/maps/shoes.md and the page for journeys/maps/shoes.md" in str(told.value)


def test_what_a_written_link_leads_to(make_site: MakeSite) -> None:
    plugin, _, files, _ = prepared(make_site, {"docs/guides/returns.md": "# Returns\n", "docs/draft.md": "# Draft\n", "docs/prices.csv": "a\n"})
    draft, here = files.get_file_from_path("draft.md"), plugin.build.places["maps/shoes"]
    assert draft is not None
    draft.inclusion = InclusionLevel.EXCLUDED
    own = OwnFiles(files)
    found = {
        target: own.href(target, here)
        for target in (
            "guides/returns.md#late",
            "guides/./returns.md",
            "guides/returns/",
            "guides/returns",
            "prices.csv?x=1",
            "draft.md",
            "draft/",
            "nowhere.md",
        )
    }
    assert found == {
        "guides/returns.md#late": "../../../guides/returns/#late", "guides/./returns.md": "../../../guides/returns/", "guides/returns/": "../../../guides/returns/",
        "guides/returns": "../../../guides/returns/", "prices.csv?x=1": "../../../prices.csv?x=1", "draft.md": "", "draft/": "", "nowhere.md": "",
    }  # fmt: skip


def test_links_that_lead_nowhere_are_told(make_site: MakeSite) -> None:
    linked = (
        "title: Linked\nid: linked\nsummary: See [this](guides/return.md), [that](about.md) and [all](https://x.example/)\nlink: nothing.pdf\nstages: [A]\n"
    )
    plugin, _, files, _ = prepared(
        make_site, {"journeys/linked.yml": linked, "journeys/atlas.yml": "rules: {dead-link: off}\n", "docs/guides/returns.md": "# Returns\n"}
    )
    told = [(it.place.line, it.message, it.hint, it.level) for it in OwnFiles(files).dead(plugin.build.atlas, "warning")]
    assert sorted(told) == [
        (3, "the link 'guides/return.md' leads to no page or file of the site", "did you mean 'guides/returns.md'?", "warning"),
        (
            4,
            "the link 'nothing.pdf' leads to no page or file of the site",
            "write it as seen from the top of the documentation, such as 'guides/returns.md'",
            "warning",
        ),
    ]


def test_a_site_without_a_start_page_is_given_one(make_site: MakeSite) -> None:
    _, _, found, _ = prepared(make_site)
    assert [file.src_uri for file in found if file.dest_uri == "index.html"] == ["index.md"]
    _, navigation, found, _ = prepared(make_site, {"docs/index.md": REMOVED})
    (start,) = [file for file in found if file.dest_uri == "index.html"]
    assert start.page is not None
    assert (start.src_uri, start.page.title) == ("index.md", found.get_file_from_path("journeys/index.md").page.title)  # type: ignore[union-attr]
    assert ours(navigation)[:2] == HUBS
