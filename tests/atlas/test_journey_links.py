"""What `journey:…` in a page means, and what is said where it means nothing."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import journeybook
from journeybook.atlas import journey_links
from journeybook.atlas.atlas import Atlas

FILES = {
    "shoes.yml": """
title: Buying shoes
id: shoes
aliases: [boots]
stages:
  - {id: look, aliases: [see], name: I look around, pains: [{id: no-size, aliases: [size], text: No size fits}]}
  - {id: pay, name: I pay, gains: [{id: quick, text: Quick}]}
pains: [{id: pay, text: As a stage is called}]
""",
    "team.yml": "title: Team\nid: team\nstages: [{id: pain-x, name: Like an anchor}]\n",
    "library.yml": "teams: [{id: shop, aliases: [store], name: The shop}, {id: depot, name: Depot}]\npains: [{id: rain, text: It rains in the street}]\n",
}


@pytest.fixture
def atlas(tmp_path: Path) -> Atlas:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return journeybook.load(tmp_path, datetime.date(2026, 1, 1)).atlas


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("journey:shoes", "<map shoes>"),
        ("shoes", "<map shoes>"),
        ("journey:boots", "<map shoes>"),
        ("journey:map/shoes", "<map shoes>"),
        ("journey:map/shoes#pay", "<stage shoes#pay>"),
        ("journey:shoes#pay", "<stage shoes#pay>"),
        ("journey:shoes#see", "<stage shoes#look>"),
        ("journey:shoes#pain-pay", "<pain shoes#pay>"),
        ("journey:shoes#pain-no-size", "<pain shoes#no-size>"),
        ("journey:shoes#pain-size", "<pain shoes#no-size>"),
        ("journey:shoes#gain-quick", "<gain shoes#quick>"),
        ("journey:team#_pain-x", ""),
        ("journey:team#pain-x", "<stage team#pain-x>"),
        ("journey:team/shop", "<team shop>"),
        ("journey:team/store", "<team shop>"),
        ("journey:pain/rain", "<pain rain>"),
        ("journey:pain/shoes%23no-size", ""),
        ("journey:sho%65s", "<map shoes>"),
        ("journey:shoes#", "<map shoes>"),
    ],
)
def test_what_an_address_means(address: str, found: str, atlas: Atlas) -> None:
    try:
        told = repr(journey_links.resolve(atlas, address))
    except journey_links.Unknown:
        told = ""
    assert told == found


@pytest.mark.parametrize(
    ("address", "message", "hint"),
    [
        ("journey:/shoes/", "'/' follows 'journey:'", "write journey:shoes"),
        ("journey://shoes", "'//' follows 'journey:'", "write journey:shoes"),
        ("journey: shoes", "a blank follows 'journey:'", "write journey:shoes"),
        ("journey:shoos", "no map has the id 'shoos'", "did you mean 'shoes'?"),
        ("journey:shop", "no map has the id 'shop'", "did you mean 'team/shop'?"),
        ("journey:buying-shoes", "no map has the id 'buying-shoes'", "did you mean 'shoes'?"),  # its title
        ("journey:nothing-of-the-kind", "no map has the id 'nothing-of-the-kind'", "write 'journey:', the id of a map and, behind '#', of a step"),
        ("journey:map/nothing-of-the-kind", "no map has the id 'nothing-of-the-kind'", "write 'journey:', the id of a map and, behind '#', of a step"),
        ("journey:shoes#payy", "no part of the map 'shoes' has the id 'payy'", "did you mean 'pay'?"),
        ("journey:shoes#no-size", "no part of the map 'shoes' has the id 'no-size'", "did you mean 'pain-no-size'?"),
        ("journey:shoes#i-look-around", "no part of the map 'shoes' has the id 'i-look-around'", "did you mean 'look'?"),
        ("journey:shoes#team", "no part of the map 'shoes' has the id 'team'", f"name {journey_links.PARTS} of that map"),
        ("journey:teams/shop", "there is no kind of record 'teams'", "did you mean 'team'?"),
        ("journey:xyzzy/shop", "there is no kind of record 'xyzzy'", "one of team, channel, touchpoint, persona, segment, system, metric, evidence, goal, term, "
         "gain, improvement, opportunity, pain"),
        ("journey:team/shop#pay", "only maps have parts, and 'team/shop' is none", "remove '#pay'"),
        ("journey:team/shopp", "no team has the id 'shopp'", "did you mean 'shop'?"),
        ("journey:team/the-shop", "no team has the id 'the-shop'", "did you mean 'shop'?"),
        ("journey:team/warehouse", "no team has the id 'warehouse'", ""),
        ("journey:pain/rian", "no pain has the id 'rian'", "did you mean 'rain'?"),
        ("journey:pain/no-sise", "no pain has the id 'no-sise'", ""),  # it stands in a map, and is named with it
        ("journey:goal/shop", "no goal has the id 'shop'", ""),
    ],
)  # fmt: skip
def test_what_is_said_of_an_address_that_means_nothing(address: str, message: str, hint: str, atlas: Atlas) -> None:
    with pytest.raises(journey_links.Unknown) as told:
        journey_links.resolve(atlas, address)
    assert (told.value.message, told.value.hint) == (message, hint)


def test_a_stage_is_found_in_its_map_alone(atlas: Atlas) -> None:
    assert repr(journey_links.find_spot(atlas, atlas.maps["shoes"], "pay")) == "<stage shoes#pay>"
    assert journey_links.find_spot(atlas, atlas.maps["team"], "pay") is None
    assert journey_links.find_spot(atlas, atlas.maps["team"], "shoes") is None
