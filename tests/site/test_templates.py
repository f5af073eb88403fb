"""The templates: one for each kind of page, and nothing else beside the parts that they share."""

from __future__ import annotations

import pytest

from journeybook.site import render
from journeybook.site.pages import PAGE_KINDS

NO_PAGES = {"embed", "failed", "mistakes", "redirect", "searched"}
"""What is put together without the table of pages: by hand-written pages, the preview, old addresses and the search."""


def names(folder: str) -> set[str]:
    """The templates that stand in `folder`."""
    return {path.stem for path in (render.TEMPLATES / folder).glob("*.html")}


def test_every_kind_of_page_has_one_template() -> None:
    assert names("pages") == set(PAGE_KINDS)
    assert names(".") == NO_PAGES
    assert {path.name for path in render.TEMPLATES.iterdir() if path.is_dir()} == {"pages", "parts"}


@pytest.mark.parametrize("name", sorted(names("parts")))
def test_every_part_is_used(name: str) -> None:
    others = (path.read_text(encoding="utf-8") for path in render.TEMPLATES.rglob("*.html"))
    assert any(f'"parts/{name}.html"' in text for text in others)
