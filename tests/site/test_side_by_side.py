"""The built example: its comparison and consistency pages say what the YAML says, read here by other means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from lxml import html

import links
import sites
from sites import REPO

NOW, THEN = "buy-running-shoes", "buy-running-shoes-future"
PAIR = f"journeys/compare/{NOW}/{THEN}/index.html"
SIGNS = {"consistent": "=", "differs": "≠", "missing": "✕"}


def tree(site: Path, page: str) -> Any:
    return html.document_fromstring((site / page).read_bytes(), parser=html.HTMLParser(encoding="utf-8")).find_class("jb")[0]


def text(node: Any) -> str:
    return " ".join(node.text_content().split())


def written(name: str) -> dict[str, Any]:
    return yaml.safe_load((REPO / f"journeys/shop/{name}.yml").read_text(encoding="utf-8"))


def steps(name: str) -> dict[str, str]:
    return {step["id"]: step["name"] for stage in written(name)["stages"] for step in stage["steps"]}


def library(key: str) -> Iterator[dict[str, Any]]:
    for path in (REPO / "journeys").rglob("*.yml"):
        yield from yaml.safe_load(path.read_text(encoding="utf-8")).get(key) or () if path.name != "atlas.yml" else ()


def marked(page: Any, kind: str) -> set[str]:
    return {text(link) for head in page.xpath(f"//h4[.//*[contains(@class, 'jb-mark-{kind}')]]") for link in head.iter("a")}


def test_steps_that_come_and_go(site: Path) -> None:
    page, before, after = tree(site, PAIR), steps(NOW), steps(THEN)
    new, gone = set(after) - set(before), set(before) - set(after)
    assert new
    assert gone
    assert marked(page, "new") == {after[name] for name in new}
    assert marked(page, "gone") == {before[name] for name in gone}
    changed = len(marked(page, "changed"))
    assert f"{len(new)} step{'s' * (len(new) != 1)} added, {len(gone)} gone, {changed} changed" in text(page.find_class("jb-sentence")[0])


def test_a_change_in_words(site: Path) -> None:
    found = [text(item) for item in tree(site, PAIR).xpath("//*[contains(@class, 'jb-diff')]/li")]
    before, after = ({s["id"]: s for stage in written(name)["stages"] for s in stage["steps"]}["choose-payment"] for name in (NOW, THEN))
    assert f"Thinks {after['thinks']} instead of {before['thinks']}" in found
    assert f"Feels +{after['feels']['score']} {after['feels']['word']} instead of −{-before['feels']['score']} {before['feels']['word']}" in found


def test_both_curves(site: Path) -> None:
    page = tree(site, PAIR)
    for name, shape in ((NOW, "rect"), (THEN, "circle")):
        feelings = [step.get("feels") for stage in written(name)["stages"] for step in stage["steps"]]
        scores = [feels for feels in feelings if isinstance(feels, int) or (feels and "score" in feels)]
        assert len(page.xpath(f"//*[local-name()='{shape}']")) == len(scores), name
    assert page.find_class("jb-dashed")
    rows = {text(row.find("th")): [text(cell) for cell in row.findall("td")] for row in page.xpath("//*[@id='both-curves-table']//tbody/tr")}
    gone = next(iter(set(steps(NOW)) - set(steps(THEN))))
    assert rows[steps(NOW)[gone]][2] == "not there"


def test_improvements_that_are_done_and_still_differ(site: Path) -> None:
    page = tree(site, PAIR)
    done = [one for one in written(NOW)["improvements"] if one["status"] == "done"]
    shown = {text(row.find("th")): text(row.findall("td")[0]) for row in page.xpath("//*[@id='leads-table']//tbody/tr")}
    assert {one["title"] for one in done if one.get("at") == "enter-address"} <= {name for name, status in shown.items() if status == "✓ Shipped"}
    assert not {one["title"] for one in written(NOW)["improvements"] if one["status"] == "rejected"} & set(shown)
    still = text(page.xpath("//*[@id='still']/following-sibling::ul[1]")[0])
    assert all(one["title"] in still for one in done if one.get("at") == "enter-address")


def test_ways_there(site: Path) -> None:
    for name, other in ((NOW, THEN), (THEN, NOW)):
        found = tree(site, f"journeys/maps/{name}/index.html").xpath("//a[contains(@href, '/compare/')]")
        assert f"Compare with {written(other)['title']}" in [text(link) for link in found], name
    hub = tree(site, "journeys/compare/index.html")
    assert {link.get("href") for link in hub.xpath("//tbody//th/a")} >= {f"{NOW}/{THEN}/"}


def test_the_address_of_a_pair_survives_new_ids(make_site: Callable[..., Path]) -> None:
    now = "title: Now\naliases: [before]\nstages: [Pay]\n"
    then = "title: Then\nstate: future\nbaseline: now\naliases: [later]\nstages: [Pay]\n"
    files = {"journeys/now.yml": now, "journeys/then.yml": then}
    built = sites.build(make_site(files), None, "--strict")
    assert built.code == 0, built.output
    for old, way in (("before/then", "../../now/then/"), ("now/later", "../then/"), ("before/later", "../../now/then/")):
        assert f'href="{way}"' in built.text(f"journeys/compare/{old}/index.html"), old
    assert links.check(built.folder) == []
    options = {"journeybook": {"today": sites.TODAY, "pages": ["compare"]}}
    built = sites.build(make_site(files, {"plugins": [options]}), built.folder.parent / "other", "--strict")
    assert built.code == 0, built.output
    assert [page for page in built.pages if "/compare/" in page] == ["journeys/compare/index.html"], "no redirects to pages that are left out"
    assert links.check(built.folder) == []


def test_consistency_says_what_the_library_says(site: Path) -> None:
    rows = {text(row.xpath("th/a")[0]): row for row in tree(site, "journeys/consistency/index.html").xpath("//*[@id='consistency-table']//tbody/tr")}
    expected = {one["name"]: one for one in library("touchpoints") if "consistency" in one}
    assert set(rows) == set(expected)
    for name, one in expected.items():
        said = [one["consistency"].get(aspect) for aspect in ("content", "tone", "function", "data")]
        assert [text(cell) for cell in rows[name].findall("td")[1:5]] == [f"{SIGNS[it]} {it}" if it else "? not assessed" for it in said]
        assert one["consistency"].get("note", "") in text(rows[name].find("th"))
    weights = [sum({"✕": 3, "≠": 2}.get(text(cell)[:1], 0) for cell in row.findall("td")[1:5]) for row in rows.values()]
    assert weights == sorted(weights, reverse=True)


def test_a_handover_between_media(site: Path) -> None:
    rows = tree(site, "journeys/consistency/index.html").xpath("//*[@id='crossings-table' or @id='within-table']//tbody/tr")
    own = [text(row) for row in rows if text(row.find("th")) == written(NOW)["title"]]
    assert any("offline" in row and "Follows the parcel" in row and "Finds a card in the letter box" in row for row in own)
