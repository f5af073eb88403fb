"""One page of every kind, as readers meet it: light, dark, phone, keyboard, print, no scripts, assistive technology."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdfium2 import PdfPage, raw

from browser import asks
from journeybook.site.pages import PAGE_KINDS

# What Material itself breaks, and is allowed to, outside our content (a list to shorten, not to lengthen).
MATERIAL = {"landmark-unique"}
KINDS = {"map zh", "how-to-read zh", *PAGE_KINDS} - {"problems"}
LOOKS = [(dark, width) for dark in (False, True) for width in (1280, 320)]
each_look = pytest.mark.parametrize(("dark", "width"), LOOKS, ids=[f"{'dark' if d else 'light'}-{w}" for d, w in LOOKS])


def squeezed(text: str) -> str:
    """Text without what a layout may change: spaces, case, forms of one character."""
    text = re.sub("[\u2f00-\u2fdf]", "\u2e80", text)  # a PDF's radicals: NFKC makes other characters of some
    text = re.sub("[\x02\u2010-\u2015\u2212]", "-", text)  # fonts share one glyph between dashes; PDFium says 2 for one at a line's end
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def sheet_text(page: PdfPage) -> str:
    """What a sheet of a PDF says, run by run as they were written. By their places the letters of a word with a halo, which stands
    there twice, would be mixed, differently with every font: "rreeassur assureed +1 d +1"."""
    found, text = [], page.get_textpage()
    for run in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=20):
        length = raw.FPDFTextObj_GetText(run.raw, text.raw, None, 0)
        letters = (ctypes.c_ushort * (length // 2))()
        raw.FPDFTextObj_GetText(run.raw, text.raw, letters, length)
        found.append(bytes(letters).decode("utf-16-le", "replace").rstrip("\0"))
    return squeezed("".join(found))


def printed_in(text: str, name: str) -> bool:
    """Whether a PDF's text holds a name; fonts give some Chinese characters back as the radical or rare one that looks the same,
    and a word with a halo stands there twice, character by character."""
    wanted = squeezed(name)
    return wanted in text or bool(re.search("".join(f"[{re.escape(c)}\u2e80-\u2eff\u3400-\u4dbf]{{1,2}}" for c in wanted), text))


OF_A_MAP = ("map", "walk", "summary")
"""The kinds of page on which links and boxes are asked for their size too: 24 by 24 pixels, or so much room around."""


def broken(page, contrast: bool, targets: bool = False) -> list[str]:
    """What axe finds, one line for each place; outside our content without what Material is known for."""
    asked = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": contrast}, "target-size": {"enabled": targets}}}
    rules = Axe().run(page, options=asked).response["violations"]
    found = [(rule["id"], str(node["target"][0]), node["html"][:100]) for rule in rules for node in rule["nodes"]]
    ours = page.evaluate(asks.OURS, [selector for _, selector, _ in found])
    return [" ".join(line) for line, own in zip(found, ours, strict=True) if own or line[0] not in MATERIAL]


def test_samples_of_every_kind(samples: dict[str, str]) -> None:
    assert set(samples) >= KINDS


@each_look
def test_nothing_is_wrong(samples: dict, address: str, window: Callable, dark: bool, width: int) -> None:
    found = []
    with window(address, dark, width) as it:
        for kind, path in samples.items():
            it.show(path, idle=True)
            assert it.page.get_attribute("body", "data-md-color-scheme") == ("slate" if dark else "default")
            across, wide = it.page.evaluate(asks.WIDTH)
            found += [f"{kind}: {across} px wide"] if across > wide else []
            found += [f"{kind}: {line}" for line in it.page.evaluate(asks.HARM) + it.page.evaluate(asks.UNSEEN) + it.trouble]
            it.trouble.clear()
            # Contrast takes most of the time; it depends on the width only where a phone shows something else, never on the language.
            contrast = dark == (width == 320) and not kind.endswith(" zh")
            found += [f"{kind}: {line}" for line in broken(it.page, contrast, kind.partition(" ")[0] in OF_A_MAP)]
    assert not found, "\n".join(found)


def test_the_same_texts_without_scripts(samples: dict, address: str, window: Callable) -> None:
    found = []
    with window(address) as it, window(address, script=False) as plain:
        for kind, path in samples.items():
            it.show(path)
            plain.show(path)
            text = squeezed(plain.page.locator(".jb").first.inner_text())
            expected = it.page.evaluate(asks.KEY_TEXTS)
            assert expected, f"{kind} has neither headings nor tables"
            found += [f"{kind}: {one}" for one in expected if squeezed(one) not in text]
    assert not found, "\n".join(found)


def test_print_from_the_dark_is_dark_on_white(samples: dict, address: str, window: Callable) -> None:
    found = []
    with window(address, dark=True) as it:
        for kind, path in samples.items():
            it.show(path)
            it.page.emulate_media(media="print")
            found += [f"{kind}: {text}" for text in it.page.evaluate(asks.PALE)]
            it.page.emulate_media(media="screen")
    assert not found, "\n".join(found)


def test_search_finds_a_map(samples: dict, address: str, window: Callable) -> None:
    with window(address) as it:
        it.show(samples["map"])
        it.page.keyboard.press("/")
        it.page.keyboard.type(it.page.locator("h1").first.inner_text().replace("¶", "").strip(), delay=5)
        it.page.locator(".md-search-result__link").first.wait_for(timeout=10_000)
        assert not it.trouble
