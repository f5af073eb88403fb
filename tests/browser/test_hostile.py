"""Texts that try to become more than text (`tests/hostile/`), all in one atlas, every page of it opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import links
import sites
from browser import asks, every_field

HOSTILE = Path(__file__).parents[1] / "hostile"


@pytest.fixture(scope="module", params=["files", "fields"])
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> sites.Built:
    collected = {f"journeys/{file.name}": file.read_text(encoding="utf-8") for file in sorted(HOSTILE.glob("*.yml"))}
    files = collected if request.param == "files" else every_field.files()
    # Links that nobody should open are errors; here their pages are wanted all the same.
    files["journeys/atlas.yml"] = "rules: {unsafe-link: warning}\n" + files.get("journeys/atlas.yml", "")
    built = sites.build(sites.write(tmp_path_factory.mktemp("hostile"), files))
    assert built.code == 0, built.output
    made = [page for page in built.pages if 'data-kind="map"' in built.text(page)]
    assert len(made) == sum("\nstages:" in text for text in files.values())
    return built


def test_links_and_handlers(hostile: sites.Built) -> None:
    # A relative link of an author may lead nowhere; that is no harm.
    found = [line for line in links.check(hostile.folder) if not line.endswith("leads to nothing")]
    assert not found, "\n".join(found)


def test_no_file_got_in(hostile: sites.Built) -> None:
    assert [page for page in hostile.pages if "root:x:0:" in hostile.text(page)] == []


def test_nothing_runs(hostile: sites.Built, served: Callable, window: Callable) -> None:
    found = []
    with window(served(hostile.folder)) as it:
        for page in sorted({*hostile.pages} - {"404.html"}):  # it is written for the top of a host only
            it.show(page)
            it.page.wait_for_timeout(20)
            found += [f"{page}: {line}" for line in it.page.evaluate(asks.HARM) + it.trouble]
            it.trouble.clear()
    assert not found, "\n".join(found)
