"""The colours, from the style sheet itself: text and graphics stand out from whatever they are put on, in every scheme."""

from __future__ import annotations

import re
from itertools import product

import pytest

from journeybook.site.own_assets import style_sheet

CSS = style_sheet()
COLOUR = re.compile(r"--jb-([a-z-]+):\s*(?:var\([^#;]*)?(#[0-9a-f]{3,6})")
SCHEMES = ("light", "dark", "print")
TEXTS = ("ink", "mute", "accent", "neg", "pos", "warn")
GROUNDS = ("paper", "soft", "neg-soft", "pos-soft")


def colours(scheme: str) -> dict[str, str]:
    """The variables of a scheme; what it leaves as it is comes from the light one."""
    begin = {"light": ".jb {", "dark": '[data-md-color-scheme="slate"] .jb {', "print": "@media print {\n    & {"}
    found = {}
    for name in dict.fromkeys(("light", scheme)):
        block = CSS[CSS.index(begin[name]) + len(begin[name]) :]
        found |= dict(COLOUR.findall(block[: block.index("}")]))
    return found


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_scheme_has_every_colour(scheme: str) -> None:
    assert set(colours(scheme)) >= {*TEXTS, *GROUNDS, "line"}
    assert scheme == "light" or colours(scheme) != colours("light")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_can_be_read_on_every_ground(scheme: str) -> None:
    """Text needs 4.5 : 1; that is more than the 3 : 1 of graphics, which use the same colours."""
    palette = colours(scheme)
    pairs = [(text, ground) for text, ground in product(TEXTS, GROUNDS)] + [("paper", "accent")]
    poor = [f"{text} on {ground}: {ratio:.2f}" for text, ground in pairs if (ratio := contrast(palette[text], palette[ground])) < 4.5]
    assert poor == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_good_and_bad_differ_in_lightness_or_in_more_than_red_and_green(scheme: str) -> None:
    """Seen without the difference between red and green (blue against the rest), the two are still two colours."""
    palette = colours(scheme)

    def blue(colour: str) -> int:
        return int(colour[5:7], 16) - (int(colour[1:3], 16) + int(colour[3:5], 16)) // 2

    assert abs(blue(palette["neg"]) - blue(palette["pos"])) > 40
