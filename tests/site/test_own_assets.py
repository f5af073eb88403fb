"""What pages load of ours: the style sheet is joined from all its themes, and knows the class of every number."""

from __future__ import annotations

import re

import pytest

from journeybook.site import own_assets
from journeybook.site.own_assets import LARGEST_CLASS, numbered, style_sheet


def test_every_theme_is_joined_once_or_published_apart() -> None:
    there = sorted(path.stem for path in (own_assets.FOLDER / "css").iterdir())
    assert there == sorted([*own_assets.AROUND, *own_assets.WITHIN, *own_assets.AFTER, *own_assets.APART])
    assert {path.name for path in own_assets.FOLDER.iterdir()} == {"css", "js"}


@pytest.mark.parametrize("name", [*own_assets.AROUND, *own_assets.WITHIN, *own_assets.AFTER])
def test_a_theme_is_one_paragraph_whose_braces_close(name: str) -> None:
    text = own_assets.file(f"{name}.css").read_text(encoding="utf-8")
    assert text.count("{") == text.count("}")
    assert text.endswith("}\n")
    assert not re.search(r"\n\n|[ \t]\n", text)


def test_the_joined_sheet_holds_every_line_of_its_themes_within_its_frame() -> None:
    lines = [line.strip() for line in style_sheet().splitlines()]
    for name in own_assets.WITHIN:
        text = own_assets.file(f"{name}.css").read_text(encoding="utf-8").replace(own_assets.CLASSES, "")
        assert [line.strip() for line in text.splitlines() if line.strip() not in lines] == []
    assert style_sheet().count(own_assets.BELOW) == 1
    assert own_assets.CLASSES.strip() not in style_sheet()


@pytest.mark.parametrize("letter", ["n", "a"])
def test_every_number_has_its_classes(letter: str) -> None:
    known = set(re.findall(rf"\.(jb-{letter}[0-9x][0-9-]*|jb-{letter}x)\{{", style_sheet()))
    for number in range(1, LARGEST_CLASS + 1):
        assert numbered(letter, number) in known
        assert f".jb-{letter}{number}{{--{letter}:{number}}}" in style_sheet()
    assert f"jb-{letter}{LARGEST_CLASS + 1}" not in known
    for number in (LARGEST_CLASS + 1, 200, 999, 1000, 9999):
        own, *digits = numbered(letter, number).split()
        assert own == f"jb-{letter}{number}"
        assert set(digits) <= known
        assert sum(10 ** int(place) * int(digit) for place, digit in re.findall(r"(\d)-(\d)", " ".join(digits))) == number


def test_larger_numbers_are_the_sum_of_their_digits() -> None:
    assert ".jb-nx{--n:calc(var(--n3)*1000 + var(--n2)*100 + var(--n1)*10 + var(--n0))}.jb-n0-0{--n0:0}" in style_sheet()
    assert numbered("a", 1204) == "jb-a1204 jb-ax jb-a0-4 jb-a1-0 jb-a2-2 jb-a3-1"


@pytest.mark.parametrize("name", own_assets.WITHIN)
def test_a_theme_says_start_and_end_for_what_is_left_in_one_language_and_right_in_another(name: str) -> None:
    text = own_assets.file(f"{name}.css").read_text(encoding="utf-8")
    sided = re.findall(r"[^{};]*\{[^{}]*(?:(?:margin|padding|border)-(?:left|right)|text-align: (?:left|right)|[\s;](?:left|right):|float:)[^{}]*\}", text)
    allowed = (".jb-copier", '&[dir="rtl"]')
    assert [rule for rule in sided if not any(word in rule for word in allowed)] == []


SHARED = {"jb-level", "jb-star", "jb-track", "jb-urgent"}
"""What the walk and the sheet style anew on purpose, below their own names or as all pages have it."""


@pytest.mark.parametrize("name", ["walk", "summary"])
def test_a_page_s_own_theme_styles_nothing_of_other_pages(name: str) -> None:
    """Two things of one name once stretched every stage of a printed map to the height of a sheet."""
    rules = re.findall(r"[^{}]+(?=\{)", own_assets.file(f"{name}.css").read_text(encoding="utf-8"))
    leading = {found[1] for rule in rules for part in rule.split(",") if (found := re.match(r"\s*(?:& )?\.(jb-[a-z0-9-]+)(?=[\s:.>+]|$)", part))}
    assert len(leading) > 10
    others = "".join(
        path.read_text(encoding="utf-8") for path in (own_assets.FOLDER.parent / "templates").rglob("*.html") if path.stem not in ("walk", "summary")
    )
    assert sorted(it for it in leading - SHARED if re.search(rf'["\s]{it}["\s{{]', others)) == []
