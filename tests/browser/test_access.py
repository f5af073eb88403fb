"""One page of every kind for readers who do not see, point or read as others do: keys, words beside colours, forced colours,
large and widely spaced text, less motion, assistive technology, paper; and markup that no browser has to repair."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import zip_longest
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from browser import asks
from browser.conftest import UNCHECKED
from browser.test_pages import printed_in, sheet_text, squeezed

# Line height 1.5, paragraphs 2, letters 0.12, words 0.16: what a reader may set, by the standard (WCAG 1.4.12).
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
# Material's own.
THEIRS = ("Attribute “autocomplete” is only allowed", "Bad value “” for attribute “tabindex” on element “label”")


def test_words_beside_colours_forced_colours_and_less_motion(samples: dict, address: str, window: Callable) -> None:
    found = []
    with window(address) as it:
        for kind, path in samples.items():
            it.page.emulate_media(forced_colors="none", reduced_motion="reduce")
            it.show(path)
            lines = it.page.evaluate(asks.COLOURED) + it.page.evaluate(asks.MOVING)
            it.page.emulate_media(forced_colors="active")
            found += [f"{kind}: {line}" for line in lines + it.page.evaluate(asks.FAINT)]
    assert not found, "\n".join(found)


def pressed(page) -> list[str]:
    """What is wrong with the first stops behind the title, each of them reached by pressing Tab."""
    stops = []
    for _ in range(20):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(asks.FOCUS))
        if len(stops) > 8 and stops[-1]["link"]:
            break
    found = [] if any(stop["ours"] and stop["link"] for stop in stops) else ["Tab reaches no link"]
    found += [f"focus does not show on {stop['name']}" for stop in stops if not stop["shown"]]
    return found + [f"focus is out of sight on {stop['name']}" for stop in stops if not stop["seen"]]


@pytest.mark.parametrize("width", [1280, 320])
def test_keys_reach_everything_and_it_stays_in_sight(samples: dict, address: str, window: Callable, width: int) -> None:
    found = []
    with window(address, width=width) as it:
        for kind, path in samples.items():
            it.show(path)
            it.page.keyboard.press("Tab")  # from now on, focus is the keyboard's
            found += [] if it.page.evaluate(asks.SKIP) else [f"{kind}: nothing skips the navigation"]
            found += [f"{kind}: {line}" for line in pressed(it.page)]
            stops, lines = it.page.evaluate(asks.STOPS)
            assert stops, f"{kind} has nothing to go to"
            found += [f"{kind}: {line}" for line in lines]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("width", "size", "style"), [(320, 16, SPACING), (1280, 32, "")], ids=["spaced-320", "double-1280"])
def test_large_and_spaced_text_loses_nothing(samples: dict, address: str, window: Callable, width: int, size: int, style: str) -> None:
    found = []
    with window(address, width=width) as it:
        it.page.context.new_cdp_session(it.page).send("Page.setFontSizes", {"fontSizes": {"standard": size}})
        for kind, path in samples.items():
            it.show(path)
            if style:
                it.page.add_style_tag(content=style)
            across, wide = it.page.evaluate(asks.WIDTH)
            found += [f"{kind}: {across} px wide"] if across > wide else []
            found += [f"{kind}: {line}" for line in it.page.evaluate(asks.CUT)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("kind", ["map", "map zh"])
def test_assistive_technology_is_told_every_stage(samples: dict, address: str, window: Callable, kind: str) -> None:
    with window(address) as it:
        it.show(samples[kind])
        stages = it.page.evaluate(asks.STAGES)
        nodes = it.page.context.new_cdp_session(it.page).send("Accessibility.getFullAXTree")["nodes"]
    told = {(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node["ignored"]}
    assert len(stages) > 2
    for role in ("heading", "region"):
        assert [name for name in stages if not any(role == one and name in said for one, said in told)] == [], role


def test_paper_holds_every_text(samples: dict, address: str, window: Callable) -> None:
    found = []
    with window(address) as it:
        for kind, path in samples.items():
            it.show(path)
            texts = it.page.evaluate(asks.ON_PAPER)
            printed = PdfDocument(it.page.pdf(prefer_css_page_size=True))
            sheets = [sheet_text(page) for page in printed]
            assert texts
            whole = "".join(sheets)
            found += [f"{kind}: {text}" for text in texts if not printed_in(whole, text)]
            found += [f"{kind}: sheet {number} is empty" for number, sheet in enumerate(sheets, 1) if not sheet]
    assert not found, "\n".join(found)


def test_a_table_has_its_head_on_every_sheet(samples: dict, address: str, window: Callable) -> None:
    with window(address) as it:
        it.show(samples["backlog"])
        heads = it.page.evaluate("[...document.querySelectorAll('#backlog-table thead th')].map(it => it.innerText)")
        below = it.page.evaluate("document.querySelector('#backlog-table ~ p.jb-note').innerText")
        printed = PdfDocument(it.page.pdf(prefer_css_page_size=True))
    sheets = [squeezed(page.get_textpage().get_text_bounded()) for page in printed]
    end = next(number for number, sheet in enumerate(sheets) if squeezed(below) in sheet)
    assert end > 3
    assert len(heads) > 5
    assert all(squeezed(head) in sheet for sheet in sheets[:end] for head in heads)


class Strict(HTMLParser):
    """Reads our part of a page as strictly as XML: every tag is closed where it must be, no attribute stands twice."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.wrong: list[str] = []
        self.done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if not self.open and (self.done or "jb" not in (dict(attrs).get("class") or "").split()):
            return
        self.tags.append(f"{len(self.open)} {tag}")
        self.wrong += [f"{tag} has {name} twice" for name in set(names) if names.count(name) > 1]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID and self.open:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open:
            return
        if self.open[-1] != tag:
            self.wrong.append(f"line {self.getpos()[0]}: </{tag}> closes <{self.open[-1]}>")
        self.open.pop()
        self.done = not self.open


def test_no_browser_has_to_repair_our_markup(samples: dict, site: Path, address: str, window: Callable) -> None:
    """What a browser understands is what is written: it moved, closed or added no tag."""
    found = []
    with window(address) as it:
        it.show(samples["home"])
        for kind, path in samples.items():
            file = path if path.endswith(".html") else f"{path}index.html"
            strict = Strict()
            strict.feed((site / file).read_text(encoding="utf-8"))
            understood = [tag.lower() for tag in it.page.evaluate(asks.TAGS, address + file)]
            assert len(strict.tags) > 5
            found += [f"{kind}: {line}" for line in strict.wrong]
            found += next(([f"{kind}: {ours} became {theirs}"] for ours, theirs in zip_longest(strict.tags, understood) if ours != theirs), [])
    assert not found, "\n".join(found)


def test_the_validator_finds_nothing_of_ours(samples: dict, site: Path, pytestconfig: pytest.Config) -> None:
    """The Nu HTML checker: `JOURNEYBOOK_VNU` names its jar, or a `vnu` is on the path; the run says so where there is neither."""
    jar, program = os.environ.get("JOURNEYBOOK_VNU"), shutil.which("vnu")
    if not (program or (jar and shutil.which("java"))):
        pytestconfig.stash[UNCHECKED] = True
        pytest.skip("no Nu HTML checker: set JOURNEYBOOK_VNU to its vnu.jar")
    command = ["java", "-Xss4m", "-jar", jar] if jar else [program]
    files = [str(site / (path if path.endswith(".html") else f"{path}index.html")) for path in samples.values()]
    run = subprocess.run([*command, "--format", "json", "--exit-zero-always", *files], capture_output=True, timeout=300)
    messages = json.loads(run.stderr)["messages"]
    ours = [f"{it['url'].rpartition('site')[2]}:{it['lastLine']} {it['message']}" for it in messages if not it["message"].startswith(THEIRS)]
    assert not ours, "\n".join(ours)
