"""What a site may choose: which maps and pages it has, how strict it is, and that old addresses keep working."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import links
import sites

MakeSite = Callable[..., Path]
SECRET = "title: The secret takeover\nid: secret-takeover\naudience: restricted\nowner: Strategy\nstages: [{name: We buy them}]\n"
OPEN = """title: Buying shoes
audience: public
owner: E-commerce
parent: secret-takeover
stages:
  - {id: pay, name: I pay, continues_in: secret-takeover, owner: E-commerce}
transitions:
  - {from: pay, to: secret-takeover, when: Rich enough}
improvements: [{title: A second wallet, owner: E-commerce}]
"""


def plugins(**options: object) -> dict[str, object]:
    return {"plugins": ["search", {"journeybook": {"today": sites.TODAY, **options}}]}


def test_a_narrower_map_leaves_no_trace(make_site: MakeSite) -> None:
    files = {"journeys/open.yml": OPEN, "journeys/secret-takeover.yml": SECRET}
    public = sites.build(make_site(files, plugins(audience="public")), None, "--strict")
    assert public.code == 0, public.output
    written = {name: data for name, data in sites.contents(public.folder).items() if not name.endswith("mermaid.min.js")}  # it has secrets of its own
    assert [name for name, data in written.items() if b"secret" in data or b"Strategy" in data] == []
    assert not links.check(public.folder)
    everything = sites.build(make_site(files, plugins()), None, "--strict")
    assert "The secret takeover" in everything.text("journeys/maps/open/index.html")


def test_pages_that_are_left_out_become_plain_text(make_site: MakeSite) -> None:
    built = sites.build(make_site({"journeys/open.yml": OPEN.replace("parent: secret-takeover\n", "").replace(
        "continues_in: secret-takeover, ", "").replace("secret-takeover", "exit")}, plugins(pages=["team"])), None, "--strict")  # fmt: skip
    assert built.code == 0, built.output
    assert "journeys/backlog/index.html" not in built.pages
    assert "journeys/teams/e-commerce/index.html" in built.pages
    assert not links.check(built.folder)


def test_old_ids_lead_to_the_new_page(make_site: MakeSite) -> None:
    text = "title: Buying shoes\naliases: [buy-boots]\nstages:\n  - {id: pay, aliases: [payment], name: I pay}\n"
    built = sites.build(make_site({"journeys/shoes.yml": text}), None, "--strict")
    assert built.code == 0, built.output
    assert "url=../shoes/" in built.text("journeys/maps/buy-boots/index.html")
    assert 'id="payment"' in built.text("journeys/maps/shoes/index.html")
    assert not links.check(built.folder)


def test_pictures_of_a_map_are_published(make_site: MakeSite) -> None:
    text = "title: Buying shoes\nmedia: [{path: img/till.svg, alt: A till, caption: The till}]\nstages: [{name: I pay}]\n"
    picture = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    built = sites.build(make_site({"journeys/shoes.yml": text, "journeys/img/till.svg": picture}), None, "--strict")
    assert built.code == 0, built.output
    assert (built.folder / "journeys/files/img/till.svg").read_text(encoding="utf-8") == picture
    assert not links.check(built.folder)


@pytest.mark.parametrize(
    ("text", "flags", "options", "code"),
    [
        ("title: A\nstatus: in-review\nstages: [{name: I pay}]\n", (), {}, 0),
        ("title: A\nstatus: in-review\nstages: [{name: I pay}]\n", ("--strict",), {}, 1),
        ("title: A\nstatus: in-review\nstages: [{name: I pay}]\n", (), {"fail_on": "warning"}, 1),
        ("title: A\nreview: {every: 1 month, log: [{date: 2020-01-01}]}\nstages: [{name: I pay}]\n", ("--strict",), {}, 0),
    ],
    ids=["warning", "warning, strict", "warning, fail_on", "only overdue, strict"],
)
def test_strictness(make_site: MakeSite, text: str, flags: tuple[str, ...], options: dict[str, str], code: int) -> None:
    built = sites.build(make_site({"journeys/a.yml": text}, plugins(**options)), None, *flags)
    assert built.code == code, built.output


def test_own_words_and_lanes(make_site: MakeSite) -> None:
    settings = "title: Our customers\nlabels: {section.pains: Ouch}\nlanes: [pains, {id: x-legal, name: Legal says}, does]\n"
    text = "title: A\nstages: [{name: I pay, does: Pays, x-legal: Only with consent, pains: [Too slow]}]\n"
    built = sites.build(make_site({"journeys/atlas.yml": settings, "journeys/a.yml": text}), None, "--strict")
    assert built.code == 0, built.output
    page = built.text("journeys/maps/a/index.html")
    assert "Ouch</h2>" in page
    lanes = [page.index(f"jb-cell jb-lane-{lane} ") for lane in ("pains", "x-legal", "does")]
    assert lanes == sorted(lanes)
    assert "Legal says" in page


@pytest.mark.parametrize(("name", "said"), [("audiense", "did you mean 'audience'?"), ("colour", "there are folder, path,")])
def test_a_misspelt_option_publishes_nothing(make_site: MakeSite, name: str, said: str) -> None:
    built = sites.build(make_site({"journeys/secret-takeover.yml": SECRET}, plugins(**{name: "public"})))
    assert built.code == 1
    assert f"there is no option '{name}' ({said}" in built.output
    assert "Traceback" not in built.output
    assert not built.folder.exists()


@pytest.mark.parametrize(
    ("audience", "said"),
    [("public", "1 of 3 maps are for the audience 'public'; a map says so with 'audience: public'"),
     ("employees", "2 of 3 maps are for the audience 'employees'"), ("restricted", "")],
)  # fmt: skip
def test_a_build_says_how_many_maps_are_left_out(make_site: MakeSite, audience: str, said: str) -> None:
    files = {"journeys/a.yml": sites.SMALLEST, "journeys/b.yml": f"audience: public\n{sites.SMALLEST}", "journeys/secret-takeover.yml": SECRET}
    built = sites.build(make_site(files, plugins(audience=audience)), None, "--strict")
    assert built.code == 0, built.output
    assert said in built.output
    assert ("maps are for the audience" in built.output) is bool(said)


def test_options_at_the_top_of_mkdocs_yml_are_not_passed_over(make_site: MakeSite) -> None:
    built = sites.build(make_site({"journeys/a.yml": sites.SMALLEST}, {"journeybook": {"audience": "public"}}))
    assert built.code == 1
    assert "write them under 'plugins:', below '- journeybook:'" in built.output
    assert not built.folder.exists()


def test_settings_beside_the_site_are_named(make_site: MakeSite) -> None:
    said = "atlas.yml beside mkdocs.yml is not read: settings stand in journeys/atlas.yml (move it there)"
    astray = make_site({"journeys/a.yml": sites.SMALLEST, "atlas.yml": "title: Ours\n"})
    assert said in sites.build(astray).output
    (astray / "journeys/atlas.yml").write_text("title: Ours\n", encoding="utf-8")
    assert said not in sites.build(astray, None, "--strict").output


@pytest.mark.parametrize(
    ("epoch", "said"),
    [("", "is empty, which MkDocs cannot read; unset it"), ("abc", "must be a number of seconds such as 1793491200, not 'abc'"),
     ("-5", "not '-5'"), ("9" * 20, f"not '{'9' * 20}'")],
)  # fmt: skip
def test_a_day_that_cannot_be_read_stops_the_build_in_one_line(make_site: MakeSite, epoch: str, said: str) -> None:
    built = sites.build(make_site({"journeys/a.yml": sites.SMALLEST}), SOURCE_DATE_EPOCH=epoch)
    assert built.code == 1
    assert "journeybook: the variable SOURCE_DATE_EPOCH " in built.output
    assert said in built.output
    assert "Traceback" not in built.output
